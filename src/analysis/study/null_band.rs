//! Where the curve would run if the news said nothing: the events on other records, by the same draws as p
//! (correlate-spec.md §6.1). A picture in per cent; p is on scores and belongs to no band.

use super::{
    bands::pointwise,
    curves::{AbnormalChanges, Curve, since_before},
};

/// The middle 95 % of curves at drawn places, in per cent, from k records before the event to k after it.
#[derive(Clone, Debug, PartialEq)]
pub struct NullBand {
    /// Lower end for the summed-up curve.
    pub lo: Vec<f64>,
    /// Upper end.
    pub hi: Vec<f64>,
    /// Lower end by record.
    pub aar_lo: Vec<f64>,
    /// Upper end.
    pub aar_hi: Vec<f64>,
    /// Lower end for the curve counted from the record before the news.
    pub since_lo: Vec<f64>,
    /// Upper end.
    pub since_hi: Vec<f64>,
}

/// The curve of the events at the places that a draw gives them; None without events.
pub(super) fn curve_at_draw(
    abnormal: &AbnormalChanges,
    events: &[u32],
    draw: &[u32],
) -> Option<Curve> {
    abnormal.curve(events.iter().map(|event| draw[*event as usize] as usize))
}

impl NullBand {
    /// Of the curves of all draws.
    pub(super) fn new(curves: Vec<Curve>) -> Self {
        let (aar, mut caar): (Vec<_>, Vec<_>) = curves
            .into_iter()
            .map(|curve| (curve.aar, curve.caar))
            .unzip();
        let (lo, hi) = pointwise(&caar);
        let (aar_lo, aar_hi) = pointwise(&aar);
        for curve in &mut caar {
            since_before(curve);
        }
        let (since_lo, since_hi) = pointwise(&caar);

        Self {
            lo,
            hi,
            aar_lo,
            aar_hi,
            since_lo,
            since_hi,
        }
    }
}

//! How much of the picture's height the marks get.

use super::extreme_labels::RISE;
use super::mark_key::MarkKey;
use super::method_labels::{LANE, MethodPlace, method_lanes};
use super::spare_height::SpareHeight;
use super::type_sizes::TypeSizes;
use crate::chart::data::{SeenMark, Spec, day_number};
use crate::chart::words::MethodChange;
use crate::chart::words::typeface::{ASCENT, DESCENT};

/// What the marks get above and below the panels, in pixels.
pub struct MarkRoom {
    pub above: f64,
    pub below: f64,
    pub has_key_rate: bool,
    /// The row of flags; zero without one.
    pub flags: f64,
    /// Lanes for the words of methods.
    pub lanes: usize,
    pub key: Option<MarkKey>,
}

/// Height of the flags' row, by the size of their type.
pub const FLAG: f64 = ASCENT + DESCENT + 0.25;

impl MarkRoom {
    /// Divides what the panels can spare of `height`: flags first, then a row of the key, the key rate, the words of
    /// methods, more of the key.
    pub fn new(spec: &Spec, seen: &[SeenMark], height: f64, width: f64, sizes: TypeSizes) -> Self {
        let TypeSizes {
            base, axis, margin, ..
        } = sizes;
        let gap = 0.6 * base;
        let mut spare = SpareHeight(height - 4.0 * base);
        let flags = if seen.is_empty() {
            0.0
        } else {
            spare.take(FLAG * axis + gap)
        };
        let key_lines = if spec.marks.has_moves() { 3.1 } else { 1.6 };
        let least_key = key_lines * axis + gap;
        let has_key = flags > 0.0 && spare.take(least_key) > 0.0;
        let has_key_rate = spec.has_key_rate() && spare.take(5.5 * base) > 0.0;

        let lane = LANE * axis;
        let edges = (margin + 3.0 * base, width - margin - 6.0 * base);
        let lanes = (1..=wanted_lanes(spec, height, edges, sizes))
            .rev()
            .find(|lanes| spare.take(*lanes as f64 * lane) > 0.0)
            .unwrap_or_default();
        let rise = if lanes > 0 { RISE * base } else { 0.0 };

        let more_key = spare.0.max(0.0).min(0.3 * height - least_key).max(0.0);
        let for_key = least_key + more_key - gap;
        let key = has_key
            .then(|| MarkKey::new(spec, seen, width - 2.0 * margin, for_key, sizes))
            .flatten();
        Self {
            above: flags + lanes as f64 * lane + rise,
            below: key.as_ref().map_or(0.0, |key| key.height() + gap),
            has_key_rate,
            flags,
            lanes,
            key,
        }
    }
}

/// Lanes for the words of methods, about as many as they need: the edges of the panels are not known yet.
fn wanted_lanes(spec: &Spec, height: f64, (left, right): (f64, f64), sizes: TypeSizes) -> usize {
    if !spec.marks.shows_methods {
        return 0;
    }

    let first = day_number(spec.span.from());
    let days = spec.span.days() as f64;
    let places: Vec<MethodPlace> = MethodChange::within(spec.span)
        .map(|change| {
            let part = f64::from(day_number(change.day) - first) / days;
            (change, left + part * (right - left))
        })
        .collect();
    let most = if height < 15.0 * sizes.base { 1 } else { 3 };
    method_lanes(&places, most, sizes.axis, (left, right), spec.lang)
}

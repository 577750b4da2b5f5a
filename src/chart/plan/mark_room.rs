//! How much of the picture's height the marks get.

use super::{
    extreme_labels::RISE,
    labels::Ends,
    mark_key::MarkKey,
    method_labels::{LANE, MethodPlace, method_lanes},
    spare_height::SpareHeight,
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::{SeenMark, Spec, day_number},
    words::{ASCENT, DESCENT, MethodChange},
};

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
        let TypeSizes { base, axis, .. } = sizes;
        let gap = 0.6 * base;
        let mut spare = SpareHeight(height - 4.0 * base);
        let flags = if seen.is_empty() {
            0.0
        } else {
            spare.take(FLAG * axis + gap)
        };
        let key_lines = if spec.marks.has_moves() { 3.1 } else { 1.6 };
        let least_key = key_lines * axis + gap;
        // A key without flags would have nothing to explain.
        let has_key = flags > 0.0 && spare.take(least_key) > 0.0;
        let has_key_rate = spec.has_key_rate() && spare.take(5.5 * base) > 0.0;

        let lanes = granted_lanes(spec, height, width, sizes, &mut spare);
        let rise = if lanes > 0 { RISE * base } else { 0.0 };

        let more_key = spare.0.max(0.0).min(0.3 * height - least_key).max(0.0);
        let for_key = least_key + more_key - gap;
        let room = width - 2.0 * sizes.margin;
        let key = has_key
            .then(|| MarkKey::new(spec, seen, room, for_key, sizes))
            .flatten();
        Self {
            above: flags + lanes as f64 * LANE * axis + rise,
            below: key.as_ref().map_or(0.0, |key| key.height() + gap),
            has_key_rate,
            flags,
            lanes,
            key,
        }
    }
}

/// As many of the wanted lanes as can be spared.
fn granted_lanes(
    spec: &Spec,
    height: f64,
    width: f64,
    sizes: TypeSizes,
    spare: &mut SpareHeight,
) -> usize {
    if !spec.marks.shows_methods {
        return 0;
    }

    // About the edges of the lines, which are not known yet.
    let left = sizes.margin + 3.0 * sizes.base;
    let right = width - sizes.margin - 6.0 * sizes.base;
    let wanted = wanted_lanes(spec, height, (left, right), sizes);
    (1..=wanted)
        .rev()
        .find(|lanes| spare.take(*lanes as f64 * LANE * sizes.axis) > 0.0)
        .unwrap_or_default()
}

/// Lanes for the words of methods, about as many as they need.
fn wanted_lanes(spec: &Spec, height: f64, (left, right): Ends, sizes: TypeSizes) -> usize {
    let first = day_number(spec.span.from());
    let days = spec.span.days() as f64;
    let places: Vec<MethodPlace> = MethodChange::within(spec.span)
        .map(|change| {
            let part = f64::from(day_number(change.day) - first) / days;
            (change, left + part * (right - left))
        })
        .collect();
    let most = if height < 15.0 * sizes.base { 1 } else { 3 };

    method_lanes(&places, most, sizes, (left, right), spec.lang)
}

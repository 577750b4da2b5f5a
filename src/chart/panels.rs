//! Which lines share a panel, and how panels share the picture.
//!
//! Lines share a panel, and so a scale, as long as each still fills a good part of it: the dollar and the euro over
//! years do, the dollar and the yuan do not. Those that would lie flat get a panel of their own. There is never a second
//! value axis on the right: where two lines cross would then be an accident of the two scales.

use super::labels::Frame;
use super::spec::{Line, Spec};

/// How panels are laid out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arrangement {
    /// Lines of each panel of rates.
    pub(super) groups: Vec<Vec<usize>>,
    /// Panels of rates in a column.
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Lines whose daily change is drawn, at the foot of the only column.
    pub(super) strips: usize,
    /// Whether the key rate has a strip below these.
    pub(super) has_key_rate: bool,
    /// Whether a panel of rates says above it what it shows.
    pub(super) headings: bool,
}

/// Heights in pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    pub(super) row: f64,
    pub(super) strip: f64,
    pub(super) heading: f64,
    pub(super) gap: f64,
}

/// Arrangements that fill `height` pixels with type of `base` pixels, the best first. None is lower than can be read, but
/// one may be too narrow; only the last one, all lines in one panel, has to do whatever it looks like.
pub(super) fn arrangements(
    spec: &Spec,
    has_key_rate: bool,
    height: f64,
    base: f64,
) -> Vec<(Arrangement, Heights)> {
    let (lines, groups) = (&spec.lines, groups(spec));
    let (count, several) = (groups.len(), groups.len() > 1);
    // Two are compared at a glance; of more, only the first is shown, or the bars would crowd out the rates.
    let most_strips = if lines.len() > 2 { 1 } else { lines.len() };
    let stacked = |strips| Arrangement {
        groups: groups.clone(),
        rows: count,
        columns: 1,
        strips,
        has_key_rate,
        headings: several,
    };
    let side_by_side = |headings| Arrangement {
        rows: count.div_ceil(2),
        columns: 2,
        headings,
        ..stacked(0)
    };
    // With the least height of a panel of rates, by `base`.
    let mut tries: Vec<(Arrangement, f64)> = (1..=most_strips)
        .rev()
        .map(|strips| (stacked(strips), 5.5))
        .collect();
    tries.push((stacked(0), 5.0));
    if several {
        tries.push((side_by_side(true), 4.0));
        tries.push((
            Arrangement {
                headings: false,
                ..stacked(0)
            },
            2.8,
        ));
        tries.push((side_by_side(false), 2.4));
    }
    let with_heights = tries.into_iter().map(|(arrangement, least)| {
        let heights = heights(&arrangement, height, base);
        (arrangement, heights, least * base)
    });
    let together = Arrangement {
        groups: vec![(0..lines.len()).collect()],
        rows: 1,
        headings: false,
        ..stacked(0)
    };
    let last = (together.clone(), heights(&together, height, base));
    with_heights
        .filter(|(_, heights, least)| heights.row >= *least)
        .map(|(arrangement, heights, _)| (arrangement, heights))
        .chain([last])
        .collect()
}

fn heights(arrangement: &Arrangement, height: f64, base: f64) -> Heights {
    let rows = arrangement.rows as f64;
    let strips = arrangement.all_strips() as f64;
    let heading = 1.45 * base;
    let gap = if arrangement.rows > 1 && !arrangement.headings {
        1.0 * base
    } else {
        0.75 * base
    };
    let strip = (0.1 * height).clamp(3.2 * base, 7.0 * base);
    let headings = if arrangement.headings {
        rows * heading
    } else {
        0.0
    };
    let for_rates = height - strips * (strip + heading + gap) - (rows - 1.0) * gap - headings;
    Heights {
        row: for_rates / rows,
        strip,
        heading,
        gap,
    }
}

impl Heights {
    /// Space between a panel of rates and the next, when these have headings or not.
    pub(super) fn between(&self, with_headings: bool) -> f64 {
        if with_headings {
            self.gap + self.heading
        } else {
            self.gap
        }
    }
}

impl Arrangement {
    fn all_strips(&self) -> usize {
        self.strips + usize::from(self.has_key_rate)
    }

    /// The frames of the panels of rates and, after them, of the strips, `left` to `right` being one column's
    /// lines; a column is `pitch` pixels from the next. Edges are whole pixels.
    pub(super) fn frames(
        &self,
        heights: &Heights,
        top: f64,
        (left, right): (f64, f64),
        pitch: f64,
    ) -> Vec<Frame> {
        let mut frames = Vec::new();
        for at in 0..self.groups.len() {
            let (column, row) = ((at / self.rows) as f64, (at % self.rows) as f64);
            let heading = if self.headings { heights.heading } else { 0.0 };
            let upper = top + row * (heights.row + heading + heights.gap) + heading;
            let shift = column * pitch;
            frames.push(snapped(
                left + shift,
                upper,
                right + shift,
                upper + heights.row,
            ));
        }
        let mut lower = frames.iter().map(|frame| frame.bottom).fold(top, f64::max);
        for _ in 0..self.all_strips() {
            let upper = lower + heights.gap + heights.heading;
            lower = upper + heights.strip;
            frames.push(snapped(left, upper, right, lower));
        }
        frames
    }
}

fn snapped(left: f64, top: f64, right: f64, bottom: f64) -> Frame {
    Frame {
        left: left.round(),
        top: top.round(),
        right: right.round(),
        bottom: bottom.round(),
    }
}

/// Lines that share a panel: all where all begin at one figure; on a logarithmic scale ratios are what fills it.
pub(super) fn groups(spec: &Spec) -> Vec<Vec<usize>> {
    let (lines, values) = (&spec.lines, spec.view.values);
    if values.is_relative() {
        return vec![(0..lines.len()).collect()];
    }
    let extent = |line: &Line| match line.extent() {
        (low, high) if values.is_logarithmic() => (low.ln(), high.ln()),
        extent => extent,
    };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in 0..lines.len() {
        let home = groups.iter_mut().find(|group| {
            let joined: Vec<_> = group
                .iter()
                .chain([&at])
                .map(|one| extent(&lines[*one]))
                .collect();
            read_well_together(&joined, values.is_logarithmic())
        });
        match home {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}

fn read_well_together(extents: &[(f64, f64)], are_logarithms: bool) -> bool {
    /// Part of the scale that each line has to fill.
    const LEAST_PART: f64 = 0.25;
    /// Lines that do not move at all are together up to this ratio.
    const FLAT_RATIO: f64 = 3.0;
    let lowest = extents
        .iter()
        .map(|(low, _)| *low)
        .fold(f64::INFINITY, f64::min);
    let highest = extents
        .iter()
        .map(|(_, high)| *high)
        .fold(f64::NEG_INFINITY, f64::max);
    if extents.iter().all(|(low, high)| low >= high) {
        let most = if are_logarithms {
            lowest + FLAT_RATIO.ln()
        } else {
            lowest * FLAT_RATIO
        };
        return highest <= most;
    }
    extents
        .iter()
        .all(|(low, high)| high - low >= LEAST_PART * (highest - lowest))
}

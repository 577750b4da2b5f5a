//! Which lines share a panel, and how panels share the picture.
//!
//! Lines share a panel, and so a scale, as long as each still fills a good part of it: the dollar and the euro over
//! years do, the dollar and the yuan do not. Lines that would look flat get a panel of their own, unless values are in
//! per cent or an index, or only a single panel fits. There is never a second value axis on the right: where two lines
//! cross would then be an accident of the two scales.

use super::{
    labels::{Ends, Frame},
    panel::Shows,
};
use crate::chart::data::{Extent, Line, Spec, joint_extent};

/// How panels are laid out.
#[derive(Clone)]
pub struct Arrangement {
    /// Lines of each panel of rates.
    pub groups: Vec<Vec<usize>>,
    /// Panels of rates in a column.
    pub rows: usize,
    pub columns: usize,
    /// Lines with bars of their changes, at the foot of the only column.
    pub strips: usize,
    /// Whether the key rate has a strip below these.
    pub has_key_rate: bool,
    /// Whether a panel of rates has a heading.
    pub headings: bool,
}

/// Heights in pixels.
#[derive(Clone, Copy)]
pub struct Heights {
    pub row: f64,
    pub strip: f64,
    heading: f64,
    gap: f64,
}

/// Arrangements that fill `height` pixels with type of `base` pixels, the best first. None is lower than can be read, but
/// one may be too narrow; only the last one, all lines in one panel, has to do whatever it looks like.
pub fn arrangements(
    spec: &Spec,
    has_key_rate: bool,
    height: f64,
    base: f64,
) -> Vec<(Arrangement, Heights)> {
    tries(spec, has_key_rate)
        .into_iter()
        .filter_map(|(arrangement, least)| {
            let heights = arrangement.heights(height, base);
            (heights.row >= least * base).then_some((arrangement, heights))
        })
        .collect()
}

/// All arrangements, each with the least height of a panel of rates, in parts of `base`.
fn tries(spec: &Spec, has_key_rate: bool) -> Vec<(Arrangement, f64)> {
    let groups = line_groups(spec);
    let stacked = Arrangement {
        rows: groups.len(),
        columns: 1,
        strips: 0,
        has_key_rate,
        headings: groups.len() > 1,
        groups,
    };

    // Two are compared at a glance; of more, only the first is shown, or the bars would crowd out the rates.
    let lines = spec.lines.len();
    let most_strips = if lines > 2 { 1 } else { lines };
    let mut tries: Vec<_> = (1..=most_strips)
        .rev()
        .map(|strips| (stacked.clone().with_strips(strips), 5.5))
        .collect();
    tries.push((stacked.clone(), 5.0));
    if stacked.headings {
        let side_by_side = Arrangement {
            rows: stacked.rows.div_ceil(2),
            columns: 2,
            ..stacked.clone()
        };
        tries.push((side_by_side.clone(), 4.0));
        tries.push((stacked.clone().without_headings(), 2.8));
        tries.push((side_by_side.without_headings(), 2.4));
    }

    // Whatever it looks like.
    let together = Arrangement {
        groups: vec![(0..lines).collect()],
        rows: 1,
        ..stacked.without_headings()
    };
    tries.push((together, f64::NEG_INFINITY));
    tries
}

impl Heights {
    /// Space between a panel of rates and the next, when these have headings or not.
    pub fn between(&self, with_headings: bool) -> f64 {
        let heading = if with_headings { self.heading } else { 0.0 };
        self.gap + heading
    }
}

impl Arrangement {
    fn with_strips(self, strips: usize) -> Self {
        Self { strips, ..self }
    }

    fn without_headings(self) -> Self {
        Self {
            headings: false,
            ..self
        }
    }

    fn all_strips(&self) -> usize {
        self.strips + usize::from(self.has_key_rate)
    }

    fn heights(&self, height: f64, base: f64) -> Heights {
        let rows = self.rows as f64;
        let strips = self.all_strips() as f64;
        let heading = 1.45 * base;
        let gap = if self.rows > 1 && !self.headings {
            base
        } else {
            0.75 * base
        };

        let strip = (0.1 * height).clamp(3.2 * base, 7.0 * base);

        let headings = if self.headings { rows * heading } else { 0.0 };
        let for_rates = height - strips * (strip + heading + gap) - (rows - 1.0) * gap - headings;
        Heights {
            row: for_rates / rows,
            strip,
            heading,
            gap,
        }
    }

    /// What its panels show, in the order of [`Self::frames`].
    pub fn shown(&self) -> Vec<Shows> {
        let rates = self.groups.iter().cloned().map(Shows::Rates);
        let changes = (0..self.strips).map(Shows::Changes);
        let key_rate = self.has_key_rate.then_some(Shows::KeyRate);

        rates.chain(changes).chain(key_rate).collect()
    }

    /// The frames of the panels of rates and, after them, of the strips; `left` to `right` are the edges of the first
    /// column, the next is `pitch` pixels away. Edges are whole pixels.
    pub fn frames(
        &self,
        heights: &Heights,
        top: f64,
        (left, right): Ends,
        pitch: f64,
    ) -> Vec<Frame> {
        let mut frames = Vec::new();
        for index in 0..self.groups.len() {
            let row = (index % self.rows) as f64;
            let heading = if self.headings { heights.heading } else { 0.0 };
            let upper = top + row * (heights.row + heading + heights.gap) + heading;

            let shift = (index / self.rows) as f64 * pitch;
            frames.push(snapped(
                left + shift,
                upper,
                right + shift,
                upper + heights.row,
            ));
        }

        let mut lower = frames.iter().map(|frame| frame.bottom).fold(top, f64::max);
        // Strips are below all panels of rates, as wide as the first column.
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

/// Lines that share a panel: all if all begin at one number; on a logarithmic scale ratios are what fills it.
pub fn line_groups(spec: &Spec) -> Vec<Vec<usize>> {
    let values = spec.view.values;
    if values.is_relative() {
        return vec![(0..spec.lines.len()).collect()];
    }

    let extents: Vec<_> = spec.lines.iter().map(Line::extent).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for line in 0..extents.len() {
        let home = groups.iter_mut().find(|group| {
            let joined = group.iter().chain([&line]).map(|one| extents[*one]);
            read_well_together(joined.collect(), values.is_logarithmic())
        });

        match home {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

fn read_well_together(mut extents: Vec<Extent>, are_ratios: bool) -> bool {
    /// Part of the scale that each line has to fill.
    const LEAST_PART: f64 = 0.25;
    /// Lines that do not move at all are together up to this ratio.
    const FLAT_RATIO: f64 = 3.0;
    let is_flat = extents.iter().all(|(low, high)| low >= high);
    if is_flat {
        let (lowest, highest) = joint_extent(extents.into_iter());
        return highest <= lowest * FLAT_RATIO;
    }

    if are_ratios {
        for (low, high) in &mut extents {
            *low = low.ln();
            *high = high.ln();
        }
    }
    let (lowest, highest) = joint_extent(extents.iter().copied());
    let mut heights = extents.iter().map(|(low, high)| high - low);
    heights.all(|height| height >= LEAST_PART * (highest - lowest))
}

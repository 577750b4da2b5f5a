//! What the lines of a panel cover, so that no label is put on one.

use super::{
    labels::{Frame, Point},
    panel::Panel,
};
use crate::chart::data::{Extent, Line, RateAt, Run, Spec, midnight, whole};

/// Of each pixel column the highest and lowest place that a line covers.
pub struct LineOutline {
    pub line: usize,
    left: f64,
    columns: Vec<Extent>,
}

impl LineOutline {
    /// The outlines of `lines` in `panel` and of their averages, two for each line: a label may be placed between them.
    pub fn all_of(panel: &Panel, spec: &Spec, lines: &[usize]) -> Vec<Self> {
        let mut outlines = Vec::new();
        for line in lines {
            let mut rates = Self::new(panel, *line);
            let mut means = Self::new(panel, *line);
            let drawn = &spec.lines[*line];
            for run in &drawn.runs {
                rates.add_rates(panel, drawn, run);
                means.add_path(panel, drawn, panel.path(&run.mean, run.to));
            }
            outlines.extend([rates, means]);
        }

        outlines
    }

    fn new(panel: &Panel, line: usize) -> Self {
        let columns = whole(panel.frame.width()) + 1;
        Self {
            line,
            left: panel.frame.left,
            columns: vec![(f64::INFINITY, f64::NEG_INFINITY); columns],
        }
    }

    fn add_rates(&mut self, panel: &Panel, line: &Line, run: &Run) {
        if run.ranges.is_empty() {
            self.add_path(panel, line, panel.path(&run.rates(), run.to));
        }
        // Of a range its upper and its lower edge are enough to stop a label.
        for range in &run.ranges {
            for rate in range.ends() {
                let ends = [midnight(range.from), midnight(range.to + 1)];
                self.add_path(panel, line, ends.map(|half_day| (half_day, rate)));
            }
        }
    }

    fn add_path(&mut self, panel: &Panel, line: &Line, path: impl IntoIterator<Item = RateAt>) {
        let mut before: Option<Point> = None;
        for (half_day, rate) in path {
            let to = (panel.x(half_day), panel.y(line.measure.of(rate)));
            self.add_stroke(before.unwrap_or(to), to);
            before = Some(to);
        }
    }

    fn add_stroke(&mut self, from: Point, to: Point) {
        let first = whole(from.0 - self.left);
        let last = whole(to.0 - self.left).min(self.columns.len() - 1);
        for index in first..=last {
            // A stroke is highest and lowest at the edges of a column.
            for edge in [index as f64, index as f64 + 1.0] {
                let y = height_between(from, to, edge + self.left);
                let (top, bottom) = &mut self.columns[index];
                *top = top.min(y);
                *bottom = bottom.max(y);
            }
        }
    }

    /// Whether it comes nearer than `gap` to `frame`.
    pub fn meets(&self, frame: &Frame, gap: f64) -> bool {
        let first = whole(frame.left - gap - self.left);
        let last = whole(frame.right + gap - self.left).min(self.columns.len() - 1);
        let own = self.columns.get(first..=last).unwrap_or_default();

        own.iter()
            .any(|(top, bottom)| *bottom >= frame.top - gap && *top <= frame.bottom + gap)
    }
}

/// Height at `x` of the straight line between two places, at the nearer one outside of them.
fn height_between((from_x, from_y): Point, (to_x, to_y): Point, x: f64) -> f64 {
    if to_x <= from_x {
        return to_y;
    }

    let part = ((x - from_x) / (to_x - from_x)).clamp(0.0, 1.0);
    from_y + part * (to_y - from_y)
}

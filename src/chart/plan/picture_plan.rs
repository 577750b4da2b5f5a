//! The plan of a picture: every panel, axis and label with its place, before anything is drawn.
//!
//! Places are pixels from the upper left. What is true of every plan, and tested: no label overlaps another or
//! leaves the picture. Bands from above: title, subtitle, note; panels; date labels; days without rates; source.

use super::{
    any_viewer::have_room_anywhere,
    extreme_labels::label_extremes,
    labels::{Ends, Frame, Ink, Label},
    line_parts::{level_parts, upright_parts},
    mark_places::{MarkPlaces, place_marks},
    mark_room::MarkRoom,
    panel::Panel,
    panel_labels::plan_panels,
    term_bars::term_bars,
    type_sizes::TypeSizes,
    upright::Upright,
};
use crate::chart::{
    data::Spec,
    words::{self, ASCENT, DESCENT, Measure, Weight},
};

/// A picture before it is drawn.
pub struct Plan {
    pub sizes: TypeSizes,
    pub title: String,
    pub panels: Vec<Panel>,
    pub labels: Vec<Label>,
    pub marks: MarkPlaces,
    /// The room of each label in any viewer, which lines of the grid leave free.
    label_frames: Vec<Frame>,
}

impl Plan {
    /// A plan for whatever typeface a viewer has. It is that of the PNG where this has room for wider letters.
    pub fn for_any_viewer(spec: &Spec) -> Self {
        let plan = Self::new(spec, Measure::Own);
        if have_room_anywhere(&plan.labels, spec.style.size_px().0) {
            return plan;
        }

        Self::new(spec, Measure::Widest)
    }

    /// A plan whose texts are as wide as `measure` finds them.
    pub fn new(spec: &Spec, measure: Measure) -> Self {
        let (width, height) = spec.style.size_px();
        let sizes = TypeSizes::of((width, height), measure);
        let titles = titles(spec);
        let title = titles[0].clone();
        let (mut labels, top) = header_labels(spec, titles, sizes, width);
        let foot = foot_labels(spec, sizes, width, height);
        let foot_tops = foot.iter().map(|label| label.frame(measure).top);
        let foot_top = foot_tops.fold(height, f64::min);
        labels.extend(foot);

        // Under the panels there is a row of dates.
        let dates = 0.6 * sizes.base + 1.8 * sizes.axis;
        let bottom = foot_top - dates;
        let seen = spec.marks.seen(spec.span);
        let room = MarkRoom::new(spec, &seen, bottom - top, width, sizes);
        let lowest = bottom - room.below;
        let edges = (top + room.above, lowest);
        let has_key_rate = room.has_key_rate;
        let mut panels = plan_panels(spec, sizes, width, edges, has_key_rate, &mut labels);

        // Extremes get the places that no other label needs, and marks go around all labels.
        for panel in &mut panels {
            let bars = term_bars(spec, panel, sizes);
            let taken: Vec<_> = bars.iter().map(Upright::frame).collect();
            label_extremes(panel, spec, &taken, sizes, &mut labels);
        }
        let edges = (top, lowest + 1.8 * sizes.axis + 0.6 * sizes.base);
        let mut marks = place_marks(spec, &seen, &room, &panels, edges, sizes, &mut labels);
        // A viewer with wider letters shows lines that keep off them too.
        let widest = labels.iter().map(|label| label.frame(Measure::Widest));
        let label_frames: Vec<_> = widest.collect();
        marks.break_at(&label_frames, sizes.halo());

        Self {
            sizes,
            title,
            panels,
            labels,
            marks,
            label_frames,
        }
    }

    /// The parts of a level line of the grid that keep off labels.
    pub fn level_parts(&self, y: f64, sides: Ends) -> Vec<Ends> {
        level_parts(y, sides, &self.label_frames, self.sizes.halo())
    }

    /// The parts of an upright line of the grid that keep off labels.
    pub fn upright_parts(&self, x: f64, ends: Ends) -> Vec<Ends> {
        upright_parts(x, ends, &self.label_frames, self.sizes.halo())
    }

    /// Whether a label stays when the panels show other days: those above the first panel with its heading, and
    /// those below the last one with its dates.
    pub fn is_staying(&self, label: &Label) -> bool {
        let tops = self.panels.iter().map(|panel| panel.frame.top);
        let bottoms = self.panels.iter().map(|panel| panel.frame.bottom);
        // Labels right of the margin belong to the ends of lines, which move.
        let is_above = label.baseline < tops.fold(f64::INFINITY, f64::min)
            && !self.panels.iter().any(|panel| panel.is_heading(label));
        let is_below = label.baseline > bottoms.fold(0.0, f64::max) + 1.8 * self.sizes.axis;

        is_above && label.x <= self.sizes.margin || is_below
    }
}

/// The user's title or the names of the currencies.
pub fn titles(spec: &Spec) -> Vec<String> {
    match &spec.title {
        Some(title) => vec![words::one_line(title)],
        None => words::title(&spec.lines, spec.lang),
    }
}

/// Title, subtitle and note; the height at which panels may begin.
fn header_labels(
    spec: &Spec,
    titles: Vec<String>,
    sizes: TypeSizes,
    width: f64,
) -> (Vec<Label>, f64) {
    let subtitles = words::with_term(words::subtitle(spec), spec);
    let notes = words::note(spec);
    let lines = [
        (titles, 1.6, Weight::Bold, Ink::Text),
        (subtitles, 1.0, Weight::Regular, Ink::Muted),
        (words::shape(spec), 0.88, Weight::Regular, Ink::Muted),
        (notes, 0.88, Weight::Regular, Ink::Muted),
    ];

    let mut labels = Vec::new();
    let mut top = sizes.margin;
    for (variants, size, weight, ink) in lines {
        let room = width - 2.0 * sizes.margin;
        let (text, size) = sizes
            .measure
            .fitting(&variants, size * sizes.base, weight, room);
        // A line without words takes no height.
        if text.is_empty() {
            continue;
        }

        let baseline = top + size * ASCENT;
        labels.push(Label::new(text, sizes.margin, baseline, size, ink).weighted(weight));
        top = baseline + size * DESCENT + 0.18 * sizes.base;
    }

    (labels, top + 0.9 * sizes.base)
}

/// Where the figures come from and, above it, on which days there are none.
fn foot_labels(spec: &Spec, sizes: TypeSizes, width: f64, height: f64) -> Vec<Label> {
    let room = width - 2.0 * sizes.margin;
    // From below: the source is the lowest line.
    let mut bottom = height - 0.8 * sizes.margin;
    let mut labels = Vec::new();
    for variants in [words::source(spec), words::gaps(spec)] {
        let (text, size) = sizes
            .measure
            .fitting(&variants, sizes.source, Weight::Regular, room);
        if text.is_empty() {
            continue;
        }

        let baseline = bottom - size * DESCENT;
        labels.push(Label::new(text, sizes.margin, baseline, size, Ink::Muted));
        bottom = baseline - size * ASCENT - 0.15 * sizes.base;
    }

    labels
}

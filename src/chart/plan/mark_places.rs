//! Where marks are placed on the panels.

use super::{
    labels::{Align, Ends, Frame, Ink, Label, Point},
    mark_flags::flags,
    mark_key::ink_of_kind,
    mark_room::{FLAG, MarkRoom},
    method_labels::{LANE, MethodPlace, method_labels},
    panel::Panel,
    type_sizes::TypeSizes,
};
use crate::chart::{
    data::{SeenMark, Spec, day_number, midnight, noon},
    words::{ASCENT, Measure, MethodChange},
};

/// Marks with their places, in pixels.
#[derive(Default)]
pub struct MarkPlaces {
    /// Periods, by the ink that tints them.
    pub bands: Vec<(Frame, Ink)>,
    /// From a flag down through the panels, broken at labels.
    pub stems: Vec<Upright>,
    /// Changes of the method, the same.
    pub methods: Vec<Upright>,
    /// The boxes behind the numbers.
    pub flags: Vec<(Frame, Ink)>,
    /// Under a flag from its first to its last mark: the two ends of a level line.
    pub brackets: Vec<[Point; 2]>,
    /// Days with the term.
    pub ticks: Vec<Upright>,
}

/// A line down.
#[derive(Clone, Copy)]
pub struct Upright {
    pub x: f64,
    pub top: f64,
    pub bottom: f64,
}

/// Puts the marks on the panels, the flags between `top` and them, and the key at `key_top`; their labels are added to
/// `labels`.
pub fn place_marks(
    spec: &Spec,
    seen: &[SeenMark],
    room: &MarkRoom,
    panels: &[Panel],
    (top, key_top): Ends,
    sizes: TypeSizes,
    labels: &mut Vec<Label>,
) -> MarkPlaces {
    if let Some(key) = &room.key {
        labels.extend(key.labels(sizes.margin, key_top));
    }

    let mut marks = MarkPlaces::default();
    for column in columns(panels) {
        // Flags and methods are over the highest panel of a column, ticks at the foot of its rates.
        let first = column[0];
        let foot = column.iter().map(|panel| panel.frame.bottom);
        let foot = foot.fold(0.0, f64::max);

        if room.flags > 0.0 {
            labels.extend(marks.add_flags(seen, first, (top, foot), sizes));
        }
        if spec.marks.shows_methods {
            let down = (top + room.flags, foot);
            labels.extend(marks.add_methods(spec, room.lanes, first, down, sizes));
        }

        for panel in &column {
            marks.add_bands(spec, seen, panel);
        }
        if let Some(panel) = column.iter().rfind(|panel| panel.shows.is_rates()) {
            marks.add_ticks(spec, panel, sizes);
        }
    }

    marks.break_at(labels, 0.15 * sizes.base, sizes.measure);
    marks
}

/// The panels by columns, none of them empty.
fn columns(panels: &[Panel]) -> Vec<Vec<&Panel>> {
    let mut columns: Vec<Vec<&Panel>> = Vec::new();
    for panel in panels {
        let left = panel.frame.left;
        let mut open = columns.iter_mut();
        match open.find(|column| (column[0].frame.left - left).abs() < 1.0) {
            Some(column) => column.push(panel),
            None => columns.push(vec![panel]),
        }
    }

    columns
}

impl MarkPlaces {
    fn add_flags(
        &mut self,
        seen: &[SeenMark],
        panel: &Panel,
        (top, down_to): Ends,
        sizes: TypeSizes,
    ) -> Vec<Label> {
        let size = sizes.axis;
        let bottom = top + FLAG * size;
        let places: Vec<_> = seen.iter().map(|seen| panel.x(seen.half_day)).collect();
        let (left, right) = panel.frame.sides();
        let edges = (left - 0.5 * size, right + 0.5 * size);
        let mut labels = Vec::new();
        for flag in flags(&places, size, edges, sizes.measure) {
            let own = flag.first..=flag.last;
            let frame = Frame {
                left: flag.left,
                top,
                right: flag.right,
                bottom,
            };
            self.flags.push((frame, common_ink(&seen[own.clone()])));
            self.add_stems(&places[own], &frame, down_to);

            let x = f64::midpoint(flag.left, flag.right);
            let baseline = top + (0.125 + ASCENT - 0.04) * size;
            let label = Label::new(flag.text(), x, baseline, size, Ink::Ground);
            labels.push(label.aligned(Align::Middle).bold());
        }

        labels
    }

    /// From a flag down at each of its marks, and a bracket over them.
    fn add_stems(&mut self, places: &[f64], flag: &Frame, down_to: f64) {
        let top = flag.bottom;
        // The bracket spans its marks, and reaches the box if that was shifted at an edge.
        let from = places[0].min(flag.right - 0.5);
        let to = places[places.len() - 1].max(flag.left + 0.5);
        self.brackets.push([(from, top), (to, top)]);

        // Stems closer than a pixel would be one thick stem.
        let mut stems = places.to_vec();
        stems.dedup_by(|b, a| (*b - *a).abs() < 1.0);
        self.stems.extend(stems.into_iter().map(|x| Upright {
            x,
            top,
            bottom: down_to,
        }));
    }

    fn add_methods(
        &mut self,
        spec: &Spec,
        lanes: usize,
        panel: &Panel,
        (top, bottom): Ends,
        sizes: TypeSizes,
    ) -> Vec<Label> {
        let changes = MethodChange::within(spec.span);
        let places: Vec<MethodPlace> = changes
            .map(|change| (change, panel.x(midnight(day_number(change.day)))))
            .collect();
        let lines = places.iter().map(|(_, x)| Upright { x: *x, top, bottom });
        self.methods.extend(lines);

        let size = sizes.axis;
        let labels = method_labels(&places, lanes, sizes, panel.frame.sides(), spec.lang);
        labels
            .into_iter()
            .map(|(lane, label)| Label {
                baseline: top + lane as f64 * LANE * size + ASCENT * size,
                ..label
            })
            .collect()
    }

    fn add_bands(&mut self, spec: &Spec, seen: &[SeenMark], panel: &Panel) {
        for one in seen.iter().filter(|one| one.mark.is_period()) {
            let Some(days) = one.mark.days.intersection(spec.span) else {
                continue;
            };
            let left = panel.x(midnight(day_number(days.from())));
            let right = panel.x(midnight(day_number(days.to()) + 1));
            let frame = Frame {
                left,
                // A few days in a span of decades would not be seen.
                right: right.max(left + 1.0),
                ..panel.frame
            };
            self.bands.push((frame, ink_of_kind(one.kind)));
        }
    }

    /// Days with the term along the foot of a panel, those that share a pixel once.
    fn add_ticks(&mut self, spec: &Spec, panel: &Panel, sizes: TypeSizes) {
        let days = spec.marks.term.iter().flat_map(|term| &term.days);
        let mut places: Vec<_> = days
            .filter(|day| spec.span.contains(**day))
            .map(|day| panel.x(noon(day_number(*day))).round())
            .collect();
        places.dedup();

        let bottom = panel.frame.bottom;
        let top = bottom - 0.5 * sizes.base;
        self.ticks
            .extend(places.into_iter().map(|x| Upright { x, top, bottom }));
    }

    /// Whether no line that runs down strikes out a label, measured with `measure`.
    pub fn keep_off(&self, labels: &[Label], measure: Measure) -> bool {
        let lines = self.stems.iter().chain(&self.methods);
        labels
            .iter()
            .map(|label| label.frame(measure))
            .all(|frame| !lines.clone().any(|line| line.meets(&frame, 0.0)))
    }

    /// Breaks the lines that run down if they would strike out a label.
    fn break_at(&mut self, labels: &[Label], gap: f64, measure: Measure) {
        let frames = labels.iter().map(|label| label.frame(measure));
        let frames: Vec<_> = frames.collect();
        for lines in [&mut self.stems, &mut self.methods] {
            let broken = lines.iter().flat_map(|line| line.broken_at(&frames, gap));
            *lines = broken.collect();
        }
    }
}

impl Upright {
    /// Its parts outside `frames`, at least `gap` away from each.
    fn broken_at(&self, frames: &[Frame], gap: f64) -> Vec<Self> {
        let mut met: Vec<_> = frames
            .iter()
            .filter(|frame| self.meets(frame, gap))
            .collect();
        met.sort_by(|a, b| a.top.total_cmp(&b.top));

        let mut parts = Vec::new();
        let mut top = self.top;
        for frame in met {
            let bottom = frame.top - gap;
            parts.push(Self {
                top,
                bottom,
                ..*self
            });
            // A label may end above the one before it.
            top = top.max(frame.bottom + gap);
        }
        parts.push(Self { top, ..*self });
        parts.retain(|part| part.top < part.bottom);
        parts
    }

    fn meets(&self, frame: &Frame, gap: f64) -> bool {
        (frame.left - gap) < self.x
            && self.x < frame.right + gap
            && frame.bottom + gap > self.top
            && frame.top - gap < self.bottom
    }
}

/// The ink of marks of one kind; of several, that of text.
fn common_ink(seen: &[SeenMark]) -> Ink {
    let first = seen.first().and_then(|seen| seen.kind);
    let is_common = seen.iter().all(|seen| seen.kind == first);

    ink_of_kind(first.filter(|_| is_common))
}

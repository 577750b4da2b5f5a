//! Where marks are placed on the panels.

use super::{
    labels::{Align, Ends, Frame, Ink, Label, Point},
    mark_flags::flags,
    mark_ink::{common_ink, ink_of_kind},
    mark_room::{FLAG, MarkRoom},
    method_labels::{LANE, MethodPlace, method_labels},
    panel::Panel,
    term_bars::term_bars,
    type_sizes::TypeSizes,
    upright::Upright,
};
use crate::{
    chart::{
        data::{SeenMark, Spec, day_number, midnight},
        words::{ASCENT, MethodChange},
    },
    model::Span,
};

/// Marks with their places, in pixels.
#[derive(Default)]
pub struct MarkPlaces {
    /// Periods, by the ink that tints them.
    pub bands: Vec<(Frame, Ink)>,
    /// The first and the last midnight of each period, broken at labels.
    pub edges: Vec<(Upright, Ink)>,
    /// From a flag down through the panels, broken at labels.
    pub stems: Vec<Upright>,
    /// Changes of the method, the same.
    pub methods: Vec<Upright>,
    /// The boxes behind the numbers.
    pub flags: Vec<(Frame, Ink)>,
    /// Under a flag from its first to its last mark: the two ends of a level line.
    pub brackets: Vec<[Point; 2]>,
    /// Headlines with the term.
    pub ticks: Vec<Upright>,
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
            marks.ticks.extend(term_bars(spec, panel, sizes));
        }
    }

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
            let ink = ink_of_kind(one.kind);
            self.bands.push((frame, ink));
            self.add_edges(one.mark.days, spec.span, &frame, ink);
        }
    }

    /// The ends of a period that are in view: of periods that overlap, tints alone would not show them.
    fn add_edges(&mut self, days: Span, in_view: Span, frame: &Frame, ink: Ink) {
        let ends = [(days.from(), frame.left), (days.to(), frame.right)];
        let seen = ends.into_iter().filter(|(day, _)| in_view.contains(*day));
        self.edges.extend(seen.map(|(_, x)| {
            let line = Upright {
                x,
                top: frame.top,
                bottom: frame.bottom,
            };
            (line, ink)
        }));
    }

    /// Breaks the lines that run down if they would strike out a label.
    pub fn break_at(&mut self, labels: &[Frame], gap: f64) {
        for lines in [&mut self.stems, &mut self.methods] {
            let broken = lines.iter().flat_map(|line| line.broken_at(labels, gap));
            *lines = broken.collect();
        }

        let edges = self.edges.iter().flat_map(|(line, ink)| {
            let parts = line.broken_at(labels, gap);
            parts.map(|part| (part, *ink))
        });
        self.edges = edges.collect();
    }
}

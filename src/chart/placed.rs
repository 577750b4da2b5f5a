//! Marks on the plan: how much room they need above and below the panels, and where they then stand.

use super::dates::{midnight, noon};
use super::extremes::RISE;
use super::flags::{Flag, flags};
use super::font::{ASCENT, DESCENT, Weight};
use super::key::{Key, ink_of_kind};
use super::labels::{Align, Frame, Ink, Label};
use super::layout::{Panel, Plan, Type};
use super::marks::Seen;
use super::methods;
use super::spec::{Spec, day_number};

/// Marks with their places, in pixels.
#[derive(Default)]
pub(super) struct PlacedMarks {
    /// Periods, by the ink that tints them.
    pub(super) bands: Vec<(Frame, Ink)>,
    /// From a flag down through the panels, broken where a label is.
    pub(super) stems: Vec<(f64, f64, f64)>,
    /// Changes of the method, the same.
    pub(super) methods: Vec<(f64, f64, f64)>,
    /// The boxes behind the numbers, and their brackets.
    pub(super) flags: Vec<(Frame, Ink)>,
    pub(super) brackets: Vec<(f64, f64, f64)>,
    /// Days with the term: place, top and foot.
    pub(super) ticks: Vec<(f64, f64, f64)>,
}

/// What the marks need of the picture's height.
pub(super) struct MarkRoom {
    pub(super) above: f64,
    pub(super) below: f64,
    pub(super) has_key_rate: bool,
    flags: f64,
    lanes: usize,
    key: Option<Key>,
}

/// Height of the flags' row, by the size of their type.
const FLAG: f64 = ASCENT + DESCENT + 0.25;

impl MarkRoom {
    /// Divides what the panels can spare of the height between `top` and `bottom`: flags first, then a row of the
    /// key, the key rate, the words of methods, more of the key.
    pub(super) fn new(
        spec: &Spec,
        seen: &[Seen],
        (top, bottom): (f64, f64),
        width: f64,
        kind: Type,
    ) -> Self {
        let gap = 0.6 * kind.base;
        let height = bottom - top;
        let mut spare = height - 4.0 * kind.base;
        let mut take = |wanted: f64| {
            let has_room = wanted <= spare;
            spare -= if has_room { wanted } else { 0.0 };
            has_room
        };
        let flags = if !seen.is_empty() && take(FLAG * kind.axis + gap) {
            FLAG * kind.axis + gap
        } else {
            0.0
        };
        let room = width - 2.0 * kind.margin;
        let least_key = if spec.marks.has_moves() { 3.1 } else { 1.6 } * kind.axis + gap;
        let has_key = flags > 0.0 && take(least_key);
        let has_key_rate = spec.marks.has_key_rate(spec.span) && take(5.5 * kind.base);
        let edges = (
            kind.margin + 3.0 * kind.base,
            width - kind.margin - 6.0 * kind.base,
        );
        let lanes = if spec.marks.shows_methods {
            lanes(spec, height, edges, kind)
        } else {
            0
        };
        let lane = methods::LANE * kind.axis;
        let lanes = (0..=lanes)
            .rev()
            .find(|lanes| take(*lanes as f64 * lane))
            .unwrap_or_default();
        let for_key = least_key + spare.max(0.0).min(0.3 * height - least_key).max(0.0);
        let key = has_key
            .then(|| Key::new(spec, seen, room, for_key - gap, kind))
            .flatten();
        let below = key.as_ref().map_or(0.0, |key| key.height() + gap);
        let above = flags + lanes as f64 * lane + if lanes > 0 { RISE * kind.base } else { 0.0 };
        Self {
            above,
            below,
            has_key_rate,
            flags,
            lanes,
            key,
        }
    }
}

/// Lanes for the words of methods, about as many as they need: where the panels' edges are is not known yet.
fn lanes(spec: &Spec, height: f64, (left, right): (f64, f64), kind: Type) -> usize {
    let (from, days) = (day_number(spec.span.from()), spec.span.days() as f64);
    let x = |day| left + f64::from(day_number(day) - from) / days * (right - left);
    let places: Vec<_> = methods::seen(spec.span)
        .map(|(at, day)| (at, x(day)))
        .collect();
    let most = if height < 15.0 * kind.base { 1 } else { 3 };
    methods::lanes(&places, most, kind.axis, (left, right), spec.lang)
}

impl Plan {
    /// Puts the marks on the panels, the flags between `top` and them, and the key at `key_top`.
    pub(super) fn add_marks(
        &mut self,
        spec: &Spec,
        seen: &[Seen],
        room: &MarkRoom,
        (top, key_top): (f64, f64),
        kind: Type,
    ) {
        if let Some(key) = &room.key {
            self.labels.extend(key.labels(kind.margin, key_top));
        }
        let mut placed = PlacedMarks::default();
        let columns: Vec<f64> = self.columns();
        for left in columns {
            let panels: Vec<&Panel> = self
                .panels
                .iter()
                .filter(|panel| (panel.frame.left - left).abs() < 1.0)
                .collect();
            let Some(first) = panels.first() else {
                continue;
            };
            let foot = panels
                .iter()
                .map(|panel| panel.frame.bottom)
                .fold(0.0, f64::max);
            let mut labels = Vec::new();
            if room.flags > 0.0 {
                labels.extend(placed.add_flags(seen, first, (top, foot), kind));
            }
            if spec.marks.shows_methods {
                labels.extend(placed.add_methods(
                    spec,
                    room,
                    first,
                    (top + room.flags, foot),
                    kind,
                ));
            }
            for panel in &panels {
                placed.add_bands(spec, seen, panel);
            }
            if let Some(panel) = panels.iter().rfind(|panel| panel.shows.is_rates()) {
                placed.add_ticks(spec, panel, kind);
            }
            self.labels.extend(labels);
        }
        placed.break_at(&self.labels, kind);
        self.marks = placed;
    }

    /// Left edges of the columns of panels.
    fn columns(&self) -> Vec<f64> {
        let mut lefts: Vec<f64> = Vec::new();
        for panel in &self.panels {
            if lefts
                .iter()
                .all(|left| (left - panel.frame.left).abs() >= 1.0)
            {
                lefts.push(panel.frame.left);
            }
        }
        lefts
    }
}

impl PlacedMarks {
    fn add_flags(
        &mut self,
        seen: &[Seen],
        panel: &Panel,
        (top, down_to): (f64, f64),
        kind: Type,
    ) -> Vec<Label> {
        let size = kind.axis;
        let foot = top + FLAG * size;
        let places: Vec<_> = seen.iter().map(|seen| panel.x(seen.half_day)).collect();
        let mut labels = Vec::new();
        for flag in flags(
            &places,
            size,
            (
                panel.frame.left - 0.5 * size,
                panel.frame.right + 0.5 * size,
            ),
        ) {
            let ink = common_ink(seen, &flag);
            self.flags.push((
                Frame {
                    left: flag.left,
                    top,
                    right: flag.right,
                    bottom: foot,
                },
                ink,
            ));
            let (first, last) = (places[flag.first], places[flag.last]);
            let (left, right) = (first.min(flag.right - 0.5), last.max(flag.left + 0.5));
            self.brackets.push((left, right, foot));
            let mut stems = places[flag.first..=flag.last].to_vec();
            stems.dedup_by(|b, a| (*b - *a).abs() < 1.0);
            self.stems
                .extend(stems.into_iter().map(|x| (x, foot, down_to)));
            let x = f64::midpoint(flag.left, flag.right);
            let baseline = top + (0.125 + ASCENT - 0.04) * size;
            let (align, weight, ink) = (Align::Middle, Weight::Bold, Ink::Ground);
            labels.push(Label {
                text: flag.text(),
                x,
                baseline,
                align,
                size,
                weight,
                ink,
            });
        }
        labels
    }

    fn add_methods(
        &mut self,
        spec: &Spec,
        room: &MarkRoom,
        panel: &Panel,
        (top, down_to): (f64, f64),
        kind: Type,
    ) -> Vec<Label> {
        let places: Vec<_> = methods::seen(spec.span)
            .map(|(at, day)| (at, panel.x(midnight(day_number(day)))))
            .collect();
        let edges = (panel.frame.left, panel.frame.right);
        self.methods
            .extend(places.iter().map(|(_, x)| (*x, top, down_to)));
        let placed = methods::labels(&places, room.lanes, kind.axis, edges, spec.lang);
        let lane = |(lane, label): (usize, Label)| {
            let baseline = top + lane as f64 * methods::LANE * kind.axis + ASCENT * kind.axis;
            Label { baseline, ..label }
        };
        placed.into_iter().map(lane).collect()
    }

    fn add_bands(&mut self, spec: &Spec, seen: &[Seen], panel: &Panel) {
        for one in seen.iter().filter(|one| one.mark.is_period()) {
            let Some(days) = one.mark.days.intersection(spec.span) else {
                continue;
            };
            let left = panel.x(midnight(day_number(days.from())));
            let right = panel.x(midnight(day_number(days.to()) + 1)).max(left + 1.0);
            self.bands.push((
                Frame {
                    left,
                    right,
                    ..panel.frame
                },
                ink_of_kind(one.kind),
            ));
        }
    }

    /// Days with the term along the foot of a panel, those that share a pixel once.
    fn add_ticks(&mut self, spec: &Spec, panel: &Panel, kind: Type) {
        let Some(term) = &spec.marks.term else { return };
        let foot = panel.frame.bottom;
        let days = term.days.iter().filter(|day| spec.span.contains(**day));
        let mut places: Vec<_> = days
            .map(|day| panel.x(noon(day_number(*day))).round())
            .collect();
        places.dedup();
        self.ticks.extend(
            places
                .into_iter()
                .map(|x| (x, foot - 0.5 * kind.base, foot)),
        );
    }

    /// Breaks the lines that run down where they would strike out a label.
    fn break_at(&mut self, labels: &[Label], kind: Type) {
        let frames: Vec<_> = labels.iter().map(Label::frame).collect();
        for lines in [&mut self.stems, &mut self.methods] {
            *lines = lines
                .iter()
                .flat_map(|line| broken(*line, &frames, 0.15 * kind.base))
                .collect();
        }
    }
}

/// The parts of a line down at `x` that lie on none of `frames`, a little apart from them.
fn broken((x, top, bottom): (f64, f64, f64), frames: &[Frame], gap: f64) -> Vec<(f64, f64, f64)> {
    let is_met = |frame: &&Frame| {
        frame.left - gap < x
            && x < frame.right + gap
            && frame.bottom + gap > top
            && frame.top - gap < bottom
    };
    let mut met: Vec<_> = frames.iter().filter(is_met).collect();
    met.sort_by(|a, b| a.top.total_cmp(&b.top));
    let (mut parts, mut from) = (Vec::new(), top);
    for frame in met {
        if frame.top - gap > from {
            parts.push((x, from, frame.top - gap));
        }
        from = from.max(frame.bottom + gap);
    }
    if from < bottom {
        parts.push((x, from, bottom));
    }
    parts
}

/// The ink of marks of one kind; of several, that of text.
fn common_ink(seen: &[Seen], flag: &Flag) -> Ink {
    let mut kinds = seen[flag.first..=flag.last].iter().map(|seen| seen.kind);
    let first = kinds.next().flatten();
    ink_of_kind(first.filter(|kind| kinds.all(|other| other == Some(*kind))))
}

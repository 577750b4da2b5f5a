//! The plan of a picture: every panel, axis and label with its place, before anything is drawn.
//!
//! Places are pixels from the upper left. What is true of every plan, and tested: no label lies on another or
//! leaves the picture. Bands from above: title, subtitle, note; panels; date labels; days without rates; source.

use super::axis::ValueAxis;
use super::columns::{Columns, GUTTER};
use super::dates::DateAxis;
use super::extremes::MarkedExtreme;
use super::font::{ASCENT, DESCENT, Weight, fitting};
use super::labels::{Align, Frame, Ink, Label};
use super::mark_words;
use super::panels::arrangements;
use super::placed::{MarkRoom, PlacedMarks};
use super::spec::Spec;
use super::words;
use crate::error::{Error, Result};

/// A picture before it is drawn.
pub(super) struct Plan {
    width: f64,
    /// Size of ordinary type, in pixels; everything else is measured by it.
    pub(super) base: f64,
    pub(super) margin: f64,
    /// Size of the labels of axes.
    pub(super) axis: f64,
    pub(super) title: String,
    pub(super) panels: Vec<Panel>,
    pub(super) labels: Vec<Label>,
    pub(super) marks: PlacedMarks,
}

/// A frame with a scale and what it shows.
pub(super) struct Panel {
    pub(super) frame: Frame,
    pub(super) shows: Shows,
    pub(super) values: ValueAxis,
    pub(super) dates: DateAxis,
    /// Values with a figure and a line of the grid.
    pub(super) ticks: Vec<f64>,
    /// Whether the dates are written under it.
    pub(super) is_lowest: bool,
    /// From the end of a line to its label, where these are not side by side.
    pub(super) leaders: Vec<Leader>,
    /// Where the lowest and highest figures stand that bear a label.
    pub(super) extremes: Vec<MarkedExtreme>,
}

/// What a panel shows, by place of the lines in the specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Rates(Vec<usize>),
    Changes(usize),
    KeyRate,
}

impl Shows {
    /// Whether these are daily changes.
    pub(super) const fn is_changes(&self) -> bool {
        matches!(self, Self::Changes(_))
    }

    /// Whether these are rates, in a panel as high as there is room for; others are strips below.
    pub(super) const fn is_rates(&self) -> bool {
        matches!(self, Self::Rates(_))
    }
}

/// A thin line to a label, in pixels.
pub(super) struct Leader {
    pub(super) line: usize,
    pub(super) corners: Vec<(f64, f64)>,
}

/// Sizes of type in pixels, by the size of the picture.
#[derive(Clone, Copy)]
pub(super) struct Type {
    pub(super) base: f64,
    pub(super) margin: f64,
    /// Of labels of the axes.
    pub(super) axis: f64,
}

impl Type {
    /// A picture of 1600 × 900 has type of 16 pixels. Larger ones are the same, enlarged; smaller ones shrink
    /// their type by less than the picture, because it has to be read.
    pub(super) fn of(width: f64, height: f64) -> Self {
        let part = (width / 1600.0).min(height / 900.0);
        let base = if part >= 1.0 {
            16.0 * part
        } else {
            (16.0 * part.powf(0.45)).max(10.0)
        };
        let margin = if height >= 22.0 * base {
            1.6 * base
        } else {
            0.8 * base
        };
        Self {
            base,
            margin,
            axis: (0.85 * base).max(9.0),
        }
    }
}

impl Plan {
    /// Plans the picture of `spec`.
    ///
    /// # Errors
    /// [`Error::Draw`] when its size or scale is beyond what is drawn, or it has no line.
    pub(super) fn new(spec: &Spec) -> Result<Self> {
        check(spec)?;
        let (width, height) = (f64::from(spec.size.0), f64::from(spec.size.1));
        let kind = Type::of(width, height);
        let (title, mut labels, top) = header(spec, kind, width);
        let foot = foot_lines(spec, kind, width, height);
        let foot_top = foot
            .iter()
            .map(|label| label.frame().top)
            .fold(height, f64::min);
        let bottom = foot_top - 0.6 * kind.base - 1.8 * kind.axis;
        labels.extend(foot);
        let (panels, marks) = (Vec::new(), PlacedMarks::default());
        let Type { base, margin, axis } = kind;
        let mut plan = Self {
            width,
            base,
            margin,
            axis,
            title,
            panels,
            labels,
            marks,
        };
        let seen = spec.marks.seen(spec.span);
        let room = MarkRoom::new(spec, &seen, (top, bottom), width, kind);
        let lower = bottom - room.below;
        plan.add_panels(spec, kind, (top + room.above, lower), room.has_key_rate);
        plan.add_marks(
            spec,
            &seen,
            &room,
            (top, lower + 1.8 * kind.axis + 0.6 * kind.base),
            kind,
        );
        Ok(plan)
    }

    /// Whether a label stays when the panels show other days: those above the first panel with its heading, and
    /// those below the last one with its dates.
    pub(super) fn is_staying(&self, label: &Label) -> bool {
        let top = self
            .panels
            .iter()
            .map(|panel| panel.frame.top)
            .fold(f64::INFINITY, f64::min);
        let bottom = self
            .panels
            .iter()
            .map(|panel| panel.frame.bottom)
            .fold(0.0, f64::max);
        let is_above =
            label.baseline < top && !self.panels.iter().any(|panel| panel.is_heading(label));
        is_above && label.x <= self.margin || label.baseline > bottom + 1.8 * self.axis
    }

    fn add_panels(
        &mut self,
        spec: &Spec,
        kind: Type,
        (top, bottom): (f64, f64),
        has_key_rate: bool,
    ) {
        let room = self.width - 2.0 * kind.margin;
        let tries = arrangements(spec, has_key_rate, bottom - top, kind.base);
        let columns = tries
            .into_iter()
            .map(|(arrangement, heights)| Columns::new(spec, arrangement, heights, room, kind));
        let mut wide_enough = columns.skip_while(|columns| !columns.is_wide_enough(kind));
        let Some(columns) = wide_enough.next() else {
            return;
        };
        let Columns {
            arrangement,
            heights,
            shown,
            axes,
            ends,
            pitch,
            left,
            right,
            ..
        } = columns;
        let frames = arrangement.frames(&heights, top, (left, right), pitch);
        let dates = DateAxis::new(spec.span, spec.lang, frames[0].width(), kind.axis);
        let lowest = |frame: &Frame| {
            let below =
                |other: &Frame| (other.left - frame.left).abs() < 1.0 && other.top > frame.top;
            !frames.iter().any(below)
        };
        for ((shows, values), frame) in shown.into_iter().zip(axes).zip(&frames) {
            let (frame, dates, is_lowest) = (*frame, dates.clone(), lowest(frame));
            let mut panel = Panel {
                frame,
                shows,
                values,
                dates,
                ticks: Vec::new(),
                is_lowest,
                leaders: Vec::new(),
                extremes: Vec::new(),
            };
            panel.choose_ticks(1.2 * kind.axis);
            self.labels.extend(panel.figures(kind));
            self.labels
                .extend(panel.heading(spec, arrangement.headings, kind));
            if is_lowest {
                let column_left = kind.margin + ((frame.left - left) / pitch).round() * pitch;
                let room = (column_left, column_left + pitch - GUTTER * kind.base);
                self.labels.extend(panel.date_labels(room, kind));
            }
            let at_ends =
                panel.end_labels(spec, &ends, heights.between(arrangement.headings), kind);
            self.labels.extend(at_ends);
            self.panels.push(panel);
        }
        for panel in &mut self.panels {
            panel.mark_extremes(spec, kind, &mut self.labels);
        }
    }
}

fn check(spec: &Spec) -> Result<()> {
    let fault = |cause: &str| {
        Err(Error::Draw {
            cause: cause.to_owned(),
        })
    };
    if spec.lines.is_empty() {
        return fault("no currency to draw");
    }
    if !(320..=3840).contains(&spec.size.0) || !(200..=2160).contains(&spec.size.1) {
        return fault("the size must be from 320 × 200 to 3840 × 2160");
    }
    if !(1.0..=2.0).contains(&spec.scale) {
        return fault("the scale must be from 1 to 2");
    }
    Ok(())
}

/// Title, subtitle and note; the title's text; the height at which panels may begin.
fn header(spec: &Spec, kind: Type, width: f64) -> (String, Vec<Label>, f64) {
    let room = width - 2.0 * kind.margin;
    let of_user = spec.title.as_ref().map(|title| vec![one_line(title)]);
    let titles = of_user.unwrap_or_else(|| words::title(&spec.lines, spec.lang));
    let lines = [
        (titles, 1.6, Weight::Bold, Ink::Text),
        (
            mark_words::with_term(words::subtitle(spec), spec),
            1.0,
            Weight::Regular,
            Ink::Muted,
        ),
        (words::shape(spec), 0.88, Weight::Regular, Ink::Muted),
        (
            words::note(&spec.restated(), spec.lang),
            0.88,
            Weight::Regular,
            Ink::Muted,
        ),
    ];
    let title = lines[0].0[0].clone();
    let (mut labels, mut top) = (Vec::new(), kind.margin);
    for (variants, size, weight, ink) in lines {
        let (text, size) = fitting(&variants, size * kind.base, weight, room);
        if text.is_empty() {
            continue;
        }
        let baseline = top + size * ASCENT;
        labels.push(Label {
            text,
            x: kind.margin,
            baseline,
            align: Align::Left,
            size,
            weight,
            ink,
        });
        top = baseline + size * DESCENT + 0.18 * kind.base;
    }
    (title, labels, top + 0.9 * kind.base)
}

/// A title is one line: what else a user may have put into it becomes a space.
pub(super) fn one_line(title: &str) -> String {
    title
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Where the figures come from and, above it, on which days there are none.
fn foot_lines(spec: &Spec, kind: Type, width: f64, height: f64) -> Vec<Label> {
    let room = width - 2.0 * kind.margin;
    let weight = Weight::Regular;
    let mut bottom = height - 0.8 * kind.margin;
    let mut labels = Vec::new();
    for variants in [
        words::source(spec.last_record(), spec.lang),
        words::gaps(spec),
    ] {
        let (text, size) = fitting(&variants, (0.8 * kind.base).max(8.5), weight, room);
        if text.is_empty() {
            continue;
        }
        let baseline = bottom - size * DESCENT;
        labels.push(Label {
            text,
            x: kind.margin,
            baseline,
            align: Align::Left,
            size,
            weight,
            ink: Ink::Muted,
        });
        bottom = baseline - size * ASCENT - 0.15 * kind.base;
    }
    labels
}

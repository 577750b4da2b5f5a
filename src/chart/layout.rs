//! The plan of a picture: every panel, axis and label with its place, before anything is drawn.
//!
//! Places are pixels from the upper left. What is true of every plan, and tested: no label lies on another or
//! leaves the picture. Bands from above: title, subtitle, note; panels; date labels; source.

use super::axis::ValueAxis;
use super::dates::{DateAxis, midnight};
use super::font::{ASCENT, DESCENT, Weight, fitting, width};
use super::labels::{Align, Frame, Ink, Label, spread};
use super::panels::{Arrangement, Heights, arrangements};
use super::spec::{Line, Spec, extent};
use super::words;
use crate::error::{Error, Result};

/// A picture before it is drawn.
pub(super) struct Plan {
    width: f64,
    /// Size of ordinary type, in pixels; everything else is measured by it.
    pub(super) base: f64,
    pub(super) title: String,
    pub(super) panels: Vec<Panel>,
    pub(super) labels: Vec<Label>,
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
}

/// What a panel shows, by place of the lines in the specification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    Rates(Vec<usize>),
    Changes(usize),
}

impl Shows {
    /// Whether these are daily changes.
    pub(super) const fn is_changes(&self) -> bool {
        matches!(self, Self::Changes(_))
    }
}

/// A thin line to a label, in pixels.
pub(super) struct Leader {
    pub(super) line: usize,
    pub(super) corners: Vec<(f64, f64)>,
}

/// Sizes of type in pixels, by the size of the picture.
#[derive(Clone, Copy)]
struct Type {
    base: f64,
    margin: f64,
    axis: f64,
}

/// Space between two columns, by `base`.
const GUTTER: f64 = 1.5;

/// Space between a line's end and its label, by `base`.
const LABEL_GAP: f64 = 0.75;

impl Type {
    /// A picture of 1600 × 900 has type of 16 pixels. Larger ones are the same, enlarged; smaller ones shrink
    /// their type by less than the picture, because it has to be read.
    fn of(width: f64, height: f64) -> Self {
        let part = (width / 1600.0).min(height / 900.0);
        let base = if part >= 1.0 { 16.0 * part } else { (16.0 * part.powf(0.45)).max(10.0) };
        let margin = if height >= 22.0 * base { 1.6 * base } else { 0.8 * base };
        Self { base, margin, axis: (0.85 * base).max(9.0) }
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
        let source = source_line(spec, kind, width, height);
        let bottom = source.frame().top - 0.6 * kind.base - 1.8 * kind.axis;
        labels.push(source);
        let mut plan = Self { width, base: kind.base, title, panels: Vec::new(), labels };
        plan.add_panels(spec, kind, top, bottom);
        Ok(plan)
    }

    fn add_panels(&mut self, spec: &Spec, kind: Type, top: f64, bottom: f64) {
        let room = self.width - 2.0 * kind.margin;
        let tries = arrangements(&spec.lines, bottom - top, kind.base);
        let columns = tries
            .into_iter()
            .map(|(arrangement, heights)| Columns::new(spec, arrangement, heights, room, kind));
        let mut wide_enough = columns.skip_while(|columns| !columns.is_wide_enough(kind));
        let Some(columns) = wide_enough.next() else { return };
        let Columns { arrangement, heights, shown, axes, ends, pitch, left, right, .. } = columns;
        let frames = arrangement.frames(&heights, top, (left, right), pitch);
        let dates = DateAxis::new(spec.span, spec.lang, frames[0].width(), kind.axis);
        let lowest = |frame: &Frame| {
            let below = |other: &Frame| (other.left - frame.left).abs() < 1.0 && other.top > frame.top;
            !frames.iter().any(below)
        };
        for ((shows, values), frame) in shown.into_iter().zip(axes).zip(&frames) {
            let (frame, dates, is_lowest) = (*frame, dates.clone(), lowest(frame));
            let mut panel =
                Panel { frame, shows, values, dates, ticks: Vec::new(), is_lowest, leaders: Vec::new() };
            panel.choose_ticks(1.2 * kind.axis);
            self.labels.extend(panel.figures(kind));
            self.labels.extend(panel.heading(spec, arrangement.headings, kind));
            if is_lowest {
                let column_left = kind.margin + ((frame.left - left) / pitch).round() * pitch;
                let room = (column_left, column_left + pitch - GUTTER * kind.base);
                self.labels.extend(panel.date_labels(room, kind));
            }
            let at_ends = panel.end_labels(spec, &ends, heights.between(arrangement.headings), kind);
            self.labels.extend(at_ends);
            self.panels.push(panel);
        }
    }
}

/// An arrangement with what decides about widths.
struct Columns {
    arrangement: Arrangement,
    heights: Heights,
    shown: Vec<Shows>,
    axes: Vec<ValueAxis>,
    ends: EndStyle,
    /// From one column to the next.
    pitch: f64,
    /// Edges of the lines in the first column.
    left: f64,
    right: f64,
    is_last_resort: bool,
}

impl Columns {
    fn new(spec: &Spec, arrangement: Arrangement, heights: Heights, room: f64, kind: Type) -> Self {
        let shown = arrangement.shown();
        let height = |shows: &Shows| if shows.is_changes() { heights.strip } else { heights.row };
        let axis = |shows| value_axis(spec, &arrangement.groups, shows, height(shows), kind);
        let axes: Vec<_> = shown.iter().map(axis).collect();
        let pitch = (room + GUTTER * kind.base) / arrangement.columns as f64;
        let ends = EndStyle::choose(spec, &arrangement, heights.row, pitch, kind);
        let figures = shown.iter().zip(&axes).flat_map(|(shows, axis)| {
            axis.ticks().into_iter().map(|tick| width(&figure(axis, shows, tick), kind.axis, Weight::Regular))
        });
        let left = kind.margin + figures.fold(0.0, f64::max) + 0.6 * kind.base;
        let right = kind.margin + pitch - GUTTER * kind.base - ends.width - LABEL_GAP * kind.base;
        let is_last_resort = arrangement.groups.len() == 1;
        Self { arrangement, heights, shown, axes, ends, pitch, left, right, is_last_resort }
    }

    fn is_wide_enough(&self, kind: Type) -> bool {
        self.is_last_resort || self.right - self.left >= 6.0 * kind.base
    }
}

fn check(spec: &Spec) -> Result<()> {
    let fault = |cause: &str| Err(Error::Draw { cause: cause.to_owned() });
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
        (words::subtitle(spec.span, spec.lang), 1.0, Weight::Regular, Ink::Muted),
        (words::note(&spec.restated(), spec.lang), 0.88, Weight::Regular, Ink::Muted),
    ];
    let title = lines[0].0[0].clone();
    let (mut labels, mut top) = (Vec::new(), kind.margin);
    for (variants, size, weight, ink) in lines {
        let (text, size) = fitting(&variants, size * kind.base, weight, room);
        if text.is_empty() {
            continue;
        }
        let baseline = top + size * ASCENT;
        labels.push(Label { text, x: kind.margin, baseline, align: Align::Left, size, weight, ink });
        top = baseline + size * DESCENT + 0.18 * kind.base;
    }
    (title, labels, top + 0.9 * kind.base)
}

/// A title is one line: what else a user may have put into it becomes a space.
fn one_line(title: &str) -> String {
    title
        .split(|c: char| c.is_control() || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn source_line(spec: &Spec, kind: Type, width: f64, height: f64) -> Label {
    let variants = words::source(spec.last_record(), spec.lang);
    let (text, size) =
        fitting(&variants, (0.8 * kind.base).max(8.5), Weight::Regular, width - 2.0 * kind.margin);
    let baseline = height - 0.8 * kind.margin - size * DESCENT;
    Label {
        text,
        x: kind.margin,
        baseline,
        align: Align::Left,
        size,
        weight: Weight::Regular,
        ink: Ink::Muted,
    }
}

impl Arrangement {
    fn shown(&self) -> Vec<Shows> {
        let rates = self.groups.iter().cloned().map(Shows::Rates);
        rates.chain((0..self.strips).map(Shows::Changes)).collect()
    }
}

fn value_axis(spec: &Spec, groups: &[Vec<usize>], shows: &Shows, height: f64, kind: Type) -> ValueAxis {
    let wanted = (1..8).take_while(|count| f64::from(*count) * 4.2 * kind.base <= height).count();
    match shows {
        Shows::Rates(lines) => {
            let extents = lines.iter().map(|line| spec.lines[*line].extent());
            ValueAxis::of_rates(extent(extents.flat_map(|(low, high)| [low, high])), wanted)
        }
        // Bars of lines that share a scale share theirs.
        Shows::Changes(line) => {
            let home = groups.iter().find(|group| group.contains(line));
            let extents = home.into_iter().flatten().map(|line| spec.lines[*line].change_extent());
            ValueAxis::of_changes(extent(extents.flat_map(|(low, high)| [low, high])))
        }
    }
}

fn figure(axis: &ValueAxis, shows: &Shows, tick: f64) -> String {
    match shows {
        Shows::Rates(_) => axis.text(tick),
        Shows::Changes(_) => axis.signed_text(tick),
    }
}

/// How labels at the ends of lines are written: alike in all panels.
struct EndStyle {
    /// Height of a label, of its first line, of its second (zero without one).
    height: f64,
    first: f64,
    second: f64,
    texts: Vec<(String, String)>,
    width: f64,
}

impl EndStyle {
    /// The change under the value where that has room, else after it, else not at all; then ever smaller.
    fn choose(spec: &Spec, arrangement: &Arrangement, room: f64, pitch: f64, kind: Type) -> Self {
        let most = arrangement.groups.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let value = |line: &Line| format!("{} {}", line.label(), line.last.value_text());
        let change = |line: &Line| line.last.change_text().unwrap_or_default();
        let style = |texts: Vec<(String, String)>, first: f64, second: f64| {
            let wide = |(one, two): &(String, String)| {
                width(one, first, Weight::Bold).max(width(two, second, Weight::Regular))
            };
            let width = texts.iter().map(wide).fold(0.0, f64::max);
            Self { height: first * (ASCENT + DESCENT) + second * 1.15, first, second, texts, width }
        };
        let size = 1.05 * kind.base;
        let below = spec.lines.iter().map(|line| (value(line), change(line))).collect();
        let beside = spec
            .lines
            .iter()
            .map(|l| (format!("{} {}", value(l), change(l)).trim_end().to_owned(), String::new()));
        let alone = spec.lines.iter().map(|line| (value(line), String::new()));
        let below = style(below, size, 0.92 * kind.base);
        if below.height * most <= room {
            return below;
        }
        let beside = style(beside.collect(), size, 0.0);
        if beside.height * most <= room && beside.width <= 0.3 * pitch {
            return beside;
        }
        let fits = size * (room / (style(Vec::new(), size, 0.0).height * most)).min(1.0);
        style(alone.collect(), fits, 0.0)
    }
}

impl Panel {
    /// Height of a value in pixels.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.frame.bottom - self.values.part(value) * self.frame.height()
    }

    /// Place of a half day in pixels.
    pub(super) fn x(&self, half_day: i32) -> f64 {
        self.frame.left + self.dates.part(half_day) * self.frame.width()
    }

    /// Takes every figure of the axis, or every second or third where they would be less than `least` apart; zero
    /// always.
    fn choose_ticks(&mut self, least: f64) {
        let ticks = self.values.ticks();
        let apart = match ticks[..] {
            [first, second, ..] => (self.y(first) - self.y(second)).abs(),
            _ => f64::INFINITY,
        };
        let every = (1..20u32).find(|every| apart * f64::from(*every) >= least).unwrap_or(20) as usize;
        let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or_default();
        let chosen = ticks.iter().enumerate().filter(|(at, _)| at.abs_diff(zero).is_multiple_of(every));
        self.ticks = chosen.map(|(_, tick)| *tick).collect();
    }

    /// Figures left of the frame.
    fn figures(&self, kind: Type) -> Vec<Label> {
        let label = |tick: f64| Label {
            text: figure(&self.values, &self.shows, tick),
            x: self.frame.left - 0.6 * kind.base,
            baseline: self.y(tick) + 0.36 * kind.axis,
            align: Align::Right,
            size: kind.axis,
            weight: Weight::Regular,
            ink: Ink::Muted,
        };
        self.ticks.iter().map(|tick| label(*tick)).collect()
    }

    fn heading(&self, spec: &Spec, of_rates: bool, kind: Type) -> Option<Label> {
        let (variants, weight, ink) = match &self.shows {
            Shows::Changes(line) => {
                (words::change_heading(&spec.lines[*line], spec.lang), Weight::Regular, Ink::Muted)
            }
            Shows::Rates(_) if !of_rates => return None,
            Shows::Rates(lines) => {
                let shown: Vec<_> = lines.iter().map(|line| &spec.lines[*line]).collect();
                let ink = if let [line] = lines[..] { Ink::Line(line) } else { Ink::Muted };
                (words::panel_heading(&shown, spec.lang), Weight::Bold, ink)
            }
        };
        let (text, size) = fitting(&variants, kind.axis, weight, self.frame.width());
        let baseline = self.frame.top - 0.5 * kind.axis;
        (!text.is_empty()).then_some(Label {
            text,
            x: self.frame.left,
            baseline,
            align: Align::Left,
            size,
            weight,
            ink,
        })
    }

    /// Dates under the frame, save those that would leave the column's `room`.
    fn date_labels(&self, room: (f64, f64), kind: Type) -> Vec<Label> {
        let labels = self.dates.ticks().iter().map(|tick| Label {
            text: tick.text.clone(),
            x: self.x(tick.at),
            baseline: self.frame.bottom + 1.5 * kind.axis,
            align: Align::Middle,
            size: kind.axis,
            weight: tick.weight,
            ink: if tick.weight == Weight::Bold { Ink::Text } else { Ink::Muted },
        });
        labels.filter(|label| label.frame().left >= room.0 && label.frame().right <= room.1).collect()
    }

    /// Labels beside the ends of the lines, and leaders to those that had to move. They may use half the space
    /// `between` panels, and little of that above the dates.
    fn end_labels(&mut self, spec: &Spec, style: &EndStyle, between: f64, kind: Type) -> Vec<Label> {
        let Shows::Rates(lines) = self.shows.clone() else { return Vec::new() };
        // The middle of the first line of type stands at the height of the line's end.
        let above = style.first * (ASCENT - 0.36);
        let wishes: Vec<_> = lines.iter().map(|line| self.y(spec.lines[*line].end().1) - above).collect();
        let under = if self.is_lowest { 0.65 * kind.axis } else { f64::INFINITY };
        let (over, under) = ((0.5 * between).min(0.7 * kind.base), (0.5 * between).min(under));
        let tops = spread(&wishes, style.height, self.frame.top - over, self.frame.bottom + under);
        let x = self.frame.right + LABEL_GAP * kind.base;
        let mut labels = Vec::new();
        for ((line, top), wish) in lines.into_iter().zip(tops).zip(wishes) {
            let (first, second) = style.texts[line].clone();
            let baseline = top + style.first * ASCENT;
            let label = Label {
                text: first,
                x,
                baseline,
                align: Align::Left,
                size: style.first,
                weight: Weight::Bold,
                ink: Ink::Line(line),
            };
            if !second.is_empty() {
                let baseline = baseline + style.first * DESCENT + style.second * 0.9;
                let (size, weight) = (style.second, Weight::Regular);
                labels.push(Label { text: second, baseline, size, weight, ..label.clone() });
            }
            labels.push(label);
            let (end, value) = spec.lines[line].end();
            let end = (self.x(midnight(end + 1)), self.y(value));
            let has_moved = (top - wish).abs() > 0.45 * style.first;
            if has_moved || self.frame.right - end.0 > kind.base {
                let gap = LABEL_GAP * kind.base;
                let corners = vec![end, (self.frame.right + 0.2 * gap, end.1), (x - 0.25 * gap, top + above)];
                self.leaders.push(Leader { line, corners });
            }
        }
        labels
    }
}

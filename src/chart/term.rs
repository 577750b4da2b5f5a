//! The chart as text: lines of braille dots for a terminal of any width.
//!
//! In reading order: `panel` plans a frame with its scale and writes its rows, `canvas` has the dots of a frame,
//! `extremes` writes the highest and lowest rates where there is room, `page` joins pieces of text in their
//! styles. No line is longer than the columns, and what has no room is left out: the changes first, then the last
//! values, the codes, the figures of the axis. Nothing depends on colour: without it, lines differ by their dots.

mod canvas;
mod extremes;
pub(super) mod page;
mod panel;
#[cfg(test)]
mod term_tests;

use super::dates::{DateAxis, DateTick};
use super::font::Weight;
use super::layout::one_line;
use super::panels::groups;
use super::spec::Spec;
use super::words;
use page::{Page, Tone, fitted};
use panel::{EndLabels, TextPanel};
use textwrap::core::display_width;

/// Whether a chart of text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColour {
    /// Without any control sequence: for pipes, files and whoever set `NO_COLOR`.
    Plain,
    /// A colour for each line.
    Coloured,
}

/// Wider charts are not drawn, whatever is asked for.
const MOST_COLUMNS: usize = 1000;

/// The chart as lines of text, none longer than `columns` (of 1 to 1000), each with an end of line.
pub fn draw_text(spec: &Spec, columns: usize, colour: TextColour) -> String {
    let columns = columns.clamp(1, MOST_COLUMNS);
    let groups = groups(spec);
    let (count, rows) = (groups.len(), rows(columns, groups.len()));
    let panels: Vec<_> = groups
        .into_iter()
        .map(|lines| TextPanel::new(spec, lines, rows))
        .collect();
    let figures = panels
        .iter()
        .map(TextPanel::figures_width)
        .max()
        .unwrap_or_default();
    let sheet = Sheet::new(spec, columns, figures, &panels, colour);
    let mut page = Page::new(colour);
    push_header(&mut page, spec, columns);
    for panel in &panels {
        if count > 1 {
            panel.push_heading(&mut page, spec, &sheet);
        }
        panel.push_rows(&mut page, spec, &sheet);
    }
    push_foot(&mut page, &sheet);
    push_line(&mut page, &words::gaps(spec), Tone::Muted, columns);
    page.into_text()
}

/// Rows of a panel: in proportion to the width, and so that a chart of one fits the screen. Several are half as high
/// again together, but none so low that it shows no movement.
fn rows(columns: usize, panels: usize) -> usize {
    let of_one = (columns / 6 + 3).clamp(8, 24);
    if panels > 1 {
        (of_one * 3 / 2 / panels).max(6)
    } else {
        of_one
    }
}

/// What is the same for all panels: columns of the figures, the lines, and the labels at their ends.
struct Sheet {
    columns: usize,
    /// Columns before those of the lines: figures, a blank, the axis; none where these have no room.
    left: usize,
    /// Columns of the lines.
    plot: usize,
    ends: EndLabels,
    dates: DateAxis,
    colour: TextColour,
}

impl Sheet {
    fn new(
        spec: &Spec,
        columns: usize,
        figures: usize,
        panels: &[TextPanel],
        colour: TextColour,
    ) -> Self {
        let least = (columns / 2).clamp(1, 24);
        let has_company = panels.iter().any(|panel| panel.lines.len() > 1);
        let left = if figures + 2 + least <= columns {
            figures + 2
        } else {
            0
        };
        let tries = EndLabels::tries(spec, has_company && colour == TextColour::Plain);
        let mut fitting = tries
            .into_iter()
            .filter(|ends| left + least + ends.width <= columns);
        let ends = fitting.next().unwrap_or_default();
        let plot = columns - left - ends.width;
        let dates = DateAxis::of_columns(spec.span, spec.lang, plot);
        Self {
            columns,
            left,
            plot,
            ends,
            dates,
            colour,
        }
    }

    /// The column of a half day among those of the lines.
    fn column(&self, half_day: i32) -> usize {
        part_of(self.dates.part(half_day), self.plot)
    }
}

/// The place among `count`, from 0, of a part between 0 and 1.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates"
)]
pub(super) fn part_of(part: f64, count: usize) -> usize {
    ((part * count as f64).floor() as usize).min(count.saturating_sub(1))
}

fn push_header(page: &mut Page, spec: &Spec, columns: usize) {
    let of_user = spec.title.as_ref().map(|title| vec![one_line(title)]);
    let titles = of_user.unwrap_or_else(|| words::title(&spec.lines, spec.lang));
    let lines = [
        (titles, Tone::Bold),
        (words::subtitle(spec), Tone::Plain),
        (words::note(&spec.restated(), spec.lang), Tone::Muted),
    ];
    for (variants, tone) in lines {
        push_line(page, &variants, tone, columns);
    }
}

/// A line of its own, where there is anything to say.
fn push_line(page: &mut Page, variants: &[String], tone: Tone, columns: usize) {
    let text = fitted(variants, columns);
    if !text.is_empty() {
        page.push(&text, tone);
        page.end_line();
    }
}

/// The foot of the lowest panel, and the dates under it.
fn push_foot(page: &mut Page, sheet: &Sheet) {
    let ticks: Vec<_> = sheet
        .dates
        .ticks()
        .iter()
        .filter_map(|tick| placed(tick, sheet))
        .collect();
    let mut foot = vec!['─'; sheet.plot];
    for (tick, _) in &ticks {
        foot[sheet.column(tick.at)] = '┬';
    }
    if sheet.left > 0 {
        page.skip(sheet.left - 1);
        foot.insert(0, '└');
    }
    page.push(&foot.into_iter().collect::<String>(), Tone::Muted);
    page.end_line();
    let mut column = 0;
    for (tick, start) in &ticks {
        page.skip(start.saturating_sub(column));
        let tone = if tick.weight == Weight::Bold {
            Tone::Bold
        } else {
            Tone::Muted
        };
        page.push(&tick.text, tone);
        column = start + display_width(&tick.text);
    }
    page.end_line();
}

/// A date with the column in which its label begins, unless it would leave the page.
fn placed<'a>(tick: &'a DateTick, sheet: &Sheet) -> Option<(&'a DateTick, usize)> {
    let wide = display_width(&tick.text);
    let start = (sheet.left + sheet.column(tick.at)).checked_sub((wide.saturating_sub(1)) / 2)?;
    (start + wide <= sheet.columns).then_some((tick, start))
}

//! Figures as rows of text for a terminal: a row for each offset, term or lag, values along it.
//!
//! `│` is zero, `░` where values lie by chance, `├──┤` an interval. No line is longer than the columns, and nothing
//! depends on colour.

use super::lags::BEST_INK;
use super::ranked::{extent_pct, ink_of};
use super::text_table::{Mark, Row, Table};
use super::words;
use super::{
    Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, RankedDots,
};
use crate::chart::axis::ValueAxis;
use crate::chart::layout::one_line;
use crate::chart::spec::extent;
use crate::chart::term::TextColour;
use crate::chart::term::page::{Page, Tone, fitted};
use crate::model::Lang;
use textwrap::core::display_width;

/// Narrower and wider pages are not made, whatever is asked for.
const LEAST_COLUMNS: usize = 40;
const MOST_COLUMNS: usize = 1000;
/// Sentences are not longer than the eye follows.
const MOST_MEASURE: usize = 100;

/// The figure as text.
pub(super) fn draw(figure: &Figure, columns: usize, colour: TextColour) -> String {
    let columns = columns.clamp(LEAST_COLUMNS, MOST_COLUMNS);
    let (caption, lang) = (&figure.caption, figure.lang);
    let mut page = Page::new(colour);
    push_line(
        &mut page,
        &fitted(&[one_line(&caption.title)], columns),
        Tone::Bold,
    );
    push_sentences(&mut page, &caption.verdict, columns, Tone::Plain);
    push_sentences(&mut page, &caption.note, columns, Tone::Muted);
    match &figure.content {
        FigureContent::EventStudy(study) => push_study(&mut page, study, columns, lang),
        FigureContent::Ranked(ranked) => push_ranking(&mut page, ranked, columns, lang),
        FigureContent::Lags(bars) => push_lags(&mut page, bars, columns, lang),
    }
    push_sentences(&mut page, &caption.footnote, columns, Tone::Muted);
    push_sentences(&mut page, &caption.source, columns, Tone::Muted);
    page.into_text()
}

fn push_line(page: &mut Page, text: &str, tone: Tone) {
    if !text.is_empty() {
        page.push(text, tone);
        page.end_line();
    }
}

fn push_sentences(page: &mut Page, text: &str, columns: usize, tone: Tone) {
    for line in textwrap::wrap(&one_line(text), columns.min(MOST_MEASURE)) {
        push_line(page, line.trim_end(), tone);
    }
}

/// The curve down the page: an offset a row, those of the window marked.
fn push_study(page: &mut Page, study: &EventStudyFigure, columns: usize, lang: Lang) {
    let offsets = study.offsets.0..=study.offsets.1;
    let bands = [&study.pointwise_pct, &study.null_pct]
        .into_iter()
        .flatten()
        .flatten();
    let ends = bands.flat_map(|(low, high)| [*low, *high]);
    let values = ValueAxis::of_percent(extent(study.caar_pct.iter().copied().chain(ends)), 6);
    let band = |band: &Option<Vec<(f64, f64)>>, at: usize| {
        band.as_ref().and_then(|band| band.get(at).copied())
    };
    let row = |(at, (offset, pct)): (usize, (i32, &f64))| {
        let is_tested = (study.window.0..=study.window.1).contains(&offset);
        Row {
            label: format!(
                "{:>4} {}",
                words::signed(offset),
                if is_tested { '▐' } else { ' ' }
            ),
            tone: if offset == 0 { Tone::Bold } else { Tone::Plain },
            chance: band(&study.null_pct, at),
            interval: band(&study.pointwise_pct, at),
            mark: Mark {
                value: *pct,
                letter: Some('●'),
                tone: Tone::Line(0),
            },
            tail: words::percent(*pct),
        }
    };
    let rows: Vec<_> = offsets.zip(&study.caar_pct).enumerate().map(row).collect();
    let table = Table::new(&rows.iter().collect::<Vec<_>>(), values, columns, columns);
    push_line(
        page,
        &fitted(&words::curve_heading(lang), columns),
        Tone::Muted,
    );
    for row in &rows {
        table.push_row(page, row);
    }
    table.push_foot(page, ValueAxis::text);
    let mut key = vec![format!("▐ {}", words::window(study.window, lang)[0])];
    key.extend(
        study
            .pointwise_pct
            .as_ref()
            .map(|_| format!("├─┤ {}", words::pointwise(lang)[0])),
    );
    key.extend(
        study
            .null_pct
            .as_ref()
            .map(|_| format!("░ {}", words::null(lang)[0])),
    );
    push_sentences(page, &key.join(" · "), columns, Tone::Muted);
}

fn push_ranking(page: &mut Page, ranked: &RankedDots, columns: usize, lang: Lang) {
    let figures = Figures::new(ranked, lang);
    let rows = || ranked.groups.iter().flat_map(|group| &group.rows);
    let of_groups: Vec<Vec<Row>> = ranked
        .groups
        .iter()
        .map(|group| text_rows(group, figures))
        .collect();
    let all: Vec<&Row> = of_groups.iter().flatten().collect();
    let table = Table::new(
        &all,
        ValueAxis::of_percent(extent_pct(rows()), 6),
        columns,
        columns / 3,
    );
    let first = of_groups.iter().position(|rows| !rows.is_empty());
    for (at, (group, rows)) in ranked.groups.iter().zip(&of_groups).enumerate() {
        let events = if Some(at) == first {
            words::events(lang)[1].clone()
        } else {
            String::new()
        };
        let names = figures.line(&events, words::p_kind(group.p_kind, false, lang));
        let names = if rows.is_empty() {
            ""
        } else {
            names.trim_start()
        };
        let heading = fitted(
            &[one_line(&group.heading)],
            columns - display_width(names) - 2,
        );
        page.push(&heading, Tone::Bold);
        if !names.is_empty() {
            page.skip(columns.min(table.width()) - display_width(&heading) - display_width(names));
            page.push(names, Tone::Muted);
        }
        page.end_line();
        for row in rows {
            table.push_row(page, row);
        }
    }
    if all.is_empty() {
        return;
    }
    table.push_foot(page, ValueAxis::text);
    let [stronger, weaker] = words::directions(lang);
    let key = format!("{} {} · {} {}", STRONGER, stronger[0], WEAKER, weaker[0]);
    push_line(page, &fitted(&[key], columns), Tone::Muted);
}

/// The letters of directions: they differ without colour.
const STRONGER: char = '◆';
const WEAKER: char = '●';

/// How wide the two columns of figures are.
#[derive(Clone, Copy)]
struct Figures {
    events: usize,
    p: usize,
}

impl Figures {
    fn new(ranked: &RankedDots, lang: Lang) -> Self {
        let rows = ranked.groups.iter().flat_map(|group| &group.rows);
        let events = rows
            .map(|row| row.events.to_string().len())
            .max()
            .unwrap_or_default();
        let kinds = ranked
            .groups
            .iter()
            .map(|group| display_width(words::p_kind(group.p_kind, false, lang)));
        let p = display_width(&words::probability(0.0));
        Self {
            events: events.max(display_width(&words::events(lang)[1])),
            p: kinds.fold(p, usize::max),
        }
    }

    fn line(self, events: &str, p: &str) -> String {
        format!(
            "{events:>events_wide$}  {p:>p_wide$}",
            events_wide = self.events,
            p_wide = self.p
        )
    }
}

fn text_rows(group: &DotGroup, figures: Figures) -> Vec<Row> {
    let row = |row: &DotRow| Row {
        label: one_line(&row.term),
        tone: Tone::Plain,
        chance: None,
        interval: row.interval_pct,
        mark: Mark {
            value: row.effect_pct,
            letter: Some(if row.direction == Direction::Weaker {
                WEAKER
            } else {
                STRONGER
            }),
            tone: Tone::Line(ink_of(row.direction)),
        },
        tail: figures.line(&row.events.to_string(), &words::probability(row.p)),
    };
    group.rows.iter().map(row).collect()
}

fn push_lags(page: &mut Page, bars: &LagBars, columns: usize, lang: Lang) {
    let ends = bars.null.iter().flat_map(|(low, high)| [*low, *high]);
    let values = ValueAxis::about_zero(extent(bars.correlations.iter().copied().chain(ends)), 6);
    let row = |(lag, (value, null)): (i32, (&f64, &(f64, f64)))| {
        let is_best = bars.best_lag == Some(lag);
        Row {
            label: format!("{:>4}", words::signed(lag)),
            tone: if lag == 0 || is_best {
                Tone::Bold
            } else {
                Tone::Plain
            },
            chance: Some(*null),
            interval: None,
            mark: Mark {
                value: *value,
                letter: None,
                tone: Tone::Line(if is_best { BEST_INK } else { 0 }),
            },
            tail: format!(
                "{:>5}{}",
                words::fixed(*value, 2, true),
                if is_best { " ◄" } else { "" }
            ),
        }
    };
    let places = (bars.lags.0..=bars.lags.1).zip(bars.correlations.iter().zip(&bars.null));
    let rows: Vec<_> = places.map(row).collect();
    let table = Table::new(&rows.iter().collect::<Vec<_>>(), values, columns, columns);
    let [rate, headlines] =
        words::leaders(lang).map(|variants| variants[0].replace('←', "↑").replace('→', "↓"));
    push_line(
        page,
        &fitted(&words::lags_heading(lang), columns),
        Tone::Muted,
    );
    push_line(page, &rate, Tone::Muted);
    for row in &rows {
        table.push_row(page, row);
    }
    push_line(page, &headlines, Tone::Muted);
    table.push_foot(page, ValueAxis::signed_text);
    push_sentences(
        page,
        &format!("░ {}", words::null_of_lags(lang)[0]),
        columns,
        Tone::Muted,
    );
}

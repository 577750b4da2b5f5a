//! Statistical figures: the course of a rate about news, a ranking of terms, correlations by lag.
//!
//! A [`Figure`] in, the bytes of a picture or lines of text out. Figures come in as floats with their meaning decided:
//! nothing is computed here, and every sentence that judges is given. Type, colours and the writer of SVG are those of
//! the charts of rates.
//!
//! In reading order: `sheet` lays out title, verdict, note and source, and what is left over belongs to
//! `event_study`, `ranked` or `lags`; `names` writes what a band is beside it; `drawing` holds shapes and labels until
//! they are drawn; `text` writes the same as rows for a terminal.

mod across;
mod drawing;
mod event_study;
mod foot;
mod lags;
mod names;
mod ranked;
mod ranked_columns;
mod sheet;
mod text;
mod text_table;
mod words;
mod wrap;

#[cfg(test)]
mod figure_tests;

use super::png;
use super::term::TextColour;
use super::theme::Theme;
use crate::error::{Error, Result};
use crate::model::Lang;

/// A figure to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is shown.
    pub content: FigureContent,
    /// The sentences about it.
    pub caption: Caption,
    /// Language of the words that the picture adds; the given sentences are in it already.
    pub lang: Lang,
    /// Colours.
    pub theme: Theme,
    /// Width and height in CSS pixels, from 320 × 200 to 3840 × 2160.
    pub size: (u32, u32),
    /// Device pixels for a CSS pixel in a PNG, from 1 to 2.
    pub scale: f32,
}

/// What a figure shows.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureContent {
    /// The mean course of a rate about its news.
    EventStudy(EventStudyFigure),
    /// Terms with their effects.
    Ranked(RankedDots),
    /// Correlations by lag.
    Lags(LagBars),
}

/// The given sentences about a figure; an empty one takes no room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What is shown: a term, a currency.
    pub title: String,
    /// The verdict, of any length: it is wrapped.
    pub verdict: String,
    /// A small line: how many events, of what period.
    pub note: String,
    /// What holds for the whole figure, at its foot: wrapped, up to three lines.
    pub footnote: String,
    /// Where the figures come from.
    pub source: String,
}

/// The mean cumulated change of a rate from some records before the news to some after (correlate-spec.md §6.1).
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudyFigure {
    /// The first and the last offset, in records; zero, the record of the news, lies between them.
    pub offsets: (i32, i32),
    /// CAAR at each offset, in per cent.
    pub caar_pct: Vec<f64>,
    /// The 95 % band of each point by itself, in per cent: low, high.
    pub pointwise_pct: Option<Vec<(f64, f64)>>,
    /// The 95 % band of the curve as a whole (sup-t).
    pub whole_pct: Option<Vec<(f64, f64)>>,
    /// Where 95 % of the curves lie when the news is placed at random.
    pub null_pct: Option<Vec<(f64, f64)>>,
    /// First and last offset of the window that is tested.
    pub window: (i32, i32),
}

/// Terms by groups, each with its effect: what a screen found or came near to finding (correlate-spec.md §6.2).
#[derive(Clone, Debug, PartialEq)]
pub struct RankedDots {
    /// In the order in which they are drawn. One without rows is a heading alone.
    pub groups: Vec<DotGroup>,
}

/// Rows under a heading of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct DotGroup {
    /// «найдено», «кандидаты», «ближе всего к порогу; на чистом шуме было бы так же».
    pub heading: String,
    /// What the figure in the last column is.
    pub p_kind: PKind,
    /// In the order in which they are drawn.
    pub rows: Vec<DotRow>,
}

/// What kind of probability a row bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PKind {
    /// Of a term by itself.
    Single,
    /// Corrected for all terms (max-T).
    Adjusted,
    /// The rate of false discoveries.
    Q,
}

/// A term with its effect.
#[derive(Clone, Debug, PartialEq)]
pub struct DotRow {
    /// The term as it is to be read.
    pub term: String,
    /// The mean change of the rate in the tested window, in per cent.
    pub effect_pct: f64,
    /// Its interval, in per cent: low, high.
    pub interval_pct: Option<(f64, f64)>,
    /// What the ruble did.
    pub direction: Direction,
    /// How many events.
    pub events: usize,
    /// From 0 to 1, of the kind named by the group.
    pub p: f64,
}

/// What the ruble did. It is told by colour and by shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The rate of the currency rose.
    Weaker,
    /// The rate of the currency fell.
    Stronger,
}

/// Correlations of headlines with the size of moves by lag (correlate-spec.md §6.4).
#[derive(Clone, Debug, PartialEq)]
pub struct LagBars {
    /// The first and the last lag, in records; above zero headlines lead.
    pub lags: (i32, i32),
    /// The correlation at each lag, from −1 to 1.
    pub correlations: Vec<f64>,
    /// Where 95 % of the correlations of each lag lie when the moves are rearranged.
    pub null: Vec<(f64, f64)>,
    /// The lag to be marked, if one was found.
    pub best_lag: Option<i32>,
}

impl Figure {
    /// A light figure of 1600 × 900.
    pub const fn new(content: FigureContent, caption: Caption, lang: Lang) -> Self {
        Self {
            content,
            caption,
            lang,
            theme: Theme::Light,
            size: (1600, 900),
            scale: 1.0,
        }
    }
}

/// The figure as an SVG document; its texts are texts.
///
/// # Errors
/// [`Error::Draw`] when size or scale are beyond what is drawn, lists do not have a figure for each place, or a figure
/// is no number.
pub fn draw_figure_svg(figure: &Figure) -> Result<String> {
    check(figure)?;
    drawing::svg(figure, &plan(figure))
}

/// The same picture as PNG, `figure.scale` device pixels for a pixel.
///
/// # Errors
/// As [`draw_figure_svg`].
pub fn draw_figure_png(figure: &Figure) -> Result<Vec<u8>> {
    png::draw(&draw_figure_svg(figure)?, figure.size, figure.scale)
}

/// The figure as lines of text, none longer than `columns` (of 40 to 1000), each with an end of line.
///
/// # Errors
/// As [`draw_figure_svg`], save that size and scale play no part.
pub fn draw_figure_text(figure: &Figure, columns: usize, colour: TextColour) -> Result<String> {
    check_content(&figure.content)?;
    Ok(text::draw(figure, columns, colour))
}

/// Where everything stands.
fn plan(figure: &Figure) -> drawing::Drawing {
    let mut sheet = sheet::Sheet::new(figure);
    match &figure.content {
        FigureContent::EventStudy(study) => event_study::plan(study, &mut sheet),
        FigureContent::Ranked(ranked) => ranked::plan(ranked, &mut sheet),
        FigureContent::Lags(bars) => lags::plan(bars, &mut sheet),
    }
    sheet.drawing
}

/// The largest figure, in per cent, that is drawn: labels have room for it.
const MOST_PCT: f64 = 1e6;
/// The most places of an event study or of lags.
const MOST_PLACES: i32 = 401;

fn check(figure: &Figure) -> Result<()> {
    if !(320..=3840).contains(&figure.size.0) || !(200..=2160).contains(&figure.size.1) {
        return fault("the size must be from 320 × 200 to 3840 × 2160");
    }
    if !(1.0..=2.0).contains(&figure.scale) {
        return fault("the scale must be from 1 to 2");
    }
    check_content(&figure.content)
}

fn check_content(content: &FigureContent) -> Result<()> {
    match content {
        FigureContent::EventStudy(study) => {
            let bands = [&study.pointwise_pct, &study.whole_pct, &study.null_pct];
            check_places(study.offsets, &study.caar_pct, bands.into_iter().flatten())
        }
        FigureContent::Lags(bars) => {
            check_places(bars.lags, &bars.correlations, [&bars.null].into_iter())
        }
        FigureContent::Ranked(ranked) => check_figures(ranked.groups.iter().flat_map(|group| {
            let ends = |row: &DotRow| row.interval_pct.map_or([0.0; 2], |(low, high)| [low, high]);
            group
                .rows
                .iter()
                .flat_map(move |row| [row.effect_pct, row.p].into_iter().chain(ends(row)))
        })),
    }
}

/// That there is a figure for each place from the first to the last, zero among them.
fn check_places<'a>(
    (first, last): (i32, i32),
    curve: &[f64],
    bands: impl Iterator<Item = &'a Vec<(f64, f64)>> + Clone,
) -> Result<()> {
    if first > 0 || last < 0 || last.saturating_sub(first) >= MOST_PLACES {
        return fault(
            "zero must lie between the first and the last place, and these not too far apart",
        );
    }
    let count = usize::try_from(last - first + 1).unwrap_or_default();
    if curve.len() != count || bands.clone().any(|band| band.len() != count) {
        return fault("there must be a figure for each place");
    }
    check_figures(
        curve
            .iter()
            .copied()
            .chain(bands.flatten().flat_map(|(low, high)| [*low, *high])),
    )
}

fn check_figures(mut figures: impl Iterator<Item = f64>) -> Result<()> {
    if figures.all(|figure| figure.abs() <= MOST_PCT) {
        Ok(())
    } else {
        fault("a figure is no number")
    }
}

fn fault<T>(cause: &str) -> Result<T> {
    Err(Error::Draw {
        cause: cause.to_owned(),
    })
}

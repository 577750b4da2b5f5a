//! Statistical figures: the course of a rate about news, a ranking of terms, correlations by lag.
//!
//! A [`Figure`] in, the bytes of a picture out. Numbers come in as floats with their meaning decided:
//! nothing is computed here, and every sentence that judges is given. Type, colours and the writer of SVG are those of
//! the charts of rates.
//!
//! In reading order: `sheet` lays out title, verdict, note and source, and the rest of the room belongs to
//! `event_study`, `ranked` or `lags`, with the axes of `field` and `effect_axis`; `band_names` writes the names of lines
//! and bands; `drawing` holds shapes and labels until they are drawn.

mod band_names;
mod drawing;
mod effect_axis;
mod event_study;
mod field;
mod lags;
mod ranked;
mod ranked_columns;
mod sheet;
mod words;
mod wrap;

#[cfg(test)]
mod tests;

use super::data::PictureStyle;
use super::draw::encode_png;
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
    pub style: PictureStyle,
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
    pub fn new(content: FigureContent, caption: Caption, lang: Lang) -> Self {
        Self {
            content,
            caption,
            lang,
            style: PictureStyle::default(),
        }
    }
}

/// The figure as an SVG document; its texts are texts.
///
/// # Errors
/// [`Error::Draw`](crate::error::Error::Draw) when lists do not have a number for each place, or one is no number.
pub fn draw_figure_svg(figure: &Figure) -> Result<String> {
    check_content(&figure.content)?;
    drawing::svg(figure, &plan(figure))
}

/// The same picture as PNG.
///
/// # Errors
/// As [`draw_figure_svg`].
pub fn draw_figure_png(figure: &Figure) -> Result<Vec<u8>> {
    encode_png(&draw_figure_svg(figure)?, figure.style)
}

fn plan(figure: &Figure) -> drawing::Drawing {
    let mut sheet = sheet::Sheet::new(figure);
    match &figure.content {
        FigureContent::EventStudy(study) => event_study::plan(study, &mut sheet),
        FigureContent::Ranked(ranked) => ranked::plan(ranked, &mut sheet),
        FigureContent::Lags(bars) => lags::plan(bars, &mut sheet),
    }

    sheet.drawing
}

/// The largest number, in per cent, that is drawn: labels have room for it.
const MOST_PCT: f64 = 1e6;
/// The most places of an event study or of lags.
const MOST_PLACES: i32 = 401;

fn check_content(content: &FigureContent) -> Result<()> {
    match content {
        FigureContent::EventStudy(study) => {
            let bands = [&study.pointwise_pct, &study.whole_pct, &study.null_pct];
            let bands: Vec<_> = bands.into_iter().flatten().collect();
            check_places(study.offsets, &study.caar_pct, &bands)
        }
        FigureContent::Lags(bars) => check_places(bars.lags, &bars.correlations, &[&bars.null]),
        FigureContent::Ranked(ranked) => {
            let rows = ranked.groups.iter().flat_map(|group| &group.rows);
            check_numbers(rows.flat_map(|row| {
                // A row without an interval has only its effect.
                let (low, high) = row.interval_pct.unwrap_or_default();
                [row.effect_pct, row.p, low, high]
            }))
        }
    }
}

/// That there is a number for each place from the first to the last, zero among them.
fn check_places(
    (first, last): (i32, i32),
    curve: &[f64],
    bands: &[&Vec<(f64, f64)>],
) -> Result<()> {
    // Ends that are far apart must not overflow.
    if first > 0 || last < 0 || last.saturating_sub(first) >= MOST_PLACES {
        return Err(Error::draw(
            "zero must lie between the first and the last place, and these not too far apart",
        ));
    }
    let count = usize::try_from(last - first + 1).unwrap_or_default();
    if curve.len() != count || bands.iter().any(|band| band.len() != count) {
        return Err(Error::draw("there must be a figure for each place"));
    }

    let ends = bands.iter().copied().flatten();
    let ends = ends.flat_map(|(low, high)| [*low, *high]);
    check_numbers(curve.iter().copied().chain(ends))
}

fn check_numbers(mut numbers: impl Iterator<Item = f64>) -> Result<()> {
    if numbers.all(|number| number.abs() <= MOST_PCT) {
        Ok(())
    } else {
        Err(Error::draw("a figure is no number"))
    }
}

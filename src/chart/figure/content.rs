//! What a figure shows, with the sentences about it.

use crate::{chart::data::PictureStyle, model::Lang};

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

/// The mean cumulated change of a rate from some records before the news to some after (correlate-spec.md §6.1), counted
/// from the record before the news.
#[derive(Clone, Debug, PartialEq)]
pub struct EventStudyFigure {
    /// The first and the last offset, in records; zero, the record of the news, is between them.
    pub offsets: (i32, i32),
    /// CAAR at each offset, in per cent; 0 at the record before the news, where it is shown.
    pub caar_pct: Vec<f64>,
    /// The 95 % band of each point by itself, in per cent: low, high.
    pub pointwise_pct: Option<Vec<(f64, f64)>>,
    /// The 95 % band of the curve as a whole (sup-t).
    pub whole_pct: Option<Vec<(f64, f64)>>,
    /// The range of the middle 95 % of the curves at each offset if the news is placed at random, in per cent.
    pub null_pct: Option<Vec<(f64, f64)>>,
    /// First and last offset of the window that the verdict is about.
    pub window: (i32, i32),
    /// The mean change over that window, in per cent, where there is one.
    pub effect_pct: Option<f64>,
}

impl EventStudyFigure {
    /// The bands that are known.
    pub(super) fn bands_pct(&self) -> impl Iterator<Item = &Vec<(f64, f64)>> {
        [&self.pointwise_pct, &self.whole_pct, &self.null_pct]
            .into_iter()
            .flatten()
    }
}

/// Terms by groups, each with its effect: what a screen found or came near to finding (correlate-spec.md §6.2).
#[derive(Clone, Debug, PartialEq)]
pub struct RankedDots {
    /// In the order in which they are drawn. One without rows is a heading alone.
    pub groups: Vec<DotGroup>,
    /// Of how many terms the strongest reaches to the end of each row's zone on noise, if the rows have zones.
    pub noise_of: Option<usize>,
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

/// What kind of probability a row shows.
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
    /// How far from zero the strongest of all terms comes on noise, in per cent of this row.
    pub noise_pct: Option<f64>,
    /// What the ruble did.
    pub direction: Direction,
    /// How many events.
    pub events: usize,
    /// From 0 to 1, of the kind named by the group.
    pub p: f64,
}

/// What the ruble did. It is shown by colour and by shape.
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
    /// The range of 95 % of the correlations at each lag if the moves are rearranged.
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

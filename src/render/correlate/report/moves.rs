//! The reports of `movers` and `explain`.

use super::NewsChoice;
use crate::{
    analysis::{BesideUsual, Move, Window},
    model::{Currency, Decimal, Nominal, Published, instant_in_moscow},
};
use jiff::civil::{Date, DateTime};
use serde::Serialize;

/// The largest moves.
#[derive(Clone, Debug, Serialize)]
pub struct MoversReport {
    /// `z`, `pct` or `abs`.
    pub by: &'static str,
    /// `up` or `down` (`--direction`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<&'static str>,
    /// First day asked for.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// The moves, largest first.
    pub movers: Vec<MoverRow>,
    /// Days since the last record, where the stored rates end too early.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_days: Option<i64>,
    /// `true` where they do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale: Option<bool>,
    /// The headlines that count, where they were chosen.
    #[serde(rename = "news_filter", skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsChoice>,
    /// The currency, for the text.
    #[serde(skip)]
    pub currency: &'static Currency,
}

/// Between which instants news belongs to a record.
#[derive(Clone, Debug, Serialize)]
pub struct WindowReport {
    /// After this instant.
    pub opens: String,
    /// Up to and with this one.
    pub closes: String,
}

/// A record, and when the news came that could move it.
#[derive(Clone, Debug, Serialize)]
pub struct RecordReport {
    /// Date of the record.
    pub record_date: Date,
    /// When it was set.
    pub set_date: Date,
    /// Rubles for one unit.
    pub change: Option<f64>,
    /// Simple per cent, as `history` has it.
    pub change_pct: Option<Decimal>,
    /// 100 × ln of the ratio, from which `z` is computed.
    pub change_log_pct: Option<f64>,
    /// In standard deviations known before it, over a gap of its length; `None` in a pegged stretch.
    pub z: Option<f64>,
    /// Its news window.
    pub window: WindowReport,
}

/// What was usual at the time of a record; these keys come last.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct UsualReport {
    /// Calendar days between the setting of the rate before and of this one; `None` for the first record.
    pub gap_days: Option<i64>,
    /// The usual move over such a gap, simple per cent without its sign; `None` where `z` is.
    pub usual_pct: Option<f64>,
    /// The same with how many usual moves the record's is, for the text.
    #[serde(skip)]
    pub beside: Option<BesideUsual>,
}

impl UsualReport {
    /// Of a record of which the usual move is `usual_z` standard deviations.
    pub fn new(record: &Move, usual_z: Option<f64>) -> Self {
        let beside = usual_z.and_then(|usual_z| record.beside_usual(usual_z));
        Self {
            gap_days: record.gap_days,
            usual_pct: beside.map(|one| one.usual_pct),
            beside,
        }
    }
}

impl RecordReport {
    pub fn new(record: &Move, window: &Window) -> Self {
        Self {
            record_date: record.record_date,
            set_date: record.set_date,
            change: record.change_rub,
            change_pct: record.change_pct,
            change_log_pct: record.change_log_pct,
            z: record.z,
            window: window.into(),
        }
    }
}

impl From<&Window> for WindowReport {
    fn from(window: &Window) -> Self {
        Self {
            opens: instant_text(window.opens),
            closes: instant_text(window.closes),
        }
    }
}

/// A clock in Moscow with its offset from UTC on that day.
fn instant_text(clock: DateTime) -> String {
    instant_in_moscow(clock).map_or_else(
        // Clocks at the edges of the calendar have no instant.
        || clock.to_string(),
        |(instant, offset)| Published::at(instant, offset).to_string(),
    )
}

/// A move.
#[derive(Clone, Debug, Serialize)]
pub struct MoverRow {
    #[serde(flatten)]
    pub record: RecordReport,
    /// Whether the cut-off is not established.
    pub cutoff_uncertain: bool,
    /// Stories of the window.
    pub stories: usize,
    /// Three of them.
    pub headlines: Vec<HeadlineReport>,
    /// Known events of the window and of the week before it (`--events`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<KnownEvent>,
    #[serde(flatten)]
    pub usual: UsualReport,
    /// The record and its change, for the text.
    #[serde(skip)]
    pub shown: Option<MovedRate>,
    /// Whether all news of the window only reports the move, for the text.
    #[serde(skip)]
    pub has_reports_alone: bool,
}

/// A rate as people read it: for its nominal, in today's units of its currency and of the ruble.
#[derive(Clone, Copy, Debug)]
pub struct MovedRate {
    pub nominal: Nominal,
    pub value: Decimal,
    pub change: Option<Decimal>,
}

/// An event that somebody listed.
#[derive(Clone, Debug, Serialize)]
pub struct KnownEvent {
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// What it is called.
    pub label: String,
    /// Whether it was over before the window opened, in the week before.
    #[serde(rename = "week_before")]
    pub is_before_window: bool,
}

/// A headline.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineReport {
    /// Its title.
    pub title: String,
    /// When, as stored.
    pub published: String,
    /// Its source.
    pub source: String,
    /// Its points by the lexicon of relevance.
    pub relevance: i32,
}

/// What was distinctive about the news before a rate.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainReport {
    #[serde(flatten)]
    pub record: RecordReport,
    /// Stories of the window.
    pub stories: usize,
    /// Stories compared with.
    pub reference_stories: usize,
    /// Sources used.
    pub sources: Vec<String>,
    /// Distinctive terms.
    pub terms: Vec<TermKeyness>,
    /// Distinctive stories.
    pub picked: Vec<PickedStory>,
    /// Known events of the window and of the week before it (`--events`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<KnownEvent>,
    /// The headlines that count, where they were chosen.
    #[serde(rename = "news_filter", skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsChoice>,
    #[serde(flatten)]
    pub usual: UsualReport,
    /// Whether all news of the window only reports the move, for the text.
    #[serde(skip)]
    pub has_reports_alone: bool,
    /// The day of setting of the rate that the news of the day itself went into, if it is known; for the text.
    #[serde(skip)]
    pub next_set_date: Option<Date>,
    /// How the window was compared, for the text.
    #[serde(skip)]
    pub comparison: Comparison,
    /// The currency, for the text.
    #[serde(skip)]
    pub currency: &'static Currency,
    /// The record and its change, for the text.
    #[serde(skip)]
    pub shown: Option<MovedRate>,
}

/// With what a window of news was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comparison {
    /// With nothing: too little news, in it or before it.
    #[default]
    None,
    /// With the year before.
    Year,
    /// With as many windows as its sources had at all, because none of them covered most of the year.
    NewSources(usize),
}

/// A distinctive term.
#[derive(Clone, Debug, Serialize)]
pub struct TermKeyness {
    /// The term by its lemmas.
    pub term: String,
    /// As the window's titles have it most often, for the text.
    #[serde(skip)]
    pub form: String,
    /// Stories of the window with it.
    pub a: usize,
    /// Stories of the reference with it.
    pub b: usize,
    /// Signed G².
    pub g2: f64,
    /// Log-odds over its standard deviation.
    pub zeta: f64,
}

/// A distinctive story.
#[derive(Clone, Debug, Serialize)]
pub struct PickedStory {
    /// Title of its first headline.
    pub title: String,
    /// When.
    pub published: String,
    /// The sources that carried it.
    pub sources: Vec<String>,
    /// Headlines.
    pub size: usize,
    /// Its score; `None` if it was not compared.
    pub score: Option<f64>,
    /// Its points by the lexicon of relevance.
    pub relevance: i32,
}

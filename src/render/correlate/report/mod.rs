//! The reports of `correlate`, `movers` and `explain`: the data of both JSON and text.
//!
//! The keys and their order are a contract (correlate-spec.md §6.5). Numbers are not rounded; a figure that does
//! not exist is `null`, never 0. What only `--details` and its like add is absent without them.

mod lead_lag;
mod moves;
mod regimes;
mod screen;
mod term;
mod too_few;

pub use lead_lag::LeadLagReport;
pub use moves::{
    Comparison, ExplainReport, HeadlineReport, KnownEvent, MovedRate, MoverRow, MoversReport,
    PickedStory, RecordReport, TermKeyness, UsualReport, WindowReport,
};
pub use regimes::{RegimesAnswer, RegimesReport};
pub use screen::{
    CalibrateReport, HoldoutReport, HoldoutRow, ListsApart, RowFurther, ScreenLists, ScreenReport,
    ScreenRow,
};
pub use term::{
    ClassicalReport, ClassicalRow, DoseReport, TermGrounds, TermOptionsReport, TermReport,
    Turbulence,
};
pub use too_few::TooFewRecords;

use crate::analysis::study::Verdict;
use jiff::civil::Date;
use serde::Serialize;

/// A verdict with its sentence.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictReport {
    /// 0 to 10 ([`Verdict::code`]).
    pub code: u8,
    /// Its stable name.
    pub name: &'static str,
    /// The sentence, in the language asked for.
    pub text: String,
}

impl VerdictReport {
    pub fn new(verdict: Verdict, text: String) -> Self {
        Self {
            code: verdict.code(),
            name: verdict.name(),
            text,
        }
    }
}

/// Which news counts, where that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewsChoice {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<&'static str>,
}

/// An event that is not tested.
#[derive(Clone, Debug, Serialize)]
pub struct DroppedEvent {
    /// Date of its record.
    pub record_date: Date,
    /// Why: a stable name.
    pub reason: &'static str,
}

/// A record with a headline.
#[derive(Clone, Debug, Serialize)]
pub struct EventExample {
    /// Date of the record.
    pub date: Date,
    /// Rubles.
    pub change: Option<f64>,
    /// In standard deviations known before it, over a gap of its length; absent in the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub z: Option<f64>,
    /// A title.
    pub headline: Option<String>,
    /// Date of the first record of the tested window.
    pub window_from: Option<Date>,
    /// Date of its last record.
    pub window_to: Option<Date>,
    /// Change over the window, rubles.
    pub window_change: Option<f64>,
    /// The same, simple per cent.
    pub window_pct: Option<f64>,
}

/// What was studied: the same in every report.
#[derive(Clone, Debug, Serialize)]
pub struct SampleReport {
    /// Code, or `USD+EUR` for the basket.
    pub currency: String,
    /// `effect` or `date`.
    pub link: &'static str,
    /// Records from the event's.
    pub window: [i32; 2],
}

//! The report of a screen, its rows, and what options add to it.

use super::{EventExample, RegimesReport, SampleReport, VerdictReport, day};
use jiff::civil::Date;
use serde::Serialize;

/// The screen of all terms.
#[derive(Clone, Debug, Serialize)]
pub struct ScreenReport {
    /// What was studied.
    #[serde(flatten)]
    pub sample: SampleReport,
    /// First day asked for.
    #[serde(serialize_with = "day")]
    pub from: Date,
    /// Last day.
    #[serde(serialize_with = "day")]
    pub to: Date,
    /// Options that are not the usual ones.
    pub defaults_changed: Vec<String>,
    /// Tested records.
    pub records: usize,
    /// Terms tested.
    pub terms_tested: usize,
    /// Stories in their windows.
    pub stories: usize,
    /// Stories left out because they report the move itself.
    pub rate_reports_left_out: usize,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub permutations: usize,
    /// The verdict.
    pub verdict: VerdictReport,
    /// What would have been seen.
    pub mde_pct: MdeReport,
    /// Terms found.
    pub found: Vec<ScreenRow>,
    /// Candidates: q ≤ 0.10.
    pub candidates: Vec<ScreenRow>,
    /// Terms that go with a found one.
    pub echoes: Vec<ScreenRow>,
    /// `--marginal`: every term over the threshold.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marginal: Option<Vec<ScreenRow>>,
    /// When nothing is found: those nearest to the threshold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<ScreenRow>,
    /// `--holdout`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holdout: Option<HoldoutReport>,
    /// `--calibrate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibrate: Option<CalibrateReport>,
    /// `--regimes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesReport>,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

/// Median smallest effect seen with 80 %, per cent, of the terms with about so many events.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct MdeReport {
    /// 10 to 14.
    pub events_10: Option<f64>,
    /// 25 to 35.
    pub events_30: Option<f64>,
    /// 90 to 110.
    pub events_100: Option<f64>,
}

/// A term of the screen.
#[derive(Clone, Debug, Serialize)]
pub struct ScreenRow {
    /// The term by its lemmas.
    pub term: String,
    /// Forms met, the most frequent first; text and picture name it by that one.
    pub forms: Vec<String>,
    /// Currency, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Events.
    pub n: usize,
    /// `weaker` or `stronger`: the ruble.
    pub direction: Option<&'static str>,
    /// Mean abnormal change over the window, per cent.
    pub effect_pct: Option<f64>,
    /// Its 95 % interval by groups of events, for the picture; none with fewer than 8 groups.
    #[serde(skip)]
    pub interval_pct: Option<(f64, f64)>,
    /// Mean change, kopecks.
    pub effect_kop: Option<f64>,
    /// The standardised statistic.
    #[serde(rename = "T")]
    pub t: f64,
    /// p of the term alone.
    pub p: f64,
    /// Rate of false discoveries.
    pub q: f64,
    /// Family-wise p.
    pub p_adj: f64,
    /// p of the step in which it was taken.
    pub step_p: Option<f64>,
    /// Effect in the first half of the records, per cent.
    pub first_half: Option<f64>,
    /// In the second.
    pub second_half: Option<f64>,
    /// Whether their signs agree.
    pub halves_agree: Option<bool>,
    /// p of the records before the news.
    pub p_pre: Option<f64>,
    /// Share of matched stories that report the move itself.
    pub rate_report_share: f64,
    /// The found term it goes with.
    pub echo_of: Option<String>,
    /// Terms of nearly the same events.
    pub copies: Vec<String>,
    /// Two events.
    pub examples: Vec<EventExample>,
}

impl ScreenRow {
    /// What a reader calls it.
    pub fn form(&self) -> &str {
        self.forms.first().unwrap_or(&self.term)
    }
}

/// `--holdout`.
#[derive(Clone, Debug, Serialize)]
pub struct HoldoutReport {
    /// First day of the confirming part.
    #[serde(serialize_with = "day")]
    pub from: Date,
    /// Records of the first part.
    pub records_before: usize,
    /// Records of the second part.
    pub records_after: usize,
    /// Candidates of the first part.
    pub terms: Vec<HoldoutRow>,
}

/// A candidate and how it did afterwards.
#[derive(Clone, Debug, Serialize)]
pub struct HoldoutRow {
    /// The term.
    pub term: String,
    /// The direction of the first part.
    pub direction: Option<&'static str>,
    /// Events afterwards.
    pub n: usize,
    /// Effect afterwards, per cent.
    pub effect_pct: Option<f64>,
    /// One-sided p.
    pub p: Option<f64>,
    /// By Holm over the candidates.
    pub p_holm: Option<f64>,
    /// Whether it is confirmed.
    pub confirmed: bool,
}

/// `--calibrate`.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CalibrateReport {
    /// Shifted copies.
    pub copies: usize,
    /// Copies in which something was found.
    pub found: usize,
    /// Their share.
    pub share: f64,
    /// Its interval, 95 %.
    pub ci: [f64; 2],
    /// Always true: copies are shifts of one series.
    pub dependent: bool,
}

//! The report of one term, and what options add to it.

use super::{DroppedEvent, EventExample, SampleReport, VerdictReport, day, optional_day};
use jiff::civil::Date;
use serde::Serialize;

/// An event study of one term.
#[derive(Clone, Debug, Serialize)]
pub struct TermReport {
    /// As typed.
    pub term: String,
    /// Forms met in the matched titles, the most frequent first.
    pub forms: Vec<String>,
    /// What was studied.
    #[serde(flatten)]
    pub sample: SampleReport,
    /// Records shown before and after.
    pub k: i32,
    /// First day asked for.
    #[serde(serialize_with = "day")]
    pub from: Date,
    /// Last day.
    #[serde(serialize_with = "day")]
    pub to: Date,
    /// Options that are not the usual ones.
    pub defaults_changed: Vec<String>,
    /// Tested records.
    pub n: usize,
    /// Events among them.
    pub n_events: usize,
    /// Events on records that are not tested.
    pub n_dropped: usize,
    /// These, each with its reason.
    pub dropped: Vec<DroppedEvent>,
    /// Calendar months of the set dates of events.
    pub n_months: usize,
    /// Groups of events close in time, for the verdict.
    pub n_clusters: usize,
    /// Groups for the bands.
    pub n_band_clusters: usize,
    /// Record of the first event.
    #[serde(serialize_with = "optional_day")]
    pub first: Option<Date>,
    /// Record of the last event.
    #[serde(serialize_with = "optional_day")]
    pub last: Option<Date>,
    /// First and last offset of the curves.
    pub offsets: [i32; 2],
    /// Mean abnormal change by offset, 100 × ln of the ratio.
    pub aar: Option<Vec<f64>>,
    /// Its sum from the first offset on.
    pub caar: Option<Vec<f64>>,
    /// Pointwise 95 % band of `caar`.
    pub band_lo: Option<Vec<f64>>,
    /// Its upper side.
    pub band_hi: Option<Vec<f64>>,
    /// Band of the whole curve.
    pub sup_lo: Option<Vec<f64>>,
    /// Its upper side.
    pub sup_hi: Option<Vec<f64>>,
    /// `caar` of 95 % of random placings of the news.
    pub null_lo: Option<Vec<f64>>,
    /// Its upper side.
    pub null_hi: Option<Vec<f64>>,
    /// `aar` of 95 % of random placings.
    pub null_aar_lo: Option<Vec<f64>>,
    /// Its upper side.
    pub null_aar_hi: Option<Vec<f64>>,
    /// Mean abnormal change over the window, 100 × ln of the ratio.
    pub effect_pct: Option<f64>,
    /// Mean change over the window, kopecks.
    pub effect_kop: Option<f64>,
    /// Share of events with a rise of the rate; none counts half.
    pub share_up: Option<f64>,
    /// `weaker` or `stronger`: the ruble.
    pub direction: Option<&'static str>,
    /// Whether the mean change has the other sign.
    pub sign_differs: Option<bool>,
    /// The standardised statistic.
    #[serde(rename = "T")]
    pub t: Option<f64>,
    /// Against independent events.
    #[serde(rename = "T_iid")]
    pub t_iid: Option<f64>,
    /// The p of the verdict.
    pub p: Option<f64>,
    /// Its Monte-Carlo interval, 95 %.
    pub p_ci: Option<[f64; 2]>,
    /// Before the news.
    pub p_pre: Option<f64>,
    /// After the window.
    pub p_post: Option<f64>,
    /// On the next two records.
    pub p_strict: Option<f64>,
    /// Of the size of moves.
    pub p_vol: Option<f64>,
    /// Smallest effect seen with 80 %, in σ.
    pub mde_sigma: Option<f64>,
    /// The same as 100 × ln of the ratio.
    pub mde_pct: Option<f64>,
    /// The same in kopecks at the last tested rate.
    pub mde_kop: Option<f64>,
    /// The verdict.
    pub verdict: VerdictReport,
    /// Share of events known by their day alone.
    pub date_only_share: Option<f64>,
    /// Share of events whose cut-off is not established.
    pub cutoff_uncertain_share: Option<f64>,
    /// Matched stories left out because they report the move itself.
    pub rate_reports_left_out: usize,
    /// Distinct tests on the same data in 24 hours, this one included.
    pub tests_in_24h: u32,
    /// Events of the largest moves.
    pub top_events: Vec<EventExample>,
    /// What to keep in mind, in sentences.
    pub caveats: Vec<String>,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub permutations: usize,
    /// `--dose`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dose: Option<DoseReport>,
    /// `--exact`: p over every shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_exact_shift: Option<f64>,
    /// `--tests all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classical: Option<ClassicalReport>,
    /// `--regimes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesReport>,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

/// `--dose`: whether more surprise goes with larger moves.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DoseReport {
    /// Rank correlation.
    pub rho: f64,
    /// Its p.
    pub p: f64,
}

/// `--tests all`: what textbooks print; never the verdict.
#[derive(Clone, Debug, Serialize)]
pub struct ClassicalReport {
    /// Each statistic with its name, value and p.
    pub tests: Vec<ClassicalRow>,
}

/// A statistic of a textbook.
#[derive(Clone, Debug, Serialize)]
pub struct ClassicalRow {
    /// Its stable name.
    pub name: &'static str,
    /// Its value.
    pub value: Option<f64>,
    /// Its p, where it has one.
    pub p: Option<f64>,
}

/// `--regimes`: periods of different volatility.
#[derive(Clone, Debug, Serialize)]
pub struct RegimesReport {
    /// Penalty per change point, in units of −2 log likelihood.
    pub penalty: f64,
    /// Fewest records of a period.
    pub min_records: usize,
    /// The periods.
    pub periods: Vec<RegimeRow>,
}

/// A period.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct RegimeRow {
    /// Its first record.
    #[serde(serialize_with = "day")]
    pub from: Date,
    /// Its last record.
    #[serde(serialize_with = "day")]
    pub to: Date,
    /// Records.
    pub n: usize,
    /// Mean daily change, 100 × ln of the ratio.
    pub mean_pct: f64,
    /// Standard deviation of daily changes, in the same units.
    pub sd_pct: f64,
}

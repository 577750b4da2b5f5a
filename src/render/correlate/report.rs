//! The reports of `correlate`, `movers` and `explain`: what JSON bears, and what the text is made of.
//!
//! The keys and their order are a contract (correlate-spec.md §6.5). Numbers are not rounded; a figure that does
//! not exist is `null`, never 0. What only `--details` and its like add is absent without them.

use crate::render::json_parts::Day;
use jiff::civil::Date;
use serde::Serialize;
use serde::Serializer;

/// A verdict with its sentence.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictReport {
    /// 0 to 5 (correlate-spec.md §6.1).
    pub code: u8,
    /// Its stable name.
    pub name: &'static str,
    /// The sentence, in the language asked for.
    pub text: String,
}

/// An event that is not tested.
#[derive(Clone, Debug, Serialize)]
pub struct DroppedEvent {
    /// Date of its record.
    #[serde(serialize_with = "day")]
    pub record_date: Date,
    /// Why: a stable name.
    pub reason: &'static str,
}

/// A record with a headline.
#[derive(Clone, Debug, Serialize)]
pub struct EventExample {
    /// Date of the record.
    #[serde(serialize_with = "day")]
    pub date: Date,
    /// Rubles.
    pub change: Option<f64>,
    /// In ordinary daily moves; absent in the screen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub z: Option<f64>,
    /// A title.
    pub headline: Option<String>,
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
    /// Mean abnormal change by offset, per cent.
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
    /// Mean abnormal change over the window, per cent.
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
    /// The same in per cent.
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
    /// Mean daily change, per cent.
    pub mean_pct: f64,
    /// Standard deviation of daily changes, per cent.
    pub sd_pct: f64,
}

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

/// The largest moves.
#[derive(Clone, Debug, Serialize)]
pub struct MoversReport {
    /// `z`, `pct` or `abs`.
    pub by: &'static str,
    /// First day asked for.
    #[serde(serialize_with = "day")]
    pub from: Date,
    /// Last day.
    #[serde(serialize_with = "day")]
    pub to: Date,
    /// The moves, largest first.
    pub movers: Vec<MoverRow>,
}

/// Between which instants news belongs to a record.
#[derive(Clone, Debug, Serialize)]
pub struct WindowReport {
    /// After this instant.
    pub opens: String,
    /// Up to and with this one.
    pub closes: String,
}

/// A move.
#[derive(Clone, Debug, Serialize)]
pub struct MoverRow {
    /// Date of the record.
    #[serde(serialize_with = "day")]
    pub record_date: Date,
    /// When it was set.
    #[serde(serialize_with = "day")]
    pub set_date: Date,
    /// Rubles.
    pub change: Option<f64>,
    /// 100 × ln of the ratio.
    pub change_pct: f64,
    /// In ordinary daily moves of its time; none in a pegged stretch.
    pub z: Option<f64>,
    /// Its news window.
    pub window: WindowReport,
    /// Whether the cut-off is not established.
    pub cutoff_uncertain: bool,
    /// Stories of the window.
    pub stories: usize,
    /// Three of them.
    pub headlines: Vec<HeadlineReport>,
    /// Known events of the window and of the week before it (`--events`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<KnownEvent>,
}

/// An event that somebody listed.
#[derive(Clone, Debug, Serialize)]
pub struct KnownEvent {
    /// Its first day.
    #[serde(serialize_with = "day")]
    pub from: Date,
    /// Its last day.
    #[serde(serialize_with = "day")]
    pub to: Date,
    /// What it is called.
    pub label: String,
}

/// A headline.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineReport {
    /// Its title.
    pub title: String,
    /// When, as stored.
    pub published: String,
    /// Whose.
    pub source: String,
}

/// What was distinctive about the news before a rate.
#[derive(Clone, Debug, Serialize)]
pub struct ExplainReport {
    /// Date of the record.
    #[serde(serialize_with = "day")]
    pub record_date: Date,
    /// When it was set.
    #[serde(serialize_with = "day")]
    pub set_date: Date,
    /// Rubles.
    pub change: Option<f64>,
    /// 100 × ln of the ratio.
    pub change_pct: Option<f64>,
    /// In ordinary daily moves of its time.
    pub z: Option<f64>,
    /// Its news window.
    pub window: WindowReport,
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
    /// How the window was compared, for the text.
    #[serde(skip)]
    pub comparison: Comparison,
    /// What was looked up, for the text.
    #[serde(skip)]
    pub currency: String,
    /// Value of the record, rubles, as published.
    #[serde(skip)]
    pub value: String,
}

/// With what a window of news was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comparison {
    /// With nothing: too little news, in it or before it.
    #[default]
    None,
    /// With the year before.
    Year,
    /// With the windows, so many, that its sources had at all: none of them was there for most of the year.
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
    /// Who told it.
    pub sources: Vec<String>,
    /// Headlines.
    pub size: usize,
    /// Its score; none where all are listed.
    pub score: Option<f64>,
}

/// Who leads.
#[derive(Clone, Debug, Serialize)]
pub struct LeadLagReport {
    /// `volume` or the term.
    pub of: String,
    /// Tested records.
    pub n: usize,
    /// First and last lag; headlines lead at positive ones.
    pub lags: [i32; 2],
    /// Cross-correlation by lag.
    pub ccf: Option<Vec<f64>>,
    /// Band of random placings, lower side.
    pub null_lo: Option<Vec<f64>>,
    /// Upper side.
    pub null_hi: Option<Vec<f64>>,
    /// p by lag.
    pub p_lag: Option<Vec<f64>>,
    /// p of the largest of all; none, like the curves, where there was too little for a test.
    pub p_max: Option<f64>,
    /// Its lag, where p_max ≤ 0.05.
    pub best_lag: Option<i32>,
    /// Whether nearly all lags exceed the band.
    pub flat: bool,
    /// Granger's tests.
    pub granger: GrangerReport,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub permutations: usize,
    /// Currency, for the text.
    #[serde(skip)]
    pub currency: String,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

/// Granger's tests in both directions.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct GrangerReport {
    /// Whether news helps to foretell the size of moves.
    pub news_to_rate: Option<GrangerRow>,
    /// Whether moves help to foretell news.
    pub rate_to_news: Option<GrangerRow>,
}

/// One of them.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct GrangerRow {
    /// Lags by BIC.
    pub lags: usize,
    /// F.
    #[serde(rename = "F")]
    pub f: f64,
    /// p by rearranging the series to be explained.
    pub p: f64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn day<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    Day(*date).serialize(serializer)
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn optional_day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(Day).serialize(serializer)
}

//! The report of a screen, its rows, and what options add to it.

use super::{EventExample, NewsChoice, RegimesReport, SampleReport, TooFewRecords, VerdictReport};
use crate::{
    analysis::{
        screen::{ConfirmationState, Detectable, Row},
        study::Direction,
    },
    render::json_parts::serialize_keys,
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// The screen of all terms.
#[derive(Clone, Debug, Serialize)]
pub struct ScreenReport {
    /// What was studied.
    #[serde(flatten)]
    pub sample: SampleReport,
    /// First day asked for.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Options that are not the usual ones.
    pub defaults_changed: Vec<&'static str>,
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
    /// The least mean change that would have been found among all terms with 80 %, per cent, by number of events.
    #[serde(serialize_with = "detectable")]
    pub mde_pct: Detectable,
    #[serde(flatten)]
    pub lists: ScreenLists,
    /// `--holdout`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holdout: Option<HoldoutReport>,
    /// `--calibrate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calibrate: Option<CalibrateReport>,
    /// `--regimes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesReport>,
    /// The headlines that count, where they were chosen.
    #[serde(rename = "news_filter", skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsChoice>,
    /// A term is found when its |T| is larger.
    pub threshold_t: Option<f64>,
    /// `bh` or `by`: what the rate of false discoveries is bounded by.
    pub fdr: &'static str,
    #[serde(flatten)]
    pub apart: ListsApart,
    /// Why there are too few records, where there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub too_few: Option<TooFewRecords>,
    /// Words and pairs of words, each counted once however many currencies it was tested on, for the text.
    #[serde(skip)]
    pub words_tested: usize,
    /// Whether the list of found terms has ended at its greatest length, for the text.
    #[serde(skip)]
    pub is_full: bool,
    /// What to keep in mind, in sentences, for the text.
    #[serde(skip)]
    pub caveats: Vec<String>,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

/// Terms that are named, but neither found nor near to it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListsApart {
    /// Terms that go with the rate no more than their days of the month do.
    pub calendar: Vec<ScreenRow>,
    /// Terms over the threshold that beside the found ones are under it, and share few events with them.
    pub passed_alone: Vec<ScreenRow>,
    /// Terms that are over the threshold only beside the found ones.
    pub conditional: Vec<ScreenRow>,
}

/// The terms that are named.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ScreenLists {
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
    pub currency: Option<&'static str>,
    /// From `n` to `p_pre`.
    #[serde(flatten, serialize_with = "row_figures")]
    pub result: Row,
    /// 95 % interval of the effect by groups of events, per cent, for the picture; `None` with fewer than 8 groups.
    #[serde(skip)]
    pub interval_pct: Option<(f64, f64)>,
    /// Share of matched stories that report the move itself.
    pub rate_report_share: f64,
    /// The found term it goes with.
    pub echo_of: Option<String>,
    /// Terms of nearly the same events.
    pub copies: Vec<String>,
    /// Two events.
    pub examples: Vec<EventExample>,
    #[serde(flatten)]
    pub further: RowFurther,
}

/// What came to be said of a term after the other keys were a contract.
#[derive(Clone, Debug, Serialize)]
pub struct RowFurther {
    /// The effect as 100 × ln of the ratio.
    pub effect_log_pct: Option<f64>,
    /// Where the ruble went before the news.
    pub pre_direction: Option<&'static str>,
    /// p without what the day of the month explains.
    pub p_calendar: Option<f64>,
    /// The mean change, per cent, on the same days of the month without such news.
    pub calendar_pct: Option<f64>,
    /// A term that is over the threshold only beside found ones: the found term that shares or avoids most of its events.
    pub beside: Option<String>,
    /// T beside the found terms.
    #[serde(rename = "beside_T")]
    pub beside_t: Option<f64>,
    /// The effect beside the found terms, per cent.
    pub beside_effect_pct: Option<f64>,
}

impl ScreenRow {
    /// What a reader calls it, with its currency where there are several.
    pub fn name(&self) -> String {
        let form = self.forms.first().unwrap_or(&self.term);
        match self.currency {
            Some(code) => format!("{code} {form}"),
            None => form.clone(),
        }
    }
}

fn row_figures<S: Serializer>(row: &Row, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_keys!(serializer, {
        "n": row.n_events,
        "direction": Direction::of(row.test.t_star).map(Direction::name),
        // Of the window: simple per cent, and kopecks.
        "effect_pct": row.effect_pct,
        "effect_kop": row.effect_kop,
        "T": row.test.t_star,
        "p": row.test.p,
        "q": row.test.q,
        "p_adj": row.test.p_adj,
        "step_p": row.step_p,
        // The effect in each half of the records.
        "first_half": row.first_half,
        "second_half": row.second_half,
        "halves_agree": row.halves_agree,
        "p_pre": row.p_pre,
    })
}

fn detectable<S: Serializer>(least: &Detectable, serializer: S) -> Result<S::Ok, S::Error> {
    let by_events = least.by_events();
    serializer.collect_map(by_events.map(|(count, pct)| (format!("events_{count}"), pct)))
}

/// `--holdout`.
#[derive(Clone, Debug, Serialize)]
pub struct HoldoutReport {
    /// First day of the confirming part.
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
    pub term: String,
    /// The direction of the first part.
    pub direction: Option<&'static str>,
    /// Events afterwards.
    pub n: usize,
    /// Effect afterwards, simple per cent.
    pub effect_pct: Option<f64>,
    /// One-sided p; `null` with too few events for a test.
    pub p: Option<f64>,
    /// By Holm over the candidates that could be tested.
    pub p_holm: Option<f64>,
    pub confirmed: bool,
    /// `confirmed`, `not_confirmed` or `too_few_events`.
    pub state: &'static str,
    /// Effect afterwards, 100 × ln of the ratio.
    pub effect_log_pct: Option<f64>,
}

impl HoldoutReport {
    /// Candidates in a state.
    pub fn count(&self, state: ConfirmationState) -> usize {
        let in_state = self.terms.iter().filter(|row| row.state == state.name());
        in_state.count()
    }
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
    pub ci: (f64, f64),
    /// Always true: copies are shifts of one series.
    pub dependent: bool,
}

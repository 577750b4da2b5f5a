//! The report of one term, and what options add to it.

use super::{DroppedEvent, EventExample, NewsChoice, SampleReport, VerdictReport};
use crate::{
    analysis::{
        Regime,
        study::{Direction, EventStudy},
    },
    render::json_parts::serialize_keys,
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

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
    pub k: u32,
    /// First day asked for.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Options that are not the usual ones.
    pub defaults_changed: Vec<&'static str>,
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
    pub first: Option<Date>,
    /// Record of the last event.
    pub last: Option<Date>,
    /// From `offsets` to `mde_kop`.
    #[serde(flatten, serialize_with = "study_figures")]
    pub study: EventStudy,
    /// The verdict.
    pub verdict: VerdictReport,
    /// Share of events known by their day alone.
    pub date_only_share: Option<f64>,
    /// Share of events with a cut-off that is not established.
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
    #[serde(flatten)]
    pub options: TermOptionsReport,
    /// `--regimes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesReport>,
    /// The headlines that count, where they were chosen.
    #[serde(rename = "news_filter", skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsChoice>,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

/// What only options add.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermOptionsReport {
    /// `--dose`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dose: Option<DoseReport>,
    /// `--exact`: p over every shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_exact_shift: Option<f64>,
    /// `--tests all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classical: Option<ClassicalReport>,
}

/// Where there was too little news for a figure it is `null`, never absent.
fn study_figures<S: Serializer>(study: &EventStudy, serializer: S) -> Result<S::Ok, S::Error> {
    let curve = study.curve.as_ref();
    let bands = study.bands.as_ref();
    let null_band = study.null_band.as_ref();
    let effect = study.effect;
    let p_values = study.p_values;
    let least = study.detectable;

    serialize_keys!(serializer, {
        "offsets": [study.offsets.first, study.offsets.last],
        // By offset, 100 × ln of the ratio: the mean abnormal change, its sum, the 95 % bands of the sum by point and
        // as a whole, and where 95 % of random placings of the news have sum and mean.
        "aar": curve.map(|curve| &curve.aar),
        "caar": curve.map(|curve| &curve.caar),
        "band_lo": bands.map(|bands| &bands.lo),
        "band_hi": bands.map(|bands| &bands.hi),
        "sup_lo": bands.map(|bands| &bands.sup_lo),
        "sup_hi": bands.map(|bands| &bands.sup_hi),
        "null_lo": null_band.map(|band| &band.lo),
        "null_hi": null_band.map(|band| &band.hi),
        "null_aar_lo": null_band.map(|band| &band.aar_lo),
        "null_aar_hi": null_band.map(|band| &band.aar_hi),
        // Over the window.
        "effect_pct": effect.map(|effect| effect.pct),
        "effect_kop": effect.and_then(|effect| effect.kop),
        "share_up": effect.map(|effect| effect.share_up),
        "direction": study.judgement.direction.map(Direction::name),
        "sign_differs": study.judgement.sign_differs,
        "T": study.t_star,
        "T_iid": study.t_iid,
        "p": p_values.map(|p| p.main),
        "p_ci": study.p_interval,
        "p_pre": p_values.and_then(|p| p.pre),
        "p_post": p_values.and_then(|p| p.post),
        "p_strict": p_values.map(|p| p.strict),
        "p_vol": p_values.map(|p| p.vol),
        // The least effect seen with a probability of 80 %.
        "mde_sigma": least.map(|least| least.sigma),
        "mde_pct": least.and_then(|least| least.pct),
        "mde_kop": least.and_then(|least| least.kop),
    })
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
    pub periods: Vec<Regime>,
}

/// The mean daily change and its standard deviation are 100 × ln of the ratio.
impl Serialize for Regime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "from": self.first,
            "to": self.last,
            "n": self.records,
            "mean_pct": self.mean_pct,
            "sd_pct": self.sd_pct,
        })
    }
}

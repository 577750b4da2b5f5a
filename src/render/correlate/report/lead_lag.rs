//! The report of `--lead-lag`.

use super::{NewsChoice, RegimesReport, TooFewRecords};
use crate::{
    analysis::leadlag::{Granger, LeadLag},
    render::json_parts::serialize_keys,
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// Who leads.
#[derive(Clone, Debug, Serialize)]
pub struct LeadLagReport {
    /// `volume` or the term.
    pub of: String,
    /// Tested records.
    pub n: usize,
    /// First and last lag; headlines lead at positive ones.
    pub lags: [i32; 2],
    /// From `ccf` to `granger`; `None` where there was too little for a test.
    #[serde(flatten, serialize_with = "lead_lag_figures")]
    pub found: Option<LeadLag>,
    pub seed: u64,
    /// Draws.
    pub permutations: usize,
    /// The headlines that count, where they were chosen.
    #[serde(rename = "news_filter", skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsChoice>,
    /// Why there are too few records, where there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub too_few: Option<TooFewRecords>,
    /// Distinct tests on the same data in 24 hours, this one included; 0 where there was too little for a test.
    pub tests_in_24h: u32,
    /// Pairs of tested records at each lag.
    pub pairs: Option<Vec<usize>>,
    /// What the largest correlation of all lags is below in 95 % of random placings.
    pub null_max: Option<f64>,
    /// `--regimes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesReport>,
    /// Currency, for the text.
    #[serde(skip)]
    pub currency: &'static str,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

#[expect(clippy::ref_option, reason = "serde asks so")]
fn lead_lag_figures<S: Serializer>(
    found: &Option<LeadLag>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let found = found.as_ref();
    let granger = GrangerReport {
        news_to_rate: found.and_then(|found| found.news_to_rate),
        rate_to_news: found.and_then(|found| found.rate_to_news),
    };

    serialize_keys!(serializer, {
        // By lag: the correlation, the band of random placings, and p.
        "ccf": found.map(|found| &found.ccf),
        "null_lo": found.map(|found| &found.null_lo),
        "null_hi": found.map(|found| &found.null_hi),
        "p_lag": found.map(|found| &found.p_lag),
        // Of all lags together.
        "p_max": found.map(|found| found.p_max),
        "best_lag": found.and_then(|found| found.best_lag),
        "flat": found.is_some_and(|found| found.is_flat),
        "granger": granger,
    })
}

/// Granger's tests: whether the past of the one helps to foretell the other.
#[derive(Serialize)]
struct GrangerReport {
    news_to_rate: Option<Granger>,
    rate_to_news: Option<Granger>,
}

impl Serialize for Granger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "lags": self.lags,
            "F": self.f,
            "p": self.p,
        })
    }
}

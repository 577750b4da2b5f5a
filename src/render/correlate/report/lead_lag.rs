//! The report of `--lead-lag`.

use jiff::civil::Date;
use serde::Serialize;

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

//! The report of `--regimes`.

use crate::{analysis::Regime, render::json_parts::serialize_keys};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// `--regimes` by itself.
#[derive(Clone, Debug, Serialize)]
pub struct RegimesAnswer {
    /// Code, or `USD+EUR` for the basket.
    pub currency: &'static str,
    /// First day asked for.
    pub from: Date,
    /// Last day.
    pub to: Date,
    pub regimes: RegimesReport,
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

/// The mean daily change and its standard deviation are 100 × ln of the ratio, the median size of a change is simple per
/// cent.
impl Serialize for Regime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "from": self.first,
            "to": self.last,
            "n": self.records,
            "mean_pct": self.mean_pct,
            "sd_pct": self.sd_pct,
            "median_pct": self.median_pct,
        })
    }
}

//! What a chart shows of its rates: which numbers on which scale, as lines or as the ranges of periods.
//!
//! Combinations that mean nothing cannot be written: the logarithm of a percentage, an average over records of
//! which only ranges are drawn. A [`Line`](super::Line) keeps rates; its [`Measure`] makes numbers of the axis of them.

use crate::model::Every;
use jiff::civil::Date;

/// What a chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub values: Values,
    pub shape: Shape,
}

/// Which numbers are on the value axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// Rubles per nominal.
    Rates(Scale),
    /// Change in per cent against the first day in view on which all lines have a rate.
    Percent,
    /// The same day is 100.
    Index(Scale),
}

/// Distances on the value axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences are equally far apart.
    #[default]
    Linear,
    /// Equal ratios are.
    Logarithmic,
}

/// How the numbers are drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// From record to record.
    Lines {
        /// Records in the moving average that is drawn with each line, at least 1.
        mean: Option<usize>,
        /// Of each series the volatility known before its records; `None` draws no band.
        band: Option<Vec<Sigmas>>,
    },
    /// From the lowest to the highest rate of each week, month, quarter or year.
    Ranges(Every),
}

/// Standard deviation of the change of a record in per cent, as known before it, by the record's date.
pub type Sigmas = Vec<(Date, f64)>;

/// How a rate becomes a number of the axis.
#[derive(Clone, Copy, Debug)]
pub enum Measure {
    Rubles,
    Percent { base: f64 },
    Index { base: f64 },
}

impl Default for Values {
    fn default() -> Self {
        Self::Rates(Scale::Linear)
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self::Lines {
            mean: None,
            band: None,
        }
    }
}

impl Values {
    pub(crate) const fn is_logarithmic(self) -> bool {
        matches!(
            self,
            Self::Rates(Scale::Logarithmic) | Self::Index(Scale::Logarithmic)
        )
    }

    /// Whether all lines have one number on a common day, and so share a panel whatever the currencies.
    pub(crate) const fn is_relative(self) -> bool {
        matches!(self, Self::Percent | Self::Index(_))
    }

    /// Whether bars are of per cent: so in every view of ratios instead of differences.
    pub(crate) const fn has_changes_in_percent(self) -> bool {
        !matches!(self, Self::Rates(Scale::Linear))
    }

    /// How to measure a line that has the rate `base` on the day that counts as 0 % or 100.
    pub(crate) const fn measure(self, base: f64) -> Measure {
        match self {
            Self::Rates(_) => Measure::Rubles,
            Self::Percent => Measure::Percent { base },
            Self::Index(_) => Measure::Index { base },
        }
    }
}

impl Shape {
    /// The periods of ranges.
    pub(crate) const fn every(&self) -> Option<Every> {
        match self {
            Self::Ranges(every) => Some(*every),
            Self::Lines { .. } => None,
        }
    }

    /// Records in the moving average.
    pub(crate) const fn mean(&self) -> Option<usize> {
        match self {
            Self::Lines { mean, .. } => *mean,
            Self::Ranges(_) => None,
        }
    }

    /// The volatilities of the series at `line`.
    pub(crate) fn sigmas(&self, line: usize) -> &[(Date, f64)] {
        match self {
            Self::Lines {
                band: Some(band), ..
            } => band.get(line).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}

impl Measure {
    pub fn of(self, rate: f64) -> f64 {
        match self {
            Self::Rubles => rate,
            Self::Percent { base } => 100.0 * (rate - base) / base,
            Self::Index { base } => 100.0 * (rate / base),
        }
    }
}

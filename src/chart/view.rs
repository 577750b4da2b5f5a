//! What a chart shows of its rates: which figures on which scale, as lines or as the ranges of periods.
//!
//! Combinations that mean nothing cannot be written: the logarithm of a percentage, an average over records of
//! which only ranges are drawn. A [`Line`](super::Line) keeps rates; its [`Measure`] makes figures of the axis of them.

use crate::model::Every;
use jiff::civil::Date;

/// What a chart shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Figures on the axis.
    pub values: Values,
    /// Lines, or ranges.
    pub shape: Shape,
}

/// Which figures are on the value axis.
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

/// How the figures are drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// From record to record.
    Lines {
        /// Records in the moving average that is drawn beside each line, at least 1.
        mean: Option<usize>,
        /// Of each series the volatility known before its records; no band when there is none.
        band: Option<Vec<Sigmas>>,
    },
    /// From the lowest to the highest rate of each week, month, quarter or year.
    Ranges(Every),
}

/// Standard deviation of the change of a record in per cent, as known before it, by the record's date.
pub type Sigmas = Vec<(Date, f64)>;

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
    pub(super) const fn is_logarithmic(self) -> bool {
        matches!(
            self,
            Self::Rates(Scale::Logarithmic) | Self::Index(Scale::Logarithmic)
        )
    }

    /// Whether all lines have one figure on a common day, and so share a panel whatever the currencies.
    pub(super) const fn is_relative(self) -> bool {
        matches!(self, Self::Percent | Self::Index(_))
    }

    /// Whether bars are of per cent: wherever not differences but ratios are looked at.
    pub(super) const fn has_changes_in_percent(self) -> bool {
        !matches!(self, Self::Rates(Scale::Linear))
    }

    /// How to measure a line that has the rate `base` on the day that counts as 0 % or 100.
    pub(super) const fn measure(self, base: f64) -> Measure {
        match self {
            Self::Rates(_) => Measure::Rubles,
            Self::Percent => Measure::Percent { base },
            Self::Index(_) => Measure::Index { base },
        }
    }
}

impl Shape {
    /// The periods of ranges.
    pub(super) const fn every(&self) -> Option<Every> {
        match self {
            Self::Ranges(every) => Some(*every),
            Self::Lines { .. } => None,
        }
    }

    pub(super) const fn mean(&self) -> Option<usize> {
        match self {
            Self::Lines { mean, .. } => *mean,
            Self::Ranges(_) => None,
        }
    }

    /// The volatilities of the series at `line`.
    pub(super) fn sigmas(&self, line: usize) -> &[(Date, f64)] {
        match self {
            Self::Lines {
                band: Some(band), ..
            } => band.get(line).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }
}

/// How a rate becomes a figure of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Measure {
    Rubles,
    Percent { base: f64 },
    Index { base: f64 },
}

impl Measure {
    /// The figure of a rate.
    pub(super) fn of(self, rate: f64) -> f64 {
        match self {
            Self::Rubles => rate,
            Self::Percent { base } => 100.0 * (rate - base) / base,
            Self::Index { base } => 100.0 * (rate / base),
        }
    }
}

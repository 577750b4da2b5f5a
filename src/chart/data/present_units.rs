//! Rates counted in one nominal and in present units, so that a redenomination is no leap.

use super::numbers::Exact;
use crate::model::{Decimal, Nominal, Quoted, Record, Series};
use jiff::civil::Date;

/// The units in which a whole line is counted.
#[derive(Clone, Copy)]
pub struct PresentUnits {
    quoted: Quoted,
    pub nominal: Nominal,
}

impl PresentUnits {
    /// The last record's nominal; if its unit has been replaced since, the next lower power of ten of that many new ones.
    pub fn of(series: &Series, last: &Record) -> Self {
        let quoted = series.quoted();
        let scale = quoted.scale(last.record_date(), Date::MAX);
        // A cross rate has no nominal: both its rates are counted per unit.
        let units = if quoted.is_cross() {
            1
        } else {
            (last.nominal().units() / scale.currency).max(1)
        };

        Self {
            quoted,
            nominal: Nominal::new(10i64.pow(units.ilog10())).unwrap_or(Nominal::ONE),
        }
    }

    /// The value of a record in rubles per nominal. These are always present rubles, even if a span ends before 1998:
    /// charts of any two spans can then be compared.
    pub fn value(self, record: &Record) -> Exact<Decimal> {
        if self.quoted.is_cross() {
            return Ok(self.quoted.figure(record).value);
        }
        let scale = self.quoted.scale(record.record_date(), Date::MAX);
        if scale.is_same() && record.nominal() == self.nominal {
            return Ok(record.value());
        }

        let units = i128::from(self.nominal.units()) * i128::from(scale.currency);
        let old_rubles = record.value_per_unit().times(Decimal::new(units, 0))?;
        // The ruble's factor is a thousand, so three more digits keep the quotient exact.
        old_rubles.divided_by(Decimal::new(scale.ruble.into(), 0), old_rubles.scale() + 3)
    }

    /// The same as a float: here exact rates become floats, once.
    pub fn rate(self, record: &Record) -> Exact<f64> {
        Ok(self.value(record)?.to_f64())
    }
}

//! Records counted in other units: restated exactly, or divided by each other for a cross rate.

use super::{Currency, Decimal, Nominal, Pair, Record, Spans, Unit};
use jiff::civil::Date;

/// Ten-thousandths from which on a cross rate is kept: eleven significant digits, three more than are shown.
const LEAST_CROSS_E4: i128 = 10_000_000_000;

/// A record restated exactly in a unit and a kind of ruble; `None` if a record cannot hold the digits.
///
/// The value keeps at least the digits that were published, and the nominal is the smallest power of ten with which
/// it is exact: 1 BYN = 28.5700 is 10000 BYR = 28.5700, and 1 AZN = 30.5394 is 10000 AZM = 61.0788.
pub(super) fn restate(currency: &'static Currency, record: &Record, pair: Pair) -> Option<Record> {
    let day = record.record_date();
    let published = Unit::in_use(currency, day);
    let of_unit = Ratio::new(published.per_present(), pair.base.per_present());
    let in_unit = if of_unit.is_one() {
        *record
    } else {
        in_other_unit(record, of_unit)?
    };

    let Some(quote) = pair.quote else {
        return Some(in_unit);
    };

    let of_ruble = Ratio::new(quote.per_present(), Unit::ruble_of(day).per_present());

    if of_ruble.is_one() {
        Some(in_unit)
    } else {
        in_other_rubles(&in_unit, of_ruble)
    }
}

/// A fraction of two factors.
#[derive(Clone, Copy)]
struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    fn new(top: i64, bottom: i64) -> Self {
        Self {
            top: top.into(),
            bottom: bottom.into(),
        }
    }

    const fn is_one(self) -> bool {
        self.top == self.bottom
    }

    /// The value of a record times the ratio, per another nominal; `None` unless that is a whole number of
    /// ten-thousandths.
    fn value_e4(self, record: &Record, nominal: i64) -> Option<i128> {
        let top = i128::from(record.value_e4()) * self.top * i128::from(nominal);
        let bottom = i128::from(record.nominal().units()) * self.bottom;
        (top % bottom == 0).then_some(top / bottom)
    }
}

/// The first nominal with which the value is exact and has no fewer digits than were published.
fn in_other_unit(record: &Record, ratio: Ratio) -> Option<Record> {
    nominals().find_map(|nominal| {
        let e4 = ratio
            .value_e4(record, nominal)
            .filter(|e4| *e4 >= i128::from(record.value_e4()))?;
        remade(record, nominal, e4)
    })
}

/// The first nominal, not below the record's own, with which the value is exact.
fn in_other_rubles(record: &Record, ratio: Ratio) -> Option<Record> {
    let mut nominals = nominals().skip_while(|nominal| *nominal < record.nominal().units());
    nominals.find_map(|nominal| remade(record, nominal, ratio.value_e4(record, nominal)?))
}

/// The price of one unit in another, cut off after eleven significant digits.
///
/// Rounded there, and again to the eight that are shown, it could end a unit off; cut off, it rounds as the exact
/// quotient does.
pub(super) fn quotient(day: Date, base: Decimal, quote: Decimal) -> Option<Record> {
    nominals().find_map(|nominal| {
        let per_nominal = base.times(Decimal::new(nominal.into(), 0)).ok()?;
        let nearest = per_nominal.divided_by(quote, 4).ok()?;
        // Cut off: rounded here and again where it is shown, it could end a unit off.
        let was_rounded_up = nearest.times(quote).ok()? > per_nominal;
        let value = Decimal::new(
            nearest.units() - i128::from(was_rounded_up),
            nearest.scale(),
        );
        let is_last = nominal == 1_000_000_000;
        // The smallest nominal that keeps eleven significant digits, or the largest there is.
        if value.units() < LEAST_CROSS_E4 && !is_last {
            return None;
        }

        Record::new(
            day,
            Nominal::new(nominal).ok()?,
            i64::try_from(value.units()).ok()?,
        )
        .ok()
    })
}

fn remade(record: &Record, nominal: i64, value_e4: i128) -> Option<Record> {
    Record::new(
        record.record_date(),
        Nominal::new(nominal).ok()?,
        i64::try_from(value_e4).ok()?,
    )
    .ok()
}

/// The nominals that a record may have, smallest first.
fn nominals() -> impl Iterator<Item = i64> {
    (0..=9).map(|exponent| 10i64.pow(exponent))
}

/// The days that both sets have.
pub(super) fn common_days(a: &Spans, b: &Spans) -> Spans {
    a.as_slice().iter().flat_map(|one| b.within(*one)).collect()
}

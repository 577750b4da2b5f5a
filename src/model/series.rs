//! The records of one currency with the days for which all of them are known.
//!
//! A record is in force from its date until the next one, but only inside one span of coverage: nothing is
//! carried across days that were not asked for. [`Series::in_force`] is the one place that decides it, and
//! [`change_between`] the one that subtracts records.

use super::{
    Change, Currency, Decimal, Pair, Quoted, Record, Span, Spans,
    rate::records_by_date,
    restated::{common_days, quotient, restate},
    unit_scale::UnitScale,
};
use jiff::civil::Date;
use std::ops::Range;

/// Records of one currency, by date, and their coverage.
#[derive(Clone, Debug)]
pub struct Series {
    quoted: Quoted,
    records: Vec<Record>,
    coverage: Spans,
    /// Of each record of a cross rate, what was divided by what; empty for published records.
    fractions: Vec<(Decimal, Decimal)>,
}

/// A record as it is in force on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InForce {
    /// The day asked for.
    pub day: Date,
    /// The record.
    pub record: Record,
    /// Its change against the record before it; `None` for the first of a span of coverage.
    pub change: Option<Change>,
}

/// Why no rate is in force on a day, as far as the records tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotInForce {
    /// No day of this currency is covered.
    NeverFetched,
    /// The day is before the Bank's first record.
    BeforeFirstRecord {
        /// Date of that first record.
        first: Date,
    },
    /// The day is before the first covered one.
    BeforeCoverage {
        /// First covered day.
        first: Date,
    },
    /// The day is after the last covered one.
    AfterCoverage {
        /// Last record known.
        last: Option<Record>,
        /// Last covered day.
        covered_to: Date,
    },
    /// The day is between covered ones.
    Hole {
        /// The days that were not asked for.
        gap: Span,
    },
    /// The day is covered, but the record that was in force at the start of the span is not known.
    RecordUnknown {
        /// First day of the span of coverage.
        covered_from: Date,
    },
}

impl Series {
    /// Puts records in order of date; of two on one date the one of the smaller nominal (the new unit of a
    /// redenomination) comes last and is the one in force.
    pub fn new(currency: &'static Currency, mut records: Vec<Record>, coverage: Spans) -> Self {
        // The larger nominal is the old unit, which the new one follows.
        records.sort_by_key(|r| (r.record_date(), std::cmp::Reverse(r.nominal())));
        Self {
            quoted: Quoted::published(currency),
            records,
            coverage,
            fractions: Vec::new(),
        }
    }

    /// The published records counted in the units of a pair of the same currency and a ruble.
    ///
    /// Of two records on one date only the one in force is kept: they differ only in their unit.
    ///
    /// # Errors
    /// The date of a record that has too many digits in these units.
    pub fn counted_in(self, pair: Pair) -> Result<Self, Date> {
        let currency = self.quoted.currency;
        let Some(quoted) = Quoted::pair(pair).filter(|quoted| *quoted != self.quoted) else {
            return Ok(self);
        };

        let records = records_by_date(&self.records)
            .filter_map(<[Record]>::last)
            .map(|record| restate(currency, record, pair).ok_or(record.record_date()))
            .collect::<Result<_, _>>()?;

        Ok(Self {
            quoted,
            records,
            coverage: self.coverage,
            fractions: Vec::new(),
        })
    }

    /// The price of one currency in another: a record on each date on which either has one and both are known.
    ///
    /// Both series are in the units of `pair` and in today's rubles.
    pub fn cross(pair: Pair, base: &Self, quote: &Self) -> Self {
        let mut dates: Vec<Date> = [base, quote]
            .iter()
            .flat_map(|series| series.records.iter().map(Record::record_date))
            .collect();
        dates.sort();
        dates.dedup();

        let fractions = dates
            .into_iter()
            .filter_map(|day| Some((day, base.per_unit_on(day)?, quote.per_unit_on(day)?)));

        Self::of_fractions(
            Quoted::pair(pair).unwrap_or(base.quoted),
            fractions,
            common_days(&base.coverage, &quote.coverage),
        )
    }

    fn per_unit_on(&self, day: Date) -> Option<Decimal> {
        let shown = self.in_force(day).ok()?;
        Some(shown.record.value_per_unit())
    }

    /// The price of one ruble in a currency; `quote` is in today's rubles.
    pub fn inverse(pair: Pair, quote: &Self) -> Self {
        let rubles = Decimal::new(1, pair.base.per_present().ilog10());
        let fractions = quote
            .records
            .iter()
            .map(|one| (one.record_date(), rubles, one.value_per_unit()));

        Self::of_fractions(
            Quoted::pair(pair).unwrap_or(quote.quoted),
            fractions,
            quote.coverage.clone(),
        )
    }

    /// A record of each date, price of the base and price of the quote.
    fn of_fractions(
        quoted: Quoted,
        dated: impl Iterator<Item = (Date, Decimal, Decimal)>,
        coverage: Spans,
    ) -> Self {
        let (records, fractions) = dated
            .filter_map(|(day, base, quote)| Some((quotient(day, base, quote)?, (base, quote))))
            .unzip();
        Self {
            quoted,
            records,
            coverage,
            fractions,
        }
    }

    /// What was divided by what for the cross rate of a date; `None` for a published record.
    pub fn fraction_on(&self, record_date: Date) -> Option<(Decimal, Decimal)> {
        let at = self
            .records
            .binary_search_by_key(&record_date, Record::record_date)
            .ok()?;

        self.fractions.get(at).copied()
    }

    /// The currency or pair, with its units.
    pub const fn quoted(&self) -> Quoted {
        self.quoted
    }

    /// The currency of the rates.
    pub const fn currency(&self) -> &'static Currency {
        self.quoted.currency
    }

    /// All records, earliest first.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Days for which every record is known.
    pub const fn coverage(&self) -> &Spans {
        &self.coverage
    }

    /// Last covered day.
    pub fn covered_to(&self) -> Option<Date> {
        self.coverage.last_day()
    }

    /// How many records are dated `day` or before.
    pub fn count_through(&self, day: Date) -> usize {
        self.records
            .partition_point(|record| record.record_date() <= day)
    }

    /// How many records are dated before `day`.
    pub fn count_before(&self, day: Date) -> usize {
        self.records
            .partition_point(|record| record.record_date() < day)
    }

    /// Where the records dated within `span` are among all.
    pub fn indexes_within(&self, span: Span) -> Range<usize> {
        self.count_before(span.from())..self.count_through(span.to())
    }

    /// The rate in force on `day`: the last record of that day or before, within its span of coverage.
    ///
    /// # Errors
    /// [`NotInForce`] tells why there is none.
    pub fn in_force(&self, day: Date) -> Result<InForce, NotInForce> {
        let Some(span) = self.coverage.containing(day) else {
            return Err(self.why_uncovered(day));
        };

        let last = self
            .count_through(day)
            .checked_sub(1)
            .filter(|last| span.contains(self.records[*last].record_date()));
        if let Some(last) = last {
            return Ok(InForce {
                day,
                record: self.records[last],
                change: self.change_of(last),
            });
        }

        Err(match self.currency().first_day {
            Some(first) if day < first => NotInForce::BeforeFirstRecord { first },
            _ => NotInForce::RecordUnknown {
                covered_from: span.from(),
            },
        })
    }

    /// The daily change of the record at `index`: against the last record of an earlier date in the same span of
    /// coverage. `None` for the first of a span, and for a record outside the coverage or not in force on its date.
    ///
    /// # Panics
    /// When `index` is not one of [`Self::records`].
    pub fn change_of(&self, index: usize) -> Option<Change> {
        let record = &self.records[index];
        let date = record.record_date();
        let next = self.records.get(index + 1);

        if next.is_some_and(|next| next.record_date() == date) {
            return None;
        }

        let span = self.coverage.containing(date)?;
        let previous = self.records[..index]
            .iter()
            .rfind(|r| r.record_date() < date)?;
        let scale = self.quoted.scale(previous.record_date(), date);

        span.contains(previous.record_date())
            .then(|| change_between(scale, previous, record))
    }

    fn why_uncovered(&self, day: Date) -> NotInForce {
        if let Some(first) = self.currency().first_day.filter(|first| day < *first) {
            return NotInForce::BeforeFirstRecord { first };
        }

        let spans = self.coverage.as_slice();
        let next = spans.partition_point(|span| span.to() < day);
        let before = next.checked_sub(1).map(|before| spans[before]);

        match (before, spans.get(next)) {
            (None, None) => NotInForce::NeverFetched,
            (None, Some(first)) => NotInForce::BeforeCoverage {
                first: first.from(),
            },
            (Some(last), None) => NotInForce::AfterCoverage {
                last: self.records.last().copied(),
                covered_to: last.to(),
            },
            (Some(before), Some(after)) => NotInForce::Hole {
                gap: days_between_spans(before, *after).unwrap_or(Span::day(day)),
            },
        }
    }
}

/// The days between two covered spans.
fn days_between_spans(before: Span, after: Span) -> Option<Span> {
    Span::new(before.to().tomorrow().ok()?, after.from().yesterday().ok()?)
}

/// The change from one record to a later one, per the later one's nominal and in its units; `scale` leads there.
pub fn change_between(scale: UnitScale, earlier: &Record, later: &Record) -> Change {
    let before = scale.restate(
        earlier.value(),
        earlier.nominal().units(),
        later.nominal().units(),
    );
    // Both are below 10^8 rubles with at most 22 digits after the point, far inside 128 bits.
    let amount = later
        .value()
        .minus(before)
        .map_or(Decimal::ZERO, |d| d.trimmed(4));
    let hundredfold = Decimal::new(amount.units() * 100, amount.scale());
    let percent = hundredfold.divided_by(before, 4).unwrap_or(Decimal::ZERO);

    Change {
        amount,
        percent,
        previous_record_date: earlier.record_date(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Nominal, unit_scale};
    use jiff::civil::date;
    use proptest::prelude::*;

    fn currency(code: &str) -> &'static Currency {
        Currency::find(code).unwrap()
    }

    fn record(day: &str, nominal: i64, value: &str) -> Record {
        let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
        Record::new(
            day.parse().unwrap(),
            Nominal::new(nominal).unwrap(),
            value_e4,
        )
        .unwrap()
    }

    fn span(from: &str, to: &str) -> Span {
        Span::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    fn check_change(code: &str, earlier: Record, later: Record, amount: &str, percent: &str) {
        let scale = unit_scale(currency(code), earlier.record_date(), later.record_date());
        let change = change_between(scale, &earlier, &later);
        assert_eq!(
            (change.amount.to_string(), change.percent.to_string()),
            (amount.into(), percent.into())
        );
    }

    /// Tuesday minus Saturday, not Tuesday minus Friday: others drop Saturday's record and show −0.27.
    #[test]
    fn change_of_2024_05_21_is_minus_0_33_not_minus_0_27() {
        let records = vec![
            record("2024-05-17", 1, "90.9239"),
            record("2024-05-18", 1, "90.9873"),
            record("2024-05-21", 1, "90.6537"),
        ];
        let coverage = [span("2024-05-17", "2024-05-21")].into_iter().collect();
        let series = Series::new(currency("USD"), records, coverage);
        let shown = series.in_force(date(2024, 5, 21)).unwrap();
        let change = shown.change.unwrap();
        assert_eq!(change.amount.to_string(), "-0.3336");
        assert_eq!(change.amount.rounded(2).unwrap().to_string(), "-0.33");
        assert_eq!(change.percent.to_string(), "-0.3666");
        assert_eq!(change.previous_record_date, date(2024, 5, 18));
        assert_eq!(
            series
                .in_force(date(2024, 5, 20))
                .unwrap()
                .record
                .value()
                .to_string(),
            "90.9873"
        );
    }

    #[test]
    fn change_counts_per_the_new_nominal_with_all_its_digits() {
        check_change(
            "TRY",
            record("2021-01-05", 10, "97.5432"),
            record("2021-01-06", 1, "9.7600"),
            "0.00568",
            "0.0582",
        );
        check_change(
            "JPY",
            record("2022-03-10", 100, "97.5432"),
            record("2022-03-11", 1000, "980.0000"),
            "4.5680",
            "0.4683",
        );
    }

    #[test]
    fn change_crosses_redenominations() {
        check_change(
            "USD",
            record("1997-12-30", 1, "5960.0000"),
            record("1998-01-01", 1, "5.9600"),
            "0.0000",
            "0.0000",
        );
        check_change(
            "TRY",
            record("2004-12-29", 1_000_000, "20.5741"),
            record("2005-01-01", 1, "20.6925"),
            "0.1184",
            "0.5755",
        );
    }

    #[test]
    fn of_two_records_on_one_date_the_new_unit_is_in_force() {
        let records = vec![
            record("1999-07-01", 1, "12.7700"),
            record("1999-06-01", 1000, "13.1000"),
            record("1999-07-01", 1000, "12.8900"),
        ];
        let coverage = [span("1999-06-01", "1999-07-31")].into_iter().collect();
        let series = Series::new(currency("BGN"), records, coverage);
        let shown = series.in_force(date(1999, 7, 10)).unwrap();
        assert_eq!(shown.record.nominal(), Nominal::ONE);
        assert_eq!(shown.change.unwrap().amount.to_string(), "-0.3300");
        assert_eq!(series.change_of(1), None);
    }

    #[test]
    fn nothing_is_carried_across_a_hole() {
        let records = vec![
            record("2024-01-10", 1, "90.0000"),
            record("2024-01-20", 1, "91.0000"),
        ];
        let coverage = [
            span("2024-01-10", "2024-01-12"),
            span("2024-01-18", "2024-01-21"),
        ]
        .into_iter()
        .collect();
        let series = Series::new(currency("USD"), records, coverage);
        let gap = span("2024-01-13", "2024-01-17");
        assert_eq!(
            series.in_force(date(2024, 1, 15)),
            Err(NotInForce::Hole { gap })
        );
        assert_eq!(
            series.in_force(date(2024, 1, 19)),
            Err(NotInForce::RecordUnknown {
                covered_from: date(2024, 1, 18)
            })
        );
        assert_eq!(series.in_force(date(2024, 1, 20)).unwrap().change, None);
        let first = date(1992, 7, 1);
        assert_eq!(
            series.in_force(date(1992, 6, 30)),
            Err(NotInForce::BeforeFirstRecord { first })
        );
        assert!(matches!(
            series.in_force(date(2024, 1, 22)),
            Err(NotInForce::AfterCoverage { .. })
        ));
        assert!(matches!(
            series.in_force(date(2024, 1, 1)),
            Err(NotInForce::BeforeCoverage { .. })
        ));
    }

    proptest! {
        /// Whatever is stored: the record in force is of that day or before, and inside one span of coverage.
        #[test]
        fn in_force_is_the_latest_record_of_its_span(days in prop::collection::btree_set(0i64..120, 1..40), spans in prop::collection::vec((0i64..120, 0i64..30), 1..5), asked in 0i64..160) {
            use jiff::ToSpan;
            let day = |offset: i64| date(2020, 1, 1) + offset.days();
            let records: Vec<_> = days.iter().map(|d| Record::new(day(*d), Nominal::ONE, 10_000 + d).unwrap()).collect();
            let coverage: Spans = spans.iter().map(|(from, length)| Span::new(day(*from), day(from + length)).unwrap()).collect();
            let series = Series::new(currency("USD"), records.clone(), coverage.clone());
            let expected = coverage.containing(day(asked)).and_then(|span| {
                records.iter().rfind(|r| r.record_date() <= day(asked) && span.contains(r.record_date()))
            });
            prop_assert_eq!(series.in_force(day(asked)).ok().map(|shown| shown.record), expected.copied());
        }
    }
}

//! Which figures cannot be right, judged by the records around them: the guard on answers and on imported files.
//!
//! Statistics have a looser limit of their own (`analysis::moves::steps`), which holds for records farther apart too.
//!
//! A *step* is the larger figure per unit divided by the smaller, minus one, with redenominations accounted for.
//! Three rules, from the loosest to the strictest:
//!
//! 1. **Unit** ([`implausible_jump`]): records within [`NEIGHBOUR_DAYS`] never differ by more than fourfold. A
//!    shifted decimal point gives a factor of ten. The largest true factors are 2.34 in a month (South African rand,
//!    September 1998) and 2.32 in five days (tenge, April 1994). Confirmation by later records does not help here: a
//!    larger step is a unit that this program does not know.
//! 2. **Excursion** ([`doubts`]): one or two records that leave by more than the currency's own limit and then come
//!    back to within half of that, all inside [`EXCURSION_DAYS`]. The limit is twelve times the mean step of the
//!    twenty records before and after, and at least 3 %. A devaluation that lasts passes: it does not come back.
//! 3. **Unconfirmed leap** ([`doubts`]): the last record known, when its step is beyond both 35 % and twelve times
//!    the mean step of the twenty records before it. The next record confirms or refutes it, so it waits for that.
//!
//! Where fewer than ten steps are known the limit of rule 2 is at least 35 % too.
//!
//! Evidence, over the 164,551 official records since 1992 (`tests/it/plausible.rs` repeats the counts). Rules 2 and 3
//! alone would doubt 34 true records; [`LEAPS`] lists them, and with it no true record is lost: neither in the whole
//! series, nor as one of the last records of a fetch, nor in a fetch of four or 24 records into an empty store. Of the
//! records that are not listed, none inside a whole series leaves and returns by more than 8.7 times the mean step
//! (hryvnia, 4 June 2009).
//!
//! Largest true steps, as factors: over September 1998 rand 2.34, koruna 2.26, lev 2.18, zloty 2.15, forint 2.11,
//! SDR 2.10, dram, rupee and yuan 2.03; lev 2.13 in February 1997; tenge 2.32 (6 April 1994); sum 1.92 (6 September
//! 2017); lira 1.62 (23 February 2001); hryvnia 1.51 (7 February 2015); manat 1.49 (23 December 2015); dollar 1.39
//! (12 October 1994) and 1.32 (10 and 15 September 1998); euro 1.15 (19 December 2014).
//!
//! Of figures planted at random, 99.9 % of those ten times too large or too small are found, inside an answer, as its
//! first record and as its last. Another currency's figure of the same day: 96 % inside an answer and 89 % as its
//! last record, 98 % of both where that currency is stored too; the euro's for the dollar's, which is the hardest, 81 %
//! inside an answer. Two figures wrong by less than fourfold within twenty records of each other can hide each other,
//! because each makes the other's limit larger. Two adjacent days swapped are not found at all, because a swap moves
//! the rate no more than an ordinary day does.

use super::{
    Currency, Nominal, Record,
    span::days_between,
    unit_scale::{UnitScale, may_have_two_records, unit_scale},
};
use jiff::civil::Date;
use std::sync::LazyLock;

/// Farthest in days that one record vouches for another: over a quarter a currency may lose its value.
pub const NEIGHBOUR_DAYS: i64 = 92;

/// Records on either side that a currency's usual step is computed from.
pub const HISTORY_RECORDS: usize = 20;

/// Longest time from the record before an excursion to the one after it, in days.
const EXCURSION_DAYS: i64 = 31;

/// Most records in an excursion.
const EXCURSION_RECORDS: usize = 2;

/// Usual steps that make a limit.
const USUAL_STEPS: i64 = 12;

/// Steps that must be known before a usual step means anything.
const FEWEST_STEPS: i64 = 10;

/// Step sizes are in millionths.
const UNIT: i64 = 1_000_000;

/// Rule 1: fourfold.
const UNIT_STEP: i64 = 3 * UNIT;

/// Rule 2: nothing below 3 % is an excursion.
const LEAST_EXCURSION: i64 = 3 * UNIT / 100;

/// Rule 3, and rule 2 without a history: 35 %.
const LEAST_LEAP: i64 = 35 * UNIT / 100;

/// True records that rules 2 or 3 would doubt, each as the Bank of Russia published it.
///
/// The tenge of 1994 to 1996 and the dollar of 1994 and 1998 are years of inflation; October 1994 is Black Tuesday, and
/// 1 October 1998 the ruble's fall as monthly rates show it. The others are devaluations of one currency, some of them
/// taken back on the next day.
pub static LEAPS: LazyLock<Vec<(&str, Date)>> = LazyLock::new(|| {
    let rows = include_str!("leaps.csv").lines().skip(1);
    rows.filter_map(|row| {
        let (code, record_date) = row.split_once(',')?;
        Some((code, record_date.parse().ok()?))
    })
    .collect()
});

/// How far one record is from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Larger figure per unit ÷ smaller − 1, in millionths.
    pub size: i64,
    /// Whether the later record is the larger one.
    pub is_rise: bool,
}

/// The step between two records, in the units of the later one.
///
/// Around a redenomination a record may be in the old unit although its date is in the new one (the lev of 1999-07-01
/// was published in both), so there the smallest of the possible steps counts.
pub fn step_between(currency: &Currency, earlier: &Record, later: &Record) -> Step {
    let from = earlier.record_date();
    let to = later.record_date();
    let scale = unit_scale(currency, from, to);
    let step = step_in_units(earlier, later, scale);
    let eve = from
        .yesterday()
        .ok()
        .filter(|_| may_have_two_records(currency, from));

    if scale.is_same() && eve.is_none() {
        return step;
    }

    let as_written = step_in_units(earlier, later, UnitScale::SAME);
    let from_old_unit = eve.map(|eve| step_in_units(earlier, later, unit_scale(currency, eve, to)));
    // Of two records on that date either may come first.
    let to_old_unit = eve.filter(|_| from == to).map(|eve| {
        let step = step_in_units(later, earlier, unit_scale(currency, eve, to));
        Step {
            is_rise: !step.is_rise,
            ..step
        }
    });

    [Some(as_written), from_old_unit, to_old_unit]
        .into_iter()
        .flatten()
        .fold(step, |smallest, other| {
            if other.size < smallest.size {
                other
            } else {
                smallest
            }
        })
}

fn step_in_units(earlier: &Record, later: &Record, scale: UnitScale) -> Step {
    let before = multiplied(earlier, later.nominal(), scale.currency);
    let now = multiplied(later, earlier.nominal(), scale.ruble);
    let small = before.min(now);
    let large = before.max(now);
    let size = (large - small) * i128::from(UNIT) / small;

    Step {
        size: i64::try_from(size).unwrap_or(i64::MAX),
        is_rise: now > before,
    }
}

/// The value per the product of both nominals and in the later units: below 10^12 · 10^9 · 10^10.
fn multiplied(record: &Record, other: Nominal, factor: i64) -> i128 {
    i128::from(record.value_e4()) * i128::from(other.units()) * i128::from(factor)
}

/// Two records, the earlier first.
pub fn in_order<'r>(a: &'r Record, b: &'r Record) -> (&'r Record, &'r Record) {
    if a.record_date() <= b.record_date() {
        (a, b)
    } else {
        (b, a)
    }
}

/// Whether two records are near enough for one to vouch for the other.
pub fn are_neighbours(a: &Record, b: &Record) -> bool {
    days_between(a.record_date(), b.record_date()).abs() <= NEIGHBOUR_DAYS
}

/// Whether two records, which must be neighbours, differ more than fourfold: rule 1.
pub fn implausible_jump(currency: &Currency, earlier: &Record, later: &Record) -> bool {
    step_between(currency, earlier, later).size > UNIT_STEP
}

/// Whether a step is large enough to ask whether the figure is another currency's.
pub fn is_notable(step: Step) -> bool {
    step.size > LEAST_EXCURSION
}

/// A record that contradicts the records around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The record.
    pub record: Record,
    /// The record before the doubtful ones.
    pub before: Record,
    /// The record after them, to which the rate came back; `None` for the last record, which nothing confirms yet.
    pub after: Option<Record>,
}

/// The records of `own` that break rules 2 or 3, by date.
///
/// All are by date; of two records on one date only the last is looked at. `before` and `after` are records known
/// from elsewhere, [`HISTORY_RECORDS`] and one of each if there are as many. Nothing in them is doubted.
pub fn doubts(
    currency: &Currency,
    before: &[Record],
    own: &[Record],
    after: &[Record],
) -> Vec<Doubt> {
    let mut row = Row {
        currency,
        records: Vec::new(),
        own_end: 0,
    };
    row.extend(before);
    let own_start = row.records.len();

    row.extend(own);
    row.own_end = row.records.len();
    row.extend(after);

    let mut found = Vec::new();
    let mut at = own_start.max(1);
    while at < row.own_end {
        let Some(length) = row.excursion_at(at) else {
            at += 1;
            continue;
        };
        found.extend(row.take_out(at, length));
        // What came before is now next to another record.
        at = at.saturating_sub(EXCURSION_RECORDS).max(own_start).max(1);
    }

    found.extend(row.unconfirmed_leap());
    found.sort_by_key(|doubt| doubt.record.record_date());

    found
}

/// Records of one currency by date, one a date.
struct Row<'a> {
    currency: &'a Currency,
    records: Vec<Record>,
    /// Where the records that may be doubted end.
    own_end: usize,
}

impl Row<'_> {
    fn extend(&mut self, records: &[Record]) {
        for record in records {
            match self.records.last_mut() {
                // The last record on a date is the one in force.
                Some(last) if last.record_date() == record.record_date() => *last = *record,
                _ => self.records.push(*record),
            }
        }
    }

    fn step(&self, from: usize, to: usize) -> Step {
        step_between(self.currency, &self.records[from], &self.records[to])
    }

    /// How many records from `at` on are an excursion.
    fn excursion_at(&self, at: usize) -> Option<usize> {
        (1..=EXCURSION_RECORDS).find(|length| self.is_excursion(at, at + length - 1))
    }

    /// Whether the records from `first` to `last` went away from the one before and came back.
    fn is_excursion(&self, first: usize, last: usize) -> bool {
        let before = first - 1;
        let after = last + 1;
        if last >= self.own_end || after >= self.records.len() {
            return false;
        }

        let out = self.step(before, first);
        let back = self.step(last, after);
        let size = out.size.min(back.size);

        if out.is_rise == back.is_rise || size <= LEAST_EXCURSION {
            return false;
        }

        // The limit looks at forty steps, so it is asked last.
        self.days_between(before, after) <= EXCURSION_DAYS
            && self.step(before, after).size <= size / 2
            && (first == last || self.step(first, last).size <= size / 2)
            && size > self.limit(before, after, LEAST_EXCURSION)
            && !(first..=last).any(|index| self.is_known_leap(index))
    }

    fn days_between(&self, earlier: usize, later: usize) -> i64 {
        days_between(
            self.records[earlier].record_date(),
            self.records[later].record_date(),
        )
    }

    /// The last record, when its step is too large to be believed before another record confirms it.
    fn unconfirmed_leap(&self) -> Option<Doubt> {
        let last = self.records.len().checked_sub(1)?;
        let before = last.checked_sub(1)?;
        // A later record that is known from elsewhere confirms it.
        let is_own = self.own_end == last + 1;
        let is_near = self.days_between(before, last) <= EXCURSION_DAYS;

        if !is_own || !is_near || self.is_known_leap(last) {
            return None;
        }

        let limit = self.limit(before, self.records.len(), LEAST_LEAP);

        (self.step(before, last).size > limit).then(|| Doubt {
            record: self.records[last],
            before: self.records[before],
            after: None,
        })
    }

    fn is_known_leap(&self, at: usize) -> bool {
        LEAPS.contains(&(self.currency.code, self.records[at].record_date()))
    }

    /// The largest step that is still believed, by the steps up to `before` and from `after` on.
    fn limit(&self, before: usize, after: usize, least: i64) -> i64 {
        let earlier = before.saturating_sub(HISTORY_RECORDS)..before;
        let later = after..(after + HISTORY_RECORDS).min(self.records.len().saturating_sub(1));
        let mut sum = 0i64;
        let mut count = 0;
        for at in earlier.chain(later) {
            // One absurd step must not wrap the sum; it only makes the limit larger.
            sum = sum.saturating_add(self.step(at, at + 1).size);
            count += 1;
        }

        // A few steps say nothing about what is usual.
        let least = if count < FEWEST_STEPS {
            least.max(LEAST_LEAP)
        } else {
            least
        };

        least.max(sum.saturating_mul(USUAL_STEPS) / count.max(1))
    }

    fn take_out(&mut self, first: usize, length: usize) -> Vec<Doubt> {
        let before = self.records[first - 1];
        let after = self.records[first + length];
        self.own_end -= length;
        let taken = self.records.drain(first..first + length);

        taken
            .map(|record| Doubt {
                record,
                before,
                after: Some(after),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;

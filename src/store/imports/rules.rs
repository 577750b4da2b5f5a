//! Decides which rows of an imported file may be added to a store.
//!
//! A user's file never outranks the Bank: a row that contradicts an official figure, or that names a day on which the
//! Bank is known to have set no rate, is refused. A figure of an earlier import may be restated.

use super::days::new_days;
use super::stored::{Stored, StoredSeries};
use crate::model::{
    Currency, FIRST_RECORD_DAY, ListedRecord, Record, RowCause, RowFault, RowPlace, Spans,
    are_neighbours, implausible_jump, may_have_two_records,
};
use jiff::civil::Date;

/// What an import may do.
#[derive(Clone, Copy, Debug)]
pub struct ImportRules {
    /// Whether its figures take the place of official ones.
    pub replace: bool,
    /// The day in Moscow.
    pub today: Date,
}

impl ImportRules {
    /// The last day for which the Bank can have set a rate.
    pub fn tomorrow(self) -> Date {
        self.today.tomorrow().unwrap_or(self.today)
    }
}

/// A figure that an import replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// The currency.
    pub currency: &'static Currency,
    /// The figure before.
    pub before: Record,
    /// The figure now.
    pub after: Record,
    /// Whether the old figure was the Bank's.
    pub was_official: bool,
}

/// What an import brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Records of dates that had none.
    pub new: usize,
    /// Records that replace others.
    pub replaced: Vec<Replaced>,
    /// Records that were stored already.
    pub known: usize,
    /// Rows left out because they contradict stored figures or other rows.
    pub faults: Vec<RowFault>,
}

/// The rows to write for one date.
#[derive(Debug)]
pub(super) struct DateChange {
    pub(super) date: Date,
    /// Stored figures that are replaced.
    pub(super) superseded: Vec<Record>,
    pub(super) inserted: Vec<Record>,
}

/// The accepted rows of one currency.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    pub(super) changes: Vec<DateChange>,
    /// Days that become covered.
    pub(super) new_days: Spans,
}

/// Judges the rows of one currency, sorted by date and nominal; adds rows left out or replaced to `imported`.
pub(super) fn judge_rows(
    currency: &'static Currency,
    rows: &[ListedRecord],
    unread: &[RowFault],
    stored: &StoredSeries,
    rules: ImportRules,
    imported: &mut Imported,
) -> Accepted {
    let mut judge = Judge {
        currency,
        rows,
        stored,
        rules,
        imported,
        taken: Vec::new(),
        holes: Vec::new(),
    };
    let changes = judge.all_dates();
    let Judge {
        taken, mut holes, ..
    } = judge;
    let of_currency = unread
        .iter()
        .filter(|fault| fault.place.currency == Some(currency));
    holes.extend(
        of_currency
            .filter(|fault| fault.leaves_a_hole())
            .map(|fault| fault.place),
    );
    let new_days = new_days(&taken, &holes, stored, rules.tomorrow());
    Accepted { changes, new_days }
}

struct Judge<'a> {
    currency: &'static Currency,
    rows: &'a [ListedRecord],
    stored: &'a StoredSeries,
    rules: ImportRules,
    imported: &'a mut Imported,
    /// Rows that are stored now, known ones too.
    taken: Vec<ListedRecord>,
    /// Rows that were left out and may have been records.
    holes: Vec<RowPlace>,
}

impl Judge<'_> {
    fn all_dates(&mut self) -> Vec<DateChange> {
        let mut changes = Vec::new();
        let mut later = self.stored.figures.as_slice();
        let mut before: Vec<Record> = Vec::new();
        for rows in self
            .rows
            .chunk_by(|a, b| a.record.record_date() == b.record.record_date())
        {
            let date = rows[0].record.record_date();
            let (earlier, rest) =
                later.split_at(later.partition_point(|stored| stored.record.record_date() < date));
            let (same_date, after) =
                rest.split_at(rest.partition_point(|stored| stored.record.record_date() == date));
            later = after;
            if let Some(last) = earlier.last() {
                let of_last = earlier.iter().rev().map(|stored| stored.record);
                let last_date = last.record.record_date();
                if before
                    .first()
                    .is_none_or(|record| record.record_date() < last_date)
                {
                    before = of_last
                        .take_while(|record| record.record_date() == last_date)
                        .collect();
                }
            }

            let around = Around {
                before: &before,
                same_date,
                after: &self.first_of_store(after),
            };
            let (change, standing) = self.one_date(date, rows, &around);
            changes.extend(change);
            if !standing.is_empty() {
                before = standing;
            }
        }
        changes
    }

    /// The stored figures of the next date that will still be there after the import, whatever the file has on it.
    fn first_of_store(&self, after: &[Stored]) -> Vec<Record> {
        let Some(next) = after.first().map(|stored| stored.record.record_date()) else {
            return Vec::new();
        };
        let of_next = &after[..after.partition_point(|stored| stored.record.record_date() == next)];
        let of_file = self
            .rows
            .iter()
            .filter(|row| row.record.record_date() == next);
        let has_other_figures = of_file.clone().count() > 0;

        let remains = |stored: &&Stored| {
            let cannot_be_replaced = stored.official.is_some() && !self.rules.replace;
            !has_other_figures
                || cannot_be_replaced
                || of_file.clone().any(|row| row.record == stored.record)
        };
        of_next
            .iter()
            .filter(remains)
            .map(|stored| stored.record)
            .collect()
    }

    /// The rows to write for one date, and the records of that date afterwards.
    fn one_date(
        &mut self,
        date: Date,
        rows: &[ListedRecord],
        around: &Around<'_>,
    ) -> (Option<DateChange>, Vec<Record>) {
        let mut taken: Vec<ListedRecord> = Vec::new();
        for row in rows {
            let same_nominal = taken
                .iter()
                .find(|other| other.record.nominal() == row.record.nominal());
            let cause = match same_nominal {
                Some(first) if first.record == row.record => {
                    self.imported.known += 1;
                    continue;
                }
                Some(first) => Some(RowCause::RepeatedOtherwise {
                    line: first.line,
                    taken: first.record.value(),
                }),
                None => self.refusal(row, rows, around),
            };
            match cause {
                Some(cause) => self.leave_out(row, cause),
                None => taken.push(*row),
            }
        }

        let mut standing: Vec<Record> = around
            .same_date
            .iter()
            .map(|stored| stored.record)
            .collect();
        let is_new = |row: &&ListedRecord| !standing.contains(&row.record);
        let inserted: Vec<Record> = taken.iter().filter(is_new).map(|row| row.record).collect();
        self.imported.known += taken.len() - inserted.len();
        self.taken.extend(&taken);
        if inserted.is_empty() {
            return (None, standing);
        }

        let replaced = self.replaced(&inserted, &taken, around.same_date);
        let is_successor = |record: &&Record| replaced.iter().any(|one| one.after == **record);
        self.imported.new += inserted
            .iter()
            .filter(|record| !is_successor(record))
            .count();

        let superseded: Vec<Record> = replaced.iter().map(|one| one.before).collect();
        self.imported.replaced.extend(replaced);
        standing.retain(|record| !superseded.contains(record));
        standing.extend(&inserted);
        (
            Some(DateChange {
                date,
                superseded,
                inserted,
            }),
            standing,
        )
    }

    /// Why a row may not be stored.
    fn refusal(
        &self,
        row: &ListedRecord,
        rows: &[ListedRecord],
        around: &Around<'_>,
    ) -> Option<RowCause> {
        if around
            .same_date
            .iter()
            .any(|stored| stored.record == row.record)
        {
            return None;
        }
        let jump = self.jump(row, around);
        self.outside_of_time(row.record.record_date())
            .or_else(|| self.contradiction(row, rows, around.same_date, jump.is_none()))
            .or(jump)
    }

    fn outside_of_time(&self, date: Date) -> Option<RowCause> {
        let tomorrow = self.rules.tomorrow();
        let first = self.currency.first_day.unwrap_or(FIRST_RECORD_DAY);
        if date > tomorrow {
            return Some(RowCause::LaterThanTomorrow { tomorrow });
        }
        (date < first).then_some(RowCause::BeforeFirstRecord { first })
    }

    /// Whether the row contradicts the Bank.
    fn contradiction(
        &self,
        row: &ListedRecord,
        rows: &[ListedRecord],
        same_date: &[Stored],
        is_plausible: bool,
    ) -> Option<RowCause> {
        let date = row.record.record_date();
        if same_date.is_empty() {
            let is_covered = self.stored.coverage.containing(date).is_some();
            let may_be_replaced = self.stored.official.containing(date).is_none();
            let is_refused = is_covered && !(may_be_replaced && self.rules.replace);
            return is_refused.then_some(RowCause::NoRecordThatDay { may_be_replaced });
        }
        if self.rules.replace {
            return None;
        }

        let takes_its_place = |stored: &&Stored| {
            let is_listed_too = rows.iter().any(|other| other.record == stored.record);
            !is_listed_too && self.replaces(&row.record, &stored.record)
        };
        same_date.iter().filter(takes_its_place).find_map(|stored| {
            let origin = stored.official?;
            let (official, listed) = (stored.record, row.record);
            Some(RowCause::BankDiffers {
                official,
                listed,
                origin,
                may_be_replaced: is_plausible,
            })
        })
    }

    /// Whether one record of a date takes the place of another: both may be true only on the day of a redenomination.
    fn replaces(&self, new: &Record, old: &Record) -> bool {
        new.nominal() == old.nominal() || !may_have_two_records(self.currency, old.record_date())
    }

    fn replaced(
        &self,
        inserted: &[Record],
        taken: &[ListedRecord],
        same_date: &[Stored],
    ) -> Vec<Replaced> {
        let is_gone = |stored: &&Stored| !taken.iter().any(|row| row.record == stored.record);
        let successor = |stored: &Stored| {
            let same_nominal = inserted
                .iter()
                .find(|new| new.nominal() == stored.record.nominal());
            same_nominal
                .or_else(|| {
                    inserted
                        .iter()
                        .find(|new| self.replaces(new, &stored.record))
                })
                .copied()
        };
        let replaced = |stored: &Stored| {
            let before = stored.record;
            let was_official = stored.official.is_some();
            successor(stored).map(|after| Replaced {
                currency: self.currency,
                before,
                after,
                was_official,
            })
        };
        same_date
            .iter()
            .filter(is_gone)
            .filter_map(replaced)
            .collect()
    }

    /// Whether a row is farther from its neighbours than a rate can move: from the last one before it, or from
    /// the first one after it that is stored.
    fn jump(&self, row: &ListedRecord, around: &Around<'_>) -> Option<RowCause> {
        let beside = match self.all_far(&row.record, around.before) {
            None if !around
                .before
                .iter()
                .any(|record| are_neighbours(&row.record, record)) =>
            {
                self.outlier_at_start(row)
            }
            found => found,
        };
        let beside = beside.or_else(|| self.all_far(&row.record, around.after));
        beside.map(|beside| RowCause::Jump {
            listed: row.record,
            beside,
        })
    }

    /// A record of one other date, when the row jumps from all records of that date.
    fn all_far(&self, record: &Record, others: &[Record]) -> Option<Record> {
        let last = others.last()?;
        others
            .iter()
            .all(|other| self.is_far(record, other))
            .then_some(*last)
    }

    fn is_far(&self, a: &Record, b: &Record) -> bool {
        let (earlier, later) = if a.record_date() <= b.record_date() {
            (a, b)
        } else {
            (b, a)
        };
        are_neighbours(a, b) && implausible_jump(self.currency, earlier, later)
    }

    /// A first row has nothing before it: it is at fault when the two dates after it agree with each other and not
    /// with it. Otherwise all rows after it would be refused in its place.
    fn outlier_at_start(&self, row: &ListedRecord) -> Option<Record> {
        let date = row.record.record_date();
        let start = self
            .rows
            .partition_point(|other| other.record.record_date() <= date);
        let mut dates =
            self.rows[start..].chunk_by(|a, b| a.record.record_date() == b.record.record_date());
        let next = dates.next()?.first()?.record;
        let second = dates.next()?.first()?.record;
        let is_alone = self.is_far(&row.record, &next) && self.is_far(&row.record, &second);
        (is_alone && are_neighbours(&next, &second) && !self.is_far(&next, &second)).then_some(next)
    }

    fn leave_out(&mut self, row: &ListedRecord, cause: RowCause) {
        let date = Some(row.record.record_date());
        let place = RowPlace {
            currency: Some(self.currency),
            date,
            span: row.span,
        };
        let fault = RowFault {
            line: row.line,
            place,
            cause,
        };
        if fault.leaves_a_hole() {
            self.holes.push(place);
        }
        self.imported.faults.push(fault);
    }
}

/// The records around a date.
struct Around<'a> {
    /// The records of the date before: of the file where it has one, else stored.
    before: &'a [Record],
    same_date: &'a [Stored],
    /// The stored records of the date after, as far as the import leaves them.
    after: &'a [Record],
}

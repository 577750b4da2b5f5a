//! Decides which rows of an imported file may be added to a store.
//!
//! A user's file never outranks the Bank: a row that contradicts an official figure, or that names a day on which the
//! Bank is known to have set no rate, is refused. A figure of an earlier import may be restated.

use super::{
    days::new_days,
    stored::{StoredFigure, StoredSeries},
};
use crate::model::{
    Currency, FIRST_RECORD_DAY, ListedRecord, Record, RowCause, RowFault, RowPlace, Spans,
    are_neighbours, implausible_jump, in_order, may_have_two_records,
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
pub struct DateChange {
    pub date: Date,
    /// Stored figures that are replaced.
    pub superseded: Vec<Record>,
    pub inserted: Vec<Record>,
}

/// The accepted rows of one currency.
#[derive(Debug, Default)]
pub struct CurrencyChanges {
    pub dates: Vec<DateChange>,
    /// Days that become covered.
    pub new_days: Spans,
}

/// Judges the rows of one currency, sorted by date and nominal; adds rows left out or replaced to `imported`.
pub fn judge_rows(
    currency: &'static Currency,
    rows: &[ListedRecord],
    unread: &[RowFault],
    stored: &StoredSeries,
    rules: ImportRules,
    imported: &mut Imported,
) -> CurrencyChanges {
    let mut judge = Judge {
        currency,
        rows,
        stored,
        rules,
        imported,
        taken: Vec::new(),
        holes: Vec::new(),
    };
    let dates = judge.all_dates();
    let Judge {
        taken, mut holes, ..
    } = judge;

    holes.extend(
        unread
            .iter()
            .filter(|fault| fault.place.currency == Some(currency) && fault.leaves_a_hole())
            .map(|fault| fault.place),
    );
    let new_days = new_days(&taken, &holes, stored, rules.tomorrow());
    CurrencyChanges { dates, new_days }
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

/// The records around a date.
struct Around<'a> {
    /// The records of the date before: of the file where it has one, else stored.
    before: &'a [Record],
    same_date: &'a [StoredFigure],
    /// The stored records of the date after, as far as the import leaves them.
    after: &'a [Record],
}

impl Judge<'_> {
    fn all_dates(&mut self) -> Vec<DateChange> {
        let mut changes = Vec::new();
        let mut later = self.stored.figures.as_slice();
        let mut before: Vec<Record> = Vec::new();
        for rows in self.rows.chunk_by(is_same_date) {
            let date = rows[0].record.record_date();
            let earlier;
            let same_date;
            (earlier, later) = split_before(later, |of_store| of_store < date);
            (same_date, later) = split_before(later, |of_store| of_store == date);

            // What is stored since the last date of the file is nearer.
            let stored = last_date(earlier);
            if stored.first().map(Record::record_date) > before.first().map(Record::record_date) {
                before = stored;
            }
            let around = Around {
                before: &before,
                same_date,
                after: &self.first_of_store(later),
            };
            let (change, remaining) = self.one_date(date, rows, &around);
            changes.extend(change);
            if !remaining.is_empty() {
                before = remaining;
            }
        }

        changes
    }

    /// The stored figures of the next date that will still be there after the import, whatever the file has on it.
    fn first_of_store(&self, after: &[StoredFigure]) -> Vec<Record> {
        let Some(next) = after.first().map(|stored| stored.record.record_date()) else {
            return Vec::new();
        };
        let (of_next, _) = split_before(after, |date| date == next);
        let start = self
            .rows
            .partition_point(|row| row.record.record_date() < next);
        let of_file: Vec<Record> = self.rows[start..]
            .iter()
            .map(|row| row.record)
            .take_while(|record| record.record_date() == next)
            .collect();

        of_next
            .iter()
            .filter(|stored| {
                let cannot_be_replaced = stored.official.is_some() && !self.rules.replace;
                of_file.is_empty() || cannot_be_replaced || of_file.contains(&stored.record)
            })
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
        let taken = self.acceptable(rows, around);
        self.taken.extend(&taken);
        let mut remaining: Vec<Record> = around
            .same_date
            .iter()
            .map(|stored| stored.record)
            .collect();
        let inserted: Vec<Record> = taken
            .iter()
            .map(|row| row.record)
            .filter(|record| !remaining.contains(record))
            .collect();
        self.imported.known += taken.len() - inserted.len();
        if inserted.is_empty() {
            return (None, remaining);
        }

        let replaced = self.replaced(&inserted, &taken, around.same_date);
        self.imported.new += inserted
            .iter()
            .filter(|record| replaced.iter().all(|one| one.after != **record))
            .count();
        let superseded: Vec<Record> = replaced.iter().map(|one| one.before).collect();
        self.imported.replaced.extend(replaced);

        remaining.retain(|record| !superseded.contains(record));
        remaining.extend(&inserted);
        let change = DateChange {
            date,
            superseded,
            inserted,
        };
        (Some(change), remaining)
    }

    /// The rows of a date that may be stored; the others are left out with their cause.
    fn acceptable(&mut self, rows: &[ListedRecord], around: &Around<'_>) -> Vec<ListedRecord> {
        let mut taken: Vec<ListedRecord> = Vec::new();
        for row in rows {
            let first = taken
                .iter()
                .find(|other| other.record.nominal() == row.record.nominal());
            let cause = match first {
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

        taken
    }

    /// Why a row may not be stored.
    fn refusal(
        &self,
        row: &ListedRecord,
        rows: &[ListedRecord],
        around: &Around<'_>,
    ) -> Option<RowCause> {
        let same_date = around.same_date;
        if same_date.iter().any(|stored| stored.record == row.record) {
            return None;
        }

        let jump = self.jump(row, around);
        self.outside_of_time(row.record.record_date())
            .or_else(|| self.contradiction(row, rows, same_date, jump.is_none()))
            .or(jump)
    }

    fn outside_of_time(&self, date: Date) -> Option<RowCause> {
        let tomorrow = self.rules.tomorrow();
        if date > tomorrow {
            return Some(RowCause::LaterThanTomorrow { tomorrow });
        }

        let first = self.first_day();
        (date < first).then_some(RowCause::BeforeFirstRecord { first })
    }

    fn first_day(&self) -> Date {
        self.currency.first_day.unwrap_or(FIRST_RECORD_DAY)
    }

    /// Whether the row contradicts the Bank.
    fn contradiction(
        &self,
        row: &ListedRecord,
        rows: &[ListedRecord],
        same_date: &[StoredFigure],
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

        same_date
            .iter()
            .filter(|stored| {
                let is_listed_too = rows.iter().any(|other| other.record == stored.record);
                !is_listed_too && self.replaces(&row.record, &stored.record)
            })
            .find_map(|stored| {
                Some(RowCause::BankDiffers {
                    official: stored.record,
                    listed: row.record,
                    origin: stored.official?,
                    may_be_replaced: is_plausible,
                })
            })
    }

    /// Whether one record of a date takes the place of another.
    fn replaces(&self, new: &Record, old: &Record) -> bool {
        // Both may be true only on the day of a redenomination.
        new.nominal() == old.nominal() || !may_have_two_records(self.currency, old.record_date())
    }

    fn replaced(
        &self,
        inserted: &[Record],
        taken: &[ListedRecord],
        same_date: &[StoredFigure],
    ) -> Vec<Replaced> {
        same_date
            .iter()
            .filter(|stored| !taken.iter().any(|row| row.record == stored.record))
            .filter_map(|stored| {
                let before = stored.record;
                let after = inserted
                    .iter()
                    .find(|new| new.nominal() == before.nominal())
                    .or_else(|| inserted.iter().find(|new| self.replaces(new, &before)));
                Some(Replaced {
                    currency: self.currency,
                    before,
                    after: *after?,
                    was_official: stored.official.is_some(),
                })
            })
            .collect()
    }

    /// Whether a row is farther from its neighbours than a rate can move: from the last one before it, or from
    /// the first one after it that is stored.
    fn jump(&self, row: &ListedRecord, around: &Around<'_>) -> Option<RowCause> {
        let record = &row.record;
        let has_neighbour_before = around.before.iter().any(|one| are_neighbours(record, one));
        let beside = if has_neighbour_before {
            self.all_far(record, around.before)
        } else {
            self.outlier_at_start(row)
        };

        let beside = beside.or_else(|| self.all_far(record, around.after))?;
        Some(RowCause::Jump {
            listed: *record,
            beside,
        })
    }

    /// A record of one other date, when the row jumps from all records of that date.
    fn all_far(&self, record: &Record, others: &[Record]) -> Option<Record> {
        let last = others.last()?;
        let are_far = others.iter().all(|other| self.is_far(record, other));
        are_far.then_some(*last)
    }

    fn is_far(&self, a: &Record, b: &Record) -> bool {
        let (earlier, later) = in_order(a, b);
        are_neighbours(a, b) && implausible_jump(self.currency, earlier, later)
    }

    /// A first row has nothing before it: it is at fault when the two dates after it agree with each other and not
    /// with it. Otherwise all rows after it would be refused in its place.
    fn outlier_at_start(&self, row: &ListedRecord) -> Option<Record> {
        let [next, second] = self.two_dates_after(row.record.record_date())?;
        let is_alone = self.is_far(&row.record, &next) && self.is_far(&row.record, &second);
        (is_alone && are_neighbours(&next, &second) && !self.is_far(&next, &second)).then_some(next)
    }

    /// The first records of the next two dates of the file.
    fn two_dates_after(&self, date: Date) -> Option<[Record; 2]> {
        let start = self
            .rows
            .partition_point(|other| other.record.record_date() <= date);
        let mut dates = self.rows[start..].chunk_by(is_same_date);
        Some([dates.next()?[0].record, dates.next()?[0].record])
    }

    fn leave_out(&mut self, row: &ListedRecord, cause: RowCause) {
        let place = place_of(row);
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

fn place_of(row: &ListedRecord) -> RowPlace {
    RowPlace {
        currency: Some(row.currency),
        date: Some(row.record.record_date()),
        span: row.span,
    }
}

fn is_same_date(a: &ListedRecord, b: &ListedRecord) -> bool {
    a.record.record_date() == b.record.record_date()
}

/// Parts figures, sorted by date, after those with dates for which `is_before` holds.
fn split_before(
    figures: &[StoredFigure],
    is_before: impl Fn(Date) -> bool,
) -> (&[StoredFigure], &[StoredFigure]) {
    let end = figures.partition_point(|stored| is_before(stored.record.record_date()));
    figures.split_at(end)
}

/// The records of the last date.
fn last_date(figures: &[StoredFigure]) -> Vec<Record> {
    let mut dates = figures.chunk_by(|a, b| a.record.record_date() == b.record.record_date());
    let last = dates.next_back().unwrap_or_default();
    last.iter().rev().map(|stored| stored.record).collect()
}

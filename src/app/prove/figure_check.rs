//! Compares the stored figures of one currency with the records of the archive and the kept answers.
//!
//! A figure is right when the answer that its row names lists it. The newest answer does not decide: bytes that were
//! received before are not stored twice, so a figure that was taken back names an old answer. A date that evidence
//! lists must have a record, unless the figure was refused as implausible when it arrived; its day was then left
//! uncovered, or another answer supplied the date.

use super::evidence::{Evidence, Testimony, of_date};
use crate::{
    model::{
        Currency, Record, Span, Spans, are_neighbours, day_in_moscow, implausible_jump,
        may_have_two_records,
    },
    render::{EvidenceName, FigureFault, RecordFault},
    store::{Origin, StoredRate},
};
use jiff::{Timestamp, civil::Date};
use std::collections::{BTreeMap, BTreeSet};

/// The stored rows of one currency, with the evidence to compare them with.
pub struct FigureCheck<'a> {
    currency: &'static Currency,
    /// All rows by date, superseded ones too.
    rows: &'a [StoredRate],
    /// The days for which the store claims to know every record.
    coverage: &'a Spans,
    evidence: &'a Evidence,
    testimonies: Vec<UsedTestimony<'a>>,
}

/// What an answer says about the currency, and the days for which it was used.
struct UsedTestimony<'a> {
    testimony: &'a Testimony,
    days: Span,
}

impl<'a> UsedTestimony<'a> {
    /// An answer was used for the days asked for, and for all days with rows that name it, by their dates.
    fn new(testimony: &'a Testimony, dates: &[Date]) -> Self {
        let asked = testimony.asked;
        let listed = dates.iter().copied();
        let listed = listed.filter(|date| testimony.listed.contains(*date));

        let first = listed.clone().fold(asked.from(), Date::min);
        let last = listed.fold(asked.to(), Date::max);
        Self {
            testimony,
            days: Span::new(first, last).unwrap_or(asked),
        }
    }
}

fn dates_by_answer(rows: &[StoredRate]) -> BTreeMap<i64, Vec<Date>> {
    let mut dates = BTreeMap::<_, Vec<_>>::new();
    for row in rows {
        dates.entry(row.answer).or_default().push(row.record_date());
    }
    dates
}

impl<'a> FigureCheck<'a> {
    /// Pairs the rows of a currency, sorted by date, with what the evidence lists for it.
    pub fn new(
        currency: &'static Currency,
        rows: &'a [StoredRate],
        coverage: &'a Spans,
        evidence: &'a Evidence,
    ) -> Self {
        let dates = dates_by_answer(rows);
        let testimonies = evidence.testimonies_of(currency).iter().map(|testimony| {
            let dates = dates.get(&testimony.answer).map_or(&[][..], Vec::as_slice);
            UsedTestimony::new(testimony, dates)
        });
        Self {
            currency,
            rows,
            coverage,
            evidence,
            testimonies: testimonies.collect(),
        }
    }

    /// The faults of the records of `days`, by date.
    pub fn find_faults(&self, days: Span) -> Vec<FigureFault> {
        let mut found = self.find_faults_of_rows(days);
        let altered = found
            .iter()
            .filter_map(|fault| Some((fault.date(), fault.answer()?)));
        let altered: BTreeSet<_> = altered.collect();

        // The evidence of an altered figure lacks nothing else on that date: it was altered, not deleted.
        let missing = self
            .find_missing(days)
            .filter(|(at, _)| !altered.contains(at));
        found.extend(missing.map(|(_, fault)| fault));

        found.sort_by_key(FigureFault::date);
        found.dedup_by(|a, b| a.says_the_same(b));
        found
    }

    fn find_faults_of_rows(&self, days: Span) -> Vec<FigureFault> {
        let rows = self
            .rows
            .iter()
            .filter(|row| days.contains(row.record_date()));

        let not_held = rows.clone().filter_map(|row| self.find_not_held(row));
        let lost = rows
            .clone()
            .filter_map(|row| self.find_without_successor(row));
        let outdated = rows.filter_map(|row| self.find_outdated(row));
        not_held.chain(lost).chain(outdated).collect()
    }

    /// The covered days that neither an answer nor the archive lists.
    pub fn find_unaccounted_days(&self) -> Spans {
        let listed = self.testimonies.iter().map(|used| used.testimony.listed);
        self.coverage.minus(&listed.collect())
    }

    /// A row with a figure that the answer it names does not list.
    fn find_not_held(&self, row: &StoredRate) -> Option<FigureFault> {
        let record = row.record;
        let Some(answer) = self.evidence.answers.get(&row.answer) else {
            return Some(self.fault(record, RecordFault::NoAnswer(row.answer)));
        };
        if answer.origin == Origin::Import || !answer.is_read {
            return None;
        }

        let said = self.said_by(row.answer);
        let says: Vec<_> = said
            .flat_map(|testimony| testimony.records_on(record.record_date()))
            .copied()
            .collect();
        (!says.contains(&record)).then(|| {
            let not_held = RecordFault::NotHeld {
                superseded: row.superseded_at.is_some(),
                evidence: self.name(row.answer),
                says,
            };
            self.fault(record, not_held)
        })
    }

    fn said_by(&self, answer: i64) -> impl Iterator<Item = &Testimony> {
        self.testimonies
            .iter()
            .map(|used| used.testimony)
            .filter(move |testimony| testimony.answer == answer)
    }

    /// A row out of force although no other figure came for its date, and no answer covers the date without it.
    fn find_without_successor(&self, row: &StoredRate) -> Option<FigureFault> {
        row.superseded_at?;
        let mut others = self.rows_on(row.record_date()).iter();
        let has_successor = others.any(|other| self.is_successor(other, row));
        let was_withdrawn = match row.superseded_by {
            Some(answer) => self.may_lack(answer, &row.record),
            // Versions that did not record the answer took imported figures out of force in the same way.
            None => self.evidence.is_import(row.answer),
        };

        (!has_successor && !was_withdrawn)
            .then(|| self.fault(row.record, RecordFault::WithoutSuccessor))
    }

    /// Whether a row of the same date can have taken the place of a superseded one.
    fn is_successor(&self, other: &StoredRate, row: &StoredRate) -> bool {
        // On the day of a redenomination there are two records, one of each nominal.
        let may_have_two = may_have_two_records(self.currency, row.record_date());
        let is_counterpart = !may_have_two || other.record.nominal() == row.record.nominal();
        let came_then = Some(other.first_seen) == row.superseded_at;

        other != row && is_counterpart && (came_then || other.superseded_at.is_none())
    }

    /// Whether an answer lists the date of a record without that record. One that cannot be read may.
    fn may_lack(&self, answer: i64, record: &Record) -> bool {
        let date = record.record_date();
        match self.evidence.answers.get(&answer) {
            None => false,
            Some(name) if name.origin == Origin::Import => false,
            Some(name) if !name.is_read => true,
            Some(_) => self
                .said_by(answer)
                .filter(|testimony| testimony.listed.contains(date))
                .any(|testimony| !testimony.records_on(date).contains(record)),
        }
    }

    /// A current row in the place of one that a later answer gave and that was believed.
    fn find_outdated(&self, row: &StoredRate) -> Option<FigureFault> {
        if row.superseded_at.is_some() {
            return None;
        }

        let date = row.record_date();
        let used = self.testimonies.iter().rfind(|used| {
            used.testimony.answer > row.answer
                && used.days.contains(date)
                && self.fetched_at(used.testimony) > Some(row.first_seen)
                && self.contradicts(used.testimony, row)
        })?;
        let outdated = RecordFault::Outdated {
            evidence: self.name(used.testimony.answer),
            says: used.testimony.records_on(date).to_vec(),
        };
        Some(self.fault(row.record, outdated))
    }

    /// Whether an answer lists another figure for the date of a row, which was believed and not replaced by the row.
    fn contradicts(&self, testimony: &Testimony, row: &StoredRate) -> bool {
        let date = row.record_date();
        let says = testimony.records_on(date);

        let rows = self.rows_on(date).iter();
        let mut believed =
            rows.filter(|other| other.answer == testimony.answer && says.contains(&other.record));
        !says.contains(&row.record) && believed.any(|other| !self.was_replaced_by(other, row))
    }

    /// Whether a row was superseded when another came, directly or by those between them.
    fn was_replaced_by(&self, row: &StoredRate, successor: &StoredRate) -> bool {
        let rows = self.rows_on(row.record_date());
        let mut row = row;
        // Times alone do not decide: the clock may have gone back, and an answer that was known by its bytes has its old
        // number. The chain is followed once through all rows at most.
        for _ in rows {
            let mut later = rows.iter().filter(|next| *next != row);
            match later.find(|next| Some(next.first_seen) == row.superseded_at) {
                Some(next) if next == successor => return true,
                Some(next) => row = next,
                None => return false,
            }
        }
        false
    }

    /// The listed records that the store has lost, each with its date and the answer that lists it.
    fn find_missing(&self, days: Span) -> impl Iterator<Item = ((Date, i64), FigureFault)> {
        self.testimonies.iter().flat_map(move |used| {
            used.testimony.records.iter().filter_map(move |record| {
                let date = record.record_date();
                let is_wanted = days.contains(date) && used.days.contains(date);
                let mut stored = self.rows_on(date).iter();
                if !is_wanted || stored.any(|row| row.record == *record) {
                    return None;
                }

                // The archive is never doubted; a record of an answer may have been refused when it came.
                let Testimony { answer, origin, .. } = *used.testimony;
                if origin != Origin::Archive && self.may_be_refused(used.testimony, record) {
                    return None;
                }
                let missing = RecordFault::Missing(self.name(answer));
                Some(((date, answer), self.fault(*record, missing)))
            })
        })
    }

    fn may_be_refused(&self, testimony: &Testimony, record: &Record) -> bool {
        let date = record.record_date();
        let mut current = self
            .rows_on(date)
            .iter()
            .filter(|row| row.superseded_at.is_none());

        self.coverage.containing(date).is_none()
            || current.any(|row| row.answer != testimony.answer)
            || self.is_contradicted(testimony, date)
            || self.is_implausible(record)
    }

    /// Whether another answer has covered a date for which it lists nothing: then the day is covered without the record,
    /// and it cannot be known whether this one was accepted.
    fn is_contradicted(&self, testimony: &Testimony, date: Date) -> bool {
        self.testimonies.iter().any(|used| {
            let other = used.testimony;
            other.answer != testimony.answer
                && used.days.contains(date)
                && Some(date) <= self.last_covered_by(other)
                && other.records_on(date).is_empty()
        })
    }

    /// An answer covers no day after its own but those to its last record.
    fn last_covered_by(&self, testimony: &Testimony) -> Option<Date> {
        let fetched_on = self.fetched_at(testimony).map(day_in_moscow);
        testimony
            .records
            .last()
            .map(Record::record_date)
            .max(fetched_on)
    }

    /// Whether a listed figure is implausibly far from the stored records before or after it.
    fn is_implausible(&self, record: &Record) -> bool {
        let date = record.record_date();
        let mut current = self
            .rows
            .iter()
            .filter(|row| row.superseded_at.is_none())
            .map(|row| &row.record);
        let before = current
            .clone()
            .rfind(|other| other.record_date() < date)
            .filter(|other| are_neighbours(other, record));
        let after = current
            .find(|other| other.record_date() > date)
            .filter(|other| are_neighbours(other, record));

        match (before, after) {
            (Some(before), _) => implausible_jump(self.currency, before, record),
            (None, Some(after)) => implausible_jump(self.currency, record, after),
            (None, None) => false,
        }
    }

    fn fetched_at(&self, testimony: &Testimony) -> Option<Timestamp> {
        let answer = self.evidence.answers.get(&testimony.answer)?;
        Some(answer.fetched_at)
    }

    fn rows_on(&self, date: Date) -> &[StoredRate] {
        of_date(self.rows, date, StoredRate::record_date)
    }

    fn name(&self, answer: i64) -> EvidenceName {
        let known = self.evidence.answers.get(&answer);
        let fetched = known.filter(|known| known.origin != Origin::Archive);
        EvidenceName {
            answer,
            fetched_at: fetched.map(|fetched| fetched.fetched_at),
        }
    }

    fn fault(&self, record: Record, what: RecordFault) -> FigureFault {
        let currency = self.currency;
        FigureFault::Record {
            currency,
            record,
            what,
        }
    }
}

//! Compares the stored figures of one currency with the records of the archive and the kept answers.
//!
//! A figure is right when the answer that its row names lists it. The newest answer does not decide: bytes that were
//! received before are not stored twice, so a figure that was taken back names an old answer. A date that evidence
//! lists must have a record, unless the figure was refused as implausible when it arrived; its day was then left
//! uncovered, or another answer supplied the date.

use super::evidence::{AnswerName, Evidence, Testimony};
use crate::model::{
    Currency, Record, Span, Spans, are_neighbours, day_in_moscow, implausible_jump,
    may_have_two_records,
};
use crate::render::{EvidenceName, FigureFault};
use crate::store::{Origin, StoredRate};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The stored rows of one currency, with the evidence to compare them with.
pub struct Held<'a> {
    currency: &'static Currency,
    /// All rows by date, superseded ones too.
    rows: &'a [StoredRate],
    /// The days for which the store claims to know every record.
    coverage: &'a Spans,
    /// The evidence for this currency, with the days for which it was used.
    testimonies: Vec<(&'a Testimony, Span)>,
    answers: &'a BTreeMap<i64, AnswerName>,
}

impl<'a> Held<'a> {
    /// Pairs the rows of a currency, sorted by date, with what the evidence lists for it.
    pub fn new(
        currency: &'static Currency,
        rows: &'a [StoredRate],
        coverage: &'a Spans,
        evidence: &'a Evidence,
    ) -> Self {
        let mut dates: BTreeMap<i64, Vec<Date>> = BTreeMap::new();
        for row in rows {
            dates
                .entry(row.answer)
                .or_default()
                .push(row.record.record_date());
        }

        let testimonies = evidence
            .testimonies
            .get(currency.code)
            .map_or(&[][..], Vec::as_slice);
        let taken = testimonies.iter().map(|testimony| {
            let dates = dates.get(&testimony.answer).map_or(&[][..], Vec::as_slice);
            (testimony, taken(testimony, dates))
        });
        Self {
            currency,
            rows,
            coverage,
            testimonies: taken.collect(),
            answers: &evidence.answers,
        }
    }

    /// The faults of the records of `days`, by date.
    pub fn find_faults(&self, days: Span) -> Vec<FigureFault> {
        let mut found: Vec<FigureFault> = Vec::new();
        let rows = self
            .rows
            .iter()
            .filter(|row| days.contains(row.record.record_date()));
        found.extend(rows.clone().filter_map(|row| self.not_held(row)));
        found.extend(rows.clone().filter_map(|row| self.without_successor(row)));
        found.extend(
            rows.filter(|row| row.superseded_at.is_none())
                .filter_map(|row| self.outdated(row)),
        );

        // The evidence of an altered figure lacks nothing else on that date: it was altered, not deleted.
        let altered: BTreeSet<(Date, i64)> = found
            .iter()
            .filter_map(|fault| Some((fault.date(), fault.answer()?)))
            .collect();
        for (testimony, taken) in &self.testimonies {
            let listed = testimony.records.iter().filter(|record| {
                let date = record.record_date();
                days.contains(date)
                    && taken.contains(date)
                    && !altered.contains(&(date, testimony.answer))
            });
            found.extend(listed.filter_map(|record| self.missing(testimony, record)));
        }
        found.sort_by_key(FigureFault::date);
        found.dedup_by(|a, b| a.says_the_same(b));
        found
    }

    /// The covered days that neither an answer nor the archive lists.
    pub fn find_unaccounted_days(&self) -> Spans {
        let accounted: Spans = self
            .testimonies
            .iter()
            .map(|(testimony, _)| testimony.listed)
            .collect();
        let covered = self.coverage.as_slice().iter();
        covered
            .flat_map(|span| accounted.gaps_in(*span).as_slice().to_vec())
            .collect()
    }

    /// A row with a figure that the answer it names does not list.
    fn not_held(&self, row: &StoredRate) -> Option<FigureFault> {
        let currency = self.currency;
        let record = row.record;
        let superseded = row.superseded_at.is_some();
        let Some(answer) = self.answers.get(&row.answer) else {
            return Some(FigureFault::NoAnswer {
                currency,
                record,
                answer: row.answer,
            });
        };
        if answer.origin == Origin::Import || !answer.is_read {
            return None;
        }
        let its = self
            .testimonies
            .iter()
            .filter(|(testimony, _)| testimony.answer == row.answer);
        let says = its.flat_map(|(testimony, _)| testimony.records_on(record.record_date()));
        let says: Vec<Record> = says.copied().collect();
        let evidence = self.name(row.answer);
        (!says.contains(&record)).then_some(FigureFault::NotHeld {
            currency,
            record,
            superseded,
            evidence,
            says,
        })
    }

    /// A row out of force although no other figure came for its date, and no answer covers the date without it.
    fn without_successor(&self, row: &StoredRate) -> Option<FigureFault> {
        row.superseded_at?;
        let currency = self.currency;
        let record = row.record;
        let date = record.record_date();
        let rows = self.rows_on(date);

        let may_have_two = may_have_two_records(currency, date);
        let is_successor = |other: &StoredRate| {
            let is_counterpart = !may_have_two || other.record.nominal() == record.nominal();
            let came_then = Some(other.first_seen) == row.superseded_at;
            other != row && is_counterpart && (came_then || other.superseded_at.is_none())
        };
        let has_successor = rows.iter().any(is_successor);
        let was_withdrawn = match row.superseded_by {
            Some(answer) => self.may_lack(answer, &record),
            // Versions that did not record the answer took imported figures out of force in the same way.
            None => self
                .answers
                .get(&row.answer)
                .is_some_and(|answer| answer.origin == Origin::Import),
        };
        (!has_successor && !was_withdrawn)
            .then_some(FigureFault::WithoutSuccessor { currency, record })
    }

    /// Whether an answer lists the date of a record without that record. One that cannot be read may.
    fn may_lack(&self, answer: i64, record: &Record) -> bool {
        let date = record.record_date();
        let Some(name) = self
            .answers
            .get(&answer)
            .filter(|name| name.origin != Origin::Import)
        else {
            return false;
        };
        let its = self
            .testimonies
            .iter()
            .filter(|(testimony, _)| testimony.answer == answer);
        let mut of_date = its.filter(|(testimony, _)| testimony.listed.contains(date));
        !name.is_read || of_date.any(|(testimony, _)| !testimony.records_on(date).contains(record))
    }

    /// A current row in the place of one that a later answer gave and that was believed.
    fn outdated(&self, row: &StoredRate) -> Option<FigureFault> {
        let date = row.record.record_date();
        let mut later = self.testimonies.iter().filter(|(testimony, taken)| {
            testimony.answer > row.answer
                && taken.contains(date)
                && self.fetched_after(testimony, row)
        });
        let contradicts = |(testimony, _): &&(&Testimony, Span)| {
            let says = testimony.records_on(date);
            let mut believed = self
                .rows_on(date)
                .iter()
                .filter(|other| other.answer == testimony.answer && says.contains(&other.record));
            !says.contains(&row.record) && believed.any(|other| !self.was_replaced_by(other, row))
        };
        let (testimony, _) = later.rfind(contradicts)?;
        Some(FigureFault::Outdated {
            currency: self.currency,
            record: row.record,
            evidence: self.name(testimony.answer),
            says: testimony.records_on(date).to_vec(),
        })
    }

    /// Whether a row was superseded when another came, directly or by those between them. The clock may have gone back
    /// meanwhile, and an answer that was known by its bytes has its old number.
    fn was_replaced_by(&self, row: &StoredRate, successor: &StoredRate) -> bool {
        let rows = self.rows_on(row.record.record_date());
        let mut row = row;
        for _ in rows {
            let next = rows
                .iter()
                .find(|next| *next != row && Some(next.first_seen) == row.superseded_at);
            match next {
                Some(next) if next == successor => return true,
                Some(next) => row = next,
                None => return false,
            }
        }
        false
    }

    fn fetched_after(&self, testimony: &Testimony, row: &StoredRate) -> bool {
        self.answers
            .get(&testimony.answer)
            .is_some_and(|answer| answer.fetched_at > row.first_seen)
    }

    /// A listed record that the store has lost.
    fn missing(&self, testimony: &Testimony, record: &Record) -> Option<FigureFault> {
        let date = record.record_date();
        let rows = self.rows_on(date);
        if rows.iter().any(|row| row.record == *record) {
            return None;
        }
        let was_left_out = testimony.origin != Origin::Archive
            && (self.coverage.containing(date).is_none()
                || rows
                    .iter()
                    .any(|row| row.superseded_at.is_none() && row.answer != testimony.answer)
                || self.is_contradicted(testimony, date)
                || self.is_implausible(record));
        let currency = self.currency;
        let evidence = self.name(testimony.answer);
        (!was_left_out).then_some(FigureFault::Missing {
            currency,
            record: *record,
            evidence,
        })
    }

    /// Whether another answer has covered a date for which it lists nothing: then the day is covered without the record,
    /// and it cannot be known whether this one was accepted.
    fn is_contradicted(&self, testimony: &Testimony, date: Date) -> bool {
        self.testimonies.iter().any(|(other, taken)| {
            let fetched_on = self
                .answers
                .get(&other.answer)
                .map(|answer| day_in_moscow(answer.fetched_at));
            let last = other.records.last().map(Record::record_date);
            // An answer covers no day after its own but those to its last record.
            let is_covered = taken.contains(date) && Some(date) <= last.max(fetched_on);
            other.answer != testimony.answer && is_covered && other.records_on(date).is_empty()
        })
    }

    /// Whether a listed figure is implausibly far from the stored records before or after it.
    fn is_implausible(&self, record: &Record) -> bool {
        let date = record.record_date();
        let current = || {
            self.rows
                .iter()
                .filter(|row| row.superseded_at.is_none())
                .map(|row| &row.record)
        };
        let is_near = |other: &&Record| are_neighbours(other, record);
        let before = current()
            .rfind(|other| other.record_date() < date)
            .filter(is_near);
        let after = current()
            .find(|other| other.record_date() > date)
            .filter(is_near);
        match (before, after) {
            (Some(before), _) => implausible_jump(self.currency, before, record),
            (None, Some(after)) => implausible_jump(self.currency, record, after),
            (None, None) => false,
        }
    }

    fn rows_on(&self, date: Date) -> &[StoredRate] {
        let from = self
            .rows
            .partition_point(|row| row.record.record_date() < date);
        let to = self
            .rows
            .partition_point(|row| row.record.record_date() <= date);
        &self.rows[from..to]
    }

    fn name(&self, answer: i64) -> EvidenceName {
        self.answers
            .get(&answer)
            .map_or(EvidenceName::Archive { answer }, |name| {
                name.evidence(answer)
            })
    }
}

/// The days for which an answer was used: the days asked for, and all days with rows that name it.
fn taken(testimony: &Testimony, dates: &[Date]) -> Span {
    let listed = dates
        .iter()
        .filter(|date| testimony.listed.contains(**date));
    let asked = (testimony.asked.from(), testimony.asked.to());
    let (from, to) = listed.fold(asked, |(from, to), date| (from.min(*date), to.max(*date)));
    Span::new(from, to).unwrap_or(testimony.asked)
}

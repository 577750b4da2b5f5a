//! Lost digits: records a step beyond ×20 away from the sound ones around them.
//!
//! [`super::judge`] asks for a series, and its tests are the tests of this; [`disbelief`] is for one day. That a step is no redenomination is known
//! to [`implausible_jump`].

use crate::error::AnswerFault;
use crate::model::{Currency, NEIGHBOUR_DAYS, REDENOMINATIONS, Record, implausible_jump};
use jiff::civil::Date;
use std::cmp::Reverse;

/// Parts the records into sound ones and jumps, each measured against the last sound one.
///
/// The walk starts from the neighbour, if it is near, else from the first date that agrees with the one after
/// it, and from there goes forward and back. Where records are far apart it starts anew.
pub(super) fn split_off_jumps(
    currency: &Currency,
    neighbour: Option<&Record>,
    records: &[Record],
) -> (Vec<Record>, Vec<AnswerFault>) {
    let days: Vec<&[Record]> = records.chunk_by(|a, b| a.record_date() == b.record_date()).collect();
    let mut verdict = Verdict { currency, sound: Vec::new(), faults: Vec::new() };
    let mut known: Vec<Record> = neighbour.copied().into_iter().collect();
    for stretch in days.chunk_by(|a, b| is_near(a[0].record_date(), b[0].record_date())) {
        let vouched =
            known.last().is_some_and(|record| is_near(record.record_date(), stretch[0][0].record_date()));
        known = if vouched {
            verdict.walk(known, stretch.iter().copied())
        } else {
            verdict.walk_from_anchor(stretch)
        };
    }
    verdict.sound.sort_by_key(|r| (r.record_date(), Reverse(r.nominal())));
    (verdict.sound, verdict.faults)
}

/// What is wrong with a single record beside the last sound one before it, if anything is.
pub fn disbelief(currency: &Currency, neighbour: Option<&Record>, record: &Record) -> Option<AnswerFault> {
    split_off_jumps(currency, neighbour, &[*record]).1.pop()
}

fn is_near(a: Date, b: Date) -> bool {
    i64::from((b - a).get_days()).abs() <= NEIGHBOUR_DAYS
}

struct Verdict<'a> {
    currency: &'a Currency,
    sound: Vec<Record>,
    faults: Vec<AnswerFault>,
}

impl Verdict<'_> {
    /// Judges days that nothing known before vouches for; returns the last sound records.
    fn walk_from_anchor(&mut self, days: &[&[Record]]) -> Vec<Record> {
        let anchor = days.windows(2).position(|pair| self.agrees(pair[0], pair[1]));
        let Some(at) = anchor else {
            // A single date has nobody to contradict it; dates that all contradict each other are all in doubt.
            if let [only] = days {
                self.sound.extend_from_slice(only);
                return only.to_vec();
            }
            for record in days.iter().copied().flatten() {
                self.refuse(record, None);
            }
            return Vec::new();
        };
        let anchored = self.walk(days[at + 1].to_vec(), [days[at]].into_iter());
        self.walk(anchored.clone(), days[..at].iter().rev().copied());
        self.walk(anchored, days[at + 1..].iter().copied())
    }

    /// Judges days one after the other, forward or back, against the last sound records; returns the last.
    fn walk<'r>(&mut self, mut known: Vec<Record>, days: impl Iterator<Item = &'r [Record]>) -> Vec<Record> {
        for day in days {
            let (sound, jumps): (Vec<_>, Vec<_>) =
                day.iter().partition(|record| known.iter().any(|other| self.near_in_value(other, record)));
            for record in jumps {
                self.refuse(record, known.last());
            }
            if !sound.is_empty() {
                known = sound.into_iter().copied().collect();
                self.sound.extend_from_slice(&known);
            }
        }
        known
    }

    fn agrees(&self, day: &[Record], next: &[Record]) -> bool {
        day.iter().any(|a| next.iter().any(|b| self.near_in_value(a, b)))
    }

    /// Whether no digit was lost between two records. A record of the day of a redenomination may count in
    /// either unit: the lev of 1999-07-01 was published in both.
    fn near_in_value(&self, a: &Record, b: &Record) -> bool {
        let (earlier, later) = if a.record_date() <= b.record_date() { (a, b) } else { (b, a) };
        let eve = |record: &Record| {
            let date = record.record_date();
            let renamed = REDENOMINATIONS.iter().any(|r| r.currency == self.currency.code && r.date == date);
            let eve = date.yesterday().ok().filter(|_| renamed)?;
            Record::new(eve, record.nominal(), record.value_e4()).ok()
        };
        !implausible_jump(self.currency, earlier, later)
            || eve(earlier).is_some_and(|earlier| !implausible_jump(self.currency, &earlier, later))
    }

    fn refuse(&mut self, record: &Record, against: Option<&Record>) {
        let figure = |record: &Record| format!("{} for {}", record.value(), record.nominal().units());
        let what = match against {
            Some(known) => format!("{} beside {} of {}", figure(record), figure(known), known.record_date()),
            None => format!("{} agrees with no other record", figure(record)),
        };
        self.faults.push(AnswerFault::Absurd { record_date: record.record_date(), what });
    }
}

//! Which figures of an answer are left out: those that contradict the records around them.
//!
//! The rules are in [`crate::model::doubts`] and [`crate::model::implausible_jump`]; here they are applied to an answer
//! and the records stored around it. [`super::judge`] applies them to a series, and its tests cover this module;
//! [`disbelief`] is for a single record.

use crate::{
    error::{AnswerFault, Bilingual},
    model::{
        Currency, Doubt, Record, are_neighbours, doubts, implausible_jump, in_order, is_notable,
        records_by_date, step_between,
    },
};
use jiff::civil::Date;
use std::cmp::Reverse;

/// The stored records around the days asked for, each list by date.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Records of the currency before the days asked for.
    pub before: Vec<Record>,
    /// Records of the currency after them.
    pub after: Vec<Record>,
    /// Records of other currencies on them, and on the date of the last record before them.
    pub others: Vec<(&'static Currency, Record)>,
}

/// Divides the records into sound ones and faults.
pub(super) fn split_off_jumps(
    currency: &Currency,
    known: &Known,
    records: &[Record],
) -> (Vec<Record>, Vec<AnswerFault>) {
    let mut verdict = Verdict {
        currency,
        sound: Vec::new(),
        faults: Vec::new(),
    };
    verdict.judge_units(known, records);
    verdict.leave_out_borrowed(known);
    verdict.leave_out_doubtful(known);

    (verdict.sound, verdict.faults)
}

/// The fault of a single record, judged by the known ones, if it has one.
pub fn disbelief(currency: &Currency, known: &Known, record: &Record) -> Option<AnswerFault> {
    split_off_jumps(currency, known, &[*record]).1.pop()
}

/// Records of one date.
type Day<'r> = &'r [Record];

struct Verdict<'a> {
    currency: &'a Currency,
    sound: Vec<Record>,
    faults: Vec<AnswerFault>,
}

impl Verdict<'_> {
    /// Leaves out records that no unit of the currency explains, each measured against the last sound one.
    ///
    /// The walk starts from a stored neighbour that is near, else from the date that agrees with most of the
    /// others, and from there goes forward and back. Where records are far apart it starts again.
    fn judge_units(&mut self, known: &Known, records: &[Record]) {
        let days: Vec<Day<'_>> = records_by_date(records).collect();
        // Stored records were believed once and vouch for their neighbours.
        let mut last_sound = last_day(&known.before).to_vec();

        for stretch in days.chunk_by(|a, b| are_neighbours(&a[0], &b[0])) {
            let first = &stretch[0][0];
            let last = &stretch[stretch.len() - 1][0];
            let later = records_by_date(&known.after).next().unwrap_or_default();
            last_sound = if last_sound
                .iter()
                .any(|record| are_neighbours(record, first))
            {
                self.walk(last_sound, stretch.iter().copied())
            } else if later.iter().any(|record| are_neighbours(record, last)) {
                self.walk(later.to_vec(), stretch.iter().rev().copied());
                last_day(&self.sound).to_vec()
            } else {
                self.walk_from_anchor(stretch)
            };
        }

        self.sound
            .sort_by_key(|record| (record.record_date(), Reverse(record.nominal())));
    }

    /// Judges days that no stored record vouches for; returns the last sound records.
    fn walk_from_anchor(&mut self, days: &[Day<'_>]) -> Vec<Record> {
        let Some(at) = self.anchor(days) else {
            // A single date has no other to contradict it; dates that all contradict each other are all in doubt.
            if let [only] = days {
                self.sound.extend_from_slice(only);
                return only.to_vec();
            }

            for record in days.iter().copied().flatten() {
                self.refuse(record, None);
            }

            return Vec::new();
        };

        let anchored = self.walk(days[at].to_vec(), [days[at]].into_iter());
        self.walk(anchored.clone(), days[..at].iter().rev().copied());
        self.walk(anchored, days[at + 1..].iter().copied())
    }

    /// The first of the days that agree with most other days near them, if any two agree.
    fn anchor(&self, days: &[Day<'_>]) -> Option<usize> {
        let mut agreeing = vec![0usize; days.len()];
        for (at, day) in days.iter().enumerate() {
            for (later, other) in days.iter().enumerate().skip(at + 1) {
                if !are_neighbours(&day[0], &other[0]) {
                    break;
                }

                if self.agree(day, other) {
                    agreeing[at] += 1;
                    agreeing[later] += 1;
                }
            }
        }

        let most = agreeing.iter().copied().max().filter(|most| *most > 0)?;
        agreeing.iter().position(|count| *count == most)
    }

    /// Judges days one after the other, forward or back, against the last sound records; returns the last.
    fn walk<'r>(
        &mut self,
        mut known: Vec<Record>,
        days: impl Iterator<Item = Day<'r>>,
    ) -> Vec<Record> {
        for day in days {
            let (sound, jumps): (Vec<_>, Vec<_>) = day
                .iter()
                .partition(|record| known.iter().any(|other| self.is_in_one_unit(other, record)));
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

    /// Whether some record of the earlier day and some of the later may both be true.
    fn agree(&self, earlier: Day<'_>, later: Day<'_>) -> bool {
        earlier.iter().any(|a| {
            let mut later = later.iter();
            later.any(|b| !implausible_jump(self.currency, a, b))
        })
    }

    fn is_in_one_unit(&self, a: &Record, b: &Record) -> bool {
        let (earlier, later) = in_order(a, b);
        !implausible_jump(self.currency, earlier, later)
    }

    /// Leaves out records that jump to the very figure of another currency on that date. In the official records
    /// two currencies have had one figure on 29 dates, and never after a step that counts as notable.
    fn leave_out_borrowed(&mut self, known: &Known) {
        let mut last = known.before.last().copied();
        let next = known.after.first().copied();
        let records = std::mem::take(&mut self.sound);

        for (at, record) in records.iter().enumerate() {
            let beside = last.or_else(|| records.get(at + 1).copied()).or(next);
            let owner = beside.and_then(|beside| self.owner(known, &beside, record));
            if let Some(owner) = owner {
                self.faults.push(borrowed(record, owner));
            } else {
                self.sound.push(*record);
                last = Some(*record);
            }
        }
    }

    /// The currency that a record took its figure from, if it jumps to that from its neighbour. One that had the same
    /// figure on both dates owns neither.
    fn owner(&self, known: &Known, beside: &Record, record: &Record) -> Option<&'static Currency> {
        let (earlier, later) = in_order(beside, record);
        let is_jump = are_neighbours(earlier, later)
            && is_notable(step_between(self.currency, earlier, later));

        let mut owners = known.others.iter().filter(|(_, other)| other == record);

        owners
            .find(|(owner, _)| is_jump && !known.others.contains(&(*owner, *beside)))
            .map(|(owner, _)| *owner)
    }

    /// Leaves out excursions and a leap that nothing confirms yet.
    fn leave_out_doubtful(&mut self, known: &Known) {
        let doubts = doubts(self.currency, &known.before, &self.sound, &known.after);
        // By date: where a day has two records, in the old unit and the new, both go.
        let dates: Vec<Date> = doubts
            .iter()
            .map(|doubt| doubt.record.record_date())
            .collect();
        self.sound
            .retain(|record| !dates.contains(&record.record_date()));
        self.faults.extend(doubts.iter().map(doubtful));
    }

    fn refuse(&mut self, record: &Record, against: Option<&Record>) {
        let value = figure(record);
        let what = match against {
            Some(known) => {
                let other = dated_figure(known);
                Bilingual::new(
                    format!("{} beside {}", value.en, other.en),
                    format!("{} рядом с {}", value.ru, other.ru),
                )
            }
            None => Bilingual::new(
                format!("{} agrees with no other record", value.en),
                format!("{} не согласуется ни с одной другой записью", value.ru),
            ),
        };
        self.faults.push(absurd(record, what));
    }
}

/// Two records by date, the first one first where they are of one.
/// The records of the last date.
fn last_day(records: &[Record]) -> &[Record] {
    records_by_date(records).next_back().unwrap_or_default()
}

/// `90.9873 for 1`
fn figure(record: &Record) -> Bilingual {
    let value = record.value();
    let nominal = record.nominal().units();
    Bilingual::new(
        format!("{value} for {nominal}"),
        format!("{value} за {nominal}"),
    )
}

/// `90.9873 for 1 of 2024-05-21`
fn dated_figure(record: &Record) -> Bilingual {
    let value = figure(record);
    let date = record.record_date();
    Bilingual::new(
        format!("{} of {date}", value.en),
        format!("{} от {date}", value.ru),
    )
}

fn absurd(record: &Record, what: Bilingual) -> AnswerFault {
    let record_date = record.record_date();
    AnswerFault::Absurd { record_date, what }
}

fn borrowed(record: &Record, owner: &Currency) -> AnswerFault {
    let value = figure(record);
    let what = Bilingual::new(
        format!("{} is the {owner} figure of that date", value.en),
        format!("{} — это значение {owner} на ту же дату", value.ru),
    );

    absurd(record, what)
}

fn doubtful(doubt: &Doubt) -> AnswerFault {
    let value = figure(&doubt.record);
    let before = dated_figure(&doubt.before);
    let Some(after) = doubt.after else {
        let what = Bilingual::new(
            format!("{} after {}", value.en, before.en),
            format!("{} после {}", value.ru, before.ru),
        );
        let record_date = doubt.record.record_date();
        return AnswerFault::Unconfirmed { record_date, what };
    };

    let after = dated_figure(&after);
    let what = Bilingual::new(
        format!("{} between {} and {}", value.en, before.en, after.en),
        format!("{} между {} и {}", value.ru, before.ru, after.ru),
    );

    absurd(&doubt.record, what)
}

//! Simulated records as the tool would test them.

use crate::simulate::{Changes, changes};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday, date},
};
use rand_pcg::Pcg64;
use ruble_rates::{
    analysis::{
        FactorsFrom, Move, Moves,
        null::{BlockTest, Draws, Placement, Scores, Statistic},
        study::{EventStudy, Offsets, StudyInput, event_study, sums},
    },
    model::{Currency, Nominal, Record, Series, Span},
};
use std::convert::identity;

/// Changes before the first tested record: the burn-in of the volatility, and the records shown before an event.
const BEFORE: usize = 66;
/// Records after the last tested one.
const AFTER: usize = 6;
/// Units that a simulated rate is of.
const NOMINAL: i64 = 10_000;
/// The window that is tested.
pub const WINDOW: Offsets = Offsets { first: 0, last: 1 };
/// Records shown before and after an event.
pub const K: u32 = 5;

/// On which days records are dated.
#[derive(Clone, Copy)]
pub enum Days {
    /// On all.
    All,
    /// As the Bank does it: set from Monday to Friday, dated the day after.
    AfterWorkingDays,
}

impl Days {
    fn dates(self) -> impl Iterator<Item = Date> {
        date(2005, 1, 1)
            .series(1.day())
            .filter(move |day| match self {
                Self::All => true,
                Self::AfterWorkingDays => {
                    !matches!(day.weekday(), Weekday::Sunday | Weekday::Monday)
                }
            })
    }
}

/// Records of which the first ones are not tested.
pub struct Market {
    moves: Moves,
    /// The variance of each tested change.
    pub variance: Vec<f64>,
    /// Numbers of the tested records.
    pub tested: Vec<u32>,
}

/// An effect on the record at a position among the tested ones and the next, in σ over both.
pub type Effect = (u32, f64);

impl Market {
    /// `n` tested records without anything behind their moves.
    pub fn noise(n: usize, random: &mut Pcg64) -> Self {
        Self::new(&changes(n + BEFORE + AFTER, random), Days::All)
    }

    /// The same changes with effects, of which seven tenths come at once.
    pub fn with_effects(n: usize, effects: &[Effect], days: Days, random: &mut Pcg64) -> Self {
        let mut changes = changes(n + BEFORE + AFTER, random);
        for (position, delta) in effects {
            let at = *position as usize + BEFORE;
            changes.pct[at] += 0.7 * delta * changes.variance[at].sqrt();
            changes.pct[at + 1] += 0.3 * delta * changes.variance[at + 1].sqrt();
        }
        Self::new(&changes, days)
    }

    fn new(changes: &Changes, days: Days) -> Self {
        let moves =
            Moves::from_series(&series(&changes.pct, days), FactorsFrom::Whole).expect("no leaps");
        let last = changes.pct.len() - AFTER;
        // The first record has no change.
        let tested = (BEFORE + 1..=last).filter_map(|record| u32::try_from(record).ok());

        Self {
            moves,
            variance: changes.variance[BEFORE..last].to_vec(),
            tested: tested.collect(),
        }
    }

    /// One value of every record.
    pub fn values<T>(&self, value: impl Fn(&Move) -> T) -> Vec<T> {
        self.moves.records().iter().map(value).collect()
    }

    /// Set dates of the tested records.
    pub fn set_dates(&self) -> Vec<Date> {
        let records = self.moves.records();
        self.tested
            .iter()
            .map(|record| records[*record as usize].set_date)
            .collect()
    }

    /// What is tested of each record.
    pub fn outcome(&self) -> Vec<f64> {
        let z = self.values(|one| one.z);
        sums(&z, &self.tested, WINDOW, identity).expect("past the burn-in")
    }

    /// Changes over the window, per cent.
    pub fn change_sums(&self) -> Vec<f64> {
        let changes = self.values(|one| one.change_log_pct);
        sums(&changes, &self.tested, WINDOW, identity).expect("past the first")
    }

    /// The study of a term with these events among `tested`, as `rates correlate --term` makes it.
    pub fn study(&self, tested: &[u32], events: &[u32], draws: usize, seed: u64) -> EventStudy {
        event_study(&StudyInput {
            z: &self.values(|one| one.z),
            change_log_pct: &self.values(|one| one.change_log_pct),
            change_rubles: None,
            sigma_pct: &self.values(|one| one.sigma_pct),
            record_dates: &self.values(|one| one.record_date),
            set_dates: &self.values(|one| one.set_date),
            tested,
            last_rate: None,
            events,
            is_time_known: true,
            k: K,
            window: WINDOW,
            permutations: draws,
            seed,
        })
        .expect("tested records are whole")
    }
}

/// The test of one term with these events.
pub fn block_test(scores: &Scores, events: &[u32], count: usize, seed: u64) -> BlockTest {
    let n = scores.len();
    let placement = Placement::new(n, events);
    let draws = Draws { n, seed, count };
    let statistic = Statistic::new(scores, &placement);
    let drawn: Vec<i64> = (0..count)
        .map(|number| statistic.drawn(&draws.draw(number)))
        .collect();
    statistic.judged(&drawn)
}

/// The dollar's rate that starts at 60 rubles and makes these changes. It is kept per ten thousand units, so that the four
/// digits of a record round nothing that matters.
#[expect(
    clippy::cast_possible_truncation,
    reason = "ten-thousandths of some hundreds of thousands of rubles fit"
)]
fn series(pct: &[f64], days: Days) -> Series {
    let mut rate = 60.0;
    let mut rates = vec![rate];
    for change in pct {
        rate *= (change / 100.0).exp();
        rates.push(rate);
    }

    let nominal = Nominal::new(NOMINAL).expect("a power of ten");
    let records: Vec<Record> = days
        .dates()
        .zip(&rates)
        .map(|(day, rate)| {
            let value_e4 = (rate * NOMINAL as f64 * 1e4).round() as i64;
            Record::new(day, nominal, value_e4).expect("a rate")
        })
        .collect();

    let first = records[0].record_date();
    let last = records[records.len() - 1].record_date();
    let coverage = Span::new(first, last).into_iter().collect();
    Series::new(
        Currency::find("USD").expect("the dollar"),
        records,
        coverage,
    )
}

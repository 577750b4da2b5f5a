//! Words of the tax period in a market that moves with the calendar, as the ruble does on the last days of a month: the
//! word has nothing to do with the rate, the days have.

use crate::{
    Runs,
    market::{Days, Effect, Market, block_test},
    simulate::{random_events, uniform},
    table::{Expected, Table},
    verdicts::print_each,
};
use jiff::civil::Date;
use rand_pcg::Pcg64;
use rayon::prelude::*;
use ruble_rates::analysis::{
    null::{ALPHA, Scores, calendar_class, without_calendar},
    study::Verdict,
};

/// Tested records: ten years.
const N: usize = 2_400;
const DRAWS: usize = 399;
/// The days on which the ruble weakens, when exporters have paid their taxes.
const TAX_DAYS: std::ops::RangeInclusive<i8> = 26..=28;
/// How much it does on each, in σ. In the dollar's records since 2014 two of them together move by 0.47.
const TAX_EFFECT: f64 = 0.3;
/// Share of months in which the word is in the news.
const MONTHS: f64 = 0.6;
/// A true effect, in σ of two records, and on how many days, for the other side.
const TRUE_EFFECT: f64 = 0.9;
const TRUE_EVENTS: usize = 60;

/// One word and what was found of it.
struct Asked {
    p: f64,
    p_calendar: f64,
    verdict: Verdict,
}

/// Words of tax days with and without an effect of the days, and words with an effect of their own.
pub fn words(runs: Runs, table: &mut Table) {
    let with = asked(runs, |seed| tax_word(seed, TAX_EFFECT));
    let seen = count(&with, |one| one.p <= ALPHA);
    table.row(
        "calendar word, the days move the rate: p ≤ 0.05 (not controlled)",
        seen,
        with.len(),
        Expected::Between(0.20, 1.0),
    );
    let seen = count(&with, |one| one.p_calendar <= ALPHA);
    table.row(
        "calendar word, the days move the rate: p_calendar ≤ 0.05",
        seen,
        with.len(),
        Expected::AtMost(ALPHA),
    );
    found(
        &with,
        "calendar word, the days move the rate",
        Expected::AtMost(ALPHA),
        table,
    );

    let without = asked(runs, |seed| tax_word(seed, 0.0));
    let seen = count(&without, |one| one.p <= ALPHA);
    table.row(
        "calendar word, the days do nothing: p ≤ 0.05",
        seen,
        without.len(),
        Expected::Nominal(ALPHA),
    );
    found(
        &without,
        "calendar word, the days do nothing",
        Expected::AtMost(ALPHA),
        table,
    );

    let own = asked(runs, word_of_its_own);
    let name = format!("word with an effect of {TRUE_EFFECT} σ on {TRUE_EVENTS} random days");
    found(&own, &name, Expected::Between(0.80, 1.0), table);
}

fn asked(runs: Runs, ask: impl Fn(u64) -> Asked + Sync + Send) -> Vec<Asked> {
    runs.seeds().into_par_iter().map(ask).collect()
}

fn count(asked: &[Asked], is_it: impl Fn(&Asked) -> bool) -> usize {
    asked.iter().filter(|one| is_it(one)).count()
}

/// The verdicts that name the news as what goes with the rate.
fn found(asked: &[Asked], name: &str, expected: Expected, table: &mut Table) {
    let is_found = |one: &Asked| {
        matches!(
            one.verdict.name(),
            "found" | "found_same_day" | "found_day_unknown"
        )
    };
    table.row(
        &format!("{name}: found"),
        count(asked, is_found),
        asked.len(),
        expected,
    );
    let verdicts: Vec<Verdict> = asked.iter().map(|one| one.verdict).collect();
    print_each(&verdicts);
}

fn tax_word(seed: u64, effect: f64) -> Asked {
    let mut random = Pcg64::new(seed.into(), 5);
    let market = taxed(effect, &[], &mut random);
    let days = first_tax_days(&market.set_dates());
    let events: Vec<u32> = days
        .into_iter()
        .filter(|_| uniform(&mut random) < MONTHS)
        .collect();
    ask(&market, &events, seed)
}

fn word_of_its_own(seed: u64) -> Asked {
    let mut random = Pcg64::new(seed.into(), 6);
    let events = random_events(TRUE_EVENTS, N, &mut random);
    let own: Vec<Effect> = events.iter().map(|event| (*event, TRUE_EFFECT)).collect();
    let market = taxed(TAX_EFFECT, &own, &mut random);
    ask(&market, &events, seed)
}

/// A market in which the days of a month move the rate, with other effects beside.
fn taxed(effect: f64, others: &[Effect], random: &mut Pcg64) -> Market {
    let days = Market::with_effects(N, &[], Days::AfterWorkingDays, &mut random.clone());
    let effects: Vec<Effect> = (0..)
        .zip(days.set_dates())
        .filter(|(_, day)| TAX_DAYS.contains(&day.day()))
        .map(|(position, _)| (position, effect))
        .chain(others.iter().copied())
        .collect();
    Market::with_effects(N, &effects, Days::AfterWorkingDays, random)
}

/// The position of the first record of each month that was set on one of the days.
fn first_tax_days(set_dates: &[Date]) -> Vec<u32> {
    let mut found: Vec<(u32, Date)> = (0..)
        .zip(set_dates.iter().copied())
        .filter(|(_, day)| TAX_DAYS.contains(&day.day()))
        .collect();
    found.dedup_by_key(|(_, day)| day.first_of_month());
    found.into_iter().map(|(position, _)| position).collect()
}

fn ask(market: &Market, events: &[u32], seed: u64) -> Asked {
    let scores = Scores::new(&market.outcome());
    let classes: Vec<usize> = market.set_dates().into_iter().map(calendar_class).collect();
    let rest = without_calendar(&scores, &classes);

    Asked {
        p: block_test(&scores, events, DRAWS, seed).p,
        p_calendar: block_test(&rest, events, DRAWS, seed).p,
        verdict: market
            .study(&market.tested, events, DRAWS, seed)
            .judgement
            .verdict,
    }
}

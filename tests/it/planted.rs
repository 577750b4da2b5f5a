//! Events planted on the real rates by a rule that looks at the moves, so that it is known which verdict is right.
//!
//! The rules are those of `benches/planted.py`, which puts the same events through the news and the command. Quiet is a
//! record before which five moves cancel out; events are at least eight records apart.

use jiff::civil::{Date, date};
use ruble_rates::{
    analysis::{
        FactorsFrom, Move, Moves,
        null::{Draws, Scores},
        screen::{FalseDiscovery, Moves as ScreenMoves, Panel, Screen, Terms, screen},
        study::{Direction, EventStudy, Offsets, StudyInput, event_study, sums, turbulent_spans},
    },
    model::{Currency, Series, Span},
    store::archive::stretches,
};
use std::{convert::identity, ops::ControlFlow};

const FIRST: Date = date(2014, 11, 10);
const LAST: Date = date(2024, 11, 10);
/// Records between two events of a word.
const SPACING: usize = 8;
const WINDOW: Offsets = Offsets { first: 0, last: 1 };
const PERMUTATIONS: usize = 499;

/// The records of ten years of a currency, and numbers that follow from nothing but the order in which they are drawn.
struct World {
    moves: Moves,
    /// Numbers of the tested records.
    tested: Vec<u32>,
    lots: u64,
}

impl World {
    fn of(code: &str) -> Self {
        let archived = stretches().unwrap();
        let one = archived.iter().find(|one| one.code == code).unwrap();
        let days = Span::new(
            one.records[0].record_date(),
            one.records.last().unwrap().record_date(),
        );
        let series = Series::new(
            Currency::by_code(code).unwrap(),
            one.records.clone(),
            days.into_iter().collect(),
        );
        let moves = Moves::from_series(&series, FactorsFrom::Whole).unwrap();
        let tested = (0u32..)
            .zip(moves.records())
            .filter(|(_, one)| FIRST <= one.record_date && one.record_date <= LAST)
            .map(|(number, _)| number)
            .collect();

        Self {
            moves,
            tested,
            lots: 2,
        }
    }

    /// z of the record `offset` after the one at a position.
    fn z(&self, position: usize, offset: isize) -> f64 {
        let record = (self.tested[position] as usize).strict_add_signed(offset);
        self.moves.records()[record].z.unwrap()
    }

    /// w: both records of the window.
    fn move_of(&self, position: usize) -> f64 {
        self.z(position, 0) + self.z(position, 1)
    }

    fn before(&self, position: usize) -> f64 {
        (-5..0).map(|offset| self.z(position, offset)).sum()
    }

    fn sigma_pct(&self, position: usize) -> f64 {
        let record = self.tested[position] as usize;
        self.moves.records()[record].sigma_pct.unwrap()
    }

    fn set_date(&self, position: usize) -> Date {
        self.moves.records()[self.tested[position] as usize].set_date
    }

    fn positions(&self, is_right: impl Fn(usize) -> bool) -> Vec<usize> {
        (0..self.tested.len())
            .filter(|position| is_right(*position))
            .collect()
    }

    fn quiet(&self, is_right: impl Fn(usize) -> bool) -> Vec<usize> {
        self.positions(|position| self.before(position).abs() < 1.5 && is_right(position))
    }

    /// In an order that follows from the lots drawn so far.
    fn by_lot(&mut self, mut positions: Vec<usize>) -> Vec<usize> {
        for last in (1..positions.len()).rev() {
            self.lots = self
                .lots
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let other = (self.lots >> 33) % (last as u64 + 1);
            positions.swap(last, usize::try_from(other).unwrap());
        }
        positions
    }

    /// One value of every record.
    fn values<T>(&self, value: impl Fn(&Move) -> T) -> Vec<T> {
        self.moves.records().iter().map(value).collect()
    }

    /// What `ask` makes of events at these positions.
    fn ask<T>(&self, events: &[usize], ask: impl Fn(&StudyInput) -> T) -> T {
        ask(&StudyInput {
            z: &self.values(|one| one.z),
            change_log_pct: &self.values(|one| one.change_log_pct),
            change_rubles: None,
            sigma_pct: &self.values(|one| one.sigma_pct),
            record_dates: &self.values(|one| one.record_date),
            set_dates: &self.values(|one| one.set_date),
            tested: &self.tested,
            last_rate: None,
            events: &numbers(events),
            is_time_known: true,
            k: 5,
            window: WINDOW,
            permutations: PERMUTATIONS,
            seed: 1,
        })
    }

    fn study(&self, events: &[usize]) -> EventStudy {
        self.ask(events, |input| event_study(input).unwrap())
    }
}

/// In ascending order.
fn numbers(positions: &[usize]) -> Vec<u32> {
    let mut numbers: Vec<u32> = positions
        .iter()
        .map(|at| u32::try_from(*at).unwrap())
        .collect();
    numbers.sort_unstable();
    numbers
}

/// The first `count` that keep their distance from one another and from the others.
fn spaced(positions: &[usize], count: usize, others: &[usize]) -> Vec<usize> {
    let mut taken: Vec<usize> = Vec::new();
    for position in positions {
        let mut all = taken.iter().chain(others);
        if taken.len() < count && all.all(|other| other.abs_diff(*position) >= SPACING) {
            taken.push(*position);
        }
    }
    assert_eq!(taken.len(), count);
    taken
}

/// The same from the largest figure down.
fn largest(
    mut positions: Vec<usize>,
    count: usize,
    others: &[usize],
    figure: impl Fn(usize) -> f64,
) -> Vec<usize> {
    positions.sort_by(|a, b| figure(*b).total_cmp(&figure(*a)));
    spaced(&positions, count, others)
}

/// On the dollar and on the euro: the verdict, and what else `also` looks at.
fn check(
    plant: impl Fn(&mut World) -> Vec<usize>,
    verdicts: &[&str],
    also: impl Fn(&World, &[usize], &EventStudy),
) {
    for code in ["USD", "EUR"] {
        let mut world = World::of(code);
        let events = plant(&mut world);
        let study = world.study(&events);
        let found = study.judgement.verdict.name();
        assert!(
            verdicts.contains(&found),
            "{code}: {found} {:?} {:?}",
            study.p_values,
            study.effect
        );
        also(&world, &events, &study);
    }
}

fn nothing_else(_: &World, _: &[usize], _: &EventStudy) {}

#[test]
fn rises_and_falls_of_unusual_size_are_a_matter_of_size() {
    let events = |world: &mut World| {
        let quiet = world.quiet(|_| true);
        let rises = largest(quiet.clone(), 35, &[], |at| world.move_of(at));
        let falls = largest(quiet, 35, &rises, |at| -world.move_of(at));
        [rises, falls].concat()
    };
    check(events, &["size"], nothing_else);
}

#[test]
fn a_rise_days_after_the_news_is_later() {
    let events = |world: &mut World| {
        let still = world.quiet(|at| world.move_of(at).abs() < 0.8);
        largest(still, 70, &[], |at| world.z(at, 3) + world.z(at, 4))
    };
    check(events, &["later"], nothing_else);
}

#[test]
fn rises_in_turbulent_times_and_chance_in_calm_ones_are_found_and_the_times_named() {
    let events = |world: &mut World| {
        let volatile = world.positions(|at| world.sigma_pct(at) > 1.3);
        let rises = largest(volatile, 25, &[], |at| world.move_of(at));
        let calm = world.positions(|at| world.sigma_pct(at) <= 0.7);
        let by_lot = spaced(&world.by_lot(calm), 60, &rises);
        [rises, by_lot].concat()
    };
    check(events, &["found", "found_same_day"], |world, events, _| {
        let spans = turbulent_spans(&world.moves, Span::new(FIRST, LAST).unwrap());
        let split = world.ask(events, |input| input.split_by(&spans).unwrap());
        assert_eq!(split.bearer, Some(1), "{split:?}");
    });
}

#[test]
fn a_fall_after_a_rise_before_the_news_is_a_reversal() {
    let events = |world: &mut World| {
        let risen = world.positions(|at| world.before(at) > 2.0);
        largest(risen, 50, &[], |at| -world.move_of(at))
    };
    check(events, &["reversal"], |_, _, study| {
        assert_eq!(study.judgement.direction, Some(Direction::Stronger));
    });
}

#[test]
fn a_few_large_rises_among_more_small_falls_are_found_without_being_more_frequent() {
    let events = |world: &mut World| {
        let large = largest(world.quiet(|_| true), 16, &[], |at| world.move_of(at));
        let small = world.quiet(|at| (-0.55..-0.05).contains(&world.move_of(at)));
        let by_lot = spaced(&world.by_lot(small), 26, &large);
        [large, by_lot].concat()
    };
    check(events, &["found", "found_same_day"], |_, _, study| {
        assert_eq!(study.judgement.direction, Some(Direction::Weaker));
        assert!(study.effect.unwrap().share_up < 0.5, "{:?}", study.effect);
    });
}

#[test]
fn rises_in_the_first_half_alone_are_found_and_the_half_named() {
    let events = |world: &mut World| {
        let middle = world.tested.len() / 2;
        let rises = largest(world.quiet(|at| at < middle), 25, &[], |at| {
            world.move_of(at)
        });
        let second = world.positions(|at| at >= middle);
        let by_lot = spaced(&world.by_lot(second), 25, &rises);
        [rises, by_lot].concat()
    };
    check(events, &["found", "found_same_day"], |_, _, study| {
        let halves = study.grounds.halves.unwrap();
        assert_eq!(halves.split.bearer, Some(0), "{halves:?}");
    });
}

#[test]
fn a_rise_the_day_before_the_news_is_not_found() {
    let events = |world: &mut World| {
        let still = world.positions(|at| world.move_of(at).abs() < 0.7);
        largest(still, 60, &[], |at| world.z(at, -1))
    };
    check(events, &["not_found"], nothing_else);
}

#[test]
fn a_rise_on_the_day_of_the_news_alone_is_found_the_same_day() {
    let events = |world: &mut World| {
        let still = world.quiet(|at| world.z(at, 1).abs() < 0.5);
        largest(still, 40, &[], |at| world.z(at, 0))
    };
    check(events, &["found_same_day"], nothing_else);
}

#[test]
fn a_rise_that_goes_on_after_the_news_is_found() {
    let events = |world: &mut World| {
        let begun = world.quiet(|at| world.z(at, 0) > 0.4);
        largest(begun, 40, &[], |at| world.z(at, 1))
    };
    check(events, &["found"], nothing_else);
}

/// The first record of each month that was set on one of the days on which the ruble weakens anyway.
#[test]
fn a_word_of_the_tax_days_is_a_matter_of_the_calendar() {
    let world = World::of("USD");
    let mut days = world.positions(|at| (26..=28).contains(&world.set_date(at).day()));
    days.dedup_by_key(|at| world.set_date(*at).first_of_month());
    let study = world.study(&days);
    assert_eq!(study.judgement.verdict.name(), "calendar", "{study:?}");
}

/// A true word, one that shares four in five of its events with it, and words drawn by lot.
fn screen_with_a_proxy(world: &mut World) -> Screen {
    let rises = largest(world.quiet(|_| true), 45, &[], |at| world.move_of(at));
    let all = world.by_lot(world.positions(|_| true));
    let others = spaced(&all, 12, &rises);
    let proxy = [&rises[..36], &others].concat();

    let mut terms = Terms::default();
    let mut push = |mut events: Vec<usize>| {
        events.sort_unstable();
        let events: Vec<u32> = events
            .iter()
            .map(|at| u32::try_from(*at).unwrap())
            .collect();
        terms.push(&events);
    };
    push(rises);
    push(proxy);
    for _ in 0..60 {
        push(world.by_lot(all.clone())[..40].to_vec());
    }

    let z = world.values(|one| one.z);
    let outcome = sums(&z, &world.tested, WINDOW, identity).unwrap();
    let scores = Scores::new(&outcome);
    let draws = Draws {
        n: world.tested.len(),
        seed: 1,
        count: PERMUTATIONS,
    };
    let panel = Panel {
        scores: &scores,
        terms: &terms,
        draws: &draws,
    };
    let moves = ScreenMoves {
        outcome: &outcome,
        before: None,
        calendar: None,
        change_pct: &outcome,
        change_log_pct: &outcome,
        change_kop: None,
        mean_sigma_pct: 1.0,
    };
    screen(
        &[(panel, moves)],
        FalseDiscovery::BenjaminiHochberg,
        &|_| ControlFlow::Continue(()),
    )
    .unwrap()
}

#[test]
fn a_word_that_shares_its_days_with_a_true_one_is_its_echo() {
    for code in ["USD", "EUR"] {
        let screen = screen_with_a_proxy(&mut World::of(code));
        let found: Vec<usize> = screen.found.iter().map(|row| row.at.term).collect();
        assert_eq!(found, [0], "{code}");
        let echoes: Vec<(usize, Option<usize>)> = screen
            .echoes
            .iter()
            .map(|row| (row.at.term, row.echo_of.map(|at| at.term)))
            .collect();
        assert_eq!(echoes, [(1, Some(0))], "{code}");
    }
}

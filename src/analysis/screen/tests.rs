//! The screen as a whole: what it finds, and what must not change it.

use super::*;
use crate::{
    analysis::null::{Draws, Scores},
    error::Error,
};
use rand_pcg::{Pcg64, rand_core::Rng as _};
use std::ops::ControlFlow;

/// A report that never breaks off.
pub fn unwatched(_share: f64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Outcomes of noise and terms of it; the first term moves the rate up, the second shares most of its events.
struct Corpus {
    outcomes: Vec<f64>,
    lists: Vec<Vec<u32>>,
}

impl Corpus {
    fn new(n: u32, terms: usize, effect: f64) -> Self {
        let mut random = Pcg64::new(11, 5);
        let mut even = move || (random.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
        let mut outcomes: Vec<f64> = (0..n).map(|_| (0..6).map(|_| even() - 0.5).sum()).collect();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        for term in 0..terms {
            let often = [0.05, 0.1, 0.3][term % 3];
            lists.push((0..n).filter(|_| even() < often).collect());
        }
        lists[1] = lists[0].iter().copied().filter(|_| even() < 0.75).collect();
        lists[0]
            .iter()
            .for_each(|event| outcomes[*event as usize] += effect);
        Self { outcomes, lists }
    }

    fn screened(&self, seed: u64) -> Screen {
        self.reported(seed, &unwatched).unwrap()
    }

    fn reported(&self, seed: u64, report: Report<'_>) -> Result<Screen> {
        let terms: Terms = self.lists.iter().map(Vec::as_slice).collect();
        let scores = Scores::new(&self.outcomes);
        let draws = Draws {
            n: scores.len(),
            seed,
            count: 299,
        };
        let panel = Panel {
            scores: &scores,
            terms: &terms,
            draws: &draws,
        };
        screen(
            &[(panel, self.moves(&scores))],
            FalseDiscovery::default(),
            report,
        )
    }

    fn moves<'a>(&'a self, before: &'a Scores) -> Moves<'a> {
        let change = &self.outcomes;
        Moves {
            outcome: change,
            before: Some(before),
            calendar: None,
            change_pct: change,
            change_log_pct: change,
            change_kop: None,
            mean_sigma_pct: 0.5,
        }
    }
}

#[test]
fn the_threads_do_not_show() {
    let corpus = Corpus::new(400, 300, 1.5);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| format!("{:?}", corpus.screened(1)))
    };
    assert_eq!(with(1), with(2));
    assert_eq!(with(1), with(5));
}

#[test]
fn the_numbers_of_terms_do_not_show() {
    let corpus = Corpus::new(400, 90, 1.5);
    let terms = corpus.lists.len();
    let moved = |term: usize| (term * 7 + 3) % terms;
    let mut other = Corpus {
        outcomes: corpus.outcomes.clone(),
        lists: vec![Vec::new(); terms],
    };
    (0..terms).for_each(|term| other.lists[moved(term)].clone_from(&corpus.lists[term]));
    let (one, other) = (corpus.screened(1), other.screened(1));
    for term in 0..terms {
        assert_eq!(one.tests[0][term], other.tests[0][moved(term)]);
    }
    let rename = |row: &Row| {
        let rename = |at: TermAt| TermAt {
            panel: 0,
            term: moved(at.term),
        };
        Row {
            at: rename(row.at),
            echo_of: row.echo_of.map(rename),
            ..row.clone()
        }
    };
    let lists = |screen: &Screen| {
        [
            &screen.found,
            &screen.candidates,
            &screen.echoes,
            &screen.marginal,
        ]
        .map(Clone::clone)
    };
    assert!(!one.found.is_empty());
    assert_eq!(
        lists(&one).map(|list| list.iter().map(rename).collect::<Vec<_>>()),
        lists(&other)
    );
}

#[test]
fn a_planted_term_is_found_and_its_echo_named() {
    let screen = Corpus::new(400, 90, 1.5).screened(2);
    let found: Vec<usize> = screen.found.iter().map(|row| row.at.term).collect();
    assert_eq!(found, [0]);
    let echoes: Vec<_> = screen
        .echoes
        .iter()
        .map(|row| (row.at.term, row.echo_of.unwrap().term))
        .collect();
    assert!(echoes.contains(&(1, 0)), "{echoes:?}");
    let row = &screen.found[0];
    assert!(
        row.effect_pct.unwrap() > 1.0 && row.halves_agree == Some(true) && row.test.t_star > 0.0,
        "{row:?}"
    );
    assert_eq!(
        (row.examples.len(), row.effect_kop, row.step_p),
        (2, None, Some(row.test.p_adj))
    );
    assert_eq!(
        screen.marginal.len(),
        screen.found.len() + screen.echoes.len()
    );
    assert!(
        screen
            .candidates
            .iter()
            .all(|row| row.test.p_adj > ALPHA && row.test.q <= CANDIDATE_Q)
    );
    assert!(screen.closest.is_empty());
}

#[test]
fn noise_names_the_closest_only() {
    let screen = Corpus::new(400, 90, 0.0).screened(1);
    assert!(screen.found.is_empty() && screen.marginal.is_empty());
    let p: Vec<f64> = screen.closest.iter().map(|row| row.test.p).collect();
    let mut all: Vec<f64> = screen.tests[0].iter().map(|test| test.p).collect();
    all.sort_by(f64::total_cmp);
    assert_eq!(p, all[..5]);
    let seen = screen.detectable;
    assert!(
        seen.events_30.unwrap() > 0.1 && seen.events_100.unwrap() < seen.events_30.unwrap(),
        "{seen:?}"
    );
    assert!(
        Corpus::new(150, 90, 0.0)
            .screened(1)
            .detectable
            .events_100
            .is_none()
    );
}

#[test]
fn tau_and_maxima_are_those_of_the_plain_formulas() {
    let corpus = Corpus::new(130, 6, 0.0);
    let (screen, scores) = (corpus.screened(4), Scores::new(&corpus.outcomes));
    let draws = Draws {
        n: 130,
        seed: 4,
        count: 299,
    };
    let total: i64 = scores.q.iter().map(|q| i64::from(*q)).sum();
    let t = |events: &[u32], place: &dyn Fn(usize) -> usize| {
        let sum: i64 = events
            .iter()
            .map(|event| i64::from(scores.q[place(*event as usize)]))
            .sum();
        (130 * sum - i64::try_from(events.len()).unwrap() * total) as f64
    };
    let drawn: Vec<Vec<u32>> = (0..299).map(|number| draws.draw(number)).collect();
    let mut maxima = vec![0.0_f64; 299];
    let mut observed = Vec::new();
    for (events, test) in corpus.lists.iter().zip(&screen.tests[0]) {
        let values: Vec<f64> = drawn
            .iter()
            .map(|draw| t(events, &|at| draw[at] as usize))
            .collect();
        let seen = t(events, &|at| at);
        let tau = ((values.iter().map(|t| t * t).sum::<f64>() + seen * seen) / 300.0).sqrt();
        assert!((test.tau * 130.0 * 8192.0 / tau - 1.0).abs() < 1e-12 && tau > 0.0);
        assert!((test.t_star - seen / tau).abs() < 1e-12);
        maxima
            .iter_mut()
            .zip(values)
            .for_each(|(max, t)| *max = max.max(t.abs() / tau));
        observed.push(test.t_star);
    }
    let p_adj: Vec<f64> = screen.tests[0].iter().map(|test| test.p_adj).collect();
    assert_eq!(p_adj, single_step(&observed, &maxima));
}

/// Which of some equally likely orders of the records happened is then of no account: each in turn is taken for the one
/// that did, with the others for its draws.
#[test]
fn of_twenty_orders_at_most_one_has_a_find_by_its_nineteen_draws() {
    let corpus = Corpus::new(200, 60, 0.0);
    let draws = Draws {
        n: 200,
        seed: 5,
        count: 20,
    };
    let orders: Vec<Vec<u32>> = (0..20).map(|number| draws.draw(number)).collect();
    let has_find = |observed: usize| {
        let place = |at: &u32| {
            let place = orders[observed].iter().position(|of| of == at);
            u32::try_from(place.unwrap()).unwrap()
        };
        let others = orders.iter().enumerate().filter(|(at, _)| *at != observed);
        let others: Vec<Vec<u32>> = others
            .map(|(_, order)| order.iter().map(place).collect())
            .collect();
        let order = orders[observed].iter();
        let outcomes: Vec<f64> = order.map(|at| corpus.outcomes[*at as usize]).collect();
        let scores = Scores::new(&outcomes);
        let terms: Terms = corpus.lists.iter().map(Vec::as_slice).collect();
        let panel = Panel {
            scores: &scores,
            terms: &terms,
            draws: &others,
        };
        let moves = corpus.moves(&scores);
        let screen = screen(&[(panel, moves)], FalseDiscovery::default(), &unwatched).unwrap();
        !screen.marginal.is_empty()
    };
    let finds = (0..20).filter(|observed| has_find(*observed)).count();
    assert!(finds <= 1, "{finds} of 20");
}

#[test]
fn constant_scores_have_p_1() {
    let corpus = Corpus {
        outcomes: vec![1.0; 200],
        ..Corpus::new(200, 5, 0.0)
    };
    for test in &corpus.screened(1).tests[0] {
        assert_eq!((test.t_star, test.p, test.p_adj), (0.0, 1.0, 1.0));
    }
}

#[test]
fn a_report_is_told_all_and_breaks_off() {
    let corpus = Corpus::new(200, 40, 0.0);
    let most = std::sync::Mutex::new(0.0_f64);
    let seen = |share: f64| {
        let mut most = most.lock().unwrap();
        *most = most.max(share);
        ControlFlow::Continue(())
    };
    corpus.reported(1, &seen).unwrap();
    assert!((*most.lock().unwrap() - 1.0).abs() < 1e-12);
    for at in [0.0, 0.6, 1.0] {
        let stop = |share: f64| {
            if share >= at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        assert_eq!(corpus.reported(1, &stop).unwrap_err(), Error::Interrupted);
    }
}

#[test]
fn a_panel_twice_is_the_family_of_one() {
    let corpus = Corpus::new(300, 30, 1.5);
    let terms: Terms = corpus.lists.iter().map(Vec::as_slice).collect();
    let scores = Scores::new(&corpus.outcomes);
    let draws = Draws {
        n: 300,
        seed: 1,
        count: 299,
    };
    let input = (
        Panel {
            scores: &scores,
            terms: &terms,
            draws: &draws,
        },
        corpus.moves(&scores),
    );
    let twice = screen(&[input, input], FalseDiscovery::default(), &unwatched).unwrap();
    let once = corpus.screened(1);
    for tests in &twice.tests {
        let p_adj = |tests: &[TermTest]| tests.iter().map(|test| test.p_adj).collect::<Vec<_>>();
        assert_eq!(p_adj(tests), p_adj(&once.tests[0]));
    }
    assert!(
        twice
            .found
            .iter()
            .any(|row| row.at == TermAt { panel: 1, term: 0 })
    );
    assert!(
        screen(&[], FalseDiscovery::default(), &unwatched)
            .unwrap()
            .tests
            .is_empty()
    );
}

#[test]
fn a_holdout_confirms_in_the_same_direction_only() {
    let first = Corpus::new(400, 40, 1.5).screened(1);
    let asked = candidates(&first);
    // Neither an echo of what is found nor what came near the threshold is asked for.
    assert_eq!(asked, [TermAt { panel: 0, term: 0 }]);
    for (effect, is_confirmed) in [(1.5, true), (-1.5, false), (0.0, false)] {
        let second = Corpus::new(250, 40, effect);
        let scores = Scores::new(&second.outcomes);
        let terms: Terms = asked
            .iter()
            .map(|at| second.lists[at.term].as_slice())
            .collect();
        let draws = Draws {
            n: 250,
            seed: 1,
            count: 999,
        };
        let panel = Panel {
            scores: &scores,
            terms: &terms,
            draws: &draws,
        };
        let answers = confirm(&first, &[(panel, second.moves(&scores))], &unwatched).unwrap();
        assert_eq!(answers.iter().map(|one| one.at).collect::<Vec<_>>(), asked);
        assert_eq!(
            answers[0].state == ConfirmationState::Confirmed,
            is_confirmed,
            "{effect}: {:?}",
            answers[0]
        );
        assert!(answers[0].p_holm >= answers[0].p && answers[0].p > Some(0.0));
    }
}

#[test]
fn a_holdout_tests_no_word_that_the_later_part_hardly_has() {
    let first = Corpus::new(400, 40, 1.5).screened(1);
    let second = Corpus::new(250, 40, 1.5);
    for (events, state) in [
        (4, ConfirmationState::TooFewEvents),
        (5, ConfirmationState::NotConfirmed),
    ] {
        let scores = Scores::new(&second.outcomes);
        // Of the smallest outcomes, so that nothing is confirmed.
        let mut by_outcome: Vec<u32> = (0..250).collect();
        by_outcome
            .sort_by(|a, b| second.outcomes[*a as usize].total_cmp(&second.outcomes[*b as usize]));
        by_outcome.truncate(events);
        by_outcome.sort_unstable();
        let terms: Terms = [by_outcome.as_slice()].into_iter().collect();
        let draws = Draws {
            n: 250,
            seed: 1,
            count: 99,
        };
        let panel = Panel {
            scores: &scores,
            terms: &terms,
            draws: &draws,
        };
        let answers = confirm(&first, &[(panel, second.moves(&scores))], &unwatched).unwrap();
        assert_eq!((answers.len(), answers[0].state), (1, state));
        assert_eq!(answers[0].p.is_some(), events >= LEAST_EVENTS_AFTER);
    }
}

#[test]
fn a_first_part_with_neither_finds_nor_candidates_asks_for_nothing() {
    let mut first = Corpus::new(400, 40, 0.0).screened(1);
    first.candidates.clear();
    assert!(first.found.is_empty() && candidates(&first).is_empty());
}

/// Two words of one kind of day, of which only the other one goes with the moves: beside it the first one seems to go the
/// other way.
#[test]
fn a_word_that_by_itself_goes_with_nothing_is_found_only_beside_another() {
    let mut corpus = Corpus::new(400, 40, 0.0);
    let rises: Vec<u32> = (0..40).map(|at| at * 9 + 3).collect();
    let falls: Vec<u32> = (0..20).map(|at| at * 18 + 7).collect();
    for at in &rises {
        corpus.outcomes[*at as usize] += 2.0;
    }
    for at in &falls {
        corpus.outcomes[*at as usize] -= 2.0;
    }
    let mut both: Vec<u32> = rises[..20].iter().chain(&falls).copied().collect();
    both.sort_unstable();
    corpus.lists[0] = rises;
    corpus.lists[1] = both;

    let screen = corpus.screened(3);
    assert!(
        screen.found.iter().all(|row| row.test.p_adj <= ALPHA),
        "{:?}",
        screen.found
    );
    let row = screen
        .conditional
        .iter()
        .find(|row| row.at.term == 1)
        .unwrap();
    let beside = row.conditional.unwrap();
    assert!(
        row.test.p_adj > ALPHA && row.effect_pct.unwrap().abs() < 0.5,
        "{row:?}"
    );
    assert!(
        beside.t_star < 0.0 && beside.effect_pct.unwrap() < -1.0,
        "{beside:?}"
    );
    assert_eq!(beside.beside, Some(TermAt { panel: 0, term: 0 }));
    assert!(row.echo_of.is_none());
}

#[test]
fn what_passed_alone_without_days_in_common_is_no_echo() {
    let mut corpus = Corpus::new(800, 60, 0.0);
    // As many words as a list can have and two more, none with a day in common with another.
    for term in 0..MOST_STEPS + 2 {
        let first = u32::try_from(3 * term).unwrap();
        corpus.lists[term] = (0..10).map(|at| at * 80 + first).collect();
        for event in &corpus.lists[term] {
            corpus.outcomes[*event as usize] += if term % 2 == 0 { 60.0 } else { -60.0 };
        }
    }
    let screen = corpus.screened(3);
    assert_eq!((screen.found.len(), screen.is_full), (MOST_STEPS, true));
    let apart = &screen.passed_alone;
    assert!(apart.len() >= 2 && screen.echoes.iter().all(|row| row.echo_of.is_some()));
    assert!(
        apart
            .iter()
            .all(|row| row.echo_of.is_none() && row.test.p_adj <= ALPHA)
    );
    assert_eq!(
        screen.marginal.len(),
        screen.found.len() + screen.echoes.len() + apart.len()
    );
}

/// A word on half of the records of one class of days: with the class the rate rises, with the word no more than that.
#[test]
fn a_word_of_the_calendar_is_on_a_list_of_its_own() {
    let mut corpus = Corpus::new(800, 40, 0.0);
    let classes: Vec<usize> = (0..800).map(|record| record % 8).collect();
    for (outcome, class) in corpus.outcomes.iter_mut().zip(&classes) {
        *outcome += if *class == 6 { 1.5 } else { 0.0 };
    }
    corpus.lists[0] = (0..50).map(|at| at * 16 + 6).collect();
    corpus.lists[1] = (0..50).map(|at| at * 16 + 3).collect();
    for event in &corpus.lists[1] {
        corpus.outcomes[*event as usize] += 1.5;
    }

    let scores = Scores::new(&corpus.outcomes);
    let terms: Terms = corpus.lists.iter().map(Vec::as_slice).collect();
    let draws = Draws {
        n: 800,
        seed: 1,
        count: 399,
    };
    let panel = Panel {
        scores: &scores,
        terms: &terms,
        draws: &draws,
    };
    let moves = Moves {
        calendar: Some(&classes),
        ..corpus.moves(&scores)
    };
    let screen = screen(&[(panel, moves)], FalseDiscovery::default(), &unwatched).unwrap();
    let numbers = |rows: &[Row]| rows.iter().map(|row| row.at.term).collect::<Vec<_>>();
    assert_eq!(
        (numbers(&screen.calendar), numbers(&screen.found)),
        (vec![0], vec![1])
    );
    let row = &screen.calendar[0];
    assert!(
        (row.calendar_pct.unwrap() - row.effect_pct.unwrap()).abs() < 0.5,
        "{row:?}"
    );
    assert!(screen.found[0].calendar_pct.unwrap() < 0.5);
}

#[test]
fn copies_without_a_connection_seldom_have_a_find() {
    let corpus = Corpus::new(300, 20, 2.0);
    let terms: Terms = corpus.lists.iter().map(Vec::as_slice).collect();
    let scores = Scores::new(&corpus.outcomes);
    let draws = Draws {
        n: 300,
        seed: 1,
        count: 199,
    };
    let panel = Panel {
        scores: &scores,
        terms: &terms,
        draws: &draws,
    };
    let calibration = calibrate(&[panel], 40, &unwatched).unwrap().unwrap();
    assert_eq!(calibration.copies, 40);
    assert!(calibration.found <= 8, "{calibration:?}");
    assert_eq!(
        calibrate(&[panel], 1000, &unwatched)
            .unwrap()
            .unwrap()
            .copies,
        181
    );
    let short = Scores::new(&corpus.outcomes[..LEAST_RECORDS_TO_CALIBRATE - 1]);
    assert_eq!(
        calibrate(
            &[Panel {
                scores: &short,
                ..panel
            }],
            40,
            &unwatched
        ),
        Ok(None)
    );
}

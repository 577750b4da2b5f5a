use super::*;
use crate::analysis::null::normal_scores;

/// Even noise from −1 to 1.
pub(super) fn noise(n: usize, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1 << 30) - 1.0
    };
    (0..n).map(|_| next()).collect()
}

/// Two series of scores; the second follows the first `delay` records later.
fn series(n: usize, delay: usize, strength: f64) -> (Vec<f64>, Vec<f64>) {
    let (news, mut moves) = (normal_scores(&noise(n, 1)), normal_scores(&noise(n, 2)));
    (delay..n).for_each(|at| moves[at] += strength * news[at - delay]);
    (news, normal_scores(&moves))
}

#[test]
fn the_lag_of_the_news_is_found_and_only_one_direction() {
    let (news, moves) = series(400, 3, 0.7);
    let draws = Draws {
        n: 400,
        seed: 1,
        count: 199,
    };
    let unbroken = Places::unbroken(400);
    let found = lead_lag(&news, &moves, &unbroken, 10, &draws).unwrap();
    assert_eq!(
        (found.ccf.len(), found.best_lag, found.is_flat),
        (21, Some(3), false)
    );
    let [news_to_rate, rate_to_news] = [found.news_to_rate.unwrap(), found.rate_to_news.unwrap()];
    assert!(
        news_to_rate.lags == 3 && news_to_rate.p <= 0.005 + 1e-12,
        "{news_to_rate:?}"
    );
    assert!(rate_to_news.p > 0.05, "{rate_to_news:?}");
    let swapped = lead_lag(&moves, &news, &unbroken, 10, &draws).unwrap();
    assert_eq!(swapped.best_lag, Some(-3));
}

#[test]
fn noise_has_no_lag() {
    let (news, moves) = series(400, 0, 0.0);
    let found = lead_lag(
        &news,
        &moves,
        &Places::unbroken(400),
        5,
        &Draws {
            n: 400,
            seed: 1,
            count: 199,
        },
    )
    .unwrap();
    assert!(found.p_max > 0.05 && found.best_lag.is_none(), "{found:?}");
    let is_within =
        |at: usize| found.null_lo[at] <= found.ccf[at] && found.ccf[at] <= found.null_hi[at];
    assert!(
        (0..11).filter(|at| is_within(*at)).count() >= 9,
        "{found:?}"
    );
}

/// Two slow swells that have nothing else in common.
#[test]
fn series_that_swell_together_are_said_to() {
    let swell = |at: usize| (at as f64 / 60.0).sin();
    let (mut news, mut moves) = series(600, 0, 0.0);
    (0..600).for_each(|at| {
        news[at] += 3.0 * swell(at);
        moves[at] += 3.0 * swell(at);
    });
    let found = lead_lag(
        &news,
        &moves,
        &Places::unbroken(600),
        10,
        &Draws {
            n: 600,
            seed: 1,
            count: 199,
        },
    )
    .unwrap();
    assert!(found.is_flat, "{found:?}");
}

#[test]
fn what_does_not_vary_has_no_lags() {
    let (news, _) = series(50, 0, 0.0);
    let draws = Draws {
        n: 50,
        seed: 1,
        count: 9,
    };
    let unbroken = Places::unbroken(50);
    assert_eq!(lead_lag(&news, &[0.3; 50], &unbroken, 5, &draws), None);
    assert_eq!(lead_lag(&news, &news, &unbroken, 50, &draws), None);
    let itself = lead_lag(&news, &news, &unbroken, 5, &draws).unwrap();
    assert_eq!(
        (itself.news_to_rate, itself.rate_to_news),
        (None, None),
        "the past of both is one"
    );
}

#[test]
fn threads_change_nothing() {
    let (news, moves) = series(300, 2, 0.3);
    let draws = Draws {
        n: 300,
        seed: 5,
        count: 99,
    };
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| lead_lag(&news, &moves, &Places::unbroken(news.len()), 10, &draws))
    };
    assert_eq!(with(1), with(3));
}

/// The moves of a run follow the news of its first records; over the hole between two runs nothing follows anything.
#[test]
fn pairs_that_bridge_a_hole_are_left_out() {
    let (news, moves) = series(400, 2, 0.9);
    let tested: Vec<u32> = (0..400)
        .map(|at| if at < 200 { at } else { at + 53 })
        .collect();
    let broken = Places::new(&tested, &[true; 500], 4);
    let draws = Draws {
        n: 400,
        seed: 1,
        count: 99,
    };
    let with = |places: &Places, moves: &[f64]| lead_lag(&news, moves, places, 4, &draws).unwrap();
    let found = with(&broken, &moves);
    assert_eq!(
        (found.best_lag, &found.pairs[..]),
        (Some(2), &[392, 394, 396, 398, 400, 398, 396, 394, 392][..])
    );
    // The two pairs at the hole, and they alone, make the difference.
    let [news, moves] = [&news, &moves].map(|series| standardised(series).unwrap());
    let bridging: f64 = (198..200).map(|at| news[at] * moves[at + 2]).sum();
    let whole = with(&Places::unbroken(400), &moves).ccf[6] * 400.0;
    let left = found.ccf[6] * 396.0 * 400.0 / 398.0;
    assert!(
        (whole - bridging - left).abs() < 1e-9,
        "{whole} {bridging} {left}"
    );
}

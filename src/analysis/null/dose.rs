//! How much a term was written of, not whether: the rank correlation of a weight with the outcome, judged by the same
//! draws (correlate-spec.md §4.8, `--dose`).

use super::{
    draws::DrawSource,
    monte_carlo::{TooFewDraws, clopper_pearson, enough_draws, monte_carlo_p},
    scores::{Scores, average_ranks},
};
use rayon::prelude::*;

/// A rank correlation and its p.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DoseTest {
    /// Spearman's coefficient, average ranks for ties. `None` if one side is constant.
    pub rho: Option<f64>,
    /// Draws with a coefficient at least as far from 0.
    pub exceedances: usize,
    /// (1 + exceedances)/(1 + draws).
    pub p: f64,
    /// 95 % interval of the share of exceedances that all possible draws would give.
    pub p_interval: (f64, f64),
}

/// Tests the scores against one weight per tested record (for example the count surprise) at level `alpha`.
///
/// # Errors
/// [`TooFewDraws`] when no p could be as small as `alpha`.
pub fn dose_test(
    scores: &Scores,
    weights: &[f64],
    draws: &dyn DrawSource,
    alpha: f64,
) -> Result<DoseTest, TooFewDraws> {
    let count = draws.count();
    enough_draws(count, alpha)?;
    let ranks = doubled_ranks(&scores.u);
    let doses = doubled_ranks(weights);
    let observed = covariance(&doses, ranks.iter().copied());
    let exceedances = (0..count)
        .into_par_iter()
        .filter(|number| {
            let draw = draws.indices(*number);
            let drawn = covariance(&doses, draw.iter().map(|place| ranks[*place as usize]));
            drawn.unsigned_abs() >= observed.unsigned_abs()
        })
        .count();

    let [of_ranks, of_doses] =
        [&ranks, &doses].map(|own| covariance(own, own.iter().copied()) as f64);
    let deviations = (of_ranks * of_doses).sqrt();

    Ok(DoseTest {
        rho: (deviations > 0.0).then(|| observed as f64 / deviations),
        exceedances,
        p: monte_carlo_p(exceedances, count),
        p_interval: clopper_pearson(exceedances, count),
    })
}

/// Twice the average ranks: whole numbers, so that sums of products are exact.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a rank is at most the number of records"
)]
fn doubled_ranks(values: &[f64]) -> Vec<i64> {
    average_ranks(values)
        .into_iter()
        .map(|rank| (2.0 * rank) as i64)
        .collect()
}

/// n·Σ xy − Σx·Σy.
fn covariance(doses: &[i64], ranks: impl Iterator<Item = i64>) -> i128 {
    let mut products = 0i128;
    let mut sum_of_doses = 0i128;
    let mut sum_of_ranks = 0i128;
    for (dose, rank) in doses.iter().zip(ranks) {
        products += i128::from(dose * rank);
        sum_of_doses += i128::from(*dose);
        sum_of_ranks += i128::from(rank);
    }

    doses.len() as i128 * products - sum_of_doses * sum_of_ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::null::Draws;

    fn dosed(outcomes: &[f64], weights: &[f64]) -> DoseTest {
        let draws = Draws {
            n: outcomes.len(),
            seed: 3,
            count: 199,
        };
        dose_test(&Scores::new(outcomes), weights, &draws, 0.05).unwrap()
    }

    #[test]
    fn a_weight_that_runs_with_the_outcome_has_rho_1() {
        let outcomes: Vec<f64> = (0..200).map(|i| f64::from(i * 7 % 200)).collect();
        let cubes: Vec<f64> = outcomes.iter().map(|outcome| outcome.powi(3)).collect();
        let found = dosed(&outcomes, &cubes);
        assert!(
            (found.rho.unwrap() - 1.0).abs() < 1e-12 && found.p < 0.05,
            "{found:?}"
        );
    }

    #[test]
    fn a_constant_weight_says_nothing() {
        let outcomes: Vec<f64> = (0..50).map(f64::from).collect();
        let found = dosed(&outcomes, &[2.0; 50]);
        assert_eq!((found.rho, found.exceedances), (None, 199));
        assert!((found.p - 1.0).abs() < 1e-15);
    }

    #[test]
    fn too_few_draws_are_refused() {
        let draws = Draws {
            n: 2,
            seed: 3,
            count: 18,
        };
        assert!(dose_test(&Scores::new(&[1.0, 2.0]), &[1.0, 2.0], &draws, 0.05).is_err());
    }
}

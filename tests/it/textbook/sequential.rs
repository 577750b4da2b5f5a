//! A Monte-Carlo test that stops early: Besag and Clifford 1991.

use ruble_rates::analysis::null::monte_carlo_p;

/// What a test that stops early found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sequential {
    /// h/L when it stopped at draw L, else (b + 1)/(B + 1).
    pub p: f64,
    /// Draws looked at.
    pub draws: usize,
    /// Those among them at least as far out as what was observed.
    pub exceedances: usize,
}

/// Besag and Clifford's test (1991): goes on until `stop_at` draws were at least as far out as what was observed,
/// or until the draws end. `stop_at` is above 0.
pub fn besag_clifford(exceeds: impl IntoIterator<Item = bool>, stop_at: usize) -> Sequential {
    let (mut draws, mut exceedances) = (0, 0);
    for is_exceeded in exceeds {
        draws += 1;
        exceedances += usize::from(is_exceeded);
        if exceedances == stop_at {
            return Sequential {
                p: stop_at as f64 / draws as f64,
                draws,
                exceedances,
            };
        }
    }
    Sequential {
        p: monte_carlo_p(exceedances, draws),
        draws,
        exceedances,
    }
}

#[test]
fn p_is_never_0() {
    assert!(besag_clifford(std::iter::repeat_n(false, 99), 10).p > 0.0);
    assert!(besag_clifford(std::iter::empty(), 10).p > 0.0);
}

//! Rates and news that have nothing to do with each other, as hard to tell apart as real ones (correlate-spec.md
//! §10.2): volatility in waves, heavy tails, averaging, and news in bursts that come with volatility but are blind to
//! the sign.

use rand_pcg::Pcg64;
use rand_pcg::rand_core::Rng as _;
use statrs::distribution::{ContinuousCDF, Normal};

/// GARCH(1, 1): ω, α, β.
const GARCH: (f64, f64, f64) = (0.02, 0.10, 0.88);
/// Degrees of freedom of the shocks.
const T_FREEDOM: u32 = 5;
/// Share of yesterday's shock in a change: averaging over hours.
const AVERAGING: f64 = 0.2;
/// Changes thrown away until the process has forgotten its start.
const WARM_UP: usize = 300;
/// The chance that a burst of news begins, at mean volatility, and that it goes on; and that a record of it has news.
const BURST: (f64, f64, f64) = (0.03, 0.85, 0.7);

/// Changes in per cent with the variance that made each.
pub struct Changes {
    pub pct: Vec<f64>,
    pub variance: Vec<f64>,
}

/// A number from 0 to 1, neither of them.
pub fn uniform(random: &mut Pcg64) -> f64 {
    ((random.next_u64() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
}

fn normal(random: &mut Pcg64) -> f64 {
    Normal::standard().inverse_cdf(uniform(random))
}

/// Student's t, scaled to variance 1.
fn shock(random: &mut Pcg64) -> f64 {
    let freedom = f64::from(T_FREEDOM);
    let squares: f64 = (0..T_FREEDOM).map(|_| normal(random).powi(2)).sum();
    normal(random) / (squares / freedom).sqrt() * ((freedom - 2.0) / freedom).sqrt()
}

/// `n` changes.
pub fn changes(n: usize, random: &mut Pcg64) -> Changes {
    let (omega, alpha, beta) = GARCH;
    let mut variance = omega / (1.0 - alpha - beta);
    let (mut before, mut made) = (
        0.0,
        Changes {
            pct: Vec::new(),
            variance: Vec::new(),
        },
    );
    for at in 0..n + WARM_UP {
        let own = variance.sqrt() * shock(random);
        if at >= WARM_UP {
            made.pct.push(own + AVERAGING * before);
            made.variance.push(variance);
        }
        variance = omega + alpha * own * own + beta * variance;
        before = own;
    }
    made
}

/// Positions with news of a term: bursts that begin more often when volatility is high.
pub fn bursty_events(variance: &[f64], random: &mut Pcg64) -> Vec<u32> {
    let (enter, stay, mention) = BURST;
    let mean = variance.iter().sum::<f64>() / variance.len() as f64;
    let mut is_in_burst = false;
    let mut events = Vec::new();
    for (at, variance) in (0u32..).zip(variance) {
        let chance = if is_in_burst {
            stay
        } else {
            enter * variance / mean
        };
        is_in_burst = uniform(random) < chance;
        if is_in_burst && uniform(random) < mention {
            events.push(at);
        }
    }
    events
}

/// A whole number below `n`, each as likely.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is below `n`"
)]
pub fn below(n: usize, random: &mut Pcg64) -> usize {
    (uniform(random) * n as f64) as usize
}

/// `count` different positions below `n`, each as likely.
pub fn random_events(count: usize, n: usize, random: &mut Pcg64) -> Vec<u32> {
    let mut events = std::collections::BTreeSet::new();
    while events.len() < count {
        events.extend(u32::try_from(below(n, random)));
    }
    events.into_iter().collect()
}

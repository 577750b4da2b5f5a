//! Which windows are events of a term: those with more stories of it than the sixty windows before let expect.
//!
//! The usual share of a term is that of the windows before, so nothing looks ahead; its count is Poisson's by that
//! share. A rare word's mention is an event, a chronic word needs an unusual day (correlate-spec.md §4.8).

use super::windows::{Mention, TRAILING, Windows};
use statrs::function::factorial::ln_factorial;

/// A count less likely than this is an event.
pub const EVENT_PROBABILITY: f64 = 0.05;

/// Added to the stories of a term, so that a new word is possible.
const STORIES_ADDED: f64 = 0.5;

/// Added to all stories, so that little news gives no certainty.
const TOTAL_ADDED: f64 = 100.0;

/// Terms of a Poisson tail smaller than this part of it do not change it.
const NEGLIGIBLE: f64 = 1e-17;

/// Which windows with stories of a term are its events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventRule {
    /// Those with surprisingly many.
    #[default]
    Surprise,
    /// All.
    Any,
}

/// Whether the usual share is each source's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PerSource {
    /// In windows into which a large source has just entered.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// The usual share of a term that has `stories` of the `total` stories.
pub fn usual_share(stories: u64, total: u64) -> f64 {
    (stories as f64 + STORIES_ADDED) / (total as f64 + TOTAL_ADDED)
}

/// P(X ≥ `count`) of a Poisson variable X with mean `expected`, above 0.
pub fn tail(count: u32, expected: f64) -> f64 {
    ln_tail(count, expected).exp()
}

/// How surprising a count is: −log₁₀ P(X ≥ `count`). It is 0 for no story, 1.3 for the least surprising event, and
/// grows by 1 with every tenth of the probability, far beyond where that would be 0 as a number.
pub fn surprise(count: u32, expected: f64) -> f64 {
    ln_tail(count, expected).abs() / std::f64::consts::LN_10
}

/// ln P(X ≥ `count`), at most 0: the smaller side of the mean is summed, so that no digits cancel.
fn ln_tail(count: u32, expected: f64) -> f64 {
    if count == 0 {
        0.0
    } else if f64::from(count) > expected {
        ln_probability(count, expected) + series_above(count, expected).ln()
    } else {
        let below = ln_probability(count - 1, expected).exp() * series_below(count - 1, expected);
        (-below).ln_1p()
    }
}

/// ln P(X = `count`).
fn ln_probability(count: u32, expected: f64) -> f64 {
    f64::from(count) * expected.ln() - expected - ln_factorial(u64::from(count))
}

/// P(X ≥ `count`) ÷ P(X = `count`), for counts above the mean: terms fall from the first on.
fn series_above(count: u32, expected: f64) -> f64 {
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut at = f64::from(count);
    while term > sum * NEGLIGIBLE {
        at += 1.0;
        term *= expected / at;
        sum += term;
    }

    sum
}

/// P(X ≤ `count`) ÷ P(X = `count`), for counts below the mean.
fn series_below(count: u32, expected: f64) -> f64 {
    let mut sum = 1.0;
    let mut term = 1.0;
    let mut at = f64::from(count);
    while term > sum * NEGLIGIBLE {
        term *= at / expected;
        sum += term;
        at -= 1.0;
    }

    sum
}

/// The stories of a term in a window that has some.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    /// The window, by its record.
    pub window: u32,
    /// Stories of the term; at least one.
    pub count: u32,
    /// How many were to be expected.
    pub expected: f64,
}

impl Counted {
    /// The probability of at least this count.
    pub fn tail(&self) -> f64 {
        tail(self.count, self.expected)
    }

    /// [`surprise`] of the count: its weight where counts are doses.
    pub fn surprise(&self) -> f64 {
        surprise(self.count, self.expected)
    }

    /// Whether it is an event.
    pub fn is_event(&self, rule: EventRule) -> bool {
        match rule {
            EventRule::Any => true,
            // A count up to the mean has a tail of about a half or more: the median of X is above mean − 1.
            EventRule::Surprise => {
                f64::from(self.count) > self.expected && self.tail() < EVENT_PROBABILITY
            }
        }
    }
}

/// Counts the stories of terms, one term after the other.
#[derive(Clone, Debug)]
pub struct Counter<'a> {
    windows: &'a Windows,
    per_source: PerSource,
    /// Stories of the term by source in the windows before; all zero between two terms.
    by_source: Vec<u32>,
}

impl<'a> Counter<'a> {
    /// A counter over windows.
    pub fn new(windows: &'a Windows, per_source: PerSource) -> Self {
        Self {
            windows,
            per_source,
            by_source: vec![0; windows.source_count()],
        }
    }

    /// Calls `each` for every window with a mention, in order. `mentions` are of one term, in the order of windows;
    /// a window with fewer than [`TRAILING`] windows before it is judged by those.
    ///
    /// # Panics
    /// When a mention is none of the stories of the windows.
    pub fn count(&mut self, mentions: &[Mention], mut each: impl FnMut(Counted)) {
        let mut first = 0;
        let mut next = 0;
        for own in mentions.chunk_by(|a, b| a.window == b.window) {
            let window = own[0].window;
            // Those that have left the sixty windows before this one.
            while mentions[first].window as usize + TRAILING < window as usize {
                self.by_source[mentions[first].source as usize] -= 1;
                first += 1;
            }

            let count = u32::try_from(own.len()).unwrap_or(u32::MAX);
            each(Counted {
                window,
                count,
                expected: self.expected(window as usize, (next - first) as u64),
            });

            for one in own {
                self.by_source[one.source as usize] += 1;
            }

            next += own.len();
        }

        // The next term finds all counters at zero.
        for one in &mentions[first..] {
            self.by_source[one.source as usize] -= 1;
        }
    }

    /// λ of a window, the term having `before` stories in the windows before.
    fn expected(&self, window: usize, before: u64) -> f64 {
        let is_by_source = match self.per_source {
            PerSource::Auto => self.windows.is_entered(window),
            PerSource::On => true,
            PerSource::Off => false,
        };
        if !is_by_source {
            let share = usual_share(before, self.windows.stories_before(window));
            return f64::from(self.windows.totals()[window]) * share;
        }

        self.windows
            .sources(window)
            .iter()
            .map(|one| {
                let before = u64::from(self.by_source[one.source as usize]);
                f64::from(one.stories) * usual_share(before, u64::from(one.before))
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use statrs::distribution::{DiscreteCDF, Poisson};

    #[test]
    fn ends_of_the_tail() {
        assert!(tail(0, 3.0) >= 1.0 && surprise(0, 3.0) <= 0.0);
        assert!((tail(1, 1e-12) - 1e-12).abs() < 1e-24);
        assert!((tail(1, 5000.0) - 1.0).abs() < 1e-15);
        assert!(
            (surprise(2000, 1e-3) - 11_735.5).abs() < 0.1,
            "{}",
            surprise(2000, 1e-3)
        );
        assert!(tail(2000, 1e-3) <= 0.0);
    }

    proptest! {
        #[test]
        fn the_tail_is_poissons(count in 1u32..400, expected in 1e-6f64..400.0) {
            let known = Poisson::new(expected).unwrap().sf(u64::from(count - 1));
            prop_assert!((tail(count, expected) - known).abs() < 1e-10, "{} {known}", tail(count, expected));
        }

        /// No event is lost by not looking at counts up to the mean.
        #[test]
        fn a_count_up_to_the_mean_is_likely(count in 1u32..300, above in 0.0f64..300.0) {
            prop_assert!(tail(count, f64::from(count) + above) > 0.4);
        }

        #[test]
        fn surprise_grows_with_the_count(count in 1u32..300, expected in 1e-3f64..300.0) {
            prop_assert!(surprise(count + 1, expected) > surprise(count, expected) - 1e-12);
            let tail = tail(count, expected);
            prop_assert!(tail < 1e-300 || (surprise(count, expected) + tail.log10()).abs() < 1e-9);
        }
    }

    fn mentions(counts: &[(u32, u32, usize)]) -> Vec<Mention> {
        counts
            .iter()
            .flat_map(|(window, source, count)| {
                vec![
                    Mention {
                        window: *window,
                        source: *source
                    };
                    *count
                ]
            })
            .collect()
    }

    fn check(per_source: PerSource, expected: f64) {
        // Source 0 has ten stories in each window, source 1 enters at window 60 with thirty.
        let all: Vec<_> = (0..60)
            .map(|window| (window, 0, 10))
            .chain([(60, 0, 10), (60, 1, 30)])
            .collect();
        let windows = Windows::new(mentions(&all), 61);
        let mut found = Vec::new();
        let term = mentions(&[(0, 0, 5), (59, 0, 1), (60, 1, 2)]);
        let mut counter = Counter::new(&windows, per_source);
        for _ in 0..2 {
            found.clear();
            counter.count(&term, |one| found.push(one));
        }
        assert_eq!(
            found
                .iter()
                .map(|one| (one.window, one.count))
                .collect::<Vec<_>>(),
            [(0, 5), (59, 1), (60, 2)]
        );
        assert!(
            (found[0].expected - 10.0 * 0.5 / 100.0).abs() < 1e-12,
            "nothing is before the first"
        );
        assert!((found[1].expected - 10.0 * 5.5 / 690.0).abs() < 1e-12);
        assert!(
            (found[2].expected - expected).abs() < 1e-12,
            "{per_source:?} {}",
            found[2].expected
        );
    }

    #[test]
    fn a_source_that_enters_is_judged_by_itself() {
        check(PerSource::Off, 40.0 * 6.5 / 700.0);
        check(PerSource::On, 10.0 * 6.5 / 700.0 + 30.0 * 0.5 / 100.0);
        check(PerSource::Auto, 10.0 * 6.5 / 700.0 + 30.0 * 0.5 / 100.0);
    }

    #[test]
    fn any_mention_is_an_event_where_asked() {
        let usual = Counted {
            window: 0,
            count: 1,
            expected: 3.0,
        };
        assert!(usual.is_event(EventRule::Any) && !usual.is_event(EventRule::Surprise));
        assert!(
            Counted {
                expected: 0.05,
                ..usual
            }
            .is_event(EventRule::Surprise)
        );
    }
}

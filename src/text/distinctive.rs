//! Which headline of a window is the most distinctive: that whose words the window has more often than other days.
//!
//! A stand-in until `explain` brings the keyness of correlate-spec.md §6.3; whoever asks sees only
//! [`most_distinctive`]. Pure.

use std::collections::{BTreeSet, HashMap};

/// In how many headlines each lemma stands.
#[derive(Clone, Debug, Default)]
pub struct LemmaCounts {
    headlines: usize,
    by_lemma: HashMap<String, usize>,
}

impl LemmaCounts {
    /// Counts a headline's lemmas.
    pub fn add(&mut self, lemmas: &BTreeSet<String>) {
        self.headlines += 1;
        for lemma in lemmas {
            match self.by_lemma.get_mut(lemma) {
                Some(count) => *count += 1,
                None => {
                    self.by_lemma.insert(lemma.clone(), 1);
                }
            }
        }
    }

    fn count(&self, lemma: &str) -> usize {
        self.by_lemma.get(lemma).copied().unwrap_or_default()
    }
}

/// Headlines of fewer lemmas are names of columns and the like.
const LEAST_LEMMAS: usize = 3;

/// The place of the most distinctive of the headlines of a window, given by their lemmas; of equals the first. `all`
/// counts the headlines of the time to which the window is compared, those of the window too.
///
/// A lemma weighs c·ln(c/e), c being its headlines in the window and e those expected by its share of all; one that
/// the window does not have more often than expected weighs nothing, nor does one that stands in a single headline of
/// several. A headline weighs the mean of its lemmas.
pub fn most_distinctive(window: &[BTreeSet<String>], all: &LemmaCounts) -> Option<usize> {
    let mut here = LemmaCounts::default();
    for lemmas in window {
        here.add(lemmas);
    }
    let share = here.headlines as f64 / all.headlines.max(1) as f64;
    let weight = |lemma: &String| {
        let (count, expected) = (here.count(lemma) as f64, all.count(lemma).max(1) as f64 * share);
        if here.count(lemma) < 2 || count <= expected { 0.0 } else { count * (count / expected).ln() }
    };
    let score = |lemmas: &BTreeSet<String>| {
        let sum: f64 = lemmas.iter().map(weight).sum();
        sum / lemmas.len().max(LEAST_LEMMAS) as f64
    };
    let scores: Vec<f64> = window.iter().map(score).collect();
    // Of equals `max_by` takes the last, hence the places backwards.
    (0..scores.len()).rev().max_by(|a, b| scores[*a].total_cmp(&scores[*b]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemmas(text: &str) -> BTreeSet<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    fn check(before: &[&str], window: &[&str], expected: Option<&str>) {
        let window_lemmas: Vec<_> = window.iter().map(|text| lemmas(text)).collect();
        let mut all = LemmaCounts::default();
        before.iter().map(|text| lemmas(text)).chain(window_lemmas.clone()).for_each(|one| all.add(&one));
        assert_eq!(most_distinctive(&window_lemmas, &all).map(|at| window[at]), expected);
    }

    #[test]
    fn what_the_window_has_more_often_than_other_days_is_distinctive() {
        let before = ["погода москва дождь", "погода москва снег", "погода тверь снег", "цирк кот дождь"];
        let window = ["погода москва снег", "банк ставка снег", "банк ставка дождь"];
        check(&before, &window, Some("банк ставка снег"));
        check(&before, &["кот", "банк ставка рубль", "ставка банк рубль"], Some("банк ставка рубль"));
        check(&before, &["редкость"], Some("редкость"));
        check(&before, &[], None);
    }
}

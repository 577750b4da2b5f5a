//! Which sources of a window are compared: those that were there in the reference too, for otherwise the house words
//! of a source that has just entered would set the window apart.

use super::{ReferenceWindow, WindowStory};
use std::collections::{BTreeMap, BTreeSet};

/// A source is compared if it was there in at least this share of the windows of the reference about which something is
/// known: it has a story in them, or it has been read whole.
pub const STEADY_SHARE: f64 = 0.25;

/// The sources of `target` that are steady in `reference`, rising.
pub(super) fn steady<T>(
    target: &[WindowStory<T>],
    reference: &[impl ReferenceWindow<T>],
) -> Vec<u32> {
    let mut windows_with: BTreeMap<u32, usize> =
        target.iter().map(|story| (story.source, 0)).collect();
    let mut windows = 0;
    for window in reference {
        let with_stories = window.stories().iter().map(|story| story.source);
        let read = window.sources_read().iter().copied();
        let sources: BTreeSet<u32> = with_stories.chain(read).collect();
        // A window without stories says nothing about sources that were not read.
        windows += usize::from(!sources.is_empty());
        for source in sources {
            windows_with.entry(source).and_modify(|count| *count += 1);
        }
    }

    let least = STEADY_SHARE * windows as f64;
    windows_with.retain(|_, count| *count as f64 >= least);

    windows_with.into_keys().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Windows as texts: a digit for each story, its source.
    fn check(target: &str, reference: &str, expected: &[u32]) {
        let story = |letter: char| WindowStory::<()> {
            source: letter.to_digit(10).unwrap(),
            size: 1,
            relevance: 0,
            terms: Vec::new(),
        };
        let reference: Vec<Vec<_>> = reference
            .split(' ')
            .map(|window| window.chars().map(story).collect())
            .collect();
        assert_eq!(
            steady(&target.chars().map(story).collect::<Vec<_>>(), &reference),
            expected
        );
    }

    #[test]
    fn a_quarter_of_the_windows_with_stories_is_enough() {
        check("12", "1 3 3 3", &[1]);
        check("12", "1 3 3 3 3", &[]);
        check("21", "12 3 3 3    ", &[1, 2]);
        check("12", "1111 2 2 2 2", &[2]);
    }

    /// As a text of windows, but with sources after a slash that were read there.
    struct Read(Vec<WindowStory<()>>, Vec<u32>);

    impl ReferenceWindow<()> for Read {
        fn stories(&self) -> &[WindowStory<()>] {
            &self.0
        }

        fn sources_read(&self) -> &[u32] {
            &self.1
        }
    }

    #[test]
    fn a_source_that_was_read_and_had_nothing_was_there() {
        let story = |source| WindowStory::<()> {
            source,
            size: 1,
            relevance: 0,
            terms: Vec::new(),
        };
        let windows = |read: &[u32]| {
            let silent = (0..3).map(|_| Read(Vec::new(), read.to_vec()));
            let others = (0..3).map(|_| Read(vec![story(2)], Vec::new()));
            silent.chain(others).collect::<Vec<_>>()
        };
        let target = [story(1)];
        assert_eq!(steady(&target, &windows(&[1])), [1]);
        assert!(steady(&target, &windows(&[])).is_empty());
    }
}

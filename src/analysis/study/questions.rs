//! What is asked of the moves around the news, before any of them is seen: their direction, their size, and what
//! follows.
//!
//! Each question has a p of its own; by Holm's method all of them together err no more often than one alone, however they
//! depend on one another.

use super::outcomes::PerWindow;
use crate::analysis::{
    null::{ALPHA, BlockTest},
    screen::holm,
};

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Over the window: did the rate go one way?
    Direction,
    /// Over the window: did it move more than usual, either way?
    Size,
    /// After the window, up to k records from the news: did it go one way then?
    Later,
}

impl Question {
    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direction => "direction",
            Self::Size => "size",
            Self::Later => "later",
        }
    }
}

/// One value for each question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerQuestion<T> {
    pub direction: T,
    pub size: T,
    /// None if the window leaves no record after it.
    pub later: Option<T>,
}

impl<T> PerQuestion<T> {
    /// Something else for each question, in the order of [`Self::iter`].
    pub fn map<'a, U>(&'a self, mut of: impl FnMut(&'a T) -> U) -> PerQuestion<U> {
        PerQuestion {
            direction: of(&self.direction),
            size: of(&self.size),
            later: self.later.as_ref().map(&mut of),
        }
    }

    /// Those there are.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        let always = [Some(&self.direction), Some(&self.size)];
        always.into_iter().chain([self.later.as_ref()]).flatten()
    }

    /// The value of a question.
    pub const fn of(&self, question: Question) -> Option<&T> {
        match question {
            Question::Direction => Some(&self.direction),
            Question::Size => Some(&self.size),
            Question::Later => self.later.as_ref(),
        }
    }
}

impl<'a, T> PerQuestion<&'a T> {
    /// What the questions are asked of.
    pub const fn of_windows(windows: &'a PerWindow<T>) -> Self {
        Self {
            direction: &windows.main,
            size: &windows.vol,
            later: windows.post.as_ref(),
        }
    }
}

impl PerQuestion<Answer> {
    /// The same with each p corrected for the number of questions by Holm's method.
    #[must_use]
    pub fn corrected(&self) -> Self {
        let p: Vec<f64> = self.iter().map(|answer| answer.p).collect();
        let mut corrected = holm(&p).into_iter();

        self.map(|answer| Answer {
            p: corrected.next().unwrap_or(1.0),
            ..*answer
        })
    }
}

/// What a test says: its p and the sign of its statistic.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answer {
    pub p: f64,
    /// Any measure of T: its sign counts.
    pub t: f64,
}

impl Answer {
    /// Whether it is more than chance, in the direction of `t`.
    pub fn confirms(self, t: f64) -> bool {
        self.p <= ALPHA && self.t * t > 0.0
    }

    /// Of the size of moves: smaller moves than usual are no answer, however sure.
    pub const fn of_size(test: &BlockTest) -> Self {
        Self {
            p: if test.t > 0.0 { test.p } else { 1.0 },
            t: test.t,
        }
    }
}

impl From<&BlockTest> for Answer {
    fn from(test: &BlockTest) -> Self {
        Self {
            p: test.p,
            t: test.t,
        }
    }
}

/// The answers of the tests.
pub fn answers(tests: &PerQuestion<&BlockTest>) -> PerQuestion<Answer> {
    PerQuestion {
        direction: tests.direction.into(),
        size: Answer::of_size(tests.size),
        later: tests.later.map(Answer::from),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p_holm(direction: f64, size: f64, later: Option<f64>) -> Vec<f64> {
        let answer = |p| Answer { p, t: 1.0 };
        let asked = PerQuestion {
            direction: answer(direction),
            size: answer(size),
            later: later.map(answer),
        };
        asked.corrected().iter().map(|answer| answer.p).collect()
    }

    #[test]
    fn the_smallest_p_pays_for_all_questions() {
        let close = |found: Vec<f64>, expected: &[f64]| {
            assert_eq!(found.len(), expected.len());
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-12, "{found} {expected}");
            }
        };
        close(p_holm(0.01, 0.5, Some(0.02)), &[0.03, 0.5, 0.04]);
        close(p_holm(0.02, 0.01, Some(0.9)), &[0.04, 0.03, 0.9]);
        // A window to the last record shown leaves two questions.
        close(p_holm(0.02, 0.5, None), &[0.04, 0.5]);
    }

    #[test]
    fn an_answer_of_the_other_sign_confirms_nothing() {
        let answer = Answer { p: 0.01, t: -2.0 };
        assert!(answer.confirms(-0.1));
        assert!(!answer.confirms(0.1) && !answer.confirms(0.0));
        assert!(!Answer { p: 0.06, t: 2.0 }.confirms(2.0));
    }
}

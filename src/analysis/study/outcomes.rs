//! What is tested of a record: sums of standardised changes over a few records around it (correlate-spec.md §3.4, §6.1).

use super::StudyError;
use std::convert::identity;

/// Places of records counted from an event, both ends included: 0 is the record that the event is linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offsets {
    /// First place.
    pub first: i32,
    /// Last place.
    pub last: i32,
}

impl Offsets {
    /// The two records after the one that may hold a move from before the news of its day.
    pub const STRICT: Self = Self { first: 1, last: 2 };

    /// From `k` records before to `k` records after.
    pub const fn around(k: u32) -> Self {
        Self {
            first: 0i32.saturating_sub_unsigned(k),
            last: 0i32.saturating_add_unsigned(k),
        }
    }

    /// Number of places; 0 if `last` is before `first`.
    pub fn len(self) -> usize {
        usize::try_from(i64::from(self.last) - i64::from(self.first) + 1).unwrap_or(0)
    }

    /// Whether there is no place.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The values at these places around a record.
    ///
    /// # Errors
    /// [`StudyError::Missing`] when one does not exist: such a record is not to be tested (correlate-spec.md §4.9).
    pub fn values(
        self,
        values: &[Option<f64>],
        record: u32,
    ) -> impl Iterator<Item = Result<f64, StudyError>> {
        (self.first..=self.last).map(move |offset| {
            record
                .checked_add_signed(offset)
                .and_then(|place| *values.get(place as usize)?)
                .ok_or(StudyError::Missing { record, offset })
        })
    }
}

/// One value for each of the five windows of a study; `None` if the window has no place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerWindow<T> {
    /// Over the window asked for.
    pub main: T,
    /// Over [−k, −1]: did the rate move before?
    pub pre: Option<T>,
    /// Over [b + 1, k]: drift or reversal.
    pub post: Option<T>,
    /// Over [1, 2].
    pub strict: T,
    /// Over the window, of sizes: moves in either direction.
    pub vol: T,
}

impl<T> PerWindow<T> {
    /// Something else for each window, in the order of [`Self::iter`].
    pub fn map<'a, U>(&'a self, mut of: impl FnMut(&'a T) -> U) -> PerWindow<U> {
        PerWindow {
            main: of(&self.main),
            pre: self.pre.as_ref().map(&mut of),
            post: self.post.as_ref().map(&mut of),
            strict: of(&self.strict),
            vol: of(&self.vol),
        }
    }

    /// Those there are.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        [
            Some(&self.main),
            self.pre.as_ref(),
            self.post.as_ref(),
            Some(&self.strict),
            Some(&self.vol),
        ]
        .into_iter()
        .flatten()
    }
}

/// The outcomes of the records with these numbers, from standardised changes by record number.
///
/// # Errors
/// [`StudyError::Missing`] when one needed does not exist.
pub fn outcomes(
    z: &[Option<f64>],
    tested: &[u32],
    window: Offsets,
    k: u32,
) -> Result<PerWindow<Vec<f64>>, StudyError> {
    let around = Offsets::around(k);
    let before = Offsets { last: -1, ..around };
    let after = Offsets {
        first: window.last + 1,
        ..around
    };

    Ok(PerWindow {
        main: sums(z, tested, window, identity)?,
        pre: sums_of_some(z, tested, before)?,
        post: sums_of_some(z, tested, after)?,
        strict: sums(z, tested, Offsets::STRICT, identity)?,
        vol: sums(z, tested, window, f64::abs)?,
    })
}

/// `None` if the window has no place.
fn sums_of_some(
    z: &[Option<f64>],
    tested: &[u32],
    window: Offsets,
) -> Result<Option<Vec<f64>>, StudyError> {
    (!window.is_empty())
        .then(|| sums(z, tested, window, identity))
        .transpose()
}

/// The sum over `window` of what `of` makes of the values, for each record.
///
/// # Errors
/// [`StudyError::Missing`] when a value does not exist.
pub fn sums(
    values: &[Option<f64>],
    records: &[u32],
    window: Offsets,
    of: impl Fn(f64) -> f64,
) -> Result<Vec<f64>, StudyError> {
    records
        .iter()
        .map(|record| {
            let around = window.values(values, *record);
            around.map(|value| value.map(&of)).sum()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_the_sixth(window: Offsets, k: u32) -> PerWindow<Vec<f64>> {
        let z: Vec<Option<f64>> = (0..12).map(|i| Some(f64::from(i) - 5.0)).collect();
        outcomes(&z, &[5], window, k).unwrap()
    }

    #[test]
    fn each_outcome_has_its_records() {
        let found = of_the_sixth(Offsets { first: -1, last: 1 }, 3);
        assert_eq!((found.main, found.vol), (vec![0.0], vec![2.0]));
        assert_eq!(
            (found.pre, found.post, found.strict),
            (Some(vec![-6.0]), Some(vec![5.0]), vec![3.0])
        );
    }

    #[test]
    fn a_window_to_the_end_leaves_nothing_after_it() {
        assert_eq!(of_the_sixth(Offsets { first: 0, last: 3 }, 3).post, None);
        assert_eq!(of_the_sixth(Offsets { first: 0, last: 0 }, 0).pre, None);
    }

    #[test]
    fn a_record_at_the_edge_is_refused() {
        let z = [None, Some(1.0), Some(1.0), Some(1.0)];
        let check = |record, k, offset| {
            let found = outcomes(&z, &[record], Offsets { first: 0, last: 1 }, k);
            assert_eq!(found, Err(StudyError::Missing { record, offset }));
        };
        check(1, 1, -1);
        check(2, 1, 2);
        check(0, 0, 0);
    }
}

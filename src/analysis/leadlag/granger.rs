//! Whether the past of one series helps to explain another beyond that one's own past: F of two least-squares fits
//! with a constant, as `ssr_ftest` of statsmodels has it (correlate-spec.md §6.4).
//!
//! Fits go through the products of lagged series: from one pair of lags to the next only the ends of the sums differ,
//! so thousands of rearranged series take a second. [`last_row_of_factor`] fails if lags are collinear.

use super::correlations::dot;
use std::ops::Range;

/// As many lags are tried.
pub const MOST_GRANGER_LAGS: usize = 5;

/// A column is collinear with the columns before it if they leave less than this share of its squares unexplained.
const REPEATS: f64 = 1e-10;

/// The test of one direction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GrangerTest {
    /// F of the lags of the cause.
    pub f: f64,
    /// Degrees of freedom: the lags.
    pub df_num: usize,
    /// Degrees of freedom: rows less coefficients.
    pub df_denom: usize,
}

/// F of `lags` lags of `cause` next to as many of `effect`, over the values that have all their lags in one of the `runs`.
/// `None` if these are too few or the lags are collinear.
pub fn granger_test(
    effect: &[f64],
    cause: &[f64],
    runs: &[Range<usize>],
    lags: usize,
) -> Option<GrangerTest> {
    let df_denom = count_rows(runs, lags)
        .checked_sub(2 * lags + 1)
        .filter(|df| *df > 0)?;
    let fit = Fit::new(effect, cause, runs, lags, lags)?;
    let f = (fit.explained_by_cause / lags as f64) / (fit.unexplained / df_denom as f64);

    f.is_finite().then_some(GrangerTest {
        f,
        df_num: lags,
        df_denom,
    })
}

/// The number of lags with the least n·ln(SSR/n) + (2·lags + 1)·ln n over the rows that all numbers of lags have; of
/// equals the smaller.
pub fn granger_lags(effect: &[f64], cause: &[f64], runs: &[Range<usize>]) -> Option<usize> {
    let rows = count_rows(runs, MOST_GRANGER_LAGS);
    if rows <= 2 * MOST_GRANGER_LAGS + 1 {
        return None;
    }

    let n = rows as f64;
    let tried = (1..=MOST_GRANGER_LAGS).filter_map(|lags| {
        let fit = Fit::new(effect, cause, runs, lags, MOST_GRANGER_LAGS)?;
        Some((
            lags,
            n * (fit.unexplained / n).ln() + (2 * lags + 1) as f64 * n.ln(),
        ))
    });

    tried
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(lags, _)| lags)
}

/// Values with `lags` values before them in their run.
fn count_rows(runs: &[Range<usize>], lags: usize) -> usize {
    runs.iter().map(|run| run.len().saturating_sub(lags)).sum()
}

/// Sums of squares of the fit on the lags of both.
struct Fit {
    unexplained: f64,
    /// What the lags of the cause explain beyond the lags of the effect.
    explained_by_cause: f64,
}

/// A column of the regression, by its lag.
#[derive(Clone, Copy)]
enum Column {
    Effect(usize),
    Cause(usize),
}

impl Fit {
    /// Over the rows from `first` on in each run; `first` is at least `lags`, and there is a row.
    fn new(
        effect: &[f64],
        cause: &[f64],
        runs: &[Range<usize>],
        lags: usize,
        first: usize,
    ) -> Option<Self> {
        let own = Products::new(effect, effect, runs, lags, first);
        let mixed = Products::new(effect, cause, runs, lags, first);
        let of_cause = Products::new(cause, cause, runs, lags, first);

        // Columns: lags of the effect, lags of the cause, the effect itself, which is lag 0.
        let columns: Vec<Column> = (1..=lags)
            .map(Column::Effect)
            .chain((1..=lags).map(Column::Cause))
            .chain([Column::Effect(0)])
            .collect();
        let last = last_row_of_factor(columns.len(), |row, col| {
            match (columns[row], columns[col]) {
                (Column::Effect(i), Column::Effect(j)) => own.at(i, j),
                (Column::Effect(i), Column::Cause(j)) | (Column::Cause(j), Column::Effect(i)) => {
                    mixed.at(i, j)
                }
                (Column::Cause(i), Column::Cause(j)) => of_cause.at(i, j),
            }
        })?;

        Some(Self {
            unexplained: last[2 * lags].powi(2),
            explained_by_cause: last[lags..2 * lags].iter().map(|value| value.powi(2)).sum(),
        })
    }
}

/// The last row of the Cholesky factor of a symmetric matrix: the squares of its entries are what each column explains
/// of the last one beyond the columns before it, and what none explains. `None` if a column is collinear with others.
fn last_row_of_factor(size: usize, product: impl Fn(usize, usize) -> f64) -> Option<Vec<f64>> {
    let mut factor: Vec<Vec<f64>> = Vec::with_capacity(size);
    for row in 0..size {
        let mut entries: Vec<f64> = Vec::with_capacity(row + 1);
        for (col, before) in factor.iter().enumerate() {
            let known: f64 = entries.iter().zip(before).map(|(a, b)| a * b).sum();
            entries.push((product(row, col) - known) / before[col]);
        }

        let whole = product(row, row);
        let left = whole - entries.iter().map(|entry| entry * entry).sum::<f64>();
        if left.is_nan() || left <= REPEATS * whole {
            return None;
        }

        entries.push(left.sqrt());
        factor.push(entries);
    }

    factor.pop()
}

/// Σ over rows t from `first` on of xₜ₋ᵢ·yₜ₋ⱼ about the means, for i and j from 0 to `lags`.
struct Products {
    width: usize,
    /// Row i, column j.
    values: Vec<f64>,
}

impl Products {
    fn new(x: &[f64], y: &[f64], runs: &[Range<usize>], lags: usize, first: usize) -> Self {
        let width = lags + 1;
        let mut values = vec![0.0; width * width];
        let mut x_sums = vec![0.0; width];
        let mut y_sums = vec![0.0; width];
        for run in runs.iter().filter(|run| run.len() > first) {
            let [x, y] = [x, y].map(|series| &series[run.clone()]);
            for (sum, of_run) in values.iter_mut().zip(products_of_run(x, y, lags, first)) {
                *sum += of_run;
            }
            for (sums, series) in [(&mut x_sums, x), (&mut y_sums, y)] {
                for (lag, sum) in sums.iter_mut().enumerate() {
                    *sum += series[first - lag..series.len() - lag].iter().sum::<f64>();
                }
            }
        }

        let rows = count_rows(runs, first) as f64;
        for (i, j) in pairs(width) {
            values[i * width + j] -= x_sums[i] * y_sums[j] / rows;
        }

        Self { width, values }
    }

    fn at(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.width + j]
    }
}

/// The sums over one run, about 0.
fn products_of_run(x: &[f64], y: &[f64], lags: usize, first: usize) -> Vec<f64> {
    let end = x.len();
    let width = lags + 1;
    let mut values = vec![0.0; width * width];
    for lag in 0..=lags {
        values[lag] = dot(&x[first..], &y[first - lag..end - lag]);
        values[lag * width] = dot(&x[first - lag..end - lag], &y[first..]);
    }

    // The sum for lags i + 1 and j + 1 is that for i and j, one row earlier: one product enters, one leaves.
    for (i, j) in pairs(lags) {
        let enters = x[first - i - 1] * y[first - j - 1];
        let leaves = x[end - 1 - i] * y[end - 1 - j];
        values[(i + 1) * width + j + 1] = values[i * width + j] + enters - leaves;
    }

    values
}

/// All pairs of numbers below `end`, in their order.
fn pairs(end: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..end).flat_map(move |i| (0..end).map(move |j| (i, j)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::leadlag::tests::noise;

    #[expect(clippy::single_range_in_vec_init, reason = "one run")]
    fn whole(n: usize) -> [Range<usize>; 1] {
        [0..n]
    }

    #[test]
    fn lags_are_found_where_the_cause_acts_late() {
        let cause = noise(400, 1);
        let check = |delay: usize, expected: usize| {
            let mut effect = noise(400, 2);
            (delay..400).for_each(|at| effect[at] += cause[at - delay]);
            assert_eq!(
                granger_lags(&effect, &cause, &whole(400)),
                Some(expected),
                "{delay}"
            );
        };
        check(1, 1);
        check(3, 3);
        check(5, 5);
    }

    #[test]
    fn what_cannot_be_fitted_has_no_test() {
        let series = noise(40, 3);
        assert_eq!(
            granger_test(&series, &series, &whole(40), 1),
            None,
            "the lags repeat each other"
        );
        assert_eq!(
            granger_test(&series, &[1.0; 40], &whole(40), 2),
            None,
            "a constant repeats the constant"
        );
        assert_eq!(
            granger_test(&series[..7], &noise(7, 4), &whole(7), 2),
            None,
            "no degree of freedom is left"
        );
        assert_eq!(granger_lags(&series[..16], &noise(16, 4), &whole(16)), None);
        assert_eq!(
            granger_test(&series[..8], &noise(8, 4), &whole(8), 2).map(|test| test.df_denom),
            Some(1)
        );
    }

    /// Two runs are fitted as their rows are: the same as one series without the rows whose lags are in the other.
    #[test]
    fn no_row_has_its_lags_on_the_other_side_of_a_hole() {
        let (effect, cause) = (noise(60, 5), noise(60, 6));
        let runs = [0..25, 25..60];
        let found = granger_test(&effect, &cause, &runs, 2).unwrap();
        assert_eq!(found.df_denom, 60 - 4 - 5);
        // A value that only rows across the hole would have as a lag changes the rows of its own run alone.
        let short = granger_test(&effect[25..], &cause[25..], &whole(35), 2).unwrap();
        let twice = granger_test(
            &[&effect[25..], &effect[25..]].concat(),
            &[&cause[25..], &cause[25..]].concat(),
            &[0..35, 35..70],
            2,
        );
        // Every sum is doubled, so F grows as the degrees of freedom do.
        let grown = short.f / short.df_denom as f64 * twice.unwrap().df_denom as f64;
        assert!(
            (twice.unwrap().f - grown).abs() < 1e-9,
            "{twice:?} {short:?}"
        );
    }
}

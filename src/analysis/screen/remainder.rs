//! One step of echo control: what terms still say once others have been taken.
//!
//! A step projects the taken terms out of the scores, e = M u, and out of every rearrangement of what is left, M e^b
//! (Freedman–Lane): without the second M an echo would be tested at 3.6 % instead of 5 %. In 64-bit floats; a term's sums
//! run over its events in their order, so that no thread count changes them (correlate-spec.md §6.2; forward_step.json).

use super::{
    kernel::{chunk_len, sums_in_block},
    panel::Panel,
    tally::{larger, per, raise},
    watch::Watch,
};
use crate::{analysis::null::monte_carlo_p, error::Result};
use rayon::prelude::*;

/// A term of which the taken ones leave less than this share of its events says nothing of its own.
pub const LEAST_LEFT: f64 = 0.1;

/// Two values of T* this near are equal.
const TIE: f64 = 1e-9;

/// Draws side by side: 8,000 records of them take a megabyte.
const LANES: usize = 16;

/// The number of terms for which draws are held at a time: 1,024 × 999 × 8 bytes are eight megabytes a thread, and all
/// blocks of draws are brought in for them once.
const CHUNK_TERMS: usize = 1024;

type Row = [f64; LANES];

/// What the taken terms leave of a panel.
pub struct Remainder<'a> {
    panel: Panel<'a>,
    /// Orthonormal: the constant, then what each taken term added.
    basis: Vec<Vec<f64>>,
    /// |M 1_A|²: how much of each term's events the taken terms do not explain.
    pub(super) left: Vec<f64>,
    taken: Vec<usize>,
}

/// One term in one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StepTest {
    /// T = 1_A · e, in units of u.
    pub t: f64,
    /// √(mean over the draws and the observed order of T²).
    pub tau: f64,
    /// T/τ.
    pub t_star: f64,
    /// Family-wise p among the terms looked at.
    pub p: f64,
}

impl<'a> Remainder<'a> {
    /// Nothing is taken yet.
    pub(super) fn new(panel: Panel<'a>) -> Self {
        let left = (0..panel.terms.len())
            .map(|term| panel.terms.events(term).len() as f64)
            .collect();
        let mut remainder = Self {
            panel,
            basis: Vec::new(),
            left,
            taken: Vec::new(),
        };
        remainder.project_out(vec![1.0; panel.scores.len()]);
        remainder
    }

    /// Takes a term.
    pub fn take(&mut self, term: usize) {
        self.project_out(self.indicator(term));
        self.taken.push(term);
    }

    /// 1 at the events of a term, 0 elsewhere.
    fn indicator(&self, term: usize) -> Vec<f64> {
        let mut indicator = vec![0.0; self.panel.scores.len()];
        for event in self.panel.terms.events(term) {
            indicator[*event as usize] = 1.0;
        }

        indicator
    }

    /// Whether a step still looks at a term.
    pub fn is_looked_at(&self, term: usize) -> bool {
        let n_events = self.panel.terms.events(term).len() as f64;
        !self.taken.contains(&term) && self.left[term] >= LEAST_LEFT * n_events && n_events > 0.0
    }

    fn project_out(&mut self, mut vector: Vec<f64>) {
        // Twice: what rounding leaves the first time is gone the second.
        self.project(&mut vector);
        self.project(&mut vector);
        let length = dot(&vector, &vector).sqrt();
        if length > 0.0 {
            for value in &mut vector {
                *value /= length;
            }
        }

        for (term, left) in self.left.iter_mut().enumerate() {
            let along: f64 = self
                .panel
                .terms
                .events(term)
                .iter()
                .map(|event| vector[*event as usize])
                .sum();
            *left -= along * along;
        }

        self.basis.push(vector);
    }

    /// M v.
    fn project(&self, vector: &mut [f64]) {
        for axis in &self.basis {
            let along = dot(axis, vector);
            vector
                .iter_mut()
                .zip(axis)
                .for_each(|(value, axis)| *value -= along * axis);
        }
    }

    /// The mean figure of a term's events beside the taken terms: its coefficient when the figures are explained by all
    /// of them together. None if these leave nothing of the term.
    pub(super) fn effect_beside(&self, term: usize, figures: &[f64]) -> Option<f64> {
        let mut rest = figures.to_vec();
        self.project(&mut rest);
        let events = self.panel.terms.events(term).iter();
        let sum: f64 = events.map(|event| rest[*event as usize]).sum();

        self.is_looked_at(term).then(|| sum / self.left[term])
    }

    /// e = M u.
    fn residual(&self) -> Vec<f64> {
        let mut residual = self.panel.scores.u.clone();
        self.project(&mut residual);
        residual
    }

    /// M e^b of the first draws, block after block; the lanes beyond are 0.
    fn drawn(&self, residual: &[f64], draws: usize) -> Vec<Row> {
        let n = residual.len();
        let mut rows = vec![[0.0; LANES]; n * draws.div_ceil(LANES)];
        rows.par_chunks_mut(n.max(1))
            .enumerate()
            .for_each(|(block, rows)| {
                let mut vector = vec![0.0; n];
                for lane in 0..LANES.min(draws - block * LANES) {
                    let arrangement = self.panel.draws.indices(block * LANES + lane);
                    vector
                        .iter_mut()
                        .zip(arrangement.iter())
                        .for_each(|(to, from)| *to = residual[*from as usize]);
                    // Freedman and Lane: without this an echo would be tested at 3.6 % instead of 5 %.
                    self.project(&mut vector);
                    rows.iter_mut()
                        .zip(&vector)
                        .for_each(|(row, value)| row[lane] = *value);
                }
            });

        rows
    }

    /// Statistics of the terms looked at, p still missing, and the largest |T*| of each draw.
    fn statistics(
        &self,
        draws: usize,
        watch: &Watch<'_>,
    ) -> Result<(Vec<Option<StepTest>>, Vec<f64>)> {
        let residual = self.residual();
        let rows = self.drawn(&residual, draws);
        let chunk = chunk_len(self.panel).min(CHUNK_TERMS);
        let terms = self.panel.terms.len();
        let chunks: Vec<_> = (0..terms.div_ceil(chunk))
            .into_par_iter()
            .map(|at| {
                let terms: Vec<usize> = (at * chunk..terms.min((at + 1) * chunk))
                    .filter(|term| self.is_looked_at(*term))
                    .collect();
                let found = self.of_chunk(&terms, &residual, &rows, draws);
                let events: usize = terms
                    .iter()
                    .map(|term| self.panel.terms.events(*term).len())
                    .sum();

                watch
                    .advance((events * draws) as u64)
                    .map(|()| (terms, found))
            })
            .collect::<Result<_>>()?;

        let mut tests = vec![None; terms];
        let mut maxima = vec![0.0_f64; draws];
        for (terms, (found, of_chunk)) in chunks {
            terms
                .into_iter()
                .zip(found)
                .for_each(|(term, test)| tests[term] = Some(test));
            raise(&mut maxima, &of_chunk);
        }

        Ok((tests, maxima))
    }

    fn of_chunk(
        &self,
        terms: &[usize],
        residual: &[f64],
        rows: &[Row],
        draws: usize,
    ) -> (Vec<StepTest>, Vec<f64>) {
        // The draws block after block, and of each term its squares lane by lane.
        let mut drawn: Vec<Row> = Vec::with_capacity(terms.len() * draws.div_ceil(LANES));
        let mut squares = vec![[0.0; LANES]; terms.len()];
        for rows in rows.chunks(residual.len()) {
            sums_in_block(
                rows,
                self.panel.terms,
                terms.iter().copied(),
                #[inline(always)]
                |at, sums: &Row| {
                    drawn.push(*sums);
                    for (square, sum) in squares[at].iter_mut().zip(sums) {
                        *square += sum * sum;
                    }
                },
            );
        }

        let tests: Vec<StepTest> = terms
            .iter()
            .zip(&squares)
            .map(|(term, squares)| {
                let events = self.panel.terms.events(*term).iter();
                let t: f64 = events.map(|event| residual[*event as usize]).sum();
                let squares = squares.iter().sum::<f64>() + t * t;
                let tau = (squares / (draws + 1) as f64).sqrt();
                StepTest {
                    t,
                    tau,
                    t_star: t * per(tau),
                    p: 1.0,
                }
            })
            .collect();
        let maxima = largest_of_draws(&drawn, &tests, draws);
        (tests, maxima)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The largest |T*| of each draw; `drawn` has T of all terms, block of draws after block.
fn largest_of_draws(drawn: &[Row], tests: &[StepTest], draws: usize) -> Vec<f64> {
    let mut maxima: Vec<f64> = Vec::with_capacity(draws);
    for drawn in drawn.chunks(tests.len().max(1)) {
        let mut of_block = [0.0; LANES];
        for (drawn, test) in drawn.iter().zip(tests) {
            let per_tau = per(test.tau);
            for (max, t) in of_block.iter_mut().zip(drawn) {
                *max = larger(*max, t.abs() * per_tau);
            }
        }
        maxima.extend(of_block);
    }

    // The last block has lanes beyond the draws, and without terms there is no block.
    maxima.resize(draws, 0.0);
    maxima
}

/// One step over a family: a test for every term that is looked at, panel by panel.
pub(super) fn step(
    remainders: &[Remainder<'_>],
    draws: usize,
    watch: &Watch<'_>,
) -> Result<Vec<Vec<Option<StepTest>>>> {
    let mut maxima = vec![0.0_f64; draws];
    let mut panels = Vec::with_capacity(remainders.len());
    for remainder in remainders {
        let (tests, of_panel) = remainder.statistics(draws, watch)?;
        raise(&mut maxima, &of_panel);
        panels.push(tests);
    }

    maxima.sort_by(f64::total_cmp);

    for test in panels.iter_mut().flatten().flatten() {
        let reaching = maxima.len() - maxima.partition_point(|max| *max < test.t_star.abs() - TIE);
        test.p = monte_carlo_p(reaching, draws);
    }

    Ok(panels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{
        null::{Draws, Scores},
        screen::{Terms, kernel::sums},
    };

    /// Without the second projection the draws of what is left would go along the taken terms again.
    #[test]
    fn no_draw_has_anything_left_along_a_taken_term() {
        let outcomes: Vec<f64> = (0..300).map(|at| f64::from(at * 7919 % 1009)).collect();
        let scores = Scores::new(&outcomes);
        let terms: Terms = [[3, 40, 41, 90, 200].as_slice(), &[4, 41, 90, 250]]
            .into_iter()
            .collect();
        let draws = Draws {
            n: 300,
            seed: 3,
            count: 40,
        };
        let mut remainder = Remainder::new(Panel {
            scores: &scores,
            terms: &terms,
            draws: &draws,
        });
        remainder.take(0);
        let residual = remainder.residual();
        for rows in remainder.drawn(&residual, 40).chunks(300) {
            let of = |term| -> Row { sums(rows, terms.events(term)) };
            assert!(of(0).iter().all(|sum| sum.abs() < 1e-12), "{:?}", of(0));
            assert!(of(1).iter().any(|sum| sum.abs() > 0.1));
        }
        // What is explained by the events of a term alone is nothing of another's, and the term's coefficient is 2.
        let figures: Vec<f64> = (0..300)
            .map(|at| {
                if [4, 41, 90, 250].contains(&at) {
                    2.0
                } else {
                    0.0
                }
            })
            .collect();
        assert!((remainder.effect_beside(1, &figures).unwrap() - 2.0).abs() < 1e-9);
        assert_eq!(remainder.effect_beside(0, &figures), None);
        assert!(
            remainder.left[0].abs() < 1e-12
                && !remainder.is_looked_at(0)
                && remainder.is_looked_at(1)
        );
    }
}

//! What options add to the report of a term: `--dose`, `--exact` and `--tests all`.

use super::Question;
use super::prepared::unstudied;
use super::term::Answered;
use crate::analysis::classical::{ClassicalInput, classical, normal_p};
use crate::analysis::events::Study;
use crate::analysis::null::{ALPHA, Draws, Scores, circular_shift, dose_test};
use crate::analysis::study::{Offsets, outcomes};
use crate::cli::TestsArg;
use crate::error::Result;
use crate::render::{ClassicalReport, ClassicalRow, DoseReport, TermReport};

/// Adds what was asked for; nothing where there was too little for a test.
///
/// # Errors
/// [`crate::error::Error::Usage`] for too few draws.
pub fn add_wanted(
    question: &Question<'_>,
    answered: &Answered<'_>,
    study: &Study<'_>,
    report: &mut TermReport,
) -> Result<()> {
    let (typed, asked) = (question.typed, question.asked);
    if answered.found.judgement.verdict.is_untested() {
        return Ok(());
    }
    let prepared = answered.prepared;
    let tested = prepared.tested.records();
    let outcomes = outcomes(&prepared.z, tested, asked.window, asked.k)
        .map_err(unstudied)?
        .main;
    let scores = Scores::new(&outcomes);
    let weights = study.doses(answered.matched);
    if typed.dose {
        let draws = Draws {
            n: tested.len(),
            seed: asked.seed,
            count: asked.permutations,
        };
        let test =
            dose_test(&scores, &weights, &draws, ALPHA).map_err(|error| unstudied(error.into()))?;
        report.dose = test.rho.map(|rho| DoseReport { rho, p: test.p });
    }
    if typed.exact {
        let mut indicator = vec![0.0; tested.len()];
        for event in &answered.events.positions {
            indicator[*event as usize] = 1.0;
        }
        report.p_exact_shift = circular_shift(&indicator, &scores.u).map(|shift| shift.p);
    }
    if typed.tests == TestsArg::All {
        report.classical = Some(classical_report(
            answered,
            asked.window,
            &outcomes,
            &weights,
        ));
    }
    Ok(())
}

fn classical_report(
    answered: &Answered<'_>,
    window: Offsets,
    outcomes: &[f64],
    weights: &[f64],
) -> ClassicalReport {
    let prepared = answered.prepared;
    let abnormal = prepared.abnormal_sums(window);
    let events: Vec<usize> = answered
        .events
        .positions
        .iter()
        .map(|at| *at as usize)
        .collect();
    let found = classical(&ClassicalInput {
        abnormal_pct: &abnormal,
        outcome: outcomes,
        events: &events,
        news: weights,
        window_records: window.len(),
    });
    let row = |name, value: Option<f64>, p: Option<f64>| ClassicalRow { name, value, p };
    let normal = |z: Option<f64>| z.map(normal_p);
    let (rank, sign) = (found.rank_z, found.sign.map(|sign| sign.z));
    ClassicalReport {
        tests: vec![
            row("t", found.t.map(|test| test.t), found.t.map(|test| test.p)),
            row(
                "bmp",
                found.bmp.map(|test| test.t),
                found.bmp.map(|test| test.p),
            ),
            row("corrado_rank", rank, normal(rank)),
            row("generalised_sign", sign, normal(sign)),
            row(
                "pearson",
                found.pearson.map(|one| one.coefficient),
                found.pearson.map(|one| one.p),
            ),
            row(
                "spearman",
                found.spearman.map(|one| one.coefficient),
                found.spearman.map(|one| one.p),
            ),
            row(
                "kendall",
                found.kendall.map(|one| one.coefficient),
                found.kendall.map(|one| one.p),
            ),
            row(
                "newey_west",
                found.slope.map(|one| one.t),
                found.slope.map(|one| one.p),
            ),
        ],
    }
}

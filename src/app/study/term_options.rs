//! What options add to the report of a term: the dose, every shift, and the textbook tests.

use super::data::study_error;
use super::request::TermRequest;
use super::term::TermAnswer;
use crate::analysis::classical::{ClassicalInput, Correlation, TTest, classical, normal_p};
use crate::analysis::events::Study;
use crate::analysis::null::{ALPHA, Draws, Scores, circular_shift, dose_test};
use crate::analysis::study::outcomes;
use crate::error::Result;
use crate::render::{ClassicalReport, ClassicalRow, DoseReport, TermOptionsReport};

/// The options asked for; none of them where there was too little for a test.
///
/// # Errors
/// [`crate::error::Error::Usage`] for too few draws.
pub fn answer_options(
    asked: &TermRequest,
    answer: &TermAnswer<'_>,
    search: &Study<'_>,
) -> Result<TermOptionsReport> {
    let mut report = TermOptionsReport::default();
    if answer.study.judgement.verdict.is_untested() {
        return Ok(report);
    }

    let request = answer.request();
    let tested = answer.data.tested.records();
    let outcomes =
        outcomes(&answer.data.z, tested, request.window, request.k).map_err(study_error)?;
    let scores = Scores::new(&outcomes.main);
    let doses = search.doses(answer.stories);
    if asked.wants_dose {
        let draws = Draws {
            n: tested.len(),
            seed: request.seed,
            count: request.permutations,
        };
        let test = dose_test(&scores, &doses, &draws, ALPHA);
        let test = test.map_err(|error| study_error(error.into()))?;
        report.dose = test.rho.map(|rho| DoseReport { rho, p: test.p });
    }
    if asked.wants_exact_shift {
        let mut indicator = vec![0.0; tested.len()];
        for event in &answer.events.positions {
            indicator[*event as usize] = 1.0;
        }
        report.p_exact_shift = circular_shift(&indicator, &scores.u).map(|shift| shift.p);
    }
    if asked.wants_classical {
        report.classical = Some(classical_report(answer, &outcomes.main, &doses));
    }
    Ok(report)
}

fn classical_report(answer: &TermAnswer<'_>, outcome: &[f64], news: &[f64]) -> ClassicalReport {
    let window = answer.request().window;
    let events = &answer.events.positions;
    let events: Vec<usize> = events.iter().map(|event| *event as usize).collect();
    let found = classical(&ClassicalInput {
        abnormal_pct: &answer.data.abnormal_sums(window),
        outcome,
        events: &events,
        news,
        window_records: window.len(),
    });

    let slope = found.slope.map(|slope| (slope.t, slope.p));
    let rows = [
        ("t", found.t.map(t_and_p)),
        ("bmp", found.bmp.map(t_and_p)),
        ("corrado_rank", found.rank_z.map(z_and_p)),
        ("generalised_sign", found.sign.map(|sign| z_and_p(sign.z))),
        ("pearson", found.pearson.map(coefficient_and_p)),
        ("spearman", found.spearman.map(coefficient_and_p)),
        ("kendall", found.kendall.map(coefficient_and_p)),
        ("newey_west", slope),
    ];
    let tests = rows.into_iter().map(|(name, test)| ClassicalRow {
        name,
        value: test.map(|(value, _)| value),
        p: test.map(|(_, p)| p),
    });
    ClassicalReport {
        tests: tests.collect(),
    }
}

const fn t_and_p(test: TTest) -> (f64, f64) {
    (test.t, test.p)
}

fn z_and_p(z: f64) -> (f64, f64) {
    (z, normal_p(z))
}

const fn coefficient_and_p(correlation: Correlation) -> (f64, f64) {
    (correlation.coefficient, correlation.p)
}

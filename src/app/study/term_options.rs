//! What options add to the report of a term: the dose, every shift, and the textbook tests.

use super::{request::TermRequest, term_report::TermAnswer};
use crate::{
    analysis::{
        classical::{Classical, ClassicalInput, Correlation, classical, normal_p},
        events::Study,
        null::{ALPHA, Scores, circular_shift, dose_test},
        study::{StudyError, outcomes},
    },
    error::Result,
    render::{ClassicalReport, ClassicalRow, DoseReport, TermOptionsReport},
};

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

    let request = answer.question.request;
    let tested = answer.data.tested.records();
    let outcome = outcomes(&answer.data.z, tested, request.window, request.k)?.main;
    let scores = Scores::new(&outcome);
    let doses = search.doses(answer.stories);
    if asked.wants_dose {
        report.dose = find_dose(answer, &scores, &doses)?;
    }
    if asked.wants_exact_shift {
        report.p_exact_shift = find_exact_p(answer, &scores);
    }
    if asked.wants_classical {
        report.classical = Some(make_classical_report(answer, &outcome, &doses));
    }
    Ok(report)
}

fn find_dose(
    answer: &TermAnswer<'_>,
    scores: &Scores,
    doses: &[f64],
) -> Result<Option<DoseReport>> {
    let draws = answer.question.request.draws(scores.len());
    let test = dose_test(scores, doses, &draws, ALPHA).map_err(StudyError::from)?;
    Ok(test.rho.map(|rho| DoseReport { rho, p: test.p }))
}

fn find_exact_p(answer: &TermAnswer<'_>, scores: &Scores) -> Option<f64> {
    let mut indicator = vec![0.0; scores.len()];
    for event in &answer.events.positions {
        indicator[*event as usize] = 1.0;
    }
    circular_shift(&indicator, &scores.u).map(|shift| shift.p)
}

fn make_classical_report(
    answer: &TermAnswer<'_>,
    outcome: &[f64],
    news: &[f64],
) -> ClassicalReport {
    let window = answer.question.request.window;
    let events: Vec<_> = answer
        .events
        .positions
        .iter()
        .map(|event| *event as usize)
        .collect();
    let found = classical(&ClassicalInput {
        abnormal_pct: &answer.data.abnormal_sums(window),
        outcome,
        events: &events,
        news,
        window_records: window.len(),
    });

    ClassicalReport {
        tests: classical_rows(&found).into(),
    }
}

/// Each test by its stable name.
fn classical_rows(found: &Classical) -> [ClassicalRow; 8] {
    let sign_z = found.sign.map(|sign| sign.z);
    let values = [
        ("t", found.t.map(|test| (test.t, test.p))),
        ("bmp", found.bmp.map(|test| (test.t, test.p))),
        ("corrado_rank", found.rank_z.map(|z| (z, normal_p(z)))),
        ("generalised_sign", sign_z.map(|z| (z, normal_p(z)))),
        ("pearson", found.pearson.map(coefficient_and_p)),
        ("spearman", found.spearman.map(coefficient_and_p)),
        ("kendall", found.kendall.map(coefficient_and_p)),
        ("newey_west", found.slope.map(|slope| (slope.t, slope.p))),
    ];

    values.map(|(name, test)| ClassicalRow {
        name,
        value: test.map(|(value, _)| value),
        p: test.map(|(_, p)| p),
    })
}

const fn coefficient_and_p(correlation: Correlation) -> (f64, f64) {
    (correlation.coefficient, correlation.p)
}

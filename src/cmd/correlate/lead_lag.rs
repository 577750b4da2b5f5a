//! `rates correlate --lead-lag`: who leads, the news or the moves.

use super::asked::quoted;
use super::matched::{self, Matched};
use super::prepared::Prepared;
use super::{Question, figure};
use crate::analysis::leadlag::{
    Granger, LeadLag, lead_lag, move_scores, scores_within_classes, share_of_term, volume,
};
use crate::analysis::null::Draws;
use crate::analysis::study::LEAST_RECORDS;
use crate::analysis::{FactorsFrom, GapClass};
use crate::cli::CorrelateArgs;
use crate::cmd::statistics::{Sample, load_sample};
use crate::cmd::support::detail;
use crate::error::{Error, Result};
use crate::render::{GrangerReport, GrangerRow, LeadLagReport, render_lead_lag};

/// Whose amount of news.
enum Of {
    Volume,
    /// The words, and the option that they stand in.
    Term(String, &'static str),
}

pub fn run(question: &mut Question<'_>) -> Result<()> {
    let of = wanted(question.typed)?;
    let asked = question.asked;
    let sample = load_sample(
        question.context,
        question.store,
        quoted(question.typed),
        asked.range,
        FactorsFrom::Whole,
    )?;
    let prepared = Prepared::new(&sample, question.corpus, asked);
    let n = prepared.tested.len();
    let lang = question.context.lang;
    let news = amounts(question, &sample, &prepared, &of)?;
    let tested = prepared.tested.records();
    let z: Vec<f64> = tested
        .iter()
        .filter_map(|at| prepared.z[*at as usize])
        .collect();
    let draws = Draws {
        n,
        seed: asked.seed,
        count: asked.permutations,
    };
    let enough = n >= LEAST_RECORDS;
    let found = enough
        .then(|| {
            lead_lag(
                &news,
                &move_scores(&z),
                question.typed.max_lag.into(),
                &draws,
            )
        })
        .flatten();
    question.interrupt.check()?;
    let report = report(question, &sample, &prepared, &of, found.as_ref());
    let detail = detail(question.typed.details);
    question.write(&report, || {
        render_lead_lag(&report, detail, lang, question.context.frame())
    })?;
    if found.is_some() {
        figure::draw_lead_lag(question, &report)
    } else {
        Ok(())
    }
}

/// `--of volume`, `--of term WORDS` or `--term WORDS`.
fn wanted(typed: &CorrelateArgs) -> Result<Of> {
    let of: Vec<&str> = typed.of.iter().map(String::as_str).collect();
    match (of.as_slice(), &typed.term) {
        ([], Some(term)) => Ok(Of::Term(term.clone(), "--term")),
        ([] | ["volume"], None) => Ok(Of::Volume),
        (["term", words], None) => Ok(Of::Term((*words).to_owned(), "--of")),
        _ => Err(Error::usage(
            "--of",
            "write `--of volume` or `--of term WORDS`",
            "напишите `--of volume` или `--of term СЛОВА`",
        )),
    }
}

/// Whether what is asked for can be understood: that is said before a store is opened.
///
/// # Errors
/// [`Error::Usage`] when it cannot.
pub fn check(typed: &CorrelateArgs) -> Result<()> {
    match wanted(typed)? {
        Of::Volume => Ok(()),
        Of::Term(term, flag) => matched::check(&term, flag),
    }
}

/// Scores of the news of each tested record.
fn amounts(
    question: &Question<'_>,
    sample: &Sample,
    prepared: &Prepared,
    of: &Of,
) -> Result<Vec<f64>> {
    let tested = prepared.tested.records();
    let amounts = match of {
        Of::Volume => volume(&prepared.windows, tested),
        Of::Term(term, flag) => {
            let matched = Matched::find(question, term, flag)?;
            let mut with_term = vec![0; prepared.windows.len()];
            for record in matched
                .stories
                .iter()
                .filter_map(|at| prepared.placed[*at as usize])
            {
                with_term[record as usize] += 1;
            }
            share_of_term(&with_term, &prepared.windows, tested)
        }
    };
    let gap = |at: &u32| GapClass::of(sample.moves.records()[*at as usize].gap_days.unwrap_or(1));
    let gaps: Vec<GapClass> = tested.iter().map(gap).collect();
    Ok(scores_within_classes(&amounts, &gaps))
}

fn report(
    question: &Question<'_>,
    sample: &Sample,
    prepared: &Prepared,
    of: &Of,
    found: Option<&LeadLag>,
) -> LeadLagReport {
    let lags = i32::from(question.typed.max_lag);
    let curve = |of: fn(&LeadLag) -> &Vec<f64>| found.map(|found| of(found).clone());
    let granger = |of: fn(&LeadLag) -> Option<Granger>| {
        found.and_then(of).map(|row| GrangerRow {
            lags: row.lags,
            f: row.f,
            p: row.p,
        })
    };
    LeadLagReport {
        of: match of {
            Of::Volume => "volume".to_owned(),
            Of::Term(term, _) => term.clone(),
        },
        n: prepared.tested.len(),
        lags: [-lags, lags],
        ccf: curve(|found| &found.ccf),
        null_lo: curve(|found| &found.null_lo),
        null_hi: curve(|found| &found.null_hi),
        p_lag: curve(|found| &found.p_lag),
        p_max: found.map(|found| found.p_max),
        best_lag: found
            .and_then(|found| found.best_lag)
            .and_then(|lag| i32::try_from(lag).ok()),
        flat: found.is_some_and(|found| found.is_flat),
        granger: GrangerReport {
            news_to_rate: granger(|found| found.news_to_rate),
            rate_to_news: granger(|found| found.rate_to_news),
        },
        seed: question.asked.seed,
        permutations: question.asked.permutations,
        currency: sample.name.clone(),
        period: prepared.period(sample),
    }
}

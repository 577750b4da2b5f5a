//! Who leads, the news or the moves: their correlation at lags before and after.

use super::data::{Question, StudyData};
use super::load_news;
use super::request::{CorrelateRequest, LeadLagRequest, NewsAmount};
use super::term_matches::TermMatches;
use crate::analysis::leadlag::{
    lead_lag, move_scores, scores_within_classes, share_of_term, volume,
};
use crate::analysis::null::Draws;
use crate::analysis::study::LEAST_RECORDS;
use crate::analysis::{FactorsFrom, GapClass};
use crate::app::App;
use crate::error::Result;
use crate::render::LeadLagReport;

/// Correlates the amount of news with the size of moves at each lag.
///
/// # Errors
/// [`crate::error::Error`]: `NoHeadlines`, `NoRecords`, `TermNeverSeen`, `Interrupted`, `Store`.
pub fn answer_lead_lag(
    app: &mut App,
    request: &CorrelateRequest,
    asked: &LeadLagRequest,
) -> Result<LeadLagReport> {
    let corpus = load_news(app)?;
    let question = Question {
        app,
        corpus: &corpus,
        request,
    };
    let (subject, range) = (&request.subject, request.range);
    let data = StudyData::load(question, subject, range, FactorsFrom::Whole)?;
    let news = news_scores(question, &data, &asked.amount)?;

    let n = data.tested.len();
    let draws = Draws {
        n,
        seed: request.seed,
        count: request.permutations,
    };
    let max_lag = usize::from(asked.max_lag);
    let found = (n >= LEAST_RECORDS)
        .then(|| lead_lag(&news, &move_scores(&data.tested_z()), max_lag, &draws))
        .flatten();
    app.interrupt.check()?;

    let max_lag = i32::from(asked.max_lag);
    Ok(LeadLagReport {
        of: match &asked.amount {
            NewsAmount::Volume => "volume".to_owned(),
            NewsAmount::Term { words, .. } => words.clone(),
        },
        n,
        lags: [-max_lag, max_lag],
        found,
        seed: request.seed,
        permutations: request.permutations,
        period: data.tested_period(),
        currency: data.sample.name,
    })
}

/// Scores of the news of each tested record, within records that cover as many days: after a weekend there is more
/// news and a larger move, and neither leads.
fn news_scores(question: Question<'_>, data: &StudyData, amount: &NewsAmount) -> Result<Vec<f64>> {
    let tested = data.tested.records();
    let amounts = match amount {
        NewsAmount::Volume => volume(&data.windows, tested),
        NewsAmount::Term { words, flag } => {
            let matches = TermMatches::find(question.app, question.corpus, words, flag)?;
            let mut with_term = vec![0; data.windows.len()];
            for story in &matches.stories {
                if let Some(record) = data.story_records[*story as usize] {
                    with_term[record as usize] += 1;
                }
            }
            share_of_term(&with_term, &data.windows, tested)
        }
    };

    let records = data.sample.moves.records();
    let gaps: Vec<GapClass> = tested
        .iter()
        .map(|record| GapClass::of(records[*record as usize].gap_days.unwrap_or(1)))
        .collect();
    Ok(scores_within_classes(&amounts, &gaps))
}

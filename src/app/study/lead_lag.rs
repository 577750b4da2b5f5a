//! Who leads, the news or the moves: their correlation at lags before and after.

use super::{
    data::{Question, StudyData},
    news::load_news,
    request::{CorrelateRequest, LeadLagRequest, NewsAmount},
    term_matches::TermMatches,
    too_few::too_few_records,
};
use crate::{
    analysis::{
        GapClass,
        leadlag::{lead_lag, move_scores, scores_within_classes, share_of_term, volume},
        study::LEAST_RECORDS,
    },
    app::App,
    error::Result,
    render::LeadLagReport,
};

/// Correlates the amount of news with the size of moves at each lag.
///
/// # Errors
/// [`crate::error::Error`]: `NoHeadlines`, `NoRecords`, `TermNeverSeen`, `Interrupted`, `Store`.
pub fn answer_lead_lag(
    app: &mut App,
    request: &CorrelateRequest,
    asked: &LeadLagRequest,
) -> Result<LeadLagReport> {
    let request = &request.with_names(&app.store)?;
    let corpus = load_news(app, &request.news)?;
    let question = Question {
        app,
        corpus: &corpus,
        request,
    };
    let data = question.load_data()?;
    let news = news_scores(question, &data, &asked.amount)?;

    let z = data.of_tested(&data.z);
    let found = (z.len() >= LEAST_RECORDS)
        .then(|| {
            let draws = request.draws(z.len());
            lead_lag(&news, &move_scores(&z), asked.max_lag.into(), &draws)
        })
        .flatten();
    // A test that was broken off has no result to report.
    app.interrupt.check()?;

    let max_lag = i32::from(asked.max_lag);
    Ok(LeadLagReport {
        of: asked.amount.name().to_owned(),
        n: data.tested.len(),
        lags: [-max_lag, max_lag],
        found,
        seed: request.seed,
        permutations: request.permutations,
        news: request.news_choice(),
        too_few: too_few_records(question, &data),
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
            let matches = TermMatches::find(question.app, question.corpus, words, flag)
                .map_err(|error| error.of_chosen(!question.request.news.is_empty()))?;
            let with_term = count_by_record(data, &matches.stories);
            share_of_term(&with_term, &data.windows, tested)
        }
    };

    Ok(scores_within_classes(&amounts, &gap_classes(data)))
}

fn gap_classes(data: &StudyData) -> Vec<GapClass> {
    let records = data.sample.moves.records();
    // The first record of all has no gap before it.
    data.tested_records()
        .map(|record| GapClass::of(records[record].gap_days.unwrap_or(1)))
        .collect()
}

fn count_by_record(data: &StudyData, stories: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; data.sample.dates.len()];
    for record in stories
        .iter()
        .filter_map(|story| data.story_records[*story as usize])
    {
        counts[record as usize] += 1;
    }
    counts
}

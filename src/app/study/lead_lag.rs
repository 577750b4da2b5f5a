//! Who leads, the news or the moves: their correlation at lags before and after.

use super::{
    data::{Question, StudyData},
    news::load_news,
    request::{CorrelateRequest, LeadLagRequest, NewsAmount},
    term_matches::TermMatches,
    test_count::{MadeTest, count_test},
    too_few::too_few_records,
};
use crate::{
    analysis::{
        GapClass,
        leadlag::{Places, lead_lag, move_scores, scores_within_classes, share_of_term, volume},
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
    let news = find_news(question, &data, &asked.amount)?;

    let z = data.of_tested(&data.z);
    let max_lag = usize::from(asked.max_lag);
    let found = (z.len() >= LEAST_RECORDS)
        .then(|| {
            let places = Places::new(data.tested.records(), &data.sample.joined, max_lag);
            let draws = request.draws(z.len());
            lead_lag(&news.scores, &move_scores(&z), &places, max_lag, &draws)
        })
        .flatten();
    // A test that was broken off has no result to report.
    app.interrupt.check()?;

    let too_few = too_few_records(question, &data);
    // The news counted and its share of a term are two tests, even of a word that is named as the first is.
    let made = MadeTest {
        of: &news.name,
        window: &format!("lags of {} to {max_lag}", asked.amount.kind()),
        sample: data.sample.name,
    };
    let tests_in_24h = match found {
        Some(_) => count_test(app, request, &corpus, &made)?,
        None => 0,
    };
    let last = i32::from(asked.max_lag);
    Ok(LeadLagReport {
        of: asked.amount.name().to_owned(),
        n: data.tested.len(),
        lags: [-last, last],
        pairs: found.as_ref().map(|found| found.pairs.clone()),
        null_max: found.as_ref().map(|found| found.null_max),
        found,
        seed: request.seed,
        permutations: request.permutations,
        news: request.news_choice(),
        too_few,
        tests_in_24h,
        regimes: request.wants_regimes.then(|| data.sample.regimes()),
        period: data.tested_period(),
        currency: data.sample.name,
    })
}

/// The news that is set against the moves.
struct AmountOfNews {
    name: String,
    /// Of each tested record.
    scores: Vec<f64>,
}

/// Scores of the news of each tested record, within records that cover as many days: after a weekend there is more
/// news and a larger move, and neither leads.
fn find_news(
    question: Question<'_>,
    data: &StudyData,
    amount: &NewsAmount,
) -> Result<AmountOfNews> {
    let tested = data.tested.records();
    let (name, amounts) = match amount {
        NewsAmount::Volume => (String::new(), volume(&data.windows, tested)),
        NewsAmount::Term { words, flag } => {
            let matches = TermMatches::find(question.app, question.corpus, words, flag)
                .map_err(|error| error.of_chosen(!question.request.news.is_empty()))?;
            let with_term = count_by_record(data, &matches.stories);
            (
                matches.name(),
                share_of_term(&with_term, &data.windows, tested),
            )
        }
    };

    Ok(AmountOfNews {
        name,
        scores: scores_within_classes(&amounts, &gap_classes(data)),
    })
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

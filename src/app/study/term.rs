//! The event study of one term: how the rate moved around its news, and whether that is more than chance.

use super::{
    data::{Question, StudyData},
    news::load_news,
    request::{CorrelateRequest, TermRequest},
    term_matches::TermMatches,
    term_options::answer_options,
    term_report::TermAnswer,
    test_count::{MadeTest, count_test},
};
use crate::{
    analysis::study::{StudyInput, event_study, turbulent_spans},
    app::App,
    error::Result,
    render::{TermReport, Turbulence},
};
use jiff::civil::Date;

/// Above this share of events known by their day alone the verdict says that the hour is not known.
const MOST_WITHOUT_TIME: f64 = 0.5;

/// Studies the moves around the news of one term.
///
/// # Errors
/// [`crate::error::Error`]: `NoHeadlines`, `TermNeverSeen`, `NoRecords`, `Usage` for a setting that the records cannot
/// answer, `Interrupted`, `Store`.
pub fn answer_term(
    app: &mut App,
    request: &CorrelateRequest,
    asked: &TermRequest,
) -> Result<TermReport> {
    let request = &request.with_names(&app.store)?;
    let corpus = load_news(app, &request.news)?;
    let mut matches = TermMatches::find(app, &corpus, &asked.term, "--term")
        .map_err(|error| error.of_chosen(!request.news.is_empty()))?;
    let question = Question {
        app,
        corpus: &corpus,
        request,
    };
    let data = question.load_data()?;
    let search = data.event_search(&corpus, request);
    let events = search.events_of(&matches.stories);
    let records = events.records();
    let date_only_share = data.date_only_share(&corpus, &records, &matches.stories);
    let is_time_known = date_only_share.is_none_or(|share| share <= MOST_WITHOUT_TIME);
    let input = data.study_input(&events, is_time_known, request);
    let study = event_study(&input)?;
    let turbulence = find_turbulence(&data, &input)?;
    app.interrupt.check()?;

    let forms = matches.forms(&app.store, &corpus)?;
    // A test that was interrupted or refused is none that could have found something.
    let window = format!("{}..{}", request.window.first, request.window.last);
    let test = MadeTest {
        of: &matches.name(),
        window: &window,
        sample: data.sample.name,
    };
    let tests_in_24h = count_test(app, request, &corpus, &test)?;
    let answer = TermAnswer {
        question: Question {
            app,
            corpus: &corpus,
            request,
        },
        data: &data,
        events: &events,
        records,
        date_only_share,
        stories: &matches.stories,
        study: &study,
        turbulence,
    };
    let options = answer_options(asked, &answer, &search)?;
    answer.report(&asked.term, forms, tests_in_24h, options)
}

/// The stretches with events in which the rate moved much more than usual; `None` without such events.
fn find_turbulence(data: &StudyData, input: &StudyInput<'_>) -> Result<Option<Turbulence>> {
    let event_dates: Vec<Date> = input
        .events
        .iter()
        .map(|event| data.sample.dates[input.tested[*event as usize] as usize])
        .collect();
    let mut spans = turbulent_spans(&data.sample.moves, data.sample.period);
    spans.retain(|span| event_dates.iter().any(|date| span.contains(*date)));
    if spans.is_empty() {
        return Ok(None);
    }

    let split = input.split_by(&spans)?;
    Ok(Some(Turbulence { spans, split }))
}

//! How many tests were made on the same data in a day.

use super::request::CorrelateRequest;
use crate::{
    app::App,
    error::Result,
    store::{CorrelationTest, NewsFilter},
    text::Corpus,
};
use jiff::civil::Date;

/// What a test is of, as texts that are the same for the same question.
pub struct MadeTest<'a> {
    /// A term, by its lemmas.
    pub of: &'a str,
    /// Records or lags in which an effect was looked for.
    pub window: &'a str,
    /// The name of the records.
    pub sample: &'a str,
}

/// Remembers this test, and counts the tests of the last 24 hours on the same data: trying ten terms by hand finds one
/// by chance.
///
/// # Errors
/// [`crate::error::Error::Store`].
pub fn count_test(
    app: &mut App,
    request: &CorrelateRequest,
    corpus: &Corpus,
    made: &MadeTest<'_>,
) -> Result<u32> {
    let rule = format!("{:?}, per source {:?}", request.rule, request.per_source);
    let data = app.store.data_fingerprint(corpus)?;

    let test = CorrelationTest {
        term: made.of,
        link: request.link_name(),
        window: made.window,
        rule: &rule.to_lowercase(),
        filters: &filters(request, made.sample).to_lowercase(),
        data: &data,
    };
    app.store.note_test(&test, app.now)
}

/// All that chooses records and news, as a text that is the same for the same question.
fn filters(request: &CorrelateRequest, sample: &str) -> String {
    let (from, to) = request.range;
    let excluded: Vec<_> = request.excluded.iter().map(ToString::to_string).collect();

    format!(
        "{sample} {}..{} k={} numbers={:?} rate reports={} by={:?} excluded={}{}",
        shown_day(from),
        shown_day(to),
        request.k,
        request.numbers,
        request.counts_rate_reports,
        request.rate_report_rule,
        excluded.join(" "),
        chosen_news(&request.news)
    )
}

/// Nothing where all news counts, as in tests of before it could be chosen.
fn chosen_news(filter: &NewsFilter) -> String {
    if filter.is_empty() {
        return String::new();
    }
    let NewsFilter {
        sources,
        sections,
        languages,
    } = filter;
    format!(" sources={sources:?} sections={sections:?} languages={languages:?}")
}

fn shown_day(day: Option<Date>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

//! What was distinctive about the news before a rate.

use super::{
    known_events::events_around,
    moved_rate::{load_in_present_units, moved_rate},
    news::load_news,
    news_window::NewsWindow,
    request::news_choice,
    sample::{Sample, load_whole_sample, note_new_rubles},
    shown_stories::ShownStory,
    term_words::{forms_in_titles, words_of_name},
    window_news::PlacedNews,
};
use crate::{
    analysis::{Window, events::Link, explain::RankedTerm, window},
    app::{App, news::find_names},
    error::{Error, Result},
    model::Span,
    render::{ExplainReport, PickedStory, RecordReport, TermKeyness, UsualReport},
    store::NewsFilter,
    text::{Lemmas, TermKey},
    timeline::Event,
};
use jiff::civil::{Date, Time};

/// Terms for which a form is looked up; those after them are named by their lemmas.
const MOST_FORMS: usize = 40;

/// Which rate is explained, and by which news.
pub struct ExplainRequest {
    pub currency: String,
    pub day: Date,
    /// Whether the rate was set on the day, instead of being in force on it.
    pub is_set_day: bool,
    /// The news between the setting of two rates, or of the calendar day.
    pub link: Link,
    /// Which headlines count.
    pub news: NewsFilter,
}

/// Explains a rate by the news of its window.
///
/// # Errors
/// [`Error::NoRecords`], [`Error::NotSet`], [`Error::NoHeadlines`], [`Error::UnknownCurrency`], [`Error::Interrupted`],
/// [`Error::Store`].
pub fn explain(app: &mut App, request: &ExplainRequest, known: &[Event]) -> Result<ExplainReport> {
    let sample = load_whole_sample(app, &request.currency)?;
    let record = find_record(&sample, request.day, request.is_set_day)?;
    let filter = find_names(&app.store, &request.news)?;
    let corpus = load_news(app, &filter)?;
    let news = PlacedNews::new(&app.store, &corpus, &filter, sample)?;
    let (stories, clocks) = match request.link {
        Link::Effect => {
            let sample = &news.sample;
            let clocks = window(&sample.moves, &sample.cutoffs, record);
            let set_date = sample.moves.records()[record].set_date;
            (
                news.of_record(record),
                clocks.unwrap_or_else(|| day_window(set_date)),
            )
        }
        Link::Date => (news.of_day(request.day), day_window(request.day)),
    };

    let explanation = news.explain(&stories)?;
    let record = &news.sample.moves.records()[record];
    note_new_rubles(app, [record.record_date]);
    let of_day = Span::day(record.record_date);
    let rates = load_in_present_units(app, news.sample.currency, of_day)?;
    Ok(ExplainReport {
        record: RecordReport::new(record, &clocks),
        usual: UsualReport::new(record, news.sample.moves.usual_z()),
        stories: stories.target.len(),
        reference_stories: explanation.reference_stories,
        sources: explanation.sources,
        terms: load_forms(&news, &stories, explanation.terms)?,
        picked: load_picked(&news, &explanation.shown)?,
        events: events_around(known, &clocks, app.lang),
        has_reports_alone: stories.has_reports_alone(),
        next_set_date: set_on_or_after(&news.sample, request.day),
        comparison: explanation.comparison,
        currency: news.sample.currency,
        news: news_choice(&filter),
        shown: moved_rate(&rates, record.record_date),
    })
}

fn set_on_or_after(sample: &Sample, day: Date) -> Option<Date> {
    let records = sample.moves.records();
    let next = records.partition_point(|record| record.set_date < day);
    records.get(next).map(|record| record.set_date)
}

/// The number of the record in force on `day`, or of the one set on it.
fn find_record(sample: &Sample, day: Date, is_set_day: bool) -> Result<usize> {
    let in_force_on = if is_set_day { tomorrow(day) } else { day };
    let record = last_known_record(sample, in_force_on).ok_or_else(|| Error::NoRecords {
        currency: sample.currency,
        span: Span::starting(day, in_force_on),
        coverage: sample.coverage.clone(),
    })?;

    if is_set_day && sample.dates[record] != in_force_on {
        return Err(Error::NotSet {
            currency: sample.currency,
            day,
            before: sample.moves.records()[record].set_date,
        });
    }
    Ok(record)
}

fn last_known_record(sample: &Sample, day: Date) -> Option<usize> {
    let record = sample
        .dates
        .partition_point(|date| *date <= day)
        .checked_sub(1)?;

    // Across a hole in the coverage there may be records that are not known.
    sample
        .coverage
        .containing(day)?
        .contains(sample.dates[record])
        .then_some(record)
}

fn tomorrow(day: Date) -> Date {
    day.tomorrow().unwrap_or(day)
}

/// A calendar day from midnight to midnight.
fn day_window(day: Date) -> Window {
    Window {
        opens: day.to_datetime(Time::midnight()),
        closes: tomorrow(day).to_datetime(Time::midnight()),
        cutoff_uncertain: false,
    }
}

/// Adds to each term the form that the window's titles have most often.
fn load_forms(
    news: &PlacedNews<'_>,
    window: &NewsWindow,
    terms: Vec<(String, RankedTerm<TermKey>)>,
) -> Result<Vec<TermKeyness>> {
    let stories = window.target.iter();
    let stories: Vec<_> = stories
        .filter_map(|story| u32::try_from(*story).ok())
        .collect();
    let mut lemmas = Lemmas::default();

    let mut with_forms = Vec::with_capacity(terms.len());
    for (place, (term, ranked)) in terms.into_iter().enumerate() {
        // No reader looks at the hundredth term, and each form is a search through all titles.
        let stories = if place < MOST_FORMS { &*stories } else { &[] };
        let phrases = [words_of_name(&term)];
        let forms = forms_in_titles(news.store, news.corpus, &phrases, stories, &mut lemmas)?;
        let form = forms.into_iter().next();

        with_forms.push(TermKeyness {
            form: form.unwrap_or_else(|| term.clone()),
            term,
            a: ranked.in_target,
            b: ranked.in_reference,
            g2: ranked.g2,
            zeta: ranked.zeta,
        });
    }
    Ok(with_forms)
}

fn load_picked(news: &PlacedNews<'_>, shown: &[ShownStory]) -> Result<Vec<PickedStory>> {
    let headlines = news.load_headlines(shown)?;
    let sources = news.sources_of(shown.iter().map(|one| one.story))?;

    let stories = shown.iter().zip(headlines).zip(sources);
    Ok(stories
        .map(|((one, headline), mut sources)| {
            // Each headline of the story has a source, and a source may have several of them.
            let size = sources.len();
            sources.sort_unstable();
            sources.dedup();

            PickedStory {
                title: headline.title,
                published: headline.published,
                sources,
                size,
                score: one.score,
                relevance: headline.relevance,
            }
        })
        .collect())
}

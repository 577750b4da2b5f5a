//! The largest moves of a rate with the news of their windows.

use super::{
    known_events::{event_mark, events_around},
    largest_moves::move_mark,
    moved_rate::{load_in_present_units, moved_rate},
    news::load_news_if_any,
    news_window::NewsWindow,
    request::news_choice,
    sample::{DayRange, Sample, Subject, load_sample, note_new_rubles},
    window_news::PlacedNews,
};
use crate::{
    analysis::{self, FactorsFrom, MoveDirection, MoversQuery, window},
    app::{
        App,
        news::find_names,
        rates::{load_last_age, say_stale},
    },
    chart::Spec,
    error::Result,
    model::{Lang, Series, Span},
    render::{HeadlineReport, MoverRow, MoversReport, RecordReport, UsualReport},
    store::NewsFilter,
    timeline::Event,
};

/// Headlines of a move.
const HEADLINES: usize = 3;

/// Which moves are listed.
pub struct MoversRequest {
    pub currency: String,
    pub range: DayRange,
    pub query: MoversQuery,
    /// Which headlines count.
    pub news: NewsFilter,
}

/// Lists the largest moves.
///
/// # Errors
/// [`crate::error::Error`]: `NoRecords`, `UnknownCurrency`, `Interrupted`, `Store`.
pub fn list_movers(
    app: &mut App,
    request: &MoversRequest,
    known: &[Event],
) -> Result<MoversReport> {
    let subject = Subject::Currency(request.currency.clone());
    let sample = load_sample(app, &subject, request.range, FactorsFrom::Whole)?;
    let records = analysis::movers(&sample.moves, sample.period, request.query).into_iter();

    let filter = find_names(&app.store, &request.news)?;
    let corpus = load_news_if_any(app, &filter)?;
    let news = PlacedNews::new(&app.store, &corpus, &filter, sample)?;
    let around = Around {
        usual_z: news.sample.moves.usual_z(),
        rates: load_in_present_units(app, news.sample.currency, news.sample.period)?,
        known,
        lang: app.lang,
    };
    let movers: Vec<MoverRow> = records
        .filter_map(|record| mover_row(&news, record, &around).transpose())
        .collect::<Result<_>>()?;

    let Sample {
        currency, period, ..
    } = news.sample;
    say_stale(app, &[currency], request.range.1)?;
    note_new_rubles(app, movers.iter().map(|mover| mover.record.record_date));
    let asked_to = request.range.1.map_or(app.today, |to| to.min(app.today));
    let age = load_last_age(app, [currency], period.to(), asked_to)?;
    Ok(MoversReport {
        by: request.query.by.name(),
        direction: request.query.direction.map(MoveDirection::name),
        from: period.from(),
        to: period.to(),
        movers,
        age_days: age.is_stale.then_some(age.days),
        stale: age.is_stale.then_some(true),
        news: news_choice(&filter),
        currency,
    })
}

/// What every move is shown beside.
struct Around<'a> {
    /// The usual move in standard deviations.
    usual_z: Option<f64>,
    /// The rates as they are shown.
    rates: Series,
    known: &'a [Event],
    lang: Lang,
}

/// A move with its news; `None` for a record without a window, which no mover is.
fn mover_row(
    news: &PlacedNews<'_>,
    record: usize,
    around: &Around<'_>,
) -> Result<Option<MoverRow>> {
    let sample = &news.sample;
    let Some(clocks) = window(&sample.moves, &sample.cutoffs, record) else {
        return Ok(None);
    };

    let stories = news.of_record(record);
    let record = &sample.moves.records()[record];
    Ok(Some(MoverRow {
        record: RecordReport::new(record, &clocks),
        usual: UsualReport::new(record, around.usual_z),
        shown: moved_rate(&around.rates, record.record_date),
        cutoff_uncertain: clocks.cutoff_uncertain,
        has_reports_alone: stories.has_reports_alone(),
        stories: stories.target.len(),
        headlines: load_headlines(news, &stories)?,
        events: events_around(around.known, &clocks, around.lang),
    }))
}

/// The first headlines that `explain` shows; where they are fewer than [`HEADLINES`], the others fill up.
fn load_headlines(news: &PlacedNews<'_>, stories: &NewsWindow) -> Result<Vec<HeadlineReport>> {
    let mut shown = news.explain(stories)?.shown;
    if shown.len() < HEADLINES {
        let known: Vec<usize> = shown.iter().map(|one| one.story).collect();
        let others = news.all_of(stories).into_iter();
        shown.extend(others.filter(|one| !known.contains(&one.story)));
    }

    shown.truncate(HEADLINES);
    news.load_headlines(&shown)
}

/// The rate of the period with its moves flagged, and the known events.
///
/// # Errors
/// [`crate::error::Error::Store`], and those of [`Spec::new`].
pub fn movers_chart(app: &App, report: &MoversReport, known: &[Event]) -> Result<Spec> {
    let series = app.store.load_series(report.currency, Span::ALL)?;
    let period = Span::starting(report.from, report.to);
    let mut spec = Spec::new(std::slice::from_ref(&series), period, app.lang)?;

    let code = report.currency.code;
    let moves = report.movers.iter().filter_map(|row| {
        let record = &row.record;
        let title = row.headlines.first().map(|one| one.title.clone());
        let percent = record.change_pct?;
        Some(move_mark(code, record.record_date, percent, title))
    });
    let events = known.iter().map(|event| event_mark(event, app.lang));
    spec.marks.flagged.extend(moves.chain(events));

    for headline in report.movers.iter().filter_map(|row| row.headlines.first()) {
        spec.marks.cite(headline.source.clone());
    }
    Ok(spec)
}

//! `rates explain`: what was distinctive about the news before a rate.

use super::context::Context;
use super::interrupt;
use super::news;
use super::rate_series::load_pair;
use super::statistics::{
    Explained, KnownEvents, Picked, PlacedNews, Quoted, Sample, Titles, forms_in_titles, load_news,
    load_sample, phrase_of, say_new_rubles, window_report,
};
use super::support::detail;
use crate::analysis::{FactorsFrom, Window, window};
use crate::cli::{ExplainArgs, LinkArg, ReportFormat};
use crate::error::{Error, Result};
use crate::model::{Pair, Span, Unit};
use crate::render::{
    ExplainReport, PickedStory, TermKeyness, news_of_the_day_note, render_explain,
    render_report_json,
};
use crate::store::Store;
use crate::text::Corpus;
use crate::text::Lemmas;
use jiff::civil::{Date, Time};

/// Terms that are told by their forms; those after them by their lemmas.
const MOST_FORMS: usize = 40;

pub fn run(context: &Context, arguments: &ExplainArgs) -> Result<()> {
    let known = KnownEvents::load(context, arguments.events.as_deref())?;
    let day = context.day(&arguments.date)?;
    let mut store = news::open(context)?;
    let whole = (Some(Date::MIN), None);
    let quoted = Quoted::Currency(&arguments.currency);
    let sample = load_sample(context, &store, quoted, whole, FactorsFrom::Whole)?;
    let at = record_of(&sample, day, arguments.set)?;
    let corpus = load_news(context, &mut store, &interrupt::on_ctrl_c())?;
    let placed = PlacedNews::new(&sample, &corpus);
    let (news_window, clocks) = match arguments.link {
        LinkArg::Effect => (placed.of_record(&sample, at), record_window(&sample, at)),
        LinkArg::Date => (placed.of_day(day), day_window(day)),
    };
    let explained = placed.explained(&store, &news_window)?;
    let told = Told {
        at,
        clocks,
        stories: &news_window.target,
    };
    let report = report(&store, &sample, &corpus, &told, explained, &known)?;
    say_new_rubles(context, [report.record_date]);
    match arguments.format {
        ReportFormat::Json => context.write(|out| render_report_json(&report, out))?,
        ReportFormat::Text => {
            let detail = detail(arguments.details);
            context.print(&render_explain(
                &report,
                detail,
                context.lang,
                context.frame(),
            ))?;
            if !arguments.set && arguments.link == LinkArg::Effect {
                context.note(&news_of_the_day_note(day, context.lang));
            }
        }
    }
    known.result()
}

/// The place of the record in force on `day`, or of the one set on it.
fn record_of(sample: &Sample, day: Date, is_set: bool) -> Result<usize> {
    let in_force_on = if is_set {
        day.tomorrow().unwrap_or(day)
    } else {
        day
    };
    let at = sample
        .dates
        .partition_point(|date| *date <= in_force_on)
        .checked_sub(1);
    let span = sample.coverage.containing(in_force_on);
    let Some(at) = at.filter(|at| span.is_some_and(|span| span.contains(sample.dates[*at]))) else {
        let span = Span::new(day, in_force_on).unwrap_or(Span::day(day));
        return Err(Error::NoRecords {
            currency: sample.currency,
            span,
            coverage: sample.coverage.clone(),
        });
    };
    if is_set && sample.dates[at] != in_force_on {
        let before = sample.moves.records()[at].set_date;
        return Err(Error::NotSet {
            currency: sample.currency,
            day,
            before,
        });
    }
    Ok(at)
}

/// The news window of a record; of one without a change its own day.
fn record_window(sample: &Sample, at: usize) -> Window {
    window(&sample.moves, &sample.cutoffs, at)
        .unwrap_or_else(|| day_window(sample.moves.records()[at].set_date))
}

/// A calendar day from midnight to midnight.
fn day_window(day: Date) -> Window {
    let midnight = |day: Date| day.to_datetime(Time::midnight());
    let closes = midnight(day.tomorrow().unwrap_or(day));
    Window {
        opens: midnight(day),
        closes,
        cutoff_uncertain: false,
    }
}

/// What is told of a record.
struct Told<'a> {
    at: usize,
    clocks: Window,
    /// The stories of its window.
    stories: &'a [usize],
}

fn report(
    store: &Store,
    sample: &Sample,
    corpus: &Corpus,
    told: &Told<'_>,
    explained: Explained,
    known: &KnownEvents,
) -> Result<ExplainReport> {
    let Told {
        at,
        clocks,
        stories,
    } = *told;
    let record = &sample.moves.records()[at];
    let in_new_rubles = Pair {
        base: Unit::present(sample.currency),
        quote: Some(Unit::RUB),
    };
    let counted = load_pair(store, in_new_rubles, Span::day(record.record_date))?;
    let value = counted
        .records()
        .last()
        .map_or_else(String::new, |record| record.value().to_string());
    let stories: Vec<u32> = stories
        .iter()
        .filter_map(|story| u32::try_from(*story).ok())
        .collect();
    let mut lemmas = Lemmas::default();
    let mut terms = Vec::with_capacity(explained.terms.len());
    for (at, (term, ranked)) in explained.terms.into_iter().enumerate() {
        let of_form = if at < MOST_FORMS {
            stories.as_slice()
        } else {
            &[]
        };
        let forms = forms_in_titles(store, corpus, &[phrase_of(&term)], of_form, &mut lemmas)?;
        terms.push(TermKeyness {
            form: forms.into_iter().next().unwrap_or_else(|| term.clone()),
            term,
            a: ranked.in_target,
            b: ranked.in_reference,
            g2: ranked.g2,
            zeta: ranked.zeta,
        });
    }
    Ok(ExplainReport {
        record_date: record.record_date,
        set_date: record.set_date,
        change: record.change_rub,
        change_pct: record.change_pct,
        change_log_pct: record.change_log_pct,
        z: record.z,
        window: window_report(&clocks),
        stories: stories.len(),
        reference_stories: explained.reference_stories,
        sources: explained.sources,
        terms,
        picked: picked_stories(store, corpus, &explained.picked)?,
        events: known.around(clocks.opens, clocks.closes),
        comparison: explained.comparison,
        currency: sample.name.clone(),
        value,
    })
}

fn picked_stories(store: &Store, corpus: &Corpus, picked: &[Picked]) -> Result<Vec<PickedStory>> {
    let ids: Vec<i64> = picked
        .iter()
        .map(|one| corpus.stories()[one.story].headline)
        .collect();
    let titles = Titles::load(store, ids.iter().copied())?;
    let sources = store.story_sources(&ids)?;
    let story = |((one, id), mut sources): ((&Picked, &i64), Vec<String>)| {
        let headline = titles.get(*id)?;
        let size = sources.len();
        sources.sort_unstable();
        sources.dedup();
        let (title, published) = (headline.title.clone(), headline.published.clone());
        Some(PickedStory {
            title,
            published,
            sources,
            size,
            score: one.score,
        })
    };
    Ok(picked
        .iter()
        .zip(&ids)
        .zip(sources)
        .filter_map(story)
        .collect())
}

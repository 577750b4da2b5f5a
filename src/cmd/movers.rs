//! `rates movers`: the largest moves with the news of their windows.

use super::chart_marks::mark;
use super::context::Context;
use super::history::whole_span;
use super::interrupt;
use super::news;
use super::rate_ages::{load_last_age, say_stale};
use super::statistics::{
    KnownEvents, PlacedNews, Quoted, Sample, Titles, check_picture, draw_chart, load_news,
    load_sample, say_new_rubles, window_report,
};
use crate::analysis::{self, FactorsFrom, MoveDirection, MoversAsked, window};
use crate::chart::{Mark, Marked, Spec};
use crate::cli::{DirectionArg, MoversArgs, MoversBy, ReportFormat};
use crate::error::{Error, Result};
use crate::model::Span;
use crate::render::{HeadlineReport, MoverRow, MoversReport, render_movers, render_report_json};
use crate::store::Store;
use crate::text::Corpus;

/// Headlines of a move.
const HEADLINES: usize = 3;

pub fn run(context: &Context, arguments: &MoversArgs) -> Result<()> {
    check_picture(&arguments.figure)?;
    let known = KnownEvents::load(context, arguments.events.as_deref())?;
    let range = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let mut store = news::open(context)?;
    let quoted = Quoted::Currency(&arguments.currency);
    let sample = load_sample(context, &store, quoted, range, FactorsFrom::Whole)?;
    let (by, name) = match arguments.by {
        MoversBy::Z => (analysis::MoversBy::Z, "z"),
        MoversBy::Pct => (analysis::MoversBy::Percent, "pct"),
        MoversBy::Abs => (analysis::MoversBy::Rubles, "abs"),
    };
    let direction = arguments.direction.map(|direction| match direction {
        DirectionArg::Up => MoveDirection::Up,
        DirectionArg::Down => MoveDirection::Down,
    });
    let asked = MoversAsked {
        by,
        direction,
        top: arguments.top.into(),
        min_gap_days: arguments.min_gap_days.into(),
        period: sample.period,
    };
    let found = analysis::movers(&sample.moves, asked);
    // Moves are moves, with news or without.
    let corpus = match load_news(context, &mut store, &interrupt::on_ctrl_c()) {
        Err(Error::NoHeadlines { .. }) => Corpus::default(),
        loaded => loaded?,
    };
    let placed = PlacedNews::new(&sample, &corpus);
    let movers: Vec<MoverRow> = found
        .iter()
        .filter_map(|at| mover(&store, &sample, &corpus, &placed, *at, &known).transpose())
        .collect::<Result<_>>()?;
    let from = sample.period.from();
    let to = sample.period.to();
    say_stale(context, &store, &[sample.currency], range.1)?;
    say_new_rubles(context, movers.iter().map(|mover| mover.record_date));
    let asked_to = range.1.map_or(context.today, |to| to.min(context.today));
    let age = load_last_age(context, &store, [sample.currency], to, asked_to)?;
    let report = MoversReport {
        by: name,
        direction: direction.map(MoveDirection::name),
        from,
        to,
        movers,
        age_days: age.is_stale.then_some(age.days),
        stale: age.is_stale.then_some(true),
    };
    match arguments.format {
        ReportFormat::Json => context.write(|out| render_report_json(&report, out))?,
        ReportFormat::Text => {
            context.print(&render_movers(
                &report,
                &sample.name,
                context.lang,
                context.frame(),
            ))?;
        }
    }
    draw(context, &store, arguments, &sample, &report, &known)?;
    known.result()
}

/// The rate of the period with its moves flagged, and the known events.
fn draw(
    context: &Context,
    store: &Store,
    arguments: &MoversArgs,
    sample: &Sample,
    report: &MoversReport,
    known: &KnownEvents,
) -> Result<()> {
    if arguments.figure.output.is_none() {
        return Ok(());
    }
    let series = store.load_series(sample.currency, whole_span(None, None))?;
    let mut spec = Spec::new(std::slice::from_ref(&series), sample.period, context.lang)?;
    let moves = report.movers.iter().map(|row| {
        let headline = row.headlines.first().map(|headline| headline.title.clone());
        let what = Marked::Move {
            code: sample.currency.code,
            percent: row.change_pct,
            headline,
        };
        Mark {
            days: Span::day(row.record_date),
            what,
        }
    });
    spec.marks.flagged.extend(moves);
    spec.marks
        .flagged
        .extend(known.events().iter().cloned().map(mark));
    draw_chart(context, &arguments.figure, spec)
}

/// A move with its news; `None` for a record without a window, which no mover is.
fn mover(
    store: &Store,
    sample: &Sample,
    corpus: &Corpus,
    placed: &PlacedNews<'_>,
    at: usize,
    known: &KnownEvents,
) -> Result<Option<MoverRow>> {
    let record = &sample.moves.records()[at];
    let changes = record.change_pct.zip(record.change_log_pct);
    let Some((clocks, changes)) = window(&sample.moves, &sample.cutoffs, at).zip(changes) else {
        return Ok(None);
    };
    let (change_pct, change_log_pct) = changes;
    let news_window = placed.of_record(sample, at);
    let explained = placed.explained(store, &news_window)?;
    // Where fewer set the window apart the earliest others fill up.
    let picked: Vec<usize> = explained.picked.iter().map(|one| one.story).collect();
    let others = news_window
        .target
        .iter()
        .copied()
        .filter(|story| !picked.contains(story));
    let shown = picked.iter().copied().chain(others).take(HEADLINES);
    let ids: Vec<i64> = shown
        .map(|story| corpus.stories()[story].headline)
        .collect();
    let titles = Titles::load(store, ids.iter().copied())?;
    let headlines: Vec<HeadlineReport> = ids
        .iter()
        .filter_map(|id| titles.get(*id).cloned())
        .collect();
    Ok(Some(MoverRow {
        record_date: record.record_date,
        set_date: record.set_date,
        change: record.change_rub,
        change_pct,
        change_log_pct,
        z: record.z,
        window: window_report(&clocks),
        cutoff_uncertain: clocks.cutoff_uncertain,
        stories: news_window.target.len(),
        headlines,
        events: known.around(clocks.opens, clocks.closes),
    }))
}

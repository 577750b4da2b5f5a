//! Which days of which archives are asked for.

use super::walking::Walking;
use crate::{
    app::{App, config::Archive},
    error::{Error, Result},
    model::{Span, Spans, day_in_moscow},
    news::archive::{ArchiveQuestion, RequestsMade, expected_requests},
    store::CoveredDay,
};
use jiff::{ToSpan as _, civil::Date};

/// A day is final when it was read so many days later: until then archives still add to it.
const SETTLING_DAYS: i64 = 2;

/// Which headlines to bring.
#[derive(Clone, Debug)]
pub struct BackfillRequest {
    pub from: Date,
    /// If later than today, today.
    pub to: Date,
    /// Names of archives; if empty, all of them.
    pub sources: Vec<String>,
}

pub(super) fn plan_walks(app: &App, request: &BackfillRequest) -> Result<Vec<Walking>> {
    let Some(days) = Span::new(request.from, request.to.min(app.today)) else {
        return Err(Error::usage(
            "--from",
            format!("{} is to come; archives have past days", request.from),
            format!("{} ещё не наступило; в архивах прошедшие дни", request.from),
        ));
    };

    let archives = choose(&app.config.archives, &request.sources)?;
    archives
        .into_iter()
        .map(|archive| plan_walk(app, archive, days))
        .collect()
}

/// The archives by these names, or all.
fn choose<'a>(archives: &'a [Archive], names: &[String]) -> Result<Vec<&'a Archive>> {
    if archives.is_empty() {
        return Err(Error::usage(
            "news backfill",
            "no archive is configured; `rates news sources` lists what can be added, \
             `rates news sources add lenta.ru` adds one",
            "в настройках нет архивов; `rates news sources` показывает, что можно добавить, \
             `rates news sources add lenta.ru` добавляет",
        ));
    }
    if names.is_empty() {
        return Ok(archives.iter().collect());
    }

    let is_named =
        |archive: &Archive, name: &str| archive.name.to_lowercase() == name.trim().to_lowercase();
    let is_known = |name: &str| archives.iter().any(|archive| is_named(archive, name));
    let mut parted: Vec<&str> = Vec::new();
    for name in names {
        // An archive may have a comma in its name, so a list is what is no name as a whole.
        if is_known(name) {
            parted.push(name);
        } else {
            parted.extend(name.split(','));
        }
    }
    if let Some(name) = parted.iter().find(|name| !is_known(name)) {
        return Err(unknown_source(archives, name.trim()));
    }

    let chosen = archives
        .iter()
        .filter(|archive| parted.iter().any(|name| is_named(archive, name)));
    Ok(chosen.collect())
}

fn unknown_source(archives: &[Archive], name: &str) -> Error {
    let known: Vec<&str> = archives
        .iter()
        .map(|archive| archive.name.as_str())
        .collect();
    let known = known.join(", ");
    Error::usage(
        "--source",
        format!("`{name}` is no configured archive; these are: {known}"),
        format!("архива «{name}» в настройках нет; есть: {known}"),
    )
}

fn plan_walk(app: &App, archive: &Archive, days: Span) -> Result<Walking> {
    let key = archive.key();
    let known = app.store.load_covered_days(&key)?;
    let mut missing = Spans::from_iter([days]);
    let final_days = known.iter().filter(|day| is_final(day));
    for day in final_days {
        missing.remove(Span::day(day.date));
    }

    let question = ArchiveQuestion {
        kind: archive.kind,
        url: archive.url.clone(),
        types: archive.types.clone(),
        query: archive.query.clone().unwrap_or_default(),
        days: missing,
    };
    let requests = expected_requests(
        archive.kind,
        &question.days,
        requests_made(&known),
        app.today,
    );
    Ok(Walking::new(
        archive.clone(),
        key,
        &question,
        days,
        requests,
    ))
}

fn is_final(day: &CoveredDay) -> bool {
    let settled = day.date.saturating_add(SETTLING_DAYS.days());
    day_in_moscow(day.asked_at) >= settled
}

/// What days have taken, if that was counted by day.
fn requests_made(days: &[CoveredDay]) -> Option<RequestsMade> {
    let counted = days.iter().filter(|day| day.requests > 0);
    let made = counted.fold(RequestsMade::default(), |made, day| RequestsMade {
        requests: made.requests + i64::from(day.requests),
        days: made.days + 1,
    });
    (made.days > 0).then_some(made)
}

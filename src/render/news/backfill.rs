//! What a backfill will ask, and what it brought.

use crate::model::{Lang, counted, tr};
use std::time::Duration;

/// What will be asked of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivePlan {
    pub name: String,
    /// Days that are to be asked for.
    pub days: i64,
    /// Days that have been read before.
    pub known_days: i64,
    /// About how many requests that takes.
    pub requests: u64,
    /// Between two requests.
    pub pause: Duration,
}

/// Why an archive was left alone before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveStop {
    /// It answered with this status: 401, 403 or 429.
    Refused(u16),
    /// So many requests in a row failed.
    Failures(u32),
    /// It wants to be left alone for so long.
    Wait(Duration),
    /// Its robots.txt could not be read.
    RobotsUnknown,
    /// Its robots.txt asks for longer pauses than a run can wait.
    CrawlDelay(Duration),
    /// The store refused.
    Store,
}

/// What an archive brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveOutcome {
    pub name: String,
    /// Days that have been read whole.
    pub days: usize,
    /// Headlines read.
    pub headlines: usize,
    /// Those that the store did not have.
    pub new: usize,
    /// Requests made, those for robots.txt counted.
    pub requests: usize,
    /// Addresses without a title, which are no headlines.
    pub untitled: usize,
    /// The first address that robots.txt forbids, and how many such there are.
    pub forbidden: Option<String>,
    pub forbidden_count: usize,
    /// Failures beyond those that are named.
    pub more_failures: usize,
    pub stop: Option<ArchiveStop>,
}

/// `31 days of lenta.ru, about 775 requests, 26 min`, an archive a line.
pub fn render_archive_plans(plans: &[ArchivePlan], lang: Lang) -> String {
    let lines: Vec<String> = plans.iter().map(|plan| plan_line(plan, lang)).collect();
    lines.join("\n")
}

fn plan_line(plan: &ArchivePlan, lang: Lang) -> String {
    let ArchivePlan { name, requests, .. } = plan;
    let known = match plan.known_days {
        0 => String::new(),
        known => tr!(
            lang,
            "; {} known already",
            "; {} уже есть",
            days_text(known, lang)
        ),
    };
    if plan.days == 0 {
        return tr!(
            lang,
            "{name}: nothing to ask{known}",
            "{name}: спрашивать нечего{known}"
        );
    }

    let days = days_text(plan.days, lang);
    let requests = counted(
        *requests,
        lang,
        ["request", "requests"],
        ["запроса", "запросов", "запросов"],
    );
    let time = time_text(plan, lang);
    tr!(
        lang,
        "{days} of {name}, about {requests}, {time}{known}",
        "{days} {name}, около {requests}, {time}{known}"
    )
}

fn days_text(days: impl TryInto<i64>, lang: Lang) -> String {
    counted(days, lang, ["day", "days"], ["день", "дня", "дней"])
}

fn time_text(plan: &ArchivePlan, lang: Lang) -> String {
    let seconds = plan.pause.as_secs_f64() * plan.requests as f64;
    let (min, hours) = (lang.pick("min", "мин"), lang.pick("h", "ч"));
    match seconds {
        ..60.0 => tr!(lang, "under a minute", "меньше минуты"),
        ..5_400.0 => format!("{:.0} {min}", seconds / 60.0),
        _ => format!("{:.1} {hours}", seconds / 3_600.0),
    }
}

/// What came, an archive or more lines each.
pub fn render_backfilled(outcomes: &[ArchiveOutcome], lang: Lang) -> String {
    let lines = outcomes
        .iter()
        .flat_map(|outcome| outcome_lines(outcome, lang));
    lines.collect::<Vec<_>>().join("\n")
}

fn outcome_lines(outcome: &ArchiveOutcome, lang: Lang) -> Vec<String> {
    let ArchiveOutcome { name, new, .. } = outcome;
    let days = days_text(outcome.days, lang);
    let headlines = counted(
        outcome.headlines,
        lang,
        ["headline", "headlines"],
        ["заголовок", "заголовка", "заголовков"],
    );
    let requests = counted(
        outcome.requests,
        lang,
        ["request", "requests"],
        ["запрос", "запроса", "запросов"],
    );
    let mut lines = vec![tr!(
        lang,
        "{name}: {days} done, {headlines} ({new} new), {requests}",
        "{name}: готово {days}, {headlines} (новых {new}), {requests}"
    )];

    if let Some(url) = &outcome.forbidden {
        let count = outcome.forbidden_count;
        lines.push(tr!(
            lang,
            "  robots.txt does not allow these addresses, so they were not asked: {count}, the first {url}",
            "  эти адреса не разрешает robots.txt, и они не запрашивались: {count}, первый {url}"
        ));
    }
    if outcome.untitled > 0 {
        let count = outcome.untitled;
        lines.push(tr!(
            lang,
            "  addresses without a title, not stored: {count}; sitemaps give titles for the last two days only",
            "  адреса без заголовка не сохранены: {count}; карты сайта дают заголовки только за последние два дня"
        ));
    }
    if outcome.more_failures > 0 {
        let count = outcome.more_failures;
        lines.push(tr!(
            lang,
            "  failures that are not named below: {count}",
            "  неудач, не названных ниже: {count}"
        ));
    }

    lines.extend(outcome.stop.as_ref().map(|stop| stop_line(stop, lang)));
    lines
}

fn stop_line(stop: &ArchiveStop, lang: Lang) -> String {
    match stop {
        ArchiveStop::Refused(status) => tr!(
            lang,
            "  stopped: the server refused (status {status}); try again later, with a longer pause (pause_s)",
            "  остановлено: сервер отказал (код {status}); повторите позже, с большей паузой (pause_s)"
        ),
        ArchiveStop::Failures(count) => tr!(
            lang,
            "  stopped after {count} failures in a row; the same command goes on where it ended",
            "  остановлено после {count} неудач подряд; та же команда продолжит с этого места"
        ),
        ArchiveStop::Wait(wait) => {
            let minutes = wait.as_secs().div_ceil(60);
            tr!(
                lang,
                "  stopped: the server asked to wait {minutes} min",
                "  остановлено: сервер просит подождать {minutes} мин"
            )
        }
        ArchiveStop::RobotsUnknown => tr!(
            lang,
            "  not asked: what its robots.txt allows could not be read",
            "  не запрашивался: не удалось прочесть, что разрешает robots.txt"
        ),
        ArchiveStop::CrawlDelay(delay) => {
            let seconds = delay.as_secs();
            tr!(
                lang,
                "  not asked: its robots.txt wants {seconds} s between requests",
                "  не запрашивался: robots.txt просит {seconds} с между запросами"
            )
        }
        ArchiveStop::Store => tr!(
            lang,
            "  stopped: the store refused",
            "  остановлено: ошибка базы данных"
        ),
    }
}

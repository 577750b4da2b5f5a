//! The largest moves and what was distinctive about a day's news, for reading.

use super::page::Page;
use super::report::{
    Comparison, ExplainReport, HeadlineReport, KnownEvent, MoverRow, MoversReport, PickedStory,
    WindowReport,
};
use super::term::{Detail, shortened};
use super::words::{either, exact_percent, from_to, number, signed_figure, signed_rubles, stories};
use crate::model::{Lang, Published, spell_day};
use crate::render::TableFrame;
use jiff::civil::Date;
use std::fmt::Write as _;

/// `movers`, each line with its end.
pub fn render_movers(report: &MoversReport, lang: Lang, frame: TableFrame) -> String {
    let currency = report.currency.code;
    let mut page = Page::new(frame);
    let moves = match report.direction {
        Some("up") => either(lang, "подъёмы", "rises"),
        Some(_) => either(lang, "падения", "falls"),
        None => either(lang, "движения", "moves"),
    };
    let (size, by) = match report.by {
        "pct" => (
            either(lang, "большие", "largest"),
            either(lang, "по величине в процентах", "by per cent"),
        ),
        "abs" => (
            either(lang, "большие", "largest"),
            either(lang, "по величине в рублях", "by rubles"),
        ),
        _ => (
            either(lang, "необычные", "most unusual"),
            either(
                lang,
                "против обычных для своего времени",
                "against the usual ones of their time",
            ),
        ),
    };
    let period = from_to(report.from, report.to, lang);
    page.line(&match lang {
        Lang::Ru => format!("Самые {size} {moves} курса {currency} {period}, {by}"),
        Lang::En => format!("The {size} {moves} of the {currency} rate {period}, {by}"),
    });
    for mover in &report.movers {
        push_mover(&mut page, mover, lang);
    }
    page.paragraph(either(
        lang,
        "Заголовки вышли между установлением прежнего курса и этого; причинность не проверялась.",
        "The headlines came between the setting of the rate before and of this one; cause was not tested.",
    ));
    page.finish()
}

fn push_mover(page: &mut Page, mover: &MoverRow, lang: Lang) {
    let record = &mover.record;
    let change = record.change.map_or_else(|| "—".to_owned(), signed_rubles);
    let mut line = format!(
        "{}  {change}  {}",
        spell_day(record.record_date, lang),
        record.change_pct.map_or_else(String::new, exact_percent)
    );
    if let Some(z) = record.z {
        let _ = write!(line, "  {}", against_usual(z, lang));
    }
    page.paragraph(&line);
    push_window(page, record.set_date, &record.window, mover.stories, lang);
    if mover.cutoff_uncertain {
        page.hanging(
            "  ",
            either(
                lang,
                "час, до которого торги входили в курс, точно не известен",
                "until what hour trade entered the rate is not established",
            ),
        );
    }
    push_known(page, &mover.events, lang);
    for headline in &mover.headlines {
        page.hanging(
            &format!("  {}  ", time_of(&headline.published)),
            &titled(headline),
        );
    }
}

/// `10.3 обычного дневного движения`.
fn against_usual(z: f64, lang: Lang) -> String {
    format!(
        "{:.1} {}",
        z.abs(),
        either(
            lang,
            "обычного дневного движения",
            "times the usual daily move"
        )
    )
}

fn push_window(page: &mut Page, set_date: Date, window: &WindowReport, count: usize, lang: Lang) {
    let (opens, closes) = (clock_of(&window.opens), clock_of(&window.closes));
    let (set, told) = (spell_day(set_date, lang), stories(count, lang));
    page.hanging(
        "  ",
        &match lang {
            Lang::Ru if count == 0 => {
                format!("установлен {set}; новостей с {opens} по {closes} в базе нет")
            }
            Lang::En if count == 0 => {
                format!("set on {set}; no news from {opens} to {closes} in the store")
            }
            Lang::Ru => format!("установлен {set}; новости с {opens} по {closes}: {told}"),
            Lang::En => format!("set on {set}; news from {opens} to {closes}: {told}"),
        },
    );
}

fn push_known(page: &mut Page, events: &[KnownEvent], lang: Lang) {
    for event in events {
        let days = if event.from == event.to {
            spell_day(event.from, lang)
        } else {
            format!(
                "{} – {}",
                spell_day(event.from, lang),
                spell_day(event.to, lang)
            )
        };
        page.hanging(
            "  ",
            &format!(
                "{} {days}: {}",
                either(lang, "событие", "event of"),
                event.label
            ),
        );
    }
}

fn titled(headline: &HeadlineReport) -> String {
    format!("{} — {}", shortened(&headline.title), headline.source)
}

/// `2018-04-10 11:30` of an instant.
fn clock_of(instant: &str) -> String {
    instant.get(..16).unwrap_or(instant).replace('T', " ")
}

/// Moscow's day and time of a publication.
fn time_of(published: &str) -> String {
    match published.parse::<Published>() {
        Ok(time) if time.is_time_known() => time
            .in_moscow_for_linking()
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
        Ok(time) => format!("{}      ", time.day()),
        Err(_) => published.to_owned(),
    }
}

/// `explain`, each line with its end.
pub fn render_explain(
    report: &ExplainReport,
    detail: Detail,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut page = Page::new(frame);
    let record = &report.record;
    let mut head = format!(
        "{}  {} {}",
        spell_day(record.record_date, lang),
        report.currency.code,
        report.value
    );
    if let (Some(change), Some(pct)) = (record.change, record.change_pct) {
        let _ = write!(head, "  {}  {}", signed_rubles(change), exact_percent(pct));
    }
    page.line(&head);
    push_window(
        &mut page,
        record.set_date,
        &record.window,
        report.stories,
        lang,
    );
    push_known(&mut page, &report.events, lang);
    if let Some(z) = record.z {
        let of_that_time = either(lang, "того времени", "of that time");
        page.hanging("  ", &format!("{} {of_that_time}", against_usual(z, lang)));
    }
    push_terms(&mut page, report, detail, lang);
    push_picked(&mut page, report, lang);
    page.finish()
}

/// Headlines that are shown where all of a window would be.
const MOST_LISTED: usize = 20;

fn push_picked(page: &mut Page, report: &ExplainReport, lang: Lang) {
    if report.picked.is_empty() {
        page.paragraph(either(
            lang,
            "Новостей этого окна в хранилище нет.",
            "The store has no news of this window.",
        ));
        return;
    }
    page.paragraph(match report.comparison {
        Comparison::None => either(
            lang,
            "Сравнить не с чем или новостей мало, поэтому здесь заголовки окна подряд; причинность не проверялась:",
            "There is nothing to compare with or little news, so these are the headlines of the window as they came; cause was not tested:",
        ),
        _ => either(
            lang,
            "Отличительные заголовки окна; причинность не проверялась:",
            "Distinctive headlines of the window; cause was not tested:",
        ),
    });
    for story in report.picked.iter().take(MOST_LISTED) {
        page.hanging(
            &format!("  {}  ", time_of(&story.published)),
            &picked(story, lang),
        );
    }
    let more = report.picked.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        let more = stories(more, lang);
        page.line(&match lang {
            Lang::Ru => format!("  … и ещё {more}: `--format json`, `rates news list`"),
            Lang::En => format!("  … and {more} more: `--format json`, `rates news list`"),
        });
    }
}

/// The news of a day comes after the rate in force on it was set: how to ask for the rate that came after.
pub fn news_of_the_day_note(day: Date, lang: Lang) -> String {
    match lang {
        Lang::Ru => {
            format!("новости самого этого дня вошли в следующий курс: `rates explain {day} --set`")
        }
        Lang::En => {
            format!(
                "the news of that day itself went into the next rate: `rates explain {day} --set`"
            )
        }
    }
}

fn push_terms(page: &mut Page, report: &ExplainReport, detail: Detail, lang: Lang) {
    /// Terms that are named without `--details`.
    const MOST_TERMS: usize = 12;
    let distinctive: Vec<_> = report.terms.iter().filter(|term| term.g2 > 0.0).collect();
    if distinctive.is_empty() {
        return;
    }
    if let Comparison::NewSources(windows) = report.comparison {
        let days = number(windows, lang, ["дню", "дням", "дням"], ["day", "days"]);
        page.paragraph(&match lang {
            Lang::Ru => format!("За год до того новостей этих источников в базе почти нет; сравнение — по {days}, когда они есть."),
            Lang::En => format!("The store has hardly any news of these sources for the year before; compared with the {days} that have some."),
        });
    }
    let compared = stories(report.reference_stories, lang);
    page.paragraph(&match lang {
        Lang::Ru => {
            format!("Слова, которые в этих новостях чаще, чем в прежних (для сравнения взято: {compared}):")
        }
        Lang::En => format!("Words more frequent in this news than before it (compared with {compared}):"),
    });
    if detail == Detail::Words {
        let named: Vec<&str> = distinctive
            .iter()
            .take(MOST_TERMS)
            .map(|term| term.form.as_str())
            .collect();
        page.hanging("  ", &named.join(", "));
        return;
    }
    let rows: Vec<Vec<String>> = distinctive
        .iter()
        .map(|term| {
            let counts = format!("{} / {}", term.a, term.b);
            vec![
                term.form.clone(),
                counts,
                format!("G² {:.1}", term.g2),
                format!("ζ {}", signed_figure(term.zeta, 2)),
            ]
        })
        .collect();
    page.table(&rows);
    page.line(&format!(
        "{}: {}",
        either(lang, "Источники", "Sources"),
        report.sources.join(", ")
    ));
}

fn picked(story: &PickedStory, lang: Lang) -> String {
    let sources = story.sources.join(", ");
    if story.size < 2 {
        return format!("{} — {sources}", shortened(&story.title));
    }
    let size = number(
        story.size,
        lang,
        ["заголовок", "заголовка", "заголовков"],
        ["headline", "headlines"],
    );
    format!("{} — {sources} ({size})", shortened(&story.title))
}

//! The largest moves and what was distinctive about a day's news, for reading.

use super::page::Page;
use super::report::{ExplainReport, HeadlineReport, MoverRow, MoversReport, PickedStory, WindowReport};
use super::term::Detail;
use super::words::{either, from_to, number, signed_figure, signed_percent, signed_rubles, stories};
use crate::model::{Lang, Published, spell_day};
use crate::render::TableFrame;
use jiff::civil::Date;

/// `movers`, each line with its end.
pub fn render_movers(report: &MoversReport, currency: &str, lang: Lang, frame: TableFrame) -> String {
    let mut page = Page::new(frame);
    let by = match report.by {
        "pct" => either(lang, "по величине в процентах", "by per cent"),
        "abs" => either(lang, "по величине в рублях", "by rubles"),
        _ => either(
            lang,
            "по величине против обычного размаха своего времени",
            "by size against the usual one of their time",
        ),
    };
    let period = from_to(report.from, report.to, lang);
    page.line(&match lang {
        Lang::Ru => format!("Самые большие движения курса {currency} {period}, {by}"),
        Lang::En => format!("The largest moves of the {currency} rate {period}, {by}"),
    });
    for mover in &report.movers {
        push_mover(&mut page, mover, lang);
    }
    page.paragraph(either(
        lang,
        "Заголовки — из окна между установлением двух курсов; причинность не проверялась.",
        "The headlines are of the window between the setting of the two rates; cause was not tested.",
    ));
    page.finish()
}

fn push_mover(page: &mut Page, mover: &MoverRow, lang: Lang) {
    let change = mover.change.map_or_else(|| "—".to_owned(), signed_rubles);
    let mut line =
        format!("{}  {change}  {}", spell_day(mover.record_date, lang), signed_percent(mover.change_pct));
    if let Some(z) = mover.z {
        line += &match lang {
            Lang::Ru => format!("  {:.1} обычных дневных движений", z.abs()),
            Lang::En => format!("  {:.1} times the usual daily move", z.abs()),
        };
    }
    page.paragraph(&line);
    push_window(page, mover.set_date, &mover.window, mover.stories, lang);
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
        page.hanging(&format!("  {}  ", time_of(&headline.published)), &titled(headline));
    }
}

fn push_window(page: &mut Page, set_date: Date, window: &WindowReport, count: usize, lang: Lang) {
    let (opens, closes) = (clock_of(&window.opens), clock_of(&window.closes));
    let (set, told) = (spell_day(set_date, lang), stories(count, lang));
    page.hanging(
        "  ",
        &match lang {
            Lang::Ru => format!("установлен {set}; новости с {opens} по {closes}: {told}"),
            Lang::En => format!("set on {set}; news from {opens} to {closes}: {told}"),
        },
    );
}

fn push_known(page: &mut Page, events: &[String], lang: Lang) {
    for event in events {
        page.hanging("  ", &format!("{}: {event}", either(lang, "известное событие", "known event")));
    }
}

fn titled(headline: &HeadlineReport) -> String {
    format!("{} — {}", headline.title, headline.source)
}

/// `2018-04-10 11:30` of an instant.
fn clock_of(instant: &str) -> String {
    instant.get(..16).unwrap_or(instant).replace('T', " ")
}

/// Moscow's day and time of a publication.
fn time_of(published: &str) -> String {
    match published.parse::<Published>() {
        Ok(time) if time.is_time_known() => {
            time.in_moscow_for_linking().strftime("%Y-%m-%d %H:%M").to_string()
        }
        Ok(time) => format!("{}      ", time.day()),
        Err(_) => published.to_owned(),
    }
}

/// `explain`, each line with its end.
pub fn render_explain(report: &ExplainReport, detail: Detail, lang: Lang, frame: TableFrame) -> String {
    let mut page = Page::new(frame);
    let mut head = format!("{}  {} {}", spell_day(report.record_date, lang), report.currency, report.value);
    if let (Some(change), Some(pct)) = (report.change, report.change_pct) {
        head += &format!("  {}  {}", signed_rubles(change), signed_percent(pct));
    }
    page.line(&head);
    push_window(&mut page, report.set_date, &report.window, report.stories, lang);
    push_known(&mut page, &report.events, lang);
    if let Some(z) = report.z {
        let size = signed_figure(z, 1);
        page.hanging(
            "  ",
            &match lang {
                Lang::Ru => format!("движение против обычного для того времени: {size}"),
                Lang::En => format!("the move against the usual one of that time: {size}"),
            },
        );
    }
    push_terms(&mut page, report, detail, lang);
    if report.picked.is_empty() {
        page.paragraph(either(
            lang,
            "Новостей этого окна в хранилище нет.",
            "The store has no news of this window.",
        ));
    } else {
        let has_scores = report.picked.iter().any(|story| story.score.is_some());
        page.paragraph(match has_scores {
            true => either(lang, "Отличительные заголовки окна; причинность не проверялась:", "Distinctive headlines of the window; cause was not tested:"),
            false => either(lang, "Сравнить не с чем или новостей мало, поэтому здесь все заголовки окна; причинность не проверялась:", "There is nothing to compare with or little news, so these are all headlines of the window; cause was not tested:"),
        });
        for story in &report.picked {
            page.hanging(&format!("  {}  ", time_of(&story.published)), &picked(story, lang));
        }
    }
    page.finish()
}

fn push_terms(page: &mut Page, report: &ExplainReport, detail: Detail, lang: Lang) {
    /// Terms that are named without `--details`.
    const MOST_TERMS: usize = 12;
    let distinctive: Vec<_> = report.terms.iter().filter(|term| term.g2 > 0.0).collect();
    if distinctive.is_empty() {
        return;
    }
    let compared = stories(report.reference_stories, lang);
    page.paragraph(&match lang {
        Lang::Ru => {
            format!("Слова, которых в этих новостях больше, чем за год до них (сравнение: {compared}):")
        }
        Lang::En => {
            format!("Words more frequent in this news than in the year before it (compared with {compared}):")
        }
    });
    if detail == Detail::Words {
        let named: Vec<&str> = distinctive.iter().take(MOST_TERMS).map(|term| term.term.as_str()).collect();
        page.hanging("  ", &named.join(", "));
        return;
    }
    let rows: Vec<Vec<String>> = distinctive
        .iter()
        .map(|term| {
            let counts = format!("{} / {}", term.a, term.b);
            vec![
                term.term.clone(),
                counts,
                format!("G² {:.1}", term.g2),
                format!("ζ {}", signed_figure(term.zeta, 2)),
            ]
        })
        .collect();
    page.table(&rows);
    page.line(&format!("{}: {}", either(lang, "Источники", "Sources"), report.sources.join(", ")));
}

fn picked(story: &PickedStory, lang: Lang) -> String {
    let sources = story.sources.join(", ");
    if story.size < 2 {
        return format!("{} — {sources}", story.title);
    }
    let size = number(story.size, lang, ["заголовок", "заголовка", "заголовков"], ["headline", "headlines"]);
    format!("{} — {sources} ({size})", story.title)
}

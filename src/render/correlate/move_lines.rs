//! The lines about a move that `movers` and `explain` share: its figures, its window, its events, headlines.

use super::{
    caveats::news_choice_text,
    page::Page,
    report::{KnownEvent, MovedRate, NewsChoice, WindowReport},
    words::{exact_rubles, percent, signed_figure, stories},
};
use crate::{
    analysis::BesideUsual,
    model::{Lang, Nominal, Published, counted, spell_day, tr},
};
use jiff::civil::Date;
use std::fmt::Write as _;

pub fn push_choice(page: &mut Page, choice: Option<&NewsChoice>, lang: Lang) {
    if let Some(choice) = choice {
        page.paragraph(&news_choice_text(choice, lang));
    }
}

/// `+3.80 ₽`, `−6.85 ₽ за 100 KZT`: as `show` has it.
pub fn shown_change(shown: MovedRate, code: &str, lang: Lang) -> Option<String> {
    let change = exact_rubles(shown.change?);
    Some(match shown.nominal {
        Nominal::ONE => change,
        nominal => {
            let units = nominal.units();
            tr!(
                lang,
                "{change} for {units} {code}",
                "{change} за {units} {code}"
            )
        }
    })
}

/// `18.2 обычного дневного движения (тогда 0.35 %)`, `1.2 обычного движения за 12 дней (тогда 9.3 %)`.
pub fn against_usual(beside: BesideUsual, lang: Lang) -> String {
    let BesideUsual { times, .. } = beside;
    let usual = percent(beside.usual_pct);
    if beside.gap_days == 1 {
        return tr!(
            lang,
            "{times:.1} times the usual daily move ({usual} at that time)",
            "{times:.1} обычного дневного движения (тогда {usual})"
        );
    }

    let gap = usize::try_from(beside.gap_days).unwrap_or_default();
    let days = counted(gap, lang, ["day", "days"], ["день", "дня", "дней"]);
    tr!(
        lang,
        "{times:.1} times the usual move over {days} ({usual} at that time)",
        "{times:.1} обычного движения за {days} (тогда {usual})"
    )
}

/// `z −10.30: …`.
pub fn deviations(z: f64, lang: Lang) -> String {
    let z = signed_figure(z, 2);
    tr!(
        lang,
        "z {z}: standard deviations, as far as was known before, over as many days",
        "z {z}: стандартных отклонений, какими они были известны до того, за столько же дней"
    )
}

/// `USD 62.3699  +3.80 ₽`, `100 KZT 26.5139  −6.85 ₽`.
pub fn rate_and_change(shown: MovedRate, code: &str) -> String {
    let value = shown.value;
    let mut text = match shown.nominal {
        Nominal::ONE => format!("{code} {value}"),
        nominal => format!("{} {code} {value}", nominal.units()),
    };
    if let Some(change) = shown.change {
        let _ = write!(text, "  {}", exact_rubles(change));
    }
    text
}

/// When a rate was set, and the news since the one before: how many stories, and whether there are only reports of the move.
pub fn push_window(
    page: &mut Page,
    set_date: Date,
    window: &WindowReport,
    (count, has_reports_alone): (usize, bool),
    lang: Lang,
) {
    let opens = clock_of(&window.opens);
    let closes = clock_of(&window.closes);
    let set = spell_day(set_date, lang);
    let text = if has_reports_alone {
        tr!(
            lang,
            "set on {set}; the news from {opens} to {closes} only reports the move itself",
            "установлен {set}; новости с {opens} по {closes} — лишь о самом движении курса"
        )
    } else if count == 0 {
        tr!(
            lang,
            "set on {set}; no news from {opens} to {closes} in the store",
            "установлен {set}; новостей с {opens} по {closes} в базе нет"
        )
    } else {
        let stories = stories(count, lang);
        tr!(
            lang,
            "set on {set}; news from {opens} to {closes}: {stories}",
            "установлен {set}; новости с {opens} по {closes}: {stories}"
        )
    };

    page.hanging("  ", &text);
}

pub fn push_known(page: &mut Page, events: &[KnownEvent], lang: Lang) {
    for event in events {
        let days = days_of(event, lang);
        let label = &event.label;
        let text = if event.is_before_window {
            tr!(
                lang,
                "event in the week before, {days}: {label}",
                "событие предшествующей недели, {days}: {label}"
            )
        } else {
            tr!(lang, "event of {days}: {label}", "событие {days}: {label}")
        };
        page.hanging("  ", &text);
    }
}

fn days_of(event: &KnownEvent, lang: Lang) -> String {
    let from = spell_day(event.from, lang);
    if event.from == event.to {
        return from;
    }
    format!("{from} – {}", spell_day(event.to, lang))
}

/// A text that hangs behind Moscow's day and time of its publication.
pub fn push_published(page: &mut Page, published: &str, text: &str) {
    page.hanging(&format!("  {}  ", time_of(published)), text);
}

/// `2018-04-10 11:30` of an instant.
fn clock_of(instant: &str) -> String {
    // Without seconds and offset: every clock of a report is Moscow's.
    instant.get(..16).unwrap_or(instant).replace('T', " ")
}

/// Moscow's day and time of a publication.
fn time_of(published: &str) -> String {
    match published.parse::<Published>() {
        Ok(time) if time.is_time_known() => time
            .in_moscow_for_linking()
            .strftime("%Y-%m-%d %H:%M")
            .to_string(),
        // The column keeps its width where only the day is known.
        Ok(time) => format!("{}      ", time.day()),
        Err(_) => published.to_owned(),
    }
}

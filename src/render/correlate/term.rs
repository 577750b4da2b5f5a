//! The event study of a term for reading: the verdict, what it rests on, the events; figures with `--details`.

use super::{
    occurrence::{occurrence_text, regular_text},
    page::Page,
    report::{DroppedEvent, EventExample, TermReport},
    term_figures::{push_classical, push_curve, push_dose, push_figures},
    too_few::advice_text,
    verdict::needed_text,
    words::{events, headlines, looked_at, signed_percent, signed_rubles, spell_days},
};
use crate::{
    analysis::null::passes_corrected,
    model::{Lang, tr},
    render::{
        TableFrame,
        words::{joined, or_unknown},
    },
};
use std::cmp::Reverse;

/// Events that are named without `--details`.
const EVENTS_IN_WORDS: usize = 5;

/// Characters of a title in a list; an ellipsis replaces the rest.
const MOST_OF_TITLE: usize = 140;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Words,
    Figures,
}

/// The report, each line with its end.
pub fn render_term(report: &TermReport, detail: Detail, lang: Lang, frame: TableFrame) -> String {
    let mut page = Page::new(frame);
    let currency = &report.sample.currency;
    page.line(&tr!(
        lang,
        "“{}” and the {currency} rate",
        "«{}» и курс {currency}",
        report.term
    ));
    page.paragraph(&report.verdict.text);
    if let Some(text) = &report.steadiness {
        page.paragraph(text);
    }
    push_sample(&mut page, report, lang);

    let shown = match detail {
        Detail::Words => report.top_events.len().min(EVENTS_IN_WORDS),
        Detail::Figures => report.top_events.len(),
    };
    push_events(&mut page, &report.top_events[..shown], lang);
    if detail == Detail::Figures {
        push_figures(&mut page, report, lang);
        push_curve(&mut page, report, lang);
    }

    push_dose(&mut page, report.options.dose, lang);
    if let Some(classical) = &report.options.classical {
        let has_bursts = report.n_clusters < report.n_events;
        push_classical(&mut page, classical, has_bursts, lang);
    }
    super::regimes::push(&mut page, report.regimes.as_ref(), lang);
    push_caveats(&mut page, &report.caveats, lang);
    page.finish()
}

/// What was looked at, and what more news would show.
fn push_sample(page: &mut Page, report: &TermReport, lang: Lang) {
    let looked = looked_at(report.n, report.period, (report.from, report.to), lang);
    let happened = occurrence_text(report.n_events, report.events_are, lang);
    // Where nothing was looked at, nothing was seen to be frequent or not.
    let happened = if report.n == 0 { "" } else { &happened };
    let looked = tr!(
        lang,
        "Looked at: {looked}. {happened}",
        "Просмотрено: {looked}. {happened}"
    );
    page.paragraph(looked.trim_end());
    match &report.too_few {
        Some(few) => page.line(&advice_text(few, lang)),
        None if report.verdict.code == 2 => {
            page.line(&needed_text(report.n_events, report.n, lang));
        }
        None => {}
    }

    if !report.forms.is_empty() {
        let forms = report.forms.join(", ");
        page.line(&tr!(
            lang,
            "Words in the headlines: {forms}.",
            "Слова в заголовках: {forms}."
        ));
    }

    push_left_out(page, report, lang);
    if report.is_regular {
        page.line(&regular_text(report.n_mentioned, lang));
    }
    if report.tests_in_24h > 1 {
        page.line(&count_text(report, lang));
    }
}

/// Which test of the day it is, and whether a find is one that so many tests do not make by chance.
fn count_text(report: &TermReport, lang: Lang) -> String {
    let count = report.tests_in_24h;
    let study = &report.study;
    let corrected = study.grounds.p_holm.as_ref();
    let p = study
        .judgement
        .question
        .zip(corrected)
        .and_then(|(question, p)| p.of(question));
    let tests = tr!(
        lang,
        "This is test {count} on these data within a day",
        "Это {count}-я проверка на этих данных за сутки"
    );
    let meaning = match p {
        None => tr!(
            lang,
            "; the threshold with correction is 0.05/{count}: the more tests, the more chance finds.",
            "; порог с поправкой 0.05/{count}: чем больше проверок, тем легче найти случайное."
        ),
        Some(p) if passes_corrected(*p, count) => tr!(
            lang,
            ": with the correction for that (threshold 0.05/{count}) the link is still seen.",
            ": с поправкой на это (порог 0.05/{count}) связь остаётся."
        ),
        Some(_) => tr!(
            lang,
            ": with the correction for that (threshold 0.05/{count}) the link is no longer seen, it may be chance.",
            ": с поправкой на это (порог 0.05/{count}) связь уже не видна, она может быть случайной."
        ),
    };
    tests + &meaning
}

fn push_left_out(page: &mut Page, report: &TermReport, lang: Lang) {
    if report.rate_reports_left_out > 0 {
        let left = headlines(report.rate_reports_left_out, lang);
        page.line(&tr!(
            lang,
            "Not counted: {left} about the move of the rate itself.",
            "Не в счёт {left} о самом движении курса."
        ));
    }

    if report.n_dropped > 0 {
        let dropped = events(report.n_dropped, lang);
        let reasons = reasons_text(&report.dropped, lang);
        page.line(&tr!(
            lang,
            "Not tested are {dropped} more: {reasons}.",
            "Не проверено ещё {dropped}: {reasons}."
        ));
    }
}

/// `позже периода — 20, мало новостей вокруг — 5`: the commonest reason first, one alone without its count.
fn reasons_text(dropped: &[DroppedEvent], lang: Lang) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for event in dropped {
        match counts
            .iter_mut()
            .find(|(reason, _)| *reason == event.reason)
        {
            Some((_, count)) => *count += 1,
            None => counts.push((event.reason, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| Reverse(*count));
    if let [(reason, _)] = counts[..] {
        return reason_text(reason, lang).to_owned();
    }

    let texts = counts.iter().map(|(reason, count)| {
        let reason = reason_text(reason, lang);
        tr!(lang, "{count} {reason}", "{reason} — {count}")
    });
    joined(texts, ", ")
}

/// Why a record is not tested, by its stable name.
fn reason_text(reason: &str, lang: Lang) -> &'static str {
    match reason {
        "before_from" => lang.pick("before the period", "раньше периода"),
        "after_to" => lang.pick("after the period", "позже периода"),
        "burn_in" => lang.pick(
            "where the usual move is not known",
            "обычный размер движений не известен",
        ),
        "window_outside_data" => lang.pick(
            "where a rate around is missing",
            "рядом нет нужных записей курса",
        ),
        "excluded" => lang.pick("left out by --exclude-dates", "исключены (--exclude-dates)"),
        _ => lang.pick("with too little news around", "мало новостей вокруг"),
    }
}

/// The events of the largest moves.
pub fn push_events(page: &mut Page, events: &[EventExample], lang: Lang) {
    if events.is_empty() {
        return;
    }

    page.paragraph(lang.pick(
        "The cases most notable for their time (dates of the rate, not of the news; plus: the ruble \
         weakened); they prove nothing, such moves come without the news too:",
        "Самые заметные для своего времени случаи (даты курса, а не новостей; плюс — рубль слабел); \
         они ничего не доказывают, такие движения бывают и без этих новостей:",
    ));
    page.table(events.iter().map(|event| example_row(event, lang)));
}

pub fn example_row(event: &EventExample, lang: Lang) -> Vec<String> {
    let first = event.window_from.unwrap_or(event.date);
    let last = event.window_to.unwrap_or(event.date);
    let mut row = vec![spell_days(first, last, lang)];
    // A basket has no rubles.
    row.extend(event.window_change.map(signed_rubles));
    row.push(or_unknown(event.window_pct.map(signed_percent)));
    row.push(event.headline.as_deref().map(shortened).unwrap_or_default());

    row
}

/// A title cut at a word.
pub fn shortened(title: &str) -> String {
    let Some((cut, _)) = title.char_indices().nth(MOST_OF_TITLE) else {
        return title.to_owned();
    };

    // At a word, if there is one, and without a mark that would read like part of the title.
    let cut = &title[..cut];
    let whole = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ':', '—', ' ']))
}

pub fn push_caveats(page: &mut Page, caveats: &[String], lang: Lang) {
    if caveats.is_empty() {
        return;
    }

    page.paragraph(lang.pick("To keep in mind:", "Что иметь в виду:"));
    for caveat in caveats {
        page.item(caveat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn dropped(reasons: &[&'static str]) -> Vec<DroppedEvent> {
        let events = reasons.iter().map(|reason| DroppedEvent {
            record_date: date(2024, 5, 21),
            reason,
        });
        events.collect()
    }

    #[test]
    fn events_that_are_not_tested_have_their_true_reasons() {
        let said = |reasons: &[&'static str], lang| reasons_text(&dropped(reasons), lang);
        assert_eq!(
            said(&["not_covered", "after_to", "after_to"], Lang::Ru),
            "позже периода — 2, мало новостей вокруг — 1"
        );
        assert_eq!(
            said(&["before_from", "window_outside_data"], Lang::En),
            "1 before the period, 1 where a rate around is missing"
        );
        assert_eq!(said(&["after_to"; 25], Lang::Ru), "позже периода");
        for reason in ["burn_in", "excluded"] {
            assert_ne!(said(&[reason], Lang::En), said(&["not_covered"], Lang::En));
        }
    }

    #[test]
    fn a_case_shows_the_move_that_was_tested() {
        let mut event = EventExample {
            date: date(2018, 4, 10),
            change: Some(0.74),
            z: Some(2.0),
            headline: Some("Санкции".to_owned()),
            window_from: Some(date(2018, 4, 10)),
            window_to: Some(date(2018, 4, 11)),
            window_change: Some(4.54),
            window_pct: Some(7.85),
        };
        assert_eq!(
            example_row(&event, Lang::Ru),
            ["10–11 апреля 2018", "+4.54 ₽", "+7.85 %", "Санкции"]
        );
        // A basket has no rubles.
        event.window_change = None;
        event.window_to = Some(date(2018, 5, 3));
        assert_eq!(
            example_row(&event, Lang::En),
            ["10 April 2018 – 3 May 2018", "+7.85 %", "Санкции"]
        );
    }
}

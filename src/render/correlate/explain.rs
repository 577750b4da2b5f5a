//! What was distinctive about a day's news, for reading.

use super::{
    move_lines::{
        against_usual, deviations, push_choice, push_known, push_published, push_window,
        rate_and_change,
    },
    page::Page,
    report::{Comparison, ExplainReport, PickedStory},
    term::{Detail, shortened},
    words::{exact_percent, headlines, signed_figure, stories},
};
use crate::{
    model::{Lang, counted, spell_day, tr},
    render::{TableFrame, words::joined},
};

/// `explain`, each line with its end.
pub fn render_explain(
    report: &ExplainReport,
    detail: Detail,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut page = Page::new(frame);
    let record = &report.record;
    let date = spell_day(record.record_date, lang);
    let rate = report
        .shown
        .map(|shown| rate_and_change(shown, report.currency.code));
    let percent = record.change_pct.map(exact_percent);
    let head = [Some(date), rate, percent];
    page.line(&joined(head.iter().flatten(), "  "));

    push_window(
        &mut page,
        record.set_date,
        &record.window,
        (report.stories, report.has_reports_alone),
        lang,
    );
    push_known(&mut page, &report.events, lang);
    if let Some(beside) = report.usual.beside {
        page.hanging("  ", &against_usual(beside, lang));
    }
    if let (Detail::Figures, Some(z)) = (detail, record.z) {
        page.hanging("  ", &deviations(z, lang));
    }

    push_choice(&mut page, report.news.as_ref(), lang);
    push_terms(&mut page, report, detail, lang);
    push_picked(&mut page, report, lang);
    page.finish()
}

/// Headlines that are shown where all of a window would be.
const MOST_LISTED: usize = 20;

fn push_picked(page: &mut Page, report: &ExplainReport, lang: Lang) {
    if report.picked.is_empty() {
        page.paragraph(lang.pick(
            "The store has no news of this window.",
            "Новостей этого окна в хранилище нет.",
        ));
        return;
    }

    page.paragraph(match report.comparison {
        Comparison::None => lang.pick(
            "There is nothing to compare with or little news, so these are all headlines of the \
             window, first those on the economy, sanctions, war and the Bank; cause was not tested:",
            "Сравнить не с чем или новостей мало, поэтому здесь все заголовки окна, сначала об \
             экономике, санкциях, войне и Банке; причинность не проверялась:",
        ),
        _ => lang.pick(
            "Headlines of the window, first those on the economy, sanctions, war and the Bank, then \
             the most distinctive; cause was not tested:",
            "Заголовки окна, сначала об экономике, санкциях, войне и Банке, затем отличительные; \
             причинность не проверялась:",
        ),
    });
    for story in report.picked.iter().take(MOST_LISTED) {
        push_published(page, &story.published, &picked(story, lang));
    }

    let more = report.picked.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        let more = stories(more, lang);
        page.line(&tr!(
            lang,
            "  … and {more} more: `--format json`, `rates news list`",
            "  … и ещё {more}: `--format json`, `rates news list`"
        ));
    }
}

/// The news of a day comes after the rate in force on it was set: how to ask for the rate that came after.
pub fn news_of_the_day_note(report: &ExplainReport, lang: Lang) -> String {
    match report.next_set_date {
        Some(day) => tr!(
            lang,
            "the news of that day itself went into the next rate: `rates explain {day} --set`",
            "новости самого этого дня вошли в следующий курс: `rates explain {day} --set`"
        ),
        None => tr!(
            lang,
            "the news of that day itself goes into the next rate, which is not known yet",
            "новости самого этого дня войдут в следующий курс, он ещё неизвестен"
        ),
    }
}

/// Terms that are named without `--details`.
const MOST_TERMS: usize = 12;

fn push_terms(page: &mut Page, report: &ExplainReport, detail: Detail, lang: Lang) {
    let distinctive: Vec<_> = report.terms.iter().filter(|term| term.g2 > 0.0).collect();
    if distinctive.is_empty() {
        return;
    }

    push_comparison(page, report, lang);
    if detail == Detail::Words {
        let named = distinctive.iter().take(MOST_TERMS);
        page.hanging("  ", &joined(named.map(|term| &term.form), ", "));
        return;
    }

    page.table(distinctive.iter().map(|term| {
        vec![
            term.form.clone(),
            format!("{} / {}", term.a, term.b),
            format!("G² {:.1}", term.g2),
            format!("ζ {}", signed_figure(term.zeta, 2)),
        ]
    }));

    let sources = report.sources.join(", ");
    page.line(&tr!(lang, "Sources: {sources}", "Источники: {sources}"));
}

/// With what the words were compared.
fn push_comparison(page: &mut Page, report: &ExplainReport, lang: Lang) {
    if let Comparison::NewSources(windows) = report.comparison {
        let days = counted(windows, lang, ["day", "days"], ["дню", "дням", "дням"]);
        page.paragraph(&tr!(
            lang,
            "The store has hardly any news of these sources for the year before; compared with \
             the {days} that have some.",
            "За год до того новостей этих источников в базе почти нет; сравнение — по {days}, \
             когда они есть."
        ));
    }

    let compared = stories(report.reference_stories, lang);
    page.paragraph(&tr!(
        lang,
        "Words more frequent in this news than before it (compared with {compared}):",
        "Слова, которые в этих новостях чаще, чем в прежних (для сравнения взято: {compared}):"
    ));
}

fn picked(story: &PickedStory, lang: Lang) -> String {
    let text = format!("{} — {}", shortened(&story.title), story.sources.join(", "));
    match story.size {
        ..=1 => text,
        size => format!("{text} ({})", headlines(size, lang)),
    }
}

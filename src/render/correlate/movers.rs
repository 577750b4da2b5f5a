//! The largest moves and what was distinctive about a day's news, for reading.

use super::{
    caveats::news_choice_text,
    page::Page,
    report::{
        Comparison, ExplainReport, KnownEvent, MovedRate, MoverRow, MoversReport, NewsChoice,
        PickedStory, WindowReport,
    },
    term::{Detail, shortened},
    words::{exact_percent, exact_rubles, from_to, headlines, percent, signed_figure, stories},
};
use crate::{
    analysis::BesideUsual,
    model::{Lang, Nominal, Published, counted, spell_day, tr},
    render::{
        TableFrame,
        words::{joined, or_unknown},
    },
};
use jiff::civil::Date;
use std::fmt::Write as _;

/// `movers`, each line with its end.
pub fn render_movers(report: &MoversReport, lang: Lang, frame: TableFrame) -> String {
    let mut page = Page::new(frame);
    page.line(&movers_heading(report, lang));
    push_choice(&mut page, report.news.as_ref(), lang);
    for mover in &report.movers {
        push_mover(&mut page, mover, report.currency.code, lang);
    }
    page.paragraph(lang.pick(
        "The headlines came between the setting of the rate before and of this one; cause was not \
         tested.",
        "Заголовки вышли между установлением прежнего курса и этого; причинность не проверялась.",
    ));

    page.finish()
}

fn push_choice(page: &mut Page, choice: Option<&NewsChoice>, lang: Lang) {
    if let Some(choice) = choice {
        page.paragraph(&news_choice_text(choice, lang));
    }
}

fn movers_heading(report: &MoversReport, lang: Lang) -> String {
    let currency = report.currency.code;
    let moves = match report.direction {
        Some("up") => lang.pick("rises", "подъёмы"),
        Some(_) => lang.pick("falls", "падения"),
        None => lang.pick("moves", "движения"),
    };
    let kind = match report.by {
        "pct" | "abs" => lang.pick("largest", "большие"),
        _ => lang.pick("most unusual", "необычные"),
    };
    let by = match report.by {
        "pct" => lang.pick("by per cent", "по величине в процентах"),
        "abs" => lang.pick("by rubles", "по величине в рублях"),
        _ => lang.pick(
            "against the usual ones of their time",
            "против обычных для своего времени",
        ),
    };

    let period = from_to(report.from, report.to, lang);
    tr!(
        lang,
        "The {kind} {moves} of the {currency} rate {period}, {by}",
        "Самые {kind} {moves} курса {currency} {period}, {by}"
    )
}

fn push_mover(page: &mut Page, mover: &MoverRow, code: &str, lang: Lang) {
    let record = &mover.record;
    let date = spell_day(record.record_date, lang);
    let change = or_unknown(
        mover
            .shown
            .and_then(|shown| shown_change(shown, code, lang)),
    );
    let percent = record.change_pct.map(exact_percent).unwrap_or_default();
    let mut line = format!("{date}  {change}  {percent}");
    if let Some(beside) = mover.usual.beside {
        let _ = write!(line, "  {}", against_usual(beside, lang));
    }
    page.paragraph(&line);

    let count = (mover.stories, mover.has_reports_alone);
    push_window(page, record.set_date, &record.window, count, lang);
    if mover.cutoff_uncertain {
        page.hanging(
            "  ",
            lang.pick(
                "until what hour trade entered the rate is not established",
                "час, до которого торги входили в курс, точно не известен",
            ),
        );
    }
    push_known(page, &mover.events, lang);

    for headline in &mover.headlines {
        let title = shortened(&headline.title);
        push_published(
            page,
            &headline.published,
            &format!("{title} — {}", headline.source),
        );
    }
}

/// `+3.80 ₽`, `−6.85 ₽ за 100 KZT`: as `show` has it.
fn shown_change(shown: MovedRate, code: &str, lang: Lang) -> Option<String> {
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
fn against_usual(beside: BesideUsual, lang: Lang) -> String {
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
fn deviations(z: f64, lang: Lang) -> String {
    let z = signed_figure(z, 2);
    tr!(
        lang,
        "z {z}: standard deviations, as far as was known before, over as many days",
        "z {z}: стандартных отклонений, какими они были известны до того, за столько же дней"
    )
}

/// `USD 62.3699  +3.80 ₽`, `100 KZT 26.5139  −6.85 ₽`.
fn rate_and_change(shown: MovedRate, code: &str) -> String {
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
fn push_window(
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

fn push_known(page: &mut Page, events: &[KnownEvent], lang: Lang) {
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
fn push_published(page: &mut Page, published: &str, text: &str) {
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

//! Who leads, news or moves, for reading.

use super::{
    caveats::news_choice_text,
    page::Page,
    report::LeadLagReport,
    term::Detail,
    too_few::{advice_text, lack_text},
    verdict::capitalised,
    words::{from_to, probability, signed_figure, signed_lag},
};
use crate::{
    analysis::leadlag::Granger,
    model::{Lang, counted_records, tr},
    render::{TableFrame, words::or_unknown},
};

/// The verdict in a sentence.
pub fn lead_lag_verdict(report: &LeadLagReport, lang: Lang) -> String {
    let Some(found) = &report.found else {
        return nothing_compared(report, lang);
    };

    let amount = amount_text(report, lang);
    let Some(lag) = found.best_lag else {
        return tr!(
            lang,
            "No link is seen between the size of moves and {amount}, at any lag.",
            "Не видно связи между тем, как сильно двигался курс, и тем, {amount}, — ни при каком \
             сдвиге."
        );
    };

    let shift = counted_records(lag.unsigned_abs(), lang);
    match lag {
        0 => tr!(
            lang,
            "The size of moves and {amount} change together, on the same day.",
            "Сила движений курса и то, {amount}, меняются вместе, в один день."
        ),
        // At a positive lag the news comes first.
        1.. => tr!(
            lang,
            "The headlines lead: the size of moves follows {amount} after {shift}.",
            "Впереди заголовки: сила движений курса меняется через {shift} после того, {amount}."
        ),
        _ => tr!(
            lang,
            "The rate leads: {amount} follows a move after {shift}.",
            "Впереди курс: то, {amount}, меняется через {shift} после движения."
        ),
    }
}

fn nothing_compared(report: &LeadLagReport, lang: Lang) -> String {
    if let Some(few) = &report.too_few {
        return capitalised(&lack_text(few, lang)) + ".";
    }

    tr!(
        lang,
        "There is nothing to compare: one of the two does not vary.",
        "Сравнивать нечего: одна из величин не меняется."
    )
}

fn amount_text(report: &LeadLagReport, lang: Lang) -> String {
    match report.of.as_str() {
        "volume" => tr!(lang, "the amount of news", "сколько новостей"),
        term => tr!(
            lang,
            "how often “{term}” is written about",
            "как часто пишут «{term}»"
        ),
    }
}

/// The report, each line with its end.
pub fn render_lead_lag(
    report: &LeadLagReport,
    detail: Detail,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut page = Page::new(frame);
    page.line(&tr!(
        lang,
        "Who leads: the news or the {} rate",
        "Кто впереди: новости или курс {}",
        report.currency
    ));
    page.paragraph(&lead_lag_verdict(report, lang));

    let looked = counted_records(report.n, lang);
    if let Some((from, to)) = report.period {
        let period = from_to(from, to, lang);
        page.paragraph(&tr!(
            lang,
            "Looked at: {looked} {period}; the news was shifted by up to {} records, both ways.",
            "Просмотрено: {looked} {period}; сдвиг новостей — до {} записей в обе стороны.",
            report.lags[1]
        ));
    }

    if let Some(few) = &report.too_few {
        page.line(&advice_text(few, lang));
    }
    if let Some(choice) = &report.news {
        page.line(&news_choice_text(choice, lang));
    }
    if report.found.as_ref().is_some_and(|found| found.is_flat) {
        page.line(lang.pick(
            "The link is nearly the same at all lags: hard times have more of both news and \
             moves; who leads cannot be told.",
            "Связь почти одинакова при всех сдвигах: и новостей, и движений больше в трудные \
             времена, кто впереди — не узнать.",
        ));
    }

    if report.found.is_some() {
        page.line(lang.pick(
            "What was compared is how far the rate moved, not which way; it proves no cause.",
            "Сравнивалось, насколько двигался курс, а не куда; причину это не доказывает.",
        ));
    }

    if detail == Detail::Figures {
        push_figures(&mut page, report, lang);
    }
    page.finish()
}

fn push_figures(page: &mut Page, report: &LeadLagReport, lang: Lang) {
    let Some(found) = &report.found else {
        return;
    };

    let p_max = probability(found.p_max);
    page.paragraph(&tr!(
        lang,
        "Lag (+ headlines lead), correlation, band of chance, p ({p_max})",
        "Сдвиг (+ впереди заголовки), корреляция, полоса случайного, p ({p_max})"
    ));
    let lags = report.lags[0]..=report.lags[1];
    page.table(lags.enumerate().map(|(place, lag)| {
        let low = signed_figure(found.null_lo[place], 2);
        let high = signed_figure(found.null_hi[place], 2);
        vec![
            signed_lag(lag),
            signed_figure(found.ccf[place], 2),
            format!("{low}…{high}"),
            probability(found.p_lag[place]),
        ]
    }));

    let to_rate = granger_text(found.news_to_rate);
    let to_news = granger_text(found.rate_to_news);
    page.line(&tr!(
        lang,
        "Granger, news → rate: {to_rate}; rate → news: {to_news}",
        "Грейнджер, новости → курс: {to_rate}; курс → новости: {to_news}"
    ));

    page.line(&tr!(
        lang,
        "Rearrangements {}, seed {}",
        "Перестановок {}, зерно {}",
        report.permutations,
        report.seed
    ));
}

fn granger_text(row: Option<Granger>) -> String {
    or_unknown(row.map(|row| format!("F = {:.2}, {} ({})", row.f, probability(row.p), row.lags)))
}

//! Who leads, news or moves, for reading.

use super::page::Page;
use super::report::LeadLagReport;
use super::term::Detail;
use super::verdict::{Circumstances, Outcome, verdict_text};
use super::words::{either, from_to, probability, signed_figure};
use crate::analysis::leadlag::Granger;
use crate::analysis::study::LEAST_RECORDS;
use crate::model::Lang;
use crate::render::{TableFrame, records};

/// The verdict in a sentence.
pub fn lead_lag_verdict(report: &LeadLagReport, lang: Lang) -> String {
    let amount = amount_text(report, lang);
    let Some(found) = &report.found else {
        let around = Circumstances {
            n: report.n,
            n_events: 0,
            is_linked_by_date: false,
            is_window_one_record: false,
            defaults_changed: &[],
        };
        if report.n < LEAST_RECORDS {
            return verdict_text(&Outcome::FewRecords, &around, lang);
        }
        return either(
            lang,
            "Сравнивать нечего: одна из величин не меняется.",
            "There is nothing to compare: one of the two does not vary.",
        )
        .to_owned();
    };
    let shift = |lag: i64| records(lag.abs(), lang);
    match (found.best_lag, lang) {
        (None, Lang::Ru) => {
            format!(
                "Не видно связи между тем, как сильно двигался курс, и тем, {amount}, — ни при каком сдвиге."
            )
        }
        (None, Lang::En) => {
            format!("No link is seen between the size of moves and {amount}, at any lag.")
        }
        (Some(0), Lang::Ru) => {
            format!("Сила движений курса и то, {amount}, меняются вместе, в один день.")
        }
        (Some(0), Lang::En) => {
            format!("The size of moves and {amount} change together, on the same day.")
        }
        (Some(lag), Lang::Ru) if lag > 0 => {
            format!(
                "Впереди заголовки: сила движений курса меняется через {} после того, {amount}.",
                shift(lag)
            )
        }
        (Some(lag), Lang::En) if lag > 0 => {
            format!(
                "The headlines lead: the size of moves follows {amount} after {}.",
                shift(lag)
            )
        }
        (Some(lag), Lang::Ru) => {
            format!(
                "Впереди курс: то, {amount}, меняется через {} после движения.",
                shift(lag)
            )
        }
        (Some(lag), Lang::En) => format!(
            "The rate leads: {amount} follows a move after {}.",
            shift(lag)
        ),
    }
}

fn amount_text(report: &LeadLagReport, lang: Lang) -> String {
    match (report.of.as_str(), lang) {
        ("volume", Lang::Ru) => "сколько новостей".to_owned(),
        ("volume", Lang::En) => "the amount of news".to_owned(),
        (term, Lang::Ru) => format!("как часто пишут «{term}»"),
        (term, Lang::En) => format!("how often “{term}” is written about"),
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
    page.line(&match lang {
        Lang::Ru => format!("Кто впереди: новости или курс {}", report.currency),
        Lang::En => format!("Who leads: the news or the {} rate", report.currency),
    });
    page.paragraph(&lead_lag_verdict(report, lang));
    let looked = records(i64::try_from(report.n).unwrap_or_default(), lang);
    if let Some((from, to)) = report.period {
        let period = from_to(from, to, lang);
        page.paragraph(&match lang {
            Lang::Ru => format!(
                "Просмотрено: {looked} {period}; сдвиг новостей — до {} записей в обе стороны.",
                report.lags[1]
            ),
            Lang::En => format!(
                "Looked at: {looked} {period}; the news was shifted by up to {} records, both ways.",
                report.lags[1]
            ),
        });
    }
    if report.found.as_ref().is_some_and(|found| found.is_flat) {
        page.line(either(
            lang,
            "Связь почти одинакова при всех сдвигах: и новостей, и движений больше в трудные времена, кто впереди — не узнать.",
            "The link is nearly the same at all lags: hard times have more of both news and moves; who leads cannot be told.",
        ));
    }
    if report.found.is_some() {
        page.line(either(
            lang,
            "Сравнивалось, насколько двигался курс, а не куда; причину это не доказывает.",
            "What was compared is how far the rate moved, not which way; it proves no cause.",
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
    let heading = either(
        lang,
        "Сдвиг (+ впереди заголовки), корреляция, полоса случайного, p",
        "Lag (+ headlines lead), correlation, band of chance, p",
    );
    page.paragraph(&format!("{heading} ({})", probability(found.p_max)));
    let row = |(at, lag): (usize, i32)| {
        let lag = if lag > 0 {
            format!("+{lag}")
        } else {
            lag.to_string().replace('-', "−")
        };
        let band = format!(
            "{}…{}",
            signed_figure(found.null_lo[at], 2),
            signed_figure(found.null_hi[at], 2)
        );
        vec![
            lag,
            signed_figure(found.ccf[at], 2),
            band,
            probability(found.p_lag[at]),
        ]
    };
    let rows: Vec<Vec<String>> = (report.lags[0]..=report.lags[1])
        .enumerate()
        .map(row)
        .collect();
    page.table(&rows);
    let granger = |row: Option<Granger>| {
        row.map_or_else(
            || "—".to_owned(),
            |row| format!("F = {:.2}, {} ({})", row.f, probability(row.p), row.lags),
        )
    };
    page.line(&format!(
        "{}: {}; {}: {}",
        either(lang, "Грейнджер, новости → курс", "Granger, news → rate"),
        granger(found.news_to_rate),
        either(lang, "курс → новости", "rate → news"),
        granger(found.rate_to_news),
    ));
    page.line(&format!(
        "{} {}, {} {}",
        either(lang, "Перестановок", "Rearrangements"),
        report.permutations,
        either(lang, "зерно", "seed"),
        report.seed
    ));
}

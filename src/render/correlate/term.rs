//! The event study of a term for reading: the verdict, what it rests on, the events; figures with `--details`.

use super::{
    page::Page,
    report::{EventExample, TermReport},
    verdict::{lacking_text, needed_text},
    words::{
        events, headlines, looked_at, probability, signed_figure, signed_lag, signed_rubles, times,
    },
};
use crate::{
    model::{Lang, spell_day, tr},
    render::{TableFrame, words::or_unknown},
};
use std::fmt::Write as _;

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

    push_classical(&mut page, report, lang);
    super::regimes::push(&mut page, report.regimes.as_ref(), lang);
    push_caveats(&mut page, &report.caveats, lang);
    page.finish()
}

/// What was looked at, and what more news would show.
fn push_sample(page: &mut Page, report: &TermReport, lang: Lang) {
    let looked = looked_at(report.n, report.period, (report.from, report.to), lang);
    let happened = times(report.n_events, lang);
    page.paragraph(&tr!(
        lang,
        "Looked at: {looked}. News with these words was unusually frequent {happened}.",
        "Просмотрено: {looked}. Новостей с этими словами было необычно много {happened}."
    ));
    match report.verdict.code {
        0 => page.line(&lacking_text(report.n, lang)),
        2 => page.line(&needed_text(report.n_events, report.n, lang)),
        _ => {}
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
    let count = report.tests_in_24h;
    if count > 1 {
        page.line(&tr!(
            lang,
            "This is test {count} on these data within a day; the threshold with correction is \
             0.05/{count}: the more tests, the more chance finds.",
            "Это {count}-я проверка на этих данных за сутки; порог с поправкой 0.05/{count}: чем \
             больше проверок, тем легче найти случайное."
        ));
    }
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
        page.line(&tr!(
            lang,
            "Not tested are {dropped} more: on those days there was too little news, or no rate \
             beside.",
            "Не проверено ещё {dropped}: в те дни было мало новостей, или рядом не было курса."
        ));
    }
}

/// The events of the largest moves.
pub fn push_events(page: &mut Page, events: &[EventExample], lang: Lang) {
    if events.is_empty() {
        return;
    }

    page.paragraph(lang.pick(
        "The cases most notable for their time (the rate set after the news); by themselves they \
         prove nothing:",
        "Самые заметные для своего времени случаи (курс, установленный после новости); сами по \
         себе они ничего не доказывают:",
    ));
    page.table(events.iter().map(|event| example_row(event, lang)));
}

pub fn example_row(event: &EventExample, lang: Lang) -> Vec<String> {
    vec![
        spell_day(event.date, lang),
        or_unknown(event.change.map(signed_rubles)),
        event.headline.as_deref().map(shortened).unwrap_or_default(),
    ]
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

fn push_figures(page: &mut Page, report: &TermReport, lang: Lang) {
    page.paragraph(lang.pick("Details", "Подробности"));
    let figures = [
        sample_figures(report),
        effect_figures(report),
        p_figures(report),
        option_figures(report),
    ];

    let rows = figures.into_iter().flatten();
    page.table(rows.map(|(en, ru, value)| vec![lang.pick(en, ru).to_owned(), value]));
}

/// The name of a figure in English and Russian, and its value.
type Figure = (&'static str, &'static str, String);

fn sample_figures(report: &TermReport) -> Vec<Figure> {
    vec![
        ("records n", "записей n", report.n.to_string()),
        ("events", "событий", report.n_events.to_string()),
        (
            "groups, months, groups for bands",
            "групп, месяцев, групп для полос",
            format!(
                "{}, {}, {}",
                report.n_clusters, report.n_months, report.n_band_clusters
            ),
        ),
    ]
}

fn effect_figures(report: &TermReport) -> Vec<Figure> {
    let mut figures = Vec::new();
    let study = &report.study;
    if let Some(effect) = study.effect {
        let mut mean = signed_figure(effect.pct, 2);
        if let Some(kopecks) = effect.kop {
            let _ = write!(mean, ", {} коп.", signed_figure(kopecks, 1));
        }
        let share = format!("{:.2}", effect.share_up);
        figures.push(("mean in the window, 100·ln", "среднее в окне, 100·ln", mean));
        figures.push(("share of rises", "доля ростов курса", share));
    }

    if let (Some(t), Some(iid)) = (study.t_star, study.t_iid) {
        figures.push((
            "T (for independent events)",
            "T (при независимых событиях)",
            format!("{} ({})", signed_figure(t, 2), signed_figure(iid, 2)),
        ));
    }

    figures
}

fn p_figures(report: &TermReport) -> Vec<Figure> {
    let p_values = report.study.p_values;
    let mut of_window = probability_or_dash(p_values.map(|p| p.main));
    if let Some((low, high)) = report.study.p_interval {
        let _ = write!(of_window, " [{low:.3}, {high:.3}]");
    }

    let named = [
        (
            "p before the news",
            "p до новости",
            p_values.and_then(|p| p.pre),
        ),
        (
            "p after the window",
            "p после окна",
            p_values.and_then(|p| p.post),
        ),
        (
            "p on the next two records",
            "p на двух следующих записях",
            p_values.map(|p| p.strict),
        ),
        (
            "p of the size of moves",
            "p размаха",
            p_values.map(|p| p.vol),
        ),
    ];

    let mut figures = vec![(
        "p of the window [95 % Monte Carlo]",
        "p окна [95 % Монте-Карло]",
        of_window,
    )];
    figures.extend(named.map(|(en, ru, p)| (en, ru, probability_or_dash(p))));

    figures
}

fn probability_or_dash(p: Option<f64>) -> String {
    or_unknown(p.map(probability))
}

/// What the sample could show, the options asked for, and what repeats the calculation.
fn option_figures(report: &TermReport) -> Vec<Figure> {
    let mut figures = Vec::new();
    if let Some(least) = report.study.detectable {
        let sigma = least.sigma;
        let pct = least.pct.unwrap_or_default();
        figures.push((
            "seen with 80 % from, σ and 100·ln",
            "виден с 80 % от, σ и 100·ln",
            format!("{sigma:.2} σ, {pct:.2}"),
        ));
    }

    if let Some(dose) = report.options.dose {
        figures.push((
            "dose: rank correlation",
            "сила: ранговая корреляция",
            format!("{} ({})", signed_figure(dose.rho, 2), probability(dose.p)),
        ));
    }

    if let Some(exact) = report.options.p_exact_shift {
        figures.push(("p over all shifts", "p по всем сдвигам", probability(exact)));
    }

    // With these two the calculation can be repeated.
    figures.push((
        "rearrangements, seed",
        "перестановок, зерно",
        format!("{}, {}", report.permutations, report.seed),
    ));

    figures
}

fn push_curve(page: &mut Page, report: &TermReport, lang: Lang) {
    let study = &report.study;
    let Some(curve) = &study.curve else {
        return;
    };

    page.paragraph(lang.pick(
        "Change by record from the news, 100·ln: mean, cumulated, 95 % band, with news placed at \
         random",
        "Изменение по записям от новости, 100·ln: в среднем, накоплено, полоса 95 %, при \
         случайной расстановке новостей",
    ));
    let bands = study.bands.as_ref();
    let null_band = study.null_band.as_ref();
    let offsets = study.offsets.first..=study.offsets.last;
    page.table(offsets.enumerate().map(|(place, offset)| {
        vec![
            signed_lag(offset),
            signed_figure(curve.aar[place], 2),
            signed_figure(curve.caar[place], 2),
            or_unknown(bands.map(|bands| interval(&bands.lo, &bands.hi, place))),
            or_unknown(null_band.map(|band| interval(&band.lo, &band.hi, place))),
        ]
    }));

    if bands.is_none() && report.n_events > 0 {
        page.line(lang.pick(
            "No band: there are fewer than 8 groups of events.",
            "Полосы нет: групп событий меньше 8.",
        ));
    }
}

/// `−0.12…+0.30`: the ends of a band at one place of the curve.
fn interval(low: &[f64], high: &[f64], place: usize) -> String {
    let low = signed_figure(low[place], 2);
    let high = signed_figure(high[place], 2);
    format!("{low}…{high}")
}

/// `--tests all`.
fn push_classical(page: &mut Page, report: &TermReport, lang: Lang) {
    let Some(classical) = &report.options.classical else {
        return;
    };

    page.paragraph(lang.pick(
        "Textbook tests for comparison (on noise they err in 13–21 % of cases in place of 5 %; \
         the verdict does not rest on them):",
        "Учебные критерии для сравнения (на шуме они ошибаются в 13–21 % случаев вместо 5 %; \
         вывод на них не опирается):",
    ));

    page.table(classical.tests.iter().map(|row| {
        vec![
            row.name.to_owned(),
            or_unknown(row.value.map(|value| signed_figure(value, 3))),
            row.p.map(probability).unwrap_or_default(),
        ]
    }));
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

//! The figures of an event study: with `--details`, `--dose` and `--tests all`.

use super::{
    page::Page,
    report::{ClassicalRow, DoseReport, TermReport},
    words::{probability, signed_figure, signed_lag, signed_percent},
};
use crate::{
    analysis::{null::ALPHA, study::PerQuestion},
    model::{Lang, tr},
    render::words::or_unknown,
};
use std::fmt::Write as _;

pub fn push_figures(page: &mut Page, report: &TermReport, lang: Lang) {
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
        let mut mean = signed_percent(effect.pct);
        if let Some(kopecks) = effect.kop {
            let _ = write!(mean, ", {} коп.", signed_figure(kopecks, 1));
        }
        let share = format!("{:.2}", effect.share_up);
        figures.push(("mean in the window", "среднее в окне", mean));
        figures.push(("share of rises", "доля ростов курса", share));
        let log = signed_figure(effect.log_pct, 2);
        figures.push(("the mean as 100·ln", "среднее как 100·ln", log));
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

    let (size_en, size_ru) = if report.study.grounds.is_calm {
        (
            "p of the size of moves (below the usual)",
            "p размера движений (меньше обычного)",
        )
    } else {
        (
            "p of the size of moves (above the usual)",
            "p размера движений (больше обычного)",
        )
    };
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
        (size_en, size_ru, p_values.map(|p| p.vol)),
    ];

    let mut figures = vec![(
        "p of the window [95 % Monte Carlo]",
        "p окна [95 % Монте-Карло]",
        of_window,
    )];
    figures.extend(named.map(|(en, ru, p)| (en, ru, probability_or_dash(p))));
    figures.push((
        "by Holm: direction, size, later",
        "по Холму: направление, размах, позже",
        questions_text(report.study.grounds.p_holm),
    ));
    figures.push((
        "without the day of the month: the same",
        "без числа месяца: то же",
        questions_text(report.study.grounds.p_calendar),
    ));

    figures
}

/// The p of the three questions.
fn questions_text(p: Option<PerQuestion<f64>>) -> String {
    let Some(p) = p else {
        return or_unknown(None::<f64>);
    };

    let later = or_unknown(p.later.map(|p| format!("{p:.3}")));
    format!("{:.3}, {:.3}, {later}", p.direction, p.size)
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
            "seen with 80 % from",
            "виден с 80 % от",
            format!("{sigma:.2} σ, {pct:.2} %"),
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

pub fn push_curve(page: &mut Page, report: &TermReport, lang: Lang) {
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

/// `--dose`.
pub fn push_dose(page: &mut Page, dose: Option<DoseReport>, lang: Lang) {
    let Some(DoseReport { rho, p }) = dose else {
        return;
    };

    let figures = format!("ρ = {}, {}", signed_figure(rho, 2), probability(p));
    let said = if p > ALPHA {
        lang.pick(
            "how much more than usual was written does not go with the move beyond chance",
            "то, насколько больше обычного писали, с движением курса заметно не связано",
        )
    } else if rho > 0.0 {
        lang.pick(
            "the more was written, the more the ruble weakened",
            "чем больше писали, тем больше рубль слабел",
        )
    } else {
        lang.pick(
            "the more was written, the more the ruble strengthened",
            "чем больше писали, тем больше рубль укреплялся",
        )
    };
    page.paragraph(&tr!(
        lang,
        "Amount of news: {said} (rank correlation {figures}).",
        "Сила новости: {said} (ранговая корреляция {figures})."
    ));
}

/// Textbook tests of the events; the rest are of the amount of surprise.
const OF_EVENTS: [&str; 4] = ["t", "bmp", "corrado_rank", "generalised_sign"];

/// `--tests all`.
pub fn push_classical(page: &mut Page, report: &TermReport, lang: Lang) {
    let Some(classical) = &report.options.classical else {
        return;
    };

    // Isolated dates are what the textbook's tests are made for.
    let has_bursts = report.n_clusters < report.n_events;
    page.paragraph(if has_bursts {
        lang.pick(
            "Textbook tests for comparison (with events in a row, as here, they err on noise in \
             13–21 % of cases in place of 5 %; the verdict does not rest on them)",
            "Учебные критерии для сравнения (когда события идут подряд, как здесь, на шуме они \
             ошибаются в 13–21 % случаев вместо 5 %; вывод на них не опирается)",
        )
    } else {
        lang.pick(
            "Textbook tests for comparison (the verdict does not rest on them)",
            "Учебные критерии для сравнения (вывод на них не опирается)",
        )
    });

    let (of_events, of_amount): (Vec<_>, Vec<_>) = classical
        .tests
        .iter()
        .partition(|row| OF_EVENTS.contains(&row.name));
    page.line(lang.pick("Of the events:", "По событиям:"));
    push_tests(page, &of_events);
    page.line(lang.pick(
        "Of the amount of news beyond the usual, over all records:",
        "По тому, насколько больше обычного писали, на всех записях:",
    ));
    push_tests(page, &of_amount);
}

fn push_tests(page: &mut Page, tests: &[&ClassicalRow]) {
    page.table(tests.iter().map(|row| {
        vec![
            row.name.to_owned(),
            or_unknown(row.value.map(|value| signed_figure(value, 3))),
            row.p.map(probability).unwrap_or_default(),
        ]
    }));
}

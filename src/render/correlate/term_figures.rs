//! The figures of an event study: with `--details`, `--dose` and `--tests all`.

use super::{
    effects::past_text,
    page::Page,
    report::{ClassicalReport, ClassicalRow, DoseReport, TermReport},
    words::{probability, signed_figure, signed_lag, signed_percent},
};
use crate::{
    analysis::{
        null::ALPHA,
        simple_percent,
        study::{Direction, PerQuestion},
    },
    model::{Lang, tr},
    render::words::or_unknown,
};
use std::fmt::Write as _;

/// A rank correlation nearer to zero is called weak: it leaves more than nine tenths of the variance.
const WEAK: f64 = 0.3;

pub fn push_figures(page: &mut Page, report: &TermReport, lang: Lang) {
    page.paragraph(lang.pick("Details", "Подробности"));
    let figures = [
        sample_figures(report),
        effect_figures(report, lang),
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

fn effect_figures(report: &TermReport, lang: Lang) -> Vec<Figure> {
    let mut figures = Vec::new();
    let study = &report.study;
    if let Some(effect) = study.effect {
        let mut mean = signed_percent(effect.pct);
        if let Some(kopecks) = effect.kop {
            let unit = lang.pick("kopecks", "коп.");
            let _ = write!(mean, ", {} {unit}", signed_figure(kopecks, 1));
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
    let (Some(curve), Some(since)) = (&study.curve, &study.since_before) else {
        return;
    };

    page.paragraph(lang.pick(
        "Change by record from the news: mean, cumulated from the record before the news, its 95 % \
         band, 95 % with the news placed at random",
        "Изменение по записям от новости: в среднем, накоплено от записи перед новостью, полоса 95 % \
         для него, 95 % при случайной расстановке новостей",
    ));
    let bands = since.bands.as_ref();
    let null_band = study.null_band.as_ref();
    let offsets = study.offsets.first..=study.offsets.last;
    page.table(offsets.enumerate().map(|(place, offset)| {
        vec![
            signed_lag(offset),
            percent_of_log(curve.aar[place]),
            percent_of_log(since.curve[place]),
            or_unknown(bands.map(|bands| interval(&bands.lo, &bands.hi, place))),
            or_unknown(null_band.map(|band| interval(&band.since_lo, &band.since_hi, place))),
        ]
    }));

    if bands.is_none() && report.n_events > 0 {
        page.line(lang.pick(
            "No band: there are fewer than 8 groups of events.",
            "Полосы нет: групп событий меньше 8.",
        ));
    }
}

/// `+0.91 %` of 100 × ln of a ratio.
fn percent_of_log(log_pct: f64) -> String {
    signed_percent(simple_percent(log_pct))
}

/// `−0.12 %…+0.30 %`: the ends of a band at one place of the curve.
fn interval(low: &[f64], high: &[f64], place: usize) -> String {
    let low = percent_of_log(low[place]);
    let high = percent_of_log(high[place]);
    format!("{low}…{high}")
}

/// `--dose`.
pub fn push_dose(page: &mut Page, dose: Option<DoseReport>, lang: Lang) {
    let Some(DoseReport { rho, p }) = dose else {
        return;
    };

    let figures = format!("ρ = {}, {}", signed_figure(rho, 2), probability(p));
    if p > ALPHA {
        return page.paragraph(&tr!(
            lang,
            "Amount of news: how much more than usual was written does not go with the moves beyond \
             chance (rank correlation {figures}).",
            "Сила новости: то, насколько больше обычного писали, с движениями курса связано не больше \
             случайного (ранговая корреляция {figures})."
        ));
    }

    let past = if rho > 0.0 {
        past_text(Direction::Weaker, lang)
    } else {
        past_text(Direction::Stronger, lang)
    };
    let weakly = if rho.abs() < WEAK {
        lang.pick(", weakly", ", связь слабая")
    } else {
        ""
    };
    page.paragraph(&tr!(
        lang,
        "Amount of news: the more was written beyond the usual, the more the ruble {past}{weakly} (rank \
         correlation over all records {figures}).",
        "Сила новости: чем больше обычного писали, тем больше рубль {past}{weakly} (ранговая корреляция по \
         всем записям {figures})."
    ));
}

/// Textbook tests of the events; the rest are of the amount of surprise.
const OF_EVENTS: [&str; 4] = ["t", "bmp", "corrado_rank", "generalised_sign"];

/// `--tests all`. Isolated dates are what these tests are made for; `has_bursts` is whether events come in a row.
pub fn push_classical(page: &mut Page, classical: &ClassicalReport, has_bursts: bool, lang: Lang) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::TableFrame;

    fn shown(push: impl FnOnce(&mut Page)) -> String {
        let mut page = Page::new(TableFrame::Plain);
        push(&mut page);
        page.finish().replace('\n', " ")
    }

    #[test]
    fn the_amount_of_news_is_in_words_without_details() {
        let said = |rho, p| shown(|page| push_dose(page, Some(DoseReport { rho, p }), Lang::Ru));
        let check = |rho, p, expected: &str| {
            let text = said(rho, p);
            assert!(text.contains(expected), "{text}");
        };
        check(0.42, 0.01, "тем больше рубль слабел (ранговая корреляция");
        check(-0.42, 0.05, "тем больше рубль укреплялся (ранговая");
        check(0.05, 0.004, "рубль слабел, связь слабая (");
        check(0.2, 0.0505, "связано не больше случайного");
        assert_eq!(shown(|page| push_dose(page, None, Lang::En)), "");
    }

    #[test]
    fn textbook_tests_are_blamed_for_bursts_alone_and_named_by_what_they_are_of() {
        let row = |name| ClassicalRow {
            name,
            value: Some(1.0),
            p: Some(0.3),
        };
        let classical = ClassicalReport {
            tests: vec![row("t"), row("newey_west")],
        };
        let said =
            |has_bursts| shown(|page| push_classical(page, &classical, has_bursts, Lang::En));
        assert!(said(true).contains("13–21 %"));
        let isolated = said(false);
        assert!(!isolated.contains("13–21 %"), "{isolated}");
        let at = |text: &str| isolated.find(text).unwrap();
        assert!(at("Of the events:") < at("  t "));
        assert!(at("  t ") < at("Of the amount of news beyond the usual"));
        assert!(at("Of the amount of news beyond the usual") < at("newey_west"));
    }
}

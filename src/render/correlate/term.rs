//! The event study of a term for reading: the verdict, what it rests on, the events; figures with `--details`.

use super::page::Page;
use super::report::{EventExample, TermReport};
use super::verdict::{lacking_text, needed_text};
use super::words::{
    either, events, looked_at, number, probability, signed_figure, signed_rubles, times,
};
use crate::model::{Lang, spell_day};
use crate::render::TableFrame;

/// Events that are named without `--details`.
const EVENTS_IN_WORDS: usize = 5;

/// Characters of a title in a list; the rest is told by an ellipsis.
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
    page.line(&match lang {
        Lang::Ru => format!("«{}» и курс {currency}", report.term),
        Lang::En => format!("“{}” and the {currency} rate", report.term),
    });
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
    page.paragraph(&match lang {
        Lang::Ru => {
            format!(
                "Просмотрено: {looked}. Новостей с этими словами было необычно много {happened}."
            )
        }
        Lang::En => {
            format!("Looked at: {looked}. News with these words was unusually frequent {happened}.")
        }
    });
    if report.verdict.code == 0 {
        page.line(&lacking_text(report.n, lang));
    }
    if report.verdict.code == 2 {
        page.line(&needed_text(report.n_events, report.n, lang));
    }
    if !report.forms.is_empty() {
        page.line(&format!(
            "{}: {}.",
            either(lang, "Слова в заголовках", "Words in the headlines"),
            report.forms.join(", ")
        ));
    }
    if report.rate_reports_left_out > 0 {
        let left = number(
            report.rate_reports_left_out,
            lang,
            ["заголовок", "заголовка", "заголовков"],
            ["headline", "headlines"],
        );
        page.line(&match lang {
            Lang::Ru => format!("Не в счёт {left} о самом движении курса."),
            Lang::En => format!("Not counted: {left} about the move of the rate itself."),
        });
    }
    if report.n_dropped > 0 {
        let dropped = events(report.n_dropped, lang);
        page.line(&match lang {
            Lang::Ru => {
                format!("Не проверено ещё {dropped}: в те дни было мало новостей, или рядом не было курса.")
            }
            Lang::En => format!(
                "Not tested are {dropped} more: on those days there was too little news, or no rate beside."
            ),
        });
    }
    if report.tests_in_24h > 1 {
        let count = report.tests_in_24h;
        page.line(&match lang {
            Lang::Ru => format!("Это {count}-я проверка на этих данных за сутки; порог с поправкой 0.05/{count}: чем больше проверок, тем легче найти случайное."),
            Lang::En => format!("This is test {count} on these data within a day; the threshold with correction is 0.05/{count}: the more tests, the more chance finds."),
        });
    }
}

/// The events of the largest moves.
pub fn push_events(page: &mut Page, events: &[EventExample], lang: Lang) {
    if events.is_empty() {
        return;
    }
    page.paragraph(either(
        lang,
        "Самые заметные для своего времени случаи (курс, установленный после новости); сами по себе они ничего не доказывают:",
        "The cases most notable for their time (the rate set after the news); by themselves they prove nothing:",
    ));
    let rows: Vec<Vec<String>> = events
        .iter()
        .map(|event| example_row(event, lang))
        .collect();
    page.table(&rows);
}

pub fn example_row(event: &EventExample, lang: Lang) -> Vec<String> {
    let change = event.change.map_or_else(|| "—".to_owned(), signed_rubles);
    vec![
        spell_day(event.date, lang),
        change,
        event.headline.as_deref().map(shortened).unwrap_or_default(),
    ]
}

/// A title cut at a word.
pub fn shortened(title: &str) -> String {
    let Some((cut, _)) = title.char_indices().nth(MOST_OF_TITLE) else {
        return title.to_owned();
    };
    let whole = title[..cut]
        .rsplit_once(' ')
        .map_or(&title[..cut], |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ':', '—', ' ']))
}

fn push_figures(page: &mut Page, report: &TermReport, lang: Lang) {
    page.paragraph(either(lang, "Подробности", "Details"));
    let p = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), probability);
    let mut rows: Vec<(&str, &str, String)> = vec![
        ("записей n", "records n", report.n.to_string()),
        ("событий", "events", report.n_events.to_string()),
        (
            "групп, месяцев, групп для полос",
            "groups, months, groups for bands",
            format!(
                "{}, {}, {}",
                report.n_clusters, report.n_months, report.n_band_clusters
            ),
        ),
    ];
    let study = &report.study;
    if let Some(effect) = study.effect {
        let kopecks = effect.kop.map_or_else(String::new, |kop| {
            format!(", {} коп.", signed_figure(kop, 1))
        });
        rows.push((
            "среднее в окне, 100·ln",
            "mean in the window, 100·ln",
            format!("{}{kopecks}", signed_figure(effect.pct, 2)),
        ));
        rows.push((
            "доля ростов курса",
            "share of rises",
            format!("{:.2}", effect.share_up),
        ));
    }
    if let (Some(t), Some(iid)) = (study.t_star, study.t_iid) {
        rows.push((
            "T (при независимых событиях)",
            "T (for independent events)",
            format!("{} ({})", signed_figure(t, 2), signed_figure(iid, 2)),
        ));
    }
    let p_values = study.p_values;
    let interval = p_values.map_or_else(String::new, |p| {
        format!(" [{:.3}, {:.3}]", p.interval.0, p.interval.1)
    });
    rows.push((
        "p окна [95 % Монте-Карло]",
        "p of the window [95 % Monte Carlo]",
        format!("{}{interval}", p(p_values.map(|p| p.main))),
    ));
    rows.push((
        "p до новости",
        "p before the news",
        p(p_values.and_then(|p| p.pre)),
    ));
    rows.push((
        "p после окна",
        "p after the window",
        p(p_values.and_then(|p| p.post)),
    ));
    rows.push((
        "p на двух следующих записях",
        "p on the next two records",
        p(p_values.map(|p| p.strict)),
    ));
    rows.push((
        "p размаха",
        "p of the size of moves",
        p(p_values.map(|p| p.vol)),
    ));
    if let Some(least) = study.detectable {
        rows.push((
            "виден с 80 % от, σ и 100·ln",
            "seen with 80 % from, σ and 100·ln",
            format!("{:.2} σ, {:.2}", least.sigma, least.pct.unwrap_or_default()),
        ));
    }
    if let Some(dose) = report.options.dose {
        rows.push((
            "сила: ранговая корреляция",
            "dose: rank correlation",
            format!("{} ({})", signed_figure(dose.rho, 2), probability(dose.p)),
        ));
    }
    if let Some(exact) = report.options.p_exact_shift {
        rows.push(("p по всем сдвигам", "p over all shifts", probability(exact)));
    }
    rows.push((
        "перестановок, зерно",
        "rearrangements, seed",
        format!("{}, {}", report.permutations, report.seed),
    ));
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(ru, en, value)| vec![either(lang, ru, en).to_owned(), value])
        .collect();
    page.table(&rows);
}

fn push_curve(page: &mut Page, report: &TermReport, lang: Lang) {
    let study = &report.study;
    let Some(curve) = &study.curve else {
        return;
    };
    page.paragraph(either(
        lang,
        "Изменение по записям от новости, 100·ln: в среднем, накоплено, полоса 95 %, при случайной расстановке новостей",
        "Change by record from the news, 100·ln: mean, cumulated, 95 % band, with news placed at random",
    ));
    let band = |ends: Option<(&Vec<f64>, &Vec<f64>)>, place: usize| {
        ends.map_or_else(
            || "—".to_owned(),
            |(low, high)| {
                let low = signed_figure(low[place], 2);
                format!("{low}…{}", signed_figure(high[place], 2))
            },
        )
    };
    let bands = study.bands.as_ref().map(|bands| (&bands.lo, &bands.hi));
    let null_band = study.null_band.as_ref().map(|band| (&band.lo, &band.hi));
    let rows: Vec<Vec<String>> = (study.offsets.first..=study.offsets.last)
        .enumerate()
        .map(|(place, offset)| {
            vec![
                if offset > 0 {
                    format!("+{offset}")
                } else {
                    offset.to_string().replace('-', "−")
                },
                signed_figure(curve.aar[place], 2),
                signed_figure(curve.caar[place], 2),
                band(bands, place),
                band(null_band, place),
            ]
        })
        .collect();
    page.table(&rows);
    if bands.is_none() && report.n_events > 0 {
        page.line(either(
            lang,
            "Полосы нет: групп событий меньше 8.",
            "No band: there are fewer than 8 groups of events.",
        ));
    }
}

/// `--tests all`.
fn push_classical(page: &mut Page, report: &TermReport, lang: Lang) {
    let Some(classical) = &report.options.classical else {
        return;
    };
    page.paragraph(either(
        lang,
        "Учебные критерии для сравнения (на шуме они ошибаются в 13–21 % случаев вместо 5 %; вывод на них не опирается):",
        "Textbook tests for comparison (on noise they err in 13–21 % of cases in place of 5 %; the verdict does not rest on them):",
    ));
    let rows: Vec<Vec<String>> = classical
        .tests
        .iter()
        .map(|row| {
            let value = row
                .value
                .map_or_else(|| "—".to_owned(), |value| signed_figure(value, 3));
            vec![
                row.name.to_owned(),
                value,
                row.p.map_or_else(String::new, probability),
            ]
        })
        .collect();
    page.table(&rows);
}

pub fn push_caveats(page: &mut Page, caveats: &[String], lang: Lang) {
    if caveats.is_empty() {
        return;
    }
    page.paragraph(either(lang, "Что иметь в виду:", "To keep in mind:"));
    for caveat in caveats {
        page.item(caveat);
    }
}

//! The screen of all terms for reading. Nothing found has the dress of a result (correlate-spec.md §13).

use super::page::Page;
use super::report::{CalibrateReport, HoldoutReport, ScreenReport, ScreenRow};
use super::term::{Detail, example_row, push_caveats};
use super::verdict::{RECORDS_A_MONTH, lacking_text};
use super::words::{
    either, events, looked_at, months, number, percent_of_log, probability, signed_figure,
    signed_percent_of_log, stories,
};
use crate::analysis::screen::Detectable;
use crate::analysis::study::Direction;
use crate::model::{Lang, spell_day};
use crate::render::TableFrame;

/// The report, each line with its end.
pub fn render_screen(
    report: &ScreenReport,
    detail: Detail,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut page = Page::new(frame);
    let currency = &report.sample.currency;
    page.line(&match lang {
        Lang::Ru => format!("Какие слова новостей идут вместе с движениями курса {currency}"),
        Lang::En => format!("Which words of the news go with moves of the {currency} rate"),
    });
    page.paragraph(&report.verdict.text);
    push_looked_at(&mut page, report, lang);
    push_lists(&mut page, report, detail, lang);
    if let Some(holdout) = &report.holdout {
        push_holdout(&mut page, holdout, report, lang);
    }
    if report.verdict.code == 0 {
        push_caveats(&mut page, &report.caveats, lang);
        return page.finish();
    }
    page.paragraph(noise_text(lang));
    if let Some(calibrate) = &report.calibrate {
        push_calibrate(&mut page, calibrate, lang);
    }
    super::regimes::push(&mut page, report.regimes.as_ref(), lang);
    push_caveats(&mut page, &report.caveats, lang);
    page.finish()
}

fn push_looked_at(page: &mut Page, report: &ScreenReport, lang: Lang) {
    let looked = looked_at(
        report.records,
        report.period,
        (report.from, report.to),
        lang,
    );
    let told = stories(report.stories, lang);
    let looked_word = either(lang, "Просмотрено", "Looked at");
    if report.verdict.code == 0 {
        page.paragraph(&format!("{looked_word}: {looked}; {told}."));
        page.line(&lacking_text(report.records, lang));
        return;
    }
    let terms = number(
        report.terms_tested,
        lang,
        [
            "слово или пара слов",
            "слова и пары слов",
            "слов и пар слов",
        ],
        ["word or pair of words", "words and pairs of words"],
    );
    let enough = either(
        lang,
        "у каждого не меньше 10 событий",
        "each with 10 events or more",
    );
    page.paragraph(&format!(
        "{looked_word}: {looked}; {told}; {terms}, {enough}."
    ));
    if let Some(seen) = seen_text(&report.mde_pct, lang) {
        page.line(&seen);
    }
    let (now, then) = (
        report.records.div_ceil(RECORDS_A_MONTH),
        (4 * report.records).div_ceil(RECORDS_A_MONTH),
    );
    page.line(&match lang {
        Lang::Ru => format!("Чтобы заметить вдвое меньшее движение, событий нужно вчетверо больше: примерно {} таких новостей (сейчас {}).", months(then, lang), months(now, lang)),
        Lang::En => format!("To see a move half as large takes four times the events: some {} of such news (now {}).", months(then, lang), months(now, lang)),
    });
    page.line(&match lang {
        Lang::Ru => format!(
            "Не в счёт заголовки о самом движении курса: {}. Чтобы повторить расчёт: перестановок {}, зерно случайных чисел {}.",
            report.rate_reports_left_out, report.permutations, report.seed
        ),
        Lang::En => format!(
            "Not counted are headlines about the move of the rate itself: {}. To repeat the calculation: rearrangements {}, random seed {}.",
            report.rate_reports_left_out, report.permutations, report.seed
        ),
    });
}

/// How often such a table is wrong.
pub fn noise_text(lang: Lang) -> &'static str {
    either(
        lang,
        "На чистом шуме такая таблица была бы непустой в 5 % случаев: хоть одно слово нашлось бы случайно.",
        "On pure noise such a table would have something in it in 5 % of cases: some word would be found by chance.",
    )
}

/// What would have been seen.
fn seen_text(mde: &Detectable, lang: Lang) -> Option<String> {
    let sizes = [
        (10, mde.events_10),
        (30, mde.events_30),
        (100, mde.events_100),
    ];
    let parts: Vec<String> = sizes
        .into_iter()
        .filter_map(|(count, pct)| {
            let pct = percent_of_log(pct?);
            Some(match lang {
                Lang::Ru => format!("от {pct} у слов примерно с {count} событиями"),
                Lang::En => format!("{pct} or more of words with about {count} events"),
            })
        })
        .collect();
    (!parts.is_empty()).then(|| match lang {
        Lang::Ru => format!(
            "С вероятностью 80 % было бы замечено среднее движение {}.",
            parts.join(", ")
        ),
        Lang::En => {
            format!(
                "With a probability of 80 % a mean move would have been seen: {}.",
                parts.join(", ")
            )
        }
    })
}

fn push_lists(page: &mut Page, report: &ScreenReport, detail: Detail, lang: Lang) {
    push_rows(
        page,
        either(lang, "Найдено", "Found"),
        &report.lists.found,
        detail,
        lang,
    );
    push_rows(
        page,
        either(
            lang,
            "Кандидаты: может подтвердиться на новых данных, из десяти таких один ложный",
            "Candidates: new data may confirm them; one of ten such is false",
        ),
        &report.lists.candidates,
        detail,
        lang,
    );
    if !report.lists.echoes.is_empty() {
        page.paragraph(either(lang, "Эхо", "Echoes"));
        for row in &report.lists.echoes {
            let of = row.echo_of.as_deref().unwrap_or_default();
            page.item(&match lang {
                Lang::Ru => format!("{}: ходит вместе с «{of}»", row.form()),
                Lang::En => format!("{}: goes together with “{of}”", row.form()),
            });
        }
    }
    if let Some(marginal) = &report.lists.marginal {
        push_rows(
            page,
            either(
                lang,
                "Каждое само по себе за порогом",
                "Each by itself over the threshold",
            ),
            marginal,
            detail,
            lang,
        );
    }
    push_rows(
        page,
        either(
            lang,
            "Порога не достигло ни одно слово. Ближе всего к порогу; на чистом шуме было бы так же",
            "No word reached the threshold. Nearest to it; pure noise would look the same",
        ),
        &report.lists.nearest,
        detail,
        lang,
    );
}

fn push_rows(page: &mut Page, heading: &str, rows: &[ScreenRow], detail: Detail, lang: Lang) {
    if rows.is_empty() {
        return;
    }
    page.paragraph(&format!("{heading}:"));
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row_cells(row, lang)).collect();
    page.table(&cells);
    if detail == Detail::Words {
        return;
    }
    for row in rows {
        page.line(&format!("  {}", row.form()));
        push_row_figures(page, row, lang);
    }
}

/// `санкция   41 событие  +0.40 %  рубль слабел`.
fn row_cells(row: &ScreenRow, lang: Lang) -> Vec<String> {
    let name = row.currency.as_ref().map_or_else(
        || row.form().to_owned(),
        |code| format!("{code} {}", row.form()),
    );
    let result = &row.result;
    let direction = match Direction::of(result.test.t_star) {
        Some(Direction::Weaker) => either(lang, "рубль слабел", "the ruble weakened"),
        Some(Direction::Stronger) => either(lang, "рубль укреплялся", "the ruble strengthened"),
        None => "",
    };
    let mut notes = vec![direction.to_owned()];
    if result.halves_agree == Some(false) {
        notes.push(
            either(
                lang,
                "⚠ в половинах времени знаки разные",
                "⚠ the halves of the time differ in sign",
            )
            .to_owned(),
        );
    }
    if result.p_pre.is_some_and(|p| p <= 0.05) {
        notes.push(
            either(
                lang,
                "⚠ курс двигался ещё до новостей",
                "⚠ the rate moved before the news",
            )
            .to_owned(),
        );
    }
    if !row.copies.is_empty() {
        notes.push(format!(
            "{} {}",
            either(lang, "то же, что", "the same as"),
            row.copies.join(", ")
        ));
    }
    vec![
        name,
        events(result.n_events, lang),
        result
            .effect_pct
            .map_or_else(String::new, signed_percent_of_log),
        notes.join("; "),
    ]
}

fn push_row_figures(page: &mut Page, row: &ScreenRow, lang: Lang) {
    let half = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), signed_percent_of_log);
    let result = &row.result;
    let kopecks = result.effect_kop.map_or_else(String::new, |kop| {
        format!(", {} коп.", signed_figure(kop, 1))
    });
    page.hanging(
        "    ",
        &format!(
            "T {}, {}, q {:.3}, {} {:.3}{}{kopecks}; {} {} / {}; {} {}; {} {:.2}",
            signed_figure(result.test.t_star, 2),
            probability(result.test.p),
            result.test.q,
            either(lang, "p по всем словам", "family-wise p"),
            result.test.p_adj,
            result.step_p.map_or_else(String::new, |p| format!(
                ", {} {p:.3}",
                either(lang, "p шага", "step p")
            )),
            either(lang, "половины", "halves"),
            half(result.first_half),
            half(result.second_half),
            either(lang, "до новостей", "before the news"),
            result.p_pre.map_or_else(|| "—".to_owned(), probability),
            either(lang, "доля отчётов о курсе", "share of rate reports"),
            row.rate_report_share,
        ),
    );
    for example in &row.examples {
        page.hanging("    ", &example_row(example, lang).join("  "));
    }
}

fn push_holdout(page: &mut Page, holdout: &HoldoutReport, report: &ScreenReport, lang: Lang) {
    let since = spell_day(holdout.from, lang);
    let confirmed = holdout.terms.iter().filter(|row| row.confirmed).count();
    page.paragraph(&match lang {
        Lang::Ru => format!(
            "Проверка на новых данных, с {since}: записей до неё {}, после {}; подтвердилось {confirmed} из {}.",
            holdout.records_before,
            holdout.records_after,
            holdout.terms.len()
        ),
        Lang::En => format!(
            "Confirmation on new data, from {since}: {} records before, {} after; {confirmed} of {} confirmed.",
            holdout.records_before,
            holdout.records_after,
            holdout.terms.len()
        ),
    });
    let rows: Vec<Vec<String>> = holdout
        .terms
        .iter()
        .map(|row| {
            let outcome = match row.confirmed {
                // Only a window that begins after the event's own record can foretell.
                true if report.sample.window[0] >= 1 => either(lang, "предсказывает", "foretells"),
                true => either(lang, "подтвердилось", "confirmed"),
                false => either(lang, "не подтвердилось", "not confirmed"),
            };
            let effect = row
                .effect_pct
                .map_or_else(|| "—".to_owned(), signed_percent_of_log);
            vec![
                row.term.clone(),
                events(row.n, lang),
                effect,
                probability(row.p_holm),
                outcome.to_owned(),
            ]
        })
        .collect();
    page.table(&rows);
}

fn push_calibrate(page: &mut Page, calibrate: &CalibrateReport, lang: Lang) {
    let (copies, found) = (calibrate.copies, calibrate.found);
    let share = calibrate.share * 100.0;
    let (low, high) = (calibrate.ci.0 * 100.0, calibrate.ci.1 * 100.0);
    page.line(&match lang {
        Lang::Ru => format!("Проверено на {copies} копиях, где курс сдвинут во времени и связи быть не может: что-нибудь нашлось в {found} ({share:.0} %, с точностью от {low:.0} до {high:.0} %; копии зависимы)."),
        Lang::En => format!("Checked on {copies} copies with the rate shifted in time, where no link can be: something was found in {found} ({share:.0} %, between {low:.0} and {high:.0} %; the copies are dependent)."),
    });
}

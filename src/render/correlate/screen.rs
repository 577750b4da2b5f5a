//! The screen of all terms for reading. Nothing found has the dress of a result (correlate-spec.md §13).

use super::{
    page::Page,
    report::{CalibrateReport, HoldoutReport, ScreenReport, ScreenRow},
    term::{Detail, example_row, push_caveats},
    verdict::{RECORDS_A_MONTH, lacking_text},
    words::{
        events, looked_at, months, percent, probability, signed_figure, signed_percent_of_log,
        stories,
    },
};
use crate::{
    analysis::{screen::Detectable, study::Direction},
    model::{Lang, counted, spell_day, tr},
    render::{
        TableFrame,
        words::{joined, or_unknown},
    },
};

/// The report, each line with its end.
pub fn render_screen(
    report: &ScreenReport,
    detail: Detail,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut page = Page::new(frame);
    let currency = &report.sample.currency;
    page.line(&tr!(
        lang,
        "Which words of the news go with moves of the {currency} rate",
        "Какие слова новостей идут вместе с движениями курса {currency}"
    ));
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
    if report.verdict.code == 0 {
        page.paragraph(&tr!(
            lang,
            "Looked at: {looked}; {told}.",
            "Просмотрено: {looked}; {told}."
        ));
        page.line(&lacking_text(report.records, lang));
        return;
    }

    let terms = counted(
        report.terms_tested,
        lang,
        ["word or pair of words", "words and pairs of words"],
        [
            "слово или пара слов",
            "слова и пары слов",
            "слов и пар слов",
        ],
    );
    page.paragraph(&tr!(
        lang,
        "Looked at: {looked}; {told}; {terms}, each with 10 events or more.",
        "Просмотрено: {looked}; {told}; {terms}, у каждого не меньше 10 событий."
    ));
    if let Some(seen) = seen_text(&report.mde_pct, lang) {
        page.line(&seen);
    }

    page.line(&more_news_text(report.records, lang));
    page.line(&tr!(
        lang,
        "Not counted are headlines about the move of the rate itself: {}. To repeat the \
         calculation: rearrangements {}, random seed {}.",
        "Не в счёт заголовки о самом движении курса: {}. Чтобы повторить расчёт: перестановок {}, \
         зерно случайных чисел {}.",
        report.rate_reports_left_out,
        report.permutations,
        report.seed
    ));
}

fn more_news_text(records: usize, lang: Lang) -> String {
    // The smallest effect that can be seen falls with the root of the number of events.
    let now = months(records.div_ceil(RECORDS_A_MONTH), lang);
    let then = months((4 * records).div_ceil(RECORDS_A_MONTH), lang);
    tr!(
        lang,
        "To see a move half as large takes four times the events: some {then} of such news (now \
         {now}).",
        "Чтобы заметить вдвое меньшее движение, событий нужно вчетверо больше: примерно {then} \
         таких новостей (сейчас {now})."
    )
}

/// How often such a table is wrong.
pub fn noise_text(lang: Lang) -> &'static str {
    lang.pick(
        "On pure noise such a table would have something in it in 5 % of cases: some word would \
         be found by chance.",
        "На чистом шуме такая таблица была бы непустой в 5 % случаев: хоть одно слово нашлось бы \
         случайно.",
    )
}

/// What would have been seen.
fn seen_text(mde: &Detectable, lang: Lang) -> Option<String> {
    let parts = mde.by_events().into_iter().filter_map(|(count, pct)| {
        let pct = percent(pct?);
        Some(tr!(
            lang,
            "{pct} or more of words with about {count} events",
            "от {pct} у слов примерно с {count} событиями"
        ))
    });
    let parts = joined(parts, ", ");

    (!parts.is_empty()).then(|| {
        tr!(
            lang,
            "With a probability of 80 % a mean move would have been found among all these words: \
             {parts}.",
            "С вероятностью 80 % среди всех этих слов нашлось бы среднее движение {parts}."
        )
    })
}

fn push_lists(page: &mut Page, report: &ScreenReport, detail: Detail, lang: Lang) {
    let lists = &report.lists;
    let found = lang.pick("Found", "Найдено");
    push_rows(page, found, &lists.found, detail, lang);
    let candidates = lang.pick(
        "Candidates: new data may confirm them; one of ten such is false",
        "Кандидаты: может подтвердиться на новых данных, из десяти таких один ложный",
    );
    push_rows(page, candidates, &lists.candidates, detail, lang);

    if !lists.echoes.is_empty() {
        page.paragraph(lang.pick("Echoes", "Эхо"));
        for row in &lists.echoes {
            let form = row.form();
            let of = row.echo_of.as_deref().unwrap_or_default();
            page.item(&tr!(
                lang,
                "{form}: goes together with “{of}”",
                "{form}: ходит вместе с «{of}»"
            ));
        }
    }

    let marginal = lang.pick(
        "Each by itself over the threshold",
        "Каждое само по себе за порогом",
    );
    let rows = lists.marginal.as_deref().unwrap_or_default();
    push_rows(page, marginal, rows, detail, lang);
    let nearest = lang.pick(
        "No word reached the threshold. Nearest to it; pure noise would look the same",
        "Порога не достигло ни одно слово. Ближе всего к порогу; на чистом шуме было бы так же",
    );
    push_rows(page, nearest, &lists.nearest, detail, lang);
}

fn push_rows(page: &mut Page, heading: &str, rows: &[ScreenRow], detail: Detail, lang: Lang) {
    if rows.is_empty() {
        return;
    }

    page.paragraph(&format!("{heading}:"));
    page.table(rows.iter().map(|row| row_cells(row, lang)));
    if detail == Detail::Figures {
        for row in rows {
            page.line(&format!("  {}", row.form()));
            push_row_figures(page, row, lang);
        }
    }
}

/// `санкция   41 событие  +0.40 %  рубль слабел`.
fn row_cells(row: &ScreenRow, lang: Lang) -> Vec<String> {
    let name = match &row.currency {
        Some(code) => format!("{code} {}", row.form()),
        None => row.form().to_owned(),
    };
    let effect = row.result.effect_pct.map(signed_percent_of_log);

    vec![
        name,
        events(row.result.n_events, lang),
        effect.unwrap_or_default(),
        row_notes(row, lang).join("; "),
    ]
}

/// Which way the rate went, and what speaks against taking the row at its word.
fn row_notes(row: &ScreenRow, lang: Lang) -> Vec<String> {
    let result = &row.result;
    let direction = match Direction::of(result.test.t_star) {
        Some(Direction::Weaker) => lang.pick("the ruble weakened", "рубль слабел"),
        Some(Direction::Stronger) => lang.pick("the ruble strengthened", "рубль укреплялся"),
        None => "",
    };

    let mut notes = vec![direction.to_owned()];
    if result.halves_agree == Some(false) {
        notes.push(tr!(
            lang,
            "⚠ the halves of the time differ in sign",
            "⚠ в половинах времени знаки разные"
        ));
    }

    if result.p_pre.is_some_and(|p| p <= 0.05) {
        notes.push(tr!(
            lang,
            "⚠ the rate moved before the news",
            "⚠ курс двигался ещё до новостей"
        ));
    }

    if !row.copies.is_empty() {
        let copies = row.copies.join(", ");
        notes.push(tr!(lang, "the same as {copies}", "то же, что {copies}"));
    }

    notes
}

fn push_row_figures(page: &mut Page, row: &ScreenRow, lang: Lang) {
    let result = &row.result;
    let t = signed_figure(result.test.t_star, 2);
    let p = probability(result.test.p);
    let kopecks = result.effect_kop.map(|kopecks| signed_figure(kopecks, 1));
    let kopecks = kopecks.map_or_else(String::new, |kopecks| format!(", {kopecks} коп."));
    let step_p = result.step_p.map_or_else(String::new, |p| {
        tr!(lang, ", step p {p:.3}", ", p шага {p:.3}")
    });
    let first = or_unknown(result.first_half.map(signed_percent_of_log));
    let second = or_unknown(result.second_half.map(signed_percent_of_log));
    let before = or_unknown(result.p_pre.map(probability));

    let figures = tr!(
        lang,
        "T {t}, {p}, q {:.3}, family-wise p {:.3}{step_p}{kopecks}; halves {first} / {second}; \
         before the news {before}; share of rate reports {:.2}",
        "T {t}, {p}, q {:.3}, p по всем словам {:.3}{step_p}{kopecks}; половины {first} / \
         {second}; до новостей {before}; доля отчётов о курсе {:.2}",
        result.test.q,
        result.test.p_adj,
        row.rate_report_share
    );
    page.hanging("    ", &figures);

    for example in &row.examples {
        page.hanging("    ", &example_row(example, lang).join("  "));
    }
}

fn push_holdout(page: &mut Page, holdout: &HoldoutReport, report: &ScreenReport, lang: Lang) {
    let since = spell_day(holdout.from, lang);
    let confirmed = holdout.terms.iter().filter(|row| row.confirmed).count();
    page.paragraph(&tr!(
        lang,
        "Confirmation on new data, from {since}: {} records before, {} after; {confirmed} of {} \
         confirmed.",
        "Проверка на новых данных, с {since}: записей до неё {}, после {}; подтвердилось \
         {confirmed} из {}.",
        holdout.records_before,
        holdout.records_after,
        holdout.terms.len(),
    ));

    page.table(holdout.terms.iter().map(|row| {
        let outcome = if !row.confirmed {
            lang.pick("not confirmed", "не подтвердилось")
        } else if report.sample.window[0] >= 1 {
            // Only a window that begins after the event's own record can foretell.
            lang.pick("foretells", "предсказывает")
        } else {
            lang.pick("confirmed", "подтвердилось")
        };
        vec![
            row.term.clone(),
            events(row.n, lang),
            or_unknown(row.effect_pct.map(signed_percent_of_log)),
            probability(row.p_holm),
            outcome.to_owned(),
        ]
    }));
}

fn push_calibrate(page: &mut Page, calibrate: &CalibrateReport, lang: Lang) {
    let CalibrateReport { copies, found, .. } = calibrate;
    let share = calibrate.share * 100.0;
    let low = calibrate.ci.0 * 100.0;
    let high = calibrate.ci.1 * 100.0;

    page.line(&tr!(
        lang,
        "Checked on {copies} copies with the rate shifted in time, where no link can be: \
         something was found in {found} ({share:.0} %, between {low:.0} and {high:.0} %; the \
         copies are dependent).",
        "Проверено на {copies} копиях, где курс сдвинут во времени и связи быть не может: \
         что-нибудь нашлось в {found} ({share:.0} %, с точностью от {low:.0} до {high:.0} %; \
         копии зависимы).",
    ));
}

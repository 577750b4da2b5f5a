//! The screen of all terms for reading. Nothing found has the dress of a result (correlate-spec.md §13).

use super::{
    page::Page,
    report::{CalibrateReport, HoldoutReport, HoldoutRow, ScreenReport},
    screen_lists::push_lists,
    screen_verdict::noise_text,
    term::{Detail, push_caveats},
    too_few::advice_text,
    words::{
        RECORDS_A_MONTH, currencies_text, events, looked_at, months_or_years, percent, probability,
        signed_percent, stories,
    },
};
use crate::{
    analysis::screen::{Detectable, FalseDiscovery, LEAST_EVENTS_AFTER},
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
    let rates = currencies_text(&report.sample.currency, lang);
    page.line(&tr!(
        lang,
        "Which words of the news go with moves of {rates}",
        "Какие слова новостей идут вместе с движениями {rates}"
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

    let noise = noise_text(report, lang);
    if report.words_tested > 0 && !noise.is_empty() {
        page.paragraph(noise);
    }
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
    if let Some(few) = &report.too_few {
        page.paragraph(&tr!(
            lang,
            "Looked at: {looked}; {told}.",
            "Просмотрено: {looked}; {told}."
        ));
        page.line(&advice_text(few, lang));
        return;
    }

    let terms = counted(
        report.words_tested,
        lang,
        ["word or pair of words", "words and pairs of words"],
        [
            "слово или пара слов",
            "слова и пары слов",
            "слов и пар слов",
        ],
    );
    let tests = several_currencies_text(report, lang);
    page.paragraph(&tr!(
        lang,
        "Looked at: {looked}; {told}; {terms}, each with 10 events or more{tests}.",
        "Просмотрено: {looked}; {told}; {terms}, у каждого не меньше 10 событий{tests}."
    ));
    if let Some(seen) = seen_text(&report.mde_pct, lang) {
        page.line(&seen);
    }

    if report.words_tested > 0 {
        page.line(&more_news_text(report.records, lang));
    }
    if report.fdr == FalseDiscovery::BenjaminiYekutieli.name() {
        page.line(lang.pick(
            "Among candidates the share of false ones is bounded however the words depend on one \
             another (Benjamini–Yekutieli, --fdr by).",
            "Доля ложных среди кандидатов ограничена при любой зависимости слов друг от друга \
             (Бенджамини — Йекутиели, --fdr by).",
        ));
    }
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

/// Of how many tests the family is, where words are tested on several currencies.
fn several_currencies_text(report: &ScreenReport, lang: Lang) -> String {
    let currencies = report.sample.currency.split(',').count();
    if currencies == 1 {
        return String::new();
    }

    let tests = report.terms_tested;
    tr!(
        lang,
        "; in {currencies} currencies that makes {tests} tests",
        "; в {currencies} валютах это {tests} проверок"
    )
}

fn more_news_text(records: usize, lang: Lang) -> String {
    // The smallest effect that can be seen falls with the root of the number of events.
    let now = months_or_years(records.div_ceil(RECORDS_A_MONTH), lang);
    let then = months_or_years((4 * records).div_ceil(RECORDS_A_MONTH), lang);
    tr!(
        lang,
        "To see a move half as large takes four times the events: some {then} of such news (now \
         there is enough for {now}).",
        "Чтобы заметить вдвое меньшее движение, событий нужно вчетверо больше: примерно {then} \
         таких новостей (сейчас их на {now})."
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
            "Had the mean move of a word been so large, it would have been found in 8 cases of 10: \
             {parts}.",
            "Будь у слова среднее движение такое большое, его нашли бы в 8 случаях из 10: {parts}."
        )
    })
}

fn push_holdout(page: &mut Page, holdout: &HoldoutReport, report: &ScreenReport, lang: Lang) {
    let since = spell_day(holdout.from, lang);
    page.paragraph(&tr!(
        lang,
        "Confirmation on new data, from {since}: {} records before, {} after.",
        "Проверка на новых данных, с {since}: записей до неё {}, после {}.",
        holdout.records_before,
        holdout.records_after,
    ));
    if holdout.terms.is_empty() {
        page.line(lang.pick(
            "There are no candidates: nothing is tested.",
            "Кандидатов нет: проверять нечего.",
        ));
        return;
    }

    let tested = holdout.terms.iter().filter(|row| row.p_holm.is_some());
    let tested = tested.count();
    let names = [
        lang.pick("word", "слово").to_owned(),
        lang.pick("later", "позже").to_owned(),
        lang.pick("change", "изменение").to_owned(),
        tr!(
            lang,
            "p (Holm, words: {tested}, one-sided)",
            "p (Холм, слов: {tested}, односторонний)"
        ),
        String::new(),
    ];
    let rows = holdout.terms.iter();
    let rows = rows.map(|row| holdout_cells(row, report.sample.window[0], lang));
    page.table(std::iter::once(names.to_vec()).chain(rows));
}

fn holdout_cells(row: &HoldoutRow, window_first: i32, lang: Lang) -> Vec<String> {
    let outcome = match row.state {
        "too_few_events" => tr!(
            lang,
            "cannot be tested: fewer than {LEAST_EVENTS_AFTER} events",
            "проверить нельзя: событий меньше {LEAST_EVENTS_AFTER}"
        ),
        // Only a window that begins after the event's own record can foretell.
        "confirmed" if window_first >= 1 => lang.pick("foretells", "предсказывает").to_owned(),
        "confirmed" => lang.pick("confirmed", "подтвердилось").to_owned(),
        _ => lang.pick("not confirmed", "не подтвердилось").to_owned(),
    };

    vec![
        row.term.clone(),
        events(row.n, lang),
        or_unknown(row.effect_pct.map(signed_percent)),
        or_unknown(row.p_holm.map(probability)),
        outcome,
    ]
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

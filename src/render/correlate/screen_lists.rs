//! The lists of a screen for reading: each says what may be concluded of its words, and what may not.

use super::{
    page::Page,
    report::{ScreenReport, ScreenRow},
    term::{Detail, example_row},
    words::{events, probability, signed_figure, signed_percent},
};
use crate::{
    analysis::{
        screen::{ALPHA, Detectable, MOST_STEPS, Row},
        study::Direction,
    },
    model::{Lang, tr},
    render::words::or_unknown,
};

pub fn push_lists(page: &mut Page, report: &ScreenReport, detail: Detail, lang: Lang) {
    let lists = &report.lists;
    let found = match report.holdout {
        None => lang.pick("Found", "Найдено"),
        Some(_) => lang.pick("Found in the first part", "Найдено в первой части"),
    };
    let candidates = lang.pick(
        "Candidates: new data may confirm them; one of ten such is false",
        "Кандидаты: может подтвердиться на новых данных, из десяти таких один ложный",
    );
    push_rows(page, found, &lists.found, detail, lang);
    push_rows(page, candidates, &lists.candidates, detail, lang);
    push_lists_apart(page, report, detail, lang);

    let marginal = lang.pick(
        "Each by itself over the threshold",
        "Каждое само по себе за порогом",
    );
    let rows = lists.marginal.as_deref().unwrap_or_default();
    push_rows(page, marginal, rows, detail, lang);
    push_nearest(page, report, detail, lang);
}
/// The words that are over the threshold in some way, but are not found.
fn push_lists_apart(page: &mut Page, report: &ScreenReport, detail: Detail, lang: Lang) {
    let calendar = lang.pick(
        "Words of the calendar: what they go with cannot be told from what the days of the month do",
        "Слова календаря: их не отличить от чисел месяца, на которые они приходятся",
    );
    push_rows(page, calendar, &report.apart.calendar, detail, lang);
    push_echoes(page, &report.lists.echoes, lang);

    let alone = if report.is_full {
        tr!(
            lang,
            "Over the threshold by themselves; not tested beside the found ones, which are \
             {MOST_STEPS} already",
            "Порог пройден по отдельности; рядом с найденными не проверено: их уже {MOST_STEPS}"
        )
    } else {
        tr!(
            lang,
            "Over the threshold by themselves, but not beside the found ones",
            "Порог пройден по отдельности, рядом с найденными — нет"
        )
    };
    push_rows(page, &alone, &report.apart.passed_alone, detail, lang);
    push_conditional(page, &report.apart.conditional, lang);
}

fn push_echoes(page: &mut Page, rows: &[ScreenRow], lang: Lang) {
    if rows.is_empty() {
        return;
    }

    page.paragraph(lang.pick("Echoes:", "Эхо:"));
    for row in rows {
        let form = row.name();
        let of = row.echo_of.as_deref().unwrap_or_default();
        page.item(&tr!(
            lang,
            "{form}: goes together with “{of}”",
            "{form}: ходит вместе с «{of}»"
        ));
    }
}

fn push_conditional(page: &mut Page, rows: &[ScreenRow], lang: Lang) {
    if rows.is_empty() {
        return;
    }

    page.paragraph(lang.pick(
        "Only together with found ones; by themselves these words go with nothing, or go the \
         other way:",
        "Только вместе с найденными; сами по себе эти слова ни с чем не ходят или ходят в другую \
         сторону:",
    ));
    page.table(rows.iter().map(|row| {
        let beside = row.further.beside.as_deref().unwrap_or_default();
        let effect = or_unknown(row.further.beside_effect_pct.map(signed_percent));
        let direction = direction_text(row.further.beside_t.unwrap_or_default(), lang);
        vec![
            row.name(),
            events(row.result.n_events, lang),
            or_unknown(row.result.effect_pct.map(signed_percent)),
            tr!(
                lang,
                "beside “{beside}” {effect}, {direction}",
                "рядом с «{beside}» {effect}, {direction}"
            ),
        ]
    }));
}

/// The words nearest to a threshold that none has passed, each with its p among all words.
fn push_nearest(page: &mut Page, report: &ScreenReport, detail: Detail, lang: Lang) {
    let rows = &report.lists.nearest;
    if rows.is_empty() {
        return;
    }

    page.paragraph(&tr!(
        lang,
        "No word reached the threshold. Nearest to it (plus: the ruble weakened; p: how often chance \
         alone does as much among so many words); pure noise would look the same:",
        "Порога не достигло ни одно слово. Ближе всего к порогу (плюс — рубль слабел; p — как часто \
         столько выходит случайно среди всех этих слов); на чистом шуме было бы так же:"
    ));
    page.table(rows.iter().map(|row| {
        let mut cells = row_cells(row, lang);
        let notes = cells.pop().unwrap_or_default();
        let is_large = is_larger_than_seen(row, report.mde_pct);
        let remark = is_large.then(|| {
            lang.pick(
                "; much only for days that moved little more than was usual then, or because of a \
                 few of them",
                "; велико лишь потому, что курс в это время и так двигался сильно, или из-за \
                 немногих дней",
            )
        });
        cells.push(probability(row.result.test.p_adj));
        cells.push(notes + remark.unwrap_or_default());
        cells
    }));
    push_details(page, rows, detail, lang);
}

/// Whether a word that was not found moved more than what would have been found of words with as many events: its scores are
/// against the size of moves of their time, its per cents are not.
fn is_larger_than_seen(row: &ScreenRow, seen: Detectable) -> bool {
    let mut named = seen.by_events().into_iter().rev();
    let named = named.find(|(count, _)| *count <= row.result.n_events);
    let effect = row.result.effect_pct.map(f64::abs);

    named
        .and_then(|(_, pct)| pct)
        .zip(effect)
        .is_some_and(|(pct, effect)| effect >= pct)
}

fn push_rows(page: &mut Page, heading: &str, rows: &[ScreenRow], detail: Detail, lang: Lang) {
    if rows.is_empty() {
        return;
    }

    page.paragraph(&format!("{heading}:"));
    page.table(rows.iter().map(|row| row_cells(row, lang)));
    push_details(page, rows, detail, lang);
}

fn push_details(page: &mut Page, rows: &[ScreenRow], detail: Detail, lang: Lang) {
    if detail != Detail::Figures {
        return;
    }

    for row in rows {
        page.line(&format!("  {}", row.name()));
        push_row_figures(page, row, lang);
    }
}

/// `санкция   41 событие  +0.40 %  рубль слабел`.
fn row_cells(row: &ScreenRow, lang: Lang) -> Vec<String> {
    let effect = row.result.effect_pct.map(signed_percent);
    vec![
        row.name(),
        events(row.result.n_events, lang),
        effect.unwrap_or_default(),
        row_notes(row, lang).join("; "),
    ]
}

fn direction_text(t: f64, lang: Lang) -> &'static str {
    match Direction::of(t) {
        Some(Direction::Weaker) => lang.pick("the ruble weakened", "рубль слабел"),
        Some(Direction::Stronger) => lang.pick("the ruble strengthened", "рубль укреплялся"),
        None => "",
    }
}

/// Which way the rate went, and what speaks against taking the row at its word.
fn row_notes(row: &ScreenRow, lang: Lang) -> Vec<String> {
    let result = &row.result;
    let is_unclear = result
        .effect_pct
        .is_some_and(|pct| pct * result.test.t_star < 0.0);
    // The test is of ranks, and the mean change goes the other way.
    let direction = if is_unclear {
        lang.pick("⚠ direction unclear", "⚠ направление неясно")
    } else {
        direction_text(result.test.t_star, lang)
    };
    let mut notes = vec![direction.to_owned()];

    if let Some(pct) = result.calendar_pct.filter(|_| is_of_the_calendar(result)) {
        let pct = signed_percent(pct);
        notes.push(tr!(
            lang,
            "⚠ on the same days of the month without such news {pct}",
            "⚠ в те же числа месяца без таких новостей {pct}"
        ));
    }

    if result.halves_agree == Some(false) {
        notes.push(tr!(
            lang,
            "⚠ the halves of the time differ in sign",
            "⚠ в половинах времени знаки разные"
        ));
    }

    if result.p_pre.is_some_and(|p| p <= ALPHA) {
        let is_turned = result.pre_direction != Direction::of(result.test.t_star);
        let note = if is_turned {
            lang.pick(
                "⚠ before the news the rate went the other way",
                "⚠ до новостей курс шёл в другую сторону",
            )
        } else {
            lang.pick(
                "⚠ the rate moved before the news",
                "⚠ курс двигался ещё до новостей",
            )
        };
        notes.push(note.to_owned());
    }

    if !row.copies.is_empty() {
        let copies = row.copies.join(", ");
        notes.push(tr!(lang, "the same as {copies}", "то же, что {copies}"));
    }

    notes
}

/// Whether what the rate does on the same days of the month without such news explains at least half of a word's effect.
/// A word of nearly all such days cannot be told from them, but what is left of these days says nothing.
fn is_of_the_calendar(result: &Row) -> bool {
    let explained = result.calendar_pct.zip(result.effect_pct);
    let is_half = explained.is_some_and(|(calendar, effect)| 2.0 * calendar / effect >= 1.0);

    result.is_calendar() && result.test.p <= ALPHA && is_half
}

fn push_row_figures(page: &mut Page, row: &ScreenRow, lang: Lang) {
    let result = &row.result;
    let t = signed_figure(result.test.t_star, 2);
    let p = probability(result.test.p);
    let kopecks = result.effect_kop.map(|kopecks| signed_figure(kopecks, 1));
    let unit = lang.pick("kopecks", "коп.");
    let kopecks = kopecks.map_or_else(String::new, |kopecks| format!(", {kopecks} {unit}"));
    let step_p = result.step_p.map_or_else(String::new, |p| {
        tr!(lang, ", step p {p:.3}", ", p шага {p:.3}")
    });
    let first = or_unknown(result.first_half.map(signed_percent));
    let second = or_unknown(result.second_half.map(signed_percent));
    let before = or_unknown(result.p_pre.map(probability));
    let without_calendar = or_unknown(result.p_calendar.map(probability));

    let figures = tr!(
        lang,
        "T {t}, {p}, q {:.3}, family-wise p {:.3}{step_p}{kopecks}; halves {first} / {second}; \
         before the news {before}; without the calendar {without_calendar}; share of rate reports \
         {:.2}",
        "T {t}, {p}, q {:.3}, p по всем словам {:.3}{step_p}{kopecks}; половины {first} / \
         {second}; до новостей {before}; без календаря {without_calendar}; доля отчётов о курсе \
         {:.2}",
        result.test.q,
        result.test.p_adj,
        row.rate_report_share
    );
    page.hanging("    ", &figures);

    for example in &row.examples {
        page.hanging("    ", &example_row(example, lang).join("  "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::screen::{TermAt, TermTest},
        render::{RowFurther, TableFrame},
    };
    use expect_test::expect;

    /// A row of 12 events that is over no threshold.
    fn row(term: &str, effect_pct: f64, t_star: f64) -> ScreenRow {
        let test = TermTest {
            t_star,
            tau: 1.0,
            p: 0.2,
            q: 0.9,
            p_adj: 0.9,
        };
        ScreenRow {
            term: term.to_owned(),
            forms: Vec::new(),
            currency: None,
            result: Row {
                at: TermAt { panel: 0, term: 0 },
                n_events: 12,
                test,
                step_t_star: None,
                step_p: None,
                echo_of: None,
                conditional: None,
                effect_pct: Some(effect_pct),
                effect_log_pct: Some(effect_pct),
                effect_kop: None,
                first_half: None,
                second_half: None,
                halves_agree: None,
                p_pre: None,
                pre_direction: None,
                p_calendar: None,
                calendar_pct: None,
                examples: Vec::new(),
            },
            interval_pct: None,
            rate_report_share: 0.0,
            echo_of: None,
            copies: Vec::new(),
            examples: Vec::new(),
            further: RowFurther {
                effect_log_pct: Some(effect_pct),
                pre_direction: None,
                p_calendar: None,
                calendar_pct: None,
                beside: None,
                beside_t: None,
                beside_effect_pct: None,
            },
        }
    }

    fn page() -> Page {
        Page::new(TableFrame::Plain)
    }

    #[test]
    fn a_word_that_the_days_of_the_month_explain_has_their_move_beside_its_own() {
        let mut row = row("дивиденд", 0.61, 4.2);
        row.result.test.p = 0.001;
        row.result.p_calendar = Some(0.3);
        row.result.calendar_pct = Some(0.59);
        let notes = row_notes(&row, Lang::Ru);
        let remark = "⚠ в те же числа месяца без таких новостей +0.59 %";
        assert_eq!(notes, ["рубль слабел", remark]);

        // Less than half of it, or nothing to be explained, is no reason for a remark.
        row.result.calendar_pct = Some(0.2);
        assert_eq!(row_notes(&row, Lang::Ru), ["рубль слабел"]);
        row.result.calendar_pct = Some(0.59);
        row.result.test.p = 0.2;
        assert_eq!(row_notes(&row, Lang::Ru), ["рубль слабел"]);
    }

    #[test]
    fn a_move_before_the_news_is_the_same_one_or_the_other_way() {
        let mut row = row("интервенция", 0.61, 4.2);
        row.result.p_pre = Some(0.001);
        for (before, remark) in [
            (Direction::Weaker, "⚠ the rate moved before the news"),
            (
                Direction::Stronger,
                "⚠ before the news the rate went the other way",
            ),
        ] {
            row.result.pre_direction = Some(before);
            assert_eq!(row_notes(&row, Lang::En), ["the ruble weakened", remark]);
        }
    }

    #[test]
    fn a_mean_of_the_other_sign_than_the_test_is_remarked() {
        let notes = row_notes(&row("нефть", -0.02, 1.0), Lang::En);
        assert_eq!(notes, ["⚠ direction unclear"]);
    }

    #[test]
    fn a_word_found_only_beside_another_has_both_effects() {
        let mut row = row("арбуз", 0.17, -0.1);
        row.further.beside = Some("блокада".to_owned());
        row.further.beside_t = Some(-5.0);
        row.further.beside_effect_pct = Some(-2.08);
        let mut page = page();
        push_conditional(&mut page, &[row], Lang::Ru);
        expect![[r"
            Только вместе с найденными; сами по себе эти слова ни с чем не ходят или ходят в другую сторону:
              арбуз  12 событий  +0.17 %  рядом с «блокада» −2.08 %, рубль укреплялся
        "]]
        .assert_eq(&page.finish());
    }

    /// Else the list would contradict the sentence above it.
    #[test]
    fn a_large_move_that_was_not_found_has_a_word_why() {
        let seen = Detectable {
            events_10: Some(1.9),
            events_30: Some(1.2),
            events_100: None,
        };
        assert!(!is_larger_than_seen(&row("газ", 1.8, 2.0), seen));
        assert!(is_larger_than_seen(&row("газ", -1.9, -2.0), seen));
        let mut often = row("газ", 1.3, 2.0);
        often.result.n_events = 120;
        assert!(!is_larger_than_seen(&often, seen));
        often.result.n_events = 30;
        assert!(is_larger_than_seen(&often, seen));
    }
}

//! A sentence for every verdict, and for the moves that read alike in figures and not in words.

use super::{Circumstances, Effect, Find, Outcome, TooFewRecords, verdict_text};
use crate::{
    analysis::{
        events::TooFew,
        null::CALENDAR_CLASSES,
        study::{CalendarShare, Direction, Effect as Figures, Offsets, Question, SizeOfMoves},
    },
    model::Lang,
};

fn said(outcome: &Outcome, is_linked_by_date: bool, changed: &[&'static str]) -> [String; 2] {
    let around = Circumstances {
        n_events: 42,
        is_linked_by_date,
        is_window_one_record: is_linked_by_date,
        limit: None,
        defaults_changed: changed,
    };
    [Lang::Ru, Lang::En].map(|lang| verdict_text(outcome, &around, lang))
}

fn check(outcome: &Outcome, ru: &str, en: &str) {
    assert_eq!(said(outcome, false, &[]), [ru, en]);
}

/// Of 42 events.
fn effect(direction: Direction, pct: f64, rises: usize) -> Effect {
    Effect {
        direction,
        figures: Figures {
            pct,
            log_pct: pct,
            kop: Some(91.0 * pct.signum()),
            share_up: rises as f64 / 42.0,
            events: 42,
            rises,
            falls: 42 - rises,
        },
    }
}

/// A move with nothing to say of what follows.
fn find(direction: Direction, pct: f64, rises: usize) -> Find {
    Find {
        effect: effect(direction, pct, rises),
        then: None,
    }
}

const LATER: Offsets = Offsets { first: 2, last: 5 };

#[test]
fn too_little_says_what_is_lacking() {
    check(
        &Outcome::FewRecords(TooFewRecords {
            reason: TooFew::ShortSpan,
            stories_per_record: 14.0,
            tested: 81,
            records: 2840,
            with_moves: 2839,
            news_outside: [None, None],
        }),
        "Слишком мало записей с новостями (81): для вывода нужно не меньше 120.",
        "Too few records with news (81): a conclusion needs at least 120.",
    );
    check(
        &Outcome::FewEvents {
            clusters: 1,
            months: 4,
        },
        "Слишком мало отдельных событий: 42 события идут подряд и считаются одним случаем; для вывода нужно 8 отдельных.",
        "Too few separate events: 42 events come in a row and count as one case; a conclusion needs 8 separate ones.",
    );
    check(
        &Outcome::FewEvents {
            clusters: 30,
            months: 2,
        },
        "Слишком короткое время: 42 события пришлись на 2 месяца; для вывода нужны события в 3 разных месяцах.",
        "Too short a time: 42 events within 2 months; a conclusion needs 3 different months with events.",
    );
}

#[test]
fn nothing_found_says_what_would_have_been_seen() {
    let nothing = |before| Outcome::NotFound {
        mde_pct: 1.09,
        mde_kop: Some(91.0),
        later: LATER,
        is_calm: false,
        before,
    };
    let [ru, en] = said(&nothing(None), false, &["window"]);
    assert_eq!(
        ru,
        "Связь не обнаружена: после таких новостей курс не шёл в одну сторону ни сразу, ни на 2–5-й записях курса и не двигался сильнее обычного: всё в пределах случайного; будь среднее движение в одну сторону от 1.1 % (91 коп.), его заметили бы в 8 случаях из 10 (изменены обычные настройки: --window)."
    );
    assert_eq!(
        en,
        "No link found: after such news the rate did not go one way at once or over rate records 2 to 5 and did not move more than usual, beyond what is chance; had the mean move in one direction been 1.1 % (91 kopecks) or more, it would have been seen in 8 cases of 10 (usual settings changed: --window)."
    );
    let calm = Outcome::NotFound {
        mde_pct: 1.09,
        mde_kop: None,
        later: Offsets { first: 6, last: 5 },
        is_calm: true,
        before: None,
    };
    check(
        &calm,
        "Связь не обнаружена: после таких новостей курс не шёл в одну сторону и не двигался сильнее обычного: всё в пределах случайного; будь среднее движение в одну сторону от 1.1 %, его заметили бы в 8 случаях из 10; движения были меньше обычных: такие новости выходили в тихое время.",
        "No link found: after such news the rate did not go one way and did not move more than usual, beyond what is chance; had the mean move in one direction been 1.1 % or more, it would have been seen in 8 cases of 10; the moves were smaller than usual: such news came in quiet times.",
    );
    let [ru, en] = said(
        &nothing(Some(effect(Direction::Weaker, 1.2, 40))),
        false,
        &[],
    );
    assert!(
        ru.ends_with(
            "; ещё до новостей рубль слабел (на 1.2 %): такие новости выходили вслед за движением."
        ),
        "{ru}"
    );
    assert!(
        en.ends_with(
            "; before such news the ruble had already weakened (by 1.2 %): it came after that move."
        ),
        "{en}"
    );
}

#[test]
fn more_often_is_said_by_the_count_alone() {
    check(
        &Outcome::Found(find(Direction::Weaker, 1.4, 26)),
        "После таких новостей рубль чаще слабел: в 26 случаях из 42, в среднем по всем на 1.4 % (91 коп.); это связь, не доказательство причины.",
        "After such news the ruble more often weakened: in 26 cases of 42, by 1.4 % (91 kopecks) on average over all; this is a link, not a proof of cause.",
    );
    check(
        &Outcome::Found(find(Direction::Weaker, 1.4, 16)),
        "После таких новостей рубль в среднем слабел на 1.4 % (91 коп.), хотя чаще укреплялся: в 26 случаях из 42; это связь, не доказательство причины.",
        "After such news the ruble weakened on average, by 1.4 % (91 kopecks), although it more often strengthened: in 26 cases of 42; this is a link, not a proof of cause.",
    );
    check(
        &Outcome::Found(find(Direction::Stronger, -1.4, 21)),
        "После таких новостей рубль в среднем укреплялся на 1.4 % (91 коп.), в 21 случае из 42; это связь, не доказательство причины.",
        "After such news the ruble strengthened on average, by 1.4 % (91 kopecks), in 21 cases of 42; this is a link, not a proof of cause.",
    );
    check(
        &Outcome::Found(find(Direction::Weaker, -0.4, 30)),
        "После таких новостей рубль слабел, если сравнивать с обычными движениями того времени, в 30 случаях из 42, хотя среднее изменение курса другого знака (−0.40 %); это связь, не доказательство причины.",
        "After such news the ruble weakened against the usual moves of the time, in 30 cases of 42, although the mean change has the other sign (−0.40 %); this is a link, not a proof of cause.",
    );
}

#[test]
fn a_move_that_may_be_older_than_its_news_says_why() {
    let [ru, en] = said(
        &Outcome::FoundSameDay(find(Direction::Weaker, 1.4, 26)),
        false,
        &[],
    );
    assert!(
        ru.ends_with("; движение могло начаться до новости в тот же день."),
        "{ru}"
    );
    assert!(
        en.ends_with("; the move may have begun before the news, on the same day."),
        "{en}"
    );
    let [ru, en] = said(
        &Outcome::FoundDayUnknown(find(Direction::Weaker, 1.4, 26)),
        false,
        &[],
    );
    assert!(
        ru.ends_with(
            "; у большинства этих новостей известен только день, без часа: движение могло начаться до них."
        ),
        "{ru}"
    );
    assert!(
        en.ends_with(
            "; for most of this news only the day is known, not the hour, so the move may have begun before it."
        ),
        "{en}"
    );
}

#[test]
fn a_rate_shown_on_a_day_was_set_before() {
    let [ru, en] = said(&Outcome::MovedBefore, true, &[]);
    assert_eq!(
        ru,
        "В день показа курса курс двигался ещё до новостей: скорее заголовки описывают движение; курс на эту дату установлен накануне: новости дня не могли его изменить."
    );
    assert_eq!(
        en,
        "On the day the rate is shown, the rate moved before the news: the headlines rather describe the move; the rate of that date was set the day before: the day's news could not have moved it."
    );
}

#[test]
fn moves_either_way_have_no_direction() {
    check(
        &Outcome::Size {
            size: SizeOfMoves {
                pct: 0.92,
                usual_pct: 0.55,
            },
            find: find(Direction::Weaker, 0.1, 22),
            before: None,
        },
        "После таких новостей курс двигался сильнее обычного, в обе стороны: в среднем на 0.92 % за день против 0.55 %, обычных для того времени; рубль слабел в 22 случаях из 42; это связь, не доказательство причины.",
        "After such news the rate moved more than usual, up or down: by 0.92 % a day on average, where 0.55 % was usual for the time; the ruble weakened in 22 cases of 42; this is a link, not a proof of cause.",
    );
}

#[test]
fn what_comes_later_is_no_link_at_once() {
    check(
        &Outcome::Later {
            effect: effect(Direction::Weaker, 2.2, 40),
            window: LATER,
            before: None,
        },
        "Сразу связи нет; на 2–5-й записях курса после таких новостей рубль чаще слабел: в 40 случаях из 42, в среднем по всем на 2.2 % (91 коп.); это связь, не доказательство причины.",
        "No link at once; over rate records 2 to 5 after such news the ruble more often weakened: in 40 cases of 42, by 2.2 % (91 kopecks) on average over all; this is a link, not a proof of cause.",
    );
}

#[test]
fn what_follows_a_find_is_said_with_it() {
    let taken_back = effect(Direction::Stronger, -0.9, 12);
    let find = Find {
        then: Some((taken_back, LATER)),
        ..find(Direction::Weaker, 1.4, 26)
    };
    check(
        &Outcome::Found(find),
        "После таких новостей рубль чаще слабел: в 26 случаях из 42, в среднем по всем на 1.4 % (91 коп.); затем, на 2–5-й записях курса, рубль чаще укреплялся: в 30 случаях из 42, в среднем по всем на 0.90 % (91 коп.); это связь, не доказательство причины.",
        "After such news the ruble more often weakened: in 26 cases of 42, by 1.4 % (91 kopecks) on average over all; then, over rate records 2 to 5, the ruble more often strengthened: in 30 cases of 42, by 0.90 % (91 kopecks) on average over all; this is a link, not a proof of cause.",
    );
}

#[test]
fn a_turn_of_the_rate_is_no_description_of_a_move() {
    check(
        &Outcome::Reversal {
            before: effect(Direction::Weaker, 3.5, 42),
            after: effect(Direction::Stronger, -2.6, 0),
        },
        "До новостей рубль слабел (на 3.5 %), после них укреплялся (в среднем на 2.6 %, во всех 42 случаях): так бывает и при решениях в ответ на движение (интервенция, ставка), и при простом откате.",
        "Before the news the ruble weakened (by 3.5 %), after it the ruble strengthened (by 2.6 % on average, in all 42 cases); decisions taken in answer to a move (an intervention, a change of the key rate) look like this, and so does a mere rebound.",
    );
}

#[test]
fn the_days_of_the_month_explain_a_move() {
    let mut events = [0; CALENDAR_CLASSES];
    events[6] = 40;
    events[0] = 2;
    let of_days = |window_pct| Outcome::Calendar {
        question: Question::Direction,
        effect: effect(Direction::Weaker, 0.29, 26),
        window: LATER,
        days: CalendarShare {
            events,
            window_pct,
            later_pct: None,
        },
    };
    check(
        &of_days(Some(0.59)),
        "Отдельного следа новостей не видно: после таких новостей рубль чаще слабел: в 26 случаях из 42, в среднем по всем на 0.29 % (91 коп.); но в эти числа месяца рубль и без таких новостей слабел на 0.59 %; на 26–28-е числа пришлось случаев: 40 из 42.",
        "No separate effect of the news can be seen: after such news the ruble more often weakened: in 26 cases of 42, by 0.29 % (91 kopecks) on average over all; but on these days of the month the ruble weakened without such news too, by 0.59 %; 40 of the 42 cases fell on days 26 to 28 of the month.",
    );
    // Such days go the other way: they only take from the certainty.
    let [ru, en] = said(&of_days(Some(-0.1)), false, &[]);
    assert!(
        ru.contains("; но это не больше того, что курс делает в такие числа месяца; "),
        "{ru}"
    );
    assert!(
        en.contains("; but this is not more than the rate does on such days of the month; "),
        "{en}"
    );
}

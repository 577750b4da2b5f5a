//! The verdict in one sentence, which a reader who knows no statistics understands (correlate-spec.md §6.1, §13).
//!
//! Nothing found is a result and reads like one: what was looked at, and what would have been seen.

use super::{
    effects::{
        Effect, Find, by_effect, calendar_text, later_text, moved_text, past_text, records_after,
        reversal_text, size_text, then_text,
    },
    report::TooFewRecords,
    too_few::lack_text,
    words::{RECORDS_A_MONTH, events, months, months_or_years, percent_and_kopecks},
};
use crate::{
    analysis::{
        events::{LEAST_CLUSTERS, LEAST_EVENTS, LEAST_MONTHS},
        study::{CalendarShare, Offsets, Question, SizeOfMoves},
    },
    model::{Lang, counted, tr},
    render::words::joined,
};

/// Which rule of the table holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// 0: fewer than 120 records with enough news.
    FewRecords(TooFewRecords),
    /// 1: too few events, groups of them or months.
    FewEvents { clusters: usize, months: usize },
    /// 2.
    NotFound {
        /// Smallest effect seen with 80 %, simple per cent.
        mde_pct: f64,
        mde_kop: Option<f64>,
        /// The records after the window; empty if there are none.
        later: Offsets,
        /// Whether moves were smaller than usual, by more than chance.
        is_calm: bool,
        /// How the rate moved before the news, if that is more than chance.
        before: Option<Effect>,
    },
    /// 3: the rate had gone the same way before the news.
    MovedBefore,
    /// 4: found, but the move may have begun before the news of the same day.
    FoundSameDay(Find),
    /// 5: found.
    Found(Find),
    /// 6: the rate moved more than usual, either way.
    Size {
        size: SizeOfMoves,
        /// Over the window, for its counts.
        find: Find,
        before: Option<Effect>,
    },
    /// 7: the rate moved after the window alone.
    Later {
        effect: Effect,
        window: Offsets,
        before: Option<Effect>,
    },
    /// 8: the rate had gone the other way before the news.
    Reversal { before: Effect, after: Effect },
    /// 9: on such days of the month the rate does so without the news too.
    Calendar {
        question: Question,
        /// Over the window, or after it if that is the question.
        effect: Effect,
        window: Offsets,
        days: CalendarShare,
    },
    /// 10: as 4, of news without a time of day.
    FoundDayUnknown(Find),
}

/// What the sentence says besides its rule.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    pub n_events: usize,
    /// Whether news belongs to the record shown on its date.
    pub is_linked_by_date: bool,
    /// Whether the window is the record of the event alone.
    pub is_window_one_record: bool,
    /// The part of the time that makes the whole move.
    pub limit: Option<&'a str>,
    /// Options that are not the usual ones.
    pub defaults_changed: &'a [&'static str],
}

/// The sentence, with its full stop.
pub fn verdict_text(outcome: &Outcome, around: &Circumstances<'_>, lang: Lang) -> String {
    let mut sentence = core(outcome, around, lang);
    if let Some(limit) = around.limit {
        sentence += "; ";
        sentence += limit;
    }
    sentence += doubt(outcome, lang);

    if around.is_linked_by_date {
        sentence.insert_str(
            0,
            lang.pick("on the day the rate is shown, ", "в день показа курса "),
        );
        if around.is_window_one_record {
            sentence += lang.pick(
                "; the rate of that date was set the day before: the day's news could not have \
                 moved it",
                "; курс на эту дату установлен накануне: новости дня не могли его изменить",
            );
        }
    }
    sentence += &changed_text(around.defaults_changed, lang);

    capitalised(&sentence) + "."
}

fn core(outcome: &Outcome, around: &Circumstances<'_>, lang: Lang) -> String {
    let n_events = &around.n_events;
    match outcome {
        Outcome::FewRecords(few) => lack_text(few, lang),
        Outcome::FewEvents { clusters, months } => {
            few_events_text(*n_events, *clusters, *months, lang)
        }
        Outcome::NotFound {
            mde_pct,
            mde_kop,
            later,
            is_calm,
            before,
        } => {
            let least = percent_and_kopecks(*mde_pct, *mde_kop, lang);
            let when = when_text(*later, lang);
            let calm = if *is_calm {
                lang.pick(
                    "; the moves were smaller than usual: such news came in quiet times",
                    "; движения были меньше обычных: такие новости выходили в тихое время",
                )
            } else {
                ""
            };
            let lead = match before {
                Some(_) => lang.pick("no link after the news", "связи после новостей не видно"),
                None => lang.pick("no link found", "связь не обнаружена"),
            };
            let before = before_text(*before, lang);
            tr!(
                lang,
                "{lead}: after such news the rate did not go one way{when} and did not move more than \
                 usual, beyond what is chance; had the mean move in one direction been {least} or more, it \
                 would have been seen in 8 cases of 10{calm}{before}",
                "{lead}: после таких новостей курс не шёл в одну сторону{when} и не двигался \
                 сильнее обычного: всё в пределах случайного; будь среднее движение в одну сторону от \
                 {least}, его заметили бы в 8 случаях из 10{calm}{before}"
            )
        }
        Outcome::MovedBefore => tr!(
            lang,
            "the rate moved before the news: the headlines rather describe the move",
            "курс двигался ещё до новостей: скорее заголовки описывают движение"
        ),
        Outcome::FoundSameDay(find) | Outcome::Found(find) | Outcome::FoundDayUnknown(find) => {
            found(*find, lang)
        }
        Outcome::Size { size, find, before } => {
            let then = then_text(find.then, lang);
            size_text(*size, find.effect, &then, lang) + &before_text(*before, lang)
        }
        Outcome::Later {
            effect,
            window,
            before,
        } => later_text(*effect, *window, lang) + &before_text(*before, lang),
        Outcome::Reversal { before, after } => reversal_text(*before, *after, lang),
        Outcome::Calendar {
            question,
            effect,
            window,
            days,
        } => calendar_text(*question, *effect, *window, days, lang),
    }
}

fn found(find: Find, lang: Lang) -> String {
    let moved = moved_text(find.effect, lang);
    let then = then_text(find.then, lang);
    tr!(
        lang,
        "after such news {moved}{then}; this is a link, not a proof of cause",
        "после таких новостей {moved}{then}; это связь, не доказательство причины"
    )
}

/// ` ни сразу, ни на 2–5-й записях курса`; nothing where there is nothing after the window.
fn when_text(later: Offsets, lang: Lang) -> String {
    if later.is_empty() {
        return String::new();
    }

    let after = records_after(later, lang);
    tr!(lang, " at once or {after}", " ни сразу, ни {after}")
}

/// What may make a find older than its news.
fn doubt(outcome: &Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::FoundSameDay(_) => lang.pick(
            "; the move may have begun before the news, on the same day",
            "; движение могло начаться до новости в тот же день",
        ),
        Outcome::FoundDayUnknown(_) => lang.pick(
            "; for most of this news only the day is known, not the hour, so the move may have \
             begun before it",
            "; у большинства этих новостей известен только день, без часа: движение могло начаться \
             до них",
        ),
        _ => "",
    }
}

/// `; ещё до новостей рубль слабел (на 1.2 %): такие новости выходили вслед за движением`.
fn before_text(before: Option<Effect>, lang: Lang) -> String {
    let Some(effect) = before else {
        return String::new();
    };

    let past = past_text(effect.direction, lang);
    let size = by_effect(effect, lang);
    tr!(
        lang,
        "; before such news the ruble had already {past}{size}: it came after that move",
        "; ещё до новостей рубль {past}{size}: такие новости выходили вслед за движением"
    )
}

/// What is lacking, each kind in its own words.
fn few_events_text(n_events: usize, clusters: usize, n_months: usize, lang: Lang) -> String {
    if n_events < LEAST_EVENTS {
        return tr!(
            lang,
            "too few events ({n_events}): a conclusion needs {LEAST_EVENTS}",
            "слишком мало событий ({n_events}): для вывода нужно {LEAST_EVENTS}"
        );
    }

    let happened = events(n_events, lang);
    if clusters >= LEAST_CLUSTERS {
        let within = months(n_months, lang);
        return tr!(
            lang,
            "too short a time: {happened} within {within}; a conclusion needs {LEAST_MONTHS} different \
             months with events",
            "слишком короткое время: {happened} пришлись на {within}; для вывода нужны события в \
             {LEAST_MONTHS} разных месяцах"
        );
    }

    let count_as = match clusters {
        1 => lang.pick("one case", "одним случаем").to_owned(),
        _ => tr!(lang, "{clusters} cases", "{clusters} случаями"),
    };
    tr!(
        lang,
        "too few separate events: {happened} come in a row and count as {count_as}; a conclusion \
         needs {LEAST_CLUSTERS} separate ones",
        "слишком мало отдельных событий: {happened} идут подряд и считаются {count_as}; для вывода \
         нужно {LEAST_CLUSTERS} отдельных"
    )
}

/// How much more news would show an effect half as large (correlate-spec.md §13: four times the events).
pub fn needed_text(n_events: usize, n: usize, lang: Lang) -> String {
    let wanted = counted(
        4 * n_events,
        lang,
        ["event", "events"],
        ["события", "событий", "событий"],
    );
    // The smallest effect that can be seen falls with the root of the number of events.
    let now = months_or_years(n.div_ceil(RECORDS_A_MONTH), lang);
    let then = months_or_years((4 * n).div_ceil(RECORDS_A_MONTH), lang);

    tr!(
        lang,
        "To see an effect half as large with the same probability takes about {wanted}: some \
         {then} of such news (now there is enough for {now}).",
        "Чтобы с той же вероятностью заметить вдвое меньший эффект, нужно около {wanted}: \
         примерно {then} таких новостей (сейчас их на {now})."
    )
}

/// ` (изменены обычные настройки: --window, --event)`.
pub fn changed_text(defaults_changed: &[&str], lang: Lang) -> String {
    if defaults_changed.is_empty() {
        return String::new();
    }

    let options = defaults_changed.iter().map(|name| format!("--{name}"));
    let names = joined(options, ", ");
    tr!(
        lang,
        " (usual settings changed: {names})",
        " (изменены обычные настройки: {names})"
    )
}

/// The first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest).collect()
}

//! The verdict in one sentence, which a reader who knows no statistics understands (correlate-spec.md §6.1, §13).
//!
//! Nothing found is a result and reads like one: what was looked at, and what would have been seen.

use super::words::{cases, months, percent_and_kopecks};
use crate::{
    analysis::{
        events::{LEAST_CLUSTERS, LEAST_EVENTS, LEAST_MONTHS},
        study::{Direction, LEAST_RECORDS},
    },
    model::{Lang, counted, plural_ru, tr},
};

/// `рубль чаще слабел`.
fn past(direction: Direction, lang: Lang) -> &'static str {
    match direction {
        Direction::Weaker => lang.pick("the ruble more often weakened", "рубль чаще слабел"),
        Direction::Stronger => {
            lang.pick("the ruble more often strengthened", "рубль чаще укреплялся")
        }
    }
}

/// Which rule of the table holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// 0: fewer than 120 records with enough news.
    FewRecords,
    /// 1: too few events, groups of them or months.
    FewEvents { clusters: usize, months: usize },
    /// 2.
    NotFound {
        /// Smallest effect seen with 80 %, per cent.
        mde_pct: f64,
        mde_kop: Option<f64>,
    },
    /// 3: the rate moved before the news.
    MovedBefore,
    /// 4: found, but the move may have begun before the news of the same day.
    FoundSameDay(Effect),
    /// 5: found.
    Found(Effect),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    pub direction: Direction,
    pub pct: f64,
    pub kop: Option<f64>,
    /// Whether the mean change has the other sign.
    pub sign_differs: bool,
}

/// What the sentence says besides its rule.
#[derive(Clone, Debug)]
pub struct Circumstances<'a> {
    pub n: usize,
    pub n_events: usize,
    /// Whether news belongs to the record shown on its date.
    pub is_linked_by_date: bool,
    /// Whether the window is the record of the event alone.
    pub is_window_one_record: bool,
    /// Options that are not the usual ones.
    pub defaults_changed: &'a [&'static str],
}

/// The sentence, with its full stop.
pub fn verdict_text(outcome: &Outcome, around: &Circumstances<'_>, lang: Lang) -> String {
    let mut sentence = core(outcome, around, lang);
    if let Outcome::FoundSameDay(_) = outcome {
        sentence += lang.pick(
            "; the move may have begun before the news, on the same day",
            "; движение могло начаться до новости в тот же день",
        );
    }

    if let Outcome::FoundSameDay(effect) | Outcome::Found(effect) = outcome
        && effect.sign_differs
    {
        sentence += lang.pick(
            "; by the mean change the sign is the opposite",
            "; по среднему изменению знак обратный",
        );
    }

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
    let Circumstances { n, n_events, .. } = around;
    match outcome {
        Outcome::FewRecords => tr!(
            lang,
            "too few records with news ({n}): a conclusion needs at least {LEAST_RECORDS}",
            "слишком мало записей с новостями ({n}): для вывода нужно не меньше {LEAST_RECORDS}"
        ),
        Outcome::FewEvents { clusters, months } => tr!(
            lang,
            "too few events ({n_events}, in {clusters} groups and {months} months): a conclusion \
             needs {LEAST_EVENTS} events in {LEAST_CLUSTERS} groups (events in a row are one) and \
             {LEAST_MONTHS} different months",
            "слишком мало событий ({n_events}, групп {clusters}, месяцев {months}): для вывода \
             нужно событий {LEAST_EVENTS}, групп (события подряд — одна) {LEAST_CLUSTERS}, разных \
             месяцев {LEAST_MONTHS}"
        ),
        Outcome::NotFound { mde_pct, mde_kop } => tr!(
            lang,
            "no link found; an effect of {} or more would have been seen with a probability of 80 %",
            "связь не обнаружена; эффект от {} был бы замечен с вероятностью 80 %",
            percent_and_kopecks(*mde_pct, *mde_kop, lang)
        ),
        Outcome::MovedBefore => tr!(
            lang,
            "the rate moved before the news: the headlines rather describe the move",
            "курс двигался ещё до новостей: скорее заголовки описывают движение"
        ),
        Outcome::FoundSameDay(effect) | Outcome::Found(effect) => found(effect, *n_events, lang),
    }
}

fn found(effect: &Effect, n_events: usize, lang: Lang) -> String {
    let past = past(effect.direction, lang);
    let size = percent_and_kopecks(effect.pct, effect.kop, lang);
    let count = cases(n_events, lang);
    tr!(
        lang,
        "after such news {past}: by {size} on average, {count}; this is a link, not a proof of \
         cause",
        "после таких новостей {past}: в среднем {size}, {count}; это связь, не доказательство \
         причины"
    )
}

pub const RECORDS_A_MONTH: usize = 21;

/// How much more news would show an effect half as large (correlate-spec.md §13: four times the events).
pub fn needed_text(n_events: usize, n: usize, lang: Lang) -> String {
    let wanted = counted(
        4 * n_events,
        lang,
        ["event", "events"],
        ["события", "событий", "событий"],
    );
    // The smallest effect that can be seen falls with the root of the number of events.
    let now = months(n.div_ceil(RECORDS_A_MONTH), lang);
    let then = months((4 * n).div_ceil(RECORDS_A_MONTH), lang);

    tr!(
        lang,
        "To see an effect half as large with the same probability takes about {wanted}: some \
         {then} of such news (now {now}).",
        "Чтобы с той же вероятностью заметить вдвое меньший эффект, нужно около {wanted}: \
         примерно {then} таких новостей (сейчас {now})."
    )
}

/// How many records are lacking for any conclusion.
pub fn lacking_text(n: usize, lang: Lang) -> String {
    let lacking = LEAST_RECORDS.saturating_sub(n);
    let more = months(lacking.div_ceil(RECORDS_A_MONTH), lang);
    // After «не хватает» the noun is in the genitive.
    let records = plural_ru(lacking, ["записи", "записей", "записей"]);

    tr!(
        lang,
        "Lacking: {lacking} records, some {more} more of such news.",
        "Не хватает {lacking} {records}: нужно примерно ещё {more} таких же новостей."
    )
}

/// ` (изменены обычные настройки: window, event)`.
pub fn changed_text(defaults_changed: &[&str], lang: Lang) -> String {
    if defaults_changed.is_empty() {
        return String::new();
    }

    let names = defaults_changed.join(", ");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(
        outcome: Outcome,
        is_linked_by_date: bool,
        changed: &[&'static str],
        ru: &str,
        en: &str,
    ) {
        let around = Circumstances {
            n: 318,
            n_events: 14,
            is_linked_by_date,
            is_window_one_record: is_linked_by_date,
            defaults_changed: changed,
        };
        assert_eq!(verdict_text(&outcome, &around, Lang::Ru), ru);
        assert_eq!(verdict_text(&outcome, &around, Lang::En), en);
    }

    #[test]
    fn a_sentence_for_every_rule() {
        check(
            Outcome::FewRecords,
            false,
            &[],
            "Слишком мало записей с новостями (318): для вывода нужно не меньше 120.",
            "Too few records with news (318): a conclusion needs at least 120.",
        );
        check(
            Outcome::NotFound {
                mde_pct: 1.09,
                mde_kop: Some(91.0),
            },
            false,
            &["window"],
            "Связь не обнаружена; эффект от 1.1 % (91 коп.) был бы замечен с вероятностью 80 % (изменены обычные настройки: window).",
            "No link found; an effect of 1.1 % (91 kopecks) or more would have been seen with a probability of 80 % (usual settings changed: window).",
        );
        let effect = Effect {
            direction: Direction::Weaker,
            pct: 0.4,
            kop: Some(33.0),
            sign_differs: true,
        };
        check(
            Outcome::FoundSameDay(effect),
            false,
            &[],
            "После таких новостей рубль чаще слабел: в среднем 0.40 % (33 коп.), 14 случаев; это связь, не доказательство причины; движение могло начаться до новости в тот же день; по среднему изменению знак обратный.",
            "After such news the ruble more often weakened: by 0.40 % (33 kopecks) on average, 14 cases; this is a link, not a proof of cause; the move may have begun before the news, on the same day; by the mean change the sign is the opposite.",
        );
        check(
            Outcome::MovedBefore,
            true,
            &[],
            "В день показа курса курс двигался ещё до новостей: скорее заголовки описывают движение; курс на эту дату установлен накануне: новости дня не могли его изменить.",
            "On the day the rate is shown, the rate moved before the news: the headlines rather describe the move; the rate of that date was set the day before: the day's news could not have moved it.",
        );
    }
}

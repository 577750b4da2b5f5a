//! What the rate did around the news, as parts of sentences.
//!
//! What is tested are ranks of standardised moves; how often the rate rose and how far it moved on average are other
//! questions, and a sentence says of each only what its own figure says.

use super::words::{all_cases, cases_of, percent, percent_and_kopecks, signed_percent};
use crate::{
    analysis::study::{self, CalendarShare, Direction, Offsets, Question, SizeOfMoves},
    model::{Lang, tr},
};

/// From this share of the events on, something happens more often than not.
const MORE_OFTEN: f64 = 0.55;

/// Above this share of the events in one class of days it is named.
const MANY_ON_SUCH_DAYS: f64 = 0.4;

/// A move with the direction that its test gives it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    pub direction: Direction,
    pub figures: study::Effect,
}

/// A move over the window, and what follows if that is more than chance too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Find {
    pub effect: Effect,
    /// With the records after the window.
    pub then: Option<(Effect, Offsets)>,
}

impl Effect {
    /// Share of the events in which the ruble went the way of the direction.
    fn share(&self) -> f64 {
        match self.direction {
            Direction::Weaker => self.figures.share_up,
            Direction::Stronger => 1.0 - self.figures.share_up,
        }
    }

    /// Events in which the ruble went this way.
    const fn count_of(&self, direction: Direction) -> usize {
        match direction {
            Direction::Weaker => self.figures.rises,
            Direction::Stronger => self.figures.falls,
        }
    }

    /// Whether the mean change goes the other way than the test says.
    fn sign_differs(&self) -> bool {
        match self.direction {
            Direction::Weaker => self.figures.pct < 0.0,
            Direction::Stronger => self.figures.pct > 0.0,
        }
    }

    /// `в 26 случаях из 42`, `во всех 42 случаях`.
    fn cases(&self, direction: Direction, lang: Lang) -> String {
        let count = self.count_of(direction);
        match self.figures.events {
            all if count == all => all_cases(all, lang),
            all => cases_of(count, all, lang),
        }
    }

    fn size(&self, lang: Lang) -> String {
        percent_and_kopecks(self.figures.pct, self.figures.kop, lang)
    }
}

const fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Weaker => Direction::Stronger,
        Direction::Stronger => Direction::Weaker,
    }
}

/// `слабел`.
pub fn past_text(direction: Direction, lang: Lang) -> &'static str {
    match direction {
        Direction::Weaker => lang.pick("weakened", "слабел"),
        Direction::Stronger => lang.pick("strengthened", "укреплялся"),
    }
}

/// ` (на 1.2 %)`; nothing where the mean goes the other way.
pub fn by_effect(effect: Effect, lang: Lang) -> String {
    if effect.sign_differs() {
        return String::new();
    }

    let size = percent(effect.figures.pct);
    tr!(lang, " (by {size})", " (на {size})")
}

/// ` (в среднем на 1.2 %, во всех 50 случаях)`.
fn by_effect_in_cases(effect: Effect, lang: Lang) -> String {
    let cases = effect.cases(effect.direction, lang);
    if effect.sign_differs() {
        return format!(", {cases}");
    }

    let size = percent(effect.figures.pct);
    tr!(
        lang,
        " (by {size} on average, {cases})",
        " (в среднем на {size}, {cases})"
    )
}

/// `рубль чаще слабел: в 26 случаях из 42, в среднем по всем на 1.4 % (91 коп.)`.
pub fn moved_text(effect: Effect, lang: Lang) -> String {
    let direction = effect.direction;
    let past = past_text(direction, lang);
    let cases = effect.cases(direction, lang);
    if effect.sign_differs() {
        let mean = signed_percent(effect.figures.pct);
        return tr!(
            lang,
            "the ruble {past} against the usual moves of the time, {cases}, although the mean change \
             has the other sign ({mean})",
            "рубль {past}, если сравнивать с обычными движениями того времени, {cases}, хотя среднее \
             изменение курса другого знака ({mean})"
        );
    }

    let size = effect.size(lang);
    if effect.count_of(direction) == effect.figures.events {
        tr!(
            lang,
            "the ruble {past}: by {size} on average, {cases}",
            "рубль {past}: в среднем на {size}, {cases}"
        )
    } else if effect.share() > MORE_OFTEN {
        tr!(
            lang,
            "the ruble more often {past}: {cases}, by {size} on average over all",
            "рубль чаще {past}: {cases}, в среднем по всем на {size}"
        )
    } else if effect.share() < 1.0 - MORE_OFTEN {
        let other = opposite(direction);
        let others = effect.cases(other, lang);
        let other = past_text(other, lang);
        tr!(
            lang,
            "the ruble {past} on average, by {size}, although it more often {other}: {others}",
            "рубль в среднем {past} на {size}, хотя чаще {other}: {others}"
        )
    } else {
        tr!(
            lang,
            "the ruble {past} on average, by {size}, {cases}",
            "рубль в среднем {past} на {size}, {cases}"
        )
    }
}

/// `; затем, на 2–5-й записях курса, рубль чаще укреплялся: …`.
pub fn then_text(then: Option<(Effect, Offsets)>, lang: Lang) -> String {
    let Some((effect, window)) = then else {
        return String::new();
    };

    let moved = moved_text(effect, lang);
    let after = records_after(window, lang);
    tr!(
        lang,
        "; then, {after}, {moved}",
        "; затем, {after}, {moved}"
    )
}

/// Moves larger than usual, either way.
pub fn size_text(size: SizeOfMoves, effect: Effect, then: &str, lang: Lang) -> String {
    let moved = percent(size.pct);
    let usual = percent(size.usual_pct);
    let weaker = effect.cases(Direction::Weaker, lang);
    tr!(
        lang,
        "after such news the rate moved more than usual, up or down: by {moved} a day on average, \
         where {usual} was usual for the time; the ruble weakened {weaker}{then}; this is a link, not a \
         proof of cause",
        "после таких новостей курс двигался сильнее обычного, в обе стороны: в среднем на {moved} за \
         день против {usual}, обычных для того времени; рубль слабел {weaker}{then}; это связь, не \
         доказательство причины"
    )
}

/// A move that begins after the window.
pub fn later_text(effect: Effect, window: Offsets, lang: Lang) -> String {
    let moved = moved_text(effect, lang);
    let after = records_after(window, lang);
    tr!(
        lang,
        "no link at once; {after} after such news {moved}; this is a link, not a proof of cause",
        "сразу связи нет; {after} после таких новостей {moved}; это связь, не доказательство причины"
    )
}

/// `на 2–5-й записях курса`.
pub fn records_after(window: Offsets, lang: Lang) -> String {
    let Offsets { first, last } = window;
    if first == last {
        tr!(lang, "on rate record {first}", "на {first}-й записи курса")
    } else {
        tr!(
            lang,
            "over rate records {first} to {last}",
            "на {first}–{last}-й записях курса"
        )
    }
}

/// A move that takes back the one before the news.
pub fn reversal_text(before: Effect, after: Effect, lang: Lang) -> String {
    let [was, is] = [before, after].map(|effect| past_text(effect.direction, lang));
    let was_by = by_effect(before, lang);
    let is_by = by_effect_in_cases(after, lang);
    tr!(
        lang,
        "before the news the ruble {was}{was_by}, after it the ruble {is}{is_by}; decisions taken in \
         answer to a move (an intervention, a change of the key rate) look like this, and so does a \
         mere rebound",
        "до новостей рубль {was}{was_by}, после них {is}{is_by}: так бывает и при решениях в ответ на \
         движение (интервенция, ставка), и при простом откате"
    )
}

/// A move that the days of the month explain.
pub fn calendar_text(
    question: Question,
    effect: Effect,
    window: Offsets,
    days: &CalendarShare,
    lang: Lang,
) -> String {
    let seen = match question {
        Question::Direction => {
            let moved = moved_text(effect, lang);
            tr!(
                lang,
                "after such news {moved}",
                "после таких новостей {moved}"
            )
        }
        Question::Later => {
            let moved = moved_text(effect, lang);
            let after = records_after(window, lang);
            tr!(
                lang,
                "{after} after such news {moved}",
                "{after} после таких новостей {moved}"
            )
        }
        Question::Size => lang
            .pick(
                "after such news the rate moved more than usual, up or down",
                "после таких новостей курс двигался сильнее обычного, в обе стороны",
            )
            .to_owned(),
    };

    let own = lang.pick(
        "no separate effect of the news can be seen: ",
        "отдельного следа новостей не видно: ",
    );
    format!(
        "{own}{seen}{}{}",
        explained_text(question, effect, days, lang),
        days_text(days, lang)
    )
}

/// What the rate does on such days anyway.
fn explained_text(question: Question, effect: Effect, days: &CalendarShare, lang: Lang) -> String {
    let of_days = match question {
        Question::Direction => days.window_pct,
        Question::Later => days.later_pct,
        Question::Size => None,
    };
    let way = match effect.direction {
        Direction::Weaker => 1.0,
        Direction::Stronger => -1.0,
    };
    let Some(pct) = of_days.filter(|pct| pct * way > 0.0) else {
        return lang
            .pick(
                "; but this is not more than the rate does on such days of the month",
                "; но это не больше того, что курс делает в такие числа месяца",
            )
            .to_owned();
    };

    let past = past_text(effect.direction, lang);
    let pct = percent(pct);
    tr!(
        lang,
        "; but on these days of the month the ruble {past} without such news too, by {pct}",
        "; но в эти числа месяца рубль и без таких новостей {past} на {pct}"
    )
}

/// `; на 26–28-е числа пришлось 91 из 91 случая`.
fn days_text(days: &CalendarShare, lang: Lang) -> String {
    let all: usize = days.events.iter().sum();
    let Some(((first, last), count)) = days.largest() else {
        return String::new();
    };
    if count as f64 <= MANY_ON_SUCH_DAYS * all as f64 {
        return String::new();
    }

    tr!(
        lang,
        "; {count} of the {all} cases fell on days {first} to {last} of the month",
        "; на {first}–{last}-е числа пришлось случаев: {count} из {all}"
    )
}

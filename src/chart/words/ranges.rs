//! The words for bars of periods, and for periods only partly in view.

use super::spans::{day_and_month, spell_span};
use crate::chart::data::Spec;
use crate::model::{Every, Lang, Period, Span};

/// What a bar is, then the periods that the ends of the span cut.
pub fn ranges(every: Every, spec: &Spec) -> Vec<String> {
    let mut first = spec.lines.iter().filter_map(|line| line.ranges().next());
    let has_first_change = first.any(|range| range.before.is_some());
    let [full, short] = bar(every, spec.lang);

    match cut(every, spec.span, has_first_change, spec.lang) {
        None => vec![full, short],
        Some((cut_full, cut_short)) => vec![
            format!("{full} · {cut_full}"),
            format!("{full} · {cut_short}"),
            format!("{short} · {cut_short}"),
            cut_short,
        ],
    }
}

fn bar(every: Every, lang: Lang) -> [String; 2] {
    let noun = english_noun(every);
    let russian = RussianNames::of(every);
    match lang {
        Lang::Ru => [
            format!(
                "Столбец: от низшего до высшего курса {}, черта: последний",
                russian.genitive
            ),
            format!("По {}", russian.dative_plural),
        ],
        Lang::En => [
            format!("Bar: lowest to highest rate of the {noun}, tick: the last"),
            format!("By {noun}s"),
        ],
    }
}

/// The periods partly in view, at length and in short; `None` when all are whole. The change of the first one, if it
/// is known, is counted from before its start all the same.
fn cut(every: Every, span: Span, has_first_change: bool, lang: Lang) -> Option<(String, String)> {
    let [first, last] = [span.from(), span.to()].map(|day| Period::containing(every, day).span());
    let is_first_cut = first.from() < span.from();
    let is_last_cut = last.to() > span.to();
    if !is_first_cut && !is_last_cut {
        return None;
    }

    let words = CutWords::new(every, span, lang);
    let with_change = |text: &str, change: &str| {
        let change = if has_first_change { change } else { "" };
        format!("{text}{change}")
    };

    // The only period is named once, with its days.
    if first == last {
        let full = with_change(&words.only, &words.change_of_only);
        return Some((full, words.only));
    }

    let join = |of_first: String| {
        let first = is_first_cut.then_some(of_first);
        let last = is_last_cut.then(|| words.last.clone());
        let parts: Vec<_> = first.into_iter().chain(last).collect();
        parts.join("; ")
    };
    let full = with_change(&words.first, &words.change_of_first);
    Some((join(full), join(words.first.clone())))
}

/// Parts of sentences about periods only partly in view.
struct CutWords {
    first: String,
    change_of_first: String,
    last: String,
    /// About the only period in view.
    only: String,
    change_of_only: String,
}

impl CutWords {
    fn new(every: Every, span: Span, lang: Lang) -> Self {
        let [start, end] = [span.from(), span.to()].map(|day| day_and_month(day, lang));
        let days = spell_span(span, lang);
        match lang {
            Lang::Ru => {
                let names = RussianNames::of(every);
                Self {
                    first: format!("{} — с {start}", names.first),
                    change_of_first: format!(", изменение — за {}", names.whole),
                    last: format!("{} — по {end}", names.last),
                    only: format!("из {} в графике — {days}", names.genitive),
                    change_of_only: format!(", изменение — с начала {}", names.genitive),
                }
            }
            Lang::En => {
                let noun = english_noun(every);
                Self {
                    first: format!("first {noun} from {start}"),
                    change_of_first: format!(", its change is of the whole {noun}"),
                    last: format!("last {noun} to {end}"),
                    only: format!("part of the {noun}: {days}"),
                    change_of_only: format!(", the change is since the start of the {noun}"),
                }
            }
        }
    }
}

const fn english_noun(every: Every) -> &'static str {
    match every {
        Every::Month => "month",
        Every::Quarter => "quarter",
        Every::Year => "year",
        _ => "week",
    }
}

/// A period in the sentences above.
struct RussianNames {
    first: &'static str,
    last: &'static str,
    whole: &'static str,
    genitive: &'static str,
    dative_plural: &'static str,
}

impl RussianNames {
    #[rustfmt::skip]
    const fn of(every: Every) -> Self {
        let [first, last, whole, genitive, dative_plural] = match every {
            Every::Month => ["первый месяц", "последний месяц", "весь месяц", "месяца", "месяцам"],
            Every::Quarter => ["первый квартал", "последний квартал", "весь квартал", "квартала", "кварталам"],
            Every::Year => ["первый год", "последний год", "весь год", "года", "годам"],
            _ => ["первая неделя", "последняя неделя", "всю неделю", "недели", "неделям"],
        };

        Self { first, last, whole, genitive, dative_plural }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    fn check(from: Date, to: Date, ru: &str, en: &str) {
        let span = Span::new(from, to).unwrap();
        let text =
            |lang| cut(Every::Month, span, true, lang).map_or_else(String::new, |(full, _)| full);
        assert_eq!(text(Lang::Ru), ru);
        assert_eq!(text(Lang::En), en);
    }

    #[test]
    fn months_partly_in_view_are_named() {
        let july = date(2024, 7, 31);
        check(date(2024, 5, 1), july, "", "");
        check(
            date(2024, 5, 15),
            july,
            "первый месяц — с 15 мая, изменение — за весь месяц",
            "first month from 15 May, its change is of the whole month",
        );
        check(
            date(2024, 5, 15),
            date(2024, 7, 10),
            "первый месяц — с 15 мая, изменение — за весь месяц; последний месяц — по 10 июля",
            "first month from 15 May, its change is of the whole month; last month to 10 July",
        );
        check(
            date(2024, 5, 21),
            date(2024, 5, 21),
            "из месяца в графике — 21 мая 2024, изменение — с начала месяца",
            "part of the month: 21 May 2024, the change is since the start of the month",
        );
    }
}

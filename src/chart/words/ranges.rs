//! The words for bars of periods, and for periods only partly in view.

use super::spans::spell_span;
use crate::{
    chart::data::Spec,
    model::{Every, Lang, Period, Span, day_and_month, tr},
};

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

/// What the only bar of a period that is not over in view counts from.
pub fn change_since_start(every: Every, span: Span, lang: Lang) -> Option<String> {
    let period = Period::containing(every, span.to()).span();
    let is_only = period.contains(span.from());
    if !is_only || period.to() <= span.to() {
        return None;
    }

    let noun = english_noun(every);
    let [.., genitive, _] = russian_nouns(every);
    Some(tr!(
        lang,
        "Change since the start of the {noun}",
        "Изменение с начала {genitive}"
    ))
}

fn bar(every: Every, lang: Lang) -> [String; 2] {
    let noun = english_noun(every);
    let [.., genitive, dative_plural] = russian_nouns(every);
    [
        tr!(
            lang,
            "Bar: lowest to highest rate of the {noun}, tick: the last",
            "Столбец: от низшего до высшего курса {genitive}, черта: последний"
        ),
        tr!(lang, "By {noun}s", "По {dative_plural}"),
    ]
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
        let noun = english_noun(every);
        let [first, last, whole, genitive, _] = russian_nouns(every);
        Self {
            first: tr!(lang, "first {noun} from {start}", "{first} — с {start}"),
            change_of_first: tr!(
                lang,
                ", its change is of the whole {noun}",
                ", изменение — за {whole}"
            ),
            last: tr!(lang, "last {noun} to {end}", "{last} — по {end}"),
            only: tr!(
                lang,
                "part of the {noun}: {days}",
                "из {genitive} в графике — {days}"
            ),
            change_of_only: tr!(
                lang,
                ", the change is since the start of the {noun}",
                ", изменение — с начала {genitive}"
            ),
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

/// The first, the last, the whole (after «за»); the genitive, the dative of several (after «по»).
#[rustfmt::skip]
const fn russian_nouns(every: Every) -> [&'static str; 5] {
        match every {
            Every::Month => ["первый месяц", "последний месяц", "весь месяц", "месяца", "месяцам"],
            Every::Quarter => ["первый квартал", "последний квартал", "весь квартал", "квартала", "кварталам"],
            Every::Year => ["первый год", "последний год", "весь год", "года", "годам"],
            _ => ["первая неделя", "последняя неделя", "всю неделю", "недели", "неделям"],
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

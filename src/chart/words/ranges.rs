//! The words for bars of periods, and for periods only partly in view.

use super::spell_span;
use crate::chart::spec::Spec;
use crate::model::{Every, Lang, Period, Span, month_genitive};
use jiff::civil::Date;

/// What a bar is, then the periods that the ends of the span cut.
pub(super) fn ranges(every: Every, spec: &Spec) -> Vec<String> {
    let (full, short) = bar(every, spec.lang);
    let mut first = spec.lines.iter().filter_map(|line| line.ranges().next());
    let has_first_change = first.any(|range| range.before.is_some());
    let Some((cut_full, cut_short)) = cut(every, spec.span, has_first_change, spec.lang) else {
        return vec![full.to_owned(), short.to_owned()];
    };
    vec![
        format!("{full} · {cut_full}"),
        format!("{full} · {cut_short}"),
        format!("{short} · {cut_short}"),
        cut_short,
    ]
}

const fn bar(every: Every, lang: Lang) -> (&'static str, &'static str) {
    match (every, lang) {
        (Every::Month, Lang::Ru) => (
            "Столбец: от низшего до высшего курса месяца, черта: последний",
            "По месяцам",
        ),
        (Every::Quarter, Lang::Ru) => (
            "Столбец: от низшего до высшего курса квартала, черта: последний",
            "По кварталам",
        ),
        (Every::Year, Lang::Ru) => (
            "Столбец: от низшего до высшего курса года, черта: последний",
            "По годам",
        ),
        (_, Lang::Ru) => (
            "Столбец: от низшего до высшего курса недели, черта: последний",
            "По неделям",
        ),
        (Every::Month, Lang::En) => (
            "Bar: lowest to highest rate of the month, tick: the last",
            "By months",
        ),
        (Every::Quarter, Lang::En) => (
            "Bar: lowest to highest rate of the quarter, tick: the last",
            "By quarters",
        ),
        (Every::Year, Lang::En) => (
            "Bar: lowest to highest rate of the year, tick: the last",
            "By years",
        ),
        (_, Lang::En) => (
            "Bar: lowest to highest rate of the week, tick: the last",
            "By weeks",
        ),
    }
}

/// The periods partly in view, at length and in short; `None` when all are whole. The change of the first one, if it
/// is known, is counted from before its start all the same.
fn cut(every: Every, span: Span, has_first_change: bool, lang: Lang) -> Option<(String, String)> {
    let [first, last] = [span.from(), span.to()].map(|day| Period::containing(every, day).span());
    let names = Names::of(every, lang);
    let is_first_cut = first.from() < span.from();
    let is_last_cut = last.to() > span.to();
    if first == last && (is_first_cut || is_last_cut) {
        let days = spell_span(span, lang);
        let (short, change) = match lang {
            Lang::Ru => (
                format!("{} — {days}", names.only),
                format!(", изменение — с начала {}", names.of),
            ),
            Lang::En => (
                format!("{}: {days}", names.only),
                format!(", the change is since the start of the {}", names.of),
            ),
        };
        let full = if has_first_change {
            short.clone() + &change
        } else {
            short.clone()
        };
        return Some((full, short));
    }
    let start = short_day(span.from(), lang);
    let end = short_day(span.to(), lang);
    let (of_first, change, of_last) = match lang {
        Lang::Ru => (
            format!("{} — с {start}", names.first),
            format!(", изменение — за {}", names.whole),
            format!("{} — по {end}", names.last),
        ),
        Lang::En => (
            format!("{} from {start}", names.first),
            format!(", its change is of the whole {}", names.of),
            format!("{} to {end}", names.last),
        ),
    };
    let with_change = if has_first_change {
        of_first.clone() + &change
    } else {
        of_first.clone()
    };
    let join = |of_first: String| {
        let cut = [
            is_first_cut.then_some(of_first),
            is_last_cut.then(|| of_last.clone()),
        ];
        cut.into_iter().flatten().collect::<Vec<_>>().join("; ")
    };
    (is_first_cut || is_last_cut).then(|| (join(with_change), join(of_first)))
}

/// A period in the sentences above.
struct Names {
    first: &'static str,
    last: &'static str,
    /// A single period, only partly in view.
    only: &'static str,
    whole: &'static str,
    of: &'static str,
}

impl Names {
    const fn of(every: Every, lang: Lang) -> Self {
        let [first, last, only, whole, of] = match (every, lang) {
            (Every::Month, Lang::Ru) => [
                "первый месяц",
                "последний месяц",
                "из месяца в графике",
                "весь месяц",
                "месяца",
            ],
            (Every::Quarter, Lang::Ru) => [
                "первый квартал",
                "последний квартал",
                "из квартала в графике",
                "весь квартал",
                "квартала",
            ],
            (Every::Year, Lang::Ru) => [
                "первый год",
                "последний год",
                "из года в графике",
                "весь год",
                "года",
            ],
            (_, Lang::Ru) => [
                "первая неделя",
                "последняя неделя",
                "из недели в графике",
                "всю неделю",
                "недели",
            ],
            (Every::Month, Lang::En) => [
                "first month",
                "last month",
                "part of the month",
                "month",
                "month",
            ],
            (Every::Quarter, Lang::En) => [
                "first quarter",
                "last quarter",
                "part of the quarter",
                "quarter",
                "quarter",
            ],
            (Every::Year, Lang::En) => [
                "first year",
                "last year",
                "part of the year",
                "year",
                "year",
            ],
            (_, Lang::En) => [
                "first week",
                "last week",
                "part of the week",
                "week",
                "week",
            ],
        };
        Self {
            first,
            last,
            only,
            whole,
            of,
        }
    }
}

fn short_day(day: Date, lang: Lang) -> String {
    format!("{} {}", day.day(), month_genitive(day.month(), lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

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

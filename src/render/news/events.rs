//! What is to be said of the marks of a chart: rows that are no events, and what asked for is not in view.

use crate::{
    error::Error,
    model::{Lang, tr},
    render::{error_text, errors::field_count},
    sources::events::EventProblem,
};
use jiff::civil::Date;

/// Why a row is no event.
pub fn event_problem(problem: &EventProblem, lang: Lang, today: Date) -> String {
    match problem {
        EventProblem::Date(error) => error_text(&Error::Date(error.clone()), lang, today),
        EventProblem::FromAfterTo(from, to) => tr!(
            lang,
            "the period ends before it begins: {from}..{to}",
            "период кончается раньше, чем начался: {from}..{to}"
        ),
        EventProblem::NoDate => tr!(lang, "the event has no date", "нет даты события"),
        EventProblem::NoLabel => tr!(lang, "the event has no label", "нет названия события"),
        EventProblem::LabelIsDate => tr!(
            lang,
            "the label is a date; name the columns in a first line: date,to,label or date,label",
            "вместо названия — дата; назовите столбцы в первой строке: date,to,label или date,label"
        ),
        EventProblem::MoreFields { found, header } => {
            field_count(*found, *header).text(lang).to_owned()
        }
        EventProblem::NotUtf8 => tr!(lang, "not UTF-8", "не UTF-8"),
    }
}

/// Something asked for that the chart does not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotMarked {
    /// Events before or after the days drawn.
    OutOfView(usize),
    /// The key rate, of which nothing is known on the days drawn; with its first day.
    KeyRateUnknown(Date),
}

/// What is not shown, as one line without its end.
pub fn not_marked_text(what: NotMarked, lang: Lang) -> String {
    match what {
        NotMarked::OutOfView(count) => tr!(
            lang,
            "events outside the chart: {count}",
            "событий вне графика: {count}"
        ),
        NotMarked::KeyRateUnknown(first) => tr!(
            lang,
            "the key rate of these days is not known; its series begins on {first}",
            "ключевая ставка на эти дни не известна; ряд начинается {first}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_bad_row_is_told_in_both_languages() {
        let day = date(2024, 5, 21);
        let check = |problem, ru: &str, en: &str| {
            assert_eq!(event_problem(&problem, Lang::Ru, day), ru);
            assert_eq!(event_problem(&problem, Lang::En, day), en);
        };
        check(
            EventProblem::NoLabel,
            "нет названия события",
            "the event has no label",
        );
        let backwards = EventProblem::FromAfterTo(day, date(2024, 5, 1));
        check(
            backwards,
            "период кончается раньше, чем начался: 2024-05-21..2024-05-01",
            "the period ends before it begins: 2024-05-21..2024-05-01",
        );
    }
}

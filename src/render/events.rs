//! What is wrong with a row of a list of events, in the words of both languages.

use super::error_text;
use crate::error::Error;
use crate::model::Lang;
use crate::news::events::EventProblem;
use jiff::civil::Date;

/// Why a row is no event.
pub fn event_problem(problem: &EventProblem, lang: Lang, today: Date) -> String {
    match (problem, lang) {
        (EventProblem::Date(error), _) => error_text(&Error::Date(error.clone()), lang, today),
        (EventProblem::FromAfterTo(from, to), Lang::Ru) => {
            format!("период кончается раньше, чем начался: {from}..{to}")
        }
        (EventProblem::FromAfterTo(from, to), Lang::En) => {
            format!("the period ends before it begins: {from}..{to}")
        }
        (EventProblem::NoLabel, Lang::Ru) => "нет названия события".to_owned(),
        (EventProblem::NoLabel, Lang::En) => "the event has no label".to_owned(),
        (EventProblem::NotUtf8, Lang::Ru) => "не UTF-8".to_owned(),
        (EventProblem::NotUtf8, Lang::En) => "not UTF-8".to_owned(),
        (EventProblem::Csv(cause), _) => cause.clone(),
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
        check(EventProblem::NoLabel, "нет названия события", "the event has no label");
        let backwards = EventProblem::FromAfterTo(day, date(2024, 5, 1));
        check(
            backwards,
            "период кончается раньше, чем начался: 2024-05-21..2024-05-01",
            "the period ends before it begins: 2024-05-21..2024-05-01",
        );
    }
}

//! What is wrong with a row that is no event of a chart.

use crate::{
    model::{Lang, tr},
    render::errors::{date_error, field_count},
    timeline::EventProblem,
};

/// Why a row is no event.
pub fn event_problem(problem: &EventProblem, lang: Lang) -> String {
    match problem {
        EventProblem::Date(error) => lang.pick(error.to_string(), date_error(error)),
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
        EventProblem::Time(text) => tr!(
            lang,
            "`{text}` is no time of day; write it as 13:30",
            "`{text}` — не время суток; запишите его так: 13:30"
        ),
        EventProblem::Sign(text) => tr!(
            lang,
            "`{text}` is no sign; write 1 if the ruble is expected to weaken, -1 if to strengthen",
            "`{text}` — не знак; напишите 1, если ожидается ослабление рубля, и -1, если укрепление"
        ),
        EventProblem::Size(text) => tr!(
            lang,
            "`{text}` is no number; write the size of the event with a point or a comma before the fraction",
            "`{text}` — не число; запишите размер события с точкой или запятой перед дробью"
        ),
        EventProblem::NotUtf8 => tr!(lang, "not UTF-8", "не UTF-8"),
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
            assert_eq!(event_problem(&problem, Lang::Ru), ru);
            assert_eq!(event_problem(&problem, Lang::En), en);
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

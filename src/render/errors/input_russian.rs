//! The Russian messages about typed dates, amounts, currencies and unknown words.

use crate::model::{
    AmountError, DateError, DayOfYear, Lang, NoSuchDay, NotOneCurrency, UnknownCurrency,
    month_genitive, weekday_name,
};
use crate::render::words::days;
use jiff::civil::Date;

pub fn date_error(error: &DateError) -> String {
    match error {
        DateError::Ambiguous { text, readings } => {
            let readings: Vec<String> = readings.iter().map(Date::to_string).collect();
            format!(
                "«{text}» можно понять по-разному; напишите {}",
                readings.join(" или ")
            )
        }
        DateError::Impossible { text, why } => {
            format!(
                "«{text}»: такого дня в календаре нет: {}",
                no_such_day(*why)
            )
        }
        DateError::NoYear { text, readings } => {
            let in_full = |day: &DayOfYear| format!("ГГГГ-{:02}-{:02}", day.month, day.day);
            let readings: Vec<String> = readings.iter().map(in_full).collect();
            format!(
                "«{text}»: не назван год; напишите {}",
                readings.join(" или ")
            )
        }
        DateError::OtherWeekday { text, day } => {
            format!(
                "«{text}»: {day} — это {}",
                weekday_name(day.weekday(), Lang::Ru)
            )
        }
        DateError::PeriodForDay { text, days } => {
            format!(
                "«{text}» — это период, а здесь нужен один день; последний его день — {}",
                days.to()
            )
        }
        DateError::Unreadable(text) => format!(
            "«{text}» — не дата; напишите ГГГГ-ММ-ДД, ДД.ММ.ГГГГ, ГГГГ-ММ, ГГГГ-Q1, ГГГГ-W01, ГГГГ, сегодня или -30d"
        ),
    }
}

fn no_such_day(why: NoSuchDay) -> String {
    match why {
        NoSuchDay::Month(month) => format!("нет месяца {month}"),
        NoSuchDay::MonthFirst { month, exchanged } => {
            format!(
                "в датах с точками день стоит первым, а месяца {month} нет; напишите {exchanged}"
            )
        }
        NoSuchDay::Day {
            year,
            month,
            days: count,
        } => {
            // Февраля — феврале: the prepositional case of every month has the same ending.
            let mut month: String = month_genitive(month, Lang::Ru).to_owned();
            month.pop();
            format!("в {month}е {year} года {}", days(count.into(), Lang::Ru))
        }
        NoSuchDay::Quarter => "кварталы — от Q1 до Q4".to_owned(),
        NoSuchDay::Week { year, weeks } => format!("недель в {year} году — {weeks}"),
    }
}

pub fn amount_error(error: &AmountError) -> String {
    match error {
        AmountError::Ambiguous {
            text,
            readings: [whole, fraction],
        } => {
            format!("«{text}» можно понять по-разному; напишите {whole} или {fraction}")
        }
        AmountError::WithCurrency { text, amount } => {
            format!(
                "«{text}» — не только число; напишите здесь {amount}, а валюту укажите отдельно"
            )
        }
        AmountError::TooLong(text) => format!("в «{text}» больше цифр, чем можно хранить точно"),
        AmountError::Unreadable(text) => {
            format!("«{text}» — не сумма; напишите цифры, а перед дробной частью точку или запятую")
        }
    }
}

pub fn unknown_currency(unknown: &UnknownCurrency) -> String {
    let code = &unknown.code;
    match unknown.why {
        NotOneCurrency::Unknown => format!("неизвестная валюта «{code}»"),
        NotOneCurrency::SharedName => {
            format!(
                "«{code}» — название нескольких валют: {}",
                unknown.nearest.join(", ")
            )
        }
        NotOneCurrency::Ruble => {
            format!("«{code}» — это сам рубль, в нём выражены курсы других валют")
        }
        NotOneCurrency::Pair => format!("«{code}» — это пара, а здесь нужна одна валюта"),
        NotOneCurrency::Hundredth => {
            format!("«{code}» — это сотая доля, а здесь нужна сама валюта")
        }
    }
}

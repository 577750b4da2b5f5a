//! The Russian messages about typed dates, amounts and currencies; the English ones are `Display`.

use crate::{
    model::{
        AmountError, DateError, Lang, NoSuchDay, NotOneCurrency, UnknownCurrency, month_genitive,
        weekday_name,
    },
    render::words::{days, joined},
};

pub fn date_error(error: &DateError) -> String {
    match error {
        DateError::Ambiguous { text, readings } => {
            let readings = joined(readings, " или ");
            format!("«{text}» можно понять по-разному; напишите {readings}")
        }
        DateError::Impossible { text, why } => {
            let why = no_such_day(*why);
            format!("«{text}»: такого дня в календаре нет: {why}")
        }
        DateError::NoYear { text, readings } => {
            // The year is for the reader to fill in: letters hold its place.
            let readings = readings
                .iter()
                .map(|day| format!("ГГГГ-{:02}-{:02}", day.month, day.day));
            let readings = joined(readings, " или ");
            format!("«{text}»: не назван год; напишите {readings}")
        }
        DateError::OtherWeekday { text, day } => {
            let weekday = weekday_name(day.weekday(), Lang::Ru);
            format!("«{text}»: {day} — это {weekday}")
        }
        DateError::PeriodForDay { text, days } => {
            let last = days.to();
            format!("«{text}» — это период, а здесь нужен один день; последний его день — {last}")
        }
        DateError::SpreadsheetNumber { text, day } => format!(
            "«{text}» — не дата; если так дни считает таблица, это {day}: задайте ячейкам формат даты"
        ),
        DateError::Unreadable(text) => format!(
            "«{text}» — не дата; напишите ГГГГ-ММ-ДД, ДД.ММ.ГГГГ, ГГГГ-ММ, ГГГГ-Q1, ГГГГ-W01, \
             ГГГГ, сегодня или -30d"
        ),
    }
}

fn no_such_day(why: NoSuchDay) -> String {
    match why {
        NoSuchDay::Month(month) => {
            format!("нет месяца {month}; напишите ГГГГ-ММ-ДД или ДД.ММ.ГГГГ")
        }
        NoSuchDay::DayFirst { month, exchanged } => {
            format!("нет месяца {month}; если поменять день и месяц, это {exchanged}")
        }
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
            format!("в {month}е {year} года {}", days(count, Lang::Ru))
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
        AmountError::AmbiguousInColumn {
            text,
            readings: [whole, fraction],
        } => {
            format!(
                "«{text}» может значить {whole} или {fraction}, и по столбцу этого не видно; укажите --decimal comma \
                 (дробь после запятой) или --decimal point (после точки)"
            )
        }
        AmountError::WithCurrency { text, amount } => {
            format!(
                "«{text}» — не только число; напишите здесь {amount}, а валюту укажите отдельно"
            )
        }
        AmountError::OtherMoney { text, unit } => {
            format!(
                "«{text}»: это не {}, хотя рядом указана эта валюта",
                unit.code()
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

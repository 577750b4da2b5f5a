//! Names of months and weekdays in both languages, as they are printed and as people type them.

use super::Lang;
use jiff::civil::{Date, Weekday};

const MONTHS_RU: [[&str; 3]; 12] = [
    ["январь", "января", "янв"],
    ["февраль", "февраля", "фев"],
    ["март", "марта", "мар"],
    ["апрель", "апреля", "апр"],
    ["май", "мая", "май"],
    ["июнь", "июня", "июн"],
    ["июль", "июля", "июл"],
    ["август", "августа", "авг"],
    ["сентябрь", "сентября", "сен"],
    ["октябрь", "октября", "окт"],
    ["ноябрь", "ноября", "ноя"],
    ["декабрь", "декабря", "дек"],
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Abbreviations of other than three letters.
const LONGER_ABBREVIATIONS: [(&str, i8); 4] = [("февр", 2), ("сент", 9), ("sept", 9), ("нояб", 11)];

const WEEKDAYS_RU: [(&[&str], Weekday); 7] = [
    (
        &["понедельник", "понедельника", "понедельнику", "пн", "пнд"],
        Weekday::Monday,
    ),
    (
        &["вторник", "вторника", "вторнику", "вт", "втр"],
        Weekday::Tuesday,
    ),
    (
        &["среда", "среду", "среды", "среде", "ср", "срд"],
        Weekday::Wednesday,
    ),
    (
        &["четверг", "четверга", "четвергу", "чт", "чтв"],
        Weekday::Thursday,
    ),
    (
        &["пятница", "пятницу", "пятницы", "пятнице", "пт", "птн"],
        Weekday::Friday,
    ),
    (
        &["суббота", "субботу", "субботы", "субботе", "сб", "сбт"],
        Weekday::Saturday,
    ),
    (
        &["воскресенье", "воскресенья", "воскресенью", "вс", "вск"],
        Weekday::Sunday,
    ),
];

const WEEKDAYS_EN: [(&[&str], Weekday); 7] = [
    (&["monday", "mon"], Weekday::Monday),
    (&["tuesday", "tues", "tue"], Weekday::Tuesday),
    (&["wednesday", "wed"], Weekday::Wednesday),
    (&["thursday", "thurs", "thur", "thu"], Weekday::Thursday),
    (&["friday", "fri"], Weekday::Friday),
    (&["saturday", "sat"], Weekday::Saturday),
    (&["sunday", "sun"], Weekday::Sunday),
];

/// A month's name on its own: `май`, `May`; `month` is 1 to 12.
pub fn month_name(month: i8, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => MONTHS_RU[index(month)][0],
        Lang::En => MONTHS_EN[index(month)],
    }
}

/// A month's name after a day: `мая`, `May`.
pub fn month_genitive(month: i8, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => MONTHS_RU[index(month)][1],
        Lang::En => MONTHS_EN[index(month)],
    }
}

/// A month's name in three letters: `май`, `May`.
pub fn month_short(month: i8, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => MONTHS_RU[index(month)][2],
        Lang::En => &MONTHS_EN[index(month)][..3],
    }
}

/// The same after a day: `мая`, `May`.
pub fn month_short_genitive(month: i8, lang: Lang) -> &'static str {
    // May is too short a word to be shortened.
    if lang == Lang::Ru && month == 5 {
        month_genitive(month, lang)
    } else {
        month_short(month, lang)
    }
}

/// The month of a name in small letters, whole or abbreviated, in either language.
pub(super) fn month_named(word: &str) -> Option<i8> {
    let is_name_of = |month: &i8| {
        let english = MONTHS_EN[index(*month)].to_lowercase();
        MONTHS_RU[index(*month)].contains(&word) || word == english || word == &english[..3]
    };
    let longer = LONGER_ABBREVIATIONS.iter().find(|(name, _)| *name == word);
    (1..=12)
        .find(is_name_of)
        .or(longer.map(|(_, month)| *month))
}

/// The weekday of a name in small letters, in any case of Russian, whole or abbreviated.
pub fn weekday_named(word: &str, lang: Lang) -> Option<Weekday> {
    let names = match lang {
        Lang::Ru => &WEEKDAYS_RU,
        Lang::En => &WEEKDAYS_EN,
    };
    names
        .iter()
        .find(|(forms, _)| forms.contains(&word))
        .map(|(_, weekday)| *weekday)
}

/// A weekday's name in small letters for Russian, with a capital for English.
pub const fn weekday_name(weekday: Weekday, lang: Lang) -> &'static str {
    match (weekday, lang) {
        (Weekday::Monday, Lang::Ru) => "понедельник",
        (Weekday::Tuesday, Lang::Ru) => "вторник",
        (Weekday::Wednesday, Lang::Ru) => "среда",
        (Weekday::Thursday, Lang::Ru) => "четверг",
        (Weekday::Friday, Lang::Ru) => "пятница",
        (Weekday::Saturday, Lang::Ru) => "суббота",
        (Weekday::Sunday, Lang::Ru) => "воскресенье",
        (Weekday::Monday, Lang::En) => "Monday",
        (Weekday::Tuesday, Lang::En) => "Tuesday",
        (Weekday::Wednesday, Lang::En) => "Wednesday",
        (Weekday::Thursday, Lang::En) => "Thursday",
        (Weekday::Friday, Lang::En) => "Friday",
        (Weekday::Saturday, Lang::En) => "Saturday",
        (Weekday::Sunday, Lang::En) => "Sunday",
    }
}

/// `21 мая 2024`, `21 May 2024`.
pub fn spell_day(day: Date, lang: Lang) -> String {
    format!(
        "{} {} {}",
        day.day(),
        month_genitive(day.month(), lang),
        day.year()
    )
}

fn index(month: i8) -> usize {
    usize::from(month.unsigned_abs().clamp(1, 12) - 1)
}

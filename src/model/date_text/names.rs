//! Names of months and weekdays in both languages: the one table that prints and reads them.

use crate::model::Lang;
use jiff::civil::{Date, Weekday};

/// Russian on its own, after a day and in three letters; English.
const MONTHS: [[&str; 4]; 12] = [
    ["январь", "января", "янв", "January"],
    ["февраль", "февраля", "фев", "February"],
    ["март", "марта", "мар", "March"],
    ["апрель", "апреля", "апр", "April"],
    ["май", "мая", "май", "May"],
    ["июнь", "июня", "июн", "June"],
    ["июль", "июля", "июл", "July"],
    ["август", "августа", "авг", "August"],
    ["сентябрь", "сентября", "сен", "September"],
    ["октябрь", "октября", "окт", "October"],
    ["ноябрь", "ноября", "ноя", "November"],
    ["декабрь", "декабря", "дек", "December"],
];

/// Every form of a weekday's Russian name, the plain one first; abbreviations of two and three letters last.
const WEEKDAYS_RU: [&[&str]; 7] = [
    &["понедельник", "понедельника", "понедельнику", "пн", "пнд"],
    &["вторник", "вторника", "вторнику", "вт", "втр"],
    &["среда", "среду", "среды", "среде", "ср", "срд"],
    &["четверг", "четверга", "четвергу", "чт", "чтв"],
    &["пятница", "пятницу", "пятницы", "пятнице", "пт", "птн"],
    &["суббота", "субботу", "субботы", "субботе", "сб", "сбт"],
    &["воскресенье", "воскресенья", "воскресенью", "вс", "вск"],
];

const WEEKDAYS_EN: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// The shortest beginning of a name that is an abbreviation of it, in letters. Two letters are only weekdays, which
/// [`WEEKDAYS_RU`] lists; four of a Russian weekday, because `сре` may begin anything.
const SHORTEST_ABBREVIATION: usize = 3;
const SHORTEST_RUSSIAN_WEEKDAY: usize = 4;

/// A month's name on its own: `май`, `May`; `month` is 1 to 12.
pub fn month_name(month: i8, lang: Lang) -> &'static str {
    let [nominative, _, _, english] = MONTHS[index(month)];
    lang.pick(english, nominative)
}

/// A month's name after a day: `мая`, `May`.
pub fn month_genitive(month: i8, lang: Lang) -> &'static str {
    let [_, genitive, _, english] = MONTHS[index(month)];
    lang.pick(english, genitive)
}

/// A month's name in three letters: `май`, `May`.
pub fn month_short(month: i8, lang: Lang) -> &'static str {
    let [.., short, english] = MONTHS[index(month)];
    lang.pick(&english[..3], short)
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

/// The month of a name in small letters, in either language, whole or cut to three letters or more.
pub fn month_named(word: &str) -> Option<i8> {
    if !has_letters(word, SHORTEST_ABBREVIATION) {
        return None;
    }
    (1..=12).find(|month| {
        let [russian @ .., english] = MONTHS[index(*month)];
        russian.iter().any(|name| name.starts_with(word)) || begins_english(english, word)
    })
}

/// The weekday of a name in small letters, in any case of Russian, whole or abbreviated.
pub fn weekday_named(word: &str, lang: Lang) -> Option<Weekday> {
    let position = match lang {
        // Russian names occur in any case (`в среду`), and two letters are abbreviations of their own.
        Lang::Ru => {
            let is_cut = has_letters(word, SHORTEST_RUSSIAN_WEEKDAY);
            WEEKDAYS_RU.iter().position(|forms| {
                forms.contains(&word) || (is_cut && forms.iter().any(|form| form.starts_with(word)))
            })
        }
        Lang::En => WEEKDAYS_EN.iter().position(|name| {
            has_letters(word, SHORTEST_ABBREVIATION) && begins_english(name, word)
        }),
    };
    Weekday::from_monday_zero_offset(i8::try_from(position?).ok()?).ok()
}

/// A weekday's name in small letters for Russian, with a capital for English.
pub fn weekday_name(weekday: Weekday, lang: Lang) -> &'static str {
    let position = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
    match lang {
        Lang::Ru => WEEKDAYS_RU[position][0],
        Lang::En => WEEKDAYS_EN[position],
    }
}

/// `21 мая 2024`, `21 May 2024`.
pub fn spell_day(day: Date, lang: Lang) -> String {
    format!("{} {}", day_and_month(day, lang), day.year())
}

/// `21 февраля`, `21 February`.
pub fn day_and_month(day: Date, lang: Lang) -> String {
    format!("{} {}", day.day(), month_genitive(day.month(), lang))
}

/// `21 фев`, `21 Feb`; in May `21 мая`, `21 May`.
pub fn day_and_short_month(day: Date, lang: Lang) -> String {
    format!("{} {}", day.day(), month_short_genitive(day.month(), lang))
}

fn index(month: i8) -> usize {
    usize::from(month.unsigned_abs().clamp(1, 12) - 1)
}

fn has_letters(word: &str, count: usize) -> bool {
    word.chars().nth(count - 1).is_some()
}

/// Whether a name with a capital begins with a word in small letters.
fn begins_english(name: &str, word: &str) -> bool {
    name.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

//! Dates as Russian pages write them, in words and in figures: `19 марта 2015 15:10`, `15:08, июня 13, 2024`,
//! `в понедельник, 8 мая`, `20.01.2010, 19:30`, `2024-1-16 16:08`.
//!
//! Only what is written is read. A year that is not written stays unknown, one of two digits is read in dates with dots
//! alone (`25.04.24`); ranges (`12-15 апреля`) and days that the
//! calendar does not have are skipped. What a date means for the article around it is not decided here.

use super::{
    clock::{Clock, time_at},
    line_tokens::{Token, TokenKind, is_sign_at, line_tokens, small_number_at},
};
use crate::model::{
    Lang, PAGE_YEARS, date_of_figures, month_named, parse_written_day, weekday_named,
};
use jiff::civil::{Date, Weekday};

/// A date as it is written in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatePhrase {
    /// The year, if it is written.
    pub year: Option<i16>,
    /// 1 to 12.
    pub month: i8,
    /// 1 to 31.
    pub day: i8,
    /// The clock time written next to it.
    pub time: Option<Clock>,
    /// The weekday written next to it.
    pub weekday: Option<Weekday>,
    /// First token of the phrase, weekday and time included.
    pub(super) first: usize,
    /// The token after its last one.
    pub(super) end: usize,
    /// How day, month and time are written.
    pub(super) form: Form,
}

/// What tells a stamp from a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing but the marks of a stamp.
    Plain,
    /// `21 мая 2024 года`, `… в 15:30`: so a sentence may go on.
    AsInSentences,
}

/// Words between a weekday and its day: `в понедельник вечером, 8 мая`.
pub(super) const PARTS_OF_DAY: [&str; 4] = ["утром", "днем", "вечером", "ночью"];

impl DatePhrase {
    /// The date, if its year is written.
    pub fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The date in `year`; `None` if that year has no such day or the day is not on the written weekday.
    pub(super) fn in_year(&self, year: i16) -> Option<Date> {
        let date = Date::new(year, self.month, self.day).ok()?;
        self.weekday
            .is_none_or(|weekday| weekday == date.weekday())
            .then_some(date)
    }
}

/// Every date of a line, in order.
pub fn parse_date_phrases(line: &str) -> Vec<DatePhrase> {
    date_phrases(&line_tokens(line))
}

pub(super) fn date_phrases(tokens: &[Token<'_>]) -> Vec<DatePhrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(phrase) = phrase_at(tokens, at) else {
            at += 1;
            continue;
        };

        at = phrase.end.max(at + 1);
        if !is_end_of_range(tokens, phrase.first) {
            found.push(phrase);
        }
    }

    found
}

/// The bare date of a phrase, before weekday and time are looked for around it.
struct Core {
    year: Option<i16>,
    month: i8,
    day: i8,
    end: usize,
}

fn phrase_at(tokens: &[Token<'_>], at: usize) -> Option<DatePhrase> {
    let core = match tokens[at].kind {
        TokenKind::Number => figures(tokens, at).or_else(|| day_and_month(tokens, at)),
        TokenKind::Word => month_day_and_year(tokens, at),
        TokenKind::Sign => None,
    }?;
    // Some year must have the day: 2024 has 29 February.
    Date::new(core.year.unwrap_or(2024), core.month, core.day).ok()?;

    let mut first = at;
    let mut end = core.end;
    let mut form = Form::Plain;
    let behind = tokens.get(end).map(Token::lower);

    if matches!(behind.as_deref(), Some("г" | "год" | "года")) {
        end += 1 + usize::from(is_sign_at(tokens, end + 1, "."));
        form = Form::AsInSentences;
    }

    let time = if let Some((time, after, joined)) = time_after(tokens, end) {
        end = after;
        if joined == Form::AsInSentences {
            form = joined;
        }
        Some(time)
    } else {
        time_before(tokens, first).map(|(time, before)| {
            first = before;
            time
        })
    };

    // Behind the time, because a time may part the weekday from its date.
    let weekday = if let Some((weekday, before)) = weekday_before(tokens, first) {
        first = before;
        Some(weekday)
    } else {
        weekday_after(tokens, end).map(|(weekday, after)| {
            end = after;
            weekday
        })
    };

    Some(DatePhrase {
        year: core.year,
        month: core.month,
        day: core.day,
        time,
        weekday,
        first,
        end,
        form,
    })
}

/// Signs between the figures of a date.
const MARKS: &str = "./-";

fn is_number_at(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Number)
}

/// `20.01.2010`, `16/07/2018`, `24-02-2022`, `2024-1-16`, `2022-02-24T13:14`: figures that touch each other.
fn figures(tokens: &[Token<'_>], at: usize) -> Option<Core> {
    let [first, sep, second, sep_again, third] = tokens.get(at..at + 5)? else {
        return None;
    };

    let are_joined = tokens[at..at + 5]
        .windows(2)
        .all(|pair| pair[0].touches(&pair[1]));
    let is_same_sign = sep.is_one_of(MARKS) && sep.text == sep_again.text;
    // More figures on either side make it something else: a telephone number, a version, an address.
    let goes_before = at > 0 && tokens[at - 1].touches(first) && tokens[at - 1].is_one_of(MARKS);
    let goes_on = is_sign_at(tokens, at + 5, MARKS)
        && third.touches(&tokens[at + 5])
        && is_number_at(tokens, at + 6);

    if !are_joined || !is_same_sign || goes_before || goes_on {
        return None;
    }

    let is_short = sep.is_sign('.')
        && [first, second, third]
            .iter()
            .all(|part| part.text.len() == 2);
    let date = if is_short {
        parse_written_day(&format!("{}.{}.{}", first.text, second.text, third.text)).ok()?
    } else {
        date_of_figures([first.text, second.text, third.text])?
    };
    PAGE_YEARS.contains(&date.year()).then_some(Core {
        year: Some(date.year()),
        month: date.month(),
        day: date.day(),
        end: at + 5,
    })
}

/// A day at `at`, also as an ordinal (`1-го`, `21st`), and the token after it.
fn day_at(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let day = small_number_at(tokens, at)?;
    let has_hyphen = is_sign_at(tokens, at + 1, "-");
    let ending = at + 1 + usize::from(has_hyphen);
    let is_joined = tokens
        .get(at..=ending)
        .is_some_and(|parts| parts.windows(2).all(|pair| pair[0].touches(&pair[1])));
    let endings: &[&str] = if has_hyphen {
        &["го", "ого", "е", "ое"]
    } else {
        &["st", "nd", "rd", "th"]
    };

    let is_ordinal = is_joined && endings.contains(&tokens[ending].lower().as_str());
    Some((day, if is_ordinal { ending + 1 } else { at + 1 }))
}

/// `19 марта 2015`, `04 май 2016`, `26 авг`, `25 апреля, 2017`.
fn day_and_month(tokens: &[Token<'_>], at: usize) -> Option<Core> {
    let (day, month_at) = day_at(tokens, at)?;
    // `22.4 мая` and `1/2 мая` are no days.
    if at > 0 && tokens[at - 1].touches(&tokens[at]) && tokens[at - 1].is_one_of(".,/:") {
        return None;
    }

    let month = month_of(tokens.get(month_at)?)?;
    let end = month_at + 1;
    // `5 сент. 2012`
    let has_dot = is_sign_at(tokens, end, ".") && tokens[month_at].touches(&tokens[end]);
    let year = year_at(tokens, end + usize::from(has_dot));
    Some(Core {
        year: year.map(|(year, _)| year),
        month,
        day,
        end: year.map_or(end, |(_, end)| end),
    })
}

/// A year of four digits at `at`, perhaps after a comma, and the token after it.
fn year_at(tokens: &[Token<'_>], at: usize) -> Option<(i16, usize)> {
    let at = at + usize::from(is_sign_at(tokens, at, ","));
    let token = tokens.get(at).filter(|token| token.text.len() == 4)?;
    let year = token.number(4).filter(|year| PAGE_YEARS.contains(year))?;

    // `19 марта 2015,5 рубля`: a figure, not a year.
    let is_figure = is_sign_at(tokens, at + 1, ",.:")
        && token.touches(&tokens[at + 1])
        && is_number_at(tokens, at + 2)
        && tokens[at + 1].touches(&tokens[at + 2]);

    (!is_figure).then_some((year, at + 1))
}

/// `июня 13, 2024`, `May 21, 2024`: with its year only, since `мая 13` is no Russian.
fn month_day_and_year(tokens: &[Token<'_>], at: usize) -> Option<Core> {
    let (day, end) = day_at(tokens, at + 1)?;
    let month = month_of(&tokens[at])?;
    let (year, end) = year_at(tokens, end)?;
    Some(Core {
        year: Some(year),
        month,
        day,
        end,
    })
}

pub(super) fn month_of(token: &Token<'_>) -> Option<i8> {
    token.is_word().then(|| month_named(&token.lower()))?
}

/// Signs between a date and its time.
const JOINTS: &str = ",|-–—•·/";

/// The time behind a date, after at most three joints.
fn time_after(tokens: &[Token<'_>], end: usize) -> Option<(Clock, usize, Form)> {
    let mut form = Form::Plain;
    for at in end..(end + 4).min(tokens.len()) {
        if let Some((time, after)) = time_at(tokens, at) {
            return Some((time, after, form));
        }

        let token = &tokens[at];
        match token.lower().as_str() {
            "в" | "at" => form = Form::AsInSentences,
            "t" => {}
            _ if token.is_one_of(JOINTS) || token.is_one_of("([") => {}
            _ => return None,
        }
    }

    None
}

/// The time before a date: `15:08, июня 13`, `на 15:50 21 января`.
fn time_before(tokens: &[Token<'_>], first: usize) -> Option<(Clock, usize)> {
    let has_joint = first > 0 && tokens[first - 1].is_one_of(JOINTS);
    let end = first.checked_sub(usize::from(has_joint))?;
    // With seconds or without, with a zone or without.
    [6, 5, 4, 3].into_iter().find_map(|length| {
        let start = end.checked_sub(length)?;
        let (time, after) = time_at(tokens, start)?;
        (after == end).then_some((time, start))
    })
}

pub(super) fn weekday_of(token: &Token<'_>) -> Option<Weekday> {
    let name = token.lower();
    weekday_named(&name, Lang::Ru).or_else(|| weekday_named(&name, Lang::En))
}

fn weekday_before(tokens: &[Token<'_>], first: usize) -> Option<(Weekday, usize)> {
    let mut at = first.checked_sub(1)?;
    if tokens[at].is_one_of(",.") {
        at = at.checked_sub(1)?;
    }
    if PARTS_OF_DAY.contains(&tokens[at].lower().as_str()) {
        at = at.checked_sub(1)?;
    }

    weekday_of(&tokens[at]).map(|weekday| (weekday, at))
}

/// `8 мая, понедельник`, `8 мая (понедельник)`, `8 мая, в понедельник`.
fn weekday_after(tokens: &[Token<'_>], end: usize) -> Option<(Weekday, usize)> {
    if !tokens.get(end)?.is_one_of(",(") {
        return None;
    }

    let word = tokens.get(end + 1)?;
    let at = end + 1 + usize::from(matches!(word.lower().as_str(), "в" | "во"));
    let weekday = weekday_of(tokens.get(at)?)?;

    Some((
        weekday,
        at + 1 + usize::from(is_sign_at(tokens, at + 1, ")")),
    ))
}

/// Whether a phrase ends a range: `12-15 апреля`.
fn is_end_of_range(tokens: &[Token<'_>], first: usize) -> bool {
    let Some(at) = first.checked_sub(2) else {
        return false;
    };
    let dash = tokens[at + 1].is_one_of("-–—");
    dash && tokens[at].number(2).is_some() && (at == 0 || !tokens[at - 1].is_sign(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `2015-03-19 15:10 Thu` for each phrase; `?` for an unknown year.
    fn written(line: &str) -> Vec<String> {
        let of = |phrase: &DatePhrase| {
            let year = phrase.year.map_or("?".to_owned(), |year| year.to_string());
            let time = phrase.time.map_or(String::new(), |time| {
                format!(" {}", time.time.strftime("%H:%M:%S"))
            });
            let weekday = phrase
                .weekday
                .map_or(String::new(), |weekday| format!(" {weekday:?}"));
            format!(
                "{year}-{:02}-{:02}{time}{weekday}",
                phrase.month, phrase.day
            )
        };
        parse_date_phrases(line).iter().map(of).collect()
    }

    fn check(line: &str, expected: &[&str]) {
        assert_eq!(written(line), expected, "{line}");
    }

    #[test]
    fn in_words() {
        check("19 марта 2015 15:10", &["2015-03-19 15:10:00"]);
        check("04 май 2016 в 17:30", &["2016-05-04 17:30:00"]);
        check(
            "15:08, июня 13, 2024 Банк с 13 июня 2024 года",
            &["2024-06-13 15:08:00", "2024-06-13"],
        );
        check("Posted 25 апреля 2017,, 14:55", &["2017-04-25 14:55:00"]);
        check("МОСКВА, 26 авг — РИА", &["?-08-26"]);
        check("МОСКВА, 5 сент. 2012", &["2012-09-05"]);
        check("по состоянию на 15:50 21 января за", &["?-01-21 15:50:00"]);
        check("May 21, 2024", &["2024-05-21"]);
        check(
            "Wed, 09 Sep 2026 16:38:19 +0300",
            &["2026-09-09 16:38:19 Wednesday"],
        );
    }

    #[test]
    fn in_figures() {
        check("20.01.2010, 19:30", &["2010-01-20 19:30:00"]);
        check("13.02.2024 18:37:00", &["2024-02-13 18:37:00"]);
        check("16/07/2018 14:30", &["2018-07-16 14:30:00"]);
        check("2024-1-16 16:08 |", &["2024-01-16 16:08:00"]);
        check("момент - 2022-02-24 13:14:17 - 2", &["2022-02-24 13:14:17"]);
        check("Москва, 05.09.2012", &["2012-09-05"]);
        check("2022-10-08T11:44", &["2022-10-08 11:44:00"]);
    }

    #[test]
    fn as_programs_and_spreadsheets_write_them() {
        check("25.04.24 | 14:07", &["2024-04-25 14:07:00"]);
        check("1-го июня 2024", &["2024-06-01"]);
        check("1st June 2024", &["2024-06-01"]);
        check("May 21st, 2024, 3:30 PM", &["2024-05-21 15:30:00"]);
        check(
            "May 21, 2024 at 12:05\u{202f}a.m.",
            &["2024-05-21 00:05:00"],
        );
        check(
            "21\u{a0}мая 2024\u{202f}г. в 15:30",
            &["2024-05-21 15:30:00"],
        );
        check("вторник, 21 мая 2024 г.", &["2024-05-21 Tuesday"]);
        check("Tuesday, May 21, 2024", &["2024-05-21 Tuesday"]);
    }

    #[test]
    fn a_clock_has_the_zone_behind_it() {
        let at = |line: &str| {
            let phrases = parse_date_phrases(line);
            let [phrase] = phrases.as_slice() else {
                panic!("{line}: {phrases:?}");
            };
            let published = phrase.time.unwrap().on(phrase.date().unwrap());
            (published.unwrap().to_string(), phrase.end)
        };
        for (line, expected) in [
            (
                "2024-05-21T10:00:00+03:00[Europe/Moscow]",
                "2024-05-21T10:00:00+03:00",
            ),
            ("2024-05-21T10:00:00+0500", "2024-05-21T10:00:00+05:00"),
            ("2024-05-21T10:00Z", "2024-05-21T10:00:00+00:00"),
            ("21.06.2012 15:30 МСК", "2012-06-21T15:30:00+04:00"),
            ("21.06.2012 15:30 (MSK)", "2012-06-21T15:30:00+04:00"),
            ("21.06.2012 15:30", "2012-06-21T15:30:00+04:00"),
            ("15:30 мск 21 мая 2024", "2024-05-21T15:30:00+03:00"),
            ("21 мая 2024, 12:30 UTC", "2024-05-21T12:30:00+00:00"),
            ("13 Jan 2020, 22:11 GMT+10", "2020-01-13T22:11:00+10:00"),
        ] {
            assert_eq!(
                at(line),
                (expected.to_owned(), line_tokens(line).len()),
                "{line}"
            );
        }
        assert_eq!(at("2022-02-24 13:14:17 - 2").0, "2022-02-24T13:14:17+03:00");
    }

    #[test]
    fn with_a_weekday() {
        check(
            "Об этом в понедельник, 8 мая, сообщает",
            &["?-05-08 Monday"],
        );
        check("и доллара на пятницу 20 марта", &["?-03-20 Friday"]);
        check("в понедельник вечером, 8 мая", &["?-05-08 Monday"]);
        check("8 мая (понедельник)", &["?-05-08 Monday"]);
        check("Вторник, 21 мая 2024", &["2024-05-21 Tuesday"]);
        check("Чт. 28 ноября", &["?-11-28 Thursday"]);
    }

    #[test]
    fn what_is_no_date() {
        for line in [
            "12-15 апреля",
            "30 февраля 2024",
            "32.01.2010",
            "1.20.01.2010",
            "192.168.10.2010",
            "10.02 мск",
            "8 (495) 12-15-2010-3",
            "мая 13",
            "2 750,98",
            "2024 год",
            "USD 108.00 / 109.10",
        ] {
            check(line, &[]);
        }
        check("25 мая 1234 человека", &["?-05-25"]);
    }

    proptest! {
        #[test]
        fn no_line_panics(line in "[0-9 .,:/\\-мая сентября в пятницу года—()]{0,60}", other in "\\PC{0,60}") {
            parse_date_phrases(&line);
            parse_date_phrases(&other);
        }
    }
}

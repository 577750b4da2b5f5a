//! Every form of a date by the situation in which it is met.

use super::{error::DayOfYear, *};
use crate::model::Lang;
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

const TODAY: Date = date(2024, 5, 31);

fn check(text: &str, expected: &str) {
    assert_eq!(
        parse_span(text, TODAY).map(|s| s.to_string()),
        Ok(expected.to_owned()),
        "{text:?}"
    );
}

/// Checks that a text is this one day.
fn check_day(text: &str, expected: Date) {
    assert_eq!(parse_day(text, TODAY), Ok(expected), "{text:?}");
}

fn check_days(texts: &[&str], expected: Date) {
    for text in texts {
        check_day(text, expected);
    }
}

/// Checks the English message, which must repeat the typed text.
fn check_refused(text: &str, words: &str) {
    let message = parse_day(text, TODAY).unwrap_err().to_string();
    assert!(
        message.contains(words) && message.contains(&format!("`{text}`")),
        "{text:?}: {message}"
    );
}

const DAY: Date = date(2024, 5, 21);

#[test]
fn days_are_read_in_every_usual_form() {
    check_days(
        &[
            "2024-05-21",
            "2024-5-21",
            "21.05.2024",
            "21.5.2024",
            "2024.05.21",
            "2024/05/21",
            "2024 05 21",
        ],
        DAY,
    );
    check_days(
        &[
            "21 мая 2024",
            "21 МАЯ 2024",
            "21 May 2024",
            "may 21, 2024",
            "2024 May 21",
        ],
        DAY,
    );
    check_days(
        &[
            "21-May-2024",
            "21-may-24",
            "21/May/2024",
            "21 мая 24",
            "May 21, '24",
        ],
        DAY,
    );
    check_days(
        &["1 сент. 2024", "1 Sept 2024", "Sep. 1, 2024"],
        date(2024, 9, 1),
    );
}

#[test]
fn words_of_the_present_day_are_read() {
    check_day("сегодня", TODAY);
    check_day("yesterday", date(2024, 5, 30));
    check_day("Завтра", date(2024, 6, 1));
    check_day("-30d", date(2024, 5, 1));
    check_day("−30d", date(2024, 5, 1));
    check_day("-6w", date(2024, 4, 19));
    check_day("-1y", date(2023, 5, 31));
}

#[test]
fn a_month_back_from_the_31st_is_the_last_day() {
    check_day("-1m", date(2024, 4, 30));
    check_day("-3m", date(2024, 2, 29));
}

#[test]
fn a_date_with_strokes_is_read_where_only_one_day_is_possible() {
    check_day("28/09/2024", date(2024, 9, 28));
    check_day("06/28/2024", date(2024, 6, 28));
    check_day("28/09/24", date(2024, 9, 28));
    check_day("05/05/2024", date(2024, 5, 5));
    check_day("21-05-2024", DAY);
    check_day("05-21-2024", DAY);
    check_refused("05/06/2024", "write 2024-06-05 or 2024-05-06");
    check_refused("05/06/24", "write 2024-06-05 or 2024-05-06");
    check_refused("05-06-2024", "write 2024-06-05 or 2024-05-06");
}

#[test]
fn a_date_with_dots_is_day_first() {
    check_day("05.06.2024", date(2024, 6, 5));
    check_day("13.03.21", date(2021, 3, 13));
    check_day("24.05.21", date(2021, 5, 24));
    check_day("21. 05. 2024.", DAY);
    check_refused(
        "05.21.2024",
        "day first, and there is no month 21; write 2024-05-21",
    );
    check_refused("13.13.2024", "there is no month 13");
}

#[test]
fn a_year_of_two_digits_is_of_the_time_of_the_records() {
    for (text, year) in [
        ("01.02.00", 2000),
        ("01.02.69", 2069),
        ("01.02.92", 1992),
        ("01.02.99", 1999),
    ] {
        check_day(text, date(year, 2, 1));
    }
    check_refused("01.02.70", "write 1970-02-01 or 2070-02-01");
    check_refused("01.02.91", "write 1991-02-01 or 2091-02-01");
    check_refused("1 Feb 85", "write 1985-02-01 or 2085-02-01");
    // ISO 8601 of 1988 had the year first.
    check_refused("13-03-21", "write 2021-03-13 or 2013-03-21");
    check_day("93-03-31", date(1993, 3, 31));
}

#[test]
fn eight_digits_are_read_where_only_one_day_is_possible() {
    check_days(&["20240521", "21052024", "05212024"], DAY);
    check_refused("05062024", "write 2024-06-05 or 2024-05-06");
    check_refused("20241321", "there is no month 13");
    check_refused("12345678", "is not a date");
}

#[test]
fn a_clock_behind_the_date_is_dropped() {
    check_days(
        &[
            "21.05.2024 10:00",
            "2024-05-21T10:00:00",
            "2024-05-21 10:00",
            "2024-05-21 9:05:07.123",
            "2024-05-21, 10:00",
            "21 мая 2024 г., 10:00",
            "21 мая 2024 в 10:00",
            "May 21, 2024 at 10:00 PM",
            "2024-05-21 23:59 MSK",
            "2024-05-21T23:59:59[Europe/Moscow]",
        ],
        DAY,
    );
    for text in [
        "2024-05-21 25:00",
        "2024-05-21 10:00 soon",
        "10:00",
        "2024:05:21",
        "2024-05-21T10",
    ] {
        check_refused(text, "is not a date");
    }
}

/// An instant that is the same day in Moscow and where it was written is that day; otherwise nothing is guessed.
#[test]
fn an_instant_of_another_day_in_moscow_is_refused() {
    check_days(
        &[
            "2024-05-21T00:00:00Z",
            "2024-05-21T20:59:59Z",
            "2024-05-21T10:00:00-05:00",
            "2024-05-21T00:00:00+03:00[Europe/Moscow]",
        ],
        DAY,
    );
    check_refused("2024-05-21T21:00:00Z", "write 2024-05-21 or 2024-05-22");
    check_refused(
        "2024-05-21T00:00:00+05:00",
        "write 2024-05-21 or 2024-05-20",
    );
    // Moscow was four hours ahead in 2012.
    check_refused("2012-05-21T20:00:00Z", "write 2012-05-21 or 2012-05-22");
}

#[test]
fn a_weekday_in_front_must_be_that_of_the_day() {
    check_days(
        &[
            "вт, 21.05.2024",
            "вторник, 21 мая 2024",
            "во вторник, 21 мая 2024 года",
            "Tue, 21 May 2024 10:00",
        ],
        DAY,
    );
    check_day("Tuesday, May 21, 2024", DAY);
    check_refused("Monday, 21 May 2024", "2024-05-21 is a Tuesday");
    check_refused("вт", "is not a date");
}

#[test]
fn words_and_blanks_of_printed_dates_are_passed_over() {
    check_days(
        &[
            "21 мая 2024 г.",
            "21 мая 2024 года",
            "21 мая 2024г.",
            "21.05.2024 г.",
            "21-го мая 2024",
            "21st of May 2024",
            "May 21st, 2024",
            "21\u{a0}мая\u{202f}2024\u{a0}г.",
            "\u{feff}21.05.2024\u{200e}",
            "2024\u{2011}05\u{2011}21",
            "  21   мая   2024 ",
        ],
        DAY,
    );
    check_day("1-го июня 2024", date(2024, 6, 1));
}

#[test]
fn periods_are_their_days() {
    for text in [
        "2024-05",
        "05.2024",
        "05/2024",
        "май 2024",
        "May 2024",
        "2024 май",
        "2024/05",
        "май 2024 г.",
    ] {
        check(text, "2024-05-01..2024-05-31");
    }
    check("2024", "2024-01-01..2024-12-31");
    for text in [
        "2024-Q2",
        "2024q2",
        "Q2 2024",
        "2 квартал 2024",
        "2-й квартал 2024 г.",
    ] {
        check(text, "2024-04-01..2024-06-30");
    }
    check("2024-W21", "2024-05-20..2024-05-26");
    check_refused(
        "2024-05",
        "one day is needed here: its last day is 2024-05-31",
    );
    check_refused("2024-05 10:00", "one day is needed");
}

#[test]
fn a_day_that_the_calendar_lacks_is_refused_with_what_it_has() {
    check_refused("2024-02-30", "February 2024 has 29 days");
    check_refused("31.04.2024", "April 2024 has 30 days");
    check_refused("30 февраля 2023", "February 2023 has 28 days");
    check_refused("31/04/2024", "April 2024 has 30 days");
    check_refused("2024-13", "there is no month 13");
    check_refused("2024-13-01", "there is no month 13");
    check_refused("00.05.2024", "May 2024 has 31 days");
    check_refused("2024-Q5", "a year has quarters Q1 to Q4");
    check_refused("2024-W54", "2024 has 52 weeks");
    let why = NoSuchDay::Week {
        year: 2026,
        weeks: 53,
    };
    let text = "2026-W54".to_owned();
    assert_eq!(
        parse_span(&text, TODAY),
        Err(DateError::Impossible { text, why })
    );
}

#[test]
fn a_day_without_a_year_is_refused() {
    check_refused("21 мая", "write YYYY-05-21");
    check_refused("May 21", "write YYYY-05-21");
    check_refused("29.02", "write YYYY-02-29");
    check_refused("05/06", "write YYYY-06-05 or YYYY-05-06");
    check_refused("05/21", "write YYYY-05-21");
    let readings = vec![DayOfYear { month: 5, day: 21 }];
    assert_eq!(
        parse_day("21.05", TODAY),
        Err(DateError::NoYear {
            text: "21.05".into(),
            readings
        })
    );
}

#[test]
fn what_is_no_date_is_unreadable_and_names_no_other_day() {
    for text in [
        "",
        "вторник",
        "2024-5-",
        "-",
        "-5",
        "-5x",
        "24",
        "май",
        "١٢.٠٥.٢٠٢٤",
        "240521",
        "1.2.3",
        "2024-142",
        "soon",
        "21 may 2024 soon",
        "2024-05-21x",
        "2024-W21-2",
        "1..2",
        "99/99",
        "21:мая",
    ] {
        assert_eq!(
            parse_span(text, TODAY),
            Err(DateError::Unreadable(text.to_owned())),
            "{text}"
        );
    }
    let message = DateError::Unreadable("soon".into()).to_string();
    assert!(!message.contains("2024"), "{message}");
}

#[test]
fn files_have_no_words_of_the_present_day() {
    assert_eq!(parse_written_day("2024-05-21"), Ok(DAY));
    assert_eq!(parse_written_day("21.05.2024"), Ok(DAY));
    for text in ["today", "-30d"] {
        assert_eq!(
            parse_written_day(text),
            Err(DateError::Unreadable(text.into()))
        );
    }
}

proptest! {
    /// Forms that can only mean one day, whichever it is.
    #[test]
    fn every_spelling_of_a_day_is_read_back(offset in 0i64..30_000) {
        let day = date(1960, 1, 1) + offset.days();
        let (y, m, d) = (day.year(), day.month(), day.day());
        let (ru, en) = (spell_day(day, Lang::Ru), spell_day(day, Lang::En));
        let weekday = weekday_name(day.weekday(), Lang::En);
        for text in [
            day.to_string(),
            format!("{d:02}.{m:02}.{y:04}"),
            format!("{d}.{m}.{y}"),
            format!("{y}/{m:02}/{d:02}"),
            format!("{y}.{m:02}.{d:02}"),
            format!("{y:04}{m:02}{d:02}"),
            format!("{y}-{m}-{d}"),
            format!("{day}T10:00:00"),
            format!("{d:02}.{m:02}.{y} 9:30"),
            format!("{weekday}, {en} г."),
            format!("{} г.", ru.replace(' ', "\u{a0}")),
            format!("{ru} года, 23:59"),
            ru,
            en,
        ] {
            prop_assert_eq!(parse_day(&text, TODAY), Ok(day), "{}", text);
        }
    }

    /// With strokes it is one of the two days, or refused with both.
    #[test]
    fn strokes_are_never_guessed(offset in 0i64..30_000, is_day_first: bool) {
        let day = date(1960, 1, 1) + offset.days();
        let (first, second) = if is_day_first { (day.day(), day.month()) } else { (day.month(), day.day()) };
        let text = format!("{first:02}/{second:02}/{}", day.year());
        match parse_day(&text, TODAY) {
            Ok(read) => prop_assert_eq!(read, day),
            Err(DateError::Ambiguous { readings, .. }) => {
                prop_assert!(day.day() <= 12 && readings.len() == 2 && readings.contains(&day));
            }
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    #[test]
    fn two_digit_years_with_dots_are_read_back(offset in 0i64..28_000) {
        let day = date(1992, 7, 1) + offset.days();
        let text = format!("{:02}.{:02}.{:02}", day.day(), day.month(), day.year() % 100);
        prop_assert_eq!(parse_day(&text, TODAY), Ok(day), "{}", text);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        let _ = (parse_span(&text, TODAY), parse_written_day(&text));
    }

    #[test]
    fn no_near_date_panics(text in "-?[0-9]{0,9}[-./ qQwW:]{0,2}[0-9]{0,3}[-./ T]?[0-9dwmy:]{0,5}[Z+]?[0-9:]{0,5}") {
        let _ = (parse_span(&text, TODAY), parse_written_day(&text));
    }

    #[test]
    fn no_words_of_a_date_panic(words in prop::collection::vec("(21|5|2024|24|мая|may|го|г\\.|вт|of|q2|w|кв|10:00|T|Z|,|\\.)", 0..7)) {
        let _ = parse_span(&words.join(" "), TODAY);
        let _ = parse_span(&words.concat(), TODAY);
    }
}

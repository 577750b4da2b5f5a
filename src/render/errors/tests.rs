//! Messages and next steps of errors, in both languages, as seen on 2024-05-24.

use super::*;
use crate::{
    error::{AnswerFault, Bilingual, HeadlinesAsked, RedirectFault},
    model::{Currency, NotInForce, Span, Spans, parse_amount, parse_day},
    render::{
        fixtures::{currency, day, record},
        hint,
    },
};
use expect_test::{Expect, expect};
use std::path::PathBuf;

const TODAY: &str = "2024-05-24";

/// The message and, indented, the next step, in Russian and in English.
#[track_caller]
fn check(error: &Error, expected: &Expect) {
    let today = day(TODAY);
    let shown = [Lang::Ru, Lang::En].map(|lang| {
        let next = hint(error, lang, today).map(|next| format!("\n  {next}"));
        error_text(error, lang, today) + &next.unwrap_or_default()
    });
    expected.assert_eq(&shown.join("\n"));
}

fn no_rate(code: &str, on: &str, reason: NotInForce) -> Error {
    Error::NoRate {
        currency: currency(code),
        day: day(on),
        reason,
    }
}

fn span(from: &str, to: &str) -> Span {
    Span::new(day(from), day(to)).unwrap()
}

#[test]
fn never_fetched_names_the_fetch_with_14_days_before() {
    check(
        &no_rate("TRY", "2004-12-15", NotInForce::NeverFetched),
        &expect![[r"
            нет курса TRY на 2004-12-15: эту валюту ещё не загружали
              выполните `rates fetch --currency TRY --from 2004-12-01 --to 2004-12-15`
            no TRY rate for 2004-12-15: nothing of this currency has been fetched yet
              run `rates fetch --currency TRY --from 2004-12-01 --to 2004-12-15`"]],
    );
}

#[test]
fn before_the_first_record_nothing_can_be_done() {
    let reason = NotInForce::BeforeFirstRecord {
        first: day("1992-07-01"),
    };
    check(
        &no_rate("USD", "1992-06-01", reason),
        &expect![[r"
        нет курса USD на 1992-06-01: записи Банка России по USD начинаются с 1992-07-01
        no USD rate for 1992-06-01: the Bank of Russia's USD records begin on 1992-07-01"]],
    );
}

#[test]
fn after_the_coverage_the_last_record_and_its_age_are_told() {
    let reason = |code: &str, nominal| NotInForce::AfterCoverage {
        last: Some(record(
            "2024-05-18",
            nominal,
            if code == "JPY" { "58.1234" } else { "90.9873" },
        )),
        covered_to: day("2024-05-20"),
    };
    check(
        &no_rate("USD", "2024-05-23", reason("USD", 1)),
        &expect![[r"
            нет курса USD на 2024-05-23: курсы есть до 2024-05-20 (4 дня назад); последняя запись от 2024-05-18: 90.9873
              выполните `rates fetch --currency USD`
            no USD rate for 2024-05-23: stored rates end on 2024-05-20 (4 days ago); the last record is of 2024-05-18: 90.9873
              run `rates fetch --currency USD`"]],
    );
    let text = error_text(
        &no_rate("JPY", "2024-05-23", reason("JPY", 100)),
        Lang::En,
        day(TODAY),
    );
    assert!(text.ends_with("of 2024-05-18: 100 JPY = 58.1234"), "{text}");
}

/// The figure of 2016 is of old rubles; it was called `10000 BYN`.
#[test]
fn the_last_record_is_in_the_unit_of_its_own_day() {
    let last = Some(record("2016-06-30", 10_000, "31.9800"));
    let reason = NotInForce::AfterCoverage {
        last,
        covered_to: day("2016-06-30"),
    };
    for (lang, expected) in [
        (Lang::Ru, "10000 BYR = 31.9800"),
        (Lang::En, "10000 BYR = 31.9800"),
    ] {
        let text = error_text(&no_rate("BYN", "2016-07-05", reason), lang, day(TODAY));
        assert!(text.ends_with(expected), "{text}");
    }
}

#[test]
fn a_rate_of_the_future_is_not_set_yet() {
    let last = record(TODAY, 1, "90.2486");
    let reason = NotInForce::AfterCoverage {
        last: Some(last),
        covered_to: day(TODAY),
    };
    check(
        &no_rate("USD", "2024-05-25", reason),
        &expect![[r"
        нет курса USD на 2024-05-25: он ещё не установлен; последняя запись от 2024-05-24: 90.2486
          выполните `rates fetch --currency USD`
        no USD rate for 2024-05-25: it is not set yet; the last record is of 2024-05-24: 90.2486
          run `rates fetch --currency USD`"]],
    );
    assert_eq!(
        hint(&no_rate("USD", "2024-06-25", reason), Lang::En, day(TODAY)),
        None
    );
}

#[test]
fn a_currency_that_has_ended_says_until_when() {
    let reason = NotInForce::AfterCoverage {
        last: Some(record("2025-12-31", 1, "45.0000")),
        covered_to: day("2025-12-31"),
    };
    let error = no_rate("BGN", "2026-02-01", reason);
    let today = day("2026-03-01");
    assert_eq!(
        error_text(&error, Lang::Ru, today),
        "нет курса BGN на 2026-02-01: Банк России котировал эту валюту до 2025-12-31"
    );
    assert_eq!(hint(&error, Lang::Ru, today), None);
}

#[test]
fn holes_and_edges_of_the_coverage_name_what_to_fetch() {
    check(
        &no_rate(
            "USD",
            "2024-01-15",
            NotInForce::Hole {
                gap: span("2024-01-13", "2024-01-17"),
            },
        ),
        &expect![[r"
            нет курса USD на 2024-01-15: не загружено 2024-01-13..2024-01-17
              выполните `rates fetch --currency USD --from 2024-01-13 --to 2024-01-17`
            no USD rate for 2024-01-15: not fetched: 2024-01-13..2024-01-17
              run `rates fetch --currency USD --from 2024-01-13 --to 2024-01-17`"]],
    );
    check(
        &no_rate(
            "USD",
            "2024-01-19",
            NotInForce::RecordUnknown {
                covered_from: day("2024-01-18"),
            },
        ),
        &expect![[r"
            нет курса USD на 2024-01-19: курсы есть только с 2024-01-18, а действовала более ранняя запись
              выполните `rates fetch --currency USD --from 2024-01-04 --to 2024-01-18`
            no USD rate for 2024-01-19: stored rates begin on 2024-01-18, and an earlier record was in force
              run `rates fetch --currency USD --from 2024-01-04 --to 2024-01-18`"]],
    );
    check(
        &no_rate(
            "USD",
            "1992-07-03",
            NotInForce::BeforeCoverage {
                first: day("2020-01-01"),
            },
        ),
        &expect![[r"
            нет курса USD на 1992-07-03: курсы есть только с 2020-01-01
              выполните `rates fetch --currency USD --from 1992-07-01 --to 1992-07-03`
            no USD rate for 1992-07-03: stored rates begin on 2020-01-01
              run `rates fetch --currency USD --from 1992-07-01 --to 1992-07-03`"]],
    );
}

#[test]
fn a_range_without_records_says_whether_it_was_fetched() {
    let coverage: Spans = [
        span("2024-01-01", "2024-03-01"),
        span("2024-04-01", "2024-05-24"),
    ]
    .into_iter()
    .collect();
    let error = |asked: Span| Error::NoRecords {
        currency: currency("USD"),
        span: asked,
        coverage: coverage.clone(),
    };
    check(
        &error(span("2024-05-19", "2024-05-20")),
        &expect![[r"
        нет записей USD за 2024-05-19..2024-05-20: в эти дни их не было, действовала прежняя запись
        no USD records for 2024-05-19..2024-05-20: none is dated so, an earlier one was in force"]],
    );
    check(
        &error(span("2024-03-10", "2024-03-20")),
        &expect![[r"
        нет записей USD за 2024-03-10..2024-03-20: не загружено 2024-03-10..2024-03-20
          выполните `rates fetch --currency USD --from 2024-02-25 --to 2024-03-20`
        no USD records for 2024-03-10..2024-03-20: not fetched: 2024-03-10..2024-03-20
          run `rates fetch --currency USD --from 2024-02-25 --to 2024-03-20`"]],
    );
    check(
        &error(span("2023-02-01", "2023-02-28")),
        &expect![[r"
        нет записей USD за 2023-02-01..2023-02-28: загружено с 2024-01-01 по 2024-05-24
          выполните `rates fetch --currency USD --from 2023-01-18 --to 2023-02-28`
        no USD records for 2023-02-01..2023-02-28: stored are 2024-01-01 to 2024-05-24
          run `rates fetch --currency USD --from 2023-01-18 --to 2023-02-28`"]],
    );
}

#[test]
fn wrong_usage_shows_what_is_near() {
    check(
        &Error::Config {
            path: "rates.toml".into(),
            message: Bilingual::new("line 3: currencys", "строка 3: currencys"),
            nearest: Some("currencies"),
        },
        &expect![[r"
            настройки rates.toml: строка 3: currencys
              возможно, `currencies`?
            configuration rates.toml: line 3: currencys
              did you mean `currencies`?"]],
    );
    check(
        &Error::Usage {
            flag: "--digits",
            problem: Bilingual::new("at most 10", "не больше 10"),
        },
        &expect![[r"
            --digits: не больше 10
            --digits: at most 10"]],
    );
}

#[test]
fn an_unknown_currency_shows_what_is_near_and_where_all_are_listed() {
    let unknown = |typed: &str| Error::UnknownCurrency(Currency::find(typed).unwrap_err());
    check(
        &unknown("USQ"),
        &expect![[r"
        неизвестная валюта «USQ»
          возможно, USD, RSD, UAH? все валюты: `rates currencies`
        unknown currency `USQ`
          did you mean USD, RSD, UAH? all currencies: `rates currencies`"]],
    );
    check(
        &unknown("чепуха"),
        &expect![[r"
        неизвестная валюта «чепуха»
          все валюты: `rates currencies`; команды: `rates --help`
        unknown currency `чепуха`
          all currencies: `rates currencies`; commands: `rates --help`"]],
    );
    check(
        &unknown("манат"),
        &expect![[r"
        «манат» — название нескольких валют: AZN, TMT
          напишите код: AZN (Азербайджанский манат), TMT (Туркменский манат)
        `манат` is the name of several currencies: AZN, TMT
          write the code: AZN (Azerbaijani manat), TMT (Turkmenistani manat)"]],
    );
    check(
        &unknown("RUB"),
        &expect![[r"
        «RUB» — это сам рубль, в нём выражены курсы других валют
          все валюты: `rates currencies`
        `RUB` is the ruble itself, in which the rates of other currencies are quoted
          all currencies: `rates currencies`"]],
    );
}

#[test]
fn a_first_word_that_is_nothing_suggests_commands_and_codes() {
    let error = |commands: &[&str], codes: &[&'static str]| Error::UnknownWord {
        word: "chrat".into(),
        commands: commands
            .iter()
            .map(|command| (*command).to_owned())
            .collect(),
        codes: codes.to_vec(),
    };
    check(
        &error(&["rates chart"], &["CHF"]),
        &expect![[r"
        нет ни команды, ни валюты «chrat»
          возможно, `rates chart`, CHF? все валюты: `rates currencies`
        unknown command or currency `chrat`
          did you mean `rates chart`, CHF? all currencies: `rates currencies`"]],
    );
    check(
        &error(&[], &[]),
        &expect![[r"
        нет ни команды, ни валюты «chrat»
          команды: `rates --help`; валюты: `rates currencies`
        unknown command or currency `chrat`
          commands: `rates --help`; currencies: `rates currencies`"]],
    );
}

/// The advice spells the day that was typed: it was 2024-06-05 whatever the day.
#[test]
fn a_date_that_cannot_be_read_is_spelled_as_it_may_be_meant() {
    let check_date = |text: &str, expected: &Expect| {
        let error = parse_day(text, day(TODAY)).unwrap_err();
        check(&Error::Date(error), expected);
    };
    check_date(
        "03/04/2022",
        &expect![[r"
        «03/04/2022» можно понять по-разному; напишите 2022-04-03 или 2022-03-04
        `03/04/2022` is ambiguous: write 2022-04-03 or 2022-03-04"]],
    );
    check_date(
        "31.04.2022",
        &expect![[r"
        «31.04.2022»: такого дня в календаре нет: в апреле 2022 года 30 дней
        `31.04.2022` is not a day of the calendar: April 2022 has 30 days"]],
    );
    check_date(
        "05.21.2022",
        &expect![[r"
        «05.21.2022»: такого дня в календаре нет: в датах с точками день стоит первым, а месяца 21 нет; напишите 2022-05-21
        `05.21.2022` is not a day of the calendar: dates with dots are day first, and there is no month 21; write 2022-05-21"]],
    );
    check_date(
        "2022-W60",
        &expect![[r"
        «2022-W60»: такого дня в календаре нет: недель в 2022 году — 52
        `2022-W60` is not a day of the calendar: 2022 has 52 weeks"]],
    );
    check_date(
        "21 мая",
        &expect![[r"
        «21 мая»: не назван год; напишите ГГГГ-05-21
        `21 мая` has no year: write YYYY-05-21"]],
    );
    check_date(
        "пн, 21.05.2024",
        &expect![[r"
        «пн, 21.05.2024»: 2024-05-21 — это вторник
        `пн, 21.05.2024`: 2024-05-21 is a Tuesday"]],
    );
    check_date(
        "2024-05",
        &expect![[r"
        «2024-05» — это период, а здесь нужен один день; последний его день — 2024-05-31
        `2024-05` is a period, and one day is needed here: its last day is 2024-05-31"]],
    );
    check_date(
        "soon",
        &expect![[r"
        «soon» — не дата; напишите ГГГГ-ММ-ДД, ДД.ММ.ГГГГ, ГГГГ-ММ, ГГГГ-Q1, ГГГГ-W01, ГГГГ, сегодня или -30d
        `soon` is not a date: write YYYY-MM-DD, DD.MM.YYYY, YYYY-MM, YYYY-Q1, YYYY-W01, YYYY, today or -30d"]],
    );
}

#[test]
fn an_amount_that_cannot_be_read_is_spelled_as_it_may_be_meant() {
    let check_amount = |text: &str, expected: &Expect| {
        check(&Error::Amount(parse_amount(text).unwrap_err()), expected);
    };
    check_amount(
        "7,250",
        &expect![[r"
        «7,250» можно понять по-разному; напишите 7250 или 7.250
        `7,250` is ambiguous: write 7250 or 7.250"]],
    );
    check_amount(
        "$100",
        &expect![[r"
        «$100» — не только число; напишите здесь 100, а валюту укажите отдельно
        `$100` is more than a number: write 100 here, and give the currency apart from it"]],
    );
    check_amount(
        "abc",
        &expect![[r"
        «abc» — не сумма; напишите цифры, а перед дробной частью точку или запятую
        `abc` is not an amount: write digits, with a point or a comma before the fraction"]],
    );
    let long = "9".repeat(50);
    check_amount(
        &long,
        &expect![[r"
        в «99999999999999999999999999999999999999999999999999» больше цифр, чем можно хранить точно
        `99999999999999999999999999999999999999999999999999` has more digits than can be held exactly"]],
    );
}

#[test]
fn faults_of_the_source_and_the_store() {
    let unreachable = |attempts| Error::Unreachable {
        url: "https://www.cbr.ru".into(),
        attempts,
        cause: Bilingual::new("timed out", "время вышло"),
        details: "operation timed out".into(),
        retry_after: None,
    };
    check(
        &unreachable(4),
        &expect![[r"
        нет ответа от https://www.cbr.ru после 4 попыток: время вышло
          сохранённые курсы доступны; повторите позже
        no answer from https://www.cbr.ru after 4 attempts: timed out
          stored rates can be used; try again later"]],
    );
    check(
        &unreachable(21),
        &expect![[r"
        нет ответа от https://www.cbr.ru после 21 попытки: время вышло
          сохранённые курсы доступны; повторите позже
        no answer from https://www.cbr.ru after 21 attempts: timed out
          stored rates can be used; try again later"]],
    );
    check(
        &unreachable(1),
        &expect![[r"
        нет ответа от https://www.cbr.ru: время вышло
          сохранённые курсы доступны; повторите позже
        no answer from https://www.cbr.ru: timed out
          stored rates can be used; try again later"]],
    );
    let fault = AnswerFault::Html {
        bot_protection: true,
        first_words: "DDoS-Guard".into(),
    };
    check(
        &Error::BadAnswer {
            url: "https://www.cbr.ru".into(),
            fault,
        },
        &expect![[r"
            https://www.cbr.ru: вместо курсов веб-страница (защита от ботов): DDoS-Guard
              сохранённые курсы доступны; повторите позже
            https://www.cbr.ru: a web page instead of rates (bot protection): DDoS-Guard
              stored rates can be used; try again later"]],
    );
    check(
        &Error::PartsLeftOut { count: 1 },
        &expect![[r"
        пропущена 1 часть
        1 part left out"]],
    );
    check(
        &Error::DatesUnread { count: 1 },
        &expect![[r#"
        не прочитана 1 дата (день или время)
        1 date or time not read"#]],
    );
    check(
        &Error::DatesUnread { count: 3 },
        &expect![[r#"
        не прочитаны 3 даты (день или время)
        3 dates or times not read"#]],
    );
    check(
        &Error::RowsLeftOut { count: 1 },
        &expect![[r"
        пропущена 1 строка
        1 row left out"]],
    );
    check(
        &Error::RowsLeftOut { count: 3 },
        &expect![[r"
        пропущены 3 строки
        3 rows left out"]],
    );
    let faults =
        [3, 9].map(|page| Bilingual::new(format!("page {page}"), format!("страница {page}")));
    let damaged = |faults: Vec<Bilingual>| Error::Damaged {
        path: PathBuf::from("r.db"),
        faults,
    };
    let two = damaged(faults.to_vec());
    assert_eq!(
        error_text(&two, Lang::Ru, day(TODAY)),
        "база r.db: 2 ошибки\nстраница 3\nстраница 9"
    );
    assert_eq!(
        error_text(&two, Lang::En, day(TODAY)),
        "store r.db: 2 faults found\npage 3\npage 9"
    );
    let many = error_text(
        &damaged(vec![faults[0].clone(); 1_002]),
        Lang::En,
        day(TODAY),
    );
    assert!(
        many.ends_with("\npage 3\nand 2 more") && many.lines().count() == 1_002,
        "{many}"
    );
}

#[test]
fn an_answer_without_words_has_no_colon_behind_it() {
    let check = |fault: AnswerFault, russian: &str, english: &str| {
        let error = Error::bad_answer("https://a.example", fault);
        let shown = [Lang::Ru, Lang::En].map(|lang| error_text(&error, lang, day(TODAY)));
        assert_eq!(
            shown,
            [russian, english].map(|text| format!("https://a.example: {text}"))
        );
    };
    let status = AnswerFault::Status {
        status: 410,
        first_words: String::new(),
    };
    check(status, "ответ с кодом 410", "status 410");
    let page = |bot_protection| AnswerFault::Html {
        bot_protection,
        first_words: String::new(),
    };
    check(
        page(true),
        "вместо курсов веб-страница (защита от ботов)",
        "a web page instead of rates (bot protection)",
    );
    check(
        page(false),
        "вместо курсов веб-страница",
        "a web page instead of rates",
    );
}

#[test]
fn errors_of_a_feed_name_it_and_what_to_do() {
    let of_status = |status: u16| {
        let fault = AnswerFault::Status {
            status,
            first_words: "Gone".into(),
        };
        Error::bad_answer("https://a.example/rss", fault).of_feed("Лента")
    };
    check(
        &of_status(410),
        &expect![[r#"
            Лента: https://a.example/rss: ответ с кодом 410: Gone
              она закрыта навсегда и больше не запрашивается; уберите её из [[feeds]] в настройках
            Лента: https://a.example/rss: status 410: Gone
              it is closed for good and is not asked again; take it out of [[feeds]] in the configuration"#]],
    );
    check(
        &of_status(404),
        &expect![[r#"
            Лента: https://a.example/rss: ответ с кодом 404: Gone
              проверьте её адрес в [[feeds]] в настройках или повторите позже
            Лента: https://a.example/rss: status 404: Gone
              check its address in [[feeds]] in the configuration, or try again later"#]],
    );
    assert_eq!(of_status(404).exit_code(), 5);
    let down = Error::Unreachable {
        url: "https://a.example/rss".into(),
        attempts: 1,
        cause: Bilingual::new("no connection", "нет соединения"),
        details: "".into(),
        retry_after: None,
    };
    check(
        &down.of_feed("Лента"),
        &expect![[r"
            Лента: нет ответа от https://a.example/rss: нет соединения
              сохранённые заголовки доступны; повторите позже
            Лента: no answer from https://a.example/rss: no connection
              stored headlines can be used; try again later"]],
    );
}

#[test]
fn a_filter_that_leaves_nothing_and_an_unknown_name_say_what_to_do() {
    check(
        &Error::NoHeadlines {
            asked: Box::new(HeadlinesAsked {
                sections: vec!["Спорт".into(), "Мир".into()],
                ..HeadlinesAsked::default()
            }),
            is_store_empty: false,
            emptied_by: Some("--section"),
        },
        &expect![[r"
            нет заголовков разделов Спорт, Мир
              без --section такие есть
            no headlines in sections Спорт, Мир
              without --section there are some"]],
    );
    check(
        &Error::UnknownNewsName {
            flag: "--source",
            name: "lenta".into(),
            nearest: vec!["lenta.ru".into()],
        },
        &expect![[r"
            --source: ни у одного заголовка нет «lenta»
              возможно, lenta.ru?
            --source: no headline has `lenta`
              did you mean lenta.ru?"]],
    );
}

#[test]
fn no_headlines_says_which_were_asked_for_and_where_they_come_from() {
    let asked = HeadlinesAsked {
        words: Some("ставка".into()),
        sources: vec!["lenta.ru".into(), "ria.ru".into()],
        sections: vec!["Экономика".into()],
        languages: vec!["ru"],
        from: Some(day("2024-05-01")),
        to: Some(day("2024-05-21")),
    };
    check(
        &Error::NoHeadlines {
            asked: asked.into(),
            is_store_empty: false,
            emptied_by: None,
        },
        &expect![[r"
            нет заголовков со словами ставка источников lenta.ru, ria.ru раздела Экономика на языке ru с 2024-05-01 по 2024-05-21
            no headlines with ставка of lenta.ru, ria.ru in section Экономика in language ru from 2024-05-01 to 2024-05-21"]],
    );
    let of_day = HeadlinesAsked {
        from: Some(day("2024-05-21")),
        to: Some(day("2024-05-21")),
        ..HeadlinesAsked::default()
    };
    let nothing = Error::NoHeadlines {
        asked: of_day.into(),
        is_store_empty: true,
        emptied_by: None,
    };
    assert_eq!(
        error_text(&nothing, Lang::Ru, day(TODAY)),
        "нет заголовков за 2024-05-21"
    );
    assert_eq!(
        error_text(&nothing, Lang::En, day(TODAY)),
        "no headlines on 2024-05-21"
    );
    assert!(
        hint(&nothing, Lang::En, day(TODAY))
            .unwrap()
            .contains("rates news add FILE")
    );
}

#[test]
fn a_redirect_that_is_not_followed_says_where_and_why() {
    let check_redirect = |to: &str, why, expected: &Expect| {
        let fault = AnswerFault::Redirect { to: to.into(), why };
        let error = Error::BadAnswer {
            url: "http://x/rss".into(),
            fault,
        };
        check(&error, expected);
    };
    check_redirect(
        "file:///etc/passwd",
        RedirectFault::OtherScheme,
        &expect![[r"
            http://x/rss: перенаправление на file:///etc/passwd не принято: это не http и не https
              сохранённые курсы доступны; проверьте sources.cbr.url в настройках или повторите позже
            http://x/rss: redirect to file:///etc/passwd not followed: it is neither http nor https
              stored rates can be used; check sources.cbr.url in the configuration, or try again later"]],
    );
    check_redirect(
        "http://10.0.0.1/",
        RedirectFault::PrivateAddress,
        &expect![[r"
            http://x/rss: перенаправление на http://10.0.0.1/ не принято: это частный адрес, и в настройках его нет
              сохранённые курсы доступны; проверьте sources.cbr.url в настройках или повторите позже
            http://x/rss: redirect to http://10.0.0.1/ not followed: it is a private address and not configured
              stored rates can be used; check sources.cbr.url in the configuration, or try again later"]],
    );
    check_redirect(
        "http://x/",
        RedirectFault::Loop { most: 5 },
        &expect![[r"
        http://x/rss: перенаправление на http://x/ не принято: перенаправлений больше 5, они идут по кругу
          сохранённые курсы доступны; проверьте sources.cbr.url в настройках или повторите позже
        http://x/rss: redirect to http://x/ not followed: more than 5 redirects, a loop
          stored rates can be used; check sources.cbr.url in the configuration, or try again later"]],
    );
}

#[test]
fn faults_of_figures_and_days() {
    let url = "https://www.cbr.ru/x";
    let check_fault = |fault: AnswerFault, expected: &Expect| {
        let error = Error::BadAnswer {
            url: url.into(),
            fault,
        };
        check(&error, expected);
    };
    let what = || {
        Bilingual::new(
            "45.0000 for 1 after 90.9873 for 1",
            "45.0000 за 1 после 90.9873 за 1",
        )
    };
    let span = |from, to| Span::new(day(from), day(to)).unwrap();
    let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect::<Vec<_>>();
    check_fault(
        AnswerFault::Absurd {
            record_date: day("2024-05-21"),
            what: what(),
        },
        &expect![[r"
            https://www.cbr.ru/x: невозможный курс на 2024-05-21: 45.0000 за 1 после 90.9873 за 1
            https://www.cbr.ru/x: absurd figure for 2024-05-21: 45.0000 for 1 after 90.9873 for 1"]],
    );
    check_fault(
        AnswerFault::Unconfirmed {
            record_date: day("2024-05-21"),
            what: what(),
        },
        &expect![[r"
            https://www.cbr.ru/x: курс на 2024-05-21 не взят, пока его не подтвердит следующая запись: 45.0000 за 1 после 90.9873 за 1
            https://www.cbr.ru/x: figure for 2024-05-21 left out until a later record confirms it: 45.0000 for 1 after 90.9873 for 1"]],
    );
    check_fault(
        AnswerFault::More {
            count: 22,
            last: day("2024-05-31"),
        },
        &expect![[r"
            https://www.cbr.ru/x: ещё 22 невозможных курса, последний на 2024-05-31
            https://www.cbr.ru/x: 22 more absurd figures, the last one for 2024-05-31"]],
    );
    check_fault(
        AnswerFault::OutsideAsked {
            asked: span("2024-05-21", "2024-05-25"),
            count: 7897,
            first: days(&["1992-07-01", "1992-07-03"]),
        },
        &expect![[r"
            https://www.cbr.ru/x: 7897 записей вне запрошенных дней 2024-05-21..2024-05-25: 1992-07-01, 1992-07-03 и ещё 7895 таких
            https://www.cbr.ru/x: 7897 records outside the days asked for, 2024-05-21..2024-05-25: 1992-07-01, 1992-07-03 and 7895 more"]],
    );
    let (asked, listed) = (
        span("2024-01-01", "2024-12-31"),
        span("2024-01-02", "2024-03-15"),
    );
    check_fault(
        AnswerFault::ShortRange {
            asked,
            listed,
            begins_late: true,
            ends_early: true,
        },
        &expect![[r"
            https://www.cbr.ru/x: запрошено с 2024-01-01, источник даёт с 2024-01-02; запрошено по 2024-12-31, источник даёт по 2024-03-15
            https://www.cbr.ru/x: asked from 2024-01-01, the source lists from 2024-01-02; asked to 2024-12-31, the source lists to 2024-03-15"]],
    );
    check_fault(
        AnswerFault::MissingDays {
            code: "USD",
            witness: "EUR",
            count: 2,
            first: days(&["2024-05-22", "2024-05-23"]),
        },
        &expect![[r"
            https://www.cbr.ru/x: нет записей USD на 2024-05-22, 2024-05-23, хотя у EUR они есть; эти дни считаются незагруженными
            https://www.cbr.ru/x: no USD record for 2024-05-22, 2024-05-23, although EUR has one; these days count as not fetched"]],
    );
    check_fault(
        AnswerFault::LoneDays {
            code: "USD",
            count: 1,
            first: days(&["2024-05-19"]),
        },
        &expect![[r"
            https://www.cbr.ru/x: только у USD есть запись на 2024-05-19, у других ежедневных валют её нет
            https://www.cbr.ru/x: USD has a record for 2024-05-19, where no other daily currency has one"]],
    );
    check_fault(
        AnswerFault::Unlisted {
            code: "USD",
            count: 7,
            first: days(&["2026-08-20", "2026-08-21"]),
        },
        &expect![[r"
            https://www.cbr.ru/x: источник больше не даёт записей USD, которые остаются в силе: 2026-08-20, 2026-08-21 и ещё 5 таких
            https://www.cbr.ru/x: the source no longer lists USD records that stay in force: 2026-08-20, 2026-08-21 and 5 more"]],
    );
}

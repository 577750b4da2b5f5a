//! `rates correlate` where there is little news, or no move to test: what is still tested, and what is said to be lacking.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::news_world::with_news;
use jiff::civil::{Date, Weekday, date};
use serde_json::Value;
use std::fmt::Write as _;

const QUESTIONS: [&[&str]; 3] = [&["--term", "событие"], &[], &["--lead-lag"]];

/// The letters of a number, so that every headline has words of its own and is a story of its own.
fn letters(number: usize) -> String {
    let digits = number.to_string().into_bytes().into_iter();
    digits
        .map(|digit| {
            ["ба", "ве", "го", "ду", "жи", "зя", "ку", "ло", "ми", "не"][usize::from(digit - b'0')]
        })
        .collect()
}

/// Headlines at ten on the working days of 2023 and 2024: so many on every `step`-th of them.
fn news(headlines: usize, step: usize) -> String {
    let days = date(2023, 1, 2).series(jiff::Span::new().days(1));
    let working = days
        .take_while(|day| day.year() < 2025)
        .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
    let mut text = String::from("published,title,url\n");
    for (at, day) in working.enumerate().filter(|(at, _)| at % step == 0) {
        for number in 0..headlines {
            let id = at * 50 + number;
            let own = [
                letters(id),
                letters(7 * id + 3),
                letters(11 * id + 5),
                letters(13 * id + 1),
            ]
            .join(" ");
            let rare = if number == 0 && at % 30 == 0 {
                "наводнение"
            } else {
                "событие"
            };
            writeln!(
                text,
                "{day}T10:{number:02}:00+03:00,{rare} {own},https://a.example/{id}"
            )
            .unwrap();
        }
    }
    text
}

fn answer(place: &Place, question: &[&str], period: &[&str]) -> Value {
    let typed = [
        &["correlate", "--permutations", "99", "--format", "json"],
        question,
        period,
    ]
    .concat();
    let ran = place.run(&typed);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    serde_json::from_str(&ran.stdout).unwrap()
}

/// Every question gives this reason, and words it with `ru`.
fn check_lack(place: &Place, period: &[&str], reason: &str, ru: &[&str]) {
    for question in QUESTIONS {
        let found = answer(place, question, period);
        assert_eq!(found["too_few"]["reason"], reason, "{question:?} {found}");
        if !question.contains(&"--lead-lag") {
            assert_eq!(found["verdict"]["name"], "few_records", "{question:?}");
        }
        let typed = [&["correlate", "--lang", "ru"], question, period].concat();
        let text = place.run(&typed).code(0).stdout.replace('\n', " ");
        for part in ru {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(
            text.contains("таких же новостей"),
            reason == "short_span",
            "{text}"
        );
    }
}

#[test]
fn six_headlines_a_record_are_enough_and_events_are_mentions() {
    let place = with_news(&[news(6, 1)]);
    for question in QUESTIONS {
        let found = answer(&place, question, &[]);
        let n = found["n"].as_u64().or(found["records"].as_u64()).unwrap();
        assert!(n > 400, "{question:?} {n}");
        assert_eq!(found["too_few"], Value::Null);
    }
    let typed = ["correlate", "--term", "наводнение", "--lang", "ru"];
    let text = place.run(&typed).code(0).stdout.replace('\n', " ");
    assert!(
        text.contains("Дней, когда эти слова встретились в новостях: "),
        "{text}"
    );
    assert!(!text.contains("необычно много"), "{text}");
    // A word of every day is not an event on each of them.
    let typed = ["correlate", "--term", "событие", "--lang", "ru"];
    place.run(&typed).code(0).out_has("необычно много");
}

#[test]
fn fewer_than_one_headline_a_record_need_other_sources_and_no_more_months() {
    let place = with_news(&[news(2, 5)]);
    let ru = [
        "Новостей слишком мало на каждый день: в среднем 0.4 на запись курса, нужна хотя бы одна",
        "Ещё столько же месяцев не поможет: нужны другие источники (`rates news add`, `rates news backfill`)",
    ];
    check_lack(&place, &[], "thin_news", &ru);
}

#[test]
fn news_of_other_years_is_dated_and_no_months_are_promised() {
    let place = with_news(&[news(9, 1)]);
    let before = ["--from", "2015-01-01", "--to", "2020-01-01"];
    let ru = ["За этот период новостей в базе нет; они есть с 2 января 2023 по 31 декабря 2024"];
    check_lack(&place, &before, "no_news", &ru);
}

#[test]
fn news_that_began_lately_needs_time() {
    let place = with_news(&[news(9, 1)]);
    let before_and_first_months = ["--from", "2020-01-01", "--to", "2023-04-30"];
    let ru = ["Слишком мало записей с новостями (", "таких же новостей"];
    check_lack(&place, &before_and_first_months, "short_span", &ru);
}

#[test]
fn a_short_period_is_named_and_not_blamed_on_the_news() {
    let place = with_news(&[news(9, 1)]);
    let month = ["--from", "2024-05-01", "--to", "2024-05-31"];
    let ru = [
        "Период слишком короткий: 19 записей курса",
        "Возьмите период длиннее",
    ];
    check_lack(&place, &month, "short_period", &ru);
}

/// A store with rates of its own, one a day, and a headline a day.
fn with_rates(days: usize, rate: impl Fn(usize) -> String) -> Place {
    let first: Date = date(2023, 1, 1);
    let days: Vec<Date> = first.series(jiff::Span::new().days(1)).take(days).collect();
    let last = days.last().unwrap();
    let mut rates = String::from("date,char_code,nominal,value,source,span\n");
    let mut news = String::from("published,title,url\n");
    for (at, day) in days.iter().enumerate() {
        writeln!(rates, "{day},USD,1,{},cbr,2023-01-01..{last}", rate(at)).unwrap();
        writeln!(
            news,
            "{day}T10:00+03:00,Событие номер слово{at},https://a.example/{at}"
        )
        .unwrap();
    }
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    place.write("rates.csv", &rates);
    place.write("news.csv", &news);
    place.run(&["db", "import", "rates.csv"]).code(0);
    place.run(&["news", "add", "news.csv"]).code(0);
    place
}

#[test]
fn a_constant_rate_is_the_reason_where_nothing_moves() {
    let place = with_rates(400, |_| "90.0000".to_owned());
    let ru = [
        "Курс почти не двигался: 400 записей в периоде, движений, которые можно проверить, — 0",
        "Новости тут не помогут",
    ];
    check_lack(&place, &[], "constant_rate", &ru);
}

#[test]
fn a_short_history_is_the_reason_where_the_usual_size_is_not_known() {
    let place = with_rates(100, |at| format!("9{}.5000", at * 7 % 10));
    let ru = [
        "История курса слишком коротка: 100 записей в периоде, движений, которые можно проверить, — 39",
        "Не хватает 81 записи: нужно примерно ещё 4 месяца",
    ];
    check_lack(&place, &[], "short_history", &ru);
}

/// Days of one quiet source: known to have had no more, or not known.
#[test]
fn quiet_days_that_were_read_whole_are_tested() {
    let quiet = |row: &&str| {
        let is_quiet = row.contains("2024-05-1");
        !is_quiet || row.contains(":00:00+03")
    };
    let text = news(12, 1);
    let text: Vec<&str> = text.lines().filter(quiet).collect();
    let place = with_news(&[text.join("\n")]);
    let n = |place: &Place| {
        answer(place, &["--term", "событие"], &[])["n"]
            .as_u64()
            .unwrap()
    };
    let before = n(&place);
    let db = rusqlite::Connection::open(place.db()).unwrap();
    let source: String = db
        .query_row("SELECT DISTINCT source FROM headline", [], |row| row.get(0))
        .unwrap();
    for day in 1..=31 {
        let row = rusqlite::params![
            "list",
            format!("2024-05-{day:02}"),
            source,
            1,
            1,
            "2024-06-01T00:00:00Z"
        ];
        db.execute("INSERT INTO news_coverage (archive, date, source, headlines, requests, asked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", row)
            .unwrap();
    }
    drop(db);
    assert_eq!(n(&place), before + 4);
}

/// One headline a week, as of weekly statistics, in the midst of twelve a day.
#[test]
fn a_word_of_every_week_is_never_unusual_and_its_days_can_be_asked_for() {
    let weekly = |(at, row): (usize, &str)| {
        let is_of_week = at > 0 && (at - 1) % 60 == 0;
        let row = row.replace("наводнение", "событие");
        if is_of_week {
            row.replace("событие", "инфляция")
        } else {
            row
        }
    };
    let text: Vec<String> = news(12, 1).lines().enumerate().map(weekly).collect();
    let place = with_news(&[text.join("\n")]);
    let few = answer(&place, &["--term", "инфляция"], &[]);
    assert!(
        few["n_events"].as_u64() < Some(10) && few["n_mentioned"].as_u64() > Some(90),
        "{few}"
    );
    let text = place
        .run(&["correlate", "--term", "инфляция", "--lang", "ru"])
        .code(0)
        .stdout
        .replace('\n', " ");
    assert!(
        text.contains("бывает регулярно") && text.contains("`--event any`"),
        "{text}"
    );

    let any = answer(&place, &["--term", "инфляция", "--event", "any"], &[]);
    assert_eq!(any["n_events"], few["n_mentioned"]);
    let of_any = place.run(&[
        "correlate",
        "--term",
        "инфляция",
        "--event",
        "any",
        "--lang",
        "ru",
    ]);
    assert!(!of_any.code(0).stdout.contains("бывает регулярно"));
    // A word of every day would make an event of each.
    let daily = place.run(&["correlate", "--term", "событие", "--lang", "ru"]);
    assert!(!daily.code(0).stdout.contains("бывает регулярно"));
}

/// They follow from the rates alone.
#[test]
fn periods_of_volatility_need_no_news() {
    let empty = Place::new(AFTER_ARCHIVE);
    let typed = ["correlate", "--regimes", "--format", "json"];
    let alone: Value = serde_json::from_str(&empty.run(&typed).code(0).stdout).unwrap();
    let keys: Vec<&String> = alone.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["currency", "from", "regimes", "to"]);
    let periods = alone["regimes"]["periods"].as_array().unwrap();
    // At half the penalty there were sixteen.
    assert!((4..=9).contains(&periods.len()), "{alone}");
    let of = |period: &Value, key: &str| period[key].as_f64().unwrap();
    assert!(
        periods
            .iter()
            .all(|one| of(one, "median_pct") < of(one, "sd_pct"))
    );
    let text = empty.run(&["correlate", "--regimes", "--lang", "ru"]);
    text.code(0)
        .out_has("Размер дневных движений менялся")
        .out_has("медианный ход за день, стандартное отклонение")
        .out_has("Граница — не дата");
    // What asks about words needs headlines as before.
    for more in [
        &["--term", "мост"][..],
        &["--marginal"],
        &["--lead-lag"],
        &["--event", "any"],
    ] {
        empty
            .run(&[&["correlate", "--regimes"], more].concat())
            .code(3);
    }
    let place = with_news(&[news(12, 1)]);
    for question in QUESTIONS
        .into_iter()
        .filter(|question| !question.is_empty())
    {
        let beside = answer(&place, question, &["--regimes", "--from", "2023-01-01"]);
        assert!(beside["regimes"]["periods"].is_array(), "{question:?}");
    }
}

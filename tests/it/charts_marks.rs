//! Marks on charts: events, days with a term, the largest moves with headlines, methods, the key rate.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::shared;
use ruble_rates::timeline::{KEY_RATE, key_rate_complete_to};
use std::fmt::Write as _;

const EVENTS: &str = "date,label,kind\n\
    2024-05-12,Смена министра,политика\n\
    2024-05-30..2024-06-05,Форум,рынок\n\
    2024-06-13,Торги остановлены,рынок\n";

const NEWS: &str = "published,title,url\n\
    2024-05-20T10:00+03:00,Погода в Москве: дождь и снег,https://a.example/1\n\
    2024-06-18T10:00+03:00,Санкции против биржи введены,https://a.example/2\n\
    2024-06-18T11:00+03:00,Санкции против биржи: подробности,https://a.example/3\n\
    2024-06-18T12:00+03:00,Погода в Твери: дождь,https://a.example/4\n\
    2024-06-18T18:00+03:00,Вечерние новости после установления курса,https://a.example/5\n";

/// The texts of a picture of the dollar in May and June 2024.
fn drawn(place: &Place, options: &[&str]) -> Vec<String> {
    let mut arguments = vec![
        "chart", "USD", "--from", "2024-05", "--to", "2024-06", "-o", "-", "--lang", "ru",
    ];
    arguments.extend(options);
    texts(&place.run(&arguments).code(0).stdout)
}

fn texts(svg: &str) -> Vec<String> {
    let pieces = svg.split("<text ").skip(1);
    let text = |piece: &str| {
        piece
            .split_once('>')
            .unwrap()
            .1
            .split("</text>")
            .next()
            .unwrap()
            .to_owned()
    };
    pieces.map(text).collect()
}

fn check_has(texts: &[String], wanted: &[&str]) {
    for text in wanted {
        assert!(
            texts.iter().any(|one| one == text),
            "no `{text}` in {texts:#?}"
        );
    }
}

#[test]
fn events_are_flagged_and_listed() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("events.csv", EVENTS);
    let found = drawn(&place, &["--events", "events.csv"]);
    check_has(
        &found,
        &[
            "1",
            "2",
            "3",
            "12 мая 2024",
            "30 мая – 5 июн 2024",
            "Смена министра · политика",
        ],
    );
}

#[test]
fn letters_that_the_typeface_lacks_stay_in_svg_and_are_named_beside_a_png() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "events.csv",
        "date,label,kind\n\
         2024-05-14,🚀 ракета,🇷🇺\n\
         2024-05-21,会议决定,汉\n",
    );
    let title = "🚀 会议 и курс";
    let options = ["--events", "events.csv", "--title", title];
    check_has(
        &drawn(&place, &options),
        &[title, "🚀 ракета · 🇷🇺", "会议决定 · 汉"],
    );

    for (file, notes) in [("a.png", 1), ("a.svg", 0), ("a.html", 0)] {
        let mut arguments = vec!["chart", "USD", "--from", "2024-05", "--to", "2024-06"];
        arguments.extend(["--lang", "en", "-o", file]);
        arguments.extend(options);
        let ran = place.run(&arguments);
        ran.code(0);
        let lines = ran.stderr.lines().filter(|line| line.contains("boxes"));
        assert_eq!(lines.count(), notes, "{file}: {}", ran.stderr);
        if notes > 0 {
            ran.err_has("its typeface lacks 🚀, 会, 议, 🇷, 🇺, 决, 定, 汉; as SVG");
        }
    }
}

#[test]
fn bad_rows_are_named_and_the_rest_is_drawn() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "events.csv",
        &format!("{EVENTS}2024-02-30,нет такого дня,\n2024-06-14,,\n"),
    );
    let arguments = [
        "chart",
        "USD",
        "--from",
        "2024-05",
        "--to",
        "2024-06",
        "-o",
        "a.svg",
        "--events",
        "events.csv",
    ];
    let ran = place.run(&arguments);
    ran.code(1)
        .err_has("events.csv:5:")
        .err_has("2024-02-30")
        .err_has("events.csv:6:");
    check_has(
        &texts(&std::fs::read_to_string(place.path("a.svg")).unwrap()),
        &["Торги остановлены · рынок"],
    );
    let missing = ["chart", "-o", "b.svg", "--events", "nowhere.csv"];
    place.run(&missing).code(1).err_has("nowhere.csv");
}

#[test]
fn marked_days_are_counted_and_words_found_nowhere_are_no_data() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("news.csv", NEWS);
    place.run(&["news", "add", "news.csv"]).code(0);
    let found = drawn(&place, &["--mark", "санкция"]);
    let subtitle = found.iter().find(|text| text.contains("санкция")).unwrap();
    assert!(
        subtitle.ends_with("столбики — «санкция»: 2 заголовка за 1 день, больше всего 18 июн — 2"),
        "{subtitle}"
    );
    assert!(
        found
            .iter()
            .any(|text| text.ends_with(". Заголовки: a.example")),
        "{found:#?}"
    );
    let nowhere = [
        "chart",
        "--from",
        "2024-05",
        "--to",
        "2024-06",
        "-o",
        "c.svg",
        "--mark",
        "цунами",
    ];
    place.run(&nowhere).code(3).err_has("цунами");
    assert!(!place.path("c.svg").exists());
}

#[test]
fn a_move_is_told_with_what_came_before_it_was_set() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("news.csv", NEWS);
    place.run(&["news", "add", "news.csv"]).code(0);
    let found = drawn(&place, &["--news"]);
    check_has(
        &found,
        &[
            "19 июн 2024",
            "USD −2.3\u{a0}% · Санкции против биржи введены",
            "USD +3.4\u{a0}% · новостей нет",
        ],
    );
    let caveat = "с заголовком окна у каждого; причинность не проверялась";
    assert!(found.iter().any(|text| text.ends_with(caveat)));
    let news_of_evening = "USD −5.1\u{a0}% · Вечерние новости после установления курса";
    check_has(&found, &["20 июн 2024", news_of_evening]);
}

#[test]
fn a_window_of_enough_stories_is_told_by_what_sets_it_apart() {
    let mut news = "published,title,url\n".to_owned();
    for day in 1..=9 {
        let row = format!(
            "2024-05-0{day}T10:00+03:00,Погода в Москве: дождь и ветер,https://a.example/{day}\n"
        );
        news.push_str(&row);
    }
    let of_window = [
        "Погода в Москве: дождь",
        "Погода в Твери: ветер и снег",
        "Доллар подорожал до нового рекорда",
        "Погода в Сочи: жара и солнце",
        "Против биржи ввели санкции: подробности и последствия",
        "Биржа под санкциями",
    ];
    for (at, title) in of_window.iter().enumerate() {
        let _ = writeln!(
            news,
            "2024-06-18T1{at}:00+03:00,{title},https://a.example/w{at}"
        );
    }
    let place = Place::new(AFTER_ARCHIVE);
    place.write("news.csv", &news);
    place.run(&["news", "add", "news.csv"]).code(0);
    check_has(
        &drawn(&place, &["--news"]),
        &["19 июн 2024", "USD −2.3\u{a0}% · Биржа под санкциями"],
    );
}

#[test]
fn methods_and_the_key_rate_are_shown() {
    let place = Place::new(AFTER_ARCHIVE);
    let found = drawn(&place, &["--methods", "--key-rate"]);
    check_has(
        &found,
        &[
            "Пунктир: Банк сменил способ, которым устанавливает курс",
            "13 июн 2024: внебиржевые сделки банков",
            "Ключевая ставка, % годовых",
            "16.00\u{a0}%",
        ],
    );
    let later = [
        "chart",
        "USD",
        "--from",
        "2024-10",
        "--to",
        "2026-08",
        "-o",
        "-",
        "--key-rate",
        "--lang",
        "ru",
    ];
    check_has(
        &texts(&place.run(&later).code(0).stdout),
        &["Ключевая ставка, % годовых", "14.00\u{a0}%"],
    );
    let before = [
        "chart",
        "USD",
        "--from",
        "2010",
        "--to",
        "2010",
        "-o",
        "-",
        "--key-rate",
        "--lang",
        "ru",
    ];
    place.run(&before).code(0).err_has("2013-09-17");
}

/// The table of the model against the file that it was made of.
#[test]
fn the_key_rate_is_as_in_the_shared_figures() {
    let Some(file) = shared::rates_folder().map(|folder| folder.join("keyrate.csv")) else {
        return;
    };
    let file = std::fs::read_to_string(file).unwrap();
    let known: Vec<_> = KEY_RATE
        .iter()
        .map(|step| format!("{},{}", step.from, step.percent))
        .collect();
    let listed: Vec<_> = file
        .lines()
        .skip(1)
        .map(|line| line.rsplit_once(',').unwrap().0.to_owned())
        .collect();
    assert_eq!(known, listed);
}

/// The series ends with a meeting that left the rate unchanged; what a later one decided is in no file.
#[test]
fn the_key_rate_is_known_to_the_last_meeting_of_the_shared_events() {
    let Some(file) = shared::folder("data/events").map(|folder| folder.join("ruble_events.csv"))
    else {
        return;
    };
    let rows: Vec<_> = csv::Reader::from_path(file)
        .unwrap()
        .records()
        .map(Result::unwrap)
        .collect();
    let last = rows.iter().rfind(|row| &row[2] == "key_rate").unwrap();
    let percent = KEY_RATE.last().unwrap().percent.to_string();
    assert_eq!(
        (&last[0], &last[4]),
        ("2026-09-11", format!("Key rate held: {percent}%").as_str())
    );
    assert_eq!(last[0], key_rate_complete_to().to_string());
}

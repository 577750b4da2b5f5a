//! Whatever makes a command on news fail, `rates db check` names by table, row and column.

use crate::command::{AFTER_ARCHIVE, Place, archive_store};
use rusqlite::Connection;

const COLLECTION: &str = "date,title,url,tags\n\
    2024-05-20T10:00:00+03:00,Ключевая ставка сохранена,https://a.example/1,Экономика\n\
    2024-05-20T16:00:00+03:00,Санкции расширены,https://a.example/2,Политика\n\
    2024-05-21,Что будет со ставкой,https://a.example/3,\n\
    ,Без даты,https://a.example/5,\n";

/// Commands that together read every column; the last one reads and packs stories.
const COMMANDS: &[&[&str]] = &[
    &["news", "list", "--limit", "0"],
    &["news", "feeds"],
    &["explain", "2024-05-21"],
];

fn place() -> Place {
    let feeds = "[[feeds]]\nname = \"x\"\nurl = \"http://127.0.0.1:1/feed\"\n";
    let place = Place::configured(AFTER_ARCHIVE, feeds);
    std::fs::create_dir_all(place.db().parent().unwrap()).unwrap();
    std::fs::copy(archive_store(), place.db()).unwrap();
    place.write("news.csv", COLLECTION);
    place.run(&["news", "add", "news.csv"]).code(0);
    let asked = "INSERT INTO feed (url, name, last_attempt_at, errors_in_a_row)
                 VALUES ('http://127.0.0.1:1/feed', 'x', '2026-08-25T09:00:00Z', 1)";
    Connection::open(place.db())
        .unwrap()
        .execute_batch(asked)
        .unwrap();
    place
}

/// What goes wrong in one column, and how the check names it.
const DAMAGE: &[(&str, &str)] = &[
    (
        "UPDATE headline SET published = '2024-23-23' WHERE url LIKE '%1'",
        "column published: `2024-23-23`",
    ),
    (
        "UPDATE headline SET published = '2024-05-20T11:00:00+03:00' WHERE url LIKE '%1'",
        "column moscow_time: `2024-05-20T10:00:00`",
    ),
    (
        "UPDATE headline SET date_evidence = 'hearsay' WHERE url LIKE '%1'",
        "column date_evidence: `hearsay`",
    ),
    (
        "UPDATE headline SET header_date = 'soon' WHERE url LIKE '%1'",
        "column header_date: `soon`",
    ),
    (
        "UPDATE headline SET header_date = 'soon' WHERE url LIKE '%5'",
        "column header_date: `soon`",
    ),
    (
        "UPDATE headline SET first_seen = 'once' WHERE url LIKE '%5'",
        "column first_seen: `once`",
    ),
    (
        "UPDATE headline SET tags = '[1, 2]' WHERE url LIKE '%1'",
        "column tags: `[1, 2]`",
    ),
    (
        "UPDATE headline SET title = CAST(x'fffe41' AS TEXT) WHERE url LIKE '%1'",
        "column title: ",
    ),
    (
        "UPDATE headline SET source = CAST(x'ff' AS TEXT) WHERE url LIKE '%1'",
        "column source: ",
    ),
    (
        "UPDATE headline SET section = CAST(x'ff' AS TEXT) WHERE url LIKE '%1'",
        "column section: ",
    ),
    (
        "UPDATE headline SET moscow_time = '2024-05-20T25:61:00' WHERE url LIKE '%1'",
        "column moscow_time: `2024-05-20T25:61:00`",
    ),
    (
        "UPDATE headline SET time_known = 0 WHERE url LIKE '%1'",
        "column time_known: 0",
    ),
    (
        "UPDATE cutoff SET clock = '29:99:99' WHERE set_date_from = '2024-06-13'",
        "cutoff 2024-06-13, column clock: `29:99:99`",
    ),
    (
        "UPDATE cutoff SET set_date_from = 'x' WHERE set_date_from = '2024-06-13'",
        "cutoff x, column set_date_from: `x`",
    ),
    ("DELETE FROM cutoff", "cutoff: no clock at all"),
    (
        "UPDATE feed SET not_before = 'later'",
        "feed http://127.0.0.1:1/feed, column not_before: `later`",
    ),
    (
        "UPDATE feed SET last_attempt_at = 'x'",
        "column last_attempt_at: `x`",
    ),
    (
        "UPDATE feed SET last_success_at = 'x'",
        "column last_success_at: `x`",
    ),
    (
        "UPDATE feed SET errors_in_a_row = 99999999999",
        "column errors_in_a_row: 99999999999",
    ),
    (
        "UPDATE feed SET name = CAST(x'ff' AS TEXT)",
        "column name: ",
    ),
    (
        "INSERT INTO story_due VALUES ('soon')",
        "story_due, column date: not a date: soon",
    ),
    (
        "INSERT INTO story_words VALUES ('9999-99-99', x'00')",
        "story_words, column date: not a date: 9999-99-99",
    ),
    (
        "UPDATE story_words SET stories = x'02ff'",
        "column stories: ",
    ),
    ("UPDATE lemma SET lemma = CAST(x'ff' AS TEXT)", "lemma "),
    (
        "UPDATE term_lemma SET lemma = CAST(x'ff' || id AS TEXT)",
        "term_lemma ",
    ),
];

#[test]
fn a_column_that_no_command_can_read_is_named_by_the_check() {
    let place = place();
    place.run(&["db", "check"]).out_has("ok").no_err().code(0);
    // Packs the words of stories, which some of the damage is in.
    let _ = place.run(&["explain", "2024-05-21"]);
    place.run(&["db", "check"]).out_has("ok").no_err().code(0);
    let sound = std::fs::read(place.db()).unwrap();
    for (damage, words) in DAMAGE {
        std::fs::write(place.db(), &sound).unwrap();
        let db = Connection::open(place.db()).unwrap();
        db.execute_batch("PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0")
            .unwrap();
        db.execute_batch(damage)
            .unwrap_or_else(|error| panic!("{damage}: {error}"));
        drop(db);
        let checked = place.run(&["db", "check", "--lang", "en"]);
        checked
            .no_out()
            .err_has(words)
            .err_has("rates db backup")
            .code(1);
        for command in COMMANDS {
            let ran = place.run(&[command, &["--lang", "en"][..]].concat());
            assert!(
                !ran.stderr.contains("Conversion error"),
                "{damage}: {ran:?}"
            );
            assert!(
                !ran.stderr.contains("Invalid column type"),
                "{damage}: {ran:?}"
            );
        }
    }
}

/// The reported case: every list and statistic fails, each time with the headline and the column.
#[test]
fn a_headline_with_a_month_that_is_none_is_named_by_every_command() {
    let place = place();
    let db = Connection::open(place.db()).unwrap();
    let id: i64 = db
        .query_row("SELECT id FROM headline WHERE url LIKE '%1'", [], |row| {
            row.get(0)
        })
        .unwrap();
    db.execute(
        "UPDATE headline SET published = '2024-23-23' WHERE id = ?1",
        [id],
    )
    .unwrap();
    let named = format!("headline {id}, column published: `2024-23-23` cannot be read");
    for command in [
        &["news", "list", "--limit", "0"][..],
        &["explain", "2024-05-21"],
        &["movers", "--from", "2024-05-01", "--to", "2024-05-31"],
        &["correlate", "--term", "ставка"],
        &["db", "check"],
    ] {
        let ran = place.run(&[command, &["--lang", "en"][..]].concat());
        ran.no_out()
            .err_has(&named)
            .err_has("rates db backup")
            .code(1);
    }
}

//! An import that is broken off at any moment leaves whole batches or nothing, and the next one ends as if it had
//! never been.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::kill::scattered;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// More than one batch of the intake.
const ROWS: u64 = 70_000;
const KILLS: u64 = 6;

const WORDS: [&str; 16] = [
    "банк",
    "ставка",
    "рубль",
    "нефть",
    "санкции",
    "вырос",
    "снизил",
    "переговоры",
    "курс",
    "доллар",
    "газ",
    "экспорт",
    "налог",
    "бюджет",
    "рынок",
    "инфляция",
];

/// Headlines of five words, a minute apart, some of them twice.
fn collection() -> String {
    let mut text = "published,title,url\n".to_owned();
    for row in 0..ROWS {
        let minutes = row;
        let published = jiff::civil::date(2024, 1, 1).at(0, 0, 30, 0)
            + jiff::Span::new().minutes(i64::try_from(minutes).unwrap());
        let words: Vec<&str> = (0..5)
            .map(|at| WORDS[(scattered(row / 2 * 5 + at) % 16) as usize])
            .collect();
        writeln!(
            text,
            "{published}+03:00,{} {},https://a.example/{}",
            words.join(" "),
            row % 7,
            row - row % 50 / 49
        )
        .unwrap();
    }
    text
}

/// Everything an import writes, but for when it was.
fn dump(place: &Place) -> Vec<String> {
    let db = rusqlite::Connection::open(place.db()).unwrap();
    let sql = "SELECT id || ' ' || url || ' ' || title || ' ' || published FROM headline
         UNION ALL SELECT 'story ' || headline || ' ' || story FROM story_member
         UNION ALL SELECT 'due ' || date FROM story_due
         UNION ALL SELECT 'lemma ' || form || ' ' || lemma FROM lemma
         UNION ALL SELECT 'found ' || rowid FROM headline_fts WHERE headline_fts MATCH '\"ставка\" \"нефть\"' ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn an_import_killed_at_any_moment_is_taken_up_again() {
    let collection = collection();
    let add = ["news", "add", "-q", "news.csv"];
    let fresh = || {
        let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
        place.write("news.csv", &collection);
        place.run(&["db", "check"]).code(0);
        place
    };
    let undisturbed = fresh();
    let started = Instant::now();
    undisturbed.run(&add).code(0);
    let took = started.elapsed();
    let expected = dump(&undisturbed);
    let mut still_running = 0;
    for kill in 0..KILLS {
        let place = fresh();
        let moment = took.mul_f64((scattered(kill) % 1000) as f64 / 1000.0);
        let mut child = place.start(&add);
        std::thread::sleep(moment.max(Duration::from_millis(1)));
        still_running += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        let _ = child.wait();
        place.run(&["db", "check"]).code(0);
        place.run(&add).code(0);
        place.run(&["db", "check"]).code(0);
        assert!(
            dump(&place) == expected,
            "killed {moment:?} after the start"
        );
    }
    assert!(
        still_running > KILLS / 2,
        "only {still_running} kills met an import under way"
    );
}

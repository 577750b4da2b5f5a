//! What surrounds the command: a reader that goes away, a file that is no store, a folder that nobody may write.

use crate::command::{AFTER_ARCHIVE, Place, Ran, archive_store, read};
use expect_test::expect;
use std::io::{BufRead, BufReader};

#[test]
fn a_closed_pipe_is_success() {
    for arguments in [
        &["db", "export"][..],
        &["history", "USD"],
        &["man"],
        &["history", "USD", "--format", "json"],
    ] {
        let place = Place::new(AFTER_ARCHIVE);
        let db = archive_store().to_str().unwrap();
        let mut child = place.start(&[&["--db", db], arguments].concat());
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        assert!(!first.is_empty());
        let ran = Ran::of(child);
        assert!(!ran.stderr.contains("rates:"), "{ran:?}");
        ran.code(0);
    }
}

#[test]
fn a_file_that_is_no_store_is_named_and_kept() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "notes.txt",
        "These are notes and no database, and they should stay as they are.\n",
    );
    let before = std::fs::read(place.path("notes.txt")).unwrap();
    for arguments in [
        &["show"][..],
        &["db", "check"],
        &["status"],
        &["fetch", "--dry-run"],
    ] {
        let ran = place.run(&[&["--db", "notes.txt"], arguments].concat());
        ran.no_out().err_has("notes.txt").code(1);
    }
    assert_eq!(std::fs::read(place.path("notes.txt")).unwrap(), before);
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    let place = Place::new(AFTER_ARCHIVE);
    let other = place.path("other.db");
    rusqlite::Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE song (title TEXT)")
        .unwrap();
    let before = std::fs::read(&other).unwrap();
    place
        .run(&["--db", "other.db", "show"])
        .no_out()
        .err_has("other.db")
        .code(1);
    assert_eq!(std::fs::read(&other).unwrap(), before);
}

#[test]
fn a_store_of_a_later_version_is_left_alone() {
    let place = Place::new(AFTER_ARCHIVE);
    rusqlite::Connection::open(place.path("later.db"))
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    place
        .run(&["--db", "later.db", "show"])
        .no_out()
        .err_has("later.db")
        .err_has("99")
        .code(1);
}

#[test]
fn a_place_that_cannot_be_written_is_named() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("plain", "a file, not a folder");
    place
        .run(&["--db", "plain/rates.db", "show"])
        .no_out()
        .err_has("plain")
        .code(1);
    place
        .run(&["--db", "config", "show"])
        .no_out()
        .err_has("config")
        .code(1);
    place
        .run(&["db", "backup", "plain/copy.db"])
        .no_out()
        .err_has("plain/copy.db")
        .code(1);
}

#[test]
fn a_home_is_made_at_first_use_and_the_path_is_told() {
    let place = Place::new(AFTER_ARCHIVE);
    place
        .run(&["db", "path"])
        .out_is(place.db().to_str().unwrap())
        .code(0);
    assert!(!place.db().exists());
    place.run(&["db", "check"]).out_has("ok").no_err().code(0);
    assert!(place.db().exists());
}

#[test]
fn what_was_exported_is_imported_whole() {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    let exported = read(&["db", "export"]);
    place.write("all.csv", &exported.code(0).stdout);
    place.run(&["db", "import", "all.csv"]).code(0);
    assert_eq!(place.run(&["db", "export"]).stdout, exported.stdout);
    place
        .run(&["db", "import", "all.csv"])
        .no_out()
        .code(0)
        .err_has("этот файл уже загружен");
    place
        .run(&["db", "backup", "copy.db"])
        .out(&expect!["copy.db"])
        .code(0);
    assert_eq!(
        place.run(&["--db", "copy.db", "db", "export"]).stdout,
        exported.stdout
    );
    place
        .run(&["db", "backup", "copy.db"])
        .no_out()
        .err_has("copy.db")
        .code(1);
}

#[test]
fn the_clock_can_be_set_but_not_to_nonsense() {
    Place::new("yesterday")
        .run(&["show"])
        .no_out()
        .err_has("RATES_NOW")
        .code(2);
}

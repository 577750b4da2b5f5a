//! Imports into a file that does not exist yet.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::imports::{HEADER, empty, export, import};

/// The import of a broken file into a new one once left a store that the next command filled from the archive.
#[test]
fn a_failed_import_into_a_new_file_can_be_repeated() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("bad.csv", "when,code,rate\n2024-05-21,USD,90.6537\n");
    place
        .run(&["--db", "b.db", "db", "import", "bad.csv"])
        .code(1);
    place.write("worse.csv", &format!("{HEADER}\n2024-05-21,USD,1,0\n"));
    place
        .run(&["--db", "b.db", "db", "import", "worse.csv"])
        .code(1);
    assert!(!place.path("b.db").exists());
    place.write("good.csv", &format!("{HEADER}\n2024-05-21,USD,1,90.6537\n"));
    place
        .run(&["--db", "b.db", "--lang", "en", "db", "import", "good.csv"])
        .code(0)
        .err_has("1 new, 0 restated, 0 known");
    let exported = place.run(&["--db", "b.db", "db", "export"]);
    assert_eq!(exported.stdout.lines().count(), 2);
    let left: Vec<_> = std::fs::read_dir(place.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("partial")),
        "{left:?}"
    );
}

/// A file that holds nothing but imports stays so when they are taken back.
#[test]
fn a_file_made_by_an_import_is_never_filled_from_the_archive() {
    let place = Place::new(AFTER_ARCHIVE);
    import(&place, "own.csv", &["2024-05-21,USD,1,90.6537"], &[]).code(0);
    place.run(&["db", "undo", "1"]).code(0);
    place.run(&["show", "USD", "--on", "2024-05-21"]).code(3);
    assert_eq!(export(&place).lines().count(), 1);
    // Leftovers of earlier versions: a file with nothing in it, and one of a single byte, are new to SQLite.
    for leftover in ["", "\n"] {
        let place = Place::new(AFTER_ARCHIVE);
        place.write("data/rates/rates.db", leftover);
        import(&place, "own.csv", &["2024-05-21,USD,1,90.6537"], &[])
            .code(0)
            .err_has("1 new, 0 restated, 0 known");
        assert_eq!(export(&place).lines().count(), 2);
    }
}

/// A disk that is full, played by a limit of the size of files: nothing is left, and the import can be repeated.
#[test]
#[cfg(unix)]
fn an_import_that_finds_the_disk_full_leaves_nothing_behind() {
    let place = empty();
    let exported = crate::command::read(&["db", "export"]);
    let kept = exported
        .stdout
        .lines()
        .filter(|line| line.starts_with("date,") || line.contains(",EUR,"));
    place.write("own.csv", &(kept.collect::<Vec<_>>().join("\n") + "\n"));
    let rates = place.command(&["--db", "full/own.db", "db", "import", "own.csv"]);
    for blocks in [1, 100, 500, 1000, 1500] {
        let mut shell = std::process::Command::new("sh");
        shell.arg("-c").arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
        ));
        shell
            .arg(rates.get_program())
            .args(rates.get_args())
            .env_clear()
            .current_dir(place.path(""));
        shell.envs(
            rates
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        assert_eq!(
            shell.output().unwrap().status.code(),
            Some(1),
            "{blocks} blocks"
        );
        let left: Vec<_> = std::fs::read_dir(place.path("full")).unwrap().collect();
        assert!(left.is_empty(), "{blocks} blocks: {left:?}");
    }
    place
        .run(&["--db", "full/own.db", "db", "import", "own.csv"])
        .code(0);
    assert_eq!(
        place
            .run(&["--db", "full/own.db", "db", "export"])
            .stdout
            .lines()
            .count(),
        6854
    );
}

/// All start while there is no file; whoever comes second adds to the first one's.
#[test]
fn imports_at_once_into_one_new_file_all_arrive() {
    let place = empty();
    let days: Vec<String> = (1..=8)
        .map(|day| format!("2024-05-{:02}", 13 + day))
        .collect();
    let started: Vec<_> = days
        .iter()
        .map(|day| {
            let name = format!("{day}.csv");
            place.write(&name, &format!("{HEADER}\n{day},USD,1,91.0000\n"));
            place.start(&["--db", "w.db", "db", "import", name.as_str()])
        })
        .collect();
    for import in started {
        let output = import.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let exported = place.run(&["--db", "w.db", "db", "export"]).stdout.clone();
    assert_eq!(exported.lines().count(), 1 + days.len(), "{exported}");
}

#[test]
fn the_export_of_an_empty_store_makes_an_empty_store() {
    let place = Place::new(AFTER_ARCHIVE);
    import(&place, "own.csv", &["2024-05-21,USD,1,90.6537"], &[]).code(0);
    place.run(&["db", "undo", "1"]).code(0);
    let exported = export(&place);
    place.write("empty.csv", &exported);
    place
        .run(&["--db", "e.db", "db", "import", "empty.csv"])
        .code(0);
    assert_eq!(
        place.run(&["--db", "e.db", "db", "export"]).stdout,
        exported
    );
}

//! The chart as text, and the sparkline of `rates show`, by the real command: pipes, files, widths, colours, a terminal.

use crate::command::{AFTER_ARCHIVE, Place, archive_store, read};
use expect_test::expect;
use std::process::Command;

const MONTH: [&str; 5] = ["chart", "--from", "2024-05-01", "--to", "2024-05-31"];

fn text(arguments: &[&str]) -> String {
    let ran = read(&[&MONTH[..], &["--format", "text"], arguments].concat());
    ran.code(0);
    ran.stdout
}

/// Columns of the widest line; every letter of these charts takes one.
fn width(text: &str) -> usize {
    text.lines()
        .map(|line| line.chars().count())
        .max()
        .unwrap_or_default()
}

#[test]
fn a_pipe_gets_text_where_it_is_asked_for_and_nothing_but_text() {
    let drawn = text(&[]);
    assert!(drawn.starts_with("Доллар США и евро\n"), "{drawn}");
    assert!(
        drawn.contains("1–31 мая 2024")
            && drawn.contains("USD 89.79 +0.53")
            && drawn.contains("EUR 97.13 +0.24"),
        "{drawn}"
    );
    assert!(!drawn.contains('\x1b') && width(&drawn) <= 80, "{drawn}");
    assert!(
        drawn
            .chars()
            .any(|letter| ('\u{2801}'..='\u{28ff}').contains(&letter)),
        "{drawn}"
    );
    assert_eq!(text(&["-o", "-"]), drawn);
    assert!(text(&["--color", "always"]).contains("\x1b[38;5;33m"));
}

#[test]
fn a_pipe_without_it_gets_the_path_alone() {
    let place = Place::new(AFTER_ARCHIVE);
    let db = archive_store().to_str().unwrap();
    let ran = place.run(&[&["--db", db], &MONTH[..], &["-o", "x.svg"]].concat());
    ran.out(&expect!["x.svg"]).no_err().code(0);
    let ran = place.run(
        &[
            &["--db", db, "--color", "always"],
            &MONTH[..],
            &["-o", "x.txt"],
        ]
        .concat(),
    );
    ran.out(&expect!["x.txt"]).no_err().code(0);
    let file = std::fs::read_to_string(place.path("x.txt")).unwrap();
    assert_eq!(file, text(&[]), "a file is without colours");
}

#[test]
fn every_width_is_kept_to() {
    for columns in ["1", "20", "60", "80", "120", "200", "1000"] {
        for colour in ["never", "always"] {
            let drawn = text(&["--columns", columns, "--title", "Курс", "--color", colour]);
            let plain = String::from_utf8(without_colours(&drawn)).unwrap();
            assert!(
                width(&plain) <= columns.parse().unwrap(),
                "{columns}:\n{drawn}"
            );
            assert!(
                columns.len() < 2 || width(&plain) * 10 >= columns.parse::<usize>().unwrap() * 9,
                "{drawn}"
            );
        }
    }
    read(&["chart", "--format", "text", "--columns", "0"])
        .no_out()
        .err_has("--columns")
        .code(2);
}

fn without_colours(text: &str) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut is_inside = false;
    for byte in text.bytes() {
        match (is_inside, byte) {
            (false, 0x1b) => is_inside = true,
            (true, b'm') => is_inside = false,
            (false, byte) => kept.push(byte),
            _ => {}
        }
    }
    kept
}

/// `script` of util-linux runs the command on a terminal of its own; passed over where it is missing.
fn on_a_terminal(place: &Place, columns: u16, typed: &str) -> Option<String> {
    on_a_terminal_named("xterm", place, columns, typed)
}

fn on_a_terminal_named(name: &str, place: &Place, columns: u16, typed: &str) -> Option<String> {
    let rates = place.command(&[""; 0]);
    let program = rates.get_program().to_str()?;
    let db = archive_store().display();
    let command = format!("stty cols {columns} rows 50; {program} --db {db} {typed}");
    let mut script = Command::new("script");
    script
        .args(["-qec", &command, "/dev/null"])
        .env_clear()
        .current_dir(place.path(""));
    script.envs(
        rates
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    script
        .env("PATH", "/usr/bin:/bin")
        .env("TERM", name)
        .stdin(std::process::Stdio::null());
    let Ok(output) = script.output() else {
        println!("skipped: `script` of util-linux is not here");
        return None;
    };
    Some(String::from_utf8(output.stdout).unwrap().replace('\r', ""))
}

#[test]
fn a_terminal_gets_the_path_and_the_chart_in_its_width() {
    let place = Place::new(AFTER_ARCHIVE);
    for columns in [20, 60, 80, 120, 200] {
        let Some(shown) = on_a_terminal(&place, columns, &MONTH.join(" ")) else {
            return;
        };
        let (path, chart) = shown.split_once('\n').unwrap();
        assert_eq!(path, "charts/usd-eur_2024-05-01_2024-05-31.png");
        assert_eq!(
            chart,
            text(&["--columns", &columns.to_string(), "--color", "always"])
        );
    }
    assert!(
        place
            .path("charts/usd-eur_2024-05-01_2024-05-31.png")
            .exists()
    );
    let typed = format!("{} --color never", MONTH.join(" "));
    let Some(shown) = on_a_terminal(&place, 70, &typed) else {
        return;
    };
    assert_eq!(
        shown.split_once('\n').unwrap().1,
        text(&["--columns", "70"])
    );
    // A picture for standard output is what was asked for, also there.
    let Some(shown) = on_a_terminal(&place, 70, &format!("{} -o -", MONTH.join(" "))) else {
        return;
    };
    assert!(shown.starts_with("<svg") && shown.ends_with("</svg>\n"));
}

#[test]
fn a_sparkline_stands_after_each_rate() {
    let day = ["show", "USD", "DEM", "--on", "2024-05-21", "--spark"];
    let spark = |ran: &str| {
        let after = ran
            .strip_prefix("21 мая 2024  USD 90.65 ")
            .unwrap()
            .strip_suffix("  DEM —\n")
            .unwrap();
        after.split_once(' ').unwrap().1.to_owned()
    };
    let blocks = spark(&read(&day).stdout);
    assert_eq!(blocks.chars().count(), 30);
    assert!(
        blocks.chars().all(|letter| ('▁'..='█').contains(&letter)),
        "{blocks}"
    );
    assert!(blocks.contains('▁') && blocks.contains('█'), "{blocks}");
    let ascii = spark(&read(&[&day[..], &["--ascii"]].concat()).stdout);
    assert!(ascii.chars().count() == 30 && ascii.is_ascii(), "{ascii}");
    read(&["--spark", "USD", "--on", "1992-07-03"])
        .out(&expect!["3 июля 1992  USD 134.80 RUR +9.54 ▁█"])
        .code(0);
}

#[test]
fn a_sparkline_has_a_place_only_in_the_line() {
    for format in ["table", "json", "csv"] {
        read(&["show", "--spark", "--format", format])
            .no_out()
            .err_has("--spark")
            .code(2);
    }
    read(&["--spark", "status"])
        .no_out()
        .err_has("--spark")
        .code(2);
}

/// No control sequence, and no sign that such a terminal lacks: neither in charts nor in small ones.
#[test]
fn a_dumb_terminal_gets_neither_colours_nor_boxes() {
    let place = Place::new(AFTER_ARCHIVE);
    let month = format!("--lang en {}", MONTH.join(" "));
    let Some(shown) = on_a_terminal_named("dumb", &place, 80, &month) else {
        return;
    };
    assert!(shown.is_ascii() && !shown.contains('\x1b'), "{shown}");
    assert!(shown.contains("****") && shown.contains("+-"), "{shown}");
    assert_eq!(
        shown.split_once('\n').unwrap().1,
        text(&["--columns", "80", "--ascii", "--lang", "en"])
    );

    for typed in [
        "show USD --spark",
        "history USD --from 2024-05-21 --to 2024-05-24",
    ] {
        let shown = on_a_terminal_named("dumb", &place, 80, typed).unwrap();
        let is_plain = |letter: char| !('─'..='█').contains(&letter) && letter != '\x1b';
        assert!(shown.chars().all(is_plain), "{shown}");
    }
}

/// Newcomer 28: two small charts of thirty letters each did not fit.
#[test]
fn two_sparklines_keep_within_the_terminal() {
    let place = Place::new(AFTER_ARCHIVE);
    for columns in [60, 80, 120] {
        let Some(shown) = on_a_terminal(&place, columns, "show -q --spark --color never") else {
            return;
        };
        assert!(
            shown.contains('▁') && width(&shown) <= columns.into(),
            "{shown}"
        );
    }
}

//! Accounting programs accept and value what `history` writes for them, where they are installed.

use crate::{
    command::{AFTER_ARCHIVE, Place, archive_store},
    documented::replay,
};
use expect_test::expect_file;
use std::path::Path;
use std::process::Command;

#[test]
fn price_directives_are_accepted_and_valued_alike() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prices.sh");
    let mut command = Command::new("bash");
    command
        .arg(script)
        .arg(env!("CARGO_BIN_EXE_rates"))
        .env("RATES_DB", archive_store());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A program of the page, by the name of its command there, if it is here in the version that the page names.
#[allow(
    clippy::disallowed_methods,
    reason = "a test may ask how it was started"
)]
fn is_here(page: &str, command: &str) -> bool {
    let name = match command {
        "awk" => return true,
        "bean-query" => "beanquery",
        name => name,
    };
    let row = page
        .lines()
        .find(|line| line.starts_with(&format!("| {name} |")))
        .unwrap_or_else(|| panic!("the page has no version of {name}"));
    let wanted = row.split('|').nth(2).unwrap().trim();

    let output = Command::new(command).arg("--version").output();
    let version = output.map_or_else(
        |error| error.to_string(),
        |output| {
            String::from_utf8_lossy(&output.stdout)
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned()
        },
    );
    let is_that = version.contains(wanted);
    if !is_that {
        println!("examples of {command} {wanted} are not run; here is: {version}");
        assert!(
            std::env::var_os("CI").is_none(),
            "{command} {wanted} is needed, not {version}"
        );
    }
    is_that
}

#[test]
fn the_page_on_accounting_shows_what_comes_out() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/accounting.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let place = Place::new(AFTER_ARCHIVE);
    let replayed = replay(&page, &place, |command| is_here(&page, command));
    expect_file![path].assert_eq(&replayed);
}

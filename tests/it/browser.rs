//! The page of a chart, opened in chromium by tests/browser.sh, where that and its driver are installed.

use crate::command::{AFTER_ARCHIVE, Place};
use std::path::Path;
use std::process::Command;

/// Ours, with what must not become mark-up or a link.
const HEADLINES: &str = "date,title,url,source\n\
    2024-05-21T10:00:00+03:00,Ставка & «ключевая»,https://example.org/1,example.org\n\
    2024-05-21T11:30:00+03:00,&lt;b&gt;Вторая&lt;/b&gt; новость,javascript:alert(1),example.org\n";

#[test]
fn a_page_answers_to_pointer_fingers_and_keys() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("headlines.csv", HEADLINES);
    place.run(&["news", "add", "headlines.csv"]).code(0);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("bash");
    command
        .arg(root.join("tests/browser.sh"))
        .arg(env!("CARGO_BIN_EXE_rates"));
    command.arg(root.join("target/browser/pages"));
    command
        .env("RATES_DB", place.db())
        .env("RATES_NOW", AFTER_ARCHIVE)
        .env("LANG", "ru_RU.UTF-8");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

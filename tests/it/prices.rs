//! Ledger, hledger and beancount accept what `history` writes for them, where they are installed.

use crate::command::archive_store;
use std::process::Command;

#[test]
fn price_directives_are_accepted() {
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

//! Other programs read the store: those that are installed for the Python found first; `.ci/more` has all of them.

use std::process::Command;

#[allow(
    clippy::disallowed_methods,
    reason = "a test may ask how it was started"
)]
#[test]
fn other_programs_read_every_table_and_view_of_the_store() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/readers.py");
    let output = Command::new("python3")
        .args([script, env!("CARGO_BIN_EXE_rates")])
        .output();
    let Ok(output) = output else {
        println!("python3 is not here: no program reads the store");
        assert!(std::env::var_os("CI").is_none(), "python3 is needed");
        return;
    };

    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

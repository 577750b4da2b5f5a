//! The `rates` command.
fn main() {}

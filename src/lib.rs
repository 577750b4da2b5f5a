//! The Bank of Russia's official ruble rates: recorded, shown, proved, drawn, and linked to the news.
//!
//! The modules in reading order, each using only those before it: [`model`] is the vocabulary, [`error`] what can go
//! wrong, [`encoding`] makes text of bytes, [`table`] reads the tables that people bring, [`net`] is one polite HTTP client, [`text`] knows the words of headlines. Side by
//! side: [`sources`] (where rates come from), [`news`] (where headlines come from), [`store`] (SQLite), [`rates`] (exact
//! arithmetic over series), [`analysis`] (statistics), [`chart`] (pictures) and [`cli`] (what can be typed). [`render`] turns
//! results into text; in [`app`] these rooms meet, and [`cmd`] is the command line around it.

pub mod analysis;
pub mod app;
pub mod chart;
pub mod cli;
pub mod cmd;
pub mod encoding;
pub mod error;
pub mod model;
pub mod net;
pub mod news;
pub mod rates;
pub mod render;
pub mod sources;
pub mod store;
pub mod table;
pub mod text;
pub mod timeline;

use clap::Parser as _;
use std::ffi::OsString;

/// Runs the command that was typed, says what went wrong, and returns the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: &cmd::Environment) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    match cli::Cli::try_parse_from(&arguments) {
        Ok(cli) => cmd::run(&cli, environment),
        Err(error) => cmd::say_usage_error(&error, &arguments, environment),
    }
}

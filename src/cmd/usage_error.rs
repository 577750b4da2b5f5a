//! A command line that clap refuses, or its help.

use super::{
    environment::Environment,
    first_word::{find_language_option, say_unknown_command},
};
use crate::{cli::usage_in_russian, model::Lang};
use clap::error::ErrorKind;
use std::{ffi::OsString, io::Write as _};

/// Prints what clap has to say in the language of the user; returns the exit code.
pub fn say_usage_error(
    error: &clap::Error,
    arguments: &[OsString],
    environment: &Environment,
) -> u8 {
    // Help and version go to stdout and are no error; a closed pipe is none either.
    if !error.use_stderr() {
        let _ = error.print();
        return 0;
    }
    if let Some(code) = say_unknown_command(arguments, environment) {
        return code;
    }

    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    match environment.language(find_language_option(arguments)) {
        Lang::Ru if !is_help => {
            let _ = writeln!(std::io::stderr().lock(), "{}", usage_in_russian(error));
        }
        _ => {
            let _ = error.print();
        }
    }
    2
}

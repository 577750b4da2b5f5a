//! `rates shwo --from 2024`: a misspelled command that made clap fail on its options.

use super::{environment::Environment, failure::say_error, suggestions::suggest_commands};
use crate::{
    cli::{Cli, LangArg},
    error::Error,
    model::{Currency, NotOneCurrency, UnknownCurrency, echoed},
};
use clap::{CommandFactory as _, ValueEnum as _};
use std::ffi::OsString;

/// Suggests a command for a misspelled one, which clap took for `show` with an unexpected option; returns the exit code.
pub fn say_unknown_command(arguments: &[OsString], environment: &Environment) -> Option<u8> {
    let command = Cli::command();
    let word = find_first_word(&command, arguments)?;
    // A command that exists failed for another reason, which clap explains better.
    let is_command = command.get_subcommands().any(|one| one.get_name() == word);
    if is_command || word == "help" {
        return None;
    }
    let Err(UnknownCurrency {
        why: NotOneCurrency::Unknown,
        nearest,
        ..
    }) = Currency::find(word)
    else {
        return None;
    };

    let today = environment.today();
    let commands = suggest_commands(&[word.to_owned()], today);
    if commands.is_empty() {
        return None;
    }

    let error = Error::UnknownWord {
        word: echoed(word),
        commands,
        codes: nearest,
    };
    let lang = environment.language(find_language_option(arguments));

    say_error(&error, lang, today);
    Some(error.exit_code())
}

/// The first word that is no option and no option's value.
fn find_first_word<'a>(command: &clap::Command, arguments: &'a [OsString]) -> Option<&'a str> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_str());

    while let Some(word) = words.next() {
        let word = word?;
        if !word.starts_with('-') || word == "-" {
            return Some(word);
        }
        if takes_value(command, word) {
            words.next();
        }
    }
    None
}

fn takes_value(command: &clap::Command, word: &str) -> bool {
    command.get_arguments().any(|option| {
        let long = option.get_long().map(|name| format!("--{name}"));
        let short = option.get_short().map(|letter| format!("-{letter}"));
        let is_typed = [long, short].iter().flatten().any(|name| name == word);
        is_typed && option.get_action().takes_values()
    })
}

/// The value of `--lang`, which clap did not get to read.
pub fn find_language_option(arguments: &[OsString]) -> Option<LangArg> {
    let words: Vec<_> = arguments.iter().filter_map(|word| word.to_str()).collect();

    let next_word = words.windows(2).find(|pair| pair[0] == "--lang");
    let value = match next_word {
        Some(pair) => pair[1],
        None => words.iter().find_map(|word| word.strip_prefix("--lang="))?,
    };
    LangArg::from_str(value, true).ok()
}

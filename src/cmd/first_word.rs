//! `rates shwo`: suggestions for a first word that is neither a command nor a currency.

use super::Environment;
use super::context::language;
use super::support::say_error;
use crate::cli::{Cli, LangArg};
use crate::error::Error;
use crate::model::{
    Currency, NotOneCurrency, UnknownCurrency, day_in_moscow, parse_amount, parse_day,
};
use clap::{CommandFactory as _, ValueEnum as _};
use jiff::civil::Date;
use std::ffi::{OsStr, OsString};

/// Words for our commands in other programs.
const SYNONYMS: &[(&str, &str)] = &[
    ("plot", "chart"),
    ("graph", "chart"),
    ("draw", "chart"),
    ("график", "chart"),
    ("update", "fetch"),
    ("sync", "fetch"),
    ("download", "fetch"),
    ("обновить", "fetch"),
    ("list", "currencies"),
    ("codes", "currencies"),
    ("валюты", "currencies"),
    ("currency", "currencies"),
    ("calc", "convert"),
    ("exchange", "convert"),
    ("rate", "show"),
    ("get", "show"),
    ("курс", "show"),
    ("series", "history"),
    ("история", "history"),
    ("import", "db import"),
    ("export", "db export"),
    ("backup", "db backup"),
    ("check", "db check"),
    ("search", "news search"),
    ("feeds", "news feeds"),
    ("новости", "news"),
];

/// The error of a `show` that was not named; if its first word is the unknown one, commands are suggested too.
pub fn with_commands(error: Error, words: &[String], today: Date) -> Error {
    match (error, words.first()) {
        (Error::UnknownCurrency(unknown), Some(word))
            if unknown.why == NotOneCurrency::Unknown && unknown.code == *word =>
        {
            let commands = commands_meant(words, today);
            Error::UnknownWord {
                word: word.clone(),
                commands,
                codes: unknown.nearest,
            }
        }
        (error, _) => error,
    }
}

/// Suggests a command for a misspelled one that made clap fail on its options; returns the exit code.
///
/// `rates chrat --from 2024` is otherwise `show` with an unexpected `--from`.
pub fn say_unknown_command(arguments: &[OsString], environment: &Environment) -> Option<u8> {
    let command = Cli::command();
    let word = first_word(&command, arguments)?;
    let Err(UnknownCurrency {
        why: NotOneCurrency::Unknown,
        nearest,
        ..
    }) = Currency::find(word)
    else {
        return None;
    };
    let is_command = command.get_subcommands().any(|one| one.get_name() == word) || word == "help";
    let today = day_in_moscow(environment.moment().unwrap_or(environment.clock));
    let commands = commands_meant(&[word.to_owned()], today);
    if is_command || commands.is_empty() {
        return None;
    }
    let error = Error::UnknownWord {
        word: word.to_owned(),
        commands,
        codes: nearest,
    };
    let lang = language(typed_language(arguments), environment.locale.as_deref());
    say_error(&error, lang, today);
    Some(error.exit_code())
}

/// Command lines that the words may mean: a day, an amount, another program's word, or a slip of the finger.
fn commands_meant(words: &[String], today: Date) -> Vec<String> {
    let Some((word, rest)) = words.split_first() else {
        return Vec::new();
    };
    let rest = rest
        .iter()
        .fold(String::new(), |line, word| line + " " + &quoted(word));
    if let Ok(day) = parse_day(word, today) {
        return vec![format!("rates show{rest} --on {day}")];
    }
    if let Ok(amount) = parse_amount(word) {
        let currencies = if rest.is_empty() {
            " USD"
        } else {
            rest.as_str()
        };
        return vec![format!("rates convert {amount}{currencies}")];
    }
    let word = word.to_lowercase();
    if let Some((_, command)) = SYNONYMS.iter().find(|(synonym, _)| *synonym == word) {
        return vec![format!("rates {command}")];
    }
    // One slip in a short word, two in a longer one: almost anything would be near `db`.
    let most = match word.chars().count() {
        0..=2 => return Vec::new(),
        3..=4 => 1,
        _ => 2,
    };
    let command = Cli::command();
    let mut near: Vec<(usize, &str)> = command
        .get_subcommands()
        .map(|one| {
            (
                strsim::damerau_levenshtein(one.get_name(), &word),
                one.get_name(),
            )
        })
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_unstable();
    near.into_iter()
        .take(2)
        .map(|(_, name)| format!("rates {name}"))
        .collect()
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./,".contains(c);
    if word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The first word that is no option and no option's value.
fn first_word<'a>(command: &clap::Command, arguments: &'a [OsString]) -> Option<&'a str> {
    let mut words = arguments
        .iter()
        .skip(1)
        .map(OsString::as_os_str)
        .map(OsStr::to_str);
    while let Some(word) = words.next() {
        let word = word?;
        if !word.starts_with('-') || word == "-" {
            return Some(word);
        }
        let has_value = command.get_arguments().any(|option| {
            let long = option
                .get_long()
                .is_some_and(|name| word == format!("--{name}"));
            let short = option
                .get_short()
                .is_some_and(|letter| word == format!("-{letter}"));
            (long || short) && option.get_action().takes_values()
        });
        if has_value {
            words.next();
        }
    }
    None
}

/// The value of `--lang`, which clap did not get to read.
fn typed_language(arguments: &[OsString]) -> Option<LangArg> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let apart = words
        .windows(2)
        .find(|pair| pair[0] == "--lang")
        .map(|pair| pair[1]);
    let value = apart.or_else(|| words.iter().find_map(|word| word.strip_prefix("--lang=")))?;
    LangArg::from_str(value, true).ok()
}

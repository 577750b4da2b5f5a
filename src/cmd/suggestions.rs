//! Command lines that words may mean which are neither a command nor a currency.

use crate::{
    cli::Cli,
    error::Error,
    model::{NotOneCurrency, parse_amount, parse_day, shell_word},
};
use clap::CommandFactory as _;
use jiff::civil::Date;
use strsim::damerau_levenshtein;

/// Words for our commands in other programs.
const SYNONYMS: &[(&str, &str)] = &[
    ("plot graph draw график", "chart"),
    ("update sync download обновить", "fetch"),
    ("list codes валюты currency", "currencies"),
    ("calc exchange", "convert"),
    ("rate get курс", "show"),
    ("series история", "history"),
    ("import", "db import"),
    ("export", "db export"),
    ("backup", "db backup"),
    ("check", "db check"),
    ("search", "news search"),
    ("feeds", "news feeds"),
    ("sources источники", "news sources"),
    ("новости", "news"),
];

/// The error of a `show` that was not named; if its first word is the unknown one, commands are suggested too.
pub fn add_commands(error: Error, words: &[String], today: Date) -> Error {
    match (error, words.first()) {
        (Error::UnknownCurrency(unknown), Some(word))
            if unknown.why == NotOneCurrency::Unknown && unknown.code == *word =>
        {
            Error::UnknownWord {
                word: word.clone(),
                commands: suggest_commands(words, today),
                codes: unknown.nearest,
            }
        }
        (error, _) => error,
    }
}

/// Command lines that the words may mean: a day, an amount, another program's word, or a slip of the finger.
pub fn suggest_commands(words: &[String], today: Date) -> Vec<String> {
    let Some((word, rest)) = words.split_first() else {
        return Vec::new();
    };
    let rest = rest
        .iter()
        .fold(String::new(), |line, word| line + " " + &shell_word(word));
    if let Ok(day) = parse_day(word, today) {
        return vec![format!("rates show{rest} --on {day}")];
    }
    if let Ok(amount) = parse_amount(word) {
        let currencies = if rest.is_empty() { " USD" } else { &rest };
        return vec![format!("rates convert {amount}{currencies}")];
    }

    let word = word.to_lowercase();
    let mut synonyms = SYNONYMS.iter();
    match synonyms.find(|(words, _)| words.split(' ').any(|one| one == word)) {
        Some((_, command)) => vec![format!("rates {command}")],
        None => suggest_near_commands(&word),
    }
}

/// The commands with names that are one or two typing errors away, the nearest first.
fn suggest_near_commands(word: &str) -> Vec<String> {
    // One slip in a short word, two in a longer one: almost anything would be near `db`.
    let most_slips = match word.chars().count() {
        0..=2 => return Vec::new(),
        3..=4 => 1,
        _ => 2,
    };

    let command = Cli::command();
    let mut near: Vec<_> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .map(|name| (damerau_levenshtein(name, word), name))
        .filter(|(slips, _)| *slips <= most_slips)
        .collect();
    near.sort_unstable();
    near.truncate(2);
    near.into_iter()
        .map(|(_, name)| format!("rates {name}"))
        .collect()
}

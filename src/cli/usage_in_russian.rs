//! Clap's complaints about a command line, in Russian.
//!
//! Clap has its sentences in English only, but hands out what they are made of. Its own detail of a value that does not
//! fit follows in brackets.

use clap::error::{ContextKind as K, ContextValue, Error, ErrorKind};
use std::error::Error as _;

/// The complaint with its tips, the usage and where to read more, without an end of line.
pub fn usage_in_russian(error: &Error) -> String {
    let mut text = format!("ошибка: {}", sentence(error));
    for tip in tips(error) {
        text.push_str("\n  совет: ");
        text.push_str(&tip);
    }
    if let Some(usage) = error.get(K::Usage) {
        text.push_str("\n\n");
        text.push_str(&usage_line(&usage.to_string()));
    }

    text + "\n\nПодробности: «--help»."
}

fn sentence(error: &Error) -> String {
    let [option, value] = [K::InvalidArg, K::InvalidValue].map(|kind| context(error, kind));

    match error.kind() {
        ErrorKind::UnknownArgument => format!("неизвестный аргумент «{option}»"),
        ErrorKind::InvalidSubcommand => {
            let command = context(error, K::InvalidSubcommand);
            format!("неизвестная подкоманда «{command}»")
        }
        ErrorKind::MissingSubcommand => {
            let command = context(error, K::InvalidSubcommand);
            let known = context(error, K::ValidSubcommand);
            format!("после «{command}» нужна подкоманда: {known}")
        }
        ErrorKind::MissingRequiredArgument => format!("не хватает аргументов: {option}"),
        ErrorKind::ArgumentConflict => conflict(error, &option),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("после «{option}» нужно значение{}", known_values(error))
        }
        ErrorKind::InvalidValue => {
            format!(
                "значение «{value}» не подходит для «{option}»{}",
                known_values(error)
            )
        }
        ErrorKind::ValueValidation => {
            let cause = error.source().map(ToString::to_string);
            let detail = cause.map(|cause| wanted_number(&cause));
            let detail = detail.unwrap_or_default();
            format!("значение «{value}» не подходит для «{option}»{detail}")
        }

        ErrorKind::NoEquals => format!("между «{option}» и значением нужен знак ="),
        ErrorKind::TooManyValues => format!("лишнее значение «{value}» для «{option}»"),
        ErrorKind::TooFewValues => {
            let least = context(error, K::MinValues);
            format!("для «{option}» мало значений, нужно не меньше {least}")
        }
        ErrorKind::WrongNumberOfValues => {
            let expected = context(error, K::ExpectedNumValues);
            format!("для «{option}» нужно другое число значений: {expected}")
        }
        ErrorKind::InvalidUtf8 => "в одном из аргументов байты не в UTF-8".to_owned(),
        other => format!("команда написана неверно ({other})"),
    }
}

/// What number was wanted, by the sentences of clap and of the standard library about numbers.
fn wanted_number(cause: &str) -> String {
    let range = cause.split_once(" is not in ").map(|(_, range)| range);
    match range.and_then(|range| range.split_once("..")) {
        Some((least, "")) => format!("; нужно число не меньше {least}"),
        Some((least, most)) => {
            let most = most.trim_start_matches('=');
            format!("; нужно число от {least} до {most}")
        }
        None if cause == "invalid digit found in string" => "; нужно целое число".to_owned(),
        None => format!(" ({cause})"),
    }
}

fn conflict(error: &Error, option: &str) -> String {
    let prior = context(error, K::PriorArg);
    if prior == option {
        return format!("«{option}» можно указать только один раз");
    }
    let command = context(error, K::InvalidSubcommand);
    let what = if option.is_empty() { &command } else { option };

    format!("«{what}» нельзя указывать вместе с «{prior}»")
}

fn known_values(error: &Error) -> String {
    match context(error, K::ValidValue) {
        known if known.is_empty() => String::new(),
        known => format!("; возможные значения: {known}"),
    }
}

fn tips(error: &Error) -> Vec<String> {
    let nearest = [K::SuggestedSubcommand, K::SuggestedArg, K::SuggestedValue]
        .map(|kind| context(error, kind))
        .into_iter()
        .filter(|near| !near.is_empty())
        .map(|near| format!("возможно, «{near}»?"));
    let sentences = match error.get(K::Suggested) {
        Some(ContextValue::StyledStrs(sentences)) => sentences.as_slice(),
        _ => &[],
    };

    nearest
        .chain(sentences.iter().map(|one| tip_in_russian(&one.to_string())))
        .collect()
}

/// Clap hands out these tips as whole sentences; what is to be typed is in quotes.
fn tip_in_russian(tip: &str) -> String {
    let quoted: Vec<_> = tip.split('\'').skip(1).step_by(2).collect();
    match quoted.as_slice() {
        [_, typed] if tip.starts_with("to pass") => {
            format!("если это значение, напишите «{typed}»")
        }
        [command, "--"] => format!("есть подкоманда «{command}»: уберите перед ней --"),
        [typed] if tip.ends_with("exists") => format!("есть «{typed}»"),
        _ => format!("({tip})"),
    }
}

/// `Usage: rates show [OPTIONS]` with its English words in Russian; names of values stay as `--help` has them.
fn usage_line(usage: &str) -> String {
    usage
        .replace("Usage:", "Как вызвать:")
        .replace("[OPTIONS]", "[ПАРАМЕТРЫ]")
        .replace("[COMMAND]", "[КОМАНДА]")
        .replace("<COMMAND>", "<КОМАНДА>")
}

fn context(error: &Error, kind: K) -> String {
    error.get(kind).map(ToString::to_string).unwrap_or_default()
}

//! Errors on stderr, and which of several decides the exit code.

use super::context::Context;
use crate::{
    error::{Error, Result},
    model::Lang,
    render::{error_text, hint},
};
use jiff::civil::Date;
use std::io::Write as _;

/// Prints an error and the next step on stderr. Whoever closed our output reads no more of it.
pub fn say_error(error: &Error, lang: Lang, today: Date) {
    print_error(error, hint(error, lang, today), lang, today);
}

fn print_error(error: &Error, next: Option<String>, lang: Lang, today: Date) {
    if matches!(error, Error::OutputClosed) {
        return;
    }

    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "rates: {}", error_text(error, lang, today));
    if let Some(next) = next {
        let _ = writeln!(err, "{next}");
    }
}

/// Prints every error but the one that decides the exit code: the first of the lowest code. A next step that several
/// share is printed once, after the last of them.
///
/// # Errors
/// That one.
pub fn say_errors(context: &Context, mut errors: Vec<Error>) -> Result<()> {
    // The lower the code, the graver the error: a store that refuses is 1, a source that does not answer 4.
    let Some(decisive) = (0..errors.len()).min_by_key(|index| errors[*index].exit_code()) else {
        return Ok(());
    };

    let (lang, today) = (context.lang, context.today);
    let decisive = errors.remove(decisive);
    let all = errors.iter().chain([&decisive]);
    let hints: Vec<_> = all.map(|error| hint(error, lang, today)).collect();

    for (at, error) in errors.iter().enumerate() {
        let is_said_later = hints[at + 1..].contains(&hints[at]);
        let next = hints[at].clone().filter(|_| !is_said_later);
        print_error(error, next, lang, today);
    }
    Err(decisive)
}

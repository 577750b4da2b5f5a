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
    if matches!(error, Error::OutputClosed) {
        return;
    }

    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "rates: {}", error_text(error, lang, today));
    if let Some(hint) = hint(error, lang, today) {
        let _ = writeln!(err, "{hint}");
    }
}

/// Prints every error but the one that decides the exit code: the first of the lowest code.
///
/// # Errors
/// That one.
pub fn say_errors(context: &Context, mut errors: Vec<Error>) -> Result<()> {
    // The lower the code, the graver the error: a store that refuses is 1, a source that does not answer 4.
    let Some(decisive) = (0..errors.len()).min_by_key(|index| errors[*index].exit_code()) else {
        return Ok(());
    };

    let decisive = errors.remove(decisive);
    for error in &errors {
        say_error(error, context.lang, context.today);
    }
    Err(decisive)
}

//! A file of prices to which `--append` adds what it lacks.

use super::{context::Context, grown_file::GrownFile};
use crate::{
    error::{Error, Result},
    rates::Price,
    render::{
        PriceNote,
        prices::{Addition, PriceFormat, price_addition},
    },
};
use std::{fs, path::Path};

/// Most figures unlike ours that are named.
const MOST_UNLIKE: usize = 10;

/// Adds the prices that a file lacks; one that lacks none is not touched. A missing file is made.
///
/// # Errors
/// [`Error::Usage`] for what is no regular file, [`Error::Content`] for a file at the end of which the prices would not be
/// read rightly, and [`Error::File`]. The file is then as it was.
pub fn append(context: &Context, path: &Path, prices: &[Price], format: PriceFormat) -> Result<()> {
    check_regular(path)?;
    let (file, bytes) = GrownFile::open(path).map_err(|error| Error::file(path, error))?;
    let addition = price_addition(&bytes, prices, format)
        .map_err(|fault| Error::content(path, fault.line() as u64, fault.message(format)))?;

    if !addition.bytes.is_empty() {
        file.grow(&addition.bytes)
            .map_err(|error| Error::file(path, error))?;
    }
    say_addition(context, path, addition);
    Ok(())
}

/// That prices can grow in a file of this name.
fn check_regular(path: &Path) -> Result<()> {
    if path == Path::new("-") {
        return Err(Error::usage(
            "--append",
            "wants a file; without --append the prices go to stdout (a file named - is ./-)",
            "нужен файл; без --append цены идут в stdout (файл с именем - — это ./-)",
        ));
    }

    match fs::metadata(path) {
        Ok(found) if !found.is_file() && !found.is_dir() => {
            let path = path.display();
            let en = format!("{path} is no regular file; without --append the prices go to stdout");
            let ru = format!("{path} — не обычный файл; без --append цены идут в stdout");
            Err(Error::usage("--append", en, ru))
        }
        _ => Ok(()),
    }
}

fn say_addition(context: &Context, path: &Path, addition: Addition) {
    let file = path.display().to_string();
    if let Some(line) = addition.unread.first() {
        context.say(
            &PriceNote::Unread {
                file: file.clone(),
                line: *line,
                count: addition.unread.len(),
            }
            .into(),
        );
    }

    let more = addition.unlike.len().saturating_sub(MOST_UNLIKE);
    for price in addition.unlike.into_iter().take(MOST_UNLIKE) {
        let file = file.clone();
        context.say(&PriceNote::Unlike { file, price }.into());
    }
    if more > 0 {
        let file = file.clone();
        context.say(&PriceNote::MoreUnlike { file, count: more }.into());
    }

    context.say(
        &PriceNote::Appended {
            file,
            added: addition.added,
            known: addition.known,
        }
        .into(),
    );
}

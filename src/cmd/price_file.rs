//! A file of prices to which `--append` adds what it lacks.

use super::{context::Context, output_file::write_output};
use crate::{
    error::{Bilingual, Error, Result},
    rates::Price,
    render::{
        PriceNote,
        prices::{Addition, ForeignLine, PriceFormat, price_addition},
    },
};
use std::{fs, io, path::Path};

/// Most figures unlike ours that are named.
const MOST_UNLIKE: usize = 10;

/// Adds the prices that a file lacks; one that lacks none is not touched. A missing file is made.
///
/// # Errors
/// [`Error::Usage`] for what cannot be replaced, [`Error::Content`] for a file of another format, and [`Error::File`]. The
/// file is then as it was.
pub fn append(context: &Context, path: &Path, prices: &[Price], format: PriceFormat) -> Result<()> {
    let mut bytes = read_prices(path)?;
    let addition = price_addition(&bytes, prices, format)
        .map_err(|ForeignLine(line)| Error::content(path, line as u64, not_of(format)))?;

    if !addition.bytes.is_empty() {
        bytes.extend_from_slice(&addition.bytes);
        write_output(path, &bytes)?;
    }
    say_addition(context, path, addition);
    Ok(())
}

/// The bytes of a regular file; of a missing one none.
fn read_prices(path: &Path) -> Result<Vec<u8>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Ok(found) if !found.is_file() && !found.is_dir() => {
            let path = path.display();
            let en = format!("{path} is no regular file; without --append the prices go to stdout");
            let ru = format!("{path} — не обычный файл; без --append цены идут в stdout");
            return Err(Error::usage("--append", en, ru));
        }
        _ => {}
    }

    fs::read(path).map_err(|error| Error::file(path, error))
}

fn not_of(format: PriceFormat) -> Bilingual {
    let name = format.name();
    Bilingual::new(
        format!(
            "no file of {name} has such a line; choose its format by --format, or another file"
        ),
        format!(
            "в файле {name} такой строки быть не может; выберите его формат в --format или другой файл"
        ),
    )
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

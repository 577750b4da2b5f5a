//! Where a table goes: standard output or a file that was named.

use super::{
    context::Context,
    environment::Screen,
    output_file::{Written, write_output},
};
use crate::{
    cli::{CsvArgs, OutputArgs},
    error::{Error, Result},
    render::{CsvFor, Note, Table, TableFrame, render_csv, render_xlsx},
};
use std::{
    io::{self, Write},
    path::Path,
};

/// The file that was named; `-` is standard output.
pub fn file_of(output: &OutputArgs) -> Option<&Path> {
    let file = output.output.as_deref();
    file.filter(|path| *path != Path::new("-"))
}

impl Context {
    /// Writes data to stdout, or into the file that was named, which is then printed.
    ///
    /// # Errors
    /// [`Error::OutputClosed`] when the reader has gone, [`Error::File`] for other failures.
    pub fn write_to(
        &self,
        output: &OutputArgs,
        work: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let Some(path) = file_of(output) else {
            return self.write(work);
        };

        let mut bytes = Vec::new();
        work(&mut bytes).map_err(|error| Error::file(path, error))?;
        self.write_file(path, &bytes)
    }

    /// Writes a file that was named, and prints its name unless it may be stdout itself.
    pub fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        match write_output(path, bytes)? {
            Written::File => self.print_line(path.display()),
            Written::Through => Ok(()),
        }
    }

    /// Writes a table as CSV where it was wanted.
    pub fn write_csv<T: Table + ?Sized>(&self, output: &OutputArgs, table: &T) -> Result<()> {
        let reader = csv_reader(&output.csv);
        self.write_to(output, |out| render_csv(table, reader, out))
    }

    /// Writes a table as a workbook where it was wanted, which cannot be a terminal.
    ///
    /// # Errors
    /// [`Error::Usage`] for a terminal and for more rows than a sheet has.
    pub fn write_xlsx<T: Table + ?Sized>(&self, output: &OutputArgs, table: &T) -> Result<()> {
        if file_of(output).is_none() && self.stdout != Screen::Pipe {
            return Err(Error::usage(
                "--format",
                "a workbook is not for a terminal; name a file with -o FILE.xlsx",
                "книгу нельзя вывести в терминал; укажите файл: -o ФАЙЛ.xlsx",
            ));
        }

        let workbook = render_xlsx(table, self.lang, self.now)?;
        self.write_to(output, |out| out.write_all(&workbook.bytes))?;
        if workbook.figures_as_text > 0 {
            self.say(&Note::FiguresAsText {
                count: workbook.figures_as_text,
            });
        }
        Ok(())
    }

    /// How tables are framed where they go.
    pub fn frame_in(&self, output: &OutputArgs) -> TableFrame {
        match file_of(output) {
            Some(_) => TableFrame::Plain,
            None => self.frame(),
        }
    }
}

/// Who reads the CSV.
pub fn csv_reader(typed: &CsvArgs) -> CsvFor {
    typed.csv_for.map_or(CsvFor::Programs, Into::into)
}

//! The workbook of a spreadsheet: one sheet with a bold heading that stays in view.
//!
//! A figure is a number with its published digits as its format. A spreadsheet's number is a double, which gives back
//! every decimal of fifteen significant digits; a figure of more digits is a text, so that none is lost. A text is a
//! text and nothing else: neither a formula nor a link.

use super::cell::{Cell, Cells, Table};
use crate::{
    encoding::{is_formula, without_guard},
    error::{Error, Result},
    model::{Decimal, Lang, MAX_SCALE, Published},
    render::digits::Digits,
};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, date},
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};
use std::io;

/// Rows of a sheet, the heading among them.
const MOST_ROWS: u32 = 1_048_576;

const MOST_COLUMNS: usize = 16_384;

/// Letters of a cell, as UTF-16 counts them.
const MOST_LETTERS: usize = 32_767;

/// Digits that a double gives back.
const EXACT_DIGITS: u32 = 15;

/// The widest column, in letters; a longer text goes on beside its cell.
const WIDEST: usize = 70;

/// The first day that all spreadsheets count alike: Excel has a 29 February in 1900, others have none.
const FIRST_DAY: Date = date(1900, 3, 1);

/// A workbook as a file.
pub struct Workbook {
    pub bytes: Vec<u8>,
    /// Figures with more digits than a number of a spreadsheet has.
    pub figures_as_text: usize,
}

/// Writes a table as a workbook that was made at `now`: the same rows at the same time are the same bytes.
///
/// # Errors
/// [`Error::Usage`] for more rows or columns than a sheet has.
pub fn render_xlsx<T: Table + ?Sized>(table: &T, lang: Lang, now: Timestamp) -> Result<Workbook> {
    let columns = table.columns().len();
    if columns > MOST_COLUMNS {
        return Err(too_many_columns(columns));
    }

    let mut sheet = Sheet::new(lang);
    let written = sheet.write_table(table);

    written
        .and_then(|()| sheet.finish(T::NAME, now))
        .map_err(|error| match error.kind() {
            io::ErrorKind::FileTooLarge => too_many_rows(),
            _ => Error::file("<xlsx>", error),
        })
}

fn too_many_rows() -> Error {
    Error::usage(
        "--format",
        "a sheet has 1,048,576 rows and this table more; narrow it with --from and --to, or write CSV",
        "на листе 1 048 576 строк, а в таблице больше; сузьте её через --from и --to или пишите CSV",
    )
}

fn too_many_columns(columns: usize) -> Error {
    Error::usage(
        "--format",
        format!("a sheet has 16,384 columns and this table {columns}; write CSV"),
        format!("на листе 16 384 столбца, а в таблице {columns}; пишите CSV"),
    )
}

struct Sheet {
    sheet: Worksheet,
    row: u32,
    column: u16,
    /// Letters of the longest cell, by column.
    widths: Vec<usize>,
    figures_as_text: usize,
    formats: Formats,
}

/// How cells of each kind look.
struct Formats {
    heading: Format,
    day: Format,
    moment: Format,
    /// By digits after the point.
    figures: Vec<Format>,
    long_figure: Format,
    /// A text that would become a formula when somebody edits its cell.
    formula_like: Format,
}

impl Formats {
    fn new(lang: Lang) -> Self {
        let day = lang.pick("yyyy-mm-dd", "dd.mm.yyyy");
        let figures = (0..=MAX_SCALE as usize).map(|scale| match scale {
            0 => Format::new().set_num_format("0"),
            _ => Format::new().set_num_format(format!("0.{}", "0".repeat(scale))),
        });

        Self {
            heading: Format::new().set_bold(),
            day: Format::new().set_num_format(day),
            moment: Format::new().set_num_format(format!("{day} hh:mm:ss")),
            figures: figures.collect(),
            long_figure: Format::new()
                .set_num_format("@")
                .set_align(FormatAlign::Right),
            formula_like: Format::new().set_quote_prefix(),
        }
    }
}

impl Sheet {
    fn new(lang: Lang) -> Self {
        Self {
            sheet: Worksheet::new(),
            row: 0,
            column: 0,
            widths: Vec::new(),
            figures_as_text: 0,
            formats: Formats::new(lang),
        }
    }

    fn write_table<T: Table + ?Sized>(&mut self, table: &T) -> io::Result<()> {
        for name in table.columns() {
            self.write_cell(&Cell::Text(&name))?;
        }
        self.end_row()?;
        table.write_rows(self)
    }

    fn finish(mut self, name: &str, now: Timestamp) -> io::Result<Workbook> {
        self.sheet.set_name(name).map_err(io::Error::other)?;
        self.sheet
            .set_freeze_panes(1, 0)
            .map_err(io::Error::other)?;
        for (column, letters) in (0..).zip(&self.widths) {
            // A cell has some air on both sides.
            let width = *letters.min(&WIDEST) as f64 + 2.0;
            self.sheet
                .set_column_width(column, width)
                .map_err(io::Error::other)?;
        }

        let made = ExcelDateTime::from_timestamp(now.as_second()).map_err(io::Error::other)?;
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        workbook.push_worksheet(self.sheet);
        Ok(Workbook {
            bytes: workbook.save_to_buffer().map_err(io::Error::other)?,
            figures_as_text: self.figures_as_text,
        })
    }

    fn write_figure(&mut self, figure: Decimal) -> std::result::Result<usize, XlsxError> {
        let (row, column) = (self.row, self.column);
        let digits = Digits::of(figure);
        let text = digits.as_str();

        if is_exact_as_double(figure) {
            let format = &self.formats.figures[figure.scale() as usize];
            self.sheet
                .write_number_with_format(row, column, figure.to_f64(), format)?;
        } else {
            self.figures_as_text += 1;
            self.sheet
                .write_string_with_format(row, column, text, &self.formats.long_figure)?;
        }
        Ok(text.len())
    }

    fn write_text(&mut self, text: &str) -> std::result::Result<usize, XlsxError> {
        let (row, column) = (self.row, self.column);
        let text = cut(text);

        if self.row == 0 {
            self.sheet
                .write_string_with_format(row, column, text, &self.formats.heading)?;
        } else if is_formula(text) {
            self.sheet
                .write_string_with_format(row, column, text, &self.formats.formula_like)?;
        } else {
            self.sheet.write_string(row, column, text)?;
        }
        Ok(text.chars().count())
    }

    fn write_day(&mut self, day: Date) -> std::result::Result<usize, XlsxError> {
        if day < FIRST_DAY {
            return self.write_text(&day.to_string());
        }

        let day = excel_date(day)?;
        self.sheet
            .write_datetime_with_format(self.row, self.column, &day, &self.formats.day)?;
        Ok("2024-05-21".len())
    }

    fn write_moment(&mut self, published: Published) -> std::result::Result<usize, XlsxError> {
        let time = published.moscow_time();
        let Some(time) = time.filter(|time| time.date() >= FIRST_DAY) else {
            return self.write_day(published.day());
        };

        let moment = excel_moment(time)?;
        let format = &self.formats.moment;
        self.sheet
            .write_datetime_with_format(self.row, self.column, &moment, format)?;
        Ok("2024-05-21 10:00:00".len())
    }
}

impl Cells for Sheet {
    fn write_cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        let written = match *cell {
            Cell::Own(_, Some(meaning)) => return self.write_cell(&meaning.into()),
            Cell::Own(text, None) => self.write_text(&without_guard(text)),
            Cell::Empty => Ok(0),
            Cell::Word(text) | Cell::Text(text) => self.write_text(text),
            Cell::Whole(number) => self.write_figure(Decimal::new(number.into(), 0)),
            Cell::Figure(figure) => self.write_figure(figure),
            Cell::Day(day) => self.write_day(day),
            Cell::Moment(published) => self.write_moment(published),
        };
        let letters = written.map_err(io::Error::other)?;

        let column = usize::from(self.column);
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        self.widths[column] = self.widths[column].max(letters);
        self.column += 1;
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.row += 1;
        self.column = 0;
        if self.row > MOST_ROWS {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(())
    }
}

/// Whether the digits can be had back from a double: zeros at the end are the format's.
fn is_exact_as_double(figure: Decimal) -> bool {
    let mut units = figure.units().unsigned_abs();
    while units != 0 && units.is_multiple_of(10) {
        units /= 10;
    }
    units < 10u128.pow(EXACT_DIGITS)
}

/// As much of a text as a cell can hold.
fn cut(text: &str) -> &str {
    let mut room = MOST_LETTERS;
    let end = text.char_indices().find_map(|(at, letter)| {
        let is_beyond = letter.len_utf16() > room;
        room = room.saturating_sub(letter.len_utf16());
        is_beyond.then_some(at)
    });
    &text[..end.unwrap_or(text.len())]
}

fn excel_date(day: Date) -> std::result::Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )
}

fn excel_moment(time: DateTime) -> std::result::Result<ExcelDateTime, XlsxError> {
    excel_date(time.date())?.and_hms(
        time.hour().unsigned_abs().into(),
        time.minute().unsigned_abs(),
        f64::from(time.second()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many empty rows.
    struct Empty(u32);

    impl Table for Empty {
        const NAME: &'static str = "empty";

        fn columns(&self) -> Vec<String> {
            vec!["date".to_owned()]
        }

        fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
            (0..self.0).try_for_each(|_| out.write_row(&[Cell::Empty]))
        }
    }

    #[test]
    fn more_rows_than_a_sheet_has_are_refused() {
        let render = |rows| render_xlsx(&Empty(rows), Lang::En, Timestamp::UNIX_EPOCH);
        assert!(render(MOST_ROWS - 1).is_ok());
        let error = render(MOST_ROWS).err().map(|error| error.to_string());
        assert!(error.is_some_and(|text| text.contains("1,048,576 rows")));
    }

    struct Wide(usize);

    impl Table for Wide {
        const NAME: &'static str = "wide";

        fn columns(&self) -> Vec<String> {
            vec![String::new(); self.0]
        }

        fn write_rows(&self, _: &mut impl Cells) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn more_columns_than_a_sheet_has_are_refused() {
        let render = |columns| render_xlsx(&Wide(columns), Lang::En, Timestamp::UNIX_EPOCH);
        assert!(render(MOST_COLUMNS).is_ok());
        let error = render(20_000).err().map(|error| error.to_string());
        assert!(error.is_some_and(|text| text.contains("16,384 columns and this table 20000")));
    }

    #[test]
    fn a_double_gives_back_fifteen_digits() {
        let is_exact = |text: &str| is_exact_as_double(Decimal::parse(text).unwrap());
        assert!(is_exact("999999999999999"));
        assert!(is_exact("-1234567.12345678"));
        assert!(is_exact("123456789012345000000.0000"));
        assert!(!is_exact("1234567890.123456"));
    }

    #[test]
    fn a_text_of_a_book_is_cut_to_what_a_cell_holds() {
        assert_eq!(cut("Курс"), "Курс");
        let long = "я".repeat(MOST_LETTERS + 1);
        assert_eq!(cut(&long).chars().count(), MOST_LETTERS);
        let wide = "🚀".repeat(MOST_LETTERS);
        assert_eq!(cut(&wide).chars().count(), MOST_LETTERS / 2);
    }
}

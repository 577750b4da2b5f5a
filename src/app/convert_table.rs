//! The amounts of a user's table, each at the rates of its own day.

use super::{
    App, InputFile,
    convert::{ConversionRequest, convert_on, find_units},
};
use crate::{
    encoding::is_damaged,
    error::{Bilingual, Error, Result},
    model::{Currency, Unit, echoed, parse_day},
    render::{
        self, Converted, ConvertedRow, ConvertedTable, WorkNote, empty_field, field_count,
        missing_field, row_of_totals, table_error,
    },
    table::{FieldNames, Figures, Mapping, Row, TableError, TextTable, decoded_table},
};
use std::{borrow::Cow, cell::RefCell, collections::HashMap};

/// The columns of a table of amounts, by the names that spreadsheets and banks give them.
pub const AMOUNT_FIELDS: [FieldNames; 4] = [
    &[
        "date",
        "дата",
        "day",
        "день",
        "дата операции",
        "дата платежа",
        "transaction date",
        "operation date",
    ],
    &["amount", "сумма", "sum", "сумма операции", "сумма платежа"],
    &[
        "from",
        "currency",
        "валюта",
        "from currency",
        "currency code",
        "код валюты",
        "валюта операции",
        "валюта платежа",
        "ccy",
    ],
    &["to", "to currency", "в валюту"],
];

/// Rows that could not be converted and are named one by one; the rest are counted.
const MOST_NAMED: usize = 10;

/// Converts each row of a table; a row that cannot be converted stays, with its error. Without a currency wanted the
/// result is in rubles.
///
/// # Errors
/// [`Error::Content`] for a file without the columns date, amount and from.
pub fn convert_table(
    app: &App,
    file: &InputFile,
    mapping: &Mapping,
    digits: Option<u32>,
) -> Result<ConvertedTable> {
    let text = decoded_table(&file.bytes);
    let refused =
        |line: u64, error: &TableError| Error::content(&file.path, line, table_error(error));
    let mut table =
        TextTable::begin(&text, mapping, &AMOUNT_FIELDS).map_err(|error| refused(1, &error))?;
    let line = table.header_line();
    let columns =
        AmountColumns::find(&mut table, mapping).map_err(|error| refused(line, &error))?;

    let lines_above = table.lines_above();
    let header = table.header().to_vec();
    let has_lost_text = is_damaged(&text);
    let mut marks = table.column_marks();
    let mut rows = Vec::new();
    while let Some(row) = table
        .next_row()
        .map_err(|(line, error)| refused(line, &error))?
    {
        let own = row.texts(header.len());
        // Every column is written out again, so damage in any of them must be reported.
        let outcome = if has_lost_text && own.iter().any(is_damaged) {
            Err(bad_row(Bilingual::new("not UTF-8", "не UTF-8")))
        } else {
            columns.convert(app, &row, header.len(), digits)
        };
        marks.see(&own);
        rows.push(ConvertedRow {
            line: row.line,
            own,
            outcome,
        });
    }

    if lines_above > 0 {
        app.note(WorkNote::LinesAboveHeader {
            file: file.name(),
            count: lines_above,
        });
    }
    say_errors_of_rows(app, file, &rows);
    let converted = rows.iter().filter_map(|row| row.outcome.as_ref().ok());
    app.note_all(render::notes_on_conversions(converted));
    Ok(ConvertedTable {
        header,
        day_column: columns.date,
        amount_column: columns.amount,
        marks: marks.seen(),
        rows,
    })
}

/// The places of the columns, and what is known of the figures.
struct AmountColumns<'t> {
    date: usize,
    amount: usize,
    from: usize,
    to: Option<usize>,
    figures: Figures<'t>,
    /// The units of texts met before: rows repeat theirs, and the search for what an unknown one is like takes long.
    units: RefCell<HashMap<[String; 2], UnitsFound>>,
}

/// The units of an amount and of its result, or why a text is none.
type UnitsFound = Result<(Unit, Unit)>;

/// Pairs of texts of units that are kept.
const MOST_UNITS: usize = 1000;

impl<'t> AmountColumns<'t> {
    fn find(table: &mut TextTable<'t>, mapping: &Mapping) -> std::result::Result<Self, TableError> {
        let [date, amount, from, to] = table.read_header(mapping, &AMOUNT_FIELDS)?;
        let [date_names, amount_names, from_names, _] = AMOUNT_FIELDS;
        let date = table.needed(date, date_names)?;
        let amount = table.needed(amount, amount_names)?;

        Ok(Self {
            date,
            amount,
            from: table.needed(from, from_names)?,
            to,
            figures: table.figures(amount),
            units: RefCell::default(),
        })
    }

    fn convert(
        &self,
        app: &App,
        row: &Row<'_>,
        width: usize,
        digits: Option<u32>,
    ) -> Result<Converted> {
        self.check_fields(row, width)?;
        if let Some(word) = word_of_totals(row, width)
            && parse_day(&cell(row, self.date), app.today).is_err()
        {
            return Err(bad_row(row_of_totals(&word)));
        }

        let to = self.to.map(|to| cell(row, to));
        let [date_names, amount_names, from_names, _] = AMOUNT_FIELDS;
        let from = filled(row, self.from, from_names)?;
        let (from, to) = self.find_units(&from, to.as_deref().unwrap_or_default())?;
        let amount = filled(row, self.amount, amount_names)?;
        let amount = self.figures.parse_in(&amount, from)?;
        let day = parse_day(&filled(row, self.date, date_names)?, app.today)?;
        let request = ConversionRequest {
            amount,
            from,
            to,
            day: Some(day),
            digits,
        };
        convert_on(app, &request, day)
    }
}

impl AmountColumns<'_> {
    fn find_units(&self, from: &str, to: &str) -> UnitsFound {
        let texts = [from.to_owned(), to.to_owned()];
        if let Some(found) = self.units.borrow().get(&texts) {
            return found.clone();
        }

        let found = find_units(code_of_number(from), Some(code_of_number(to)));
        let mut units = self.units.borrow_mut();
        if units.len() < MOST_UNITS {
            units.insert(texts, found.clone());
        }
        found
    }

    /// Refuses a row with more fields than the header, and one that ends before a column that is read: without the
    /// last of them, `to`, it would be in rubles. Remarks may be missing at the end.
    fn check_fields(&self, row: &Row<'_>, width: usize) -> Result<()> {
        let found = row.count(width);
        if found > width {
            return Err(bad_row(field_count(found, width)));
        }

        let columns = [Some(self.date), Some(self.amount), Some(self.from), self.to];
        let mut read = AMOUNT_FIELDS.iter().zip(columns);
        let missing = read.find(|(_, column)| column.is_some_and(|at| at >= found));
        missing.map_or(Ok(()), |(names, _)| {
            Err(bad_row(missing_field(names[0], found, width)))
        })
    }
}

/// Words with which the last row of many statements begins.
const WORDS_OF_TOTALS: [&str; 6] = [
    "итог",
    "всего",
    "total",
    "grand total",
    "subtotal",
    "sum total",
];

/// The first text of a row, if it is a word of totals.
fn word_of_totals<'r>(row: &Row<'r>, width: usize) -> Option<Cow<'r, str>> {
    let mut texts = (0..width).filter_map(|at| row.get(at));
    let first = texts.find(|text| !text.is_empty())?;
    let small = first.to_lowercase();
    WORDS_OF_TOTALS
        .iter()
        .any(|word| small.starts_with(word))
        .then(|| echoed(&first).into())
}

/// The code of a currency that a column has by its number: `840`. Any other text is as it was.
fn code_of_number(text: &str) -> &str {
    match text {
        "643" => "RUB",
        "810" => "RUR",
        _ => Currency::by_number(text).map_or(text, |currency| currency.code),
    }
}

const fn bad_row(problem: Bilingual) -> Error {
    Error::BadRow { problem }
}

/// A cell that must not be empty.
fn filled<'r>(row: &Row<'r>, at: usize, field: FieldNames) -> Result<Cow<'r, str>> {
    let text = cell(row, at);
    if text.is_empty() {
        return Err(bad_row(empty_field(field[0])));
    }
    Ok(text)
}

fn cell<'r>(row: &Row<'r>, at: usize) -> Cow<'r, str> {
    row.get(at).unwrap_or_default()
}

fn say_errors_of_rows(app: &App, file: &InputFile, rows: &[ConvertedRow]) {
    let mut failed = rows
        .iter()
        .filter_map(|row| Some((row.line, row.outcome.as_ref().err()?)));
    for (line, error) in failed.by_ref().take(MOST_NAMED) {
        app.note(WorkNote::RowLeftOut {
            file: file.name(),
            line,
            error: error.clone(),
        });
    }

    let count = failed.count();
    if count > 0 {
        app.note(WorkNote::MoreRowsLikeThese { count });
    }
    if rows.is_empty() {
        app.note(WorkNote::NoRows { file: file.name() });
    }
}

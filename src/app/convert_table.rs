//! The amounts of a user's table, each at the rates of its own day.

use super::{
    App, InputFile,
    convert::{ConversionRequest, convert_on, find_units},
};
use crate::{
    error::{Error, Result},
    model::parse_day,
    render::{
        self, Converted, ConvertedRow, ConvertedTable, WorkNote, empty_field, field_count,
        table_error,
    },
    table::{FieldNames, Figures, Mapping, Row, TableError, TextTable, decoded_table},
};
use std::borrow::Cow;

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
    let mut marks = table.column_marks();
    let mut rows = Vec::new();
    while let Some(row) = table
        .next_row()
        .map_err(|(line, error)| refused(line, &error))?
    {
        let outcome = columns.convert(app, &row, header.len(), digits);
        let own = row.texts(header.len());
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
}

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
        })
    }

    fn convert(
        &self,
        app: &App,
        row: &Row<'_>,
        width: usize,
        digits: Option<u32>,
    ) -> Result<Converted> {
        let found = row.count(width);
        if found != width {
            let problem = field_count(found, width);
            return Err(Error::BadRow { problem });
        }

        let to = self.to.map(|to| cell(row, to));
        let [date_names, amount_names, from_names, _] = AMOUNT_FIELDS;
        let (from, to) = find_units(&filled(row, self.from, from_names)?, to.as_deref())?;
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

/// A cell that must not be empty.
fn filled<'r>(row: &Row<'r>, at: usize, field: FieldNames) -> Result<Cow<'r, str>> {
    let text = cell(row, at);
    if text.is_empty() {
        let problem = empty_field(field[0]);
        return Err(Error::BadRow { problem });
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

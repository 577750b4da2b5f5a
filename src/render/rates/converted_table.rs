//! The rows of a user's table with what is added to them: the result, the records behind it, or the error.
//!
//! Own columns come first, in the order, with the names and with the texts of the file.

use crate::{
    model::{Decimal, Lang, Unit},
    rates::Side,
    render::{
        digits::Digits,
        errors::error_text,
        json_parts::{Day, Json, Number, rows, serialize_keys, write_line},
        sheets::{Cell, Cells, Meaning, Table},
        view::{Converted, ConvertedRow, ConvertedTable, Leg},
    },
    table::is_same_name,
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// What is added to the columns of the file.
const ADDED_COLUMNS: [&str; 12] = [
    "result",
    "from_record_date",
    "from_nominal",
    "from_value",
    "to_record_date",
    "to_nominal",
    "to_value",
    "error",
    "from_published_in",
    "from_quote",
    "to_published_in",
    "to_quote",
];

/// Those from `result` to `error`.
const UP_TO_ERROR: usize = 8;

/// The table with the words of its errors in the language of its reader.
pub struct ConvertedSheet<'a> {
    table: &'a ConvertedTable,
    /// Columns of the file.
    width: usize,
    lang: Lang,
    today: Date,
}

impl Table for ConvertedSheet<'_> {
    const NAME: &'static str = "convert";

    /// A column of the file keeps its name; one that is added and would have the same gets `rates_` in front, as often as
    /// it takes.
    fn columns(&self) -> Vec<String> {
        let own = padded(&self.table.header, self.width);
        let added = ADDED_COLUMNS.map(|name| {
            let mut name = name.to_owned();
            while own.iter().any(|own| is_same_name(own, &name)) {
                name.insert_str(0, "rates_");
            }
            name
        });

        own.into_iter().chain(added).collect()
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        let mut rows = self.table.rows.iter();
        rows.try_for_each(|row| self.write_row(row, out))
    }
}

impl<'a> ConvertedSheet<'a> {
    pub fn new(table: &'a ConvertedTable, lang: Lang, today: Date) -> Self {
        Self {
            table,
            width: table.width(),
            lang,
            today,
        }
    }

    fn write_row(&self, row: &ConvertedRow, out: &mut impl Cells) -> io::Result<()> {
        for at in 0..self.width {
            let text = row.own.get(at);
            out.write_cell(&Cell::Own(text, self.meaning_of(row, at, text).as_ref()))?;
        }

        match &row.outcome {
            Ok(converted) => {
                out.write_cell(&Cell::Figure(converted.conversion.result))?;
                out.write_cells(&record_cells(converted.from))?;
                out.write_cells(&record_cells(converted.to))?;
                out.write_cell(&Cell::Empty)?;
                out.write_cells(&unit_cells(converted.from))?;
                out.write_row(&unit_cells(converted.to))
            }
            Err(error) => {
                out.write_cells(&[Cell::Empty; UP_TO_ERROR - 1])?;
                out.write_cell(&Cell::Text(&error_text(error, self.lang, self.today)))?;
                out.write_row(&[Cell::Empty; ADDED_COLUMNS.len() - UP_TO_ERROR])
            }
        }
    }

    /// What is known of a field: the day and the amount of a row that was converted, and figures in other columns.
    fn meaning_of(&self, row: &ConvertedRow, at: usize, text: &str) -> Option<Meaning> {
        match &row.outcome {
            Ok(converted) if at == self.table.day_column => Some(Meaning::Day(converted.day)),
            Ok(converted) if at == self.table.amount_column => {
                Some(Meaning::Figure(converted.amount))
            }
            _ => self.plain_figure(at, text).map(Meaning::Figure),
        }
    }

    /// The figure that a field spells out, if writing it again gives the same digits: `007` and `+7` are texts.
    fn plain_figure(&self, at: usize, text: &str) -> Option<Decimal> {
        // Most texts have no digit, and none is a figure without one.
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let figure = self.table.marks.figure(at, text.trim())?;
        // `+7 495 000` is a telephone, and none has a fraction.
        if text.trim_start().starts_with('+') && figure.scale() == 0 {
            return None;
        }

        let written = Digits::of(figure);
        let digits = |text: &str| text.replace(|c: char| !c.is_ascii_digit(), "");

        (digits(text) == digits(written.as_str())).then_some(figure)
    }
}

/// Date, nominal and value of the record taken, as published; the ruble has none.
pub fn record_cells(side: Side) -> [Cell<'static>; 3] {
    let Some(rate) = side.rate else {
        return [Cell::Empty; 3];
    };
    let record = rate.record;
    [
        Cell::Day(record.record_date()),
        Cell::Whole(record.nominal().units()),
        Cell::Figure(record.value()),
    ]
}

/// The unit that the figures of the record taken are of, and the ruble that they are in: a nominal of 1 is a million
/// former lira before 2005 and one new lira since.
pub fn unit_cells(side: Side) -> [Cell<'static>; 2] {
    let taken = side.unit.currency().zip(side.rate);
    taken.map_or([Cell::Empty; 2], |(currency, rate)| {
        let record_date = rate.record.record_date();
        let units = [
            Unit::in_use(currency, record_date),
            Unit::ruble_of(record_date),
        ];
        units.map(|unit| Cell::Word(unit.code()))
    })
}

/// The rows as lines of JSON: the keys of a conversion, then `row` with the file's own fields as texts, and `error`,
/// which is in English, for programs. What a row without a result does not have is null.
pub fn render_json(table: &ConvertedTable, today: Date, out: &mut dyn Write) -> io::Result<()> {
    let keys = distinct_keys(&table.header, table.width());
    let mut rows = table.rows.iter();
    rows.try_for_each(|row| {
        write_line(
            &JsonRow {
                keys: &keys,
                row,
                today,
            },
            out,
        )
    })
}

struct JsonRow<'r> {
    keys: &'r [String],
    row: &'r ConvertedRow,
    today: Date,
}

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let converted = self.row.outcome.as_ref().ok();
        let error = self.row.outcome.as_ref().err();
        let path: Vec<Leg> = converted.into_iter().flat_map(Converted::path).collect();
        serialize_keys!(serializer, {
            "amount": converted.map(|one| Number(one.amount)),
            "from": converted.map(|one| one.from.unit.code()),
            "to": converted.map(|one| one.to.unit.code()),
            "date": converted.map(|one| Day(one.day)),
            "result": converted.map(|one| Number(one.conversion.result)),
            "result_exact": converted.map(|one| one.conversion.exact_text()),
            "age_days": converted.map(|one| one.age.days),
            "stale": converted.map(|one| one.age.is_stale),
            "path": rows(&path),
            "row": Json((self.keys, self.row)),
            "error": error.map(|error| error_text(error, Lang::En, self.today)),
        })
    }
}

/// The file's own fields of a row.
impl Serialize for Json<(&[String], &ConvertedRow)> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (keys, row) = self.0;
        let fields = keys.iter().enumerate();
        serializer.collect_map(fields.map(|(at, key)| (key, row.own.get(at))))
    }
}

fn padded(fields: &[String], width: usize) -> Vec<String> {
    let mut padded = fields.to_vec();
    padded.resize(width.max(fields.len()), String::new());
    padded
}

/// The names of the columns, made distinct: a column without a name is `column_N`, the second of a name `name_2`.
fn distinct_keys(header: &[String], width: usize) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (at, name) in padded(header, width).into_iter().enumerate() {
        let name = if name.is_empty() {
            format!("column_{}", at + 1)
        } else {
            name
        };
        let mut key = name.clone();
        let mut count = 1;
        while keys.contains(&key) {
            count += 1;
            key = format!("{name}_{count}");
        }

        keys.push(key);
    }

    keys
}

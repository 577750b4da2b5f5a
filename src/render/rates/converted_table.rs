//! The rows of a user's table with what is added to them: the result, the records behind it, or the error.
//!
//! Own columns come first, in the order, with the names and with the texts of the file.

use crate::{
    model::Lang,
    rates::Side,
    render::{
        digits::Digits,
        errors::error_text,
        json_parts::{Day, Json, Number, rows, serialize_keys, write_line},
        view::{Converted, ConvertedRow, ConvertedTable, Leg},
    },
    table::is_same_name,
};
use csv::Writer;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// What is added to the columns of the file.
const ADDED_COLUMNS: [&str; 8] = [
    "result",
    "from_record_date",
    "from_nominal",
    "from_value",
    "to_record_date",
    "to_nominal",
    "to_value",
    "error",
];

/// The names of all columns. A column of the file keeps its name; one that is added and would have the same gets `rates_`
/// in front, as often as it takes.
pub fn converted_columns(table: &ConvertedTable) -> Vec<String> {
    let own = padded(&table.header, table.width());
    let added = ADDED_COLUMNS.map(|name| {
        let mut name = name.to_owned();
        while own.iter().any(|own| is_same_name(own, &name)) {
            name.insert_str(0, "rates_");
        }
        name
    });

    own.into_iter().chain(added).collect()
}

/// The fields of a row, in the order of [`converted_columns`]. The error is in the language of the reader.
pub fn converted_fields(
    table: &ConvertedTable,
    row: &ConvertedRow,
    lang: Lang,
    today: Date,
) -> Vec<String> {
    let mut fields = padded(&row.own, table.width());
    match &row.outcome {
        Ok(converted) => {
            fields.push(Digits::of(converted.conversion.result).as_str().to_owned());
            fields.extend(record_fields(converted.from));
            fields.extend(record_fields(converted.to));
            fields.push(String::new());
        }
        Err(error) => {
            fields.resize(fields.len() + ADDED_COLUMNS.len() - 1, String::new());
            fields.push(error_text(error, lang, today));
        }
    }

    fields
}

/// Date, nominal and value of the record taken, as published; the ruble has none.
pub fn record_fields(side: Side) -> [String; 3] {
    let Some(rate) = side.rate else {
        return Default::default();
    };
    let record = rate.record;
    [
        Digits::date(record.record_date()),
        Digits::whole(record.nominal().units()),
        Digits::of(record.value()),
    ]
    .map(|digits| digits.as_str().to_owned())
}

/// The table as CSV.
pub fn render_csv(
    table: &ConvertedTable,
    lang: Lang,
    today: Date,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut csv = Writer::from_writer(out);
    csv.write_record(converted_columns(table))?;
    for row in &table.rows {
        csv.write_record(converted_fields(table, row, lang, today))?;
    }

    csv.flush()
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
        serializer.collect_map(keys.iter().zip(padded(&row.own, keys.len())))
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

//! The catalogue of currencies with the extent of what is stored, as a table, JSON and CSV.

use crate::{
    model::{Currency, Lang, SourceId, Span, tr},
    render::{
        json_parts::{Keyed, serialize_keys, write_line},
        rates::{Column, draw},
        sheets::{Cell, Cells, Table, names},
        view::TableFrame,
        words::{UNKNOWN, joined, name_of, or_unknown},
    },
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Terminal width from which the whole table fits.
const WIDE: u16 = 130;

/// A currency of the catalogue with its stored records.
#[derive(Clone, Debug)]
pub struct CurrencyRow {
    pub currency: &'static Currency,
    /// From its first stored record to its last; `None` if nothing is stored.
    pub records: Option<Span>,
    pub spans: usize,
    /// Days between covered ones that are not covered.
    pub holes: Vec<Span>,
}

/// The table; the last line without its end. A narrow terminal gets the columns that are read most.
pub fn render_currencies_table(rows: &[CurrencyRow], lang: Lang, frame: TableFrame) -> String {
    use Column::{Code, First, FormerCode, Holes, Ids, Last, Name, Number, QuotedFrom, QuotedTo};
    let columns: &[Column] = if is_cut(frame) {
        &[Code, Name, First, Last, Holes]
    } else {
        &[
            Code, Number, Name, FormerCode, Ids, QuotedFrom, QuotedTo, First, Last, Holes,
        ]
    };

    let rows = rows.iter().map(|row| {
        let cells = columns.iter().map(|column| cell(row, *column, lang));
        cells.collect()
    });

    draw(columns, rows, lang, frame)
}

/// A note if a narrow terminal leaves out columns.
pub fn note_on_columns(lang: Lang, frame: TableFrame) -> Option<String> {
    let text = tr!(
        lang,
        "ISO numbers, former codes, the Bank's ids and days of quotation: in a window of {WIDE} \
         columns or with --format csv",
        "номера ISO, прежние коды, идентификаторы Банка и дни котировки: в окне от {WIDE} \
         столбцов или с --format csv"
    );

    is_cut(frame).then_some(text)
}

const fn is_cut(frame: TableFrame) -> bool {
    matches!(frame, TableFrame::Terminal { columns } if columns < WIDE)
}

fn cell(row: &CurrencyRow, column: Column, lang: Lang) -> String {
    let currency = row.currency;
    match column {
        Column::Code => currency.code.to_owned(),
        Column::Number => currency.number.to_owned(),
        Column::Name => name_of(currency, lang).to_owned(),
        Column::FormerCode => joined(currency.former_codes(), " "),
        Column::Ids => joined(currency.ids().map(spell_id), " "),
        // Of some currencies it is known only by when they were quoted daily, not since when.
        Column::QuotedFrom => match (currency.first_day, currency.daily_from) {
            (None, Some(daily)) => format!("≤ {daily}"),
            (first, _) => or_unknown(first),
        },
        Column::QuotedTo => or_empty(currency.last_day),
        Column::First => or_unknown(row.records.map(Span::from)),
        Column::Last => or_unknown(row.records.map(Span::to)),
        Column::Holes => or_unknown(row.records.map(|_| row.holes.len())),
        _ => UNKNOWN.to_owned(),
    }
}

fn or_empty(value: Option<impl std::fmt::Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// `R01235`, or with the days of its records where the currency has several: `R01700 ..2004-12-31`.
fn spell_id(id: SourceId) -> String {
    match (id.from, id.to) {
        (None, None) => id.id.to_owned(),
        (from, to) => format!("{} {}..{}", id.id, or_empty(from), or_empty(to)),
    }
}

/// `{"currencies":[…]}`.
pub fn render_currencies_json(currencies: &[CurrencyRow], out: &mut dyn Write) -> io::Result<()> {
    write_line(&Keyed("currencies", currencies), out)
}

impl Serialize for CurrencyRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let currency = self.currency;
        let stored = self.records.map(|records| StoredJson {
            first: records.from(),
            last: records.to(),
            spans: self.spans,
            holes: &self.holes,
        });

        serialize_keys!(serializer, {
            "code": currency.code,
            "number": currency.number,
            "name_ru": currency.name_ru,
            "name_en": currency.name_en,
            "former_codes": currency.former_codes().collect::<Vec<_>>(),
            "ids": currency.ids().collect::<Vec<_>>(),
            "first_day": currency.first_day,
            "daily_from": currency.daily_from,
            "last_day": currency.last_day,
            "stored": stored,
        })
    }
}

impl Serialize for SourceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "id": self.id,
            "from": self.from,
            "to": self.to,
        })
    }
}

/// What is stored of a currency, from its first record to its last.
#[derive(Serialize)]
struct StoredJson<'a> {
    first: Date,
    last: Date,
    spans: usize,
    holes: &'a [Span],
}

const COLUMNS: &str = "code,number,name_ru,name_en,former_codes,ids,first_day,daily_from,last_day,\
     stored_first,stored_last,spans,holes";

/// The columns of the table under stable names; ids are parted by semicolons.
impl Table for [CurrencyRow] {
    const NAME: &'static str = "currencies";

    fn columns(&self) -> Vec<String> {
        names(COLUMNS)
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        for row in self {
            let currency = row.currency;
            let stored = row.records;
            // Counts of a currency that is not stored are unknown, not zero.
            let spans = stored.and_then(|_| i64::try_from(row.spans).ok());
            let holes = stored.and_then(|_| i64::try_from(row.holes.len()).ok());
            out.write_row(&[
                Cell::Word(currency.code),
                Cell::Word(currency.number),
                Cell::Word(currency.name_ru),
                Cell::Word(currency.name_en),
                Cell::Word(&joined(currency.former_codes(), ";")),
                Cell::Word(&joined(currency.ids().map(spell_id), ";")),
                currency.first_day.into(),
                currency.daily_from.into(),
                currency.last_day.into(),
                stored.map(Span::from).into(),
                stored.map(Span::to).into(),
                spans.map_or(Cell::Empty, Cell::Whole),
                holes.map_or(Cell::Empty, Cell::Whole),
            ])?;
        }

        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::CATALOGUE,
        render::{
            fixtures::{currency, day, written},
            sheets::{CsvFor, render_csv},
        },
    };
    use expect_test::expect;

    fn rows() -> Vec<CurrencyRow> {
        let hole = Span::new(day("2023-01-10"), day("2023-01-20")).unwrap();
        let usd = CurrencyRow {
            currency: currency("USD"),
            records: Span::new(day("1992-07-01"), day("2024-05-21")),
            spans: 2,
            holes: vec![hole],
        };
        let nothing = |code| CurrencyRow {
            currency: currency(code),
            records: None,
            spans: 0,
            holes: Vec::new(),
        };
        vec![usd, nothing("TRY"), nothing("XEU")]
    }

    #[test]
    fn a_pipe_gets_the_whole_table() {
        let shown = render_currencies_table(&rows(), Lang::En, TableFrame::Plain);
        expect![[r"
            Code  No.  Name          Former  Ids                                       Quoted from  to          First       Last        Holes
            USD   840  US dollar             R01235                                    1992-07-01               1992-07-01  2024-05-21      1
            TRY   949  Turkish lira  TRL     R01700 ..2004-12-31 R01700J 2005-01-01..  1992-07-01               —           —               —
            XEU   954  ECU                   R01790                                    —            1998-12-31  —           —               —"]].assert_eq(&shown);
    }

    #[test]
    fn the_table_fits_60_and_200_columns_in_both_languages() {
        let all: Vec<CurrencyRow> = CATALOGUE
            .iter()
            .map(|currency| CurrencyRow {
                currency,
                ..rows()[0].clone()
            })
            .collect();
        for columns in [60, 80, 129, 130, 200] {
            for lang in [Lang::Ru, Lang::En] {
                let frame = TableFrame::Terminal { columns };
                let text = render_currencies_table(&all, lang, frame);
                let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
                assert!(
                    widest <= usize::from(columns),
                    "{widest} of {columns}\n{text}"
                );
                assert!(
                    CATALOGUE
                        .iter()
                        .all(|currency| text.contains(currency.code)),
                    "{text}"
                );
                assert_eq!(note_on_columns(lang, frame).is_some(), columns < 130);
            }
        }
    }

    #[test]
    fn programs_get_every_field() {
        let shown = written(|out| render_currencies_json(&rows()[..2], out));
        expect![[r#"
            {"currencies":[{"code":"USD","number":"840","name_ru":"Доллар США","name_en":"US dollar","former_codes":[],"ids":[{"id":"R01235","from":null,"to":null}],"first_day":"1992-07-01","daily_from":"1992-07-01","last_day":null,"stored":{"first":"1992-07-01","last":"2024-05-21","spans":2,"holes":[{"from":"2023-01-10","to":"2023-01-20"}]}},{"code":"TRY","number":"949","name_ru":"Турецкая лира","name_en":"Turkish lira","former_codes":["TRL"],"ids":[{"id":"R01700","from":null,"to":"2004-12-31"},{"id":"R01700J","from":"2005-01-01","to":null}],"first_day":"1992-07-01","daily_from":"1992-07-01","last_day":null,"stored":null}]}
        "#]].assert_eq(&shown);
        let shown = written(|out| render_csv(&rows()[..2], CsvFor::Programs, out));
        expect![[r"
            code,number,name_ru,name_en,former_codes,ids,first_day,daily_from,last_day,stored_first,stored_last,spans,holes
            USD,840,Доллар США,US dollar,,R01235,1992-07-01,1992-07-01,,1992-07-01,2024-05-21,2,1
            TRY,949,Турецкая лира,Turkish lira,TRL,R01700 ..2004-12-31;R01700J 2005-01-01..,1992-07-01,1992-07-01,,,,,
        "]].assert_eq(&shown);
    }
}

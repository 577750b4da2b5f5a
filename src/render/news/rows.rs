//! Headlines with their rates as a table: a row for each headline and currency; an undated headline has one row.

use super::view::{CurrencyLinks, LinkedHeadline};
use crate::{
    model::{Change, Record},
    render::sheets::{Cell, Cells, Table, names},
};
use std::io;

const COLUMNS: &str = "date,published,source,title,url,currency,shown_record_date,shown_value,\
     shown_change,effect_record_date,effect_value,effect_change";

/// `news list` and `news search`.
impl Table for [LinkedHeadline] {
    const NAME: &'static str = "news";

    fn columns(&self) -> Vec<String> {
        names(COLUMNS)
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        for one in self {
            // Every row has all columns: without links the columns of rates are empty.
            if one.links.is_empty() {
                write_headline(out, one)?;
                out.write_row(&[Cell::Empty; 7])?;
            }
            for links in &one.links {
                write_headline(out, one)?;
                write_links(out, links)?;
            }
        }

        Ok(())
    }
}

fn write_headline(out: &mut impl Cells, one: &LinkedHeadline) -> io::Result<()> {
    let headline = &one.headline;
    let published = headline.dated.map(|dated| dated.published);
    out.write_cells(&[
        published.map(|at| at.day()).into(),
        published.map_or(Cell::Empty, Cell::Moment),
        Cell::Text(&headline.source),
        Cell::Text(&headline.title),
        Cell::Text(headline.url.as_deref().unwrap_or_default()),
    ])
}

fn write_links(out: &mut impl Cells, one: &CurrencyLinks) -> io::Result<()> {
    out.write_cell(&Cell::Word(one.currency.code))?;
    let shown = one.links.shown;
    write_linked(out, shown.map(|rate| (rate.record, rate.change)))?;
    let effect = one.links.effect.ok();
    write_linked(out, effect.map(|rate| (rate.record, Some(rate.change))))?;

    out.end_row()
}

/// Date, value and change of a record; empty where there is none.
fn write_linked(out: &mut impl Cells, rate: Option<(Record, Option<Change>)>) -> io::Result<()> {
    let Some((record, change)) = rate else {
        return out.write_cells(&[Cell::Empty; 3]);
    };

    out.write_cells(&[
        Cell::Day(record.record_date()),
        Cell::Figure(record.value()),
        change.map(|change| change.amount).into(),
    ])
}

#[cfg(test)]
mod tests {
    use crate::render::{
        LinkedHeadline,
        fixtures::{linked, written},
        sheets::{CsvFor, render_csv},
    };

    fn check(headlines: &[LinkedHeadline], reader: CsvFor, expected: &[&str]) {
        let text = written(|out| render_csv(headlines, reader, out));
        assert_eq!(text.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_headline_has_a_line_for_each_currency() {
        let headlines = [
            linked("2024-05-20T10:00:00+03:00", "Утром, рано"),
            linked("", "Без даты"),
        ];
        check(
            &headlines,
            CsvFor::Programs,
            &[
                "date,published,source,title,url,currency,shown_record_date,shown_value,shown_change,effect_record_date,effect_value,effect_change",
                "2024-05-20,2024-05-20T10:00:00+03:00,lenta.ru,\"Утром, рано\",https://lenta.ru/1,USD,2024-05-18,90.9873,0.0634,2024-05-21,90.6537,-0.3336",
                ",,lenta.ru,Без даты,https://lenta.ru/1,,,,,,,",
            ],
        );
    }

    /// Titles come from feeds that anyone may fill, and a spreadsheet calculates a field by its first sign.
    #[test]
    fn a_title_is_no_formula_and_a_change_stays_a_number() {
        let headlines = [linked("2024-05-20T10:00:00+03:00", "=1+1")];
        check(
            &headlines,
            CsvFor::ExcelRu,
            &[
                "\u{feff}date;published;source;title;url;currency;shown_record_date;shown_value;shown_change;effect_record_date;effect_value;effect_change",
                "20.05.2024;20.05.2024 10:00:00;lenta.ru;'=1+1;https://lenta.ru/1;USD;18.05.2024;90,9873;0,0634;21.05.2024;90,6537;-0,3336",
            ],
        );
    }
}

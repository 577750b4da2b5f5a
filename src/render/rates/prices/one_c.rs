//! The file from which 1C loads the rates of one currency: date, nominal and rate a line.
//!
//! It is the file that 1C's own loaders ask `currencyrates.1c.ru` for (`tsv/cb/840.tsv`): `20240521⇥1⇥90.6537`, with a point,
//! a line feed after each line and no header; ASCII, since they read it in the code page of Windows. They stop at the
//! first date after the period asked for, so the earliest comes first. It names neither the currency nor the ruble.

use crate::{
    rates::{History, dated_figures},
    render::digits::Digits,
};
use std::io::{self, Write};

/// A line for each figure.
pub fn render_one_c(history: &History, out: &mut dyn Write) -> io::Result<()> {
    for dated in dated_figures(history) {
        let day = dated.day;
        let value = Digits::of(dated.figure.value);
        writeln!(
            out,
            "{:04}{:02}{:02}\t{}\t{}",
            day.year(),
            day.month(),
            day.day(),
            dated.figure.nominal.units(),
            value.as_str()
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Every,
        rates::Aggregate,
        render::fixtures::{history_of, written},
    };

    #[test]
    fn a_line_is_date_nominal_and_rate_between_tabulators() {
        let records = [
            ("2024-05-18", 100, "58.5240"),
            ("2024-05-21", 100, "58.1673"),
        ];
        let yen = history_of(
            "JPY",
            &records,
            "2024-05-21",
            Every::Record,
            Aggregate::Last,
        );
        assert_eq!(
            written(|out| render_one_c(&yen, out)),
            "20240518\t100\t58.5240\n20240521\t100\t58.1673\n"
        );
    }
}

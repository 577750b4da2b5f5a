//! A line's last rates as a few letters: `▃▁▂▅█▆▆`.

use super::text_page::TextLetters;
use crate::{
    chart::data::{day_number, extent, single_line, whole},
    model::{Series, Span},
};
use jiff::civil::Date;

/// The letters of a sparkline, the lowest first: eight heights, or five within ASCII.
const fn heights(letters: TextLetters) -> &'static [char] {
    match letters {
        TextLetters::Unicode => &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
        TextLetters::Ascii => &['_', '.', '-', '*', '^'],
    }
}

/// The last `most` records in force on `day` or before, as far back as no day is missing, from the lowest to the
/// highest of them. Rates that do not move are of middle height. Empty if no rate is in force on `day`.
pub fn sparkline(series: &Series, day: Date, most: usize, letters: TextLetters) -> String {
    let rates = last_rates(series, day).unwrap_or_default();
    let rates = &rates[rates.len().saturating_sub(most)..];
    let (low, high) = extent(rates.iter().copied());

    let letters = heights(letters);
    let most_letter = (letters.len() - 1) as f64;
    let heights = rates.iter().map(|rate| {
        // Where nothing moves, nothing is high or low.
        if high > low {
            (rate - low) / (high - low)
        } else {
            0.5
        }
    });
    heights
        .map(|height| letters[whole((height * most_letter).round())])
        .collect()
}

/// The rates of the run that ends on `day`.
fn last_rates(series: &Series, day: Date) -> Option<Vec<f64>> {
    let first = series.records().first()?.record_date().min(day);
    let line = single_line(series, Span::new(first, day)?).ok()?;
    let run = line.runs.last().filter(|run| run.to == day_number(day))?;

    Some(run.points.iter().map(|point| point.value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::{series, span};
    use jiff::civil::date;

    fn check(values: &[&str], most: usize, blocks: &str, ascii: &str) {
        let records: Vec<_> = (1i8..)
            .zip(values)
            .map(|(day, value)| (date(2024, 5, day), 1, *value))
            .collect();
        let end = records.last().map_or(date(2024, 5, 1), |last| last.0);
        let usd = series("USD", &records, &[span(date(2024, 5, 1), end)]);
        assert_eq!(sparkline(&usd, end, most, TextLetters::Unicode), blocks);
        assert_eq!(sparkline(&usd, end, most, TextLetters::Ascii), ascii);
    }

    #[test]
    fn heights_are_between_the_lowest_and_the_highest() {
        check(
            &["90", "91", "92", "93", "94", "95", "96", "97"],
            30,
            "▁▂▃▄▅▆▇█",
            "_..--**^",
        );
        check(&["10", "90", "91", "90.5"], 3, "▁█▅", "_^-");
        check(&["90", "90", "90"], 30, "▅▅▅", "---");
        check(&["90"], 30, "▅", "-");
    }

    #[test]
    fn nothing_of_before_a_hole_and_nothing_in_it() {
        let records = [(1, "10"), (2, "11"), (8, "90"), (9, "80")];
        let records = records.map(|(day, value)| (date(2024, 5, day), 1, value));
        let known = [
            span(date(2024, 5, 1), date(2024, 5, 3)),
            span(date(2024, 5, 8), date(2024, 5, 10)),
        ];
        let usd = series("USD", &records, &known);
        let spark = |day| sparkline(&usd, date(2024, 5, day), 30, TextLetters::Unicode);
        assert_eq!([3, 5, 10, 11].map(spark), ["▁█", "", "█▁", ""]);
        let empty = series("USD", &[], &[]);
        assert_eq!(
            sparkline(&empty, date(2024, 5, 1), 30, TextLetters::Unicode),
            ""
        );
    }

    #[test]
    fn new_rubles_are_no_fall() {
        let records = [
            (date(1997, 12, 30), 1, "5960.0000"),
            (date(1998, 1, 1), 1, "5.9600"),
        ];
        let usd = series(
            "USD",
            &records,
            &[span(date(1997, 12, 30), date(1998, 1, 1))],
        );
        assert_eq!(
            sparkline(&usd, date(1998, 1, 1), 30, TextLetters::Unicode),
            "▅▅"
        );
    }
}

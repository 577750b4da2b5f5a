//! The figures beside and on the lines: the last ones, means, the lowest and the highest.

use super::spans::short_day_within;
use crate::{
    chart::data::{
        Extreme, Line, Measure, Sign, Spec, decimal_text, float_text, group_digits, per_cent,
        rate_digits,
    },
    model::{Decimal, Lang, Nominal, Span},
};

/// The last number of a line as its axis counts, after the line's label.
pub fn labelled_last(line: &Line) -> String {
    let number = measured(line, line.last.value);
    format!("{} {number}", line.measured_label())
}

/// The last change: in per cent if the bars are.
pub fn last_change(line: &Line) -> Option<String> {
    if !line.changes_in_percent {
        return line.last.change_text();
    }

    let before = line.last.value.minus(line.last.change?).ok()?;
    Some(percent_text(percent(line.last.value, before)))
}

/// Under the last number: the change or, of a line that has begun at zero or 100, the rate; and the moving average.
pub fn under_last_figure(line: &Line, spec: &Spec) -> Vec<String> {
    // A line that began at zero or 100 already shows its change.
    let second = if spec.view.values.is_relative() {
        Some(last_rate(line))
    } else {
        last_change(line)
    };
    let mean = spec.view.shape.mean().map(|count| {
        let name = spec.lang.pick("mean of", "среднее");
        match line.last_mean() {
            Some(mean) => format!("{name} {count}: {}", mean_text(line, mean)),
            None => format!("{name} {count}"),
        }
    });

    second.into_iter().chain(mean).collect()
}

/// The last rate with its unit, and of many units their number: `83.36 ₽`, `100 KZT = 17.45 ₽`.
fn last_rate(line: &Line) -> String {
    let unit = match line.quote_code() {
        "RUB" => "₽",
        code => code,
    };
    let rate = format!("{} {unit}", line.last.value_text());

    if line.nominal == Nominal::ONE {
        rate
    } else {
        format!("{} = {rate}", line.label())
    }
}

/// The lowest or highest number with its date; the year only if the span has several.
pub fn extreme(line: &Line, extreme: &Extreme, span: Span, lang: Lang) -> String {
    let number = measured(line, extreme.value);
    let day = short_day_within(span, extreme.record_date, lang);

    format!("{number} · {day}")
}

/// A rate as the axis of its line counts.
fn measured(line: &Line, rate: Decimal) -> String {
    match line.measure {
        Measure::Rubles => decimal_text(rate, rate_digits(rate), Sign::Negative),
        Measure::Percent { .. } => percent_text(percent(rate, line.base)),
        Measure::Index { .. } => {
            let hundred = Decimal::new(100, 0);
            let index = percent(rate, line.base).and_then(|percent| percent.plus(hundred).ok());
            index.map_or_else(String::new, |index| {
                // A tenth of an index over a thousand is not worth its room.
                let digits = u32::from(index < Decimal::new(1000, 0));
                group_digits(&decimal_text(index, digits, Sign::Negative))
            })
        }
    }
}

/// A moving average as the axis of its line counts.
fn mean_text(line: &Line, mean: f64) -> String {
    let value = line.measure.of(mean);
    let digits = match line.measure {
        Measure::Rubles if value < 1.0 => 4,
        Measure::Rubles => 2,
        Measure::Percent { .. } if value.abs() < 10.0 => 2,
        Measure::Percent { .. } | Measure::Index { .. } => usize::from(value.abs() < 1000.0),
    };

    let text = float_text(value, digits);
    match line.measure {
        Measure::Percent { .. } if value > 0.0 => per_cent(&format!("+{text}")),
        Measure::Percent { .. } => per_cent(&text),
        Measure::Rubles | Measure::Index { .. } => text,
    }
}

/// How far `value` is above `base`, in per cent of it.
fn percent(value: Decimal, base: Decimal) -> Option<Decimal> {
    /// Twelve, so that rounding once more to what is written does not show.
    const DIGITS: u32 = 12;
    let hundredfold = value.minus(base).ok()?.times(Decimal::new(100, 0)).ok()?;

    hundredfold.divided_by(base, DIGITS).ok()
}

/// `−2.08 %`, `+23.4 %`, `+66 412 %`: about three digits that say something; nothing if the number has too many digits.
fn percent_text(percent: Option<Decimal>) -> String {
    let Some(percent) = percent else {
        return String::new();
    };

    let digits = match percent.abs() {
        small if small < Decimal::new(10, 0) => 2,
        usual if usual < Decimal::new(1000, 0) => 1,
        _ => 0,
    };
    per_cent(&group_digits(&decimal_text(percent, digits, Sign::Always)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_have_about_three_digits() {
        let of = |value: &str, base: &str| {
            let (value, base) = (
                Decimal::parse(value).unwrap(),
                Decimal::parse(base).unwrap(),
            );
            percent_text(percent(value, base))
        };
        assert_eq!(of("98", "100"), "−2.00\u{a0}%");
        assert_eq!(of("100", "100"), "0.00\u{a0}%");
        assert_eq!(of("123.456", "100"), "+23.5\u{a0}%");
        assert_eq!(of("83.3550", "0.1253"), "+66\u{a0}424\u{a0}%");
        assert_eq!(of("0.0001", "100000"), "−100.0\u{a0}%");
    }
}

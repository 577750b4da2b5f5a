//! The words of a view: in the subtitle, over the bars, at the ends of lines and at their extremes.

use super::{
    language::joined,
    ranges::ranges,
    spans::{dotted_day, dotted_span, spell_span},
};
use crate::{
    chart::data::{
        Extreme, Line, Measure, Scale, Shape, Sign, Spec, Values, decimal_text, float_text,
        group_digits, rate_digits,
    },
    model::{Decimal, Every, Lang, Span, month_short_genitive, plural_ru, spell_day, tr},
};
use jiff::civil::Date;

/// Beyond these, the last rates of all lines are read at their ends only.
const MOST_LAST_RATES: usize = 4;

/// What the numbers are, and of which days.
pub fn figures_of_days(spec: &Spec) -> String {
    let days = spell_span(spec.span, spec.lang);
    format!("{}, {} · {days}", rate(spec), measure(spec))
}

fn rate(spec: &Spec) -> &'static str {
    if spec.lines.iter().any(|line| line.quoted.is_cross()) {
        spec.lang.pick(
            "By the official rates of the Bank of Russia",
            "По официальным курсам Банка России",
        )
    } else {
        spec.lang.pick(
            "Official rate of the Bank of Russia",
            "Официальный курс Банка России",
        )
    }
}

/// What the numbers are, of which days, and the last ones.
pub fn subtitle(spec: &Spec) -> Vec<String> {
    let full = figures_of_days(spec);
    let mut variants = Vec::new();
    if spec.lines.len() <= MOST_LAST_RATES {
        let last = joined(spec.lines.iter().map(|line| dated_last(line, spec)), ", ");
        variants.push(format!("{full} · {last}"));
    }
    variants.push(full);

    let short_rate = spec.lang.pick("Bank of Russia rate", "Курс Банка России");
    let dotted = dotted_span(spec.span);
    // Rates in rubles are what readers expect, so their measure is left out first.
    if spec.view.values == Values::default() {
        let days = spell_span(spec.span, spec.lang);
        variants.push(format!("{} · {days}", rate(spec)));
        variants.push(format!("{short_rate}, {dotted}"));
        variants.push(dotted);
    } else {
        let short = measure_short(spec);
        variants.push(format!("{short_rate}, {short} · {dotted}"));
        variants.push(format!("{dotted}, {short}"));
        variants.push(short);
    }
    variants
}

/// The last rate of a line, with its date if other lines go on.
fn dated_last(line: &Line, spec: &Spec) -> String {
    let last = format!("{} {}", line.label(), line.last.value_text());
    if line.ends_before(spec.span) {
        format!("{last} ({})", dotted_day(line.last.record_date))
    } else {
        last
    }
}

/// What the numbers on the axis are.
fn measure(spec: &Spec) -> String {
    let lang = spec.lang;
    let base_day = base_day(spec);
    let base = spell_day(base_day, lang);
    // The first day needs no mention: it is what readers expect.
    let why = if spec.lines.len() > 1 && base_day != spec.span.from() {
        lang.pick(" (first common day)", " (первый общий день)")
    } else {
        ""
    };

    let measure = match spec.view.values {
        Values::Rates(_) => quote_codes_named(spec),
        Values::Percent => tr!(
            lang,
            "change in % against {base}{why}",
            "изменение в % к {base}{why}"
        ),
        Values::Index(_) => format!("{base} = 100{why}"),
    };

    if spec.view.values.is_logarithmic() {
        measure + lang.pick(", logarithmic scale", ", логарифмическая шкала")
    } else {
        measure
    }
}

fn quote_codes_named(spec: &Spec) -> String {
    match &quote_codes(spec).join(", ")[..] {
        "RUB" => spec.lang.pick("in rubles", "в рублях").to_owned(),
        codes => tr!(spec.lang, "in {codes}", "в {codes}"),
    }
}

/// The units in which the lines are priced, each code once.
fn quote_codes(spec: &Spec) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for line in &spec.lines {
        let code = line.quoted.quote_on(Date::MAX).code();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }

    codes
}

fn measure_short(spec: &Spec) -> String {
    let lang = spec.lang;
    let day = base_day(spec);
    let dotted = dotted_day(day);
    let is_start = day == spec.span.from();

    match spec.view.values {
        Values::Rates(Scale::Linear) => match quote_codes(spec)[..] {
            ["RUB"] if lang == Lang::Ru => "₽".to_owned(),
            ref codes => codes.join(", "),
        },
        Values::Rates(Scale::Logarithmic) => lang.pick("log scale", "лог. шкала").to_owned(),
        Values::Percent if is_start => lang.pick("% from start", "в % к началу").to_owned(),
        Values::Percent => tr!(lang, "% from {dotted}", "в % к {dotted}"),
        Values::Index(scale) => {
            let start = lang.pick("start", "начало");
            let base = if is_start { start } else { &dotted };
            let logarithmic = match scale {
                Scale::Linear => "",
                Scale::Logarithmic => lang.pick(", log", ", лог."),
            };
            format!("{base} = 100{logarithmic}")
        }
    }
}

/// The day on which every rate counts as 0 % or 100.
fn base_day(spec: &Spec) -> Date {
    let first = spec.lines.first();
    first.map_or(spec.span.from(), |line| line.base_day)
}

/// What else is drawn than lines from record to record; empty if nothing is.
pub fn shape(spec: &Spec) -> Vec<String> {
    let (mean, band) = match &spec.view.shape {
        Shape::Ranges(every) => return ranges(*every, spec),
        Shape::Lines { mean, band } => (mean, band),
    };

    let mut texts = Vec::new();
    if band.is_some() {
        let mut runs = spec.lines.iter().flat_map(|line| &line.runs);
        let is_known = runs.any(|run| !run.band.is_empty());
        texts.push(volatility_band(is_known, spec.lang).map(str::to_owned));
    }
    texts.extend(mean.map(|count| mean_line(count, spec.lang)));
    if texts.is_empty() {
        return Vec::new();
    }
    let (full, short): (Vec<_>, Vec<_>) = texts.into_iter().map(Into::into).unzip();
    vec![full.join(" · "), short.join(" · "), short.join(", ")]
}

/// In full and in short; a band that is not known would need more records.
fn volatility_band(is_known: bool, lang: Lang) -> [&'static str; 2] {
    if is_known {
        [
            lang.pick(
                "Band: ±2σ one record ahead, EWMA volatility, λ = 0.94",
                "Полоса: ±2σ на одну запись вперёд, волатильность EWMA, λ = 0.94",
            ),
            lang.pick("Band: ±2σ, EWMA 0.94", "Полоса: ±2σ, EWMA 0.94"),
        ]
    } else {
        [
            lang.pick(
                "No EWMA ±2σ band: it takes 62 records in a row",
                "Полосы EWMA ±2σ нет: для неё нужны 62 записи подряд",
            ),
            lang.pick(
                "No ±2σ band: too few records",
                "Полосы ±2σ нет: мало записей",
            ),
        ]
    }
}

fn mean_line(count: usize, lang: Lang) -> [String; 2] {
    const OF_SEVERAL: &str = "последних записей";
    let records = plural_ru(count, ["последней записи", OF_SEVERAL, OF_SEVERAL]);
    [
        tr!(
            lang,
            "Thin line: mean of the last {count} records",
            "Тонкая линия: среднее {count} {records}"
        ),
        tr!(lang, "Thin: mean of {count}", "Тонкая: среднее {count}"),
    ]
}

/// Over the bars of changes.
pub fn change_heading(line: &Line, spec: &Spec) -> Vec<String> {
    let label = line.label();
    let (ru, en) = match spec.view.shape.every() {
        None | Some(Every::Record | Every::Day) => ("день", "Daily"),
        Some(Every::Week) => ("неделю", "Weekly"),
        Some(Every::Month) => ("месяц", "Monthly"),
        Some(Every::Quarter) => ("квартал", "Quarterly"),
        Some(Every::Year) => ("год", "Yearly"),
    };

    match (spec.lang, spec.view.values.has_changes_in_percent()) {
        (Lang::Ru, false) => vec![
            format!("Изменение за {ru}, {label}"),
            format!("За {ru}, {label}"),
            label,
        ],
        (Lang::Ru, true) => vec![
            format!("Изменение за {ru} в %, {label}"),
            format!("За {ru} в %, {label}"),
            format!("{label}, %"),
        ],
        (Lang::En, false) => vec![format!("{en} change, {label}"), label],
        (Lang::En, true) => vec![format!("{en} change in %, {label}"), format!("{label}, %")],
    }
}

/// The last number of a line as its axis counts, after the line's label.
pub fn labelled_last(line: &Line) -> String {
    format!("{} {}", line.label(), measured(line, line.last.value))
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
        Some(format!("{} ₽", line.last.value_text()))
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

/// The lowest or highest number with its date; the year only if the span has several.
pub fn extreme(line: &Line, extreme: &Extreme, span: Span, lang: Lang) -> String {
    let day = extreme.record_date;
    let number = measured(line, extreme.value);
    let month = month_short_genitive(day.month(), lang);
    let dated = format!("{number} · {} {month}", day.day());

    // A year that all days share says nothing.
    let is_of_one_year = span.from().year() == span.to().year() && span.to().year() == day.year();
    if is_of_one_year {
        dated
    } else {
        format!("{dated} {}", day.year())
    }
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
        Measure::Percent { .. } if value > 0.0 => format!("+{text}%"),
        Measure::Percent { .. } => format!("{text}%"),
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

/// `−2.08%`, `+23.4%`, `+66 412%`: about three digits that say something; nothing if the number has too many digits.
fn percent_text(percent: Option<Decimal>) -> String {
    let Some(percent) = percent else {
        return String::new();
    };

    let digits = match percent.abs() {
        small if small < Decimal::new(10, 0) => 2,
        usual if usual < Decimal::new(1000, 0) => 1,
        _ => 0,
    };
    group_digits(&decimal_text(percent, digits, Sign::Always)) + "%"
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
        assert_eq!(of("98", "100"), "−2.00%");
        assert_eq!(of("100", "100"), "0.00%");
        assert_eq!(of("123.456", "100"), "+23.5%");
        assert_eq!(of("83.3550", "0.1253"), "+66\u{a0}424%");
        assert_eq!(of("0.0001", "100000"), "−100.0%");
    }
}

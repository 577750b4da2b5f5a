//! What is said of the view: in the subtitle, over the bars, at the ends of lines and at their extremes.

use super::{Sign, dotted_span, figure, grouped_figure, spell_span};
use crate::chart::spec::{Extreme, Line, Spec, digits};
use crate::chart::view::{Measure, Scale, Shape, Values};
use crate::model::{Decimal, Every, Lang, Span, month_short_genitive, spell_day};
use jiff::civil::Date;

/// Beyond these, the last figures of all lines are read at their ends only.
const MOST_LAST_FIGURES: usize = 4;

/// What the figures are, and of which days.
pub fn figures_of_days(spec: &Spec) -> String {
    format!(
        "{}, {} · {}",
        rate(spec),
        measure(spec),
        spell_span(spec.span, spec.lang)
    )
}

fn rate(spec: &Spec) -> &'static str {
    let is_cross = spec.lines.iter().any(|line| line.quoted.is_cross());
    match (is_cross, spec.lang) {
        (false, Lang::Ru) => "Официальный курс Банка России",
        (false, Lang::En) => "Official rate of the Bank of Russia",
        (true, Lang::Ru) => "По официальным курсам Банка России",
        (true, Lang::En) => "By the official rates of the Bank of Russia",
    }
}

/// What the figures are, of which days, and the last ones.
pub fn subtitle(spec: &Spec) -> Vec<String> {
    let (lang, values) = (spec.lang, spec.view.values);
    let (days, digits) = (spell_span(spec.span, lang), dotted_span(spec.span));
    let rate = rate(spec);
    let rate_short = match lang {
        Lang::Ru => "Курс Банка России",
        Lang::En => "Bank of Russia rate",
    };
    let full = figures_of_days(spec);
    let mut variants = vec![full.clone()];
    if spec.lines.len() <= MOST_LAST_FIGURES {
        let last = spec.lines.iter().map(|line| dated_last(line, spec));
        variants.insert(
            0,
            format!("{full} · {}", last.collect::<Vec<_>>().join(", ")),
        );
    }
    let short = if values == Values::default() {
        variants.extend([
            format!("{rate} · {days}"),
            format!("{rate_short}, {digits}"),
        ]);
        digits
    } else {
        let short = measure_short(spec);
        variants.extend([
            format!("{rate_short}, {short} · {digits}"),
            format!("{digits}, {short}"),
        ]);
        short
    };
    variants.push(short);
    variants
}

/// The last rate of a line, with its date where other lines go on.
fn dated_last(line: &Line, spec: &Spec) -> String {
    let last = format!("{} {}", line.label(), line.last.value_text());
    if line.ends_before(spec.span) {
        format!("{last} ({})", dotted_span(Span::day(line.last.record_date)))
    } else {
        last
    }
}

/// What the figures on the axis are.
fn measure(spec: &Spec) -> String {
    let lang = spec.lang;
    let base_day = base_day(spec);
    let base = spell_day(base_day, lang);
    // The first day needs no mention: it is what readers expect.
    let why = match (spec.lines.len() > 1 && base_day != spec.span.from(), lang) {
        (false, _) => "",
        (true, Lang::Ru) => " (первый общий день)",
        (true, Lang::En) => " (first common day)",
    };
    let scale = match (spec.view.values.is_logarithmic(), lang) {
        (false, _) => "",
        (true, Lang::Ru) => ", логарифмическая шкала",
        (true, Lang::En) => ", logarithmic scale",
    };
    let measure = match (spec.view.values, lang) {
        (Values::Rates(_), _) => quotes(spec),
        (Values::Percent, Lang::Ru) => format!("изменение в % к {base}{why}"),
        (Values::Percent, Lang::En) => format!("change in % against {base}{why}"),
        (Values::Index(_), _) => format!("{base} = 100{why}"),
    };
    measure + scale
}

/// The units of the rates: rubles, or those that the pairs name.
fn quotes(spec: &Spec) -> String {
    match (is_in_rubles(spec), spec.lang) {
        (true, Lang::Ru) => "в рублях".to_owned(),
        (true, Lang::En) => "in rubles".to_owned(),
        (false, Lang::Ru) => format!("в {}", quote_codes(spec).join(", ")),
        (false, Lang::En) => format!("in {}", quote_codes(spec).join(", ")),
    }
}

fn is_in_rubles(spec: &Spec) -> bool {
    quote_codes(spec) == ["RUB"]
}

/// The units in which the lines are priced, each code once.
fn quote_codes(spec: &Spec) -> Vec<&'static str> {
    let mut codes: Vec<&'static str> = Vec::new();
    for line in &spec.lines {
        let code = line.quoted.quote_on(Date::MAX).code();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn measure_short(spec: &Spec) -> String {
    let day = base_day(spec);
    let dotted = dotted_span(Span::day(day));
    let is_start = day == spec.span.from();
    match (spec.view.values, spec.lang) {
        (Values::Rates(Scale::Linear), Lang::Ru) if is_in_rubles(spec) => "₽".to_owned(),
        (Values::Rates(Scale::Linear), _) => quote_codes(spec).join(", "),
        (Values::Rates(Scale::Logarithmic), Lang::Ru) => "лог. шкала".to_owned(),
        (Values::Rates(Scale::Logarithmic), Lang::En) => "log scale".to_owned(),
        (Values::Percent, Lang::Ru) if is_start => "в % к началу".to_owned(),
        (Values::Percent, Lang::En) if is_start => "% from start".to_owned(),
        (Values::Percent, Lang::Ru) => format!("в % к {dotted}"),
        (Values::Percent, Lang::En) => format!("% from {dotted}"),
        (Values::Index(scale), lang) => {
            let base = match lang {
                Lang::Ru if is_start => "начало",
                Lang::En if is_start => "start",
                _ => &dotted,
            };
            let logarithmic = match (scale, lang) {
                (Scale::Linear, _) => "",
                (Scale::Logarithmic, Lang::Ru) => ", лог.",
                (Scale::Logarithmic, Lang::En) => ", log",
            };
            format!("{base} = 100{logarithmic}")
        }
    }
}

/// The day whose rates are 0 % or 100.
fn base_day(spec: &Spec) -> Date {
    spec.lines
        .first()
        .map_or(spec.span.from(), |line| line.base_day)
}

/// What else is drawn than lines from record to record; empty where nothing is.
pub fn shape(spec: &Spec) -> Vec<String> {
    let lang = spec.lang;
    let (full, short): (Vec<String>, Vec<String>) = match &spec.view.shape {
        Shape::Ranges(every) => return super::ranges::ranges(*every, spec),
        Shape::Lines { mean, band } => {
            let is_known = spec
                .lines
                .iter()
                .any(|line| line.runs.iter().any(|run| !run.band.is_empty()));
            let of_band = band.as_ref().map(|_| {
                if is_known {
                    known_band(lang)
                } else {
                    no_band(lang)
                }
            });
            of_band
                .into_iter()
                .chain(mean.map(|count| mean_line(count, lang)))
                .unzip()
        }
    };
    if full.is_empty() {
        Vec::new()
    } else {
        vec![full.join(" · "), short.join(" · "), short.join(", ")]
    }
}

fn known_band(lang: Lang) -> (String, String) {
    let (full, short) = match lang {
        Lang::Ru => (
            "Полоса: ±2σ на одну запись вперёд, волатильность EWMA, λ = 0.94",
            "Полоса: ±2σ, EWMA 0.94",
        ),
        Lang::En => (
            "Band: ±2σ one record ahead, EWMA volatility, λ = 0.94",
            "Band: ±2σ, EWMA 0.94",
        ),
    };
    (full.to_owned(), short.to_owned())
}

fn no_band(lang: Lang) -> (String, String) {
    let (full, short) = match lang {
        Lang::Ru => (
            "Полосы EWMA ±2σ нет: для неё нужны 62 записи подряд",
            "Полосы ±2σ нет: мало записей",
        ),
        Lang::En => (
            "No EWMA ±2σ band: it takes 62 records in a row",
            "No ±2σ band: too few records",
        ),
    };
    (full.to_owned(), short.to_owned())
}

fn mean_line(count: usize, lang: Lang) -> (String, String) {
    match lang {
        Lang::Ru => {
            let records = if count % 10 == 1 && count % 100 != 11 {
                "последней записи"
            } else {
                "последних записей"
            };
            (
                format!("Тонкая линия: среднее {count} {records}"),
                format!("Тонкая: среднее {count}"),
            )
        }
        Lang::En => (
            format!("Thin line: mean of the last {count} records"),
            format!("Thin: mean of {count}"),
        ),
    }
}

/// Over the bars of changes.
pub fn change_heading(line: &Line, spec: &Spec) -> Vec<String> {
    let label = line.label();
    let period = match (spec.view.shape.every(), spec.lang) {
        (None | Some(Every::Record | Every::Day), Lang::Ru) => "день",
        (None | Some(Every::Record | Every::Day), Lang::En) => "Daily",
        (Some(Every::Week), Lang::Ru) => "неделю",
        (Some(Every::Week), Lang::En) => "Weekly",
        (Some(Every::Month), Lang::Ru) => "месяц",
        (Some(Every::Month), Lang::En) => "Monthly",
        (Some(Every::Quarter), Lang::Ru) => "квартал",
        (Some(Every::Quarter), Lang::En) => "Quarterly",
        (Some(Every::Year), Lang::Ru) => "год",
        (Some(Every::Year), Lang::En) => "Yearly",
    };
    match (spec.lang, spec.view.values.has_changes_in_percent()) {
        (Lang::Ru, false) => {
            vec![
                format!("Изменение за {period}, {label}"),
                format!("За {period}, {label}"),
                label,
            ]
        }
        (Lang::Ru, true) => vec![
            format!("Изменение за {period} в %, {label}"),
            format!("За {period} в %, {label}"),
            format!("{label}, %"),
        ],
        (Lang::En, false) => vec![format!("{period} change, {label}"), label],
        (Lang::En, true) => vec![
            format!("{period} change in %, {label}"),
            format!("{label}, %"),
        ],
    }
}

/// The last figure of a line as its axis counts.
pub fn last_figure(line: &Line) -> String {
    measured(line, line.last.value)
}

/// The last change: in per cent where the bars are.
pub fn last_change(line: &Line) -> Option<String> {
    let (change, value) = (line.last.change?, line.last.value);
    if line.changes_in_percent {
        let before = value.minus(change).ok()?;
        Some(
            percent(value, before)
                .map_or_else(String::new, |percent| percent_text(percent, Sign::Always)),
        )
    } else {
        line.last.change_text()
    }
}

/// Under the last figure: the change or, of a line that has begun at zero or 100, the rate; and the moving average.
pub fn under_last_figure(line: &Line, spec: &Spec) -> Vec<String> {
    let second = if spec.view.values.is_relative() {
        Some(format!("{} ₽", line.last.value_text()))
    } else {
        last_change(line)
    };
    let mean = spec.view.shape.mean().map(|count| {
        let name = match spec.lang {
            Lang::Ru => format!("среднее {count}"),
            Lang::En => format!("mean of {count}"),
        };
        line.last_mean().map_or(name.clone(), |mean| {
            format!("{name}: {}", float_text(line, mean))
        })
    });
    second.into_iter().chain(mean).collect()
}

/// The lowest or highest figure with its date; the year only where the span has several.
pub fn extreme(line: &Line, extreme: &Extreme, span: Span, lang: Lang) -> String {
    let figure = measured(line, extreme.value);
    format!("{figure} · {}", short_day(extreme.record_date, span, lang))
}

fn short_day(day: Date, span: Span, lang: Lang) -> String {
    let month = month_short_genitive(day.month(), lang);
    let is_of_one_year = span.from().year() == span.to().year() && span.to().year() == day.year();
    if is_of_one_year {
        format!("{} {month}", day.day())
    } else {
        format!("{} {month} {}", day.day(), day.year())
    }
}

/// A rate as the axis of its line counts.
fn measured(line: &Line, rate: Decimal) -> String {
    match line.measure {
        Measure::Rubles => figure(rate, digits(rate), Sign::Negative),
        Measure::Percent { .. } => percent(rate, line.base)
            .map_or_else(String::new, |percent| percent_text(percent, Sign::Always)),
        Measure::Index { .. } => {
            let hundred = Decimal::new(100, 0);
            let index = percent(rate, line.base).and_then(|percent| percent.plus(hundred).ok());
            index.map_or_else(String::new, |index| {
                grouped_figure(&figure(
                    index,
                    u32::from(index < Decimal::new(1000, 0)),
                    Sign::Negative,
                ))
            })
        }
    }
}

/// A float of the chart as the axis of its line counts.
fn float_text(line: &Line, rate: f64) -> String {
    let value = line.measure.of(rate);
    let digits = match line.measure {
        Measure::Rubles if value < 1.0 => 4,
        Measure::Rubles => 2,
        Measure::Percent { .. } if value.abs() < 10.0 => 2,
        Measure::Percent { .. } | Measure::Index { .. } => usize::from(value.abs() < 1000.0),
    };
    let text = grouped_figure(&format!("{value:.digits$}")).replace('-', "−");
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
    value
        .minus(base)
        .ok()?
        .times(Decimal::new(100, 0))
        .ok()?
        .divided_by(base, DIGITS)
        .ok()
}

/// `−2.08%`, `+23.4%`, `+66 412%`: about three digits that say something.
fn percent_text(percent: Decimal, sign: Sign) -> String {
    let digits = match percent.abs() {
        small if small < Decimal::new(10, 0) => 2,
        usual if usual < Decimal::new(1000, 0) => 1,
        _ => 0,
    };
    grouped_figure(&figure(percent, digits, sign)) + "%"
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
            percent_text(percent(value, base).unwrap(), Sign::Always)
        };
        assert_eq!(of("98", "100"), "−2.00%");
        assert_eq!(of("100", "100"), "0.00%");
        assert_eq!(of("123.456", "100"), "+23.5%");
        assert_eq!(of("83.3550", "0.1253"), "+66\u{a0}424%");
        assert_eq!(of("0.0001", "100000"), "−100.0%");
    }
}

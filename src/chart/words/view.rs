//! The words of a view: in the subtitle, and under it what else is drawn than lines.

use super::{
    language::joined,
    marks::MethodChange,
    ranges::ranges,
    spans::{dotted_day, dotted_span, spell_span},
};
use crate::{
    chart::data::{Line, Scale, Shape, Spec, Values},
    model::{Lang, plural_ru, spell_day, tr},
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
        let code = line.quote_code();
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

/// What else is drawn than lines from record to record, and what dashed lines are; empty if nothing is.
pub fn shape(spec: &Spec) -> Vec<String> {
    let of_view = shape_of_view(spec);
    let methods = MethodChange::words(spec.span, spec.lang).filter(|_| spec.marks.shows_methods);
    match methods {
        None => of_view,
        Some(words) if of_view.is_empty() => words.map(str::to_owned).into(),
        Some([full, short]) => {
            let with_short = of_view.iter().map(|text| format!("{text} · {short}"));
            let with_full = format!("{} · {full}", of_view[0]);
            [with_full].into_iter().chain(with_short).collect()
        }
    }
}

fn shape_of_view(spec: &Spec) -> Vec<String> {
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

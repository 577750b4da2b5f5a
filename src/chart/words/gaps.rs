//! The days without rates, for the foot of a chart.

use super::{
    language::{codes, joined},
    spans::{dotted_span, spell_span},
};
use crate::{
    chart::data::{LineGaps, Spec},
    model::{Lang, Span, tr},
};

/// The days without rates by line, the fullest first; empty when every line has a rate on every day in view.
pub fn gaps(spec: &Spec) -> Vec<String> {
    let lang = spec.lang;
    let found = spec.gaps();
    if found.is_empty() {
        return Vec::new();
    }

    let codes = codes(found.iter().map(|line| line.quoted));
    let no_rates = lang.pick("No rates", "Нет курсов");
    let [spelled, dotted] = [spell_span, |span: Span, _: Lang| dotted_span(span)]
        .map(|spell| format!("{no_rates}: {}", listed(&found, spec, spell)));

    vec![
        spelled,
        dotted,
        tr!(
            lang,
            "Some days have no rate: {codes}",
            "Не на все дни есть курсы: {codes}"
        ),
        tr!(lang, "Gaps: {codes}", "Пропуски: {codes}"),
    ]
}

/// Lines with the same gaps share their days.
fn listed(found: &[LineGaps], spec: &Spec, spell: fn(Span, Lang) -> String) -> String {
    let alike = found.chunk_by(|one, other| one.gaps == other.gaps);
    let parts = alike.map(|lines| {
        let days = lines[0].gaps.iter().map(|gap| in_view(*gap, spec, spell));
        format!(
            "{} {}",
            codes(lines.iter().map(|line| line.quoted)),
            joined(days, ", ")
        )
    });
    joined(parts, "; ")
}

/// The days of a gap; one that reaches an edge of the chart is named by its other end.
fn in_view(gap: Span, spec: &Spec, spell: fn(Span, Lang) -> String) -> String {
    // The edge of the chart is not a day on which rates began or ended.
    let lang = spec.lang;
    match (gap.from() == spec.span.from(), gap.to() == spec.span.to()) {
        (true, false) => {
            let end = spell(Span::day(gap.to()), lang);
            tr!(lang, "to {end}", "по {end}")
        }
        (false, true) => {
            let start = spell(Span::day(gap.from()), lang);
            tr!(lang, "from {start}", "с {start}")
        }
        _ => spell(gap, lang),
    }
}

//! The days without rates, for the foot of a chart.

use super::{dotted_span, spell_span};
use crate::chart::gaps::LineGaps;
use crate::chart::spec::Spec;
use crate::model::{Lang, Span};
use jiff::civil::Date;

/// The days without rates by line, the fullest first; empty when every line has a rate on every day in view.
pub(in crate::chart) fn gaps(spec: &Spec) -> Vec<String> {
    let lang = spec.lang;
    let found = spec.gaps();
    if found.is_empty() {
        return Vec::new();
    }
    let alike = found.chunk_by(|one, other| one.gaps == other.gaps);
    let listed = |spell: fn(Span, Lang) -> String| {
        let of_lines = |lines: &[LineGaps]| {
            let codes = lines
                .iter()
                .map(|line| line.quoted.to_string())
                .collect::<Vec<_>>()
                .join(", ");
            let days = lines[0].gaps.iter().map(|gap| in_view(*gap, spec, spell));
            format!("{codes} {}", days.collect::<Vec<_>>().join(", "))
        };
        alike.clone().map(of_lines).collect::<Vec<_>>().join("; ")
    };
    let codes = found
        .iter()
        .map(|line| line.quoted.to_string())
        .collect::<Vec<_>>()
        .join(", ");
    let dotted = |span: Span, _: Lang| dotted_span(span);
    match lang {
        Lang::Ru => vec![
            format!("Нет курсов: {}", listed(spell_span)),
            format!("Нет курсов: {}", listed(dotted)),
            format!("Не на все дни есть курсы: {codes}"),
            format!("Пропуски: {codes}"),
        ],
        Lang::En => vec![
            format!("No rates: {}", listed(spell_span)),
            format!("No rates: {}", listed(dotted)),
            format!("Some days have no rate: {codes}"),
            format!("Gaps: {codes}"),
        ],
    }
}

/// The days of a gap; one that reaches an edge of the chart is named by its other end.
fn in_view(gap: Span, spec: &Spec, spell: fn(Span, Lang) -> String) -> String {
    let lang = spec.lang;
    let day = |day: Date| spell(Span::day(day), lang);
    match (
        gap.from() == spec.span.from(),
        gap.to() == spec.span.to(),
        lang,
    ) {
        (true, false, Lang::Ru) => format!("по {}", day(gap.to())),
        (true, false, Lang::En) => format!("to {}", day(gap.to())),
        (false, true, Lang::Ru) => format!("с {}", day(gap.from())),
        (false, true, Lang::En) => format!("from {}", day(gap.from())),
        _ => spell(gap, lang),
    }
}

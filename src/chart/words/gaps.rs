//! The days without rates, for the foot of a chart.

use super::spans::{dotted_span, spell_span};
use crate::chart::data::{LineGaps, Spec};
use crate::model::{Lang, Span};

/// The days without rates by line, the fullest first; empty when every line has a rate on every day in view.
pub fn gaps(spec: &Spec) -> Vec<String> {
    let lang = spec.lang;
    let found = spec.gaps();
    if found.is_empty() {
        return Vec::new();
    }

    let codes = codes(&found);
    let no_rates = lang.pick("No rates", "Нет курсов");
    let [spelled, dotted] = [spell_span, |span: Span, _: Lang| dotted_span(span)]
        .map(|spell| format!("{no_rates}: {}", listed(&found, spec, spell)));

    match lang {
        Lang::Ru => vec![
            spelled,
            dotted,
            format!("Не на все дни есть курсы: {codes}"),
            format!("Пропуски: {codes}"),
        ],
        Lang::En => vec![
            spelled,
            dotted,
            format!("Some days have no rate: {codes}"),
            format!("Gaps: {codes}"),
        ],
    }
}

/// Lines with the same gaps share their days.
fn listed(found: &[LineGaps], spec: &Spec, spell: fn(Span, Lang) -> String) -> String {
    let mut parts = Vec::new();
    for lines in found.chunk_by(|one, other| one.gaps == other.gaps) {
        let days = lines[0].gaps.iter().map(|gap| in_view(*gap, spec, spell));
        parts.push(format!(
            "{} {}",
            codes(lines),
            days.collect::<Vec<_>>().join(", ")
        ));
    }

    parts.join("; ")
}

fn codes(lines: &[LineGaps]) -> String {
    let codes: Vec<_> = lines.iter().map(|line| line.quoted.to_string()).collect();
    codes.join(", ")
}

/// The days of a gap; one that reaches an edge of the chart is named by its other end.
fn in_view(gap: Span, spec: &Spec, spell: fn(Span, Lang) -> String) -> String {
    // The edge of the chart is not a day on which rates began or ended.
    let lang = spec.lang;
    match (gap.from() == spec.span.from(), gap.to() == spec.span.to()) {
        (true, false) => {
            let end = spell(Span::day(gap.to()), lang);
            format!("{} {end}", lang.pick("to", "по"))
        }
        (false, true) => {
            let start = spell(Span::day(gap.from()), lang);
            format!("{} {start}", lang.pick("from", "с"))
        }
        _ => spell(gap, lang),
    }
}

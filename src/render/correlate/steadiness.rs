//! Whether an effect is of all its events, in a sentence or two.

use super::{
    report::Turbulence,
    words::{from_to, signed_percent},
};
use crate::{
    analysis::study::{Halves, Part, Split},
    model::{Lang, counted, spell_day, tr},
};

/// Turbulent stretches that are named.
const MOST_STRETCHES: usize = 3;

/// The halves of the time looked at and, if a turbulent part of it makes the whole effect, that part; `None` where a half
/// has no event.
pub fn steadiness_text(
    halves: Option<&Halves>,
    turbulence: Option<&Turbulence>,
    lang: Lang,
) -> Option<String> {
    let mut text = halves_text(halves?, lang)?;
    if let Some(stormy) = turbulence.and_then(|one| turbulence_text(one, lang)) {
        text.push(' ');
        text += &stormy;
    }

    Some(text)
}

fn halves_text(halves: &Halves, lang: Lang) -> Option<String> {
    let [first, second] = &halves.split.parts;
    let since = spell_day(halves.second_from, lang);
    let earlier = part_text(first, lang)?;
    let later = part_text(second, lang)?;
    let mut text = tr!(
        lang,
        "By halves of the time looked at: {earlier} before {since}, {later} since then.",
        "По половинам просмотренного времени: {earlier} до {since}, {later} с этого дня."
    );
    if let Some(bearer) = halves.split.bearer {
        let share = share_text(&halves.split, bearer, lang);
        text += &match bearer {
            0 => tr!(
                lang,
                " The first half has {share} of the whole move.",
                " На первую половину приходится {share} всего движения."
            ),
            _ => tr!(
                lang,
                " The second half has {share} of the whole move.",
                " На вторую половину приходится {share} всего движения."
            ),
        };
    }

    Some(text)
}

/// `+0.57 % (25 случаев)`.
fn part_text(part: &Part, lang: Lang) -> Option<String> {
    let pct = signed_percent(part.effect?.pct);
    let cases = counted(
        part.events,
        lang,
        ["case", "cases"],
        ["случай", "случая", "случаев"],
    );
    Some(format!("{pct} ({cases})"))
}

/// Nothing unless the turbulent times make the whole effect.
fn turbulence_text(turbulence: &Turbulence, lang: Lang) -> Option<String> {
    let split = &turbulence.split;
    let [calm, stormy] = &split.parts;
    if split.bearer != Some(1) {
        return None;
    }

    let all = calm.events + stormy.events;
    let count = stormy.events;
    let share = share_text(split, 1, lang);
    let stormy = signed_percent(stormy.effect?.pct);
    let calm = signed_percent(calm.effect?.pct);
    let when = stretches_text(turbulence, lang);
    Some(tr!(
        lang,
        "{count} of the {all} cases fell in turbulent times ({when}) and have {share} of the whole move: \
         {stormy} on average there, {calm} in the others.",
        "На бурные времена ({when}) пришлось случаев: {count} из {all}, а движения — {share}: в среднем \
         {stormy} там и {calm} в остальных."
    ))
}

/// What a part adds to the sum of the changes of all events: `86 %`.
fn share_text(split: &Split, part: usize, lang: Lang) -> String {
    let sum = |part: &Part| part.effect.map_or(0.0, |effect| effect.pct) * part.events as f64;
    let all: f64 = split.parts.iter().map(sum).sum();
    let share = sum(&split.parts[part]) / all;
    // Where the other part goes the other way, a share of more than the whole would only puzzle.
    if share < 1.0 {
        format!("{:.0} %", 100.0 * share)
    } else {
        lang.pick("all", "100 %").to_owned()
    }
}

fn stretches_text(turbulence: &Turbulence, lang: Lang) -> String {
    let spans = &turbulence.spans;
    let named = spans.iter().take(MOST_STRETCHES);
    let mut named: Vec<String> = named
        .map(|span| from_to(span.from(), span.to(), lang))
        .collect();
    let more = spans.len().saturating_sub(MOST_STRETCHES);
    if more > 0 {
        named.push(tr!(lang, "{more} more", "ещё {more}"));
    }

    named.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::study::Effect, model::Span};
    use jiff::civil::date;

    fn part(pct: f64, events: usize) -> Part {
        Part {
            events,
            effect: (events > 0).then_some(Effect {
                pct,
                log_pct: pct,
                kop: None,
                share_up: 0.5,
                events,
                rises: 0,
                falls: 0,
            }),
            outcome: pct,
        }
    }

    fn halves(parts: [Part; 2], bearer: Option<usize>) -> Halves {
        Halves {
            split: Split { parts, bearer },
            second_from: date(2019, 11, 8),
        }
    }

    #[test]
    fn halves_of_the_time_are_always_said_and_judged_where_they_differ() {
        let said = |bearer, lang| {
            let halves = halves([part(2.44, 25), part(0.08, 21)], bearer);
            steadiness_text(Some(&halves), None, lang).unwrap()
        };
        assert_eq!(
            said(None, Lang::Ru),
            "По половинам просмотренного времени: +2.44 % (25 случаев) до 8 ноября 2019, +0.08 % (21 случай) с этого дня."
        );
        assert!(
            said(Some(0), Lang::Ru)
                .ends_with(" На первую половину приходится 97 % всего движения.")
        );
        assert!(said(Some(1), Lang::En).ends_with(" The second half has 3 % of the whole move."));
        let empty = halves([part(0.0, 0), part(0.08, 21)], None);
        assert_eq!(steadiness_text(Some(&empty), None, Lang::En), None);
    }

    #[test]
    fn turbulent_times_are_named_where_they_make_the_whole() {
        let years = [2014, 2016, 2020, 2022];
        let spans = years.map(|year| Span::new(date(year, 1, 1), date(year, 3, 1)).unwrap());
        let said = |bearer| {
            let turbulence = Turbulence {
                spans: spans.to_vec(),
                split: Split {
                    parts: [part(0.29, 63), part(5.98, 22)],
                    bearer,
                },
            };
            let halves = halves([part(1.0, 40), part(2.0, 45)], None);
            steadiness_text(Some(&halves), Some(&turbulence), Lang::En).unwrap()
        };
        let text = said(Some(1));
        assert!(
            text.ends_with(
                "22 of the 85 cases fell in turbulent times (from 1 January 2014 to 1 March 2014; from 1 January 2016 to 1 March 2016; from 1 January 2020 to 1 March 2020; 1 more) and have 88 % of the whole move: +5.98 % on average there, +0.29 % in the others."
            ),
            "{text}"
        );
        assert!(!said(Some(0)).contains("turbulent"));
        assert!(!said(None).contains("turbulent"));
    }
}

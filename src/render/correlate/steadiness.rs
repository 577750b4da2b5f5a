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

/// The part of the time that makes the whole move, for the verdict; `None` where none does.
pub fn limit_text(
    halves: Option<&Halves>,
    turbulence: Option<&Turbulence>,
    lang: Lang,
) -> Option<String> {
    if let Some(stormy) = turbulence.filter(|one| one.split.bearer == Some(1)) {
        let part = part_of_it(&stormy.split, 1, lang);
        return Some(tr!(
            lang,
            "{part} in turbulent times",
            "{part} — в бурные времена"
        ));
    }

    let halves = halves?;
    let bearer = halves.split.bearer?;
    let part = part_of_it(&halves.split, bearer, lang);
    let since = spell_day(halves.second_from, lang);
    Some(match bearer {
        0 => tr!(lang, "{part} before {since}", "{part} — до {since}"),
        _ => tr!(lang, "{part} since {since}", "{part} — с {since}"),
    })
}

/// `86 % среднего движения`, `всё среднее движение`.
fn part_of_it(split: &Split, part: usize, lang: Lang) -> String {
    match share_of(split, part) {
        Some(share) => tr!(
            lang,
            "{share} of the mean move",
            "{share} среднего движения"
        ),
        None => lang
            .pick("all of the mean move", "всё среднее движение")
            .to_owned(),
    }
}

fn halves_text(halves: &Halves, lang: Lang) -> Option<String> {
    let [first, second] = &halves.split.parts;
    let since = spell_day(halves.second_from, lang);
    let earlier = part_text(first, lang)?;
    let later = part_text(second, lang)?;
    let mut text = tr!(
        lang,
        "By halves of the time looked at (plus: the ruble weakened): {earlier} before {since}, {later} \
         since then.",
        "По половинам просмотренного времени (плюс — рубль слабел): {earlier} до {since}, {later} с \
         этого дня."
    );
    if let Some(bearer) = halves.split.bearer {
        text += &bearer_text(&halves.split, bearer, lang);
    }

    Some(text)
}

/// Which half makes the move.
fn bearer_text(split: &Split, bearer: usize, lang: Lang) -> String {
    let half = match bearer {
        0 => lang.pick("first", "первую"),
        _ => lang.pick("second", "вторую"),
    };
    match share_of(split, bearer) {
        Some(share) => tr!(
            lang,
            " The {half} half has {share} of the whole move.",
            " На {half} половину приходится {share} всего движения."
        ),
        None => tr!(
            lang,
            " The whole move is of the {half} half.",
            " Всё движение пришлось на {half} половину."
        ),
    }
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
    let whole = lang.pick("all", "100 %");
    let share = share_of(split, 1).unwrap_or_else(|| whole.to_owned());
    let stormy = signed_percent(stormy.effect?.pct);
    let calm = signed_percent(calm.effect?.pct);
    let when = stretches_text(turbulence, lang);
    Some(tr!(
        lang,
        "{count} of the {all} cases fell in turbulent times ({when}): {stormy} on average there, {calm} in \
         the others; that is {share} of the whole move.",
        "Случаев в бурные времена ({when}) — {count} из {all}: там в среднем {stormy}, в остальных {calm}; \
         это {share} всего движения."
    ))
}

/// What a part adds to the sum of the changes of all events: `86 %`; `None` where it adds more than the whole, because
/// the other part goes the other way.
fn share_of(split: &Split, part: usize) -> Option<String> {
    let sum = |part: &Part| part.effect.map_or(0.0, |effect| effect.pct) * part.events as f64;
    let all: f64 = split.parts.iter().map(sum).sum();
    let share = sum(&split.parts[part]) / all;
    (share < 1.0).then(|| format!("{:.0} %", 100.0 * share))
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
            "По половинам просмотренного времени (плюс — рубль слабел): +2.44 % (25 случаев) до 8 ноября 2019, +0.08 % (21 случай) с этого дня."
        );
        assert!(
            said(Some(0), Lang::Ru)
                .ends_with(" На первую половину приходится 97 % всего движения.")
        );
        assert!(said(Some(1), Lang::En).ends_with(" The second half has 3 % of the whole move."));
        let turned = halves([part(2.44, 25), part(-0.57, 25)], Some(0));
        let text = steadiness_text(Some(&turned), None, Lang::Ru).unwrap();
        assert!(text.ends_with(" Всё движение пришлось на первую половину."));
        let limit = |halves: &Halves| limit_text(Some(halves), None, Lang::Ru);
        assert_eq!(
            limit(&turned).unwrap(),
            "всё среднее движение — до 8 ноября 2019"
        );
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
                "22 of the 85 cases fell in turbulent times (from 1 January 2014 to 1 March 2014; from 1 January 2016 to 1 March 2016; from 1 January 2020 to 1 March 2020; 1 more): +5.98 % on average there, +0.29 % in the others; that is 88 % of the whole move."
            ),
            "{text}"
        );
        assert!(!said(Some(0)).contains("turbulent"));
        assert!(!said(None).contains("turbulent"));
    }
}

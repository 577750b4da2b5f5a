//! Whether an effect is of all its events, in a sentence or two.

use super::{
    report::Turbulence,
    words::{from_to, signed_percent},
};
use crate::{
    analysis::study::{Halves, Part},
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
    text += match halves.split.bearer {
        None => "",
        Some(0) => lang.pick(
            " Almost all of the move is from the first half.",
            " Почти всё движение — из первой половины.",
        ),
        Some(_) => lang.pick(
            " Almost all of the move is from the second half.",
            " Почти всё движение — из второй половины.",
        ),
    };

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
    let stormy = signed_percent(stormy.effect?.pct);
    let calm = signed_percent(calm.effect?.pct);
    let when = stretches_text(turbulence, lang);
    Some(tr!(
        lang,
        "{count} of the {all} cases fell in turbulent times ({when}) and make almost all of the move: \
         {stormy} there, {calm} in the others.",
        "На бурные времена ({when}) пришлось случаев: {count} из {all}, и они дают почти всё движение: \
         {stormy} против {calm} в остальных."
    ))
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

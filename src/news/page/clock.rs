//! The time of day next to a date on a page, with its zone: `15:08`, `3:08 PM`, `10:00+03:00[Europe/Moscow]`,
//! `15:30 (МСК)`.

use super::line_tokens::{Token, TokenKind, is_sign_at, small_number_at};
use crate::model::{Published, WrittenZone};
use jiff::civil::{Date, Time};

/// A time of day, and the zone written behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// The time.
    pub time: Time,
    /// Its zone; Moscow's where none is written.
    pub zone: Option<WrittenZone>,
}

impl Clock {
    /// The instant on `day`.
    pub fn on(self, day: Date) -> Option<Published> {
        let time = day.to_datetime(self.time);
        let Some(zone) = self.zone else {
            return Published::in_moscow(time);
        };
        let (instant, offset) = zone.instant_of(time)?;
        Some(Published::at(instant, offset))
    }
}

/// `15:08`, `13:14:17` or `3:08 PM` at `at`, with its zone, and the token after them.
pub(super) fn time_at(tokens: &[Token<'_>], at: usize) -> Option<(Clock, usize)> {
    let hour = small_number_at(tokens, at)?;
    let minute = small_number_at(tokens, at + 2)
        .filter(|_| is_sign_at(tokens, at + 1, ":") && tokens[at + 2].text.len() == 2)?;
    let second = small_number_at(tokens, at + 4).filter(|_| is_sign_at(tokens, at + 3, ":"));
    let mut end = at + if second.is_some() { 5 } else { 3 };

    let hour = match half_of_day(tokens, end) {
        Some((_, _)) if !(1..=12).contains(&hour) => return None,
        Some((hours, after)) => {
            end = after;
            hour % 12 + hours
        }
        None => hour,
    };
    let time = Time::new(hour, minute, second.unwrap_or(0), 0).ok()?;

    let (zone, end) = zone_at(tokens, end).map_or((None, end), |(zone, end)| (Some(zone), end));
    Some((Clock { time, zone }, end))
}

/// The hours that `AM`, `p.m.` add, and the token after it.
fn half_of_day(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let (hours, is_short) = match tokens.get(at)?.lower().as_str() {
        "am" => (0, true),
        "pm" => (12, true),
        "a" => (0, false),
        "p" => (12, false),
        _ => return None,
    };
    if is_short {
        return Some((hours, at + 1));
    }

    let is_half = is_sign_at(tokens, at + 1, ".") && tokens.get(at + 2)?.lower() == "m";
    is_half.then(|| (hours, at + 3 + usize::from(is_sign_at(tokens, at + 3, "."))))
}

/// `+03:00`, `Z`, `UTC`, `(МСК)`, also with `[Europe/Moscow]` behind it.
fn zone_at(tokens: &[Token<'_>], at: usize) -> Option<(WrittenZone, usize)> {
    let first = tokens.get(at)?;
    if first.is_one_of("+-−") {
        let (figures, end) = offset_at(tokens, at)?;
        let zone = WrittenZone::parse(&figures)?;
        return Some((zone, behind_name_of_zone(tokens, end)));
    }

    let is_bracketed = first.is_sign('(');
    let name_at = at + usize::from(is_bracketed);
    let name = tokens.get(name_at)?;
    // In small letters `met` and `west` are words; `Z` is a zone only on the clock itself.
    let is_name = name.lower() == "мск" || name.text.len() > 1 && is_in_capitals(name.text);
    let is_z = name.text == "Z" && tokens[name_at.checked_sub(1)?].touches(name);
    // `GMT+10` is an offset.
    if let Some((figures, end)) = offset_at(tokens, name_at + 1).filter(|_| is_name) {
        return Some((WrittenZone::parse(&figures)?, end));
    }
    let zone = WrittenZone::parse(&name.lower()).filter(|_| is_name || is_z)?;
    let end = name_at + 1 + usize::from(is_bracketed && is_sign_at(tokens, name_at + 1, ")"));
    Some((zone, end))
}

/// The figures of an offset, all of which touch the clock: elsewhere `- 2` is a count.
fn offset_at(tokens: &[Token<'_>], at: usize) -> Option<(String, usize)> {
    let hours = tokens.get(at + 1)?;
    let touches = tokens.get(at.checked_sub(1)?)?.touches(&tokens[at]) && tokens[at].touches(hours);
    if !touches || hours.kind != TokenKind::Number || hours.text.len() < 2 {
        return None;
    }

    let sign = if tokens[at].is_sign('+') { '+' } else { '-' };
    let minutes = tokens
        .get(at + 3)
        .filter(|_| is_sign_at(tokens, at + 2, ":") && hours.touches(&tokens[at + 2]))
        .filter(|minutes| minutes.kind == TokenKind::Number && minutes.text.len() == 2);
    Some(match minutes {
        Some(minutes) => (format!("{sign}{}:{}", hours.text, minutes.text), at + 4),
        None => (format!("{sign}{}", hours.text), at + 2),
    })
}

/// The token after `[Europe/Moscow]`, which only explains the offset.
fn behind_name_of_zone(tokens: &[Token<'_>], at: usize) -> usize {
    let has_name = is_sign_at(tokens, at, "[");
    let closing = (at..(at + 8).min(tokens.len())).find(|end| tokens[*end].is_sign(']'));
    closing.filter(|_| has_name).map_or(at, |end| end + 1)
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

//! A written instant cut into its parts: the words of the date, weekday, clock, half of the day, zone.
//!
//! Every reader of dates starts here, so a clock or a zone means the same in a feed, a table, a page and a command. The
//! parts may come in any order; a part that comes twice, and a word that could only be part of a clock but is none,
//! make the whole unreadable.

use super::{
    clock::{Clock, Half},
    names::weekday_named,
    zone::WrittenZone,
};
use crate::model::Lang;
use jiff::civil::{Date, DateTime, Weekday};
use std::borrow::Cow;

/// Words next to a date that carry no information.
const FILLERS: [&str; 10] = ["г", "года", "год", "в", "во", "on", "at", "of", "-", "|"];

#[derive(Default)]
pub(super) struct Parts<'a> {
    /// The words that are nothing else, parted by single blanks.
    pub(super) date: Cow<'a, str>,
    pub(super) weekday: Option<Weekday>,
    clock: Option<Clock>,
    half: Option<Half>,
    zone: Option<WrittenZone>,
}

/// Small letters; hyphens of every kind as the plain one; no invisible marks.
pub(super) fn normalised(text: &str) -> String {
    if text.is_ascii() {
        return text.trim().to_ascii_lowercase();
    }

    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(plain)
        .collect::<String>()
        .trim()
        .to_owned()
}

fn plain(c: char) -> Option<char> {
    match c {
        // Left by spreadsheets and by browsers' own date formats.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{2010}'..='\u{2015}' | '−' => Some('-'),
        c => Some(c),
    }
}

impl<'a> Parts<'a> {
    /// Cuts a normalised text.
    pub(super) fn split(text: &'a str) -> Option<Self> {
        let mut parts = Self::default();
        let bracketed = |opening, closing| text.strip_suffix(closing)?.split_once(opening);
        let comment = bracketed('(', ')');
        let zone = bracketed('[', ']');
        let words = comment.or(zone).map_or(text, |(words, _)| words);

        for word in words.split_whitespace().flat_map(split_at_commas) {
            // The `T` of ISO 8601 is behind a digit, that of a month's name is not.
            match word.split_once('t') {
                Some((day, "")) if ends_in_digit(day) => parts.take(day)?,
                Some((day, time)) if ends_in_digit(day) && starts_with_digit(time) => {
                    parts.take(day)?;
                    parts.take_clock(time)?;
                }
                _ => parts.take(word)?,
            }
        }

        if let Some((_, inside)) = comment.or(zone) {
            parts.take_comment(inside, comment.is_none())?;
        }
        Some(parts)
    }

    /// The clock on `day` and its zone; `None` if there is no clock, and an error if what there is cannot be one.
    pub(super) fn time_on(
        &self,
        day: Date,
    ) -> Result<Option<(DateTime, Option<WrittenZone>)>, NoTime> {
        match self.clock {
            Some(clock) => {
                let time = clock.on(day, self.half).ok_or(NoTime)?;
                Ok(Some((time, self.zone)))
            }
            None if self.half.is_some() => Err(NoTime),
            None => Ok(None),
        }
    }

    fn take(&mut self, word: &'a str) -> Option<()> {
        if starts_with_digit(word) {
            // `08-37` could be a day, so it is a clock only behind one.
            let is_clock = word.contains(':')
                || (ends_in_digit(&self.date) && Clock::split_from(word).is_some());
            if is_clock {
                return self.take_clock(word);
            }

            self.take_date(word);
            return Some(());
        }

        let bare = word.trim_end_matches(['.', ';']);
        if bare.is_empty() || FILLERS.contains(&bare) {
            return Some(());
        }
        if let Some(weekday) =
            weekday_named(bare, Lang::Ru).or_else(|| weekday_named(bare, Lang::En))
        {
            return set(&mut self.weekday, weekday);
        }

        // Zones come after weekdays: `met` and `west` are words, too. No month has the name of a zone.
        match bare {
            "am" | "a.m" => set(&mut self.half, Half::Morning),
            "pm" | "p.m" => set(&mut self.half, Half::Afternoon),
            _ => {
                if let Some(zone) = WrittenZone::parse(bare) {
                    return self.take_zone(zone);
                }
                self.take_date(word);
                Some(())
            }
        }
    }

    /// `15:30`, `15:30:00.123`, `08-37`, with or without a zone at its end.
    fn take_clock(&mut self, word: &str) -> Option<()> {
        let word = with_colons(word.trim_end_matches(['.', ';']));
        let (clock, zone) = Clock::split_from(&word)?;
        set(&mut self.clock, clock)?;
        match zone {
            "" => Some(()),
            "am" => set(&mut self.half, Half::Morning),
            "pm" => set(&mut self.half, Half::Afternoon),
            zone => self.take_zone(WrittenZone::parse(zone)?),
        }
    }

    /// Figures beat a name, whichever comes first: `GMT +0300` is what browsers write.
    fn take_zone(&mut self, zone: WrittenZone) -> Option<()> {
        match (self.zone, zone) {
            (None, _)
            | (Some(WrittenZone::Named(_) | WrittenZone::Moscow), WrittenZone::Figures(_)) => {
                self.zone = Some(zone);
            }
            (Some(WrittenZone::Figures(_)), WrittenZone::Named(_) | WrittenZone::Moscow) => {}
            _ => return None,
        }
        Some(())
    }

    fn take_date(&mut self, word: &'a str) {
        if self.date.is_empty() {
            self.date = Cow::Borrowed(word);
        } else {
            let date = self.date.to_mut();
            date.push(' ');
            date.push_str(word);
        }
    }

    /// A zone in brackets counts where none was written before it: `java.time` and ISO 9557 write it, browsers and
    /// RFC 822 add it to the offset as an explanation. Other words are comments of RFC 822, which mean nothing.
    fn take_comment(&mut self, comment: &str, is_zone: bool) -> Option<()> {
        if self.zone.is_none() {
            self.zone = WrittenZone::parse(comment);
        }
        (self.zone.is_some() || !is_zone).then_some(())
    }
}

/// A clock without an hour that the day has: `13:30 PM`.
#[derive(Debug)]
pub(super) struct NoTime;

/// The words between commas; in `10:00:00,5` the comma is a decimal one.
fn split_at_commas(word: &str) -> impl Iterator<Item = &str> {
    let is_fraction = word.split_once(',').is_some_and(is_fraction_of_second);
    word.split(move |c| c == ',' && !is_fraction)
}

fn is_fraction_of_second((clock, rest): (&str, &str)) -> bool {
    clock.matches(':').count() == 2 && starts_with_digit(rest)
}

/// A time of ISO 8601 with the colons that its basic form leaves out: `1530` and `153000` before a zone.
fn with_colons(time: &str) -> Cow<'_, str> {
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let (figures, zone) = time.split_at(digits);
    match digits {
        4 if !zone.starts_with(':') => format!("{}:{}{zone}", &figures[..2], &figures[2..]).into(),
        6 if !zone.starts_with(':') => format!(
            "{}:{}:{}{zone}",
            &figures[..2],
            &figures[2..4],
            &figures[4..]
        )
        .into(),
        _ => time.into(),
    }
}

/// Sets what was not set; a part that comes twice is not understood.
fn set<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.replace(value).is_none().then_some(())
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_in_digit(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit())
}

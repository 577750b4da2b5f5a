//! Zones as they are written behind a clock: figures, a name, or Moscow's own.
//!
//! `MSK` and `MSD` mean the clock that Moscow's walls showed at that moment, whatever its offset was: writers of news
//! name the clock they look at. The zone database knows that it was +04:00 in each summer until 2010 and from March
//! 2011 to October 2014, when the letters alone do not.

use super::figures::{is_digits, two_digits};
use crate::model::instant_in_moscow;
use jiff::{Timestamp, civil::DateTime, tz::Offset};

/// Names of zones, in hours. Those that several zones share (IST) are missing.
const ZONES: &[(&str, i8)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 1),
    ("bst", 1),
    ("cet", 1),
    ("met", 1),
    ("cest", 2),
    ("mest", 2),
    ("eet", 2),
    ("eest", 3),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// Names of Moscow's clock.
const MOSCOW_NAMES: [&str; 4] = ["msk", "мск", "msd", "europe/moscow"];

/// Hours from UTC that no zone has reached.
const BEYOND_ANY_OFFSET: i8 = 16;

/// A zone as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenZone {
    /// In figures: `+03:00`.
    Figures(Offset),
    /// By a name that always means the same: `EST`.
    Named(Offset),
    /// Moscow's clock.
    Moscow,
}

impl WrittenZone {
    pub(super) const UTC: Self = Self::Named(Offset::UTC);

    /// Reads `+0300`, `GMT+3`, `EST`, `MSK`, in small letters.
    pub fn parse(word: &str) -> Option<Self> {
        let figures = ["gmt", "utc", "ut"]
            .into_iter()
            .find_map(|name| word.strip_prefix(name))
            .unwrap_or(word);
        // `GMT+3` is an offset, `GMT` a name.
        if let Some(offset) = parse_offset(figures) {
            return Some(Self::Figures(offset));
        }
        if MOSCOW_NAMES.contains(&word) {
            return Some(Self::Moscow);
        }

        let (_, hours) = ZONES.iter().find(|(name, _)| *name == word)?;
        Some(Self::Named(Offset::constant(*hours)))
    }

    /// When its clock showed `time`, and how far it was from UTC.
    pub fn instant_of(self, time: DateTime) -> Option<(Timestamp, Offset)> {
        let (Self::Figures(offset) | Self::Named(offset)) = self else {
            return instant_in_moscow(time);
        };
        Some((offset.to_timestamp(time).ok()?, offset))
    }
}

/// `+0300`, `+03:00`, `-3`, and the `+00:0` of one feed.
fn parse_offset(text: &str) -> Option<Offset> {
    let digits = text.strip_prefix(['+', '-'])?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if is_digits(digits) && digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let hours = two_digits(hours).filter(|hours| *hours < BEYOND_ANY_OFFSET)?;
    let minutes = two_digits(minutes).filter(|minutes| *minutes < 60)?;

    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    let sign = if text.starts_with('-') { -1 } else { 1 };

    Offset::from_seconds(sign * seconds).ok()
}

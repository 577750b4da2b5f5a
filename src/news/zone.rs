//! Zones as feeds write them: in figures, by a name, or Moscow's.

use crate::model::Published;
use jiff::civil::{Date, DateTime, date};
use jiff::tz::Offset;

/// Since this day what Moscow's clock shows is called MSK all the year, also while it was +0400.
const MSK_ALL_YEAR: Date = date(2011, 3, 27);

/// Names of zones, in hours. MSK stands in [`Zone`]. Those that several zones share (IST) are not here.
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
    ("msd", 4),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
];

/// A zone as it was written.
#[derive(Clone, Copy)]
pub(super) enum Zone {
    /// In figures.
    Figures(Offset),
    /// By a name that always means the same.
    Named(Offset),
    /// MSK: +0300, but Moscow's own clock since it bears that name all the year.
    Moscow,
}

/// Reads `+0300`, `GMT+3`, `EST`, `MSK`.
pub(super) fn parse_zone(word: &str) -> Option<Zone> {
    let figures = ["gmt", "utc", "ut"]
        .into_iter()
        .find_map(|name| word.strip_prefix(name))
        .unwrap_or(word);
    match (word, offset_in_figures(figures)) {
        (_, Some(offset)) => Some(Zone::Figures(offset)),
        ("msk" | "мск", None) => Some(Zone::Moscow),
        (name, None) => named_offset(name).map(Zone::Named),
    }
}

impl Zone {
    /// How far its clock was from UTC when it showed `time`.
    pub(super) fn offset(self, time: DateTime) -> Option<Offset> {
        match self {
            Self::Figures(offset) | Self::Named(offset) => Some(offset),
            Self::Moscow if time.date() < MSK_ALL_YEAR => Some(Offset::constant(3)),
            Self::Moscow => match Published::in_moscow(time)? {
                Published::At { offset, .. } => Some(offset),
                Published::On(_) => None,
            },
        }
    }
}

/// `+0300`, `+03:00`, `-3`, and the `+00:0` of one feed.
fn offset_in_figures(text: &str) -> Option<Offset> {
    let digits = text.strip_prefix(['+', '-', '−'])?;
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if is_digits(digits) && digits.len() > 2 => digits.split_at(digits.len() - 2),
        None => (digits, "0"),
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let seconds = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    let is_offset = hours <= 15 && minutes < 60;
    let signed = if text.starts_with('+') {
        seconds
    } else {
        -seconds
    };
    Offset::from_seconds(signed).ok().filter(|_| is_offset)
}

/// What a zone's name always means.
fn named_offset(name: &str) -> Option<Offset> {
    ZONES
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, hours)| Offset::constant(*hours))
}

/// A number of one or two digits.
pub(super) fn two_digits(text: &str) -> Option<i8> {
    text.parse()
        .ok()
        .filter(|_| text.len() <= 2 && is_digits(text))
}

/// Whether a text is nothing but ASCII digits.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

//! What a comma or a point does in figures: before a fraction, or between thousands.

use super::columns::DecimalMark;
use crate::model::{AmountError, Decimal, echoed, parse_amount};

/// What is known of a table's figures before its cells are looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habit {
    pub separator: u8,
    pub given: Option<DecimalMark>,
}

/// What the cells of a column show of their marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    comma: Uses,
    point: Uses,
}

/// What a mark was seen to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Uses {
    before_fractions: bool,
    between_thousands: bool,
}

/// A cell with one mark before three digits, which may be before a fraction or between thousands.
pub(super) struct OpenCell {
    pub mark: DecimalMark,
    text: String,
    /// With the mark between thousands, and before a fraction.
    readings: [String; 2],
}

impl Marks {
    pub const NONE: Self = Self {
        comma: Uses::NONE,
        point: Uses::NONE,
    };

    pub const fn and(self, other: Self) -> Self {
        Self {
            comma: self.comma.and(other.comma),
            point: self.point.and(other.point),
        }
    }

    /// Whether fractions are behind commas.
    pub const fn shows_comma(self) -> bool {
        self.comma.before_fractions || self.point.between_thousands
    }

    /// Whether fractions are behind points.
    pub const fn shows_point(self) -> bool {
        self.point.before_fractions || self.comma.between_thousands
    }
}

impl Uses {
    const NONE: Self = Self {
        before_fractions: false,
        between_thousands: false,
    };

    const fn and(self, other: Self) -> Self {
        Self {
            before_fractions: self.before_fractions || other.before_fractions,
            between_thousands: self.between_thousands || other.between_thousands,
        }
    }
}

/// What a cell alone shows of its marks.
pub(super) fn marks_of(cell: &str) -> Marks {
    // Most cells have neither mark, and need not be read.
    if !cell.contains([',', '.']) {
        return Marks::default();
    }
    // A date or a word is no evidence.
    let is_figure = !matches!(
        parse_amount(cell),
        Err(AmountError::Ambiguous { .. } | AmountError::Unreadable(_) | AmountError::TooLong(_))
    );
    if !is_figure || could_be_thousands(cell) {
        return Marks::default();
    }

    let last = cell.rfind([',', '.']).unwrap_or_default();
    Marks {
        comma: uses_of(cell, ',', last),
        point: uses_of(cell, '.', last),
    }
}

/// What a mark does in a cell, of which the last mark is at `last`.
fn uses_of(cell: &str, mark: char, last: usize) -> Uses {
    let count = cell.matches(mark).count();
    let is_last = cell[last..].starts_with(mark);
    Uses {
        before_fractions: count == 1 && is_last,
        between_thousands: count > 1 || count == 1 && !is_last,
    }
}

/// Whether a cell has one point and three digits behind it, at most three in front: `1.234`.
pub(super) fn could_be_thousands(cell: &str) -> bool {
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    number.split_once('.').is_some_and(|(whole, fraction)| {
        let are_digits = [whole, fraction]
            .iter()
            .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        are_digits && fraction.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0')
    })
}

/// The figure of a cell that alone leaves its mark open.
pub(super) fn settled_by(
    marks: Marks,
    habit: Habit,
    open: OpenCell,
) -> Result<Decimal, AmountError> {
    let [whole, fraction] = &open.readings;
    match is_fraction(marks, habit, open.mark) {
        Some(true) => parse_amount(fraction),
        Some(false) => parse_amount(whole),
        None => Err(AmountError::AmbiguousInColumn {
            text: open.text,
            readings: open.readings,
        }),
    }
}

/// Whether a mark is before fractions in a column; `None` where that is not certain.
fn is_fraction(marks: Marks, habit: Habit, mark: DecimalMark) -> Option<bool> {
    if let Some(given) = habit.given {
        return Some(given == mark);
    }

    let (own, other) = match mark {
        DecimalMark::Comma => (marks.comma, marks.point),
        DecimalMark::Point => (marks.point, marks.comma),
    };
    match (own, other) {
        (own, other) if own.before_fractions && other.before_fractions => None,
        (own, _) if own.between_thousands => (!own.before_fractions).then_some(false),
        // Whole numbers and fractions may come from different writers: `2,5` beside `1.234` shows nothing of the point.
        (own, other) if other.before_fractions && !own.before_fractions => None,
        (own, other) if own.before_fractions || other.between_thousands => Some(true),
        // A point alone is one before a fraction, as everywhere.
        _ if mark == DecimalMark::Point || habit.separator == b';' => Some(true),
        _ => None,
    }
}

/// What leaves a cell open, if it alone does.
pub(super) fn open_cell(cell: &str, read: &Result<Decimal, AmountError>) -> Option<OpenCell> {
    match read {
        Err(AmountError::Ambiguous { text, readings }) => Some(OpenCell {
            mark: DecimalMark::Comma,
            text: text.clone(),
            readings: readings.clone(),
        }),
        Ok(amount) if could_be_thousands(cell) => Some(OpenCell {
            mark: DecimalMark::Point,
            text: echoed(cell),
            readings: [
                Decimal::new(amount.units(), 0).to_string(),
                amount.to_string(),
            ],
        }),
        _ => None,
    }
}

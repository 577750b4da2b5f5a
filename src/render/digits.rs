//! Decimals and dates as ASCII on the stack: eight thousand rows have fifty thousand fields.
//!
//! The text is that of `Display`; a test compares them.

use crate::model::Decimal;
use jiff::civil::Date;

/// Longest: the sign, 39 digits of 128 bits, the point and a zero before it.
const ROOM: usize = 48;

/// A decimal or a date as text.
pub struct Digits {
    buffer: [u8; ROOM],
    start: usize,
}

impl Digits {
    const EMPTY: Self = Self {
        buffer: [b'0'; ROOM],
        start: ROOM,
    };

    /// All digits of `number`, with a point and a hyphen for minus.
    pub fn of(number: Decimal) -> Self {
        let mut text = Self::EMPTY;
        text.push_digits(number.units().unsigned_abs(), number.scale() as usize);
        if number.is_negative() {
            text.push(b'-');
        }

        text
    }

    pub fn whole(number: i64) -> Self {
        Self::of(Decimal::new(number.into(), 0))
    }

    /// `2024-05-21`; for years 0 to 9999.
    pub fn date(day: Date) -> Self {
        let [year, month, day] = figures_of(day);
        Self::joined([year, month, day], b'-')
    }

    /// `21.05.2024`; for years 0 to 9999.
    pub fn dotted_date(day: Date) -> Self {
        let [year, month, day] = figures_of(day);
        Self::joined([day, month, year], b'.')
    }

    /// Figures with a mark between them, each filled up with zeros to its width.
    fn joined(figures: [(u16, usize); 3], mark: u8) -> Self {
        let mut text = Self::EMPTY;
        let mut length = 0;
        for (figure, width) in figures.into_iter().rev() {
            if length > 0 {
                text.push(mark);
                length += 1;
            }
            length += width;
            text.push_digits(figure.into(), 0);
            text.pad_to(length);
        }

        text
    }

    /// With a comma in place of the point.
    #[must_use]
    pub fn with_comma(mut self) -> Self {
        let point = self.buffer.iter_mut().find(|byte| **byte == b'.');
        if let Some(point) = point {
            *point = b',';
        }

        self
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// Text grows to the left.
    fn push(&mut self, byte: u8) {
        self.start -= 1;
        self.buffer[self.start] = byte;
    }

    fn pad_to(&mut self, length: usize) {
        while ROOM - self.start < length {
            self.push(b'0');
        }
    }

    /// The digits of `units`, with a point before the last `scale` of them.
    fn push_digits(&mut self, mut units: u128, scale: usize) {
        let mut written = 0;
        // Figures of the Bank fit 64 bits at once, where division is several times faster.
        let mut rest = loop {
            match u64::try_from(units) {
                Ok(few) => break few,
                Err(_) => self.push_digit((units % 10) as u8, written, scale),
            }
            units /= 10;
            written += 1;
        };

        while rest > 0 || written <= scale {
            self.push_digit((rest % 10) as u8, written, scale);
            rest /= 10;
            written += 1;
        }
    }

    fn push_digit(&mut self, digit: u8, written: usize, scale: usize) {
        if written == scale && scale > 0 {
            self.push(b'.');
        }
        self.push(b'0' + digit);
    }
}

/// Year, month and day, each with its width.
fn figures_of(day: Date) -> [(u16, usize); 3] {
    [
        (day.year().unsigned_abs(), 4),
        (day.month().unsigned_abs().into(), 2),
        (day.day().unsigned_abs().into(), 2),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{ToSpan, civil::date};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimals_are_as_displayed(units in any::<i128>(), small in any::<i64>(), scale in 0u32..=24) {
            for number in [Decimal::new(units, scale), Decimal::new(small.into(), scale), Decimal::new((small % 100).into(), scale)] {
                let text = Digits::of(number);
                prop_assert_eq!(text.as_str(), number.to_string());
                let text = Digits::of(number).with_comma();
                prop_assert_eq!(text.as_str(), number.to_string().replace('.', ","));
            }
        }

        #[test]
        fn dates_are_as_displayed(offset in 0i64..3_600_000) {
            let day = date(1, 1, 1) + offset.days();
            let text = Digits::date(day);
            prop_assert_eq!(text.as_str(), day.to_string());
            let text = Digits::dotted_date(day);
            prop_assert_eq!(text.as_str(), day.strftime("%d.%m.%Y").to_string());
        }
    }
}

//! Whether the day or the month is first in dates like `05/06/2024`: another date of the column may show it.

/// What is first in the dates of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOrder {
    Day,
    Month,
}

/// What the dates of a column show.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct DayOrders {
    has_day_first: bool,
    has_month_first: bool,
}

impl DayOrders {
    /// Takes in a date of the column.
    pub fn see(&mut self, text: &str) {
        let Some(figures) = Figures::of(text) else {
            return;
        };
        match (figures.number(0), figures.number(1)) {
            (13..=31, 1..=12) => self.has_day_first = true,
            (1..=12, 13..=31) => self.has_month_first = true,
            _ => {}
        }
    }

    /// The order, where the dates that show one agree.
    pub const fn decided(self) -> Option<DayOrder> {
        match (self.has_day_first, self.has_month_first) {
            (true, false) => Some(DayOrder::Day),
            (false, true) => Some(DayOrder::Month),
            _ => None,
        }
    }
}

impl DayOrder {
    /// A date with slashes as one with points, which are day first everywhere; `None` for any other text.
    pub fn written_with_points(self, text: &str) -> Option<String> {
        let Figures {
            numbers: [first, second, year],
            rest,
        } = Figures::of(text)?;
        Some(match self {
            Self::Day => format!("{first}.{second}.{year}{rest}"),
            Self::Month => format!("{second}.{first}.{year}{rest}"),
        })
    }
}

/// Three numbers with slashes between them, and what follows.
struct Figures<'t> {
    numbers: [&'t str; 3],
    rest: &'t str,
}

impl<'t> Figures<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (first, rest) = text.trim().split_once('/')?;
        let (second, rest) = rest.split_once('/')?;
        let end = rest.find(|c: char| !c.is_ascii_digit());
        let (year, rest) = rest.split_at(end.unwrap_or(rest.len()));

        let is_day = |number: &str| {
            matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_date = is_day(first) && is_day(second) && matches!(year.len(), 2 | 4);
        is_date.then_some(Self {
            numbers: [first, second, year],
            rest,
        })
    }

    fn number(&self, at: usize) -> u8 {
        self.numbers[at].parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(dates: &[&str]) -> Option<DayOrder> {
        let mut orders = DayOrders::default();
        for text in dates {
            orders.see(text);
        }
        orders.decided()
    }

    #[test]
    fn a_day_beyond_the_twelfth_shows_the_order() {
        assert_eq!(
            decided(&["05/06/2024", "21/06/2024 10:00"]),
            Some(DayOrder::Day)
        );
        assert_eq!(decided(&["05/06/2024", "6/21/24"]), Some(DayOrder::Month));
        assert_eq!(decided(&["05/06/2024", "2024-05-21", "21.05.2024"]), None);
        assert_eq!(decided(&["21/06/2024", "06/21/2024"]), None);
        assert_eq!(decided(&["32/06/2024", "a/b/c", ""]), None);
    }

    #[test]
    fn dates_are_written_day_first() {
        let written = |order: DayOrder, text: &str| order.written_with_points(text);
        assert_eq!(
            written(DayOrder::Month, "5/6/2024 1:30 PM").as_deref(),
            Some("6.5.2024 1:30 PM")
        );
        assert_eq!(
            written(DayOrder::Day, "05/06/24").as_deref(),
            Some("05.06.24")
        );
        assert_eq!(written(DayOrder::Day, "2024/05/06"), None);
        assert_eq!(written(DayOrder::Day, "2024-05-06"), None);
    }
}

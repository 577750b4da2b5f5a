//! Moscow's calendar: which day an instant falls on, and on which days a record is to be expected.
//!
//! The zone comes from the zone database, compiled in; it is never a fixed offset.

use super::{Record, Series};
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Weekday},
    tz::{Offset, TimeZone},
};

/// Years looked back at to learn which days are holidays.
const YEARS_BACK: i16 = 5;

pub(super) static MOSCOW: TimeZone = jiff::tz::get!("Europe/Moscow");

/// The civil date in Moscow at an instant.
pub fn day_in_moscow(now: Timestamp) -> Date {
    MOSCOW.to_datetime(now).date()
}

/// The last second of a day in Moscow; none beyond the years that instants can have.
pub fn end_of_day_in_moscow(day: Date) -> Option<Timestamp> {
    MOSCOW.to_timestamp(day.at(23, 59, 59, 0)).ok()
}

/// The instant of a Moscow clock with the offset of that day; of an hour that came twice the first. None beyond the
/// years that instants can have.
pub fn instant_in_moscow(time: DateTime) -> Option<(Timestamp, Offset)> {
    let zoned = MOSCOW.to_ambiguous_zoned_datetime(time).compatible().ok()?;
    Some((zoned.timestamp(), zoned.offset()))
}

/// Whether the calendar of the last years would give a record dated `day`.
///
/// Records are dated Tuesday to Saturday, the day after a working day. A day of a holiday is one on which no
/// record came in any of the last five years in which it was a Tuesday to Saturday inside the coverage.
pub fn record_expected_on(day: Date, series: &Series) -> bool {
    let is_record_weekday =
        |date: Date| !matches!(date.weekday(), Weekday::Sunday | Weekday::Monday);
    if !is_record_weekday(day) {
        return false;
    }

    let mut seen = 0;
    let mut given = 0;
    for back in 1..=YEARS_BACK {
        // 29 February is missing in most years.
        let Ok(same_day) = Date::new(day.year() - back, day.month(), day.day()) else {
            continue;
        };

        if !is_record_weekday(same_day) || series.coverage().containing(same_day).is_none() {
            continue;
        }

        seen += 1;
        given += usize::from(
            series
                .records()
                .binary_search_by_key(&same_day, Record::record_date)
                .is_ok(),
        );
    }

    // Without any such year a record is the rule.
    seen == 0 || given > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn check(instant: &str, expected: Date) {
        assert_eq!(
            day_in_moscow(instant.parse().unwrap()),
            expected,
            "{instant}"
        );
    }

    #[test]
    fn moscow_had_other_offsets() {
        check("2026-04-26T22:00:00Z", date(2026, 4, 27));
        check("2012-07-01T20:30:00Z", date(2012, 7, 2));
        check("2024-07-01T20:30:00Z", date(2024, 7, 1));
    }
    #[test]
    fn a_clock_has_the_offset_of_its_day() {
        for (clock, hours) in [
            ("2010-07-06T11:30:00", 4),
            ("2010-12-06T11:30:00", 3),
            ("2012-12-06T11:30:00", 4),
            ("2018-04-09T11:30:00", 3),
            ("2014-10-26T01:30:00", 4),
        ] {
            let (instant, offset) = instant_in_moscow(clock.parse().unwrap()).unwrap();
            assert_eq!(
                (offset, offset.to_datetime(instant).to_string().as_str()),
                (Offset::constant(hours), clock)
            );
        }
    }
}

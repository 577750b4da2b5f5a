//! Ids of headlines in the order of publication, so that a range of days is a range of ids.
//!
//! A day is a block of 2^24 ids: 128 for each second of Moscow's clock, then the ids for headlines without a time of
//! day. The block of 1970-01-01 is for undated headlines; that day and earlier ones are one block lower.

use crate::{
    model::Published,
    store::{SqlResult, columns::load_first},
};
use jiff::civil::{Date, date};
use rusqlite::Connection;
use std::collections::HashMap;

/// Bits of an id below the number of its block.
pub const BLOCK_BITS: u32 = 24;
const IDS_PER_SECOND: i64 = 128;
const FIRST_WITHOUT_TIME: i64 = 86_400 * IDS_PER_SECOND;
const EPOCH: Date = date(1970, 1, 1);

/// The block of headlines without a date.
pub const UNDATED: i64 = 0;

/// The number of a day's block.
pub fn block_of(day: Date) -> i64 {
    let days = i64::from((day - EPOCH).get_days());
    if days > 0 { days } else { days - 1 }
}

/// The day of a block; `None` for that of the undated.
pub fn day_of(block: i64) -> Option<Date> {
    if block == UNDATED {
        return None;
    }

    let days = block + i64::from(block < UNDATED);
    EPOCH
        .checked_add(jiff::Span::new().try_days(days).ok()?)
        .ok()
}

/// The block of an id.
pub const fn block_of_id(id: i64) -> i64 {
    id >> BLOCK_BITS
}

/// The first id of a block.
pub const fn first_id(block: i64) -> i64 {
    block << BLOCK_BITS
}

/// The next block after `block` that has headlines with a date.
pub fn next_block(connection: &Connection, block: i64) -> SqlResult<Option<i64>> {
    match block_from(connection, block + 1)? {
        Some(UNDATED) => block_from(connection, UNDATED + 1),
        found => Ok(found),
    }
}

fn block_from(connection: &Connection, from: i64) -> SqlResult<Option<i64>> {
    let sql = "SELECT id FROM headline WHERE id >= ?1 ORDER BY id LIMIT 1";
    load_first(connection, sql, [first_id(from)], |row| {
        row.get(0).map(block_of_id)
    })
}

/// Where the search for the id of a headline begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Place {
    from: i64,
    /// Whether the id follows from the second; else it is the next one after the last of its block.
    is_timed: bool,
}

impl Place {
    fn of(published: Option<&Published>) -> Self {
        let Some(published) = published else {
            return Self {
                from: first_id(UNDATED) + 1,
                is_timed: false,
            };
        };

        let first = first_id(block_of(published.day()));
        if published.is_time_known() {
            let time = published.in_moscow_for_linking().time();
            let minute = i64::from(time.hour()) * 60 + i64::from(time.minute());
            let second = minute * 60 + i64::from(time.second());
            Self {
                from: first + second * IDS_PER_SECOND,
                is_timed: true,
            }
        } else {
            Self {
                from: first + FIRST_WITHOUT_TIME,
                is_timed: false,
            }
        }
    }

    /// The first id from `from` on that no headline has; `None` when the block is full.
    fn free_in_store(self, connection: &Connection) -> SqlResult<Option<i64>> {
        let end = first_id(block_of_id(self.from) + 1);
        let free = if self.is_timed {
            self.first_gap(connection, end)?
        } else {
            self.after_last(connection, end)?
        };

        Ok((free < end).then_some(free))
    }

    fn after_last(self, connection: &Connection, end: i64) -> SqlResult<i64> {
        let last = load_first(
            connection,
            "SELECT id FROM headline WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT 1",
            [self.from, end],
            |row| row.get(0),
        )?;
        Ok(last.map_or(self.from, |last: i64| last + 1))
    }

    fn first_gap(self, connection: &Connection, end: i64) -> SqlResult<i64> {
        let mut taken = connection
            .prepare_cached("SELECT id FROM headline WHERE id >= ?1 AND id < ?2 ORDER BY id")?;
        let mut rows = taken.query([self.from, end])?;
        let mut free = self.from;
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(0)? != free {
                break;
            }
            free += 1;
        }

        Ok(free)
    }
}

/// Gives out free ids within one transaction.
#[derive(Debug, Default)]
pub struct FreeIds {
    /// The next id to look at, for places that were asked for before.
    next: HashMap<Place, i64>,
}

impl FreeIds {
    /// The id that a headline gets unless it turns out to be taken.
    pub fn likely(&self, published: Option<&Published>) -> i64 {
        let place = Place::of(published);
        self.next.get(&place).copied().unwrap_or(place.from)
    }

    /// An id that is free. `None` when the day has no more.
    pub fn free(
        &self,
        connection: &Connection,
        published: Option<&Published>,
    ) -> SqlResult<Option<i64>> {
        let place = Place {
            from: self.likely(published),
            ..Place::of(published)
        };
        place.free_in_store(connection)
    }

    /// Notes that a headline got an id, so that the next one of its time is not searched for from the start.
    pub fn take(&mut self, published: Option<&Published>, id: i64) {
        self.next.insert(Place::of(published), id + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(published: &str, block: i64, place: i64) {
        let published: Published = published.parse().unwrap();
        let from = Place::of(Some(&published)).from;
        assert_eq!(
            (block_of_id(from), from - first_id(block_of_id(from))),
            (block, place),
            "{published}"
        );
        assert_eq!(
            (block_of(published.day()), day_of(block)),
            (block, Some(published.day()))
        );
    }

    #[test]
    fn ids_follow_the_time() {
        check("2024-05-21T00:00:01+03:00", 19_864, 128);
        check("2024-05-21T23:59:59+03:00", 19_864, 86_399 * 128);
        check("2024-05-21", 19_864, FIRST_WITHOUT_TIME);
        check("1970-01-02", 1, FIRST_WITHOUT_TIME);
        check("1970-01-01T10:00:00+03:00", -1, 36_000 * 128);
        check("1969-12-31", -2, FIRST_WITHOUT_TIME);
        check("0001-01-01", -719_163, FIRST_WITHOUT_TIME);
        check("9999-12-30", 2_932_895, FIRST_WITHOUT_TIME);
        assert_eq!(day_of(UNDATED), None);
        assert_eq!(
            Place::of(None),
            Place {
                from: 1,
                is_timed: false
            }
        );
    }
}

//! Which days of an archive of news have been read whole, and what sites allow robots to ask.

use crate::{
    error::Result,
    store::{
        SqlResult, Store,
        bad_row::name_row,
        columns::{execute, load_all, load_first, parsed},
        instant,
    },
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};

/// A row of the table `news_coverage`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredDay {
    pub date: Date,
    /// Headlines that the archive listed.
    pub headlines: u32,
    /// Requests that the day took; 0 where several days came with one answer.
    pub requests: u32,
    pub asked_at: Timestamp,
}

/// What is known of an archive, over all its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveCoverage {
    /// Its kind and address.
    pub archive: String,
    pub days: u64,
    pub first: Date,
    pub last: Date,
    pub headlines: u64,
    pub last_asked_at: Timestamp,
}

/// A row of the table `robots`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRobots {
    /// Scheme, host and port.
    pub site: String,
    pub asked_at: Timestamp,
    /// The text of the file; empty where the site has none.
    pub body: String,
}

impl Store {
    /// The days of an archive that have been read, in their order.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_covered_days(&self, archive: &str) -> Result<Vec<CoveredDay>> {
        let sql = format!("{DAYS} WHERE archive = ?1");
        self.run(|connection| load_all(connection, &sql, [archive], read_day))
    }

    /// Every archive that has been read, with the extent of its days.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_archive_coverage(&self) -> Result<Vec<ArchiveCoverage>> {
        let sql = "SELECT archive, count(*), min(date), max(date), sum(headlines), max(asked_at)
            FROM news_coverage GROUP BY archive";
        self.run(|connection| load_all(connection, sql, [], read_archive))
    }

    /// The days of each source that have been read whole, with their headlines: what statistics may take for known.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_covered_sources(&self) -> Result<Vec<(String, Date)>> {
        let sql = "SELECT source, date FROM news_coverage ORDER BY source, date";
        self.run(|connection| {
            load_all(connection, sql, [], |row| {
                name_row("news_coverage", row, Ok((row.get(0)?, parsed(row, 1)?)))
            })
        })
    }

    /// Records days after their headlines have been stored; an earlier row of a day is replaced.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn record_covered_days(
        &mut self,
        archive: &str,
        source: &str,
        days: &[CoveredDay],
    ) -> Result<()> {
        self.write(|transaction| {
            days.iter().try_for_each(|day| {
                execute(
                    transaction,
                    "INSERT OR REPLACE INTO news_coverage (archive, date, source, headlines, requests, asked_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        archive,
                        day.date.to_string(),
                        source,
                        day.headlines,
                        day.requests,
                        instant(day.asked_at)
                    ],
                )
            })
        })
    }

    /// The robots.txt of a site, if it was asked for.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_robots(&self, site: &str) -> Result<Option<StoredRobots>> {
        let sql = format!("{ROBOTS} WHERE site = ?1");
        self.run(|connection| load_first(connection, &sql, [site], read_robots))
    }

    /// Records the robots.txt of a site.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn record_robots(&mut self, robots: &StoredRobots) -> Result<()> {
        self.write(|transaction| {
            execute(
                transaction,
                "INSERT OR REPLACE INTO robots (site, asked_at, body) VALUES (?1, ?2, ?3)",
                params![robots.site, instant(robots.asked_at), robots.body],
            )
        })
    }
}

/// The columns that [`read_day`] takes.
pub const DAYS: &str = "SELECT date, headlines, requests, asked_at FROM news_coverage";

/// The columns that [`read_robots`] takes.
pub const ROBOTS: &str = "SELECT site, asked_at, body FROM robots";

/// A row of [`DAYS`].
pub fn read_day(row: &Row<'_>) -> SqlResult<CoveredDay> {
    let day = || {
        Ok(CoveredDay {
            date: parsed(row, 0)?,
            headlines: row.get(1)?,
            requests: row.get(2)?,
            asked_at: parsed(row, 3)?,
        })
    };
    name_row("news_coverage", row, day())
}

/// A row of [`ROBOTS`].
pub fn read_robots(row: &Row<'_>) -> SqlResult<StoredRobots> {
    let robots = || {
        Ok(StoredRobots {
            site: row.get(0)?,
            asked_at: parsed(row, 1)?,
            body: row.get(2)?,
        })
    };
    name_row("robots", row, robots())
}

fn read_archive(row: &Row<'_>) -> SqlResult<ArchiveCoverage> {
    let archive = || {
        Ok(ArchiveCoverage {
            archive: row.get(0)?,
            days: row.get(1)?,
            first: parsed(row, 2)?,
            last: parsed(row, 3)?,
            headlines: row.get(4)?,
            last_asked_at: parsed(row, 5)?,
        })
    };
    name_row("news_coverage", row, archive())
}

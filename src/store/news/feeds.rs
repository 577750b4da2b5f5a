//! What is known of each feed from asking it: its validators, when it may be asked again, how it has fared.
//!
//! A feed is known by its address. One that is no longer configured keeps its row, and finds it again.

use crate::{
    error::Result,
    net::Validators,
    store::{
        SqlResult, Store,
        bad_row::name_row,
        columns::{execute, load_all, optional},
        instant,
    },
};
use jiff::Timestamp;
use rusqlite::{Row, params};

/// A row of the table `feed`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// Its address as it may be shown: by this it is found again.
    pub url: String,
    /// Its name when it was last asked.
    pub name: String,
    /// The validators of its last good answer; empty ones where it gave none.
    pub validators: Validators,
    /// When it may be asked again, by its own answer.
    pub not_before: Option<Timestamp>,
    /// When it was last asked.
    pub last_attempt_at: Option<Timestamp>,
    /// When it last gave a good answer, be it "not modified".
    pub last_success_at: Option<Timestamp>,
    /// What went wrong the last time, if it did; in English.
    pub last_error: Option<String>,
    /// Failures since the last success.
    pub errors_in_a_row: u32,
}

impl FeedState {
    /// What `not_before` has of a feed that answered 410 Gone: it is never asked again.
    pub const GONE: Timestamp = Timestamp::constant(253_402_128_000, 0);

    /// Whether it answered that it is gone for good.
    pub fn is_gone(&self) -> bool {
        self.not_before == Some(Self::GONE)
    }
}

/// Which feed was asked, and when.
#[derive(Clone, Copy, Debug)]
pub struct FeedAsked<'a> {
    /// Its address as it may be shown.
    pub url: &'a str,
    /// Its name.
    pub name: &'a str,
    /// When.
    pub at: Timestamp,
}

impl Store {
    /// Every feed ever asked, in no particular order.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn load_feeds(&self) -> Result<Vec<FeedState>> {
        self.run(|connection| load_all(connection, SELECT, [], read))
    }

    /// Records a good answer or a 304: `validators` replace the previous ones, and failures are cleared. Its headlines
    /// must already be stored, because they will not be sent again.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn record_feed_success(
        &mut self,
        asked: FeedAsked<'_>,
        validators: &Validators,
        not_before: Option<Timestamp>,
    ) -> Result<()> {
        self.write(|transaction| {
            execute(
                transaction,
                "INSERT INTO feed (url, name, last_attempt_at, last_success_at, etag, last_modified,
                                   validator_url, not_before)
                 VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (url) DO UPDATE SET name = ?2, last_attempt_at = ?3, last_success_at = ?3,
                   etag = ?4, last_modified = ?5, validator_url = ?6, not_before = ?7, last_error = NULL,
                   errors_in_a_row = 0",
                params![
                    asked.url,
                    asked.name,
                    instant(asked.at),
                    validators.etag,
                    validators.last_modified,
                    validators.of_url,
                    not_before.map(instant),
                ],
            )
        })
    }

    /// Records that there was no good answer; validators stay, for what they belong to is stored.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn record_feed_failure(
        &mut self,
        asked: FeedAsked<'_>,
        error: &str,
        not_before: Option<Timestamp>,
    ) -> Result<()> {
        self.write(|transaction| {
            execute(
                transaction,
                "INSERT INTO feed (url, name, last_attempt_at, last_error, not_before, errors_in_a_row)
                 VALUES (?1, ?2, ?3, ?4, ?5, 1)
                 ON CONFLICT (url) DO UPDATE SET name = ?2, last_attempt_at = ?3, last_error = ?4,
                   not_before = ?5, errors_in_a_row = errors_in_a_row + 1",
                params![asked.url, asked.name, instant(asked.at), error, not_before.map(instant)],
            )
        })
    }
}

impl Store {
    /// Forgets that feeds are gone, but for those with one of these addresses: whoever takes such a feed out of the
    /// configuration and enters it again wants it asked again.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn forget_gone_feeds(&mut self, but: &[&str]) -> Result<()> {
        let feeds = self.load_feeds()?;
        let removed = feeds
            .iter()
            .filter(|feed| feed.is_gone() && !but.contains(&feed.url.as_str()));
        for feed in removed {
            let sql = "UPDATE feed SET not_before = NULL WHERE url = ?1";
            self.write(|transaction| execute(transaction, sql, [&feed.url]))?;
        }
        Ok(())
    }
}

/// The columns that [`read`] takes, in its order.
pub const SELECT: &str =
    "SELECT url, name, etag, last_modified, validator_url, not_before, last_attempt_at,
    last_success_at, last_error, errors_in_a_row FROM feed";

/// A row of [`SELECT`].
pub fn read(row: &Row<'_>) -> SqlResult<FeedState> {
    name_row("feed", row, read_columns(row))
}

fn read_columns(row: &Row<'_>) -> SqlResult<FeedState> {
    let of_url: Option<String> = row.get(4)?;
    Ok(FeedState {
        url: row.get(0)?,
        name: row.get(1)?,
        validators: Validators {
            etag: row.get(2)?,
            last_modified: row.get(3)?,
            of_url: of_url.unwrap_or_default(),
        },
        not_before: optional(row, 5)?,
        last_attempt_at: optional(row, 6)?,
        last_success_at: optional(row, 7)?,
        last_error: row.get(8)?,
        errors_in_a_row: row.get(9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::FirstUse;

    const URL: &str = "http://x/feed";

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("rates.db"), FirstUse::StayEmpty).unwrap();
        (folder, store)
    }

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn asked(at: &str) -> FeedAsked<'static> {
        FeedAsked {
            url: URL,
            name: "x",
            at: moment(at),
        }
    }

    fn validators(etag: Option<&str>) -> Validators {
        Validators {
            etag: etag.map(str::to_owned),
            last_modified: None,
            of_url: "http://x/other".to_owned(),
        }
    }

    #[test]
    fn validators_stay_through_failures_and_go_with_an_answer_that_has_none() {
        let (_folder, mut store) = store();
        let feed = |store: &Store| store.load_feeds().unwrap().remove(0);
        assert_eq!(store.load_feeds().unwrap(), []);
        let etag = validators(Some("W/\"1\""));
        store
            .record_feed_success(asked("2026-11-23T12:00:00Z"), &etag, None)
            .unwrap();
        store
            .record_feed_failure(asked("2026-11-23T13:00:00Z"), "status 500", None)
            .unwrap();
        let until = Some(moment("2026-11-23T15:00:00Z"));
        store
            .record_feed_failure(asked("2026-11-23T14:00:00Z"), "status 503", until)
            .unwrap();
        let failing = FeedState {
            url: URL.to_owned(),
            name: "x".to_owned(),
            validators: etag,
            not_before: until,
            last_attempt_at: Some(moment("2026-11-23T14:00:00Z")),
            last_success_at: Some(moment("2026-11-23T12:00:00Z")),
            last_error: Some("status 503".to_owned()),
            errors_in_a_row: 2,
        };
        assert_eq!(feed(&store), failing);
        store
            .record_feed_success(asked("2026-11-23T16:00:00Z"), &validators(None), None)
            .unwrap();
        let at = Some(moment("2026-11-23T16:00:00Z"));
        let well = FeedState {
            validators: validators(None),
            not_before: None,
            last_attempt_at: at,
            last_success_at: at,
            last_error: None,
            errors_in_a_row: 0,
            ..failing
        };
        assert_eq!(feed(&store), well);
    }

    #[test]
    fn a_feed_that_is_gone_is_so_until_it_is_not_configured() {
        let (_folder, mut store) = store();
        let is_gone = |store: &Store| store.load_feeds().unwrap()[0].is_gone();
        store
            .record_feed_failure(asked("2026-11-23T13:00:00Z"), "410", Some(FeedState::GONE))
            .unwrap();
        store.forget_gone_feeds(&[URL]).unwrap();
        assert!(is_gone(&store));
        assert_eq!(store.check().unwrap(), vec![]);
        store.forget_gone_feeds(&["http://x/other"]).unwrap();
        assert!(!is_gone(&store));
    }

    #[test]
    fn a_feed_that_never_answered_has_no_success() {
        let (_folder, mut store) = store();
        store
            .record_feed_failure(asked("2026-11-23T13:00:00Z"), "no connection", None)
            .unwrap();
        let feed = store.load_feeds().unwrap().remove(0);
        assert_eq!((feed.last_success_at, feed.errors_in_a_row), (None, 1));
        assert_eq!(feed.validators, Validators::default());
    }
}

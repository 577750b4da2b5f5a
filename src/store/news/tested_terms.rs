//! Which single terms were tested recently, to warn a user who tries ten terms by hand (correlate-spec.md §6.1).

use crate::{
    error::Result,
    store::{Store, columns::execute, instant},
    text::Corpus,
};
use jiff::{SignedDuration, Timestamp};
use rusqlite::params;

/// For how long a test counts.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// The sizes of everything that a test reads; the sizes of the stories are bound parameters.
const FINGERPRINT: &str =
    "SELECT format('%d stories, %d words, %d lemmas; %d answers to %d, %d days covered',
       ?1, ?2, (SELECT max(id) FROM term_lemma), (SELECT count(*) FROM answer), (SELECT max(id) FROM answer),
       (SELECT sum(unixepoch(to_date) - unixepoch(from_date)) / 86400 + count(*) FROM coverage))";

/// What makes one test another; every text is as its user would write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CorrelationTest<'a> {
    /// The term.
    pub term: &'a str,
    /// `effect` or `date`.
    pub link: &'a str,
    /// `0..1`.
    pub window: &'a str,
    /// The rule of events.
    pub rule: &'a str,
    /// Currency, period and whatever else chooses the data.
    pub filters: &'a str,
    /// The state of news and rates, as [`Store::data_fingerprint`] names it.
    pub data: &'a str,
}

impl Store {
    /// Notes that a test is made `now`. How many different tests were made on the same data in the last 24 hours,
    /// this one counted.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn note_test(&mut self, test: &CorrelationTest<'_>, now: Timestamp) -> Result<u32> {
        // Before the calendar begins nothing was tested.
        let since = instant(now.checked_sub(REMEMBERED).unwrap_or(Timestamp::MIN));
        self.write(|transaction| {
            let forget = "DELETE FROM correlation_test WHERE tested_at <= ?1";
            execute(transaction, forget, [since])?;
            execute(
                transaction,
                "INSERT INTO correlation_test VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT DO UPDATE SET tested_at = ?7",
                params![
                    test.term,
                    test.link,
                    test.window,
                    test.rule,
                    test.filters,
                    test.data,
                    instant(now)
                ],
            )?;

            let count = "SELECT count(*) FROM correlation_test WHERE data = ?1";
            transaction.query_row(count, [test.data], |row| row.get(0))
        })
    }

    /// Names the state of all stories, as they were loaded, and of the rates: another one when either has changed. Which
    /// stories are chosen does not matter: to try one choice after another is to test again.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn data_fingerprint(&self, corpus: &Corpus) -> Result<String> {
        let whole = corpus.whole_size();
        let sizes = [whole.stories as u64, whole.words as u64];
        self.run(|connection| connection.query_row(FINGERPRINT, sizes, |row| row.get(0)))
    }
}

//! Headlines in: what is known already is left as it is, the rest gets an id of its own time, its words go into
//! the full-text index, and its day is noted for the stories; all of a batch in one transaction.
//!
//! A headline is known if its URL is stored, or its normalised title, source and day (of the undated: title and
//! source, unless their URLs differ). The title first seen stays. A headline stored without a date, or with one that is
//! still to come, is dated when it comes again, by URL, with a sound one, and moves to an id of its time.

use super::{
    headline_id::{FreeIds, block_of_id, day_of},
    headline_row::{self, StoredHeadline},
    index::FoldedWords,
    known::{Claim, Place},
    lemmas, stories,
    titles::{TitleClaim, claim_title, move_title},
};
use crate::{
    error::Result,
    model::{Dated, Headline, Published, day_in_moscow},
    store::{
        BULK_CACHE_KIB, SqlResult, Store,
        columns::{execute, invalid},
        instant,
    },
    text::{Lemmas, normal_form},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// A batch of this many headlines or more is worth the larger cache.
const BULK_HEADLINES: usize = 1_000;

/// What became of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insertion {
    /// It is new.
    Added,
    /// It was stored without a date, and has one now.
    Dated,
    /// It was stored already: its address is.
    KnownByUrl,
    /// It was stored already: its title is, of its source and day.
    KnownByTitle,
}

impl Insertion {
    /// Whether nothing was written.
    const fn is_known(self) -> bool {
        matches!(self, Self::KnownByUrl | Self::KnownByTitle)
    }
}

impl Store {
    /// Writes the headlines of a batch that are not known; what became of each, in their order. Their stories are
    /// due then ([`Store::update_stories`]).
    ///
    /// # Errors
    /// As every method of [`Store`], and when a day has no id left (it has millions); nothing of the batch is
    /// stored then.
    pub fn insert_headlines(
        &mut self,
        batch: &[Headline],
        first_seen: Timestamp,
        lemmas: &mut Lemmas,
    ) -> Result<Vec<Insertion>> {
        if batch.len() >= BULK_HEADLINES {
            self.run(|connection| connection.pragma_update(None, "cache_size", -BULK_CACHE_KIB))?;
        }

        self.write_if(|transaction| {
            let mut insertion = BatchInsertion {
                connection: transaction,
                lemmas,
                first_seen: instant(first_seen),
                today: day_in_moscow(first_seen),
                ids: FreeIds::default(),
                to_index: FoldedWords::default(),
                to_unindex: FoldedWords::default(),
                due: BTreeSet::new(),
            };
            let done: Vec<Insertion> = batch
                .iter()
                .map(|headline| insertion.insert(headline))
                .collect::<SqlResult<_>>()?;

            let is_any_new = done.iter().any(|one| !one.is_known());
            if is_any_new {
                insertion.finish()?;
            }
            Ok((done, is_any_new))
        })
    }
}

/// A batch within its transaction.
struct BatchInsertion<'a> {
    connection: &'a Connection,
    lemmas: &'a mut Lemmas,
    first_seen: String,
    today: Date,
    ids: FreeIds,
    /// The index wants its rows in the order of ids, so it gets them at the end.
    to_index: FoldedWords,
    to_unindex: FoldedWords,
    due: BTreeSet<Date>,
}

impl BatchInsertion<'_> {
    fn insert(&mut self, headline: &Headline) -> SqlResult<Insertion> {
        let published = headline.dated.map(|dated| dated.published);
        let normal = normal_form(&headline.title);
        let likely_id = self.ids.likely(published.as_ref());
        let by_title = match claim_title(self.connection, likely_id, &normal, headline)? {
            TitleClaim::New(place) => place,
            TitleClaim::KnownByUrl => return Ok(Insertion::KnownByUrl),
            TitleClaim::KnownByTitle => return Ok(Insertion::KnownByTitle),
        };

        let by_url = match &headline.url {
            Some(url) => Some(self.claim_url(likely_id, url)?),
            None => None,
        };
        let by_url = match by_url {
            Some(Claim::Known {
                place,
                headline: known,
            }) => {
                by_title.release(self.connection)?;
                return match headline.dated {
                    Some(dated) if self.has_no_sound_date(known) => self.date(known, place, dated),
                    _ => Ok(Insertion::KnownByUrl),
                };
            }
            Some(Claim::New(place)) => Some(place),
            None => None,
        };

        let id = self.write(headline, None)?;
        // The places were claimed for the id that nearly every headline gets.
        if id != likely_id {
            for place in [Some(by_title), by_url].into_iter().flatten() {
                place.point_to(self.connection, id)?;
            }
        }
        self.to_index
            .push(self.lemmas, id, &normal, headline.summary.as_deref());
        Ok(Insertion::Added)
    }

    /// Whether a stored headline has no date, or one on which it cannot have been read yet.
    fn has_no_sound_date(&self, id: i64) -> bool {
        day_of(block_of_id(id)).is_none_or(|day| Published::On(day).not_after(self.today).is_none())
    }

    fn claim_url(&self, id: i64, url: &str) -> SqlResult<Claim> {
        Place::of_url(url).claim(self.connection, id, |known| {
            let mut select = self
                .connection
                .prepare_cached("SELECT url = ?2 FROM headline WHERE id = ?1")?;
            select.query_row(params![known, url], |row| row.get(0))
        })
    }

    /// Writes the row of a headline under a free id of its time; it is first seen now unless it was before.
    fn write(&mut self, headline: &Headline, first_seen: Option<&str>) -> SqlResult<i64> {
        let first_seen = first_seen.unwrap_or(&self.first_seen);
        let published = headline.dated.map(|dated| dated.published);
        let mut id = self.ids.likely(published.as_ref());
        if !headline_row::insert(self.connection, id, headline, first_seen)? {
            let free = self.ids.free(self.connection, published.as_ref())?;
            id = free.ok_or_else(|| invalid(0, "a day has no id left for another headline"))?;
            headline_row::insert(self.connection, id, headline, first_seen)?;
        }

        self.ids.take(published.as_ref(), id);
        self.due.extend(published.map(|published| published.day()));
        Ok(id)
    }

    /// Takes a headline out of the stories of its day, which are due then. The undated are in none.
    fn leave_stories(&mut self, id: i64) -> SqlResult<()> {
        if let Some(day) = day_of(block_of_id(id)) {
            let leave = "DELETE FROM story_member WHERE headline = ?1 OR story = ?1";
            execute(self.connection, leave, [id])?;
            self.due.insert(day);
        }
        Ok(())
    }

    /// Gives the headline `known`, which was stored without a sound date, the one that it came with now.
    fn date(&mut self, known: i64, by_url: Place, dated: Dated) -> SqlResult<Insertion> {
        let StoredHeadline {
            mut headline,
            first_seen,
            ..
        } = headline_row::load(self.connection, known)?;
        headline.dated = Some(dated);
        let normal = normal_form(&headline.title);
        let likely_id = self.ids.likely(Some(&dated.published));
        let claim = claim_title(self.connection, likely_id, &normal, &headline)?;
        let TitleClaim::New(by_title) = claim else {
            // Its title is known on that day by another url: two of one would come of it.
            return Ok(Insertion::KnownByUrl);
        };

        self.leave_stories(known)?;
        let delete = "DELETE FROM headline WHERE id = ?1";
        execute(self.connection, delete, [known])?;
        let id = self.write(&headline, Some(&instant(first_seen)))?;

        move_title(self.connection, known, id, &normal, &headline)?;
        by_title.point_to(self.connection, id)?;
        by_url.point_to(self.connection, id)?;

        let summary = headline.summary.as_deref();
        // It may have come without its date in this very batch.
        if !self.to_index.remove(known) {
            self.to_unindex.push(self.lemmas, known, &normal, summary);
        }
        self.to_index.push(self.lemmas, id, &normal, summary);
        Ok(Insertion::Dated)
    }

    /// Writes what waits for the end of the batch: the words, the lemmas behind them, the days that are due.
    fn finish(self) -> SqlResult<()> {
        self.to_unindex.delete(self.connection)?;
        self.to_index.insert(self.connection)?;
        lemmas::save(self.connection, self.lemmas)?;
        stories::note_due(self.connection, self.due)
    }
}

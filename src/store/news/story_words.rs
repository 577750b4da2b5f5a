//! The words of stories, packed by day, so that a question to a million of them reads some thirty megabytes.
//!
//! Made at the first question, not with each intake. Days are packed whole, many in a transaction: a run that is
//! broken off leaves whole days. Whatever changes a day's stories deletes its row ([`forget_day`]), and the next
//! question makes it again.

use super::{
    headline_id::{block_of, day_of, first_id, next_block},
    lemmas,
    story_days::{packed_size, unpack},
    story_packing::Packing,
};
use crate::{
    error::{Bilingual, Result},
    store::{
        BULK_CACHE_KIB, SqlResult, Store,
        bad_row::{BadRow, name_row, words_of},
        columns::{execute, invalid, load_all, parsed, visit_rows},
    },
    text::{Corpus, CorpusPart, Lemmas, PartSize},
};
use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    ops::{ControlFlow, Range},
};

/// From this number of days on, packing first loads all lemmas that the store knows.
const MANY_DAYS: usize = 60;

/// How much of the file is mapped while all stories are read: SQLite would otherwise ask the system for each page.
const MAPPED_BYTES: i64 = 1 << 33;

/// Below the block of any day that has an id.
const BEFORE_ALL_BLOCKS: i64 = -1_000_000;

/// The name in `news_state` that is there while every day is packed.
const ALL_PACKED: &str = "story_words";

const SELECT: &str = "SELECT date, stories FROM story_words ORDER BY date";

impl Store {
    /// Packs the words of the stories of each day that lacks them; stories that are due are clustered first.
    /// `progress` gets the days that are done and those that are to be, and may break off. How many were packed.
    ///
    /// # Errors
    /// As every method of [`Store`]; the days that are done stay.
    pub fn update_story_words(
        &mut self,
        lemmas: &mut Lemmas,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<usize> {
        if self.are_stories_due()? {
            self.update_stories(lemmas)?;
        }
        // Looking through the days takes longer than most questions.
        if self.run(are_all_packed)? {
            return Ok(0);
        }

        let lacking = self.run(blocks_without_words)?;
        let are_many = lacking.len() >= MANY_DAYS;
        if are_many {
            self.run(|connection| {
                connection.pragma_update(None, "cache_size", -BULK_CACHE_KIB)?;
                lemmas::recall_all(connection, lemmas)
            })?;
        }

        let mut packing = Packing::new(!are_many);
        lemmas.forget_numbers();
        let mut done = 0;
        while done < lacking.len() {
            done +=
                self.write(|transaction| packing.pack_some(transaction, lemmas, &lacking[done..]))?;
            if progress(done, lacking.len()).is_break() {
                return Ok(done);
            }
        }

        self.write(note_all_packed)?;
        Ok(done)
    }

    /// All packed stories, in the order of time and then of normalised title.
    ///
    /// # Errors
    /// As every method of [`Store`], and when a day's bytes are damaged.
    pub fn load_corpus(&self) -> Result<Corpus> {
        self.run(|connection| {
            // One snapshot: another process may delete sources and days and make them again.
            let snapshot = connection.unchecked_transaction()?;
            connection.pragma_update_and_check(None, "mmap_size", MAPPED_BYTES, |_| Ok(()))?;

            let (names, places) = load_sources(&snapshot)?;
            let packed = PackedDays::load(&snapshot)?;
            let mut corpus = Corpus::blank(names, &packed.sizes);
            let parts = corpus.parts(&packed.sizes);
            packed
                .days
                .par_iter()
                .zip(parts)
                .try_for_each(|((day, bytes), mut part)| {
                    unpack_day(&packed.bytes[bytes.clone()], *day, &places, &mut part)
                })?;

            connection.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(()))?;
            Ok(corpus)
        })
    }
}

/// All rows, their bytes one after another.
#[derive(Default)]
struct PackedDays {
    bytes: Vec<u8>,
    /// Each day with the place of its bytes.
    days: Vec<(Date, Range<usize>)>,
    sizes: Vec<PartSize>,
}

impl PackedDays {
    fn load(connection: &Connection) -> SqlResult<Self> {
        let mut packed = Self::default();
        visit_rows(connection, SELECT, [], |row| {
            let day = name_row("story_words", row, parsed(row, 0))?;
            let bytes = row.get_ref(1)?.as_blob()?;
            let size = packed_size(bytes).ok_or_else(|| damaged(day))?;

            let begin = packed.bytes.len();
            packed.bytes.extend_from_slice(bytes);
            packed.days.push((day, begin..packed.bytes.len()));
            packed.sizes.push(size);
            Ok(())
        })?;

        Ok(packed)
    }
}

fn unpack_day(
    packed: &[u8],
    day: Date,
    places: &SourcePlaces,
    part: &mut CorpusPart<'_>,
) -> SqlResult<()> {
    unpack(
        packed,
        day,
        first_id(block_of(day)),
        |source| places.place(source),
        part,
    )
    .ok_or_else(|| damaged(day))
}

fn damaged(day: Date) -> rusqlite::Error {
    BadRow::new("story_words", day, "stories", "the packed stories").into()
}

/// Whether it is noted that every day is packed.
fn are_all_packed(connection: &Connection) -> SqlResult<bool> {
    let sql = "SELECT 1 FROM news_state
               WHERE name = ?1 AND value = (SELECT CAST(count(*) AS TEXT) FROM story_words)";
    connection.prepare_cached(sql)?.exists([ALL_PACKED])
}

fn note_all_packed(connection: &rusqlite::Transaction<'_>) -> SqlResult<()> {
    // Another process may have brought news meanwhile.
    if !blocks_without_words(connection)?.is_empty() {
        return Ok(());
    }

    let sql = "INSERT INTO news_state SELECT ?1, CAST(count(*) AS TEXT) FROM story_words WHERE true
                 ON CONFLICT DO UPDATE SET value = excluded.value";
    execute(connection, sql, [ALL_PACKED])
}

/// Deletes a day's row: its headlines or their stories have changed.
pub fn forget_day(connection: &Connection, block: i64) -> SqlResult<()> {
    execute(
        connection,
        "DELETE FROM news_state WHERE name = ?1",
        [ALL_PACKED],
    )?;
    if let Some(day) = day_of(block) {
        execute(
            connection,
            "DELETE FROM story_words WHERE date = ?1",
            [day.to_string()],
        )?;
    }

    Ok(())
}

/// Deletes all rows, and the numbers with them.
pub fn forget_all(connection: &Connection) -> SqlResult<()> {
    connection.execute_batch(
        "DELETE FROM story_words; DELETE FROM term_lemma; DELETE FROM story_source;
         DELETE FROM news_state WHERE name = 'story_words';",
    )
}

/// The days with damaged packed bytes, one line for each.
pub fn damaged_days(connection: &Connection) -> SqlResult<Vec<Bilingual>> {
    let (_, places) = load_sources(connection)?;
    let last_lemma: Option<u32> =
        connection.query_row("SELECT max(id) FROM term_lemma", [], |row| row.get(0))?;

    let mut faults = Vec::new();
    visit_rows(connection, SELECT, [], |row| {
        // Another rule of `check` names values that are not dates.
        let Ok(day) = parsed(row, 0) else {
            return Ok(());
        };
        let packed = row.get_ref(1)?.as_blob()?;
        if !is_readable(packed, day, &places, last_lemma) {
            faults.push(words_of(&damaged(day)));
        }
        Ok(())
    })?;

    Ok(faults)
}

/// Whether a day can be unpacked and has only lemmas with numbers up to the last.
fn is_readable(packed: &[u8], day: Date, places: &SourcePlaces, last_lemma: Option<u32>) -> bool {
    let Some(size) = packed_size(packed) else {
        return false;
    };
    let mut corpus = Corpus::blank(Vec::new(), &[size]);
    if unpack_day(packed, day, places, &mut corpus.parts(&[size])[0]).is_err() {
        return false;
    }

    (0..corpus.stories().len())
        .flat_map(|story| corpus.words(story))
        .all(|word| Some(word.lemma()) <= last_lemma)
}

/// Places of sources among the names, by their numbers, in the order of these: there are few.
struct SourcePlaces(Vec<(u32, u32)>);

impl SourcePlaces {
    fn place(&self, source: u32) -> Option<u32> {
        let found = self.0.binary_search_by_key(&source, |(number, _)| *number);
        found.ok().map(|at| self.0[at].1)
    }
}

/// Names of sources in alphabetical order, and the place of each by its number.
fn load_sources(connection: &Connection) -> SqlResult<(Vec<String>, SourcePlaces)> {
    let sql = "SELECT name, id FROM story_source ORDER BY name";
    let sources: Vec<(String, u32)> = load_all(connection, sql, [], |row| row.try_into())?;

    let mut names = Vec::with_capacity(sources.len());
    let mut places = Vec::with_capacity(sources.len());
    for (name, number) in sources {
        let place = u32::try_from(names.len()).map_err(|error| invalid(1, error))?;
        places.push((number, place));
        names.push(name);
    }
    places.sort_unstable();
    Ok((names, SourcePlaces(places)))
}

/// The blocks of days that have headlines and no packed stories, by time.
fn blocks_without_words(connection: &Connection) -> SqlResult<Vec<i64>> {
    let packed: BTreeSet<i64> = load_all(connection, "SELECT date FROM story_words", [], |row| {
        name_row("story_words", row, parsed(row, 0)).map(block_of)
    })?;

    let mut lacking = Vec::new();
    let mut before = BEFORE_ALL_BLOCKS;
    while let Some(block) = next_block(connection, before)? {
        if !packed.contains(&block) {
            lacking.push(block);
        }
        before = block;
    }

    Ok(lacking)
}

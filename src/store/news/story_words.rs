//! The words of stories, packed by day, so that a question to a million of them reads some thirty megabytes.
//!
//! Made at the first question, not with each intake. Days are packed whole, many in a transaction: a run that is
//! broken off leaves whole days. What makes a day's row wrong takes it away (`stories::tell_block`), and the next
//! question makes it anew.

use super::headline_id::{block_of, day_of, first_id, next_block};
use super::lemmas::remember_all_lemmas;
use super::story_days::{packed_size, unpack};
use super::story_packing::Packing;
use crate::error::{Bilingual, Result};
use crate::store::bad_row::{BadRow, name_row, words_of};
use crate::store::columns::{date, invalid};
use crate::store::{Store, Wrote};
use crate::text::Lemmas;
use crate::text::{Corpus, CorpusPart, PartSize, StoryWord};
use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};

/// So many days to be packed make it worth taking up all lemmas that the store knows.
const MANY_DAYS: usize = 60;

/// Page cache while many days are packed, KiB.
const BULK_CACHE_KIB: i64 = 65_536;

/// So much of the file is mapped while all stories are read: SQLite would otherwise ask the system for each page.
const MAPPED_BYTES: i64 = 1 << 33;

/// Below the block of any day that has an id.
const BEFORE_ALL_BLOCKS: i64 = -1_000_000;

/// The name in `news_state` that stands while every day is packed.
const ALL_PACKED: &str = "story_words";

impl Store {
    /// Packs the words of the stories of each day that lacks them; stories that are due are told first. `progress`
    /// gets the days that are done and those that are to be, and may break off. How many were packed; where it is
    /// noted that all days are, nothing is looked for and nothing written.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; the days that are done stay.
    pub fn update_story_words(
        &mut self,
        lemmas: &mut Lemmas,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<usize> {
        if self.are_stories_due()? {
            self.update_stories(lemmas)?;
        }
        if self.run(are_all_packed)? {
            return Ok(0);
        }
        let lacking = self.run(blocks_without_words)?;
        let are_many = lacking.len() >= MANY_DAYS;
        if are_many {
            self.run(|connection| {
                connection.pragma_update(None, "cache_size", -BULK_CACHE_KIB)?;
                remember_all_lemmas(connection, lemmas)
            })?;
        }
        let mut packing = Packing::new(!are_many);
        lemmas.forget_numbers();
        let mut done = 0;
        while done < lacking.len() {
            done += self.write(|transaction| {
                let days = packing.pack_some(transaction, lemmas, &lacking[done..])?;
                Ok((days, Wrote::Something))
            })?;
            if progress(done, lacking.len()).is_break() {
                return Ok(done);
            }
        }
        self.write(|transaction| {
            note_all_packed(transaction)?;
            Ok((done, Wrote::Something))
        })
    }

    /// All packed stories, in the order of time and then of normalised title.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses or a day's bytes are damaged.
    pub fn load_corpus(&self) -> Result<Corpus> {
        self.run(|connection| {
            // One snapshot: sources and days may be made anew by another process.
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
                .try_for_each(|(day, mut part)| {
                    unpack_day(
                        &packed.bytes[day.bytes.clone()],
                        day.date,
                        &places,
                        &mut part,
                    )
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
    days: Vec<PackedDay>,
    sizes: Vec<PartSize>,
}

struct PackedDay {
    date: Date,
    bytes: Range<usize>,
}

impl PackedDays {
    fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut packed = Self::default();
        let mut select =
            connection.prepare("SELECT date, stories FROM story_words ORDER BY date")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let date = name_row("story_words", row, date(row, 0))?;
            let bytes = row.get_ref(1)?.as_blob()?;
            let begin = packed.bytes.len();
            packed.bytes.extend_from_slice(bytes);
            packed.days.push(PackedDay {
                date,
                bytes: begin..packed.bytes.len(),
            });
            packed
                .sizes
                .push(packed_size(bytes).ok_or_else(|| damaged(date))?);
        }
        Ok(packed)
    }
}

fn unpack_day(
    packed: &[u8],
    day: Date,
    places: &SourcePlaces,
    part: &mut CorpusPart<'_>,
) -> rusqlite::Result<()> {
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

/// Whether it is noted that every day is packed: to look through the days takes longer than most questions.
fn are_all_packed(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT 1 FROM news_state
               WHERE name = ?1 AND value = (SELECT CAST(count(*) AS TEXT) FROM story_words)";
    connection.prepare_cached(sql)?.exists([ALL_PACKED])
}

/// Notes that every day is packed, unless another process has brought news meanwhile.
fn note_all_packed(connection: &Connection) -> rusqlite::Result<()> {
    if blocks_without_words(connection)?.is_empty() {
        let sql =
            "INSERT INTO news_state SELECT ?1, CAST(count(*) AS TEXT) FROM story_words WHERE true
                   ON CONFLICT DO UPDATE SET value = excluded.value";
        connection.execute(sql, [ALL_PACKED])?;
    }
    Ok(())
}

/// Takes a day's row away: its headlines or their stories have changed.
pub(super) fn forget_day(connection: &Connection, block: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached("DELETE FROM news_state WHERE name = ?1")?
        .execute([ALL_PACKED])?;
    let mut delete = connection.prepare_cached("DELETE FROM story_words WHERE date = ?1")?;
    if let Some(day) = day_of(block) {
        delete.execute([day.to_string()])?;
    }
    Ok(())
}

/// Takes all rows away, and the numbers with them.
pub(super) fn forget_all(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "DELETE FROM story_words; DELETE FROM term_lemma; DELETE FROM story_source;
         DELETE FROM news_state WHERE name = 'story_words';",
    )
}

/// The days whose packed bytes are damaged, one line for each.
pub(in crate::store) fn damaged_days(connection: &Connection) -> rusqlite::Result<Vec<Bilingual>> {
    let (names, places) = load_sources(connection)?;
    let last_lemma: Option<u32> =
        connection.query_row("SELECT max(id) FROM term_lemma", [], |row| row.get(0))?;
    let mut faults = Vec::new();
    let mut select = connection.prepare("SELECT date, stories FROM story_words ORDER BY date")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        // Another rule of `check` names values that are not dates.
        let Ok(day) = date(row, 0) else { continue };
        let packed = row.get_ref(1)?.as_blob()?;
        let is_sound = packed_size(packed).is_some_and(|size| {
            let mut corpus = Corpus::blank(names.clone(), &[size]);
            let is_unpacked =
                unpack_day(packed, day, &places, &mut corpus.parts(&[size])[0]).is_ok();
            let is_known =
                |words: &[StoryWord]| words.iter().all(|word| Some(word.lemma()) <= last_lemma);
            is_unpacked && (0..corpus.stories().len()).all(|at| is_known(corpus.words(at)))
        });
        if !is_sound {
            faults.push(words_of(&damaged(day)));
        }
    }
    Ok(faults)
}

/// Places of sources among the names, by their numbers, in the order of these: there are few.
struct SourcePlaces(Vec<(u32, u32)>);

impl SourcePlaces {
    fn place(&self, source: u32) -> Option<u32> {
        self.0
            .binary_search_by_key(&source, |(number, _)| *number)
            .ok()
            .map(|at| self.0[at].1)
    }
}

/// Names of sources in alphabetical order, and the place of each by its number.
fn load_sources(connection: &Connection) -> rusqlite::Result<(Vec<String>, SourcePlaces)> {
    let mut select = connection.prepare("SELECT name, id FROM story_source ORDER BY name")?;
    let mut rows = select.query([])?;
    let (mut names, mut places) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let place = u32::try_from(names.len()).map_err(|error| invalid(1, error))?;
        places.push((row.get(1)?, place));
        names.push(row.get(0)?);
    }
    places.sort_unstable();
    Ok((names, SourcePlaces(places)))
}

/// The blocks of days that have headlines and no packed stories, by time.
fn blocks_without_words(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    let block = |row: &Row<'_>| Ok(block_of(name_row("story_words", row, date(row, 0))?));
    let packed: BTreeSet<i64> = connection
        .prepare("SELECT date FROM story_words")?
        .query_map([], block)?
        .collect::<rusqlite::Result<_>>()?;
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

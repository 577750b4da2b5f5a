//! Stories kept up: told anew for the days that got headlines, and for those after them as far as that matters.
//!
//! The days of new headlines are noted in the transaction that brings them, so that nothing is forgotten when a
//! run is broken off; telling their stories is one transaction too. Headlines that come late end in the same
//! stories as if all had come at once: a day is told from what its headlines and those of the days before it are,
//! whatever was told before.

use super::headline_id::{UNDATED, block_of, first_id, next_block};
use super::headline_row::published;
use super::lemmas;
use super::story_words;
use crate::error::Result;
use crate::store::bad_row::name_row;
use crate::store::columns::date;
use crate::store::{Store, Wrote};
use crate::text::{Lemmas, Stories, lemmas_of_title, normal_form};
use jiff::civil::Date;
use rusqlite::{Connection, Row};
use std::collections::BTreeSet;

/// Days before a day, and after it, that can share a story with it: 48 hours, of which summer time may take one
/// more than a day has.
const STORY_DAYS: i64 = 3;

/// A headline of a day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    time_s: i64,
    normal_title: String,
    id: i64,
    story: i64,
}

impl Told {
    const fn opens_story(&self) -> bool {
        self.story == self.id
    }
}

impl Store {
    /// Whether headlines came whose stories are not told yet.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn are_stories_due(&self) -> Result<bool> {
        self.run(|connection| {
            connection
                .prepare("SELECT 1 FROM story_due LIMIT 1")?
                .exists([])
        })
    }

    /// Tells the stories that are due.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses; the stories stay due then.
    pub fn update_stories(&mut self, lemmas: &mut Lemmas) -> Result<()> {
        self.write(|transaction| {
            let mut due = load_due(transaction)?;
            if due.is_empty() {
                return Ok(((), Wrote::Nothing));
            }
            while let Some(from) = due.pop_first() {
                tell_from(transaction, lemmas, from, &mut due)?;
            }
            transaction.execute("DELETE FROM story_due", [])?;
            lemmas::insert_lemmas(transaction, lemmas)?;
            Ok(((), Wrote::Something))
        })
    }
}

/// Notes days whose headlines are new.
pub(super) fn note_due(connection: &Connection, days: BTreeSet<Date>) -> rusqlite::Result<()> {
    let mut insert =
        connection.prepare_cached("INSERT INTO story_due VALUES (?1) ON CONFLICT DO NOTHING")?;
    for day in days {
        insert.execute([day.to_string()])?;
    }
    Ok(())
}

/// The blocks of ids of the days that are due.
fn load_due(connection: &Connection) -> rusqlite::Result<BTreeSet<i64>> {
    let block = |row: &Row<'_>| Ok(block_of(name_row("story_due", row, date(row, 0))?));
    connection
        .prepare("SELECT date FROM story_due")?
        .query_map([], block)?
        .collect()
}

/// Tells the days from block `from` on, until three days have passed since the last new headline and the last one
/// that opens a story and did not before, or the other way round. Days that are told are no longer due, and their
/// words are to be packed anew.
fn tell_from(
    connection: &Connection,
    lemmas: &mut Lemmas,
    from: i64,
    due: &mut BTreeSet<i64>,
) -> rusqlite::Result<()> {
    let mut stories = Stories::default();
    for block in from - STORY_DAYS..from {
        for told in load_block(connection, block)?
            .iter()
            .filter(|told| told.opens_story())
        {
            let set = lemmas_of_title(&told.normal_title, lemmas);
            stories.open(told.id, told.time_s, &told.normal_title, set);
        }
    }
    let (mut block, mut last_change) = (from, from);
    loop {
        story_words::forget_day(connection, block)?;
        if tell_block(connection, lemmas, &mut stories, block)? == Change::OfFirstHeadlines {
            last_change = block;
        }
        let Some(next) = next_block(connection, block)? else {
            return Ok(());
        };
        if due.remove(&next) {
            last_change = next;
        }
        if next - last_change > STORY_DAYS {
            return Ok(());
        }
        block = next;
    }
}

/// What telling a day anew changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Nothing that a later day can notice.
    None,
    /// Which headlines open stories.
    OfFirstHeadlines,
}

fn tell_block(
    connection: &Connection,
    lemmas: &mut Lemmas,
    stories: &mut Stories,
    block: i64,
) -> rusqlite::Result<Change> {
    let mut join = connection.prepare_cached(
        "INSERT INTO story_member VALUES (?1, ?2) ON CONFLICT DO UPDATE SET story = ?2",
    )?;
    let mut leave = connection.prepare_cached("DELETE FROM story_member WHERE headline = ?1")?;
    let mut change = Change::None;
    for told in load_block(connection, block)? {
        let set = lemmas_of_title(&told.normal_title, lemmas);
        let story = stories.place(told.id, told.time_s, &told.normal_title, set);
        if story == told.story {
            continue;
        }
        if story == told.id {
            leave.execute([told.id])?;
        } else {
            join.execute([told.id, story])?;
        }
        if told.opens_story() || story == told.id {
            change = Change::OfFirstHeadlines;
        }
    }
    Ok(change)
}

/// The headlines of a block in the order in which stories are told; of those alike the one first met comes first.
fn load_block(connection: &Connection, block: i64) -> rusqlite::Result<Vec<Told>> {
    if block == UNDATED {
        return Ok(Vec::new());
    }
    let mut select = connection.prepare_cached(
        "SELECT id, published, title, story
         FROM headline LEFT JOIN story_member ON story_member.headline = headline.id
         WHERE id >= ?1 AND id < ?2",
    )?;
    let mut rows = select.query([first_id(block), first_id(block + 1)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let published = name_row("headline", row, published(row))?;
        let story: Option<i64> = row.get(3)?;
        found.push(Told {
            time_s: published.instant_for_stories().as_second(),
            normal_title: normal_form(row.get_ref(2)?.as_str()?),
            id,
            story: story.unwrap_or(id),
        });
    }
    found.sort_unstable();
    Ok(found)
}

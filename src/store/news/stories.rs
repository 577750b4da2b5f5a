//! Re-clusters stories for days that received headlines, and for later days until nothing changes.
//!
//! The days of new headlines are noted in the transaction that brings them, so that nothing is forgotten when a run is
//! broken off; clustering is one transaction too. Headlines that come late end in the same stories as if all had come
//! at once: a day's stories follow from its headlines and from the headlines of the days before it, whatever they were.

use super::{
    headline_id::{UNDATED, block_of, first_id, next_block},
    lemmas, story_words,
};
use crate::{
    error::Result,
    model::Published,
    store::{
        SqlResult, Store,
        bad_row::name_row,
        columns::{execute, load_all, parsed, text_at},
    },
    text::{Lemmas, NormalText, Stories, lemmas_of_title, normal_form},
};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Days before a day, and after it, that can share a story with it: 48 hours, of which summer time may take one
/// more than a day has.
const STORY_DAYS: i64 = 3;

/// A headline of a day. Their order is that in which stories are clustered; of headlines alike the one first met
/// comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct DayHeadline {
    time_s: i64,
    normal_title: NormalText,
    id: i64,
    /// The story that it is stored with.
    story: i64,
}

impl DayHeadline {
    const fn opens_story(&self) -> bool {
        self.story == self.id
    }
}

impl Store {
    /// Whether headlines came that are in no story yet.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn are_stories_due(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM story_due LIMIT 1";
        self.run(|connection| connection.prepare(sql)?.exists([]))
    }

    /// Clusters the stories of the days that are due.
    ///
    /// # Errors
    /// As every method of [`Store`]; the stories stay due then.
    pub fn update_stories(&mut self, lemmas: &mut Lemmas) -> Result<()> {
        self.write_if(|transaction| {
            let mut due = load_due(transaction)?;
            if due.is_empty() {
                return Ok(((), false));
            }

            while let Some(from) = due.pop_first() {
                cluster_from(transaction, lemmas, from, &mut due)?;
            }
            execute(transaction, "DELETE FROM story_due", [])?;
            lemmas::insert_new(transaction, lemmas)?;
            Ok(((), true))
        })
    }
}

/// Notes days with new headlines.
pub fn note_due(connection: &Connection, days: BTreeSet<Date>) -> SqlResult<()> {
    for day in days {
        let sql = "INSERT INTO story_due VALUES (?1) ON CONFLICT DO NOTHING";
        execute(connection, sql, [day.to_string()])?;
    }

    Ok(())
}

/// The blocks of ids of the days that are due.
fn load_due(connection: &Connection) -> SqlResult<BTreeSet<i64>> {
    load_all(connection, "SELECT date FROM story_due", [], |row| {
        name_row("story_due", row, parsed(row, 0)).map(block_of)
    })
}

/// Clusters the days from block `from` on, until three days have passed since the last new headline and the last one
/// that opens a story and did not before, or the other way round. These days are no longer due.
fn cluster_from(
    connection: &Connection,
    lemmas: &mut Lemmas,
    from: i64,
    due: &mut BTreeSet<i64>,
) -> SqlResult<()> {
    let mut stories = Stories::default();
    for block in from - STORY_DAYS..from {
        for headline in load_block(connection, block)? {
            if headline.opens_story() {
                let title = &headline.normal_title;
                let set = lemmas_of_title(title, lemmas);
                stories.open(headline.id, headline.time_s, title, set);
            }
        }
    }

    let mut block = from;
    let mut last_change = from;
    loop {
        story_words::forget_day(connection, block)?;
        if cluster_block(connection, lemmas, &mut stories, block)? == Change::OfFirstHeadlines {
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

/// What clustering a day again changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    /// Nothing that a later day can notice.
    None,
    /// Which headlines open stories.
    OfFirstHeadlines,
}

fn cluster_block(
    connection: &Connection,
    lemmas: &mut Lemmas,
    stories: &mut Stories,
    block: i64,
) -> SqlResult<Change> {
    let mut change = Change::None;
    for headline in load_block(connection, block)? {
        let title = &headline.normal_title;
        let set = lemmas_of_title(title, lemmas);
        let story = stories.place(headline.id, headline.time_s, title, set);
        if story == headline.story {
            continue;
        }

        if story == headline.id {
            let leave = "DELETE FROM story_member WHERE headline = ?1";
            execute(connection, leave, [headline.id])?;
        } else {
            let join =
                "INSERT INTO story_member VALUES (?1, ?2) ON CONFLICT DO UPDATE SET story = ?2";
            execute(connection, join, params![headline.id, story])?;
        }
        if headline.opens_story() || story == headline.id {
            change = Change::OfFirstHeadlines;
        }
    }

    Ok(change)
}

/// The headlines of a block in the order in which stories are clustered.
fn load_block(connection: &Connection, block: i64) -> SqlResult<Vec<DayHeadline>> {
    if block == UNDATED {
        return Ok(Vec::new());
    }

    let mut headlines: Vec<DayHeadline> = load_all(
        connection,
        "SELECT id, published, title, story
         FROM headline LEFT JOIN story_member ON story_member.headline = headline.id
         WHERE id >= ?1 AND id < ?2",
        [first_id(block), first_id(block + 1)],
        |row| {
            let id = row.get(0)?;
            let published: Published = name_row("headline", row, parsed(row, 1))?;
            let story: Option<i64> = row.get(3)?;
            Ok(DayHeadline {
                time_s: published.instant_for_stories().as_second(),
                normal_title: normal_form(text_at(row, 2)?),
                id,
                story: story.unwrap_or(id),
            })
        },
    )?;
    headlines.sort_unstable();
    Ok(headlines)
}

//! Packing a day's stories: its first headlines in their order, each with its words by number.

use super::headline_id::{UNDATED, day_of, first_id};
use super::headline_row::published;
use super::lemmas;
use super::name_numbers::{NameNumbers, NumberedTable};
use super::story_days::{PackedStory, StoryPacker};
use crate::store::bad_row::name_row;
use crate::store::columns::invalid;
use crate::text::StoryWord;
use crate::text::{Lemmas, normal_form, story_words};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

/// A transaction ends after the day with which it has so many stories,
const TRANSACTION_STORIES: usize = 65_536;

/// or so many days.
const TRANSACTION_DAYS: usize = 365;

/// What is carried from one transaction to the next.
#[derive(Debug)]
pub(super) struct Packing {
    lemmas: NameNumbers,
    sources: NameNumbers,
    /// Whether the lemmas of each title are fetched by themselves.
    recalls_each_title: bool,
}

/// A first headline of a day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct First {
    time_s: i64,
    normal_title: String,
    id: i64,
    source: u32,
    second: i64,
    time_known: bool,
}

impl Packing {
    /// For many days it is better to have been handed all lemmas than to recall those of each title.
    pub(super) fn new(recalls_each_title: bool) -> Self {
        let (lemmas, sources) = (
            NameNumbers::new(NumberedTable::Lemmas),
            NameNumbers::new(NumberedTable::Sources),
        );
        Self {
            lemmas,
            sources,
            recalls_each_title,
        }
    }

    /// Packs days until they are enough for one transaction; how many days.
    pub(super) fn pack_some(
        &mut self,
        connection: &Connection,
        lemmas: &mut Lemmas,
        blocks: &[i64],
    ) -> rusqlite::Result<usize> {
        if lemmas::load_method(connection)?.is_some_and(|noted| noted != lemmas.method().name()) {
            return Err(invalid(
                0,
                "another program has made the index of words anew meanwhile",
            ));
        }
        if !self.lemmas.catch_up(connection)? {
            lemmas.forget_numbers();
        }
        self.sources.catch_up(connection)?;
        let (mut stories, mut days) = (0, 0);
        for block in blocks.iter().take(TRANSACTION_DAYS) {
            if let Some(day) = day_of(*block) {
                stories += self.pack_day(connection, lemmas, *block, day)?;
            }
            days += 1;
            if stories >= TRANSACTION_STORIES {
                break;
            }
        }
        self.lemmas.insert_new(connection)?;
        self.sources.insert_new(connection)?;
        lemmas::insert_lemmas(connection, lemmas)?;
        Ok(days)
    }

    /// Packs a day; how many stories it has.
    fn pack_day(
        &mut self,
        connection: &Connection,
        lemmas: &mut Lemmas,
        block: i64,
        day: Date,
    ) -> rusqlite::Result<usize> {
        let firsts = self.load_firsts(connection, block)?;
        let mut packer = StoryPacker::new(first_id(block));
        let mut words: Vec<StoryWord> = Vec::new();
        for first in &firsts {
            if self.recalls_each_title {
                lemmas::remember_lemmas_of(connection, lemmas, &first.normal_title)?;
            }
            words.clear();
            let rate_report = story_words(&first.normal_title, lemmas, |word| {
                if word.number.get() == 0 {
                    word.number.set(self.lemmas.number(word.lemma));
                }
                // A lemma whose number has no room cannot be asked for.
                words.extend(StoryWord::new(
                    word.number.get(),
                    word.role,
                    word.follows_directly,
                ));
            });
            let story = PackedStory {
                headline: first.id,
                source: first.source,
                second: first.second,
                time_known: first.time_known,
                rate_report,
            };
            packer.push(&story, &words);
        }
        let mut insert = connection.prepare_cached(
            "INSERT INTO story_words VALUES (?1, ?2) ON CONFLICT DO UPDATE SET stories = ?2",
        )?;
        insert.execute(params![day.to_string(), packer.finish()])?;
        Ok(firsts.len())
    }

    /// The headlines of a block that open stories, in the order of their time, then of their normalised title.
    fn load_firsts(&mut self, connection: &Connection, block: i64) -> rusqlite::Result<Vec<First>> {
        if block == UNDATED {
            return Ok(Vec::new());
        }
        let mut select = connection.prepare_cached(
            "SELECT id, published, moscow_time, time_known, title, source FROM headline
             WHERE id >= ?1 AND id < ?2 
               AND NOT EXISTS (SELECT 1 FROM story_member WHERE story_member.headline = headline.id)",
        )?;
        let mut rows = select.query([first_id(block), first_id(block + 1)])?;
        let mut firsts = Vec::new();
        while let Some(row) = rows.next()? {
            let published = name_row("headline", row, published(row))?;
            firsts.push(First {
                time_s: published.instant_for_stories().as_second(),
                normal_title: normal_form(row.get_ref(4)?.as_str()?),
                id: row.get(0)?,
                source: self.sources.number(row.get_ref(5)?.as_str()?),
                second: name_row("headline", row, second_of_day(row))?,
                time_known: row.get(3)?,
            });
        }
        firsts.sort_unstable();
        Ok(firsts)
    }
}

/// The second of the day of `2024-05-21T15:30:00` in the third column.
fn second_of_day(row: &Row<'_>) -> rusqlite::Result<i64> {
    let moscow_time = row.get_ref(2)?.as_str()?;
    let part = |from: usize| moscow_time.get(from..from + 2)?.parse::<i64>().ok();
    let second = || Some(part(11)? * 3600 + part(14)? * 60 + part(17)?);
    second().ok_or_else(|| invalid(2, "no time"))
}

//! Packing a day's stories: its first headlines in their order, each with its words by number.

use super::{
    headline_id::{UNDATED, day_of, first_id},
    lemmas,
    name_numbers::{LEMMAS, NameNumbers, SOURCES},
    story_days::{PackedStory, StoryPacker},
};
use crate::{
    model::{Published, RateReport},
    store::{
        SqlResult,
        bad_row::name_row,
        columns::{execute, invalid, load_all, parsed, text_at},
    },
    text::{Lemmas, NormalText, StoryWord, normal_form, story_words},
};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params};

/// A transaction ends after the day that brings its stories to this number,
const TRANSACTION_STORIES: usize = 65_536;

/// or its days to this one.
const TRANSACTION_DAYS: usize = 365;

/// What is carried from one transaction to the next.
#[derive(Debug)]
pub struct Packing {
    lemmas: NameNumbers,
    sources: NameNumbers,
    /// Whether the lemmas of each title are fetched by themselves.
    recalls_each_title: bool,
}

/// A first headline of a day; their order is that of stories.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct FirstHeadline {
    time_s: i64,
    normal_title: NormalText,
    id: i64,
    source: u32,
    second: i64,
    time_known: bool,
}

impl Packing {
    /// Without `recalls_each_title` the caller loads all lemmas first, which is faster for many days.
    pub fn new(recalls_each_title: bool) -> Self {
        Self {
            lemmas: NameNumbers::new(&LEMMAS),
            sources: NameNumbers::new(&SOURCES),
            recalls_each_title,
        }
    }

    /// Packs days until they are enough for one transaction; how many days.
    pub fn pack_some(
        &mut self,
        connection: &Connection,
        lemmas: &mut Lemmas,
        blocks: &[i64],
    ) -> SqlResult<usize> {
        self.begin(connection, lemmas)?;

        let mut stories = 0;
        let mut days = 0;
        for block in blocks.iter().take(TRANSACTION_DAYS) {
            if let Some(day) = day_of(*block) {
                stories += self.pack_day(connection, lemmas, *block, day)?;
            }
            days += 1;
            if stories >= TRANSACTION_STORIES {
                break;
            }
        }

        self.finish(connection, lemmas)?;
        Ok(days)
    }

    /// Learns the numbers that there are, at the start of a transaction.
    pub fn begin(&mut self, connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
        if lemmas::is_index_by_another(connection, lemmas.method().name())? {
            let cause = "another program has made the index of words anew meanwhile";
            return Err(invalid(0, cause));
        }
        if !self.lemmas.catch_up(connection)? {
            lemmas.forget_numbers();
        }
        self.sources.catch_up(connection)?;
        Ok(())
    }

    /// Writes what was numbered and looked up, at the end of a transaction.
    pub fn finish(&mut self, connection: &Connection, lemmas: &mut Lemmas) -> SqlResult<()> {
        self.lemmas.insert_new(connection)?;
        self.sources.insert_new(connection)?;
        lemmas::insert_new(connection, lemmas)
    }

    /// Puts the words of a title into `words`, each by its number.
    pub fn collect_words(
        &mut self,
        connection: &Connection,
        lemmas: &mut Lemmas,
        title: &NormalText,
        words: &mut Vec<StoryWord>,
    ) -> SqlResult<RateReport> {
        if self.recalls_each_title {
            lemmas::recall_those_of(connection, lemmas, title)?;
        }

        words.clear();
        Ok(story_words(title, lemmas, |word| {
            // The number stays with the form, so that the next title that has it needs no look-up.
            if word.number.get() == 0 {
                word.number.set(self.lemmas.number(word.lemma));
            }
            // A lemma with a number that has no room cannot be asked for.
            let number = word.number.get();
            words.extend(StoryWord::new(number, word.role, word.follows_directly));
        }))
    }

    /// Packs a day; how many stories it has.
    fn pack_day(
        &mut self,
        connection: &Connection,
        lemmas: &mut Lemmas,
        block: i64,
        day: Date,
    ) -> SqlResult<usize> {
        let firsts = self.load_firsts(connection, block)?;
        let mut packer = StoryPacker::new(first_id(block));
        let mut words: Vec<StoryWord> = Vec::new();
        for first in &firsts {
            let title = &first.normal_title;
            let rate_report = self.collect_words(connection, lemmas, title, &mut words)?;
            let story = PackedStory {
                headline: first.id,
                source: first.source,
                second: first.second,
                time_known: first.time_known,
                rate_report,
            };
            packer.push(&story, &words);
        }

        let sql = "INSERT INTO story_words VALUES (?1, ?2) ON CONFLICT DO UPDATE SET stories = ?2";
        execute(connection, sql, params![day.to_string(), packer.finish()])?;
        Ok(firsts.len())
    }

    /// The headlines of a block that open stories, in the order of their time, then of their normalised title.
    fn load_firsts(
        &mut self,
        connection: &Connection,
        block: i64,
    ) -> SqlResult<Vec<FirstHeadline>> {
        if block == UNDATED {
            return Ok(Vec::new());
        }

        let mut firsts: Vec<FirstHeadline> = load_all(
            connection,
            "SELECT id, published, moscow_time, time_known, title, source FROM headline
             WHERE id >= ?1 AND id < ?2 
               AND NOT EXISTS (SELECT 1 FROM story_member WHERE story_member.headline = headline.id)",
            [first_id(block), first_id(block + 1)],
            |row| {
                let published: Published = name_row("headline", row, parsed(row, 1))?;
                Ok(FirstHeadline {
                    time_s: published.instant_for_stories().as_second(),
                    normal_title: normal_form(text_at(row, 4)?),
                    id: row.get(0)?,
                    source: self.sources.number(text_at(row, 5)?),
                    second: name_row("headline", row, second_of_day(row))?,
                    time_known: row.get(3)?,
                })
            },
        )?;
        firsts.sort_unstable();
        Ok(firsts)
    }
}

/// The second of the day of `2024-05-21T15:30:00` in the third column.
fn second_of_day(row: &Row<'_>) -> SqlResult<i64> {
    // Parsing a whole date and time takes longer than all else here.
    let moscow_time = text_at(row, 2)?;
    let two_digits = |from: usize| moscow_time.get(from..from + 2)?.parse::<i64>().ok();
    [11, 14, 17]
        .into_iter()
        .try_fold(0, |second, from| Some(second * 60 + two_digits(from)?))
        .ok_or_else(|| invalid(2, "no time"))
}

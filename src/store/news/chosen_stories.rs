//! The stories that some sources, sections or languages tell, as if the store had no other headlines. A story is known by
//! the first headline that is chosen, with its time, source and words: what another source wrote before it is not looked at.

use super::{
    news_filter::{FilterColumns, NewsFilter},
    story_packing::Packing,
};
use crate::{
    error::Result,
    model::Published,
    store::{
        SqlResult, Store,
        bad_row::name_row,
        columns::{invalid, load_first, parsed, text_at, visit_rows},
    },
    text::{Corpus, Lemmas, NormalText, Story, StoryWord, normal_form},
};
use jiff::civil::{DateTime, Time};
use rusqlite::{Connection, Row};
use std::collections::{HashMap, HashSet};

const COLUMNS: FilterColumns = FilterColumns {
    source: 2,
    section: 3,
    tags: 4,
    title: 5,
};

/// The chosen headlines of all stories.
#[derive(Default)]
struct Chosen {
    /// Those that open their stories: the packed ones.
    openers: HashSet<i64>,
    /// Of stories that were opened by another: the first chosen one, by its story.
    members: HashMap<i64, Member>,
}

/// A chosen headline that did not open its story. Their order is that of stories.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    time_s: i64,
    normal_title: NormalText,
    id: i64,
    source: String,
    moscow_time: DateTime,
    time_known: bool,
}

impl Store {
    /// As [`Self::load_corpus`], of the chosen headlines alone.
    ///
    /// # Errors
    /// As every method of [`Store`], and when a day's bytes are damaged.
    pub fn load_chosen_corpus(
        &mut self,
        filter: &NewsFilter,
        lemmas: &mut Lemmas,
    ) -> Result<Corpus> {
        let packed = self.load_corpus()?;
        if filter.is_empty() {
            return Ok(packed);
        }

        // Words of theirs that no first headline has get their numbers now.
        self.write(|transaction| {
            // Another process may have numbered anew since they were packed.
            lemmas.forget_numbers();
            let chosen = load_chosen(transaction, filter)?;
            let mut packing = Packing::new(true);
            packing.begin(transaction, lemmas)?;
            let merged = merge(transaction, &packed, chosen, &mut packing, lemmas)?;
            packing.finish(transaction, lemmas)?;
            Ok(merged)
        })
    }

    /// Who published each chosen headline of some stories, each named by one of its headlines.
    ///
    /// # Errors
    /// As every method of [`Store`].
    pub fn chosen_sources(&self, stories: &[i64], filter: &NewsFilter) -> Result<Vec<Vec<String>>> {
        let sql = "SELECT source, section, tags, title FROM headline
                   WHERE id = ?1 OR id IN (SELECT headline FROM story_member WHERE story = ?1)";
        let columns = FilterColumns {
            source: 0,
            section: 1,
            tags: 2,
            title: 3,
        };
        self.run(|connection| {
            let mut sources = Vec::with_capacity(stories.len());
            for named_by in stories {
                let mut of_story = Vec::new();
                visit_rows(connection, sql, [story_of(connection, *named_by)?], |row| {
                    if filter.is_match(row, columns)? {
                        of_story.push(row.get(columns.source)?);
                    }
                    Ok(())
                })?;
                sources.push(of_story);
            }
            Ok(sources)
        })
    }
}

/// The story of a headline.
fn story_of(connection: &Connection, headline: i64) -> SqlResult<i64> {
    let sql = "SELECT story FROM story_member WHERE headline = ?1";
    let story = load_first(connection, sql, [headline], |row| row.get(0))?;
    Ok(story.unwrap_or(headline))
}

fn load_chosen(connection: &Connection, filter: &NewsFilter) -> SqlResult<Chosen> {
    let sql = "SELECT headline.id, story, source, section, tags, title, published, moscow_time, time_known
               FROM headline LEFT JOIN story_member ON story_member.headline = headline.id
               WHERE moscow_time IS NOT NULL";
    let mut chosen = Chosen::default();
    visit_rows(connection, sql, [], |row| {
        if !filter.is_match(row, COLUMNS)? {
            return Ok(());
        }

        let Some(story) = row.get(1)? else {
            chosen.openers.insert(row.get(0)?);
            return Ok(());
        };
        let member = name_row("headline", row, read_member(row))?;
        match chosen.members.get_mut(&story) {
            Some(first) if *first <= member => {}
            Some(first) => *first = member,
            None => {
                chosen.members.insert(story, member);
            }
        }
        Ok(())
    })?;

    let openers = &chosen.openers;
    chosen.members.retain(|story, _| !openers.contains(story));
    Ok(chosen)
}

fn read_member(row: &Row<'_>) -> SqlResult<Member> {
    let published: Published = parsed(row, 6)?;
    Ok(Member {
        time_s: published.instant_for_stories().as_second(),
        normal_title: normal_form(text_at(row, COLUMNS.title)?),
        id: row.get(0)?,
        source: row.get(COLUMNS.source)?,
        moscow_time: parsed(row, 7)?,
        time_known: row.get(8)?,
    })
}

/// The packed stories that are chosen, and the chosen members, in the order of stories.
fn merge(
    connection: &Connection,
    packed: &Corpus,
    chosen: Chosen,
    packing: &mut Packing,
    lemmas: &mut Lemmas,
) -> SqlResult<Corpus> {
    let mut members: Vec<_> = chosen.members.into_values().collect();
    members.sort_unstable();
    let mut members = members.into_iter().peekable();

    let mut merged = Corpus::chosen_from(packed);
    let mut words: Vec<StoryWord> = Vec::new();
    for (at, story) in packed.stories().iter().enumerate() {
        let time = time_in_order(story.moscow_time, story.time_known);
        while let Some(member) =
            members.next_if(|next| time_in_order(next.moscow_time, next.time_known) < time)
        {
            push_member(connection, &mut merged, member, packing, lemmas, &mut words)?;
        }
        if chosen.openers.contains(&story.headline) {
            merged.push(*story, packed.words(at).iter().copied());
        }
    }
    for member in members {
        push_member(connection, &mut merged, member, packing, lemmas, &mut words)?;
    }
    Ok(merged)
}

/// Where no time is known a story counts as of noon.
fn time_in_order(moscow_time: DateTime, time_known: bool) -> DateTime {
    if time_known {
        moscow_time
    } else {
        moscow_time.date().to_datetime(Time::constant(12, 0, 0, 0))
    }
}

fn push_member(
    connection: &Connection,
    corpus: &mut Corpus,
    member: Member,
    packing: &mut Packing,
    lemmas: &mut Lemmas,
    words: &mut Vec<StoryWord>,
) -> SqlResult<()> {
    let title = &member.normal_title;
    let rate_report = packing.collect_words(connection, lemmas, title, words)?;
    let known = corpus
        .sources
        .iter()
        .position(|name| *name == member.source);
    let source = known.unwrap_or_else(|| {
        corpus.sources.push(member.source);
        corpus.sources.len() - 1
    });

    let story = Story {
        headline: member.id,
        moscow_time: member.moscow_time,
        time_known: member.time_known,
        source: u32::try_from(source).map_err(|error| invalid(COLUMNS.source, error))?,
        rate_report,
    };
    corpus.push(story, words.iter().copied());
    Ok(())
}

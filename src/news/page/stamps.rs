//! Dates in the mark-up of elements: microdata and `time`. Which are the article's, and which are of others.
//!
//! A property belongs to the item around it. It is the article's if the item contains the heading or has the page's
//! address, and outside of items if it is near the heading. What is in the header, in a column next to the article or
//! in an item of another address or kind belongs to others. The rest names no article: all of it must agree, and it is
//! trusted less than the address and the date line. Stamps that differ say nothing.

use super::{
    items::{Articles, Item, ItemKind, Items, Position},
    line_tokens::{TokenKind, is_sign_at, line_tokens},
    lines::{Place, is_near_title},
};
use crate::model::{Published, parse_instant};

/// A date in the mark-up of an element.
#[derive(Debug)]
pub(super) struct Stamp {
    /// As it is written.
    pub text: String,
    /// What it says of itself.
    pub role: StampRole,
    /// Whether the element is a `time`.
    pub is_time: bool,
    /// What a reader sees of a `time`.
    pub shown: Option<String>,
    pub position: Position,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StampRole {
    /// `itemprop="datePublished"`.
    Property,
    /// `pubdate`.
    Publication,
    /// Nothing.
    Unsaid,
    /// `itemprop="dateModified"`.
    Other,
}

/// A stamp that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReadStamp {
    pub published: Published,
    pub is_time: bool,
}

/// The stamps of a page, by how surely they are of its article.
#[derive(Clone, Debug, Default)]
pub(super) struct ArticleStamps {
    /// A property of the article.
    pub microdata: Option<Published>,
    /// A `time` of the article that says it is of publication.
    pub time: Option<Published>,
    /// Stamps without a role, the nearest to the heading first.
    pub all_unsaid: Vec<ReadStamp>,
    /// The one date of those near the heading, if they agree.
    pub unsaid_near: Option<ReadStamp>,
    /// The one date of all of them, if they agree.
    pub unsaid_together: Option<ReadStamp>,
}

impl ArticleStamps {
    /// Adds the date of a meta element that does not say what happened on it. The head of a page is about the page, and an
    /// element in its text may be about anything, so this one goes before those that are not near the heading.
    pub fn add_unsaid(&mut self, published: Published) {
        let stamp = ReadStamp {
            published,
            is_time: false,
        };
        self.all_unsaid.insert(0, stamp);
        self.unsaid_together = Some(stamp);
    }
}

/// What is known of the page.
pub(super) struct StampedPage<'a> {
    pub items: &'a Items,
    pub articles: &'a Articles,
    pub title_line: Option<usize>,
    /// Whether the heading is in the page's header, and so what follows it there.
    pub is_heading_in_header: bool,
    /// Whether an address is the page's own.
    pub is_own_address: &'a dyn Fn(&str) -> bool,
}

/// How a stamp is tied to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    /// In the article's item.
    Item,
    /// Near the heading.
    Heading,
    None,
}

/// A stamp with its tie. Stamps that belong to others are left out.
struct Tied {
    stamp: ReadStamp,
    role: StampRole,
    tie: Tie,
    line: usize,
}

/// Sorts the stamps of a page.
pub(super) fn article_stamps(stamps: &[Stamp], page: &StampedPage<'_>) -> ArticleStamps {
    let tied: Vec<Tied> = stamps.iter().filter_map(|stamp| page.tied(stamp)).collect();
    let of_publication = |is_time: bool| {
        [Tie::Item, Tie::Heading].into_iter().find_map(|tie| {
            let same = tied.iter().filter(|one| {
                one.role != StampRole::Unsaid && one.stamp.is_time == is_time && one.tie == tie
            });
            the_one(&same.collect::<Vec<_>>())
        })
    };
    let unsaid: Vec<&Tied> = tied
        .iter()
        .filter(|one| one.role == StampRole::Unsaid || one.tie == Tie::None)
        .filter(|one| page.title_line.is_none_or(|title| one.line >= title))
        .collect();

    ArticleStamps {
        microdata: of_publication(false).map(|stamp| stamp.published),
        time: of_publication(true).map(|stamp| stamp.published),
        all_unsaid: unsaid.iter().map(|one| one.stamp).collect(),
        unsaid_near: unsaid_near(&unsaid, page),
        unsaid_together: unsaid_together(&tied, &unsaid, page),
    }
}

/// What the stamps below the heading come to; without one below it, or without a heading, several belong to a list.
fn unsaid_together(tied: &[Tied], below: &[&Tied], page: &StampedPage<'_>) -> Option<ReadStamp> {
    if page.title_line.is_none() || below.is_empty() {
        let first = tied.first()?.stamp;
        let is_one = tied
            .iter()
            .all(|one| one.stamp.published == first.published);
        return is_one.then_some(first);
    }

    the_only_day(below)
}

fn unsaid_near(below: &[&Tied], page: &StampedPage<'_>) -> Option<ReadStamp> {
    let near = below.iter().copied();
    let near: Vec<&Tied> = near
        .filter(|one| is_near_title(page.title_line, one.line))
        .collect();
    the_one(&near)
}

impl StampedPage<'_> {
    fn tied(&self, stamp: &Stamp) -> Option<Tied> {
        let published = parse_instant(&stamp.text).ok()?;
        if stamp.role == StampRole::Other || shows_another_day(stamp, &published) {
            return None;
        }

        Some(Tied {
            stamp: ReadStamp {
                published,
                is_time: stamp.is_time,
            },
            role: stamp.role,
            tie: self.tie(stamp)?,
            line: stamp.position.line,
        })
    }

    /// The tie of a stamp; `None` if it is of others.
    fn tie(&self, stamp: &Stamp) -> Option<Tie> {
        let position = &stamp.position;
        let item = match position.item {
            // More items than are kept are a list.
            Some(item) => Some(self.items.get(item)?),
            None => None,
        };
        if !self.can_be_here(stamp, item) {
            return None;
        }

        match item {
            Some(item) if item.kind == ItemKind::Other => None,
            Some(item) if item.kind == ItemKind::Article => self.tie_of_article(item),
            _ if is_near_title(self.title_line, position.line) => Some(Tie::Heading),
            // Without a heading nothing is nearer.
            _ if self.title_line.is_none() => Some(Tie::Heading),
            // Above all text are the elements of the head.
            _ if position.line == 0 && item.is_none() => Some(Tie::Heading),
            _ => Some(Tie::None),
        }
    }

    fn can_be_here(&self, stamp: &Stamp, item: Option<&Item>) -> bool {
        let line = stamp.position.line;
        if self
            .title_line
            .is_some_and(|title| self.articles.is_in_another(line, title))
        {
            return false;
        }

        let is_behind_heading = self.title_line.is_some_and(|title| line >= title);
        match stamp.position.place {
            Place::Page => true,
            Place::Header => self.is_heading_in_header && is_behind_heading,
            // The footer of an article may have its properties.
            Place::Beside => {
                stamp.role == StampRole::Property
                    && item.is_some_and(|item| self.is_around_heading(item))
            }
            Place::Others => false,
        }
    }

    fn is_around_heading(&self, item: &Item) -> bool {
        item.kind == ItemKind::Article && self.title_line.is_some_and(|title| item.contains(title))
    }

    fn tie_of_article(&self, item: &Item) -> Option<Tie> {
        match &item.address {
            _ if self.is_around_heading(item) => Some(Tie::Item),
            Some(address) if (self.is_own_address)(address) => Some(Tie::Item),
            Some(_) => None,
            None => Some(Tie::None),
        }
    }
}

/// The first of the stamps, if all are of one day, or if there are two in one line and the other is later: the days of
/// publication and of the last change.
fn the_one(stamps: &[&Tied]) -> Option<ReadStamp> {
    the_only_day(stamps).or_else(|| {
        let [first, second] = stamps else {
            return None;
        };
        let is_later = first.stamp.published.day() < second.stamp.published.day();
        (first.line == second.line && is_later).then_some(first.stamp)
    })
}

fn the_only_day(stamps: &[&Tied]) -> Option<ReadStamp> {
    let (first, others) = stamps.split_first()?;
    let day = first.stamp.published.day();
    others
        .iter()
        .all(|other| other.stamp.published.day() == day)
        .then_some(first.stamp)
}

/// Whether a reader sees the year of the stamp with another day of the month: some sites give every `time` the day of
/// the last change.
fn shows_another_day(stamp: &Stamp, published: &Published) -> bool {
    let Some(shown) = stamp.shown.as_deref() else {
        return false;
    };

    let days = [published.day(), published.day_as_written()];
    let tokens = line_tokens(shown);
    let shows_year = tokens
        .iter()
        .any(|token| token.number(4) == Some(days[1].year()));
    let mut numbers = tokens.iter().enumerate().filter(|(at, token)| {
        token.kind == TokenKind::Number
            && token.text.len() <= 2
            && !is_sign_at(&tokens, at + 1, ":")
            && !at
                .checked_sub(1)
                .is_some_and(|before| is_sign_at(&tokens, before, ":"))
    });

    shows_year
        && numbers.clone().next().is_some()
        && !numbers.any(|(_, token)| {
            days.iter()
                .any(|day| token.number(2) == Some(day.day().into()))
        })
}

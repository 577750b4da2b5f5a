//! Items of microdata: what the properties inside an element are of.

use super::lines::Place;

/// Items kept of one page; an article has a dozen.
const ITEMS_KEPT: usize = 1_000;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// `NewsArticle`, `BlogPosting`, and other things that a page can be about: `Recipe`.
    Article,
    /// `WebPage`, a part of it, or an item that says no type.
    Page,
    /// `Comment`, `Person`, `Event`: the date is not that of the page's article.
    Other,
}

impl ItemKind {
    /// The kind of an `itemtype`, `https://schema.org/NewsArticle`.
    pub fn of(item_type: &str) -> Self {
        let mut names = item_type
            .split_ascii_whitespace()
            .map(|name| name.rsplit(['/', '#']).next().unwrap_or_default());

        if names
            .clone()
            .any(|name| is_article_type(name) || is_main_type(name) || is_work_type(name))
        {
            Self::Article
        } else if names.all(is_page_type) {
            Self::Page
        } else {
            Self::Other
        }
    }
}

fn is_page_type(name: &str) -> bool {
    name.is_empty()
        || name.ends_with("Page")
        || name.starts_with("WP")
        || matches!(name, "WebSite" | "Blog" | "WebPageElement" | "Thing")
}

/// Whether a type of schema.org is one of articles.
pub(super) fn is_article_type(name: &str) -> bool {
    ["Article", "Posting", "Report"]
        .iter()
        .any(|end| name.ends_with(end))
}

/// Whether it is the type under which some themes of blogs have their articles.
fn is_work_type(name: &str) -> bool {
    name == "CreativeWork"
}

/// Whether it is one of other things with a day of publication that a page can be about.
pub(super) fn is_main_type(name: &str) -> bool {
    matches!(name, "Recipe" | "HowTo" | "Question" | "ClaimReview")
}

/// The lines of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineRange {
    first: usize,
    /// The line behind it.
    end: usize,
}

impl LineRange {
    /// From a line on, until its end is known.
    pub const fn from(first: usize) -> Self {
        Self {
            first,
            end: usize::MAX,
        }
    }

    pub fn contains(&self, line: usize) -> bool {
        (self.first..self.end).contains(&line)
    }
}

/// The `article` elements of a page, in the order of their starts.
#[derive(Debug, Default)]
pub(super) struct Articles(Vec<LineRange>);

impl Articles {
    /// The index of the new one; `None` if there are too many.
    pub fn begin(&mut self, line: usize) -> Option<usize> {
        if self.0.len() >= ITEMS_KEPT {
            return None;
        }
        self.0.push(LineRange::from(line));
        Some(self.0.len() - 1)
    }

    /// Ends one before the line `end`.
    pub fn end(&mut self, article: usize, end: usize) {
        if let Some(range) = self.0.get_mut(article) {
            range.end = end;
        }
    }

    /// Whether a line is in an `article` that is not around the title, while another is: a comment, a card.
    pub fn is_in_another(&self, line: usize, title_line: usize) -> bool {
        let is_title_in_one = self.0.iter().any(|range| range.contains(title_line));
        let innermost = self.0.iter().rfind(|range| range.contains(line));
        is_title_in_one && innermost.is_some_and(|range| !range.contains(title_line))
    }
}

/// An item.
#[derive(Debug)]
pub(super) struct Item {
    pub kind: ItemKind,
    /// `url` or `mainEntityOfPage`, where it says it.
    pub address: Option<String>,
    lines: LineRange,
}

impl Item {
    pub fn contains(&self, line: usize) -> bool {
        self.lines.contains(line)
    }
}

/// The items of a page, by index.
#[derive(Debug, Default)]
pub(super) struct Items(Vec<Item>);

impl Items {
    /// The index of the new item; `None` if there are too many.
    pub fn begin(&mut self, kind: ItemKind, line: usize) -> Option<usize> {
        if self.0.len() >= ITEMS_KEPT {
            return None;
        }

        self.0.push(Item {
            kind,
            address: None,
            lines: LineRange::from(line),
        });
        Some(self.0.len() - 1)
    }

    /// Ends one before the line `end`.
    pub fn end(&mut self, item: usize, end: usize) {
        if let Some(item) = self.0.get_mut(item) {
            item.lines.end = end;
        }
    }

    pub fn set_address(&mut self, item: Option<usize>, address: &str) {
        if let Some(item) = item.and_then(|item| self.0.get_mut(item))
            && !address.is_empty()
        {
            item.address.get_or_insert_with(|| address.to_owned());
        }
    }

    /// The item; one that was not kept is of another kind.
    pub fn get(&self, item: usize) -> Option<&Item> {
        self.0.get(item)
    }
}

/// Where a stamp of the mark-up is. A stamp dates the article only if it is inside the article's item, near its heading and in
/// no comment or card of another article, so the three are kept together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub place: Place,
    pub item: Option<usize>,
    /// The line that contains it, or the line that follows it.
    pub line: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_by_type() {
        for (item_type, kind) in [
            ("https://schema.org/NewsArticle", ItemKind::Article),
            ("http://schema.org/BlogPosting", ItemKind::Article),
            ("https://schema.org/Recipe", ItemKind::Article),
            ("https://schema.org/CreativeWork", ItemKind::Article),
            ("https://schema.org/WebPage", ItemKind::Page),
            ("", ItemKind::Page),
            ("https://schema.org/Comment", ItemKind::Other),
            ("https://schema.org/Event", ItemKind::Other),
        ] {
            assert_eq!(ItemKind::of(item_type), kind, "{item_type}");
        }
    }
}

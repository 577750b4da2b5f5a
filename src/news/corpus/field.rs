//! The fields of a headline in a collection, and the names that columns and keys give them.

use std::fmt;

/// A field that a collection may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorpusField {
    /// Address of the page.
    Url,
    /// Title.
    Title,
    /// Instant of publication, or day.
    Published,
    /// Day of publication, or instant; read where `published` is empty.
    Date,
    /// Time of the day in `date`.
    Time,
    /// Who published it; in some collections the address.
    Source,
    /// A few sentences, or the whole text.
    Summary,
    /// Who wrote it.
    Author,
    /// Section, rubric or topic.
    Section,
    /// Tags.
    Tags,
}

/// How many there are.
pub(super) const FIELDS: usize = 10;

/// The names a field goes by, the best first: of two such columns the better one is read. `textname` and other names
/// with `text…` are from Taiga, `feed_file`, `first_line` and `channel` from collections made from feeds and Telegram,
/// `datedoc` from Kommersant. A name that ends in `_utc` or `_msk` also gives the time zone.
pub(super) const NAMES: [(CorpusField, &[&str]); FIELDS] = [
    (CorpusField::Url, &["url", "link", "href"]),
    (
        CorpusField::Title,
        &["title", "headline", "first_line", "textname", "heading"],
    ),
    (
        CorpusField::Published,
        &[
            "published",
            "datetime",
            "datetime_utc",
            "datetime_msk",
            "pubdate",
            "published_at",
            "published_utc",
            "published_msk",
            "publication_date",
            "pub_date",
            "timestamp",
            "ts",
            "datedoc",
        ],
    ),
    (CorpusField::Date, &["date", "date_utc", "date_msk", "day"]),
    (CorpusField::Time, &["time"]),
    (
        CorpusField::Source,
        &[
            "source",
            "channel",
            "feed_file",
            "feed",
            "publisher",
            "site",
        ],
    ),
    (
        CorpusField::Summary,
        &[
            "summary",
            "description",
            "lead",
            "annotation",
            "text",
            "text_400",
            "body",
            "content",
        ],
    ),
    (CorpusField::Author, &["author", "authors", "creator"]),
    (
        CorpusField::Section,
        &[
            "section",
            "rubric",
            "topic",
            "category",
            "topics",
            "textrubric",
            "rubrics",
        ],
    ),
    (CorpusField::Tags, &["tags", "keywords"]),
];

impl CorpusField {
    /// The name of the field, by which a mapping names it.
    pub const fn name(self) -> &'static str {
        NAMES[self as usize].1[0]
    }

    pub(super) fn by_name(name: &str) -> Option<Self> {
        NAMES
            .iter()
            .map(|(field, _)| *field)
            .find(|field| field.name() == name)
    }
}

impl fmt::Display for CorpusField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The names of all fields, parted by commas.
pub fn field_names() -> String {
    NAMES.map(|(field, _)| field.name()).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_know_their_place() {
        for (at, (field, names)) in NAMES.iter().enumerate() {
            assert_eq!((*field as usize, field.name()), (at, names[0]));
        }
    }
}

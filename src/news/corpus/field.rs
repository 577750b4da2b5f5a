//! The fields of a headline in a collection, and the names that columns and keys give them.

use crate::table::FieldNames;

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
/// `datedoc` from Kommersant, `docdate` from the Bank of Russia; `publishedat` is NewsAPI's, `date_gmt` and `excerpt`
/// WordPress', `date_published` and `content_…` JSON Feed's, `publish_date` and `media_name` MediaCloud's, `date_publish`,
/// `source_domain` and `maintext` news-please's, `publishing_date` and `html` fundus', `hostname` trafilatura's, `seendate`
/// and `domain` GDELT's, `webtitle`, `weburl`, `webpublicationdate`, `trailtext` and `sectionname` the Guardian's, `web_url`,
/// `abstract`, `snippet`, `lead_paragraph`, `byline` and `section_name` the New York Times', `created_utc` and `selftext`
/// Reddit's. A name that ends in `_utc`, `_gmt` or `_msk` also gives the time zone.
pub const HEADLINE_FIELDS: [FieldNames; FIELDS] = [
    &[
        "url",
        "link",
        "href",
        "weburl",
        "web_url",
        "permalink",
        "external_url",
        "ссылка",
        "адрес",
        "адрес страницы",
        "html",
    ],
    &[
        "title",
        "headline",
        "first_line",
        "textname",
        "heading",
        "webtitle",
        "заголовок",
        "заголовок новости",
        "название",
    ],
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
        "date_unixtime",
        "date_gmt",
        "publishedat",
        "date_published",
        "datepublished",
        "published_date",
        "publish_date",
        "date_publish",
        "publishing_date",
        "published_time",
        "publish_time",
        "docdate",
        "seendate",
        "timestamp",
        "ts",
        "datedoc",
        "дата и время",
        "опубликовано",
        "дата публикации",
        "webpublicationdate",
        "created_at",
        "createdat",
        "created_utc",
    ],
    &["date", "date_utc", "date_msk", "day", "дата", "день"],
    &["time", "время"],
    &[
        "source",
        "channel",
        "feed_file",
        "feed",
        "publisher",
        "site",
        "media_name",
        "source_domain",
        "domain",
        "sitename",
        "hostname",
        "источник",
        "издание",
        "сайт",
        "канал",
    ],
    &[
        "summary",
        "description",
        "lead",
        "annotation",
        "excerpt",
        "abstract",
        "snippet",
        "trailtext",
        "lead_paragraph",
        "text",
        "text_400",
        "maintext",
        "plaintext",
        "content_text",
        "content_html",
        "body",
        "content",
        "selftext",
        "аннотация",
        "описание",
        "лид",
        "текст",
    ],
    &["author", "authors", "creator", "byline", "автор", "авторы"],
    &[
        "section",
        "rubric",
        "topic",
        "category",
        "topics",
        "textrubric",
        "rubrics",
        "categories",
        "sectionname",
        "section_name",
        "рубрика",
        "раздел",
        "тема",
        "категория",
    ],
    &["tags", "keywords", "теги", "метки", "ключевые слова"],
];

impl CorpusField {
    /// The name of the field, by which a mapping names it.
    pub const fn name(self) -> &'static str {
        HEADLINE_FIELDS[self as usize][0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_know_their_place() {
        for (field, name) in [
            (CorpusField::Url, "url"),
            (CorpusField::Title, "title"),
            (CorpusField::Published, "published"),
            (CorpusField::Date, "date"),
            (CorpusField::Time, "time"),
            (CorpusField::Source, "source"),
            (CorpusField::Summary, "summary"),
            (CorpusField::Author, "author"),
            (CorpusField::Section, "section"),
            (CorpusField::Tags, "tags"),
        ] {
            assert_eq!(field.name(), name);
        }
    }
}

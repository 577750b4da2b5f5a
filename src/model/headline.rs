//! A headline: what a feed, a saved page or a corpus says of one piece of news, and how its date is known.

use super::Published;
use jiff::civil::Date;

/// One piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// Its address; corpora may lack one.
    pub url: Option<String>,
    /// The title as a reader sees it: entities decoded, no mark-up, white space folded. Never empty.
    pub title: String,
    /// A few sentences, where the source has them.
    pub summary: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Section, rubric or topic.
    pub section: Option<String>,
    /// Tags, in the source's order.
    pub tags: Vec<String>,
    /// Who published it: a host, a channel, or the name of the feed or file.
    pub source: String,
    /// When, if the source tells.
    pub dated: Option<Dated>,
    /// The day in the header of a saved page: that of the crawl, which dates no article.
    pub header_date: Option<Date>,
}

/// A time of publication and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The time.
    pub published: Published,
    /// Where it was read.
    pub evidence: DateEvidence,
}

/// Where a date was read, in the order of trust (correlate-spec.md §2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateEvidence {
    /// `datePublished` of JSON-LD.
    JsonLd,
    /// A `meta` element: `article:published_time`, `og:`, `itemprop`.
    Meta,
    /// A `time` element's `datetime`.
    TimeElement,
    /// The date of a feed's item.
    Feed,
    /// A column of a corpus.
    Corpus,
    /// The address: `/2024/05/21/`.
    Url,
    /// A date line in words or figures, with its year.
    DateLine,
    /// A weekday with day and month; the year is the latest before the crawl in which they agree.
    WeekdayAndDay,
    /// A day and month without a year, together with a trusted year and month or year.
    DayAndMonth,
    /// `сегодня`, `вчера`, counted from a trusted date.
    RelativeWord,
}

impl DateEvidence {
    /// Every kind, the most trusted first.
    pub const ALL: [Self; 10] = [
        Self::JsonLd,
        Self::Meta,
        Self::TimeElement,
        Self::Feed,
        Self::Corpus,
        Self::Url,
        Self::DateLine,
        Self::WeekdayAndDay,
        Self::DayAndMonth,
        Self::RelativeWord,
    ];

    /// The stable name in the store and in JSON: `weekday_and_day`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "json_ld",
            Self::Meta => "meta",
            Self::TimeElement => "time_element",
            Self::Feed => "feed",
            Self::Corpus => "corpus",
            Self::Url => "url",
            Self::DateLine => "date_line",
            Self::WeekdayAndDay => "weekday_and_day",
            Self::DayAndMonth => "day_and_month",
            Self::RelativeWord => "relative_word",
        }
    }

    /// The kind of a stable name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_trust_falls() {
        assert!(DateEvidence::ALL.is_sorted());
        for kind in DateEvidence::ALL {
            assert_eq!(DateEvidence::by_name(kind.name()), Some(kind));
        }
    }
}

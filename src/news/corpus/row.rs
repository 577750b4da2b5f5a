//! A row's texts as a headline.

use super::{
    RowProblem,
    columns::Clock,
    date::{DateText, is_nothing, parse_date},
    day_number::{written_clock, written_day},
    day_order::DayOrder,
    field::{CorpusField, FIELDS},
    text::{plain_text, post_title, summary_text},
};
use crate::{
    model::{DateEvidence, Dated, Headline, Published},
    news::{
        host::host_of,
        publisher::title_before,
        url_date::{UrlDate, url_date},
    },
};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// The text of a row's bytes. A row of other bytes inside a collection of UTF-8 is a bad row.
pub(super) fn decoded<'b>(
    encoding: &'static Encoding,
    bytes: &'b [u8],
) -> Result<Cow<'b, str>, RowProblem> {
    if encoding != UTF_8 {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|_| RowProblem::NotUtf8)
}

/// The texts of a row by field; empty where it has none.
pub(super) struct RowTexts<'r> {
    /// By field.
    pub texts: [Cow<'r, str>; FIELDS],
    /// Clocks of `published` and `date`.
    pub clocks: [Clock; 2],
    /// Whether the collection has a place for dates; where it has none, the address may have the day.
    pub has_date_column: bool,
    /// What is first in its dates with slashes, where they show it.
    pub day_order: Option<DayOrder>,
}

/// A row read.
pub(super) struct ReadRow {
    pub headline: Headline,
    /// The time beside its day, if that cannot be read.
    pub unread_time: Option<String>,
}

impl From<Headline> for ReadRow {
    fn from(headline: Headline) -> Self {
        Self {
            headline,
            unread_time: None,
        }
    }
}

impl RowTexts<'_> {
    /// The text of a field, unless it means "no value".
    fn get(&self, field: CorpusField) -> Option<&str> {
        Some(self.texts[field as usize].trim()).filter(|text| !is_nothing(text))
    }

    fn plain(&self, field: CorpusField) -> Option<String> {
        self.get(field).and_then(plain_or_none)
    }

    /// Its title, else the first sentence of its text.
    fn title(&self) -> Option<String> {
        self.plain(CorpusField::Title).or_else(|| {
            let text = self.get(CorpusField::Summary)?;
            Some(post_title(text)).filter(|title| !title.is_empty())
        })
    }

    /// The headline; `stem` is the source where the row names none.
    pub fn read(&self, stem: &str) -> Result<ReadRow, RowProblem> {
        let source = self.get(CorpusField::Source);
        let mut title = self.title().ok_or(RowProblem::NoTitle)?;
        if let Some(bare) = source.and_then(|source| title_before(&title, source)) {
            title = bare.to_owned();
        }
        // Taiga keeps the address under the name of the source.
        let url = self
            .get(CorpusField::Url)
            .or_else(|| source.filter(|text| host_of(text).is_some()));
        let url = url.map(address);
        let source = match source {
            Some(text) => host_of(&address(text)).unwrap_or_else(|| plain_text(text)),
            None => url
                .as_deref()
                .and_then(host_of)
                .unwrap_or_else(|| stem.to_owned()),
        };
        let ReadDate { dated, unread_time } = self.dated(url.as_deref())?;
        // Some collections repeat the title where they have no text.
        let summary = self.get(CorpusField::Summary).map(summary_text);

        // Of several sections the others are tags, as in feeds.
        let mut sections = self
            .get(CorpusField::Section)
            .into_iter()
            .flat_map(str::lines)
            .filter_map(plain_or_none);
        let tags = self.get(CorpusField::Tags).map(tags);

        let headline = Headline {
            url,
            summary: summary.filter(|text| !text.is_empty() && *text != title),
            author: self.get(CorpusField::Author).and_then(names),
            section: sections.next(),
            tags: tags.unwrap_or_else(|| sections.collect()),
            title,
            source,
            dated,
            header_date: None,
        };
        Ok(ReadRow {
            headline,
            unread_time,
        })
    }

    fn dated(&self, url: Option<&str>) -> Result<ReadDate, RowProblem> {
        let time = self.get(CorpusField::Time);
        if let Some((text, clock)) = self.date_text() {
            return self.date_of(text, time, clock);
        }

        // Some collections have the whole instant in the column of times.
        let by_time = time.map(|text| self.date_of(text, None, Clock::Untold));
        match by_time {
            Some(Ok(read)) if read.dated.is_some() => Ok(read),
            Some(Err(error @ RowProblem::AmbiguousDate { .. })) => Err(error),
            _ if self.has_date_column => Ok(ReadDate {
                dated: None,
                unread_time: time.map(str::to_owned),
            }),
            _ => Ok(ReadDate::day_of_address(url)),
        }
    }

    /// The text of its date, and the clock of its column.
    fn date_text(&self) -> Option<(&str, Clock)> {
        let [published_clock, date_clock] = self.clocks;
        let published = self.get(CorpusField::Published);
        let date = self.get(CorpusField::Date);
        // A zero may be followed by a day that is known: WordPress has no time of a draft.
        let published = published.filter(|text| date.is_none() || !text.starts_with("0000-00-00"));

        let published = published.map(|text| (text, published_clock));
        published.or(date.map(|text| (text, date_clock)))
    }

    fn date_of(
        &self,
        text: &str,
        time: Option<&str>,
        clock: Clock,
    ) -> Result<ReadDate, RowProblem> {
        let day_number = written_day(text);
        let with_points = || {
            self.day_order
                .and_then(|order| order.written_with_points(text))
        };
        let part_of_day = time
            .filter(|_| day_number.is_some())
            .and_then(written_clock);

        let written = day_number.or_else(with_points);
        let written_time = part_of_day.as_deref().or(time);
        match parse_date(written.as_deref().unwrap_or(text), written_time, clock) {
            DateText::Known(published) => Ok(ReadDate::known(published)),
            DateText::DayAlone(day, time) => Ok(ReadDate {
                unread_time: Some(time),
                ..ReadDate::known(day)
            }),
            DateText::Missing => Ok(ReadDate::default()),
            DateText::Ambiguous => Err(RowProblem::ambiguous_date(text)),
            DateText::Unreadable => Err(RowProblem::date(text, time)),
        }
    }
}

/// When a row was published, as far as it can be read.
#[derive(Default)]
struct ReadDate {
    dated: Option<Dated>,
    unread_time: Option<String>,
}

impl ReadDate {
    const fn known(published: Published) -> Self {
        Self {
            dated: Some(Dated {
                published,
                evidence: DateEvidence::Corpus,
            }),
            unread_time: None,
        }
    }

    fn day_of_address(url: Option<&str>) -> Self {
        let day = url.and_then(url_date).and_then(UrlDate::day);
        Self {
            dated: day.map(|day| Dated {
                published: Published::On(day),
                evidence: DateEvidence::Url,
            }),
            unread_time: None,
        }
    }
}

/// An address without the control characters that browsers drop, too.
fn address(text: &str) -> String {
    if text.contains(char::is_control) {
        text.replace(char::is_control, "")
    } else {
        text.to_owned()
    }
}

/// Tags, parted by line feeds (that is how lists come here), else by semicolons, else by commas.
fn tags(text: &str) -> Vec<String> {
    let mut separators = ['\n', ';'].into_iter();
    let separator = separators.find(|separator| text.contains(*separator));
    text.split(separator.unwrap_or(','))
        .filter_map(plain_or_none)
        .collect()
}

/// Names, which come one a line where they are a list.
fn names(text: &str) -> Option<String> {
    let names: Vec<String> = text.lines().filter_map(plain_or_none).collect();
    Some(names.join(", ")).filter(|names| !names.is_empty())
}

fn plain_or_none(text: &str) -> Option<String> {
    Some(plain_text(text)).filter(|text| !text.is_empty())
}

//! What all walks do with an answer.

use super::WalkFault;
use crate::{
    error::Bilingual,
    model::{Span, Spans},
    net::{Answer, first_words},
    news::{
        feed::{FeedDocument, FeedFaultKind, FeedItem},
        parse_document,
        url_date::{UrlDate, url_date},
    },
};
use jiff::civil::Date;
use std::collections::VecDeque;

/// Reads an answer that lists news, whole.
pub(super) fn read_whole(answer: &Answer) -> Result<FeedDocument, WalkFault> {
    read_body(&answer.body, answer)
}

/// Reads a body that was mended first, as the body of this answer.
pub(super) fn read_body(body: &[u8], answer: &Answer) -> Result<FeedDocument, WalkFault> {
    let mut document =
        parse_document(body, answer.content_type.as_deref()).map_err(WalkFault::Unreadable)?;
    check_whole(&document)?;
    check_dates(&document.items)?;
    document.resolve_links(&answer.url);
    Ok(document)
}

/// # Errors
/// [`WalkFault::OtherDocument`] where no item has a date that can be read: the archive writes them in another way than it
/// did, and its days would seem to have no headlines.
pub(super) fn check_dates<'a>(
    items: impl IntoIterator<Item = &'a FeedItem>,
) -> Result<(), WalkFault> {
    let mut items = items.into_iter().peekable();
    if items.peek().is_none() || items.any(|item| item.published.is_some()) {
        return Ok(());
    }

    Err(other_document(
        "no date in it can be read; the site may have changed",
        "ни одной даты не прочесть; возможно, сайт изменился",
    ))
}

/// The day in the address of an item.
pub(super) fn address_day(item: &FeedItem) -> Option<Date> {
    item.url
        .as_deref()
        .and_then(url_date)
        .and_then(UrlDate::day)
}

/// # Errors
/// [`WalkFault::Cut`]: what was not read to its end may lack headlines, so nothing of it is taken for a day.
pub(super) fn check_whole(document: &FeedDocument) -> Result<(), WalkFault> {
    let cut = document.faults.iter().find(|fault| {
        matches!(
            fault.kind,
            FeedFaultKind::Cut(_) | FeedFaultKind::TooDeep | FeedFaultKind::TooManyItems
        )
    });
    cut.map_or(Ok(()), |fault| Err(WalkFault::Cut(fault.clone())))
}

pub(super) fn other_document(en: impl Into<String>, ru: impl Into<String>) -> WalkFault {
    WalkFault::OtherDocument(Bilingual::new(en, ru))
}

/// An answer in JSON without blanks around it; a page or a text in its place is named by its first words.
pub(super) fn json_of(answer: &Answer) -> Result<&[u8], WalkFault> {
    let body = answer.body.trim_ascii();
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    if body.starts_with(b"{") || body.starts_with(b"[") {
        return Ok(body);
    }

    let words = first_words(body, answer.content_type.as_deref());
    Err(other_document(
        format!("no JSON: {words}"),
        format!("не JSON: {words}"),
    ))
}

pub(super) fn day_of(item: &FeedItem) -> Option<Date> {
    item.published.map(|published| published.day())
}

/// The items of these days.
pub(super) fn of_days(items: Vec<FeedItem>, days: Span) -> Vec<FeedItem> {
    let is_asked = |item: &FeedItem| day_of(item).is_some_and(|day| days.contains(day));
    items.into_iter().filter(is_asked).collect()
}

pub(super) fn count_of_day(items: &[FeedItem], day: Date) -> u32 {
    let count = items
        .iter()
        .filter(|item| item.title.is_some() && day_of(item) == Some(day));
    u32::try_from(count.count()).unwrap_or(u32::MAX)
}

/// The days in pieces of at most `longest`.
pub(super) fn windows(days: &Spans, longest: i64) -> VecDeque<Span> {
    let mut windows = VecDeque::new();
    for span in days.as_slice() {
        let all: Vec<Date> = span.iter().collect();
        let size = usize::try_from(longest).unwrap_or(1).max(1);
        windows.extend(
            all.chunks(size)
                .map(|chunk| Span::starting(chunk[0], chunk[chunk.len() - 1])),
        );
    }
    windows
}

//! The posts of a channel as Telegram Desktop exports them in HTML (`messages.html`, `messages2.html`).
//!
//! Such a file does not say what kind of chat it is of. Messages of a channel are from the channel, the name of which is
//! in the head of the page; of a chat with people the whole is passed over.

use super::reader::{Draft, Reader};
use crate::{
    model::Published,
    news::{
        corpus::{post_title, summary_text},
        feed::{FeedDocument, FeedFault, FeedFaultKind, FeedItem},
        one_line::on_one_line,
        passed_over::PassedOver,
    },
};
use jiff::fmt::strtime;

/// A date of an export, with the offset of the computer it was made on, which older programs leave out.
const WITH_OFFSET: &str = "%d.%m.%Y %H:%M:%S UTC%:z";
const WITHOUT_OFFSET: &str = "%d.%m.%Y %H:%M:%S";

/// The posts of an export.
pub(super) fn exported_posts(reader: &Reader) -> FeedDocument {
    let name = on_one_line(&reader.title);
    let mut document = FeedDocument {
        title: Some(name.clone()).filter(|name| !name.is_empty()),
        ..FeedDocument::default()
    };
    let mut senders = reader.drafts.iter().map(|draft| on_one_line(&draft.sender));
    if senders.any(|sender| !sender.is_empty() && !name.is_empty() && sender != name) {
        document.passed_over.insert(PassedOver::Chat, 1);
        return document;
    }

    for draft in &reader.drafts {
        if let Some(item) = post(draft) {
            document.items.push(item);
        } else {
            let kind = if draft.time.is_empty() {
                PassedOver::Notice
            } else {
                PassedOver::PostWithoutText
            };
            *document.passed_over.entry(kind).or_default() += 1;
        }
    }
    let is_without_offset = |draft: &&Draft| strtime::parse(WITHOUT_OFFSET, &draft.time).is_ok();
    if reader.drafts.iter().any(|draft| is_without_offset(&draft)) {
        document.faults.push(FeedFault {
            line: 1,
            kind: FeedFaultKind::WithoutOffset,
        });
    }

    document
}

fn post(draft: &Draft) -> Option<FeedItem> {
    let title = post_title(&draft.text);
    if title.is_empty() {
        return None;
    }

    let summary = summary_text(&draft.text);
    Some(FeedItem {
        summary: Some(summary).filter(|summary| *summary != title),
        title: Some(title),
        published: published(&draft.time),
        author: Some(on_one_line(&draft.author)).filter(|author| !author.is_empty()),
        ..FeedItem::default()
    })
}

fn published(time: &str) -> Option<Published> {
    if let Ok(parts) = strtime::parse(WITH_OFFSET, time) {
        return Some(Published::at(parts.to_timestamp().ok()?, parts.offset()?));
    }
    let parts = strtime::parse(WITHOUT_OFFSET, time).ok()?;
    Published::in_moscow(parts.to_datetime().ok()?)
}

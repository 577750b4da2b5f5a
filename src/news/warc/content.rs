//! What a record holds, by what its server says and by its first bytes.

use super::{WarcProblem, answer::Answer, head::Head};
use crate::news::{
    address::names_an_article,
    form::{Form, Unread, form_of},
    passed_over::PassedOver,
};

/// The bytes of a record that may hold news, and what they are.
#[derive(Debug)]
pub(super) enum Content {
    Html(Vec<u8>),
    /// The text of a page.
    Text(Vec<u8>),
    /// A feed, a table, JSON: what lists news, if it is of news at all.
    List(Vec<u8>, Form),
}

/// Why there are no such bytes.
#[derive(Debug)]
pub(super) enum Without {
    Content(PassedOver),
    Fault(WarcProblem),
}

/// The content of a record of a page.
pub(super) fn content_of(kind: &str, head: &Head, block: &[u8]) -> Result<Content, Without> {
    let found = match kind {
        "response" => of_answer(block)?,
        // The text of a page, as Common Crawl and others make it of the answers.
        "conversion" if head.get("Content-Type").starts_with("text/plain") => {
            Content::Text(block.to_vec())
        }
        _ => of_bytes(
            &head.get("Content-Type").to_ascii_lowercase(),
            block.to_vec(),
        )?,
    };

    let is_list = matches!(found, Content::List(..));
    if is_list || names_an_article(address_of(head)) {
        return Ok(found);
    }
    Err(Without::Content(PassedOver::HomePage))
}

/// The address of the page of a record.
pub(super) fn address_of(head: &Head) -> &str {
    head.get("WARC-Target-URI").trim_matches(['<', '>'])
}

fn of_answer(block: &[u8]) -> Result<Content, Without> {
    let answer = Answer::of_block(block).ok_or(Without::Content(PassedOver::Other))?;
    if !answer.is_ok {
        return Err(Without::Content(PassedOver::Refusal));
    }
    // Pictures and videos are not unpacked for nothing.
    if let Some(kind) = said_kind(&answer.content_type) {
        return Err(Without::Content(kind));
    }

    let body = answer.body().map_err(|problem| {
        if is_said_to_be_news(&answer.content_type) {
            Without::Fault(problem)
        } else {
            Without::Content(PassedOver::Other)
        }
    })?;
    of_bytes(&answer.content_type, body)
}

/// Whether it is a loss that a body cannot be read: it is said to be a page or a feed, or nothing is said.
fn is_said_to_be_news(content_type: &str) -> bool {
    content_type.is_empty() || content_type.contains("html") || content_type.contains("xml")
}

fn of_bytes(content_type: &str, bytes: Vec<u8>) -> Result<Content, Without> {
    if let Some(kind) = said_kind(content_type) {
        return Err(Without::Content(kind));
    }

    let form = form_of("", &bytes);
    match form {
        Form::Feed | Form::Collection => Ok(Content::List(bytes, form)),
        _ if content_type.contains("html") => Ok(Content::Html(bytes)),
        Form::Html => Ok(Content::Html(bytes)),
        Form::Unread(Unread::Picture) => Err(Without::Content(PassedOver::Picture)),
        _ => Err(Without::Content(PassedOver::Other)),
    }
}

/// What a server says of an answer that is no news, whatever its bytes are.
fn said_kind(content_type: &str) -> Option<PassedOver> {
    let kind = content_type.split('/').next()?.trim();
    let is_script = ["javascript", "ecmascript", "css", "font", "wasm"]
        .iter()
        .any(|name| content_type.contains(name));
    match kind {
        "image" => Some(PassedOver::Picture),
        "audio" | "video" => Some(PassedOver::Media),
        _ => is_script.then_some(PassedOver::Script),
    }
}

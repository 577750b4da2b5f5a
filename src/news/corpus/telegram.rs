//! Posts of a channel, not the messages of people, as Telegram Desktop exports them (`result.json`): `text` is a text, or
//! a list of texts and objects with one.
//!
//! An export has no addresses, because it does not know the channel's public name. `date` is the exporter's local time
//! without its zone, so it counts only in old exports, which have no `date_unixtime`.

use super::{
    RowProblem,
    columns::Clock,
    date::{DateText, parse_date},
    text::{post_title, summary_text},
};
use crate::{
    model::{DateEvidence, Dated, Headline},
    news::passed_over::PassedOver,
};
use serde::Deserialize;
use std::borrow::Cow;

/// What only messages of an export have.
pub(super) const MARKS: [&str; 2] = ["text_entities", "date_unixtime"];

/// Kinds of chats that publish.
const CHANNELS: [&str; 2] = ["public_channel", "private_channel"];

/// Other kinds of chats, which are no news.
const CHATS: [&str; 8] = [
    "personal_chat",
    "bot_chat",
    "private_group",
    "private_supergroup",
    "public_supergroup",
    "saved_messages",
    "replies",
    "verification_codes",
];

/// Whether a chat of an account is a channel. A person's conversations are no news.
pub(super) fn is_channel(kind: &str) -> bool {
    CHANNELS.contains(&kind)
}

/// Whether an object with messages is the chat of people, exported by itself.
pub(super) fn is_chat(kind: &str) -> bool {
    CHATS.contains(&kind)
}

/// Whether an object outside an export is a message of one.
pub(super) fn is_message(json: &str) -> bool {
    MARKS.iter().any(|mark| json.contains(mark))
}

#[derive(Deserialize)]
struct Message<'m> {
    #[serde(borrow, default, rename = "type")]
    kind: Cow<'m, str>,
    #[serde(default)]
    date: String,
    date_unixtime: Option<String>,
    #[serde(borrow, default)]
    text: Text<'m>,
    /// Who signed it.
    author: Option<String>,
    /// The channel, where the export around does not name it.
    from: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text<'m> {
    Plain(#[serde(borrow)] Cow<'m, str>),
    Pieces(Vec<Piece>),
}

impl Default for Text<'_> {
    fn default() -> Self {
        Self::Pieces(Vec::new())
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Piece {
    Plain(String),
    /// Bold, a link, a mention.
    Marked {
        #[serde(default)]
        text: String,
    },
}

impl Text<'_> {
    fn joined(&self) -> Cow<'_, str> {
        match self {
            Self::Plain(text) => Cow::Borrowed(text),
            Self::Pieces(pieces) => pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Plain(text) | Piece::Marked { text } => text.as_str(),
                })
                .collect(),
        }
    }
}

/// A message, by whether it is news.
#[expect(
    clippy::large_enum_variant,
    reason = "it is taken apart where it is made"
)]
pub(super) enum Post {
    Headline(Headline),
    /// A notice of the service; a picture or a poll without a text.
    PassedOver(PassedOver),
}

/// Reads a message.
pub(super) fn post(json: &str, channel: Option<&str>, stem: &str) -> Result<Post, RowProblem> {
    let message: Message<'_> = serde_json::from_str(json).map_err(|error| RowProblem::Json {
        cause: error.to_string(),
    })?;
    let text = message.text.joined();
    let title = post_title(&text);
    if message.kind == "service" {
        return Ok(Post::PassedOver(PassedOver::Notice));
    }
    if title.is_empty() {
        return Ok(Post::PassedOver(PassedOver::PostWithoutText));
    }

    let written = message.date_unixtime.as_ref().unwrap_or(&message.date);
    let dated = match parse_date(written, None, Clock::Untold) {
        DateText::Known(published) | DateText::DayAlone(published, _) => Some(Dated {
            published,
            evidence: DateEvidence::Corpus,
        }),
        DateText::Missing => None,
        DateText::Ambiguous | DateText::Unreadable => {
            return Err(RowProblem::date(written, None));
        }
    };
    let summary = summary_text(&text);

    Ok(Post::Headline(Headline {
        url: None,
        summary: Some(summary).filter(|summary| *summary != title),
        author: message.author.filter(|author| !author.trim().is_empty()),
        section: None,
        tags: Vec::new(),
        title,
        source: channel
            .map(str::to_owned)
            .or(message.from)
            .unwrap_or_else(|| stem.to_owned()),
        dated,
        header_date: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, title: Result<&str, PassedOver>) {
        let found = match post(json, Some("Канал"), "stem").unwrap() {
            Post::Headline(headline) => Ok(headline.title),
            Post::PassedOver(kind) => Err(kind),
        };
        assert_eq!(found, title.map(str::to_owned), "{json}");
    }

    #[test]
    fn bold_words_of_a_post_belong_to_its_title() {
        check(
            r#"{"type":"message","date_unixtime":"1714633200","text":["⚡️ ",{"type":"bold","text":"ЦБ сохранил ставку"},"\nВсё ",{"type":"text_link","text":"здесь","href":"https://a.example"},"."]}"#,
            Ok("⚡️ ЦБ сохранил ставку"),
        );
        check(
            r#"{"type":"message","text":"⚡️⚡️\n\nРубль вырос"}"#,
            Ok("Рубль вырос"),
        );
    }

    #[test]
    fn notices_and_pictures_alone_are_no_posts() {
        let notice = Err(PassedOver::Notice);
        check(r#"{"type":"service","text":"","title":"Канал"}"#, notice);
        check(r#"{"type":"service","text":"Канал создан"}"#, notice);
        let alone = Err(PassedOver::PostWithoutText);
        check(r#"{"type":"message","photo":"x.jpg","text":""}"#, alone);
        check(r#"{"type":"message","photo":"x.jpg"}"#, alone);
        check(
            r#"{"type":"message","poll":{"question":"Каким будет курс?"},"text":""}"#,
            alone,
        );
    }
}

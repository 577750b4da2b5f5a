//! Posts of a channel as Telegram Desktop exports them (`result.json`): `text` is a text, or a list of texts and objects
//! with one.
//!
//! An export has no addresses, because it does not know the channel's public name. `date` is the exporter's local time
//! without its zone, so it counts only in old exports, which have no `date_unixtime`.

use super::{
    RowProblem,
    columns::Clock,
    date::{DateText, parse_date},
    text::{post_title, summary_text},
};
use crate::model::{DateEvidence, Dated, Headline};
use serde::Deserialize;
use std::borrow::Cow;

/// What only messages of an export have.
pub(super) const MARKS: [&str; 2] = ["text_entities", "date_unixtime"];

/// Kinds of chats that publish.
const CHANNELS: [&str; 2] = ["public_channel", "private_channel"];

/// Whether a chat of an account is a channel. A person's conversations are no news.
pub(super) fn is_channel(kind: &str) -> bool {
    CHANNELS.contains(&kind)
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

/// The headline of a message; `None` for what is no post with a text: a notice of the service, a picture alone.
pub(super) fn post(
    json: &str,
    channel: Option<&str>,
    stem: &str,
) -> Result<Option<Headline>, RowProblem> {
    let message: Message<'_> = serde_json::from_str(json).map_err(|error| RowProblem::Json {
        cause: error.to_string(),
    })?;
    let text = message.text.joined();
    let title = post_title(&text);
    if message.kind == "service" || title.is_empty() {
        return Ok(None);
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

    Ok(Some(Headline {
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

    fn check(json: &str, title: Option<&str>) {
        let headline = post(json, Some("Канал"), "stem").unwrap();
        assert_eq!(headline.map(|one| one.title).as_deref(), title, "{json}");
    }

    #[test]
    fn bold_words_of_a_post_belong_to_its_title() {
        check(
            r#"{"type":"message","date_unixtime":"1714633200","text":["⚡️ ",{"type":"bold","text":"ЦБ сохранил ставку"},"\nВсё ",{"type":"text_link","text":"здесь","href":"https://a.example"},"."]}"#,
            Some("⚡️ ЦБ сохранил ставку"),
        );
        check(
            r#"{"type":"message","text":"⚡️⚡️\n\nРубль вырос"}"#,
            Some("Рубль вырос"),
        );
    }

    #[test]
    fn notices_and_pictures_alone_are_no_posts() {
        check(r#"{"type":"service","text":"","title":"Канал"}"#, None);
        check(r#"{"type":"service","text":"Канал создан"}"#, None);
        check(r#"{"type":"message","photo":"x.jpg","text":""}"#, None);
        check(r#"{"type":"message","photo":"x.jpg"}"#, None);
    }
}

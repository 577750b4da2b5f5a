//! What a file of news is: as typed, unless its first bytes show that it is not, else as `news::form` decides by its name
//! and first bytes.

use crate::{
    error::{Bilingual, Error, Result},
    news::{Form, START_BYTES, Unread, begins_as_json, form_of},
    render,
};
use std::{
    io::{Chain, Cursor, Read},
    path::Path,
};

/// What a user may say that a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewsKind {
    /// A saved page in HTML.
    Html,
    /// A saved page as text.
    Text,
    /// A document that lists news.
    Feed,
    /// Rows of headlines, packed or not.
    Collection,
}

impl NewsKind {
    const fn form(self) -> Form {
        match self {
            Self::Html => Form::Html,
            Self::Text => Form::Text,
            Self::Feed => Form::Feed,
            Self::Collection => Form::Collection,
        }
    }

    /// Whether a file with these first bytes, which alone show `shown`, can be of this kind. That a text has columns is a
    /// guess, which a user may correct.
    fn can_be(self, shown: Form, start: &[u8]) -> bool {
        match (self, shown) {
            (Self::Html | Self::Text, Form::Collection) => !begins_as_json(start),
            // JSON Feed is JSON.
            (Self::Feed, Form::Collection) => begins_as_json(start),
            (Self::Html | Self::Text, Form::Html)
            // A page may list news.
            | (Self::Feed, Form::Feed | Form::Html)
            | (Self::Collection, Form::Collection)
            | (_, Form::Text | Form::Unread(Unread::Mail)) => true,
            _ => false,
        }
    }
}

/// A file with its first bytes looked at, which come again when it is read.
pub(super) struct Opened<R> {
    pub form: Form,
    pub input: Chain<Cursor<Vec<u8>>, R>,
}

/// Looks at the first bytes of a file.
///
/// # Errors
/// [`Error::File`] when it cannot be read.
pub(super) fn opened<R: Read>(path: &Path, mut input: R) -> Result<Opened<R>> {
    let mut start = Vec::with_capacity(START_BYTES);
    (&mut input)
        .take(START_BYTES as u64)
        .read_to_end(&mut start)
        .map_err(|error| Error::file(path, error))?;

    Ok(Opened {
        form: form_of(name_of(path), &start),
        input: Cursor::new(start).chain(input),
    })
}

impl<R> Opened<R> {
    /// The form in which the file is read; `typed` is what the user says that it is.
    ///
    /// # Errors
    /// [`Error::NotNews`] when its first bytes show that it is something else.
    pub fn form_as(&self, path: &Path, typed: Option<NewsKind>) -> Result<Form> {
        let Some(kind) = typed else {
            return Ok(self.form);
        };

        let shown = self.form_by_content();
        if kind == NewsKind::Html && shown == Form::Mhtml {
            return Ok(shown);
        }
        if kind.can_be(shown, self.input.get_ref().0.get_ref()) {
            return Ok(kind.form());
        }
        Err(Error::not_news(path, refusal(shown)))
    }

    /// What the file is by its first bytes alone.
    pub fn form_by_content(&self) -> Form {
        form_of("", self.input.get_ref().0.get_ref())
    }
}

/// The name of a file, empty for standard input.
fn name_of(path: &Path) -> &str {
    let name = path.file_name().and_then(|name| name.to_str());
    name.filter(|name| *name != "-").unwrap_or_default()
}

/// That a file is not what `--as` says, but what its first bytes show.
fn refusal(shown: Form) -> Bilingual {
    let kind = match shown {
        Form::Unread(kind) => return render::unread_kind(kind),
        Form::Feed => ["a feed or a sitemap", "лента или карта сайта"],
        Form::Collection => [
            "a table or JSON of headlines",
            "таблица или JSON с заголовками",
        ],
        Form::Html | Form::Text => ["a page", "страница"],
        Form::Mhtml | Form::Warc => ["a file of saved pages", "файл с сохранёнными страницами"],
    };
    let [english, russian] = kind;
    Bilingual::new(
        format!("by its first bytes {english}, which --as contradicts: leave --as out"),
        format!("по первым байтам это {russian}, а в --as указано другое: уберите --as"),
    )
}

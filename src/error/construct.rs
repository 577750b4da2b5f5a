//! Short constructors of the errors that are built in many places.

use super::{Error, answer_fault::AnswerFault, bilingual::Bilingual, refusal::Refusal};
use std::path::{Path, PathBuf};

#[expect(
    clippy::needless_pass_by_value,
    reason = "a constructor that takes its cause by value can be handed to map_err"
)]
impl Error {
    /// Flags or values that make no sense together: what is wrong, in English and Russian.
    pub fn usage(flag: &'static str, en: impl Into<String>, ru: impl Into<String>) -> Self {
        let problem = Bilingual::new(en, ru);
        Self::Usage { flag, problem }
    }

    /// A file that cannot be read or written, with the cause that the system or a library names.
    pub fn file(path: impl Into<PathBuf>, cause: impl Into<Refusal>) -> Self {
        Self::File {
            path: path.into(),
            cause: cause.into(),
        }
    }

    /// A line, counted from 1, of a file with the wrong content.
    pub fn content(path: impl Into<PathBuf>, line: u64, message: Bilingual) -> Self {
        Self::Content {
            path: path.into(),
            line,
            message,
        }
    }

    /// A file that is no news of the kind asked for.
    pub fn not_news(path: &Path, cause: Bilingual) -> Self {
        Self::NotNews {
            file: path.display().to_string(),
            cause,
        }
    }

    /// A store that refused.
    pub fn store(path: impl Into<PathBuf>, cause: Refusal) -> Self {
        Self::Store {
            path: path.into(),
            cause,
        }
    }

    /// An answer from an address that is not what was asked for.
    pub fn bad_answer(url: impl Into<String>, fault: AnswerFault) -> Self {
        Self::BadAnswer {
            url: url.into(),
            fault,
        }
    }

    /// The same, with the feed's name if it is the feed's.
    #[must_use]
    pub fn of_feed(self, name: &str) -> Self {
        match self {
            Self::Unreachable { .. } | Self::BadAnswer { .. } => Self::Feed {
                name: name.to_owned(),
                error: Box::new(self),
            },
            other => other,
        }
    }

    /// The same; whether only chosen headlines were looked through.
    #[must_use]
    pub fn of_chosen(mut self, are_chosen: bool) -> Self {
        if let Self::TermNeverSeen { is_of_chosen, .. } = &mut self {
            *is_of_chosen = are_chosen;
        }
        self
    }

    /// The same, with the archive's name.
    #[must_use]
    pub fn of_archive(self, name: &str) -> Self {
        match self {
            Self::Unreachable { .. } | Self::BadAnswer { .. } => Self::Archive {
                name: name.to_owned(),
                error: Box::new(self),
            },
            other => other,
        }
    }

    /// The same, with the name of the source of news that was to be added. A page that names feeds has a next step of its
    /// own.
    #[must_use]
    pub fn of_new_source(self, name: &str) -> Self {
        match self {
            Self::NamesFeeds { .. } => self,
            other => Self::NotAdded {
                name: name.to_owned(),
                error: Box::new(other),
            },
        }
    }

    /// A picture that could not be made.
    pub fn draw(cause: impl ToString) -> Self {
        Self::Draw {
            cause: cause.to_string(),
        }
    }
}

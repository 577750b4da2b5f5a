//! The one error type, by what the user can do about it, and its exit codes.
//!
//! `Display` is the English message; the Russian one and the hints are in `render::errors`. A fault in a single
//! record is not an error: it is an [`AnswerFault`] or a line of a report, and the rest goes on.

mod answer_fault;
mod bilingual;
mod construct;
mod refusal;

pub use answer_fault::{AnswerFault, RedirectFault, after_colon, short_range, some_dates};
pub use bilingual::Bilingual;
pub use refusal::{NextStep, Refusal, system_cause};

use crate::model::{
    AmountError, Currency, DateError, Lang, NotInForce, Span, Spans, UnknownCurrency, counted, tr,
};
use jiff::civil::Date;
use std::{path::PathBuf, time::Duration};

/// Result with the one error type.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can end a command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A date that cannot be read.
    #[error(transparent)]
    Date(#[from] DateError),
    /// An amount that cannot be read.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A text that is not the code or name of exactly one currency.
    #[error(transparent)]
    UnknownCurrency(#[from] UnknownCurrency),
    /// A first word that is neither a command's nor a currency's name.
    #[error("unknown command or currency `{word}`")]
    UnknownWord {
        word: String,
        /// Command lines that may be meant, the nearest first.
        commands: Vec<String>,
        /// Codes that may be meant, the nearest first.
        codes: Vec<&'static str>,
    },
    /// A range that ends before it begins.
    #[error("--from {from} is after --to {to}")]
    FromAfterTo { from: Date, to: Date },
    /// Flags or values that make no sense together.
    #[error("{flag}: {problem}")]
    Usage {
        flag: &'static str,
        /// What is wrong with it, in English and Russian.
        problem: Bilingual,
    },
    /// A configuration file that cannot be used.
    #[error("configuration {}: {message}", path.display())]
    Config {
        path: PathBuf,
        message: Bilingual,
        /// The nearest known key, when one is unknown.
        nearest: Option<&'static str>,
    },
    /// No rate of a currency is in force on a day, as far as is known.
    #[error("no {currency} rate for {day}")]
    NoRate {
        currency: &'static Currency,
        day: Date,
        reason: NotInForce,
    },
    /// A figure that is stored now was not known at an earlier time.
    #[error("the {currency} record of {record_date} was not known on {known_on}")]
    NotKnownThen {
        currency: &'static Currency,
        record_date: Date,
        /// The day of knowledge asked for.
        known_on: Date,
    },
    /// No record of a currency in a range.
    #[error("no {currency} records from {} to {}", span.from(), span.to())]
    NoRecords {
        currency: &'static Currency,
        span: Span,
        /// The days for which every record is known.
        coverage: Spans,
    },
    /// No rate of a currency was set on a day for which the rates are known.
    #[error("no {currency} rate was set on {day}; the last one before was set on {before}")]
    NotSet {
        currency: &'static Currency,
        day: Date,
        /// The last day before it on which one was set.
        before: Date,
    },
    /// No stored headline is one of those asked for.
    #[error("no headlines{}", asked.text(Lang::En))]
    NoHeadlines {
        asked: Box<HeadlinesAsked>,
        /// Whether there is no headline at all.
        is_store_empty: bool,
        /// The option that left none of those that there are without it.
        emptied_by: Option<&'static str>,
    },
    /// A source or a section that no stored headline has.
    #[error("{flag}: no headline has `{name}`")]
    UnknownNewsName {
        flag: &'static str,
        name: String,
        /// Names that are spelled alike, the nearest first.
        nearest: Vec<String>,
    },
    /// Words that no stored headline has, or none of the chosen ones.
    #[error("{} has `{}`", if *is_of_chosen { "none of the chosen headlines" } else { "no headline" }, words.join("`, `"))]
    TermNeverSeen {
        /// The words as they were typed.
        words: Vec<String>,
        /// Whether only headlines that a filter chose were looked through.
        is_of_chosen: bool,
        /// Lemmas that are spelled alike, the nearest first.
        nearest: Vec<String>,
    },
    /// Records between which a rate goes further than any market: a change of unit that is not known.
    #[error(
        "the {currency} rate changes more than twentyfold between the records of {earlier} and \
         {later}"
    )]
    UnknownUnit {
        currency: String,
        /// Date of the earlier record.
        earlier: Date,
        /// Date of the later record.
        later: Date,
    },
    /// No answer was to be had after the retries.
    #[error("no answer from {url} after {}: {cause}", counted(*attempts, Lang::En, ["attempt", "attempts"], [""; 3]))]
    Unreachable {
        url: String,
        attempts: u32,
        /// What happened, in a few words.
        cause: Bilingual,
        /// The chain of causes in the words of the libraries, innermost last; may be empty.
        details: Box<str>,
        /// How long the source asked to be left alone, at most a day.
        retry_after: Option<Duration>,
    },
    /// An answer that is not what was asked for.
    #[error("{url}: {fault}")]
    BadAnswer {
        url: String,
        /// What is wrong with it.
        fault: AnswerFault,
    },
    /// What went wrong with a feed of the configuration.
    #[error("{name}: {error}")]
    Feed { name: String, error: Box<Error> },
    /// What went wrong with an archive of the configuration.
    #[error("{name}: {error}")]
    Archive { name: String, error: Box<Error> },
    /// A source of news that was not put into the configuration.
    #[error("{name}: {error}")]
    NotAdded { name: String, error: Box<Error> },
    /// A page in place of a source of news, which names feeds.
    #[error("{url}: this is a page, not a feed; it links to {}", counted(feeds.len(), Lang::En, ["feed", "feeds"], ["", "", ""]))]
    NamesFeeds {
        url: String,
        /// Addresses and titles, which may be empty.
        feeds: Vec<(String, String)>,
    },
    /// A file to be read that is not there.
    #[error("{}: no such file", path.display())]
    NoFile { path: PathBuf },
    /// A file that cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File { path: PathBuf, cause: Refusal },
    /// A file with the wrong content.
    #[error("{}, line {line}: {message}", path.display())]
    Content {
        path: PathBuf,
        /// Line from 1.
        line: u64,
        message: Bilingual,
    },
    /// A file that should hold news and does not.
    #[error("{file}: {cause}")]
    NotNews { file: String, cause: Bilingual },
    /// The store refused.
    #[error("store {}: {cause}", path.display())]
    Store { path: PathBuf, cause: Refusal },
    /// The store was written by a later version of the program.
    #[error("store {} has schema {found}, this program knows {known}", path.display())]
    StoreNewer {
        path: PathBuf,
        found: i64,
        /// The version this program writes.
        known: i64,
    },
    /// The store was written by an earlier version of the program, and cannot be brought up to date.
    #[error(
        "store {} has schema {found}, this program needs {known}, and the file cannot be written",
        path.display()
    )]
    StoreOlder {
        path: PathBuf,
        found: i64,
        /// The version this program writes.
        known: i64,
    },
    /// The store is damaged: a check found faults, or a command met one.
    #[error("store {}: {} faults found", path.display(), faults.len())]
    Damaged {
        path: PathBuf,
        faults: Vec<Bilingual>,
    },
    /// A figure that its own evidence does not contain, so that it cannot be proved.
    #[error("{fault}")]
    Unproved {
        currency: &'static Currency,
        /// The record date to ask the source for again.
        record_date: Date,
        /// What the store says and what its evidence says.
        fault: Bilingual,
    },
    /// The rest was done; some rows were left out and have been reported.
    #[error("{count} rows left out")]
    RowsLeftOut { count: usize },
    /// The rest was taken in; parts of documents were left out and have been reported.
    #[error("{count} parts left out")]
    PartsLeftOut { count: usize },
    /// All was taken in; some dates or times could not be read and have been reported.
    #[error("{count} dates or times not read")]
    DatesUnread { count: usize },
    /// The rest was converted; some rows could not be, and have their error beside them.
    #[error("{count} rows not converted")]
    RowsNotConverted { count: usize },
    /// A row of a table that cannot be read.
    #[error("{problem}")]
    BadRow { problem: Bilingual },
    /// An import that cannot be taken back.
    #[error("{problem}")]
    UndoRefused {
        /// Why, in English and Russian.
        problem: Bilingual,
    },
    /// A picture could not be made.
    #[error("cannot draw: {cause}")]
    Draw { cause: String },
    /// Stored rates are older than they should be; only `status` reports it.
    #[error("stored rates are stale")]
    Stale,
    #[error("interrupted")]
    Interrupted,
    /// Whatever read our output has closed it; not a failure.
    #[error("output closed")]
    OutputClosed,
}

/// Which headlines were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlinesAsked {
    pub words: Option<String>,
    pub sources: Vec<String>,
    pub sections: Vec<String>,
    pub languages: Vec<&'static str>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl HeadlinesAsked {
    /// What was asked for, with a space in front of each part.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        if let Some(words) = &self.words {
            text += &tr!(lang, " with {words}", " со словами {words}");
        }
        text += &names_text(
            &self.sources,
            lang,
            ["of", "of"],
            ["источника", "источников"],
        );
        let (en, ru) = (["in section", "in sections"], ["раздела", "разделов"]);
        text += &names_text(&self.sections, lang, en, ru);
        let (en, ru) = (["in language", "in languages"], ["на языке", "на языках"]);
        text += &names_text(&self.languages, lang, en, ru);

        // A range of one day was asked for as a day.
        text + &match (self.from, self.to) {
            (None, None) => String::new(),
            (Some(from), Some(to)) if from == to => tr!(lang, " on {from}", " за {from}"),
            (Some(from), Some(to)) => tr!(lang, " from {from} to {to}", " с {from} по {to}"),
            (Some(from), None) => tr!(lang, " from {from}", " с {from}"),
            (None, Some(to)) => tr!(lang, " to {to}", " по {to}"),
        }
    }
}

/// ` in sections A, B`, or nothing; with the word for one name and that for several.
fn names_text(names: &[impl AsRef<str>], lang: Lang, en: [&str; 2], ru: [&str; 2]) -> String {
    let names: Vec<_> = names.iter().map(AsRef::as_ref).collect();
    let word = lang.pick(en, ru)[usize::from(names.len() > 1)];
    match &names[..] {
        [] => String::new(),
        names => format!(" {word} {}", names.join(", ")),
    }
}

impl Error {
    /// The exit code: 1 other, 2 usage, 3 no data, 4 no answer, 5 bad answer, 6 stale, 130.
    pub const fn exit_code(&self) -> u8 {
        match self {
            // The reader of a pipe, such as `head`, has seen enough: that is how it is meant to end.
            Self::OutputClosed => 0,
            Self::Date(_)
            | Self::Amount(_)
            | Self::UnknownCurrency(_)
            | Self::UnknownWord { .. }
            | Self::FromAfterTo { .. }
            | Self::Usage { .. }
            | Self::Config { .. } => 2,
            Self::NoRate { .. }
            | Self::NotKnownThen { .. }
            | Self::NoRecords { .. }
            | Self::NotSet { .. }
            | Self::NoHeadlines { .. }
            | Self::UnknownNewsName { .. }
            | Self::TermNeverSeen { .. } => 3,
            Self::Unreachable { .. }
            | Self::BadAnswer {
                fault: AnswerFault::Status { status: 429, .. },
                ..
            } => 4,
            Self::BadAnswer { .. } | Self::NotNews { .. } | Self::NamesFeeds { .. } => 5,
            Self::Feed { error, .. }
            | Self::Archive { error, .. }
            | Self::NotAdded { error, .. } => error.exit_code(),
            Self::Stale => 6,
            Self::Interrupted => 130,
            _ => 1,
        }
    }
}

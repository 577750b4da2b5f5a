//! The one error type, by what the user can do about it, and its exit codes.
//!
//! `Display` is the English message; the Russian one and the hints stand in `render::error_text`. A fault of a
//! single record is not an error: it is an [`AnswerFault`] or a line of a report, and the rest goes on.

use crate::model::{
    AmountError, Currency, DateError, Lang, NotInForce, Span, Spans, UnknownCurrency,
};
use jiff::civil::Date;
use std::path::PathBuf;
use std::time::Duration;

/// Result with the one error type.
pub type Result<T> = std::result::Result<T, Error>;

/// Everything that can end a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A date that cannot be read.
    #[error(transparent)]
    Date(#[from] DateError),
    /// An amount that cannot be read.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A text that is not the code or name of exactly one currency.
    #[error("{0}")]
    UnknownCurrency(UnknownCurrency),
    /// A first word that is neither a command's nor a currency's name.
    #[error("unknown command or currency `{word}`")]
    UnknownWord {
        /// As typed.
        word: String,
        /// Command lines that may be meant, the nearest first.
        commands: Vec<String>,
        /// Codes that may be meant, the nearest first.
        codes: Vec<&'static str>,
    },
    /// A range that ends before it begins.
    #[error("--from {from} is after --to {to}")]
    FromAfterTo {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// Flags or values that make no sense together.
    #[error("{flag}: {problem}")]
    Usage {
        /// The flag or argument.
        flag: &'static str,
        /// What is wrong with it, in English and Russian.
        problem: Bilingual,
    },
    /// A configuration file that cannot be used.
    #[error("configuration {}: {message}", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// Line and cause.
        message: String,
        /// The nearest known key, when one is unknown.
        nearest: Option<&'static str>,
    },
    /// No rate of a currency is in force on a day, as far as is known.
    #[error("no {} rate for {day}", currency.code)]
    NoRate {
        /// The currency.
        currency: &'static Currency,
        /// The day asked for.
        day: Date,
        /// Why.
        reason: NotInForce,
    },
    /// A figure that is stored now was not known at an earlier time.
    #[error("the {} record of {record_date} was not known on {known_on}", currency.code)]
    NotKnownThen {
        /// The currency.
        currency: &'static Currency,
        /// Date of the record.
        record_date: Date,
        /// The day of knowledge asked for.
        known_on: Date,
    },
    /// No record of a currency in a range.
    #[error("no {} records from {} to {}", currency.code, span.from(), span.to())]
    NoRecords {
        /// The currency.
        currency: &'static Currency,
        /// The range asked for.
        span: Span,
        /// The days for which every record is known.
        coverage: Spans,
    },
    /// No rate of a currency was set on a day whose rates are known.
    #[error("no {} rate was set on {day}; the last one before was set on {before}", currency.code)]
    NotSet {
        /// The currency.
        currency: &'static Currency,
        /// The day asked for.
        day: Date,
        /// The last day before it on which one was set.
        before: Date,
    },
    /// No stored headline is one of those asked for.
    #[error("no headlines{asked}")]
    NoHeadlines {
        /// What was asked for.
        asked: HeadlinesAsked,
        /// Whether there is no headline at all.
        is_store_empty: bool,
    },
    /// Words that no stored headline has.
    #[error("no headline has {}", quoted(words))]
    TermNeverSeen {
        /// The words, by their lemmas.
        words: Vec<String>,
        /// Lemmas that are spelled alike, the nearest first.
        nearest: Vec<String>,
    },
    /// Records between which a rate goes further than any market: a change of unit that is not known.
    #[error(
        "the {currency} rate changes more than twentyfold between the records of {earlier} and {later}"
    )]
    UnknownUnit {
        /// The currency's code.
        currency: String,
        /// Date of the earlier record.
        earlier: Date,
        /// Date of the later record.
        later: Date,
    },
    /// No answer was to be had after the retries.
    #[error("no answer from {url} after {attempts} attempts: {cause}")]
    Unreachable {
        /// The address asked.
        url: String,
        /// Requests made.
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
        /// The address asked.
        url: String,
        /// What is wrong with it.
        fault: AnswerFault,
    },
    /// A file to be read that is not there.
    #[error("{}: no such file", path.display())]
    NoFile {
        /// The file.
        path: PathBuf,
    },
    /// A file that cannot be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        cause: String,
    },
    /// A file whose content is not what it should be.
    #[error("{}, line {line}: {message}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// Line from 1.
        line: u64,
        /// What is wrong.
        message: Bilingual,
    },
    /// A file that should hold news and does not.
    #[error("{file}: {cause}")]
    NotNews {
        /// The file, as typed.
        file: String,
        /// What it is instead.
        cause: Bilingual,
    },
    /// The store refused.
    #[error("store {}: {cause}", path.display())]
    Store {
        /// The database file.
        path: PathBuf,
        /// SQLite's words.
        cause: String,
    },
    /// The store was written by a later version of the program.
    #[error("store {} has schema {found}, this program knows {known}", path.display())]
    StoreNewer {
        /// The database file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The version this program writes.
        known: i64,
    },
    /// The store is damaged: a check found faults, or a command met one.
    #[error("store {}: {} faults found", path.display(), faults.len())]
    Damaged {
        /// The database file.
        path: PathBuf,
        /// One line each.
        faults: Vec<Bilingual>,
    },
    /// A figure that its own evidence does not contain, so that it cannot be proved.
    #[error("{fault}")]
    Unproved {
        /// The currency.
        currency: &'static Currency,
        /// The record date to ask the source for again.
        record_date: Date,
        /// What the store says and what its evidence says.
        fault: Bilingual,
    },
    /// The rest was done; some rows were left out and have been reported.
    #[error("{count} rows left out")]
    RowsLeftOut {
        /// How many.
        count: usize,
    },
    /// An import that cannot be taken back.
    #[error("{problem}")]
    UndoRefused {
        /// Why, in English and Russian.
        problem: Bilingual,
    },
    /// A picture could not be made.
    #[error("cannot draw: {cause}")]
    Draw {
        /// Why.
        cause: String,
    },
    /// Stored rates are older than they should be; said by `status` alone.
    #[error("stored rates are stale")]
    Stale,
    /// Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// Whoever read our output has gone; not a failure.
    #[error("output closed")]
    OutputClosed,
}

/// Which headlines were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadlinesAsked {
    /// With these words.
    pub words: Option<String>,
    /// Of this source.
    pub source: Option<String>,
    /// From this day.
    pub from: Option<Date>,
    /// To this day.
    pub to: Option<Date>,
}

impl std::fmt::Display for HeadlinesAsked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(words) = &self.words {
            write!(f, " with {words}")?;
        }
        if let Some(source) = &self.source {
            write!(f, " of {source}")?;
        }
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, " on {from}"),
            (from, to) => {
                from.map_or(Ok(()), |from| write!(f, " from {from}"))?;
                to.map_or(Ok(()), |to| write!(f, " to {to}"))
            }
        }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
}

impl Bilingual {
    /// Both texts.
    pub fn new(en: impl Into<String>, ru: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            ru: ru.into(),
        }
    }

    /// The text in one of the languages.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.ru)
    }
}

impl std::fmt::Display for Bilingual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

/// What can be wrong with an answer of a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// A status other than 2xx that a retry does not mend.
    #[error("status {status}: {first_words}")]
    Status {
        /// HTTP status.
        status: u16,
        /// Start of the body.
        first_words: String,
    },
    /// A web page with status 200.
    #[error("a web page instead of rates{}: {first_words}", if *.bot_protection { " (bot protection)" } else { "" })]
    Html {
        /// Whether it is the page of a bot guard.
        bot_protection: bool,
        /// Start of its text.
        first_words: String,
    },
    /// Broken off or not well formed.
    #[error("broken XML: {cause}")]
    Malformed {
        /// What the parser met.
        cause: String,
    },
    /// The source refused the request's parameters.
    #[error("the source says: Error in parameters")]
    ErrorInParameters,
    /// Well formed, but another document.
    #[error("not the document asked for: {what}")]
    OtherDocument {
        /// What it is instead.
        what: String,
    },
    /// Nothing listed for 14 days or more in which records must exist.
    #[error("nothing listed from {} to {}", .0.from(), .0.to())]
    EmptyList(Span),
    /// A figure that cannot be right.
    #[error("absurd figure for {record_date}: {what}")]
    Absurd {
        /// Date of the record.
        record_date: Date,
        /// The figure and why it cannot be.
        what: Bilingual,
    },
    /// A figure that may be right, but only the next record can confirm it.
    #[error("figure for {record_date} left out until a later record confirms it: {what}")]
    Unconfirmed {
        /// Date of the record.
        record_date: Date,
        /// The figure and the one before it.
        what: Bilingual,
    },
    /// More faults of single records than are named one by one.
    #[error("{count} more absurd {}, the last one for {last}", if *count == 1 { "figure" } else { "figures" })]
    More {
        /// How many.
        count: usize,
        /// Date of the last of them.
        last: Date,
    },
    /// Records on other days than those asked for: the source ignored the range.
    #[error("{} outside the days asked for, {asked}: {}", records(*count), some_dates(first, *count, "and", "more"))]
    OutsideAsked {
        /// The days asked for.
        asked: Span,
        /// How many records.
        count: usize,
        /// Dates of the first few.
        first: Vec<Date>,
    },
    /// The source says that it lists fewer days than were asked for.
    #[error("{}", short_range(*asked, *listed, *begins_late, *ends_early))]
    ShortRange {
        /// The days asked for.
        asked: Span,
        /// The days listed.
        listed: Span,
        /// Whether the beginning is missing.
        begins_late: bool,
        /// Whether the end is missing.
        ends_early: bool,
    },
    /// Days on which other daily currencies have records and this one has none.
    #[error("no {code} record for {}, although {witness} has one; these days count as not fetched", some_dates(first, *count, "and", "more"))]
    MissingDays {
        /// The currency without records.
        code: &'static str,
        /// A currency that has them.
        witness: &'static str,
        /// How many days.
        count: usize,
        /// The first few.
        first: Vec<Date>,
    },
    /// Days on which one daily currency has a record and the others have none.
    #[error("{code} has a record for {}, where no other daily currency has one", some_dates(first, *count, "and", "more"))]
    LoneDays {
        /// The currency with records.
        code: &'static str,
        /// How many days.
        count: usize,
        /// The first few.
        first: Vec<Date>,
    },
    /// Stored records that the source no longer lists, and that stay in force.
    #[error("the source no longer lists {code} records that stay in force: {}", some_dates(first, *count, "and", "more"))]
    Unlisted {
        /// The currency.
        code: &'static str,
        /// How many records.
        count: usize,
        /// The dates of the first few.
        first: Vec<Date>,
    },
    /// Somewhere else, where nobody goes.
    #[error("redirect to {to} not followed: {why}")]
    Redirect {
        /// Where it leads.
        to: String,
        /// Why not.
        why: RedirectFault,
    },
    /// Larger than the limit.
    #[error("larger than {limit_mib} MiB")]
    TooLarge {
        /// The limit.
        limit_mib: u64,
    },
}

impl AnswerFault {
    /// The same fault, with the currency's code or id before the message about a figure.
    #[must_use]
    pub fn of_currency(self, code: &str) -> Self {
        let named = |what: Bilingual| {
            Bilingual::new(
                format!("{code}: {}", what.en),
                format!("{code}: {}", what.ru),
            )
        };
        match self {
            Self::Absurd { record_date, what } => Self::Absurd {
                record_date,
                what: named(what),
            },
            Self::Unconfirmed { record_date, what } => Self::Unconfirmed {
                record_date,
                what: named(what),
            },
            other => other,
        }
    }
}

/// Why a redirect is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectFault {
    /// Many before it.
    #[error("more than {most} redirects")]
    TooMany {
        /// The limit.
        most: usize,
    },
    /// Many before it, and it leads back to one of them.
    #[error("more than {most} redirects, a loop")]
    Loop {
        /// The limit.
        most: usize,
    },
    /// Not an address.
    #[error("it is no address")]
    NoAddress,
    /// Neither http nor https.
    #[error("it is neither http nor https")]
    OtherScheme,
    /// From https to http, where anybody on the way could change the answer.
    #[error("it leads from https down to http")]
    Downgrade,
    /// To this machine or a private network, unless that host is configured.
    #[error("it is a private address and not configured")]
    PrivateAddress,
}

/// `1 record`, `7894 records`
fn records(count: usize) -> String {
    if count == 1 {
        "1 record".to_owned()
    } else {
        format!("{count} records")
    }
}

/// `2024-05-22, 2024-05-23 and 7 more`: the first of `count` dates, in the words of a language.
pub fn some_dates(first: &[Date], count: usize, and: &str, more: &str) -> String {
    let named = first
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    match count - first.len().min(count) {
        0 => named,
        rest => format!("{named} {and} {rest} {more}"),
    }
}

fn short_range(asked: Span, listed: Span, begins_late: bool, ends_early: bool) -> String {
    let from = format!(
        "asked from {}, the source lists from {}",
        asked.from(),
        listed.from()
    );
    let to = format!(
        "asked to {}, the source lists to {}",
        asked.to(),
        listed.to()
    );
    match (begins_late, ends_early) {
        (true, true) => format!("{from}; {to}"),
        (true, false) => from,
        (false, _) => to,
    }
}

/// `ставка, брекс`, each between quotation marks.
fn quoted(words: &[String]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

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
    pub fn file(path: impl Into<PathBuf>, cause: impl ToString) -> Self {
        Self::File {
            path: path.into(),
            cause: cause.to_string(),
        }
    }

    /// A line, counted from 1, of a file whose content is not what it should be.
    pub fn content(path: impl Into<PathBuf>, line: u64, message: Bilingual) -> Self {
        Self::Content {
            path: path.into(),
            line,
            message,
        }
    }

    /// A store that refused, with SQLite's words.
    pub fn store(path: impl Into<PathBuf>, cause: impl ToString) -> Self {
        Self::Store {
            path: path.into(),
            cause: cause.to_string(),
        }
    }

    /// An answer from an address that is not what was asked for.
    pub fn bad_answer(url: impl Into<String>, fault: AnswerFault) -> Self {
        Self::BadAnswer {
            url: url.into(),
            fault,
        }
    }

    /// A picture that could not be made.
    pub fn draw(cause: impl ToString) -> Self {
        Self::Draw {
            cause: cause.to_string(),
        }
    }
}

impl Error {
    /// The exit code of DESIGN.md: 1 other, 2 usage, 3 no data, 4 no answer, 5 bad answer, 6 stale, 130.
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::OutputClosed => 0,
            Self::NoFile { .. }
            | Self::File { .. }
            | Self::Content { .. }
            | Self::Store { .. }
            | Self::StoreNewer { .. }
            | Self::Damaged { .. }
            | Self::Unproved { .. }
            | Self::RowsLeftOut { .. }
            | Self::UndoRefused { .. }
            | Self::UnknownUnit { .. }
            | Self::Draw { .. } => 1,
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
            | Self::TermNeverSeen { .. } => 3,
            Self::Unreachable { .. } => 4,
            Self::BadAnswer { .. } | Self::NotNews { .. } => 5,
            Self::Stale => 6,
            Self::Interrupted => 130,
        }
    }
}

impl From<UnknownCurrency> for Error {
    fn from(unknown: UnknownCurrency) -> Self {
        Self::UnknownCurrency(unknown)
    }
}

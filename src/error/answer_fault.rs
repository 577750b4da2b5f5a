//! What can be wrong with a source's answer, from its status to single figures.

use super::bilingual::Bilingual;
use crate::model::{Lang, Span, tr};
use jiff::civil::Date;

/// The first words of an answer behind a colon; nothing for an answer without words.
pub fn after_colon(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!(": {words}")
}

/// What can be wrong with an answer of a source.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerFault {
    /// A status other than 2xx that a retry does not mend.
    #[error("status {status}{}", after_colon(first_words))]
    Status { status: u16, first_words: String },
    /// A web page with status 200.
    #[error("a web page instead of rates{}{}", if *.bot_protection { " (bot protection)" } else { "" }, after_colon(first_words))]
    Html {
        /// Whether it is the page of a bot guard.
        bot_protection: bool,
        first_words: String,
    },
    /// Broken off or not well formed.
    #[error("broken XML: {cause}")]
    Malformed { cause: Bilingual },
    /// The source refused the request's parameters.
    #[error("the source says: Error in parameters")]
    ErrorInParameters,
    /// Well formed, but another document.
    #[error("not the document asked for: {what}")]
    OtherDocument { what: Bilingual },
    /// Nothing listed for 14 days or more in which records must exist.
    #[error("nothing listed from {} to {}", .0.from(), .0.to())]
    EmptyList(Span),
    /// A figure that cannot be right.
    #[error("absurd figure for {record_date}: {what}")]
    Absurd {
        record_date: Date,
        /// The figure and why it cannot be.
        what: Bilingual,
    },
    /// A figure that may be right, but only the next record can confirm it.
    #[error("figure for {record_date} left out until a later record confirms it: {what}")]
    Unconfirmed {
        record_date: Date,
        /// The figure and the one before it.
        what: Bilingual,
    },
    /// More faults of single records than are named one by one.
    #[error("{count} more absurd {}, the last one for {last}", if *count == 1 { "figure" } else { "figures" })]
    More {
        count: usize,
        /// Date of the last of them.
        last: Date,
    },
    /// Records on other days than those asked for: the source ignored the range.
    #[error("{} outside the days asked for, {asked}: {}", records(*count), some_dates(first, *count, Lang::En))]
    OutsideAsked {
        asked: Span,
        count: usize,
        /// Dates of the first few.
        first: Vec<Date>,
    },
    /// The source says that it lists fewer days than were asked for.
    #[error("{}", short_range(*asked, *listed, *begins_late, *ends_early, Lang::En))]
    ShortRange {
        asked: Span,
        listed: Span,
        /// Whether the beginning is missing.
        begins_late: bool,
        /// Whether the end is missing.
        ends_early: bool,
    },
    /// Days on which other daily currencies have records and this one has none.
    #[error("no {code} record for {}, although {witness} has one; these days count as not fetched", some_dates(first, *count, Lang::En))]
    MissingDays {
        code: &'static str,
        /// A currency that has them.
        witness: &'static str,
        count: usize,
        first: Vec<Date>,
    },
    /// Days on which one daily currency has a record and the others have none.
    #[error("{code} has a record for {}, where no other daily currency has one", some_dates(first, *count, Lang::En))]
    LoneDays {
        code: &'static str,
        count: usize,
        first: Vec<Date>,
    },
    /// Stored records that the source no longer lists, and that stay in force.
    #[error("the source no longer lists {code} records that stay in force: {}", some_dates(first, *count, Lang::En))]
    Unlisted {
        code: &'static str,
        count: usize,
        /// The dates of the first few.
        first: Vec<Date>,
    },
    /// Not asked, because the site's robots.txt does not allow it.
    #[error("robots.txt does not allow it")]
    NotAllowed,
    /// A redirect that was not followed.
    #[error("redirect to {to} not followed: {why}")]
    Redirect { to: String, why: RedirectFault },
    #[error("larger than {limit_mib} MiB")]
    TooLarge { limit_mib: u64 },
}

impl AnswerFault {
    /// The same fault, with the currency's code or id before the message about a figure.
    #[must_use]
    pub fn of_currency(mut self, code: &str) -> Self {
        // Only these two speak of a single figure, and an answer may have the figures of all currencies.
        if let Self::Absurd { what, .. } | Self::Unconfirmed { what, .. } = &mut self {
            what.put_before(&format!("{code}: "));
        }

        self
    }
}

/// Why a redirect is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedirectFault {
    #[error("more than {most} redirects")]
    TooMany { most: usize },
    /// The limit of redirects was reached, and the last one leads back to an earlier one.
    #[error("more than {most} redirects, a loop")]
    Loop { most: usize },
    #[error("it is no address")]
    NoAddress,
    #[error("it is neither http nor https")]
    OtherScheme,
    /// From https to http, where anybody on the way could change the answer.
    #[error("it leads from https down to http")]
    Downgrade,
    /// To this machine or a private network, unless that host is configured.
    #[error("it is a private address and not configured")]
    PrivateAddress,
    /// From an archive to another site, where robots.txt has not been read.
    #[error("it is another site; enter that address in the configuration")]
    OtherSite,
    #[error("robots.txt does not allow it")]
    NotAllowed,
}

/// `1 record`, `7894 records`
fn records(count: usize) -> String {
    format!("{count} record{}", if count == 1 { "" } else { "s" })
}

/// `2024-05-22, 2024-05-23 and 7 more`: the first of `count` dates.
pub fn some_dates(first: &[Date], count: usize, lang: Lang) -> String {
    let named: Vec<String> = first.iter().map(Date::to_string).collect();
    let named = named.join(", ");

    match count.saturating_sub(first.len()) {
        0 => named,
        rest => tr!(
            lang,
            "{named} and {rest} more",
            "{named} и ещё {rest} таких"
        ),
    }
}

/// Which ends of the days asked for the source leaves out.
pub fn short_range(
    asked: Span,
    listed: Span,
    begins_late: bool,
    ends_early: bool,
    lang: Lang,
) -> String {
    let from = tr!(
        lang,
        "asked from {}, the source lists from {}",
        "запрошено с {}, источник даёт с {}",
        asked.from(),
        listed.from()
    );
    let to = tr!(
        lang,
        "asked to {}, the source lists to {}",
        "запрошено по {}, источник даёт по {}",
        asked.to(),
        listed.to()
    );

    match (begins_late, ends_early) {
        (true, true) => format!("{from}; {to}"),
        (true, false) => from,
        (false, _) => to,
    }
}

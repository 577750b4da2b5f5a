//! When an article was published, by the evidence of its page in the order of trust (correlate-spec.md §2).
//!
//! A date that the mark-up gives for the article needs no other evidence. The address and a date line near the heading
//! come before elements that do not say what they are of. The year of a date in the text is taken from the text
//! itself, from the address, from the weekday before a known crawl, or from a rate day next to it; if none of these
//! gives it, the article has no date. The header's day is only the day of the crawl. Nothing is dated after it, or after
//! the day of reading.

use super::{
    Page,
    date_marks::DateMark,
    relative_lines::RelativeLine,
    stamps::{ArticleStamps, ReadStamp},
    text_dates::TextDates,
};
use crate::{
    model::{DateEvidence, Dated, Published},
    news::url_date::url_date,
};
use jiff::civil::Date;
use tracing::{Level, enabled, info};

/// What a page tells of the time of its article.
#[derive(Clone, Debug, Default)]
pub struct DateMarks {
    /// `datePublished` of an article of JSON-LD.
    pub(super) json_ld: Option<Published>,
    /// `datePublished` of what JSON-LD has in place of an article: a recipe, the page.
    pub(super) json_ld_page: Option<Published>,
    /// A meta element, or a property of the article's microdata.
    pub(super) meta: Option<Published>,
    /// Dates of time elements and of microdata.
    pub(super) stamps: ArticleStamps,
    /// Dates in the text.
    pub(super) in_text: Vec<DateMark>,
    /// Lines such as `сегодня, 10:35`.
    pub(super) relative: Vec<RelativeLine>,
    /// The line of the title.
    pub(super) title_line: Option<usize>,
}

/// What is known of the day on which a page was saved.
#[derive(Clone, Copy, Debug)]
pub struct Crawl {
    /// The day on which it is read.
    pub today: Date,
    /// The day of its header, with its year.
    pub header_day: Option<Date>,
    /// Whether the rates of the header were the official ones of that day, which proves it.
    pub is_official: bool,
}

impl Crawl {
    /// Nothing is known but the day of reading.
    pub const fn before(today: Date) -> Self {
        Self {
            today,
            header_day: None,
            is_official: false,
        }
    }
}

/// The time of publication of a page's article and where it is read.
pub fn article_date(page: &Page, crawl: &Crawl) -> Option<Dated> {
    let marks = &page.marks;
    let header_day = crawl.header_day.or_else(|| page.header.full_day());
    let known_crawl = page.saved_on.or(header_day.filter(|_| crawl.is_official));
    let text = TextDates {
        in_text: &marks.in_text,
        relative: &marks.relative,
        unsaid: &marks.stamps.all_unsaid,
        title_line: marks.title_line,
        of_url: page.url.as_deref().and_then(url_date),
        known_crawl,
        crawl_day: known_crawl.or(header_day),
        today: crawl.today,
    };
    let together = unsaid_stamp(marks, &text);
    let of_kind = |stamp: Option<ReadStamp>, is_time: bool| {
        Some(stamp.filter(|stamp| stamp.is_time == is_time)?.published)
    };
    let agreeing = || text.agreeing_stamp();

    // In the order of trust; each is looked for only where the ones above it have no date.
    let candidates: [Candidate<'_>; 15] = [
        (DateEvidence::Meta, &|| shown_meta(marks, &text)),
        (DateEvidence::JsonLd, &|| marks.json_ld),
        (DateEvidence::Meta, &|| marks.meta),
        (DateEvidence::TimeElement, &|| marks.stamps.time),
        (DateEvidence::JsonLd, &|| marks.json_ld_page),
        (DateEvidence::TimeElement, &|| of_kind(agreeing(), true)),
        (DateEvidence::Meta, &|| of_kind(agreeing(), false)),
        (DateEvidence::Url, &|| text.by_url()),
        (DateEvidence::DateLine, &|| text.by_date_line_of_heading()),
        (DateEvidence::TimeElement, &|| of_kind(together, true)),
        (DateEvidence::Meta, &|| of_kind(together, false)),
        (DateEvidence::DateLine, &|| text.by_date_line()),
        (DateEvidence::WeekdayAndDay, &|| {
            text.by_weekday().map(Published::On)
        }),
        (DateEvidence::DayAndMonth, &|| text.by_day_and_month()),
        (DateEvidence::RelativeWord, &|| {
            let by_yesterday = text.by_yesterday().map(Published::On);
            by_yesterday.or_else(|| text.by_relative_line())
        }),
    ];

    most_trusted(&candidates, page.saved_on.unwrap_or(crawl.today))
}

/// What the meta elements say against JSON-LD, where a reader sees their day near the heading: some programs write the
/// time of a draft, or of the last change, into one of the two.
fn shown_meta(marks: &DateMarks, text: &TextDates<'_>) -> Option<Published> {
    let meta = marks.meta?;
    let json_ld = marks.json_ld?;
    let near = marks.stamps.unsaid_near.map(|stamp| stamp.published);
    let shown = text.by_date_line_of_heading().or(near)?;

    let is_shown = are_days_apart(&meta, &json_ld) && !are_days_apart(&meta, &shown);
    (is_shown && are_days_apart(&json_ld, &shown)).then_some(meta)
}

/// What the elements without a role come to. Away from the heading they lose to a text that shows one other day.
fn unsaid_stamp(marks: &DateMarks, text: &TextDates<'_>) -> Option<ReadStamp> {
    let stamps = &marks.stamps;
    stamps.unsaid_near.or_else(|| {
        let together = stamps.unsaid_together?;
        let shown = text.by_date_line();
        let is_denied = shown.is_some_and(|shown| are_days_apart(&together.published, &shown));
        (!is_denied).then_some(together)
    })
}

/// Whether two days are further from each other than zones can make them.
fn are_days_apart(one: &Published, other: &Published) -> bool {
    let days = one.day().duration_since(other.day());
    days.as_hours().abs() > 24
}

/// A kind of evidence, and how it is looked for.
type Candidate<'a> = (DateEvidence, &'a dyn Fn() -> Option<Published>);

/// The first candidate that has a date which is not after `last_day`. Those after it are asked only for the log, which
/// says why they lost.
fn most_trusted(candidates: &[Candidate<'_>], last_day: Date) -> Option<Dated> {
    let is_logged = enabled!(target: "news", Level::INFO);
    let mut taken: Option<Dated> = None;
    for (evidence, find_date) in candidates {
        if taken.is_some() && !is_logged {
            break;
        }

        let name = evidence.name();
        let found = find_date();
        let possible = found.and_then(|published| published.not_after(last_day));
        if let (Some(published), None) = (found, possible) {
            info!(target: "news", "{name}: {published}, which is after {last_day}");
            continue;
        }

        match (possible, taken) {
            (None, _) => info!(target: "news", "{name}: no date"),
            (Some(published), None) => {
                info!(target: "news", "{name}: {published}, taken");
                taken = Some(Dated {
                    published,
                    evidence: *evidence,
                });
            }
            (Some(published), Some(taken)) => {
                let trusted = taken.evidence.name();
                info!(target: "news", "{name}: {published}, but {trusted} is trusted more");
            }
        }
    }
    taken
}

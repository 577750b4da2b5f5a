//! The questions of `correlate` in plain types, and which of their settings differ from the usual ones.

use super::sample::{DayRange, FLOAT_SINCE, Subject};
use crate::{
    analysis::{
        events::{DEFAULT_K, EventRule, Link, PerSource},
        null::Draws,
        screen::FalseDiscovery,
        study::Offsets,
    },
    app::InputFile,
    error::{Bilingual, Error, Result},
    model::{Lang, RateReportRule, Span, parse_span},
    render::{SampleReport, error_text},
    text::Numbers,
};
use jiff::civil::Date;

/// What all questions share: which records, which news, and how they are compared.
#[derive(Clone)]
pub struct CorrelateRequest {
    pub subject: Subject,
    /// First and last day of the records; [`FLOAT_SINCE`] and the last record by default.
    pub range: DayRange,
    /// To which record news belongs.
    pub link: Link,
    /// Records from the event's in which the effect is looked for.
    pub window: Offsets,
    /// Records shown before and after.
    pub k: u32,
    /// When news is an event.
    pub rule: EventRule,
    /// Whether the usual amount of news is counted source by source.
    pub per_source: PerSource,
    /// Whether numbers are words.
    pub numbers: Numbers,
    /// Whether headlines that report the move itself count.
    pub counts_rate_reports: bool,
    /// Which rule recognises them.
    pub rate_report_rule: RateReportRule,
    /// Records set on these days are left out.
    pub excluded: Vec<Span>,
    pub permutations: usize,
    pub seed: u64,
    /// Whether periods of different volatility are reported too.
    pub wants_regimes: bool,
}

/// The event study of one term.
pub struct TermRequest {
    pub term: String,
    /// Whether the amount of surprise is correlated with the moves too.
    pub wants_dose: bool,
    /// Whether every shift of the news in time is tried too.
    pub wants_exact_shift: bool,
    /// Whether the textbook tests are made too.
    pub wants_classical: bool,
}

/// The screen of all terms.
pub struct ScreenRequest {
    /// Whether all configured currencies are screened as one family, instead of the subject.
    pub all_currencies: bool,
    pub false_discovery: FalseDiscovery,
    /// Whether every term over the threshold is listed, echoes of one another or not.
    pub wants_marginal: bool,
    /// Terms are looked for before this day, and confirmed from it on.
    pub holdout: Option<Date>,
    /// On this many copies with shifted rates the screen is repeated.
    pub calibration_copies: Option<usize>,
}

/// Who leads, news or moves.
pub struct LeadLagRequest {
    pub amount: NewsAmount,
    /// The largest lag, in records.
    pub max_lag: u8,
}

/// Which news is counted.
pub enum NewsAmount {
    /// All of it.
    Volume,
    /// The share with these words, which are the value of the option `flag`.
    Term { words: String, flag: &'static str },
}

impl NewsAmount {
    pub fn name(&self) -> &str {
        match self {
            Self::Volume => "volume",
            Self::Term { words, .. } => words,
        }
    }
}

impl CorrelateRequest {
    /// The draws that a test of `n` records rests on.
    pub const fn draws(&self, n: usize) -> Draws {
        Draws {
            n,
            seed: self.seed,
            count: self.permutations,
        }
    }

    /// The settings that make this another question than the usual one; the number of draws does not.
    pub fn changed_settings(&self) -> Vec<&'static str> {
        [
            ("link", self.link != Link::default()),
            ("window", self.window != usual_window(self.link)),
            ("k", self.k != DEFAULT_K),
            // Who names the usual first day asks the usual question.
            ("from", self.range.0.is_some_and(|from| from != FLOAT_SINCE)),
            ("to", self.range.1.is_some()),
            ("event", self.rule != EventRule::default()),
            ("per-source", self.per_source != PerSource::default()),
            ("numbers", self.numbers != Numbers::default()),
            ("include-rate-reports", self.counts_rate_reports),
            (
                "rate-report-rule",
                self.rate_report_rule != RateReportRule::default(),
            ),
            ("exclude-dates", !self.excluded.is_empty()),
        ]
        .into_iter()
        .filter_map(|(name, is_changed)| is_changed.then_some(name))
        .collect()
    }

    /// What was studied, with the name of the records.
    pub fn sample_report(&self, currency: String) -> SampleReport {
        SampleReport {
            currency,
            link: self.link_name(),
            window: [self.window.first, self.window.last],
        }
    }

    /// `effect` or `date`.
    pub const fn link_name(&self) -> &'static str {
        match self.link {
            Link::Effect => "effect",
            Link::Date => "date",
        }
    }
}

/// The record that news could move and the next one; with [`Link::Date`] the one shown (correlate-spec.md §3.4).
pub const fn usual_window(link: Link) -> Offsets {
    match link {
        Link::Effect => Offsets { first: 0, last: 1 },
        Link::Date => Offsets { first: 0, last: 0 },
    }
}

/// Parses a list of dates and periods, one a line; what follows a comma, semicolon or `#` is a remark.
///
/// # Errors
/// [`Error::Content`] for a line that is neither, with its number.
pub fn parse_excluded_dates(file: &InputFile, today: Date) -> Result<Vec<Span>> {
    let text = String::from_utf8_lossy(&file.bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);

    (1..)
        .zip(text.lines().map(strip_remark))
        // Tables begin with the name of their column.
        .filter(|(line, dates)| *line > 1 || !dates.eq_ignore_ascii_case("date"))
        .filter(|(_, dates)| !dates.is_empty())
        .map(|(line, dates)| {
            parse_dates(dates, today).map_err(|message| Error::content(&file.path, line, message))
        })
        .collect()
}

fn strip_remark(row: &str) -> &str {
    let dates = row.split([',', ';', '#', '\t']).next();
    dates.unwrap_or_default().trim()
}

/// A date, a period such as `2024-05`, or two of them with `..` between.
fn parse_dates(text: &str, today: Date) -> std::result::Result<Span, Bilingual> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let from = parse_one(first, today)?.from();
    let to = parse_one(last, today)?.to();

    Span::new(from, to).ok_or_else(|| {
        let problem = format!("{from} > {to}");
        Bilingual::new(problem.clone(), problem)
    })
}

fn parse_one(text: &str, today: Date) -> std::result::Result<Span, Bilingual> {
    parse_span(text.trim(), today).map_err(|error| {
        let error = Error::Date(error);
        Bilingual::new(
            error_text(&error, Lang::En, today),
            error_text(&error, Lang::Ru, today),
        )
    })
}

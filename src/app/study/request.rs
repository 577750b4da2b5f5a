//! The questions of `correlate` in plain types, and which of their settings differ from the usual ones.

use super::sample::{DayRange, FLOAT_SINCE, Subject};
use crate::{
    analysis::{
        events::{DEFAULT_K, EventRule, Link, PerSource},
        null::Draws,
        screen::FalseDiscovery,
        study::Offsets,
    },
    app::{InputFile, news::find_names},
    error::{Bilingual, Error, Result},
    model::{Lang, RateReportRule, Span},
    render::{NewsChoice, SampleReport, event_problem, table_error},
    store::{NewsFilter, Store},
    table::Mapping,
    text::Numbers,
    timeline::{DayListError, parse_days},
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
    /// Which headlines count.
    pub news: NewsFilter,
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

    /// What is counted, whatever its words.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Volume => "volume",
            Self::Term { .. } => "term",
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

    /// The same with the names of sources and sections as the store has them.
    ///
    /// # Errors
    /// [`Error::UnknownNewsName`] with the nearest names.
    pub fn with_names(&self, store: &Store) -> Result<Self> {
        Ok(Self {
            news: find_names(store, &self.news)?,
            ..self.clone()
        })
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
            ("source", !self.news.sources.is_empty()),
            ("section", !self.news.sections.is_empty()),
            ("language", !self.news.languages.is_empty()),
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

    /// Which news counts, where it was chosen.
    pub fn news_choice(&self) -> Option<NewsChoice> {
        news_choice(&self.news)
    }

    /// `effect` or `date`.
    pub const fn link_name(&self) -> &'static str {
        match self.link {
            Link::Effect => "effect",
            Link::Date => "date",
        }
    }
}

/// What a report says of a filter; nothing of one that chooses all.
pub fn news_choice(filter: &NewsFilter) -> Option<NewsChoice> {
    (!filter.is_empty()).then(|| NewsChoice {
        sources: filter.sources.clone(),
        sections: filter.sections.clone(),
        languages: filter.languages.iter().map(|one| one.name()).collect(),
    })
}

/// The record that news could move and the next one; with [`Link::Date`] the one shown (correlate-spec.md §3.4).
pub const fn usual_window(link: Link) -> Offsets {
    match link {
        Link::Effect => Offsets { first: 0, last: 1 },
        Link::Date => Offsets { first: 0, last: 0 },
    }
}

/// Reads the days of a list, in any form of table that `--events` has; what follows a date is a remark.
///
/// # Errors
/// [`Error::Content`] for a line that is neither a date nor a period, with its number.
pub fn parse_excluded_dates(file: &InputFile, mapping: &Mapping, today: Date) -> Result<Vec<Span>> {
    parse_days(&file.bytes, mapping, today).map_err(|(line, error)| {
        let message = match error {
            DayListError::Table(error) => table_error(&error),
            DayListError::Row(problem) => {
                let [en, ru] = [Lang::En, Lang::Ru].map(|lang| event_problem(&problem, lang));
                Bilingual::new(en, ru)
            }
        };
        Error::content(&file.path, line, message)
    })
}

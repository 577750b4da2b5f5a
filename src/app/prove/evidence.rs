//! Reads the evidence of a store again: answers with their parser, archived stretches from the archive within the
//! program.

use crate::{
    error::Result,
    model::{Currency, Record, Span},
    render::FigureFault,
    sources::cbr::{KeptSeries, asked_series, parse_kept},
    store::{KeptAnswer, Origin, Store, archived_stretch},
};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeMap;

/// The records of one currency in an answer or a stretch of the archive.
pub struct Testimony {
    /// The id of the answer in the store; later ones are larger.
    pub answer: i64,
    /// An answer or the archive.
    pub origin: Origin,
    /// The days that it says it lists.
    pub listed: Span,
    /// Of these, the days that were asked for.
    pub asked: Span,
    /// Its records by date.
    pub records: Vec<Record>,
}

impl Testimony {
    /// The records that it lists for a date: two on the day of a redenomination.
    pub fn records_on(&self, date: Date) -> &[Record] {
        of_date(&self.records, date, Record::record_date)
    }
}

/// The items of a date among items sorted by their date.
pub fn of_date<T>(sorted: &[T], date: Date, date_of: impl Fn(&T) -> Date) -> &[T] {
    let from = sorted.partition_point(|item| date_of(item) < date);
    let to = sorted.partition_point(|item| date_of(item) <= date);
    &sorted[from..to]
}

/// An answer without its content.
pub struct AnswerName {
    pub origin: Origin,
    pub fetched_at: Timestamp,
    /// Whether its content could be read again.
    pub is_read: bool,
}

/// Which evidence to read.
#[derive(Clone, Copy)]
pub enum Wanted {
    All,
    /// Answers and stretches that may list a currency on some days.
    About(&'static Currency, Span),
}

impl Wanted {
    /// Whether an answer has to be read.
    fn includes(self, answer: &KeptAnswer<'_>) -> bool {
        let Self::About(currency, days) = self else {
            return true;
        };

        match answer.origin {
            Origin::Archive => answer.url.starts_with(&format!("archive:{currency}_")),
            // An address without a series id may cover all currencies.
            Origin::Answer => asked_series(&answer.url).is_none_or(|asked| {
                currency.ids().any(|id| id.id == asked.id)
                    && asked.span.intersection(days).is_some()
            }),
            Origin::Import => false,
        }
    }
}

/// All evidence of a store.
#[derive(Default)]
pub struct Evidence {
    /// Every answer by its id.
    pub answers: BTreeMap<i64, AnswerName>,
    /// The records in answers and archive, by currency code.
    testimonies: BTreeMap<&'static str, Vec<Testimony>>,
    /// Stretches that this program's archive does not have.
    other_archives: Vec<OtherArchive>,
    /// Evidence that cannot be read again.
    pub faults: Vec<FigureFault>,
}

impl Evidence {
    /// Reads the evidence that is wanted, and the answers in `also`, which the rows to be proved name.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`] when SQLite refuses.
    pub fn load(store: &Store, wanted: Wanted, also: &[i64]) -> Result<Self> {
        let mut evidence = Self::default();
        store.visit_answers(&mut |answer| {
            let is_wanted = wanted.includes(answer) || also.contains(&answer.id);
            let name = AnswerName {
                origin: answer.origin,
                fetched_at: answer.fetched_at,
                is_read: is_wanted && evidence.read(answer),
            };
            evidence.answers.insert(answer.id, name);
        })?;

        for other in std::mem::take(&mut evidence.other_archives) {
            evidence.check_other_archive(store, &other)?;
        }
        Ok(evidence)
    }

    /// Whether an answer is the record of an imported file.
    pub fn is_import(&self, answer: i64) -> bool {
        let name = self.answers.get(&answer);
        name.is_some_and(|name| name.origin == Origin::Import)
    }

    /// What answers and the archive say about a currency, in the order of the answers.
    pub fn testimonies_of(&self, currency: &Currency) -> &[Testimony] {
        self.testimonies
            .get(currency.code)
            .map_or(&[], Vec::as_slice)
    }

    /// Reads one answer; returns whether that was possible.
    fn read(&mut self, answer: &KeptAnswer<'_>) -> bool {
        match answer.origin {
            Origin::Import => false,
            Origin::Archive => self.read_archived(answer),
            Origin::Answer => self.read_answer(answer),
        }
    }

    fn read_archived(&mut self, answer: &KeptAnswer<'_>) -> bool {
        let Some(stretch) = archived_stretch(&answer.url, &answer.sha256) else {
            self.other_archives.extend(OtherArchive::new(answer));
            return false;
        };

        if let Some(currency) = Currency::by_code(&stretch.row.code) {
            self.add_archived(answer.id, currency, stretch.row.span, stretch.records);
        }
        true
    }

    fn add_archived(
        &mut self,
        answer: i64,
        currency: &'static Currency,
        span: Span,
        records: Vec<Record>,
    ) {
        let testimony = Testimony {
            answer,
            origin: Origin::Archive,
            listed: span,
            asked: span,
            records,
        };
        self.add(currency, testimony);
    }

    fn read_answer(&mut self, answer: &KeptAnswer<'_>) -> bool {
        // Bytes without their hash are found by the store's own check.
        let Some(body) = answer.body() else {
            return false;
        };
        match parse_kept(&body) {
            Ok(all) => {
                self.add_answered(answer, all);
                true
            }
            Err(fault) => {
                let answer = answer.id;
                self.faults.push(FigureFault::Illegible { answer, fault });
                false
            }
        }
    }

    fn add_answered(&mut self, answer: &KeptAnswer<'_>, all: Vec<KeptSeries>) {
        let asked = asked_series(&answer.url).map(|asked| asked.span);
        for series in all {
            let of_listed = asked.and_then(|asked| asked.intersection(series.listed));
            let testimony = Testimony {
                answer: answer.id,
                origin: Origin::Answer,
                listed: series.listed,
                asked: of_listed.unwrap_or(series.listed),
                records: series.records,
            };
            self.add(series.currency, testimony);
        }
    }

    fn add(&mut self, currency: &'static Currency, testimony: Testimony) {
        let of_currency = self.testimonies.entry(currency.code).or_default();
        of_currency.push(testimony);
    }

    /// A stretch that is not in this program's archive: its hash still shows whether all of its lines are there.
    fn check_other_archive(&mut self, store: &Store, other: &OtherArchive) -> Result<()> {
        let OtherArchive {
            answer,
            currency,
            span,
            filled_at,
            ..
        } = *other;
        if store.hash_archived_lines(currency.code, span, filled_at)? != other.sha256 {
            self.faults.push(FigureFault::OtherArchive {
                currency,
                span,
                answer,
            });
        }

        self.add_archived(answer, currency, span, Vec::new());
        Ok(())
    }
}

/// A stretch that another version of the program filled the store with.
struct OtherArchive {
    answer: i64,
    currency: &'static Currency,
    span: Span,
    filled_at: Timestamp,
    sha256: String,
}

impl OtherArchive {
    /// By its address: `archive:USD_1992-07-01_2026-08-21`.
    fn new(answer: &KeptAnswer<'_>) -> Option<Self> {
        let mut parts = answer.url.strip_prefix("archive:")?.split('_');
        let currency = Currency::by_code(parts.next()?)?;
        let from = parts.next()?.parse().ok()?;
        let to = parts.next()?.parse().ok()?;

        Some(Self {
            answer: answer.id,
            currency,
            span: Span::new(from, to)?,
            filled_at: answer.fetched_at,
            sha256: answer.sha256.clone(),
        })
    }
}

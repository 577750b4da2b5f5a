//! Reads the evidence of a store again: answers with their parser, archived stretches from
//! the archive within the program.

use crate::error::Result;
use crate::model::{Currency, Record, Span};
use crate::render::{EvidenceName, FigureFault};
use crate::sources::cbr::{asked_series, parse_kept};
use crate::store::{KeptAnswer, Origin, Store, archived_stretch};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The records of one currency in an answer or a stretch of the archive.
#[derive(Clone, Debug)]
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
        let from = self
            .records
            .partition_point(|record| record.record_date() < date);
        let to = self
            .records
            .partition_point(|record| record.record_date() <= date);
        &self.records[from..to]
    }
}

/// An answer without its content.
#[derive(Clone, Debug)]
pub struct AnswerName {
    /// Its kind.
    pub origin: Origin,
    /// When it came.
    pub fetched_at: Timestamp,
    /// Whether its content could be read again.
    pub is_read: bool,
}

impl AnswerName {
    /// Its name in messages.
    pub fn evidence(&self, answer: i64) -> EvidenceName {
        match self.origin {
            Origin::Archive => EvidenceName::Archive { answer },
            _ => EvidenceName::Answer {
                answer,
                fetched_at: self.fetched_at,
            },
        }
    }
}

/// Which evidence to read.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// Everything.
    All,
    /// Answers and stretches that may list a currency on some days.
    About(&'static Currency, Span),
}

impl Wanted {
    /// Whether an answer has to be read. An address without a series id may cover all currencies.
    fn includes(self, answer: &KeptAnswer<'_>) -> bool {
        let Self::About(currency, days) = self else {
            return true;
        };
        match (answer.origin, asked_series(&answer.url)) {
            (Origin::Archive, _) => answer
                .url
                .starts_with(&format!("archive:{}_", currency.code)),
            (Origin::Answer, Some(asked)) => {
                currency.ids.iter().any(|id| id.id == asked.id)
                    && asked.span.intersection(days).is_some()
            }
            (Origin::Answer, None) => true,
            (Origin::Import, _) => false,
        }
    }
}

/// All evidence of a store.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Every answer by its id.
    pub answers: BTreeMap<i64, AnswerName>,
    /// The records in answers and archive, by currency code.
    pub testimonies: BTreeMap<&'static str, Vec<Testimony>>,
    /// Evidence that cannot be read again.
    pub faults: Vec<FigureFault>,
}

impl Evidence {
    /// Reads the evidence that is wanted, and the answers in `also`: those named by the rows to be proved.
    ///
    /// # Errors
    /// Those of the store.
    pub fn load(store: &Store, wanted: Wanted, also: &[i64]) -> Result<Self> {
        let mut evidence = Self::default();
        let mut other_archives = Vec::new();
        store.visit_answers(&mut |answer| {
            let is_wanted = wanted.includes(answer) || also.contains(&answer.id);
            let is_read = is_wanted && evidence.read(answer, &mut other_archives);
            let origin = answer.origin;
            let fetched_at = answer.fetched_at;
            evidence.answers.insert(
                answer.id,
                AnswerName {
                    origin,
                    fetched_at,
                    is_read,
                },
            );
        })?;
        for other in other_archives {
            evidence.check_other_archive(store, &other)?;
        }
        Ok(evidence)
    }

    /// Whether an answer is the record of an imported file.
    pub fn is_import(&self, answer: i64) -> bool {
        self.answers
            .get(&answer)
            .is_some_and(|one| one.origin == Origin::Import)
    }

    /// Reads one answer; returns whether that was possible.
    fn read(&mut self, answer: &KeptAnswer<'_>, other_archives: &mut Vec<OtherArchive>) -> bool {
        match answer.origin {
            Origin::Import => false,
            Origin::Archive => {
                let Some(stretch) = archived_stretch(&answer.url, &answer.sha256) else {
                    other_archives.extend(OtherArchive::new(answer));
                    return false;
                };
                if let Some(currency) = Currency::by_code(&stretch.row.code) {
                    let listed = stretch.row.span;
                    let records = stretch.records;
                    self.add(currency, answer, listed, listed, records);
                }
                true
            }
            Origin::Answer => {
                // Bytes without their hash are found by the store's own check.
                let Some(body) = answer.body() else {
                    return false;
                };
                match parse_kept(&body) {
                    Ok(all) => {
                        let asked = asked_series(&answer.url).map(|asked| asked.span);
                        for series in all {
                            let taken = asked.and_then(|asked| asked.intersection(series.listed));
                            let taken = taken.unwrap_or(series.listed);
                            self.add(
                                series.currency,
                                answer,
                                series.listed,
                                taken,
                                series.records,
                            );
                        }
                        true
                    }
                    Err(fault) => {
                        let answer = answer.id;
                        self.faults.push(FigureFault::Illegible { answer, fault });
                        false
                    }
                }
            }
        }
    }

    fn add(
        &mut self,
        currency: &'static Currency,
        answer: &KeptAnswer<'_>,
        listed: Span,
        asked: Span,
        records: Vec<Record>,
    ) {
        let (answer, origin) = (answer.id, answer.origin);
        let of_currency = self.testimonies.entry(currency.code).or_default();
        of_currency.push(Testimony {
            answer,
            origin,
            listed,
            asked,
            records,
        });
    }

    /// A stretch that is not in this program's archive: its hash still shows whether all of its lines are there.
    fn check_other_archive(&mut self, store: &Store, other: &OtherArchive) -> Result<()> {
        let currency = other.currency;
        let span = other.span;
        if store.hash_archived_lines(currency.code, span, other.filled_at)? != other.sha256 {
            self.faults.push(FigureFault::OtherArchive {
                currency,
                span,
                answer: other.answer,
            });
        }
        let of_currency = self.testimonies.entry(currency.code).or_default();
        of_currency.push(Testimony {
            answer: other.answer,
            origin: Origin::Archive,
            listed: span,
            asked: span,
            records: Vec::new(),
        });
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

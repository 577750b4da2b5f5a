//! Where a figure came from, read again from there.

mod evidence;
mod figure_check;

pub use evidence::{Evidence, Wanted};
pub use figure_check::FigureCheck;

use super::App;
use crate::{
    error::{Bilingual, Error, Result},
    model::{
        Change, Currency, Decimal, Nominal, Quoted, Record, Span, change_between,
        end_of_day_in_moscow,
    },
    render::{
        self, Archived, EvidenceName, FigureFault, Proof, ProofFrom, RecordFault, Superseded,
    },
    sources::cbr::{daily_page, daily_url_to_show, find_record_line},
    store::{
        Origin, Provenance, SOURCE, Store, StoredRate, Stretch, archive::canonical_lines,
        archived_stretch, archived_stretches_of, stretch_sources,
    },
};
use jiff::{Timestamp, civil::Date};

/// Which figure is to be proved.
pub struct ProofRequest {
    pub currency: &'static Currency,
    /// The day on which the rate is in force.
    pub day: Date,
    /// Without it, the figure as it is known now; with it, as it was known at the end of that day.
    pub known_on: Option<Date>,
}

/// Finds the evidence for a figure, as published.
///
/// # Errors
/// [`Error::Unproved`] when a figure of these days is not in the evidence that it names, [`Error::NoRate`],
/// [`Error::NotKnownThen`].
pub fn prove(app: &App, request: &ProofRequest) -> Result<Proof> {
    let question = Question { app, request };

    // Rows and evidence must be of one moment, whatever another process writes meanwhile.
    app.store.in_snapshot(|store| question.prove(store))
}

/// Refuses an imported figure in the place of another one that the Bank gave.
///
/// # Errors
/// [`Error::Unproved`].
pub fn check_official(proof: &Proof) -> Result<()> {
    let own = (proof.record.nominal(), proof.record.value());
    let official = official_figure(proof).filter(|official| *official != own);
    match official {
        Some(official) if proof.from == ProofFrom::Import => Err(not_official(proof, official)),
        _ => Ok(()),
    }
}

fn not_official(proof: &Proof, (nominal, value): (Nominal, Decimal)) -> Error {
    let file = &proof.url;
    let nominal = nominal.units();
    let own_value = proof.record.value();
    let own_nominal = proof.record.nominal().units();
    unproved(
        proof,
        &format!(
            "is not the Bank's: {file} has {own_value} per {own_nominal}, the Bank of Russia {value} per {nominal}"
        ),
        &format!(
            "не от Банка России: в {file} {own_value} за {own_nominal}, у Банка России {value} за {nominal}"
        ),
    )
}

fn unproved(proof: &Proof, en: &str, ru: &str) -> Error {
    let currency = proof.currency;
    let record_date = proof.record.record_date();
    Error::Unproved {
        currency,
        record_date,
        fault: Bilingual::new(
            format!("the {currency} figure of {record_date} {en}"),
            format!("курс {currency} от {record_date} {ru}"),
        ),
    }
}

/// The figure that the Bank gave last for the date, by an answer or the archive, and that an import replaced.
fn official_figure(proof: &Proof) -> Option<(Nominal, Decimal)> {
    let mut superseded = proof.superseded.iter();
    superseded
        .rfind(|old| old.from != ProofFrom::Import)
        .map(|old| (old.nominal, old.value))
        .or_else(|| {
            let archived = proof.archived.as_ref()?.record;
            Some((archived.nominal(), archived.value()))
        })
}

/// Refuses to cite the Bank for a figure that only a user's file has.
///
/// # Errors
/// [`Error::Unproved`].
pub fn check_citable(proof: &Proof) -> Result<()> {
    let archived = proof.archived.as_ref();
    let is_archived = archived.is_some_and(|archived| archived.record == proof.record);
    if proof.from != ProofFrom::Import || is_archived {
        return Ok(());
    }

    let file = &proof.url;
    Err(unproved(
        proof,
        &format!("comes from {file} alone, and cannot be cited as the Bank's"),
        &format!("взят только из {file}, и ссылаться на Банк России нельзя"),
    ))
}

struct Question<'a> {
    app: &'a App,
    request: &'a ProofRequest,
}

impl Question<'_> {
    fn prove(&self, store: &Store) -> Result<Proof> {
        let ProofRequest {
            currency,
            day,
            known_on,
        } = *self.request;
        let series = store.load_series(currency, Span::day(day))?;
        let shown = series.in_force(day).map_err(|reason| Error::NoRate {
            currency,
            day,
            reason,
        })?;

        // The change is proved too, and that there is no record between the two.
        let record_date = shown.record.record_date();
        let previous = shown
            .change
            .map_or(record_date, |change| change.previous_record_date);
        self.compare_with_evidence(store, Span::starting(previous, day))?;

        let as_known = known_on.and_then(end_of_day_in_moscow);
        let Some(found) = store.load_provenance(currency, record_date, as_known)? else {
            return Err(Error::NotKnownThen {
                currency,
                record_date,
                known_on: known_on.unwrap_or(self.app.today),
            });
        };
        let change = self.load_change(store, &found.record, shown.change, as_known)?;
        self.make_proof(found, change)
    }

    /// Checks the record in force, the one before it, and that there is no other up to the day, against all kept
    /// evidence.
    fn compare_with_evidence(&self, store: &Store, days: Span) -> Result<()> {
        let currency = self.request.currency;
        let rows = store.load_stored_rates(currency, &mut Vec::new())?;
        let answers = answers_on(&rows, days);
        let evidence = Evidence::load(store, Wanted::About(currency, days), &answers)?;
        let coverage = store.load_coverage(currency)?;

        let of_figures = FigureCheck::new(currency, &rows, &coverage, &evidence).find_faults(days);
        let of_evidence = evidence.faults.iter();
        let of_archive =
            of_evidence.filter(|fault| matches!(fault, FigureFault::OtherArchive { .. }));
        of_figures
            .iter()
            .chain(of_archive)
            .next()
            .map_or(Ok(()), |fault| Err(self.unproved(fault)))
    }

    fn unproved(&self, fault: &FigureFault) -> Error {
        // A stretch of the archive begins long before the day; that is the one to ask for.
        let record_date = match fault {
            FigureFault::OtherArchive { .. } => self.request.day,
            _ => fault.date(),
        };
        Error::Unproved {
            currency: self.request.currency,
            record_date,
            fault: fault.statement(),
        }
    }

    /// The change of the figure against the record before it, as that was known at the same moment.
    fn load_change(
        &self,
        store: &Store,
        record: &Record,
        change: Option<Change>,
        as_known: Option<Timestamp>,
    ) -> Result<Option<(Change, Record)>> {
        let Some(change) = change else {
            return Ok(None);
        };
        let currency = self.request.currency;
        let found = store.load_provenance(currency, change.previous_record_date, as_known)?;

        Ok(found.map(|found| {
            let earlier = found.record;
            let quoted = Quoted::published(currency);
            let scale = quoted.scale(earlier.record_date(), record.record_date());
            (change_between(scale, &earlier, record), earlier)
        }))
    }

    fn make_proof(&self, found: Provenance, change: Option<(Change, Record)>) -> Result<Proof> {
        let currency = self.request.currency;
        let record = found.record;
        let record_date = record.record_date();
        let (from, line) = self.find_origin(&found)?;
        let superseded = found.superseded.iter().map(|old| Superseded {
            nominal: old.record.nominal(),
            value: old.record.value(),
            from: match old.origin {
                Origin::Answer => ProofFrom::Answer,
                Origin::Archive => ProofFrom::Archive,
                Origin::Import => ProofFrom::Import,
            },
            first_seen: old.first_seen,
            superseded_at: old.superseded_at,
        });

        Ok(Proof {
            currency,
            day: self.request.day,
            record,
            change,
            source: SOURCE.to_owned(),
            from,
            line,
            confirmed: from == ProofFrom::Answer,
            archived: archived_on(currency, record_date),
            bank_url: daily_url_to_show(&self.app.config.cbr_url, record_date),
            bank_page: daily_page(record_date),
            confirm_command: render::fetch_command(&[currency], Span::day(record_date)),
            superseded: superseded.collect(),
            url: found.url,
            fetched_at: found.fetched_at,
            sha256: found.sha256,
        })
    }

    /// The kind of evidence for the figure, and its line there.
    fn find_origin(&self, found: &Provenance) -> Result<(ProofFrom, String)> {
        let record = found.record;
        let currency = self.request.currency;
        let own_line = || line_of(currency.code, &record);

        match found.origin {
            Origin::Import => Ok((ProofFrom::Import, own_line())),
            Origin::Archive => Ok(match archived_stretch(&found.url, &found.sha256) {
                Some(stretch) => (
                    ProofFrom::Archive,
                    stretch_line(&stretch, record.record_date()),
                ),
                None => (ProofFrom::OtherArchive, own_line()),
            }),
            Origin::Answer => found
                .body
                .as_ref()
                .and_then(|body| find_record_line(body, currency, &record))
                .map(|line| (ProofFrom::Answer, line))
                .ok_or_else(|| self.unproved(&lost_answer(currency, found))),
        }
    }
}

/// The answers that rows of some days name.
fn answers_on(rows: &[StoredRate], days: Span) -> Vec<i64> {
    rows.iter()
        .filter(|row| days.contains(row.record_date()))
        // Older versions of the program did not record what took a figure out of force.
        .flat_map(|row| [Some(row.answer), row.superseded_by])
        .flatten()
        .collect()
}

/// The fault of an answer with damaged bytes, or without the figure.
fn lost_answer(currency: &'static Currency, found: &Provenance) -> FigureFault {
    let answer = found.answer;
    let what = match found.body {
        None => RecordFault::NoAnswer(answer),
        Some(_) => RecordFault::NotHeld {
            superseded: false,
            evidence: EvidenceName {
                answer,
                fetched_at: Some(found.fetched_at),
            },
            says: Vec::new(),
        },
    };

    FigureFault::Record {
        currency,
        record: found.record,
        what,
    }
}

/// A record as the archive writes it.
fn line_of(code: &str, record: &Record) -> String {
    canonical_lines(code, &[*record]).trim_end().to_owned()
}

fn stretch_line(stretch: &Stretch, date: Date) -> String {
    let record = stretch.record_on(date);
    record.map_or_else(String::new, |record| line_of(&stretch.row.code, &record))
}

/// The archive's own record of a date, read from the program.
fn archived_on(currency: &Currency, date: Date) -> Option<Archived> {
    archived_stretches_of(currency.code)
        .into_iter()
        .find_map(|stretch| {
            Some(Archived {
                record: stretch.record_on(date)?,
                line: stretch_line(&stretch, date),
                span: stretch.row.span,
                lines: stretch.row.records,
                sources: stretch_sources(&stretch.row),
                sha256: stretch.row.sha256,
            })
        })
}

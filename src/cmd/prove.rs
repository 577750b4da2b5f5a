//! `rates prove`: where a figure came from, read again from there.

use super::context::Context;
use super::evidence::{Evidence, Wanted};
use super::held::Held;
use super::rate_series::say_other_unit;
use crate::cli::{ProveArgs, ReportFormat};
use crate::error::{Bilingual, Error, Result};
use crate::model::{
    Change, Currency, Quoted, RUBLE_1998, Record, Span, change_between, end_of_day_in_moscow,
};
use crate::render::{
    self, Archived, EvidenceName, FigureFault, Note, Proof, ProofFrom, Superseded, UnitNote,
};
use crate::sources::cbr::{daily_page, daily_url_to_show, find_record_line};
use crate::store::archive::canonical_lines;
use crate::store::{
    Origin, Provenance, SOURCE, Store, Stretch, archived_stretch, archived_stretches_of,
    stretch_sources,
};
use jiff::Timestamp;
use jiff::civil::Date;

pub fn run(context: &Context, arguments: &ProveArgs) -> Result<()> {
    let currency = Currency::find(&arguments.code)?;
    let day = context.day(&arguments.date)?;
    let known_on = arguments
        .as_known
        .as_deref()
        .map(|text| context.day(text))
        .transpose()?;
    let question = Question {
        context,
        currency,
        day,
        known_on,
    };
    let proof = context
        .open_store()?
        .in_snapshot(|store| question.prove(store))?;
    // The proof is of the figure as published.
    say_other_unit(context, &arguments.code);
    if arguments.cite {
        return cite(context, &proof);
    }
    if proof.record.record_date() < RUBLE_1998 {
        context.say(&Note::Unit(UnitNote::OldRubles));
    }
    context.write(|out| match arguments.format {
        ReportFormat::Text => writeln!(out, "{}", render::render_proof(&proof, context.lang)),
        ReportFormat::Json => render::render_proof_json(&proof, out),
    })?;
    contradiction(&proof).map_or(Ok(()), Err)
}

/// The fault of an imported figure in the place of another one that the Bank gave.
fn contradiction(proof: &Proof) -> Option<Error> {
    if proof.from != ProofFrom::Import {
        return None;
    }
    let currency = proof.currency;
    let record = proof.record;
    let record_date = record.record_date();
    let figure = (record.nominal(), record.value());

    let mut replaced = proof
        .superseded
        .iter()
        .rev()
        .filter(|old| old.from != ProofFrom::Import);
    let archived = proof.archived.as_ref().map(|archived| archived.record);
    let archived = archived.map(|archived| (archived.nominal(), archived.value()));
    let official = replaced
        .next()
        .map(|old| (old.nominal, old.value))
        .or(archived);
    let (nominal, value) = official.filter(|official| *official != figure)?;

    let file = &proof.url;
    let nominal = nominal.units();
    let own_value = record.value();
    let own_nominal = record.nominal().units();
    let fault = Bilingual::new(
        format!(
            "the {currency} figure of {record_date} is not the Bank's: {file} has {own_value} per {own_nominal}, the Bank of Russia {value} per {nominal}"
        ),
        format!(
            "курс {currency} от {record_date} не от Банка России: в {file} {own_value} за {own_nominal}, у Банка России {value} за {nominal}"
        ),
    );
    Some(Error::Unproved {
        currency,
        record_date,
        fault,
    })
}

/// The sentence, unless it would name the Bank for a figure that only a user's file has.
fn cite(context: &Context, proof: &Proof) -> Result<()> {
    let is_official = proof
        .archived
        .as_ref()
        .is_some_and(|archived| archived.record == proof.record);
    if proof.from == ProofFrom::Import && !is_official {
        let currency = proof.currency;
        let record_date = proof.record.record_date();
        let file = &proof.url;
        let fault = Bilingual::new(
            format!(
                "the {currency} figure of {record_date} comes from {file} alone, and cannot be cited as the Bank's"
            ),
            format!(
                "курс {currency} от {record_date} взят только из {file}, и ссылаться на Банк России нельзя"
            ),
        );
        return Err(Error::Unproved {
            currency,
            record_date,
            fault,
        });
    }
    context.print(&format!(
        "{}\n",
        render::render_citation(proof, context.lang)
    ))
}

/// Which figure is to be proved.
struct Question<'a> {
    context: &'a Context,
    currency: &'static Currency,
    day: Date,
    known_on: Option<Date>,
}

impl Question<'_> {
    fn prove(&self, store: &Store) -> Result<Proof> {
        let Self { currency, day, .. } = *self;
        let series = store.load_series(currency, Span::day(day))?;
        let shown = series.in_force(day).map_err(|reason| Error::NoRate {
            currency,
            day,
            reason,
        })?;
        let record_date = shown.record.record_date();
        let previous = shown
            .change
            .map_or(record_date, |change| change.previous_record_date);
        self.hold(store, Span::new(previous, day).unwrap_or(Span::day(day)))?;

        let as_known = self.known_on.and_then(end_of_day_in_moscow);
        let Some(found) = store.load_provenance(currency, record_date, as_known)? else {
            let known_on = self.known_on.unwrap_or(self.context.today);
            return Err(Error::NotKnownThen {
                currency,
                record_date,
                known_on,
            });
        };

        let change = self.change(store, &found.record, shown.change, as_known)?;
        self.proof(found, change)
    }

    /// Checks the record in force, the one before it, and that there is no other up to the day, against all kept
    /// evidence.
    fn hold(&self, store: &Store, days: Span) -> Result<()> {
        let currency = self.currency;
        let rows = store.load_stored_rates(currency, &mut Vec::new())?;
        let in_days = rows
            .iter()
            .filter(|row| days.contains(row.record.record_date()));
        let answers: Vec<i64> = in_days
            .flat_map(|row| [Some(row.answer), row.superseded_by])
            .flatten()
            .collect();

        let evidence = Evidence::load(store, Wanted::About(currency, days), &answers)?;
        let coverage = store.load_coverage(currency)?;
        let held = Held::new(currency, &rows, &coverage, &evidence);

        let broken_archive = evidence
            .faults
            .iter()
            .find(|fault| matches!(fault, FigureFault::OtherArchive { .. }));
        let fault = held
            .faults(days)
            .into_iter()
            .next()
            .or(broken_archive.cloned());
        fault.map_or(Ok(()), |fault| Err(self.unproved(&fault)))
    }

    fn unproved(&self, fault: &FigureFault) -> Error {
        // A stretch of the archive begins long before the day; that is the one to ask for.
        let is_of_one_day = !matches!(fault, FigureFault::OtherArchive { .. });
        let record_date = if is_of_one_day {
            fault.date()
        } else {
            self.day
        };
        Error::Unproved {
            currency: self.currency,
            record_date,
            fault: fault.statement(),
        }
    }

    /// The change of the figure against the record before it, as that was known at the same moment.
    fn change(
        &self,
        store: &Store,
        record: &Record,
        change: Option<Change>,
        as_known: Option<Timestamp>,
    ) -> Result<Option<(Change, Record)>> {
        let Some(change) = change else {
            return Ok(None);
        };
        let previous =
            store.load_provenance(self.currency, change.previous_record_date, as_known)?;
        let change = |found: Provenance| {
            let earlier = found.record;
            let quoted = Quoted::published(self.currency);
            let scale = quoted.scale(earlier.record_date(), record.record_date());
            (change_between(scale, &earlier, record), earlier)
        };
        Ok(previous.map(change))
    }

    fn proof(&self, found: Provenance, change: Option<(Change, Record)>) -> Result<Proof> {
        let currency = self.currency;
        let record = found.record;
        let record_date = record.record_date();
        let (from, line) = self.origin(&found)?;
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
            day: self.day,
            record,
            change,
            source: SOURCE.to_owned(),
            from,
            line,
            confirmed: from == ProofFrom::Answer,
            archived: archived_on(currency, record_date),
            bank_url: daily_url_to_show(&self.context.config.cbr_url, record_date),
            bank_page: daily_page(record_date),
            confirm_command: render::fetch_command(&[currency], Span::day(record_date)),
            superseded: superseded.collect(),
            url: found.url,
            fetched_at: found.fetched_at,
            sha256: found.sha256,
        })
    }

    /// The kind of evidence for the figure, and its line there.
    fn origin(&self, found: &Provenance) -> Result<(ProofFrom, String)> {
        let currency = self.currency;
        let record = found.record;
        let own_line = canonical_lines(currency.code, &[record])
            .trim_end()
            .to_owned();
        match found.origin {
            Origin::Import => Ok((ProofFrom::Import, own_line)),
            Origin::Archive => match archived_stretch(&found.url, &found.sha256) {
                Some(stretch) => Ok((
                    ProofFrom::Archive,
                    stretch_line(&stretch, record.record_date()),
                )),
                None => Ok((ProofFrom::OtherArchive, own_line)),
            },
            Origin::Answer => {
                let line = found
                    .body
                    .as_ref()
                    .and_then(|body| find_record_line(body, currency, &record));
                let line = line.ok_or_else(|| self.unproved(&lost_answer(currency, found)))?;
                Ok((ProofFrom::Answer, line))
            }
        }
    }
}

/// The fault of an answer with damaged bytes, or without the figure.
fn lost_answer(currency: &'static Currency, found: &Provenance) -> FigureFault {
    let record = found.record;
    let fetched_at = found.fetched_at;
    let answer = found.answer;
    if found.body.is_none() {
        return FigureFault::NoAnswer {
            currency,
            record,
            answer,
        };
    }
    let evidence = EvidenceName::Answer { answer, fetched_at };
    FigureFault::NotHeld {
        currency,
        record,
        superseded: false,
        evidence,
        says: Vec::new(),
    }
}

fn stretch_line(stretch: &Stretch, date: Date) -> String {
    let record = stretch.record_on(date);
    record.map_or_else(String::new, |record| {
        canonical_lines(&stretch.row.code, &[record])
            .trim_end()
            .to_owned()
    })
}

/// The archive's own record of a date, read from the program.
fn archived_on(currency: &Currency, date: Date) -> Option<Archived> {
    archived_stretches_of(currency.code)
        .into_iter()
        .find_map(|stretch| {
            let record = stretch.record_on(date)?;
            Some(Archived {
                record,
                line: stretch_line(&stretch, date),
                span: stretch.row.span,
                lines: stretch.row.records,
                sources: stretch_sources(&stretch.row),
                sha256: stretch.row.sha256,
            })
        })
}

//! `rates db check`: checks the file with SQLite, and every figure against the answer or the archive that it came from.

use super::context::Context;
use super::evidence::{Evidence, Wanted};
use super::held::Held;
use crate::error::{Bilingual, Error, Result};
use crate::model::{CATALOGUE, Span};
use crate::render::{FigureFault, Note};
use crate::store::{Origin, Store, StoredRate, archived_stretches_of};
use jiff::civil::Date;
use std::collections::BTreeMap;

pub fn run(context: &Context) -> Result<()> {
    let store = context.open_store()?;
    let checked = store.in_snapshot(check)?;
    if !checked.faults.is_empty() {
        return Err(Error::Damaged {
            path: store.path().to_owned(),
            faults: checked.faults,
        });
    }
    if checked.imported > 0 {
        let note = Note::RestOnImports {
            figures: checked.imported,
            unlike_archive: checked.unlike_archive,
        };
        context.say(&note);
    }
    context.print(&format!("{}: ok\n", store.path().display()))
}

/// What a check found.
#[derive(Default)]
struct Checked {
    faults: Vec<Bilingual>,
    /// Current figures from imported files. No content of these files is kept, so they cannot be checked.
    imported: usize,
    /// Of these, the dates on which the archive within the program has another figure.
    unlike_archive: Vec<(&'static str, Date)>,
}

fn check(store: &Store) -> Result<Checked> {
    let mut checked = Checked {
        faults: store.check()?,
        ..Checked::default()
    };
    let evidence = checked.take(Evidence::load(store, Wanted::All, &[]))?;
    checked
        .faults
        .extend(evidence.faults.iter().map(FigureFault::words));

    let is_import = |answer: i64| {
        evidence
            .answers
            .get(&answer)
            .is_some_and(|one| one.origin == Origin::Import)
    };
    // Nothing records which days an imported file lists, and an unreadable answer does not show them.
    let is_coverage_known = evidence
        .answers
        .values()
        .all(|one| one.is_read || one.origin == Origin::Archive);

    for currency in CATALOGUE {
        let mut unreadable = Vec::new();
        let rows = checked.take(store.load_stored_rates(currency, &mut unreadable))?;
        let coverage = checked.take(store.load_coverage(currency))?;
        checked.faults.append(&mut unreadable);

        let held = Held::new(currency, &rows, &coverage, &evidence);
        let mut found =
            held.faults(Span::new(Date::MIN, Date::MAX).unwrap_or(Span::day(Date::MAX)));
        if is_coverage_known {
            let days = held.unaccounted_days();
            found.extend(days.as_slice().iter().map(|span| FigureFault::Unaccounted {
                currency,
                span: *span,
            }));
        }
        checked.faults.extend(found.iter().map(FigureFault::words));

        let imported = rows
            .iter()
            .filter(|row| row.superseded_at.is_none() && is_import(row.answer));
        checked.count_imported(currency.code, imported);
    }
    Ok(checked)
}

impl Checked {
    /// The value that was read, or an empty one if it is damaged, so that the rest of the file is still checked.
    fn take<T: Default>(&mut self, read: Result<T>) -> Result<T> {
        match read {
            Err(Error::Damaged { faults, .. }) => {
                let new: Vec<Bilingual> = faults
                    .into_iter()
                    .filter(|fault| !self.faults.contains(fault))
                    .collect();
                self.faults.extend(new);
                Ok(T::default())
            }
            other => other,
        }
    }

    fn count_imported<'a>(
        &mut self,
        code: &'static str,
        rows: impl Iterator<Item = &'a StoredRate>,
    ) {
        let mut rows = rows.peekable();
        if rows.peek().is_none() {
            return;
        }
        let archived: BTreeMap<Date, _> = archived_stretches_of(code)
            .into_iter()
            .flat_map(|stretch| stretch.records)
            .map(|record| (record.record_date(), record))
            .collect();
        for row in rows {
            self.imported += 1;
            let date = row.record.record_date();
            if archived
                .get(&date)
                .is_some_and(|record| *record != row.record)
            {
                self.unlike_archive.push((code, date));
            }
        }
    }
}

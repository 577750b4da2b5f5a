//! Checks the store with SQLite, and every figure against the answer or the archive that it came from.

use crate::{
    app::{
        App,
        prove::{Evidence, FigureCheck, Wanted},
    },
    error::{Bilingual, Error, Result},
    model::{CATALOGUE, Currency, Span},
    render::{FigureFault, Note},
    store::{Origin, Store, StoredRate, archived_stretches_of},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Checks everything, with a note on figures that rest on imported files alone.
///
/// # Errors
/// [`Error::Damaged`] with all faults.
pub fn check_store(app: &App) -> Result<()> {
    // A check takes seconds, in which another process may write.
    let checked = app.store.in_snapshot(Checked::of_store)?;
    if !checked.faults.is_empty() {
        return Err(Error::Damaged {
            path: app.store.path().to_owned(),
            faults: checked.faults,
        });
    }

    if checked.imported > 0 {
        app.note(Note::RestOnImports {
            figures: checked.imported,
            unlike_archive: checked.unlike_archive,
        });
    }
    Ok(())
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

impl Checked {
    fn of_store(store: &Store) -> Result<Self> {
        let mut checked = Self {
            faults: store.check()?,
            ..Self::default()
        };
        let evidence = checked.keep_faults(Evidence::load(store, Wanted::All, &[]))?;
        let of_evidence = evidence.faults.iter().map(FigureFault::words);
        checked.faults.extend(of_evidence);

        for currency in &CATALOGUE {
            checked.check_currency(store, &evidence, currency)?;
        }
        Ok(checked)
    }

    fn check_currency(
        &mut self,
        store: &Store,
        evidence: &Evidence,
        currency: &'static Currency,
    ) -> Result<()> {
        let mut unreadable = Vec::new();
        let rows = self.keep_faults(store.load_stored_rates(currency, &mut unreadable))?;
        let coverage = self.keep_faults(store.load_coverage(currency))?;
        self.faults.append(&mut unreadable);

        let check = FigureCheck::new(currency, &rows, &coverage, evidence);
        let mut found = check.find_faults(Span::ALL);
        let mut answers = evidence.answers.values();
        if answers.all(|one| one.is_read || one.origin == Origin::Archive) {
            let days = check.find_unaccounted_days();
            found.extend(days.as_slice().iter().map(|span| FigureFault::Unaccounted {
                currency,
                span: *span,
            }));
        }
        self.faults.extend(found.iter().map(FigureFault::words));

        let imported = rows
            .iter()
            .filter(|row| row.superseded_at.is_none())
            .filter(|row| evidence.is_import(row.answer));
        self.count_imported(currency.code, imported);
        Ok(())
    }

    /// The value that was read, or an empty one if it is damaged, so that the rest of the file is still checked.
    fn keep_faults<T: Default>(&mut self, read: Result<T>) -> Result<T> {
        let faults = match read {
            Err(Error::Damaged { faults, .. }) => faults,
            other => return other,
        };

        for fault in faults {
            if !self.faults.contains(&fault) {
                self.faults.push(fault);
            }
        }
        Ok(T::default())
    }

    fn count_imported<'a>(
        &mut self,
        code: &'static str,
        rows: impl Iterator<Item = &'a StoredRate>,
    ) {
        let mut rows = rows.peekable();
        // The archive of a currency is unpacked only for those with imports.
        if rows.peek().is_none() {
            return;
        }

        let archived: BTreeMap<_, _> = archived_stretches_of(code)
            .into_iter()
            .flat_map(|stretch| stretch.records)
            .map(|one| (one.record_date(), one))
            .collect();
        for row in rows {
            self.imported += 1;
            let date = row.record.record_date();
            if archived.get(&date).is_some_and(|one| *one != row.record) {
                self.unlike_archive.push((code, date));
            }
        }
    }
}

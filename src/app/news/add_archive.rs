//! The pages of a crawl into the store.

use super::{
    add::{CountedInput, FileAdder, MOST_FAULTS, file_intake, no_title},
    documents::source_of,
    intake::Intake,
    page::ReadPage,
    saved_pages::{each_page, listed_news},
};
use crate::{
    app::App,
    error::{Bilingual, Error, Result},
    news::page::SavedPage,
    render::{ArchivedFault, FileIntake, NewsFault},
};
use jiff::civil::Date;
use std::{io::Read, path::Path};

impl FileAdder {
    /// Adds the pages of a crawl, one after the other.
    pub(super) fn add_archive(
        &mut self,
        app: &mut App,
        path: &Path,
        input: impl Read,
        length: Option<u64>,
    ) -> Result<FileIntake> {
        let reading = app.listener.begin_reading(length);
        let today = app.today;
        let mut intake = Intake::new(&mut app.store, app.now)?;
        let mut faults = Vec::new();
        let counted = CountedInput { input, reading };
        let broken = each_page(path, counted, &mut |number, page| {
            let added = self.add_archived(&mut intake, path, &page, today)?;
            faults.extend(added.map(|what| ArchivedFault {
                number,
                address: page.address,
                what,
            }));
            Ok(())
        })?;
        faults.extend(broken);

        let taken = intake.finish()?;
        let left_out = faults.len();
        faults.truncate(MOST_FAULTS);
        Ok(FileIntake {
            left_out,
            faults: faults.into_iter().map(NewsFault::Record).collect(),
            ..file_intake(path, taken)
        })
    }

    /// Takes in a page of a crawl; gives why it was left out.
    fn add_archived(
        &mut self,
        intake: &mut Intake<'_>,
        path: &Path,
        saved: &SavedPage,
        today: Date,
    ) -> Result<Option<Bilingual>> {
        if let Some(document) = listed_news(saved) {
            let source = document.title.unwrap_or_else(|| source_of(path));
            for item in document.items {
                if let Some(headline) = item.into_headline(&source) {
                    intake.add(self.with_source(headline))?;
                }
            }
            return Ok(None);
        }

        match self.pages.read(intake.store(), path, saved, today) {
            Ok(ReadPage {
                headline: Some(headline),
                ..
            }) => {
                intake.add(self.with_source(headline))?;
                Ok(None)
            }
            Ok(_) => Ok(Some(no_title())),
            Err(Error::NotNews { cause, .. }) => Ok(Some(cause)),
            Err(error) => Err(error),
        }
    }
}

//! The pages of a crawl into the store.

use super::{
    add::{
        CountedInput, FileAdder, MOST_FAULTS, count_left_out, count_unread_dates, file_intake,
        no_title,
    },
    documents::source_of,
    intake::Intake,
    page::ReadPage,
    saved_pages::{Archived, each_document, listed_news},
};
use crate::{
    app::App,
    error::{Bilingual, Error, Result},
    news::{
        ArchivedList, Form, PassedOver, PassedOverCounts, feed::FeedDocument, host_of,
        parse_document,
    },
    render::{self, ArchivedFault, FileIntake, NewsFault},
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
        let mut parts = LeftOutParts::default();
        let rest = each_document(path, counted, &mut |number, document| {
            match self.take_archived(&mut intake, path, &document, today)? {
                LeftOut::Parts(more) => parts.add(more),
                LeftOut::NoNews => parts.pass_over(PassedOver::Other, 1),
                LeftOut::All(what) => faults.push(ArchivedFault {
                    number,
                    address: document.address().map(str::to_owned),
                    what,
                }),
            }
            Ok(())
        })?;
        faults.extend(rest.faults);
        for (kind, count) in rest.passed_over {
            parts.pass_over(kind, count);
        }

        let taken = intake.finish()?;
        let left_out = faults.len() + parts.items;
        faults.truncate(MOST_FAULTS);
        Ok(FileIntake {
            left_out,
            unread_dates: parts.unread_dates,
            faults: faults.into_iter().map(NewsFault::Record).collect(),
            passed_over: parts.passed_over,
            ..file_intake(path, taken)
        })
    }

    /// Takes in a page of a crawl, or what a document of it lists.
    fn take_archived(
        &mut self,
        intake: &mut Intake<'_>,
        path: &Path,
        archived: &Archived,
        today: Date,
    ) -> Result<LeftOut> {
        let address = archived.address();
        let page = match archived {
            Archived::List(list) => {
                return match read_list(list) {
                    Ok(Some(document)) => self.take_items(intake, path, document, address),
                    Ok(None) => Ok(LeftOut::NoNews),
                    Err(what) => Ok(LeftOut::All(what)),
                };
            }
            Archived::Page(page) => page,
        };
        if let Some(document) = listed_news(page) {
            return self.take_items(intake, path, document, address);
        }

        match self.pages.read(intake.store(), path, page, today) {
            Ok(ReadPage {
                headline: Some(headline),
                ..
            }) => {
                intake.add(self.with_source(headline))?;
                Ok(LeftOut::Parts(LeftOutParts::default()))
            }
            Ok(_) => Ok(LeftOut::All(no_title())),
            Err(Error::NotNews { cause, .. }) => Ok(LeftOut::All(cause)),
            Err(error) => Err(error),
        }
    }

    /// Takes in the items of a list; `address` is where it was.
    fn take_items(
        &self,
        intake: &mut Intake<'_>,
        path: &Path,
        mut document: FeedDocument,
        address: Option<&str>,
    ) -> Result<LeftOut> {
        if let Some(address) = address {
            document.resolve_links(address);
        }
        let named = document.title.or_else(|| host_of(address?));
        let source = named.unwrap_or_else(|| source_of(path));

        let parts = LeftOutParts {
            items: count_left_out(&document.items, &document.faults),
            unread_dates: count_unread_dates(&document.faults),
            passed_over: document.passed_over,
        };
        for item in document.items {
            if let Some(headline) = item.into_headline(&source) {
                intake.add(self.with_source(headline))?;
            }
        }
        Ok(LeftOut::Parts(parts))
    }
}

/// What of a document of a crawl was not taken in.
enum LeftOut {
    /// Parts of it.
    Parts(LeftOutParts),
    /// The whole, and why.
    All(Bilingual),
    /// The whole, which is no news.
    NoNews,
}

/// What of the lists of a crawl was not taken in.
#[derive(Default)]
struct LeftOutParts {
    items: usize,
    /// Of items that were.
    unread_dates: usize,
    passed_over: PassedOverCounts,
}

impl LeftOutParts {
    fn add(&mut self, more: Self) {
        self.items += more.items;
        self.unread_dates += more.unread_dates;
        for (kind, count) in more.passed_over {
            self.pass_over(kind, count);
        }
    }

    fn pass_over(&mut self, kind: PassedOver, count: u64) {
        *self.passed_over.entry(kind).or_default() += count;
    }
}

/// What a document of a crawl lists; `None` for JSON and text of which nothing says that it is news. A feed that cannot be
/// read is a fault.
fn read_list(list: &ArchivedList) -> std::result::Result<Option<FeedDocument>, Bilingual> {
    match parse_document(&list.bytes, None) {
        Ok(document) => Ok(Some(document)),
        Err(error) if list.form == Form::Feed => Err(render::feed_error(&error)),
        Err(_) => Ok(None),
    }
}

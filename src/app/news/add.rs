//! Saved pages, feed files and collections into the store.

use super::{
    documents::{parse_feed_file, read_document, source_of},
    intake::{Intake, Taken},
    kind::{NewsKind, opened},
    page::PageReader,
    saved_pages::{listed_news, page_of_file},
};
use crate::{
    app::{App, Reading},
    error::{Bilingual, Error, Result},
    model::Headline,
    news::{
        Form,
        corpus::{Row, read_corpus},
        feed::{FeedDocument, FeedFault, FeedFaultKind, FeedItem},
        page::SavedPage,
    },
    render::{self, FileIntake, NewsFault, PageReport},
    table::Mapping,
};
use std::{
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
};

/// Faults of one file that are kept to be named; beyond that they are only counted.
pub(super) const MOST_FAULTS: usize = 1000;

/// Adds one file after the other.
#[derive(Default)]
pub struct FileAdder {
    /// What the files hold; without it, it is found by name and content.
    pub kind: Option<NewsKind>,
    /// Which columns of a collection are which fields.
    pub mapping: Mapping,
    /// The source of all headlines, whatever the files say.
    pub source: Option<String>,
    pub(super) pages: PageReader,
}

/// What a file brought.
pub struct AddedFile {
    pub intake: FileIntake,
    /// Of a saved page, what it says.
    pub page: Option<PageReport>,
}

impl FileAdder {
    pub fn new(kind: Option<NewsKind>, mapping: Mapping, source: Option<String>) -> Self {
        Self {
            kind,
            mapping,
            source,
            pages: PageReader::default(),
        }
    }

    /// Adds the content of the file `path`; `length` is its size in bytes, if known.
    ///
    /// # Errors
    /// [`Error::NotNews`] when it cannot be read as what it is; the headlines before the fault stay stored.
    pub fn add(
        &mut self,
        app: &mut App,
        path: &Path,
        input: impl Read,
        length: Option<u64>,
    ) -> Result<AddedFile> {
        let opened = opened(path, input)?;
        let form = opened.form_as(path, self.kind)?;
        let input = opened.input;

        let intake = match form {
            Form::Collection => self.add_collection(app, path, input, length)?,
            Form::Feed => self.add_feed(app, path, input)?,
            Form::Warc => self.add_archive(app, path, input, length)?,
            Form::Html | Form::Text | Form::Mhtml => {
                let page = page_of_file(read_document(path, input)?, form)?;
                return self.add_page(app, path, &page);
            }
            Form::Unread(kind) => return Err(Error::not_news(path, render::unread_kind(kind))),
        };
        Ok(AddedFile { intake, page: None })
    }

    fn add_page(&mut self, app: &mut App, path: &Path, saved: &SavedPage) -> Result<AddedFile> {
        if let Some(document) = listed_news(saved) {
            let intake = self.add_items(app, path, document)?;
            return Ok(AddedFile { intake, page: None });
        }

        let page = self.pages.read(&app.store, path, saved, app.today)?;
        let headline = page
            .headline
            .ok_or_else(|| Error::not_news(path, no_article()))?;
        Ok(AddedFile {
            intake: self.add_document(app, path, [headline], Vec::new())?,
            page: Some(page.report),
        })
    }

    fn add_collection(
        &self,
        app: &mut App,
        path: &Path,
        input: impl Read,
        length: Option<u64>,
    ) -> Result<FileIntake> {
        let reading = app.listener.begin_reading(length);
        let mut rows = TakenRows {
            intake: Intake::new(&mut app.store, app.now)?,
            left_out: 0,
            unread_dates: 0,
            faults: Vec::new(),
            failed: None,
        };
        let read = read_corpus(
            CountedInput { input, reading },
            &source_of(path),
            &self.mapping,
            &mut |row| rows.take(row.map(|headline| self.with_source(headline))),
        );
        let TakenRows {
            intake,
            left_out,
            unread_dates,
            faults,
            failed,
        } = rows;
        if let Some(error) = failed {
            return Err(error);
        }

        // What was read before a fault is kept, whatever comes of the rest.
        let taken = intake.finish()?;
        let summary = read.map_err(|error| Error::not_news(path, render::corpus_error(&error)))?;
        Ok(FileIntake {
            faults,
            left_out,
            unread_dates,
            passed_over: summary.passed_over,
            date_column: summary.date_column.filter(|_| summary.undated > 0),
            ..file_intake(path, taken)
        })
    }

    fn add_feed(&self, app: &mut App, path: &Path, input: impl Read) -> Result<FileIntake> {
        let document = parse_feed_file(&read_document(path, input)?)?.document;
        self.add_items(app, path, document)
    }

    fn add_items(&self, app: &mut App, path: &Path, document: FeedDocument) -> Result<FileIntake> {
        let source = document.title.unwrap_or_else(|| source_of(path));
        let left_out = count_left_out(&document.items, &document.faults);
        let unread_dates = count_unread_dates(&document.faults);
        let headlines = document
            .items
            .into_iter()
            .filter_map(|item| item.into_headline(&source));

        let faults = document.faults.into_iter().map(NewsFault::Feed).collect();
        Ok(FileIntake {
            left_out,
            unread_dates,
            passed_over: document.passed_over,
            ..self.add_document(app, path, headlines, faults)?
        })
    }

    /// Stores what a whole document held.
    fn add_document(
        &self,
        app: &mut App,
        path: &Path,
        headlines: impl IntoIterator<Item = Headline>,
        faults: Vec<NewsFault>,
    ) -> Result<FileIntake> {
        let mut intake = Intake::new(&mut app.store, app.now)?;
        for headline in headlines {
            intake.add(self.with_source(headline))?;
        }

        Ok(FileIntake {
            faults,
            ..file_intake(path, intake.finish()?)
        })
    }

    pub(super) fn with_source(&self, headline: Headline) -> Headline {
        match &self.source {
            Some(source) => Headline {
                source: source.clone(),
                ..headline
            },
            None => headline,
        }
    }
}

fn no_article() -> Bilingual {
    Bilingual::new(
        "no title can be told; if this is no saved article, --as says how to read it",
        "не видно заголовка; если это не сохранённая статья, укажите в --as, как читать",
    )
}

pub(super) fn no_title() -> Bilingual {
    Bilingual::new("no title can be told", "не видно заголовка")
}

/// The items without a title, of which not all may be among the faults, and what else the faults left out.
pub(super) fn count_left_out(items: &[FeedItem], faults: &[FeedFault]) -> usize {
    let untitled = items.iter().filter(|item| item.title.is_none()).count();
    let others = faults
        .iter()
        .filter(|fault| fault.kind.leaves_out() && fault.kind != FeedFaultKind::NoTitle);
    untitled + others.count()
}

/// The items that were taken without their date or their time.
pub(super) fn count_unread_dates(faults: &[FeedFault]) -> usize {
    let faults = faults.iter().filter(|fault| fault.kind.loses_date());
    faults.count()
}

pub(super) fn file_intake(path: &Path, taken: Taken) -> FileIntake {
    // A known headline that only lacked its date is known, although it was written.
    let known = taken.known + taken.dated;
    FileIntake {
        file: path.display().to_string(),
        read: taken.added + known,
        added: taken.added,
        known,
        undated: taken.undated,
        known_by_title: taken.known_by_title,
        in_future: taken.in_future,
        ..FileIntake::default()
    }
}

/// The rows of a collection on their way into the store.
struct TakenRows<'a> {
    intake: Intake<'a>,
    left_out: usize,
    /// Dates and times that could not be read of rows that were taken.
    unread_dates: usize,
    /// The first of what was left out or not read.
    faults: Vec<NewsFault>,
    /// The error of the store that ended the reading.
    failed: Option<Error>,
}

impl TakenRows<'_> {
    fn take(&mut self, row: Row) -> ControlFlow<()> {
        match row {
            Row::Headline(headline) => self.failed = self.intake.add(headline).err(),
            Row::Fault(fault) => {
                if fault.what.leaves_out() {
                    self.left_out += 1;
                } else {
                    self.unread_dates += 1;
                }
                if self.faults.len() < MOST_FAULTS {
                    self.faults.push(NewsFault::Row(fault));
                }
            }
        }

        if self.failed.is_some() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

/// Input whose reading is shown.
pub(super) struct CountedInput<R> {
    pub input: R,
    pub reading: Reading,
}

impl<R: Read> Read for CountedInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        (self.reading)(count as u64);
        Ok(count)
    }
}

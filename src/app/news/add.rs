//! Saved pages, feed files and collections into the store.

use super::{
    documents::{parse_feed_file, read_document, source_of},
    intake::{Intake, Taken},
    kind::{NewsKind, kind_of},
    page::PageReader,
};
use crate::{
    app::{App, Reading},
    error::{Bilingual, Error, Result},
    model::Headline,
    news::{
        corpus::{Row, read_corpus},
        page::PageKind,
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
const MOST_FAULTS: usize = 1000;

/// Adds one file after the other.
#[derive(Default)]
pub struct FileAdder {
    /// What the files hold; without it, it is found by name and content.
    pub kind: Option<NewsKind>,
    /// Which columns of a collection are which fields.
    pub mapping: Mapping,
    /// The source of all headlines, whatever the files say.
    pub source: Option<String>,
    pages: PageReader,
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
        mut input: impl Read,
        length: Option<u64>,
    ) -> Result<AddedFile> {
        let (kind, start) = kind_of(path, &mut input, self.kind)?;
        let input = start.chain(input);

        let intake = match kind {
            NewsKind::Collection => self.add_collection(app, path, input, length)?,
            NewsKind::Feed => self.add_feed(app, path, input)?,
            NewsKind::Html => return self.add_page(app, path, input, PageKind::Html),
            NewsKind::Text => return self.add_page(app, path, input, PageKind::Text),
        };
        Ok(AddedFile { intake, page: None })
    }

    fn add_page(
        &mut self,
        app: &mut App,
        path: &Path,
        input: impl Read,
        kind: PageKind,
    ) -> Result<AddedFile> {
        let file = read_document(path, input)?;
        let page = self.pages.read(&app.store, &file, kind)?;
        let headline = page.headline.ok_or_else(|| {
            let cause = Bilingual::new("no title can be told", "не видно заголовка");
            Error::not_news(path, cause)
        })?;

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
            faults,
            failed,
        } = rows;
        if let Some(error) = failed {
            return Err(error);
        }

        // What was read before a fault is kept, whatever comes of the rest.
        let taken = intake.finish()?;
        read.map_err(|error| Error::not_news(path, render::corpus_error(&error)))?;
        Ok(FileIntake {
            left_out,
            faults,
            ..file_intake(path, taken)
        })
    }

    fn add_feed(&self, app: &mut App, path: &Path, input: impl Read) -> Result<FileIntake> {
        let document = parse_feed_file(&read_document(path, input)?)?.document;
        let source = document.title.unwrap_or_else(|| source_of(path));
        let headlines = document
            .items
            .into_iter()
            .filter_map(|item| item.into_headline(&source));

        let faults = document.faults.into_iter().map(NewsFault::Feed).collect();
        self.add_document(app, path, headlines, faults)
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

    fn with_source(&self, headline: Headline) -> Headline {
        match &self.source {
            Some(source) => Headline {
                source: source.clone(),
                ..headline
            },
            None => headline,
        }
    }
}

fn file_intake(path: &Path, taken: Taken) -> FileIntake {
    // A known headline that only lacked its date is known, although it was written.
    let known = taken.known + taken.dated;
    FileIntake {
        file: path.display().to_string(),
        read: taken.added + known,
        added: taken.added,
        known,
        undated: taken.undated,
        ..FileIntake::default()
    }
}

/// The rows of a collection on their way into the store.
struct TakenRows<'a> {
    intake: Intake<'a>,
    left_out: usize,
    /// The first of the rows that were left out.
    faults: Vec<NewsFault>,
    /// The error of the store that ended the reading.
    failed: Option<Error>,
}

impl TakenRows<'_> {
    fn take(&mut self, row: Row) -> ControlFlow<()> {
        match row {
            Row::Headline(headline) => self.failed = self.intake.add(headline).err(),
            Row::Fault(fault) => {
                self.left_out += 1;
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
struct CountedInput<R> {
    input: R,
    reading: Reading,
}

impl<R: Read> Read for CountedInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        (self.reading)(count as u64);
        Ok(count)
    }
}

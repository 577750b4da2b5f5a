//! `rates news add`: saved pages, feed files and collections into the store.

use super::kind::kind_of;
use super::page::PageReader;
use super::{open, source_of};
use crate::app::news::intake::{Intake, Taken};
use crate::cli::{NewsAddArgs, NewsKind, ReportFormat};
use crate::cmd::context::Context;
use crate::cmd::progress::reading_bar;
use crate::cmd::support::{open_input, read_document, say_errors};
use crate::error::{Bilingual, Error, Result};
use crate::model::Headline;
use crate::news::corpus::{Mapping, Row, read_corpus};
use crate::news::feed::parse_feed;
use crate::news::page::PageKind;
use crate::render::{self, FileIntake, Minus, NewsFault};
use crate::store::Store;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;

/// Faults of one file that are kept to be named; beyond that they are only counted.
const MOST_FAULTS: usize = 1000;

pub fn run(context: &Context, arguments: &NewsAddArgs) -> Result<()> {
    let mapping = mapping(arguments)?;
    let mut store = open(context)?;
    let (mut files, mut errors, mut pages) = (Vec::new(), Vec::new(), PageReader::default());
    for path in &arguments.files {
        let (store, pages) = (&mut store, &mut pages);
        let mut adding = Adding {
            context,
            store,
            mapping: &mapping,
            pages,
            path,
        };
        match adding.add(arguments) {
            Ok(intake) => files.push(intake),
            Err(error @ Error::Store { .. }) => return Err(error),
            Err(error) => errors.push(error),
        }
    }
    say(context, arguments.format, &files)?;
    let count = files.iter().map(|file| file.left_out).sum();
    if count > 0 {
        errors.push(Error::RowsLeftOut { count });
    }
    say_errors(context, errors)
}

fn mapping(arguments: &NewsAddArgs) -> Result<Mapping> {
    let Some(text) = &arguments.map else {
        return Ok(Mapping::default());
    };
    Mapping::parse(text).map_err(|error| Error::Usage {
        flag: "--map",
        problem: render::mapping_error(&error),
    })
}

fn say(context: &Context, format: ReportFormat, files: &[FileIntake]) -> Result<()> {
    for faults in files
        .iter()
        .filter_map(|file| render::render_faults(file, context.lang))
    {
        context.note(&faults);
    }
    context.write(|out| match format {
        ReportFormat::Json => render::render_intake_json(files, out),
        // Of files that could not be read the errors tell all.
        ReportFormat::Text if files.is_empty() => Ok(()),
        ReportFormat::Text => writeln!(out, "{}", render::render_intake(files, context.lang)),
    })
}

/// One file on its way into the store.
struct Adding<'a> {
    context: &'a Context,
    store: &'a mut Store,
    mapping: &'a Mapping,
    pages: &'a mut PageReader,
    path: &'a Path,
}

impl Adding<'_> {
    fn add(&mut self, arguments: &NewsAddArgs) -> Result<FileIntake> {
        let (mut input, length) = open_input(self.path)?;
        let (kind, start) = kind_of(self.path, &mut input, arguments.kind)?;
        let input = start.chain(input);
        match kind {
            NewsKind::Collection => self.collection(input, length),
            NewsKind::Feed => self.feed(&read_document(self.path, input)?),
            NewsKind::Html => self.page(
                &read_document(self.path, input)?,
                PageKind::Html,
                arguments.format,
            ),
            NewsKind::Text => self.page(
                &read_document(self.path, input)?,
                PageKind::Text,
                arguments.format,
            ),
        }
    }

    fn page(&mut self, bytes: &[u8], kind: PageKind, format: ReportFormat) -> Result<FileIntake> {
        let page = self.pages.read(self.store, self.path, bytes, kind)?;
        let Some(headline) = page.headline else {
            let what = Bilingual::new("no title can be told", "не видно заголовка");
            return Err(self.refused(what));
        };
        if format == ReportFormat::Text {
            let report = render::render_page(&page.report, self.context.style(Minus::Typographic));
            self.context.print(&report)?;
        }
        self.take(vec![headline], Vec::new())
    }

    fn feed(&mut self, bytes: &[u8]) -> Result<FileIntake> {
        let document =
            parse_feed(bytes, None).map_err(|error| self.refused(render::feed_error(&error)))?;
        let source = document
            .title
            .clone()
            .unwrap_or_else(|| source_of(self.path));
        let items = document.items.into_iter();
        let headlines = items
            .filter_map(|item| item.into_headline(&source))
            .collect();
        self.take(
            headlines,
            document.faults.into_iter().map(NewsFault::Feed).collect(),
        )
    }

    fn collection(&mut self, input: impl Read, length: Option<u64>) -> Result<FileIntake> {
        let bar = reading_bar(self.context, length);
        let (mut left_out, mut faults, mut failed) = (0, Vec::new(), None);
        let mut intake = Intake::new(self.store, self.context.now)?;
        let read = read_corpus(
            bar.wrap_read(input),
            &source_of(self.path),
            self.mapping,
            &mut |row| {
                match row {
                    Row::Headline(headline) => failed = intake.add(headline).err(),
                    Row::Fault(fault) => {
                        left_out += 1;
                        if faults.len() < MOST_FAULTS {
                            faults.push(NewsFault::Row(fault));
                        }
                    }
                }
                if failed.is_some() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        bar.finish_and_clear();
        if let Some(error) = failed {
            return Err(error);
        }
        // What was read before a fault is kept, whatever comes of the rest.
        let taken = intake.finish()?;
        read.map_err(|error| self.refused(render::corpus_error(&error)))?;
        Ok(self.file_intake(&taken, left_out, faults))
    }

    /// Stores what a whole document held.
    fn take(&mut self, headlines: Vec<Headline>, faults: Vec<NewsFault>) -> Result<FileIntake> {
        let mut intake = Intake::new(self.store, self.context.now)?;
        headlines
            .into_iter()
            .try_for_each(|headline| intake.add(headline))?;
        let taken = intake.finish()?;
        Ok(self.file_intake(&taken, 0, faults))
    }

    fn file_intake(&self, taken: &Taken, left_out: usize, faults: Vec<NewsFault>) -> FileIntake {
        let file = self.path.display().to_string();
        let (added, known, undated) = (taken.added, taken.known + taken.dated, taken.undated);
        FileIntake {
            file,
            read: added + known,
            added,
            known,
            undated,
            left_out,
            faults,
        }
    }

    fn refused(&self, cause: Bilingual) -> Error {
        Error::NotNews {
            file: self.path.display().to_string(),
            cause,
        }
    }
}

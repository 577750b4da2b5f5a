//! The pages of a file, whatever keeps them: alone, with their pictures in one file, or many in the archive of a crawl.

use super::{documents::read_document, kind::opened, page::PageReader};
use crate::{
    app::InputFile,
    encoding::decode,
    error::{Bilingual, Error, Result},
    news::{
        ArchivedList, Form, PassedOverCounts, Unread, WarcRecord,
        feed::FeedDocument,
        page::{PageKind, SavedPage},
        parse_listing, parse_mhtml, read_warc, unpacked,
    },
    render::{self, ArchivedFault, PageReport},
    store::Store,
};
use jiff::civil::Date;
use std::{io::Read, ops::ControlFlow, path::Path};

/// The page of a file that holds one.
///
/// # Errors
/// [`Error::NotNews`] for mail.
pub(super) fn page_of_file(file: InputFile, form: Form) -> Result<SavedPage> {
    let kind = match form {
        Form::Mhtml => {
            return parse_mhtml(&file.bytes)
                .ok_or_else(|| Error::not_news(&file.path, render::unread_kind(Unread::Mail)));
        }
        Form::Text => PageKind::Text,
        _ => PageKind::Html,
    };

    Ok(SavedPage {
        bytes: file.bytes,
        kind,
        address: None,
        day: None,
    })
}

/// The items of a page that lists news and is no article.
pub(super) fn listed_news(page: &SavedPage) -> Option<FeedDocument> {
    if page.kind == PageKind::Text {
        return None;
    }
    parse_listing(&decode(&page.bytes, None).text, page.address.as_deref())
}

/// What a record of an archive holds.
pub(super) enum Archived {
    Page(SavedPage),
    List(ArchivedList),
}

impl Archived {
    /// Where it was.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Page(page) => page.address.as_deref(),
            Self::List(list) => list.address.as_deref(),
        }
    }
}

/// What of an archive was not handed on.
#[derive(Default)]
pub(super) struct ArchiveRest {
    /// With the number of their record.
    pub faults: Vec<ArchivedFault>,
    pub passed_over: PassedOverCounts,
}

/// Hands each page and list of an archive to `take`, which may fail; the rest comes back.
///
/// # Errors
/// [`Error::File`] when the packing cannot be undone, and whatever `take` fails with.
pub(super) fn each_document(
    path: &Path,
    input: impl Read,
    take: &mut dyn FnMut(u64, Archived) -> Result<()>,
) -> Result<ArchiveRest> {
    let plain = unpacked(input).map_err(|error| Error::file(path, error))?;
    let mut rest = ArchiveRest::default();
    let mut failed = None;
    let _ = read_warc(plain.input, &mut |number, record| {
        match record {
            WarcRecord::Page(page) => failed = take(number, Archived::Page(page)).err(),
            WarcRecord::List(list) => failed = take(number, Archived::List(list)).err(),
            WarcRecord::PassedOver(kind) => *rest.passed_over.entry(kind).or_default() += 1,
            WarcRecord::Fault(problem) => rest.faults.push(ArchivedFault {
                number,
                address: None,
                what: render::warc_problem(&problem),
            }),
        }
        if failed.is_some() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });

    match failed {
        Some(error) => Err(error),
        None => Ok(rest),
    }
}

/// What the pages of a file say, and what of it could not be read.
#[derive(Default)]
pub struct CheckedPages {
    pub reports: Vec<PageReport>,
    pub errors: Vec<Error>,
}

/// Reads the pages of a file on the day `today` for `rates news check`, which stores nothing. In the archive of a crawl
/// lists of news are passed over.
///
/// # Errors
/// [`Error::NotNews`] for what has no page.
pub fn check_pages(
    reader: &mut PageReader,
    store: &Store,
    path: &Path,
    input: impl Read,
    today: Date,
) -> Result<CheckedPages> {
    let opened = opened(path, input)?;
    let form = match opened.form {
        // The name of another kind says nothing of a page.
        Form::Feed | Form::Collection => opened.form_by_content(),
        form => form,
    };
    let no_page = |cause| Err(Error::not_news(path, cause));

    match form {
        Form::Unread(kind) => no_page(render::unread_kind(kind)),
        Form::Feed | Form::Collection => no_page(no_page_but_list()),
        Form::Warc => {
            let mut checked = CheckedPages::default();
            let rest = each_document(path, opened.input, &mut |number, document| {
                let Archived::Page(page) = document else {
                    return Ok(());
                };
                if listed_news(&page).is_some() {
                    return Ok(());
                }
                match reader.read(store, path, &page, today) {
                    Ok(read) => checked.reports.push(read.report),
                    Err(Error::NotNews { cause, .. }) => {
                        checked.errors.push(in_record(path, number, &cause));
                    }
                    Err(error) => return Err(error),
                }
                Ok(())
            })?;

            let broken = rest
                .faults
                .iter()
                .map(|fault| in_record(path, fault.number, &fault.what));
            checked.errors.extend(broken);
            Ok(checked)
        }
        Form::Html | Form::Text | Form::Mhtml => {
            let page = page_of_file(read_document(path, opened.input)?, form)?;
            if listed_news(&page).is_some() {
                return no_page(no_page_but_list());
            }
            let report = reader.read(store, path, &page, today)?.report;
            Ok(CheckedPages {
                reports: vec![report],
                errors: Vec::new(),
            })
        }
    }
}

fn in_record(path: &Path, number: u64, what: &Bilingual) -> Error {
    let cause = Bilingual::new(
        format!("record {number}: {}", what.en),
        format!("запись {number}: {}", what.ru),
    );
    Error::not_news(path, cause)
}

fn no_page_but_list() -> Bilingual {
    Bilingual::new(
        "a list of news, not a page: `rates news add` takes it in",
        "список новостей, а не страница: его принимает `rates news add`",
    )
}

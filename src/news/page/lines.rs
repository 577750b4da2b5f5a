//! The text of a page as a reader sees it: lines, none empty, each with its place.

use crate::encoding::without_controls;

/// A line of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub place: Place,
}

/// Which part of the page a line is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// In the page, for all that is known.
    #[default]
    Page,
    /// In the header of the page, which is the same above every article.
    Header,
    /// In a menu, a side column, a footer, or nothing but a link.
    Beside,
    /// In comments, an embedded post, or cards of other articles.
    Others,
}

/// Lines between a heading and a date that is tied to it.
const LINES_FROM_TITLE: usize = 3;

/// Whether a line is near the title's, above it or below.
pub(super) fn is_near_title(title: Option<usize>, line: usize) -> bool {
    title.is_some_and(|title| title.abs_diff(line) <= LINES_FROM_TITLE)
}

/// Lines looked at. News has at most a few thousand; this bounds what a hostile page costs.
pub(super) const LINES_READ: usize = 50_000;

/// White space folded to single blanks; what is invisible (soft hyphens, zero-width spaces) is left out.
pub(super) fn folded(text: &str) -> String {
    let text = without_controls(text).replace(['\u{ad}', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folded text, if there is any.
pub(super) fn non_empty(text: &str) -> Option<String> {
    Some(folded(text)).filter(|text| !text.is_empty())
}

/// What follows a heading in the header is the article's.
pub(super) fn move_to_article(lines: &mut [Line<'_>]) {
    for line in lines {
        if line.place == Place::Header {
            line.place = Place::Page;
        }
    }
}

//! The title of a page: `og:title`, else the article's heading, else what JSON-LD or `title` says, without the site's
//! name.

use super::{
    html::{Heading, HtmlPage},
    json_ld::JsonLd,
    lines::{folded, non_empty},
    site_name::{SiteNames, part_of_heading, split_last},
};

/// Most words of a name behind `title` that is the site's although nothing says so.
const MOST_WORDS_OF_NAME: usize = 3;

/// The title; `heading` is the article's, `names` are the site's.
pub(super) fn title_of(
    html: &HtmlPage,
    heading: Option<&Heading>,
    json_ld: &JsonLd,
    names: &SiteNames,
) -> Option<String> {
    let heading = heading.map(|heading| heading.text.as_str());
    let page_title = folded(&html.title);

    let stated = [html.meta("og:title"), heading, json_ld.headline.as_deref()];
    let mut candidates: Vec<String> = stated
        .into_iter()
        .flatten()
        .filter_map(non_empty)
        .map(|title| bare_title(&title, [heading, json_ld.headline.as_deref()], names))
        .collect();
    let of_title = names.without(&page_title);
    candidates.extend(non_empty(without_short_name(of_title)));

    // A page of which nothing but the site's name is known keeps it.
    let bare = candidates.iter().position(|title| !names.has(title));
    (!candidates.is_empty()).then(|| candidates.swap_remove(bare.unwrap_or(0)))
}

/// A title that a heading of the page begins, or one without the site's name.
fn bare_title(title: &str, headings: [Option<&str>; 2], names: &SiteNames) -> String {
    let mut headings = headings.into_iter().flatten();
    let part = headings.find_map(|heading| part_of_heading(title, heading));
    names.without(part.unwrap_or(title)).to_owned()
}

/// A text of `title` without a short name behind the last separator, unless that leaves little.
fn without_short_name(title: &str) -> &str {
    match split_last(title) {
        Some((head, tail))
            if count_words(tail) <= MOST_WORDS_OF_NAME
                && count_words(head) >= MOST_WORDS_OF_NAME =>
        {
            head
        }
        _ => title,
    }
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

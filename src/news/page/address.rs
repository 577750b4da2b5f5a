//! The address of a page: `link rel="canonical"`, else `og:url`, else the one a browser noted when it saved the page.
//!
//! A relative one is joined with the page's base. One that names no article, as a site's root in each of its pages does,
//! leaves its place to the next: a page without an address is known by its title, a wrong address makes one of many.

use super::{html::HtmlPage, lines::folded};
use crate::news::{
    address::{is_relative, joined, names_an_article, scheme, whole},
    archived_url::{archived_url, own_url},
    host::host_of,
};
use jiff::civil::Date;

/// Where a page is from.
#[derive(Debug, Default)]
pub(super) struct PageAddress {
    /// The address of its article.
    pub url: Option<String>,
    /// The host, which an address that names no article has too.
    pub host: Option<String>,
    /// The day of its capture, if the address is an archive's.
    pub saved_on: Option<Date>,
}

impl PageAddress {
    /// The address of a page of HTML.
    pub fn of_html(html: &HtmlPage) -> Self {
        let base = base_of(html);
        let absolute = |written: &str| absolute(written, base.as_deref());
        let canonicals = html.canonicals.iter().filter_map(|one| absolute(one));
        let canonicals: Vec<String> = canonicals.collect();
        let noted = [html.meta("og:url"), html.notes.url.as_deref()];
        let noted: Vec<String> = noted.into_iter().flatten().filter_map(absolute).collect();

        let mut articles: Vec<&String> = canonicals
            .iter()
            .filter(|address| is_of_article(address))
            .collect();
        articles.dedup();
        // Several that differ say nothing, unless the page repeats one of them.
        if articles.len() > 1 {
            articles.retain(|address| noted.contains(address));
        }
        let of_article = articles.first().copied();
        let of_article = of_article.or_else(|| noted.iter().find(|one| is_of_article(one)));

        let known = || canonicals.iter().chain(&noted);
        Self {
            url: of_article.cloned(),
            host: known().find_map(|one| host_of(one)),
            saved_on: known().find_map(|one| capture_day(one)),
        }
    }

    /// That of a page saved as text.
    pub fn of_text(known: Option<&str>) -> Self {
        Self {
            host: known.and_then(host_of),
            saved_on: known.and_then(capture_day),
            url: known.filter(|one| is_of_article(one)).map(str::to_owned),
        }
    }
}

/// Whether an address, which may be that of an archive's copy, names an article.
fn is_of_article(address: &str) -> bool {
    names_an_article(&own_url(address))
}

fn capture_day(address: &str) -> Option<Date> {
    archived_url(address)?.day
}

/// What the relative addresses of a page are relative to: its `base`, else where it is known to be from.
fn base_of(html: &HtmlPage) -> Option<String> {
    let is_web = |address: &&str| host_of(address.trim()).is_some();
    let mut known = [html.meta("og:url"), html.notes.url.as_deref()]
        .into_iter()
        .flatten()
        .filter(is_web);
    let from = known.next().map(folded);

    match html.base.as_deref().map(folded) {
        Some(base) if is_relative(&base) => from.map(|from| joined(&from, &base).unwrap_or(from)),
        Some(base) if is_web(&base.as_str()) => Some(base),
        _ => from,
    }
}

/// A web address as it is written, or joined with the base.
fn absolute(written: &str, base: Option<&str>) -> Option<String> {
    let written = folded(written);
    if written.is_empty() {
        return None;
    }
    if scheme(&written).is_some() {
        return host_of(&written).is_some().then_some(written);
    }

    match base {
        Some(base) => joined(base, &written),
        None => whole(written),
    }
}

//! The address of a page: `link rel="canonical"`, else `og:url`, else the one a browser noted when it saved the page.
//!
//! A relative one is joined with the page's base. One that names no article, as a site's root in each of its pages does,
//! leaves its place to the next: a page without an address is known by its title, a wrong address makes one of many.

use super::{html::HtmlPage, lines::folded};
use crate::news::{
    address::{is_relative, joined, names_an_article, scheme, whole},
    host::host_of,
};

/// Where a page is from.
#[derive(Debug, Default)]
pub(super) struct PageAddress {
    /// The address of its article.
    pub url: Option<String>,
    /// The host, which an address that names no article has too.
    pub host: Option<String>,
}

impl PageAddress {
    /// The address of a page of HTML.
    pub fn of_html(html: &HtmlPage) -> Self {
        let base = base_of(html);
        let absolute = |written: &str| absolute(written, base.as_deref());
        let canonicals = html.canonicals.iter().filter_map(|one| absolute(one));
        let canonicals: Vec<String> = canonicals.collect();
        let noted = [html.meta("og:url"), html.saved_from.as_deref()];
        let noted: Vec<String> = noted.into_iter().flatten().filter_map(absolute).collect();

        let mut articles: Vec<&String> = canonicals
            .iter()
            .filter(|address| names_an_article(address))
            .collect();
        articles.dedup();
        // Several that differ say nothing, unless the page repeats one of them.
        if articles.len() > 1 {
            articles.retain(|address| noted.contains(address));
        }
        let of_article = articles.first().copied();
        let of_article = of_article.or_else(|| noted.iter().find(|one| names_an_article(one)));

        Self {
            url: of_article.cloned(),
            host: canonicals.iter().chain(&noted).find_map(|one| host_of(one)),
        }
    }

    /// That of a page saved as text, whose first line may be its address.
    pub fn of_text(written: Option<String>) -> Self {
        Self {
            host: written.as_deref().and_then(host_of),
            url: written.filter(|address| names_an_article(address)),
        }
    }
}

/// What the relative addresses of a page are relative to: its `base`, else where it is known to be from.
fn base_of(html: &HtmlPage) -> Option<String> {
    let is_web = |address: &&str| host_of(address.trim()).is_some();
    let mut known = [html.meta("og:url"), html.saved_from.as_deref()]
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

//! The address of an item: which of its links, and what it means where it is relative.

use crate::news::address::{LONGEST, joined, names_an_article, scheme};

/// What a reader can open, and what only names an item but does so for ever (the id of an Atom entry).
const SCHEMES: &[&str] = &["http", "https", "ftp", "tag", "urn"];

/// A link of an item, the best first.
#[derive(Clone, Copy)]
pub(super) enum Link {
    /// `<link>address</link>` of RSS.
    Text,
    /// `<link href="…">` of Atom to a page.
    Page,
    /// The same to something else that is said to be the item in another form.
    Alternate,
    /// A `guid` that is not said to be no address, or an `id`.
    Id,
    /// `rdf:about`.
    About,
}

/// The links of one item, as they come: the first of each kind.
#[derive(Debug, Default)]
pub(super) struct Links([Option<String>; 5]);

impl Links {
    pub fn add(&mut self, link: Link, address: Option<String>) {
        // What only names an item is an address where it has a scheme.
        let address = match link {
            Link::Id | Link::About => address.filter(|id| scheme(id).is_some()),
            _ => address,
        };
        let known = &mut self.0[link as usize];
        *known = known.take().or(address);
    }

    /// `<link href="…" rel="…" type="…">` of Atom: the page itself, unless it is said to be something else.
    pub fn add_related(
        &mut self,
        address: Option<String>,
        rel: Option<&str>,
        media_type: Option<&str>,
    ) {
        if !matches!(rel.map_or("", str::trim), "" | "alternate") {
            return;
        }
        let is_page = media_type.is_none_or(|name| name.contains("html"));
        self.add(if is_page { Link::Page } else { Link::Alternate }, address);
    }

    /// The best of them.
    pub fn address(self) -> Option<String> {
        self.0.into_iter().flatten().next()
    }

    /// The best of those that can name an article, else the best of all.
    pub fn article_address(self) -> Option<String> {
        let mut known = self.0.iter().flatten();
        let article = known.find(|address| names_an_article(address)).cloned();
        article.or_else(|| self.address())
    }
}

/// An address as it is written, absolute if a base is given. `None` if it is empty, too long or has a scheme that opens
/// no news (`javascript:`).
pub(super) fn address(written: &str, base: Option<&str>) -> Option<String> {
    let address: String = written.trim().chars().filter(|c| !c.is_control()).collect();
    if address.is_empty() || address.len() > LONGEST {
        return None;
    }

    match scheme(&address) {
        Some(scheme) => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            .then_some(address),
        None => Some(
            base.and_then(|base| joined(base, &address))
                .unwrap_or(address),
        ),
    }
}

/// Whether an address means the same on each page of a site: `/path` or `//host/path`.
pub(super) fn is_from_the_root(address: &str) -> bool {
    address.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, base: Option<&str>, expected: Option<&str>) {
        assert_eq!(address(written, base).as_deref(), expected, "{written}");
    }

    #[test]
    fn addresses_are_made_absolute_and_otherwise_left_alone() {
        check(
            " https://ria.ru/20260820/мид.html?a=1&b=2\n",
            None,
            Some("https://ria.ru/20260820/мид.html?a=1&b=2"),
        );
        check(
            "HTTP://WWW.Example.com",
            Some("http://a/"),
            Some("HTTP://WWW.Example.com"),
        );
        check("/press/?file=1", None, Some("/press/?file=1"));
        check(
            "/press/?file=1",
            Some("https://www.cbr.ru/rss/"),
            Some("https://www.cbr.ru/press/?file=1"),
        );
        check(
            "b.html",
            Some("http://example.com/a/feed.xml"),
            Some("http://example.com/a/b.html"),
        );
        check("b.html", Some("not a base"), Some("b.html"));
        check("http://a/b\n  c", None, Some("http://a/b  c"));
        check(
            "tag:blogger.com,1999:blog-1",
            None,
            Some("tag:blogger.com,1999:blog-1"),
        );
        for refused in [
            "",
            " ",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
        ] {
            check(refused, None, None);
        }
        assert_eq!(address(&"a".repeat(LONGEST + 1), None), None);
    }

    #[test]
    fn the_page_goes_before_its_names() {
        let some = |text: &str| Some(text.to_owned());
        let mut links = Links::default();
        links.add(Link::Id, some("cbr-press-1"));
        links.add(Link::About, some("http://about"));
        links.add_related(some("http://self"), Some("self"), None);
        assert_eq!(links.address(), some("http://about"));
        let mut links = Links::default();
        links.add(Link::Id, some("http://id"));
        links.add_related(
            some("http://json"),
            Some("alternate"),
            Some("application/json"),
        );
        links.add_related(some("http://page"), None, Some("text/html"));
        links.add_related(some("http://later"), Some("alternate"), None);
        assert_eq!(links.address(), some("http://page"));
    }

    #[test]
    fn an_item_with_the_address_of_the_site_is_known_by_its_id() {
        let some = |text: &str| Some(text.to_owned());
        let mut links = Links::default();
        links.add(Link::Text, some("https://example.ru/"));
        links.add(Link::Id, some("https://example.ru/news/1"));
        assert_eq!(links.article_address(), some("https://example.ru/news/1"));
        let mut links = Links::default();
        links.add(Link::Text, some("https://example.ru"));
        assert_eq!(links.article_address(), some("https://example.ru"));
    }
}

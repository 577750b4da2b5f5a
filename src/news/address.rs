//! Addresses as documents write them: made absolute, and whether they can name one article.

use super::archived_url::archived_url;
use url::Url;

/// Longest address that is believed, in bytes.
pub(super) const LONGEST: usize = 8 * 1024;

/// The address by which an article is known. Articles are matched by it, so an address that is relative, or that all pages
/// of a site share, is dropped: two different articles would become one. A copy in an archive is
/// known by the address of its page, as in a feed.
pub fn article_address(written: String) -> Option<String> {
    // An address without its scheme is one all the same: people write `example.ru/news/1` into tables.
    let absolute = if written.starts_with('/') {
        whole(written)
    } else {
        Some(written)
    };
    let own = absolute.map(|address| match archived_url(&address) {
        Some(archived) => archived.page.into_owned(),
        None => address,
    });
    own.filter(|address| names_an_article(address))
}

/// A relative address resolved against a base; `None` if either is invalid or the result is too long.
pub(super) fn joined(base: &str, relative: &str) -> Option<String> {
    let joined = String::from(Url::parse(base).ok()?.join(relative).ok()?);
    (joined.len() <= LONGEST).then_some(joined)
}

/// An address that means the same everywhere; of a relative one there is none, unless only its scheme is missing.
pub(super) fn whole(address: String) -> Option<String> {
    if !is_relative(&address) {
        return Some(address);
    }
    address
        .starts_with("//")
        .then(|| format!("https:{address}"))
}

/// Whether an address is a relative one.
pub(super) fn is_relative(address: &str) -> bool {
    scheme(address).is_none()
}

/// The part before the colon of an absolute address.
pub(super) fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    is_scheme.then_some(scheme)
}

/// Whether an address can be that of an article. One without a path is the home page's: sites that write it into each of
/// their pages would make one article of them all.
pub(super) fn names_an_article(address: &str) -> bool {
    let address = address.trim();
    let below_host = match web_rest(address) {
        Some(rest) => rest.find(['/', '?', '#']).map_or("", |at| &rest[at..]),
        // Of a relative one all of it is below the host; other schemes have none.
        None => address,
    };

    let (below_host, fragment) = below_host.split_once('#').unwrap_or((below_host, ""));
    let (path, query) = below_host.split_once('?').unwrap_or((below_host, ""));
    // Pages that are put together by a script have their path in the fragment.
    !is_home(path) || has_own_query(query) || fragment.starts_with(['!', '/'])
}

/// An http address without its scheme.
pub(super) fn web_rest(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web));
    is_web.then_some(rest)
}

fn is_home(path: &str) -> bool {
    let path = path.trim_matches('/');
    path.is_empty()
        || matches!(
            path,
            "index.html" | "index.htm" | "index.php" | "default.aspx"
        )
}

/// Whether a query asks for more than to be counted.
fn has_own_query(query: &str) -> bool {
    let mut parameters = query.split('&').filter(|one| !one.is_empty());
    parameters.any(|one| !one.starts_with("utm_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_address_means_nothing_elsewhere() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(whole(address.to_owned()).as_deref(), expected);
        };
        check("https://example.ru/1", Some("https://example.ru/1"));
        check("//example.ru/1", Some("https://example.ru/1"));
        check("tag:example.ru,2024:1", Some("tag:example.ru,2024:1"));
        check("/news/1", None);
        check("news/1", None);
    }

    #[test]
    fn news_is_known_by_an_address_of_its_own() {
        let check = |written: &str, expected: Option<&str>| {
            assert_eq!(article_address(written.to_owned()).as_deref(), expected);
        };
        check("https://example.ru/1", Some("https://example.ru/1"));
        check("//example.ru/1", Some("https://example.ru/1"));
        check("example.ru/1", Some("example.ru/1"));
        check("https://example.ru/", None);
        check("/news/1", None);
        let copy = "https://web.archive.org/web/2024/https://example.ru/";
        check(copy, None);
        check(&format!("{copy}1"), Some("https://example.ru/1"));
    }

    #[test]
    fn an_address_without_a_path_names_no_article() {
        for home in [
            "https://example.ru",
            "https://example.ru/",
            "HTTP://example.ru//",
            "https://example.ru/index.html",
            "https://example.ru/?utm_source=rss&utm_medium=feed",
            "https://example.ru/#top",
            "https://example.ru?",
            "/",
            "#",
            "",
        ] {
            assert!(!names_an_article(home), "{home}");
        }
        for article in [
            "https://example.ru/news",
            "https://example.ru/?p=959",
            "https://example.ru?id=1&utm_source=rss",
            "https://example.ru/#!/news/1",
            "/news/1",
            "news/1",
            "tag:example.ru,2024:1",
            "urn:uuid:1",
        ] {
            assert!(names_an_article(article), "{article}");
        }
    }
}

//! Addresses as documents write them: made absolute, and whether they can name one article.

use url::Url;

/// Longest address that is believed, in bytes.
pub(super) const LONGEST: usize = 8 * 1024;

/// A relative address resolved against a base; `None` if either is invalid or the result is too long.
pub(super) fn joined(base: &str, relative: &str) -> Option<String> {
    let joined = String::from(Url::parse(base).ok()?.join(relative).ok()?);
    (joined.len() <= LONGEST).then_some(joined)
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
fn web_rest(address: &str) -> Option<&str> {
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

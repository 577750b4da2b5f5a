//! The host of an address: the source of headlines that name no source.

use super::{address::web_rest, archived_url::own_url};

/// The host of a web address in lower case, without `www.`; of a copy in an archive that of the page. `None` if the text
/// is not such an address.
pub fn host_of(text: &str) -> Option<String> {
    let own = own_url(text);
    let rest = web_rest(&own)?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    // There may be a user and a password before the host, and a port after it.
    let host = authority.rsplit('@').next()?.split(':').next()?;
    let host = host
        .strip_prefix("www.")
        .unwrap_or(host)
        .trim_end_matches('.');

    Some(host.to_lowercase()).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, host: Option<&str>) {
        assert_eq!(host_of(text).as_deref(), host, "{text}");
    }

    #[test]
    fn addresses_have_hosts_and_other_texts_have_none() {
        check("https://www.Kommersant.ru/doc/1", Some("kommersant.ru"));
        check("http://utro.ru./life/2017/11/22/", Some("utro.ru"));
        check("https://user@a.example:8080?x", Some("a.example"));
        check("HTTPS://Lenta.ru/1", Some("lenta.ru"));
        check("lenta.ru", None);
        check(
            "https://web.archive.org/web/2024/http://lenta.ru/1",
            Some("lenta.ru"),
        );
        check("https://web.archive.org/", Some("web.archive.org"));
        check("https:///x", None);
    }
}

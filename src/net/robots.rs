//! What a site allows robots to ask: its robots.txt, by RFC 9309.

use super::{WebAddress, address::parse_web_address};
use robotxt::Robots;
use std::time::Duration;

/// The name by which a site can speak to this program in its robots.txt.
const NAME: &str = "rates";

/// Longest pause that a site may ask for; one that asks for more is taken to want no robots.
pub const LONGEST_CRAWL_DELAY: Duration = Duration::from_mins(5);

/// The rules of one site.
#[derive(Clone, Debug)]
pub struct RobotsRules(Robots);

impl RobotsRules {
    /// The rules of a robots.txt for this program; an empty one allows everything.
    pub fn parse(text: &str) -> Self {
        Self(Robots::parse(text.as_bytes(), NAME))
    }

    /// Whether an address of the site may be asked.
    pub fn allows(&self, url: &str) -> bool {
        parse_web_address(url).is_ok_and(|address| self.0.is_url_allowed(&address))
    }

    /// The pause between requests that the site asks for (`Crawl-delay`).
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.0.crawl_delay()
    }
}

impl WebAddress {
    /// The site of an address, scheme, host and port: each has a robots.txt of its own. `None` if the text is no address
    /// of the web.
    pub fn site_of(url: &str) -> Option<String> {
        let address = parse_web_address(url).ok()?;
        Some(address.origin().ascii_serialization())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rules: &str, url: &str, expected: bool) {
        assert_eq!(RobotsRules::parse(rules).allows(url), expected, "{url}");
    }

    #[test]
    fn the_longest_rule_decides_and_a_group_of_our_own_comes_first() {
        let rules = "User-agent: *\nDisallow: /search\nDisallow: /?\nDisallow: */2020/02/13/money/\nAllow: /search/about\n\
            Crawl-delay: 4\n\nUser-agent: rates\nDisallow: /private\n";
        check(rules, "https://a.example/search", true);
        check(rules, "https://a.example/private/1", false);
        let any = rules.split("\n\n").next().unwrap();
        check(any, "https://a.example/search?q=1", false);
        check(any, "https://a.example/search/about", true);
        check(any, "https://a.example/?x", false);
        check(any, "https://a.example/", true);
        check(any, "https://a.example/news/2020/02/13/money/", false);
        check(any, "https://a.example/news/2024/05/02/", true);
        assert_eq!(
            RobotsRules::parse(any).crawl_delay(),
            Some(Duration::from_secs(4))
        );
    }

    #[test]
    fn a_page_in_place_of_the_file_forbids_nothing() {
        check(
            "<!DOCTYPE html><html><body>Disallow</body></html>",
            "https://a.example/s/x",
            true,
        );
        check("", "https://a.example/x", true);
        check("User-agent: *\nDisallow: /", "https://a.example/x", false);
    }

    #[test]
    fn a_site_is_scheme_host_and_port() {
        let site = |url| WebAddress::site_of(url);
        assert_eq!(
            site("https://A.example:443/x?y#z").as_deref(),
            Some("https://a.example")
        );
        assert_eq!(
            site("http://127.0.0.1:8080/x").as_deref(),
            Some("http://127.0.0.1:8080")
        );
        assert_eq!(site("x"), None);
    }
}

//! What a page names in its `<link>` elements: the feeds of its site, and whether WordPress made it.

use super::{
    address::{joined, web_rest},
    host::host_of,
};
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::convert::Infallible;

/// The relation by which WordPress names its interface.
const WORDPRESS: &str = "https://api.w.org/";

/// What a link to a feed has for its type.
const FEED_TYPES: [&str; 4] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
];

/// Most feeds that a page is believed to name.
const MOST_FEEDS: usize = 20;

/// A feed that a page names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamedFeed {
    pub url: String,
    pub title: String,
}

/// What a page names.
#[derive(Debug, Default)]
pub(super) struct PageLinks {
    pub feeds: Vec<NamedFeed>,
    /// The address of the site's WordPress, without a slash at its end.
    pub wordpress: Option<String>,
}

/// Reads the links of a page at `address`, and those of the headers of its answer.
pub(super) fn read_page_links(page: &str, address: &str, headers: &[String]) -> PageLinks {
    let mut links = PageLinks::default();
    for header in headers {
        links.take_header(header, address);
    }

    let mut element = None;
    let mut emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    element = (name == b"link").then(LinkElement::default);
                }
                CallbackEvent::AttributeName { name } => {
                    if let Some(link) = &mut element {
                        link.begin(name);
                    }
                }
                CallbackEvent::AttributeValue { value } => {
                    if let Some(link) = &mut element {
                        link.set(value);
                    }
                }
                CallbackEvent::CloseStartTag { .. } => {
                    if let Some(link) = element.take() {
                        links.take(&link, address);
                    }
                }
                _ => {}
            }
            None
        },
    );
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter).for_each(drop);
    links
}

impl PageLinks {
    /// A header `Link`, which may have several values: `<https://site.example/wp-json/>; rel="https://api.w.org/", …`.
    fn take_header(&mut self, header: &str, address: &str) {
        let values = header.split('<').skip(1);
        let targets = values.filter_map(|value| value.split_once('>'));
        for (target, parameters) in targets {
            if parameters.contains(WORDPRESS) {
                self.take_wordpress(target, address);
            }
        }
    }

    fn take(&mut self, link: &LinkElement, address: &str) {
        let has_relation = |name: &str| {
            let mut relations = link.rel.split_ascii_whitespace();
            relations.any(|relation| relation.eq_ignore_ascii_case(name))
        };
        if has_relation(WORDPRESS) {
            self.take_wordpress(&link.href, address);
        }

        let media_type = link.media_type.split(';').next().unwrap_or_default();
        let is_feed = FEED_TYPES
            .iter()
            .any(|feed| media_type.trim().eq_ignore_ascii_case(feed));
        if !is_feed || !has_relation("alternate") || self.feeds.len() == MOST_FEEDS {
            return;
        }
        if let Some(url) = joined(address, link.href.trim()).filter(|url| host_of(url).is_some())
            && self.feeds.iter().all(|feed| feed.url != url)
        {
            let title = link.title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.feeds.push(NamedFeed { url, title });
        }
    }

    /// The interface is at `/wp-json/`, or where addresses are plain, at `/?rest_route=/`. It is believed of the site's own
    /// host alone: what is written into a configuration is trusted from then on.
    fn take_wordpress(&mut self, interface: &str, address: &str) {
        let here = joined(address, ".");
        let Some(interface) = joined(address, interface.trim())
            .filter(|interface| here.as_deref().and_then(server_of) == server_of(interface))
        else {
            return;
        };
        let site = interface.split(['?', '#']).next().unwrap_or_default();
        let site = site
            .trim_end_matches('/')
            .trim_end_matches("/wp-json")
            .trim_end_matches("/index.php");
        self.wordpress
            .get_or_insert_with(|| site.trim_end_matches('/').to_owned());
    }
}

/// The host of an address, with its port if it has one; with `www.` it is the same host.
fn server_of(address: &str) -> Option<&str> {
    let authority = web_rest(address)?.split(['/', '?', '#']).next()?;
    let server = authority.rsplit('@').next()?;
    Some(server.strip_prefix("www.").unwrap_or(server))
}

/// The attributes of a `<link>`.
#[derive(Default)]
struct LinkElement {
    rel: String,
    media_type: String,
    href: String,
    title: String,
    open: Option<Attribute>,
}

#[derive(Clone, Copy)]
enum Attribute {
    Rel,
    MediaType,
    Href,
    Title,
}

impl LinkElement {
    fn begin(&mut self, name: &[u8]) {
        self.open = match name {
            b"rel" => Some(Attribute::Rel),
            b"type" => Some(Attribute::MediaType),
            b"href" => Some(Attribute::Href),
            b"title" => Some(Attribute::Title),
            _ => None,
        };
    }

    fn set(&mut self, value: &[u8]) {
        let value = String::from_utf8_lossy(value).into_owned();
        match self.open {
            Some(Attribute::Rel) => self.rel = value,
            Some(Attribute::MediaType) => self.media_type = value,
            Some(Attribute::Href) => self.href = value,
            Some(Attribute::Title) => self.title = value,
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "https://site.example/news/";

    #[test]
    fn feeds_are_named_by_alternate_links_of_their_types() {
        let page = "<html><head><LINK REL='alternate' TYPE='application/rss+xml' href='/rss' title='A &amp; B'>\
            <link rel=\"alternate home\" type=\"application/atom+xml; charset=utf-8\" href=atom>\
            <link rel=alternate type=application/feed+json href=//cdn.example/f.json>\
            <link rel=alternate type=application/rss+xml href=/rss><link rel=alternate hreflang=en href=/en/>\
            <link rel=stylesheet type=application/rss+xml href=/s><link rel=alternate type=application/rss+xml \
            href='javascript:x'></head><script>'<link rel=alternate type=application/rss+xml href=/no>'</script>";
        let feeds: Vec<_> = read_page_links(page, HERE, &[])
            .feeds
            .into_iter()
            .map(|feed| format!("{} {}", feed.url, feed.title))
            .collect();
        assert_eq!(
            feeds,
            [
                "https://site.example/rss A & B",
                "https://site.example/news/atom ",
                "https://cdn.example/f.json ",
            ]
        );
    }

    #[test]
    fn a_site_made_with_wordpress_names_its_interface() {
        let of_element = |href: &str| {
            let page = format!("<link rel='https://api.w.org/' href='{href}' />");
            read_page_links(&page, HERE, &[]).wordpress
        };
        let root = Some("https://site.example".to_owned());
        assert_eq!(of_element("https://site.example/wp-json/"), root);
        assert_eq!(of_element("/index.php?rest_route=/"), root);
        assert_eq!(of_element("/?rest_route=/"), root);
        assert_eq!(
            of_element("/blog/wp-json/").as_deref(),
            Some("https://site.example/blog")
        );

        assert_eq!(
            of_element("https://www.site.example/wp-json/").as_deref(),
            Some("https://www.site.example")
        );
        for elsewhere in [
            "http://192.168.0.1/wp-json/",
            "https://site.example:8443/wp-json/",
            "https://site.example.evil/wp-json/",
            "javascript:x",
        ] {
            assert_eq!(of_element(elsewhere), None, "{elsewhere}");
        }

        let header = "<https://site.example/x>; rel=shortlink, <https://site.example/wp-json/>; rel=\"https://api.w.org/\"";
        assert_eq!(
            read_page_links("", HERE, &[header.to_owned()]).wordpress,
            root
        );
        assert_eq!(read_page_links("<p>", HERE, &[]).wordpress, None);
    }
}

//! JSON-LD of a page: the article's `datePublished`, headline, section, keywords and author.
//!
//! Objects may be alone, in arrays, in `@graph`, or inside others. If several articles are described, the one of the
//! page's address counts, else they must agree. Invalid JSON (raw line breaks in strings, a trailing comma, a truncated
//! text) is searched only for its `"datePublished"`.

use super::lines::non_empty;
use crate::{
    encoding::without_controls,
    model::{Published, parse_instant},
    news::url_date::after_scheme,
};
use serde_json::Value;

/// What JSON-LD tells of the article.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    pub published: Option<Published>,
    pub headline: Option<String>,
    pub section: Option<String>,
    pub keywords: Vec<String>,
    pub author: Option<String>,
}

/// Keys under which other articles hang.
const OTHERS_KEYS: [&str; 6] = [
    "itemListElement",
    "mentions",
    "citation",
    "isBasedOn",
    "comment",
    "relatedLink",
];

/// Reads the scripts of a page; `url` is the page's.
pub(super) fn parse_json_ld(scripts: &[String], url: Option<&str>) -> JsonLd {
    let values: Vec<Value> = scripts
        .iter()
        .filter_map(|script| value_of(script))
        .collect();
    let mut articles = Vec::new();
    for value in &values {
        collect_articles(value, &mut articles);
    }

    let of_page = articles.iter().find(|article| {
        url.is_some_and(|url| addresses(article).any(|other| is_same_page(other, url)))
    });
    let article = of_page.or(articles.first());
    let mut found = article.map_or_else(JsonLd::default, |article| read_article(article));

    if of_page.is_none() && articles.len() > 1 {
        // A list of articles: their common day is the page's, other days are not.
        if !are_of_one_day(&articles) {
            found.published = None;
        }
    } else if found.published.is_none() {
        let mut broken = scripts.iter().filter(|script| value_of(script).is_none());
        found.published = broken.find_map(|script| searched(script));
    }

    found
}

fn are_of_one_day(articles: &[&Value]) -> bool {
    let mut days = articles
        .iter()
        .filter_map(|article| Some(published_of(article)?.day()));
    let first = days.next();
    days.all(|day| Some(day) == first)
}

fn value_of(script: &str) -> Option<Value> {
    // Comments and CDATA marks around it are of the HTML.
    let from = script.find(['{', '['])?;
    let body = script.get(from..=script.rfind(['}', ']'])?)?;
    serde_json::from_str(body).ok().or_else(|| {
        // Some sites write raw line breaks and other controls inside strings.
        let on_one_line = without_controls(body).replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&on_one_line).ok()
    })
}

/// Articles of a value, outermost first. serde_json has refused what is nested too deep to recurse.
fn collect_articles<'a>(value: &'a Value, articles: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_articles(item, articles)),
        Value::Object(object) => {
            if is_article(value) {
                articles.push(value);
            }
            let own = object
                .iter()
                .filter(|(key, _)| !OTHERS_KEYS.contains(&key.as_str()));
            own.for_each(|(_, inner)| collect_articles(inner, articles));
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let is_one = match &value["@type"] {
        Value::Array(kinds) => kinds.iter().any(is_kind_of_article),
        kind => is_kind_of_article(kind),
    };
    is_one && published_of(value).is_some()
}

fn is_kind_of_article(kind: &Value) -> bool {
    kind.as_str().is_some_and(|kind| {
        ["Article", "Posting", "Report"]
            .iter()
            .any(|end| kind.ends_with(end))
    })
}

fn published_of(article: &Value) -> Option<Published> {
    article["datePublished"]
        .as_str()
        .and_then(|text| parse_instant(text).ok())
}

fn addresses(article: &Value) -> impl Iterator<Item = &str> {
    let page = &article["mainEntityOfPage"];
    [
        &article["url"],
        &article["@id"],
        page,
        &page["@id"],
        &page["url"],
    ]
    .into_iter()
    .filter_map(Value::as_str)
}

/// Whether two addresses are of one page: the host's `www.` and scheme, query and last slash do not matter.
fn is_same_page(one: &str, other: &str) -> bool {
    bare_address(one) == bare_address(other)
}

fn bare_address(url: &str) -> &str {
    let rest = after_scheme(url);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let path = rest.split(['?', '#']).next();
    path.unwrap_or_default().trim_end_matches('/')
}

fn read_article(article: &Value) -> JsonLd {
    // One author or a list of them.
    let author = &article["author"];
    JsonLd {
        published: published_of(article),
        headline: article["headline"].as_str().and_then(non_empty),
        section: texts(&article["articleSection"]).into_iter().next(),
        keywords: texts(&article["keywords"]),
        author: name_of(author.get(0).unwrap_or(author)),
    }
}

fn name_of(author: &Value) -> Option<String> {
    author
        .as_str()
        .or_else(|| author["name"].as_str())
        .and_then(non_empty)
}

/// A text, a list of texts, or texts with commas between them.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split(',').filter_map(non_empty).collect(),
        Value::Array(items) => items
            .iter()
            .filter_map(|item| non_empty(item.as_str()?))
            .collect(),
        _ => Vec::new(),
    }
}

/// The first readable `"datePublished": "…"` of a text.
fn searched(text: &str) -> Option<Published> {
    text.split("\"datePublished\"")
        .skip(1)
        .find_map(|rest| parse_instant(quoted_value(rest)?).ok())
}

/// The quoted value after a key and its colon.
fn quoted_value(rest: &str) -> Option<&str> {
    let value = rest
        .trim_start()
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('"')?;
    Some(value.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, expected: &str) {
        let found = parse_json_ld(
            &[script.to_owned()],
            Some("https://example.ru/a/?from=main"),
        );
        assert_eq!(
            found
                .published
                .map_or(String::new(), |published| published.to_string()),
            expected,
            "{script}"
        );
    }

    #[test]
    fn alone_in_arrays_in_graphs_inside_others() {
        let article = r#"{"@type":"NewsArticle","datePublished":"2026-09-09T16:38:19.467+03:00"}"#;
        let expected = "2026-09-09T16:38:19+03:00";
        check(article, expected);
        check(&format!("[{{\"@type\":\"WebSite\"}},{article}]"), expected);
        check(
            &format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{article}]}}"),
            expected,
        );
        check(
            &format!("{{\"@type\":\"WebPage\",\"mainEntity\":{article}}}"),
            expected,
        );
        check(&format!("<!-- //<![CDATA[\n{article}\n//]]> -->"), expected);
        check(
            r#"{"@type":["Article","NewsArticle"],"datePublished":"2026-09-09"}"#,
            "2026-09-09",
        );
    }

    #[test]
    fn broken() {
        check(
            "{\"@type\":\"NewsArticle\",\"headline\":\"a\nb\",\"datePublished\":\"2026-09-09\"}",
            "2026-09-09",
        );
        check(
            r#"{"@type":"NewsArticle","datePublished":"2026-09-09",,}"#,
            "2026-09-09",
        );
        check(
            r#"{"@type":"NewsArticle","datePublished":"2026-09-09","x":"cut"#,
            "2026-09-09",
        );
        check(r#"{"datePublished":"soon","x":"cut"#, "");
        check(&"[".repeat(100_000), "");
    }

    #[test]
    fn of_several_the_one_of_the_page() {
        let one = |id: &str, day: &str| {
            format!(r#"{{"@type":"Article","url":"{id}","datePublished":"{day}"}}"#)
        };
        let (a, b) = (
            one("http://www.example.ru/a", "2026-09-09"),
            one("http://example.ru/b", "2026-09-08"),
        );
        check(&format!("[{b},{a}]"), "2026-09-09");
        check(
            &format!("[{b},{}]", one("http://example.ru/c", "2026-09-07")),
            "",
        );
        check(
            &format!(r#"{{"@type":"ItemList","itemListElement":[{b}]}}"#),
            "",
        );
    }

    #[test]
    fn the_other_fields() {
        let script = r#"{"@type":"NewsArticle","datePublished":"2026-09-09","headline":" Заголовок ",
            "articleSection":["Экономика"],"keywords":"Рубль, Банк России","author":[{"name":"Иван Петров"}]}"#;
        let found = parse_json_ld(&[script.to_owned()], None);
        assert_eq!(found.headline.as_deref(), Some("Заголовок"));
        assert_eq!(found.section.as_deref(), Some("Экономика"));
        assert_eq!(found.keywords, ["Рубль", "Банк России"]);
        assert_eq!(found.author.as_deref(), Some("Иван Петров"));
    }
}

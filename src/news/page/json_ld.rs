//! JSON-LD of a page: the article's `datePublished`, headline, section, keywords and author.
//!
//! Objects may be alone, in arrays, in `@graph`, or inside others. If several articles are described, the one of the
//! page's address counts, else they must agree. Where there is no article, a recipe, a question and the like counts in
//! the same way, and then the `WebPage` of the page's own address, which plugins of blogs write. Invalid JSON (raw line
//! breaks in strings, a trailing comma, a truncated text) is searched only for its `"datePublished"`.

use super::{
    items::{is_article_type, is_main_type},
    lines::non_empty,
};
use crate::{
    encoding::without_controls,
    model::{Published, parse_instant},
    news::archived_url::{after_scheme, own_url},
};
use serde_json::Value;

/// What JSON-LD tells of the article.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    pub published: Option<Published>,
    /// Of what is no article: of a recipe, of the page.
    pub page_published: Option<Published>,
    pub headline: Option<String>,
    pub section: Option<String>,
    pub keywords: Vec<String>,
    pub author: Option<String>,
}

/// Keys under which other articles hang.
const OTHERS_KEYS: [&str; 11] = [
    "itemListElement",
    "mentions",
    "citation",
    "isBasedOn",
    "comment",
    "relatedLink",
    "review",
    "acceptedAnswer",
    "suggestedAnswer",
    "liveBlogUpdate",
    "blogPost",
];

/// Reads the scripts of a page; `url` is the page's.
pub(super) fn parse_json_ld(scripts: &[String], url: Option<&str>) -> JsonLd {
    let values: Vec<Value> = scripts
        .iter()
        .filter_map(|script| value_of(script))
        .collect();
    let articles = dated_objects(&values, &is_article_type);
    let of_page = of_address(&articles, url);
    let article = of_page.or(articles.first().copied());
    let mut found = article.map_or_else(JsonLd::default, read_article);
    found.page_published = page_published(&values, url);

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

/// What is no article and has a day: a recipe or a question, else the page itself.
fn page_published(values: &[Value], url: Option<&str>) -> Option<Published> {
    let things = dated_objects(values, &is_main_type);
    let thing = of_address(&things, url)
        .or_else(|| things.first().copied().filter(|_| are_of_one_day(&things)));

    // A front page has the day on which the site was made.
    let url = url.filter(|url| bare_address(url).contains('/'));
    let pages = dated_objects(values, &is_page_type);
    published_of(thing.or_else(|| of_address(&pages, url))?)
}

/// Pages that are no lists.
fn is_page_type(name: &str) -> bool {
    matches!(
        name,
        "WebPage" | "ItemPage" | "FAQPage" | "QAPage" | "MedicalWebPage"
    )
}

fn of_address<'a>(objects: &[&'a Value], url: Option<&str>) -> Option<&'a Value> {
    let url = url?;
    objects
        .iter()
        .copied()
        .find(|object| addresses(object).any(|other| is_same_page(other, url)))
}

/// The objects with a readable `datePublished` of which `is_wanted` wants a type, outermost first.
fn dated_objects<'a>(values: &'a [Value], is_wanted: &dyn Fn(&str) -> bool) -> Vec<&'a Value> {
    let mut found = Vec::new();
    for value in values {
        collect_objects(value, is_wanted, &mut found);
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

/// serde_json has refused what is nested too deep to recurse.
fn collect_objects<'a>(
    value: &'a Value,
    is_wanted: &dyn Fn(&str) -> bool,
    found: &mut Vec<&'a Value>,
) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| collect_objects(item, is_wanted, found)),
        Value::Object(object) => {
            if has_type(value, is_wanted) && published_of(value).is_some() {
                found.push(value);
            }
            let own = object
                .iter()
                .filter(|(key, _)| !OTHERS_KEYS.contains(&key.as_str()));
            own.for_each(|(_, inner)| collect_objects(inner, is_wanted, found));
        }
        _ => {}
    }
}

fn has_type(value: &Value, is_wanted: &dyn Fn(&str) -> bool) -> bool {
    let is_one = |kind: &Value| kind.as_str().is_some_and(is_wanted);
    match &value["@type"] {
        Value::Array(kinds) => kinds.iter().any(is_one),
        kind => is_one(kind),
    }
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

/// Whether two addresses are of one page: the host's `www.` and scheme, query, last slash and an archive around them do
/// not matter.
pub(super) fn is_same_page(one: &str, other: &str) -> bool {
    bare_address(&own_url(one)) == bare_address(&own_url(other))
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
        page_published: None,
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

    fn check_page(script: &str, url: &str, expected: &str) {
        let found = parse_json_ld(&[script.to_owned()], Some(url));
        assert_eq!(found.published, None, "{script}");
        let page = found.page_published.map(|published| published.to_string());
        assert_eq!(page.unwrap_or_default(), expected, "{script}");
    }

    #[test]
    fn the_page_of_a_blogs_plugin_by_its_own_address() {
        let script = |url: &str| {
            format!(
                r#"{{"@graph":[{{"@type":"WebSite","url":"https://example.ru/"}},
                {{"@type":"WebPage","@id":"{url}#webpage","url":"{url}","datePublished":"2026-09-09T10:00:00+03:00"}}]}}"#
            )
        };
        let own = "https://example.ru/a/";
        check_page(&script(own), own, "2026-09-09T10:00:00+03:00");
        check_page(
            &script(own),
            "https://web.archive.org/web/20260910000000/https://example.ru/a/",
            "2026-09-09T10:00:00+03:00",
        );
        check_page(&script("https://example.ru/b/"), own, "");
        check_page(&script("https://example.ru/"), "https://example.ru/", "");
    }

    #[test]
    fn recipes_questions_and_checked_claims_are_dated() {
        let url = "https://example.ru/a";
        for kind in ["Recipe", "HowTo", "ClaimReview"] {
            let script = format!(r#"{{"@type":"{kind}","datePublished":"2026-09-09"}}"#);
            check_page(&script, url, "2026-09-09");
        }
        let question = r#"{"@type":"QAPage","mainEntity":{"@type":"Question","datePublished":"2026-09-09",
            "acceptedAnswer":{"@type":"Answer","datePublished":"2026-09-10"},
            "suggestedAnswer":[{"@type":"Answer","datePublished":"2026-09-11"}]}}"#;
        check_page(question, url, "2026-09-09");
        for kind in [
            "Comment",
            "Answer",
            "VideoObject",
            "Event",
            "CollectionPage",
        ] {
            let script =
                format!(r#"{{"@type":"{kind}","url":"{url}","datePublished":"2026-09-09"}}"#);
            check_page(&script, url, "");
        }
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

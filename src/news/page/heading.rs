//! Which of the headings of a page is its article's.

use super::{
    html::{Heading, HtmlPage},
    lines::folded,
    site_name::{SiteNames, is_same, part_of_heading, split_last},
};
use std::cmp::Reverse;

/// Characters in which a heading and the page's title agree when they are of one article.
const ALIKE_CHARS: usize = 20;

impl HtmlPage {
    /// The heading of the article, if a heading can be it. `names` are the site's.
    pub fn article_heading(&self, names: &SiteNames) -> Option<&Heading> {
        let titles = self.titles();
        article_heading(
            &self.headings,
            &titles.each_ref().map(String::as_str),
            names,
        )
    }

    /// Whether a heading is more than a name in the header of the site.
    pub fn is_of_article(&self, heading: &Heading) -> bool {
        let mut titles = self.titles().into_iter();
        !heading.is_in_header
            || titles.any(|title| {
                is_main_part(&title, &heading.text) || begin_alike(&title, &heading.text)
            })
    }

    fn titles(&self) -> [String; 2] {
        let shared = self.meta("og:title").unwrap_or_default();
        [folded(shared), folded(&self.title)]
    }
}

/// The longest that is the main part of one of the page's titles, else the first that begins like one, else the first
/// outside the header of the site. A name of the site and a lesser part of a title, as a logo is, are none.
fn article_heading<'h>(
    headings: &'h [Heading],
    titles: &[&str],
    names: &SiteNames,
) -> Option<&'h Heading> {
    let candidates = headings.iter().filter(|one| !names.has(&one.text));
    let candidates: Vec<&Heading> = candidates.collect();
    let is_main = |one: &Heading| titles.iter().any(|title| is_main_part(title, &one.text));
    let begins = |one: &Heading| titles.iter().any(|title| begin_alike(title, &one.text));

    let mut others = candidates.clone();
    others.retain(|one| !is_last_part(titles, &one.text));
    let of_title = candidates.iter().filter(|one| is_main(one));
    of_title
        .min_by_key(|one| Reverse(one.text.len()))
        .or_else(|| others.iter().find(|one| begins(one)))
        .or_else(|| others.iter().find(|one| !one.is_in_header))
        .or(others.first())
        .copied()
}

/// Whether a heading is all of a title, or its first part, or the last one where the site's name comes first.
fn is_main_part(title: &str, heading: &str) -> bool {
    let is_longer_tail =
        |(head, tail): (&str, &str)| is_same(tail, heading) && tail.len() >= head.len();
    is_same(title, heading)
        || part_of_heading(title, heading).is_some()
        || split_last(title).is_some_and(is_longer_tail)
}

/// Whether a title and a heading begin alike; either may go on with what the other lacks.
fn begin_alike(title: &str, heading: &str) -> bool {
    let title = title.to_lowercase();
    let heading = heading.to_lowercase();
    let pairs = title.chars().zip(heading.chars());
    let common = pairs.take_while(|(one, other)| one == other).count();
    common > 0 && (title.starts_with(&heading) || common >= ALIKE_CHARS)
}

/// Whether one of the titles ends in a text.
fn is_last_part(titles: &[&str], text: &str) -> bool {
    let mut parts = titles.iter().filter_map(|title| split_last(title));
    parts.any(|(_, tail)| is_same(tail, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headings: &[&str], titles: &[&str], expected: Option<&str>) {
        let headings: Vec<Heading> = headings.iter().map(|text| heading(text)).collect();
        let found = article_heading(&headings, titles, &names());
        assert_eq!(found.map(|one| one.text.as_str()), expected, "{titles:?}");
    }

    /// One with a bar in front of it is in the header.
    fn heading(text: &str) -> Heading {
        let bare = text.trim_start_matches("| ");
        Heading {
            text: bare.to_owned(),
            line: 0,
            is_in_header: bare != text,
            content_from: None,
        }
    }

    fn names() -> SiteNames {
        let mut names = SiteNames::default();
        names.add("Деловая газета");
        names
    }

    #[test]
    fn a_logo_is_no_heading() {
        let rose = "Рубль вырос";
        check(&["Газета", rose], &["Рубль вырос | Газета"], Some(rose));
        check(&["Газета"], &["Рубль вырос | Газета"], None);
        check(&["Новости", rose], &["Газета — Рубль вырос"], Some(rose));
        check(&["Деловая Газета", rose], &[], Some(rose));
        let longer = "Рубль вырос вчера";
        check(&[rose, longer], &[longer], Some(longer));
        check(&[rose, "Ещё"], &["Иное"], Some(rose));
        check(&[], &["Иное"], None);
    }

    #[test]
    fn a_heading_like_the_title_comes_before_one_outside_the_header() {
        let logo = "| Биржевой листок";
        let title = "Рубль вырос к доллару и евро";
        let other = "Рубль вырос к доллару на торгах";
        check(&["Читайте", other], &[title], Some(other));
        check(&[logo, "Иное"], &[title], Some("Иное"));
        check(&[logo], &[title], Some("Биржевой листок"));
        check(&["| Рубль вырос", "Читайте"], &[title], Some("Рубль вырос"));
    }
}

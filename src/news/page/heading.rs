//! Which of the headings of a page is its article's.

use super::{
    html::{Heading, HtmlPage},
    lines::folded,
    site_name::{SiteNames, is_same, part_of_heading, split_last},
};
use std::cmp::Reverse;

impl HtmlPage {
    /// The heading of the article, if a heading can be it. `names` are the site's.
    pub fn article_heading(&self, names: &SiteNames) -> Option<&Heading> {
        let titles = self.titles();
        article_heading(
            [&self.headings, &self.subheadings],
            &titles.each_ref().map(String::as_str),
            names,
        )
    }

    /// Whether a heading is more than a name in the header of the site.
    pub fn is_of_article(&self, heading: &Heading) -> bool {
        let titles = self.titles();
        is_of_article(heading, &titles.each_ref().map(String::as_str))
    }

    fn titles(&self) -> [String; 2] {
        let shared = self.meta("og:title").unwrap_or_default();
        [folded(shared), folded(&self.title)]
    }
}

/// The longest that is the main part of one of the page's titles, else the first that is most of one, else an `h2` that is
/// the main part of one, else the first outside the header of the site. A name of the site and a lesser part of a title, as
/// a logo is, are none.
fn article_heading<'h>(
    [headings, subheadings]: [&'h [Heading]; 2],
    titles: &[&str],
    names: &SiteNames,
) -> Option<&'h Heading> {
    let candidates = headings.iter().filter(|one| !names.has(&one.text));
    let candidates: Vec<&Heading> = candidates.collect();
    let believed = || {
        let candidates = candidates.iter().copied();
        candidates.filter(|one| is_of_article(one, titles))
    };
    let is_main = |one: &Heading| titles.iter().any(|title| is_main_part(title, &one.text));
    let is_most = |one: &Heading| titles.iter().any(|title| is_most_of(title, &one.text));
    let is_other = |one: &Heading| !is_last_part(titles, &one.text);

    let of_title = believed().filter(|one| is_main(one));
    of_title
        .min_by_key(|one| Reverse(one.text.len()))
        .or_else(|| believed().find(|one| is_most(one)))
        .or_else(|| subheadings.iter().find(|one| is_main(one)))
        .or_else(|| believed().find(|one| is_other(one)))
        .or_else(|| candidates.iter().copied().find(|one| is_other(one)))
}

/// Whether a heading is outside the header of the site, or more than a name in it.
fn is_of_article(heading: &Heading, titles: &[&str]) -> bool {
    let mut titles = titles.iter();
    !heading.is_in_header || titles.any(|title| is_most_of(title, &heading.text))
}

/// Whether a heading is all of a title, or its first part, or the last one where the site's name comes first.
fn is_main_part(title: &str, heading: &str) -> bool {
    is_same(title, heading)
        || part_of_heading(title, heading).is_some()
        || is_longer_tail(title, heading)
}

/// Whether a title and a heading agree in more than half of the title, from its start or behind the site's name; either
/// may go on with what the other lacks. A title can begin with the site's name, too.
fn is_most_of(title: &str, heading: &str) -> bool {
    let title_small = title.to_lowercase();
    let heading_small = heading.to_lowercase();
    let pairs = title_small.chars().zip(heading_small.chars());
    let common = pairs.take_while(|(one, other)| one == other).count();

    2 * common > title_small.chars().count() || is_longer_tail(title, heading)
}

fn is_longer_tail(title: &str, heading: &str) -> bool {
    split_last(title).is_some_and(|(head, tail)| is_same(tail, heading) && tail.len() >= head.len())
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
        let found = article_heading([&headings, &[]], titles, &names());
        assert_eq!(found.map(|one| one.text.as_str()), expected, "{titles:?}");
    }

    #[test]
    fn under_a_logo_the_heading_is_an_h2_that_is_the_title() {
        let check = |first: &str, titles: &[&str], expected: &str| {
            let second = [heading("Читайте также"), heading("Рубль вырос")];
            let first = [heading(first)];
            let found = article_heading([&first, &second], titles, &names());
            assert_eq!(found.map(|one| one.text.as_str()), Some(expected));
        };
        check("Листок", &["Рубль вырос | Листок"], "Рубль вырос");
        check(
            "Рубль вырос вчера",
            &["Рубль вырос вчера"],
            "Рубль вырос вчера",
        );
        check("Листок", &["Нефть дешевеет"], "Листок");
    }

    /// One with a bar in front of it is in the header.
    fn heading(text: &str) -> Heading {
        let bare = text.trim_start_matches("| ");
        Heading {
            text: bare.to_owned(),
            line: 0,
            is_first: true,
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
    fn in_the_header_of_the_site_is_a_heading_that_is_most_of_the_title() {
        let logo = "| Биржевой листок";
        let title = "Рубль вырос к доллару и евро";
        let other = "Рубль вырос к доллару на торгах";
        check(&["Читайте", other], &[title], Some(other));
        check(&[logo, "Иное"], &[title], Some("Иное"));
        check(&[logo], &[title], Some("Биржевой листок"));
        let in_header = format!("| {title}");
        check(&["Читайте", &in_header], &[title], Some(title));
        check(
            &[logo, "Иное"],
            &["Биржевой листок — Рубль вырос к евро"],
            Some("Иное"),
        );
    }
}

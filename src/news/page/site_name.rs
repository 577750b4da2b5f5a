//! The site's name in a title: where a title has parts, which of them is the site's, and what is left without it.

use std::cmp::Reverse;

/// Signs with blanks around them that part a title, and bars that do without.
const SEPARATORS: [&str; 15] = [
    " | ", " — ", " – ", " - ", " :: ", " • ", " · ", " * ", " / ", " » ", " « ", "|", "｜", "ㅣ",
    "：",
];

/// Fewest characters of a heading that is believed to be the whole title: of a word alone more may belong to it.
const FEWEST_CHARACTERS: usize = 8;

/// Most names that fall off one title: the site's, its section's, its publisher's.
const MOST_PARTS: usize = 3;

/// The names of a site, each as the letters and digits that count in a comparison.
#[derive(Clone, Debug, Default)]
pub(super) struct SiteNames(Vec<String>);

impl SiteNames {
    pub fn add(&mut self, name: &str) {
        let key = key_of(name);
        if !key.is_empty() {
            self.0.push(key);
        }
    }

    /// The name of a host, with and without its last part: `Golem.de`, `WELT`.
    pub fn add_host(&mut self, host: &str) {
        self.add(host);
        if let Some((name, _)) = host.rsplit_once('.') {
            self.add(name);
        }
    }

    /// Whether a text is the site's name and nothing else.
    pub fn has(&self, text: &str) -> bool {
        let key = key_of(text);
        !key.is_empty() && self.0.contains(&key)
    }

    /// A title without the site's name behind it or before it.
    pub fn without<'t>(&self, title: &'t str) -> &'t str {
        let mut rest = title;
        for _ in 0..MOST_PARTS {
            rest = match (split_last(rest), split_first(rest)) {
                (Some((head, tail)), _) if self.has(tail) => head,
                (_, Some((head, tail))) if self.has(head) => tail,
                _ => break,
            };
        }

        rest
    }
}

/// The part of a title that is a heading of the page, if nothing but other parts follows it.
pub(super) fn part_of_heading<'t>(title: &'t str, heading: &str) -> Option<&'t str> {
    if heading.chars().count() < FEWEST_CHARACTERS {
        return None;
    }

    let end = end_of_prefix(title, heading)?;
    let begins_part = SEPARATORS
        .iter()
        .any(|separator| title[end..].starts_with(separator));
    begins_part.then(|| &title[..end])
}

/// A title before and behind its last separator.
pub(super) fn split_last(title: &str) -> Option<(&str, &str)> {
    let ends = SEPARATORS.iter().filter_map(|separator| {
        let at = title.rfind(separator)?;
        Some((at, at + separator.len()))
    });
    let (end, start) = ends.max()?;
    parts(title, end, start)
}

fn split_first(title: &str) -> Option<(&str, &str)> {
    let ends = SEPARATORS.iter().filter_map(|separator| {
        let at = title.find(separator)?;
        // Of two at one place the wider one: a bar and its blanks.
        Some((at, Reverse(separator.len())))
    });
    let (end, Reverse(width)) = ends.min()?;
    parts(title, end, end + width)
}

fn parts(title: &str, end: usize, start: usize) -> Option<(&str, &str)> {
    let (head, tail) = (title[..end].trim(), title[start..].trim());
    (!head.is_empty() && !tail.is_empty()).then_some((head, tail))
}

/// Where the start of a text that reads like `prefix` ends: blanks, capitals and the kind of quotes do not matter.
fn end_of_prefix(text: &str, prefix: &str) -> Option<usize> {
    let mut seen = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut end = 0;
    for wanted in prefix.chars().filter(|c| !c.is_whitespace()) {
        let (at, found) = seen.next()?;
        if folded_sign(found) != folded_sign(wanted) {
            return None;
        }
        end = at + found.len_utf8();
    }

    Some(end)
}

/// Whether two texts read alike.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    !other.is_empty() && end_of_prefix(one, other) == Some(one.trim_end().len())
}

fn folded_sign(sign: char) -> char {
    match sign {
        '«' | '»' | '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        '–' | '—' => '-',
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// The letters and digits of a name in small letters, without the article of an English one.
fn key_of(name: &str) -> String {
    let small = name.to_lowercase();
    let name = small.trim().strip_prefix("the ").unwrap_or(&small);
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> SiteNames {
        let mut names = SiteNames::default();
        names.add("The Times");
        names.add("Деловая газета");
        names.add_host("golem.de");
        names
    }

    #[test]
    fn the_sites_name_falls_off_both_ends() {
        for (title, rest) in [
            ("Рубль вырос | Деловая газета", "Рубль вырос"),
            ("Рубль вырос — «Деловая газета»", "Рубль вырос"),
            ("Рубль вырос|ДЕЛОВАЯ ГАЗЕТА", "Рубль вырос"),
            ("Деловая газета: Рубль вырос", "Деловая газета: Рубль вырос"),
            ("Деловая газета | Рубль вырос", "Рубль вырос"),
            ("Rates rose - Golem.de", "Rates rose"),
            ("Rates rose - Golem - Times", "Rates rose"),
            ("Рубль — валюта", "Рубль — валюта"),
            ("Деловая газета", "Деловая газета"),
            ("| Деловая газета", "| Деловая газета"),
        ] {
            assert_eq!(names().without(title), rest, "{title}");
        }
    }

    #[test]
    fn a_heading_is_the_title_where_another_part_follows_it() {
        let check = |title: &str, heading: &str, part: Option<&str>| {
            assert_eq!(part_of_heading(title, heading), part, "{title}");
        };
        check(
            "Рубль вырос – DW – 13.06.2023",
            "Рубль вырос",
            Some("Рубль вырос"),
        );
        check(
            "«Рубль»  вырос | x",
            "\"Рубль\" Вырос",
            Some("«Рубль»  вырос"),
        );
        check("Рубль вырос, а евро нет", "Рубль вырос", None);
        check("Рубль вырос", "Рубль вырос", None);
        check("Рубль - валюта", "Рубль", None);
    }
}

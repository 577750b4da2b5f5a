//! The language of a title by its letters. No table of words is asked, so languages of one alphabet that have no letters of
//! their own stay together: German counts as English, Serbian without its letters as Russian (docs/relevance.md).

/// A language that letters can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleLanguage {
    /// Cyrillic letters that Russian has.
    Russian,
    Ukrainian,
    Belarusian,
    /// Latin letters.
    English,
    /// Other letters, or none.
    Other,
}

impl TitleLanguage {
    /// Its stable name: a code of ISO 639, or `other`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Russian => "ru",
            Self::Ukrainian => "uk",
            Self::Belarusian => "be",
            Self::English => "en",
            Self::Other => "other",
        }
    }

    /// The language of a title: Cyrillic if a quarter of its letters are, since Russian titles are full of Latin names and
    /// English ones have no Cyrillic; else the alphabet of most of its letters.
    pub fn of(title: &str) -> Self {
        let [mut cyrillic, mut latin, mut other] = [0_usize; 3];
        for letter in title.chars().filter(|letter| letter.is_alphabetic()) {
            match letter {
                'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                    latin += 1;
                }
                '\u{400}'..='\u{52f}' => cyrillic += 1,
                _ => other += 1,
            }
        }

        if cyrillic > 0 && cyrillic * 3 >= latin + other {
            cyrillic_language(&title.to_lowercase())
        } else if latin > other {
            Self::English
        } else {
            Self::Other
        }
    }
}

/// The language of a title in small Cyrillic letters. A Russian one that quotes a foreign name has letters of both, and
/// stays Russian.
fn cyrillic_language(title: &str) -> TitleLanguage {
    let has = |letters: &[char]| title.contains(letters);
    let is_belarusian = has(&['ў']) || (has(&['і']) && has(&['ы', 'э', 'ё']));

    if title.chars().any(is_foreign) {
        TitleLanguage::Other
    } else if is_belarusian && !has(&['и', 'щ', 'ъ', 'ї', 'є', 'ґ']) {
        TitleLanguage::Belarusian
    } else if has(&['і', 'ї', 'є', 'ґ']) && !has(&['ы', 'э', 'ё', 'ъ']) {
        TitleLanguage::Ukrainian
    } else {
        TitleLanguage::Russian
    }
}

/// Whether a Cyrillic letter is of none of the three languages: `ә`, `ј`.
const fn is_foreign(letter: char) -> bool {
    matches!(letter, '\u{450}'..='\u{52f}') && !matches!(letter, 'ё' | 'є' | 'і' | 'ї' | 'ў' | 'ґ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(expected: &str, titles: &[&str]) {
        for title in titles {
            assert_eq!(TitleLanguage::of(title).name(), expected, "{title}");
        }
    }

    #[test]
    fn the_alphabet_decides() {
        check(
            "ru",
            &[
                "ЦБ сохранил ставку",
                "Apple подала в суд на Samsung",
                "iPhone подорожал",
                "Google ушёл",
            ],
        );
        check(
            "en",
            &[
                "Bank of Russia keeps rate",
                "Erdoğan visits Moscow",
                "Oil at $80",
                "ЦБ: key rate unchanged",
            ],
        );
        check("other", &["", "16,5 %", "俄罗斯央行", "😀 — 5"]);
    }

    #[test]
    fn letters_of_one_language_tell_it_from_its_neighbours() {
        check("uk", &["Нацбанк підвищив облікову ставку", "Ґрунт і є"]);
        check("be", &["Нацбанк знізіў стаўку", "Рубель і ўсе цэны"]);
        check("other", &["Теңге бағамы әлсіреді", "Динар јача"]);
    }

    #[test]
    fn a_russian_title_that_quotes_a_name_stays_russian() {
        check(
            "ru",
            &[
                "Глава «Київстара» объявил о продаже",
                "Съезд «Ўзбекистон» открыт",
                "Курс вырос",
            ],
        );
    }
}

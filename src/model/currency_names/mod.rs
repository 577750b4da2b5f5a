//! Currencies by their names and signs: `доллар`, `долларов`, `Swiss franc`, `канадский доллар`, `€`.
//!
//! The names are the catalogue's and some customary ones, in any case and number of Russian; a noun alone (`франк`) is
//! the one currency with that name that is quoted today. If there are several, custom decides for the dollar and the
//! pound, and otherwise nothing is guessed.

use super::currency::{CATALOGUE, Currency};
use std::sync::LazyLock;

/// The result of looking up a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The ruble itself.
    Ruble,
    /// One currency.
    One(&'static Currency),
    /// Currencies that share the name, in the order of the catalogue; at least two.
    Several(Vec<&'static Currency>),
    /// No currency's name.
    Nothing,
}

/// How Russian nouns are declined: the endings that a stem takes, the nominative first.
const ENDINGS: [(&str, &[&str]); 7] = [
    // `доллар`, `франк`
    (
        "hard",
        &["", "а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"],
    ),
    ("soft", SOFT_ENDINGS),
    // `крона`, `лира`
    (
        "feminine",
        &["а", "ы", "и", "е", "у", "ой", "", "ам", "ами", "ах"],
    ),
    // `рупия`
    (
        "feminine_iya",
        &["я", "и", "ю", "ей", "й", "ям", "ями", "ях"],
    ),
    // `лей`: лея, леи, леев
    (
        "ley",
        &["й", "я", "ю", "ем", "е", "и", "ев", "ям", "ями", "ях"],
    ),
    // `злотый`
    ("adjective", ADJECTIVE_ENDINGS),
    // `евро`, `тенге`
    ("none", &[""]),
];

/// `юань`, `рубль`
const SOFT_ENDINGS: &[&str] = &["ь", "я", "ю", "ем", "е", "и", "ей", "ям", "ями", "ях"];

const ADJECTIVE_ENDINGS: &[&str] = &[
    "ый", "ий", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем", "ые", "ие", "ых", "их",
    "ыми", "ими", "ая", "яя", "ую", "юю", "ое", "ее",
];

/// A noun that names currencies.
struct Noun {
    /// Without its ending.
    stem: &'static str,
    endings: &'static [&'static str],
    /// The English words for it, with spaces between; they take an `s` in the plural.
    english: &'static str,
    /// Other spellings and irregular forms in Russian and English, with spaces between.
    others: &'static str,
}

/// The nouns of the catalogue's names. `рубль` is the Belarusian one: alone it means Russia's, which is looked up first.
static NOUNS: LazyLock<Vec<Noun>> = LazyLock::new(|| {
    let rows = include_str!("nouns.csv").lines().skip(1);
    rows.filter_map(parse_noun).collect()
});

fn parse_noun(row: &'static str) -> Option<Noun> {
    let fields: Vec<&str> = row.split(',').collect();
    let [stem, declension, english, others] = *fields.as_slice() else {
        return None;
    };

    let (_, endings) = ENDINGS.iter().find(|(name, _)| *name == declension)?;
    Some(Noun {
        stem,
        endings,
        english,
        others,
    })
}

/// Names that the catalogue does not have, and signs of one currency, by custom or because no other has them.
static OTHER_NAMES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let rows = include_str!("other_names.csv").lines().skip(1);
    rows.filter_map(|row| row.split_once(',')).collect()
});

/// Signs of several currencies.
const SHARED_SIGNS: &[(&str, &[&str])] = &[("¥", &["CNY", "JPY"]), ("￥", &["CNY", "JPY"])];

/// Names of the ruble other than the forms of рубль.
const RUBLE_NAMES: &[&str] = &[
    "rub",
    "rur",
    "руб",
    "р",
    "₽",
    "ruble",
    "rubles",
    "rouble",
    "roubles",
    "российский рубль",
    "russian ruble",
];

/// The currency of a name, or of a sign; codes are looked up elsewhere.
pub(super) fn named(typed: &str) -> Named {
    let name = Name::of(typed);
    if name.is_ruble() {
        return Named::Ruble;
    }

    // A sign is no word, so it is compared as it was typed.
    if let Some((_, codes)) = SHARED_SIGNS.iter().find(|(sign, _)| *sign == name.text) {
        return Named::of(
            CATALOGUE
                .iter()
                .filter(|currency| codes.contains(&currency.code))
                .collect(),
        );
    }

    // Custom comes first: `доллар` is the American one, although others share the noun.
    let other = OTHER_NAMES
        .iter()
        .find(|(other, _)| name.is_form_of(&Name::of(other)));

    if let Some(currency) = other.and_then(|(_, code)| Currency::by_code(code)) {
        return Named::One(currency);
    }

    if let Some(currency) = CATALOGUE.iter().find(|currency: &&Currency| {
        name.is_form_of(&Name::of(currency.name_ru)) || name.is_form_of(&Name::of(currency.name_en))
    }) {
        return Named::One(currency);
    }

    // A single noun may be that of several currencies.
    let [word] = name.words.as_slice() else {
        return Named::Nothing;
    };

    let nouns: Vec<&Noun> = NOUNS.iter().filter(|noun| noun.has_form(word)).collect();

    Named::of(
        CATALOGUE
            .iter()
            .filter(|currency| nouns.iter().any(|noun| noun.names(currency)))
            .collect(),
    )
}

/// Whether a text is a currency's code, name or sign, the ruble's included.
pub(super) fn is_name_or_sign(text: &str) -> bool {
    Currency::by_code(&text.trim().to_uppercase()).is_some() || named(text) != Named::Nothing
}

/// Codes of the currencies with a similar name.
pub(super) fn nearest_by_name(typed: &str) -> Vec<&'static str> {
    let name = Name::of(typed);
    let most = match name.text.chars().count() {
        // Almost every short word is one letter away from another.
        0..=3 => return Vec::new(),
        4..=6 => 1,
        _ => 2,
    };
    let spellings = NOUNS.iter().flat_map(|noun| {
        let nominative = noun.endings.first();
        let russian = nominative.map(|ending| format!("{}{ending}", noun.stem));

        russian
            .into_iter()
            .chain(noun.english.split(' ').map(str::to_owned))
    });

    let near = spellings
        .map(|spelling| (strsim::damerau_levenshtein(&spelling, &name.text), spelling))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance);
    match near.map(|(_, spelling)| named(&spelling)) {
        Some(Named::One(currency)) => vec![currency.code],
        Some(Named::Several(all)) => all.iter().map(|currency| currency.code).collect(),
        _ => Vec::new(),
    }
}

impl Named {
    /// The currencies of a noun that are quoted today, if any.
    fn of(bearers: Vec<&'static Currency>) -> Self {
        let living: Vec<_> = bearers
            .iter()
            .copied()
            .filter(|currency| currency.last_day.is_none())
            .collect();
        // Who types a name means a currency of today, unless none has it any more.
        let bearers = if living.is_empty() { bearers } else { living };
        match bearers.as_slice() {
            [] => Self::Nothing,
            [only] => Self::One(only),
            _ => Self::Several(bearers),
        }
    }
}

/// A name in small letters.
struct Name {
    text: String,
    words: Vec<String>,
}

impl Name {
    fn of(typed: &str) -> Self {
        let lower = typed
            .trim()
            .trim_end_matches('.')
            .to_lowercase()
            .replace('ё', "е");
        let words = lower
            .split(|c: char| c.is_whitespace() || c == '-' || c == '(' || c == ')')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();

        Self { text: lower, words }
    }

    fn is_ruble(&self) -> bool {
        let is_form = |word: &str| SOFT_ENDINGS.iter().any(|e| word == format!("рубл{e}"));
        let adjective = |word: &str| is_adjective_form(word, "российский");
        match self.words.as_slice() {
            [adjectival, noun] if adjective(adjectival) => is_form(noun),
            [word] if is_form(word) => true,
            _ => RUBLE_NAMES.contains(&self.text.as_str()),
        }
    }

    /// Whether the words of both match one to one, each a form of the other.
    fn is_form_of(&self, other: &Self) -> bool {
        self.words.len() == other.words.len()
            && other.words.iter().all(|base| self.has_form_of(base))
            && !self.words.is_empty()
    }

    fn has_form_of(&self, base: &str) -> bool {
        self.words.iter().any(|word| is_word_form(word, base))
    }
}

impl Noun {
    /// Whether a word is its stem with one of its endings.
    fn has_russian_form(&self, word: &str) -> bool {
        let ending = word.strip_prefix(self.stem);
        ending.is_some_and(|ending| self.endings.contains(&ending))
    }

    fn has_form(&self, word: &str) -> bool {
        self.has_russian_form(word)
            || self.others.split(' ').any(|other| other == word)
            || self.english.split(' ').any(|base| is_plural(word, base))
    }

    /// Whether it is a word of the currency's name.
    fn names(&self, currency: &Currency) -> bool {
        let russian = Name::of(currency.name_ru);
        russian.words.iter().any(|word| self.is_base(word))
    }

    /// Whether a word is its nominative.
    fn is_base(&self, word: &str) -> bool {
        let ending = self.endings.first();
        ending.is_some_and(|ending| word.strip_prefix(self.stem) == Some(ending))
    }
}

/// Whether a word is a form of a word of the catalogue: a noun, an adjective, or the word itself.
fn is_word_form(word: &str, base: &str) -> bool {
    word == base
        || is_adjective_form(word, base)
        || is_plural(word, base)
        || NOUNS
            .iter()
            .any(|noun| noun.is_base(base) && noun.has_form(word))
}

fn is_plural(word: &str, base: &str) -> bool {
    word == base || word.strip_suffix('s') == Some(base)
}

/// `австралийских` of `австралийский`.
fn is_adjective_form(word: &str, base: &str) -> bool {
    let endings = ["ский", "ская", "ское", "цкий", "цкая", "цкое"];
    let is_adjective = endings.iter().any(|ending| base.ends_with(ending));
    // Two letters, of two bytes each.
    let stem = is_adjective.then(|| &base[..base.len() - 4]);
    let ending = stem.and_then(|stem| word.strip_prefix(stem));

    ending.is_some_and(|ending| ADJECTIVE_ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests;

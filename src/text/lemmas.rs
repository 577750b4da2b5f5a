//! Lemmas of words, each form looked up once.
//!
//! The OpenCorpora dictionary (feature `dictionary`, the default) gives true lemmas; without it Snowball cuts
//! words to stems, which splits `ставка` from `ставок` but needs no data. The caller can keep what was looked up and
//! give it back with [`Lemmas::remember`]; the dictionary is loaded only for a form that is not in the cache.

use super::{
    corpus::WordRole,
    rate_marks::{Marks, marked_words},
    tokens::{indexed_words, parts},
    vocabulary::{Found, Vocabulary},
    words::{BIGRAM_STARTERS, NEWS_FURNITURE, STOP_WORDS, antonyms},
};
use frostem::{Algorithm, Stemmer};
use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Anything longer is no word, in bytes; it stays as it is and is not cached.
const LONGEST_WORD: usize = 128;

/// Forms kept in memory, about 100 bytes each; beyond that all are forgotten and looked up again.
const MOST_FORMS: usize = 1_000_000;

/// Where lemmas come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LemmaMethod {
    /// Lemmas of the dictionary.
    #[cfg(feature = "dictionary")]
    Dictionary,
    /// Stems.
    Snowball,
}

impl LemmaMethod {
    /// The best method that is compiled in.
    pub const BEST: Self = {
        #[cfg(feature = "dictionary")]
        let best = Self::Dictionary;
        #[cfg(not(feature = "dictionary"))]
        let best = Self::Snowball;
        best
    };

    /// The stable name in the store; with another one the words of the index must be folded again.
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "dictionary")]
            Self::Dictionary => "rumorph-0.5",
            Self::Snowball => "snowball",
        }
    }
}

/// What is known of a form's lemma.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    pub key: LemmaKey,
    pub role: WordRole,
    pub marks: Marks,
}

impl Word {
    /// Whether it is a term of its own.
    pub const fn is_term(&self) -> bool {
        matches!(self.role, WordRole::Plain | WordRole::Starter)
    }
}

/// A lemma in sets: its hash, which gives the fixed order of the story index; the last bit marks antonyms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LemmaKey(u64);

impl LemmaKey {
    pub fn new(lemma: &str, is_antonym: bool) -> Self {
        let mut hasher = DefaultHasher::new();
        lemma.hash(&mut hasher);
        Self(hasher.finish() & !1 | u64::from(is_antonym))
    }

    /// Whether a story may not span a difference in this word (A.3 and A.4).
    pub const fn is_antonym(self) -> bool {
        self.0 & 1 == 1
    }

    /// One of 64 bits, by which sets are compared roughly.
    pub const fn bit(self) -> u64 {
        1 << (self.0 >> 58)
    }
}

/// The cache of lemmas, and the source of those that are not in it.
#[derive(Debug)]
pub struct Lemmas {
    source: LemmaSource,
    lists: Lists,
    words: Vocabulary<Word>,
    new: Vec<(Box<str>, Box<str>)>,
}

impl Default for Lemmas {
    fn default() -> Self {
        Self::by(LemmaMethod::BEST)
    }
}

impl Lemmas {
    /// Lemmas by a method.
    pub fn by(method: LemmaMethod) -> Self {
        let source = LemmaSource::new(method);
        Self {
            lists: Lists::new(&source),
            source,
            words: Vocabulary::default(),
            new: Vec::new(),
        }
    }

    pub const fn method(&self) -> LemmaMethod {
        self.source.method
    }

    /// Seeds the cache with a lemma loaded from the store.
    pub fn remember(&mut self, form: &str, lemma: &str) {
        self.keep(form, lemma);
    }

    /// Resets the numbers of lemmas ([`TitleWord::number`](super::TitleWord::number)).
    pub fn forget_numbers(&mut self) {
        self.words.forget_numbers();
    }

    /// The pairs of form and lemma that were looked up since the last call, for the caller to keep.
    pub fn take_new(&mut self) -> Vec<(Box<str>, Box<str>)> {
        std::mem::take(&mut self.new)
    }

    /// The words of a text in its normal form that are not in the cache, and the parts of hyphenated ones, each once.
    pub fn unknown_forms(&self, normal: &str) -> Vec<String> {
        let forms: HashSet<&str> = indexed_words(normal)
            .flat_map(|word| std::iter::once(word).chain(parts(word)))
            .filter(|form| is_russian(form) && self.words.get(form).is_none())
            .collect();
        forms.into_iter().map(str::to_owned).collect()
    }

    /// Appends the lemma of a word of a text in its normal form. Words of other than Cyrillic letters are their
    /// own.
    pub(super) fn push_lemma(&mut self, form: &str, text: &mut String) {
        if let Some(found) = self.words.get(form) {
            text.push_str(found.lemma);
        } else if is_russian(form) && form.len() <= LONGEST_WORD {
            text.push_str(&self.look_up(form));
        } else {
            text.push_str(form);
        }
    }

    /// Shows the lemma of a word of a text in its normal form, and what is known of it.
    pub(super) fn with_lemma<T>(
        &mut self,
        form: &str,
        show: impl FnOnce(Found<'_, Word>) -> T,
    ) -> T {
        if let Some(found) = self.words.get(form) {
            return show(found);
        }

        let mut lemma = String::new();
        self.push_lemma(form, &mut lemma);
        show(Found {
            lemma: &lemma,
            known: self.word(form),
            number: &Cell::new(0),
        })
    }

    /// What is known of a word.
    pub(super) fn word(&mut self, form: &str) -> Word {
        if let Some(found) = self.words.get(form) {
            return found.known;
        }
        if form.len() > LONGEST_WORD {
            return self.lists.word(form, form);
        }
        if is_russian(form) {
            let lemma = self.look_up(form);
            return self.lists.word(form, &lemma);
        }

        self.keep(form, form)
    }

    /// The lemma of a form that is not known yet.
    fn look_up(&mut self, form: &str) -> String {
        let lemma = self.source.lemma(form);
        self.new.push((form.into(), lemma.as_str().into()));
        self.keep(form, &lemma);
        lemma
    }

    fn keep(&mut self, form: &str, lemma: &str) -> Word {
        if self.words.len() >= MOST_FORMS {
            self.words = Vocabulary::default();
        }

        let word = self.lists.word(form, lemma);
        self.words.insert(form, lemma, word);
        word
    }
}

/// Whether a form is of Cyrillic letters and hyphens: the only ones that have another lemma.
fn is_russian(form: &str) -> bool {
    form.chars()
        .all(|character| matches!(character, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '-'))
        && !form.is_empty()
}

/// The dictionary or the stemmer.
struct LemmaSource {
    method: LemmaMethod,
    /// Loaded with the first form; `None` when its data cannot be read, and then forms stay as they are.
    #[cfg(feature = "dictionary")]
    dictionary: std::cell::OnceCell<Option<rumorph::Dictionary>>,
}

impl std::fmt::Debug for LemmaSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.method.fmt(f)
    }
}

impl LemmaSource {
    const fn new(method: LemmaMethod) -> Self {
        Self {
            method,
            #[cfg(feature = "dictionary")]
            dictionary: std::cell::OnceCell::new(),
        }
    }

    fn lemma(&self, form: &str) -> String {
        match self.method {
            #[cfg(feature = "dictionary")]
            LemmaMethod::Dictionary => self
                .dictionary_lemma(form)
                .unwrap_or_else(|| form.to_owned()),
            LemmaMethod::Snowball => Stemmer::new(Algorithm::Russian).stem(form).into_owned(),
        }
    }

    /// The lemma of the most probable parse, of equals the first in the dictionary.
    #[cfg(feature = "dictionary")]
    fn dictionary_lemma(&self, form: &str) -> Option<String> {
        let dictionary = self
            .dictionary
            .get_or_init(|| rumorph::Dictionary::bundled().ok())
            .as_ref()?;
        let parses = dictionary.analyze(form);
        let best = parses
            .iter()
            .reduce(|best, parse| if parse.prob > best.prob { parse } else { best })?;
        Some(best.lemma.to_lowercase().replace('ё', "е"))
    }
}

/// The word lists, for look-ups. Where lemmas are stems, the lists of lemmas have the stem of each word too.
#[derive(Debug)]
struct Lists {
    /// A.1, tested on forms and lemmas.
    stop_words: HashSet<&'static str>,
    /// A.2.
    furniture: HashSet<Box<str>>,
    /// A.3 and A.4.
    antonyms: HashSet<Box<str>>,
    /// What the rules of rate reports look for.
    marks: HashMap<Box<str>, Marks>,
}

impl Lists {
    fn new(source: &LemmaSource) -> Self {
        let mut lists = Self {
            stop_words: STOP_WORDS.split_whitespace().collect(),
            furniture: HashSet::new(),
            antonyms: HashSet::new(),
            marks: HashMap::new(),
        };
        for word in NEWS_FURNITURE.split_whitespace() {
            lists.furniture.extend(with_stem(word, source));
        }
        for word in antonyms() {
            lists.antonyms.extend(with_stem(word, source));
        }
        for (word, mark) in marked_words() {
            for lemma in with_stem(word, source) {
                lists.marks.entry(lemma).or_default().add(mark);
            }
        }

        lists
    }

    fn word(&self, form: &str, lemma: &str) -> Word {
        let is_stop = [form, lemma]
            .iter()
            .any(|word| self.stop_words.contains(*word) || self.furniture.contains(*word));
        let is_single_letter = form.chars().nth(1).is_none();
        let role = match (is_stop || is_single_letter, BIGRAM_STARTERS.contains(&form)) {
            (true, true) => WordRole::StopStarter,
            (true, false) => WordRole::Stop,
            (false, true) => WordRole::Starter,
            (false, false) => WordRole::Plain,
        };

        Word {
            key: LemmaKey::new(lemma, self.antonyms.contains(lemma)),
            role,
            marks: self.marks.get(lemma).copied().unwrap_or_default(),
        }
    }
}

/// A word of a list, and its stem where lemmas are stems.
fn with_stem(word: &str, source: &LemmaSource) -> impl Iterator<Item = Box<str>> {
    (source.method == LemmaMethod::Snowball)
        .then(|| source.lemma(word).into())
        .into_iter()
        .chain([word.into()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lemmas: &mut Lemmas, forms: &[(&str, &str)]) {
        for (form, lemma) in forms {
            assert_eq!(lemma_of(lemmas, form), *lemma, "{form}");
        }
    }

    fn lemma_of(lemmas: &mut Lemmas, form: &str) -> String {
        let mut lemma = String::new();
        lemmas.push_lemma(form, &mut lemma);
        lemma
    }

    #[cfg(feature = "dictionary")]
    #[test]
    fn the_dictionary_knows_forms_that_stems_split_or_join() {
        let mut lemmas = Lemmas::by(LemmaMethod::Dictionary);
        check(
            &mut lemmas,
            &[
                ("ставки", "ставка"),
                ("ставок", "ставка"),
                ("вырос", "вырасти"),
                ("выросла", "вырасти"),
                ("рублем", "рубль"),
                ("цена", "цена"),
                ("ценные", "ценный"),
                ("лет", "год"),
                ("премьер-министра", "премьер-министр"),
            ],
        );
    }

    #[test]
    fn stems_are_the_fallback() {
        let mut lemmas = Lemmas::by(LemmaMethod::Snowball);
        check(
            &mut lemmas,
            &[
                ("ставки", "ставк"),
                ("рублем", "рубл"),
                ("санкций", "санкц"),
            ],
        );
        assert_eq!(lemmas.word("сообщила").role, WordRole::Stop);
        assert!(lemmas.word("повысила").key.is_antonym());
    }

    #[test]
    fn words_of_other_letters_are_their_own() {
        let long = "я".repeat(LONGEST_WORD);
        for mut lemmas in [Lemmas::default(), Lemmas::by(LemmaMethod::Snowball)] {
            check(
                &mut lemmas,
                &[
                    ("brent", "brent"),
                    ("x5", "x5"),
                    ("", ""),
                    ("\u{301}", "\u{301}"),
                    (&long, &long),
                ],
            );
            assert_eq!(lemmas.take_new(), []);
        }
    }

    #[test]
    fn a_form_is_looked_up_once_and_what_is_remembered_never() {
        let mut lemmas = Lemmas::default();
        lemmas.remember("набиуллиной", "набиуллина");
        assert_eq!(
            lemmas.unknown_forms("набиуллиной набиуллина 5 brent"),
            ["набиуллина"]
        );
        check(&mut lemmas, &[("набиуллиной", "набиуллина")]);
        assert_eq!(lemmas.take_new(), []);
        for _ in 0..2 {
            lemma_of(&mut lemmas, "ставкой");
        }
        let new = lemmas.take_new();
        assert_eq!((new.len(), &*new[0].0), (1, "ставкой"));
    }
}

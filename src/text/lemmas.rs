//! Lemmas of words, each form looked up once.
//!
//! The OpenCorpora dictionary (feature `dictionary`, the default) gives true lemmas; without it Snowball cuts
//! words to stems, which splits `ставка` from `ставок` but needs no data. The caller can keep what was looked up and
//! give it back with [`Lemmas::remember`]; the dictionary is loaded only for a form that is not in the cache.

use super::{
    corpus::WordRole,
    form_lemmas::{FormLemmas, NewForm},
    lemma_source::{LemmaMethod, LemmaSource, stem},
    rate_marks::{Marks, marked_words},
    tokens::indexed_forms,
    vocabulary::{Found, Vocabulary},
    words::{BIGRAM_STARTERS, NEWS_FURNITURE, STOP_WORDS, antonyms},
    writing::{Writing, Writings, WrittenWord},
};
use foldhash::fast::RandomState;
use std::{
    cell::Cell,
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

/// Anything longer is no word, in bytes; it stays as it is and is not cached.
const LONGEST_WORD: usize = 128;

/// Forms kept in memory, about 100 bytes each; beyond that all are forgotten and looked up again.
const MOST_FORMS: usize = 1_000_000;

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
    new: Vec<NewForm>,
    /// By lemma: the forms that have another lemma and may be meant as forms of it.
    possible: HashMap<String, Vec<(String, Writings)>>,
}

impl Default for Lemmas {
    fn default() -> Self {
        Self::by(LemmaMethod::BEST)
    }
}

impl Lemmas {
    /// Lemmas by a method.
    pub fn by(method: LemmaMethod) -> Self {
        Self {
            lists: Lists::new(method),
            source: LemmaSource::new(method),
            words: Vocabulary::default(),
            new: Vec::new(),
            possible: HashMap::new(),
        }
    }

    pub const fn method(&self) -> LemmaMethod {
        self.source.method
    }

    /// Puts the lemmas of a form into the cache: those that the store has, or those that were looked up.
    pub fn remember(&mut self, form: &str, lemmas: &FormLemmas) {
        self.make_room();
        let entry = |writing| {
            let lemma = lemmas.of(writing);
            (writing, lemma, self.lists.word(form, lemma))
        };
        let others = if lemmas.depend_on_writing() {
            &Writing::ALL[1..]
        } else {
            &[]
        };
        let others: Vec<_> = others.iter().map(|writing| entry(*writing)).collect();
        let (_, small, known) = entry(Writing::Small);
        self.words.insert(form, (small, known), &others);
    }

    /// Whether the cache has a form.
    pub(super) fn has(&self, form: &str) -> bool {
        self.words.get(form, Writing::Small).is_some()
    }

    /// Notes that a form, written in one of these ways, may be meant as a form of `lemma`, though its own is another.
    pub fn remember_possible(&mut self, lemma: &str, form: &str, writings: Writings) {
        let forms = self.possible.entry(lemma.to_owned()).or_default();
        forms.push((form.to_owned(), writings));
    }

    /// The forms noted by [`Self::remember_possible`].
    pub(super) fn possible_forms(&self, lemma: &str) -> &[(String, Writings)] {
        self.possible.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Resets the numbers of lemmas ([`TitleWord::number`](super::TitleWord::number)).
    pub fn forget_numbers(&mut self) {
        self.words.forget_numbers();
    }

    /// The forms that were looked up since the last call, for the caller to keep.
    pub fn take_new(&mut self) -> Vec<NewForm> {
        std::mem::take(&mut self.new)
    }

    /// The words of a text in its normal form that are not in the cache, and the parts of hyphenated ones, each once.
    pub fn unknown_forms(&self, normal: &str) -> Vec<String> {
        let forms: HashSet<&str> = indexed_forms(normal)
            .flat_map(|word| std::iter::once(word).chain(word.split('-')))
            .filter(|form| is_russian(form) && !self.has(form))
            .collect();
        forms.into_iter().map(str::to_owned).collect()
    }

    /// Appends the lemma of a word of a text in its normal form. Words of other than Cyrillic letters are their
    /// own.
    pub(super) fn push_lemma(&mut self, word: WrittenWord<'_>, text: &mut String) {
        if word.is_linking {
            text.push_str(word.text);
        } else if let Some(found) = self.words.get(word.text, word.writing) {
            text.push_str(found.lemma);
        } else if is_russian(word.text) && word.text.len() <= LONGEST_WORD {
            text.push_str(self.look_up(word.text).of(word.writing));
        } else {
            text.push_str(word.text);
        }
    }

    /// Shows the lemma of a word of a text in its normal form, and what is known of it.
    pub(super) fn with_lemma<T>(
        &mut self,
        word: WrittenWord<'_>,
        show: impl FnOnce(Found<'_, Word>) -> T,
    ) -> T {
        if let Some(found) = self.words.get(word.text, word.writing)
            && !word.is_linking
        {
            return show(found);
        }

        let mut lemma = String::new();
        self.push_lemma(word, &mut lemma);
        show(Found {
            lemma: &lemma,
            known: self.word(word),
            number: &Cell::new(0),
        })
    }

    /// What is known of a word.
    pub(super) fn word(&mut self, word: WrittenWord<'_>) -> Word {
        let form = word.text;
        if form.len() > LONGEST_WORD || word.is_linking {
            return self.lists.word(form, form);
        }
        if let Some(found) = self.words.get(form, word.writing) {
            return found.known;
        }
        if is_russian(form) {
            let lemma = self.look_up(form).of(word.writing).to_owned();
            return self.lists.word(form, &lemma);
        }

        let known = self.lists.word(form, form);
        self.make_room();
        self.words.insert(form, (form, known), &[]);
        known
    }

    /// Forgets all forms if there are as many as are kept.
    fn make_room(&mut self) {
        if self.words.len() >= MOST_FORMS {
            self.words = Vocabulary::default();
        }
    }

    /// The lemmas of a form.
    pub(super) fn lemmas_of_form(&mut self, form: &str) -> FormLemmas {
        let of = |writing| {
            let found = self.words.get(form, writing);
            found.map(|found| found.lemma.to_owned())
        };
        match of(Writing::Small) {
            Some(small) => FormLemmas {
                small,
                name: of(Writing::Name),
                start: of(Writing::Start),
                capitals: of(Writing::Capitals),
            },
            None if is_russian(form) && form.len() <= LONGEST_WORD => self.look_up(form).clone(),
            None => FormLemmas::from(form),
        }
    }

    /// The lemmas of a form that is not known yet.
    fn look_up(&mut self, form: &str) -> &FormLemmas {
        let new = self.source.look_up(form);
        self.remember(form, &new.lemmas);
        &self.new.push_mut(new).lemmas
    }
}

/// Whether a form is of Cyrillic letters and hyphens: the only ones that have another lemma.
pub(super) fn is_russian(form: &str) -> bool {
    form.chars()
        .all(|character| matches!(character, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '-'))
        && !form.is_empty()
}

/// The word lists, for look-ups. Where lemmas are stems, the lists of lemmas have the stem of each word too.
#[derive(Debug)]
struct Lists {
    /// A.1, tested on forms and lemmas.
    stop_words: HashSet<&'static str, RandomState>,
    /// A.2.
    furniture: HashSet<Box<str>, RandomState>,
    /// A.3 and A.4.
    antonyms: HashSet<Box<str>, RandomState>,
    /// What the rules of rate reports look for.
    marks: HashMap<Box<str>, Marks, RandomState>,
}

impl Lists {
    fn new(method: LemmaMethod) -> Self {
        let mut lists = Self {
            stop_words: STOP_WORDS.split_whitespace().collect(),
            furniture: HashSet::default(),
            antonyms: HashSet::default(),
            marks: HashMap::default(),
        };
        for word in NEWS_FURNITURE.split_whitespace() {
            lists.furniture.extend(with_stem(word, method));
        }
        for word in antonyms() {
            lists.antonyms.extend(with_stem(word, method));
        }
        for (word, mark) in marked_words() {
            for lemma in with_stem(word, method) {
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
fn with_stem(word: &str, method: LemmaMethod) -> impl Iterator<Item = Box<str>> {
    (method == LemmaMethod::Snowball)
        .then(|| stem(word).into())
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
        lemmas.push_lemma(WrittenWord::small(form), &mut lemma);
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

    #[cfg(feature = "dictionary")]
    #[test]
    fn a_word_is_looked_up_as_it_is_written() {
        let mut lemmas = Lemmas::by(LemmaMethod::Dictionary);
        let mut check = |form: &str, expected: [&str; 4]| {
            let found = lemmas.lemmas_of_form(form);
            let found = Writing::ALL.map(|writing| found.of(writing).to_owned());
            assert_eq!(
                found, expected,
                "{form}: small, a name, at the start, in capitals"
            );
        };
        check("киев", ["кий", "киев", "киев", "киев"]);
        check("германия", ["германий", "германия", "германия", "германия"]);
        check("ростов", ["рост", "ростов", "ростов", "ростов"]);
        check("песков", ["песок", "песков", "песков", "песков"]);
        check("газа", ["газ", "газа", "газ", "газ"]);
        check("банки", ["банк", "банк", "банк", "банк"]);
        check("прибыли", ["прибыль", "прибыль", "прибыль", "прибыль"]);
        check("рост", ["рост", "рост", "рост", "рост"]);
        check("красной", ["красный", "красный", "красный", "красный"]);
        // The dictionary lacks these.
        check("всу", ["всу"; 4]);
        check("хегсет", ["хегсет"; 4]);
        check("мерца", ["мерц"; 4]);
    }

    #[cfg(feature = "dictionary")]
    #[test]
    fn forms_of_two_words_are_noted_for_both() {
        let source = LemmaSource::new(LemmaMethod::Dictionary);
        let check = |form: &str, expected: &[(&str, u8)]| {
            let found = source.look_up(form).possible;
            let found = found
                .iter()
                .map(|(lemma, writings)| (lemma.as_str(), writings.bits()));
            assert_eq!(found.collect::<Vec<_>>(), expected, "{form}");
        };
        check("банки", &[("банка", 15)]);
        check("прибыли", &[("прибыть", 15)]);
        check("ростов", &[("ростов", 1)]);
        check("ожидается", &[]);
        check("ставки", &[]);
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
        assert_eq!(
            lemmas.word(WrittenWord::small("сообщила")).role,
            WordRole::Stop
        );
        assert!(lemmas.word(WrittenWord::small("повысила")).key.is_antonym());
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
        lemmas.remember("набиуллиной", &FormLemmas::from("набиуллина"));
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
        assert_eq!((new.len(), &*new[0].form), (1, "ставкой"));
    }
}

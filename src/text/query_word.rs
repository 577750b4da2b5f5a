//! A word that is looked for: every form of it is found, also those that the index has under the lemma of another word.
//!
//! `прибыли` may be of `прибыль` and of `прибыть`, but has one lemma. The store keeps such forms with the words that they
//! may be meant as ([`Lemmas::remember_possible`]); so a search looks for all lemmas of the forms, and the forms in
//! the titles decide.

use super::{
    lemmas::Lemmas,
    normal::NormalText,
    surnames::{own_forms, surname_of},
    tokens::{Kind, Piece, indexed_words, pieces},
    writing::{Writing, Writings, WrittenWord},
};

/// A word that is looked for.
#[derive(Clone, Debug, Default)]
pub struct QueryWord {
    /// Any form with this lemma is found.
    own: String,
    /// So are these, which have other lemmas, where they are written so.
    forms: Vec<(String, Writings)>,
    /// These other lemmas.
    others: Vec<String>,
    /// The form that was typed.
    typed: String,
}

/// Words are equal that find the same, whatever form of them was typed.
impl PartialEq for QueryWord {
    fn eq(&self, other: &Self) -> bool {
        (&self.own, &self.forms, &self.others) == (&other.own, &other.forms, &other.others)
    }
}

impl Eq for QueryWord {}

impl QueryWord {
    /// The word of a lemma, or a number.
    pub fn of_lemma(lemma: &str) -> Self {
        Self {
            own: lemma.to_owned(),
            typed: lemma.to_owned(),
            ..Self::default()
        }
    }

    /// A word as it was typed.
    pub(super) fn typed(typed: WrittenWord<'_>, lemmas: &mut Lemmas) -> Self {
        let mut word = Self {
            own: own_lemma(typed, lemmas),
            typed: typed.text.to_owned(),
            ..Self::default()
        };
        let forms = lemmas.possible_forms(&word.own).to_vec();
        for (form, writings) in forms {
            let found = lemmas.lemmas_of_form(&form);
            let is_other =
                |writing: &Writing| writings.has(*writing) && word.own != found.of(*writing);
            let other: Vec<Writing> = Writing::ALL.into_iter().filter(is_other).collect();
            if other.is_empty() {
                continue;
            }
            for writing in &other {
                let lemma = found.of(*writing);
                if !word.others.iter().any(|other| other == lemma) {
                    word.others.push(lemma.to_owned());
                }
            }
            word.forms.push((form, other.into_iter().collect()));
        }
        word
    }

    /// The lemma, one for all forms; of a word that the dictionary lacks a stem.
    pub fn lemma(&self) -> &str {
        &self.own
    }

    /// The form by which messages name it where no headline has it.
    pub fn as_typed(&self) -> &str {
        &self.typed
    }

    /// Lemmas that a match has.
    pub fn lemmas(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.own)
            .chain(&self.others)
            .map(String::as_str)
    }

    /// Whether the lemmas alone decide.
    pub const fn is_decided_by_lemmas(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether a word of a text is a form of it.
    pub(super) fn accepts(&self, word: WrittenWord<'_>, lemmas: &mut Lemmas) -> bool {
        let is_form =
            |(form, writings): &(String, Writings)| form == word.text && writings.has(word.writing);
        self.forms.iter().any(is_form) || lemmas.with_lemma(word, |found| self.own == found.lemma)
    }

    /// Whether a word, number or sign of a title is a form of it.
    pub(super) fn accepts_piece(&self, piece: &Piece<'_>, lemmas: &mut Lemmas) -> bool {
        match piece.kind {
            Kind::Word => self.accepts(piece.word, lemmas),
            Kind::Number => self.lemma() == piece.word.text,
            Kind::CurrencySign => false,
        }
    }
}

/// The lemmas of the words of a text as it was typed, for which the store may know more forms.
pub fn typed_lemmas(typed: &NormalText, lemmas: &mut Lemmas) -> Vec<String> {
    let mut found: Vec<String> = typed_words(typed)
        .map(|word| own_lemma(word, lemmas))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Forms that say whether a typed word that may be of a surname is: the store knows one of them.
pub fn telling_forms(typed: &NormalText, lemmas: &mut Lemmas) -> Vec<String> {
    let mut forms = Vec::new();
    for word in typed_words(typed) {
        let lemma = lemma_as_typed(word, lemmas);
        let surname = surname_of(word.text, &lemma);
        forms.extend(surname.into_iter().flat_map(own_forms));
    }
    forms
}

/// The words of a text, and the parts of hyphenated ones.
fn typed_words(typed: &NormalText) -> impl Iterator<Item = WrittenWord<'_>> {
    let words = indexed_words(typed).chain(pieces(typed).map(|piece| piece.word));
    words.flat_map(|word| word.parts().chain([word]))
}

/// The lemma of a typed word: one for all forms of a word.
fn own_lemma(typed: WrittenWord<'_>, lemmas: &mut Lemmas) -> String {
    let lemma = lemma_as_typed(typed, lemmas);
    surname_in_store(typed, &lemma, lemmas).unwrap_or(lemma)
}

/// The lemma of a surname that the dictionary lacks, if the typed word may be a form of it and the store has another form.
/// Of several things there are more than of a surname, so for these a capital is needed.
fn surname_in_store(typed: WrittenWord<'_>, lemma: &str, lemmas: &mut Lemmas) -> Option<String> {
    let surname = surname_of(typed.text, lemma)?;
    let says_nothing = matches!(typed.writing, Writing::Small | Writing::Capitals);
    if says_nothing && surname == typed.text {
        return None;
    }
    let known: Vec<String> = own_forms(surname)
        .into_iter()
        .filter(|form| form != typed.text && lemmas.has(form))
        .collect();
    let mut stems = known.iter().map(|form| {
        let found = lemmas.lemmas_of_form(form);
        found.of(Writing::Name).to_owned()
    });
    // What the dictionary has there is another word: `банковым`.
    stems.find(|stem| surname.starts_with(stem.as_str()))
}

/// The lemma of a typed word by its form alone. Small letters say nothing there: people type `киев`. The first word is
/// `Start` by its place, but if it has a capital it was given one.
fn lemma_as_typed(typed: WrittenWord<'_>, lemmas: &mut Lemmas) -> String {
    if typed.is_linking {
        return typed.text.to_owned();
    }
    let writing = match typed.writing {
        Writing::Small | Writing::Capitals => Writing::Start,
        Writing::Name | Writing::Start => Writing::Name,
    };
    lemmas.lemmas_of_form(typed.text).of(writing).to_owned()
}

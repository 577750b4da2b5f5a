//! A word that is looked for: every form of it is found, also those that the index has under the lemma of another word.
//!
//! `прибыли` may be of `прибыль` and of `прибыть`, but has one lemma. The store keeps such forms with the words that they
//! may be meant as ([`Lemmas::remember_possible`]); so a search looks for all lemmas of the forms, and the forms in
//! the titles decide.

use super::{
    lemmas::Lemmas,
    normal::NormalText,
    tokens::{Kind, Piece, indexed_words, pieces},
    writing::{Writing, Writings, WrittenWord},
};

/// A word that is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryWord {
    /// Any form with one of these lemmas is found.
    own: Vec<String>,
    /// So are these, which have other lemmas, where they are written so.
    forms: Vec<(String, Writings)>,
    /// These other lemmas.
    others: Vec<String>,
}

impl QueryWord {
    /// The word of a lemma, or a number.
    pub fn of_lemma(lemma: &str) -> Self {
        Self {
            own: vec![lemma.to_owned()],
            ..Self::default()
        }
    }

    /// A word as it was typed.
    pub(super) fn typed(typed: WrittenWord<'_>, lemmas: &mut Lemmas) -> Self {
        let mut word = Self {
            own: own_lemmas(typed, lemmas),
            ..Self::default()
        };
        let possible = word.own.iter().flat_map(|own| lemmas.possible_forms(own));
        let mut forms: Vec<(String, Writings)> = possible.cloned().collect();
        // The very form that was typed is found however it is written, unless that makes it another word.
        forms.push((typed.text.to_owned(), like(typed, lemmas)));

        for (form, writings) in forms {
            let found = lemmas.lemmas_of_form(&form);
            let is_other = |writing: &Writing| {
                writings.has(*writing) && !word.own.iter().any(|own| own == found.of(*writing))
            };
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

    /// The lemma by which messages name it.
    pub fn lemma(&self) -> &str {
        self.own.first().map_or("", String::as_str)
    }

    /// Lemmas that any match has.
    pub fn own(&self) -> &[String] {
        &self.own
    }

    /// Lemmas that a match has.
    pub fn lemmas(&self) -> impl Iterator<Item = &str> {
        self.own.iter().chain(&self.others).map(String::as_str)
    }

    /// Whether the lemmas alone decide.
    pub const fn is_decided_by_lemmas(&self) -> bool {
        self.forms.is_empty()
    }

    /// Whether a word of a text is a form of it.
    pub(super) fn accepts(&self, word: WrittenWord<'_>, lemmas: &mut Lemmas) -> bool {
        let is_form =
            |(form, writings): &(String, Writings)| form == word.text && writings.has(word.writing);
        self.forms.iter().any(is_form)
            || lemmas.with_lemma(word, |found| self.own.iter().any(|own| own == found.lemma))
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
    let mut found = Vec::new();
    for word in indexed_words(typed).chain(pieces(typed).map(|piece| piece.word)) {
        for part in word.parts().chain([word]) {
            found.extend(own_lemmas(part, lemmas));
            found.push(part.text.to_owned());
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The lemmas of a typed word. Small letters say nothing there: people type `киев`.
fn own_lemmas(typed: WrittenWord<'_>, lemmas: &mut Lemmas) -> Vec<String> {
    let found = lemmas.lemmas_of_form(typed.text);
    let mut own = match typed.writing {
        Writing::Small => vec![found.of(Writing::Start)],
        Writing::Capitals => vec![found.of(Writing::Capitals)],
        // The first word is `Start` by its place, but it was written with a capital.
        Writing::Name | Writing::Start if found.are_guessed() => {
            vec![found.of(Writing::Start), found.of(Writing::Name)]
        }
        Writing::Name | Writing::Start => vec![found.of(Writing::Name)],
    };
    if is_womans_name(typed.text, own[0], lemmas) {
        own.push(typed.text);
    }
    own.dedup();
    own.into_iter().map(str::to_owned).collect()
}

/// Whether a form is the first form of a woman's surname, and was read as a form of the man's: `Набиуллина`.
fn is_womans_name(form: &str, own: &str, lemmas: &Lemmas) -> bool {
    let is_surname = ["ов", "ев", "ин", "ын"]
        .iter()
        .any(|ending| own.ends_with(ending));
    let is_possible = || {
        lemmas
            .possible_forms(form)
            .iter()
            .any(|(one, _)| one == form)
    };
    is_surname && form.strip_suffix('а') == Some(own) && is_possible()
}

/// How a text may have the very form that was typed.
fn like(typed: WrittenWord<'_>, lemmas: &mut Lemmas) -> Writings {
    let is_any = typed.writing == Writing::Small || lemmas.lemmas_of_form(typed.text).are_guessed();
    let first = usize::from(!is_any);
    Writing::ALL[first..].iter().copied().collect()
}

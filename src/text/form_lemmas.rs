//! The lemmas of a form by how it is written, and the lemmas that it could have too.

use super::writing::{Writing, Writings};

/// The lemmas of a form; `None` where it is that of small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FormLemmas {
    pub small: String,
    pub name: Option<String>,
    pub start: Option<String>,
    pub capitals: Option<String>,
}

impl FormLemmas {
    pub fn of(&self, writing: Writing) -> &str {
        let other = match writing {
            Writing::Small => &None,
            Writing::Name => &self.name,
            Writing::Start => &self.start,
            Writing::Capitals => &self.capitals,
        };
        other.as_deref().unwrap_or(&self.small)
    }

    /// Whether another way of writing makes another word of the form.
    pub const fn depend_on_writing(&self) -> bool {
        self.name.is_some() || self.start.is_some() || self.capitals.is_some()
    }

    /// Whether the dictionary lacks the form and guesses another lemma for it: in capitals such a form is its own lemma,
    /// and any form that the dictionary has is in capitals what it is at the start of a sentence.
    pub fn are_guessed(&self) -> bool {
        self.of(Writing::Capitals) != self.of(Writing::Start)
    }
}

impl From<&str> for FormLemmas {
    fn from(lemma: &str) -> Self {
        Self {
            small: lemma.to_owned(),
            ..Self::default()
        }
    }
}

/// A form that was looked up.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewForm {
    pub form: String,
    pub lemmas: FormLemmas,
    /// Other words that it is a form of, and where it is written so that it may be meant as one.
    pub possible: Vec<(String, Writings)>,
}

impl NewForm {
    /// A form of one word only, however it is written.
    pub fn unambiguous(form: &str, lemma: &str) -> Self {
        Self {
            form: form.to_owned(),
            lemmas: FormLemmas::from(lemma),
            possible: Vec::new(),
        }
    }
}

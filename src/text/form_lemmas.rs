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
    /// Notes that it may be meant as a form of `lemma` where it is written so.
    pub fn add_possible(&mut self, lemma: &str, writing: Writing) {
        let writings = Writings::from_iter([writing]);
        match self.possible.iter_mut().find(|(other, _)| other == lemma) {
            Some((_, all)) => *all = all.and(writings),
            None => self.possible.push((lemma.to_owned(), writings)),
        }
    }
}

//! Lemmas of forms that were never met: from the dictionary, or as stems.

#[cfg(feature = "dictionary")]
use super::dictionary_lemmas::Asked;
use super::form_lemmas::NewForm;
use frostem::{Algorithm, Stemmer};
#[cfg(feature = "dictionary")]
use rumorph::Dictionary;

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
            Self::Dictionary => "rumorph-0.5 with stems",
            Self::Snowball => "snowball-2",
        }
    }
}

/// The dictionary or the stemmer.
pub struct LemmaSource {
    pub method: LemmaMethod,
    /// Loaded with the first form; `None` when its data cannot be read, and then forms stay as they are.
    #[cfg(feature = "dictionary")]
    dictionary: std::cell::OnceCell<Option<Dictionary>>,
}

impl std::fmt::Debug for LemmaSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.method.fmt(f)
    }
}

impl LemmaSource {
    pub const fn new(method: LemmaMethod) -> Self {
        Self {
            method,
            #[cfg(feature = "dictionary")]
            dictionary: std::cell::OnceCell::new(),
        }
    }

    /// The lemmas of a form.
    pub fn look_up(&self, form: &str) -> NewForm {
        match self.method {
            #[cfg(feature = "dictionary")]
            LemmaMethod::Dictionary => self.in_dictionary(form),
            LemmaMethod::Snowball => NewForm::unambiguous(form, &stem(form)),
        }
    }

    #[cfg(feature = "dictionary")]
    fn in_dictionary(&self, form: &str) -> NewForm {
        let load = || Dictionary::bundled().ok();
        match self.dictionary.get_or_init(load) {
            Some(dictionary) => Asked { dictionary, form }.lemmas(),
            None => NewForm::unambiguous(form, form),
        }
    }
}

pub fn stem(form: &str) -> String {
    Stemmer::new(Algorithm::Russian).stem(form).into_owned()
}

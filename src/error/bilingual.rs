//! Texts that are written in both languages where they arise.

use crate::model::Lang;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    pub en: String,
    pub ru: String,
}

impl Bilingual {
    pub fn new(en: impl Into<String>, ru: impl Into<String>) -> Self {
        Self {
            en: en.into(),
            ru: ru.into(),
        }
    }

    /// The text in one of the languages.
    pub fn text(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.ru)
    }

    pub(super) fn put_before(&mut self, head: &str) {
        self.en.insert_str(0, head);
        self.ru.insert_str(0, head);
    }
}

impl std::fmt::Display for Bilingual {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.en)
    }
}

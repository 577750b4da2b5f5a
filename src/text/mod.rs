//! The text of headlines: normal form, tokens, lemmas, stop words, and near-duplicates (correlate-spec.md §4).
//!
//! Read in this order: [`normal_form`], which remembers how words were written, then [`Lemmas`], from which
//! [`push_folded`] makes the full-text index, [`story_words`] the words for statistics ([`Corpus`]) and [`Stories`] the
//! near-duplicates. [`QueryWord`] is a word that [`SearchQuery`] and [`TermQuery`] look for, in all of its forms.
//!
//! Pure: a lemma that is not cached is looked up in a dictionary in memory; the store loads the lemmas that it has
//! kept into the cache.

mod corpus;
#[cfg(feature = "dictionary")]
mod dictionary_lemmas;
mod entities;
mod folded;
mod form_lemmas;
mod forms;
#[cfg(feature = "dictionary")]
mod guessed_stem;
mod lemma_source;
mod lemmas;
mod normal;
mod query_word;
mod rate_marks;
mod rate_report;
mod rate_report_clause;
#[cfg(feature = "dictionary")]
mod readings;
mod relevance;
mod search_query;
mod stories;
#[cfg(test)]
mod stories_tests;
mod story_words;
mod surnames;
mod term_query;
#[cfg(test)]
mod terms_tests;
mod title_language;
mod tokens;
mod vocabulary;
mod words;
mod writing;

pub use corpus::{
    Corpus, CorpusPart, Numbers, PartSize, Story, StoryWord, TermKey, TitleWord, WordRole,
    collect_terms,
};
pub use folded::push_folded;
pub use form_lemmas::{FormLemmas, NewForm};
pub use forms::forms_of;
pub use lemma_source::LemmaMethod;
pub use lemmas::Lemmas;
pub use normal::{NormalText, had_other_normal_form, normal_form};
pub use query_word::{QueryWord, telling_forms, typed_lemmas};
pub use relevance::{Lexicon, RELEVANT, Relevance, TitleRelevance};
pub use search_query::{SearchQuery, has_words};
pub use stories::{LemmaSet, Stories, lemmas_of_title};
pub use story_words::story_words;
pub use term_query::{CompiledQuery, TermMatcher, TermQuery, TermQueryError};
pub use title_language::TitleLanguage;
pub use writing::Writings;

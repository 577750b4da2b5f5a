//! The text of headlines: normal form, tokens, lemmas, stop words, and near-duplicates (correlate-spec.md §4).
//!
//! Read in this order: [`normal_form`], then [`Lemmas`], from which [`push_folded`] makes the full-text index,
//! [`story_words`] the words for statistics ([`Corpus`]) and [`Stories`] the near-duplicates.
//!
//! Pure: a lemma that is not cached is looked up in a dictionary in memory; the store loads the lemmas that it has
//! kept into the cache.

mod corpus;
mod entities;
mod folded;
mod forms;
mod lemmas;
mod normal;
mod rate_marks;
mod rate_report;
mod rate_report_clause;
mod stories;
#[cfg(test)]
mod stories_tests;
mod story_words;
mod term_query;
#[cfg(test)]
mod terms_tests;
mod tokens;
mod vocabulary;
mod words;

pub use corpus::{
    Corpus, CorpusPart, Numbers, PartSize, Story, StoryWord, TermKey, TitleWord, WordRole,
    collect_terms,
};
pub use folded::{folded_query, push_folded};
pub use forms::forms_of;
pub use lemmas::{LemmaMethod, Lemmas};
pub use normal::normal_form;
pub use stories::{LemmaSet, Stories, lemmas_of_title};
pub use story_words::story_words;
pub use term_query::{TermQuery, TermQueryError};

//! The text of headlines: normal form, tokens, lemmas, stop words, and near-duplicates (correlate-spec.md §4).
//!
//! Read in this order: [`normal_form`], then [`Lemmas`], which [`push_folded`] for the full-text index, [`terms`] for
//! statistics and [`Stories`] for near-duplicates are made of.
//!
//! Pure: a lemma that is not known here is asked of a dictionary in memory; what others remember of lemmas is
//! handed in.

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
mod terms;
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
pub use rate_report::{is_rate_report, is_rate_report_of_tokens};
pub use rate_report_clause::is_rate_report_by_clause;
pub use stories::{LemmaSet, Stories, lemma_set};
pub use story_words::story_words;
pub use term_query::{CompiledQuery, TermMatcher, TermQuery, TermQueryError};
pub use terms::{HeadlineTerms, lemmas_of_title, terms};
pub use tokens::{Token, tokens};

//! The text of headlines: normal form, tokens, lemmas, stop words, and near-duplicates (correlate-spec.md §4).
//!
//! Pure: a lemma that is not known here is asked of a dictionary in memory; what others remember of lemmas is
//! handed in.

//! Headlines: which are known, their words in the full-text index, the stories they tell, and the feeds they come from.

pub(super) mod cutoffs;
pub(super) mod feeds;
pub(super) mod headline_id;
pub(super) mod headline_row;
pub(super) mod headlines;
pub(super) mod index;
pub(super) mod known;
pub(super) mod lemmas;
pub(super) mod name_numbers;
pub(super) mod search;
pub(super) mod stories;
pub(super) mod story_days;
pub(super) mod story_lookup;
pub(super) mod story_packing;
pub(super) mod story_words;
pub(super) mod tested_terms;

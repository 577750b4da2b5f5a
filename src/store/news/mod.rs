//! Headlines: which are known, their words in the full-text index, the stories they tell, and the feeds they come from.

pub(super) mod chosen_stories;
pub(super) mod coverage;
pub(super) mod cutoffs;
pub(super) mod feeds;
pub(super) mod headline_id;
pub(super) mod headline_row;
pub(super) mod headlines;
mod index;
pub(super) mod known;
mod lemmas;
mod name_numbers;
pub(super) mod news_filter;
pub(super) mod search;
mod stories;
mod story_days;
pub(super) mod story_lookup;
mod story_packing;
pub(super) mod story_words;
pub(super) mod tested_terms;
mod titles;

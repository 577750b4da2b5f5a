//! Rates from a user's files: brought in beside the Bank's, and taken back.

mod days;
pub(super) mod import;
pub(super) mod rules;
mod stored;
pub(super) mod undo;
mod undo_figures;

//! Rates from a user's files: imported alongside the Bank's, and removed again.

mod days;
pub(super) mod import;
pub(super) mod rules;
mod stored;
pub(super) mod undo;
mod undo_figures;

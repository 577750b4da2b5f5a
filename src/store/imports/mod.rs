//! Rates from a user's files: brought in beside the Bank's, and taken back.

pub(super) mod days;
pub(super) mod import;
pub(super) mod rules;
pub(super) mod stored;
pub(super) mod undo;
pub(super) mod undo_figures;

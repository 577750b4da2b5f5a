//! The file itself: made, brought to the present schema, checked and copied.

mod backup;
mod check;
mod check_news;
pub(super) mod creation;
pub(super) mod migrate;
mod secrets;
pub(super) mod state;

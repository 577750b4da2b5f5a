//! The file itself: made, brought to the present schema, checked and copied.

pub(super) mod backup;
pub(super) mod check;
pub(super) mod check_news;
pub(super) mod creation;
pub(super) mod migrate;
pub(super) mod secrets;
pub(super) mod state;

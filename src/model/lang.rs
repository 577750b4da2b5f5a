//! The two languages in which people are spoken to.

/// Language of notes, errors, dates and charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Russian.
    Ru,
    /// English.
    En,
}

//! What the rules of rate reports look for in the words of a title; each word carries its marks with its lemma.

use super::tokens::Kind;
use super::words::{
    ASIDE_OPENERS, CLAUSE_OPENERS, CURRENCY_NAMES, FORECASTS, MOVES, ORIGINS, PASSING,
    PREPOSITIONS, PRICES, QUANTITIES,
};

/// What a token is to the rules: some of the bits below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u16);

impl Marks {
    pub(super) const MOVE: Self = Self(1);
    pub(super) const CURRENCY_NAME: Self = Self(1 << 1);
    pub(super) const QUANTITY: Self = Self(1 << 2);
    pub(super) const CURRENCY: Self = Self(1 << 3);
    pub(super) const RATE: Self = Self(1 << 4);
    pub(super) const OF_CURRENCY: Self = Self(1 << 5);
    /// From here on the rule of clauses alone.
    pub(super) const FORECAST: Self = Self(1 << 6);
    pub(super) const PREPOSITION: Self = Self(1 << 7);
    pub(super) const TOWARDS: Self = Self(1 << 8);
    pub(super) const PASSING: Self = Self(1 << 9);
    pub(super) const ORIGIN: Self = Self(1 << 10);
    pub(super) const CLAUSE_OPENER: Self = Self(1 << 11);
    pub(super) const ASIDE_OPENER: Self = Self(1 << 12);
    pub(super) const PRICE: Self = Self(1 << 13);

    pub(super) fn add(&mut self, other: Self) {
        *self = self.or(other);
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of them is there.
    pub(super) const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The marks of a piece of a title; `of_word` gives those of a word.
    pub(super) fn of(kind: Kind, of_word: impl FnOnce() -> Self) -> Self {
        match kind {
            Kind::Word => of_word(),
            Kind::Number | Kind::CurrencySign => Self::QUANTITY,
        }
    }
}

/// The lemmas that the rules look for; one may come several times.
pub(super) fn marked_words() -> impl Iterator<Item = (&'static str, Marks)> {
    [
        (MOVES, Marks::MOVE),
        (CURRENCY_NAMES, Marks::CURRENCY_NAME),
        (QUANTITIES, Marks::QUANTITY),
        ("валюта", Marks::CURRENCY),
        ("курс", Marks::RATE),
        ("валютный", Marks::OF_CURRENCY),
        (FORECASTS, Marks::FORECAST),
        (PRICES, Marks::PRICE),
        (PREPOSITIONS, Marks::PREPOSITION),
        ("к", Marks::TOWARDS),
        (PASSING, Marks::PASSING),
        (ORIGINS, Marks::ORIGIN),
        (CLAUSE_OPENERS, Marks::CLAUSE_OPENER),
        (ASIDE_OPENERS, Marks::ASIDE_OPENER),
    ]
    .into_iter()
    .flat_map(|(list, marks)| list.split_whitespace().map(move |word| (word, marks)))
}

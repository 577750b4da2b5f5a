//! What the rules of rate reports look for in the words of a title; each word carries its marks with its lemma.

use super::{
    tokens::Kind,
    words::{
        ASIDE_OPENERS, CLAUSE_OPENERS, CURRENCY_NAMES, FORECASTS, MOVES, ORIGINS, PASSING,
        PREPOSITIONS, PRICES, QUANTITIES,
    },
};

/// What a token is to the rules: some of the bits below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u16);

impl Marks {
    pub const MOVE: Self = Self(1);
    pub const CURRENCY_NAME: Self = Self(1 << 1);
    pub const QUANTITY: Self = Self(1 << 2);
    pub const CURRENCY: Self = Self(1 << 3);
    pub const RATE: Self = Self(1 << 4);
    pub const OF_CURRENCY: Self = Self(1 << 5);
    /// From here on the rule of clauses alone.
    pub const FORECAST: Self = Self(1 << 6);
    pub const PREPOSITION: Self = Self(1 << 7);
    pub const TOWARDS: Self = Self(1 << 8);
    pub const PASSING: Self = Self(1 << 9);
    pub const ORIGIN: Self = Self(1 << 10);
    pub const CLAUSE_OPENER: Self = Self(1 << 11);
    pub const ASIDE_OPENER: Self = Self(1 << 12);
    pub const PRICE: Self = Self(1 << 13);

    pub fn add(&mut self, other: Self) {
        *self = self.or(other);
    }

    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of them is there.
    pub const fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The marks of a piece of a title; `of_word` gives the marks of a word.
    pub fn of(kind: Kind, of_word: impl FnOnce() -> Self) -> Self {
        match kind {
            Kind::Word => of_word(),
            Kind::Number | Kind::CurrencySign => Self::QUANTITY,
        }
    }
}

/// The lemmas that the rules look for; one may come several times.
pub fn marked_words() -> impl Iterator<Item = (&'static str, Marks)> {
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

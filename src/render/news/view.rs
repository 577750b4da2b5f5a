//! What there is to show of headlines: each with its links to the rates.

use crate::model::{Currency, Headline, Links};

/// A headline with its links to the rates of some currencies.
#[derive(Clone, Debug)]
pub struct LinkedHeadline {
    pub headline: Headline,
    /// One for each currency, in the order asked for; empty if the headline has no date.
    pub links: Vec<CurrencyLinks>,
}

/// The links of a headline to one currency.
#[derive(Clone, Copy, Debug)]
pub struct CurrencyLinks {
    pub currency: &'static Currency,
    /// The rate shown on its date and the first one set after it.
    pub links: Links,
}

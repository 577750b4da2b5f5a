//! What a fetch should bring, and the listener that follows it.

use crate::model::Currency;
use jiff::civil::Date;

/// What to bring up to date.
#[derive(Default)]
pub struct FetchRequest {
    /// Without one, no rates.
    pub rates: Option<RatesRequest>,
    /// Whether the configured feeds are asked.
    pub feeds: bool,
}

/// Which rates to bring up to date.
pub struct RatesRequest {
    /// If empty, the currencies of the configuration.
    pub currencies: Currencies,
    /// With a first or a last day, stored days are asked for again.
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// Which currencies to ask for.
pub enum Currencies {
    These(Vec<&'static Currency>),
    WholeCatalogue,
}

/// Follows the requests of a fetch.
pub trait RequestListener {
    /// A question is asked next.
    fn start(&self, what: String);

    /// It was answered, or will not be.
    fn step(&self);
}

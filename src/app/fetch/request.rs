//! What a fetch is asked for, and who is told how it goes.

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
    /// Without any, those of the configuration.
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

/// Who is told which question is under way.
pub trait RequestListener {
    /// A question is asked next.
    fn start(&self, what: String);

    /// It was answered, or will not be.
    fn step(&self);
}

//! The vocabulary: plain values and the rules of the domain, without I/O, SQL or serde.
//!
//! Read in this order: [`Decimal`], [`Span`], [`Currency`], [`Record`], [`Series`]; then [`Published`],
//! [`Headline`] and [`links`], which joins the two; and [`Corpus`], the news as statistics need it. [`Series::in_force`] is
//! the one function that answers "which rate is in force on this day"; everything else asks it.

mod calendar;
mod corpus;
mod currency;
mod cutoff;
mod date_text;
mod decimal;
mod headline;
mod key_rate;
mod lang;
mod link;
mod period;
mod published;
mod quoted;
mod rate;
mod rate_report;
mod redenomination;
mod series;
mod span;
mod unit;

pub use calendar::{day_in_moscow, end_of_day_in_moscow, instant_in_moscow, record_expected_on};
pub use corpus::{
    Corpus, CorpusPart, Numbers, PartSize, Story, StoryWord, TermKey, TitleWord, WordRole, collect_terms,
};
pub use currency::{CATALOGUE, Currency, FIRST_RECORD_DAY, SourceId, UnknownCurrency, currency_of_id};
pub use cutoff::{Cutoff, Cutoffs};
pub use date_text::{
    DateError, month_genitive, month_name, month_short, month_short_genitive, parse_day, parse_span,
    spell_day,
};
pub use decimal::{Decimal, DecimalError};
pub use headline::{DateEvidence, Dated, Headline};
pub use key_rate::{KEY_RATE, KEY_RATE_COMPLETE_TO, KeyRateStep, KeyRateStretch};
pub use lang::Lang;
pub use link::{Effect, Links, NoEffect, links};
pub use period::{Every, Period};
pub use published::{Published, PublishedError, Zone};
pub use quoted::{Figure, Pair, PairError, Quoted};
pub use rate::{ListedRecord, Nominal, Record, RecordError};
pub use rate_report::{RateReport, RateReportRule};
pub use redenomination::{REDENOMINATIONS, RUBLE_1998, Redenomination, UnitScale, unit_scale};
pub use series::{Change, InForce, NEIGHBOUR_DAYS, NotInForce, Series, change_between, implausible_jump};
pub use span::{Span, Spans};
pub use unit::Unit;

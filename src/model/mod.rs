//! The vocabulary: plain values and the rules of the domain, without I/O, SQL or serde.
//!
//! Read in this order: [`Decimal`], [`Span`], [`Currency`], [`Record`], [`Series`]; then [`Published`],
//! [`Headline`] and [`links`], which joins the two. [`Series::in_force`] is the one function that answers "which rate is in force on this day"; everything else asks it.

mod amount;
mod calendar;
mod currency;
mod currency_names;
mod currency_text;
mod cutoff;
mod date_text;
mod decimal;
mod echo;
mod headline;
mod lang;
mod link;
mod period;
mod plausible;
mod published;
mod quoted;
mod rate;
mod rate_report;
mod redenomination;
mod restated;
mod row_fault;
mod series;
mod shared_calendar;
mod shell_word;
mod span;
mod unit;
mod unit_scale;

pub use amount::{AmountError, parse_amount, parse_amount_in};
pub use calendar::{day_in_moscow, end_of_day_in_moscow, instant_in_moscow, record_expected_on};
pub use currency::{CATALOGUE, Currency, FIRST_RECORD_DAY, SourceId, currency_of_id, each_once};
pub use currency_text::{NotOneCurrency, PairError, UnknownCurrency};
pub use cutoff::{Cutoff, Cutoffs};
pub use date_text::{
    DateError, NEWS_YEARS, NoInstant, NoSuchDay, PAGE_YEARS, WrittenZone, date_of_figures,
    day_and_month, day_and_short_month, four_digit_year, is_digits, month_genitive, month_name,
    month_named, month_short, month_short_genitive, parse_day, parse_instant, parse_span,
    parse_written_day, spell_day, two_digits, weekday_name, weekday_named,
};
pub use decimal::{Decimal, DecimalError, MAX_SCALE};
pub use echo::echoed;
pub use headline::{DateEvidence, Dated, Headline};
pub(crate) use lang::tr;
pub use lang::{Lang, counted, counted_records, group_thousands, plural_ru};
pub use link::{Effect, Links, NoEffect, links};
pub use period::{Every, Period};
pub use plausible::{
    Doubt, HISTORY_RECORDS, LEAPS, Step, are_neighbours, doubts, implausible_jump, in_order,
    is_notable, step_between,
};
pub use published::{Published, Zone};
pub use quoted::{Figure, Pair, Quoted};
pub use rate::{Change, ListedRecord, Nominal, Record, RecordError, records_by_date};
pub use rate_report::{RateReport, RateReportRule};
pub use redenomination::{REDENOMINATIONS, RUBLE_1998, Redenomination};
pub use row_fault::{OfficialOrigin, RowCause, RowFault, RowPlace};
pub use series::{InForce, NotInForce, Series, change_between};
pub use shared_calendar::{CalendarFault, RecordDates, compare_calendars, is_alone};
pub use shell_word::shell_word;
pub use span::{Span, Spans, days_between};
pub use unit::{Successor, Unit};
pub use unit_scale::{UnitScale, may_have_two_records, next_redenomination, unit_scale};

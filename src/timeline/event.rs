//! An event: something that happened on a day, or from one day to another, and is common knowledge.

use crate::model::{Decimal, Lang, Span};
use jiff::civil::Time;

/// An event of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When; one day, or a period.
    pub days: Span,
    /// Moscow's clock on the first of the days, where it is known.
    pub time: Option<Time>,
    /// What it is called.
    pub label: EventLabel,
    /// A word that is common to several.
    pub kind: Option<String>,
    /// Where it is expected to send the ruble.
    pub sign: Option<ExpectedMove>,
    /// How large it is, or how surprising, in a unit of the list's own; of a decision on the key rate its change in
    /// percentage points.
    pub size: Option<Decimal>,
    /// Where it was read.
    pub source: Option<String>,
}

/// What an event is called in each language; never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventLabel {
    pub ru: String,
    pub en: String,
}

impl EventLabel {
    pub fn of(&self, lang: Lang) -> &str {
        lang.pick(&self.en, &self.ru)
    }
}

/// Where an event is expected to send the ruble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedMove {
    /// The rate is expected to rise: +1.
    Weaker,
    /// The rate is expected to fall: −1.
    Stronger,
}

impl ExpectedMove {
    /// +1 or −1.
    pub const fn sign(self) -> i8 {
        match self {
            Self::Weaker => 1,
            Self::Stronger => -1,
        }
    }
}

//! Why there are too few records for a conclusion.

use crate::{analysis::events::TooFew, render::json_parts::serialize_keys};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// What the records of a period lack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TooFewRecords {
    pub reason: TooFew,
    /// Mean between the first and the last news of the period; 0 without news.
    pub stories_per_record: f64,
    /// Tested records.
    pub tested: usize,
    /// Records of the period.
    pub records: usize,
    /// Those with a move of which the usual size is known.
    pub with_moves: usize,
    /// First and last day of the news before the period, and after it.
    pub news_outside: [Option<(Date, Date)>; 2],
}

impl Serialize for TooFewRecords {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let spans = self.news_outside.iter().flatten();
        let spans: Vec<String> = spans.map(|(from, to)| format!("{from}..{to}")).collect();

        serialize_keys!(serializer, {
            "reason": self.reason.name(),
            "stories_per_record": self.stories_per_record,
            "records": self.records,
            "records_with_moves": self.with_moves,
            // Days of the news that is stored outside the period.
            "news_outside": spans,
        })
    }
}

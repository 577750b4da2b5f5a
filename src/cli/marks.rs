//! What can be typed of marks on a chart.

use clap::Args;
use std::path::PathBuf;

/// A list of events of the user.
#[derive(Args, Debug, Default)]
pub struct EventArgs {
    /// Events that you know, from a table: date (also with a clock, or from..to), label, kind; CSV or TSV in any encoding, -
    /// is standard input
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// Columns of the events that have other names: date=Day,label=What
    #[arg(long, value_name = "FIELD=COLUMN,…", requires = "events")]
    pub map: Option<String>,
}

/// Marks on a chart.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Marks")]
pub struct MarkArgs {
    /// Events to flag
    #[command(flatten)]
    pub events: EventArgs,
    /// Mark the days with these words in a headline, in any of their forms
    #[arg(long, value_name = "TERM")]
    pub mark: Option<String>,
    /// Flag the largest daily changes, each with the headline of its window that matters most
    #[arg(long)]
    pub news: bool,
    /// Show when the Bank changed its method of fixing
    #[arg(long)]
    pub methods: bool,
    /// The key rate in a panel below
    #[arg(long)]
    pub key_rate: bool,
}

impl MarkArgs {
    /// The first of these options that was typed, if any.
    pub fn first_typed(&self) -> Option<&'static str> {
        let options = [
            (self.events.events.is_some(), "--events"),
            (self.mark.is_some(), "--mark"),
            (self.news, "--news"),
            (self.methods, "--methods"),
            (self.key_rate, "--key-rate"),
        ];
        options
            .iter()
            .find(|(is_typed, _)| *is_typed)
            .map(|(_, name)| *name)
    }
}

//! What can be typed of marks on a chart.

use clap::Args;
use std::path::PathBuf;

/// Marks on a chart.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Marks")]
pub struct MarkArgs {
    /// Events to flag, from a CSV file: date (or from..to), label, kind; - is standard input
    #[arg(long, value_name = "FILE")]
    pub events: Option<PathBuf>,
    /// Mark the days with these words in a headline, in any of their forms
    #[arg(long, value_name = "TERM")]
    pub mark: Option<String>,
    /// Flag the largest daily changes, each with a distinctive headline of its window
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
            (self.events.is_some(), "--events"),
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

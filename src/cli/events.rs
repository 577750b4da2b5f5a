//! What can be typed after `rates events`.

use super::{CsvArgs, TableFormat};
use crate::{model::Lang, timeline::EventKind};
use clap::{Args, ValueEnum, builder::PossibleValue};

/// Arguments of events.
#[derive(Args, Debug)]
#[command(
    after_help = "The list is db/events/ruble_events.csv of the sources: what happened, and never that it moved the rate. With \
--format csv it is a table as `--events` of chart, movers and explain reads it."
)]
pub struct EventsArgs {
    /// First day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Kinds, a list or repeated [default: all]
    #[arg(long, value_enum, value_name = "KIND,…", value_delimiter = ',')]
    pub kind: Vec<EventKind>,
    /// Form of the output [default: table]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// What will read the CSV
    #[command(flatten)]
    pub csv: CsvArgs,
}

impl ValueEnum for EventKind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.text(Lang::En)))
    }
}

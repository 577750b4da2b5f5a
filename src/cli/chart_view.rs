//! Options of chart that say what of the rates is drawn.

use clap::{Args, ValueEnum};

/// What of the rates is drawn; some exclude each other, which `cmd` says in both languages.
#[derive(Args, Debug)]
#[command(next_help_heading = "View")]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct ChartViewArgs {
    /// Change in per cent against the first day, of several currencies the first one that all have
    #[arg(long)]
    pub pct: bool,
    /// Index: that day is 100
    #[arg(long)]
    pub index: bool,
    /// Logarithmic scale of the values
    #[arg(long)]
    pub log: bool,
    /// Moving average over N records, a thin line beside each
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..=2000))]
    pub ma: Option<u16>,
    /// Band of ±2σ one record ahead, by EWMA volatility with λ = 0.94
    #[arg(long)]
    pub band: bool,
    /// Ranges of periods, from lowest to highest with a tick at the last, in place of lines
    #[arg(long, value_enum)]
    pub every: Option<RangesArg>,
}

/// Periods of ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RangesArg {
    /// ISO weeks
    Week,
    /// Months
    Month,
}

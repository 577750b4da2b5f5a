//! What can be typed after `rates correlate`, `rates movers` and `rates explain`.

use super::{EventArgs, NewsFilterArgs, ReportFormat, ThemeArg};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Draws by default.
const PERMUTATIONS: u32 = 1999;

/// What the draws follow from by default.
const SEED: u64 = 1;

/// Arguments of correlate.
#[derive(Args, Debug)]
#[command(
    after_help = "Without --term every term of the headlines is tested at once. Terms: `ключевая ставка`, `санкция & нефть -газ | эмбарго`\n\
(| binds loosest, then &; -x excludes). Statistics begin on 2014-11-10 by default: before it the rate was managed."
)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct CorrelateArgs {
    /// Words to look for in titles, in any of their forms [default: all terms]
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub term: Option<String>,
    /// Which news counts, and which rates
    #[command(flatten)]
    pub sample: SampleArgs,
    /// Records from the one that the news could move: A..B, in which the effect is looked for [default: 0..1; 0..0 with --link date]
    #[arg(long, value_name = "A..B", allow_hyphen_values = true)]
    pub window: Option<String>,
    /// Records before and after that are shown
    #[arg(long, value_name = "K", default_value_t = 5, value_parser = clap::value_parser!(u8).range(2..=30))]
    pub k: u8,
    /// When news is an event: more of it than usual, or any
    #[arg(long, value_enum, default_value_t = EventArg::Surprise)]
    pub event: EventArg,
    /// Whether the usual amount is counted source by source
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = PerSourceArg::Auto)]
    pub per_source: PerSourceArg,
    /// Random rearrangements of the news
    #[arg(long, value_name = "N", default_value_t = PERMUTATIONS, value_parser = clap::value_parser!(u32).range(19..=100_000))]
    pub permutations: u32,
    /// What the rearrangements follow from
    #[arg(long, value_name = "N", default_value_t = SEED)]
    pub seed: u64,
    /// How strong: also correlate the amount of surprise with the moves (with --term)
    #[arg(long, requires = "term")]
    pub dose: bool,
    /// Also try every shift of the news in time, not only random ones (with --term)
    #[arg(long, requires = "term")]
    pub exact: bool,
    /// Which tests are printed: the usual one, or the textbook's too, which trust more than they should (with --term)
    #[arg(long, value_enum, default_value_t = TestsArg::Usual, requires = "term")]
    pub tests: TestsArg,
    /// Rate of false discoveries for candidates: bh, or by, which is stricter
    #[arg(long, value_enum, default_value_t = FdrArg::Bh, conflicts_with = "term")]
    pub fdr: FdrArg,
    /// Also list every term over the threshold by itself, echoes of one another or not
    #[arg(long, conflicts_with = "term")]
    pub marginal: bool,
    /// Look for terms before this day, and confirm them after it
    #[arg(long, value_name = "DATE", conflicts_with_all = ["term", "calibrate"])]
    pub holdout: Option<String>,
    /// Repeat everything on so many copies with the rates shifted in time: how often does noise find something?
    #[arg(long, value_name = "COPIES", conflicts_with = "term", value_parser = clap::value_parser!(u16).range(1..=10_000))]
    pub calibrate: Option<u16>,
    /// Who leads: the amount of news and the size of moves at lags before and after
    #[arg(long, conflicts_with_all = ["window", "dose", "exact", "holdout", "calibrate", "marginal"])]
    pub lead_lag: bool,
    /// Of what: `volume` of news, or `term WORDS` [default: volume, or --term]
    #[arg(long, value_name = "volume|term WORDS", num_args = 1..=2, requires = "lead_lag", conflicts_with = "term")]
    pub of: Vec<String>,
    /// Largest lag in records
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u8).range(1..=60), requires = "lead_lag")]
    pub max_lag: u8,
    /// When the rate changed its manners: periods of different volatility, beside another answer or alone, without news
    #[arg(long)]
    pub regimes: bool,
    /// All figures, not the sentences alone
    #[arg(long)]
    pub details: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// A picture too
    #[command(flatten)]
    pub figure: FigureArgs,
    /// Which headlines count
    #[command(flatten)]
    pub news: NewsFilterArgs,
}

impl CorrelateArgs {
    /// Whether an option was typed that only a screen of all terms has a use for.
    pub fn asks_for_screen(&self) -> bool {
        self.sample.all_currencies
            || self.marginal
            || self.holdout.is_some()
            || self.calibrate.is_some()
            || self.fdr != FdrArg::Bh
            || self.permutations != PERMUTATIONS
            || self.seed != SEED
            || self.figure.output.is_some()
    }
}

/// Which records and which news are compared.
#[derive(Args, Debug)]
pub struct SampleArgs {
    /// Currency
    #[arg(long, value_name = "CODE", default_value = "USD")]
    pub currency: String,
    /// Half dollar, half euro in place of one currency
    #[arg(long, conflicts_with = "currency")]
    pub basket: bool,
    /// All configured currencies as one family of tests (without --term)
    #[arg(long, conflicts_with_all = ["currency", "basket", "term", "lead_lag", "holdout"])]
    pub all_currencies: bool,
    /// First day of the records [default: 2014-11-10]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day of the records [default: the last record]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// To which record news belongs: the first one set after it, or the one shown on its date
    #[arg(long, value_enum, default_value_t = LinkArg::Effect)]
    pub link: LinkArg,
    /// Whether numbers are words
    #[arg(long, value_enum, default_value_t = NumbersArg::Drop)]
    pub numbers: NumbersArg,
    /// Also count headlines that report the move itself
    #[arg(long)]
    pub include_rate_reports: bool,
    /// What is such a headline: a currency near a move, or a currency that its clause says to move
    #[arg(long, value_enum, value_name = "RULE", default_value_t = RateReportRuleArg::Reference)]
    pub rate_report_rule: RateReportRuleArg,
    /// Leave out records set on the days of this file (a date or from..to a line, or a table as for --events): decisions,
    /// crises
    #[arg(long, value_name = "FILE")]
    pub exclude_dates: Option<PathBuf>,
    /// Columns of that file that have other names: date=Day
    #[arg(long, value_name = "FIELD=COLUMN,…", requires = "exclude_dates")]
    pub map: Option<String>,
}

/// A picture beside the text.
#[derive(Args, Debug)]
pub struct FigureArgs {
    /// Draw it into this file: .svg or .png
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Size of the picture in pixels; card is 600x315 at scale 2, a PNG of 1200x630 for social networks
    #[arg(
        long,
        value_name = "WxH",
        default_value = "1600x900",
        requires = "output"
    )]
    pub size: String,
    /// Pixels of a PNG for each pixel of the size [default: 1; of a card 2]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=2), requires = "output")]
    pub scale: Option<u8>,
    /// Colours of the picture
    #[arg(long, value_enum, requires = "output")]
    pub theme: Option<ThemeArg>,
}

/// To which record news belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinkArg {
    /// News goes with the first rate set after it, which it could have moved
    Effect,
    /// News goes with the rate in force on its date
    Date,
}

/// When news is an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EventArg {
    /// More stories than the 60 windows before let expect
    Surprise,
    /// A single story
    Any,
}

/// Whether the usual amount is counted source by source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PerSourceArg {
    /// Where a large source has just begun
    Auto,
    /// Always
    On,
    /// Never
    Off,
}

/// Whether numbers are words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NumbersArg {
    /// No
    Drop,
    /// Yes
    Keep,
}

/// Which rule says that a headline reports the move itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RateReportRuleArg {
    /// A currency and a move near each other
    Reference,
    /// A currency that is itself what moves in its clause
    Clause,
}

/// Which tests are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TestsArg {
    /// The one that the verdict rests on
    Usual,
    /// The textbook's too
    All,
}

/// Control of false discoveries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FdrArg {
    /// Benjamini and Hochberg
    Bh,
    /// Benjamini and Yekutieli
    By,
}

/// Arguments of movers.
#[derive(Args, Debug)]
pub struct MoversArgs {
    /// Currency
    #[arg(long, value_name = "CODE", default_value = "USD")]
    pub currency: String,
    /// First day of the records [default: 2014-11-10]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day of the records [default: the last record]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    pub top: u16,
    /// Largest by what: z counts in standard deviations known before it
    #[arg(long, value_enum, default_value_t = MoversBy::Z)]
    pub by: MoversBy,
    /// Only rises (the ruble weakens) or only falls of the rate
    #[arg(long, value_enum)]
    pub direction: Option<DirectionArg>,
    /// Days between those listed, at least
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    pub min_gap_days: u16,
    /// Known events beside the news
    #[command(flatten)]
    pub events: EventArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// A picture too
    #[command(flatten)]
    pub figure: FigureArgs,
    /// Which headlines count
    #[command(flatten)]
    pub news: NewsFilterArgs,
}

/// By what moves are large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MoversBy {
    /// Standard deviations, as far as was known before, over a gap of that length
    Z,
    /// Per cent
    Pct,
    /// Rubles
    Abs,
}

/// Which way the rate moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DirectionArg {
    /// Rises
    Up,
    /// Falls
    Down,
}

/// Arguments of explain.
#[derive(Args, Debug)]
pub struct ExplainArgs {
    /// Day on which the rate is in force
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    pub date: String,
    /// The date is the day on which the rate was set
    #[arg(long)]
    pub set: bool,
    /// Currency
    #[arg(long, value_name = "CODE", default_value = "USD")]
    pub currency: String,
    /// Which news: between the setting of the two rates, or of the calendar day
    #[arg(long, value_enum, default_value_t = LinkArg::Effect)]
    pub link: LinkArg,
    /// Known events beside the news
    #[command(flatten)]
    pub events: EventArgs,
    /// All figures
    #[arg(long)]
    pub details: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// Which headlines count
    #[command(flatten)]
    pub news: NewsFilterArgs,
}

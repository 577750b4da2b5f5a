//! What can be typed: clap's types and nothing else.
//!
//! Dates, codes and amounts are still text here; `cmd` makes them typed, for they need to know what day it is.

mod chart;
mod chart_view;
mod correlate;
mod deferred;
mod events;
mod marks;
mod news;
mod news_filter;
mod news_sources;
mod table;
mod usage_in_russian;

pub use chart::{ChartArgs, PictureFormat, ThemeArg};
pub use chart_view::{ChartViewArgs, RangesArg};
pub use correlate::{
    CorrelateArgs, DirectionArg, EventArg, ExplainArgs, FdrArg, FigureArgs, LinkArg, MoversArgs,
    MoversBy, NumbersArg, PerSourceArg, RateReportRuleArg, TestsArg,
};
pub use deferred::Deferred;
pub use events::EventsArgs;
pub use marks::{EventArgs, MarkArgs};
pub use news::{
    HeadlineArgs, HeadlineFormat, NewsAddArgs, NewsBackfillArgs, NewsCheckArgs, NewsCommand,
    NewsFeedsArgs, NewsFetchArgs, NewsKind, NewsParseArgs, NewsSearchArgs,
};
pub use news_filter::{LanguageArg, NewsFilterArgs};
pub use news_sources::{
    FeedsFormat, NewsSourcesArgs, SourcesAddArgs, SourcesCommand, SourcesRemoveArgs,
};

pub use table::{CsvArgs, CsvForArg, DecimalArg, OutputArgs};
pub use usage_in_russian::usage_in_russian;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The Bank of Russia's official ruble rates: recorded, shown, proved, drawn.
#[derive(Debug, Parser)]
#[command(name = "rates", version, max_term_width = 100)]
#[command(
    after_help = "Dates: 2024-05-21, 21.05.2024, 28/09/2024, 21 мая 2024, 2024-05, 2024-Q2, 2024, today, yesterday, -30d, -6w, -3m, -1y.\n\
Currencies: USD, usd, USD/RUB, доллар, euro; `rates currencies` lists them.\n\
Exit codes: 0 done, 1 other error, 2 wrong usage, 3 no data, 4 no answer, 5 bad answer, 6 stale, 130 interrupted."
)]
pub struct Cli {
    /// What to do; without it, show.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Arguments of show, which is what is done without a command.
    #[command(flatten)]
    pub show: ShowArgs,
    /// Options of every command.
    #[command(flatten)]
    pub global: GlobalArgs,
}

/// Options of every command.
#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Database file [default: rates/rates.db in the XDG data folder]
    #[arg(
        long,
        value_name = "FILE",
        env = "RATES_DB",
        global = true,
        hide_env_values = true
    )]
    pub db: Option<PathBuf>,
    /// Configuration file [default: rates/config.toml in the XDG configuration folder]
    #[arg(
        long,
        value_name = "FILE",
        env = "RATES_CONFIG",
        global = true,
        hide_env_values = true
    )]
    pub config: Option<PathBuf>,
    /// Language [default: from the locale]
    #[arg(long, value_enum, global = true)]
    pub lang: Option<LangArg>,
    /// Use no network; fetch is then wrong usage
    #[arg(long, global = true)]
    pub offline: bool,
    /// Colour of changes
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorArg::Auto, global = true)]
    pub color: ColorArg,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print each request and a log of files, stores, phases and dating; -vv adds SQL statements
    #[arg(short, long, global = true, conflicts_with = "quiet", action = ArgAction::Count)]
    pub verbose: u8,
}

/// Languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// Russian
    Ru,
    /// English
    En,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The header line: rates in force on a day with their daily change
    Show(Deferred<ShowArgs>),
    /// Bring rates and news up to date: only what is missing, gaps found and filled
    Fetch(Deferred<FetchArgs>),
    /// Series of records, days or periods
    History(Deferred<HistoryArgs>),
    /// Convert at the rate in force, through the ruble
    Convert(Deferred<ConvertArgs>),
    /// Where a figure came from
    Prove(Deferred<ProveArgs>),
    /// A picture: rates and daily changes
    Chart(ChartArgs),
    /// Headlines in, dated and linked to the rates
    #[command(subcommand)]
    News(NewsCommand),
    /// The largest moves, with what the news of their windows had
    Movers(Deferred<MoversArgs>),
    /// What was distinctive about the news before a rate
    Explain(Deferred<ExplainArgs>),
    /// Whether headlines and moves go together: one term, or all
    Correlate(Deferred<Box<CorrelateArgs>>),
    /// Events that matter for the ruble: the key rate, sanctions, oil, crises, and what the Bank changed
    Events(Deferred<EventsArgs>),
    /// Every currency: code, names, the Bank's ids, days of quotation, and what is stored of it
    Currencies(Deferred<CurrenciesArgs>),
    /// How fresh the store is, what is missing and why; exit 6 when stale
    Status(Deferred<StatusArgs>),
    /// Care of the database file
    #[command(subcommand)]
    Db(DbCommand),
    /// Completions for a shell
    Completions(Deferred<CompletionsArgs>),
    /// The manual page, in roff
    Man,
}

/// Digits after the point by default.
const DIGITS: u8 = 2;

/// Arguments of show.
#[derive(Args, Debug)]
pub struct ShowArgs {
    /// Currencies: USD, usd, USD/RUB, доллар [default: those of the configuration]
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// Day [default: today where covered, else the last covered day]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Form of the output [default: line]
    #[arg(long, value_enum)]
    pub format: Option<ShowFormat>,
    /// What will read the CSV
    #[command(flatten)]
    pub csv: CsvArgs,
    /// Digits after the point of the line
    #[arg(long, value_name = "N", default_value_t = DIGITS, value_parser = clap::value_parser!(u8).range(0..=8))]
    pub digits: u8,
    /// Write - for the minus sign, and small charts in ASCII
    #[arg(long)]
    pub ascii: bool,
    /// The day's headlines below the line
    #[arg(long)]
    pub news: bool,
    /// The last records after each rate of the line, as a small chart: 30, or as many as a terminal has room for
    #[arg(long)]
    pub spark: bool,
}

impl ShowArgs {
    /// The first of these options that was typed, if any: before another command it would mean nothing.
    pub fn typed_option(&self) -> Option<&'static str> {
        // A typed default counts as not typed: the struct does not keep where a value came from, and it changes nothing.
        let options = [
            (self.on.is_some(), "--on"),
            (
                self.format.is_some_and(|typed| typed != ShowFormat::Line),
                "--format",
            ),
            (self.csv.csv_for.is_some(), "--csv-for"),
            (self.digits != DIGITS, "--digits"),
            (self.ascii, "--ascii"),
            (self.news, "--news"),
            (self.spark, "--spark"),
            (!self.codes.is_empty(), "CODE"),
        ];

        let typed = options.into_iter().find(|(is_typed, _)| *is_typed);
        typed.map(|(_, name)| name)
    }
}

/// Forms of show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// The header line
    Line,
    /// A table
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

/// Arguments of fetch.
#[derive(Args, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct FetchArgs {
    /// First day; asks again for days that are stored
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day; asks again for days that are stored
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Currencies, a list or repeated [default: those of the configuration]
    #[arg(
        long,
        value_name = "CODE",
        value_delimiter = ',',
        conflicts_with = "all"
    )]
    pub currency: Vec<String>,
    /// Every currency of the catalogue
    #[arg(long)]
    pub all: bool,
    /// Rates only
    #[arg(long, conflicts_with = "news")]
    pub rates: bool,
    /// News only, from the configured feeds
    #[arg(long, conflicts_with_all = ["from", "to", "currency", "all"])]
    pub news: bool,
    /// Say what would be asked and ask nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of history.
#[derive(Args, Debug)]
pub struct HistoryArgs {
    /// Currencies
    #[arg(value_name = "CODE", required = true)]
    pub codes: Vec<String>,
    /// First day [default: the first record]; price directives open with the rate in force on it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day [default: the last covered day]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Step [default: record; with --agg: all]
    #[arg(long, value_enum)]
    pub every: Option<EveryArg>,
    /// What stands for a period [default: last]
    #[arg(long, value_enum)]
    pub agg: Option<AggArg>,
    /// Form of the output [default: by the name of --output, else table]
    #[arg(long, value_enum)]
    pub format: Option<HistoryFormat>,
    /// Figures of one unit instead of the nominal, with all digits
    #[arg(long)]
    pub per_unit: bool,
    /// Append the price directives that FILE lacks (made if missing); what it has stays as it is
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub append: Option<PathBuf>,
    /// Where it goes, and whom CSV is for
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Steps of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EveryArg {
    /// Each record
    Record,
    /// Each calendar day, with the rate in force
    Day,
    /// ISO weeks
    Week,
    /// Months
    Month,
    /// Quarters
    Quarter,
    /// Years
    Year,
    /// One figure for the whole range
    All,
}

/// What stands for a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AggArg {
    /// The rate in force at its end
    Last,
    /// Mean over its records
    MeanRecords,
    /// Mean over its calendar days of the rate in force
    MeanDays,
    /// Lowest record
    Min,
    /// Highest record
    Max,
}

/// Forms of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HistoryFormat {
    /// A table
    Table,
    /// CSV
    Csv,
    /// One JSON document
    Json,
    /// One JSON object a line
    Ndjson,
    /// Price directives for ledger
    Ledger,
    /// Price directives for hledger
    Hledger,
    /// Price directives for beancount
    Beancount,
    /// A file for 1C, of one currency in rubles: date, nominal, rate
    #[value(name = "1c")]
    OneC,
    /// A workbook for Excel or LibreOffice
    Xlsx,
}

/// Arguments of convert.
#[derive(Args, Debug)]
pub struct ConvertArgs {
    /// Amount: 100, 12.5, 12,5, "1 234,56", 1,234.56 or "(33.52)" for a negative one
    #[arg(required_unless_present = "csv", allow_hyphen_values = true)]
    pub amount: Option<String>,
    /// Currency it is in; RUB is the ruble, USD/EUR converts dollars into euros
    #[arg(required_unless_present = "csv")]
    pub from: Option<String>,
    /// Currency wanted [default: RUB]
    pub to: Option<String>,
    /// The currency wanted, where a word such as `to` is before it: `convert 1250 EUR to USD`
    #[arg(hide = true, conflicts_with = "csv", num_args = 0..)]
    pub wanted: Vec<String>,
    /// Day [default: today where covered, else the last covered day]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Digits after the point of the result, rounded once [default: 4, or 8 significant ones of a small result]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=12))]
    pub digits: Option<u8>,
    /// Convert the rows of a table, and keep all its columns: date, amount, from (or currency), and if wanted to, by these
    /// names or Russian ones; CSV or TSV in any encoding, - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["amount", "on"])]
    pub csv: Option<PathBuf>,
    /// Columns of the table that have other names: date=Day,amount=Total
    #[arg(long, value_name = "FIELD=COLUMN,…", requires = "csv")]
    pub map: Option<String>,
    /// Mark before the fractions of the table, where its column does not show it
    #[arg(long, value_enum, value_name = "MARK", requires = "csv")]
    pub decimal: Option<DecimalArg>,
    /// Form of the output [default: by the name of --output, else line, or csv with --csv]
    #[arg(long, value_enum)]
    pub format: Option<ConvertFormat>,
    /// Where it goes, and whom CSV is for
    #[command(flatten)]
    pub output: OutputArgs,
}

/// Forms of a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConvertFormat {
    /// The result with its path
    Line,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// A workbook for Excel or LibreOffice
    Xlsx,
}

/// Arguments of prove.
#[derive(Args, Debug)]
pub struct ProveArgs {
    /// Currency
    pub code: String,
    /// Day on which the rate is in force
    #[arg(value_name = "DATE", allow_hyphen_values = true)]
    pub date: String,
    /// As the store knew it at the end of that day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub as_known: Option<String>,
    /// One sentence with source and date, ready to be quoted
    #[arg(long, conflicts_with_all = ["format", "as_known"])]
    pub cite: bool,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// Forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For reading
    Text,
    /// JSON
    Json,
}

/// Arguments of currencies.
#[derive(Args, Debug)]
pub struct CurrenciesArgs {
    /// Form of the output [default: table]
    #[arg(long, value_enum)]
    pub format: Option<TableFormat>,
    /// What will read the CSV
    #[command(flatten)]
    pub csv: CsvArgs,
}

/// Forms of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// A table
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
}

/// Arguments of status.
#[derive(Args, Debug)]
pub struct StatusArgs {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// Care of the database file.
#[derive(Debug, Subcommand)]
pub enum DbCommand {
    /// Print where it is
    Path,
    /// Look for faults
    Check,
    /// Copy it into a new file while it is in use
    Backup {
        /// The new file
        file: PathBuf,
    },
    /// All rates as CSV
    Export(CsvArgs),
    /// Rates from CSV: columns date, char_code, nominal, value and, if known, source and span
    ///
    /// A row that contradicts a figure of the Bank, or that is dated on a day for which the Bank is known to have
    /// set no rate, later than tomorrow or before the first record, is left out and reported with its line.
    Import(ImportArgs),
    /// List imported files
    Imports,
    /// Take an import back: its figures, what they replaced, and the days that only it covers
    Undo {
        /// Number of the import, from `rates db imports`
        import: i64,
    },
}

/// Arguments of db import.
#[derive(Args, Debug)]
pub struct ImportArgs {
    /// The file, CSV or TSV in any encoding; - is standard input
    pub file: PathBuf,
    /// Columns that have other names: date=Day,value=Dollar
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub map: Option<String>,
    /// Mark before the fractions, where the column of figures does not show it
    #[arg(long, value_enum, value_name = "MARK")]
    pub decimal: Option<DecimalArg>,
    /// Currency of all rows, where no column has it
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// Nominal of all rows, where no column has it [default: 1 for those that the Bank has always quoted so]
    #[arg(long, value_name = "N")]
    pub nominal: Option<i64>,
    /// The figures are the Bank's, whatever a column of sources says
    #[arg(long, value_enum, value_name = "NAME")]
    pub source: Option<RateSource>,
    /// Put the file's figures in the place of the Bank's where they differ; the old ones are kept and reported
    #[arg(long)]
    pub replace: bool,
    /// Report what would happen and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Sources whose rates are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RateSource {
    /// The Bank of Russia
    Cbr,
}

/// Arguments of completions.
#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// Shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

//! What can be typed after `rates news`.

use super::{Deferred, FeedsFormat, NewsFilterArgs, NewsSourcesArgs, OutputArgs, ReportFormat};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Commands of news.
#[derive(Debug, Subcommand)]
pub enum NewsCommand {
    /// Take in saved pages, feed files and headline collections
    Add(Deferred<NewsAddArgs>),
    /// Compare the header rates of saved pages with the official ones; nothing is stored
    Check(Deferred<NewsCheckArgs>),
    /// Read feed documents; nothing is stored
    Parse(Deferred<NewsParseArgs>),
    /// Ask the configured feeds
    Fetch(Deferred<NewsFetchArgs>),
    /// Headlines of past days from the configured archives
    Backfill(Deferred<NewsBackfillArgs>),
    /// The configured feeds and how they do
    Feeds(Deferred<NewsFeedsArgs>),
    /// Sources of news: those built in and those configured; add one, remove one
    Sources(Deferred<NewsSourcesArgs>),
    /// Headlines with the rate of their date and the first rate set after them
    List(Deferred<HeadlineArgs>),
    /// Headlines that have these words, in any of their forms
    Search(Deferred<NewsSearchArgs>),
}

/// Arguments of news add.
#[derive(Args, Debug)]
pub struct NewsAddArgs {
    /// Pages (HTML, text, MHTML, WARC), feeds and sitemaps, collections (CSV, TSV, JSON, tar), each packed or not
    /// (gzip, bzip2, Zstandard); - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What the files are [default: by their first bytes and names]
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub kind: Option<NewsKind>,
    /// Columns of a collection that have other names: title=first_line,published=datetime_utc
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub map: Option<String>,
    /// Source of all these headlines, whatever the files say [default: what they say, or the name of the file]
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
    /// Form of the summary
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// Kinds of files that hold news.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewsKind {
    /// A saved page
    Html,
    /// A page's text as a reader sees it
    Text,
    /// RSS, Atom or RDF, a sitemap of Google News, JSON Feed
    Feed,
    /// Headlines, a row or a JSON object each
    Collection,
}

/// Arguments of news check.
#[derive(Args, Debug)]
pub struct NewsCheckArgs {
    /// Saved pages (HTML, text, MHTML, WARC); - is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// Arguments of news parse.
#[derive(Args, Debug)]
pub struct NewsParseArgs {
    /// Feeds, sitemaps, JSON and other documents that list news; - is standard input
    #[arg(value_name = "FEED", required = true)]
    pub files: Vec<PathBuf>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

/// Arguments of news fetch.
#[derive(Args, Debug)]
pub struct NewsFetchArgs {
    /// Say what would be asked and ask nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of news backfill.
#[derive(Args, Debug)]
pub struct NewsBackfillArgs {
    /// First day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: String,
    /// Last day [default: today]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Only these archives, a list or repeated [default: all that are configured]
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Say what would be asked and ask nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of news feeds.
#[derive(Args, Debug)]
pub struct NewsFeedsArgs {
    /// Form of the output
    #[arg(long, value_enum, default_value_t = FeedsFormat::Table)]
    pub format: FeedsFormat,
}

/// Which headlines, and how they are shown.
#[derive(Args, Debug)]
pub struct HeadlineArgs {
    /// One day, or the days of a period
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with_all = ["from", "to"])]
    pub on: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// Rates beside the headlines, a list or repeated [default: those of the configuration]
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub currency: Vec<String>,
    /// Most headlines shown, the newest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// Form of the output [default: by the name of --output, else table]
    #[arg(long, value_enum)]
    pub format: Option<HeadlineFormat>,
    /// Where it goes, and whom CSV is for
    #[command(flatten)]
    pub output: OutputArgs,
    /// Of which sources, sections, languages
    #[command(flatten)]
    pub filter: NewsFilterArgs,
}

/// Arguments of news search.
#[derive(Args, Debug)]
pub struct NewsSearchArgs {
    /// Words, all of them; a "phrase in quotes" as it stands
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Best matches first, instead of the newest
    #[arg(long)]
    pub ranked: bool,
    /// Which, and how
    #[command(flatten)]
    pub headlines: HeadlineArgs,
}

/// Forms of a list of headlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HeadlineFormat {
    /// By day, for reading
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// A workbook for Excel or LibreOffice
    Xlsx,
}

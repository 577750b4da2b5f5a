//! What can be typed after `rates news sources`.

use super::Deferred;
use clap::{Args, Subcommand, ValueEnum};

/// Arguments of news sources.
#[derive(Args, Debug)]
pub struct NewsSourcesArgs {
    /// What to change; without it, the sources are listed
    #[command(subcommand)]
    pub command: Option<SourcesCommand>,
    /// Form of the list [default: table]
    #[arg(long, value_enum)]
    pub format: Option<FeedsFormat>,
}

/// Forms of a list of feeds or sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FeedsFormat {
    /// A table
    Table,
    /// JSON
    Json,
}

/// Changes of the configured sources.
#[derive(Debug, Subcommand)]
pub enum SourcesCommand {
    /// Put a source into the configuration, after asking it once
    Add(Deferred<SourcesAddArgs>),
    /// Take a source out of the configuration; its headlines stay stored
    Remove(Deferred<SourcesRemoveArgs>),
}

/// Arguments of news sources add.
#[derive(Args, Debug)]
pub struct SourcesAddArgs {
    /// The name of a built-in source, or an address: a feed, a sitemap, a site made with WordPress, a channel (t.me/NAME)
    #[arg(value_name = "SOURCE")]
    pub source: String,
    /// The name to give it, which is the source of its headlines [default: its name or its host]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// A server to use in place of a built-in source's own: http://127.0.0.1:8080
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Of a built-in source, only its feed
    #[arg(long, conflicts_with = "archive")]
    pub feed: bool,
    /// Of a built-in source, only its archive
    #[arg(long)]
    pub archive: bool,
    /// The words that gdelt is asked for
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,
    /// Write it without asking; an address is taken for a feed, or at t.me for a channel
    #[arg(long)]
    pub unchecked: bool,
}

/// Arguments of news sources remove.
#[derive(Args, Debug)]
pub struct SourcesRemoveArgs {
    /// The name of a configured feed or archive, or its address
    #[arg(value_name = "SOURCE")]
    pub source: String,
}

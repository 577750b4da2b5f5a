//! What can be typed to choose headlines.

use clap::{Args, ValueEnum};

/// Which headlines count.
#[derive(Args, Debug, Default)]
#[command(next_help_heading = "Which headlines")]
pub struct NewsFilterArgs {
    /// Only of this source, a list or repeated: a host, a channel, the name of a feed
    #[arg(long, value_name = "NAME")]
    pub source: Vec<String>,
    /// Only of this section or with this tag, a list or repeated
    #[arg(long, value_name = "NAME")]
    pub section: Vec<String>,
    /// Only with titles in this language, by their letters, a list or repeated
    #[arg(long, value_enum, value_name = "LANG", value_delimiter = ',')]
    pub language: Vec<LanguageArg>,
}

impl NewsFilterArgs {
    /// The first of these options that was typed, if any.
    pub const fn first_typed(&self) -> Option<&'static str> {
        if !self.source.is_empty() {
            Some("--source")
        } else if !self.section.is_empty() {
            Some("--section")
        } else if !self.language.is_empty() {
            Some("--language")
        } else {
            None
        }
    }
}

/// Languages that letters can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArg {
    /// Cyrillic letters of Russian
    Ru,
    /// Cyrillic with і, ї, є or ґ
    Uk,
    /// Cyrillic with ў, or with і and ы
    Be,
    /// Latin letters
    En,
    /// Other letters, or none
    Other,
}

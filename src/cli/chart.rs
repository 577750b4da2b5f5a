//! What can be typed after `rates chart`, but for the view (`chart_view`) and the marks (`marks`).

use super::{ChartViewArgs, MarkArgs, NewsFilterArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Arguments of chart.
#[derive(Args, Debug)]
pub struct ChartArgs {
    /// Currencies [default: those of the configuration]
    #[arg(value_name = "CODE")]
    pub codes: Vec<String>,
    /// First day [default: a year before the last covered day]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub from: Option<String>,
    /// Last day [default: the last covered day]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// File to write, .png, .svg, .html or .txt; - is standard output [default: charts/CODES_FROM_TO.png]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form of the picture [default: by the file's name; svg on standard output]
    #[arg(long, value_enum)]
    pub format: Option<PictureFormat>,
    /// Columns of the text [default: those of the terminal, else 80]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub columns: Option<u16>,
    /// Signs of ASCII in place of dots and lines of the text [default: on a terminal with TERM=dumb]
    #[arg(long)]
    pub ascii: bool,
    /// Width and height in pixels; card is 600x315 at scale 2, a PNG of 1200x630 for social networks
    #[arg(long, value_name = "WxH", default_value = "1600x900")]
    pub size: String,
    /// Pixels of a PNG for each pixel of the size [default: 1; of a card 2]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=2))]
    pub scale: Option<u8>,
    /// Colours [default: light; in a page light or dark, as its reader's system is set]
    #[arg(long, value_enum)]
    pub theme: Option<ThemeArg>,
    /// Headlines in a page, 20 for each day, those on the economy, sanctions and war first [default: on]
    #[arg(long, overrides_with = "no_headlines")]
    pub headlines: bool,
    /// No headlines in a page
    #[arg(long, overrides_with = "headlines")]
    pub no_headlines: bool,
    /// Title in place of the usual one
    #[arg(long)]
    pub title: Option<String>,
    /// What of the rates is drawn.
    #[command(flatten)]
    pub view: ChartViewArgs,
    /// What is marked.
    #[command(flatten)]
    pub marks: MarkArgs,
    /// Which headlines count, for marks and in a page.
    #[command(flatten)]
    pub news: NewsFilterArgs,
}

/// Forms of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PictureFormat {
    /// Pixels
    Png,
    /// Scalable; text stays text
    Svg,
    /// A page of its own with crosshair, zoom and headlines
    Html,
    /// Lines of text with braille dots; on standard output unless --output names a file
    Text,
}

/// Colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ThemeArg {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
    /// For paper, without colour fills
    Print,
}

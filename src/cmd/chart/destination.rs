//! Where a chart goes, and in which format.

use crate::{
    cli::PictureFormat,
    error::{Error, Result},
    model::{Series, Span},
};
use std::path::{Path, PathBuf};

/// Where a chart is written.
pub enum Destination {
    /// Standard output, `-`.
    Stdout,
    File(PathBuf),
    /// A file named after what is drawn; of text, standard output.
    Default,
}

impl Destination {
    pub fn new(typed: Option<&Path>) -> Self {
        match typed {
            None => Self::Default,
            Some(path) if path == Path::new("-") => Self::Stdout,
            Some(path) => Self::File(path.to_owned()),
        }
    }
}

/// `charts/usd-eur_2024-05-01_2026-08-21.png` under the current folder.
pub fn default_path(series: &[Series], span: Span, format: PictureFormat) -> PathBuf {
    let codes: Vec<_> = series.iter().map(|one| one.quoted().to_string()).collect();
    let codes = codes.join("-").to_lowercase().replace('/', "");
    let ending = ending_of(format);
    Path::new("charts").join(format!("{codes}_{}_{}.{ending}", span.from(), span.to()))
}

/// By `--format`, else by the name's ending, else SVG on standard output and PNG in a file.
///
/// # Errors
/// [`Error::Usage`] for a name that promises another format than the one typed, or none.
pub fn choose_format(
    typed: Option<PictureFormat>,
    destination: &Destination,
) -> Result<PictureFormat> {
    let named = match destination {
        Destination::File(path) => format_of_name(path),
        _ => None,
    };

    if let (Some(typed), Some(named)) = (typed, named)
        && typed != named
    {
        let typed = ending_of(typed);
        let named = ending_of(named);
        return Err(Error::usage(
            "--format",
            format!("it says {typed}, but the file's name ends in .{named}; change one of them"),
            format!("указан {typed}, а имя файла кончается на .{named}; измените одно из двух"),
        ));
    }

    match (typed.or(named), destination) {
        (Some(format), _) => Ok(format),
        (None, Destination::Default) => Ok(PictureFormat::Png),
        (None, Destination::Stdout) => Ok(PictureFormat::Svg),
        (None, Destination::File(_)) => Err(Error::usage(
            "--output",
            "the name does not end in .png, .svg, .html or .txt; add --format",
            "имя файла не оканчивается на .png, .svg, .html или .txt; добавьте --format",
        )),
    }
}

fn format_of_name(path: &Path) -> Option<PictureFormat> {
    let ending = path.extension()?.to_ascii_lowercase();
    match ending.to_str()? {
        "png" => Some(PictureFormat::Png),
        "svg" => Some(PictureFormat::Svg),
        "html" | "htm" => Some(PictureFormat::Html),
        "txt" => Some(PictureFormat::Text),
        _ => None,
    }
}

const fn ending_of(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Png => "png",
        PictureFormat::Svg => "svg",
        PictureFormat::Html => "html",
        PictureFormat::Text => "txt",
    }
}

//! A picture as commands are asked for it: its size, its colours, and the file it is drawn into.

use super::context::Context;
use super::output_file::write_output;
use crate::chart::{self, Figure, Spec, Theme};
use crate::cli::{FigureArgs, ThemeArg};
use crate::error::{Error, Result};
use std::path::Path;

/// Formats of a picture.
#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
}

/// Refuses a picture that could not be drawn, before the work.
///
/// # Errors
/// [`Error::Usage`].
pub fn check_picture(typed: &FigureArgs) -> Result<()> {
    parse_size(&typed.size)?;
    if let Some(path) = &typed.output {
        format_of(path)?;
    }
    Ok(())
}

fn format_of(path: &Path) -> Result<Format> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(Error::usage(
            "--output",
            "the name ends in neither .svg nor .png",
            "имя не кончается ни на .svg, ни на .png",
        )),
    }
}

/// Draws a figure into the file that was named, if any.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_figure(context: &Context, typed: &FigureArgs, figure: Figure) -> Result<()> {
    let Some(path) = &typed.output else {
        return Ok(());
    };

    let figure = Figure {
        theme: theme(typed.theme),
        size: parse_size(&typed.size)?,
        scale: typed.scale.into(),
        ..figure
    };
    let bytes = match format_of(path)? {
        Format::Svg => chart::draw_figure_svg(&figure)?.into_bytes(),
        Format::Png => chart::draw_figure_png(&figure)?,
    };
    write_picture(context, path, &bytes)
}

/// Draws a chart of rates into the file that was named, if any.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_chart(context: &Context, typed: &FigureArgs, mut spec: Spec) -> Result<()> {
    let Some(path) = &typed.output else {
        return Ok(());
    };

    spec.theme = theme(typed.theme);
    spec.size = parse_size(&typed.size)?;
    spec.scale = typed.scale.into();
    let bytes = match format_of(path)? {
        Format::Svg => chart::draw_svg(&spec)?.into_bytes(),
        Format::Png => chart::draw_png(&spec)?,
    };
    write_picture(context, path, &bytes)
}

/// Writes the file and names it on stderr: stdout has the answer.
fn write_picture(context: &Context, path: &Path, bytes: &[u8]) -> Result<()> {
    write_output(path, bytes)?;
    context.note(&path.display().to_string());
    Ok(())
}

/// The theme of a picture.
pub const fn theme(typed: Option<ThemeArg>) -> Theme {
    match typed {
        None | Some(ThemeArg::Light) => Theme::Light,
        Some(ThemeArg::Dark) => Theme::Dark,
        Some(ThemeArg::Print) => Theme::Print,
    }
}

/// Width and height in pixels within what a picture may have.
///
/// # Errors
/// [`Error::Usage`].
pub fn parse_size(text: &str) -> Result<(u32, u32)> {
    let sides = text.split_once(['x', 'X', '×', 'х']);
    let number = |side: &str| side.trim().parse::<u32>().ok();
    let size = sides.and_then(|(width, height)| Some((number(width)?, number(height)?)));
    let fits = |size: &(u32, u32)| (320..=3840).contains(&size.0) && (200..=2160).contains(&size.1);
    size.filter(fits).ok_or_else(|| {
        Error::usage(
            "--size",
            format!("`{text}` is not a size: write 1600x900, from 320x200 to 3840x2160"),
            format!("«{text}» — не размер: напишите 1600x900, от 320x200 до 3840x2160"),
        )
    })
}

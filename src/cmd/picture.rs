//! A picture as commands are asked for it: its size, its colours, and the file it is drawn into.

use super::context::Context;
use super::output_file::write_output;
use crate::chart::{self, Figure, PictureStyle, Spec, Theme};
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
    style(typed)?;
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
    let figure = Figure {
        style: style(typed)?,
        ..figure
    };

    let svg = || chart::draw_figure_svg(&figure);
    write_picture(context, typed, svg, || chart::draw_figure_png(&figure))
}

/// Draws a chart of rates into the file that was named, if any.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_chart(context: &Context, typed: &FigureArgs, spec: Spec) -> Result<()> {
    let spec = Spec {
        style: style(typed)?,
        ..spec
    };
    let svg = || chart::draw_svg(&spec);
    write_picture(context, typed, svg, || chart::draw_png(&spec))
}

/// Writes the file in the format of its name, and names it on stderr: stdout has the answer.
fn write_picture(
    context: &Context,
    typed: &FigureArgs,
    svg: impl FnOnce() -> Result<String>,
    png: impl FnOnce() -> Result<Vec<u8>>,
) -> Result<()> {
    let Some(path) = &typed.output else {
        return Ok(());
    };

    let bytes = match format_of(path)? {
        Format::Svg => svg()?.into_bytes(),
        Format::Png => png()?,
    };
    write_output(path, &bytes)?;
    context.note(&path.display().to_string());
    Ok(())
}

fn style(typed: &FigureArgs) -> Result<PictureStyle> {
    picture_style(typed.theme, &typed.size, typed.scale)
}

/// Colours and size of a picture, within what can be drawn.
///
/// # Errors
/// [`Error::Usage`]; [`Error::Draw`] for a scale that cannot be drawn.
pub fn picture_style(theme: Option<ThemeArg>, size: &str, scale: u8) -> Result<PictureStyle> {
    let theme = theme.map_or(Theme::Light, Into::into);
    PictureStyle::new(theme, parse_size(size)?, scale.into())
}

fn parse_size(text: &str) -> Result<(u32, u32)> {
    // The last one is the Cyrillic letter, which looks the same.
    text.split_once(['x', 'X', '×', 'х'])
        .and_then(|(width, height)| {
            let width = width.trim().parse().ok()?;
            let height = height.trim().parse().ok()?;
            Some((width, height))
        })
        .filter(|size| PictureStyle::can_have(*size))
        .ok_or_else(|| {
            let [least, most] =
                PictureStyle::SIZES.map(|(width, height)| format!("{width}x{height}"));
            Error::usage(
                "--size",
                format!("`{text}` is not a size: write 1600x900, from {least} to {most}"),
                format!("«{text}» — не размер: напишите 1600x900, от {least} до {most}"),
            )
        })
}

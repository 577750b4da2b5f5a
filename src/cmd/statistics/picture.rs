//! The picture beside an answer: into which file, of which kind.

use crate::chart::{self, Figure, Spec};
use crate::cli::FigureArgs;
use crate::cmd::chart::{parse_size, theme};
use crate::cmd::context::Context;
use crate::cmd::output_file::write_output;
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
    typed
        .output
        .as_deref()
        .map_or(Ok(()), |path| format_of(path).map(|_| ()))
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
        scale: f32::from(typed.scale),
        ..figure
    };
    let bytes = match format_of(path)? {
        Format::Svg => chart::draw_figure_svg(&figure)?.into_bytes(),
        Format::Png => chart::draw_figure_png(&figure)?,
    };
    write(context, path, &bytes)
}

/// Draws a chart of rates into the file that was named, if any.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_chart(context: &Context, typed: &FigureArgs, mut spec: Spec) -> Result<()> {
    let Some(path) = &typed.output else {
        return Ok(());
    };
    (spec.theme, spec.size, spec.scale) = (
        theme(typed.theme),
        parse_size(&typed.size)?,
        f32::from(typed.scale),
    );
    let bytes = match format_of(path)? {
        Format::Svg => chart::draw_svg(&spec)?.into_bytes(),
        Format::Png => chart::draw_png(&spec)?,
    };
    write(context, path, &bytes)
}

/// Writes the file and says so on stderr: stdout has the answer.
fn write(context: &Context, path: &Path, bytes: &[u8]) -> Result<()> {
    write_output(path, bytes)?;
    context.note(&path.display().to_string());
    Ok(())
}

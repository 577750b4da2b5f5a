//! The picture of an answer, drawn into the file that was named.

use super::{context::Context, output_file::write_output, picture_style::picture_style};
use crate::{
    chart::{self, Figure, PictureStyle, Png, Spec},
    cli::FigureArgs,
    error::{Error, Result},
};
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
    let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str() {
        Some("svg") => Ok(Format::Svg),
        Some("png") => Ok(Format::Png),
        _ => Err(no_picture()),
    }
}

fn no_picture() -> Error {
    let en = "the name ends in neither .svg nor .png";
    Error::usage("--output", en, "имя не кончается ни на .svg, ни на .png")
}

/// Draws a figure into the file that was named, if any.
pub fn draw_figure(context: &Context, typed: &FigureArgs, figure: Figure) -> Result<()> {
    let figure = Figure {
        style: style(typed)?,
        ..figure
    };
    write_picture(
        context,
        typed,
        || chart::draw_figure_svg(&figure),
        || chart::draw_figure_png(&figure),
    )
}

/// Draws a chart of rates into the file that was named, if any.
pub fn draw_chart(context: &Context, typed: &FigureArgs, spec: Spec) -> Result<()> {
    let spec = Spec {
        style: style(typed)?,
        ..spec
    };
    write_picture(
        context,
        typed,
        || chart::draw_svg(&spec),
        || chart::draw_png(&spec),
    )
}

/// Writes the file in the format of its name, and names it on stderr: stdout has the answer.
fn write_picture(
    context: &Context,
    typed: &FigureArgs,
    svg: impl FnOnce() -> Result<String>,
    png: impl FnOnce() -> Result<Png>,
) -> Result<()> {
    let Some(path) = &typed.output else {
        return Ok(());
    };

    let bytes = match format_of(path)? {
        Format::Svg => svg()?.into_bytes(),
        Format::Png => context.png_bytes(png()?),
    };
    write_output(path, &bytes)?;
    context.note(&path.display().to_string());
    Ok(())
}

fn style(typed: &FigureArgs) -> Result<PictureStyle> {
    picture_style(typed.theme, &typed.size, typed.scale)
}

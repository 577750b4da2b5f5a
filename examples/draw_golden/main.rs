//! Draws the golden pictures of `charts/golden` anew, and as PNG into `target/golden` to look at.
//!
//! `cargo run --example draw_golden`, look at every picture, then commit them with the reason.

use ruble_rates::chart::{
    Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, Mark,
    Marked, Marks, PKind, PictureStyle, RankedDots, Scale, Shape, Spec, TermDays, Theme, Values,
    View, draw_figure_png, draw_figure_svg, draw_png, draw_svg,
};
use ruble_rates::model::{Currency, Decimal, Every, Lang, Nominal, Record, Series, Span};
use std::path::Path;

mod figures;
mod specs;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let to_look_at = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/golden");
    for folder in [specs::folder(), to_look_at.clone()] {
        std::fs::create_dir_all(folder)?;
    }
    for (name, spec) in specs::specs()? {
        std::fs::write(
            specs::folder().join(format!("{name}.svg")),
            draw_svg(&spec)?,
        )?;
        std::fs::write(
            to_look_at.join(format!("{name}.png")),
            draw_png(&spec)?.bytes,
        )?;
    }
    for (name, figure) in figures::figures() {
        std::fs::write(
            specs::folder().join(format!("{name}.svg")),
            draw_figure_svg(&figure)?,
        )?;
        std::fs::write(
            to_look_at.join(format!("{name}.png")),
            draw_figure_png(&figure)?.bytes,
        )?;
    }
    Ok(())
}

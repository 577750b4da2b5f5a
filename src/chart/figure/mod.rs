//! Statistical figures: the course of a rate about news, a ranking of terms, correlations by lag.
//!
//! A [`Figure`] in, the bytes of a picture out. Numbers come in as floats with their meaning decided:
//! nothing is computed here, and every sentence that judges is given. Type, colours and the writer of SVG are shared
//! with the charts of rates.
//!
//! In reading order: `sheet` lays out title, verdict, note and source, and the rest of the room belongs to
//! `event_study`, `ranked` or `lags`, with the axes of `field` and `effect_axis`; `band_names` writes the names of lines
//! and bands; `drawing` holds shapes and labels until they are drawn.

mod band_names;
mod content;
mod draw_figure;
mod drawing;
mod effect_axis;
mod event_study;
mod field;
mod lags;
mod ranked;
mod ranked_columns;
mod sheet;
mod words;
mod wrap;

pub use content::{
    Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, PKind,
    RankedDots,
};
pub use draw_figure::{draw_figure_png, draw_figure_svg};

#[cfg(test)]
mod tests;

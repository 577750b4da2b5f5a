//! The chart as text: lines of braille dots for a terminal of any width.
//!
//! In reading order: `text_panel` plans a frame with its scale and writes its rows, `canvas` has the dots of a frame,
//! `extremes` writes the highest and lowest rates if there is room, `text_page` joins pieces of text in their
//! styles, `sheet` has the columns that all panels share, `text_chart` is the whole. No line is longer than the columns,
//! and what has no room is left out: the changes first, then the last values, the codes, the numbers of the axis.
//! Nothing depends on colour: without it, lines differ by their dots; nor on dots: terminals without them get a sign for
//! each line. `sparkline` draws a line in a single row.

mod canvas;
mod end_texts;
mod extremes;
mod sheet;
mod sparkline;
mod text_chart;
mod text_page;
mod text_panel;

pub use sparkline::sparkline;
pub use text_chart::draw_text;
pub use text_page::{TextColour, TextLetters, TextLook};

#[cfg(test)]
mod tests;

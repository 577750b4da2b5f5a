//! Drawing: a plan becomes SVG, and SVG becomes PNG.
//!
//! `pen` gives plotters the shapes of a plan, `svg` is the backend that writes down plotters' calls, `palette` has the
//! colours, `text_runs` writes texts of several scripts; `picture` draws a whole plan, with the `rate_lines` and `marks` of
//! its panels. `png` makes pixels of SVG.

mod marks;
mod palette;
mod pen;
mod picture;
mod png;
mod rate_lines;
mod svg;
mod text_runs;

pub use palette::{Palette, TERMINAL_INKS, hex, mixed};
pub use pen::{Drawn, Pen, crisp};
pub use picture::{Layer, draw_plan};
pub use png::{Png, encode_png};
pub use svg::{SvgBackend, begin_in_page, begin_svg, end_svg};
pub use text_runs::{Renderer, escaped};

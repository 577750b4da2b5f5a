//! Rates, histories and conversions in every output format.

mod conversion;
pub mod converted_table;
pub mod json;
mod json_rows;
mod line;
pub mod prices;
mod rows;
mod table;

pub use conversion::render_conversion;
pub use line::{render_line, render_line_with_sparks, spark_room};
pub use table::{Column, draw, render_history_table, render_shown_table, render_status_table};

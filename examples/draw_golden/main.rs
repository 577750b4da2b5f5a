//! Draws the golden pictures of `charts/golden` anew, and as PNG into `target/golden` to look at.
//!
//! `cargo run --example draw_golden`, look at every picture, then commit them with the reason.

use ruble_rates::chart::{
    Mark, Marked, Marks, Scale, Shape, Spec, TermDays, Theme, Values, View, draw_png, draw_svg,
};
use ruble_rates::model::{Currency, Decimal, Every, Lang, Nominal, Record, Series, Span};
use std::path::Path;

mod specs;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let to_look_at = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/golden");
    for folder in [specs::folder(), to_look_at.clone()] {
        std::fs::create_dir_all(folder)?;
    }
    for (name, spec) in specs::specs()? {
        std::fs::write(specs::folder().join(format!("{name}.svg")), draw_svg(&spec)?)?;
        std::fs::write(to_look_at.join(format!("{name}.png")), draw_png(&spec)?)?;
    }
    Ok(())
}

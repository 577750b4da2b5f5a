//! The picture as a page of its own: the same SVG in three sizes, the figures of its records as data, and a script
//! of ours that answers to pointer, fingers and keys.
//!
//! The page asks nobody for anything: script and style stand in it, and its content policy allows only these two, by
//! their hashes. With scripts off the pictures, their caption and a table of the last records are there.

mod data;
mod document;
mod table;

use super::draw::{self, Layer};
use super::layout::Plan;
use super::spec::Spec;
use super::svg::{SvgBackend, begin_in_page, end};
use super::theme::Palette;
use super::words;
use crate::error::Result;
use crate::model::{Headline, Series};
use data::PictureData;
pub use data::headline_size_bytes;
use std::fmt::Write as _;

/// What a page has beside the picture.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// The series of the picture's lines, for their figures as published.
    pub series: &'a [Series],
    /// Headlines in the order in which each day's are to stand; those without a date are left out.
    pub headlines: &'a [Headline],
    /// What decides about the colours.
    pub colours: PageColours,
}

/// What decides about the colours of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageColours {
    /// The theme of the specification.
    OfSpec,
    /// Light or dark as the reader's system is set, print on paper.
    OfReader,
}

/// The sizes in which a picture stands beside its own, for narrower windows; a picture shrunk to half its size
/// cannot be read.
const NARROWER: [(u32, u32); 2] = [(960, 600), (390, 520)];

/// The chart as a page that needs nothing but itself.
///
/// # Errors
/// As [`draw_svg`](super::draw_svg).
pub fn draw_html(spec: &Spec, page: &Page<'_>) -> Result<String> {
    let (mut pictures, mut drawn) = (Vec::new(), Vec::new());
    let narrower = NARROWER
        .into_iter()
        .filter(|size| size.0 * 10 < spec.size.0 * 7);
    for (at, size) in [spec.size].into_iter().chain(narrower).enumerate() {
        let spec = Spec {
            size,
            ..spec.clone()
        };
        let plan = Plan::new(&spec)?;
        drawn.push(draw_picture(&spec, &plan, at)?);
        pictures.push(PictureData::new(&plan, size));
    }
    let data = data::PageData::new(spec, page, pictures).to_json();
    Ok(document::document(spec, page, &drawn, &data))
}

/// One picture, what moves with the days in a group of its own.
fn draw_picture(spec: &Spec, plan: &Plan, at: usize) -> Result<String> {
    let palette = Palette::of(spec.theme);
    let mut picture = String::with_capacity(64 * 1024);
    let out = &mut picture;
    begin_in_page(out, at, spec.size, &plan.title, &words::description(spec));
    let _ = writeln!(out, "<g class=\"staying\">");
    draw::draw(
        spec,
        plan,
        Layer::Staying,
        SvgBackend::new(out, spec.size).naming_colours(palette),
    )?;
    let _ = writeln!(out, "</g>\n<g class=\"moving\">");
    draw::draw(
        spec,
        plan,
        Layer::Moving,
        SvgBackend::new(out, spec.size).naming_colours(palette),
    )?;
    let _ = writeln!(out, "</g>");
    end(out);
    Ok(picture)
}

#[cfg(test)]
mod tests;

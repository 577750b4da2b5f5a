//! A page with its pictures.

use super::{data::PageData, document::document, page::Page, picture_data::PictureData};
use crate::{
    chart::{
        data::{PictureStyle, Spec},
        draw::{Layer, Palette, SvgBackend, begin_in_page, draw_plan, end_svg},
        plan::Plan,
        words,
    },
    error::Result,
};
use std::fmt::Write as _;

/// Further sizes of a picture, for narrower windows; a picture shrunk to half its size cannot be read.
const NARROWER: [(u32, u32); 2] = [(960, 600), (390, 520)];

/// The chart as a page that needs nothing but itself.
///
/// # Errors
/// As [`draw_svg`](crate::chart::draw_svg).
pub fn draw_html(spec: &Spec, page: &Page) -> Result<String> {
    let widest = spec.style.size();
    let mut sizes = vec![widest];
    sizes.extend(
        NARROWER
            .into_iter()
            .filter(|size| size.0 * 10 < widest.0 * 7),
    );

    let mut pictures = Vec::new();
    let mut drawn = Vec::new();
    for (index, size) in sizes.into_iter().enumerate() {
        let spec = Spec {
            style: PictureStyle::new(spec.style.theme, size, spec.style.scale())?,
            ..spec.clone()
        };
        let plan = Plan::for_any_viewer(&spec);
        drawn.push(draw_picture(&spec, &plan, index)?);
        pictures.push(PictureData::new(&plan, size));
    }

    let data = PageData::new(spec, page, pictures).to_json();
    Ok(document(spec, page, &drawn, &data))
}

/// One picture, with a group of its own for everything that moves with the days.
fn draw_picture(spec: &Spec, plan: &Plan, index: usize) -> Result<String> {
    let size = spec.style.size();
    let palette = Palette::of(spec.style.theme);
    let mut out = String::with_capacity(64 * 1024);
    begin_in_page(
        &mut out,
        index,
        size,
        &plan.title,
        &words::description(spec),
    );

    for (layer, class) in [(Layer::Staying, "staying"), (Layer::Moving, "moving")] {
        // Writing into a string cannot fail.
        let _ = writeln!(out, "<g class=\"{class}\">");
        let backend = SvgBackend::new(&mut out, size).naming_colours(palette);
        draw_plan(spec, plan, layer, backend)?;
        out += "</g>\n";
    }

    end_svg(&mut out);
    Ok(out)
}

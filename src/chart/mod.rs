//! Charts: a [`Spec`] in, the bytes of a picture out; no file, clock, network or system font takes part.
//!
//! Five rooms, each of which uses only those before it:
//!
//! - `data`: what is shown. Lines of rates, marks, view and style; exact rates become floats here, once.
//! - `words`: what is written, in both languages, and the typeface in which it is measured.
//! - `scale`: where a value or a day is on an axis, and which of them are labelled.
//! - `plan`: where everything is placed, in pixels.
//! - `draw`: a plan drawn through plotters, as SVG and PNG.
//!
//! Three more modules use these, but not each other: `term` draws the same lines as text, `html` makes an interactive
//! page, `figure` draws statistical figures in the same style.

mod data;
mod draw;
mod figure;
mod html;
mod plan;
mod scale;
mod term;
mod words;

pub use data::{
    Line, LineGaps, Mark, Marked, Marks, PictureStyle, Scale, Shape, Sigmas, Spec, TermDays, Theme,
    Values, View,
};
pub use draw::Png;
pub use figure::{
    Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, PKind,
    RankedDots, draw_figure_png, draw_figure_svg,
};
pub use html::{Page, PageColours, draw_html, headline_size_bytes};
pub use term::{TextColour, TextLetters, TextLook, draw_text, sparkline};

use crate::error::Result;
use draw::Renderer;
use plan::Plan;
use words::Measure;

/// The chart as an SVG document; its texts are texts.
///
/// # Errors
/// [`Error::Draw`](crate::error::Error::Draw) with the cause that a library gives.
pub fn draw_svg(spec: &Spec) -> Result<String> {
    let _phase = tracing::info_span!(target: "phase", "draw_svg").entered();
    document(spec, &Plan::for_any_viewer(spec), Renderer::Any)
}

/// The same picture as PNG, in the embedded typeface.
///
/// # Errors
/// As [`draw_svg`].
pub fn draw_png(spec: &Spec) -> Result<Png> {
    let _phase = tracing::info_span!(target: "phase", "draw_png").entered();
    let plan = Plan::new(spec, Measure::Own);
    let svg = document(spec, &plan, Renderer::Own)?;

    Ok(Png {
        bytes: draw::encode_png(&svg, spec.style)?,
        missing_letters: plan::missing_letters(&plan.labels),
    })
}

fn document(spec: &Spec, plan: &Plan, renderer: Renderer) -> Result<String> {
    let size = spec.style.size();
    let mut out = draw::begin_svg(size, spec.lang, &plan.title, &words::description(spec));
    let backend = draw::SvgBackend::new(&mut out, size).for_renderer(renderer);
    draw::draw_plan(spec, plan, draw::Layer::Whole, backend)?;

    draw::end_svg(&mut out);
    Ok(out)
}

#[cfg(test)]
mod reading_tests;

#[cfg(test)]
mod tests;

#[cfg(test)]
mod view_tests;

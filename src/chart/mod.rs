//! Charts: a [`Spec`] in, the bytes of a picture out; no file, clock, network or system font takes part.
//!
//! In reading order: `view` says what of the rates is shown; `spec` makes lines of series, with `stretch` and
//! `overlay`, and is where exact rates become floats;
//! `panels`, `columns`, `layout` and `panel` plan where everything stands, with the scales of `axis` and
//! `dates`, the `labels` and their `words`, measured in the embedded `font`; `extremes` marks the lowest and the
//! highest figure; `draw` draws the plan through plotters, whose calls `svg` writes down, `png` makes pixels of that,
//! and `html` a page that answers to the hand. `reduce` thins out what is finer than a pixel; `theme` has the colours.
//! `term` draws the same lines as text, `sparkline` in a single one.
//!
//! `marks` says what is marked, `flags`, `key`, `methods` and `placed` where that stands, `draw_marks` draws it;
//! `key_rate` is a panel of its own. `figure` is another room: figures of statistics, drawn in the same dress.

mod axis;
mod columns;
mod dates;
mod draw;
mod draw_marks;
mod draw_view;
mod extremes;
mod figure;
mod flags;
mod font;
mod gaps;
mod html;
mod key;
mod key_rate;
mod labels;
mod layout;
mod log_ticks;
mod mark_words;
mod marks;
mod methods;
mod overlay;
mod panel;
mod panels;
mod path;
mod placed;
mod png;
mod range_places;
mod reduce;
mod sparkline;
mod spec;
mod stretch;
mod svg;
mod term;
mod theme;
mod view;
mod words;

pub use figure::{
    Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, PKind,
    RankedDots, draw_figure_png, draw_figure_svg, draw_figure_text,
};
pub use gaps::LineGaps;
pub use html::{Page, PageColours, draw_html, headline_size_bytes};
pub use marks::{Mark, Marked, Marks, TermDays};
pub use sparkline::{SparkLetters, sparkline};
pub use spec::{Line, Spec};
pub use term::{TextColour, draw_text};
pub use theme::Theme;
pub use view::{Scale, Shape, Sigmas, Values, View};

use crate::error::Result;
use crate::model::Lang;

/// The chart as an SVG document; its texts are texts.
///
/// # Errors
/// [`Error::Draw`](crate::error::Error::Draw) when size, scale or lines of `spec` are beyond what can be drawn.
pub fn draw_svg(spec: &Spec) -> Result<String> {
    let _phase = tracing::info_span!(target: "phase", "draw_svg").entered();
    let plan = layout::Plan::new(spec)?;
    let lang = match spec.lang {
        Lang::Ru => "ru",
        Lang::En => "en",
    };
    let mut out = svg::begin(spec.size, lang, &plan.title, &words::description(spec));
    draw::draw(
        spec,
        &plan,
        draw::Layer::Whole,
        svg::SvgBackend::new(&mut out, spec.size),
    )?;
    svg::end(&mut out);
    Ok(out)
}

/// The same picture as PNG, `spec.scale` device pixels for a pixel.
///
/// # Errors
/// As [`draw_svg`].
pub fn draw_png(spec: &Spec) -> Result<Vec<u8>> {
    let _phase = tracing::info_span!(target: "phase", "draw_png").entered();
    png::draw(&draw_svg(spec)?, spec.size, spec.scale)
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod view_tests;

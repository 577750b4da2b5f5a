//! Figures drawn, after their content has been checked.

use super::{
    content::{Figure, FigureContent},
    drawing::{Drawing, svg},
    event_study, lags, ranked,
    sheet::Sheet,
};
use crate::{
    chart::{
        draw::{Png, Renderer, encode_png},
        plan::{have_room_anywhere, missing_letters},
        words::Measure,
    },
    error::{Error, Result},
};

/// The figure as an SVG document; its texts are texts.
///
/// # Errors
/// [`Error::Draw`](crate::error::Error::Draw) when lists do not have a number for each place, or one is no number.
pub fn draw_figure_svg(figure: &Figure) -> Result<String> {
    check_content(&figure.content)?;
    let drawing = plan(figure, Measure::Own);
    if have_room_anywhere(&drawing.labels, figure.style.size_px().0) {
        return svg(figure, &drawing, Renderer::Any);
    }

    svg(figure, &plan(figure, Measure::Widest), Renderer::Any)
}

/// The same picture as PNG.
///
/// # Errors
/// As [`draw_figure_svg`].
pub fn draw_figure_png(figure: &Figure) -> Result<Png> {
    check_content(&figure.content)?;
    let drawing = plan(figure, Measure::Own);
    let svg = svg(figure, &drawing, Renderer::Own)?;
    Ok(Png {
        bytes: encode_png(&svg, figure.style)?,
        missing_letters: missing_letters(&drawing.labels),
    })
}

pub fn plan(figure: &Figure, measure: Measure) -> Drawing {
    let mut sheet = Sheet::new(figure, measure);
    match &figure.content {
        FigureContent::EventStudy(study) => event_study::plan(study, &mut sheet),
        FigureContent::Ranked(ranked) => ranked::plan(ranked, &mut sheet),
        FigureContent::Lags(bars) => lags::plan(bars, &mut sheet),
    }

    sheet.drawing
}

/// The largest number, in per cent, that is drawn: labels have room for it.
const MOST_PCT: f64 = 1e6;
/// The most places of an event study or of lags.
const MOST_PLACES: i32 = 401;

fn check_content(content: &FigureContent) -> Result<()> {
    match content {
        FigureContent::EventStudy(study) => {
            let bands: Vec<_> = study.bands_pct().collect();
            check_numbers(study.effect_pct.into_iter())?;
            check_places(study.offsets, &study.caar_pct, &bands)
        }
        FigureContent::Lags(bars) => check_places(bars.lags, &bars.correlations, &[&bars.null]),
        FigureContent::Ranked(ranked) => {
            let rows = ranked.groups.iter().flat_map(|group| &group.rows);
            check_numbers(rows.flat_map(|row| {
                // A row without an interval has only its effect.
                let (low, high) = row.interval_pct.unwrap_or_default();
                let noise = row.noise_pct.unwrap_or_default();
                [row.effect_pct, row.p, low, high, noise]
            }))
        }
    }
}

/// That there is a number for each place from the first to the last, zero among them.
fn check_places(
    (first, last): (i32, i32),
    curve: &[f64],
    bands: &[&Vec<(f64, f64)>],
) -> Result<()> {
    // Ends that are far apart must not overflow.
    if first > 0 || last < 0 || last.saturating_sub(first) >= MOST_PLACES {
        return Err(Error::draw(
            "zero must lie between the first and the last place, and these not too far apart",
        ));
    }
    let count = usize::try_from(last - first + 1).unwrap_or_default();
    if curve.len() != count || bands.iter().any(|band| band.len() != count) {
        return Err(Error::draw("there must be a figure for each place"));
    }

    let ends = bands.iter().copied().flatten();
    let ends = ends.flat_map(|(low, high)| [*low, *high]);
    check_numbers(curve.iter().copied().chain(ends))
}

fn check_numbers(mut numbers: impl Iterator<Item = f64>) -> Result<()> {
    if numbers.all(|number| number.abs() <= MOST_PCT) {
        Ok(())
    } else {
        Err(Error::draw("a figure is no number"))
    }
}

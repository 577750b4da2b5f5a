//! What of the rates a chart shows, from what was typed.

use crate::analysis::volatilities;
use crate::chart::{Scale, Shape, Sigmas, Values, View};
use crate::cli::{ChartViewArgs, PictureFormat, RangesArg};
use crate::error::{Error, Result};
use crate::model::{Every, Period, Series};
use jiff::civil::Date;

/// The typed view, save the volatilities of its band: these need rates.
///
/// # Errors
/// [`Error::Usage`] when options exclude each other, or when the picture's format cannot show one of them.
pub fn typed_view(arguments: &ChartViewArgs, format: PictureFormat) -> Result<View> {
    if let Some(option) = undrawn_option(arguments, format) {
        return wrong(
            option,
            "is not drawn in a chart of text; choose .png, .svg or .html",
            "не рисуется в графике из текста; выберите .png, .svg или .html",
        );
    }
    let scale = if arguments.log {
        Scale::Logarithmic
    } else {
        Scale::Linear
    };
    let values = match (arguments.pct, arguments.index) {
        (true, true) => {
            return wrong(
                "--pct",
                "excludes --index: choose one of them",
                "исключает --index: выберите одно",
            );
        }
        (true, false) if arguments.log => {
            return wrong(
                "--pct",
                "excludes --log, because a fall has no logarithm; --index --log shows the same",
                "исключает --log: у падения нет логарифма; то же покажет --index --log",
            );
        }
        (true, false) => Values::Percent,
        (false, true) => Values::Index(scale),
        (false, false) => Values::Rates(scale),
    };
    let mean = arguments.ma.map(usize::from);
    let shape = match arguments.every {
        Some(_) if mean.is_some() => {
            return wrong(
                "--ma",
                "excludes --every: it is an average over records, and these are not drawn",
                "исключает --every: это среднее по записям, а они не рисуются",
            );
        }
        Some(_) if arguments.band => {
            return wrong(
                "--band",
                "excludes --every: it lies about each record, and these are not drawn",
                "исключает --every: полоса лежит вокруг каждой записи, а они не рисуются",
            );
        }
        Some(RangesArg::Week) => Shape::Ranges(Every::Week),
        Some(RangesArg::Month) => Shape::Ranges(Every::Month),
        None => Shape::Lines {
            mean,
            band: arguments.band.then(Vec::new),
        },
    };
    Ok(View { values, shape })
}

/// The first option of the view that a picture of this format cannot show: dots of text are too coarse for a second
/// line, an area or bars.
pub fn undrawn_option(arguments: &ChartViewArgs, format: PictureFormat) -> Option<&'static str> {
    let shapes = [
        (arguments.ma.is_some(), "--ma"),
        (arguments.band, "--band"),
        (arguments.every.is_some(), "--every"),
    ];
    let is_text = format == PictureFormat::Text;
    shapes
        .into_iter()
        .find(|(is_typed, _)| is_text && *is_typed)
        .map(|(_, option)| option)
}

/// The first day of rates that a view needs to be drawn from `first` on.
pub fn earliest_day(view: &View, first: Date) -> Date {
    match view.shape {
        Shape::Lines { mean: Some(_), .. } | Shape::Lines { band: Some(_), .. } => Date::MIN,
        Shape::Lines { .. } => first,
        // The change of the first period is counted from the day before it.
        Shape::Ranges(every) => {
            let start = Period::containing(every, first).span().from();
            start.yesterday().unwrap_or(start)
        }
    }
}

/// The view with what is known of the volatility of `series`, if it has a band.
pub fn with_volatilities(mut view: View, series: &[Series]) -> View {
    if let Shape::Lines {
        band: Some(band), ..
    } = &mut view.shape
    {
        let sigmas = |one: &Series| -> Sigmas {
            volatilities(one)
                .into_iter()
                .map(|known| (known.record_date, known.sigma_pct))
                .collect()
        };
        *band = series.iter().map(sigmas).collect();
    }
    view
}

fn wrong<T>(flag: &'static str, en: &str, ru: &str) -> Result<T> {
    Err(Error::usage(flag, en, ru))
}

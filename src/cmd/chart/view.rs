//! What of the rates a chart shows, from what was typed.

use crate::{
    chart::{Scale, Shape, Values, View},
    cli::{ChartViewArgs, PictureFormat},
    error::{Error, Result},
};

/// The view typed. The volatilities of its band need rates and are still empty.
///
/// # Errors
/// [`Error::Usage`] when options exclude each other, or when the picture's format cannot show one of them.
pub fn read_view(arguments: &ChartViewArgs, format: PictureFormat) -> Result<View> {
    if let Some(option) = undrawn_option(arguments, format) {
        return Err(not_drawn_in_text(option));
    }

    Ok(View {
        values: read_values(arguments)?,
        shape: read_shape(arguments)?,
    })
}

fn not_drawn_in_text(option: &'static str) -> Error {
    Error::usage(
        option,
        "is not drawn in a chart of text; choose .png, .svg or .html",
        "не рисуется в графике из текста; выберите .png, .svg или .html",
    )
}

fn read_values(arguments: &ChartViewArgs) -> Result<Values> {
    let scale = if arguments.log {
        Scale::Logarithmic
    } else {
        Scale::Linear
    };

    match (arguments.pct, arguments.index) {
        (true, true) => Err(Error::usage(
            "--pct",
            "excludes --index: choose one of them",
            "исключает --index: выберите одно",
        )),
        (true, false) if arguments.log => Err(Error::usage(
            "--pct",
            "excludes --log, because a fall has no logarithm; --index --log shows the same",
            "исключает --log: у падения нет логарифма; то же покажет --index --log",
        )),
        (true, false) => Ok(Values::Percent),
        (false, true) => Ok(Values::Index(scale)),
        (false, false) => Ok(Values::Rates(scale)),
    }
}

fn read_shape(arguments: &ChartViewArgs) -> Result<Shape> {
    let Some(ranges) = arguments.every else {
        return Ok(Shape::Lines {
            mean: arguments.ma.map(usize::from),
            band: arguments.band.then(Vec::new),
        });
    };

    if arguments.ma.is_some() {
        return Err(Error::usage(
            "--ma",
            "excludes --every: it is an average over records, and these are not drawn",
            "исключает --every: это среднее по записям, а они не рисуются",
        ));
    }
    if arguments.band {
        return Err(Error::usage(
            "--band",
            "excludes --every: it lies about each record, and these are not drawn",
            "исключает --every: полоса лежит вокруг каждой записи, а они не рисуются",
        ));
    }
    Ok(Shape::Ranges(ranges.into()))
}

/// The first option of the view that a picture of this format cannot show: dots of text are too coarse for a second
/// line, an area or bars.
pub fn undrawn_option(arguments: &ChartViewArgs, format: PictureFormat) -> Option<&'static str> {
    match format {
        PictureFormat::Text if arguments.ma.is_some() => Some("--ma"),
        PictureFormat::Text if arguments.band => Some("--band"),
        PictureFormat::Text if arguments.every.is_some() => Some("--every"),
        _ => None,
    }
}

//! What a chart shows: the rates loaded for a request, made into a picture's contents.

mod days;
mod marks;
mod page;

pub use marks::MarksRequest;
pub use page::load_page_headlines;

use super::{App, news::find_names};
use crate::{
    analysis::volatilities,
    chart::{PictureStyle, Shape, Spec, View},
    error::Result,
    model::{Pair, Period, Series},
    store::NewsFilter,
};
use days::{choose_span, load_drawn, say_days};
use jiff::civil::Date;
use marks::add_marks;

/// What is to be drawn.
pub struct ChartRequest {
    pub pairs: Vec<Pair>,
    /// Without it, a year before the last day.
    pub from: Option<Date>,
    /// Without it, the last day that is covered.
    pub to: Option<Date>,
    /// What of the rates is drawn; a band is asked for by an empty list, and filled here.
    pub view: View,
    pub marks: MarksRequest,
    /// Which headlines count, for marks and in a page.
    pub news: NewsFilter,
    pub style: PictureStyle,
    /// Instead of the names of the currencies.
    pub title: Option<String>,
}

/// A chart ready to be drawn.
pub struct Chart {
    pub spec: Spec,
    /// The series drawn.
    pub series: Vec<Series>,
    /// The filter of headlines, its names as the store has them.
    pub news: NewsFilter,
}

/// Loads what a chart shows, with notes on days and events that it does not.
///
/// # Errors
/// [`crate::error::Error::NoRecords`] of the first pair when none has a rate on these days,
/// [`crate::error::Error::NoHeadlines`] when no headline in view has the term to be marked.
pub fn make_chart(app: &mut App, request: ChartRequest) -> Result<Chart> {
    let span = choose_span(app, &request.pairs, request.from, request.to)?;
    let earliest = earliest_day(&request.view, span.from());
    let series = load_drawn(app, &request.pairs, earliest, span)?;

    let view = with_volatilities(request.view, &series);
    let mut spec =
        Spec::with_view(&series, span, app.lang, view)?.styled(request.style, request.title);
    say_days(app, &spec, request.to)?;
    let news = find_names(&app.store, &request.news)?;
    add_marks(app, request.marks, &series, &news, &mut spec)?;

    Ok(Chart { spec, series, news })
}

/// The first day of rates that a view needs to be drawn from `first` on.
fn earliest_day(view: &View, first: Date) -> Date {
    match view.shape {
        // A mean or a volatility looks back over records, which may be any number of days apart.
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
fn with_volatilities(mut view: View, series: &[Series]) -> View {
    if let Shape::Lines {
        band: Some(band), ..
    } = &mut view.shape
    {
        let known = series.iter().map(|one| volatilities(one).into_iter());
        *band = known
            .map(|known| known.map(|one| (one.record_date, one.sigma_pct)).collect())
            .collect();
    }
    view
}

//! `rates chart -o x.html`: the picture as a page, with the headlines of its days.

use super::context::Context;
use crate::chart::{self, Page, PageColours, Spec, headline_size_bytes};
use crate::cli::ChartArgs;
use crate::error::Result;
use crate::model::{Headline, Series, Span};
use crate::render::Note;
use crate::store::Store;
use std::ops::ControlFlow;

/// Headlines of a day.
const PER_DAY: u32 = 20;

/// All headlines of a page: what a telephone still opens at once.
const MOST_BYTES: usize = 2_000_000;

/// The page of `spec`.
///
/// # Errors
/// Those of the store, and of drawing.
pub fn draw(
    context: &Context,
    store: &Store,
    arguments: &ChartArgs,
    spec: &Spec,
    series: &[Series],
) -> Result<String> {
    let headlines = if arguments.no_headlines {
        Vec::new()
    } else {
        load_headlines(context, store, spec.span)?
    };
    // Colours of marks and views are those of the theme alone.
    let is_of_spec = arguments.theme.is_some() || !spec.can_be_zoomed();
    let colours = if is_of_spec {
        PageColours::OfSpec
    } else {
        PageColours::OfReader
    };
    chart::draw_html(
        spec,
        &Page {
            series,
            headlines: &headlines,
            colours,
        },
    )
}

/// The newest of each day, as many as have room; that there were more is said.
fn load_headlines(context: &Context, store: &Store, span: Span) -> Result<Vec<Headline>> {
    let (mut taken, mut bytes) = (Vec::new(), 0);
    let end = store.visit_newest_of_days(span, PER_DAY, &mut |headline| {
        bytes += headline_size_bytes(&headline);
        if bytes > MOST_BYTES {
            return ControlFlow::Break(());
        }
        taken.push(Headline {
            summary: None,
            tags: Vec::new(),
            ..headline
        });
        ControlFlow::Continue(())
    })?;
    if end.is_break() {
        let note = Note::HeadlinesCut { shown: taken.len() };
        context.say(&note);
    }
    Ok(taken)
}

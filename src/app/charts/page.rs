//! The headlines of a chart's days, for a page.

use crate::{
    app::App,
    chart::headline_size_bytes,
    error::Result,
    model::{Headline, Span},
    render::Note,
};
use std::ops::ControlFlow;

/// Headlines of a day.
const PER_DAY: u32 = 20;

/// All headlines of a page: what a telephone still opens at once.
const MOST_BYTES: usize = 2_000_000;

/// The newest headlines of each day, as many as a page has room for, with a note if there were more.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn load_page_headlines(app: &App, span: Span) -> Result<Vec<Headline>> {
    let mut taken = Vec::new();
    let mut bytes = 0;
    let end = app
        .store
        .visit_newest_of_days(span, PER_DAY, &mut |headline| {
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
        app.note(Note::HeadlinesCut { shown: taken.len() });
    }
    Ok(taken)
}

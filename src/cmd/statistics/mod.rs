//! What `correlate`, `movers` and `explain` share: the records studied, the stories, and their words and titles.

mod explained;
mod forms;
mod known_events;
mod names;
mod news;
mod picture;
mod sample;

pub use explained::{Explained, Picked, PlacedNews};
pub use forms::{forms_in_titles, phrase_of};
pub use known_events::KnownEvents;
pub use names::TermNames;
pub use news::{Titles, load_news};
pub use picture::{check_picture, draw_chart, draw_figure};
pub use sample::{FLOAT_SINCE, Quoted, Sample, load_sample, say_new_rubles};

use crate::analysis::Window;
use crate::model::{Published, instant_in_moscow};
use crate::render::WindowReport;
use jiff::civil::DateTime;

/// A window by its two instants, with Moscow's offset of the day.
pub fn window_report(window: &Window) -> WindowReport {
    let instant = |clock: DateTime| {
        let known = instant_in_moscow(clock);
        known.map_or_else(
            || clock.to_string(),
            |(instant, offset)| Published::at(instant, offset).to_string(),
        )
    };
    WindowReport {
        opens: instant(window.opens),
        closes: instant(window.closes),
    }
}

//! Headlines: into the store, and out of it with the rates they are linked to.

mod add;
mod add_archive;
mod documents;
mod feed_intake;
mod feeds;
pub mod intake;
mod kind;
mod list;
mod page;
mod saved_pages;

pub use add::{AddedFile, FileAdder};
pub use documents::{parse_feed_file, read_document};
pub use feed_intake::FeedIntake;
pub use feeds::load_feed_statuses;
pub use kind::NewsKind;
pub use list::{
    HeadlinesRequest, SearchRequest, load_headlines, load_headlines_of_day, no_headlines,
    search_headlines,
};
pub use page::PageReader;
pub use saved_pages::check_pages;

use super::App;
use crate::{error::Result, render::Note};
use intake::ensure_index;

/// Makes a store ready for questions about headlines: they are linked by the cut-off clocks of the configuration, and
/// their words are folded again, with a note, if another program's dictionary folded them.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn prepare(app: &mut App) -> Result<()> {
    app.store.write_cutoffs(&app.config.cutoffs)?;

    if let Some(headlines) = ensure_index(&mut app.store)? {
        app.note(Note::IndexMadeAnew { headlines });
    }
    Ok(())
}

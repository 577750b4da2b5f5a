//! Headlines: into the store, and out of it with the rates they are linked to.

mod add;
mod add_archive;
mod choice;
mod documents;
mod feed_intake;
mod feeds;
pub mod intake;
mod kind;
mod list;
mod page;
mod saved_pages;
mod sources;

pub use add::{AddedFile, FileAdder};
pub use choice::{find_names, nothing_chosen};
pub use documents::{parse_feed_file, read_document};
pub use feed_intake::{FeedIntake, fault_of};
pub use feeds::{forget_resting_feeds, load_feed_statuses};
pub use kind::NewsKind;
pub use list::{
    HeadlinesRequest, SearchRequest, check_words, load_headlines, load_headlines_of_day,
    no_headlines, search_headlines,
};
pub use page::PageReader;
pub use saved_pages::{CheckedPages, check_pages};
pub use sources::{
    AddRequest, ConfigChange, SourceParts, add_source, check_source, known_already,
    load_archive_statuses, plan_source, remove_source,
};

use super::App;
use crate::{error::Result, render::Note};
use intake::{ensure_index, is_index_due};

/// Makes a store ready for questions about headlines: they are linked by the cut-off clocks of the configuration, and
/// their words are folded again, with a note, if another program's dictionary folded them.
///
/// # Errors
/// [`crate::error::Error::Store`] when SQLite refuses.
pub fn prepare(app: &mut App) -> Result<()> {
    app.store.write_cutoffs(&app.config.cutoffs)?;

    if !is_index_due(&app.store)? {
        return Ok(());
    }
    let watch = app.watch("words of headlines", "слова заголовков");
    let made = ensure_index(&mut app.store, &mut |done, of| {
        watch.at(done as f64 / of.max(1) as f64)
    })?;
    drop(watch);
    app.interrupt.check()?;
    if let Some(headlines) = made {
        app.note(Note::IndexRebuilt { headlines });
    }
    Ok(())
}

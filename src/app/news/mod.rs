//! Headlines: into the store, and out of it with the rates they are linked to.

pub mod intake;

use crate::app::App;
use crate::error::Result;
use crate::render::Note;
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

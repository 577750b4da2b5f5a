//! Care of the store: its check, imports of users' files, and the export.

mod check;
mod export;
mod import;

pub use check::check_store;
pub use export::load_export;
pub use import::{ImportReport, ImportRequest, import_file, undo_import};

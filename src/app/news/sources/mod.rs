//! Sources of news in the configuration: what there is, what is added or removed, and how each has fared.
//!
//! Nothing is written here: a new configuration is a text, and `cmd` puts it in its place.

mod changes;
mod check;
mod plan;
mod statuses;

pub use changes::{ConfigChange, add_source, known_already, remove_source};
pub use check::check_source;
pub use plan::{AddRequest, SourceParts, plan_source};
pub use statuses::load_archive_statuses;

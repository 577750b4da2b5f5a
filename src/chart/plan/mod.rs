//! Plans: every panel, line of type and mark gets its place in pixels, before anything is drawn.
//!
//! In reading order: `panel_arrangement` says which lines share a panel, `panel_widths` which arrangement is wide enough,
//! with the `end_labels` of its lines; `panel_labels` makes panels of it; `extreme_labels` labels the lowest and highest
//! values, off the lines (`line_outline`); `mark_room` shares out the height that marks get, `mark_places` puts them on
//! the panels, `mark_key` below them; `line_parts` keeps lines off labels; `picture_plan` is the whole, and `any_viewer`
//! says whether it holds in other typefaces too. `panel` has the one mapping from values and days to places.

mod any_viewer;
mod end_labels;
mod extreme_labels;
mod labels;
mod line_outline;
mod line_parts;
mod line_path;
mod mark_flags;
mod mark_grid;
mod mark_ink;
mod mark_key;
mod mark_places;
mod mark_room;
mod method_labels;
mod panel;
mod panel_arrangement;
mod panel_labels;
mod panel_widths;
mod picture_plan;
mod range_bars;
mod spare_height;
mod term_bars;
mod type_sizes;
mod upright;

pub use any_viewer::have_room_anywhere;
pub use labels::{Align, Ends, Frame, Ink, Label, Point, missing_letters, spread};
pub use line_path::{dashes, steps, straight};
pub use panel::{Leader, Panel, Shows};
pub use panel_arrangement::line_groups;
pub use picture_plan::{Plan, titles};
pub use range_bars::{RangeBars, period_px};
pub use spare_height::SpareHeight;
pub use type_sizes::TypeSizes;
pub use upright::Upright;

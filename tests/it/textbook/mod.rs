//! Methods of the textbooks that no command offers, kept beside the reference values that they were checked against.
//!
//! They are written on the public parts of `ruble_rates::analysis` and can move there when a command needs one.

mod kolari_pynnonen;
mod multiple_testing;
mod permutation;
mod segmentation;
mod sequential;

pub use kolari_pynnonen::kolari_pynnonen;
pub use multiple_testing::{bonferroni, step_down};
pub use permutation::exact_permutation;
pub use segmentation::SquaresCost;
pub use sequential::besag_clifford;

//! What proves a figure: as text, as JSON, as a citation, and what is wrong with a figure that cannot be proved.

mod citation;
mod figure_fault;
mod json;
mod text;

pub use citation::render_citation;
pub use figure_fault::{EvidenceName, FigureFault, RecordFault};
pub use text::{Archived, Proof, ProofFrom, Superseded, render_proof};

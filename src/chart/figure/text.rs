//! Figures as rows of text for a terminal.

use super::Figure;
use crate::chart::term::TextColour;

pub(super) fn draw(_figure: &Figure, _columns: usize, _colour: TextColour) -> String {
    String::new()
}

//! The inks of marks, by their kinds.

use super::labels::Ink;
use crate::chart::data::SeenMark;

/// Kinds take inks from the end of the palette: lines take theirs from its beginning.
pub fn ink_of_kind(kind: Option<usize>) -> Ink {
    kind.map_or(Ink::Text, |kind| Ink::Line(7 - kind % 4))
}

/// The ink of marks of one kind; of several, that of text.
pub fn common_ink(seen: &[SeenMark]) -> Ink {
    let first = seen.first().and_then(|seen| seen.kind);
    let is_common = seen.iter().all(|seen| seen.kind == first);

    ink_of_kind(first.filter(|_| is_common))
}

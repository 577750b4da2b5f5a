//! A text on one line.

use crate::encoding::without_controls;

/// The words of a text with single blanks between them, without control characters.
pub(super) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in without_controls(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }

    line
}

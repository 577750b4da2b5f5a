//! What goes on over several lines, and is not read.

#[derive(Clone, Copy)]
pub enum Block {
    /// Lines up to one that begins with `end`.
    Comment,
    /// A text of beancount, which may have several lines.
    Text,
}

impl Block {
    pub fn ends_on(self, line: &str) -> bool {
        match self {
            Self::Comment => line.starts_with("end "),
            Self::Text => !ends_in_text(line, true),
        }
    }
}

/// Whether a quoted text goes on in the next line.
pub fn ends_in_text(line: &str, begins_in_text: bool) -> bool {
    let mut is_text = begins_in_text;
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if is_text => _ = letters.next(),
            '"' => is_text = !is_text,
            ';' if !is_text => return false,
            _ => {}
        }
    }
    is_text
}

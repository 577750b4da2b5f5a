//! A user's text as messages repeat it.

/// Most letters of a text that a message repeats.
const MOST_LETTERS: usize = 60;

/// A text as every message repeats it: not too long for a line, and without what would move the cursor of a terminal or
/// turn the direction of what follows.
pub fn echoed(text: &str) -> String {
    let mut shown = String::with_capacity(text.len().min(MOST_LETTERS));
    for letter in text.chars().take(MOST_LETTERS) {
        if letter.is_control() || turns_direction(letter) {
            shown.extend(letter.escape_debug());
        } else {
            shown.push(letter);
        }
    }

    if text.chars().nth(MOST_LETTERS).is_some() {
        shown.push('…');
    }
    shown
}

const fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_repeated_as_far_as_a_line_has_room() {
        assert_eq!(echoed("1'234 \"x\""), "1'234 \"x\"");
        assert_eq!(echoed(&"я".repeat(60)), "я".repeat(60));
        assert_eq!(echoed(&"я".repeat(200_000)), format!("{}…", "я".repeat(60)));
    }

    #[test]
    fn nothing_reaches_the_terminal_that_could_move_its_cursor() {
        assert_eq!(echoed("a\u{1b}[2J\n\u{202e}b"), r"a\u{1b}[2J\n\u{202e}b");
    }
}

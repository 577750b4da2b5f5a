//! Words of commands that a user can copy into a shell.

/// A word as a shell takes it: as it is, or between single quotes.
pub fn shell_word(word: &str) -> String {
    let is_plain = !word.is_empty()
        && word
            .chars()
            .all(|letter| letter.is_alphanumeric() || "-_./,".contains(letter));
    if is_plain {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        for (word, expected) in [
            ("lenta.ru", "lenta.ru"),
            ("Moody's", r"'Moody'\''s'"),
            ("https://a.example/?x=1&y", "'https://a.example/?x=1&y'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(word), expected);
        }
    }
}

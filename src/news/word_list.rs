//! Lists of words as one text, parted by blanks.

/// Whether a word is in a list, the words of which are parted by blanks and in small letters. Capitals of Latin letters do
/// not matter.
pub(super) fn is_listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace()
        .any(|listed| listed.eq_ignore_ascii_case(word))
}

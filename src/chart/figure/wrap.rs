//! Texts of several lines.

use crate::chart::words::Lettering;

/// A last line shorter than this part of the room is made longer by narrower lines.
const SHORT_LAST_LINE: f64 = 0.4;

/// The lines of `text`, each within `room` pixels, at most `most` of them: what is left over ends in an ellipsis. A line
/// breaks at blanks that may break, never before a dash or a sign of per cent, nor in `p = 0.05` and `91 kopecks`; the
/// last one is no single word if that can be helped.
pub fn wrapped(text: &str, face: Lettering, room: f64, most: usize) -> Vec<String> {
    let full = filled(text, face, room, most);
    let last = full.last().map(|line| face.width(line));

    let is_short = last.is_some_and(|last| last < SHORT_LAST_LINE * room);
    if full.len() < 2 || !is_short {
        return full;
    }

    (1..10)
        .map(|step| {
            let narrower = room * (1.0 - 0.05 * f64::from(step));
            filled(text, face, narrower, most)
        })
        // Narrower, as long as that takes no further line and cuts nothing.
        .take_while(|lines| {
            lines.len() == full.len() && !lines.iter().any(|line| line.ends_with('…'))
        })
        .last()
        .unwrap_or(full)
}

/// Lines as long as they can be.
fn filled(text: &str, face: Lettering, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in unbroken_words(text) {
        let is_full = lines.len() == most;
        match lines.last_mut() {
            Some(line) if is_full || face.width(&format!("{line} {word}")) <= room => {
                *line = format!("{line} {word}");
            }
            _ => lines.push(word),
        }
    }

    // Only the last line can have more than fits, and one that is a single long word.
    let cut = lines
        .into_iter()
        .map(|line| face.fitting_or_cut(&[line], room));
    cut.filter(|line| !line.is_empty()).collect()
}

/// What is kept on one line; a space that does not break joins its neighbours.
fn unbroken_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in text.split(is_break).filter(|word| !word.is_empty()) {
        match words.last_mut().filter(|_| is_open || is_bound(word)) {
            // The blank between them must not break.
            Some(before) => *before = format!("{before}\u{a0}{word}"),
            None => words.push(word.to_owned()),
        }
        is_open = is_comparison(word) || is_number(word);
    }

    words
}

fn is_break(letter: char) -> bool {
    letter.is_control() || letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

fn is_comparison(word: &str) -> bool {
    matches!(word, "=" | "<" | "≤" | ">" | "≥")
}

/// Whether a word stays with the one before it.
fn is_bound(word: &str) -> bool {
    matches!(word, "—" | "–" | "·") || word.starts_with('%') || is_comparison(word)
}

/// A number stays with what is counted: `(91 kopecks)`.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches('(');
    digits.ends_with(|letter: char| letter.is_ascii_digit())
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::words::{Measure, Weight};
    use proptest::prelude::*;

    const TEN: Lettering = Lettering {
        size: 10.0,
        weight: Weight::Regular,
        measure: Measure::Own,
    };

    fn check(text: &str, room_ems: f64, most: usize, expected: &[&str]) {
        assert_eq!(wrapped(text, TEN, room_ems * 10.0, most), expected);
    }

    #[test]
    fn lines_break_at_blanks() {
        check("", 10.0, 3, &[]);
        check("один два три", 30.0, 3, &["один два три"]);
        check("один\nдва  три", 5.0, 3, &["один", "два три"]);
        check("от 1 % до", 2.6, 5, &["от", "1\u{a0}%", "до"]);
        check(
            "ниже 80 %. И (p = 0.5)",
            4.0,
            5,
            &["ниже", "80\u{a0}%. И", "(p\u{a0}=\u{a0}0.5)"],
        );
        check("около 91 копейки", 6.0, 5, &["около", "91\u{a0}копейки"]);
        check("один — два", 4.5, 5, &["один\u{a0}—", "два"]);
        check("один два три четыре", 5.0, 1, &["один дв…"]);
    }

    proptest! {
        /// Whatever the text and the room: no line is wider than it, and there are no more than were asked for.
        #[test]
        fn lines_keep_within_their_room(text in "\\PC{0,120}", room in 0.0f64..400.0, most in 1usize..5) {
            let lines = wrapped(&text, TEN, room, most);
            prop_assert!(lines.len() <= most);
            prop_assert!(lines.iter().all(|line| TEN.width(line) <= room));
        }
    }
}

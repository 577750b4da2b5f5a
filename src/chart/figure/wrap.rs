//! Texts of several lines.

use crate::chart::font::{Weight, fitting_or_cut, width};

/// A last line shorter than this part of the room is made longer by narrower lines.
const SHORT_LAST_LINE: f64 = 0.4;

/// The lines of `text`, each within `room` pixels, at most `most` of them: what is left over ends in an ellipsis. A line
/// breaks at blanks that may break, never before a dash or a sign of per cent, nor in `p = 0.05` and `91 kopecks`; the last one is no single word where
/// that can be helped.
pub(super) fn wrapped(
    text: &str,
    size: f64,
    weight: Weight,
    room: f64,
    most: usize,
) -> Vec<String> {
    let full = filled(text, size, weight, room, most);
    let is_cut = |lines: &[String]| lines.iter().any(|line| line.ends_with('…'));
    let is_good = |lines: &[String]| lines.len() == full.len() && !is_cut(lines);
    let is_short = full
        .last()
        .is_some_and(|line| width(line, size, weight) < SHORT_LAST_LINE * room);
    if full.len() < 2 || !is_short {
        return full;
    }
    let narrower = (1..10).map(|step| {
        filled(
            text,
            size,
            weight,
            room * (1.0 - 0.05 * f64::from(step)),
            most,
        )
    });
    narrower
        .take_while(|lines| is_good(lines))
        .last()
        .unwrap_or(full)
}

/// Lines as long as they can be.
fn filled(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = words(text).into_iter().peekable();
    while let Some(word) = words.peek() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|line| width(line, size, weight) <= room) {
            Some(line) => {
                lines.pop();
                lines.push(line);
            }
            None if lines.len() < most => lines.push(word.clone()),
            None => break,
        }
        words.next();
    }
    let rest: Vec<_> = words.collect();
    if let (Some(last), false) = (lines.last_mut(), rest.is_empty()) {
        *last = format!("{last} {}", rest.join(" "));
    }
    // Only the last line can have more than fits, and one that is a single long word.
    let within = |line: String| fitting_or_cut(&[line], size, weight, room);
    lines
        .into_iter()
        .map(within)
        .filter(|line| !line.is_empty())
        .collect()
}

/// What is kept on one line; a space that does not break joins its neighbours.
fn words(text: &str) -> Vec<String> {
    let is_break = |letter: char| {
        letter.is_control() || letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
    };
    let is_sign = |word: &str| matches!(word, "=" | "<" | "≤" | ">" | "≥");
    let is_bound =
        |word: &str| matches!(word, "—" | "–" | "·") || word.starts_with('%') || is_sign(word);
    let mut words: Vec<String> = Vec::new();
    let mut is_open = false;
    for word in text.split(is_break).filter(|word| !word.is_empty()) {
        match words.last_mut().filter(|_| is_open || is_bound(word)) {
            Some(before) => *before = format!("{before}\u{a0}{word}"),
            None => words.push(word.to_owned()),
        }
        is_open = is_sign(word) || is_number(word);
    }
    words
}

/// A number with what is counted behind it: `(91 kopecks)`.
fn is_number(word: &str) -> bool {
    let figures = word.trim_start_matches('(');
    !figures.is_empty()
        && figures
            .chars()
            .all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
        && figures.ends_with(|letter: char| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, room_ems: f64, most: usize, expected: &[&str]) {
        assert_eq!(
            wrapped(text, 10.0, Weight::Regular, room_ems * 10.0, most),
            expected
        );
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
            let lines = wrapped(&text, 10.0, Weight::Regular, room, most);
            prop_assert!(lines.len() <= most);
            prop_assert!(lines.iter().all(|line| width(line, 10.0, Weight::Regular) <= room));
        }
    }
}

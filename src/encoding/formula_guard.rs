//! The guard of texts in CSV against spreadsheets that would calculate them.
//!
//! A spreadsheet takes a field that begins with `=`, `+`, `-` or `@` for a formula, whoever wrote it, and a title comes
//! from a feed that anyone may fill. Such a text goes out with an apostrophe before the sign, and comes in without. A
//! space would not do, because spreadsheets trim it, nor a character that is not seen, because programs would compare it.
//!
//! A spreadsheet that parts fields at another character than the file (a Russian Excel parts at semicolons) makes fields
//! of the pieces of a text, and rows of its lines, because it does not see the quotes around the text then. So a piece that
//! could call a function is guarded too. A text that has an apostrophe there already gets a second one: taking one away
//! always gives the text back.

use std::borrow::Cow;

const GUARD: char = '\'';

/// What may part fields, and rows.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\n', '\r'];

/// Signs with which a formula begins; the wide ones of East Asian keyboards count as the narrow ones.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The text of a field as it goes out.
pub fn guarded(text: &str) -> Cow<'_, str> {
    let mut written = String::new();
    let mut done = 0;
    for at in beginnings(text).filter(|at| is_live(text, *at)) {
        written.push_str(&text[done..at]);
        written.push(GUARD);
        done = at;
    }

    joined(text, written, done)
}

/// The text of a field that [`guarded`] wrote.
pub fn without_guard(text: &str) -> Cow<'_, str> {
    let mut meant = String::new();
    let mut done = 0;
    if text.contains(GUARD) {
        let is_guarded = |at: &usize| text[*at..].starts_with(GUARD) && is_live(text, *at);
        for at in beginnings(text).filter(is_guarded) {
            meant.push_str(&text[done..at]);
            done = at + GUARD.len_utf8();
        }
    }

    joined(text, meant, done)
}

/// Whether a spreadsheet may calculate a text: blanks before the sign are trimmed away.
pub fn is_formula(text: &str) -> bool {
    let field = &text[blanks(text)..];
    field.starts_with(SIGNS) && !is_lone_sign(field)
}

/// A dash in the place of a figure: nothing is calculated from a plus or minus alone.
fn is_lone_sign(field: &str) -> bool {
    ["-", "+", "－", "＋"].contains(&field.trim_end())
}

/// What was changed, and the rest of the text behind it.
fn joined(text: &str, mut changed: String, done: usize) -> Cow<'_, str> {
    if done == 0 && changed.is_empty() {
        return Cow::Borrowed(text);
    }
    changed.push_str(&text[done..]);
    Cow::Owned(changed)
}

/// Where a spreadsheet may see a field begin, blanks before it aside; each place once.
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    let behind = text.match_indices(SEPARATORS);
    let fields = std::iter::once(0).chain(behind.map(|(at, separator)| at + separator.len()));
    let mut last = None;
    fields
        .map(|at| at + blanks(&text[at..]))
        .filter(move |at| last.replace(*at) != Some(*at))
}

/// Bytes of the blanks that a text begins with, as spreadsheets trim them.
fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// Whether the field that begins at `at` is one to be guarded, apostrophes before it aside.
fn is_live(text: &str, at: usize) -> bool {
    let field = text[at..].trim_start_matches(GUARD);
    let is_first = blanks(text) == at;

    if is_lone_sign(field) {
        return false;
    }
    // A piece like "−3, -5 градусов" is no formula, and harmless if it were one.
    field.starts_with(SIGNS) && (is_first || field.starts_with(['=', '＝']) || could_call(field))
}

/// Whether a formula could call a function (`SUM(`) or another program (`cmd|`).
fn could_call(field: &str) -> bool {
    let mut before = None;
    field.chars().any(|letter| {
        let calls = letter == '|' || letter == '(' && before.is_some_and(char::is_alphanumeric);
        before = Some(letter);
        calls
    })
}

/// Whether a spreadsheet passes over a character before the sign of a formula.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control() || character == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_gets_an_apostrophe() {
        for (text, written) in [
            (
                "=HYPERLINK(\"http://evil.example/\")",
                "'=HYPERLINK(\"http://evil.example/\")",
            ),
            ("+1", "'+1"),
            ("-2+3", "'-2+3"),
            ("@SUM(1)", "'@SUM(1)"),
            (" =1", " '=1"),
            ("\u{a0}\t=2+5", "\u{a0}\t'=2+5"),
            ("\r\n@SUM(1)", "\r\n'@SUM(1)"),
            ("\u{feff}=1", "\u{feff}'=1"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(guarded(text), written);
        }
    }

    #[test]
    fn a_formula_behind_the_separator_of_another_language_is_guarded() {
        for (text, written) in [
            ("Курс;=1+1;", "Курс;'=1+1;"),
            ("Курс, =A1", "Курс, '=A1"),
            ("x\n=1+1\ny", "x\n'=1+1\ny"),
            ("x\r=1+1", "x\r'=1+1"),
            ("x\r\n =1\n@SUM(1)", "x\r\n '=1\n'@SUM(1)"),
            ("Курс;-2+SUM(A1:A9)", "Курс;'-2+SUM(A1:A9)"),
            ("Курс;+ГИПЕРССЫЛКА(\"x\")", "Курс;'+ГИПЕРССЫЛКА(\"x\")"),
            ("Курс;-2+cmd|' /C calc'!A0", "Курс;'-2+cmd|' /C calc'!A0"),
        ] {
            assert_eq!(guarded(text), written);
        }
    }

    #[test]
    fn other_texts_are_untouched() {
        for text in [
            "",
            "Курс",
            "'tis",
            "— да",
            "−0,33",
            "1=1",
            "a-b",
            "-",
            " + ",
            "купить:\n- доллары\n- евро",
            "'",
            "«=»",
            "Днём −3, -5 градусов (прогноз)",
            "Звоните, +7 (495) 000-00-00",
            "Подписывайтесь: @a, @b",
        ] {
            assert_eq!(guarded(text), text);
            assert_eq!(without_guard(text), text);
        }
    }

    #[test]
    fn an_apostrophe_of_the_text_stays_beside_the_guard() {
        assert_eq!(guarded("'=1"), "''=1");
        assert_eq!(without_guard("''=1"), "'=1");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text in "['=+@ \\t;,-]{0,5}[a-zя=('|;,\\n\\r]{0,5}['=+@ \\t;,\\n-]{0,4}[a-z(]{0,3}") {
            let written = guarded(&text);
            prop_assert_eq!(without_guard(&written), text.as_str());
            prop_assert!(!is_formula(&written));
            let pieces = written.split(SEPARATORS).map(str::trim_start);
            prop_assert!(pieces.into_iter().all(|piece| !piece.starts_with('=')), "{}", written);
        }
    }
}

//! Tokens of a normalised title: words, and what stands between them.

/// A word of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// Letters with inner hyphens.
    pub text: &'a str,
    /// Whether nothing but spaces stands between it and the token before: only then they can be a bigram.
    pub follows_directly: bool,
}

/// The runs of letters with inner hyphens in a text in its normal form; numbers are none.
pub fn tokens(normal: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = normal;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let start = rest.find(is_letter)?;
        let gap = &rest[..start];
        let from = &rest[start..];
        let (text, after) = from.split_at(run_length(from, is_letter));
        rest = after;
        let is_space = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        let follows_directly = is_space && !std::mem::take(&mut is_first);
        is_first = false;
        Some(Token {
            text,
            follows_directly,
        })
    })
}

/// What a piece of a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A token of letters, as [`tokens`] gives them.
    Word,
    /// A digit with the digits, spaces, dots and commas that follow, up to the last digit.
    Number,
    /// A sign of a currency.
    CurrencySign,
}

/// A word, a number or a sign of a currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    pub(super) kind: Kind,
    /// What stands between it and the piece before, or the start.
    pub(super) gap: &'a str,
    /// Whether nothing but spaces stands between it and the piece before.
    pub(super) follows_directly: bool,
}

/// All words, numbers and signs of currencies of a text in its normal form (correlate-spec.md §4.6).
pub(super) fn pieces(normal: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = normal;
    let mut is_first = true;
    std::iter::from_fn(move || {
        let start = rest.find(|character| kind_of(character).is_some())?;
        let (gap, from) = rest.split_at(start);
        let kind = from.chars().next().and_then(kind_of)?;
        let length = match kind {
            Kind::Word => run_length(from, is_letter),
            Kind::Number => number_length(from),
            Kind::CurrencySign => from.chars().next()?.len_utf8(),
        };
        let (text, after) = from.split_at(length);
        rest = after;
        let is_space = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ');
        let follows_directly = is_space && !std::mem::take(&mut is_first);
        is_first = false;
        Some(Piece {
            text,
            kind,
            gap,
            follows_directly,
        })
    })
}

fn kind_of(character: char) -> Option<Kind> {
    match character {
        '0'..='9' => Some(Kind::Number),
        '$' | '€' | '₽' => Some(Kind::CurrencySign),
        _ => is_letter(character).then_some(Kind::Word),
    }
}

/// Bytes of the number at the start of a text.
fn number_length(text: &str) -> usize {
    let inside = text
        .bytes()
        .take_while(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'.' | b','));
    let last_digit = inside
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .last();
    last_digit.map_or(0, |(at, _)| at + 1)
}

/// The runs of letters and digits with inner hyphens, for the full-text index.
pub(super) fn indexed_words(normal: &str) -> impl Iterator<Item = &str> {
    let mut rest = normal;
    std::iter::from_fn(move || {
        let from = &rest[rest.find(is_letter_or_digit)?..];
        let (word, after) = from.split_at(run_length(from, is_letter_or_digit));
        rest = after;
        Some(word)
    })
}

/// The parts of a hyphenated word; none of another.
pub(super) fn parts(word: &str) -> impl Iterator<Item = &str> {
    word.split('-')
        .take(if word.contains('-') { usize::MAX } else { 0 })
}

/// The letters of nearly every title first: the tables of Unicode are ten times slower.
fn is_letter(character: char) -> bool {
    match character {
        'а'..='я' | 'a'..='z' => true,
        ' '..='@' => false,
        _ => character.is_alphabetic(),
    }
}

fn is_letter_or_digit(character: char) -> bool {
    match character {
        'а'..='я' | 'a'..='z' | '0'..='9' => true,
        ' '..='/' => false,
        _ => character.is_alphanumeric(),
    }
}

/// Bytes from the start up to the first character that is not `inside`, single hyphens between two that are
/// passed over.
fn run_length(text: &str, inside: impl Fn(char) -> bool) -> usize {
    let mut end = 0;
    let mut is_after_hyphen = false;
    for (at, character) in text.char_indices() {
        if inside(character) {
            end = at + character.len_utf8();
            is_after_hyphen = false;
        } else if character == '-' && !is_after_hyphen {
            is_after_hyphen = true;
        } else {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(normal: &str, expected: &[(&str, bool)]) {
        let found: Vec<_> = tokens(normal)
            .map(|token| (token.text, token.follows_directly))
            .collect();
        assert_eq!(found, expected, "{normal}");
    }

    #[test]
    fn letters_with_inner_hyphens() {
        check(
            "ключевая ставка цб: 16% — не предел",
            &[
                ("ключевая", false),
                ("ставка", true),
                ("цб", true),
                ("не", false),
                ("предел", true),
            ],
        );
        check(
            "-премьер-министр- а--б",
            &[("премьер-министр", false), ("а", false), ("б", false)],
        );
        check(
            "опек+ сократит g20 5-летний",
            &[
                ("опек", false),
                ("сократит", false),
                ("g", true),
                ("летний", false),
            ],
        );
        check("", &[]);
        check("2024", &[]);
    }

    #[test]
    fn pieces_are_words_numbers_and_signs() {
        let found: Vec<_> = pieces("ставка 16,5 % g20: $1 000., 5-летний су-57 за €")
            .map(|piece| (piece.text, piece.kind, piece.follows_directly))
            .collect();
        let expected = [
            ("ставка", Kind::Word, false),
            ("16,5", Kind::Number, true),
            ("g", Kind::Word, false),
            ("20", Kind::Number, false),
            ("$", Kind::CurrencySign, false),
            ("1 000., 5", Kind::Number, false),
            ("летний", Kind::Word, false),
            ("су", Kind::Word, true),
            ("57", Kind::Number, false),
            ("за", Kind::Word, true),
            ("€", Kind::CurrencySign, true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_index_has_numbers_too() {
        let found: Vec<_> = indexed_words("16% g20, су-57: опек+ 5-летний").collect();
        assert_eq!(found, ["16", "g20", "су-57", "опек", "5-летний"]);
    }
}

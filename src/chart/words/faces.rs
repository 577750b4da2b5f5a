//! The embedded font files, and how wide each letter is in them and in the substitute that other programs use.
//!
//! Noto Sans, because it is calm in small sizes and has Cyrillic and digits of one width. The release that its crate
//! carries is older than the ruble sign, so that sign and other rare ones of a user's title come from DejaVu Sans
//! Condensed. Nothing is read from the system: the same picture comes out everywhere.

use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use std::sync::LazyLock;

/// Name of the family as the font itself has it; the look-up in PNG drawing is case-sensitive.
pub const FAMILY: &str = "Noto Sans";

/// What a viewer without the typeface falls back to. Without quotes, which CSS does not ask for: some viewers do not find
/// a quoted name after the first.
pub const FAMILIES: &str = "Noto Sans, Open Sans, DejaVu Sans, Arial, sans-serif";

/// Name of the family that has the letters which [`FAMILY`] lacks, as the font database reads it: condensed is a
/// width of the family `DejaVu Sans` there, no family.
pub const OTHER_FAMILY: &str = "DejaVu Sans";

/// DejaVu Sans Condensed is DejaVu Sans made narrower, every letter by this factor.
const CONDENSED: f64 = 0.9;

/// Weight of a text.
#[derive(Clone, Copy, PartialEq)]
pub enum Weight {
    Regular,
    Bold,
}

/// All font files of a PNG; the last one is only for letters that the others lack.
pub fn files() -> [&'static [u8]; 3] {
    [
        ttf_noto_sans::REGULAR,
        ttf_noto_sans::BOLD,
        dejavu::sans_condensed::regular(),
    ]
}

struct Face {
    letters: skrifa::charmap::Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

/// A face is read when the first text needs it.
type LazyFace = LazyLock<Option<Face>>;

static REGULAR: LazyFace = LazyLock::new(|| Face::new(ttf_noto_sans::REGULAR));
static BOLD: LazyFace = LazyLock::new(|| Face::new(ttf_noto_sans::BOLD));
static OTHER: LazyFace = LazyLock::new(|| Face::new(dejavu::sans_condensed::regular()));
static SUBSTITUTE_BOLD: LazyFace = LazyLock::new(|| Face::new(dejavu::sans::bold()));

impl Face {
    fn new(file: &'static [u8]) -> Option<Self> {
        let font = FontRef::new(file).ok()?;
        Some(Self {
            letters: font.charmap(),
            metrics: font.glyph_metrics(Size::new(1.0), LocationRef::default()),
        })
    }

    fn advance_em(&self, letter: char) -> Option<f64> {
        let glyph = self.letters.map(letter)?;
        self.metrics.advance_width(glyph).map(f64::from)
    }
}

fn advance_em(face: &LazyFace, letter: char) -> Option<f64> {
    face.as_ref()?.advance_em(letter)
}

/// Width of a letter in the embedded typeface, in ems; `None` if it has none.
pub fn own_advance_em(letter: char, weight: Weight) -> Option<f64> {
    let face = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };

    advance_em(face, letter).or_else(|| advance_em(&OTHER, letter))
}

/// Width of a letter in DejaVu Sans, the widest of [`FAMILIES`], in ems.
pub fn substitute_advance_em(letter: char, weight: Weight) -> Option<f64> {
    match weight {
        Weight::Regular => advance_em(&OTHER, letter).map(|condensed| condensed / CONDENSED),
        Weight::Bold => advance_em(&SUBSTITUTE_BOLD, letter),
    }
}

/// Whether `letter` is one that only [`OTHER_FAMILY`] has. Such a letter is marked in the SVG, so that the PNG
/// takes it from there.
pub fn is_of_other_family(letter: char) -> bool {
    !letter.is_ascii()
        && advance_em(&REGULAR, letter).is_none()
        && advance_em(&OTHER, letter).is_some()
}

/// Whether a letter is not seen itself: it joins others or chooses how they look.
pub const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Letters of `texts` that the embedded typefaces lack, in order, each once.
pub fn missing_letters<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<char> {
    let mut missing = Vec::new();
    for letter in texts.flat_map(str::chars) {
        let is_missing = !is_unseen(letter)
            && !letter.is_control()
            && own_advance_em(letter, Weight::Regular).is_none();
        if is_missing && !missing.contains(&letter) {
            missing.push(letter);
        }
    }

    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typeface_has_every_sign_and_tabular_digits() {
        for file in [ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD] {
            let face = Face::new(file).unwrap();
            for letter in "АЯаяЁё€−№…—–·+.".chars() {
                assert!(face.advance_em(letter).is_some(), "{letter}");
            }
            assert!(('1'..='9').all(|digit| face.advance_em(digit) == face.advance_em('0')));
            assert_eq!(face.advance_em('−'), face.advance_em('+'));
        }
        assert!(advance_em(&OTHER, '₽').is_some());
    }

    /// The condensed face is embedded already; the other would be 750 kB more.
    #[test]
    fn condensed_letters_are_narrower_by_one_factor() {
        let normal = Face::new(dejavu::sans::regular()).unwrap();
        for letter in '\u{20}'..'\u{ffff}' {
            let computed = substitute_advance_em(letter, Weight::Regular);
            let exact = normal.advance_em(letter);
            assert_eq!(computed.is_some(), exact.is_some(), "{letter}");
            let apart = computed.unwrap_or_default() - exact.unwrap_or_default();
            assert!(apart.abs() < 0.001, "{letter}: {computed:?} {exact:?}");
        }
    }

    #[test]
    fn letters_without_a_typeface_are_named_once() {
        let texts = ["\u{1f680} ракета ₽", "会议 会 שלום \u{2764}\u{fe0f}\n"];
        let missing = missing_letters(texts.into_iter());
        assert_eq!(missing, ['\u{1f680}', '会', '议']);
    }
}

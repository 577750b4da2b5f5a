//! The embedded typeface: its bytes, how wide a text is in it, and how a text is made to fit.
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

/// What a browser without the typeface falls back to.
pub const FAMILIES: &str = "'Noto Sans', 'Open Sans', 'DejaVu Sans', Arial, sans-serif";

/// Name of the family that has the letters which [`FAMILY`] lacks, as the font database reads it: condensed is a
/// width of the family `DejaVu Sans` there, no family.
pub const OTHER_FAMILY: &str = "DejaVu Sans";

/// How far letters reach above the baseline, in parts of the size; `Й` reaches highest.
pub const ASCENT: f64 = 0.80;

/// How far letters reach below the baseline, in parts of the size.
pub const DESCENT: f64 = 0.24;

/// From the middle of a line of type down to its baseline, in parts of the size.
pub const HALF_HEIGHT: f64 = 0.36;

/// Signs after which no text is cut off.
const LOOSE_ENDS: [char; 7] = [' ', ',', '.', '·', '—', '–', ':'];

/// Weight of a text.
#[derive(Clone, Copy, PartialEq)]
pub enum Weight {
    Regular,
    Bold,
}

const fn file(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Regular => ttf_noto_sans::REGULAR,
        Weight::Bold => ttf_noto_sans::BOLD,
    }
}

/// All font files; the last one is only for letters that the others lack.
pub fn files() -> [&'static [u8]; 3] {
    [
        file(Weight::Regular),
        file(Weight::Bold),
        dejavu::sans_condensed::regular(),
    ]
}

struct Face {
    letters: skrifa::charmap::Charmap<'static>,
    metrics: GlyphMetrics<'static>,
}

/// A face is read when the first text needs it.
type LazyFace = LazyLock<Option<Face>>;

static REGULAR: LazyFace = LazyLock::new(|| Face::new(file(Weight::Regular)));
static BOLD: LazyFace = LazyLock::new(|| Face::new(file(Weight::Bold)));
static OTHER: LazyFace = LazyLock::new(|| Face::new(dejavu::sans_condensed::regular()));

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

/// Whether `letter` is one that only [`OTHER_FAMILY`] has. Such a letter is marked in the SVG, so that the PNG
/// takes it from there.
pub fn is_of_other_family(letter: char) -> bool {
    !letter.is_ascii()
        && advance_em(&REGULAR, letter).is_none()
        && advance_em(&OTHER, letter).is_some()
}

/// Whether one of the typefaces has `letter`.
pub fn can_be_written(letter: char) -> bool {
    [&REGULAR, &OTHER]
        .into_iter()
        .any(|face| advance_em(face, letter).is_some())
}

/// Width of `text` in pixels at `size` pixels an em, without kerning (which only makes it narrower).
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let face = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };

    let ems = text.chars().map(|letter| {
        advance_em(face, letter)
            .or_else(|| advance_em(&OTHER, letter))
            // A letter that no face has counts as a whole em, which no substitute of a browser exceeds by much.
            .unwrap_or(1.0)
    });
    ems.sum::<f64>() * size
}

/// The first of `variants` that fits `room` pixels at `size`; else the last one made smaller, by a fifth at most,
/// and cut with an ellipsis if that does not do. Returns the text and its size.
pub fn fitting(variants: &[String], size: f64, weight: Weight, room: f64) -> (String, f64) {
    const SMALLEST: f64 = 0.8;
    if let Some(fits) = first_fitting(variants, size, weight, room) {
        return (fits.clone(), size);
    }
    let Some(shortest) = variants.last() else {
        return (String::new(), size);
    };

    let shrunk = size * (room / width(shortest, size, weight)).min(1.0);
    let smallest = size * SMALLEST;
    if shrunk >= smallest {
        // A hair less, so that rounding does not push it over the edge.
        return (shortest.clone(), shrunk * 0.995);
    }
    let text = cut(shortest, room, |text| width(text, smallest, weight));
    (text, smallest)
}

/// The first of `variants` that fits `room` pixels, else the last one cut: for texts that must not differ in size.
pub fn fitting_or_cut(variants: &[String], size: f64, weight: Weight, room: f64) -> String {
    match (first_fitting(variants, size, weight, room), variants.last()) {
        (Some(fits), _) => fits.clone(),
        (None, Some(shortest)) => {
            without_half_word(cut(shortest, room, |text| width(text, size, weight)))
        }
        (None, None) => String::new(),
    }
}

fn first_fitting(variants: &[String], size: f64, weight: Weight, room: f64) -> Option<&String> {
    variants
        .iter()
        .find(|text| width(text, size, weight) <= room)
}

/// A text that has been cut, without the word that was cut through unless that is the greater part of it.
fn without_half_word(cut: String) -> String {
    match cut.trim_end_matches('…').rsplit_once([' ', '\u{a0}']) {
        Some((whole, _)) if whole.len() * 3 > cut.len() * 2 => {
            let ends = |letter| LOOSE_ENDS.contains(&letter) || matches!(letter, '«' | '(');
            format!("{}…", whole.trim_end_matches(ends))
        }
        _ => cut,
    }
}

pub fn cut(text: &str, room: f64, width: impl Fn(&str) -> f64) -> String {
    let mut used = width("…");
    let kept = text.chars().take_while(|letter| {
        used += width(letter.encode_utf8(&mut [0; 4]));
        used <= room
    });

    match kept.collect::<String>().trim_end_matches(LOOSE_ENDS) {
        // Only loose ends are left.
        "" => String::new(),
        kept => format!("{kept}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typeface_has_every_sign_and_tabular_digits() {
        for weight in [Weight::Regular, Weight::Bold] {
            let face = Face::new(file(weight)).unwrap();
            for letter in "АЯаяЁё€−№…—–·+.".chars() {
                assert!(face.advance_em(letter).is_some(), "{letter}");
            }
            assert!(('1'..='9').all(|digit| face.advance_em(digit) == face.advance_em('0')));
            assert_eq!(face.advance_em('−'), face.advance_em('+'));
        }
        let other = Face::new(dejavu::sans_condensed::regular()).unwrap();
        assert!(other.advance_em('₽').is_some());
    }

    #[test]
    fn what_does_not_fit_is_shortened() {
        let long = "Курс доллара и всех прочих валют".to_owned();
        for room in [0.0, 5.0, 40.0, 100.0, 180.0, 200.0, 2000.0] {
            let (text, size) = fitting(std::slice::from_ref(&long), 16.0, Weight::Bold, room);
            assert!(width(&text, size, Weight::Bold) <= room, "{text} in {room}");
        }
        assert_eq!(
            fitting(&[long, "Курс".to_owned()], 16.0, Weight::Bold, 60.0),
            ("Курс".to_owned(), 16.0)
        );
    }
}

//! How wide a text is, and how it is made to fit.

use super::faces::{Weight, is_unseen, own_advance_em, substitute_advance_em};

/// How far letters reach above the baseline, in parts of the size; `Й` reaches highest.
pub const ASCENT: f64 = 0.80;

/// How far letters reach below the baseline, in parts of the size.
pub const DESCENT: f64 = 0.24;

/// From the middle of a line of type down to its baseline, in parts of the size.
pub const HALF_HEIGHT: f64 = 0.36;

/// Signs after which no text is cut off.
const LOOSE_ENDS: [char; 7] = [' ', ',', '.', '·', '—', '–', ':'];

/// What texts are measured with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// The embedded typeface: a PNG is drawn with it.
    Own,
    /// It or DejaVu Sans, whichever is wider: an SVG or a page is drawn with what its viewer has.
    Widest,
}

/// How a text is lettered.
#[derive(Clone, Copy)]
pub struct Lettering {
    /// Pixels an em.
    pub size: f64,
    pub weight: Weight,
    pub measure: Measure,
}

/// Width in ems of a letter that no face has: a viewer takes it from another font, in which most are square at most.
const UNKNOWN_EM: f64 = 1.0;
/// Emoji are wider.
const EMOJI_EM: f64 = 1.4;
const FIRST_EMOJI: char = '\u{1f000}';

impl Measure {
    /// Width of `text` in pixels at `size` pixels an em, without kerning (which only makes it narrower).
    pub fn width(self, text: &str, size: f64, weight: Weight) -> f64 {
        match self {
            Self::Own => own_ems(text, weight) * size,
            Self::Widest => own_ems(text, weight).max(substitute_ems(text, weight)) * size,
        }
    }

    /// How wide letters are about, in letters of the embedded typeface: for parts of a room that suit these.
    pub const fn letter_width(self) -> f64 {
        match self {
            Self::Own => 1.0,
            Self::Widest => 1.15,
        }
    }

    /// The first of `variants` that fits `room` pixels at `size`; else the last one made smaller, by a fifth at most,
    /// and cut with an ellipsis if that does not do. Returns the text and its size.
    pub fn fitting(
        self,
        variants: &[String],
        size: f64,
        weight: Weight,
        room: f64,
    ) -> (String, f64) {
        const SMALLEST: f64 = 0.8;
        if let Some(fits) = self.first_fitting(variants, size, weight, room) {
            return (fits.clone(), size);
        }
        let Some(shortest) = variants.last() else {
            return (String::new(), size);
        };

        let shrunk = size * (room / self.width(shortest, size, weight)).min(1.0);
        let smallest = size * SMALLEST;
        if shrunk >= smallest {
            // A hair less, so that rounding does not push it over the edge.
            return (shortest.clone(), shrunk * 0.995);
        }
        let text = cut(shortest, room, |text| self.width(text, smallest, weight));
        (text, smallest)
    }

    /// The first of `variants` that fits `room` pixels, else the last one cut: for texts that must not differ in size.
    pub fn fitting_or_cut(
        self,
        variants: &[String],
        size: f64,
        weight: Weight,
        room: f64,
    ) -> String {
        let fits = self.first_fitting(variants, size, weight, room);
        match (fits, variants.last()) {
            (Some(fits), _) => fits.clone(),
            (None, Some(shortest)) => {
                without_half_word(cut(shortest, room, |text| self.width(text, size, weight)))
            }
            (None, None) => String::new(),
        }
    }

    fn first_fitting(
        self,
        variants: &[String],
        size: f64,
        weight: Weight,
        room: f64,
    ) -> Option<&String> {
        variants
            .iter()
            .find(|text| self.width(text, size, weight) <= room)
    }
}

impl Lettering {
    pub fn width(self, text: &str) -> f64 {
        self.measure.width(text, self.size, self.weight)
    }

    /// As [`Measure::fitting_or_cut`].
    pub fn fitting_or_cut(self, variants: &[String], room: f64) -> String {
        self.measure
            .fitting_or_cut(variants, self.size, self.weight, room)
    }
}

fn own_ems(text: &str, weight: Weight) -> f64 {
    let ems = text
        .chars()
        .map(|letter| own_advance_em(letter, weight).unwrap_or_else(|| unknown_em(letter)));
    ems.sum()
}

fn substitute_ems(text: &str, weight: Weight) -> f64 {
    let ems = text
        .chars()
        .map(|letter| substitute_advance_em(letter, weight).unwrap_or_else(|| unknown_em(letter)));
    ems.sum()
}

fn unknown_em(letter: char) -> f64 {
    match letter {
        letter if is_unseen(letter) => 0.0,
        FIRST_EMOJI.. => EMOJI_EM,
        _ => UNKNOWN_EM,
    }
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
    fn what_does_not_fit_is_shortened() {
        let long = "Курс доллара и всех прочих валют".to_owned();
        for measure in [Measure::Own, Measure::Widest] {
            for room in [0.0, 5.0, 40.0, 100.0, 180.0, 200.0, 2000.0] {
                let variants = std::slice::from_ref(&long);
                let (text, size) = measure.fitting(variants, 16.0, Weight::Bold, room);
                assert!(
                    measure.width(&text, size, Weight::Bold) <= room,
                    "{text} in {room}"
                );
            }
        }
        assert_eq!(
            Measure::Own.fitting(&[long, "Курс".to_owned()], 16.0, Weight::Bold, 60.0),
            ("Курс".to_owned(), 16.0)
        );
    }

    #[test]
    fn the_widest_measure_is_that_of_the_substitute_where_it_is_wider() {
        let wide = |measure: Measure, text| measure.width(text, 100.0, Weight::Regular);
        for text in ["USD 90.65", "Курс доллара", "1 ₽", "会议"] {
            assert!(
                wide(Measure::Own, text) <= wide(Measure::Widest, text),
                "{text}"
            );
        }
        assert!((wide(Measure::Widest, "0") - 63.6).abs() < 0.1);
        assert!((wide(Measure::Own, "0") - 57.2).abs() < 0.1);
    }
}

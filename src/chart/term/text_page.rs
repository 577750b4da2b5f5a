//! Text in pieces, each in its tone, and how a text is made to fit.

use crate::chart::{draw::TERMINAL_INKS, words::cut};
use anstyle::{Color, Style};
use std::{borrow::Cow, fmt::Write as _};
use textwrap::core::display_width;

/// Whether a chart of text is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextColour {
    /// Without any control sequence: for pipes, files and whoever set `NO_COLOR`.
    Plain,
    /// A colour for each line.
    Coloured,
}

/// The characters that a text chart is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextLetters {
    /// Braille dots, blocks, lines of boxes.
    Unicode,
    /// Signs that every terminal has.
    Ascii,
}

/// How a chart of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLook {
    /// Whether it is coloured.
    pub colour: TextColour,
    /// The characters it is drawn with.
    pub letters: TextLetters,
}

/// How a piece of text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Tone {
    Plain,
    /// Titles, and the years of the date axis.
    Bold,
    /// Axes and notes.
    Muted,
    /// In the colour of a line, by its place in the specification.
    Line(usize),
}

impl Tone {
    fn style(self) -> Style {
        let style = Style::new();
        match self {
            Self::Plain => style,
            Self::Bold => style.bold(),
            Self::Muted => style.dimmed(),
            Self::Line(line) => {
                let ink = TERMINAL_INKS[line % TERMINAL_INKS.len()];
                style.fg_color(Some(Color::from(ink)))
            }
        }
    }
}

/// Lines of text as they grow. Blanks at the end of a line are not written.
pub struct TextPage {
    text: String,
    blanks: usize,
    columns: usize,
    look: TextLook,
}

impl TextPage {
    pub const fn new(columns: usize, look: TextLook) -> Self {
        Self {
            text: String::new(),
            blanks: 0,
            columns,
            look,
        }
    }

    /// Leaves some columns blank.
    pub const fn skip(&mut self, columns: usize) {
        self.blanks += columns;
    }

    pub fn push(&mut self, piece: &str, tone: Tone) {
        let blanks = std::mem::take(&mut self.blanks);
        self.text.extend(std::iter::repeat_n(' ', blanks));
        let piece = match self.look.letters {
            TextLetters::Unicode => Cow::Borrowed(piece),
            TextLetters::Ascii => piece.chars().map(plain_sign).collect(),
        };
        if self.look.colour == TextColour::Plain || tone == Tone::Plain {
            self.text.push_str(&piece);
            return;
        }

        let style = tone.style();
        // Writing into a string cannot fail.
        let _ = write!(self.text, "{style}{piece}{style:#}");
    }

    pub fn end_line(&mut self) {
        self.blanks = 0;
        self.text.push('\n');
    }

    /// A line of its own, if there is anything to say.
    pub fn push_line(&mut self, variants: &[String], tone: Tone) {
        let text = fitted(variants, self.columns);
        if !text.is_empty() {
            self.push(&text, tone);
            self.end_line();
        }
    }

    pub fn into_text(self) -> String {
        self.text
    }
}

/// The sign of ASCII that is next to a sign of charts, as wide as that; letters of words stay.
const fn plain_sign(letter: char) -> char {
    match letter {
        '─' | '−' | '–' | '—' | '·' => '-',
        '│' => '|',
        '┤' | '└' | '┬' => '+',
        '…' => '.',
        '“' | '”' | '«' | '»' => '"',
        '’' => '\'',
        '\u{a0}' => ' ',
        other => other,
    }
}

/// The first of `variants` that fits; else the last one, cut with an ellipsis.
pub fn fitted(variants: &[String], columns: usize) -> String {
    let fits = variants.iter().find(|text| display_width(text) <= columns);
    match (fits, variants.last()) {
        (Some(fits), _) => fits.clone(),
        (None, Some(shortest)) => cut(shortest, columns as f64, |text| display_width(text) as f64),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_shortened() {
        let variants = ["Доллар США".to_owned(), "Доллар".to_owned()];
        let fitting = [
            (10, "Доллар США"),
            (9, "Доллар"),
            (6, "Доллар"),
            (5, "Долл…"),
            (1, ""),
            (0, ""),
        ];
        for (columns, expected) in fitting {
            assert_eq!(fitted(&variants, columns), expected, "{columns}");
        }
        assert_eq!(fitted(&["漢字漢字".to_owned()], 6), "漢字…");
    }

    #[test]
    fn colour_is_written_only_where_it_is_wanted() {
        let written = |colour| {
            let look = TextLook {
                colour,
                letters: TextLetters::Unicode,
            };
            let mut page = TextPage::new(80, look);
            page.push("a", Tone::Line(0));
            page.skip(2);
            page.push("b", Tone::Plain);
            page.skip(3);
            page.end_line();
            page.into_text()
        };
        assert_eq!(written(TextColour::Plain), "a  b\n");
        assert_eq!(written(TextColour::Coloured), "\x1b[38;5;33ma\x1b[0m  b\n");
    }
}

//! Text in pieces, each in its tone, and how a text is made to fit.

use super::TextColour;
use crate::chart::theme::TERMINAL_INKS;
use anstyle::{Color, Style};
use std::fmt::Write as _;
use textwrap::core::display_width;

/// How a piece of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::chart) enum Tone {
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
                style.fg_color(Some(Color::from(TERMINAL_INKS[line % TERMINAL_INKS.len()])))
            }
        }
    }
}

/// Lines of text as they grow. Blanks at the end of a line are not written.
pub(in crate::chart) struct Page {
    text: String,
    blanks: usize,
    colour: TextColour,
}

impl Page {
    pub(in crate::chart) const fn new(colour: TextColour) -> Self {
        Self {
            text: String::new(),
            blanks: 0,
            colour,
        }
    }

    /// Goes on so many columns.
    pub(in crate::chart) const fn skip(&mut self, columns: usize) {
        self.blanks += columns;
    }

    pub(in crate::chart) fn push(&mut self, piece: &str, tone: Tone) {
        self.text
            .extend(std::iter::repeat_n(' ', std::mem::take(&mut self.blanks)));
        if self.colour == TextColour::Plain || tone == Tone::Plain {
            self.text.push_str(piece);
        } else {
            let style = tone.style();
            // Writing into a string cannot fail.
            let _ = write!(self.text, "{style}{piece}{style:#}");
        }
    }

    pub(in crate::chart) fn end_line(&mut self) {
        self.blanks = 0;
        self.text.push('\n');
    }

    pub(in crate::chart) fn into_text(self) -> String {
        self.text
    }
}

/// The first of `variants` that fits; else the last one, cut with an ellipsis.
pub(in crate::chart) fn fitted(variants: &[String], columns: usize) -> String {
    let fits = variants.iter().find(|text| display_width(text) <= columns);
    match (fits, variants.last()) {
        (Some(fits), _) => fits.clone(),
        (None, Some(shortest)) => cut(shortest, columns),
        (None, None) => String::new(),
    }
}

fn cut(text: &str, columns: usize) -> String {
    let mut used = 1;
    let wide = |letter: char| display_width(letter.encode_utf8(&mut [0; 4]));
    let fits = |letter: &char| {
        used += wide(*letter);
        used <= columns
    };
    let kept: String = text.chars().take_while(fits).collect();
    let kept = kept.trim_end_matches([' ', ',', '.', '·', '—', '–', ':']);
    if kept.is_empty() {
        String::new()
    } else {
        format!("{kept}…")
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
            let mut page = Page::new(colour);
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

//! A field of braille cells, two dots wide and four high each, with letters laid over them.
//!
//! Each cell has one ink, that of the line drawn last. Unicode, chapter 21.1: U+2800 and a bit for each dot.

use super::text_page::{TextLetters, Tone};
use std::ops::Range;

/// Dots across a cell, and down it.
pub const DOTS: (usize, usize) = (2, 4);

/// Columns by rows of cells; dots are counted from the upper left.
pub struct Canvas {
    columns: usize,
    cells: Vec<Cell>,
    letters: TextLetters,
}

/// The character that draws a line where there are no dots, by its place in the specification.
const MARKS: [char; 8] = ['*', '+', 'o', 'x', '#', '@', '%', '='];

#[derive(Clone, Copy, Default)]
struct Cell {
    dots: u8,
    letter: Option<char>,
    line: usize,
}

/// How lines differ without colour.
#[derive(Clone, Copy)]
pub enum Pattern {
    Solid,
    Dotted,
    Dashed,
    Sparse,
}

impl Pattern {
    /// The pattern of a line, by its index in its panel.
    pub const fn of(place: usize) -> Self {
        match place % 4 {
            0 => Self::Solid,
            1 => Self::Dotted,
            2 => Self::Dashed,
            _ => Self::Sparse,
        }
    }

    /// Whether there is a dot: by the place on the canvas, so that dense lines differ in shade.
    const fn has_dot(self, at: usize) -> bool {
        match self {
            Self::Solid => true,
            Self::Dotted => at.is_multiple_of(2),
            Self::Dashed => at % 6 < 4,
            Self::Sparse => at.is_multiple_of(4),
        }
    }

    /// Three columns of a line in it, for a key.
    pub fn sample(self, line: usize, letters: TextLetters) -> String {
        let mut canvas = Canvas::new(3, 1, letters);
        canvas.stroke((0, 2), (5, 2), self, line);
        let cells = canvas.cells.iter();
        cells.map(|cell| cell.letter(letters)).collect()
    }
}

impl Cell {
    const fn is_free(self) -> bool {
        self.dots == 0 && self.letter.is_none()
    }

    fn tone(self) -> Option<Tone> {
        (!self.is_free()).then_some(Tone::Line(self.line))
    }

    fn letter(self, letters: TextLetters) -> char {
        match (self.letter, self.dots, letters) {
            (Some(letter), ..) => letter,
            (None, 0, _) => ' ',
            (None, _, TextLetters::Ascii) => MARKS[self.line % MARKS.len()],
            (None, dots, TextLetters::Unicode) => {
                char::from_u32(0x2800 + u32::from(dots)).unwrap_or(' ')
            }
        }
    }
}

impl Canvas {
    pub fn new(columns: usize, rows: usize, letters: TextLetters) -> Self {
        Self {
            columns,
            cells: vec![Cell::default(); columns * rows],
            letters,
        }
    }

    /// A line from dot to dot; what is outside the canvas is not drawn. (J. E. Bresenham, IBM Systems Journal 4, 1965.)
    pub fn stroke(
        &mut self,
        from: (usize, usize),
        to: (usize, usize),
        pattern: Pattern,
        line: usize,
    ) {
        let across = from.0.abs_diff(to.0);
        let down = from.1.abs_diff(to.1);
        let most = across.max(down);

        let (mut x, mut y) = from;
        let mut gained_x = across / 2;
        let mut gained_y = down / 2;
        for _ in 0..=most {
            // A steep stroke has its pattern down, or it would be all there or not at all.
            if pattern.has_dot(if across >= down { x } else { y }) {
                self.dot(x, y, line);
            }

            gained_x += across;
            if gained_x >= most && x != to.0 {
                gained_x -= most;
                x = one_nearer(x, to.0);
            }

            gained_y += down;
            if gained_y >= most && y != to.1 {
                gained_y -= most;
                y = one_nearer(y, to.1);
            }
        }
    }

    fn dot(&mut self, x: usize, y: usize, line: usize) {
        const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
        let column = x / DOTS.0;
        // Past the right edge the next row would begin.
        if column >= self.columns {
            return;
        }

        let row = y / DOTS.1;
        if let Some(cell) = self.cells.get_mut(row * self.columns + column) {
            cell.dots |= BITS[x % DOTS.0][y % DOTS.1];
            cell.line = line;
        }
    }

    /// Whether a text of `wide` columns has room there, with a blank on either side.
    pub fn has_room(&self, row: usize, column: usize, wide: usize) -> bool {
        let end = column + wide;
        let with_blanks = column.saturating_sub(1)..(end + 1).min(self.columns);

        end <= self.columns
            && self
                .row(row, with_blanks)
                .is_some_and(|cells| cells.iter().all(|cell| cell.is_free()))
    }

    /// Lays a text over the dots, a letter a column.
    pub fn write(&mut self, row: usize, column: usize, text: &str, line: usize) {
        let cells = self.cells.iter_mut().skip(row * self.columns + column);
        for (cell, letter) in cells.zip(text.chars()) {
            *cell = Cell {
                dots: 0,
                letter: Some(letter),
                line,
            };
        }
    }

    fn row(&self, row: usize, columns: Range<usize>) -> Option<&[Cell]> {
        let start = row * self.columns;
        self.cells.get(start + columns.start..start + columns.end)
    }

    /// A row in pieces of one tone; blanks have none.
    pub fn pieces(&self, row: usize) -> Vec<(String, Option<Tone>)> {
        let cells = self.row(row, 0..self.columns).unwrap_or_default();
        let pieces = cells.chunk_by(|a, b| a.tone() == b.tone());

        pieces
            .map(|piece| {
                let letters = piece.iter().map(|cell| cell.letter(self.letters));
                let text = letters.collect();
                (text, piece[0].tone())
            })
            .collect()
    }
}

fn one_nearer(place: usize, to: usize) -> usize {
    if place < to { place + 1 } else { place - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(from: (usize, usize), to: (usize, usize), expected: [&str; 2]) {
        let mut canvas = Canvas::new(4, 2, TextLetters::Unicode);
        canvas.stroke(from, to, Pattern::Solid, 0);
        let row = |row| {
            canvas
                .pieces(row)
                .into_iter()
                .map(|(text, _)| text)
                .collect::<String>()
        };
        assert_eq!([row(0), row(1)], expected);
    }

    #[test]
    fn strokes_go_every_way() {
        check((0, 0), (7, 0), ["⠉⠉⠉⠉", "    "]);
        check((7, 0), (0, 7), ["  ⡠⠊", "⡠⠊  "]);
        check((0, 0), (7, 7), ["⠑⢄  ", "  ⠑⢄"]);
        check((3, 7), (3, 0), [" ⢸  ", " ⢸  "]);
        check((5, 5), (5, 5), ["    ", "  ⠐ "]);
        check((0, 3), (99, 3), ["⣀⣀⣀⣀", "    "]);
    }

    #[test]
    fn patterns_differ() {
        let samples = [0, 1, 2, 3].map(|place| Pattern::of(place).sample(0, TextLetters::Unicode));
        assert_eq!(samples, ["⠤⠤⠤", "⠄⠄⠄", "⠤⠤ ", "⠄ ⠄"]);
        let marks = [0, 1, 8].map(|line| Pattern::Solid.sample(line, TextLetters::Ascii));
        assert_eq!(marks, ["***", "+++", "***"]);
    }

    #[test]
    fn texts_keep_off_the_dots() {
        let mut canvas = Canvas::new(8, 1, TextLetters::Unicode);
        canvas.stroke((0, 0), (1, 0), Pattern::Solid, 0);
        let room = [(1, 2), (2, 6), (2, 7), (7, 1), (8, 1)];
        assert_eq!(
            room.map(|(column, wide)| canvas.has_room(0, column, wide)),
            [false, true, false, true, false]
        );
        assert!(!canvas.has_room(1, 2, 2));
        canvas.write(0, 2, "12", 1);
        let pieces = canvas.pieces(0);
        assert_eq!(pieces[0], ("⠉".to_owned(), Some(Tone::Line(0))));
        assert_eq!(pieces[2], ("12".to_owned(), Some(Tone::Line(1))));
    }
}

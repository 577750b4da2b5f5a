//! What every figure has: title, verdict, note and footnote in their places; the room that is left over.

use super::Figure;
use super::drawing::Drawing;
use super::wrap::wrapped;
use crate::chart::font::{ASCENT, DESCENT, Weight, fitting};
use crate::chart::labels::{Align, Ink, Label};
use crate::chart::layout::{Type, one_line};
use crate::chart::theme::Palette;
use crate::model::Lang;

/// A figure as it grows.
pub(super) struct Sheet {
    pub(super) kind: Type,
    pub(super) palette: &'static Palette,
    pub(super) lang: Lang,
    /// Sides of the picture's room, within its margins.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Between these the content is drawn.
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) drawing: Drawing,
}

/// A title is one line; the verdict may take this part of the height, and as many lines.
const VERDICT_PART: f64 = 0.3;
const MOST_VERDICT_LINES: f64 = 8.0;
/// The same of the footnote.
const FOOTNOTE_PART: f64 = 0.1;
const MOST_FOOTNOTE_LINES: f64 = 3.0;
/// From one line of a text to the next, in parts of its size.
pub(super) const LEADING: f64 = 1.3;

impl Sheet {
    /// The sheet of `figure` with all that its content does not change.
    pub(super) fn new(figure: &Figure) -> Self {
        let (width, height) = (f64::from(figure.size.0), f64::from(figure.size.1));
        let kind = Type::of(width, height);
        let (left, right) = (kind.margin, width - kind.margin);
        let (palette, lang) = (Palette::of(figure.theme), figure.lang);
        let drawing = Drawing::default();
        let mut sheet = Self {
            kind,
            palette,
            lang,
            left,
            right,
            top: kind.margin,
            bottom: height,
            drawing,
        };
        sheet.add_header(figure, height);
        sheet.add_footer(figure, height);
        sheet
    }

    /// Width of the thinnest line.
    pub(super) fn hair(&self) -> f64 {
        (self.kind.base / 16.0).round().max(1.0)
    }

    /// A label in the type of axes.
    pub(super) fn small(
        &self,
        text: String,
        x: f64,
        baseline: f64,
        align: Align,
        ink: Ink,
    ) -> Label {
        Label {
            text,
            x,
            baseline,
            align,
            size: self.kind.axis,
            weight: Weight::Regular,
            ink,
        }
    }

    fn add_header(&mut self, figure: &Figure, height: f64) {
        let (base, room) = (self.kind.base, self.right - self.left);
        let (title, size) = fitting(
            &[one_line(&figure.caption.title)],
            1.6 * base,
            Weight::Bold,
            room,
        );
        self.add_lines(vec![title], size, Weight::Bold, Ink::Text);
        let most = lines_in(VERDICT_PART * height, LEADING * base, MOST_VERDICT_LINES);
        let verdict = wrapped(&figure.caption.verdict, base, Weight::Regular, room, most);
        self.add_lines(verdict, base, Weight::Regular, Ink::Text);
        let small = 0.88 * base;
        if height >= 25.0 * base {
            let note = wrapped(&figure.caption.note, small, Weight::Regular, room, 2);
            self.add_lines(note, small, Weight::Regular, Ink::Muted);
        }
        self.top += 0.7 * base;
    }

    /// Lines below each other from the top on.
    fn add_lines(&mut self, lines: Vec<String>, size: f64, weight: Weight, ink: Ink) {
        for text in lines.into_iter().filter(|text| !text.is_empty()) {
            let baseline = self.top + size * ASCENT;
            let (x, align) = (self.left, Align::Left);
            self.drawing.labels.push(Label {
                text,
                x,
                baseline,
                align,
                size,
                weight,
                ink,
            });
            self.top = baseline + size * DESCENT + (LEADING - ASCENT - DESCENT) * size;
        }
    }

    /// The source at the foot, the footnote over it.
    fn add_footer(&mut self, figure: &Figure, height: f64) {
        let (base, room) = (self.kind.base, self.right - self.left);
        let size = (0.8 * base).max(8.5);
        let most = lines_in(FOOTNOTE_PART * height, LEADING * size, MOST_FOOTNOTE_LINES);
        let mut lines = wrapped(&figure.caption.footnote, size, Weight::Regular, room, most);
        lines.extend(wrapped(
            &figure.caption.source,
            size,
            Weight::Regular,
            room,
            1,
        ));
        self.bottom = height - 0.8 * self.kind.margin;
        for text in lines.into_iter().rev() {
            let baseline = self.bottom - size * DESCENT;
            let label = Label {
                text,
                x: self.left,
                baseline,
                align: Align::Left,
                size,
                weight: Weight::Regular,
                ink: Ink::Muted,
            };
            self.drawing.labels.push(label);
            self.bottom -= LEADING * size;
        }
        self.bottom -= 0.4 * base;
    }
}

/// How many lines fit: one at least.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "from one to a few"
)]
fn lines_in(height: f64, line: f64, most: f64) -> usize {
    (height / line).floor().clamp(1.0, most) as usize
}

//! What every figure has: title, verdict, note and footnote in their places; the room that is left over.

use super::{content::Figure, drawing::Drawing, wrap::wrapped};
use crate::{
    chart::{
        data::whole,
        draw::Palette,
        plan::{Align, Ends, Ink, Label, Point, TypeSizes},
        words::{ASCENT, DESCENT, Lettering, Measure, Weight, one_line},
    },
    model::Lang,
};
use plotters::style::RGBColor;

/// Ems of a dash in the edge of a band.
const DASH: f64 = 0.25;

/// A figure as it grows.
pub struct Sheet {
    pub sizes: TypeSizes,
    pub palette: &'static Palette,
    pub lang: Lang,
    /// Sides of the picture's room, within its margins.
    pub left: f64,
    pub right: f64,
    /// Between these the content is drawn.
    pub top: f64,
    pub bottom: f64,
    pub drawing: Drawing,
}

/// The verdict may take this part of the height, and this many lines.
const VERDICT_PART: f64 = 0.3;
const MOST_VERDICT_LINES: f64 = 8.0;
/// The same of the footnote.
const FOOTNOTE_PART: f64 = 0.1;
const MOST_FOOTNOTE_LINES: f64 = 3.0;
/// From one line of a text to the next, in parts of its size.
pub const LEADING: f64 = 1.3;

impl Sheet {
    /// The sheet of `figure` with all that its content does not change.
    pub fn new(figure: &Figure, measure: Measure) -> Self {
        let (width, height) = figure.style.size_px();
        let sizes = TypeSizes::of((width, height), measure);
        let mut sheet = Self {
            sizes,
            palette: Palette::of(figure.style.theme),
            lang: figure.lang,
            left: sizes.margin,
            right: width - sizes.margin,
            top: sizes.margin,
            bottom: height,
            drawing: Drawing::default(),
        };

        sheet.add_header(figure, height);
        sheet.add_footer(figure, height);
        sheet
    }

    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Regular type of `size` pixels.
    pub const fn regular(&self, size: f64) -> Lettering {
        Lettering {
            size,
            weight: Weight::Regular,
            measure: self.sizes.measure,
        }
    }

    /// Width of the thinnest line.
    pub fn hair(&self) -> f64 {
        self.sizes.hair()
    }

    /// The thinnest line across.
    pub fn draw_level(&mut self, y: f64, ends: Ends, colour: RGBColor) {
        self.drawing.level(y, ends, colour, self.sizes.hair());
    }

    /// The dashed edge of a band.
    pub fn draw_dashes(&mut self, corners: &[Point], colour: RGBColor) {
        let dash = DASH * self.sizes.base;
        self.drawing
            .dashes(corners, colour, self.sizes.hair(), dash);
    }

    /// The thinnest line down.
    pub fn draw_upright(&mut self, x: f64, ends: Ends, colour: RGBColor) {
        self.drawing.upright(x, ends, colour, self.sizes.hair());
    }

    pub fn write(&mut self, label: Label) {
        self.drawing.labels.push(label);
    }

    /// Writes `text` in the type of axes.
    pub fn write_small(&mut self, text: String, x: f64, baseline: f64, align: Align, ink: Ink) {
        self.write(self.small(text, x, baseline, align, ink));
    }

    /// A label in the type of axes.
    pub fn small(&self, text: String, x: f64, baseline: f64, align: Align, ink: Ink) -> Label {
        Label::new(text, x, baseline, self.sizes.axis, ink).aligned(align)
    }

    /// Writes the first of `variants` that fits `room`, in the type of axes; if none does, one made smaller.
    pub fn write_fitting(
        &mut self,
        variants: &[String],
        room: f64,
        x: f64,
        baseline: f64,
        align: Align,
        ink: Ink,
    ) {
        let (text, size) =
            self.sizes
                .measure
                .fitting(variants, self.sizes.axis, Weight::Regular, room);
        self.write(Label::new(text, x, baseline, size, ink).aligned(align));
    }

    /// The same for muted words between two edges, in their middle.
    pub fn write_centred(&mut self, variants: &[String], (left, right): Ends, baseline: f64) {
        let x = f64::midpoint(left, right);
        self.write_fitting(
            variants,
            right - left,
            x,
            baseline,
            Align::Middle,
            Ink::Muted,
        );
    }

    /// The same for muted words from the left edge on.
    pub fn write_heading(&mut self, variants: &[String], (left, right): Ends, baseline: f64) {
        self.write_fitting(
            variants,
            right - left,
            left,
            baseline,
            Align::Left,
            Ink::Muted,
        );
    }

    fn add_header(&mut self, figure: &Figure, height: f64) {
        let base = self.sizes.base;
        let room = self.width();
        let caption = &figure.caption;
        let title = [one_line(&caption.title)];
        let (title, size) = self
            .sizes
            .measure
            .fitting(&title, 1.6 * base, Weight::Bold, room);
        self.add_lines(vec![title], size, Weight::Bold, Ink::Text);

        let most = lines_in(VERDICT_PART * height, LEADING * base, MOST_VERDICT_LINES);
        let verdict = wrapped(&caption.verdict, self.regular(base), room, most);
        self.add_lines(verdict, base, Weight::Regular, Ink::Text);
        // In a low picture the note would take the content's room.
        if height >= 25.0 * base {
            let small = 0.88 * base;
            let note = wrapped(&caption.note, self.regular(small), room, 2);
            self.add_lines(note, small, Weight::Regular, Ink::Muted);
        }
        self.top += 0.7 * base;
    }

    /// Lines below each other from the top on.
    fn add_lines(&mut self, lines: Vec<String>, size: f64, weight: Weight, ink: Ink) {
        for text in lines.into_iter().filter(|text| !text.is_empty()) {
            let baseline = self.top + size * ASCENT;
            self.write(Label::new(text, self.left, baseline, size, ink).weighted(weight));
            self.top = baseline + size * DESCENT + (LEADING - ASCENT - DESCENT) * size;
        }
    }

    /// The source at the foot, the footnote over it.
    fn add_footer(&mut self, figure: &Figure, height: f64) {
        let size = self.sizes.source;
        let most = lines_in(FOOTNOTE_PART * height, LEADING * size, MOST_FOOTNOTE_LINES);
        let caption = &figure.caption;
        let mut lines = Vec::new();
        for (text, most) in [(&caption.footnote, most), (&caption.source, 1)] {
            lines.extend(wrapped(text, self.regular(size), self.width(), most));
        }

        self.bottom = height - 0.8 * self.sizes.margin;
        for text in lines.into_iter().rev() {
            let baseline = self.bottom - size * DESCENT;
            self.write(Label::new(text, self.left, baseline, size, Ink::Muted));
            self.bottom -= LEADING * size;
        }
        self.bottom -= 0.4 * self.sizes.base;
    }
}

/// How many lines fit: one at least.
fn lines_in(height: f64, line: f64, most: f64) -> usize {
    whole((height / line).clamp(1.0, most))
}

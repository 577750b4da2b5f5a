//! A frame of text: numbers of the axis, lines of braille dots, and the labels at their ends.

use super::{
    canvas::{Canvas, DOTS, Pattern},
    sheet::{Sheet, part_of},
    text_page::{TextColour, TextLetters, TextPage, Tone, fitted},
};
use crate::chart::{
    data::{Line, Run, Spec, Values, joint_extent},
    draw::TERMINAL_INKS,
    plan::{spread, steps, straight},
    scale::ValueAxis,
    words::panel_heading,
};
use textwrap::core::display_width;

/// From this many dots a day on, a rate is drawn as what it is, a step that lasts until the next record.
const STEPS_FROM_DAY_DOTS: f64 = 4.0;

/// A frame with a scale of its own.
pub struct TextPanel {
    /// Its lines, by their places in the specification.
    pub lines: Vec<usize>,
    pub rows: usize,
    values: ValueAxis,
}

impl TextPanel {
    /// A panel of the lines at these places.
    pub fn new(spec: &Spec, lines: Vec<usize>, rows: usize) -> Self {
        // Each line needs a row for its label.
        let rows = rows.max(lines.len());
        let extents = lines.iter().map(|line| spec.lines[*line].extent());
        let extent = joint_extent(extents);
        let values = match spec.view.values {
            Values::Percent => ValueAxis::of_percent_rows(extent, rows),
            values if values.is_logarithmic() => ValueAxis::of_ratio_rows(extent, rows),
            Values::Rates(_) | Values::Index(_) => ValueAxis::of_rows(extent, rows),
        };

        Self {
            lines,
            rows,
            values,
        }
    }

    /// The row of a value, from above.
    pub fn row(&self, value: f64) -> usize {
        part_of(1.0 - self.values.part(value), self.rows)
    }

    /// Columns of the widest number.
    pub fn ticks_width(&self) -> usize {
        let ticks = self.values.ticks().into_iter();
        let widths = ticks.map(|tick| display_width(&self.values.text(tick)));

        widths.max().unwrap_or_default()
    }

    /// A row above the panel with its currencies.
    pub fn push_heading(&self, page: &mut TextPage, spec: &Spec, sheet: &Sheet) {
        let variants = panel_heading(spec, &self.lines);
        let text = fitted(&variants, sheet.columns - sheet.left);
        let tone = match self.lines[..] {
            [line] => Tone::Line(line),
            _ => Tone::Plain,
        };

        page.skip(sheet.left);
        page.push(&text, tone);
        page.end_line();
    }

    pub fn push_rows(&self, page: &mut TextPage, canvas: &Canvas, spec: &Spec, sheet: &Sheet) {
        let ends = self.end_rows(spec, sheet);
        let ticks = self.values.ticks();

        for row in 0..self.rows {
            let tick = ticks.iter().find(|tick| self.row(**tick) == row);
            let number = tick.map(|tick| self.values.text(*tick));
            push_axis(page, number.as_deref(), sheet);

            for (piece, tone) in canvas.pieces(row) {
                match tone {
                    Some(tone) => page.push(&piece, tone),
                    None => page.skip(piece.chars().count()),
                }
            }

            if let Some(place) = ends.iter().position(|end| *end == row) {
                self.push_end(page, place, sheet);
            }
            page.end_line();
        }
    }

    /// The lines as dots, the first one on top.
    pub fn canvas(&self, spec: &Spec, sheet: &Sheet) -> Canvas {
        let mut canvas = Canvas::new(sheet.plot, self.rows, sheet.look.letters);
        for (place, line) in self.lines.iter().enumerate().rev() {
            // Without colour, lines of a panel differ by their dots, with it those beyond the last colour do.
            let pattern = match (sheet.look.letters, sheet.look.colour) {
                // Signs are too coarse for gaps between them.
                (TextLetters::Ascii, _) => Pattern::Solid,
                (_, TextColour::Plain) => Pattern::of(place),
                (_, TextColour::Coloured) => Pattern::of(*line / TERMINAL_INKS.len()),
            };
            for run in &spec.lines[*line].runs {
                let dots = self.dots(&spec.lines[*line], run, sheet);
                for pair in dots.windows(2) {
                    canvas.stroke(pair[0], pair[1], pattern, *line);
                }
            }
        }

        canvas
    }

    /// The corners of a line as dots of the canvas.
    fn dots(&self, line: &Line, run: &Run, sheet: &Sheet) -> Vec<(usize, usize)> {
        let wide = sheet.plot * DOTS.0;
        let high = self.rows * DOTS.1;
        let rates = run.rates();
        let path = if wide as f64 / sheet.dates.days() >= STEPS_FROM_DAY_DOTS {
            steps(&rates, run.to)
        } else {
            straight(&rates, run.to)
        };

        let corners = path.into_iter();
        corners
            .map(|(half_day, rate)| {
                let y = 1.0 - self.values.part(line.measure.of(rate));
                (part_of(sheet.dates.part(half_day), wide), part_of(y, high))
            })
            .collect()
    }

    /// Of each line the row of its label: as near to the line's end as can be.
    fn end_rows(&self, spec: &Spec, sheet: &Sheet) -> Vec<usize> {
        if sheet.ends.width == 0 {
            return Vec::new();
        }

        let rows = self.rows as f64;
        let ends = self.lines.iter().map(|line| spec.lines[*line].end().1);
        // Heights finer than rows keep labels that share a row in the order of their values.
        let heights = ends.map(|value| (1.0 - self.values.part(value)) * rows);
        let wishes: Vec<_> = heights.map(|height| height - 0.5).collect();
        // A hair more, so that a whole number is not rounded to the one below.
        spread(&wishes, 1.0, 0.0, rows)
            .into_iter()
            .map(|top| part_of((top + 0.5 + 1e-6) / rows, self.rows))
            .collect()
    }

    fn push_end(&self, page: &mut TextPage, place: usize, sheet: &Sheet) {
        let line = self.lines[place];
        page.skip(1);
        if sheet.ends.has_samples {
            let sample = Pattern::of(place).sample(line, sheet.look.letters);
            page.push(&sample, Tone::Line(line));
            page.skip(1);
        }
        page.push(&sheet.ends.texts[line], Tone::Line(line));
    }
}

/// The number of a row, if it has one, and the axis.
fn push_axis(page: &mut TextPage, number: Option<&str>, sheet: &Sheet) {
    if sheet.left == 0 {
        return;
    }

    let text = number.unwrap_or_default();
    page.skip(sheet.left - 2 - display_width(text));
    page.push(text, Tone::Muted);
    page.skip(1);
    page.push(if number.is_some() { "┤" } else { "│" }, Tone::Muted);
}

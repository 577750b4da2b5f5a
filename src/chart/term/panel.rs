//! A frame of text: figures of the axis, lines of braille dots, and the labels at their ends.

use super::canvas::{Canvas, DOTS, Pattern};
use super::extremes::write_extremes;
use super::page::{Page, Tone, fitted};
use super::{Sheet, TextColour, part_of};
use crate::chart::axis::ValueAxis;
use crate::chart::labels::spread;
use crate::chart::path::{steps, straight};
use crate::chart::spec::{Line, Spec, extent};
use crate::chart::view::Values;
use crate::chart::words;
use textwrap::core::display_width;

/// From so many dots a day on, a rate is drawn as what it is, a step that lasts until the next record.
const STEPS_FROM_DAY_DOTS: f64 = 4.0;

/// A frame with a scale of its own.
pub(super) struct TextPanel {
    /// Its lines, by their places in the specification.
    pub(super) lines: Vec<usize>,
    pub(super) rows: usize,
    values: ValueAxis,
}

/// How the ends of lines are labelled: alike in all panels. By default they are not.
#[derive(Default)]
pub(super) struct EndLabels {
    texts: Vec<String>,
    /// Whether the dots of a line stand before its label.
    has_samples: bool,
    /// With the blanks before them; zero without labels.
    pub(super) width: usize,
}

impl EndLabels {
    /// Ways to write them, the fullest first.
    pub(super) fn tries(spec: &Spec, has_samples: bool) -> [Self; 3] {
        let value = |line: &Line| format!("{} {}", line.label(), words::last_figure(line));
        let full = |line: &Line| {
            [vec![value(line)], words::under_last_figure(line, spec)]
                .concat()
                .join(" ")
        };
        let texts = [
            spec.lines.iter().map(full).collect(),
            spec.lines.iter().map(value).collect(),
            spec.lines.iter().map(Line::label).collect(),
        ];
        texts.map(|texts: Vec<String>| {
            let widest = texts
                .iter()
                .map(|text| display_width(text))
                .max()
                .unwrap_or_default();
            Self {
                texts,
                has_samples,
                width: widest + if has_samples { 5 } else { 1 },
            }
        })
    }
}

impl TextPanel {
    /// A panel of the lines at these places.
    pub(super) fn new(spec: &Spec, lines: Vec<usize>, rows: usize) -> Self {
        let rows = rows.max(lines.len());
        let extents = lines.iter().map(|line| spec.lines[*line].extent());
        let extent = extent(extents.flat_map(|(low, high)| [low, high]));
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
    pub(super) fn row(&self, value: f64) -> usize {
        part_of(1.0 - self.values.part(value), self.rows)
    }

    /// Columns of the widest figure.
    pub(super) fn figures_width(&self) -> usize {
        let figures = self
            .values
            .ticks()
            .into_iter()
            .map(|tick| display_width(&self.values.text(tick)));
        figures.max().unwrap_or_default()
    }

    /// Says above the panel what it shows.
    pub(super) fn push_heading(&self, page: &mut Page, spec: &Spec, sheet: &Sheet) {
        let shown: Vec<_> = self.lines.iter().map(|line| &spec.lines[*line]).collect();
        let text = fitted(
            &words::panel_heading(&shown, spec.lang),
            sheet.columns - sheet.left,
        );
        page.skip(sheet.left);
        page.push(
            &text,
            if let [line] = self.lines[..] {
                Tone::Line(line)
            } else {
                Tone::Plain
            },
        );
        page.end_line();
    }

    pub(super) fn push_rows(&self, page: &mut Page, spec: &Spec, sheet: &Sheet) {
        let canvas = self.canvas(spec, sheet);
        let ends = self.ends(spec, sheet);
        let ticks: Vec<_> = self
            .values
            .ticks()
            .iter()
            .map(|tick| (self.row(*tick), *tick))
            .collect();
        for row in 0..self.rows {
            let figure = ticks
                .iter()
                .find(|(at, _)| *at == row)
                .map(|(_, tick)| self.values.text(*tick));
            push_axis(page, figure.as_deref(), sheet);
            for (piece, tone) in canvas.pieces(row) {
                match tone {
                    Some(tone) => page.push(&piece, tone),
                    None => page.skip(piece.chars().count()),
                }
            }
            if let Some((_, place)) = ends.iter().find(|(at, _)| *at == row) {
                self.push_end(page, *place, sheet);
            }
            page.end_line();
        }
    }

    /// The lines as dots, the first one on top, and what is written between them.
    fn canvas(&self, spec: &Spec, sheet: &Sheet) -> Canvas {
        let mut canvas = Canvas::new(sheet.plot, self.rows);
        let (wide, high) = (sheet.plot * DOTS.0, self.rows * DOTS.1);
        let has_steps = wide as f64 / sheet.dates.days() >= STEPS_FROM_DAY_DOTS;
        for (place, line) in self.lines.iter().enumerate().rev() {
            let pattern = match sheet.colour {
                TextColour::Plain => Pattern::of(place),
                TextColour::Coloured => Pattern::Solid,
            };
            let measure = spec.lines[*line].measure;
            for run in &spec.lines[*line].runs {
                let figures: Vec<_> = run
                    .points
                    .iter()
                    .map(|point| (point.day, measure.of(point.value)))
                    .collect();
                let points = if has_steps {
                    steps(&figures, run.to)
                } else {
                    straight(&figures, run.to)
                };
                let dots = points.into_iter().map(|(half_day, value)| {
                    let (x, y) = (sheet.dates.part(half_day), 1.0 - self.values.part(value));
                    (part_of(x, wide), part_of(y, high))
                });
                let dots: Vec<_> = dots.collect();
                for pair in dots.windows(2) {
                    canvas.stroke(pair[0], pair[1], pattern, *line);
                }
            }
        }
        write_extremes(&mut canvas, self, spec, sheet);
        canvas
    }

    /// Rows of the labels, each with the place of its line in the panel: as near to the line's end as can be.
    fn ends(&self, spec: &Spec, sheet: &Sheet) -> Vec<(usize, usize)> {
        if sheet.ends.width == 0 {
            return Vec::new();
        }
        let wishes = self
            .lines
            .iter()
            .map(|line| self.row(spec.lines[*line].end().1) as f64);
        let tops = spread(&wishes.collect::<Vec<_>>(), 1.0, 0.0, self.rows as f64);
        // A hair more, so that a whole number is not rounded to the one below.
        let row = |top: f64| part_of((top + 1e-6) / self.rows as f64, self.rows);
        tops.into_iter()
            .enumerate()
            .map(|(place, top)| (row(top), place))
            .collect()
    }

    fn push_end(&self, page: &mut Page, place: usize, sheet: &Sheet) {
        let line = self.lines[place];
        page.skip(1);
        if sheet.ends.has_samples {
            page.push(&Pattern::of(place).sample(), Tone::Line(line));
            page.skip(1);
        }
        page.push(&sheet.ends.texts[line], Tone::Line(line));
    }
}

/// The figure of a row, if it has one, and the axis.
fn push_axis(page: &mut Page, figure: Option<&str>, sheet: &Sheet) {
    if sheet.left == 0 {
        return;
    }
    let figure_text = figure.unwrap_or_default();
    page.skip(sheet.left - 2 - display_width(figure_text));
    page.push(figure_text, Tone::Muted);
    page.skip(1);
    page.push(if figure.is_some() { "┤" } else { "│" }, Tone::Muted);
}

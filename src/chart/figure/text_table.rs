//! Rows of letters with a value axis along them.

use crate::chart::axis::ValueAxis;
use crate::chart::term::page::{Page, Tone, fitted};
use crate::chart::term::part_of;
use textwrap::core::display_width;

/// A row: words, what lies along the axis, figures.
pub(super) struct Row {
    pub(super) label: String,
    pub(super) tone: Tone,
    /// Where values lie by chance.
    pub(super) chance: Option<(f64, f64)>,
    pub(super) interval: Option<(f64, f64)>,
    pub(super) mark: Mark,
    pub(super) tail: String,
}

/// What is at the value: a letter, or a bar from zero to it.
pub(super) struct Mark {
    pub(super) value: f64,
    pub(super) letter: Option<char>,
    pub(super) tone: Tone,
}

/// Columns of all rows: words, a blank, the axis, a blank, figures.
pub(super) struct Table {
    label: usize,
    plot: usize,
    tail: usize,
    values: ValueAxis,
}

/// The axis is not wider than this: farther apart nothing is seen better.
const MOST_PLOT: usize = 120;
/// The axis is not narrower than this, words are cut before.
const LEAST_PLOT: usize = 12;

impl Table {
    /// A table of `rows` within `columns`, its words within `most_label` of them.
    pub(super) fn new(rows: &[&Row], values: ValueAxis, columns: usize, most_label: usize) -> Self {
        let widest = |of: fn(&Row) -> &str| {
            let widths = rows.iter().map(|row| display_width(of(row)));
            widths.max().unwrap_or_default()
        };
        let tail = widest(|row| &row.tail);
        let room = columns.saturating_sub(tail + 2);
        let label = widest(|row| &row.label)
            .min(most_label)
            .min(room.saturating_sub(LEAST_PLOT));
        let plot = room.saturating_sub(label).min(MOST_PLOT);
        Self {
            label,
            plot,
            tail,
            values,
        }
    }

    /// Columns of a row.
    pub(super) const fn width(&self) -> usize {
        self.label + self.plot + self.tail + 2
    }

    fn column(&self, value: f64) -> usize {
        part_of(self.values.part(value).clamp(0.0, 1.0), self.plot)
    }

    pub(super) fn push_row(&self, page: &mut Page, row: &Row) {
        let label = fitted(std::slice::from_ref(&row.label), self.label);
        page.push(label.trim_end(), row.tone);
        page.skip(self.label + 1 - display_width(label.trim_end()));
        for piece in self.letters(row).chunk_by(|a, b| a.1 == b.1) {
            let text: String = piece.iter().map(|(letter, _)| *letter).collect();
            match piece[0].1 {
                Some(tone) => page.push(&text, tone),
                None => page.skip(piece.len()),
            }
        }
        page.skip(1 + self.tail - display_width(&row.tail).min(self.tail));
        page.push(&row.tail, Tone::Plain);
        page.end_line();
    }

    /// What lies along the axis, from below: chance, zero, interval, mark.
    fn letters(&self, row: &Row) -> Vec<(char, Option<Tone>)> {
        let mut letters = vec![(' ', None); self.plot];
        let columns = |(low, high): (f64, f64)| {
            let (one, other) = (self.column(low), self.column(high));
            one.min(other)..=one.max(other)
        };
        if let Some(chance) = row.chance {
            letters[columns(chance)].fill(('░', Some(Tone::Muted)));
        }
        let zero = self.column(0.0);
        letters[zero] = ('│', Some(Tone::Muted));
        let tone = Some(row.mark.tone);
        if let Some(interval) = row.interval {
            let columns = columns(interval);
            let (first, last) = (*columns.start(), *columns.end());
            letters[columns.clone()].fill(('─', tone));
            if columns.contains(&zero) {
                letters[zero] = ('┼', tone);
            }
            (letters[first], letters[last]) = (('├', tone), ('┤', tone));
        }
        let at = self.column(row.mark.value);
        match row.mark.letter {
            Some(letter) => letters[at] = (letter, tone),
            None if at > zero => letters[zero + 1..=at].fill(('█', tone)),
            None => letters[at..zero].fill(('█', tone)),
        }
        letters
    }

    /// The axis and its figures, those that have room.
    pub(super) fn push_foot(&self, page: &mut Page, text: fn(&ValueAxis, f64) -> String) {
        let mut line = vec!['─'; self.plot];
        let ticks: Vec<_> = self
            .values
            .ticks()
            .into_iter()
            .map(|tick| (self.column(tick), text(&self.values, tick)))
            .collect();
        for (column, _) in &ticks {
            line[*column] = '┴';
        }
        page.skip(self.label + 1);
        page.push(&line.into_iter().collect::<String>(), Tone::Muted);
        page.end_line();
        let mut end = 0;
        for (column, text) in ticks {
            let wide = display_width(&text);
            let start = (self.label + 1 + column).saturating_sub(wide / 2);
            if start < end + usize::from(end > 0) || start + wide > self.width() {
                continue;
            }
            page.skip(start - end);
            page.push(&text, Tone::Muted);
            end = start + wide;
        }
        page.end_line();
    }
}

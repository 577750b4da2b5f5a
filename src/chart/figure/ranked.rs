//! Terms with their effects: a row each, a dot at the effect on its interval, numbers at its side.
//!
//! Rows are grouped under headings, all on one axis. Whether the ruble rose or fell is shown by colour and by
//! shape, and in words over the axis. Rows that have no room are counted, never squeezed until they cannot be read.

use super::{
    content::{Direction, DotGroup, DotRow, RankedDots},
    drawing::Shape,
    effect_axis::EffectAxis,
    ranked_columns::{NumberColumns, ShownRows, before_group, heading_height, heading_lines, plot},
    sheet::{LEADING, Sheet},
    words,
};
use crate::chart::{
    data::{Extent, extent},
    plan::{Align, Ends, Frame, Ink, Label, Point, SpareHeight, TypeSizes},
    words::{ASCENT, HALF_HEIGHT},
};

/// How much of its colour the zone of noise has.
const ZONE_PART: f64 = 0.8;
/// Height of the numbers under the plot, in parts of the type of axes.
const TICKS: f64 = 1.9;
/// The least room for rows, in parts of the type of axes: what else asks for height yields to it.
const LEAST_ROWS: f64 = 7.0;
/// The most of a dot's radius, and its part of the distance of rows.
const MOST_RADIUS: f64 = 0.36;
const RADIUS_PART: f64 = 0.27;

/// Puts `ranked` on `sheet`.
pub fn plan(ranked: &RankedDots, sheet: &mut Sheet) {
    let TypeSizes { base, axis, .. } = sheet.sizes;
    let columns = NumberColumns::new(&ranked.groups, sheet);
    let has_rows = ranked.groups.iter().any(|group| !group.rows.is_empty());
    // Without rows there is no axis, and nothing to be written about it.
    let per_axis = if has_rows { axis } else { 0.0 };
    let ticks = TICKS * per_axis;
    let mut spare = SpareHeight(sheet.height() - ticks - LEAST_ROWS * axis);
    let over = spare.take(1.7 * per_axis);
    let under = spare.take(1.4 * per_axis);
    let zone = match ranked.noise_of {
        Some(_) => spare.take(1.5 * per_axis),
        None => 0.0,
    };
    let room = sheet.height() - over - under - zone - ticks;

    let shown = ShownRows::new(&ranked.groups, sheet, room, columns.left - sheet.left);
    let (terms, widest) = shown.terms(sheet, &columns);
    let (left, right) = plot(sheet, &columns, widest);
    let extent = extent_pct(shown.rows());
    let effects = EffectAxis::of_percent(sheet, extent, (left, right - 0.5 * base));

    let rows = Rows {
        shown: &shown,
        terms: &terms,
        columns: &columns,
        effects: &effects,
    };
    let bottom = rows.add_groups(sheet, sheet.top + over);

    if has_rows && !terms.is_empty() {
        effects.add_foot(sheet, bottom, (left - base, sheet.right));
        add_words(sheet, &rows, over > 0.0, under > 0.0, bottom);
        if let Some(terms) = ranked.noise_of.filter(|_| zone > 0.0) {
            let baseline = bottom + under + (TICKS + 0.9) * axis;
            add_zone_name(sheet, terms, (left, columns.left), baseline);
        }
    }
}

/// What the zones of noise are, beside a piece of one.
fn add_zone_name(sheet: &mut Sheet, terms: usize, room: Ends, baseline: f64) {
    let TypeSizes { base, axis, .. } = sheet.sizes;
    let names = words::noise_zone(terms, sheet.lang);
    let sample = 1.4 * axis;
    let wide = |text: &String| sheet.regular(axis).width(text);
    // The longest name that fits is written, in the middle under the axis or from the left edge of the sheet on.
    let most = room.1 - sheet.left - sample - base;
    let name = names.iter().find(|name| wide(name) <= most);
    let Some(width) = name.or(names.last()).map(wide) else {
        return;
    };

    let whole = sample + width;
    let middle = f64::midpoint(room.0, room.1) - 0.5 * whole;
    let left = middle.min(room.1 - whole - base).max(sheet.left);
    let colour = sheet.palette.grid;
    sheet.drawing.fill(
        Frame {
            left,
            right: left + sample,
            top: baseline - ASCENT * axis,
            bottom: baseline,
        },
        colour,
        ZONE_PART,
    );
    let text = (left + sample + 0.5 * axis, room.1);
    sheet.write_heading(&names, text, baseline);
}

/// The words above and below the axis of a field that ends at `bottom`, and how many rows are left out.
fn add_words(sheet: &mut Sheet, rows: &Rows, over: bool, under: bool, bottom: f64) {
    let TypeSizes { base, axis, .. } = sheet.sizes;
    let ends = (rows.effects.left, rows.effects.right);
    if over {
        add_directions(sheet, ends, sheet.top + ASCENT * axis);
    }
    if under {
        let baseline = bottom + (TICKS + 0.9) * axis;
        sheet.write_centred(&words::effects(sheet.lang), ends, baseline);
    }

    if rows.shown.left_out > 0 {
        let text = words::left_out(rows.shown.left_out, sheet.lang);
        let room = (sheet.left, ends.0 - 1.5 * base);
        sheet.write_heading(&text, room, bottom + 1.5 * axis);
    }
}

/// All that is drawn of the groups.
struct Rows<'a> {
    shown: &'a ShownRows<'a>,
    /// Of each shown row, as written.
    terms: &'a [String],
    columns: &'a NumberColumns,
    effects: &'a EffectAxis,
}

impl Rows<'_> {
    /// Draws all groups from `top` on; returns where the last one ends.
    fn add_groups(&self, sheet: &mut Sheet, top: f64) -> f64 {
        let mut y = top;
        let mut terms = self.terms.iter();
        for (index, shown) in self.shown.groups.iter().enumerate() {
            let baseline = self.add_heading(sheet, shown.group, index, y);
            let wide = self.columns.left - sheet.left;
            y += heading_height(sheet, shown.group, index, wide);
            if !shown.rows.is_empty() {
                // One name of the column of events does for all groups.
                let is_first = terms.len() == self.terms.len();
                self.add_column_names(sheet, shown.group, baseline, is_first);
            }

            let bottom = y + shown.rows.len() as f64 * self.shown.pitch;
            for (row, at) in shown.rows.iter().zip(0_u32..) {
                self.add_zone(sheet, row, y + f64::from(at) * self.shown.pitch);
            }
            self.effects.add_grid(sheet, (y, bottom));
            for (row, term) in shown.rows.iter().zip(terms.by_ref()) {
                self.add_row(sheet, row, term, y + self.shown.pitch / 2.0);
                y += self.shown.pitch;
            }
        }

        y
    }

    /// Writes the heading of the group at `index` from `top` on; returns its last baseline.
    fn add_heading(&self, sheet: &mut Sheet, group: &DotGroup, index: usize, top: f64) -> f64 {
        let axis = sheet.sizes.axis;
        // Without words the names of columns still need a baseline.
        let mut last = top + before_group(index) * axis + ASCENT * axis;
        let lines = heading_lines(sheet, group, self.columns.left - sheet.left);
        let first = last;
        for (line, text) in lines.into_iter().enumerate() {
            last = first + line as f64 * LEADING * axis;
            let label = sheet.small(text, sheet.left, last, Align::Left, Ink::Text);
            sheet.write(label.bold());
        }

        last
    }

    fn add_column_names(
        &self,
        sheet: &mut Sheet,
        group: &DotGroup,
        baseline: f64,
        names_events: bool,
    ) {
        let columns = self.columns;
        let p = words::p_kind(group.p_kind, columns.is_wide, sheet.lang).to_owned();
        sheet.write_small(p, columns.p, baseline, Align::Right, Ink::Muted);

        if names_events {
            let events = columns.events_name.clone();
            sheet.write_small(events, columns.events, baseline, Align::Right, Ink::Muted);
        }
    }

    fn add_row(&self, sheet: &mut Sheet, row: &DotRow, term: &str, y: f64) {
        let size = self.shown.size;
        let baseline = y + HALF_HEIGHT * size;
        let cells = [
            (term.to_owned(), sheet.left, Align::Left, Ink::Text),
            (
                row.events.to_string(),
                self.columns.events,
                Align::Right,
                Ink::Muted,
            ),
            (
                words::probability(row.p),
                self.columns.p,
                Align::Right,
                Ink::Text,
            ),
        ];

        for (text, x, align, ink) in cells {
            sheet.write(Label::new(text, x, baseline, size, ink).aligned(align));
        }

        self.add_effect(sheet, row, y);
    }

    /// The zone that noise reaches, over the whole height of a row.
    fn add_zone(&self, sheet: &mut Sheet, row: &DotRow, top: f64) {
        let Some(noise_pct) = row.noise_pct else {
            return;
        };

        let [one, other] = [-noise_pct, noise_pct].map(|pct| self.effects.x(pct));
        let colour = sheet.palette.grid;
        sheet.drawing.fill(
            Frame {
                left: one.min(other),
                right: one.max(other),
                top,
                bottom: top + self.shown.pitch,
            },
            colour,
            ZONE_PART,
        );
    }

    /// The effect of a row on its interval.
    fn add_effect(&self, sheet: &mut Sheet, row: &DotRow, y: f64) {
        let base = sheet.sizes.base;
        if let Some((low, high)) = row.interval_pct {
            let ends = [low.min(high), high.max(low)].map(|pct| self.effects.x(pct));
            let colour = sheet.palette.ink(ink_of(row.direction));
            let width = (0.13 * base).round().max(1.0);
            sheet.drawing.level(y, ends.into(), colour, width);
        }

        // Dots of neighbouring rows must not touch.
        let radius = (RADIUS_PART * self.shown.pitch).min(MOST_RADIUS * base);
        let place = (self.effects.x(row.effect_pct), y);
        add_mark(sheet, row.direction, place, radius);
    }
}

/// The colour of a direction, by its place among the inks.
const fn ink_of(direction: Direction) -> usize {
    match direction {
        Direction::Stronger => 0,
        Direction::Weaker => 1,
    }
}

/// A circle for a weaker ruble, a diamond for a stronger one.
fn add_mark(sheet: &mut Sheet, direction: Direction, place: Point, radius: f64) {
    let colour = sheet.palette.ink(ink_of(direction));
    match direction {
        Direction::Weaker => sheet.drawing.shapes.push(Shape::Dot {
            place,
            radius,
            colour,
        }),
        Direction::Stronger => {
            // As large to the eye as the circle.
            let reach = 1.3 * radius;
            let (x, y) = place;
            let upper = [(x, y - reach), (x + reach, y)];
            let lower = [(x, y + reach), (x - reach, y)];

            sheet.drawing.area([upper, lower].concat(), colour, 1.0);
        }
    }
}

/// Over the axis the meaning of each side, with its mark.
fn add_directions(sheet: &mut Sheet, (left, right): Ends, baseline: f64) {
    let TypeSizes { base, axis, .. } = sheet.sizes;
    let radius = 0.28 * axis;
    let mark = 2.6 * radius + 0.35 * axis;
    let [stronger, weaker] = words::directions(sheet.lang);
    let mut variants = stronger.into_iter().zip(weaker);
    let lettering = sheet.regular(axis);
    let fitting = variants.find(|(stronger, weaker)| {
        let words = [stronger, weaker].map(|text| lettering.width(text));
        words.iter().sum::<f64>() + 2.0 * mark + base <= right - left
    });
    let Some((stronger, weaker)) = fitting else {
        return;
    };

    let middle = baseline - HALF_HEIGHT * axis;
    let sides = [
        (Direction::Stronger, stronger, left, 1.0, Align::Left),
        (Direction::Weaker, weaker, right, -1.0, Align::Right),
    ];

    for (direction, text, edge, inward, align) in sides {
        let place = (edge + inward * 1.3 * radius, middle);
        add_mark(sheet, direction, place, radius);
        let ink = Ink::Line(ink_of(direction));
        sheet.write_small(text, edge + inward * mark, baseline, align, ink);
    }
}

/// Lowest and highest value of `rows`.
fn extent_pct<'a>(rows: impl Iterator<Item = &'a DotRow>) -> Extent {
    extent(rows.flat_map(|row| {
        let (low, high) = row.interval_pct.unwrap_or((row.effect_pct, row.effect_pct));
        let noise = row.noise_pct.unwrap_or_default();
        [row.effect_pct, low, high, -noise, noise]
    }))
}

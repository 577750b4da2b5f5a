//! Terms with their effects: a row each, a dot at the effect on its interval, figures beside.
//!
//! Rows stand under headings of their own, all on one axis. What the ruble did is told by colour and by shape, and in
//! words over the axis. Rows that have no room are counted, never squeezed until nobody can read them.

use super::across::Across;
use super::drawing::{Point, Shape};
use super::foot::{Spare, heading};
use super::ranked_columns::{BEFORE_GROUP, Figures, Kept, heading_height, heading_lines, plot};
use super::sheet::{LEADING, Sheet};
use super::words;
use super::{Direction, DotGroup, DotRow, RankedDots};
use crate::chart::font::{ASCENT, Weight, fitting, width};
use crate::chart::labels::{Align, Ink, Label};
use crate::chart::spec::extent;

/// Height of the figures under the plot, in parts of the type of axes.
const TICKS: f64 = 1.9;
/// The least room for rows, in parts of the type of axes: what else asks for height yields to it.
const LEAST_ROWS: f64 = 7.0;
/// The most of a dot's radius, and its part of the distance of rows.
const MOST_RADIUS: f64 = 0.36;
const RADIUS_PART: f64 = 0.27;

/// Puts `ranked` on `sheet`.
pub(super) fn plan(ranked: &RankedDots, sheet: &mut Sheet) {
    let (base, axis) = (sheet.kind.base, sheet.kind.axis);
    let figures = Figures::new(&ranked.groups, sheet);
    let has_rows = ranked.groups.iter().any(|group| !group.rows.is_empty());
    let ticks = if has_rows { TICKS * axis } else { 0.0 };
    let mut spare = Spare(sheet.bottom - sheet.top - ticks - LEAST_ROWS * axis);
    let over = if has_rows {
        spare.take(1.7 * axis)
    } else {
        0.0
    };
    let under = if has_rows {
        spare.take(1.4 * axis)
    } else {
        0.0
    };
    let room = sheet.bottom - sheet.top - over - under - ticks;
    let kept = Kept::new(&ranked.groups, sheet, room, figures.left - sheet.left);
    let (terms, widest) = kept.terms(sheet, &figures);
    let ends = plot(sheet, &figures, widest);
    let across = Across::of_percent(
        sheet,
        extent_pct(kept.rows()),
        (ends.0, ends.1 - 0.5 * base),
    );
    let bottom = add_groups(&kept, &terms, sheet, (&figures, &across), sheet.top + over);
    if !has_rows || terms.is_empty() {
        return;
    }
    across.add_foot(sheet, bottom, (ends.0 - base, sheet.right));
    let ends = (across.left, across.right);
    if over > 0.0 {
        add_directions(sheet, ends, sheet.top + ASCENT * axis);
    }
    if under > 0.0 {
        let (text, size) = fitting(
            &words::effects(sheet.lang),
            axis,
            Weight::Regular,
            ends.1 - ends.0,
        );
        let x = f64::midpoint(ends.0, ends.1);
        let label = sheet.small(
            text,
            x,
            bottom + ticks + 0.9 * axis,
            Align::Middle,
            Ink::Muted,
        );
        sheet.drawing.labels.push(Label { size, ..label });
    }
    if kept.left_out > 0 {
        let text = words::left_out(kept.left_out, sheet.lang);
        let label = heading(
            sheet,
            &text,
            (sheet.left, ends.0 - 1.5 * base),
            bottom + 1.5 * axis,
        );
        sheet.drawing.labels.push(label);
    }
}

/// Draws all groups from `top` on; returns where the last one ends.
fn add_groups(
    kept: &Kept<'_>,
    terms: &[String],
    sheet: &mut Sheet,
    (figures, across): (&Figures, &Across),
    top: f64,
) -> f64 {
    let (mut y, mut written) = (top, terms.iter());
    for (at, (group, rows)) in kept.groups.iter().enumerate() {
        let (end, baseline) = add_heading(sheet, group, figures, (y, at));
        y = end;
        if !rows.is_empty() {
            let p = words::p_kind(group.p_kind, figures.is_wide, sheet.lang).to_owned();
            sheet.drawing.labels.push(sheet.small(
                p,
                figures.p,
                baseline,
                Align::Right,
                Ink::Muted,
            ));
        }
        // One name of this column does for all groups.
        if !rows.is_empty() && written.len() == terms.len() {
            let name = figures.events_name.clone();
            sheet.drawing.labels.push(sheet.small(
                name,
                figures.events,
                baseline,
                Align::Right,
                Ink::Muted,
            ));
        }
        let bottom = y + rows.len() as f64 * kept.pitch;
        across.add_grid(sheet, (y, bottom));
        for (row, term) in rows.iter().zip(written.by_ref()) {
            add_row(
                sheet,
                row,
                term,
                (figures, across),
                (y + kept.pitch / 2.0, kept),
            );
            y += kept.pitch;
        }
    }
    y
}

/// Writes the heading of the group at `at` from `top` on; returns where it ends, and its last baseline.
fn add_heading(
    sheet: &mut Sheet,
    group: &DotGroup,
    figures: &Figures,
    (top, at): (f64, usize),
) -> (f64, f64) {
    let axis = sheet.kind.axis;
    let wide = figures.left - sheet.left;
    let first = top + if at > 0 { BEFORE_GROUP * axis } else { 0.0 } + ASCENT * axis;
    let lines = heading_lines(sheet, group, wide);
    let last = first + lines.len().saturating_sub(1) as f64 * LEADING * axis;
    for (line, text) in lines.into_iter().enumerate() {
        let baseline = first + line as f64 * LEADING * axis;
        let label = sheet.small(text, sheet.left, baseline, Align::Left, Ink::Text);
        sheet.drawing.labels.push(Label {
            weight: Weight::Bold,
            ..label
        });
    }
    (top + heading_height(sheet, group, at, wide), last)
}

fn add_row(
    sheet: &mut Sheet,
    row: &DotRow,
    term: &str,
    (figures, across): (&Figures, &Across),
    (y, kept): (f64, &Kept<'_>),
) {
    let base = sheet.kind.base;
    let label = |text: String, x, align, ink| Label {
        text,
        x,
        baseline: y + 0.36 * kept.size,
        align,
        size: kept.size,
        weight: Weight::Regular,
        ink,
    };
    sheet.drawing.labels.extend([
        label(term.to_owned(), sheet.left, Align::Left, Ink::Text),
        label(
            row.events.to_string(),
            figures.events,
            Align::Right,
            Ink::Muted,
        ),
        label(
            words::probability(row.p),
            figures.p,
            Align::Right,
            Ink::Text,
        ),
    ]);
    let colour = sheet.palette.ink(ink_of(row.direction));
    if let Some((low, high)) = row.interval_pct {
        let ends = (across.x(low.min(high)), across.x(high.max(low)));
        let width = (0.13 * base).round().max(1.0);
        sheet.drawing.level(y, ends, colour, width);
    }
    let radius = (RADIUS_PART * kept.pitch).min(MOST_RADIUS * base);
    add_mark(sheet, row.direction, (across.x(row.effect_pct), y), radius);
}

/// The colour of a direction, by its place among the inks.
pub(super) const fn ink_of(direction: Direction) -> usize {
    match direction {
        Direction::Stronger => 0,
        Direction::Weaker => 1,
    }
}

/// A circle where the ruble was weaker, a diamond where it was stronger.
fn add_mark(sheet: &mut Sheet, direction: Direction, at: Point, radius: f64) {
    let colour = sheet.palette.ink(ink_of(direction));
    let shape = match direction {
        Direction::Weaker => Shape::Dot { at, radius, colour },
        Direction::Stronger => {
            // As large to the eye as the circle.
            let (reach, (x, y)) = (1.3 * radius, at);
            let corners = vec![
                (x, y - reach),
                (x + reach, y),
                (x, y + reach),
                (x - reach, y),
            ];
            Shape::Area {
                corners,
                colour,
                part: 1.0,
            }
        }
    };
    sheet.drawing.shapes.push(shape);
}

/// Over the axis what each side means, with its mark.
fn add_directions(sheet: &mut Sheet, (left, right): (f64, f64), baseline: f64) {
    let (base, axis) = (sheet.kind.base, sheet.kind.axis);
    let radius = 0.28 * axis;
    let mark = 2.6 * radius + 0.35 * axis;
    let words = words::directions(sheet.lang);
    let wide = |at: usize| {
        words
            .each_ref()
            .map(|variants| width(&variants[at], axis, Weight::Regular))
    };
    let fits = |at: &usize| wide(*at).iter().sum::<f64>() + 2.0 * mark + base <= right - left;
    let Some(at) = (0..2).find(fits) else { return };
    let middle = baseline - 0.36 * axis;
    for (direction, variants) in [Direction::Stronger, Direction::Weaker]
        .into_iter()
        .zip(&words)
    {
        let (place, x, align) = match direction {
            Direction::Stronger => (left + 1.3 * radius, left + mark, Align::Left),
            Direction::Weaker => (right - 1.3 * radius, right - mark, Align::Right),
        };
        add_mark(sheet, direction, (place, middle), radius);
        let ink = Ink::Line(ink_of(direction));
        let label = sheet.small(variants[at].clone(), x, baseline, align, ink);
        sheet.drawing.labels.push(label);
    }
}

/// Lowest and highest figure of `rows`.
pub(super) fn extent_pct<'a>(rows: impl Iterator<Item = &'a DotRow>) -> (f64, f64) {
    let ends = |row: &DotRow| {
        row.interval_pct
            .map_or([row.effect_pct; 2], |(low, high)| [low, high])
    };
    extent(rows.flat_map(|row| [row.effect_pct].into_iter().chain(ends(row))))
}

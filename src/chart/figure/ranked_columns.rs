//! The columns of a ranking, and which rows have room in what type.

use super::{
    content::{DotGroup, DotRow},
    sheet::{LEADING, Sheet},
    words,
    wrap::wrapped,
};
use crate::chart::{
    data::longest,
    plan::{Ends, TypeSizes},
    words::{Lettering, Weight, one_line},
};

/// From one row to the next, in parts of the type of rows: the least, and the most if there are few.
const LEAST_PITCH: f64 = 1.3;
const MOST_PITCH: f64 = 6.5;
/// The smallest type of rows, in pixels.
const LEAST_TYPE: f64 = 9.0;
/// Under each heading, in parts of the type of axes.
const AFTER_HEADING: f64 = 0.4;
/// Between columns, in parts of ordinary type.
const GAP: f64 = 1.2;
/// The most of the width that terms may take, and the least the plot must have in parts of ordinary type.
const MOST_OF_TERMS: f64 = 0.34;
const LEAST_PLOT: f64 = 10.0;
/// The widest column of counts of events, and the picture from which on names of columns are written in full.
const MOST_EVENTS: f64 = 7.0;
const WIDE: f64 = 40.0;

/// The two columns of numbers at the right: their right edges, and where their room begins.
pub struct NumberColumns {
    pub events: f64,
    /// Heading of the column of events.
    pub events_name: String,
    pub p: f64,
    /// Whether there is room for the full names.
    pub is_wide: bool,
    pub left: f64,
}

impl NumberColumns {
    pub fn new(groups: &[DotGroup], sheet: &Sheet) -> Self {
        let TypeSizes { base, axis, .. } = sheet.sizes;
        let is_wide = sheet.width() >= WIDE * base;
        let lettering = sheet.regular(axis);
        let p_names = groups.iter().map(|group| {
            let name = words::p_kind(group.p_kind, is_wide, sheet.lang);
            lettering.width(name)
        });
        let p_wide = widest(groups, sheet.regular(base), |row| words::probability(row.p))
            .max(longest(p_names));

        let [full, short] = words::events(sheet.lang);
        let events_name = if is_wide { full } else { short };
        let events_wide = widest(groups, sheet.regular(base), |row| row.events.to_string())
            .max(lettering.width(&events_name))
            .min(MOST_EVENTS * base);

        let gap = GAP * base;
        let events = sheet.right - p_wide - gap;
        Self {
            events,
            events_name,
            p: sheet.right,
            is_wide,
            left: events - events_wide - gap,
        }
    }
}

/// Width of the widest text of a column.
fn widest(groups: &[DotGroup], lettering: Lettering, text: fn(&DotRow) -> String) -> f64 {
    longest(
        groups
            .iter()
            .flat_map(|group| &group.rows)
            .map(|row| lettering.width(&text(row))),
    )
}

/// The groups that are drawn, with the rows that have room.
pub struct ShownRows<'a> {
    pub groups: Vec<ShownGroup<'a>>,
    /// How many rows have no room.
    pub left_out: usize,
    /// Type of the rows, in pixels.
    pub size: f64,
    /// From one row to the next, in pixels.
    pub pitch: f64,
}

/// A group with the first of its rows.
pub struct ShownGroup<'a> {
    pub group: &'a DotGroup,
    pub rows: &'a [DotRow],
}

impl<'a> ShownRows<'a> {
    /// As many rows as fit the height `room`, from the first on, their headings as wide as `wide`.
    pub fn new(groups: &'a [DotGroup], sheet: &Sheet, room: f64, wide: f64) -> Self {
        let all: usize = groups.iter().map(|group| group.rows.len()).sum();
        let largest = sheet.sizes.base;
        let least = LEAST_PITCH * LEAST_TYPE.min(largest);

        let fitting = (0..=all).rev().find_map(|count| {
            let shown = first_rows(groups, count);
            let headings = headings_height(&shown, sheet, wide);
            let fits = headings + count as f64 * least <= room;
            fits.then_some((count, shown, headings))
        });

        // Few rows are far apart, but not so far that the eye loses the line.
        let (count, groups, headings) = fitting.unwrap_or_default();
        let pitch = ((room - headings) / count.max(1) as f64).max(least);
        let size = (pitch / LEAST_PITCH).min(largest);
        Self {
            groups,
            left_out: all - count,
            size,
            pitch: pitch.min(MOST_PITCH * size),
        }
    }

    pub fn rows(&self) -> impl Iterator<Item = &DotRow> {
        self.groups.iter().flat_map(|shown| shown.rows)
    }

    /// Terms as they are written, in `size`, and how wide the widest is.
    pub fn terms(&self, sheet: &Sheet, columns: &NumberColumns) -> (Vec<String>, f64) {
        let base = sheet.sizes.base;
        let room = columns.left - sheet.left - (LEAST_PLOT + GAP) * base;
        let most = (MOST_OF_TERMS * sheet.width()).min(room).max(3.0 * base);
        let lettering = sheet.regular(self.size);
        let terms: Vec<_> = self
            .rows()
            .map(|row| lettering.fitting_or_cut(&[one_line(&row.term)], most))
            .collect();

        let widths = terms.iter().map(|term| lettering.width(term));
        let widest = longest(widths);
        (terms, widest)
    }
}

/// The groups with the first `count` of their rows.
fn first_rows(groups: &[DotGroup], count: usize) -> Vec<ShownGroup<'_>> {
    let mut left = count;
    let shown = groups.iter().map(|group| {
        let taken = group.rows.len().min(left);
        left -= taken;
        let rows = &group.rows[..taken];
        ShownGroup { group, rows }
    });

    // A group that has rows and room for none loses its heading; one without rows is its heading.
    shown
        .filter(|shown| !shown.rows.is_empty() || shown.group.rows.is_empty())
        .collect()
}

fn headings_height(shown: &[ShownGroup], sheet: &Sheet, wide: f64) -> f64 {
    let heights = shown
        .iter()
        .enumerate()
        .map(|(index, shown)| heading_height(sheet, shown.group, index, wide));

    heights.sum()
}

/// Left and right edge of the plot.
pub fn plot(sheet: &Sheet, columns: &NumberColumns, widest_term: f64) -> Ends {
    let gap = GAP * sheet.sizes.base;
    (sheet.left + widest_term + gap, columns.left)
}

/// Over the heading of a group that is not the first, in parts of the type of axes.
pub const fn before_group(index: usize) -> f64 {
    if index > 0 { 0.9 } else { 0.0 }
}

/// Lines of a group's heading.
pub fn heading_lines(sheet: &Sheet, group: &DotGroup, wide: f64) -> Vec<String> {
    let lettering = Lettering {
        weight: Weight::Bold,
        ..sheet.regular(sheet.sizes.axis)
    };
    wrapped(&group.heading, lettering, wide, 2)
}

/// With the space before and after it; a heading without words has room for the names of columns.
pub fn heading_height(sheet: &Sheet, group: &DotGroup, index: usize, wide: f64) -> f64 {
    let lines = heading_lines(sheet, group, wide).len().max(1);
    (lines as f64 * LEADING + before_group(index) + AFTER_HEADING) * sheet.sizes.axis
}

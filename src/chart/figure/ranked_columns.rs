//! The columns of a ranking, and which rows have room in what type.

use super::sheet::{LEADING, Sheet};
use super::words;
use super::wrap::wrapped;
use super::{DotGroup, DotRow};
use crate::chart::font::{Weight, fitting_or_cut, width};

/// From one row to the next, in parts of the type of rows: the least, and the most where there are few.
const LEAST_PITCH: f64 = 1.3;
const MOST_PITCH: f64 = 6.5;
/// The smallest type of rows, in pixels.
const LEAST_TYPE: f64 = 9.0;
/// Over the heading of a group that is not the first, and under each heading, in parts of the type of axes.
pub(super) const BEFORE_GROUP: f64 = 0.9;
const AFTER_HEADING: f64 = 0.4;
/// Between columns, in parts of ordinary type.
const GAP: f64 = 1.2;
/// The most of the width that terms may take, and the least the plot must have in parts of ordinary type.
const MOST_OF_TERMS: f64 = 0.34;
const LEAST_PLOT: f64 = 10.0;

/// The two columns of figures at the right: their right edges, and where their room begins.
pub(super) struct Figures {
    pub(super) events: f64,
    /// What the column of events is called.
    pub(super) events_name: String,
    pub(super) p: f64,
    /// Whether there is room for the full names.
    pub(super) is_wide: bool,
    pub(super) left: f64,
}

impl Figures {
    pub(super) fn new(groups: &[DotGroup], sheet: &Sheet) -> Self {
        let (base, axis) = (sheet.kind.base, sheet.kind.axis);
        let of_rows = |text: fn(&DotRow) -> String| {
            let rows = groups.iter().flat_map(|group| &group.rows);
            rows.map(|row| width(&text(row), base, Weight::Regular))
                .fold(0.0, f64::max)
        };
        let is_wide = sheet.right - sheet.left >= 40.0 * base;
        let p_name = |group: &DotGroup| words::p_kind(group.p_kind, is_wide, sheet.lang).to_owned();
        let names = groups
            .iter()
            .map(|group| width(&p_name(group), axis, Weight::Regular));
        let p_wide = names.fold(of_rows(|row| words::probability(row.p)), f64::max);
        let p_left = sheet.right - p_wide;
        let [full, short] = words::events(sheet.lang);
        let name = if is_wide { full } else { short };
        let events_wide = of_rows(|row| row.events.to_string())
            .max(width(&name, axis, Weight::Regular))
            .min(7.0 * base);
        let right = p_left - GAP * base;
        let left = right - events_wide - GAP * base;
        Self {
            events: right,
            events_name: name,
            p: sheet.right,
            left,
            is_wide,
        }
    }
}

/// The groups that are drawn, with the rows that have room.
pub(super) struct Kept<'a> {
    pub(super) groups: Vec<(&'a DotGroup, &'a [DotRow])>,
    /// How many rows have no room.
    pub(super) left_out: usize,
    /// Type of the rows, in pixels.
    pub(super) size: f64,
    /// From one row to the next, in pixels.
    pub(super) pitch: f64,
}

impl<'a> Kept<'a> {
    /// As many rows as fit the height `room`, from the first on, their headings as wide as `wide`.
    pub(super) fn new(groups: &'a [DotGroup], sheet: &Sheet, room: f64, wide: f64) -> Self {
        let all: usize = groups.iter().map(|group| group.rows.len()).sum();
        let largest = sheet.kind.base;
        let least = LEAST_PITCH * LEAST_TYPE.min(largest);
        let first = |count: usize| {
            let mut left = count;
            let kept = groups.iter().map(|group| {
                let taken = group.rows.len().min(left);
                left -= taken;
                (group, &group.rows[..taken])
            });
            // A group that has rows and room for none loses its heading; one without rows is its heading.
            kept.filter(|(group, rows)| !rows.is_empty() || group.rows.is_empty())
                .collect::<Vec<_>>()
        };
        let headings = |groups: &[(&DotGroup, &[DotRow])]| -> f64 {
            groups
                .iter()
                .enumerate()
                .map(|(at, (group, _))| heading_height(sheet, group, at, wide))
                .sum()
        };
        let fits = |count: &usize| headings(&first(*count)) + *count as f64 * least <= room;
        let count = (0..=all).rev().find(fits).unwrap_or_default();
        let groups = if fits(&count) {
            first(count)
        } else {
            Vec::new()
        };
        let pitch = ((room - headings(&groups)) / count.max(1) as f64).max(least);
        let size = (pitch / LEAST_PITCH).min(largest);
        Self {
            groups,
            left_out: all - count,
            size,
            pitch: pitch.min(MOST_PITCH * size),
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &DotRow> {
        self.groups.iter().flat_map(|(_, rows)| rows.iter())
    }

    /// Terms as they are written, in `size`, and how wide the widest is.
    pub(super) fn terms(&self, sheet: &Sheet, figures: &Figures) -> (Vec<String>, f64) {
        let base = sheet.kind.base;
        let room = figures.left - sheet.left - (LEAST_PLOT + GAP) * base;
        let most = (MOST_OF_TERMS * (sheet.right - sheet.left))
            .min(room)
            .max(3.0 * base);
        let cut = |row: &DotRow| {
            let term = [crate::chart::layout::one_line(&row.term)];
            fitting_or_cut(&term, self.size, Weight::Regular, most)
        };
        let terms: Vec<_> = self.rows().map(cut).collect();
        let widest = terms
            .iter()
            .map(|term| width(term, self.size, Weight::Regular))
            .fold(0.0, f64::max);
        (terms, widest)
    }
}

/// Left and right edge of the plot.
pub(super) fn plot(sheet: &Sheet, figures: &Figures, widest_term: f64) -> (f64, f64) {
    let gap = GAP * sheet.kind.base;
    (sheet.left + widest_term + gap, figures.left)
}

/// Lines of a group's heading.
pub(super) fn heading_lines(sheet: &Sheet, group: &DotGroup, wide: f64) -> Vec<String> {
    wrapped(&group.heading, sheet.kind.axis, Weight::Bold, wide, 2)
}

/// With the space before and after it; a heading without words has room for the names of columns.
pub(super) fn heading_height(sheet: &Sheet, group: &DotGroup, at: usize, wide: f64) -> f64 {
    let lines = heading_lines(sheet, group, wide).len().max(1);
    let before = if at > 0 { BEFORE_GROUP } else { 0.0 };
    (lines as f64 * LEADING + before + AFTER_HEADING) * sheet.kind.axis
}

//! A whole chart of text: header, panels, dates, gaps.

use super::{
    extremes::write_extremes,
    sheet::Sheet,
    text_page::{TextLook, TextPage, Tone},
    text_panel::TextPanel,
};
use crate::chart::{
    data::Spec,
    plan::{line_groups, titles},
    scale::DateTick,
    words::{self, Weight},
};
use textwrap::core::display_width;

/// Wider charts are not drawn, whatever is asked for.
pub const MOST_COLUMNS: usize = 1000;

/// The chart as lines of text, none longer than `columns` (of 1 to 1000), each with an end of line.
pub fn draw_text(spec: &Spec, columns: usize, look: TextLook) -> String {
    let columns = columns.clamp(1, MOST_COLUMNS);
    let groups = line_groups(spec);
    let rows = rows(columns, groups.len());
    let panels: Vec<_> = groups
        .into_iter()
        .map(|lines| TextPanel::new(spec, lines, rows))
        .collect();
    // All panels share their columns, so that one row of dates does for them.
    let ticks = panels.iter().map(TextPanel::ticks_width).max();
    let has_company = panels.iter().any(|panel| panel.lines.len() > 1);
    let sheet = Sheet::new(spec, columns, ticks.unwrap_or_default(), has_company, look);

    let mut page = TextPage::new(columns, look);

    page.push_line(&titles(spec), Tone::Bold);
    page.push_line(&words::subtitle(spec), Tone::Plain);
    page.push_line(&words::note(spec), Tone::Muted);

    for panel in &panels {
        if panels.len() > 1 {
            panel.push_heading(&mut page, spec, &sheet);
        }
        let mut canvas = panel.canvas(spec, &sheet);
        write_extremes(&mut canvas, panel, spec, &sheet);
        panel.push_rows(&mut page, &canvas, spec, &sheet);
    }

    push_dates(&mut page, &sheet);
    page.push_line(&words::gaps(spec), Tone::Muted);
    page.into_text()
}

/// Rows of a panel: in proportion to the width, and so that a chart of one fits the screen. Several are half as high
/// again together, but none so low that it shows no movement.
fn rows(columns: usize, panels: usize) -> usize {
    let of_one = (columns / 6 + 3).clamp(8, 24);
    if panels > 1 {
        (of_one * 3 / 2 / panels).max(6)
    } else {
        of_one
    }
}

/// The foot of the lowest panel, and the dates under it.
fn push_dates(page: &mut TextPage, sheet: &Sheet) {
    let ticks = sheet.dates.ticks().iter();
    let dates: Vec<_> = ticks.filter_map(|tick| place_date(tick, sheet)).collect();
    let mut foot = vec!['─'; sheet.plot];
    for (tick, _) in &dates {
        foot[sheet.column(tick.half_day)] = '┬';
    }

    if sheet.left > 0 {
        page.skip(sheet.left - 1);
        // The foot begins under the axis.
        foot.insert(0, '└');
    }
    page.push(&String::from_iter(foot), Tone::Muted);
    page.end_line();

    let mut column = 0;
    for (tick, start) in &dates {
        page.skip(start.saturating_sub(column));
        let tone = match tick.weight {
            Weight::Bold => Tone::Bold,
            Weight::Regular => Tone::Muted,
        };
        page.push(&tick.text, tone);
        column = start + display_width(&tick.text);
    }
    page.end_line();
}

/// A date with the column in which its label begins, unless it would leave the page.
fn place_date<'a>(tick: &'a DateTick, sheet: &Sheet) -> Option<(&'a DateTick, usize)> {
    let wide = display_width(&tick.text);
    let middle = sheet.left + sheet.column(tick.half_day);
    let start = middle.checked_sub(wide.saturating_sub(1) / 2)?;

    (start + wide <= sheet.columns).then_some((tick, start))
}

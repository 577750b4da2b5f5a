//! Headlines with a term as bars along the foot of the rates.

use super::{panel::Panel, type_sizes::TypeSizes, upright::Upright};
use crate::chart::data::{Spec, day_number, noon};

/// A bar for each day with headlines; days that share a pixel have one.
pub fn term_bars(spec: &Spec, panel: &Panel, sizes: TypeSizes) -> Vec<Upright> {
    let mut counts: Vec<(f64, usize)> = Vec::new();
    let days = spec.marks.term.iter().flat_map(|term| term.seen(spec.span));
    for (day, count) in days {
        let x = panel.x(noon(day_number(day))).round();
        match counts.last_mut().filter(|last| (last.0 - x).abs() < 0.5) {
            Some(last) => last.1 += count,
            None => counts.push((x, count)),
        }
    }

    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let highest = highest_bar(most, panel, sizes);
    let bottom = panel.frame.bottom;
    counts
        .into_iter()
        .map(|(x, count)| Upright {
            x,
            top: bottom - (highest * count as f64 / most as f64).max(2.0),
            bottom,
        })
        .collect()
}

/// Height of the bar of the most headlines; where no bar has more than one, all are short ticks.
fn highest_bar(most: usize, panel: &Panel, sizes: TypeSizes) -> f64 {
    if most == 1 {
        0.5 * sizes.base
    } else {
        (2.5 * sizes.base).min(0.2 * panel.frame.height())
    }
}

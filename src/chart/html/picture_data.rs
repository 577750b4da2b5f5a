//! What the page's script knows of a picture: its panels with their places and the type of their labels.

use crate::chart::{
    plan::{Label, Panel, Plan, Shows},
    words::Weight,
};
use serde::Serialize;

/// A picture of one size.
#[derive(Serialize)]
pub struct PictureData {
    size: (u32, u32),
    base: f64,
    axis: f64,
    panels: Vec<PanelData>,
}

#[derive(Serialize)]
struct PanelData {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    shows: &'static str,
    lines: Vec<usize>,
    lowest: bool,
    heading: Option<HeadingData>,
    /// Sizes of the two lines of the labels at the ends; zero where there is none.
    ends: (f64, f64),
}

#[derive(Serialize)]
struct HeadingData {
    text: String,
    size: f64,
    baseline: f64,
    bold: bool,
    ink: Option<usize>,
}

impl PictureData {
    pub fn new(plan: &Plan, size: (u32, u32)) -> Self {
        Self {
            size,
            base: plan.sizes.base,
            axis: plan.sizes.axis,
            panels: plan
                .panels
                .iter()
                .filter_map(|panel| PanelData::new(panel, &plan.labels))
                .collect(),
        }
    }
}

impl PanelData {
    /// `None` for a panel that a page cannot draw for other days.
    fn new(panel: &Panel, labels: &[Label]) -> Option<Self> {
        let frame = panel.frame;
        let heading = labels.iter().find(|label| panel.is_heading(label));
        let mut ends = (0.0, 0.0);

        let (shows, lines) = match &panel.shows {
            Shows::Changes(line) => ("changes", vec![*line]),
            Shows::KeyRate => return None,
            Shows::Rates(lines) => {
                let size = |weight| end_label_size(panel, labels, lines, weight);
                ends = (size(Weight::Bold), size(Weight::Regular));
                ("rates", lines.clone())
            }
        };

        Some(Self {
            left: frame.left,
            top: frame.top,
            right: frame.right,
            bottom: frame.bottom,
            shows,
            lines,
            lowest: panel.is_lowest,
            heading: heading.map(HeadingData::new),
            ends,
        })
    }
}

/// Labels at the ends are right of the frame, in the ink of a line.
fn end_label_size(panel: &Panel, labels: &[Label], lines: &[usize], weight: Weight) -> f64 {
    labels
        .iter()
        .filter(|label| label.x > panel.frame.right && label.weight == weight)
        .find(|label| label.ink.line().is_some_and(|line| lines.contains(&line)))
        .map_or(0.0, |label| label.size)
}

impl HeadingData {
    fn new(label: &Label) -> Self {
        Self {
            text: label.text.clone(),
            size: label.size,
            baseline: label.baseline,
            bold: label.weight == Weight::Bold,
            ink: label.ink.line(),
        }
    }
}

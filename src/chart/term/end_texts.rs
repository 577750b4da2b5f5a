//! Labels at the ends of lines: alike in all panels.

use crate::chart::{
    data::{Line, Spec},
    words::{labelled_last, under_last_figure},
};
use textwrap::core::display_width;

/// How the ends of lines are labelled: alike in all panels. By default they are not.
#[derive(Default)]
pub struct EndTexts {
    pub texts: Vec<String>,
    /// Whether a sample of a line's dots precedes its label.
    pub has_samples: bool,
    /// With the blanks before them; zero without labels.
    pub width: usize,
}

impl EndTexts {
    /// Ways to write them, the fullest first.
    pub fn tries(spec: &Spec, has_samples: bool) -> [Self; 3] {
        let full = |line: &Line| {
            let mut texts = vec![labelled_last(line)];
            texts.extend(under_last_figure(line, spec));
            texts.join(" ")
        };
        let texts: [Vec<String>; 3] = [
            spec.lines.iter().map(full).collect(),
            spec.lines.iter().map(labelled_last).collect(),
            spec.lines.iter().map(Line::label).collect(),
        ];

        texts.map(|texts| {
            let widest = texts.iter().map(|text| display_width(text)).max();
            let before = if has_samples { 5 } else { 1 };
            Self {
                texts,
                has_samples,
                width: widest.unwrap_or_default() + before,
            }
        })
    }
}

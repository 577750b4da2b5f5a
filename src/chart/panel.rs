//! The labels of a panel: figures, heading, dates, and those at the ends of the lines.

use super::columns::{EndStyle, LABEL_GAP, figure};
use super::dates::midnight;
use super::font::{ASCENT, DESCENT, Weight, fitting};
use super::key_rate;
use super::labels::{Align, Ink, Label, spread};
use super::layout::{Leader, Panel, Shows, Type};
use super::mark_words;
use super::spec::Spec;
use super::words;

impl Panel {
    /// Height of a value in pixels.
    pub(super) fn y(&self, value: f64) -> f64 {
        self.frame.bottom - self.values.part(value) * self.frame.height()
    }

    /// Place of a half day in pixels.
    pub(super) fn x(&self, half_day: i32) -> f64 {
        self.frame.left + self.dates.part(half_day) * self.frame.width()
    }

    /// Takes every figure of the axis, or every second or third where they would be less than `least` apart; zero
    /// always.
    pub(super) fn choose_ticks(&mut self, least: f64) {
        let ticks = self.values.ticks();
        let gaps = ticks
            .windows(2)
            .map(|pair| (self.y(pair[0]) - self.y(pair[1])).abs());
        let apart = gaps.fold(f64::INFINITY, f64::min);
        self.ticks = thinned(&ticks, apart, least);
    }

    /// Figures left of the frame.
    pub(super) fn figures(&self, kind: Type) -> Vec<Label> {
        let label = |tick: f64| Label {
            text: figure(&self.values, &self.shows, tick),
            x: self.frame.left - 0.6 * kind.base,
            baseline: self.y(tick) + 0.36 * kind.axis,
            align: Align::Right,
            size: kind.axis,
            weight: Weight::Regular,
            ink: Ink::Muted,
        };
        self.ticks.iter().map(|tick| label(*tick)).collect()
    }

    pub(super) fn heading(&self, spec: &Spec, of_rates: bool, kind: Type) -> Option<Label> {
        let (variants, weight, ink) = match &self.shows {
            Shows::Changes(line) => (
                words::change_heading(&spec.lines[*line], spec),
                Weight::Regular,
                Ink::Muted,
            ),
            Shows::KeyRate => (
                mark_words::key_rate(spec.span, spec.lang),
                Weight::Regular,
                Ink::Muted,
            ),
            Shows::Rates(_) if !of_rates => return None,
            Shows::Rates(lines) => {
                let shown: Vec<_> = lines.iter().map(|line| &spec.lines[*line]).collect();
                let ink = if let [line] = lines[..] {
                    Ink::Line(line)
                } else {
                    Ink::Muted
                };
                (words::panel_heading(&shown, spec.lang), Weight::Bold, ink)
            }
        };
        let (text, size) = fitting(&variants, kind.axis, weight, self.frame.width());
        let baseline = self.frame.top - 0.5 * kind.axis;
        (!text.is_empty()).then_some(Label {
            text,
            x: self.frame.left,
            baseline,
            align: Align::Left,
            size,
            weight,
            ink,
        })
    }

    /// Whether a label is the one over this panel.
    pub(super) fn is_heading(&self, label: &Label) -> bool {
        let above = self.frame.top - label.baseline;
        (label.x - self.frame.left).abs() < 0.01
            && label.align == Align::Left
            && (0.0..2.0 * label.size).contains(&above)
    }

    /// Dates under the frame, save those that would leave the column's `room`.
    pub(super) fn date_labels(&self, room: (f64, f64), kind: Type) -> Vec<Label> {
        let labels = self.dates.ticks().iter().map(|tick| Label {
            text: tick.text.clone(),
            x: self.x(tick.at),
            baseline: self.frame.bottom + 1.5 * kind.axis,
            align: Align::Middle,
            size: kind.axis,
            weight: tick.weight,
            ink: if tick.weight == Weight::Bold {
                Ink::Text
            } else {
                Ink::Muted
            },
        });
        labels
            .filter(|label| label.frame().left >= room.0 && label.frame().right <= room.1)
            .collect()
    }

    /// Labels beside the ends of the lines, and leaders to those that had to move. They may use half the space
    /// `between` panels, and little of that above the dates.
    pub(super) fn end_labels(
        &mut self,
        spec: &Spec,
        style: &EndStyle,
        between: f64,
        kind: Type,
    ) -> Vec<Label> {
        if self.shows == Shows::KeyRate {
            return self.key_rate_label(spec, kind).into_iter().collect();
        }
        let Shows::Rates(lines) = self.shows.clone() else {
            return Vec::new();
        };
        // The middle of the first line of type stands at the height of the line's end.
        let above = style.first * (ASCENT - 0.36);
        let wishes: Vec<_> = lines
            .iter()
            .map(|line| self.y(spec.lines[*line].end().1) - above)
            .collect();
        let under = if self.is_lowest {
            0.65 * kind.axis
        } else {
            f64::INFINITY
        };
        let (over, under) = (
            (0.5 * between).min(0.7 * kind.base),
            (0.5 * between).min(under),
        );
        let tops = spread(
            &wishes,
            style.height,
            self.frame.top - over,
            self.frame.bottom + under,
        );
        let x = self.frame.right + LABEL_GAP * kind.base;
        let mut labels = Vec::new();
        for ((line, top), wish) in lines.into_iter().zip(tops).zip(wishes) {
            let (first, others) = style.texts[line].clone();
            let baseline = top + style.first * ASCENT;
            let label = Label {
                text: first,
                x,
                baseline,
                align: Align::Left,
                size: style.first,
                weight: Weight::Bold,
                ink: Ink::Line(line),
            };
            let mut under = baseline + style.first * DESCENT + style.second * 0.9;
            for text in others {
                let (size, weight) = (style.second, Weight::Regular);
                labels.push(Label {
                    text,
                    baseline: under,
                    size,
                    weight,
                    ..label.clone()
                });
                under += style.second * 1.25;
            }
            labels.push(label);
            let (end, value) = spec.lines[line].end();
            let end = (self.x(midnight(end + 1)), self.y(value));
            let has_moved = (top - wish).abs() > 0.45 * style.first;
            if has_moved || self.frame.right - end.0 > kind.base {
                let gap = LABEL_GAP * kind.base;
                let corners = vec![
                    end,
                    (self.frame.right + 0.2 * gap, end.1),
                    (x - 0.25 * gap, top + above),
                ];
                self.leaders.push(Leader { line, corners });
            }
        }
        labels
    }

    /// Beside the end of the key rate, where it is known to the end.
    fn key_rate_label(&self, spec: &Spec, kind: Type) -> Option<Label> {
        let percent = key_rate::last_in(spec.span)?;
        Some(Label {
            text: format!("{} %", words::figure(percent, 2, words::Sign::Negative)),
            x: self.frame.right + LABEL_GAP * kind.base,
            baseline: self.y(percent.to_f64()) + 0.36 * kind.axis,
            align: Align::Left,
            size: kind.axis,
            weight: Weight::Bold,
            ink: Ink::Text,
        })
    }
}

/// Of figures `apart` pixels from each other all, or every second or third where they would be less than `least` apart;
/// zero always.
pub(super) fn thinned(ticks: &[f64], apart: f64, least: f64) -> Vec<f64> {
    let every = (1..20u32)
        .find(|every| apart * f64::from(*every) >= least)
        .unwrap_or(20) as usize;
    let zero = ticks
        .iter()
        .position(|tick| *tick == 0.0)
        .unwrap_or_default();
    let chosen = ticks
        .iter()
        .enumerate()
        .filter(|(at, _)| at.abs_diff(zero).is_multiple_of(every));
    chosen.map(|(_, tick)| *tick).collect()
}

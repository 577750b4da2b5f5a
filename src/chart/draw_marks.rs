//! Marks drawn through plotters: bands below everything, lines down over the grid, flags and ticks on top; and the
//! panel of the key rate.

use super::draw::{Drawn, Pen, crisp, pair, stroke};
use super::key_rate::known_in;
use super::labels::{Frame, Ink};
use super::layout::Panel;
use plotters::element::Rectangle;
use plotters::style::{Color, RGBColor};

impl Pen<'_> {
    pub(super) fn draw_bands(&self) -> Drawn {
        for (frame, ink) in &self.plan.marks.bands {
            self.fill(*frame, self.palette.tint(self.colour(*ink)))?;
        }
        Ok(())
    }

    /// Stems of flags in one stroke, changes of the method dashed.
    pub(super) fn draw_stems(&self) -> Drawn {
        let hair = self.hair();
        let style = stroke(self.palette.stem(), hair);
        for (x, top, bottom) in &self.plan.marks.stems {
            let x = crisp(*x, hair);
            self.draw_path(&[(x, *top), (x, *bottom)], style)?;
        }
        let style = stroke(self.palette.axis, hair);
        let dash = (0.3 * self.plan.base).round().max(2.0);
        for (x, top, bottom) in &self.plan.marks.methods {
            let (x, mut from) = (crisp(*x, hair), *top);
            while from < *bottom {
                self.draw_path(&[(x, from), (x, (from + dash).min(*bottom))], style)?;
                from += 2.0 * dash;
            }
        }
        Ok(())
    }

    /// The boxes of flags, and ticks on days with the term.
    pub(super) fn draw_flags(&self) -> Drawn {
        let hair = self.hair();
        let marks = &self.plan.marks;
        for (left, right, y) in &marks.brackets {
            let y = crisp(*y, hair);
            self.draw_path(
                &[(*left, y), (*right, y)],
                stroke(self.palette.stem(), hair),
            )?;
        }
        for (frame, ink) in &marks.flags {
            self.fill(*frame, self.colour(*ink))?;
        }
        let width = (0.1 * self.plan.base).round().max(1.0);
        for (x, top, foot) in &marks.ticks {
            let x = crisp(*x, width);
            self.draw_path(
                &[(x, *top), (x, *foot)],
                stroke(self.colour(Ink::Text), width),
            )?;
        }
        Ok(())
    }

    /// A line of steps over the days on which the rate is known.
    pub(super) fn draw_key_rate(&self, panel: &Panel) -> Drawn {
        let Some(known) = known_in(self.spec.span) else {
            return Ok(());
        };
        let width = (0.11 * self.plan.base).max(1.0);
        self.draw_path(&known.corners(panel), stroke(self.palette.text, width))
    }

    fn fill(&self, frame: Frame, colour: RGBColor) -> Drawn {
        let corners = [
            pair((frame.left, frame.top)),
            pair((frame.right, frame.bottom)),
        ];
        self.root.draw(&Rectangle::new(corners, colour.filled()))
    }
}

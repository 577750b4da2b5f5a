//! plotters' drawing calls as SVG.
//!
//! plotters knows only whole coordinates, so it is given a grid of twentieths of a pixel, and a path is written in
//! these units under one `scale`: exact, short, and as fine as a plotter. Text stays text. Strokes of one style that
//! follow each other become one path.

use super::{
    palette::{Palette, hex},
    text_runs::{Renderer, escaped, marked},
};
use crate::{chart::words::FAMILIES, model::Lang};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, text_anchor::HPos,
};
use std::{convert::Infallible, fmt::Write};

/// Units of plotters' coordinates in a pixel.
pub const GRID: i32 = 20;

/// Writes into a string what plotters draws.
pub struct SvgBackend<'a> {
    out: &'a mut String,
    size: (u32, u32),
    path: Option<OpenPath>,
    /// The palette with the names under which colours are written as CSS variables; `None` to write them in hex.
    named: Option<&'static Palette>,
    renderer: Renderer,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A path that may still grow.
struct OpenPath {
    colour: BackendColor,
    width: u32,
    end: BackendCoord,
}

/// The document's first lines; `size` in pixels, `title` and `description` for readers who do not see it.
pub fn begin_svg(size: (u32, u32), lang: Lang, title: &str, description: &str) -> String {
    let (width, height) = size;
    let lang = lang.pick("en", "ru");
    let mut out = String::with_capacity(64 * 1024);
    // Writing into a string cannot fail, here and below.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         xml:lang=\"{lang}\" role=\"img\" aria-labelledby=\"title desc\" fill=\"none\" stroke=\"none\" \
         stroke-linejoin=\"round\" \
         font-family=\"{FAMILIES}\" text-rendering=\"geometricPrecision\" style=\"font-variant-numeric:tabular-nums\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n",
        escaped(title),
        escaped(description)
    );

    out
}

/// The first line of picture `index` of a page. The page's style sheet has what the attributes of a document of its own
/// say.
pub fn begin_in_page(
    out: &mut String,
    index: usize,
    (width, height): (u32, u32),
    title: &str,
    description: &str,
) {
    let _ = write!(
        out,
        "<svg class=\"picture picture{index}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"title{index} desc{index}\" fill=\"none\" stroke-linejoin=\"round\">\n\
         <title id=\"title{index}\">{}</title>\n<desc id=\"desc{index}\">{}</desc>\n",
        escaped(title),
        escaped(description)
    );
}

/// Ends the document.
pub fn end_svg(out: &mut String) {
    out.push_str("</svg>\n");
}

impl<'a> SvgBackend<'a> {
    /// A backend for a picture of `size` pixels that appends to `out`.
    pub const fn new(out: &'a mut String, size: (u32, u32)) -> Self {
        Self {
            out,
            size,
            path: None,
            named: None,
            renderer: Renderer::Any,
        }
    }

    /// Writes texts as `renderer` needs them.
    pub fn for_renderer(self, renderer: Renderer) -> Self {
        Self { renderer, ..self }
    }

    /// Writes each colour of `palette` as a CSS variable of its name, so that a page can change its theme.
    pub fn naming_colours(self, palette: &'static Palette) -> Self {
        Self {
            named: Some(palette),
            ..self
        }
    }

    fn colour(&self, colour: BackendColor) -> String {
        match self.named.and_then(|palette| palette.role(colour.rgb)) {
            Some(role) => format!("var(--{role})"),
            None => hex(colour.rgb),
        }
    }

    fn close_path(&mut self) {
        if self.path.take().is_some() {
            self.out.push_str("\"/>\n");
        }
    }

    /// Begins a path of this style, or goes on with the one that is open.
    fn stroke_path(&mut self, colour: BackendColor, width: u32) -> OpenPath {
        let is_same = |open: &mut OpenPath| open.colour.rgb == colour.rgb && open.width == width;
        if let Some(open) = self.path.take_if(is_same) {
            return open;
        }

        self.close_path();
        let unit = 1.0 / f64::from(GRID);
        let _ = write!(
            self.out,
            "<path transform=\"scale({unit})\" stroke=\"{}\" stroke-width=\"{width}\" d=\"",
            self.colour(colour)
        );
        OpenPath {
            colour,
            width,
            end: (0, 0),
        }
    }

    /// Writes one step of a path with no sign more than needed: a letter or a minus also separates numbers.
    fn append_step(&mut self, letter: char, steps: &[i32], with_letter: bool) {
        if with_letter {
            self.out.push(letter);
        }
        for (index, step) in steps.iter().enumerate() {
            if *step >= 0 && (index > 0 || !with_letter) {
                self.out.push(' ');
            }
            let _ = write!(self.out, "{step}");
        }
    }
}

impl DrawingBackend for SvgBackend<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let grid = GRID.unsigned_abs();
        (self.size.0 * grid, self.size.1 * grid)
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.close_path();
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect((x, y), (x + 1, y + 1), &colour, true)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        is_filled: bool,
    ) -> Drawn {
        if !is_filled {
            let upper = [(left, top), (right, top)];
            let lower = [(right, bottom), (left, bottom), (left, top)];
            return self.draw_path(upper.into_iter().chain(lower), style);
        }

        self.close_path();
        let _ = writeln!(
            self.out,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            pixels(left),
            pixels(top),
            pixels(right - left),
            pixels(bottom - top),
            self.colour(style.color())
        );
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut points = path.into_iter();
        let Some(first) = points.next() else {
            return Ok(());
        };
        let mut open = self.stroke_path(style.color(), style.stroke_width());
        self.append_step('m', &[first.0 - open.end.0, first.1 - open.end.1], true);
        open.end = first;

        // A letter holds until another one comes.
        let mut letter = 'm';
        for point in points {
            let step = (point.0 - open.end.0, point.1 - open.end.1);
            open.end = point;
            let (next, steps) = match step {
                (0, 0) => continue,
                (dx, 0) => ('h', &[dx][..]),
                (0, dy) => ('v', &[dy][..]),
                (dx, dy) => ('l', &[dx, dy][..]),
            };
            self.append_step(next, steps, next != letter);
            letter = next;
        }

        self.path = Some(open);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        self.close_path();
        let _ = writeln!(
            self.out,
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"/>",
            pixels(x),
            pixels(y),
            pixels(radius.cast_signed()),
            self.colour(style.color())
        );

        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        self.close_path();
        let unit = 1.0 / f64::from(GRID);
        let colour = self.colour(style.color());
        let _ = write!(
            self.out,
            "<path transform=\"scale({unit})\" fill=\"{colour}\""
        );

        let alpha = style.color().alpha;
        if alpha < 1.0 {
            let _ = write!(self.out, " fill-opacity=\"{alpha}\"");
        }

        self.out.push_str(" d=\"");
        let mut end = (0, 0);
        for (index, point) in points.into_iter().enumerate() {
            let letter = if index == 0 { 'm' } else { 'l' };
            self.append_step(letter, &[point.0 - end.0, point.1 - end.1], index < 2);
            end = point;
        }
        self.out.push_str("z\"/>\n");
        Ok(())
    }

    /// The place is where the baseline begins, has its middle, or ends.
    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Drawn {
        self.close_path();
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };

        let weight = match style.style() {
            FontStyle::Bold => " font-weight=\"bold\"",
            _ => "",
        };

        // Hundredths of a pixel are finer than any screen.
        let size = (style.size() * 100.0).round() / 100.0;
        let _ = writeln!(
            self.out,
            "<text x=\"{}\" y=\"{}\" font-size=\"{size}\"{weight}{anchor} fill=\"{}\">{}</text>",
            pixels(x),
            pixels(y),
            self.colour(style.color()),
            marked(text, self.renderer)
        );
        Ok(())
    }
}

fn pixels(units: i32) -> f64 {
    f64::from(units) / f64::from(GRID)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(paths: &[&[BackendCoord]]) -> String {
        let mut out = String::new();
        let mut backend = SvgBackend::new(&mut out, (10, 10));
        for path in paths {
            let grey = BackendColor {
                alpha: 1.0,
                rgb: (1, 2, 3),
            };
            backend.draw_path(path.iter().copied(), &grey).unwrap();
        }
        backend.present().unwrap();
        out
    }

    #[test]
    fn paths_are_short_and_exact() {
        assert_eq!(
            drawn(&[
                &[
                    (10, 20),
                    (30, 20),
                    (30, 5),
                    (30, 5),
                    (31, 4),
                    (32, 9),
                    (28, 0)
                ],
                &[(0, 0), (0, 7)]
            ]),
            "<path transform=\"scale(0.05)\" stroke=\"#010203\" stroke-width=\"1\" \
             d=\"m10 20h20v-15l1-1 1 5-4-9m-28 0v7\"/>\n"
        );
    }
}

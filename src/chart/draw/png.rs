//! The SVG as PNG: the same picture, drawn with the embedded typeface alone.
//!
//! A chart has few colours, so the PNG has a palette: a quarter of the bytes, and less to compress. Colours beyond 256
//! (mixtures at the edges of lines) become the nearest one in the palette, an eighth of a shade off at most.

use crate::{
    chart::{
        data::PictureStyle,
        words::{FAMILY, files},
    },
    error::{Error, Result},
};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{self, fontdb},
};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock},
};

/// Colours in a palette.
const MOST_COLOURS: usize = 256;

const DEFLATE_LEVEL: u8 = 4;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for file in files() {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// A picture in pixels, and what it could not show.
pub struct Png {
    pub bytes: Vec<u8>,
    /// Letters that the embedded typefaces lack, in order, each once: a box takes the place of each.
    pub missing_letters: Vec<char>,
}

/// Draws `svg` as pixels.
///
/// # Errors
/// [`Error::Draw`](crate::error::Error::Draw) with the cause that a library gives; none is known that a chart could meet.
pub fn encode_png(svg: &str, style: PictureStyle) -> Result<Vec<u8>> {
    let options = usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        // Letters of the other typeface are marked in the SVG; usvg's own fallback would take it for the whole text.
        font_resolver: usvg::FontResolver {
            select_fallback: Box::new(|_, _, _| None),
            ..usvg::FontResolver::default()
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(Error::draw)?;

    let scale = style.scale();
    let [width, height] = <[u32; 2]>::from(style.size()).map(|side| device_pixels(side, scale));
    let mut pixels =
        Pixmap::new(width, height).ok_or_else(|| Error::draw("no room for the picture"))?;

    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    encode(pixels.data(), width, height).map_err(Error::draw)
}

fn encode(
    rgba: &[u8],
    width: u32,
    height: u32,
) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let (palette, indexes) = indexed(rgba);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(DEFLATE_LEVEL));

    let mut writer = encoder.write_header()?;
    writer.write_image_data(&indexes)?;
    writer.finish()?;
    Ok(bytes)
}

/// Colours of the picture's pixels, and for each pixel its place among them; the ground is opaque, so alpha is not
/// looked at.
fn indexed(rgba: &[u8]) -> (Vec<u8>, Vec<u8>) {
    // Most pixels are like the one before, so a colour is looked up once a run.
    let runs: Vec<(u32, usize)> = rgba
        .as_chunks::<4>()
        .0
        .chunk_by(|a, b| a == b)
        .map(|run| (u32::from_le_bytes(run[0]) & 0x00ff_ffff, run.len()))
        .collect();

    let mut counts: HashMap<u32, usize> = HashMap::new();
    for (colour, length) in &runs {
        *counts.entry(*colour).or_default() += length;
    }

    let palette = palette_of(&counts);
    let places: HashMap<u32, u8> = counts
        .into_keys()
        .map(|colour| (colour, nearest(&palette, colour)))
        .collect();

    let mut indexes = Vec::with_capacity(rgba.len() / 4);
    for (colour, length) in runs {
        indexes.resize(indexes.len() + length, places[&colour]);
    }
    let channels = palette
        .iter()
        .flat_map(|colour| colour.to_le_bytes().into_iter().take(3));
    (channels.collect(), indexes)
}

/// All colours when 256 do; else the most frequent of each cell of nearby ones, the most frequent cells first.
fn palette_of(counts: &HashMap<u32, usize>) -> Vec<u32> {
    let mut by_count: Vec<(u32, usize)> = counts
        .iter()
        .map(|(colour, count)| (*colour, *count))
        .collect();
    by_count.sort_unstable_by_key(|(colour, count)| (Reverse(*count), *colour));

    let is_few = by_count.len() <= MOST_COLOURS;
    let mut cells = HashSet::new();
    let colours = by_count.into_iter().map(|(colour, _)| colour);
    colours
        .filter(|colour| cells.insert(colour & 0x00f8_f8f8) || is_few)
        .take(MOST_COLOURS)
        .collect()
}

fn nearest(palette: &[u32], colour: u32) -> u8 {
    (0..=u8::MAX)
        .zip(palette)
        .min_by_key(|(_, other)| distance(colour, **other))
        .map_or(0, |(place, _)| place)
}

fn distance(one: u32, other: u32) -> u32 {
    let channels = one.to_le_bytes().into_iter().zip(other.to_le_bytes());
    channels.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most 7680: sizes and scales are checked when a style is made"
)]
fn device_pixels(pixels: u32, scale: f32) -> u32 {
    (f64::from(pixels) * f64::from(scale)).round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{
        draw::text_runs::{Renderer, marked},
        words::OTHER_FAMILY,
    };
    use fontdb::{Family, Query, Weight};

    /// A family that is not found takes all its text with it, without a word.
    #[test]
    fn every_family_is_found_under_its_name() {
        let found = |name, weight| {
            FONTS.query(&Query {
                families: &[Family::Name(name)],
                weight,
                ..Query::default()
            })
        };
        let (regular, bold) = (
            found(FAMILY, Weight::NORMAL).unwrap(),
            found(FAMILY, Weight::BOLD).unwrap(),
        );
        let other = found(OTHER_FAMILY, Weight::BOLD).unwrap();
        assert!(regular != bold && other != bold && other != regular);
    }

    /// Pixels from the first to the last ink of `text` at 100 pixels an em.
    fn ink_width(text: &str) -> f32 {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='200'>\
             <text y='100' font-size='100' font-family='{FAMILY}'>{}</text></svg>",
            marked(text, Renderer::Own)
        );
        let options = usvg::Options {
            fontdb: Arc::clone(&FONTS),
            ..usvg::Options::default()
        };
        let tree = usvg::Tree::from_str(&svg, &options).unwrap();
        tree.root().abs_bounding_box().width()
    }

    #[test]
    fn arabic_letters_are_joined_beside_hebrew_ones() {
        let [arabic, hebrew] = ["مرحبا", "שלום"].map(ink_width);
        let blank = ink_width("ש ש") - 2.0 * ink_width("ש");
        for text in ["שלום مرحبا", "مرحبا שלום"] {
            let apart = ink_width(text) - arabic - hebrew - blank;
            assert!(apart.abs() < 10.0, "{text}: {apart}");
        }
    }

    #[test]
    fn few_colours_stay_exact_and_many_are_near() {
        let few: Vec<u8> = (0..=255u8)
            .flat_map(|shade| [shade, 0, 255 - shade, 255])
            .collect();
        let (palette, indexes) = indexed(&few);
        let drawn: Vec<u8> = indexes
            .iter()
            .flat_map(|at| palette[usize::from(*at) * 3..][..3].to_vec())
            .collect();
        let wanted: Vec<u8> = few
            .chunks(4)
            .flat_map(|pixel| pixel[..3].to_vec())
            .collect();
        assert_eq!(drawn, wanted);

        let many: Vec<u8> = (0..1000u32)
            .flat_map(|at| [at / 4, at / 5, at / 6, 255])
            .map(|part| u8::try_from(part).unwrap())
            .collect();
        let (palette, indexes) = indexed(&many);
        for (pixel, at) in many.chunks(4).zip(indexes) {
            let got = &palette[usize::from(at) * 3..][..3];
            assert!(
                pixel.iter().zip(got).all(|(a, b)| a.abs_diff(*b) <= 8),
                "{pixel:?} became {got:?}"
            );
        }
    }
}

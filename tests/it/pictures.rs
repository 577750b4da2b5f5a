//! Forty pictures (tests/pictures/draw.sh) and the golden ones: with the widths of DejaVu Sans as with those of Noto Sans,
//! no text leaves the picture or touches another. `tests/pictures.sh` asks other programs the same.

use crate::command::archive_store;
use resvg::usvg::roxmltree::{Document, Node};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{LocationRef, Size},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Letters reach this far over and under their baseline, in parts of the size.
const ASCENT: f64 = 0.80;
const DESCENT: f64 = 0.24;

/// Words nearer to each other on one line, in parts of their size, would be read as one.
const LEAST_GAP: f64 = 0.2;

/// Words nearer to the edge, in parts of their size, would look cut off.
const LEAST_MARGIN: f64 = 0.25;

/// A typeface that a viewer may have, in two weights.
struct Typeface {
    name: &'static str,
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

fn typefaces() -> [Typeface; 2] {
    let font = |bytes| FontRef::new(bytes).unwrap();
    [
        Typeface {
            name: "Noto Sans",
            regular: font(ttf_noto_sans::REGULAR),
            bold: font(ttf_noto_sans::BOLD),
        },
        Typeface {
            name: "DejaVu Sans",
            regular: font(dejavu::sans::regular()),
            bold: font(dejavu::sans::bold()),
        },
    ]
}

impl Typeface {
    fn width(&self, text: &Text) -> f64 {
        let face = if text.is_bold {
            &self.bold
        } else {
            &self.regular
        };
        let charmap = face.charmap();
        let metrics = face.glyph_metrics(Size::new(1.0), LocationRef::default());
        let advance = |letter: char| metrics.advance_width(charmap.map(letter)?);

        let ems = text
            .words
            .chars()
            .map(|letter| advance(letter).unwrap_or_else(|| elsewhere(letter)));
        f64::from(ems.sum::<f32>()) * text.size
    }

    fn frame(&self, text: &Text) -> Frame {
        let wide = self.width(text);
        let left = match text.anchor.as_str() {
            "middle" => text.x - wide / 2.0,
            "end" => text.x - wide,
            _ => text.x,
        };

        Frame {
            left,
            top: text.y - ASCENT * text.size,
            right: left + wide,
            bottom: text.y + DESCENT * text.size,
        }
    }
}

/// Width of a letter that a typeface lacks: in DejaVu Sans, or in a font that is not known here.
fn elsewhere(letter: char) -> f32 {
    let face = FontRef::new(dejavu::sans::regular()).unwrap();
    let metrics = face.glyph_metrics(Size::new(1.0), LocationRef::default());
    let glyph = face.charmap().map(letter);
    glyph
        .and_then(|glyph| metrics.advance_width(glyph))
        .unwrap_or(1.0)
}

#[derive(Debug)]
struct Frame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

#[derive(Debug, Default)]
struct Text {
    words: String,
    x: f64,
    y: f64,
    size: f64,
    is_bold: bool,
    anchor: String,
}

/// The size of a picture and its texts, tspans included.
fn read_picture(svg: &str) -> ((f64, f64), Vec<Text>) {
    let document = Document::parse(svg).unwrap();
    let view_box = document.root_element().attribute("viewBox").unwrap();
    let sides: Vec<f64> = view_box
        .split(' ')
        .map(|side| side.parse().unwrap())
        .collect();
    let elements = document.descendants();
    let texts = elements.filter(|element| element.tag_name().name() == "text");

    ((sides[2], sides[3]), texts.map(read_text).collect())
}

fn read_text(element: Node) -> Text {
    let attribute = |name| element.attribute(name).unwrap_or_default();
    let number = |name| attribute(name).parse().unwrap();
    let pieces = element.descendants().filter(Node::is_text);

    Text {
        words: pieces.filter_map(|piece| piece.text()).collect(),
        x: number("x"),
        y: number("y"),
        size: number("font-size"),
        is_bold: element.has_attribute("font-weight"),
        anchor: attribute("text-anchor").to_owned(),
    }
}

/// The pictures of a file: one, or those of a page.
fn pictures(path: &Path) -> Vec<String> {
    let document = fs::read_to_string(path).unwrap();
    let svgs = document.split("<svg ").skip(1);
    svgs.map(|svg| format!("<svg {}</svg>", svg.split("</svg>").next().unwrap()))
        .collect()
}

/// What is wrong in a picture.
fn faults_of(name: &str, svg: &str) -> Vec<String> {
    let ((width, height), texts) = read_picture(svg);
    assert!(!texts.is_empty(), "{name}");
    let mut faults = Vec::new();

    for typeface in typefaces() {
        let frames: Vec<Frame> = texts.iter().map(|text| typeface.frame(text)).collect();
        let place = format!("{name} in {}", typeface.name);
        for (index, (text, frame)) in texts.iter().zip(&frames).enumerate() {
            let is_inside = frame.left >= LEAST_MARGIN * text.size
                && frame.top >= 0.0
                && frame.right <= width - LEAST_MARGIN * text.size
                && frame.bottom <= height;
            if !is_inside {
                faults.push(format!(
                    "{place}: “{}” leaves the picture: {frame:?}",
                    text.words
                ));
            }

            for (other, others) in texts.iter().zip(&frames).skip(index + 1) {
                if !are_apart((text, frame), (other, others)) {
                    faults.push(format!(
                        "{place}: “{}” touches “{}”",
                        text.words, other.words
                    ));
                }
            }
        }
    }
    faults
}

fn are_apart((one, its): (&Text, &Frame), (other, others): (&Text, &Frame)) -> bool {
    // A label may be drawn twice, first as its halo.
    let is_same = one.words == other.words && (one.x, one.y) == (other.x, other.y);
    let is_one_line = (one.y - other.y).abs() < 0.5;
    let gap = if is_one_line {
        LEAST_GAP * one.size.min(other.size)
    } else {
        0.0
    };

    is_same
        || its.bottom <= others.top + 0.1
        || others.bottom <= its.top + 0.1
        || its.right + gap <= others.left
        || others.right + gap <= its.left
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap();
    let mut paths: Vec<PathBuf> = files
        .map(|file| file.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|ending| ending == "svg" || ending == "html")
        })
        .collect();
    paths.sort();
    paths
}

fn check_folder(folder: &Path, count: usize) {
    let mut checked = 0;
    let mut faults = Vec::new();
    for path in files(folder) {
        let name = path.file_name().unwrap().to_string_lossy();
        for svg in pictures(&path) {
            faults.extend(faults_of(&name, &svg));
            checked += 1;
        }
    }

    assert!(checked >= count, "{checked} pictures");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn words_of_forty_pictures_keep_apart_whatever_typeface_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let status = Command::new("bash")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/pictures/draw.sh"
        ))
        .arg(env!("CARGO_BIN_EXE_rates"))
        .arg(folder.path())
        .env("RATES_DB", archive_store())
        .status()
        .unwrap();
    assert!(status.success());
    check_folder(folder.path(), 40 + 6);
}

#[test]
fn words_of_golden_pictures_keep_apart_whatever_typeface_shows_them() {
    check_folder(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/charts/golden")),
        30,
    );
}

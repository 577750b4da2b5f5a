//! What is true of every figure: labels keep apart and inside, nothing is drawn outside, no place is no number; and the
//! golden figures.
//!
//! After a wanted change of the look: `cargo run --example draw_golden`, look at the figures, commit them.

use super::{draw_figure::plan, *};
use crate::{
    chart::{
        data::{PictureStyle, Theme},
        words::Measure,
    },
    error::Error,
    model::Lang,
};
use proptest::prelude::*;

#[path = "../../../examples/draw_golden/figures.rs"]
mod golden;

#[test]
fn golden_figures_are_as_committed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("charts/golden");
    for (name, figure) in golden::figures() {
        let path = folder.join(format!("{name}.svg"));
        let (drawn, committed) = (
            draw_figure_svg(&figure).unwrap(),
            std::fs::read_to_string(&path).unwrap_or_default(),
        );
        assert!(
            drawn == committed,
            "{} differs: cargo run --example draw_golden, then look at it",
            path.display()
        );
    }
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let good = golden::figures().remove(0).1;
    let is_fault = |figure: &Figure| matches!(draw_figure_svg(figure), Err(Error::Draw { .. }));
    let FigureContent::EventStudy(study) = &good.content else {
        panic!("the first is a study")
    };
    let with = |change: fn(&mut EventStudyFigure)| {
        let mut study = study.clone();
        change(&mut study);
        is_fault(&Figure {
            content: FigureContent::EventStudy(study),
            ..good.clone()
        })
    };
    assert!(with(|study| study.caar_pct[3] = f64::NAN));
    assert!(with(|study| study.caar_pct.truncate(3)));
    assert!(with(|study| study.null_pct = Some(Vec::new())));
    assert!(with(|study| study.offsets = (1, 11)));
    assert!(with(
        |study| study.pointwise_pct.as_mut().unwrap()[0].1 = f64::INFINITY
    ));
    assert!(!with(|study| study.window = (-100, 100)));
}

#[test]
fn texts_stay_texts_and_long_terms_are_shortened() {
    let (_, figure) = golden::figures()
        .into_iter()
        .find(|(name, _)| *name == "ranking")
        .unwrap();
    let svg = draw_figure_svg(&figure).unwrap();
    for text in [
        ">санкции<",
        ">Совет директоров Банка России по",
        "…<",
        ">Найдено<",
        "рубль слабее",
    ] {
        assert!(svg.contains(text), "{text}");
    }
}

#[test]
fn a_figure_without_rows_is_its_words() {
    let (_, figure) = golden::figures()
        .into_iter()
        .find(|(name, _)| *name == "ranking")
        .unwrap();
    let empty = |heading: &str| DotGroup {
        heading: heading.to_owned(),
        p_kind: PKind::Single,
        rows: Vec::new(),
    };
    for groups in [vec![], vec![empty("Ничего"), empty("")]] {
        let figure = Figure {
            content: FigureContent::Ranked(RankedDots {
                groups,
                noise_of: None,
            }),
            ..figure.clone()
        };
        check(&figure);
        assert!(
            draw_figure_svg(&figure)
                .unwrap()
                .contains("Найдено 2 слова")
        );
    }
}

#[test]
fn every_golden_figure_keeps_its_promises_in_every_size() {
    for (_, figure) in golden::figures() {
        for size in [
            (320, 200),
            (320, 2160),
            (360, 640),
            (640, 400),
            (800, 600),
            (3840, 2160),
            (3840, 200),
        ] {
            for lang in [Lang::Ru, Lang::En] {
                let style = PictureStyle::new(figure.style.theme, size, 1.0).unwrap();
                check(&Figure {
                    lang,
                    style,
                    ..figure.clone()
                });
            }
        }
    }
}

/// The promises, for one figure.
fn check(figure: &Figure) {
    for measure in [Measure::Own, Measure::Widest] {
        check_measured(figure, measure);
    }
}

fn check_measured(figure: &Figure, measure: Measure) {
    let plan = plan(figure, measure);
    let (width, height) = (
        f64::from(figure.style.size().0),
        f64::from(figure.style.size().1),
    );
    let frames: Vec<_> = plan
        .labels
        .iter()
        .map(|label| (label.frame(measure), &label.text))
        .collect();
    for (at, (frame, text)) in frames.iter().enumerate() {
        let inside = frame.left >= 0.0
            && frame.top >= 0.0
            && frame.right <= width + 0.01
            && frame.bottom <= height;
        assert!(
            inside,
            "{text} leaves the picture {:?}: {frame:?}",
            figure.style.size()
        );
        for (other, its_text) in &frames[at + 1..] {
            let apart = frame.right <= other.left + 0.01
                || other.right <= frame.left + 0.01
                || frame.bottom <= other.top + 0.01
                || other.bottom <= frame.top + 0.01;
            assert!(
                apart,
                "{text} {frame:?} lies on {its_text} {other:?} in {:?}",
                figure.style.size()
            );
        }
    }
    let svg = draw_figure_svg(figure).unwrap();
    for tag in svg
        .split('<')
        .filter_map(|part| Some(part.split_once('>')?.0))
    {
        assert!(!tag.contains("NaN") && !tag.contains("inf"), "{tag}");
    }
    let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
    let (ink, size) = (tree.root().abs_layer_bounding_box(), tree.size());
    assert!(
        ink.x() >= -0.01
            && ink.y() >= -0.01
            && ink.right() <= size.width() + 0.01
            && ink.bottom() <= size.height() + 0.01,
        "{ink:?} in {size:?}"
    );
}

/// Figures of every magnitude, flat ones too.
fn any_figure(count: usize) -> impl Strategy<Value = Vec<f64>> {
    let unit = prop_oneof![4 => -1.0f64..1.0, 1 => Just(0.0), 1 => Just(0.5)];
    (prop::collection::vec(unit, count), -7i32..6).prop_map(|(units, power)| {
        units
            .into_iter()
            .map(|unit| unit * 10f64.powi(power))
            .collect()
    })
}

fn any_band(count: usize) -> impl Strategy<Value = Vec<(f64, f64)>> {
    (any_figure(count), any_figure(count))
        .prop_map(|(one, other)| one.into_iter().zip(other).collect())
}

fn any_study() -> impl Strategy<Value = FigureContent> {
    (0i32..40, 0i32..40).prop_flat_map(|(before, after)| {
        let count = usize::try_from(before + after + 1).unwrap();
        let band = || prop::option::of(any_band(count));
        (
            any_figure(count),
            band(),
            band(),
            band(),
            -45i32..45,
            0i32..9,
        )
            .prop_map(
                move |(caar_pct, pointwise_pct, whole_pct, null_pct, from, long)| {
                    FigureContent::EventStudy(EventStudyFigure {
                        offsets: (-before, after),
                        caar_pct,
                        pointwise_pct,
                        whole_pct,
                        null_pct,
                        window: (from, from + long),
                        effect_pct: (long > 0).then(|| f64::from(from) / 10.0),
                    })
                },
            )
    })
}

fn any_lags() -> impl Strategy<Value = FigureContent> {
    (0i32..40, 0i32..40).prop_flat_map(|(before, after)| {
        let count = usize::try_from(before + after + 1).unwrap();
        (
            any_figure(count),
            any_band(count),
            prop::option::of(-before..=after),
        )
            .prop_map(move |(correlations, null, best_lag)| {
                FigureContent::Lags(LagBars {
                    lags: (-before, after),
                    correlations,
                    null,
                    best_lag,
                })
            })
    })
}

fn any_row() -> impl Strategy<Value = DotRow> {
    let interval = prop::option::of((-5.0f64..5.0, -5.0f64..5.0));
    let noise = prop::option::of(0.0f64..9.0);
    (
        "\\PC{0,40}",
        any_figure(1),
        (interval, noise),
        any::<bool>(),
        0usize..1_000_000,
        0.0f64..=1.0,
    )
        .prop_map(
            |(term, effect, (interval_pct, noise_pct), is_weaker, events, p)| DotRow {
                term,
                effect_pct: effect[0],
                interval_pct,
                noise_pct,
                direction: if is_weaker {
                    Direction::Weaker
                } else {
                    Direction::Stronger
                },
                events,
                p,
            },
        )
}

fn any_ranking() -> impl Strategy<Value = FigureContent> {
    let kinds = prop::sample::select(vec![PKind::Single, PKind::Adjusted, PKind::Q]);
    let group = (
        "[а-я ;]{0,90}",
        kinds,
        prop::collection::vec(any_row(), 0..14),
    )
        .prop_map(|(heading, p_kind, rows)| DotGroup {
            heading,
            p_kind,
            rows,
        });
    prop::collection::vec(group, 0..5)
        .prop_flat_map(|groups| (Just(groups), prop::option::of(0usize..1_000_000)))
        .prop_map(|(groups, noise_of)| FigureContent::Ranked(RankedDots { groups, noise_of }))
}

fn any_caption() -> impl Strategy<Value = Caption> {
    (
        "\\PC{0,60}",
        "[а-яё %=—.]{0,600}",
        "\\PC{0,200}",
        "[а-я ]{0,300}",
        "\\PC{0,120}",
    )
        .prop_map(|(title, verdict, note, footnote, source)| Caption {
            title,
            verdict,
            note,
            footnote,
            source,
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever is shown, said and asked for.
    #[test]
    fn labels_keep_apart_and_inside(
        content in prop_oneof![any_study(), any_lags(), any_ranking()],
        caption in any_caption(),
        size in prop_oneof![Just((320, 200)), Just((360, 640)), Just((1600, 900)), (320u32..3841, 200u32..2161)],
        is_russian in any::<bool>(),
        theme in prop::sample::select(vec![Theme::Light, Theme::Dark, Theme::Print]),
    ) {
        let lang = if is_russian { Lang::Ru } else { Lang::En };
        let style = PictureStyle::new(theme, size, 1.0).unwrap();
        check(&Figure { style, ..Figure::new(content, caption, lang) });
    }
}

//! What is true of every picture: labels keep apart and inside, nothing is drawn outside, text appears; and the
//! golden pictures.
//!
//! After a wanted change of the look: `cargo run --example draw_golden`, look at the pictures, commit them.

use super::*;
use crate::{
    chart::{plan::Plan, words::Measure},
    error::Error,
    model::{Currency, Decimal, Every, Lang, Nominal, Record, Series, Span, Spans},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

#[path = "../../examples/draw_golden/specs.rs"]
mod golden;

pub fn span(from: Date, to: Date) -> Span {
    Span::new(from, to).unwrap()
}

pub fn series(code: &str, records: &[(Date, i64, &str)], coverage: &[Span]) -> Series {
    let record = |(day, nominal, value): &(Date, i64, &str)| {
        let value_e4 = Decimal::parse(value).unwrap().to_e4().unwrap();
        Record::new(*day, Nominal::new(*nominal).unwrap(), value_e4).unwrap()
    };
    let records = records.iter().map(record).collect();
    Series::new(
        Currency::find(code).unwrap(),
        records,
        coverage.iter().copied().collect(),
    )
}

fn figures(spec: &Spec) -> Vec<(String, String, Option<String>)> {
    let of = |line: &Line| {
        (
            line.label(),
            line.last.value_text(),
            line.last.change_text(),
        )
    };
    spec.lines.iter().map(of).collect()
}

#[test]
fn golden_pictures_are_as_committed() {
    for (name, spec) in golden::specs().unwrap() {
        let path = golden::folder().join(format!("{name}.svg"));
        let (drawn, committed) = (
            draw_svg(&spec).unwrap(),
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
fn a_change_of_nominal_is_no_jump() {
    let days = [date(2024, 5, 21), date(2024, 5, 22), date(2024, 5, 23)];
    let records = [
        (days[0], 1, "0.5812"),
        (days[1], 100, "58.0500"),
        (days[2], 100, "57.9000"),
    ];
    let whole = span(days[0], days[2]);
    let spec = Spec::new(&[series("JPY", &records, &[whole])], whole, Lang::Ru).unwrap();
    let values: Vec<_> = spec.lines[0].points().map(|point| point.value).collect();
    assert_eq!(values, [58.12, 58.05, 57.9]);
    assert_eq!(
        figures(&spec),
        [(
            "100 JPY".to_owned(),
            "57.90".to_owned(),
            Some("−0.15".to_owned())
        )]
    );
}

#[test]
fn old_rubles_and_old_lira_count_in_present_ones_and_it_is_said() {
    let records = [
        (date(1997, 12, 30), 1, "5960.0000"),
        (date(1998, 1, 1), 1, "5.9600"),
    ];
    let whole = span(date(1997, 12, 30), date(1998, 1, 2));
    let usd = series("USD", &records, &[whole]);
    let spec = Spec::new(std::slice::from_ref(&usd), whole, Lang::Ru).unwrap();
    assert_eq!(spec.lines[0].extent(), (5.96, 5.96));
    assert!(
        draw_svg(&spec)
            .unwrap()
            .contains("До 1998 года — в новых рублях: 1 новый = 1\u{a0}000 старых")
    );
    let before = Spec::new(
        std::slice::from_ref(&usd),
        Span::day(date(1997, 12, 30)),
        Lang::En,
    )
    .unwrap();
    assert_eq!(before.lines[0].extent(), (5.96, 5.96));
    assert!(
        draw_svg(&before)
            .unwrap()
            .contains("Before 1998 in new rubles: 1 new = 1,000 old")
    );
    let after = Spec::new(&[usd], Span::day(date(1998, 1, 1)), Lang::En).unwrap();
    assert!(!draw_svg(&after).unwrap().contains("1998 in new"));

    let records = [
        (date(2004, 12, 29), 1_000_000, "20.5741"),
        (date(2005, 1, 1), 1, "20.6925"),
    ];
    let whole = span(date(2004, 12, 29), date(2005, 1, 1));
    let spec = Spec::new(&[series("TRY", &records, &[whole])], whole, Lang::En).unwrap();
    assert_eq!(spec.lines[0].extent(), (20.5741, 20.6925));
    assert!(
        draw_svg(&spec)
            .unwrap()
            .contains("TRY before 1 January 2005 in present units")
    );
}

#[test]
fn a_hole_stays_open_and_days_off_do_not() {
    let records = [
        (date(2024, 1, 10), 1, "90.0000"),
        (date(2024, 1, 13), 1, "91.0000"),
        (date(2024, 1, 16), 1, "90.5000"),
        (date(2024, 2, 6), 1, "92.0000"),
    ];
    let known = [
        span(date(2024, 1, 10), date(2024, 1, 17)),
        span(date(2024, 2, 6), date(2024, 2, 7)),
    ];
    let spec = Spec::new(
        &[series("USD", &records, &known)],
        span(date(2024, 1, 12), date(2024, 2, 7)),
        Lang::Ru,
    )
    .unwrap();
    let runs: Vec<_> = spec.lines[0]
        .runs
        .iter()
        .map(|run| run.points.len())
        .collect();
    assert_eq!(runs, [3, 1]);
    let changes: Vec<_> = spec.lines[0].points().map(|point| point.change).collect();
    assert_eq!(changes, [None, Some(1.0), Some(-0.5), None]);
    assert_eq!(figures(&spec)[0].2, None);
}

#[test]
fn what_cannot_be_drawn_is_an_error() {
    let day = Span::day(date(2024, 5, 21));
    let usd = series("USD", &[(date(2024, 5, 21), 1, "90.6537")], &[day]);
    assert!(matches!(
        Spec::new(&[], day, Lang::Ru),
        Err(Error::Draw { .. })
    ));
    let elsewhere = Spec::new(
        std::slice::from_ref(&usd),
        Span::day(date(2024, 5, 22)),
        Lang::Ru,
    );
    assert!(matches!(elsewhere, Err(Error::NoRecords { .. })));
    for size in [(319, 200), (320, 199), (3841, 900), (1600, 2161)] {
        assert!(
            matches!(
                PictureStyle::new(Theme::Light, size, 1.0),
                Err(Error::Draw { .. })
            ),
            "{size:?}"
        );
    }
    for scale in [0.0, 0.9, 2.1, f32::NAN] {
        assert!(
            matches!(
                PictureStyle::new(Theme::Light, (1600, 900), scale),
                Err(Error::Draw { .. })
            ),
            "{scale}"
        );
    }
}

fn sized(width: u32, height: u32) -> PictureStyle {
    PictureStyle::new(Theme::Light, (width, height), 1.0).unwrap()
}

#[test]
fn a_title_is_escaped_and_shortened() {
    let day = Span::day(date(2024, 5, 21));
    let mut spec = Spec::new(
        &[series("USD", &[(date(2024, 5, 21), 1, "90.6537")], &[day])],
        day,
        Lang::Ru,
    )
    .unwrap();
    spec.title = Some("A <b> & \"c\"\n]]> ".repeat(40));
    spec.style = sized(320, 200);
    let svg = draw_svg(&spec).unwrap();
    assert!(svg.contains("A &lt;b&gt; &amp; &quot;c&quot; ]]&gt;") && svg.contains('…'));
    resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).unwrap();
    check_plan(&spec);
    spec.title = Some(String::new());
    check_plan(&spec);
}

/// fontdb finds no font when a name differs by a letter's case, and the text is then gone without a word.
#[test]
fn text_appears_in_a_png() {
    let day = Span::day(date(2024, 5, 21));
    let mut spec = Spec::new(
        &[series("USD", &[(date(2024, 5, 21), 1, "90.6537")], &[day])],
        day,
        Lang::Ru,
    )
    .unwrap();
    spec.style = sized(400, 300);
    let mut inked = |title: &str| {
        spec.title = Some(title.to_owned());
        let bytes = draw_png(&spec).unwrap().bytes;
        let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        pixels
            .iter()
            .map(|channel| 255 - u64::from(*channel))
            .sum::<u64>()
            / (3 * 255)
    };
    let (dot, word, words, ruble) = (
        inked("."),
        inked("Курс"),
        inked("Курс доллара"),
        inked("Курс ₽"),
    );
    let texts = format!("ink of texts: {dot} {word} {words} {ruble}");
    assert!(
        dot + 100 < word && word + 200 < words && word + 15 < ruble && ruble < words,
        "{texts}"
    );
}

/// The promises of `layout`, for one picture.
fn check_plan(spec: &Spec) {
    for measure in [Measure::Own, Measure::Widest] {
        check_plan_measured(spec, measure);
    }
    let plan = Plan::for_any_viewer(spec);
    check_lines_of_marks(&plan);
}

/// No line and no bar of a mark strikes out a label, however wide the letters of a viewer are.
fn check_lines_of_marks(plan: &Plan) {
    let marks = &plan.marks;
    let edges = marks.edges.iter().map(|(edge, _)| edge);
    let lines = marks.stems.iter().chain(&marks.methods).chain(edges);
    for line in lines.chain(&marks.ticks) {
        for label in &plan.labels {
            let frame = label.frame(Measure::Widest);
            assert!(frame.is_apart(&line.frame(), 0.0), "{}", label.text);
        }
    }
}

fn check_plan_measured(spec: &Spec, measure: Measure) {
    let plan = Plan::new(spec, measure);
    let frames: Vec<_> = plan
        .labels
        .iter()
        .map(|label| (label.frame(measure), &label.text))
        .collect();
    for (at, (frame, text)) in frames.iter().enumerate() {
        let (width, height) = spec.style.size_px();
        let inside =
            frame.left >= 0.0 && frame.top >= 0.0 && frame.right <= width && frame.bottom <= height;
        assert!(inside, "{text} leaves the picture: {frame:?}");
        for (other, its_text) in &frames[at + 1..] {
            let apart = frame.right <= other.left
                || other.right <= frame.left
                || frame.bottom <= other.top + 0.01
                || other.bottom <= frame.top + 0.01;
            assert!(apart, "{text} {frame:?} lies on {its_text} {other:?}");
        }
    }
    for panel in &plan.panels {
        assert!(
            panel.frame.width() >= 30.0 && panel.frame.height() >= 15.0,
            "{:?}",
            panel.frame
        );
    }
}

fn check_svg(spec: &Spec) {
    let svg = draw_svg(spec).unwrap();
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
            && ink.bottom() <= size.height() + 0.01
    );
}

/// A series of up to 12,000 days: each currency about a level of its own, with leaps, flat stretches and holes.
pub fn any_series(code: &'static str) -> impl Strategy<Value = Series> {
    let steps = prop::collection::vec((1i64..5, -40i32..=40), 1..120);
    let shape = (
        0i64..4000,
        steps,
        1i64..100,
        -3i32..4,
        prop::collection::vec((0i64..9000, 0i64..60), 0..3),
    );
    shape.prop_map(move |(start, steps, stretch, magnitude, holes)| {
        let first = date(1992, 7, 1) + start.days();
        let (mut day, mut value) = (first, 30.0 * 10f64.powi(magnitude));
        let mut records = Vec::new();
        for (days, move_pct) in steps {
            let value_e4 = (value * 1e4).clamp(1.0, 1e11);
            #[expect(clippy::cast_possible_truncation, reason = "clamped")]
            records.push(Record::new(day, Nominal::ONE, value_e4 as i64).unwrap());
            day += (days * stretch).days();
            value *= 1.0 + f64::from(move_pct) / 100.0;
        }
        let mut coverage: Spans = [span(first, day)].into_iter().collect();
        for (from, length) in holes {
            let from = first + from.days();
            coverage.remove(span(from, from + length.days()));
        }
        records.retain(|record| coverage.containing(record.record_date()).is_some());
        Series::new(Currency::find(code).unwrap(), records, coverage)
    })
}

/// Marks in and about a span of `length` days: days and periods with short and long labels, moves, days with a term.
fn any_marks(start: i64, length: i64) -> impl Strategy<Value = Marks> {
    let first = date(1992, 7, 1) + start.days();
    let day = move |part: i64| first + (part * (length + 1) / 1000).days();
    let what = prop_oneof![
        ("\\PC{1,60}", prop::option::of("[абв]"))
            .prop_map(|(label, kind)| Marked::Event { label, kind }),
        prop::option::of("[а-я ]{0,200}").prop_map(|headline| Marked::Move {
            code: "USD",
            percent: Decimal::parse("-12.3456").unwrap(),
            headline
        }),
    ];
    let mark = (-100i64..1100, 0i64..300, any::<bool>(), what).prop_map(
        move |(from, lasts, is_day, what)| {
            let from = day(from);
            let to = if is_day {
                from
            } else {
                from + (lasts * (length + 1) / 1000).days()
            };
            Mark {
                days: span(from, to),
                what,
            }
        },
    );
    let flagged = prop_oneof![
        Just(Vec::new()),
        prop::collection::vec(mark.clone(), 1..8),
        prop::collection::vec(mark, 8..130)
    ];
    let term = prop::option::of(("\\PC{1,40}", prop::collection::btree_set(0i64..1000, 0..40)));
    (flagged, term, any::<bool>(), any::<bool>()).prop_map(
        move |(flagged, term, shows_methods, shows_key_rate)| {
            let of_days = |(term, days): (String, std::collections::BTreeSet<i64>)| TermDays {
                term,
                days: days
                    .into_iter()
                    .map(|part| (day(part), 1 + usize::from(part % 3 == 0)))
                    .collect(),
            };
            Marks {
                flagged,
                term: term.map(of_days),
                shows_methods,
                shows_key_rate,
                headline_sources: Vec::new(),
            }
        },
    )
}

fn any_values() -> impl Strategy<Value = Values> {
    prop::sample::select(vec![
        Values::Rates(Scale::Logarithmic),
        Values::Percent,
        Values::Index(Scale::Linear),
        Values::Index(Scale::Logarithmic),
    ])
}

/// Lines, lines with an average or a band or both, or ranges.
fn any_shape() -> impl Strategy<Value = Shape> {
    let lines = (
        prop::option::of(1usize..60),
        prop::option::of(Just(Vec::new())),
    )
        .prop_map(|(mean, band)| Shape::Lines { mean, band });
    let every = vec![Every::Week, Every::Month, Every::Quarter, Every::Year];
    prop_oneof![3 => lines, 2 => prop::sample::select(every).prop_map(Shape::Ranges)]
}

/// A band of up to ±60 % about all records but some of the first.
fn with_band(mut shape: Shape, series: &[Series]) -> Shape {
    if let Shape::Lines {
        band: Some(band), ..
    } = &mut shape
    {
        let sigmas = |one: &Series| {
            let records = one.records().iter().enumerate().skip(3);
            records
                .map(|(at, record)| (record.record_date(), 0.5 * (at % 60) as f64))
                .collect()
        };
        *band = series.iter().map(sigmas).collect();
    }
    shape
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    /// Whatever the figures, the span and the size: labels keep apart and inside, and no place is no number.
    #[test]
    fn labels_keep_apart_and_inside(
        all in (any_series("USD"), any_series("EUR"), any_series("JPY"), any_series("KZT"), any_series("TRY"), any_series("CNY"), any_series("GBP"), any_series("IDR")),
        count in 1usize..9,
        (days, marks) in (0i64..12_000, 0i64..12_000, any::<bool>()).prop_flat_map(|(start, length, is_short)| {
            let length = if is_short { length % 60 } else { length };
            ((Just(start), Just(length)), any_marks(start, length))
        }),
        size in prop_oneof![Just((320, 200)), Just((1600, 900)), (320u32..3841, 200u32..2161)],
        is_russian in any::<bool>(),
        title in prop::option::of("\\PC{0,80}"),
        values in prop_oneof![4 => Just(Values::default()), 6 => any_values()],
        shape in any_shape(),
    ) {
        let all: Vec<Series> = [all.0, all.1, all.2, all.3, all.4, all.5, all.6, all.7].into_iter().take(count).collect();
        let from = date(1992, 7, 1) + days.0.days();
        let chosen = span(from, from + days.1.days());
        let lang = if is_russian { Lang::Ru } else { Lang::En };
        let drawable: Vec<Series> = all.into_iter().filter(|one| Spec::new(std::slice::from_ref(one), chosen, lang).is_ok()).collect();
        prop_assume!(!drawable.is_empty());
        let view = View { values, shape: with_band(shape, &drawable) };
        // Lines without a common day cannot count from one: they are drawn as rates.
        let plain = || Spec::new(&drawable, chosen, lang).unwrap();
        let mut spec = match Spec::with_view(&drawable, chosen, lang, view) {
            Err(Error::Usage { .. }) if values.is_relative() => plain(),
            made => made.unwrap(),
        };
        (spec.style, spec.title, spec.marks) = (sized(size.0, size.1), title, marks);
        check_plan(&spec);
        check_svg(&spec);
    }
}

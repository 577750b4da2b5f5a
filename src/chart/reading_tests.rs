//! What a reader must be able to see: where each period ends, of what and in which unit the bars are, every label and
//! every line.

use super::{tests::*, *};
use crate::{
    chart::{
        plan::{Frame, Plan, Upright},
        words::Measure,
    },
    model::Lang,
};
use jiff::civil::{Date, date};

/// The rates by week, as parts of the first.
const WEEKS: [f64; 9] = [1.0, 1.01, 1.05, 1.02, 0.97, 1.01, 1.04, 1.03, 1.02];

const WHOLE: (Date, Date) = (date(2024, 5, 1), date(2024, 6, 30));

/// Two months of a rate that moves once a week.
fn spec_of(codes: &[(&'static str, i64, f64)], lang: Lang, view: View) -> Spec {
    let (from, to) = WHOLE;
    let whole = span(from, to);
    let all: Vec<_> = codes
        .iter()
        .map(|(code, nominal, level)| {
            let records: Vec<_> = (0..9i8)
                .map(|week| {
                    let day = from.saturating_add(jiff::Span::new().days(7 * week));
                    let value = level * WEEKS[usize::from(week.unsigned_abs())];
                    (day, *nominal, format!("{value:.4}"))
                })
                .collect();
            let records: Vec<_> = records
                .iter()
                .map(|(day, nominal, value)| (*day, *nominal, value.as_str()))
                .collect();
            series(code, &records, &[whole])
        })
        .collect();

    Spec::with_view(&all, whole, lang, view).unwrap()
}

fn usd(lang: Lang) -> Spec {
    spec_of(&[("USD", 1, 90.0)], lang, View::default())
}

fn texts(spec: &Spec) -> Vec<String> {
    let labels = Plan::new(spec, Measure::Own).labels.into_iter();
    labels.map(|label| label.text).collect()
}

#[track_caller]
fn check_has(spec: &Spec, expected: &str) {
    let texts = texts(spec);
    assert!(texts.iter().any(|one| one == expected), "{texts:#?}");
}

fn sized(spec: Spec, width: u32, height: u32) -> Spec {
    let style = PictureStyle::new(Theme::Dark, (width, height), 1.0).unwrap();
    spec.styled(style, None)
}

fn period(from: Date, to: Date, label: &str, kind: &str) -> Mark {
    Mark {
        days: span(from, to),
        what: Marked::Event {
            label: label.to_owned(),
            kind: Some(kind.to_owned()),
        },
    }
}

/// The first seemed to end where the second began, the third and the fourth were one field.
fn overlapping(lang: Lang) -> Spec {
    let mut spec = usd(lang);
    spec.marks.flagged = vec![
        period(date(2024, 5, 6), date(2024, 5, 20), "Первый", "а"),
        period(date(2024, 5, 13), date(2024, 5, 31), "Второй", "б"),
        period(date(2024, 6, 3), date(2024, 6, 14), "Третий", "в"),
        period(date(2024, 6, 10), date(2024, 6, 24), "Четвёртый", "в"),
    ];
    spec
}

#[test]
fn the_end_of_every_overlapping_period_has_a_line_at_any_size() {
    for (width, height) in [
        (320, 200),
        (600, 315),
        (1000, 560),
        (1600, 900),
        (3840, 2160),
    ] {
        let spec = sized(overlapping(Lang::Ru), width, height);
        let plan = Plan::new(&spec, Measure::Own);
        let rates = plan.panels[0].frame;
        let mut right: Vec<_> = plan
            .marks
            .bands
            .iter()
            .map(|(frame, _)| frame.right)
            .collect();
        right.truncate(4);
        for end in right {
            let mut edges = plan.marks.edges.iter();
            let is_seen = edges.any(|(edge, _)| {
                let Upright { x, top, bottom } = *edge;
                (x - end).abs() < 0.01 && bottom - top > 0.5 * rates.height()
            });
            assert!(is_seen, "{width} × {height}: no line at {end}");
        }
        let svg = draw_svg(&spec).unwrap();
        assert!(svg.matches("fill-opacity=\"0.1\"").count() >= 4);
    }
}

#[test]
fn a_period_that_goes_on_beyond_the_picture_has_no_line_at_its_edge() {
    let mut spec = usd(Lang::En);
    spec.marks.flagged = vec![period(date(2024, 4, 1), date(2024, 5, 20), "Long", "a")];
    let plan = Plan::new(&spec, Measure::Own);
    let end = plan.marks.bands[0].0.right;
    let edges = plan.marks.edges.iter();
    assert!(edges.clone().count() > 0);
    assert!(
        edges
            .into_iter()
            .all(|(edge, _)| (edge.x - end).abs() < 0.01)
    );
}

#[test]
fn the_key_leaves_out_kinds_before_days() {
    check_has(&sized(overlapping(Lang::Ru), 1000, 560), "6–20 мая 2024");
    let mut spec = sized(overlapping(Lang::Ru), 600, 315);
    for mark in &mut spec.marks.flagged {
        mark.what = Marked::Event {
            label: "Заседание совета".to_owned(),
            kind: Some("решения, о которых объявлено".to_owned()),
        };
    }
    let texts = texts(&spec);
    let days = texts
        .iter()
        .filter(|text| text.contains("05") || text.contains("мая"));
    assert!(days.count() >= 2, "{texts:#?}");
    assert!(texts.contains(&"Заседание совета".to_owned()), "{texts:#?}");
}

#[test]
fn a_key_without_room_for_days_has_no_kinds() {
    let mut spec = sized(usd(Lang::Ru), 400, 320);
    let labels = ["Спор", "Заседание, которое перенесли на неделю"];
    let periods = (2010..2022).zip(labels.into_iter().cycle());
    spec.marks.flagged = periods
        .map(|(year, label)| period(date(year, 5, 6), date(2024, 5, 20), label, "б"))
        .collect();
    let texts = texts(&spec);
    assert!(texts.contains(&"Спор".to_owned()), "{texts:#?}");
    assert!(!texts.iter().any(|text| text.contains("20.05.24")));
}

/// In wider letters "0.1253" began on the figures of its axis.
#[test]
fn extremes_are_inside_their_panel_in_any_viewer() {
    let first = [1.0, 1.1, 1.2, 1.3];
    let records: Vec<_> = (1..=4i8)
        .zip(first)
        .map(|(day, part)| (date(2024, 5, day), 1, format!("{:.4}", 90.0 * part)))
        .collect();
    let records: Vec<_> = records
        .iter()
        .map(|(day, nominal, value)| (*day, *nominal, value.as_str()))
        .collect();
    let whole = span(date(2024, 5, 1), date(2024, 5, 30));
    let usd = series("USD", &records, &[whole]);
    let spec = Spec::new(&[usd], whole, Lang::Ru).unwrap();
    let plan = Plan::new(&spec, Measure::Own);
    let label = plan
        .labels
        .iter()
        .find(|label| label.text == "90.00 · 1 мая");
    let frame = label.unwrap().frame(Measure::Widest);
    assert!(frame.left >= plan.panels[0].frame.left, "{}", frame.left);
}

#[test]
fn changes_are_in_rubles_and_not_in_the_currency() {
    check_has(&usd(Lang::En), "Daily change, rubles");
    check_has(&usd(Lang::Ru), "Изменение за день, рубли");
    let percent = || View {
        values: Values::Percent,
        ..View::default()
    };
    check_has(
        &spec_of(&[("USD", 1, 90.0)], Lang::En, percent()),
        "Daily change, %",
    );

    let yen = spec_of(&[("JPY", 100, 58.0)], Lang::En, View::default());
    check_has(&yen, "Daily change, rubles: 100 JPY");
    let two = [("USD", 1, 90.0), ("EUR", 1, 98.0)];
    check_has(
        &spec_of(&two, Lang::Ru, View::default()),
        "Изменение за день, рубли: EUR",
    );
    check_has(
        &spec_of(&two, Lang::Ru, percent()),
        "Изменение за день, %: USD",
    );
}

#[test]
fn of_many_currencies_it_is_said_which_one_has_bars() {
    let many = [("USD", 1, 90.0), ("EUR", 1, 98.0), ("GBP", 1, 114.0)];
    check_has(
        &spec_of(&many, Lang::En, View::default()),
        "Daily change, rubles: USD, the first of 3",
    );
    check_has(
        &spec_of(&many, Lang::Ru, View::default()),
        "Изменение за день, рубли: USD, первая из 3",
    );
}

#[test]
fn per_cent_are_of_no_nominal() {
    let view = View {
        values: Values::Percent,
        ..View::default()
    };
    let spec = spec_of(&[("KZT", 100, 20.0)], Lang::Ru, view);
    check_has(&spec, "KZT +2.00\u{a0}%");
    check_has(&spec, "100 KZT = 20.40 ₽");
}

const NINE: [&str; 9] = [
    "USD", "EUR", "GBP", "CHF", "CNY", "INR", "KZT", "TRY", "JPY",
];

#[test]
fn the_ninth_line_has_the_first_ink_and_is_broken() {
    let levels = (0..9i32).map(f64::from);
    let nine: Vec<_> = NINE
        .into_iter()
        .zip(levels)
        .map(|(code, at)| (code, 1, 80.0 + at))
        .collect();
    let index = || View {
        values: Values::Index(Scale::Linear),
        ..View::default()
    };
    let strokes = |lines: &[(&'static str, i64, f64)]| {
        let spec = spec_of(lines, Lang::En, index());
        let svg = draw_svg(&spec).unwrap();
        svg.split("<path")
            .filter(|path| path.contains("#0a5ca8"))
            .map(|path| path.matches('m').count())
            .max()
    };
    assert!(strokes(&nine) > strokes(&nine[..8]), "{:?}", strokes(&nine));
}

#[test]
fn more_lines_than_inks_and_strokes_are_refused() {
    let (from, to) = WHOLE;
    let whole = span(from, to);
    let usd = series("USD", &[(from, 1, "90.0000")], &[whole]);
    assert!(Spec::new(&vec![usd.clone(); 24], whole, Lang::En).is_ok());
    let error = Spec::new(&vec![usd; 25], whole, Lang::En).unwrap_err();
    assert!(error.to_string().contains("name 24 at most"), "{error}");
}

/// "88.44 · 29 мая" was struck through by the line of the grid at 88.
#[test]
fn no_line_of_the_grid_strikes_out_a_label_in_any_viewer() {
    let mut struck = 0;
    for level in 0..40 {
        let spec = spec_of(
            &[("USD", 1, 80.0 + f64::from(level))],
            Lang::Ru,
            View::default(),
        );
        let spec = sized(spec, 1000, 560);
        let plan = Plan::new(&spec, Measure::Own);
        for panel in &plan.panels {
            for y in panel.ticks.iter().map(|tick| panel.y(*tick)) {
                let met = plan.labels.iter().filter(|label| {
                    let Frame {
                        left,
                        top,
                        right,
                        bottom,
                    } = label.frame(Measure::Widest);
                    (top..bottom).contains(&y)
                        && panel.frame.left < left
                        && right < panel.frame.right
                });
                for label in met {
                    struck += 1;
                    let frame = label.frame(Measure::Widest);
                    let parts = plan.level_parts(y, panel.frame.sides());
                    let is_free = parts
                        .iter()
                        .all(|(from, to)| *to <= frame.left || frame.right <= *from);
                    assert!(is_free, "{} at {y}: {parts:?}", label.text);
                }
            }
        }
    }
    assert!(struck > 0, "no label met a line of the grid");
}

/// 34 identical ticks said nothing.
#[test]
fn days_with_a_term_have_bars_as_high_as_their_headlines_are_many() {
    let mut spec = usd(Lang::Ru);
    spec.marks.term = Some(TermDays {
        term: "санкции".to_owned(),
        days: [(6, 1), (20, 4), (28, 2)]
            .map(|(day, count)| (date(2024, 5, day), count))
            .into(),
    });
    let plan = Plan::for_any_viewer(&spec);
    let heights: Vec<_> = plan
        .marks
        .ticks
        .iter()
        .map(|bar| bar.bottom - bar.top)
        .collect();
    assert!((heights[1] - 4.0 * heights[0]).abs() < 0.01, "{heights:?}");
    assert!((heights[2] - 2.0 * heights[0]).abs() < 0.01, "{heights:?}");
    let said = "столбики — «санкции»: 7 заголовков за 3 дня, больше всего 20 мая — 4";
    assert!(texts(&spec).iter().any(|text| text.ends_with(said)));

    let whole = span(date(2023, 12, 1), WHOLE.1);
    let mut of_two_years = Spec::new(
        &[series("USD", &[(whole.from(), 1, "90.0000")], &[whole])],
        whole,
        Lang::Ru,
    )
    .unwrap();
    of_two_years.marks = spec.marks.clone();
    let said = said.replace("20 мая", "20 мая 2024");
    assert!(
        texts(&of_two_years)
            .iter()
            .any(|text| text.ends_with(&said))
    );

    for bar in &plan.marks.ticks {
        for label in &plan.labels {
            let Frame {
                left,
                top,
                right,
                bottom,
            } = label.frame(Measure::Widest);
            let is_struck = left < bar.x && bar.x < right && top < bar.bottom && bar.top < bottom;
            assert!(!is_struck, "{}", label.text);
        }
    }
}

#[test]
fn the_foot_names_where_headlines_come_from() {
    let mut spec = usd(Lang::En);
    for source in [
        "lenta.ru",
        "tass.ru",
        "lenta.ru",
        "ria.ru",
        "rbc.ru",
        "vedomosti.ru",
    ] {
        spec.marks.cite(source.to_owned());
    }
    let foot = "Source: Bank of Russia, cbr.ru. Last record: 26 June 2024. Headlines: lenta.ru, tass.ru, ria.ru and 2 more";
    check_has(&spec, foot);
    check_has(
        &sized(spec, 320, 200),
        "Bank of Russia, record of 26 June 2024. Headlines: lenta.ru and 4 more",
    );
}

#[test]
fn dashed_lines_are_said_to_be_changes_of_the_method_of_the_bank() {
    let mut spec = usd(Lang::Ru);
    spec.marks.shows_methods = true;
    check_has(
        &spec,
        "Пунктир: Банк сменил способ, которым устанавливает курс",
    );
    check_has(&spec, "13 июн 2024: внебиржевые сделки банков");
}

#[test]
fn may_is_in_the_genitive_after_a_day() {
    let mut spec = usd(Lang::Ru);
    spec.marks.flagged = vec![
        period(date(2024, 5, 21), date(2024, 5, 24), "Форум", "а"),
        period(date(2024, 5, 28), date(2024, 5, 28), "Ставка", "а"),
    ];
    check_has(&spec, "21–24 мая 2024");
    check_has(&spec, "28 мая 2024");
    let texts = texts(&spec);
    let wrong = texts
        .iter()
        .find(|text| text.split(' ').any(|word| word == "май"));
    assert_eq!(wrong, None);
}

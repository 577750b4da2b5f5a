//! Charts of text as they come out, and what is true of all of them.

use super::{text_chart::MOST_COLUMNS, *};
use crate::{
    chart::{
        data::Spec,
        tests::{any_series, series, span},
    },
    model::{Lang, Series, Span},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;
use textwrap::core::display_width;

const MAY: [(i8, &str, &str); 9] = [
    (14, "91.1254", "98.2643"),
    (15, "91.2595", "98.5195"),
    (16, "91.0758", "98.6306"),
    (17, "90.9239", "98.9517"),
    (18, "90.9873", "98.7776"),
    (21, "90.6537", "98.5842"),
    (22, "90.4082", "98.2970"),
    (23, "89.9584", "97.7308"),
    (24, "90.1915", "97.6531"),
];

fn day(day: i8) -> Date {
    date(2024, 5, day)
}

fn usd_and_eur(days: &[Span]) -> [Series; 2] {
    let known = |day: Date| days.iter().any(|span| span.contains(day));
    let of = |figure: fn(&(i8, &'static str, &'static str)) -> &'static str| {
        let records = MAY
            .iter()
            .map(|row| (day(row.0), 1, figure(row)))
            .filter(|record| known(record.0));
        records.collect::<Vec<_>>()
    };
    [
        series("USD", &of(|row| row.1), days),
        series("EUR", &of(|row| row.2), days),
    ]
}

const fn look(colour: TextColour) -> TextLook {
    TextLook {
        colour,
        letters: TextLetters::Unicode,
    }
}

#[track_caller]
fn check(series: &[Series], columns: usize, expected: &str) {
    let spec = Spec::new(series, span(day(14), day(24)), Lang::En).unwrap();
    let drawn = draw_text(&spec, columns, look(TextColour::Plain));
    assert_eq!(drawn, expected.strip_prefix('\n').unwrap(), "\n{drawn}");
}

#[test]
fn one_line_is_as_it_should_be() {
    let [usd, _] = usd_and_eur(&[span(day(14), day(24))]);
    check(
        &[usd],
        60,
        r"
US dollar
Official rate of the Bank of Russia · 14–24 May 2024
     │   91.26 · 15 May
     │   ⡖⠒⠒⢲
     │⠒⠒⠒⠃  ⢸⣀⣀⣀⡀
91.0 ┤          ⡇  ⢠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⡄
     │          ⠉⠉⠉⠉          ⡇
     │                        ⡇
     │                        ⠓⠒⠒⢲
90.5 ┤                           ⢸
     │                           ⠈⠉⠉⠉⡇
     │                               ⡇  ⢀⣀⣀⣀ USD 90.19 +0.23
     │                               ⡇  ⢸
90.0 ┤                               ⣇⣀⣀⣸
     │                        89.96 · 23 May
     └─┬──────────────────────────────────┬─
     14 May                               24
",
    );
}

#[test]
fn lines_far_apart_have_panels_of_their_own() {
    check(
        &usd_and_eur(&[span(day(14), day(24))]),
        60,
        r"
US dollar and euro
Official rate of the Bank of Russia · 14–24 May 2024
      US dollar
     │   ⣀⣀⣀⣀
     │⠤⠤⠤⠇  ⢸
91.0 ┤      ⠈⠉⠉⠉⣇⣀⣀⣠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⡄
     │                        ⡇
     │                        ⠧⠤⠤⢤
90.5 ┤                           ⢸
     │                           ⠈⠉⠉⠉⡇
     │                               ⡇  ⢰⠒⠒⠒ USD 90.19 +0.23
90.0 ┤                89.96 · 23 May ⠧⠤⠤⠼
      Euro
99.0 ┤          ⣀⣀⣀⣀
     │          ⡇  ⢸⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀⡀
     │      ⢠⠤⠤⠤⠇             ⣇⣀⣀⣀
98.5 ┤   ⡖⠒⠒⠚                    ⢸
     │⣀⣀⣀⡇                       ⠸⠤⠤⠤⡄
     │                               ⡇
98.0 ┤                               ⡇
     │                               ⡇
     │                               ⠉⠉⠉⠹⠤⠤⠤ EUR 97.65 −0.08
     └─┬──────────────────────────────────┬─
     14 May                               24
",
    );
}

#[test]
fn lines_of_one_panel_differ_by_their_dots() {
    let [usd, _] = usd_and_eur(&[span(day(14), day(24))]);
    let reversed = MAY
        .iter()
        .zip(MAY.iter().rev())
        .map(|(row, other)| (day(row.0), 1, other.1));
    let eur = series(
        "EUR",
        &reversed.collect::<Vec<_>>(),
        &[span(day(14), day(24))],
    );
    check(
        &[usd, eur],
        80,
        r"
US dollar and euro
Official rate of the Bank of Russia, in rubles · 14–24 May 2024
     │    USD 91.26 · 15 May             EUR 91.26 · 23 May
     │    ⢀⣀⣀⣀⣀⣀                                  ⡀⡀⡀⡀⡀⡀
     │    ⢸    ⢸                                  ⠅    ⠅
     │⠉⠉⠉⠉⠉    ⠸⠤⠤⠤⠤⢤                        ⠄⠄⠄⠄⠄⠅    ⠁⠁⠁⠁⠁ ⠄⠄⠄ EUR 91.13 −0.13
91.0 ┤              ⢸    ⢠⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⡄    ⠅
     │              ⠘⠒⠒⠒⠒⠺              ⡇⠂⠂⠂⠂⠃
     │                   ⠨              ⡇
     │               ⡀⡀⡀⡀⡨              ⣇⣀⣀⣀⣀⡀
     │              ⠨                        ⡇
90.5 ┤              ⠨                        ⡇
     │         ⠠⠂⠂⠂⠂⠊                        ⠓⠒⠒⠒⠒⡆
     │         ⠨                                  ⡇
     │⠄⠄⠄⠄⠤    ⠨                                  ⡇    ⡤⠤⠤⠤⠤ ⠤⠤⠤ USD 90.19 +0.23
     │    ⠨    ⠨                                  ⡇    ⡇
90.0 ┤    ⠨⡀⡀⡀⡀⡨                                  ⣇⣀⣀⣀⣀⡇
     │    EUR 89.96 · 15 May             USD 89.96 · 23 May
     └──┬────────────────────────────────────────────────┬──
      14 May                                             24
",
    );
}

#[test]
fn a_hole_stays_open() {
    let [usd, _] = usd_and_eur(&[span(day(14), day(17)), span(day(21), day(24))]);
    check(
        &[usd],
        40,
        r"
US dollar
14.05.2024–24.05.2024
     │  ⣀⣀⡀
     │⠤⠤⠇ ⡇
91.0 ┤    ⠉⠉⢹⣀⣀
     │
     │               ⠤⠤⡄
90.5 ┤                 ⡇
     │                 ⠉⠉⢹
     │                   ⢸ ⢰⠒⠒ USD 90.19
90.0 ┤                   ⠸⠤⠼
     └─┬────────────────────┬─
     14 May                 24
No rates: USD 18–20 May 2024
",
    );
}

#[test]
fn colours_are_of_the_lines_and_end_with_them() {
    let spec = Spec::new(
        &usd_and_eur(&[span(day(14), day(24))]),
        span(day(14), day(24)),
        Lang::Ru,
    )
    .unwrap();
    let drawn = draw_text(&spec, 80, look(TextColour::Coloured));
    for piece in [
        "\x1b[1mДоллар США и евро\x1b[0m\n",
        "\x1b[38;5;33mUSD 90.19 +0.23\x1b[0m\n",
        "\x1b[38;5;166mEUR 97.65 −0.08\x1b[0m\n",
    ] {
        assert!(drawn.contains(piece), "{drawn}");
    }
    assert!(
        drawn
            .lines()
            .all(|line| line.matches('\x1b').count() % 2 == 0)
    );
}

#[test]
fn a_dumb_terminal_gets_a_sign_for_each_line_and_no_box() {
    let spec = Spec::new(
        &usd_and_eur(&[span(day(14), day(24))]),
        span(day(14), day(24)),
        Lang::En,
    )
    .unwrap();
    let drawn = draw_text(
        &spec,
        60,
        TextLook {
            colour: TextColour::Plain,
            letters: TextLetters::Ascii,
        },
    );
    assert!(drawn.is_ascii(), "{drawn}");
    expect_test::expect![[r#"
        US dollar and euro
        Official rate of the Bank of Russia - 14-24 May 2024
              US dollar
             |   ****
             |****  *
        91.0 +      *******************
             |                        *
             |                        ****
        90.5 +                           *
             |                           *****
             |                               *  **** USD 90.19 +0.23
        90.0 +                89.96 - 23 May ****
              Euro
        99.0 +          ++++
             |          +  ++++++++++++
             |      +++++             ++++
        98.5 +   ++++                    +
             |++++                       +++++
             |                               +
        98.0 +                               +
             |                               +
             |                               +++++++ EUR 97.65 -0.08
             +-+----------------------------------+-
             14 May                               24
    "#]]
    .assert_eq(&drawn);
}

/// Four lines that end within a row of each other: their labels were in the order in which they were named.
#[test]
fn labels_that_share_a_row_are_in_the_order_of_their_values() {
    let days = span(day(14), day(24));
    let ends = [
        ("USD", "90.10"),
        ("EUR", "90.40"),
        ("GBP", "90.30"),
        ("CHF", "90.20"),
    ];
    let all = ends.map(|(code, end)| {
        let records = [
            (day(14), 1, "80.0000"),
            (day(20), 1, "99.0000"),
            (day(24), 1, end),
        ];
        series(code, &records, &[days])
    });
    let spec = Spec::new(&all, days, Lang::En).unwrap();
    let drawn = draw_text(&spec, 80, look(TextColour::Plain));
    let places = ["EUR 90.40", "GBP 90.30", "CHF 90.20", "USD 90.10"].map(|text| drawn.find(text));
    assert!(places.is_sorted() && places[0].is_some(), "{drawn}");
}

#[test]
fn a_title_is_one_line_and_cannot_steer_the_terminal() {
    let [usd, _] = usd_and_eur(&[span(day(14), day(24))]);
    let mut spec = Spec::new(&[usd], span(day(14), day(24)), Lang::En).unwrap();
    spec.title = Some("A\x1b[31m\nB\u{9b}C".to_owned());
    let drawn = draw_text(&spec, 60, look(TextColour::Plain));
    assert!(
        drawn.starts_with("A [31m B C\n") && !drawn.contains('\x1b'),
        "{drawn}"
    );
}

#[test]
fn nothing_to_draw_is_no_panic() {
    let [usd, _] = usd_and_eur(&[span(day(14), day(24))]);
    let spec = Spec::new(&[usd], span(day(14), day(24)), Lang::En).unwrap();
    let empty = Spec {
        lines: Vec::new(),
        ..spec
    };
    draw_text(&empty, 80, look(TextColour::Plain));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    /// Whatever the figures, the span and the width: no line is longer than the columns or ends with blanks, and each
    /// label that has room is there once.
    #[test]
    fn lines_keep_within_the_columns(
        all in (any_series("USD"), any_series("EUR"), any_series("JPY"), any_series("KZT"), any_series("TRY"), any_series("CNY")),
        count in 1usize..7,
        days in (0i64..12_000, 0i64..12_000),
        is_short in any::<bool>(),
        columns in prop_oneof![0usize..260, Just(usize::MAX)],
        is_coloured in any::<bool>(),
        title in prop::option::of("\\PC{0,80}"),
    ) {
        let from = date(1992, 7, 1) + days.0.days();
        let chosen = span(from, from + (if is_short { days.1 % 60 } else { days.1 }).days());
        let all = [all.0, all.1, all.2, all.3, all.4, all.5].into_iter().take(count);
        let drawable: Vec<Series> = all.filter(|one| Spec::new(std::slice::from_ref(one), chosen, Lang::En).is_ok()).collect();
        prop_assume!(!drawable.is_empty());
        let mut spec = Spec::new(&drawable, chosen, if is_short { Lang::Ru } else { Lang::En }).unwrap();
        spec.title = title;
        let colour = if is_coloured { TextColour::Coloured } else { TextColour::Plain };
        let drawn = draw_text(&spec, columns, look(colour));
        for line in drawn.lines() {
            prop_assert!(display_width(line) <= columns.clamp(1, MOST_COLUMNS), "{} columns: {}", columns, line);
            prop_assert!(is_coloured || !line.contains('\x1b'));
        }
        if columns >= 80 {
            for line in &spec.lines {
                let label = format!(" {} {}", line.label(), line.last.value_text());
                prop_assert!(drawn.contains(label.trim()), "{} is not in\n{}", label, drawn);
            }
        }
    }
}

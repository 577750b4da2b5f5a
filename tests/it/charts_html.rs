//! `rates chart` as a page: where it goes, what is in it, which headlines.

use crate::command::{AFTER_ARCHIVE, Place, read};
use expect_test::expect;
use std::fmt::Write as _;

const MAY: [&str; 5] = ["chart", "--from", "2024-05-01", "--to", "2024-05-31"];

fn may(more: &[&str]) -> Vec<String> {
    MAY.iter()
        .chain(more)
        .map(|&word| word.to_owned())
        .collect()
}

#[test]
fn a_page_goes_where_it_is_sent() {
    let place = Place::new(AFTER_ARCHIVE);
    place
        .run(&may(&["-o", "may.html"]))
        .out(&expect!["may.html"])
        .no_err()
        .code(0);
    let written = std::fs::read_to_string(place.path("may.html")).unwrap();
    assert!(written.starts_with("<!DOCTYPE html>\n<html lang=\"ru\">"));
    place
        .run(&may(&["--format", "html"]))
        .out(&expect!["charts/usd-eur_2024-05-01_2024-05-31.html"])
        .code(0);
    let printed = place.run(&may(&["--format", "html", "-o", "-"]));
    assert_eq!(printed.stdout, written);
}

#[test]
fn a_page_asks_nobody_and_has_its_figures_as_text() {
    let page = read(&[
        "chart",
        "USD",
        "--from",
        "2024-05-01",
        "--to",
        "2024-05-31",
        "--format",
        "html",
        "-o",
        "-",
    ]);
    page.code(0)
        .out_has("default-src 'none'")
        .out_has("<th scope=\"row\">21 мая 2024</th><td>90.6537</td><td>−0.3336</td>");
    let without_namespace = page.stdout.replace("http://www.w3.org/2000/svg", "");
    for address in ["http://", "https://", "//cdn", "@import", "url("] {
        assert_eq!(without_namespace.matches(address).count(), 0, "{address}");
    }
}

#[test]
fn colours_are_the_readers_unless_chosen() {
    let of = |theme: &[&str]| {
        Place::new(AFTER_ARCHIVE).run(&may(&[&["--format", "html", "-o", "-"], theme].concat()))
    };
    of(&[])
        .out_has("prefers-color-scheme: dark")
        .out_has("content=\"light dark\"");
    let dark = of(&["--theme", "dark"]);
    dark.out_has("content=\"dark\"").out_has("--ground:#13171c");
    assert!(!dark.stdout.contains("prefers-color-scheme"));
}

#[test]
fn headlines_are_in_a_page_and_nowhere_else() {
    let place = Place::new(AFTER_ARCHIVE);
    let mut csv = "date,title,url,source\n".to_owned();
    for number in 0..25 {
        writeln!(
            csv,
            "2024-05-21T10:{number:02}:00+03:00,Новость № {number:02},https://example.org/{number},a"
        )
        .unwrap();
    }
    csv.push_str("2024-06-01T10:00:00+03:00,Июньская,https://example.org/june,a\n");
    place.write("news.csv", &csv);
    place.run(&["news", "add", "news.csv"]).code(0);
    let page = place.run(&may(&["--format", "html", "-o", "-"]));
    page.no_err()
        .out_has(r#"[["10:24","Новость № 24","a","https://example.org/24"],"#)
        .out_has("№ 05");
    assert!(!page.stdout.contains("№ 04") && !page.stdout.contains("Июньская"));
    let without = place.run(&may(&["--no-headlines", "--format", "html", "-o", "-"]));
    assert!(!without.stdout.contains("№ 24"));
    place
        .run(&may(&["--headlines", "-o", "x.png"]))
        .no_out()
        .code(2)
        .err_has("--headlines");
}

#[test]
fn too_many_headlines_are_cut_from_all_days_alike_and_it_is_said() {
    let place = Place::new(AFTER_ARCHIVE);
    let mut csv = "date,title,url,source\n".to_owned();
    let long = "слово ".repeat(160);
    let days = (4..=6).flat_map(|month| (1..=30).map(move |day| (month, day)));
    for (month, day) in days.clone() {
        for number in 0..25 {
            let url = format!("https://example.org/{month}/{day}/{number}");
            writeln!(
                csv,
                "2024-{month:02}-{day:02}T10:{number:02}:00+03:00,{number} {long},{url},a"
            )
            .unwrap();
        }
    }
    place.write("news.csv", &csv);
    place.run(&["news", "add", "news.csv"]).code(0);
    let drawn = place.run(&[
        "chart",
        "--from",
        "2024-04-01",
        "--to",
        "2024-06-30",
        "-o",
        "x.html",
    ]);
    drawn
        .code(0)
        .err_has("заголовков больше, чем вмещает страница");
    let page = std::fs::read_to_string(place.path("x.html")).unwrap();
    assert!(
        (1_900_000..2_200_000).contains(&page.len()),
        "{}",
        page.len()
    );
    for (month, day) in days {
        let here = page
            .matches(&format!("https://example.org/{month}/{day}/"))
            .count();
        assert!((5..20).contains(&here), "{here} of {month}/{day}");
    }
}

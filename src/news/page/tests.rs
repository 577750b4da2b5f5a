//! Whole pages: what is read of them, in which encodings, and what hostile ones cost.

use super::{
    Crawl, LARGEST_PAGE, Page, PageError, PageKind, SavedPage, article_date, header::HeaderDay,
    parse_page, parse_saved_page,
};
use jiff::civil::date;
use proptest::prelude::*;

fn html(page: &str) -> Page {
    parse_page(page.as_bytes(), PageKind::Html).unwrap()
}

fn check_title(page: &str, expected: &str) {
    assert_eq!(
        html(page).title.as_deref().unwrap_or_default(),
        expected,
        "{page}"
    );
}

#[test]
fn titles() {
    let (og, h1) = (
        r#"<meta property="og:title" content="Рубль &amp; доллар">"#,
        "<h1>Рубль <b>вырос</b></h1>",
    );
    let title = "<title>Рубль подрос к вечеру — Деловая газета</title>";
    check_title(&format!("{title}{h1}{og}"), "Рубль & доллар");
    check_title(&format!("{title}{h1}"), "Рубль вырос");
    check_title(title, "Рубль подрос к вечеру");
    check_title("<title>Рубль — валюта</title><p>x", "Рубль — валюта");
    check_title(
        r#"<meta property="og:site_name" content="Газета"><title>Рубль - Газета</title>"#,
        "Рубль",
    );
    check_title("<p>x", "");
}

#[test]
fn addresses() {
    let (canonical, og) = (
        r#"<link rel="canonical" href="https://example.ru/a">"#,
        r#"<meta property="og:url" content="https://example.ru/b">"#,
    );
    let saved = "<!-- saved from url=(0020)https://example.ru/c -->";
    for (page, expected) in [
        (
            format!("{saved}{og}{canonical}x"),
            Some("https://example.ru/a"),
        ),
        (format!("{saved}{og}x"), Some("https://example.ru/b")),
        (format!("{saved}x"), Some("https://example.ru/c")),
        ("x".to_owned(), None),
    ] {
        assert_eq!(html(&page).url.as_deref(), expected, "{page}");
    }
}

fn check_address(page: &str, url: Option<&str>, host: Option<&str>) {
    let page = html(page);
    assert_eq!((page.url.as_deref(), page.host.as_deref()), (url, host));
}

#[test]
fn a_relative_canonical_is_joined_with_what_the_page_is_relative_to() {
    let canonical = r#"<link rel="canonical" href="/news/1">x"#;
    let url = Some("https://example.ru/news/1");
    let host = Some("example.ru");
    for known in [
        r#"<base href="https://example.ru/">"#,
        r#"<meta property="og:url" content="https://example.ru/news/other">"#,
        "<!-- saved from url=(0024)https://example.ru/a/b/c -->",
        "<!--\n Page saved with SingleFile \n url: https://example.ru/a \n saved date: x\n-->",
        r#"<base href="/amp/"><meta property="og:url" content="https://example.ru/a">"#,
    ] {
        check_address(&format!("{known}{canonical}"), url, host);
    }
    check_address(canonical, None, None);
    check_address("<!-- saved from url=(0014)about:internet -->x", None, None);
    check_address(
        r#"<link rel="canonical" href="//example.ru/news/1">x"#,
        url,
        host,
    );
    check_address(
        r#"<base href="https://example.ru/a/"><meta property="og:url" content="../news/1">x"#,
        url,
        host,
    );
}

#[test]
fn a_canonical_of_the_sites_root_leaves_its_place_to_the_next_address() {
    let root = r#"<link rel="canonical" href="https://example.ru/">"#;
    let article = "https://example.ru/news/1";
    let og = format!(r#"<meta property="og:url" content="{article}">"#);
    let host = Some("example.ru");
    check_address(&format!("{root}{og}x"), Some(article), host);
    check_address(&format!("{root}x"), None, host);
    check_address(
        &format!("{root}<link rel=canonical href=\"{article}\">x"),
        Some(article),
        host,
    );
    let page = parse_page(b"https://example.ru/\nx", PageKind::Text).unwrap();
    assert_eq!((page.url, page.host.as_deref()), (None, host));
}

#[test]
fn of_several_canonicals_the_one_that_the_page_repeats_counts() {
    let two = r#"<link rel="canonical" href="https://example.ru/news"><link rel="canonical" href="https://example.ru/news/1">"#;
    let og = r#"<meta property="og:url" content="https://example.ru/news/1">"#;
    let host = Some("example.ru");
    check_address(
        &format!("{two}{og}x"),
        Some("https://example.ru/news/1"),
        host,
    );
    check_address(&format!("{two}x"), None, host);
}

#[test]
fn the_sites_name_falls_off_a_title() {
    let og = |title: &str| format!(r#"<meta property="og:title" content="{title}">"#);
    let site = r#"<meta property="og:site_name" content="Ведомости">"#;
    let bare = "Рубль вырос к доллару";
    check_title(
        &format!("{}{site}x", og("Рубль вырос к доллару | Ведомости")),
        bare,
    );
    check_title(
        &format!(
            "{}<h1>{bare}</h1>",
            og("Рубль вырос к доллару — Экономика — Газета")
        ),
        bare,
    );
    check_title(
        &format!(
            r#"{}<link rel="canonical" href="https://www.vedomosti.ru/1">x"#,
            og("Рубль вырос к доллару - Vedomosti")
        ),
        bare,
    );
    // Nothing says that the last part is the site's.
    let two = "Рубль вырос — ЦБ назвал причину";
    check_title(&format!("{}x", og(two)), two);
    check_title(&format!("{}{site}<h1>{bare}</h1>", og("Ведомости")), bare);
    check_title(&format!("{}{site}x", og("Ведомости")), "Ведомости");
}

#[test]
fn a_logo_is_no_heading() {
    let title = "<title>Рубль вырос к доллару | Ведомости</title>";
    let bare = "Рубль вырос к доллару";
    let h1 = format!("<h1>{bare}</h1>");
    let logo = "<h1 class=\"logo\">Ведомости</h1>";
    check_title(&format!("{title}{logo}{h1}"), bare);
    check_title(&format!("{title}{logo}<p>x"), bare);
    check_title(&format!("<h1><a href=\"/\">Газета</a></h1>{h1}"), bare);
    check_title(
        &format!("<meta property=\"og:site_name\" content=\"Газета\"><h1>ГАЗЕТА</h1>{h1}"),
        bare,
    );
    let page = html(&format!("{title}{logo}<p>до</p>{h1}<p>после"));
    assert_eq!(page.marks.title_line, Some(2));
}

#[test]
fn section_tags_and_author() {
    let page = html(
        r#"<meta property="article:section" content="Экономика"><meta property="article:tag" content="Рубль">
           <meta property="article:tag" content="ЦБ"><meta property="article:tag" content="Рубль">
           <meta property="article:author" content="https://example.ru/ivanov"><meta name="author" content="И. Иванов">
           <a rel="tag" href="/tag/x">Другое</a>"#,
    );
    assert_eq!(page.section.as_deref(), Some("Экономика"));
    assert_eq!(page.tags, ["Рубль", "ЦБ"]);
    assert_eq!(page.author.as_deref(), Some("И. Иванов"));
    let page = html(
        r#"<a rel="tag">Банк <i>России</i></a>, <a rel="tag">Рубль</a><meta name="keywords" content="всё">"#,
    );
    assert_eq!(page.tags, ["Банк России", "Рубль"]);
}

#[test]
fn a_header_in_html() {
    let page = html(
        "<div>21 мая 2024</div><ul><li>USD <b>90.65</b> <i>-0.33</i></li><li>EUR <b>98.58</b> <i>-0.19</i></li></ul>
         <h1>Имя</h1><p>Об этом в понедельник, 8 мая, сообщает пресс-служба.",
    );
    assert_eq!(page.header.day, Some(HeaderDay::Full(date(2024, 5, 21))));
    assert_eq!(page.header.ticker.len(), 2);
    let dated = article_date(&page, &Crawl::before(date(2026, 11, 28))).unwrap();
    assert_eq!(dated.published.day(), date(2023, 5, 8));
}

#[test]
fn encodings() {
    let page = "<html><head><META http-equiv=Content-Type content=\"text/html; charset=LABEL\"><title>Рубль вырос</title>";
    for (label, encoding) in [
        ("windows-1251", encoding_rs::WINDOWS_1251),
        ("koi8-r", encoding_rs::KOI8_R),
        ("utf-8", encoding_rs::UTF_8),
        // Said to be what it is not.
        ("windows-1251", encoding_rs::UTF_8),
    ] {
        let page = page.replace("LABEL", label);
        let read = parse_page(&encoding.encode(&page).0, PageKind::Html).unwrap();
        assert_eq!(
            read.title.as_deref(),
            Some("Рубль вырос"),
            "{label} {}",
            encoding.name()
        );
    }
    let text = encoding_rs::WINDOWS_1251
        .encode("Банк России объявил решение")
        .0;
    let read = parse_page(&text, PageKind::Text).unwrap();
    assert_eq!(read.title.as_deref(), Some("Банк России объявил решение"));
}

#[test]
fn nothing_to_read() {
    for kind in [PageKind::Html, PageKind::Text] {
        assert_eq!(parse_page(b"", kind).unwrap_err(), PageError::NoText);
        assert_eq!(parse_page(b" \n\t\n", kind).unwrap_err(), PageError::NoText);
        let large = vec![b'a'; LARGEST_PAGE + 1];
        assert_eq!(
            parse_page(&large, kind).unwrap_err(),
            PageError::TooLarge {
                bytes: LARGEST_PAGE + 1
            }
        );
    }
}

/// Each page is a hundred times too long for a step that looks back over the page at each element.
#[test]
fn hostile_pages_cost_what_their_length_costs() {
    let many = 10_000;
    for part in [
        "<div>",
        "<h1>",
        "<a rel=tag>",
        "</a>",
        "<aside>",
        "<h1>a",
        "<a rel=tag>b",
        "<time datetime=2024-05-21>",
        "<meta name=date content=x>",
        "<script type='application/ld+json'>{",
        "<!--",
        "<!-- a",
        "&amp",
        "\0",
        "USD ",
        "USD 90.65\n",
        "8 мая ",
        "в пятницу, 8 мая, ",
        "1. a\n",
        "21 мая 2024\n",
        "<title>",
        "</h1>",
        "<td>1",
        "<p a='",
        "Главная > ",
        "$\n73.3150\n",
    ] {
        let page = part.repeat(many);
        for kind in [PageKind::Html, PageKind::Text] {
            if let Ok(page) = parse_page(page.as_bytes(), kind) {
                let _ = article_date(&page, &Crawl::before(date(2024, 5, 21)));
            }
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        page in "(<[a-z1!/]{0,6}( [a-z]{1,8}='?[a-zА-я0-9 .:-]{0,12}'?)?>|[0-9 .,:/а-яA-Z$€↓-]{1,12}|\n){0,30}",
    ) {
        for kind in [PageKind::Html, PageKind::Text] {
            for page in [&bytes[..], page.as_bytes()] {
                if let Ok(page) = parse_page(page, kind) {
                    let _ = article_date(&page, &Crawl::before(date(2026, 11, 28)));
                }
            }
        }
    }
}

/// Address, host, day of saving and date of a page of which its file says address and day.
fn check_saved(page: &str, address: &str, expected: [&str; 4]) {
    let saved = SavedPage {
        bytes: page.as_bytes().to_vec(),
        kind: PageKind::Html,
        address: Some(address.to_owned()),
        day: Some(date(2024, 5, 21)),
    };
    let page = parse_saved_page(&saved).unwrap();
    let dated = article_date(&page, &Crawl::before(date(2026, 8, 21)));
    let found = [
        page.url,
        page.host,
        page.saved_on.map(|day| day.to_string()),
        dated.map(|dated| dated.published.to_string()),
    ];
    assert_eq!(found.map(Option::unwrap_or_default), expected, "{address}");
}

#[test]
fn the_day_of_a_crawl_proves_today_and_bounds_the_date() {
    let heading = "<article><h1>Рубль вырос к доллару</h1>";
    let own = "https://example.ru/news/1";
    let today = format!("{heading}<p>сегодня, 10:35");
    let day = "2024-05-21";
    let at = "2024-05-21T10:35:00+03:00";
    check_saved(&today, own, [own, "example.ru", day, at]);

    let later = format!("{heading}<time datetime=\"2024-05-28T10:00:00+03:00\" pubdate>x</time>");
    check_saved(&later, own, [own, "example.ru", day, ""]);
}

#[test]
fn a_copy_of_an_archive_was_saved_when_the_archive_took_it_in() {
    let copy = "https://web.archive.org/web/20130307194448/http://example.ru/news/1";
    let page = "<article><h1>Рубль вырос к доллару</h1><p>вчера, 18:20";
    let at = "2013-03-06T18:20:00+04:00";
    check_saved(page, copy, [copy, "example.ru", "2013-03-07", at]);
    let home = "https://web.archive.org/web/20130307194448/http://example.ru/";
    check_saved(page, home, ["", "example.ru", "2013-03-07", at]);
}

//! Dates on a page that are of others: of the header, comments, embedded posts, other articles, an archive, days to come.

use super::{Crawl, PageKind, article_date, parse_page};
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 8, 21);

fn written_by(page: &str, kind: PageKind, crawl: Crawl) -> String {
    let page = parse_page(page.as_bytes(), kind).unwrap();
    article_date(&page, &crawl).map_or(String::new(), |dated| {
        format!("{} {}", dated.published, dated.evidence.name())
    })
}

fn check(page: &str, expected: &str) {
    let found = written_by(page, PageKind::Html, Crawl::before(TODAY));
    assert_eq!(found, expected, "{page}");
}

fn check_text(page: &str, expected: &str) {
    let found = written_by(page, PageKind::Text, Crawl::before(TODAY));
    assert_eq!(found, expected, "{page}");
}

/// Below a header whose rates were the official ones of its day.
fn check_official(page: &str, expected: &str) {
    let crawl = Crawl {
        is_official: true,
        ..Crawl::before(TODAY)
    };
    assert_eq!(written_by(page, PageKind::Html, crawl), expected, "{page}");
}

const HEADING: &str = "<h1>Рубль вырос к доллару и евро</h1>";
const LINE: &str = "<p>20 мая 2024, 10:35</p>";
const MONDAY: &str = "<p>Об этом в понедельник, 8 мая, сообщает пресс-служба.</p>";

#[test]
fn the_headers_day_dates_no_article_whatever_is_beside_it() {
    for ticker in [
        "",
        "USD 90,65",
        "Доллар 90,65 Евро 98,58",
        "USD 90,65 −33 коп. EUR 98,58 −19 коп.",
        "Погода +18 °C",
        "MOEX 3 450,12",
    ] {
        for (opening, closing) in [
            ("<header>", "</header>"),
            (r#"<div class="header">"#, "</div>"),
            (r#"<div id="site-header">"#, "</div>"),
        ] {
            let header = format!("{opening}<span>21 мая 2024</span><div>{ticker}</div>{closing}");
            check(
                &format!("{header}<article>{HEADING}{MONDAY}</article>"),
                "2023-05-08 weekday_and_day",
            );
            check(&format!("{header}{HEADING}<p>Текст без даты."), "");
            check(
                &format!("{header}<main>{HEADING}{LINE}</main>"),
                "2024-05-20T10:35:00+03:00 date_line",
            );
        }
    }
}

#[test]
fn what_is_above_the_articles_element_is_of_the_page() {
    let above = "<div>21 мая 2024, 15:40</div><div><a href=/>Главная</a></div>";
    check(&format!("{above}<main>{HEADING}<p>Текст</main>"), "");
    check(
        &format!("{above}<main>{LINE}{HEADING}<p>Текст</main>"),
        "2024-05-20T10:35:00+03:00 date_line",
    );
}

#[test]
fn the_header_of_an_article_is_no_header_of_the_page() {
    check(
        &format!("<article><header>{HEADING}{LINE}</header><p>Текст</article>"),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    check(
        &format!(r#"<header class="article-header">{LINE}</header>{HEADING}<p>Текст"#),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    check(
        &format!(
            "<title>Рубль вырос к доллару и евро</title><header>{HEADING}{LINE}</header><p>Текст"
        ),
        "2024-05-20T10:35:00+03:00 date_line",
    );
}

#[test]
fn a_logo_is_no_heading_that_its_neighbour_could_date() {
    check(
        &format!("<header><h1>Ведомости</h1><p>21 мая 2024</p></header>{HEADING}<p>Текст"),
        "",
    );
    check(
        "<title>Ведомости — Рубль вырос</title><header><h1>Ведомости</h1><p>Среда, 21 мая 2025</p></header><h2>Рубль</h2>",
        "",
    );
    check(
        "<title>Рубль вырос</title><header><h1>Ведомости</h1><p>21 мая 2024</p></header><h2>Рубль</h2>",
        "",
    );
}

#[test]
fn a_header_of_a_text_page_without_a_ticker() {
    let page = "21 мая 2024\nГлавная\nНовости\nРубль вырос к доллару и евро";
    check_text(&format!("{page}\nТекст без даты"), "");
    check_text(
        &format!("{page}\nОб этом в понедельник, 8 мая, сообщает пресс-служба."),
        "2023-05-08 weekday_and_day",
    );

    // Next to the heading it could be the article's, but the weekday was not on that day in the months before.
    let next = "21 мая 2024\nРубль вырос к доллару и евро";
    check_text(&format!("{next}\nТекст без даты"), "2024-05-21 date_line");
    check_text(
        &format!("{next}\nОб этом в понедельник, 8 мая, сообщает пресс-служба."),
        "",
    );
    check_text(
        &format!("{next}\nОб этом в понедельник, 20 мая, сообщает пресс-служба."),
        "2024-05-21 date_line",
    );
}

#[test]
fn comments_below_the_heading() {
    let comment = r#"<div class="comments"><div><time datetime="2024-05-22T09:00+03:00">22 мая</time>Ура!</div></div>"#;
    check(&format!("{HEADING}<p>Текст{comment}"), "");
    check(
        &format!("{HEADING}{LINE}<p>Текст{comment}"),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    // Without a name that shows what they are the date line near the heading still comes first.
    let nameless = r#"<p>Ура!<p>И я<p>И мы<p><time datetime="2024-05-22T09:00+03:00">x</time>"#;
    check(
        &format!("{HEADING}{LINE}{nameless}"),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    check(
        &format!(
            r#"{HEADING}<ul><li itemscope itemtype="https://schema.org/Comment">
            <time itemprop="datePublished" datetime="2024-05-22">22 мая</time></ul>"#
        ),
        "",
    );
    check(
        &format!("{HEADING}<p>Текст<section id=comments><p>22 мая 2024, 09:00</p></section>"),
        "",
    );
}

#[test]
fn microdata_of_other_articles() {
    let url = r#"<link rel=canonical href="https://example.ru/2024/05/20/rubl">"#;
    let scoped = |place: &str, address: &str| {
        format!(
            r#"<{place}><div itemscope itemtype="https://schema.org/NewsArticle">{address}
            <meta itemprop="datePublished" content="2019-01-01T10:00"><h3>Другое</h3></div></{place}>"#
        )
    };
    let loose = r#"<p>Ещё<p>и ещё<p>раз<p><span itemprop="datePublished" content="2019-01-01T10:00">1 янв.</span>"#;
    let expected = "2024-05-20T10:35:00+03:00 url";
    for place in ["aside", "div", "section"] {
        let card = scoped(place, "");
        check(&format!("{url}{card}{HEADING}{LINE}<p>Текст"), expected);
        check(&format!("{url}{HEADING}{LINE}<p>Текст{card}"), expected);
        let card = scoped(
            place,
            r#"<a itemprop=url href="https://example.ru/other">x</a>"#,
        );
        check(&format!("{HEADING}<p>Текст{card}"), "");
    }
    check(&format!("{url}{HEADING}{LINE}<p>Текст{loose}"), expected);

    // Cards of different days with an article that has no mark-up say nothing.
    let two = format!(
        "{}{}",
        scoped("div", ""),
        scoped("div", "").replace("2019", "2020")
    );
    check(&format!("{HEADING}<p>Текст{two}"), "");
}

#[test]
fn microdata_of_the_article_itself() {
    let article = |inside: &str| {
        format!(
            r#"<div itemscope itemtype="http://schema.org/NewsArticle">{inside}</div>
            <div itemscope itemtype="http://schema.org/NewsArticle"><meta itemprop="datePublished" content="2019-01-01"></div>"#
        )
    };
    let date = r#"<meta itemprop="datePublished" content="2024-05-20T10:35:00+03:00">"#;
    check(
        &article(&format!("{HEADING}{date}")),
        "2024-05-20T10:35:00+03:00 meta",
    );
    check(
        &article(&format!(
            r#"{HEADING}<p itemscope itemtype="http://schema.org/Person">И. Иванов</p><p>a<p>b<p>c{date}"#
        )),
        "2024-05-20T10:35:00+03:00 meta",
    );
    // The heading is outside, the address is the page's.
    check(
        &format!(
            r#"<link rel=canonical href="https://example.ru/a">{HEADING}<p>a<p>b<p>c<p>d
            <div itemscope itemtype="http://schema.org/NewsArticle">
            <meta itemscope itemprop="mainEntityOfPage" itemtype="http://schema.org/WebPage" itemid="https://example.ru/a">
            {date}</div>"#
        ),
        "2024-05-20T10:35:00+03:00 meta",
    );
}

#[test]
fn a_time_that_does_not_say_what_it_is_of() {
    let url = r#"<link rel=canonical href="https://example.ru/2024/05/20/rubl">"#;
    let related =
        |day: &str| format!(r#"<p>Далее<p>Ещё<p>И это<p><time datetime="{day}T18:06:36">x</time>"#);
    check(
        &format!("{url}{HEADING}{}", related("2009-04-11")),
        "2024-05-20 url",
    );
    check(
        &format!("{HEADING}{LINE}{}", related("2009-04-11")),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    check(
        &format!(
            "{HEADING}{}{}",
            related("2009-04-11"),
            related("2012-01-01")
        ),
        "",
    );
    // Of the day that the address names it is the article's, with its clock.
    check(
        &format!("{url}{HEADING}{}", related("2024-05-20")),
        "2024-05-20T18:06:36+03:00 time_element",
    );
    // A comment of the same day does not set its clock; the article's own `time` sets the zone.
    check(
        &format!("{url}{HEADING}{LINE}{}", related("2024-05-20")),
        "2024-05-20T10:35:00+03:00 url",
    );
    check(
        &format!(
            r#"{HEADING}<time datetime="2024-05-20T10:35:00+10:00">20 мая 2024, 10:35</time>"#
        ),
        "2024-05-20T10:35:00+10:00 time_element",
    );
    let posts = r#"<p>Пост <time datetime="2024-05-20T09:00Z">x</time><p>Ещё <time datetime="2024-05-20T10:00Z">y</time>"#;
    check(posts, "");
    let changed = r#"<p><time datetime="2024-05-20T10:35+03:00">x</time> <time datetime="2024-05-22T09:00+03:00">y</time>"#;
    check(
        &format!("{HEADING}{changed}"),
        "2024-05-20T10:35:00+03:00 time_element",
    );
    let related_by_name = r#"<div class="related-inner"><time class="published" datetime="2009-04-11">x</time></div>"#;
    check(&format!("{HEADING}<p>Текст{related_by_name}"), "");
    let embedded = r#"<blockquote class="instagram-media"><time datetime="2018-03-12T19:30:12+00:00">x</time></blockquote>"#;
    check(&format!("{HEADING}<p>Текст{embedded}"), "");
    let card = r#"<article><h3>Другое</h3><time datetime="2009-04-11">x</time></article>"#;
    check(&format!("<article>{HEADING}<p>Текст</article>{card}"), "");
    check(&format!("<article>{HEADING}<p>Текст{card}</article>"), "");
}

#[test]
fn a_meta_element_that_may_be_of_the_last_change() {
    let meta = r#"<meta name="date" content="2024-05-27T15:00:00+03:00">"#;
    check(
        &format!("{meta}{HEADING}{LINE}"),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    check(
        &format!(r#"{meta}{HEADING}<time datetime="2024-05-20T10:35:00+03:00">x</time>"#),
        "2024-05-20T10:35:00+03:00 time_element",
    );
    check(
        &format!("{meta}{HEADING}<p>27 мая 2024</p>"),
        "2024-05-27T15:00:00+03:00 meta",
    );
    check(
        &format!("{meta}{HEADING}<p>Текст"),
        "2024-05-27T15:00:00+03:00 meta",
    );
}

#[test]
fn the_line_of_a_card_far_below_the_heading() {
    check(
        &format!("{HEADING}<p>a<p>b<p>c<p>Публикация | 17 января 2017, 01:00"),
        "",
    );
    check(
        &format!("{HEADING}<p>Публикация | 17 января 2017, 01:00"),
        "2017-01-17T01:00:00+03:00 date_line",
    );
}

#[test]
fn the_date_of_a_picture_is_not_the_articles() {
    let figure = "<figure><img><figcaption>Фото: Пётр Сидоров | 12.04.2019</figcaption></figure>";
    check(&format!("{HEADING}{figure}<p>Текст"), "");
}

#[test]
fn a_time_that_shows_another_day_than_its_attribute() {
    check(
        &format!(r#"{HEADING}<time datetime="2019-07-03T10:18:46Z">Publié le 29 juin 2019</time>"#),
        "",
    );
    check(
        &format!(
            r#"{HEADING}<time datetime="2019-07-03T10:18:46Z">Publié le 3 juillet 2019</time>"#
        ),
        "2019-07-03T10:18:46+00:00 time_element",
    );
}

#[test]
fn the_stamp_of_a_web_archive_is_the_day_of_the_crawl() {
    let canonical = |url: &str| {
        format!(r#"<link rel=canonical href="https://web.archive.org/web/20240521204448/{url}">"#)
    };
    let page = canonical("http://example.ru/rubl");
    check(&format!("{page}{HEADING}<p>Текст"), "");
    check(
        &format!("{page}{HEADING}<p>8 мая 2023, 10:35</p><p>Текст"),
        "2023-05-08T10:35:00+03:00 date_line",
    );
    check(
        &format!("{page}{HEADING}{MONDAY}"),
        "2023-05-08 weekday_and_day",
    );
    check(
        &format!(
            "{}{HEADING}",
            canonical("http://example.ru/2008/05/26/rubl")
        ),
        "2008-05-26 url",
    );
    check_text(
        "https://web.archive.org/web/20240521204448/http://example.ru/rubl\nРубль вырос к доллару и евро\n8 мая 2023, 10:35",
        "2023-05-08T10:35:00+03:00 date_line",
    );
    // The day of the capture in Moscow is the 21st, and nothing on it is later than a day after.
    check(&format!("{page}{HEADING}<p>25 мая 2024, 10:35</p>"), "");
}

#[test]
fn a_day_to_come_is_no_day_of_publication() {
    check(&format!("{HEADING}<p>31 декабря 2026 года</p>"), "");
    check(&format!("{HEADING}<p>12 декабря 2026, 18:00</p>"), "");
    check(
        &format!(
            r#"<meta property="article:published_time" content="2062-05-20T10:00:00+03:00">{HEADING}"#
        ),
        "",
    );
    check(
        &format!(
            r#"<meta property="article:published_time" content="2062-05-20T10:00:00+03:00">{HEADING}{LINE}<p>31 декабря 2026 года</p>"#
        ),
        "2024-05-20T10:35:00+03:00 date_line",
    );
    check_text(
        "https://example.ru/2062/05/20/rubl\nРубль вырос к доллару и евро",
        "",
    );
}

#[test]
fn a_year_of_two_digits_beside_the_heading() {
    check(
        &format!(
            "{HEADING}<p>Чт 25.04.24 | 14:07</p><p>Текст</p><p>a<p>b<p>Эфир: Радио, 24.04.2024, 15:10</p>"
        ),
        "2024-04-25T14:07:00+03:00 date_line",
    );
}

#[test]
fn words_and_days_without_a_year_count_from_a_known_crawl_alone() {
    let ticker = "<div>USD 90,65 -0,33 EUR 98,58 -0,19</div>";
    let header = format!("<header>21 мая 2024{ticker}</header>");
    for (line, expected) in [
        ("сегодня, 10:35", "2024-05-21T10:35:00+03:00 relative_word"),
        ("Вчера, 18:20", "2024-05-20T18:20:00+03:00 relative_word"),
        ("вчера", "2024-05-20 relative_word"),
        ("20 мая, 18:20", "2024-05-20T18:20:00+03:00 day_and_month"),
        (
            "20 декабря, 18:20",
            "2023-12-20T18:20:00+03:00 day_and_month",
        ),
        ("2 часа назад", ""),
    ] {
        let article = format!("{HEADING}<p>{line}</p><p>Текст</p>");
        check_official(&format!("{header}{article}"), expected);
        let archived = r#"<link rel=canonical href="https://web.archive.org/web/20240521104448/http://example.ru/a">"#;
        check(&format!("{archived}{article}"), expected);
        let saved = "<!-- Page saved with SingleFile\n url: https://example.ru/a\n saved date: Tue May 21 2024 12:00:00 GMT+0300 -->";
        check(&format!("{saved}{article}"), expected);

        // A header without official rates may show any day.
        check(&format!("{header}{article}"), "");
        check(&article, "");
    }
    // In a list below the article it is of others.
    check_official(
        &format!("{header}{HEADING}<p>a<p>b<p>c<p>d<p>сегодня, 10:35</p>"),
        "",
    );
}

#[test]
fn a_page_of_a_blog_that_only_its_web_page_dates() {
    let script = |url: &str| {
        format!(
            r#"<link rel=canonical href="https://example.ru/a/"><script type="application/ld+json">{{"@graph":[
            {{"@type":"WebPage","@id":"{url}","url":"{url}","datePublished":"2024-05-20T07:35:00+00:00"}}]}}</script>"#
        )
    };
    let later = "<p>a<p>b<p>c<p>31 августа 2023</p>";
    check(
        &format!("{}{HEADING}{later}", script("https://example.ru/a/")),
        "2024-05-20T07:35:00+00:00 json_ld",
    );
    check(&format!("{}{HEADING}", script("https://example.ru/b/")), "");
    let meta = r#"<meta property="article:published_time" content="2024-05-19">"#;
    check(
        &format!("{}{meta}{HEADING}", script("https://example.ru/a/")),
        "2024-05-19 meta",
    );
}

#[test]
fn midnight_of_any_zone_is_a_day() {
    for zone in ["+05:00", "+10:00", "-04:00", "+02:00"] {
        check(
            &format!(
                r#"<meta property="article:published_time" content="2024-05-21T00:00:00{zone}">x"#
            ),
            "2024-05-21 meta",
        );
    }
}

#[test]
fn forms_of_programs_are_date_lines() {
    for line in [
        "20\u{a0}мая 2024\u{202f}г. в 10:35",
        "2024-05-20T10:35:00+03:00[Europe/Moscow]",
        "20-го мая 2024, 10:35",
        "понедельник, 20 мая 2024 г., 10:35",
        "20.05.24 10:35",
        "May 20, 2024 at 10:35\u{202f}AM",
        "20.05.2024 10:35 мск",
    ] {
        check(
            &format!("{HEADING}<p>{line}</p><p>Текст"),
            "2024-05-20T10:35:00+03:00 date_line",
        );
    }
    check(
        &format!("{HEADING}<p>21.06.2012 15:30 МСК</p>"),
        "2012-06-21T15:30:00+04:00 date_line",
    );
}

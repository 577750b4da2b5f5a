//! The date of an article, by page: what each kind of evidence gives, what outweighs what, and what stays undated.

use super::{Crawl, PageKind, article_date, parse_page};
use jiff::civil::{Date, date};

/// The day of reading.
const TODAY: Date = date(2026, 11, 28);

/// `2024-05-21 url`, or nothing.
fn written(page: &str, kind: PageKind, crawl: Option<&str>) -> String {
    let page = parse_page(page.as_bytes(), kind).unwrap();
    let crawl = Crawl {
        header_day: crawl.map(|day| day.parse::<Date>().unwrap()),
        ..Crawl::before(TODAY)
    };
    article_date(&page, &crawl).map_or(String::new(), |dated| {
        format!("{} {}", dated.published, dated.evidence.name())
    })
}

fn check_text(page: &str, expected: &str) {
    assert_eq!(written(page, PageKind::Text, None), expected, "{page}");
}

fn check_crawl(page: &str, crawl: &str, expected: &str) {
    assert_eq!(
        written(page, PageKind::Text, Some(crawl)),
        expected,
        "{page}"
    );
}

fn check_html(page: &str, expected: &str) {
    assert_eq!(written(page, PageKind::Html, None), expected, "{page}");
}

#[test]
fn mark_up_in_the_order_of_trust() {
    let url = r#"<link rel=canonical href="https://example.ru/2024/05/17/a">"#;
    let time = r#"<h1>Имя</h1><time pubdate datetime="2024-05-18T10:00+03:00">18 мая</time>"#;
    let meta = r#"<meta property="article:published_time" content="2024-05-19T10:00:00+03:00">"#;
    let json = r#"<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-20"}</script>"#;
    let line = "<p>16 мая 2024, 15:30</p>";
    check_html(
        &format!("{url}{meta}{json}{time}{line}"),
        "2024-05-20 json_ld",
    );
    check_html(
        &format!("{url}{meta}{time}{line}"),
        "2024-05-19T10:00:00+03:00 meta",
    );
    check_html(
        &format!("{url}{time}{line}"),
        "2024-05-18T10:00:00+03:00 time_element",
    );
    check_html(&format!("{url}{line}"), "2024-05-17 url");
    check_html(line, "2024-05-16T15:30:00+03:00 date_line");
}

#[test]
fn other_names_and_unreadable_mark_up() {
    check_html(
        r#"<div itemprop="datePublished" content="2024-05-20T10:00Z">x</div>"#,
        "2024-05-20T10:00:00+00:00 meta",
    );
    check_html(
        r#"<meta name="mediator_published_time" content="2024-05-20">x"#,
        "2024-05-20 meta",
    );
    check_html(
        r#"<meta content="2024-05-20" itemprop=datePublished>x"#,
        "2024-05-20 meta",
    );
    check_html(
        r#"<meta property="article:published_time" content="soon"><p>20.05.2024 10:00"#,
        "2024-05-20T10:00:00+03:00 date_line",
    );
    check_html(
        r#"<meta property="article:modified_time" content="2024-05-20">x"#,
        "",
    );
    check_html(
        r#"<time datetime="2024-05-20" itemprop="dateModified">x</time>"#,
        "",
    );
}

#[test]
fn time_elements_of_lists_date_nothing() {
    let card = |day: &str| format!(r#"<p><time datetime="2024-05-{day}">x</time>"#);
    check_html(&format!("{}{}", card("20"), card("19")), "");
    check_html(
        &format!("{}<h1>Имя</h1>{}", card("20"), card("19")),
        "2024-05-19 time_element",
    );
    check_html(&format!("<aside>{}</aside><p>Текст", card("20")), "");
}

#[test]
fn the_address_and_a_line_with_its_time() {
    check_text(
        "https://example.ru/2017/04/25/1.html\nPosted 25 апреля 2017,, 14:55",
        "2017-04-25T14:55:00+03:00 url",
    );
    check_text(
        "https://example.ru/20160826/1.html\n21 июля 2016, 17:08\nМОСКВА, 26 авг — РИА Новости.",
        "2016-08-26 url",
    );
    check_text(
        "https://example.ru/news/201702151536-3q1c.htm\nУтром 15 февраля",
        "2017-02-15T15:36:00+03:00 url",
    );
}

#[test]
fn date_lines() {
    check_text(
        "19 марта 2015 15:10\nо курсах на пятницу 20 марта",
        "2015-03-19T15:10:00+03:00 date_line",
    );
    check_text("04 май 2016 в 17:30", "2016-05-04T17:30:00+03:00 date_line");
    check_text("Москва, 05.09.2012", "2012-09-05 date_line");
    check_text(
        "МОСКВА, 26 августа 2016 — РИА Новости. Рубль",
        "2016-08-26 date_line",
    );
    check_text(
        "Заголовок новости о рубле\n21 мая 2024\nТекст",
        "2024-05-21 date_line",
    );
}

#[test]
fn of_several_date_lines_one_must_be_meant() {
    let two = "20 мая 2024, 10:00\nДругая новость\n21 мая 2024, 11:00";
    check_text(two, "");
    check_text(
        &format!("{two}\nОпубликовано: 19 мая 2024, 09:00"),
        "2024-05-19T09:00:00+03:00 date_line",
    );
    check_text(
        &format!("{two}\nМОСКВА, 21 мая. /ТАСС/. Рубль"),
        "2024-05-21T11:00:00+03:00 date_line",
    );
    let far = "20 мая 2024, 10:00\nПрочее\nПрочее\nПрочее\nБанк России объявил о своем решении\n21 мая 2024, 11:00";
    check_text(far, "2024-05-21T11:00:00+03:00 date_line");
    check_text("Обновлено 21 мая 2024, 10:00", "");
    // The agency's line is of another day: the date line belongs to another article.
    check_text("21 июля 2016, 17:08\nМОСКВА, 26 авг — РИА Новости.", "");
}

#[test]
fn a_weekday_with_its_day() {
    let page = "Об этом в понедельник, 8 мая, сообщает пресс-служба.";
    check_crawl(page, "2024-05-21", "2023-05-08 weekday_and_day");
    check_crawl(page, "2023-05-08", "2023-05-08 weekday_and_day");
    check_crawl(page, "2023-05-07", "2017-05-08 weekday_and_day");
    check_text(page, "");
    check_text(
        &format!("https://example.ru/2023/05/sm-1\n{page}"),
        "2023-05-08 weekday_and_day",
    );
    check_text(&format!("https://example.ru/2024/05/sm-1\n{page}"), "");
    check_crawl("курсы на понедельник, 8 мая, установлены", "2024-05-21", "");
    check_crawl(
        "в понедельник, 8 мая, суд\nв среду, 10 мая, суд",
        "2024-05-21",
        "",
    );
    check_crawl(
        "в понедельник, 8 мая, суд\nОб этом сообщили в среду, 10 мая.",
        "2024-05-21",
        "2023-05-10 weekday_and_day",
    );
}

#[test]
fn a_day_and_month_beside_a_year() {
    check_text(
        "https://example.ru/2022/05/771629\nМОСКВА, 12 мая. /ТАСС/. Рубль",
        "2022-05-12 day_and_month",
    );
    check_text(
        "https://example.ru/2022/05/771629\n12 мая, 14:30",
        "2022-05-12T14:30:00+03:00 day_and_month",
    );
    check_text(
        "https://example.ru/2022/a\nСегодня, 24 февраля, банк",
        "2022-02-24 day_and_month",
    );
    check_text(
        "https://example.ru/2022/05/771629\nМОСКВА, 12 июня. /ТАСС/. Рубль",
        "",
    );
    check_text(
        "https://example.ru/2022/a\nВчера, 31 мая, суд",
        "2022-06-01 relative_word",
    );
    let rates = "курсы доллара и евро на 22 января 2016 года\nПо состоянию на 15:50 21 января за баррель давали";
    check_text(rates, "2016-01-21 day_and_month");
    check_text(&rates.replace("21 января", "10 января"), "");
}

#[test]
fn no_year_is_invented() {
    for page in [
        "21 мая 2024\nUSD 90.65 -0.33 EUR 98.58 -0.19\nЗаголовок\nТекст без даты",
        "Вторник, 21 мая 2024\nЗаголовок\nТекст без даты",
        "Сегодня, 24 апреля, в Петербурге",
        "Москва. 28 октября. — Совет директоров",
        "Modified 30 марта, 23:29",
        "Биржа с 13 июня 2024 года приостановила торги",
        "о военной базе от 20 сентября 2012 года.",
        "Сегодня президент заявил",
        "В Бресте 12-15 апреля пройдет турнир",
        "Архивная публикация 2010 года",
    ] {
        check_text(page, "");
    }
    // A date line of a day after the crawl is no publication.
    check_crawl("25 мая 2024, 10:00", "2024-05-21", "");
}

#[test]
fn of_two_declared_days_the_one_that_a_reader_sees_is_taken() {
    let page = |json: &str, meta: &str, shown: &str| {
        format!(
            r#"<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{json}"}}</script>
            <meta property="article:published_time" content="{meta}"><h1>Рубль вырос</h1><p>{shown}</p>"#
        )
    };
    check_html(
        &page("2024-05-04", "2024-05-06T08:29:34+03:00", "06.05.2024"),
        "2024-05-06T08:29:34+03:00 meta",
    );
    check_html(
        &page("2024-05-06", "2024-05-09", "06.05.2024"),
        "2024-05-06 json_ld",
    );
    check_html(
        &page("2024-05-04", "2024-05-06", "08.05.2024"),
        "2024-05-04 json_ld",
    );
    check_html(&page("2024-05-04", "2024-05-06", ""), "2024-05-04 json_ld");
    // A day apart they are one moment, written in two zones.
    check_html(
        &page("2024-05-05", "2024-05-06", "06.05.2024"),
        "2024-05-05 json_ld",
    );
}

#[test]
fn a_meta_element_that_does_not_say_what_it_is_of_loses_to_the_one_day_of_the_text() {
    let text =
        "<p>Первый абзац.</p><p>Второй абзац.</p><p>Третий абзац.</p><p>Четвёртый абзац.</p>";
    let page = |shown: &str| {
        format!(
            r#"<meta name="dcterms.date" content="2024-05-21T09:43+03:00"><h1>Рубль вырос</h1>{text}{shown}"#
        )
    };
    check_html(&page("<p>25.05.2024</p>"), "2024-05-25 date_line");
    check_html(&page("<p>21.05.2024</p>"), "2024-05-21T09:43:00+03:00 meta");
    check_html(
        &page("<p>25.05.2024</p><p>11.02.2024</p>"),
        "2024-05-21T09:43:00+03:00 meta",
    );
}

#[test]
fn an_aside_with_the_byline_is_no_column_beside_the_article() {
    let page = |class: &str| {
        format!(
            r#"<meta name="date" content="2024-05-26"><h1>Рубль вырос</h1>
            <aside class="{class}"><time datetime="2024-05-21">21.05.2024</time></aside><p>Текст</p>"#
        )
    };
    for class in ["meta", "post-meta wide", "byline"] {
        check_html(&page(class), "2024-05-21 date_line");
    }
    check_html(&page("sidebar"), "2024-05-26 meta");
}

#[test]
fn a_date_line_may_name_who_wrote() {
    let line = "<p>21.05.2024 — Автор: Иван Петров</p>";
    check_html(
        &format!(r#"<meta name="date" content="2024-05-26">{line}<h1>Рубль вырос</h1>"#),
        "2024-05-21 date_line",
    );
}

#[test]
fn under_an_h2_that_is_the_title_the_day_is_looked_for_below_it() {
    let page = |above: &str, below: &str| {
        format!(
            "<title>Рубль вырос | Листок</title><h1>Листок</h1><p>{above}</p><h2>Рубль вырос</h2><p>{below}</p><p>Текст</p>\
             <p>Первый</p><p>Второй</p><p>17.05.2024</p>"
        )
    };
    check_html(&page("01.02.2019", "21.05.2024"), "2024-05-21 date_line");
    check_html(&page("01.02.2019", "Слова"), "2024-05-17 date_line");
}

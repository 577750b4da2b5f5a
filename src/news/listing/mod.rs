//! Pages that list news instead of being one article: the posts of a Telegram channel (`t.me/s/NAME`, or as Telegram
//! Desktop exports them), the day archives of Lenta and Interfax. Known by the class names of their items, one table for all.
//!
//! A time of such an item is a clock; its day is that of its own address, else that of the page.

mod export;
mod reader;
mod telegram_page;

use super::{
    address::joined,
    feed::{FeedDocument, FeedItem},
    host::host_of,
    one_line::on_one_line,
    passed_over::{PassedOver, PassedOverCounts},
    url_date::url_date,
};
use crate::model::{Published, parse_instant};
use export::exported_posts;
use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use jiff::civil::Date;
use reader::{Draft, Reader};
use std::convert::Infallible;
pub(super) use telegram_page::{TelegramPage, parse_telegram_page};

/// What an element of an item holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Its title.
    Title,
    /// Its text, which begins with its title.
    Text,
    /// The clock, or the whole time, that it shows.
    Time,
    Section,
    /// Who sent a message.
    Sender,
    /// Who signed it.
    Author,
}

/// What kind of place the items are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// The days of a site.
    Archive,
    /// A channel's page: the address of a post is in `data-post` and its time in a `datetime`.
    Channel,
    /// A file of Telegram Desktop, which has no addresses; the time is in a `title`.
    Export,
}

/// A kind of page by the class names of its elements.
struct Shape {
    /// What no other page has.
    mark: &'static str,
    /// The class of the element that is an item; of an empty one the element has `data-id`.
    item: &'static str,
    parts: &'static [(&'static str, Part)],
    origin: Origin,
    /// The site to which addresses are relative.
    site: &'static str,
}

const SHAPES: [Shape; 4] = [
    Shape {
        mark: "tgme_widget_message_wrap",
        item: "tgme_widget_message",
        parts: &[("tgme_widget_message_text", Part::Text)],
        origin: Origin::Channel,
        site: "https://t.me/",
    },
    Shape {
        mark: "class=\"message default clearfix",
        item: "message",
        parts: &[
            ("text", Part::Text),
            ("from_name", Part::Sender),
            ("signature", Part::Author),
        ],
        origin: Origin::Export,
        site: "https://t.me/",
    },
    Shape {
        mark: "archive-page__item",
        item: "card-full-news",
        parts: &[
            ("card-full-news__title", Part::Title),
            ("card-full-news__date", Part::Time),
            ("card-full-news__rubric", Part::Section),
        ],
        origin: Origin::Archive,
        site: "https://lenta.ru/",
    },
    Shape {
        mark: "class=\"an\"",
        item: "",
        parts: &[("h3", Part::Title), ("span", Part::Time)],
        origin: Origin::Archive,
        site: "https://www.interfax.ru/",
    },
];

/// Reads a page that lists news; `None` for any other. `address` is where it was, if that is known.
pub fn parse_listing(page: &str, address: Option<&str>) -> Option<FeedDocument> {
    let shape = SHAPES.iter().find(|shape| page.contains(shape.mark))?;
    // Interfax marks its list with a class that others could use.
    if shape.item.is_empty() && !page.contains("data-id=") {
        return None;
    }

    let document = read_page(page, shape).finish(address);
    // An export without posts is no article either.
    let is_list = !document.items.is_empty() || !document.passed_over.is_empty();
    Some(document).filter(|_| is_list)
}

fn read_page(page: &str, shape: &'static Shape) -> Reader {
    let mut reader = Reader::new(shape);
    let mut emitter = CallbackEmitter::new(
        |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            reader.take(&event);
            None
        },
    );
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(page, emitter).for_each(drop);
    reader.end_of_page();
    reader
}

impl Reader {
    fn finish(self, address: Option<&str>) -> FeedDocument {
        if self.shape.origin == Origin::Export {
            return exported_posts(&self);
        }
        let own = self.own.as_deref().or(address);
        let day = own.and_then(day_of).or_else(|| self.only_day());
        // Of a channel the page names the publisher, of an archive nothing more than its site.
        let is_channel = self.shape.origin == Origin::Channel;
        let title = if is_channel {
            let name = Some(on_one_line(&self.title)).filter(|title| !title.is_empty());
            name.or_else(|| self.name_of_channel())
        } else {
            host_of(self.shape.site)
        };

        let items = self.drafts.iter().filter_map(|draft| {
            if is_channel {
                post(draft, self.shape.site)
            } else {
                article(draft, self.shape.site, day)
            }
        });
        let items: Vec<FeedItem> = items.collect();
        let mut passed_over = PassedOverCounts::new();
        let without_text = self.drafts.len() - items.len();
        if is_channel && without_text > 0 {
            passed_over.insert(PassedOver::PostWithoutText, without_text as u64);
        }
        FeedDocument {
            title,
            items,
            passed_over,
            ..FeedDocument::default()
        }
    }

    /// The name of a channel in its addresses.
    fn name_of_channel(&self) -> Option<String> {
        let (name, _) = self.drafts.first()?.url.split_once('/')?;
        Some(name.to_owned())
    }

    /// The day of the other pages of the same archive, where they have one.
    fn only_day(&self) -> Option<Date> {
        let first = *self.days.first()?;
        self.days.iter().all(|day| *day == first).then_some(first)
    }
}

/// A post; `None` for a picture without text.
fn post(draft: &Draft, site: &str) -> Option<FeedItem> {
    let title = super::corpus::post_title(&draft.text);
    let summary = super::corpus::summary_text(&draft.text);
    if title.is_empty() {
        return None;
    }

    Some(FeedItem {
        summary: Some(summary).filter(|summary| *summary != title),
        title: Some(title),
        url: Some(absolute(&draft.url, site)),
        published: parse_instant(&draft.time).ok(),
        ..FeedItem::default()
    })
}

fn article(draft: &Draft, site: &str, day: Option<Date>) -> Option<FeedItem> {
    let title = Some(on_one_line(&draft.title)).filter(|title| !title.is_empty())?;
    let url = Some(absolute(&draft.url, site)).filter(|_| !draft.url.is_empty());
    let own_day = url.as_deref().and_then(day_of);
    let source = url.as_deref().and_then(host_of);

    Some(FeedItem {
        title: Some(title),
        published: published(&on_one_line(&draft.time), own_day.or(day)),
        section: Some(on_one_line(&draft.section)).filter(|section| !section.is_empty()),
        source: source.filter(|source| host_of(site).as_ref() != Some(source)),
        url,
        ..FeedItem::default()
    })
}

/// A whole time, or a clock on a day that is known.
fn published(time: &str, day: Option<Date>) -> Option<Published> {
    if let Ok(published) = parse_instant(time) {
        return Some(published);
    }
    let day = day?;
    parse_instant(&format!("{day} {time}"))
        .ok()
        .or(Some(Published::On(day)))
}

fn day_of(address: &str) -> Option<Date> {
    url_date(address)?.day()
}

fn absolute(address: &str, site: &str) -> String {
    joined(site, address).unwrap_or_else(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::feed::FeedFaultKind;

    /// `published|url|section|source|title|summary` of each item.
    fn check(page: &str, title: &str, expected: &[&str]) {
        let document = parse_listing(page, None).unwrap();
        assert_eq!(document.title.as_deref(), Some(title));
        let lines = document.items.into_iter().map(|item| {
            let published = item.published.map(|published| published.to_string());
            [
                published,
                item.url,
                item.section,
                item.source,
                item.title,
                item.summary,
            ]
            .map(Option::unwrap_or_default)
            .join("|")
        });
        assert_eq!(lines.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn posts_of_a_channel_are_read_from_its_page() {
        let page = "<html><head><meta property=\"og:title\" content=\"Рубль &amp; Ко\"></head><body>\
            <div class=\"tgme_widget_message_wrap js-widget_message_wrap\">\
            <div class=\"tgme_widget_message js-widget_message\" data-post=\"rubl/7\"><div class=\"tgme_widget_message_bubble\">\
            <a class=\"tgme_widget_message_reply\" href=\"https://t.me/rubl/1\"><div class=\"tgme_widget_message_text \
            js-message_reply_text\">Чужие слова</div></a>\
            <div class=\"tgme_widget_message_text js-message_text\"><b>⚡️ Рубль вырос</b><br/>Подробности &amp; \
            <a href=\"https://a.example\">здесь</a></div>\
            <a class=\"tgme_widget_message_date\" href=\"https://t.me/rubl/7\"><time datetime=\"2024-05-20T07:30:00+00:00\">\
            10:30</time></a></div></div></div>\
            <div class=\"tgme_widget_message_wrap\"><div class=\"tgme_widget_message\" data-post=\"rubl/8\">\
            <a class=\"tgme_widget_message_photo_wrap\" href=\"https://t.me/rubl/8\"></a>\
            <time datetime=\"2024-05-20T08:00:00+00:00\">11:00</time></div></div></body></html>";
        check(
            page,
            "Рубль & Ко",
            &[
                "2024-05-20T07:30:00+00:00|https://t.me/rubl/7|||⚡️ Рубль вырос|⚡️ Рубль вырос Подробности & здесь",
            ],
        );
    }

    #[test]
    fn elements_without_an_end_tag_end_no_post() {
        let post = |number: u8, text: &str| {
            format!(
                "<div class=\"tgme_widget_message_wrap\"><div class=\"tgme_widget_message\" data-post=\"rubl/{number}\">\
                 <video><source src=\"x\"><track src=\"y\"></video>\
                 <div class=\"tgme_widget_message_text js-message_text\">{text}</div></div></div>"
            )
        };
        let page = [
            "<head><meta property=\"og:title\" content=\"Рубль\"></head>".to_owned(),
            post(1, "Один<wbr>надцать"),
            post(2, "Два"),
        ];
        check(
            &page.concat(),
            "Рубль",
            &[
                "|https://t.me/rubl/1|||Одиннадцать|",
                "|https://t.me/rubl/2|||Два|",
            ],
        );
    }

    #[test]
    fn a_day_of_lenta_has_its_clocks_and_the_days_of_its_addresses() {
        let card = |href: &str, title: &str, time: &str, rubric: &str| {
            format!(
                "<li class=\"archive-page__item _news\"><a class=\"card-full-news _archive\" href=\"{href}\">\
                 <h3 class=\"card-full-news__title\">{title}</h3><div><time class=\"card-full-news__info-item \
                 card-full-news__date\">{time}</time><span class=\"card-full-news__rubric\">{rubric}</span></div></a></li>"
            )
        };
        let page = [
            card(
                "/news/2024/05/20/rubl/",
                "Рубль вырос",
                "10:30",
                "Экономика",
            ),
            card(
                "/news/2024/05/19/late/",
                "Вечером",
                "23:58, 19 мая 2024",
                "",
            ),
            card("https://moslenta.example/1.htm", "Соседи", "08:00", ""),
        ];
        let page = format!(
            "<ul>{}</ul><a class=\"loadmore__button\" href=\"/news/2024/05/20/page/2/\">Дальше</a>",
            page.concat()
        );
        check(
            &page,
            "lenta.ru",
            &[
                "2024-05-20T10:30:00+03:00|https://lenta.ru/news/2024/05/20/rubl/|Экономика||Рубль вырос|",
                "2024-05-19T23:58:00+03:00|https://lenta.ru/news/2024/05/19/late/|||Вечером|",
                "2024-05-20T08:00:00+03:00|https://moslenta.example/1.htm||moslenta.example|Соседи|",
            ],
        );
    }

    #[test]
    fn a_day_of_interfax_is_dated_by_its_pages() {
        check(
            "<div class=\"an\"><div data-id=\"7\"><span>10:30</span><a href=\"/business/7\" tabindex=\"5\"><h3>Рубль \
             вырос</h3></a></div><div data-id=\"8\"><span>10:31</span><a href=\"https://www.sport.example/8\"><h3>Матч</h3>\
             </a></div></div><div class=\"pages\"><a href=\"/news/2024/05/20\">1</a><a href=\"/news/2024/05/20/page_2\">2</a>",
            "interfax.ru",
            &[
                "2024-05-20T10:30:00+03:00|https://www.interfax.ru/business/7|||Рубль вырос|",
                "2024-05-20T10:31:00+03:00|https://www.sport.example/8||sport.example|Матч|",
            ],
        );
    }

    const EXPORT: &str = "<!DOCTYPE html><html><head><title>Exported Data</title></head><body><div class=\"page_wrap\">\
        <div class=\"page_header\"><div class=\"content\"><div class=\"text bold\">\nРубль &amp; Ко\n</div></div></div>\
        <div class=\"page_body chat_page\"><div class=\"history\">\
        <div class=\"message service\" id=\"message-1\"><div class=\"body details\">2 May 2024</div></div>\
        <div class=\"message default clearfix\" id=\"message7\"><div class=\"body\">\
        <div class=\"pull_right date details\" title=\"02.05.2024 09:15:30 UTC+03:00\">09:15</div>\
        <div class=\"from_name\">Рубль &amp; Ко</div>\
        <div class=\"text\"><strong>Ставка прежняя</strong><br>Подробности <a href=\"https://a.example\">здесь</a></div>\
        <div class=\"signature details\">Иван Петров</div></div></div>\
        <div class=\"message default clearfix joined\" id=\"message8\"><div class=\"body\">\
        <div class=\"pull_right date details\" title=\"02.05.2024 23:30:00 UTC-05:00\">23:30</div>\
        <div class=\"forwarded body\"><div class=\"from_name\">Биржа <span class=\"date details\" \
        title=\"01.05.2024 08:00:00 UTC+03:00\">01.05.2024</span></div><div class=\"text\">Торги открыты</div></div></div></div>\
        <div class=\"message default clearfix joined\" id=\"message9\"><div class=\"body\">\
        <div class=\"pull_right date details\" title=\"03.05.2024 10:00:00 UTC+03:00\">10:00</div>\
        <div class=\"media_wrap clearfix\"><div class=\"media_poll\"><div class=\"question bold\">Каким будет курс?</div>\
        </div></div></div></div></div></div></div></body></html>";

    #[test]
    fn posts_of_an_export_have_the_offset_of_their_dates() {
        check(
            EXPORT,
            "Рубль & Ко",
            &[
                "2024-05-02T09:15:30+03:00||||Ставка прежняя|Ставка прежняя Подробности здесь",
                "2024-05-02T23:30:00-05:00||||Торги открыты|",
            ],
        );
        let document = parse_listing(EXPORT, None).unwrap();
        assert_eq!(document.items[0].author.as_deref(), Some("Иван Петров"));
        assert_eq!(document.faults, []);
        let passed_over = [(PassedOver::PostWithoutText, 1), (PassedOver::Notice, 1)];
        assert_eq!(document.passed_over, passed_over.into());
    }

    #[test]
    fn a_date_of_an_export_without_an_offset_is_moscows_and_that_is_a_fault() {
        let old = EXPORT.replace(" UTC+03:00", "").replace(" UTC-05:00", "");
        let document = parse_listing(&old, None).unwrap();
        let published = document.items[1].published.unwrap();
        assert_eq!(published.to_string(), "2024-05-02T23:30:00+03:00");
        let kinds: Vec<&FeedFaultKind> = document.faults.iter().map(|one| &one.kind).collect();
        assert_eq!(kinds, [&FeedFaultKind::WithoutOffset]);
    }

    #[test]
    fn messages_of_people_in_an_export_are_no_news() {
        let chat = EXPORT.replace(
            "<div class=\"from_name\">Рубль &amp; Ко</div>",
            "<div class=\"from_name\">Иван</div>",
        );
        let document = parse_listing(&chat, None).unwrap();
        assert_eq!(document.items, []);
        assert_eq!(document.passed_over, [(PassedOver::Chat, 1)].into());
    }

    #[test]
    fn an_article_is_no_listing() {
        let page = "<h1>Рубль вырос</h1><p class=\"an\">Текст</p><div data-id=\"1\"></div>";
        assert_eq!(parse_listing(page, None), None);
        assert_eq!(parse_listing("", None), None);
    }
}

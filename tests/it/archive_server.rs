//! A server that plays every kind of archive of news, with headlines of its own on every day.

use crate::server::{Reply, Request, Server};
use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, date},
    tz::TimeZone,
};
use std::fmt::Write as _;

/// Headlines of a page of Lenta and of Interfax.
const PAGE: usize = 20;

/// The first and the last day that every archive has.
pub const FIRST: Date = date(2024, 4, 20);
pub const LAST: Date = date(2024, 6, 10);

/// A world of archives, of which each has so many headlines a day.
#[derive(Clone, Copy)]
pub struct World {
    pub per_day: usize,
    pub robots: &'static str,
}

pub const SMALL: World = World {
    per_day: 7,
    robots: "User-agent: *\nDisallow: /search\n",
};

/// The kinds of archives with the end of the address by which this server plays them.
pub const KINDS: [(&str, &str); 8] = [
    ("lenta", ""),
    ("interfax", "/interfax"),
    ("cbr-news", ""),
    ("cbr-key-rate", ""),
    ("wordpress", "/blog"),
    ("sitemap", "/sitemap_index.xml"),
    ("gdelt", ""),
    ("telegram", "/s/rubl"),
];

impl World {
    pub fn start(self) -> Server {
        Server::start(move |request| self.answer(request))
    }

    pub fn answer(self, request: &Request) -> Reply {
        let path = request.path.as_str();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            ["robots.txt"] => Reply::ok(self.robots),
            ["news", year, month, day] => self.lenta(day_of(year, month, day), 1),
            ["news", year, month, day, "page", page] => {
                self.lenta(day_of(year, month, day), page.parse().unwrap())
            }
            ["interfax", "news", year, month, day] => self.interfax(day_of(year, month, day), 1),
            ["interfax", "news", year, month, day, page] => {
                let page = page.strip_prefix("page_").unwrap().parse().unwrap();
                self.interfax(day_of(year, month, day), page)
            }
            ["DailyInfoWebServ", "DailyInfo.asmx", "NewsInfoXML"] => self.cbr_news(request),
            ["Crosscut", "NewsList", "LoadMore", "84035"] => key_rate(request),
            ["blog", "wp-json", "wp", "v2", "types"] => Reply::ok(TYPES),
            ["blog", "wp-json", "wp", "v2", list] => self.posts(list, request),
            ["sitemap_index.xml"] => sitemap_index(request),
            ["sitemap", name] => self.sitemap(name),
            ["api", "v2", "doc", "doc"] => self.gdelt(request),
            ["s", "rubl"] => self.telegram(request),
            _ => Reply::status(404, "<html>Not found</html>"),
        }
    }

    /// When the headlines of a day were published, the latest first, with their numbers.
    fn times(self, day: Date) -> impl Iterator<Item = (usize, DateTime)> {
        let minutes = 1_440 / self.per_day.max(1);
        let is_known = (FIRST..=LAST).contains(&day);
        let count = if is_known { self.per_day } else { 0 };
        (0..count).rev().map(move |number| {
            let minute = i64::try_from(number * minutes).unwrap() + 1;
            (number, day.at(0, 0, 0, 0) + minute.minutes())
        })
    }

    fn page_times(self, day: Date, page: usize) -> Vec<(usize, DateTime)> {
        self.times(day).skip((page - 1) * PAGE).take(PAGE).collect()
    }

    fn has_page(self, page: usize) -> bool {
        (page - 1) * PAGE < self.per_day
    }

    /// A day of Lenta, with an item of the day before, an article and a sister site's.
    fn lenta(self, day: Date, page: usize) -> Reply {
        if !self.has_page(page) || !(FIRST..=LAST).contains(&day) {
            return Reply::status(404, "");
        }
        let path = day.strftime("%Y/%m/%d");
        let mut cards = String::new();
        for (number, time) in self.page_times(day, page) {
            let clock = time.strftime("%H:%M");
            card(
                &mut cards,
                &format!("/news/{path}/n{number}/"),
                &title("Лента", day, number),
                &clock.to_string(),
            );
        }
        let before = day.yesterday().unwrap();
        let neighbour = before.strftime("%Y/%m/%d");
        card(
            &mut cards,
            &format!("/news/{neighbour}/n0/"),
            "Сосед",
            "23:58",
        );
        card(
            &mut cards,
            "https://sister.example/news/1",
            "Чужой сайт",
            "08:00",
        );
        let next = page + 1;
        let more = if self.has_page(next) {
            format!("<a class=\"loadmore__button\" href=\"/news/{path}/page/{next}/\">Дальше</a>")
        } else {
            String::new()
        };
        Reply::ok(format!(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body><ul class=\"archive-page__container\">{cards}</ul>\
             <div class=\"loadmore\">{more}</div></body></html>"
        ))
    }

    fn interfax(self, day: Date, page: usize) -> Reply {
        if !self.has_page(page) || !(FIRST..=LAST).contains(&day) {
            return Reply::status(404, "");
        }
        let mut items = String::new();
        for (number, time) in self.page_times(day, page) {
            let id = id_of(day, number);
            let clock = time.strftime("%H:%M");
            let title = title("Интерфакс", day, number);
            write!(
                items,
                "<div data-id=\"{id}\"><span>{clock}</span><a href=\"/business/{id}\" tabindex=\"5\"><h3>{title}</h3></a></div>"
            )
            .unwrap();
        }
        items += "<div data-id=\"1\"><span>08:59</span><a href=\"https://www.sport-interfax.ru/1\"><h3>Матч</h3></a></div>";
        let path = day.strftime("%Y/%m/%d");
        let pages: String = (2..=self.per_day.div_ceil(PAGE)).fold(String::new(), |pages, page| {
            pages + &format!("<a href=\"/news/{path}/page_{page}\">{page}</a>")
        });
        let html = format!(
            "<!DOCTYPE html><html><head><meta charset=\"windows-1251\"></head><body><div class=\"an\">{items}</div>\
             <div class=\"pages\"><a class=\"active\" href=\"/news/{path}\">1</a>{pages}</div></body></html>"
        );
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&html);
        Reply::ok(bytes.into_owned())
    }

    fn cbr_news(self, request: &Request) -> Reply {
        let from: Date = request.parameter("fromDate").unwrap().parse().unwrap();
        let to: Date = request.parameter("ToDate").unwrap().parse().unwrap();
        let mut news = String::new();
        // The service ends with the midnight that begins the last day; here it also begins a day early.
        for day in days(from.yesterday().unwrap(), to.yesterday().unwrap()) {
            for (number, time) in self.times(day) {
                let id = id_of(day, number);
                let title = title("Банк", day, number);
                write!(
                    news,
                    "<News><Doc_id>{id}</Doc_id><DocDate>{time}.07+03:00</DocDate><Title>{title}</Title><Url>/press/event/?id={id}</Url></News>"
                )
                .unwrap();
            }
        }
        Reply::ok(format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\">\
             <soap:Body><NewsInfoXMLResponse xmlns=\"http://web.cbr.ru/\"><NewsInfoXMLResult><NewsInfo xmlns=\"\">{news}</NewsInfo>\
             </NewsInfoXMLResult></NewsInfoXMLResponse></soap:Body></soap:Envelope>"
        ))
    }

    /// Posts of a site on Moscow's time, the earliest first.
    fn posts(self, list: &str, request: &Request) -> Reply {
        if !matches!(list, "posts" | "columns") {
            return Reply::status(404, r#"{"code":"rest_no_route","data":{"status":404}}"#);
        }
        let local = |name| -> DateTime { request.parameter(name).unwrap().parse().unwrap() };
        let (after, before) = (local("after"), local("before"));
        let mut posts = Vec::new();
        for day in days(after.date(), before.date()) {
            let mut times: Vec<_> = self.times(day).collect();
            times.reverse();
            for (number, time) in times {
                if after < time && time < before {
                    let gmt = time - 3.hours();
                    let title = title(list, day, number);
                    posts.push(format!(
                        r#"{{"date":"{time}","date_gmt":"{gmt}","link":"https://blog.example/{list}/{}","title":{{"rendered":"{title} &amp; <em>всё</em>"}}}}"#,
                        id_of(day, number)
                    ));
                }
            }
        }
        let page: usize = request.parameter("page").unwrap().parse().unwrap();
        let size: usize = request.parameter("per_page").unwrap().parse().unwrap();
        let total = posts.len().div_ceil(size);
        if page > total.max(1) {
            return Reply::status(
                400,
                r#"{"code":"rest_post_invalid_page_number","message":"Нет","data":{"status":400}}"#,
            );
        }
        let listed: Vec<String> = posts
            .into_iter()
            .skip((page - 1) * size)
            .take(size)
            .collect();
        Reply::ok(format!("[{}]", listed.join(",")))
            .with_header("X-WP-TotalPages", &total.to_string())
    }

    /// The titles of a day and its neighbour, packed without a header.
    fn sitemap(self, name: &str) -> Reply {
        let digits = name.strip_prefix("day-").and_then(|name| name.get(..8));
        let day = Date::strptime("%Y%m%d", digits.unwrap()).unwrap();
        let mut entries = String::new();
        for day in [day.yesterday().unwrap(), day] {
            for (number, time) in self.times(day) {
                let title = title("Карта", day, number);
                let path = day.strftime("%Y/%m/%d");
                write!(
                    entries,
                    "<url><loc>https://map.example/news/{path}/{number}</loc><lastmod>2025-01-15</lastmod><news:news><news:publication>\
                     <news:name>Карта</news:name><news:language>ru</news:language></news:publication><news:publication_date>{time}+03:00\
                     </news:publication_date><news:title><![CDATA[{title}]]></news:title></news:news></url>"
                )
                .unwrap();
            }
        }
        let xml = format!(
            "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
             xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">{entries}</urlset>"
        );
        Reply::ok(gzip(xml.as_bytes()))
    }

    /// At most as many articles as asked for, the earliest first; `{}` for none.
    fn gdelt(self, request: &Request) -> Reply {
        let moment = |name| {
            let text = request.parameter(name).unwrap();
            let time = DateTime::strptime("%Y%m%d%H%M%S", text).unwrap();
            TimeZone::UTC.to_timestamp(time).unwrap()
        };
        let (from, to) = (moment("startdatetime"), moment("enddatetime"));
        let most: usize = request.parameter("maxrecords").unwrap().parse().unwrap();
        let moscow = TimeZone::fixed(jiff::tz::offset(3));
        let mut articles = Vec::new();
        for day in days(
            moscow.to_datetime(from).date(),
            moscow.to_datetime(to).date(),
        ) {
            let mut times: Vec<_> = self.times(day).collect();
            times.reverse();
            for (number, time) in times {
                let instant = moscow.to_timestamp(time).unwrap();
                if (from..=to).contains(&instant) {
                    let seen = TimeZone::UTC.to_datetime(instant);
                    let title = title("Мир", day, number);
                    articles.push(format!(
                        r#"{{"url":"https://world.example/{}","title":"{title} , и \точка","seendate":"{}","domain":"world.example","language":"Russian"}}"#,
                        id_of(day, number),
                        seen.strftime("%Y%m%dT%H%M%SZ")
                    ));
                }
            }
        }
        articles.truncate(most);
        if articles.is_empty() {
            return Reply::ok("{}");
        }
        Reply::ok(format!("{{\"articles\":[{}]}}", articles.join(",\n")))
    }

    /// Twenty posts before a number; every tenth is a picture alone.
    fn telegram(self, request: &Request) -> Reply {
        let per_day = u64::try_from(self.per_day).unwrap();
        let count = per_day * u64::try_from(days(FIRST, LAST).count()).unwrap();
        let before = request
            .parameter("before")
            .map_or(count + 1, |before| before.parse().unwrap());
        self.page_of_channel(before)
    }

    pub fn page_of_channel(self, before: u64) -> Reply {
        let per_day = u64::try_from(self.per_day).unwrap();
        let count = per_day * u64::try_from(days(FIRST, LAST).count()).unwrap();
        let first = before.saturating_sub(20).max(1);
        let mut posts = String::new();
        for number in first..before.min(count + 1) {
            let day = FIRST + i64::try_from((number - 1) / per_day).unwrap().days();
            let of_day = usize::try_from((number - 1) % per_day).unwrap();
            let (_, time) = self
                .times(day)
                .find(|(number, _)| *number == of_day)
                .unwrap();
            let text = if is_picture(number) {
                String::new()
            } else {
                format!(
                    "<div class=\"tgme_widget_message_text js-message_text\" dir=\"auto\"><b>{}</b><br/>Подробности</div>",
                    title("Канал", day, of_day)
                )
            };
            write!(
                posts,
                "<div class=\"tgme_widget_message_wrap js-widget_message_wrap\"><div class=\"tgme_widget_message\" data-post=\"rubl/{number}\">\
                 <div class=\"tgme_widget_message_bubble\">{text}<div class=\"tgme_widget_message_footer\"><a class=\"tgme_widget_message_date\" \
                 href=\"https://t.me/rubl/{number}\"><time datetime=\"{}+00:00\" class=\"time\">x</time></a></div></div></div></div>",
                time - 3.hours()
            )
            .unwrap();
        }
        Reply::ok(format!(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta property=\"og:title\" content=\"Рубль\"></head>\
             <body><section class=\"tgme_channel_history js-message_history\">{posts}</section></body></html>"
        ))
    }

    /// What a store should hold of an archive: `day title`, sorted.
    pub fn expected(self, kind: &str, from: Date, to: Date) -> Vec<String> {
        let per_day = u64::try_from(self.per_day).unwrap();
        let mut expected = Vec::new();
        for (since, day) in days(FIRST, LAST).enumerate() {
            if !(from..=to).contains(&day) {
                continue;
            }
            for (number, _) in self.times(day) {
                let post =
                    u64::try_from(since).unwrap() * per_day + u64::try_from(number).unwrap() + 1;
                let titles = match kind {
                    "lenta" => vec![title("Лента", day, number)],
                    "interfax" => vec![title("Интерфакс", day, number)],
                    "cbr-news" => vec![title("Банк", day, number)],
                    "wordpress" => ["posts", "columns"]
                        .map(|list| format!("{} & всё", title(list, day, number)))
                        .to_vec(),
                    "sitemap" => vec![title("Карта", day, number)],
                    "gdelt" => vec![format!("{}, и \\точка", title("Мир", day, number))],
                    "telegram" if is_picture(post) => vec![],
                    "telegram" => vec![title("Канал", day, number)],
                    _ => vec![],
                };
                expected.extend(titles.into_iter().map(|title| format!("{day} {title}")));
            }
            if kind == "cbr-key-rate" {
                expected.extend(
                    RELEASES
                        .iter()
                        .filter(|(release, _)| *release == day)
                        .map(|(day, title)| format!("{day} {title}")),
                );
            }
        }
        expected.sort();
        expected
    }
}

fn sitemap_index(request: &Request) -> Reply {
    let host = &request.headers["host"];
    let files = days(FIRST, LAST).map(|day| {
        let name = day.strftime("%Y%m%d");
        format!("<sitemap><loc><![CDATA[http://{host}/sitemap/day-{name}.xml]]></loc><lastmod>{day}T23:59:00+03:00</lastmod></sitemap>")
    });
    let files: String = files.collect();
    Reply::ok(format!(
        "<?xml version=\"1.0\"?><sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{files}\
         <sitemap><loc>http://{host}/sitemap/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>"
    ))
}

const TYPES: &str = r#"{"post":{"slug":"post","rest_base":"posts"},"page":{"slug":"page","rest_base":"pages"},"column":{"slug":"column","rest_base":"columns"},"wp_block":{"slug":"wp_block","rest_base":"blocks"}}"#;

/// Releases on the key rate, the newest first.
const RELEASES: [(Date, &str); 3] = [
    (date(2024, 6, 7), "Банк России сохранил ключевую ставку"),
    (date(2024, 4, 26), "Банк России не изменил ставку"),
    (date(2024, 3, 22), "Банк России оставил ставку"),
];

fn key_rate(request: &Request) -> Reply {
    let offset: usize = request.parameter("extOffset").unwrap().parse().unwrap();
    let releases = RELEASES.iter().skip(offset).take(10).map(|(day, title)| {
        format!(
            "<div class=\"previews_day\"><div class=\"previews_day-date\">{}</div><a href=\"/press/pr/?file={}_133000Key.htm\">\n  {title}</a></div>",
            day.strftime("%d.%m.%Y"),
            day.strftime("%d%m%Y")
        )
    });
    Reply::ok(releases.collect::<String>())
}

fn is_picture(post: u64) -> bool {
    post.is_multiple_of(10)
}

fn card(cards: &mut String, href: &str, title: &str, clock: &str) {
    write!(
        cards,
        "<li class=\"archive-page__item _news\"><a class=\"card-full-news _archive\" href=\"{href}\"><h3 \
         class=\"card-full-news__title\">{title}</h3><time class=\"card-full-news__info-item card-full-news__date\">{clock}</time>\
         <span class=\"card-full-news__info-item card-full-news__rubric\">Экономика</span></a></li>"
    )
    .unwrap();
}

/// A title that no other headline has.
fn title(source: &str, day: Date, number: usize) -> String {
    format!("{source}: рубль {} событие {number}", day.strftime("%m%d"))
}

fn id_of(day: Date, number: usize) -> String {
    format!("{}{number:04}", day.strftime("%Y%m%d"))
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |day| *day <= to)
}

fn day_of(year: &str, month: &str, day: &str) -> Date {
    format!("{year}-{month}-{day}").parse().unwrap()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

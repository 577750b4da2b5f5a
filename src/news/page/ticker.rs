//! The ticker of a page: rates of the ruble shown around an article, in the forms that sites use.
//!
//! `USD 90.65 -0.33 EUR 98.58 -0.19`, `Обменный курс USD по ЦБ РФ на 25.04.2024 : 92,5058`,
//! `ЦБ USD 108.01 2.95 28/11`, `USD ЦБ: 61,25 (+0,99)`, one value a line after `$`, the two-day table of the old
//! cbr.ru. A line of a ticker has a code or a sign and only words that tickers use; a sentence has others. Not taken:
//! buy and sell rates, rows of three figures (banks' tables), tables in which the ruble itself is quoted (they are in
//! other money), crosses such as `EUR/USD`.

use super::{
    header::{Header, HeaderDay, TickerRate},
    lines::{Line, Place},
    lone_day::lone_day,
    ticker_items::{Figure, Item, ticker_items},
};
use crate::model::Currency;

/// A header and the lines it was read from.
#[derive(Debug, Default)]
pub(super) struct FoundHeader {
    pub header: Header,
    /// Indices of lines, ascending.
    pub lines: Vec<usize>,
}

/// Lines between two blocks that are still one ticker: rbc.ru has a rubric and links between its two rates.
const LINES_BETWEEN: usize = 15;

/// Lines at the top of a page that are its header's.
pub(super) const HEADER_LINES: usize = 20;

/// Lines between the day and the ticker below it: a slogan, a link.
pub(super) const LINES_ABOVE_TICKER: usize = 3;

/// Money of others: a table under such a line is not in rubles of Russia.
const OTHER_MONEY: [&str; 9] = [
    "нбрб",
    "нб рб",
    "byn",
    "бел. руб",
    "белорусск",
    "нбу",
    "гривн",
    "тенге",
    "нацбанк",
];

/// The ticker of a page, where it has one.
pub(super) fn read_ticker(lines: &[Line<'_>]) -> FoundHeader {
    let mut found = FoundHeader::default();
    let mut block = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(items) = ticker_items(line.text) {
            block.push((at, items));
        } else {
            add_block(lines, &block, &mut found);
            block.clear();
        }
    }

    add_block(lines, &block, &mut found);
    found
}

/// Adds a block of neighbouring lines with nothing but a ticker's words, each with its index.
fn add_block(lines: &[Line<'_>], block: &[(usize, Vec<Item>)], found: &mut FoundHeader) {
    let [(first, _), ..] = block else {
        return;
    };

    let above = &lines[first.saturating_sub(2)..*first];
    let is_other_money = above.iter().any(|line| {
        let lower = line.text.to_lowercase();
        line.text.len() < 200 && OTHER_MONEY.iter().any(|money| lower.contains(money))
    });
    let found_rates = rates_of(block, is_in_header(lines, block));
    let Some((rates, day)) = found_rates.filter(|_| !is_other_money) else {
        return;
    };

    if let Some(last_line) = found.lines.last() {
        let continues = found.header.day.is_some()
            && found.header.day == day
            && first - last_line <= LINES_BETWEEN;
        if !continues {
            return;
        }
    }

    // The first block gives the day; a later one of another day was refused above.
    found.header.day = found.header.day.or(day);
    found.lines.extend(*first..first + block.len());
    for rate in rates {
        if found
            .header
            .ticker
            .iter()
            .all(|known| known.currency != rate.currency)
        {
            found.header.ticker.push(rate);
        }
    }
}

/// Whether a block is in the header's element, or at the top of the page with a day in it or above it: one rate is
/// a ticker there, and elsewhere a figure of an article.
fn is_in_header(lines: &[Line<'_>], block: &[(usize, Vec<Item>)]) -> bool {
    let [(first, _), ..] = block else {
        return false;
    };
    let mut items = block.iter().flat_map(|(_, items)| items);
    let has_day = items.any(|item| matches!(item, Item::Day(HeaderDay::Full(_))));
    let mut above = lines[first.saturating_sub(LINES_ABOVE_TICKER)..*first].iter();

    lines[*first].place == Place::Header
        || *first <= HEADER_LINES && (has_day || above.any(|line| lone_day(line.text).is_some()))
}

/// A currency and the figures behind it.
struct Quote {
    currency: &'static Currency,
    figures: Vec<Figure>,
    /// Whether each figure is on its own line, instead of all in a row.
    is_column: bool,
}

/// The rates of a block and its day; `None` if it is not a ticker of ruble rates.
fn rates_of(
    block: &[(usize, Vec<Item>)],
    is_in_header: bool,
) -> Option<(Vec<TickerRate>, Option<HeaderDay>)> {
    let quotes = quotes_of(block)?;
    let items: Vec<&Item> = block.iter().flat_map(|(_, items)| items).collect();
    let days: Vec<HeaderDay> = items
        .iter()
        .filter_map(|item| match item {
            Item::Day(day) => Some(*day),
            _ => None,
        })
        .collect();

    let mut rates = Vec::new();
    let mut is_two_day_table = false;

    for quote in &quotes {
        match quote.reading()? {
            Reading::Rate(rate) => rates.push(rate),
            Reading::SecondDay(rate) => {
                is_two_day_table = true;
                rates.push(rate);
            }
        }
    }

    rates.extend(
        quotes
            .first()
            .and_then(|dollar| euro_without_sign(dollar, &rates)),
    );
    if is_two_day_table {
        // The days of the two figures must be given: without them it may be any quotation.
        let [.., HeaderDay::Full(earlier), HeaderDay::Full(later)] = days.as_slice() else {
            return None;
        };
        return (earlier < later).then_some((rates, Some(HeaderDay::Full(*later))));
    }

    let is_ticker = is_in_header
        || items.contains(&&Item::Bank)
        || rates.len() > 1
        || rates.iter().any(|rate| rate.change.is_some());
    (is_ticker && !rates.is_empty()).then(|| (rates, days.first().copied()))
}

fn quotes_of(block: &[(usize, Vec<Item>)]) -> Option<Vec<Quote>> {
    let mut quotes: Vec<Quote> = Vec::new();
    for (_, items) in block {
        let is_column = matches!(items.as_slice(), [Item::Figure(_)]);

        for item in items {
            match item {
                Item::Currency(currency) => {
                    quotes.push(Quote {
                        currency,
                        figures: Vec::new(),
                        is_column: false,
                    });
                }
                Item::Figure(figure) => match quotes.last_mut() {
                    Some(quote) => {
                        quote.figures.push(*figure);
                        quote.is_column |= is_column;
                    }
                    // A value above the first currency belongs to nothing that is read.
                    None if is_column => {}
                    None => return None,
                },
                Item::Ruble => return None,
                Item::Day(_) | Item::Bank => {}
            }
        }
    }

    // `Евро €`, `USD $`: two marks of one currency.
    quotes.dedup_by(|next, quote| {
        next.currency == quote.currency && {
            let is_mark_only = quote.figures.is_empty();
            if is_mark_only {
                quote.figures.append(&mut next.figures);
                quote.is_column = next.is_column;
            }
            is_mark_only
        }
    });

    Some(quotes)
}

/// What the figures behind a currency are.
enum Reading {
    Rate(TickerRate),
    /// Of the old cbr.ru's `78,7900 руб. ↓76,8271` the second, which is for the later day.
    SecondDay(TickerRate),
}

impl Quote {
    fn reading(&self) -> Option<Reading> {
        let (value, behind) = self.figures.split_first()?;
        if value.is_signed() {
            return None;
        }

        let change = behind.first().filter(|change| change.is_change_of(value));
        let rate = TickerRate {
            currency: self.currency,
            value: value.value,
            change: change.map(|change| change.value),
        };

        match behind {
            [] => Some(Reading::Rate(rate)),
            [_] if change.is_some() => Some(Reading::Rate(rate)),
            [second] if second.has_arrow => Some(Reading::SecondDay(TickerRate {
                value: second.value.abs(),
                ..rate
            })),
            // Below a column of one value a line other figures may follow: indices, metals.
            [..] if self.is_column => Some(Reading::Rate(rate)),
            _ => None,
        }
    }
}

/// The euro of a column that lost its sign when the page was converted to text: below the dollar's value and change
/// there is a value with as many digits and a signed change, and no euro is named.
fn euro_without_sign(dollar: &Quote, rates: &[TickerRate]) -> Option<TickerRate> {
    let euro = Currency::by_code("EUR")?;
    let is_lost = dollar.is_column
        && dollar.currency.code == "USD"
        && rates.iter().all(|rate| rate.currency != euro)
        && rates.first().is_some_and(|rate| rate.change.is_some());
    let [first, _, value, change, ..] = dollar.figures.as_slice() else {
        return None;
    };

    let is_like =
        !value.is_signed() && value.digits() == first.digits() && change.is_change_of(value);
    // The two currencies have never been twofold apart.
    let ratio = value.value.to_f64() / first.value.to_f64();
    let is_near = 0.5 < ratio && ratio < 2.0;

    (is_lost && is_like && is_near).then_some(TickerRate {
        currency: euro,
        value: value.value,
        change: Some(change.value),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2024-05-21 USD 90.65 -0.33 EUR 98.58 -0.19`.
    fn written(page: &str) -> String {
        let lines: Vec<Line<'_>> = page
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(|text| Line {
                text,
                place: Place::Page,
            })
            .collect();
        let header = read_ticker(&lines).header;
        let day = match header.day {
            Some(HeaderDay::Full(day)) => format!("{day}"),
            Some(HeaderDay::DayAndMonth { day, month }) => format!("?-{month:02}-{day:02}"),
            None => "-".to_owned(),
        };
        header.ticker.iter().fold(day, |text, rate| {
            let change = rate
                .change
                .map_or(String::new(), |change| format!(" {change}"));
            format!("{text} {} {}{change}", rate.currency.code, rate.value)
        })
    }

    fn check(page: &str, expected: &str) {
        assert_eq!(written(page), expected, "{page}");
    }

    #[test]
    fn one_line_below_the_day() {
        check(
            "21 мая 2024\nUSD 90.65 -0.33 EUR 98.58 -0.19\nГлавная",
            "2024-05-21 USD 90.65 -0.33 EUR 98.58 -0.19",
        );
        check(
            "21 мая 2024 USD 90,65 +0,33 EUR 98,58 −0,19",
            "2024-05-21 USD 90.65 0.33 EUR 98.58 -0.19",
        );
        check(
            "Вторник, 21 мая 2024\n$ 90.65 ▼ 0.33\n€ 98.58 ▲0.19",
            "2024-05-21 USD 90.65 -0.33 EUR 98.58 0.19",
        );
    }

    #[test]
    fn one_rate_below_the_day_and_names_of_currencies() {
        check("21 мая 2024\nUSD 90,65", "2024-05-21 USD 90.65");
        check("Доллар 90,65 Евро 98,58", "- USD 90.65 EUR 98.58");
        check(
            "Доллар США: 90,65 ₽\nЕвро: 98,58 ₽",
            "- USD 90.65 EUR 98.58",
        );
        check("US Dollar 90.65 Euro 98.58", "- USD 90.65 EUR 98.58");
    }

    #[test]
    fn changes_in_kopecks() {
        check(
            "21 мая 2024\nUSD 90,65 −33 коп.\nEUR 98,58 +19 коп.",
            "2024-05-21 USD 90.65 -0.33 EUR 98.58 0.19",
        );
        check(
            "Доллар 90 руб. 65 коп. Евро 98 руб. 58 коп.",
            "- USD 90.65 EUR 98.58",
        );
    }

    #[test]
    fn as_programs_format_money_and_days() {
        // JavaScript's Intl and Babel, in Russian and in English.
        check(
            "вторник, 21 мая 2024\u{202f}г.\nUSD 90,65\u{a0}₽\nEUR 98,58\u{a0}₽",
            "2024-05-21 USD 90.65 EUR 98.58",
        );
        check(
            "Tuesday, May 21, 2024\nUSD RUB\u{a0}90.65\nEUR RUB\u{a0}98.58",
            "2024-05-21 USD 90.65 EUR 98.58",
        );
        check(
            "21.05.2024\n1 USD = 90,65 ₽ (−0,36 %)\n1 EUR = 98,58 ₽ (+0,19 %)",
            "2024-05-21 USD 90.65 EUR 98.58",
        );
        check(
            "21.05.2024\n$ ₽90.65\n€ ₽98.58",
            "2024-05-21 USD 90.65 EUR 98.58",
        );
    }

    #[test]
    fn a_list_with_the_banks_day() {
        let list = "• Обменный курс USD по ЦБ РФ на 25.04.2024 : 92,5058\n• Обменный курс EUR по ЦБ РФ на 25.04.2024 : 98,9118";
        check(list, "2024-04-25 USD 92.5058 EUR 98.9118");
    }

    #[test]
    fn a_day_without_its_year_and_a_plus_left_out() {
        let banner = "Чтв, 28\nЦБ USD 108.01 2.95 28/11\nЦБ EUR 113.09 3.04 28/11\nНал. USD 108.00 / 109.10 27/11 18:35";
        check(banner, "?-11-28 USD 108.01 2.95 EUR 113.09 3.04");
        check(
            "ЦБ USD 108.01 2.95 28/11 Нал. USD 108.00 / 109.10 27/11 18:35",
            "?-11-28 USD 108.01 2.95",
        );
    }

    #[test]
    fn blocks_apart_with_one_day() {
        let feed = "Курс евро на 8 октября\nEUR ЦБ: 59,98\nИнвестиции, 07 окт, 16:10\nКурс доллара на 8 октября\nUSD ЦБ: 61,25 (+0,99)";
        check(feed, "?-10-08 EUR 59.98 USD 61.25 0.99");
    }

    #[test]
    fn an_item_of_a_feed_in_one_line() {
        check(
            "Курс доллара на 8 октября\nUSD ЦБ: 61,25 (+0,99) Инвестиции, 07 окт, 16:10",
            "?-10-08 USD 61.25 0.99",
        );
    }

    #[test]
    fn a_column_that_lost_the_euros_sign() {
        let column = "$\n73.3150\n-0.2095\n80.1186\n-0.4201\n2285.53\n1133.23";
        check(column, "- USD 73.3150 -0.2095 EUR 80.1186 -0.4201");
        check(
            "$\n73.3150\n0.2095\n€\n80.1186\n0.4201\n2285.53",
            "- USD 73.3150 0.2095 EUR 80.1186 0.4201",
        );
        check(
            "$\n73.3150\n-0.2095\n2285.53\n1133.23",
            "- USD 73.3150 -0.2095",
        );
    }

    #[test]
    fn the_old_front_page_of_the_bank_with_its_days() {
        let table = "Курсы валют 03.02.2015 04.02.2015\nДоллар США $ руб. 69,6640 руб. ↓66,4437\nЕвро € руб. 78,7900 руб. ↓76,8271";
        check(table, "2015-02-04 USD 66.4437 EUR 76.8271");
        check("Евро € руб. 78,7900 руб. ↓76,8271", "-");
    }

    #[test]
    fn what_is_no_ruble_ticker() {
        for page in [
            "USD | 2,6010 | 2,6050 | 2,5965 |\nEUR | 3,1130 | 3,1200 | 3,1082 |\nRUB100 | 3,4150 | 3,4350 | 3,4363 |",
            "USD 3,2510\nEUR 3,5120\nRUB 100 3,4150",
            "Курсы НБРБ\nUSD 3,2510\nEUR 3,5120",
            "Нал. USD 108.00 / 109.10 27/11 18:35",
            "USD 108.00 / 109.10\nEUR 113.00 / 114.10",
            "Официальный курс юаня на вторник — 11,97 рубля, доллара — 87,78, евро — 95,76",
            "За баррель давали $27,78.",
            "EUR/USD 1.0812 -0.002",
            "… до 73,0892 рубля",
            "$100",
            "21 мая 2024",
            "04 май 2016 в 17:30\n1093",
        ] {
            check(page, "-");
        }
    }
}

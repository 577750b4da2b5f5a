//! The words of a ticker's line: currencies, figures, days, the Bank's name. A line with any other word is prose.

use super::{
    header::HeaderDay,
    line_tokens::{Token, TokenKind, is_sign_at, line_tokens, small_number_at},
    ru_date::{DatePhrase, date_phrases, month_of, weekday_of},
};
use crate::model::{Currency, Decimal};

/// One thing in a ticker's line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Item {
    /// A code or a sign: `USD`, `$`.
    Currency(&'static Currency),
    /// The ruble as a currency that is quoted: `RUB100`.
    Ruble,
    /// A figure with digits after the point.
    Figure(Figure),
    /// A day.
    Day(HeaderDay),
    /// `ЦБ`, `Банк России`.
    Bank,
}

/// A number as the page shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub value: Decimal,
    /// Whether an arrow precedes it: `↓76,8271`.
    pub has_arrow: bool,
    sign: Option<char>,
}

/// Longest line of a ticker, in bytes; sentences are longer.
const LONGEST_LINE: usize = 240;

/// Words of tickers, by their beginnings.
const STEMS: [&str; 20] = [
    "курс",
    "обменн",
    "официальн",
    "валют",
    "доллар",
    "евро",
    "юан",
    "иен",
    "фунт",
    "стерлинг",
    "банк",
    "росси",
    "рубл",
    "центробанк",
    "сегодня",
    "коп",
    "dollar",
    "euro",
    "yuan",
    "rate",
];

/// Currencies by the names under which tickers have them; in sentences they are in other cases.
const NAMES: [(&str, &str); 8] = [
    ("доллар", "USD"),
    ("евро", "EUR"),
    ("юань", "CNY"),
    ("фунт", "GBP"),
    ("dollar", "USD"),
    ("euro", "EUR"),
    ("yuan", "CNY"),
    ("pound", "GBP"),
];

/// Words of tickers, whole.
const WORDS: [&str; 17] = [
    "цб", "рф", "сша", "по", "на", "к", "за", "от", "руб", "р", "г", "cbr", "cb", "us", "pound",
    "rub", "rur",
];

/// From these on a line is of cash bought and sold.
const CASH_STEMS: [&str; 3] = ["нал", "покуп", "прода"];

impl Figure {
    pub fn is_signed(&self) -> bool {
        self.sign.is_some() || self.has_arrow
    }

    pub fn digits(&self) -> u32 {
        self.value.scale()
    }

    /// Whether it can be the daily change of `value`: less than a quarter of it, and written with a sign or with
    /// as many digits. The ruble has never moved so far in a day since 1998.
    pub fn is_change_of(&self, value: &Self) -> bool {
        let is_written_so = self.is_signed() || self.digits() == value.digits();
        is_written_so && 4.0 * self.value.abs().to_f64() < value.value.to_f64()
    }
}

/// The items of a line; `None` if it is not a line of a ticker, or has nothing but the Bank's name.
pub(super) fn ticker_items(line: &str) -> Option<Vec<Item>> {
    if line.len() > LONGEST_LINE || !may_be_of_ticker(line) {
        return None;
    }

    // Most lines begin with words that no ticker has; only behind its figures may others follow.
    let head = &line[..line
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(line.len())];
    let mut words = head
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().nth(3).is_some());

    if words.any(|word| !is_known_or_day(word)) {
        return None;
    }

    let all = line_tokens(line);
    let is_cash = |token: &Token<'_>| {
        CASH_STEMS
            .iter()
            .any(|stem| token.lower().starts_with(stem))
    };
    let tokens = without_stamp(&all[..all.iter().position(is_cash).unwrap_or(all.len())]);
    let items = Reader {
        tokens,
        phrases: &date_phrases(tokens),
    }
    .items()?;
    let is_some = items.iter().any(|item| !matches!(item, Item::Bank));

    is_some.then_some(items)
}

/// Tokens without a rubric and a stamp at their end: `USD ЦБ: 61,25 (+0,99) Инвестиции, 07 окт, 16:10`, an item of a
/// feed with all its parts in one line.
fn without_stamp<'a, 'b>(tokens: &'a [Token<'b>]) -> &'a [Token<'b>] {
    let phrases = date_phrases(tokens);
    let stamp = phrases
        .last()
        .filter(|phrase| phrase.time.is_some() && phrase.end == tokens.len());
    let rubric_at = stamp
        .and_then(|stamp| stamp.first.checked_sub(2))
        .filter(|at| *at > 0);

    rubric_at
        .filter(|at| tokens[*at].starts_with_capital() && tokens[*at + 1].is_sign(','))
        .map_or(tokens, |at| &tokens[..at])
}

/// A look at the bytes before anything is cut up: nearly all lines of a page end here. A figure, a code or a sign
/// is wanted, no mark of a sentence or of a cut, and more than a clock or a count.
fn may_be_of_ticker(line: &str) -> bool {
    let has_any = line
        .bytes()
        .any(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'$');
    (has_any || line.contains(['€', '£'])) && !line.contains(['…', '?', '!']) && !is_clock(line)
}

/// Whether it is a clock or a count: digits alone, with colons and blanks.
fn is_clock(line: &str) -> bool {
    line.bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b' '))
}

fn is_known_or_day(word: &str) -> bool {
    let token = Token {
        kind: TokenKind::Word,
        text: word,
        start: 0,
    };
    is_ticker_word(&token) || weekday_of(&token).is_some() || month_of(&token).is_some()
}

fn is_ticker_word(token: &Token<'_>) -> bool {
    let lower = token.lower();
    WORDS.contains(&lower.as_str())
        || STEMS.iter().any(|stem| lower.starts_with(stem))
        || currency_of(token).is_some()
}

fn currency_of(token: &Token<'_>) -> Option<&'static Currency> {
    let code = match token.text {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        text if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) => text,
        _ => return None,
    };
    Currency::by_code(code)
}

struct Reader<'a> {
    tokens: &'a [Token<'a>],
    phrases: &'a [DatePhrase],
}

impl Reader<'_> {
    /// None at the first thing that no ticker has.
    fn items(&self) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if let Some(phrase) = self.phrases.iter().find(|phrase| phrase.first == at) {
                items.push(Item::Day(day_of(phrase)?));
                at = phrase.end;
                continue;
            }

            at = match token.kind {
                TokenKind::Number => self.number(at, &mut items)?,
                _ => self.word_or_sign(at, &mut items)?,
            };
        }

        // A stamp is no day of a ticker; a lone one belongs to an article.
        let has_time = self.phrases.iter().any(|phrase| phrase.time.is_some());
        let has_rate = items.iter().any(|item| matches!(item, Item::Currency(_)));
        (has_rate || !has_time).then_some(items)
    }

    fn word_or_sign(&self, at: usize, items: &mut Vec<Item>) -> Option<usize> {
        let token = &self.tokens[at];
        if let Some(currency) = currency_of(token) {
            items.push(Item::Currency(currency));
            return (!self.is_cross(at)).then_some(at + 1);
        }
        if let Some(currency) = self.currency_named(at) {
            items.push(Item::Currency(currency));
            return Some(at + 1);
        }

        let lower = token.lower();
        if matches!(lower.as_str(), "rub" | "rur") {
            if !self.is_unit_of_rate(at, items) {
                items.push(Item::Ruble);
            }
        } else if self.is_bank(at, &lower) {
            items.push(Item::Bank);
        } else if !is_ticker_sign(token) && !is_ticker_word(token) {
            weekday_of(token)?;
        }

        Some(at + 1)
    }

    /// `Доллар 90,65`, `Доллар США: 90,65`: a name at the beginning or behind a figure, with its own behind it.
    fn currency_named(&self, at: usize) -> Option<&'static Currency> {
        let name = self.tokens[at].lower();
        let (_, code) = NAMES.iter().find(|(listed, _)| *listed == name)?;
        let is_behind_word = at
            .checked_sub(1)
            .is_some_and(|before| self.tokens[before].is_word() && !self.is_of_dollar(before));

        let mut behind = self.tokens[at + 1..].iter();
        let value = behind.find(|token| !token.lower().eq("сша") && !token.is_one_of(":—–-="));
        let has_value = value.is_some_and(|value| value.kind == TokenKind::Number);
        (has_value && !is_behind_word)
            .then(|| Currency::by_code(code))
            .flatten()
    }

    /// `US Dollar`, `90,65 руб. Евро`, `90,65 RUB Евро`.
    fn is_of_dollar(&self, at: usize) -> bool {
        let word = self.tokens[at].lower();
        matches!(word.as_str(), "us" | "р" | "rub" | "rur")
            || word.starts_with("руб")
            || word.starts_with("коп")
    }

    /// `EUR/USD`, but not `EUR/RUB`.
    fn is_cross(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 2);
        is_sign_at(self.tokens, at + 1, "/")
            && next.is_some_and(|next| next.is_word() && next.text != "RUB")
    }

    /// `90,65 RUB`, `USD/RUB`, `USD RUB 90.65`.
    fn is_unit_of_rate(&self, at: usize, items: &[Item]) -> bool {
        let is_before_value = matches!(items.last(), Some(Item::Currency(_)))
            && is_sign_at(self.tokens, at + 2, ",.")
            && self.tokens[at + 1].touches(&self.tokens[at + 2]);
        matches!(items.last(), Some(Item::Figure(_)))
            || is_before_value
            || at > 0 && self.tokens[at - 1].is_sign('/')
    }

    fn is_bank(&self, at: usize, lower: &str) -> bool {
        match lower {
            "цб" | "центробанк" | "центробанка" | "cbr" => true,
            "банка" | "банк" => {
                let next = self.tokens.get(at + 1);
                next.is_some_and(|next| next.text == "России")
            }
            _ => false,
        }
    }

    /// A figure, a day such as `28/11`, a clock time, a percentage; the token after it.
    fn number(&self, at: usize, items: &mut Vec<Item>) -> Option<usize> {
        let token = &self.tokens[at];
        let joint = self.touching(at + 1);
        let behind = self
            .touching(at + 2)
            .filter(|next| next.kind == TokenKind::Number);
        let Some((joint, behind)) = joint.zip(behind) else {
            return self.whole_number(at, items);
        };

        if joint.is_sign(':') {
            return Some(at + 3);
        }
        if joint.is_sign('/') {
            let day = small_number_at(self.tokens, at)?;
            let month = small_number_at(self.tokens, at + 2)?;
            items.push(Item::Day(HeaderDay::DayAndMonth { day, month }));
            return ((1..=31).contains(&day) && (1..=12).contains(&month)).then_some(at + 3);
        }

        let is_figure = joint.is_one_of(",.") && token.text.len() <= 6 && behind.text.len() <= 4;
        if !is_figure {
            return None;
        }
        if is_sign_at(self.tokens, at + 3, "%") {
            return Some(at + 4);
        }

        items.push(Item::Figure(self.figure(at, token.text, behind.text)?));
        // Buy and sell: `108.00 / 109.10`.
        (!is_sign_at(self.tokens, at + 3, "/")).then_some(at + 3)
    }

    /// Rubles and kopecks, `90 руб. 65 коп.`, `-33 коп.`; the nominal of what follows, `100 JPY =`, or of a quoted
    /// ruble, `RUB100`. Else it is a count, which no ticker has.
    fn whole_number(&self, at: usize, items: &mut Vec<Item>) -> Option<usize> {
        let number = &self.tokens[at];
        let word_at = |at: usize| self.tokens.get(at).map(Token::lower).unwrap_or_default();
        if word_at(at + 1).starts_with("коп") {
            let kopecks = number.number(2)?;
            items.push(Item::Figure(self.figure(
                at,
                "0",
                &format!("{kopecks:02}"),
            )?));
            return Some(at + 2);
        }
        if word_at(at + 1).starts_with("руб") {
            let kopecks_at = at + 2 + usize::from(is_sign_at(self.tokens, at + 2, "."));
            let kopecks = self.tokens.get(kopecks_at)?.number(2)?;
            if !word_at(kopecks_at + 1).starts_with("коп") {
                return None;
            }
            items.push(Item::Figure(self.figure(
                at,
                number.text,
                &format!("{kopecks:02}"),
            )?));
            return Some(kopecks_at + 2);
        }

        let is_nominal = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| currency_of(next).is_some())
            && self.tokens[at + 1..]
                .iter()
                .take(3)
                .any(|token| token.is_sign('='));
        (is_nominal || items.last() == Some(&Item::Ruble)).then_some(at + 1)
    }

    /// The token at `at`, if nothing parts it from the one before.
    fn touching(&self, at: usize) -> Option<&Token<'_>> {
        let next = self.tokens.get(at)?;
        self.tokens[at - 1].touches(next).then_some(next)
    }

    fn figure(&self, at: usize, whole: &str, fraction: &str) -> Option<Figure> {
        let before = at.checked_sub(1).map(|before| &self.tokens[before]);
        let arrow = before.and_then(|sign| arrow_sign(sign));
        let written =
            before.filter(|sign| sign.touches(&self.tokens[at]) && sign.is_one_of("+-−–"));
        let sign = arrow.or(written.map(|sign| if sign.is_sign('+') { '+' } else { '-' }));
        let minus = if sign == Some('-') { "-" } else { "" };
        let value = Decimal::parse(&format!("{minus}{whole}.{fraction}")).ok()?;

        Some(Figure {
            value,
            has_arrow: arrow.is_some(),
            sign,
        })
    }
}

fn day_of(phrase: &DatePhrase) -> Option<HeaderDay> {
    match phrase.year {
        Some(_) => phrase.date().map(HeaderDay::Full),
        None => Some(HeaderDay::DayAndMonth {
            day: phrase.day,
            month: phrase.month,
        }),
    }
}

fn arrow_sign(token: &Token<'_>) -> Option<char> {
    if token.is_one_of("↑▲⬆△↗") {
        Some('+')
    } else {
        token.is_one_of("↓▼⬇▽↘").then_some('-')
    }
}

fn is_ticker_sign(token: &Token<'_>) -> bool {
    arrow_sign(token).is_some() || token.is_one_of(":|(),;.•·*=+-−–—₽/[]#%")
}

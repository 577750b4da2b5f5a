//! What the tokens around a date say of it: a date line, an agency's dateline, or a turn of a sentence.

use super::{
    date_words::{
        AGENCIES, AUTHOR_WORDS, CLOCK_WORDS, COMING_STEMS, MODIFIED_WORDS, PUBLISHED_WORDS,
        RATE_STEMS, REPORT_STEMS, TURN_WORDS,
    },
    line_tokens::{Token, is_sign_at},
    ru_date::{DatePhrase, Form, PARTS_OF_DAY},
};
use crate::news::word_list::is_listed;

/// Tokens before a date line's date, and behind it: more are a sentence.
const TOKENS_OF_OPENING: usize = 16;
const TOKENS_OF_CLOSING: usize = 32;

/// Words around a phrase that are looked at for a turn.
const WORDS_AROUND: usize = 5;

/// How a date of the text is tied to the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkKind {
    /// A date line, said to be that of publication: `Опубликовано 21 мая 2024`.
    LabelledLine,
    /// A date line.
    Line,
    /// `МОСКВА, 26 авг — РИА Новости.`
    Dateline,
    /// `Об этом в понедельник, 8 мая, сообщает …`
    ReportedWeekday,
    /// `в понедельник, 8 мая`.
    Weekday,
    /// `сегодня, 24 апреля`.
    Today,
    /// `вчера, 23 апреля`.
    Yesterday,
    /// `по состоянию на 15:50 21 января`.
    AsOf,
    /// `курсы доллара и евро на 22 января 2016 года`: the day after the one on which they were set.
    RateDay,
}

/// A phrase and the tokens before and after it in its line.
pub(super) struct Context<'a> {
    phrase: &'a DatePhrase,
    pub before: &'a [Token<'a>],
    after: &'a [Token<'a>],
}

/// The text before a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// Nothing, or signs.
    Empty,
    /// `Опубликовано:`.
    Published,
    /// `Обновлено:`.
    Modified,
    /// A city, a rubric, a name, set off: `Москва,`, `Инвестиции,`.
    Name,
    /// Some words, each with a capital: `Иван Петров`.
    Capitals,
    /// A sentence.
    Words,
}

/// The text after a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// Nothing, or signs.
    Empty,
    /// A few words behind a bar or a dot: `• Новости дня`.
    Apart,
    /// A sentence.
    Words,
}

impl<'a> Context<'a> {
    pub fn new(tokens: &'a [Token<'a>], phrase: &'a DatePhrase) -> Self {
        Self {
            phrase,
            before: &tokens[..phrase.first],
            after: &tokens[phrase.end..],
        }
    }

    pub fn kind(&self) -> Option<MarkKind> {
        if self.is_dateline() {
            return Some(MarkKind::Dateline);
        }
        if let Some(kind) = self.line_kind() {
            return Some(kind);
        }

        let of_unknown_year = self.phrase.year.is_none();
        match self.turn()? {
            kind @ (MarkKind::Today | MarkKind::Yesterday | MarkKind::AsOf) => {
                of_unknown_year.then_some(kind)
            }
            // With its year written, `в пятницу, 22 июня 1941 года` is as often history as news.
            MarkKind::Weekday => of_unknown_year.then_some(MarkKind::Weekday),
            kind => Some(kind),
        }
    }

    fn opening(&self) -> Opening {
        if self.before.len() > TOKENS_OF_OPENING {
            return Opening::Words;
        }

        let Some(last) = self.before.last() else {
            return Opening::Empty;
        };

        let words: Vec<String> = words_of(self.before).collect();
        // Figures next to the date belong to a sentence or a table.
        if words.len() > 4 || self.before.iter().any(|token| token.number(9).is_some()) {
            return Opening::Words;
        }

        let is_set_off = last.is_one_of(",.:|•·—–-/");
        match self.before.iter().find(|token| token.is_word()) {
            None => Opening::Empty,
            Some(_) if has_any(&words, MODIFIED_WORDS) => Opening::Modified,
            Some(_) if has_any(&words, PUBLISHED_WORDS) => Opening::Published,
            Some(word) if is_set_off && word.starts_with_capital() => Opening::Name,
            Some(_) if self.before.iter().all(Token::starts_with_capital) => Opening::Capitals,
            Some(_) => Opening::Words,
        }
    }

    fn closing(&self) -> Closing {
        if self.after.len() > TOKENS_OF_CLOSING {
            return Closing::Words;
        }

        let has_clock_word = self
            .after
            .first()
            .is_some_and(|word| is_listed(CLOCK_WORDS, &word.lower()));
        let after = &self.after[usize::from(has_clock_word)..];
        let words = after.iter().filter(|token| token.is_word()).count();
        match after.first() {
            _ if words == 0 => Closing::Empty,
            Some(sign) if sign.is_one_of("|•·") && words <= 8 => Closing::Apart,
            _ if names_author(after) && words <= 8 => Closing::Apart,
            _ => Closing::Words,
        }
    }

    /// Whether this is a date line, and which.
    fn line_kind(&self) -> Option<MarkKind> {
        let opening = self.opening();
        let has_time = self.phrase.time.is_some();
        let is_set_apart = self.closing() != Closing::Words;
        let is_stamp = has_time && self.phrase.form == Form::Plain;

        match opening {
            Opening::Published if is_stamp || is_set_apart => Some(MarkKind::LabelledLine),
            // A day and month alone in a line is more often a heading of a calendar.
            Opening::Empty if self.phrase.year.is_none() => {
                (has_time && is_set_apart).then_some(MarkKind::Line)
            }
            Opening::Empty | Opening::Name if is_stamp || is_set_apart => Some(MarkKind::Line),
            Opening::Capitals if is_stamp && is_set_apart => Some(MarkKind::Line),
            // `Заголовок - 2022-02-24 13:14:17 - 2`: behind a title, set off on both sides.
            Opening::Words if is_stamp && is_set_apart && self.phrase.year.is_some() => {
                let last = self.before.last()?;
                last.is_one_of("|•·—–-/").then_some(MarkKind::Line)
            }
            _ => None,
        }
    }

    /// `МОСКВА, 26 авг — РИА Новости.`, `Москва. 28 октября. INTERFAX.RU`, `МОСКВА, 31 марта. /ТАСС/.`
    fn is_dateline(&self) -> bool {
        let is_behind_city = is_sign_at(self.before, self.before.len().wrapping_sub(1), ",.");
        let is_closed = is_sign_at(self.after, 0, ".—–-/(,");
        if !is_behind_city
            || !is_closed
            || self.phrase.time.is_some()
            || self.opening() != Opening::Name
        {
            return false;
        }

        self.is_behind_name_of_city()
            || words_of(self.after)
                .take(3)
                .any(|word| is_listed(AGENCIES, &word))
    }

    /// `МОСКВА`, `САНКТ-ПЕТЕРБУРГ`, `Москва`.
    fn is_behind_name_of_city(&self) -> bool {
        let mut city = self.before.iter().filter(|token| token.is_word());
        city.clone().all(|word| word.lower() == "москва")
            || city.all(|word| is_in_capitals(word.text))
    }

    /// The turn of a sentence that ties the day to the article.
    fn turn(&self) -> Option<MarkKind> {
        let nearest = self.before.iter().rfind(|token| token.is_word());
        let nearest = nearest.map(Token::lower).unwrap_or_default();
        if self.phrase.weekday.is_none() && !is_listed(TURN_WORDS, &nearest) {
            return None;
        }

        let before = self.words_before();
        let first = before.first().map_or("", String::as_str);
        let second = before.get(1).map_or("", String::as_str);
        if self.phrase.year.is_some() && matches!(first, "на" | "с") {
            return self
                .has_near(&before, RATE_STEMS)
                .then_some(MarkKind::RateDay);
        }
        if first == "на" && second.starts_with("состояни") {
            return Some(MarkKind::AsOf);
        }

        match before
            .iter()
            .map(String::as_str)
            .find(|word| *word != "рано" && !PARTS_OF_DAY.contains(word))
        {
            Some("сегодня") => return Some(MarkKind::Today),
            Some("вчера") => return Some(MarkKind::Yesterday),
            _ => {}
        }
        self.phrase.weekday?;

        self.kind_of_weekday(&before, first, second)
    }

    fn kind_of_weekday(&self, before: &[String], first: &str, second: &str) -> Option<MarkKind> {
        // `в минувшую пятницу`, `на пятницу`, `к пятнице` are other days than that of the report.
        let lead = match first {
            "эту" | "этот" | "это" => second,
            _ => first,
        };
        let is_own_day = matches!(lead, "" | "в" | "во") || PARTS_OF_DAY.contains(&lead);

        if !is_own_day || self.has_near(&[], COMING_STEMS) {
            return None;
        }

        Some(if self.has_near(before, REPORT_STEMS) {
            MarkKind::ReportedWeekday
        } else {
            MarkKind::Weekday
        })
    }

    /// Whether one of `before` or of the next words behind the phrase begins with one of `stems`.
    fn has_near(&self, before: &[String], stems: &str) -> bool {
        words_of(self.after)
            .take(WORDS_AROUND)
            .chain(before.to_vec())
            .any(|word| stems.split(' ').any(|stem| word.starts_with(stem)))
    }

    /// The last words before the phrase in its sentence, nearest first.
    fn words_before(&self) -> Vec<String> {
        self.before
            .iter()
            .rev()
            .take_while(|token| !token.is_one_of(".!?;…"))
            .filter(|token| token.is_word())
            .take(WORDS_AROUND)
            .map(Token::lower)
            .collect()
    }
}

/// `— Автор: Иван Петров`.
fn names_author(after: &[Token<'_>]) -> bool {
    let mut behind = after.iter().skip_while(|token| token.is_one_of(",—–-"));
    let is_author = behind
        .next()
        .is_some_and(|word| is_listed(AUTHOR_WORDS, &word.lower()));
    is_author && behind.next().is_some_and(|sign| sign.is_sign(':'))
}

fn has_any(words: &[String], list: &str) -> bool {
    words.iter().any(|word| is_listed(list, word))
}

fn words_of<'a>(tokens: &'a [Token<'a>]) -> impl Iterator<Item = String> + 'a {
    tokens
        .iter()
        .filter(|token| token.is_word())
        .map(Token::lower)
}

fn is_in_capitals(word: &str) -> bool {
    word.chars().count() > 1 && !word.contains(char::is_lowercase)
}

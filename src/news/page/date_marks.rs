//! What a date in the text of a page means: that the article is of that day, or that it speaks of it.
//!
//! A *date line* dates the article by itself: alone in its line, at its beginning with a time, or after a city; an
//! agency's *dateline* has a city before it and the agency after it. In sentences only a few phrases give the day of
//! publication: `в понедельник, 8 мая`, `сегодня, 24 апреля`, `по состоянию на 15:50 21 января`. `с 13 июня 2024 года`,
//! `на пятницу, 25 мая`, `от 20 сентября 2012 года` and all others are what the article is about.

use super::{
    line_tokens::{Token, is_sign_at, line_tokens},
    lines::{Line, Place},
    ru_date::{DatePhrase, Form, PARTS_OF_DAY, date_phrases},
};
use crate::news::word_list::is_listed;

/// A date of the text that may date the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateMark {
    pub phrase: DatePhrase,
    pub kind: MarkKind,
    /// Whether a bar precedes it, as in a card of a list: `Публикация | 17 января 2017`.
    pub is_behind_bar: bool,
    /// Index of its line.
    pub line: usize,
}

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

pub(super) const PUBLISHED_WORDS: &str = "опубликовано опубликована опубликован публикации дата размещено добавлено создано \
     published posted";

const MODIFIED_WORDS: &str =
    "обновлено обновлена обновления изменено изменения исправлено modified updated edited";

/// Words, one of which directly precedes a day without a weekday that a phrase ties to the article.
const TURN_WORDS: &str = "на с сегодня вчера рано утром днем вечером ночью";

/// Beginnings of verbs behind a day that is still to come.
const COMING_STEMS: &str = "состоит пройдет пройдут будет будут откроет начнет начнут ожида планиру вступ стартует \
     предстоит";

/// Beginnings of words with which a report names its day: `об этом в понедельник, 8 мая, сообщает`.
const REPORT_STEMS: &str = "сообщ заяв рассказ переда этом объяви пишет пишут информир";

/// Beginnings of words with which a day is that of a rate.
const RATE_STEMS: &str = "курс доллар евро юан валют рубл";

/// Agencies that follow their dateline.
const AGENCIES: &str = "тасс риа прайм интерфакс interfax sputnik аги росбалт рбк";

/// Tokens before a date line's date, and behind it: more are a sentence.
const TOKENS_OF_OPENING: usize = 16;
const TOKENS_OF_CLOSING: usize = 32;

/// Words behind a clock.
const CLOCK_WORDS: &str = "мск ч час uhr klo";

/// Words that a colon follows where a date line names who wrote.
const AUTHOR_WORDS: &str =
    "автор авторы текст редактор редакция источник author by text source autor redaktion quelle";

/// Words around a phrase that are looked at for a turn.
const WORDS_AROUND: usize = 5;

/// Every date of the text that may date the article, in order.
pub(super) fn date_marks(lines: &[Line<'_>]) -> Vec<DateMark> {
    lines
        .iter()
        .enumerate()
        // Without a digit there is no date; most lines of a page are not cut into tokens at all.
        .filter(|(_, line)| {
            line.place == Place::Page && line.text.bytes().any(|byte| byte.is_ascii_digit())
        })
        .flat_map(|(at, line)| marks_of_line(at, line.text))
        .take(MARKS_KEPT)
        .collect()
}

/// Dates of one line that are looked at; a line with more is a table.
const PHRASES_OF_LINE: usize = 32;

/// Marks of one page; an article has a handful.
pub(super) const MARKS_KEPT: usize = 1_000;

fn marks_of_line(line: usize, text: &str) -> Vec<DateMark> {
    let tokens = line_tokens(text);
    date_phrases(&tokens)
        .into_iter()
        .take(PHRASES_OF_LINE)
        .filter_map(|phrase| {
            let context = Context::new(&tokens, &phrase);
            Some(DateMark {
                kind: context.kind()?,
                is_behind_bar: context.before.last().is_some_and(|sign| sign.is_sign('|')),
                phrase,
                line,
            })
        })
        .collect()
}

/// A phrase and the tokens before and after it in its line.
struct Context<'a> {
    phrase: &'a DatePhrase,
    before: &'a [Token<'a>],
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
    fn new(tokens: &'a [Token<'a>], phrase: &'a DatePhrase) -> Self {
        Self {
            phrase,
            before: &tokens[..phrase.first],
            after: &tokens[phrase.end..],
        }
    }

    fn kind(&self) -> Option<MarkKind> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[MarkKind]) {
        let kinds: Vec<MarkKind> = marks_of_line(0, line)
            .iter()
            .map(|mark| mark.kind)
            .collect();
        assert_eq!(kinds, expected, "{line}");
    }

    #[test]
    fn date_lines() {
        for line in [
            "19 марта 2015 15:10",
            "04 май 2016 в 17:30",
            "20.01.2010, 19:30",
            "Москва, 05.09.2012",
            "10 сентября 2022, 13:35 • Новости дня",
            "2024-1-16 16:08 |",
            "6 февраля 2015, 18:24",
            "19 марта 2015 года",
            "Заголовок новости: самое главное - 2022-02-24 13:14:17 - 2",
            "Вторник, 21 мая 2024, 15:00",
            "21 мая, 14:30",
            "13.02.2024 18:37:00 мск",
            "Иван Петров 16/07/2018 14:30",
            "Чт 25.04.24 | 14:07",
            "21.05.2024 — Автор: Иван Петров",
            "05.02.2020 - Redaktion: Anna Beispiel (Pressestelle)",
            "2.9.2020 klo 12.45",
            "Чт 25.04.24 | 14:07 ч | Иван Петров",
            "2024-05-21T10:00:00+03:00[Europe/Moscow]",
            "Tuesday, May 21, 2024, 3:30 PM",
        ] {
            check(line, &[MarkKind::Line]);
        }
        check(
            "… 15:08, июня 13, 2024 Банк с 13 июня 2024 года устанавливает курсы …",
            &[MarkKind::Line, MarkKind::RateDay],
        );
        check("Posted 25 апреля 2017,, 14:55", &[MarkKind::LabelledLine]);
        check("Дата публикации: 25.04.2017", &[MarkKind::LabelledLine]);
        check("Modified 30 марта 2017, 23:29", &[]);
    }

    #[test]
    fn datelines() {
        for line in [
            "… МОСКВА, 26 авг — РИА Новости. …",
            "МОСКВА, 31 марта. /ТАСС/. Рынок",
            "МОСКВА, 15 окт - ПРАЙМ. Рубль",
            "МОСКВА, 8 апреля / Радио Sputnik. Санкции",
            "Москва. 28 октября. — Совет",
            "САНКТ-ПЕТЕРБУРГ, 2 июня 2012 — РИА Новости.",
            "Казань, 3 мая. /ТАСС/. Завод",
        ] {
            check(line, &[MarkKind::Dateline]);
        }
    }

    #[test]
    fn turns_of_sentences() {
        check(
            "Об этом в понедельник, 8 мая, сообщает пресс-служба.",
            &[MarkKind::ReportedWeekday],
        );
        check(
            "Совет директоров в эту пятницу, 15 сентября, повысил ставку",
            &[MarkKind::Weekday],
        );
        check(
            "сообщил в четверг, 12 мая 2022 года, министр",
            &[MarkKind::ReportedWeekday],
        );
        check("Сегодня, 24 апреля, в Петербурге", &[MarkKind::Today]);
        check("Сегодня утром, 24 февраля, президент", &[MarkKind::Today]);
        check(
            "Сегодня рано утром, 24 февраля, президент",
            &[MarkKind::Today],
        );
        check("Вчера, 23 апреля, суд", &[MarkKind::Yesterday]);
        check(
            "По состоянию на 15:50 21 января за баррель",
            &[MarkKind::AsOf],
        );
        check(
            "курсы доллара и евро на 22 января 2016 года",
            &[MarkKind::RateDay],
        );
    }

    #[test]
    fn days_that_an_article_speaks_of() {
        for line in [
            "Биржа с 13 июня 2024 года приостановила торги",
            "о военной базе от 20 сентября 2012 года.",
            "на пятницу, 25 мая, согласно данным",
            "впервые с 11 февраля 2025 года, до 2",
            "в минувшую пятницу, 5 мая, суд",
            "в субботу, 11 мая, состоится матч",
            "Матч пройдет 21 мая 2024 в 19:00",
            "21 мая 2024 в 19:00 начнется матч",
            "9 мая 1995 — День Победы",
            "9 мая 1995 — Автор показал книгу",
            "в пятницу, 22 июня 2001 года, началась",
            "первый матч 6 мая с командой",
            "регистрация от 12.05.2010, выдана",
            "В Бресте 12-15 апреля пройдет турнир",
            "8 мая",
            "Напомним, 24 февраля, началась",
        ] {
            check(line, &[]);
        }
    }
}

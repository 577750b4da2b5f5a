//! What a date in the text of a page means: that the article is of that day, or that it speaks of it.
//!
//! A *date line* dates the article by itself: alone in its line, at its beginning with a time, or after a city; an
//! agency's *dateline* has a city before it and the agency after it. In sentences only a few phrases give the day of
//! publication: `в понедельник, 8 мая`, `сегодня, 24 апреля`, `по состоянию на 15:50 21 января`. `с 13 июня 2024 года`,
//! `на пятницу, 25 мая`, `от 20 сентября 2012 года` and all others are what the article is about.

use super::{
    date_context::{Context, MarkKind},
    line_tokens::line_tokens,
    lines::{Line, Place},
    ru_date::{DatePhrase, date_phrases},
};

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

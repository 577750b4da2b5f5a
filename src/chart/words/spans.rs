//! Spans of days, spelled out and in figures.

use crate::model::{Lang, Span, day_and_month, day_and_short_month, spell_day};
use jiff::civil::Date;

/// `1–21 мая 2024`, `1 April – 21 May 2024`: what both ends share is named once.
pub fn spell_span(span: Span, lang: Lang) -> String {
    let [from, to] = [span.from(), span.to()];
    let dash = lang.pick("–", "—");
    let end = spell_day(to, lang);

    if from == to {
        end
    } else if from.year() != to.year() {
        format!("{} {dash} {end}", spell_day(from, lang))
    } else if from.month() != to.month() {
        format!("{} {dash} {end}", day_and_month(from, lang))
    } else {
        format!("{}–{end}", from.day())
    }
}

/// `01.05.2024–21.05.2024`.
pub fn dotted_span(span: Span) -> String {
    dotted(span, "%d.%m.%Y")
}

/// `21.05.2024`.
pub fn dotted_day(day: Date) -> String {
    dotted_span(Span::day(day))
}

/// `21.05–24.05`.
pub fn days_without_year(days: Span) -> String {
    dotted(days, "%d.%m")
}

fn dotted(span: Span, format: &str) -> String {
    let end = span.to().strftime(format).to_string();
    if span.from() == span.to() {
        end
    } else {
        format!("{}–{end}", span.from().strftime(format))
    }
}

/// A day in few letters; with its year only if the span has several.
pub fn short_day_within(span: Span, day: Date, lang: Lang) -> String {
    let dated = day_and_short_month(day, lang);

    // A year that all days share says nothing.
    let is_of_one_year = span.from().year() == span.to().year() && span.to().year() == day.year();
    if is_of_one_year {
        dated
    } else {
        format!("{dated} {}", day.year())
    }
}

/// Days in few letters: with a month's name, then in figures.
pub fn short_days(days: Span, lang: Lang) -> Vec<String> {
    let [from, to] = [days.from(), days.to()];
    let [start, end] = [from, to].map(|day| day_and_short_month(day, lang));
    let end = format!("{end} {}", to.year());
    let named = if from == to {
        end
    } else if from.year() != to.year() {
        format!("{start} {} – {end}", from.year())
    } else if from.month() != to.month() {
        format!("{start} – {end}")
    } else {
        format!("{}–{end}", from.day())
    };
    vec![named, dotted(days, "%d.%m.%y")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spans_say_each_thing_once() {
        let spell = |from, to, lang| spell_span(Span::new(from, to).unwrap(), lang);
        let day = date(2024, 5, 21);
        assert_eq!(spell(day, day, Lang::Ru), "21 мая 2024");
        assert_eq!(spell(date(2024, 5, 1), day, Lang::Ru), "1–21 мая 2024");
        assert_eq!(
            spell(date(2024, 4, 1), day, Lang::En),
            "1 April – 21 May 2024"
        );
        assert_eq!(
            spell(date(1992, 7, 1), day, Lang::Ru),
            "1 июля 1992 — 21 мая 2024"
        );
    }

    #[test]
    fn days_say_each_thing_once() {
        let days = |from, to| short_days(Span::new(from, to).unwrap(), Lang::Ru).join(" | ");
        let day = date(2022, 2, 24);
        assert_eq!(days(day, day), "24 фев 2022 | 24.02.22");
        assert_eq!(
            days(day, date(2022, 2, 28)),
            "24–28 фев 2022 | 24.02.22–28.02.22"
        );
        assert_eq!(
            days(day, date(2022, 3, 18)),
            "24 фев – 18 мар 2022 | 24.02.22–18.03.22"
        );
        assert_eq!(
            days(date(2021, 12, 30), day),
            "30 дек 2021 – 24 фев 2022 | 30.12.21–24.02.22"
        );
    }

    #[test]
    fn may_after_a_day_is_in_the_genitive() {
        let of = |from, to| short_days(Span::new(from, to).unwrap(), Lang::Ru).remove(0);
        let day = date(2024, 5, 21);
        assert_eq!(of(day, day), "21 мая 2024");
        assert_eq!(of(day, date(2024, 5, 24)), "21–24 мая 2024");
        assert_eq!(of(date(2024, 4, 30), day), "30 апр – 21 мая 2024");
        assert_eq!(of(day, date(2025, 5, 2)), "21 мая 2024 – 2 мая 2025");
    }
}

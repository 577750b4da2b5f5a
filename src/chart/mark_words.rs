//! The words of marks in both languages; variants go from the fullest on, as in `words`.

use super::font::can_be_written;
use super::spec::Spec;
use super::words::{Sign, figure};
use crate::model::{Decimal, Lang, Span, key_rate_days, month_short, spell_day};
use jiff::civil::Date;

/// A subtitle with the days of the term after it.
pub(super) fn with_term(subtitle: Vec<String>, spec: &Spec) -> Vec<String> {
    let Some(term) = &spec.marks.term else {
        return subtitle;
    };
    let term_text = plain(&term.term);
    let days = term
        .days
        .iter()
        .filter(|day| spec.span.contains(**day))
        .count();
    let (full, short) = match spec.lang {
        Lang::Ru => (
            format!(
                "засечки — «{term_text}»: {} за {}",
                counted_ru(term.headlines, ["заголовок", "заголовка", "заголовков"]),
                counted_ru(days, ["день", "дня", "дней"])
            ),
            format!(
                "«{term_text}»: {}",
                counted_ru(days, ["день", "дня", "дней"])
            ),
        ),
        Lang::En => (
            format!(
                "ticks: “{term_text}”, {} on {}",
                counted_en(term.headlines, "headline"),
                counted_en(days, "day")
            ),
            format!("“{term_text}”: {}", counted_en(days, "day")),
        ),
    };
    let mut variants: Vec<String> = subtitle
        .iter()
        .map(|text| format!("{text} · {full}"))
        .collect();
    variants.extend(subtitle.last().map(|text| format!("{text} · {short}")));
    variants.push(short);
    variants
}

/// An event, with its kind where there is room.
pub(super) fn event(label: &str, kind: Option<&str>) -> Vec<String> {
    let label = plain(label);
    let with_kind = kind.map(|kind| format!("{label} · {}", plain(kind)));
    with_kind.into_iter().chain([label]).collect()
}

/// A move with its headline.
pub(super) fn largest_move(
    code: &str,
    percent: Decimal,
    headline: Option<&str>,
    lang: Lang,
) -> Vec<String> {
    let change = figure(percent, 1, Sign::Always);
    let headline = headline.map(plain);
    let none = match lang {
        Lang::Ru => "новостей нет",
        Lang::En => "no news",
    };
    vec![format!(
        "{code} {change} % · {}",
        headline.as_deref().unwrap_or(none)
    )]
}

/// What headlines beside moves are not.
pub(super) fn caveat_of_moves(lang: Lang) -> Vec<String> {
    let variants: &[&str] = match lang {
        Lang::Ru => &[
            "Наибольшие изменения за день и отличительные заголовки окна; причинность не проверялась",
            "Отличительные заголовки окна; причинность не проверялась",
            "Причинность не проверялась",
        ],
        Lang::En => &[
            "The largest daily changes, each with a distinctive headline of its window; causality was not tested",
            "Distinctive headlines of the window; causality was not tested",
            "Causality was not tested",
        ],
    };
    variants.iter().map(|text| (*text).to_owned()).collect()
}

/// What stands for marks that the key has no room for.
pub(super) fn and_more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!("и ещё {count}"),
        Lang::En => format!("and {count} more"),
    }
}

/// Days in few letters: with a month's name, then in figures.
pub(super) fn short_days(days: Span, lang: Lang) -> Vec<String> {
    let (from, to) = (days.from(), days.to());
    let named = |day: Date| format!("{} {}", day.day(), month_short(day.month(), lang));
    let dotted = |day: Date| {
        format!(
            "{:02}.{:02}.{:02}",
            day.day(),
            day.month(),
            day.year().rem_euclid(100)
        )
    };
    let end = format!("{} {}", named(to), to.year());
    let full = if from == to {
        end
    } else if from.year() != to.year() {
        format!("{} {} – {end}", named(from), from.year())
    } else if from.month() != to.month() {
        format!("{} – {end}", named(from))
    } else {
        format!("{}–{end}", from.day())
    };
    let figures = if from == to {
        dotted(to)
    } else {
        format!("{}–{}", dotted(from), dotted(to))
    };
    vec![full, figures]
}

/// The words of a change of the method of `day`, by its place in `methods::METHODS`.
pub(super) fn method(at: usize, day: Date, lang: Lang) -> Vec<String> {
    const WORDS: [[[&str; 2]; 2]; 5] = [
        [
            ["курс по торгам биржи на 11:30", "на 11:30"],
            ["exchange trades to 11:30", "to 11:30"],
        ],
        [
            ["торги биржи до 16:30", "до 16:30"],
            ["exchange trades to 16:30", "to 16:30"],
        ],
        [
            ["торги биржи до 15:30", "до 15:30"],
            ["exchange trades to 15:30", "to 15:30"],
        ],
        [
            ["внебиржевые сделки банков", "вне биржи"],
            ["banks’ deals off the exchange", "off exchange"],
        ],
        [
            ["биржа и внебиржевые сделки", "биржа и вне"],
            ["exchange and other deals", "all deals"],
        ],
    ];
    let [ru, en] = WORDS.get(at).copied().unwrap_or_default();
    let words = match lang {
        Lang::Ru => ru,
        Lang::En => en,
    };
    let dated = words
        .first()
        .map(|text| format!("{}: {text}", short_days(Span::day(day), lang)[0]));
    dated
        .into_iter()
        .chain(words.iter().map(|text| (*text).to_owned()))
        .collect()
}

/// Over the panel of the key rate; a line that ends before the span does says up to which day the rate is known.
pub(super) fn key_rate(span: Span, lang: Lang) -> Vec<String> {
    let end = key_rate_days().to();
    if span.to() <= end {
        let variants: &[&str] = match lang {
            Lang::Ru => &[
                "Ключевая ставка, % годовых",
                "Ключевая ставка, %",
                "Ставка, %",
            ],
            Lang::En => &["Key rate, % a year", "Key rate, %"],
        };
        return variants.iter().map(|text| (*text).to_owned()).collect();
    }

    let (day, figures) = (
        spell_day(end, lang),
        short_days(Span::day(end), lang)[1].clone(),
    );
    match lang {
        Lang::Ru => vec![
            format!("Ключевая ставка, % годовых (известна по {day})"),
            format!("Ключевая ставка, % (по {figures})"),
            format!("Ставка, % (по {figures})"),
        ],
        Lang::En => {
            vec![
                format!("Key rate, % a year (known to {day})"),
                format!("Key rate, % (to {figures})"),
            ]
        }
    }
}

/// A text of others in one line, without what no typeface here has: emoji would be boxes.
fn plain(text: &str) -> String {
    let written: String = text
        .chars()
        .filter(|c| c.is_whitespace() || can_be_written(*c))
        .collect();
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `21 заголовок`, `3 заголовка`, `11 заголовков`.
pub(super) fn counted_ru(count: usize, [one, few, many]: [&str; 3]) -> String {
    let word = match (count % 10, count % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    };
    format!("{count} {word}")
}

pub(super) fn counted_en(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

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
    fn moves_bear_their_sign() {
        let percent = Decimal::parse("-3.4567").unwrap();
        assert_eq!(
            largest_move("USD", percent, None, Lang::Ru),
            ["USD −3.5 % · новостей нет"]
        );
        assert_eq!(
            largest_move("USD", percent, Some("\u{1f525} a  b"), Lang::En),
            ["USD −3.5 % · a b"]
        );
    }
}

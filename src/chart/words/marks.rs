//! The words of marks; variants go from the fullest on.

use super::{
    language::{one_line, variants},
    spans::{days_without_year, short_day_within, short_days},
};
use crate::{
    chart::data::{Mark, Marked, Sign, Spec, decimal_text, per_cent},
    model::{Decimal, Lang, Span, counted, spell_day, tr},
    timeline::key_rate_days,
};
use jiff::civil::{Date, date};

/// From which day on rates were set by another method, and how, in full and in short (correlate-spec.md §1).
pub struct MethodChange {
    pub day: Date,
    ru: [&'static str; 2],
    en: [&'static str; 2],
}

/// In order.
const METHOD_CHANGES: [MethodChange; 5] = [
    MethodChange {
        day: date(2003, 4, 15),
        ru: ["курс по торгам биржи на 11:30", "на 11:30"],
        en: ["exchange trades to 11:30", "to 11:30"],
    },
    MethodChange {
        day: date(2022, 3, 11),
        ru: ["торги биржи до 16:30", "до 16:30"],
        en: ["exchange trades to 16:30", "to 16:30"],
    },
    MethodChange {
        day: date(2022, 4, 25),
        ru: ["торги биржи до 15:30", "до 15:30"],
        en: ["exchange trades to 15:30", "to 15:30"],
    },
    MethodChange {
        day: date(2024, 6, 13),
        ru: ["внебиржевые сделки банков", "вне биржи"],
        en: ["banks’ deals off the exchange", "off exchange"],
    },
    MethodChange {
        day: date(2024, 12, 27),
        ru: ["биржа и внебиржевые сделки", "биржа и вне"],
        en: ["exchange and other deals", "all deals"],
    },
];

impl MethodChange {
    /// The changes in a span, in order.
    pub fn within(span: Span) -> impl Iterator<Item = &'static Self> {
        METHOD_CHANGES
            .iter()
            .filter(move |change| span.contains(change.day))
    }

    /// What the dashed lines are, if there are any in a span.
    pub fn words(span: Span, lang: Lang) -> Option<[&'static str; 2]> {
        Self::within(span).next()?;
        Some([
            lang.pick(
                "Dashed line: the Bank changed how it sets the rate",
                "Пунктир: Банк сменил способ, которым устанавливает курс",
            ),
            lang.pick("Dashed: method changes", "Пунктир: смена способа"),
        ])
    }

    pub fn texts(&self, lang: Lang) -> Vec<String> {
        let [full, short] = lang.pick(self.en, self.ru);
        let day = &short_days(Span::day(self.day), lang)[0];

        vec![format!("{day}: {full}"), full.to_owned(), short.to_owned()]
    }
}

/// A subtitle with the days of the term after it.
pub fn with_term(subtitle: Vec<String>, spec: &Spec) -> Vec<String> {
    let Some(term) = &spec.marks.term else {
        return subtitle;
    };

    let word = one_line(&term.term);
    let seen: Vec<_> = term.seen(spec.span).collect();
    let days = counted(
        seen.len(),
        spec.lang,
        ["day", "days"],
        ["день", "дня", "дней"],
    );
    let full = term_in_full(&word, &seen, &days, spec);
    let short = tr!(spec.lang, "“{word}”: {days}", "«{word}»: {days}");

    let with_full = subtitle.iter().map(|text| format!("{text} · {full}"));
    let mut variants: Vec<_> = with_full.collect();
    variants.extend(subtitle.last().map(|text| format!("{text} · {short}")));
    // The term alone, if even the dates have no room.
    variants.push(short);
    variants
}

fn term_in_full(word: &str, seen: &[(Date, usize)], days: &str, spec: &Spec) -> String {
    let lang = spec.lang;
    let headlines = counted(
        seen.iter().map(|(_, count)| count).sum::<usize>(),
        lang,
        ["headline", "headlines"],
        ["заголовок", "заголовка", "заголовков"],
    );
    let text = tr!(
        lang,
        "bars: “{word}”, {headlines} on {days}",
        "столбики — «{word}»: {headlines} за {days}"
    );

    // The first of the days with the most, if any has more than one.
    let fullest = seen.iter().rev().max_by_key(|(_, count)| *count);
    match fullest.filter(|(_, count)| *count > 1) {
        Some((day, most)) => {
            let day = short_day_within(spec.span, *day, lang);
            tr!(
                lang,
                "{text}, at most {most} on {day}",
                "{text}, больше всего {day} — {most}"
            )
        }
        None => text,
    }
}

/// A mark in the key: an event, with its kind if there is room, or a move with its headline.
pub fn mark(mark: &Mark, lang: Lang) -> Vec<String> {
    match &mark.what {
        Marked::Event { label, kind } => {
            let label = one_line(label);
            let with_kind = kind
                .iter()
                .map(|kind| format!("{label} · {}", one_line(kind)));
            with_kind.chain([label.clone()]).collect()
        }
        Marked::Move {
            code,
            percent,
            headline,
        } => largest_move(code, *percent, headline.as_deref(), lang),
    }
}

/// The days of a mark, the last variant without the year if all days of the chart and the mark are of one.
pub fn days_of_mark(days: Span, in_view: Span, lang: Lang) -> Vec<String> {
    let year = in_view.from().year();
    let ends = [in_view.to(), days.from(), days.to()];
    let mut variants = short_days(days, lang);
    if ends.iter().all(|day| day.year() == year) {
        variants.push(days_without_year(days));
    }

    variants
}

fn largest_move(code: &str, percent: Decimal, headline: Option<&str>, lang: Lang) -> Vec<String> {
    let change = decimal_text(percent, 1, Sign::Always);
    let no_news = lang.pick("no news", "новостей нет");
    let news = headline.map_or_else(|| no_news.to_owned(), one_line);

    vec![format!("{code} {} · {news}", per_cent(&change))]
}

/// What headlines of moves are not.
pub fn caveat_of_moves(lang: Lang) -> Vec<String> {
    variants(
        lang,
        &[
            "The largest daily changes, each with a headline of its window; causality was not tested",
            "Headlines of the window; causality was not tested",
            "Causality was not tested",
        ],
        &[
            "Наибольшие изменения за день с заголовком окна у каждого; причинность не проверялась",
            "Заголовки окна; причинность не проверялась",
            "Причинность не проверялась",
        ],
    )
}

/// In place of the marks that the key has no room for.
pub fn and_more(count: usize, lang: Lang) -> String {
    tr!(lang, "and {count} more", "и ещё {count}")
}

/// Over the panel of the key rate; for a line that ends before the span, up to which day the rate is known.
pub fn key_rate_heading(span: Span, lang: Lang) -> Vec<String> {
    let end = key_rate_days().to();
    if span.to() <= end {
        return variants(
            lang,
            &["Key rate, % a year", "Key rate, %"],
            &[
                "Ключевая ставка, % годовых",
                "Ключевая ставка, %",
                "Ставка, %",
            ],
        );
    }

    let day = spell_day(end, lang);
    let figures = &short_days(Span::day(end), lang)[1];
    match lang {
        Lang::Ru => vec![
            format!("Ключевая ставка, % годовых (известна по {day})"),
            format!("Ключевая ставка, % (по {figures})"),
            format!("Ставка, % (по {figures})"),
        ],
        Lang::En => vec![
            format!("Key rate, % a year (known to {day})"),
            format!("Key rate, % (to {figures})"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_bear_their_sign() {
        let percent = Decimal::parse("-3.4567").unwrap();
        assert_eq!(
            largest_move("USD", percent, None, Lang::Ru),
            ["USD −3.5\u{a0}% · новостей нет"]
        );
        assert_eq!(
            largest_move("USD", percent, Some("a  b"), Lang::En),
            ["USD −3.5\u{a0}% · a b"]
        );
    }
}

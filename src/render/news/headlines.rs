//! Headlines for reading: below the header line of their day, and above the first rates set after them.
//!
//! ```text
//! 21 мая 2024  USD 90.65 −0.33  EUR 98.58 −0.19
//!   16:05  ЦБ сохранил ставку — lenta.ru
//!   → 23 мая 2024  USD 90.19 −0.22  EUR 97.92 −0.20
//! ```

use crate::{
    model::{InForce, Lang, Links, NoEffect, NotInForce, Published, Quoted, tr},
    render::{
        news::view::{CurrencyLinks, LinkedHeadline},
        rates::render_line,
        view::{Age, Shown, ShownRate, Style, TableFrame},
        words::joined,
    },
};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Digits after the point, as in the header line.
const DIGITS: u32 = 2;

/// Headlines in the order given, a header line wherever the day changes, the rates set after them wherever
/// these change; each line with its end.
pub fn render_headlines(headlines: &[LinkedHeadline], style: Style, frame: TableFrame) -> String {
    let mut text = String::new();
    for of_day in headlines.chunk_by(|a, b| day_of(a) == day_of(b)) {
        push_day(&mut text, &of_day[0], style);
        let with_effects: Vec<_> = of_day
            .iter()
            .map(|one| (one, effect_lines(&one.links, style)))
            .collect();

        // Headlines between two settings of rates share the same next rates: these are written once below them.
        for group in with_effects.chunk_by(|(_, a), (_, b)| a == b) {
            for (one, _) in group {
                push_headline(&mut text, one, frame);
            }
            for line in &group[0].1 {
                let _ = writeln!(text, "  → {line}");
            }
        }
    }

    text
}

fn day_of(one: &LinkedHeadline) -> Option<Date> {
    one.headline.dated.map(|dated| dated.published.day())
}

/// Headlines below a header line that is already written.
pub fn render_headlines_of_day(
    headlines: &[LinkedHeadline],
    style: Style,
    frame: TableFrame,
) -> String {
    let text = render_headlines(headlines, style, frame);
    let below = text.split_once('\n').map(|(_, below)| below);
    below.unwrap_or_default().to_owned()
}

fn push_day(text: &mut String, one: &LinkedHeadline, style: Style) {
    let line = match day_of(one) {
        Some(day) => rates_line(day, &one.links, style, |links| links.shown),
        None => tr!(style.lang, "undated", "без даты"),
    };
    let _ = writeln!(text, "{line}");
}

/// A header line of one of the two rates that each currency is linked to.
fn rates_line(
    day: Date,
    links: &[CurrencyLinks],
    style: Style,
    which: impl Fn(&Links) -> Option<InForce>,
) -> String {
    let rates = links.iter().map(|one| ShownRate {
        quoted: Quoted::published(one.currency),
        // Why there is no rate is not explained here: a dash is all there is room for.
        rate: which(&one.links).ok_or(NotInForce::NeverFetched),
        source: String::new(),
        age: Age::default(),
    });
    let rates = rates.collect();

    render_line(&Shown { day, rates }, DIGITS, style)
}

fn push_headline(text: &mut String, one: &LinkedHeadline, frame: TableFrame) {
    let time = match one.headline.dated.map(|dated| dated.published) {
        // A stamp of midnight alone is the day of a source that writes no time.
        Some(published @ Published::At { .. }) if published.is_time_known() => published
            .in_moscow_for_linking()
            .strftime("%H:%M")
            .to_string(),
        _ => "  —  ".to_owned(),
    };
    let first = format!("  {time}  ");
    let line = format!("{} — {}", one.headline.title, one.headline.source);

    let line = match frame {
        TableFrame::Terminal { columns } => {
            // Below 40 columns a wrapped title is harder to read than one that the terminal breaks.
            let options = textwrap::Options::new(usize::from(columns).max(40))
                .initial_indent(&first)
                .subsequent_indent("         ");
            textwrap::fill(&line, options)
        }
        TableFrame::Plain => first + &line,
    };
    let _ = writeln!(text, "{line}");
}

/// One line for each date on which a first rate was set after the headline, or for each reason why none is.
fn effect_lines(links: &[CurrencyLinks], style: Style) -> Vec<String> {
    let groups = links.chunk_by(|a, b| effect_key(a) == effect_key(b));
    groups.map(|group| effect_line(group, style)).collect()
}

fn effect_key(one: &CurrencyLinks) -> Result<Date, NoEffect> {
    one.links.effect.map(|effect| effect.record.record_date())
}

fn effect_line(group: &[CurrencyLinks], style: Style) -> String {
    let effect = match group[0].links.effect {
        Ok(effect) => effect,
        Err(reason) => {
            let codes = joined(group.iter().map(|one| one.currency.code), ", ");
            return format!("{codes}: {}", no_effect_text(reason, style.lang));
        }
    };

    let line = rates_line(effect.record.record_date(), group, style, |links| {
        links.effect.ok().map(|effect| InForce {
            day: effect.record.record_date(),
            record: effect.record,
            change: Some(effect.change),
        })
    });

    if effect.cutoff_uncertain {
        tr!(
            style.lang,
            "{line}  (until what hour news entered the rate is not established)",
            "{line}  (до какого часа новости входили в курс, точно не известно)"
        )
    } else {
        line
    }
}

fn no_effect_text(reason: NoEffect, lang: Lang) -> &'static str {
    match reason {
        NoEffect::Pending => lang.pick(
            "the next rate is not set yet, or not fetched",
            "следующий курс ещё не установлен или не загружен",
        ),
        NoEffect::FirstRecord => lang.pick(
            "the next rate is the first one and has no change",
            "следующий курс — первый, изменения у него нет",
        ),
        NoEffect::CoverageHole => lang.pick(
            "not all rates of these days are fetched",
            "курсы этих дней загружены не все",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Lang,
        render::fixtures::{linked, style},
    };

    fn check(headlines: &[(&str, &str)], frame: TableFrame, lang: Lang, expected: &str) {
        let headlines: Vec<_> = headlines
            .iter()
            .map(|(published, title)| linked(published, title))
            .collect();
        assert_eq!(render_headlines(&headlines, style(lang), frame), expected);
    }

    #[test]
    fn headlines_stand_between_the_rate_shown_and_the_rate_set_after() {
        check(
            &[
                ("2024-05-20T16:00:00+03:00", "После отсечки"),
                ("2024-05-20T15:30:00+03:00", "Ровно в отсечку"),
                ("2024-05-20T10:00:00+03:00", "Утром"),
                ("2024-05-18", "Без времени"),
                ("", "Без даты"),
            ],
            TableFrame::Plain,
            Lang::Ru,
            "20 мая 2024  USD 90.99 +0.06\n  16:00  После отсечки — lenta.ru\n  → 22 мая 2024  USD 90.41 −0.25\n  \
             15:30  Ровно в отсечку — lenta.ru\n  10:00  Утром — lenta.ru\n  → 21 мая 2024  USD 90.65 −0.33\n\
             18 мая 2024  USD 90.99 +0.06\n    —    Без времени — lenta.ru\n  → 21 мая 2024  USD 90.65 −0.33\n\
             без даты\n    —    Без даты — lenta.ru\n",
        );
    }

    #[test]
    fn why_there_is_no_rate_after() {
        check(
            &[("2024-05-22T10:00:00+03:00", "Latest")],
            TableFrame::Plain,
            Lang::En,
            "22 May 2024  USD 90.41 −0.25\n  10:00  Latest — lenta.ru\n  → USD: the next rate is not set yet, or not fetched\n",
        );
    }

    #[test]
    fn a_narrow_terminal_wraps_titles_below_themselves() {
        check(
            &[(
                "2024-05-20T10:00:00+03:00",
                "Очень длинный заголовок, который не помещается в строку",
            )],
            TableFrame::Terminal { columns: 40 },
            Lang::Ru,
            "20 мая 2024  USD 90.99 +0.06\n  10:00  Очень длинный заголовок,\n         который не помещается в строку\n         — lenta.ru\n  \
             → 21 мая 2024  USD 90.65 −0.33\n",
        );
    }
}

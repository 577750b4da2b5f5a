//! Headlines for reading: below the header line of their day, and above the first rates set after them.
//!
//! ```text
//! 21 мая 2024  USD 90.65 −0.33  EUR 98.58 −0.19
//!   16:05  ЦБ сохранил ставку — lenta.ru
//!   → 23 мая 2024  USD 90.19 −0.22  EUR 97.92 −0.20
//! ```

use crate::model::{Effect, InForce, Lang, NoEffect, NotInForce, Published, Quoted};
use crate::render::news::view::{CurrencyLinks, LinkedHeadline};
use crate::render::rates::render_line;
use crate::render::view::{Age, Shown, ShownRate, Style, TableFrame};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Digits after the point, as in the header line.
const DIGITS: u32 = 2;

/// Columns where no terminal says how wide it is.
const USUAL_COLUMNS: usize = 100;

/// Headlines in the order given, a header line wherever the day changes, the rates set after them wherever
/// these change; each line with its end.
pub fn render_headlines(headlines: &[LinkedHeadline], style: Style, frame: TableFrame) -> String {
    let mut text = String::new();
    let mut day = None;
    for (at, one) in headlines.iter().enumerate() {
        let own_day = one.headline.dated.map(|dated| dated.published.day());
        if at == 0 || own_day != day {
            day = own_day;
            push_day(&mut text, one, own_day, style);
        }
        push_headline(&mut text, one, frame);
        let below = effect_lines(&one.links, style);
        let next = headlines.get(at + 1);
        let is_last = next.is_none_or(|next| {
            next.headline.dated.map(|dated| dated.published.day()) != own_day
                || effect_lines(&next.links, style) != below
        });
        if is_last {
            for line in &below {
                let _ = writeln!(text, "  → {line}");
            }
        }
    }
    text
}

/// Headlines below a header line that stands already.
pub fn render_headlines_of_day(
    headlines: &[LinkedHeadline],
    style: Style,
    frame: TableFrame,
) -> String {
    let text = render_headlines(headlines, style, frame);
    text.split_once('\n')
        .map_or_else(String::new, |(_, below)| below.to_owned())
}

fn push_day(text: &mut String, one: &LinkedHeadline, day: Option<Date>, style: Style) {
    let Some(day) = day else {
        text.push_str(match style.lang {
            Lang::Ru => "без даты\n",
            Lang::En => "undated\n",
        });
        return;
    };
    let rates = one
        .links
        .iter()
        .map(|one| rate_of(one, one.links.shown))
        .collect();
    let _ = writeln!(
        text,
        "{}",
        render_line(&Shown { day, rates }, DIGITS, style)
    );
}

fn rate_of(one: &CurrencyLinks, rate: Option<InForce>) -> ShownRate {
    // Why there is none is not said here: a dash is all there is room for.
    let rate = rate.ok_or(NotInForce::NeverFetched);
    ShownRate {
        quoted: Quoted::published(one.currency),
        rate,
        source: String::new(),
        age: Age::default(),
    }
}

fn push_headline(text: &mut String, one: &LinkedHeadline, frame: TableFrame) {
    let time = match one.headline.dated.map(|dated| dated.published) {
        Some(published @ Published::At { .. }) if published.is_time_known() => published
            .in_moscow_for_linking()
            .strftime("%H:%M")
            .to_string(),
        _ => "  —  ".to_owned(),
    };
    let columns = match frame {
        TableFrame::Terminal { columns } => usize::from(columns),
        TableFrame::Plain => USUAL_COLUMNS,
    };
    let line = format!("{} — {}", one.headline.title, one.headline.source);
    let first = format!("  {time}  ");
    let options = textwrap::Options::new(columns.max(40))
        .initial_indent(&first)
        .subsequent_indent("         ");
    let wrapped = match frame {
        TableFrame::Terminal { .. } => textwrap::fill(&line, options),
        TableFrame::Plain => format!("{first}{line}"),
    };
    let _ = writeln!(text, "{wrapped}");
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
    let in_force = |effect: Effect| InForce {
        day: effect.record.record_date(),
        record: effect.record,
        change: Some(effect.change),
    };
    match group[0].links.effect {
        Ok(effect) => {
            let rates = group
                .iter()
                .map(|one| rate_of(one, one.links.effect.ok().map(in_force)))
                .collect();
            let line = render_line(
                &Shown {
                    day: effect.record.record_date(),
                    rates,
                },
                DIGITS,
                style,
            );
            if effect.cutoff_uncertain {
                format!("{line}  {}", uncertain(style.lang))
            } else {
                line
            }
        }
        Err(reason) => {
            let codes: Vec<&str> = group.iter().map(|one| one.currency.code).collect();
            format!(
                "{}: {}",
                codes.join(", "),
                no_effect_text(reason, style.lang)
            )
        }
    }
}

const fn uncertain(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "(до какого часа новости входили в курс, точно не известно)",
        Lang::En => "(until what hour news entered the rate is not established)",
    }
}

const fn no_effect_text(reason: NoEffect, lang: Lang) -> &'static str {
    match (reason, lang) {
        (NoEffect::Pending, Lang::Ru) => "следующий курс ещё не установлен или не загружен",
        (NoEffect::Pending, Lang::En) => "the next rate is not set yet, or not fetched",
        (NoEffect::FirstRecord, Lang::Ru) => "следующий курс — первый, изменения у него нет",
        (NoEffect::FirstRecord, Lang::En) => "the next rate is the first one and has no change",
        (NoEffect::CoverageHole, Lang::Ru) => "курсы этих дней загружены не все",
        (NoEffect::CoverageHole, Lang::En) => "not all rates of these days are fetched",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::render::fixtures::{linked, style};

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

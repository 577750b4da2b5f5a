//! Notes on the days of a chart: which lines stop where and why, which days have no rate, and the command that
//! would fetch it.

use crate::{
    model::{Lang, Quoted, Span, tr},
    render::{
        errors::fetch_days,
        words::{and_more, spell_span},
    },
};
use jiff::civil::Date;

/// Most gaps named in one note.
const MOST_GAPS: usize = 5;

/// Something to know about the days of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaysNote {
    /// The line of a currency ends before the last day drawn.
    LineEnds {
        quoted: Quoted,
        /// The days after its end that are drawn for other lines.
        missing: Span,
    },
    /// Other days on which a currency has no rate.
    Gaps {
        quoted: Quoted,
        /// In order; never empty.
        gaps: Vec<Span>,
    },
    /// The last day asked for is later than all stored rates.
    DrawnTo {
        /// The last day asked for.
        asked: Date,
        drawn: Date,
    },
}

/// The note as one line, without its end; `today` is Moscow's.
pub fn days_text(note: &DaysNote, lang: Lang, today: Date) -> String {
    match note {
        DaysNote::LineEnds { quoted, missing } => line_end(*quoted, *missing, lang, today),
        DaysNote::Gaps { quoted, gaps } => gaps_text(*quoted, gaps, lang, today),
        DaysNote::DrawnTo { asked, drawn } => tr!(
            lang,
            "--to {asked}: stored rates end on {drawn}, and so does the chart",
            "--to {asked}: курсы есть только по {drawn}, график — по этот день"
        ),
    }
}

fn line_end(quoted: Quoted, missing: Span, lang: Lang, today: Date) -> String {
    let last = missing.from().yesterday().unwrap_or(missing.from());
    let has_ended = quoted
        .currencies()
        .any(|currency| currency.has_ended_by(last));
    // The end of a currency explains itself, and there is nothing to fetch.
    if has_ended {
        return tr!(
            lang,
            "{quoted}: its line ends on {last}: the Bank of Russia quoted it until that day",
            "{quoted}: линия кончается {last}: Банк России котировал эту валюту до этого дня"
        );
    }

    let text = tr!(
        lang,
        "{quoted}: its line ends on {last}, the last stored day",
        "{quoted}: линия кончается {last}, дальше курсов в базе нет"
    );

    text + &run_command(quoted, missing, lang, today)
}

fn gaps_text(quoted: Quoted, gaps: &[Span], lang: Lang, today: Date) -> String {
    let names: Vec<String> = gaps.iter().map(|gap| spell_span(*gap)).collect();
    let named = and_more(&names, MOST_GAPS, lang);
    let mut text = tr!(
        lang,
        "{quoted}: no rates for {named}",
        "{quoted}: нет курсов за {named}"
    );

    // Gaps before the first record cannot be fetched: they are explained, and left out of the command.
    let first_day = quoted
        .currencies()
        .filter_map(|currency| currency.first_day)
        .max()
        .filter(|first| gaps.iter().any(|gap| gap.to() < *first));

    if let Some(first) = first_day {
        text += &tr!(
            lang,
            "; the Bank of Russia's records begin on {first}",
            "; записи Банка России начинаются с {first}"
        );
    }

    let from = first_day.unwrap_or(Date::MIN);
    let fetchable = gaps.iter().filter(|gap| gap.to() >= from);
    text + &fetchable
        .copied()
        .reduce(|first, last| Span::new(first.from(), last.to()).unwrap_or(first))
        .map_or_else(String::new, |whole| run_command(quoted, whole, lang, today))
}

/// `` ; run `rates fetch …` ``, as far as there is something to fetch.
fn run_command(quoted: Quoted, missing: Span, lang: Lang, today: Date) -> String {
    command(quoted, missing, today).map_or_else(String::new, |command| {
        tr!(lang, "; run `{command}`", "; выполните `{command}`")
    })
}

/// The command that would fetch the rates of these days, as far as they are not in the future.
fn command(quoted: Quoted, missing: Span, today: Date) -> Option<String> {
    let currencies: Vec<_> = quoted.currencies().collect();
    fetch_days(
        &currencies,
        Span::new(missing.from(), missing.to().min(today))?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixtures::{currency, day};

    fn quoted(code: &str) -> Quoted {
        Quoted::published(currency(code))
    }

    #[track_caller]
    fn check(note: &DaysNote, ru: &str, en: &str) {
        let today = day("2026-08-21");
        assert_eq!(days_text(note, Lang::Ru, today), ru);
        assert_eq!(days_text(note, Lang::En, today), en);
    }

    fn span(from: &str, to: &str) -> Span {
        Span::new(day(from), day(to)).unwrap()
    }

    #[test]
    fn a_line_that_stops_says_why_and_what_fetches_the_rest() {
        check(
            &DaysNote::LineEnds {
                quoted: quoted("TRY"),
                missing: span("2022-11-20", "2024-05-01"),
            },
            "TRY: линия кончается 2022-11-19, дальше курсов в базе нет; выполните \
             `rates fetch --currency TRY --from 2022-11-06 --to 2024-05-01`",
            "TRY: its line ends on 2022-11-19, the last stored day; run \
             `rates fetch --currency TRY --from 2022-11-06 --to 2024-05-01`",
        );
        check(
            &DaysNote::LineEnds {
                quoted: quoted("BGN"),
                missing: span("2026-01-01", "2026-08-21"),
            },
            "BGN: линия кончается 2025-12-31: Банк России котировал эту валюту до этого дня",
            "BGN: its line ends on 2025-12-31: the Bank of Russia quoted it until that day",
        );
    }

    #[test]
    fn gaps_name_the_command_that_fills_them_all() {
        let gaps = vec![
            span("2018-04-12", "2019-01-09"),
            span("2021-01-23", "2021-03-22"),
        ];
        check(
            &DaysNote::Gaps {
                quoted: quoted("CNY"),
                gaps,
            },
            "CNY: нет курсов за 2018-04-12..2019-01-09, 2021-01-23..2021-03-22; выполните \
             `rates fetch --currency CNY --from 2018-03-29 --to 2021-03-22`",
            "CNY: no rates for 2018-04-12..2019-01-09, 2021-01-23..2021-03-22; run \
             `rates fetch --currency CNY --from 2018-03-29 --to 2021-03-22`",
        );
        check(
            &DaysNote::Gaps {
                quoted: quoted("EUR"),
                gaps: vec![span("1997-01-01", "1998-12-31")],
            },
            "EUR: нет курсов за 1997-01-01..1998-12-31; записи Банка России начинаются с 1999-01-01",
            "EUR: no rates for 1997-01-01..1998-12-31; the Bank of Russia's records begin on 1999-01-01",
        );
    }
}

//! Tables for people: the rates of a day, a history, the state of the store.
//!
//! They fit a terminal of 60 columns; figures have all their digits and stand to the right. What is the same for
//! all rows (the day, the only currency) stands above the table. Without a terminal there are no rules.

use super::view::{CurrencyStatus, Shown, ShownRate, Style, TableFrame};
use super::words::{UNKNOWN, days, reason_text, signed, spell_span};
use crate::analysis::{History, PeriodRow, Rows};
use crate::model::{Change, Currency, Lang, Record, spell_day};
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle};
use jiff::civil::Date;
use std::fmt::Write as _;

/// Columns from which on there is room for two blanks between columns of the table.
const ROOMY: u16 = 72;

/// The rates of a day, with the date of each record; the last line without its end.
pub fn render_shown_table(shown: &Shown, style: Style, frame: TableFrame) -> String {
    let lang = style.lang;
    let columns =
        [Column::Code, Column::Nominal, Column::Value, Column::Change, Column::Percent, Column::Record];
    let rows = shown.rates.iter().map(|rate| shown_cells(rate, style));
    format!("{}\n{}", spell_day(shown.day, lang), draw(&columns, rows, lang, frame))
}

/// One table of all histories, which have one kind of rows; the last line without its end.
pub fn render_history_table(histories: &[History], style: Style, frame: TableFrame) -> String {
    let lang = style.lang;
    let [only] = histories else {
        let Some(first) = histories.first() else { return String::new() };
        let mut columns = vec![Column::Code];
        columns.extend(columns_of(&first.rows));
        let rows = histories.iter().flat_map(|history| {
            let with_code = |cells: Vec<String>| prepend(history.currency.code.to_owned(), cells);
            history_cells(&history.rows, style).into_iter().map(with_code)
        });
        return draw(&columns, rows, lang, frame);
    };
    let table = draw(columns_of(&only.rows), history_cells(&only.rows, style).into_iter(), lang, frame);
    format!("{}, {}\n{table}", only.currency.code, name_of(only.currency, lang))
}

/// What is stored of each currency and how fresh it is, then the holes; the last line without its end.
pub fn render_status_table(currencies: &[CurrencyStatus], lang: Lang, frame: TableFrame) -> String {
    let columns = [Column::Code, Column::First, Column::Last, Column::CoveredTo, Column::State];
    let date = |day: Option<Date>| day.map_or_else(|| UNKNOWN.to_owned(), |day| day.to_string());
    let cells = |status: &CurrencyStatus| {
        let state = reason_text(status.freshness.reason, lang);
        let code = status.currency.code.to_owned();
        vec![code, date(status.first), date(status.last), date(status.covered_to), state]
    };
    let mut text = draw(&columns, currencies.iter().map(cells), lang, frame);
    for status in currencies {
        for hole in &status.holes {
            let (code, hole, length) = (status.currency.code, spell_span(*hole), days(hole.days(), lang));
            let _ = match lang {
                Lang::Ru => write!(text, "\n{code}: не загружено {hole} ({length})"),
                Lang::En => write!(text, "\n{code}: not fetched {hole} ({length})"),
            };
        }
    }
    text
}

/// A column by what stands in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Code,
    Date,
    Period,
    Nominal,
    Value,
    Change,
    Percent,
    Record,
    Count,
    Partial,
    First,
    Last,
    CoveredTo,
    State,
    Feed,
    LastSuccess,
    Age,
    Errors,
    Address,
}

impl Column {
    const fn title(self, lang: Lang) -> &'static str {
        let (ru, en) = match self {
            Self::Code => ("Код", "Code"),
            Self::Date => ("Дата", "Date"),
            Self::Period => ("Период", "Period"),
            Self::Nominal => ("Номинал", "Nominal"),
            Self::Value => ("Курс", "Rate"),
            Self::Change => ("Изм.", "Change"),
            Self::Percent => ("%", "%"),
            Self::Record => ("Запись", "Record"),
            Self::Count => ("n", "n"),
            Self::Partial => ("", ""),
            Self::First => ("Первая", "First"),
            Self::Last => ("Последняя", "Last"),
            Self::CoveredTo => ("Есть до", "Covered to"),
            Self::State => ("Состояние", "State"),
            Self::Feed => ("Лента", "Feed"),
            Self::LastSuccess => ("Последний успех", "Last success"),
            Self::Age => ("Возраст", "Age"),
            Self::Errors => ("Ошибок подряд", "Errors in a row"),
            Self::Address => ("Адрес", "Address"),
        };
        match lang {
            Lang::Ru => ru,
            Lang::En => en,
        }
    }

    const fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Nominal | Self::Value | Self::Change | Self::Percent | Self::Count | Self::Errors
        )
    }

    /// Whether it holds words, which may be broken over lines; half a date or figure would mislead.
    const fn may_be_broken(self) -> bool {
        matches!(self, Self::State | Self::Feed | Self::Address)
    }
}

const fn columns_of(rows: &Rows) -> &'static [Column] {
    use Column::{Change, Count, Date, Nominal, Partial, Percent, Period, Record, Value};
    match rows {
        Rows::Records(_) => &[Date, Nominal, Value, Change, Percent],
        Rows::Days(_) => &[Date, Nominal, Value, Change, Percent, Record],
        Rows::Periods(_) => &[Period, Nominal, Value, Count, Partial],
    }
}

fn history_cells(rows: &Rows, style: Style) -> Vec<Vec<String>> {
    match rows {
        Rows::Records(rows) => {
            let cells = |record: &Record, change: Option<&Change>| {
                prepend(record.record_date().to_string(), figures(record, change, style))
            };
            rows.iter().map(|row| cells(&row.record, row.change.as_ref())).collect()
        }
        Rows::Days(rows) => {
            let cells = |row: &crate::model::InForce| {
                let mut cells =
                    prepend(row.day.to_string(), figures(&row.record, row.change.as_ref(), style));
                cells.push(row.record.record_date().to_string());
                cells
            };
            rows.iter().map(cells).collect()
        }
        Rows::Periods(rows) => rows.iter().map(|row| period_cells(row, style.lang)).collect(),
    }
}

fn shown_cells(shown: &ShownRate, style: Style) -> Vec<String> {
    let (figures, record_date) = match &shown.rate {
        Ok(rate) => {
            (figures(&rate.record, rate.change.as_ref(), style), rate.record.record_date().to_string())
        }
        Err(_) => (vec![UNKNOWN.to_owned(); 4], UNKNOWN.to_owned()),
    };
    let mut cells = prepend(shown.currency.code.to_owned(), figures);
    cells.push(record_date);
    cells
}

/// Nominal, value, change and percent.
fn figures(record: &Record, change: Option<&Change>, style: Style) -> Vec<String> {
    let signed = |number| signed(number, style);
    vec![
        record.nominal().units().to_string(),
        record.value().to_string(),
        change.map_or_else(|| UNKNOWN.to_owned(), |change| signed(change.amount)),
        change.map_or_else(|| UNKNOWN.to_owned(), |change| signed(change.percent)),
    ]
}

fn period_cells(row: &PeriodRow, lang: Lang) -> Vec<String> {
    let partial = match (row.partial, lang) {
        (false, _) => "",
        (true, Lang::Ru) => "неполный",
        (true, Lang::En) => "partial",
    };
    let (nominal, n) = (row.nominal.units().to_string(), row.n.to_string());
    vec![row.period.to_string(), nominal, row.value.to_string(), n, partial.to_owned()]
}

fn prepend(first: String, rest: Vec<String>) -> Vec<String> {
    std::iter::once(first).chain(rest).collect()
}

const fn name_of(currency: &Currency, lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => currency.name_ru,
        Lang::En => currency.name_en,
    }
}

/// A table of cells already in words.
pub(super) fn draw(
    columns: &[Column],
    rows: impl Iterator<Item = Vec<String>>,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut table = Table::new();
    table.set_header(columns.iter().map(|column| column.title(lang)));
    table.add_rows(rows);
    let gap = match frame {
        TableFrame::Plain => {
            table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
            2
        }
        TableFrame::Terminal { columns } => {
            let rule = LineStyle::none().fill('─');
            table.load_style(TableStyle::new().header_separator(rule));
            table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns);
            if columns < ROOMY { 1 } else { 2 }
        }
    };
    for (column, drawn) in columns.iter().zip(table.column_iter_mut()) {
        drawn.set_padding((0, gap));
        if column.is_figure() {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
        if !column.may_be_broken() {
            drawn.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.trim_fmt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Aggregate, Freshness, FreshnessReason};
    use crate::model::{Every, NotInForce, Span};
    use crate::render::fixtures::{currency, day, history_of, style, usd_and_eur_of_2024_05_21, usd_of_may};

    #[test]
    fn the_rates_of_a_day() {
        let mut shown = usd_and_eur_of_2024_05_21();
        shown.rates[1].rate = Err(NotInForce::NeverFetched);
        assert_eq!(
            render_shown_table(&shown, style(Lang::Ru), TableFrame::Plain),
            "\
21 мая 2024
Код  Номинал     Курс     Изм.        %  Запись
USD        1  90.6537  −0.3336  −0.3666  2024-05-21
EUR        —        —        —        —  —"
        );
        let terminal = TableFrame::Terminal { columns: 60 };
        assert_eq!(
            render_shown_table(&usd_and_eur_of_2024_05_21(), style(Lang::En), terminal),
            "\
21 May 2024
Code Nominal    Rate  Change       % Record
────────────────────────────────────────────────
USD        1 90.6537 −0.3336 −0.3666 2024-05-21
EUR        1 98.5842 −0.1934 −0.1958 2024-05-21"
        );
    }

    #[test]
    fn a_history_of_one_currency_has_its_name_above() {
        assert_eq!(
            render_history_table(
                &[usd_of_may(Every::Record, Aggregate::Last)],
                style(Lang::Ru),
                TableFrame::Plain
            ),
            "\
USD, Доллар США
Дата        Номинал     Курс     Изм.        %
2024-05-17        1  90.9239        —        —
2024-05-18        1  90.9873  +0.0634  +0.0697
2024-05-21        1  90.6537  −0.3336  −0.3666"
        );
    }

    #[test]
    fn histories_of_several_currencies_have_their_code_in_front() {
        let lira =
            history_of("TRY", &[("2021-01-05", 10, "97.5432")], "2021-01-31", Every::Month, Aggregate::Last);
        let both = [lira, usd_of_may(Every::Month, Aggregate::MeanDays)];
        assert_eq!(
            render_history_table(&both, style(Lang::En), TableFrame::Plain),
            "\
Code  Period   Nominal     Rate  n
TRY   2021-01       10  97.5432  1  partial
USD   2024-05        1  90.9079  5  partial"
        );
        assert_eq!(render_history_table(&[], style(Lang::En), TableFrame::Plain), "");
    }

    #[test]
    fn every_table_fits_60_columns_and_breaks_no_figure() {
        let lira = [("2004-12-31", 1_000_000, "20.4652"), ("2005-01-01", 1, "20.6925")];
        let lira = history_of("TRY", &lira, "2005-01-03", Every::Day, Aggregate::Last);
        let both = [lira, usd_of_may(Every::Day, Aggregate::Last)];
        let text = render_history_table(&both, style(Lang::Ru), TableFrame::Terminal { columns: 60 });
        assert!(text.lines().all(|line| line.chars().count() <= 60), "{text}");
        assert_eq!(text.lines().count(), 2 + 4 + 5, "{text}");
    }

    #[test]
    fn status_says_how_fresh_and_what_is_missing() {
        let status = |code: &str, reason: FreshnessReason, holes: Vec<Span>| CurrencyStatus {
            currency: currency(code),
            first: Some(day("1992-07-01")),
            last: Some(day("2024-05-18")),
            covered_to: Some(day("2024-05-20")),
            freshness: Freshness { stale: reason.is_stale(), age_days: Some(3), reason },
            holes,
        };
        let hole = Span::new(day("2023-01-10"), day("2023-01-20")).unwrap();
        let all = [
            status("USD", FreshnessReason::UpToDate, vec![hole]),
            CurrencyStatus {
                first: None,
                last: None,
                covered_to: None,
                ..status("TRY", FreshnessReason::NeverFetched, Vec::new())
            },
        ];
        assert_eq!(
            render_status_table(&all, Lang::Ru, TableFrame::Plain),
            "\
Код  Первая      Последняя   Есть до     Состояние
USD  1992-07-01  2024-05-18  2024-05-20  свежие
TRY  —           —           —           ещё не загружались
USD: не загружено 2023-01-10..2023-01-20 (11 дней)"
        );
    }
}

//! Tables for people: the rates of a day, a history, the state of the store.
//!
//! They fit a terminal of 60 columns; figures have all their digits and are aligned to the right. What is the same for
//! all rows (the day, the only currency) is written above the table. Without a terminal there are no rules.

use crate::{
    model::{Change, Figure, Lang, Quoted, Record, Unit, spell_day, tr},
    rates::{Aggregate, History, PeriodRow, Rows},
    render::{
        view::{CurrencyStatus, Shown, ShownRate, Style, TableFrame},
        words::{UNKNOWN, days, name_of, or_unknown, reason_text, signed, spell_span},
    },
};
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle,
};
use jiff::civil::Date;

/// Columns from which on there is room for two blanks between columns of the table.
const ROOMY: u16 = 72;

/// The rates of a day, with the date of each record; the last line without its end.
pub fn render_shown_table(shown: &Shown, style: Style, frame: TableFrame) -> String {
    let lang = style.lang;
    let mut columns = vec![
        Column::Code,
        Column::Nominal,
        Column::Value,
        Column::Change,
        Column::Percent,
        Column::Record,
    ];
    let has_old_rubles = shown.rates.iter().any(|rate| unusual_ruble(rate).is_some());
    if has_old_rubles {
        columns.push(Column::Quote);
    }

    let rows = shown.rates.iter().map(|rate| {
        let mut cells = shown_cells(rate, style);
        if has_old_rubles {
            cells.push(unusual_ruble(rate).unwrap_or(Unit::RUB).code().to_owned());
        }
        cells
    });
    let table = draw(&columns, rows, lang, frame);

    format!("{}\n{table}", spell_day(shown.day, lang))
}

fn unusual_ruble(rate: &ShownRate) -> Option<Unit> {
    let record = rate.rate.as_ref().ok()?.record;
    rate.quoted.unusual_ruble_on(record.record_date())
}

/// One table of all histories, which have one kind of rows; the last line without its end.
pub fn render_history_table(histories: &[History], style: Style, frame: TableFrame) -> String {
    let lang = style.lang;
    let Some(first) = histories.first() else {
        return String::new();
    };

    let mut columns = columns_of(&first.rows);
    let has_old_rubles = histories.iter().any(has_old_rubles);
    if has_old_rubles {
        columns.push(Column::Quote);
    }

    // The only currency is named above the table; of several each row says which one it is of.
    if let [only] = histories {
        let rows = history_cells(only, has_old_rubles, style);
        let table = draw(&columns, rows, lang, frame);
        return format!(
            "{}, {}\n{table}",
            only.quoted,
            name_of_quoted(only.quoted, lang)
        );
    }

    columns.insert(0, Column::Code);
    let rows = histories.iter().flat_map(|history| {
        let mut rows = history_cells(history, has_old_rubles, style);
        for cells in &mut rows {
            cells.insert(0, history.quoted.to_string());
        }
        rows
    });

    draw(&columns, rows, lang, frame)
}

/// Whether some of its figures are in rubles from before 1998; rows are in order, so the first one decides.
fn has_old_rubles(history: &History) -> bool {
    let first = match &history.rows {
        Rows::Records(rows) => rows.first().map(|row| row.record.record_date()),
        Rows::Days(rows) => rows.first().map(|row| row.record.record_date()),
        Rows::Periods(rows) => rows.first().map(|row| row.last_record_date),
    };

    first.is_some_and(|date| history.quoted.unusual_ruble_on(date).is_some())
}

/// What is stored of each currency and how fresh it is, then the holes; the last line without its end.
pub fn render_status_table(currencies: &[CurrencyStatus], lang: Lang, frame: TableFrame) -> String {
    let columns = [
        Column::Code,
        Column::First,
        Column::Last,
        Column::CoveredTo,
        Column::State,
    ];
    // There may be many holes, and most currencies have none: they follow the table.
    let rows = currencies.iter().map(|status| {
        vec![
            status.currency.code.to_owned(),
            or_unknown(status.first),
            or_unknown(status.last),
            or_unknown(status.covered_to),
            reason_text(status.freshness.reason, lang),
        ]
    });
    let mut text = draw(&columns, rows, lang, frame);

    for status in currencies {
        let code = status.currency.code;
        for hole in &status.holes {
            let days = days(hole.days(), lang);
            let hole = spell_span(*hole);
            text += &tr!(
                lang,
                "\n{code}: not fetched {hole} ({days})",
                "\n{code}: не загружено {hole} ({days})"
            );
        }
    }

    text
}

/// A column by what it shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Code,
    Date,
    Period,
    Nominal,
    Value,
    Aggregated(Aggregate),
    Change,
    Percent,
    Record,
    Quote,
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
    Number,
    Name,
    FormerCode,
    Ids,
    QuotedFrom,
    QuotedTo,
    Holes,
    Source,
    Kinds,
    Language,
    Reach,
    Robots,
    DaysDone,
    Clock,
    Kind,
    Event,
}

impl Column {
    fn title(self, lang: Lang) -> &'static str {
        let (en, ru) = match self {
            Self::Code => ("Code", "Код"),
            Self::Date => ("Date", "Дата"),
            Self::Period => ("Period", "Период"),
            Self::Nominal => ("Nominal", "Номинал"),
            Self::Value | Self::Aggregated(Aggregate::Last) => ("Rate", "Курс"),
            Self::Aggregated(Aggregate::MeanRecords) => ("Mean over records", "Среднее по записям"),
            Self::Aggregated(Aggregate::MeanDays) => ("Mean over calendar days", "Среднее по дням"),
            Self::Aggregated(Aggregate::Min) => ("Lowest", "Наименьший"),
            Self::Aggregated(Aggregate::Max) => ("Highest", "Наибольший"),
            Self::Change => ("Change", "Изм."),
            Self::Percent => ("%", "%"),
            Self::Record => ("Record", "Запись"),
            Self::Quote => ("Rubles", "Рубли"),
            Self::Count => ("n", "n"),
            Self::Partial => ("", ""),
            Self::First => ("First", "Первая"),
            Self::Last => ("Last", "Последняя"),
            Self::CoveredTo => ("Covered to", "Есть до"),
            Self::State => ("State", "Состояние"),
            Self::Feed => ("Feed", "Лента"),
            Self::LastSuccess => ("Last success", "Последний успех"),
            Self::Age => ("Age", "Возраст"),
            Self::Errors => ("Errors in a row", "Ошибок подряд"),
            Self::Address => ("Address", "Адрес"),
            Self::Number => ("No.", "№"),
            Self::Name => ("Name", "Название"),
            Self::FormerCode => ("Former", "Прежний"),
            Self::Ids => ("Ids", "Идентификаторы"),
            Self::QuotedFrom => ("Quoted from", "Котируется с"),
            Self::QuotedTo => ("to", "до"),
            Self::Holes => ("Holes", "Пропуски"),
            Self::Source => ("Source", "Источник"),
            Self::Kinds => ("Kinds", "Виды"),
            Self::Language => ("Lang.", "Язык"),
            Self::Reach => ("Back to", "Глубина"),
            Self::Robots => ("robots.txt", "robots.txt"),
            Self::DaysDone => ("Days", "Дней"),
            Self::Clock => ("Time", "Время"),
            Self::Kind => ("Kind", "Вид"),
            Self::Event => ("Event", "Событие"),
        };

        lang.pick(en, ru)
    }

    const fn is_figure(self) -> bool {
        matches!(
            self,
            Self::Nominal
                | Self::Value
                | Self::Aggregated(_)
                | Self::Change
                | Self::Percent
                | Self::Count
                | Self::Errors
                | Self::Holes
                | Self::DaysDone
        )
    }

    /// Whether it holds words, which may be broken over lines; half a date or figure would mislead.
    const fn may_be_broken(self) -> bool {
        matches!(
            self,
            Self::State
                | Self::Feed
                | Self::Address
                | Self::Name
                | Self::Kinds
                | Self::Robots
                | Self::Event
        )
    }
}

fn columns_of(rows: &Rows) -> Vec<Column> {
    use Column::{
        Aggregated, Change, Count, Date, Nominal, Partial, Percent, Period, Record, Value,
    };

    match rows {
        Rows::Records(_) => vec![Date, Nominal, Value, Change, Percent],
        Rows::Days(_) => vec![Date, Nominal, Value, Change, Percent, Record],
        Rows::Periods(rows) => {
            // All rows of a history have one aggregate, which names the column.
            let figure = rows.first().map_or(Value, |row| Aggregated(row.aggregate));
            vec![Period, Nominal, figure, Count, Partial]
        }
    }
}

fn history_cells(history: &History, has_old_rubles: bool, style: Style) -> Vec<Vec<String>> {
    let quoted = history.quoted;
    let rows: Vec<(Date, Vec<String>)> = match &history.rows {
        Rows::Records(rows) => {
            let rows = rows.iter().map(|row| {
                let date = row.record.record_date();
                let cells = rate_cells(date, quoted, &row.record, row.change.as_ref(), style);
                (date, cells)
            });
            rows.collect()
        }
        Rows::Days(rows) => {
            let rows = rows.iter().map(|row| {
                let date = row.record.record_date();
                let mut cells =
                    rate_cells(row.day, quoted, &row.record, row.change.as_ref(), style);
                cells.push(date.to_string());
                (date, cells)
            });
            rows.collect()
        }
        Rows::Periods(rows) => {
            let rows = rows
                .iter()
                .map(|row| (row.last_record_date, period_cells(quoted, row, style.lang)));
            rows.collect()
        }
    };

    let rows = rows.into_iter().map(|(record_date, mut cells)| {
        // With old rubles anywhere in the table every row says which rubles it is in.
        if has_old_rubles {
            cells.push(quoted.quote_on(record_date).code().to_owned());
        }
        cells
    });
    rows.collect()
}

/// The date, then nominal, value, change and percent.
fn rate_cells(
    date: Date,
    quoted: Quoted,
    record: &Record,
    change: Option<&Change>,
    style: Style,
) -> Vec<String> {
    let mut cells = vec![date.to_string()];
    cells.extend(figures(quoted, record, change, style));
    cells
}

fn shown_cells(shown: &ShownRate, style: Style) -> Vec<String> {
    let Ok(rate) = &shown.rate else {
        let mut cells = vec![UNKNOWN.to_owned(); 6];
        cells[0] = shown.quoted.to_string();
        return cells;
    };

    let record_date = rate.record.record_date();
    let mut cells = vec![shown.quoted.label_on(record_date)];
    cells.extend(figures(
        shown.quoted,
        &rate.record,
        rate.change.as_ref(),
        style,
    ));
    cells.push(record_date.to_string());

    cells
}

/// Nominal, value, change and percent.
fn figures(quoted: Quoted, record: &Record, change: Option<&Change>, style: Style) -> [String; 4] {
    let Figure { nominal, value } = quoted.figure(record);
    let amount = change.map(|change| signed(quoted.change(record, change), style));
    let percent = change.map(|change| signed(change.percent, style));
    [
        nominal.units().to_string(),
        value.to_string(),
        or_unknown(amount),
        or_unknown(percent),
    ]
}

fn period_cells(quoted: Quoted, row: &PeriodRow, lang: Lang) -> Vec<String> {
    let Figure { nominal, value } = quoted.aggregate(row.nominal, row.value);
    let partial = if row.is_partial() {
        lang.pick("partial", "неполный")
    } else {
        ""
    };

    vec![
        row.period.to_string(),
        nominal.units().to_string(),
        value.to_string(),
        row.n.to_string(),
        partial.to_owned(),
    ]
}

/// The currency's name; for a former unit or a hundredth, its relation to that currency.
fn name_of_quoted(quoted: Quoted, lang: Lang) -> String {
    if let Some(pair) = quoted.cross() {
        let quote = pair.quote.unwrap_or(Unit::RUB);
        return format!(
            "{} / {}",
            name_of_unit(pair.base, lang),
            name_of_unit(quote, lang)
        );
    }

    let name = name_of(quoted.currency, lang);
    match quoted.unit_of_all().filter(|unit| unit.per_present() > 1) {
        Some(unit) => format!(
            "{name} (1 {} = {} {})",
            unit.present_code(),
            unit.per_present(),
            unit.code()
        ),
        None => name.to_owned(),
    }
}

fn name_of_unit(unit: Unit, lang: Lang) -> &'static str {
    match unit.currency() {
        Some(currency) => name_of(currency, lang),
        None => lang.pick("Russian ruble", "Российский рубль"),
    }
}

/// Sets the style of a table; the blanks between its columns.
fn arrange(table: &mut Table, frame: TableFrame) -> u16 {
    match frame {
        // For pipes and files: parted by blanks alone, at full width.
        TableFrame::Plain => {
            table
                .load_style(TableStyle::new())
                .set_content_arrangement(ContentArrangement::Disabled);
            2
        }
        // Words are broken over lines where the terminal is narrow.
        TableFrame::Terminal { columns } => {
            let rule = LineStyle::none().fill('─');
            table.load_style(TableStyle::new().header_separator(rule));
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(columns);
            if columns < ROOMY { 1 } else { 2 }
        }
    }
}

/// A table of cells already in words.
pub fn draw(
    columns: &[Column],
    rows: impl IntoIterator<Item = Vec<String>>,
    lang: Lang,
    frame: TableFrame,
) -> String {
    let mut table = Table::new();
    table.set_header(columns.iter().map(|column| column.title(lang)));
    table.add_rows(rows);

    let gap = arrange(&mut table, frame);
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
    use crate::{
        model::{Every, NotInForce, Span},
        rates::{Freshness, FreshnessReason},
        render::fixtures::{
            currency, day, history_of, style, usd_and_eur_of_2024_05_21, usd_of_may,
        },
    };
    use expect_test::expect;

    #[test]
    fn the_rates_of_a_day() {
        let mut shown = usd_and_eur_of_2024_05_21();
        shown.rates[1].rate = Err(NotInForce::NeverFetched);
        let shown = render_shown_table(&shown, style(Lang::Ru), TableFrame::Plain);
        expect![[r"
            21 мая 2024
            Код  Номинал     Курс     Изм.        %  Запись
            USD        1  90.6537  −0.3336  −0.3666  2024-05-21
            EUR        —        —        —        —  —"]]
        .assert_eq(&shown);
        let terminal = TableFrame::Terminal { columns: 60 };
        let shown = render_shown_table(&usd_and_eur_of_2024_05_21(), style(Lang::En), terminal);
        expect![[r"
            21 May 2024
            Code Nominal    Rate  Change       % Record
            ────────────────────────────────────────────────
            USD        1 90.6537 −0.3336 −0.3666 2024-05-21
            EUR        1 98.5842 −0.1934 −0.1958 2024-05-21"]]
        .assert_eq(&shown);
    }

    #[test]
    fn a_history_of_one_currency_has_its_name_above() {
        let shown = render_history_table(
            &[usd_of_may(Every::Record, Aggregate::Last)],
            style(Lang::Ru),
            TableFrame::Plain,
        );
        expect![[r"
            USD, Доллар США
            Дата        Номинал     Курс     Изм.        %
            2024-05-17        1  90.9239        —        —
            2024-05-18        1  90.9873  +0.0634  +0.0697
            2024-05-21        1  90.6537  −0.3336  −0.3666"]]
        .assert_eq(&shown);
    }

    #[test]
    fn histories_of_several_currencies_have_their_code_in_front() {
        let lira = history_of(
            "TRY",
            &[("2021-01-05", 10, "97.5432")],
            "2021-01-31",
            Every::Month,
            Aggregate::MeanDays,
        );
        let both = [lira, usd_of_may(Every::Month, Aggregate::MeanDays)];
        let shown = render_history_table(&both, style(Lang::En), TableFrame::Plain);
        expect![[r"
            Code  Period   Nominal  Mean over calendar days   n
            TRY   2021-01       10                  97.5432  27  partial
            USD   2024-05        1                  90.9079   5  partial"]]
        .assert_eq(&shown);
        assert_eq!(
            render_history_table(&[], style(Lang::En), TableFrame::Plain),
            ""
        );
    }

    #[test]
    fn every_table_fits_60_columns_and_breaks_no_figure() {
        let lira = [
            ("2004-12-31", 1_000_000, "20.4652"),
            ("2005-01-01", 1, "20.6925"),
        ];
        let lira = history_of("TRY", &lira, "2005-01-03", Every::Day, Aggregate::Last);
        let both = [lira, usd_of_may(Every::Day, Aggregate::Last)];
        let text =
            render_history_table(&both, style(Lang::Ru), TableFrame::Terminal { columns: 60 });
        assert!(
            text.lines().all(|line| line.chars().count() <= 60),
            "{text}"
        );
        assert_eq!(text.lines().count(), 2 + 4 + 5, "{text}");
    }

    #[test]
    fn status_says_how_fresh_and_what_is_missing() {
        let status = |code: &str, reason: FreshnessReason, holes: Vec<Span>| CurrencyStatus {
            currency: currency(code),
            first: Some(day("1992-07-01")),
            last: Some(day("2024-05-18")),
            covered_to: Some(day("2024-05-20")),
            freshness: Freshness {
                stale: reason.is_stale(),
                age_days: Some(3),
                reason,
            },
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
        let shown = render_status_table(&all, Lang::Ru, TableFrame::Plain);
        expect![[r"
            Код  Первая      Последняя   Есть до     Состояние
            USD  1992-07-01  2024-05-18  2024-05-20  свежие
            TRY  —           —           —           ещё не загружались
            USD: не загружено 2023-01-10..2023-01-20 (11 дней)"]]
        .assert_eq(&shown);
    }
}

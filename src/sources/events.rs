//! A user's list of events, or of days to leave out: date or period, label, and a kind where there is one.
//!
//! Columns are found by their names, which may be those of other tools (`start`, `end`, `title`, `category`); without a
//! header they are date, label and kind in this order. A period is written `2022-02-28..2022-03-23`, or as any date that
//! names more than a day. Pure.

use crate::{
    encoding::is_damaged,
    model::{DateError, Span, parse_span},
    table::{FieldNames, Mapping, Row, TableError, TextTable, decoded_table},
};
use jiff::civil::Date;
use std::borrow::Cow;

/// The columns of a list of events.
pub const EVENT_FIELDS: [FieldNames; 4] = [
    &[
        "date",
        "from",
        "start",
        "дата",
        "начало",
        "дата начала",
        "day",
        "день",
        "с",
        "time",
    ],
    &[
        "to",
        "end",
        "конец",
        "окончание",
        "дата окончания",
        "дата конца",
        "по",
        "timeend",
        "time end",
    ],
    &[
        "label",
        "title",
        "event",
        "событие",
        "название",
        "заголовок",
        "name",
        "text",
        "description",
        "описание",
    ],
    &[
        "kind",
        "category",
        "вид",
        "тип",
        "категория",
        "type",
        "tags",
    ],
];

/// An event of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub days: Span,
    /// What it is called; never empty.
    pub label: String,
    /// A word that is common to several.
    pub kind: Option<String>,
}

/// A list of events, read.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct EventList {
    pub events: Vec<Event>,
    /// The rows that are none.
    pub faults: Vec<EventFault>,
}

/// A row that is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFault {
    /// Line of the file, from 1.
    pub line: u64,
    /// Why not.
    pub what: EventProblem,
}

/// Why a row is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventProblem {
    /// Its date cannot be read.
    Date(DateError),
    /// Its period ends before it begins.
    FromAfterTo(Date, Date),
    /// It has no date.
    NoDate,
    /// It says nothing.
    NoLabel,
    /// In a list without a header the second field is a date, which may be the end of a period.
    LabelIsDate,
    /// More fields than the first line has.
    MoreFields { found: usize, header: usize },
    /// It has bytes that are no text.
    NotUtf8,
}

/// Why a list of days cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayListError {
    /// Nothing of it can be read.
    Table(TableError),
    /// One of its rows cannot.
    Row(EventProblem),
}

/// The columns of the fields.
struct Columns {
    date: usize,
    to: Option<usize>,
    label: usize,
    kind: Option<usize>,
    has_header: bool,
    /// Fields that a row may have.
    width: usize,
}

/// Characters of a label or kind that are kept: no picture has room for more.
const MOST_CHARACTERS: usize = 300;

/// Fields of a list without a header.
const FIELDS_BY_PLACE: usize = 3;

/// The events of a list, and the rows that are none.
///
/// # Errors
/// The line, and why it is no list.
pub fn parse_events(
    bytes: &[u8],
    mapping: &Mapping,
    today: Date,
) -> Result<EventList, (u64, TableError)> {
    let text = decoded_table(bytes);
    let (mut table, columns) = begin_list(&text, mapping, today)?;
    let columns = columns
        .with_label(&table)
        .map_err(|error| (table.header_line(), error))?;

    let mut list = EventList::default();
    while let Some(row) = table.next_row()? {
        match columns.event(&row, today) {
            Ok(event) => list.events.push(event),
            Err(what) => list.faults.push(EventFault {
                line: row.line,
                what,
            }),
        }
    }

    Ok(list)
}

/// The days of a list; what follows a date behind a separator or `#` is a remark.
///
/// # Errors
/// The line, and what is wrong with the list or with the row.
pub fn parse_days(
    bytes: &[u8],
    mapping: &Mapping,
    today: Date,
) -> Result<Vec<Span>, (u64, DayListError)> {
    let text = without_remark_lines(&decoded_table(bytes));
    let (mut table, columns) = begin_list(&text, mapping, today).map_err(in_table)?;

    let mut days = Vec::new();
    while let Some(row) = table.next_row().map_err(in_table)? {
        let read = columns.listed_days(&row, today);
        days.push(read.map_err(|what| (row.line, DayListError::Row(what)))?);
    }

    Ok(days)
}

fn in_table((line, error): (u64, TableError)) -> (u64, DayListError) {
    (line, DayListError::Table(error))
}

/// Lines that begin with `#` made blank, so that the others keep their numbers.
fn without_remark_lines(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.trim_start().starts_with('#') {
            ""
        } else {
            line
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Reads the header, or finds that there is none.
fn begin_list<'t>(
    text: &'t str,
    mapping: &Mapping,
    today: Date,
) -> Result<(TextTable<'t>, Columns), (u64, TableError)> {
    let begin = || TextTable::begin_list(text, mapping, &EVENT_FIELDS).map_err(|error| (1, error));
    let mut table = begin()?;
    let line = table.header_line();
    let [date, to, label, kind] = table
        .read_header(mapping, &EVENT_FIELDS)
        .map_err(|error| (line, error))?;

    let width = table.header().len();
    if let Some(date) = date {
        let columns = Columns {
            date,
            to,
            label: label.unwrap_or(width),
            kind,
            has_header: true,
            width,
        };
        return Ok((table, columns));
    }

    let first = table
        .header()
        .first()
        .map(String::as_str)
        .unwrap_or_default();
    if !begins_with_date(first, today) {
        let [names, ..] = EVENT_FIELDS;
        return Err((line, table.no_column(names)));
    }
    // The first row is no header but an event.
    Ok((begin()?, Columns::by_place(width)))
}

/// Whether the first field of a list is a date, or was meant as one.
fn begins_with_date(text: &str, today: Date) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) || parse_span(text, today).is_ok()
}

impl Columns {
    fn by_place(width: usize) -> Self {
        Self {
            date: 0,
            to: None,
            label: 1,
            kind: Some(2),
            has_header: false,
            width: width.max(FIELDS_BY_PLACE),
        }
    }

    /// A label is needed; beside a date a single other column can be nothing else.
    fn with_label(self, table: &TextTable<'_>) -> Result<Self, TableError> {
        let [_, _, names, _] = EVENT_FIELDS;
        let is_known = !self.has_header || self.label < self.width;
        match self.width {
            _ if is_known => Ok(self),
            2 if self.to.is_none() && self.kind.is_none() => Ok(Self {
                label: 1 - self.date,
                ..self
            }),
            _ => Err(table.no_column(names)),
        }
    }

    fn event(&self, row: &Row<'_>, today: Date) -> Result<Event, EventProblem> {
        let found = row.count(self.width);
        if found > self.width {
            let header = self.width;
            return Err(EventProblem::MoreFields { found, header });
        }

        let days = self.days(row, today)?;
        let label = short_text(row, self.label)?.ok_or(EventProblem::NoLabel)?;
        if !self.has_header && parse_span(&label, today).is_ok_and(|days| days.from() == days.to())
        {
            return Err(EventProblem::LabelIsDate);
        }

        let kind = self.kind.map(|at| short_text(row, at));
        Ok(Event {
            days,
            label,
            kind: kind.transpose()?.flatten(),
        })
    }

    /// The days of a row of a list of days, without the remark behind them.
    fn listed_days(&self, row: &Row<'_>, today: Date) -> Result<Span, EventProblem> {
        // A header of one column shows no separator, and the field is the whole line.
        if self.has_header && self.width > 1 {
            return self.days(row, today);
        }

        let text = field(row, self.date)?;
        let dates = text.split([',', ';', '\t', '#']).next();
        let dates = dates.unwrap_or_default().trim();
        let read = days(dates, None, today);
        match before_words(dates) {
            Some(before) if read.is_err() => days(before, None, today).or(read),
            _ => read,
        }
    }

    fn days(&self, row: &Row<'_>, today: Date) -> Result<Span, EventProblem> {
        let to = self.to.map(|at| field(row, at)).transpose()?;
        let to = to.filter(|to| !to.is_empty());
        let date = field(row, self.date)?;
        if date.is_empty() {
            return Err(EventProblem::NoDate);
        }
        days(&date, to.as_deref(), today)
    }
}

/// The first word of a text, if words of letters follow it: `2024-05-06 remark`.
fn before_words(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let follows_word = rest.trim_start().starts_with(char::is_alphabetic);
    follows_word.then_some(first)
}

fn field<'r>(row: &Row<'r>, at: usize) -> Result<Cow<'r, str>, EventProblem> {
    let text = row.get(at).unwrap_or_default();
    if is_damaged(&text) {
        return Err(EventProblem::NotUtf8);
    }
    Ok(text)
}

fn short_text(row: &Row<'_>, at: usize) -> Result<Option<String>, EventProblem> {
    let text: String = field(row, at)?.chars().take(MOST_CHARACTERS).collect();
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn days(from: &str, to: Option<&str>, today: Date) -> Result<Span, EventProblem> {
    let (from, to) = match from.split_once("..").or(from.split_once('…')) {
        Some((from, to)) => (from, Some(to)),
        None => (from, to),
    };
    let from = parse_period(from, today)?;
    let to = to.map_or(Ok(from), |to| parse_period(to, today))?;

    Span::new(from.from(), to.to()).ok_or(EventProblem::FromAfterTo(from.from(), to.to()))
}

fn parse_period(text: &str, today: Date) -> Result<Span, EventProblem> {
    parse_span(text.trim(), today).map_err(EventProblem::Date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2024, 5, 21);

    fn check(csv: &str, expected: &[&str]) {
        check_bytes(csv.as_bytes(), expected);
    }

    fn check_bytes(csv: &[u8], expected: &[&str]) {
        let EventList { events, faults } = parse_events(csv, &Mapping::default(), TODAY).unwrap();
        let event = |event: &Event| {
            let (from, to) = (event.days.from(), event.days.to());
            format!(
                "{from}..{to} {} [{}]",
                event.label,
                event.kind.as_deref().unwrap_or_default()
            )
        };
        let fault = |fault: &EventFault| format!("{}: {:?}", fault.line, fault.what);
        let found: Vec<_> = events
            .iter()
            .map(event)
            .chain(faults.iter().map(fault))
            .collect();
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(csv));
    }

    #[test]
    fn columns_are_named_or_the_first_three() {
        let one = ["2022-02-28..2022-02-28 Ставка 20 % [ЦБ]"];
        check("date,label,kind\n2022-02-28,Ставка 20 %,ЦБ\n", &one);
        check(
            "\u{feff}kind;label;date\r\nЦБ;Ставка 20 %;28.02.2022\r\n",
            &one,
        );
        check("2022-02-28,Ставка 20 %,ЦБ", &one);
        check("28 февраля 2022\tСтавка 20 %\tЦБ", &one);
        check(
            "2022-02-28,\"Ставка\n20 %\"\n",
            &["2022-02-28..2022-02-28 Ставка\n20 % []"],
        );
    }

    #[test]
    fn headers_of_other_tools_and_of_russian_tables_are_known() {
        let one = ["2024-05-24..2024-05-26 Период [ЦБ]"];
        check(
            "start,end,title,category\n2024-05-24,2024-05-26,Период,ЦБ\n",
            &one,
        );
        check(
            "Вид;Событие;Начало;Конец\nЦБ;Период;24.05.2024;26.05.2024\n",
            &one,
        );
        check(
            "Дата\tКомментарий\n24.05.2024\tx\n",
            &["2024-05-24..2024-05-24 x []"],
        );
    }

    #[test]
    fn lists_saved_by_a_russian_spreadsheet_are_read() {
        let text = "Дата;Событие\r\n28.02.2022;Ставка 20 %\r\n";
        let one = ["2022-02-28..2022-02-28 Ставка 20 % []"];
        check_bytes(&encoding_rs::WINDOWS_1251.encode(text).0, &one);
        let utf16 = text.encode_utf16().flat_map(u16::to_le_bytes);
        check_bytes(
            &[0xff, 0xfe].into_iter().chain(utf16).collect::<Vec<u8>>(),
            &one,
        );
    }

    #[test]
    fn what_is_no_list_is_refused_with_the_way_out() {
        let refused = |csv: &str| {
            let (line, error) =
                parse_events(csv.as_bytes(), &Mapping::default(), TODAY).unwrap_err();
            format!("{line}: {error}")
        };
        expect!["1: the file is empty"].assert_eq(&refused(""));
        expect![[r#"1: no column for the field `date` among `Когда`, `Что`; name it with --map "date=COLUMN""#]].assert_eq(&refused("Когда,Что\n2024-05-24,x\n"));
        expect![[r#"1: no column for the field `label` among `date`, `to`, `note`; name it with --map "label=COLUMN""#]].assert_eq(&refused("date,to,note\n2024-05-24,,x\n"));
    }

    #[test]
    fn a_mapping_names_columns() {
        let mapping = Mapping::parse("date=Когда,label=Что", &EVENT_FIELDS).unwrap();
        let list = parse_events("Что;Когда\nx;24.05.2024\n".as_bytes(), &mapping, TODAY).unwrap();
        assert_eq!((list.events.len(), list.faults.len()), (1, 0));
    }

    /// Without a header it may be the end of a period or a title.
    #[test]
    fn a_date_in_the_place_of_the_label_is_refused() {
        check(
            "2024-05-24,2024-05-26,Период\n2024-05-24,x,y\n",
            &["2024-05-24..2024-05-24 x [y]", "1: LabelIsDate"],
        );
    }

    #[test]
    fn a_row_with_more_fields_than_the_header_is_left_out() {
        check(
            "date,label\n2024-05-24,Ставка, 20 %\n2024-05-25,x,\n",
            &[
                "2024-05-25..2024-05-25 x []",
                "2: MoreFields { found: 3, header: 2 }",
            ],
        );
    }

    #[test]
    fn days_to_leave_out_are_lines_or_columns() {
        let days = |text: &str| {
            let days = parse_days(text.as_bytes(), &Mapping::default(), TODAY).unwrap();
            days.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        let expected = ["2022-02-28..2022-03-23", "2024-05-21..2024-05-21"];
        assert_eq!(
            days("# кризисы\n2022-02-28..2022-03-23 # торги закрыты\n21.05.2024, ставка\n"),
            expected
        );
        assert_eq!(
            days("Событие;Начало;Конец\nx;28.02.2022;23.03.2022\ny;21.05.24;\n"),
            expected
        );
        let error = |text: &str| parse_days(text.as_bytes(), &Mapping::default(), TODAY);
        assert!(matches!(
            error("date\n\nsoon\n"),
            Err((3, DayListError::Row(_)))
        ));
        assert!(matches!(
            error("\n"),
            Err((1, DayListError::Table(TableError::Empty)))
        ));
    }

    #[test]
    fn periods_are_written_in_three_ways() {
        let one = ["2022-02-28..2022-03-31 x []"];
        check("date,label\n2022-02-28..2022-03-31,x\n", &one);
        check("date,label\n2022-02-28 .. 2022-03,x\n", &one);
        check("from,to,label\n2022-02-28,2022-03-31,x\n", &one);
        check(
            "from,to,label\n2022-02-28,,x\n",
            &["2022-02-28..2022-02-28 x []"],
        );
        check("date,label\n2022-Q1,x\n", &["2022-01-01..2022-03-31 x []"]);
    }

    #[test]
    fn bad_rows_are_named_by_line() {
        check(
            "date,label\n2022-02-30,x\n\n2022-02-28,\n2022-03-02..2022-03-01,x\n2022-03-01,good\n",
            &[
                "2022-03-01..2022-03-01 good []",
                "2: Date(Impossible { text: \"2022-02-30\", why: Day { year: 2022, month: 2, days: 28 } })",
                "4: NoLabel",
                "5: FromAfterTo(2022-03-02, 2022-03-01)",
            ],
        );
    }

    proptest! {
        /// Whatever the bytes: no panic, and every line gives at most one of both.
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let list = parse_events(&bytes, &Mapping::default(), TODAY);
            let EventList { events, faults } = list.unwrap_or_default();
            prop_assert!(events.len() + faults.len() <= 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count());
        }
    }
}

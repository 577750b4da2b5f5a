//! Reads a list of events, or of days to leave out.
//!
//! Columns are found by their names, which may be those of other tools (`start`, `end`, `title`, `category`); without a
//! header they are date, label and kind in this order. A period is written `2022-02-28..2022-03-23`, or as any date that
//! names more than a day; a clock may follow a day (`2014-12-16 00:45`), Moscow's unless a zone is written. Pure.

use super::event::{Event, EventLabel, ExpectedMove};
use crate::{
    encoding::is_damaged,
    model::{DateError, Decimal, Published, Span, echoed, parse_instant, parse_span},
    table::{FieldNames, Mapping, Row, TableError, TextTable, decoded_table},
};
use jiff::civil::{Date, Time};
use std::borrow::Cow;

/// The columns of a list of events.
pub const EVENT_FIELDS: [FieldNames; 10] = [
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
    &["label_ru", "title_ru", "название (рус.)"],
    &["label_en", "title_en", "название (англ.)"],
    &["time_msk", "время", "время мск", "clock"],
    &["sign", "знак"],
    &["size", "surprise", "размер"],
    &["source", "источник", "url", "ссылка"],
];

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
    /// What it is called is a date: it may be the end of a period.
    LabelIsDate,
    /// Its clock cannot be read.
    Time(String),
    /// It has neither +1 nor −1 for a sign.
    Sign(String),
    /// Its size is no number.
    Size(String),
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
#[derive(Default)]
struct Columns {
    date: usize,
    to: Option<usize>,
    label: Option<usize>,
    label_ru: Option<usize>,
    label_en: Option<usize>,
    kind: Option<usize>,
    time: Option<usize>,
    sign: Option<usize>,
    size: Option<usize>,
    source: Option<usize>,
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
    let [
        date,
        to,
        label,
        kind,
        label_ru,
        label_en,
        time,
        sign,
        size,
        source,
    ] = table
        .read_header(mapping, &EVENT_FIELDS)
        .map_err(|error| (line, error))?;

    let width = table.header().len();
    if let Some(date) = date {
        let columns = Columns {
            date,
            to,
            label,
            label_ru,
            label_en,
            kind,
            time,
            sign,
            size,
            source,
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
            label: Some(1),
            kind: Some(2),
            width: width.max(FIELDS_BY_PLACE),
            ..Self::default()
        }
    }

    /// A label is needed; beside a date a single other column can be nothing else.
    fn with_label(self, table: &TextTable<'_>) -> Result<Self, TableError> {
        let [_, _, names, ..] = EVENT_FIELDS;
        let is_known = [self.label, self.label_ru, self.label_en]
            .iter()
            .any(Option::is_some);
        let others = [
            self.to,
            self.kind,
            self.time,
            self.sign,
            self.size,
            self.source,
        ];
        match self.width {
            _ if is_known => Ok(self),
            2 if others.iter().all(Option::is_none) => Ok(Self {
                label: Some(1 - self.date),
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

        let moment = self.moment(row, today)?;
        let label = self.label(row)?;
        let is_date = |text: &str| parse_span(text, today).is_ok_and(|days| days.days() == 1);
        if is_date(&label.ru) || is_date(&label.en) {
            return Err(EventProblem::LabelIsDate);
        }

        Ok(Event {
            days: moment.days,
            time: self.time(row)?.or(moment.time),
            label,
            kind: text_of(row, self.kind)?,
            sign: self.sign(row)?,
            size: self.size(row)?,
            source: text_of(row, self.source)?,
        })
    }

    /// What it is called; in a language that has no column it is called as in the other.
    fn label(&self, row: &Row<'_>) -> Result<EventLabel, EventProblem> {
        let common = text_of(row, self.label)?;
        let ru = text_of(row, self.label_ru)?.or_else(|| common.clone());
        let en = text_of(row, self.label_en)?.or(common);
        let any = ru.clone().or_else(|| en.clone());
        let any = any.ok_or(EventProblem::NoLabel)?;
        Ok(EventLabel {
            ru: ru.unwrap_or_else(|| any.clone()),
            en: en.unwrap_or(any),
        })
    }

    fn time(&self, row: &Row<'_>) -> Result<Option<Time>, EventProblem> {
        let Some(text) = text_of(row, self.time)? else {
            return Ok(None);
        };
        // `9:37` is written for 09:37.
        let padded = format!("{text:0>5}");
        let time = padded.parse();
        time.map(Some)
            .map_err(|_| EventProblem::Time(echoed(&text)))
    }

    fn sign(&self, row: &Row<'_>) -> Result<Option<ExpectedMove>, EventProblem> {
        let Some(text) = text_of(row, self.sign)? else {
            return Ok(None);
        };
        match parse_signed(&text)
            .map(|number| number.to_string())
            .as_deref()
        {
            Some("1") => Ok(Some(ExpectedMove::Weaker)),
            Some("-1") => Ok(Some(ExpectedMove::Stronger)),
            Some("0") => Ok(None),
            _ => Err(EventProblem::Sign(echoed(&text))),
        }
    }

    fn size(&self, row: &Row<'_>) -> Result<Option<Decimal>, EventProblem> {
        let Some(text) = text_of(row, self.size)? else {
            return Ok(None);
        };
        let size = parse_signed(&text);
        size.map(Some)
            .ok_or_else(|| EventProblem::Size(echoed(&text)))
    }

    /// The days of a row of a list of days, without the remark behind them.
    fn listed_days(&self, row: &Row<'_>, today: Date) -> Result<Span, EventProblem> {
        // A header of one column shows no separator, and the field is the whole line.
        if self.has_header && self.width > 1 {
            return self.moment(row, today).map(|moment| moment.days);
        }

        let text = field(row, self.date)?;
        let dates = text.split([',', ';', '\t', '#']).next();
        let dates = dates.unwrap_or_default().trim();
        let read = moment(dates, None, today);
        let read = match before_words(dates) {
            Some(before) if read.is_err() => moment(before, None, today).or(read),
            _ => read,
        };
        read.map(|moment| moment.days)
    }

    fn moment(&self, row: &Row<'_>, today: Date) -> Result<Moment, EventProblem> {
        let to = self.to.map(|at| field(row, at)).transpose()?;
        let to = to.filter(|to| !to.is_empty());
        let date = field(row, self.date)?;
        if date.is_empty() {
            return Err(EventProblem::NoDate);
        }
        moment(&date, to.as_deref(), today)
    }
}

/// When an event was.
#[derive(Clone, Copy, Debug)]
struct Moment {
    days: Span,
    /// Moscow's clock on the first of the days.
    time: Option<Time>,
}

/// A number with its sign, which may be a plus or the sign of typographers.
fn parse_signed(text: &str) -> Option<Decimal> {
    let plain = text.replace('−', "-").replace(',', ".");
    Decimal::parse(plain.strip_prefix('+').unwrap_or(&plain)).ok()
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

/// The text of a column, if there is one and it has text.
fn text_of(row: &Row<'_>, column: Option<usize>) -> Result<Option<String>, EventProblem> {
    let Some(at) = column else { return Ok(None) };
    let text: String = field(row, at)?.chars().take(MOST_CHARACTERS).collect();
    Ok(Some(text).filter(|text| !text.is_empty()))
}

fn moment(from: &str, to: Option<&str>, today: Date) -> Result<Moment, EventProblem> {
    let (from, to) = match from.split_once("..").or(from.split_once('…')) {
        Some((from, to)) => (from, Some(to)),
        None => (from, to),
    };
    let from = parse_moment(from, today)?;
    let to = to.map_or(Ok(from), |to| parse_moment(to, today))?;

    let (first, last) = (from.days.from(), to.days.to());
    let days = Span::new(first, last).ok_or(EventProblem::FromAfterTo(first, to.days.from()))?;
    Ok(Moment { days, ..from })
}

fn parse_moment(text: &str, today: Date) -> Result<Moment, EventProblem> {
    let text = text.trim();
    // First, because a day is read with any clock behind it.
    let published = parse_instant(text).ok();
    if let Some(clock) = published.as_ref().and_then(Published::moscow_time) {
        return Ok(Moment {
            days: Span::day(clock.date()),
            time: Some(clock.time()),
        });
    }

    let days = parse_span(text, today).map_err(EventProblem::Date)?;
    Ok(Moment { days, time: None })
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
                event.label.ru,
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

    fn moments(csv: &str) -> Vec<String> {
        let EventList { events, faults } =
            parse_events(csv.as_bytes(), &Mapping::default(), TODAY).unwrap();
        let moment = |event: &Event| {
            let time = event.time.map(|time| time.to_string());
            format!("{} {}", event.days, time.unwrap_or_default())
        };
        let fault = |fault: &EventFault| format!("{}: {:?}", fault.line, fault.what);
        let faults = faults.iter().map(fault);
        events.iter().map(moment).chain(faults).collect()
    }

    #[test]
    fn a_clock_is_moscows_unless_a_zone_is_written() {
        let night = "2014-12-16..2014-12-16 00:45:00";
        for row in [
            "2014-12-16 00:45",
            "2014-12-16T00:45",
            "16.12.2014 00:45",
            "2014-12-15T21:45:00Z",
            "2014-12-16T00:45:00+03:00",
        ] {
            assert_eq!(moments(&format!("date,label\n{row},x\n")), [night], "{row}");
        }
        assert_eq!(moments("date,label,time_msk\n2014-12-16,x,0:45\n"), [night]);
        assert_eq!(
            moments("date,label,time_msk\n2014-12-16,x,\n2014-12-16,x,soon\n"),
            ["2014-12-16..2014-12-16 ", "3: Time(\"soon\")"]
        );
    }

    #[test]
    fn a_list_may_have_both_languages_signs_sizes_and_sources() {
        let csv = "date,kind,sign,size,label_ru,label_en,source\n\
            2014-12-16,key_rate,-1,+6.50,Ставка 17 %,Key rate 17%,cbr.ru\n\
            2015-01-30,key_rate,+1,\"−2,00\",Ставка 15 %,,\n\
            2015-03-13,key_rate,up,1,x,,\n\
            2015-03-13,key_rate,1,much,x,,\n";
        let EventList { events, faults } =
            parse_events(csv.as_bytes(), &Mapping::default(), TODAY).unwrap();
        let label = |ru: &str, en: &str| EventLabel {
            ru: ru.to_owned(),
            en: en.to_owned(),
        };
        let found: Vec<_> = events
            .into_iter()
            .map(|event| (event.label, event.sign, event.size, event.source))
            .collect();
        let size = |text| Some(Decimal::parse(text).unwrap());
        assert_eq!(
            found,
            [
                (
                    label("Ставка 17 %", "Key rate 17%"),
                    Some(ExpectedMove::Stronger),
                    size("6.50"),
                    Some("cbr.ru".to_owned())
                ),
                (
                    label("Ставка 15 %", "Ставка 15 %"),
                    Some(ExpectedMove::Weaker),
                    size("-2.00"),
                    None
                ),
            ]
        );
        let faults: Vec<_> = faults.into_iter().map(|fault| fault.what).collect();
        assert_eq!(
            faults,
            [
                EventProblem::Sign("up".to_owned()),
                EventProblem::Size("much".to_owned())
            ]
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

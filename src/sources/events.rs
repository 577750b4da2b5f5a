//! A list of events in CSV: date or period, label, and a kind where there is one.
//!
//! Columns are found by their names (`date`, or `from` and `to`; `label`; `kind`); without a header they are the first
//! three. A period is written `2022-02-28..2022-03-23`, or as any date that names more than a day. Pure.

use super::csv_rows::{column_named, row_line, text_of};
use crate::{
    encoding::decode,
    model::{DateError, Span, parse_span},
};
use csv::ByteRecord;
use jiff::civil::Date;

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
    /// It says nothing.
    NoLabel,
    /// It is not UTF-8.
    NotUtf8,
    /// The CSV reader's words.
    Csv(String),
}

/// The columns of the fields.
struct Columns {
    from: usize,
    to: Option<usize>,
    label: usize,
    kind: Option<usize>,
}

/// Characters of a label or kind that are kept: no picture has room for more.
const MOST_CHARACTERS: usize = 300;

/// The events of a list, and the rows that are none.
pub fn parse_events(bytes: &[u8], today: Date) -> (Vec<Event>, Vec<EventFault>) {
    let text = decode(bytes, None).text;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());

    let mut events = Vec::new();
    let mut faults = Vec::new();
    let mut columns: Option<Columns> = None;

    for record in reader.byte_records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                // Bytes that are no text are not the reader's error: they come as a row and are named below.
                let what = EventProblem::Csv(error.to_string());
                faults.push(EventFault { line, what });
                continue;
            }
        };

        if columns.is_none() {
            // The first row is the header, or the columns go by their place.
            columns = Columns::named(&record);
            if columns.is_some() {
                continue;
            }
        }
        let columns = columns.get_or_insert(Columns::BY_PLACE);
        match event(&record, columns, today) {
            Ok(event) => events.push(event),
            Err(what) => faults.push(EventFault {
                line: row_line(&record, text.as_bytes()),
                what,
            }),
        }
    }

    (events, faults)
}

/// The one of comma, semicolon and tab that is most frequent in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    // Of equals `max_by_key` takes the last, and the comma is the likeliest.
    [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|delimiter| memchr::memchr_iter(*delimiter, first.as_bytes()).count())
        .unwrap_or(b',')
}

impl Columns {
    /// Without a header.
    const BY_PLACE: Self = Self {
        from: 0,
        to: None,
        label: 1,
        kind: Some(2),
    };

    fn named(header: &ByteRecord) -> Option<Self> {
        let from = column_named(header, &["date", "from", "дата"])?;
        let label = column_named(header, &["label", "title", "event", "событие", "название"]);
        Some(Self {
            from,
            to: column_named(header, &["to"]),
            label: label.unwrap_or(usize::from(from == 0)),
            kind: column_named(header, &["kind", "вид"]),
        })
    }
}

fn event(record: &ByteRecord, columns: &Columns, today: Date) -> Result<Event, EventProblem> {
    let to = columns
        .to
        .map(|at| field(record, at))
        .transpose()?
        .filter(|to| !to.is_empty());
    let days = days(field(record, columns.from)?, to, today)?;
    let label = short_text(record, columns.label)?.ok_or(EventProblem::NoLabel)?;
    let kind = columns.kind.map(|at| short_text(record, at));

    Ok(Event {
        days,
        label,
        kind: kind.transpose()?.flatten(),
    })
}

fn field(record: &ByteRecord, at: usize) -> Result<&str, EventProblem> {
    text_of(record.get(at).unwrap_or_default()).ok_or(EventProblem::NotUtf8)
}

fn short_text(record: &ByteRecord, at: usize) -> Result<Option<String>, EventProblem> {
    let text: String = field(record, at)?.chars().take(MOST_CHARACTERS).collect();
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
    use jiff::civil::date;
    use proptest::prelude::*;

    fn check(csv: &str, expected: &[&str]) {
        let (events, faults) = parse_events(csv.as_bytes(), date(2024, 5, 21));
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
        assert_eq!(found, expected, "{csv}");
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
        check("", &[]);
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
            let (events, faults) = parse_events(&bytes, date(2024, 5, 21));
            prop_assert!(events.len() + faults.len() <= 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count());
        }
    }
}

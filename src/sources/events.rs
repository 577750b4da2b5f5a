//! A list of events in CSV: date or period, label, and a kind where there is one.
//!
//! Columns are found by their names (`date`, or `from` and `to`; `label`; `kind`); without a header they are the first
//! three. A period is written `2022-02-28..2022-03-23`, or as any date that names more than a day. Pure.

use crate::encoding::decode;
use crate::model::{DateError, Span, parse_span};
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

/// Where a field stands.
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
    let bytes = text.as_bytes();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(bytes))
        .from_reader(bytes);
    let (mut events, mut faults) = (Vec::new(), Vec::new());
    let mut columns: Option<Columns> = None;

    for record in reader.byte_records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                faults.push(EventFault {
                    line,
                    what: EventProblem::Csv(error.to_string()),
                });
                continue;
            }
        };

        if columns.is_none() {
            let named = Columns::named(&record);
            let is_header = named.is_some();
            columns = named.or(Some(Columns {
                from: 0,
                to: None,
                label: 1,
                kind: Some(2),
            }));
            if is_header {
                continue;
            }
        }
        let Some(columns) = &columns else { continue };

        match event(&record, columns, today) {
            Ok(event) => events.push(event),
            Err(what) => faults.push(EventFault {
                line: line_of(&record, bytes),
                what,
            }),
        }
    }

    (events, faults)
}

/// The one of comma, semicolon and tab that is most frequent in the first line.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes
        .split(|byte| *byte == b'\n')
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default();
    let count = |delimiter: u8| memchr::memchr_iter(delimiter, first).count();

    [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|delimiter| count(*delimiter))
        .unwrap_or(b',')
}

/// The line of a row, from 1: after blank lines and a carriage return the reader still stands before them.
fn line_of(record: &ByteRecord, bytes: &[u8]) -> u64 {
    record.position().map_or(0, |position| {
        let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
        let blank = bytes
            .get(at..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace());

        position.line() + blank.filter(|byte| **byte == b'\n').count() as u64
    })
}

impl Columns {
    fn named(header: &ByteRecord) -> Option<Self> {
        let at = |names: &[&str]| {
            header.iter().position(|field| {
                let field = String::from_utf8_lossy(field).to_lowercase();
                names.contains(&field.as_str())
            })
        };
        let from = at(&["date", "from", "дата"])?;
        let label = at(&["label", "title", "event", "событие", "название"])
            .unwrap_or(usize::from(from == 0));

        Some(Self {
            from,
            to: at(&["to"]),
            label,
            kind: at(&["kind", "вид"]),
        })
    }
}

fn event(record: &ByteRecord, columns: &Columns, today: Date) -> Result<Event, EventProblem> {
    let field = |at: usize| {
        std::str::from_utf8(record.get(at).unwrap_or_default())
            .ok()
            // What the decoder left of bytes that mean nothing.
            .filter(|text| !text.contains(char::REPLACEMENT_CHARACTER))
            .ok_or(EventProblem::NotUtf8)
    };
    let text_of = |at: usize| -> Result<Option<String>, EventProblem> {
        let text: String = field(at)?.chars().take(MOST_CHARACTERS).collect();
        Ok((!text.is_empty()).then_some(text))
    };

    let to = columns
        .to
        .map(field)
        .transpose()?
        .filter(|to| !to.is_empty());
    let days = days(field(columns.from)?, to, today)?;
    let label = text_of(columns.label)?.ok_or(EventProblem::NoLabel)?;
    let kind = columns.kind.map(text_of).transpose()?.flatten();

    Ok(Event { days, label, kind })
}

fn days(from: &str, to: Option<&str>, today: Date) -> Result<Span, EventProblem> {
    let parse = |text: &str| parse_span(text.trim(), today).map_err(EventProblem::Date);
    let (from, to) = match (from.split_once("..").or(from.split_once('…')), to) {
        (Some((from, to)), _) => (from, Some(to)),
        (None, to) => (from, to),
    };
    let from = parse(from)?;
    let to = to.map_or(Ok(from), parse)?;

    Span::new(from.from(), to.to()).ok_or(EventProblem::FromAfterTo(from.from(), to.to()))
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

//! Events that matter for the ruble as a table, JSON and CSV. A row says what happened, never that it moved the rate.

use crate::{
    model::{Lang, tr},
    render::{
        json_parts::{Keyed, serialize_keys, write_line},
        rates::{Column, draw},
        sheets::{Cell, Cells, Table, names},
        view::TableFrame,
    },
    timeline::{Event, ExpectedMove, KnownEvent},
};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// The table; the last line without its end.
pub fn render_events_table(events: &[&KnownEvent], lang: Lang, frame: TableFrame) -> String {
    let columns = [Column::Date, Column::Clock, Column::Kind, Column::Event];
    let rows = events.iter().map(|known| {
        vec![
            known.event.days.from().to_string(),
            clock(&known.event),
            known.kind.name().to_owned(),
            known.event.label.of(lang).to_owned(),
        ]
    });
    draw(&columns, rows, lang, frame)
}

/// What a reader of the table should know.
pub fn note_on_events(lang: Lang) -> String {
    tr!(
        lang,
        "the clock is Moscow's; sources and sizes: --format csv",
        "время московское; источники и размеры: --format csv"
    )
}

/// `00:45`; empty where it is not known.
fn clock(event: &Event) -> String {
    let time = event.time.map(|time| time.strftime("%H:%M").to_string());
    time.unwrap_or_default()
}

/// `{"events":[…]}`.
pub fn render_events_json(events: &[&KnownEvent], out: &mut dyn Write) -> io::Result<()> {
    write_line(&Keyed("events", events), out)
}

impl Serialize for KnownEvent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let event = &self.event;
        let clock = clock(event);
        serialize_keys!(serializer, {
            "date": event.days.from(),
            "time_msk": (!clock.is_empty()).then_some(clock),
            "kind": self.kind.name(),
            // Where it is expected to send the ruble: 1 weaker, -1 stronger.
            "sign": event.sign.map(ExpectedMove::sign),
            // Of a decision on the key rate: percentage points.
            "size": event.size,
            "label_ru": event.label.ru,
            "label_en": event.label.en,
            "source": event.source,
        })
    }
}

const COLUMNS: &str = "date,time_msk,kind,sign,size,label_ru,label_en,source";

/// As `--events` reads it.
impl Table for [&KnownEvent] {
    const NAME: &'static str = "events";

    fn columns(&self) -> Vec<String> {
        names(COLUMNS)
    }

    fn write_rows(&self, out: &mut impl Cells) -> io::Result<()> {
        for known in self {
            let event = &known.event;
            let sign = event.sign.map(ExpectedMove::sign);
            out.write_row(&[
                Cell::Day(event.days.from()),
                Cell::Word(&clock(event)),
                Cell::Word(known.kind.name()),
                sign.map_or(Cell::Empty, |sign| Cell::Whole(sign.into())),
                event.size.into(),
                Cell::Text(&event.label.ru),
                Cell::Text(&event.label.en),
                Cell::Text(event.source.as_deref().unwrap_or_default()),
            ])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        render::{
            fixtures::{day, written},
            sheets::{CsvFor, render_csv},
        },
        table::Mapping,
        timeline::{KNOWN_EVENTS, parse_events},
    };
    use expect_test::expect;

    fn of_the_night() -> Vec<&'static KnownEvent> {
        let night = day("2014-12-16");
        let events = KNOWN_EVENTS.iter();
        events
            .filter(|known| known.event.days.from() == night)
            .collect()
    }

    #[test]
    fn a_table_has_the_labels_of_the_readers_language() {
        let shown = render_events_table(&of_the_night(), Lang::En, TableFrame::Plain);
        expect![[r"
            Date        Time   Kind      Event
            2014-12-16  00:45  key_rate  Key rate (unscheduled): 10.50 → 17.00%
            2014-12-16         crisis    Ruble slump after the CBR decision
            2014-12-16         oil       Brent below $60"]]
        .assert_eq(&shown);
        let shown = render_events_table(&of_the_night(), Lang::Ru, TableFrame::Plain);
        assert!(shown.contains("Обвал рубля после решения ЦБ"), "{shown}");
    }

    #[test]
    fn the_table_fits_60_columns() {
        let all: Vec<_> = KNOWN_EVENTS.iter().collect();
        for lang in [Lang::Ru, Lang::En] {
            let text = render_events_table(&all, lang, TableFrame::Terminal { columns: 60 });
            let widest = text.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(60), "{widest:?}");
        }
    }

    #[test]
    fn programs_get_every_field() {
        let shown = written(|out| render_events_json(&of_the_night()[..1], out));
        expect![[r#"
            {"events":[{"date":"2014-12-16","time_msk":"00:45","kind":"key_rate","sign":-1,"size":6.50,"label_ru":"Ключевая ставка (вне графика): 10,50 → 17,00 %","label_en":"Key rate (unscheduled): 10.50 → 17.00%","source":"cbr.ru release 16122014_004533 (ai24-team-15/cbr-press-release-classifier)"}]}
        "#]].assert_eq(&shown);
    }

    #[test]
    fn what_is_written_as_csv_is_read_as_events() {
        let all: Vec<&KnownEvent> = KNOWN_EVENTS.iter().collect();
        for reader in [CsvFor::Programs, CsvFor::ExcelRu] {
            let csv = written(|out| render_csv(&all[..], reader, out));
            let today = day("2026-12-31");
            let list = parse_events(csv.as_bytes(), &Mapping::default(), today).unwrap();
            assert_eq!(list.faults, []);
            for (read, known) in list.events.iter().zip(&all) {
                assert_eq!(read, &known.event);
            }
            assert_eq!(list.events.len(), all.len());
        }
    }
}

//! The store as its users see it: the archive in it, the views compared with the model, restatements, two processes.

use super::{
    archive::{canonical_lines, manifest, stretches},
    bytes::sha256_hex,
    news::headline_id::{block_of, first_id},
    *,
};
use crate::model::{
    Change, Currency, Cutoffs, Links, ListedRecord, Nominal, Published, Record, Series, Span,
    Spans, links,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use rusqlite::params;

fn scratch(first_use: FirstUse) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("rates.db"), first_use).unwrap();
    (folder, store)
}

fn usd() -> &'static Currency {
    Currency::find("USD").unwrap()
}

fn record(day: Date, value_e4: i64) -> Record {
    Record::new(day, Nominal::ONE, value_e4).unwrap()
}

fn spans(list: &[(Date, Date)]) -> Spans {
    list.iter()
        .map(|(from, to)| Span::new(*from, *to).unwrap())
        .collect()
}

fn answer(store: &mut Store, at: &str, body: &str, records: &[Record], covered: &Spans) -> Outcome {
    record_one(store, at, body, usd(), records, covered)
}

fn record_one(
    store: &mut Store,
    at: &str,
    body: &str,
    currency: &'static Currency,
    records: &[Record],
    covered: &Spans,
) -> Outcome {
    let listed = [Listed {
        currency,
        records: records.to_vec(),
        covered: covered.clone(),
    }];
    let url = "http://127.0.0.1/scripts/XML_dynamic.asp";
    let (fetched_at, body) = (at.parse().unwrap(), body.as_bytes());
    let incoming = Incoming {
        url,
        fetched_at,
        status: 200,
        body,
        listed: &listed,
    };
    store.record_answer(&incoming).unwrap().remove(0)
}

fn whole() -> Span {
    Span::new(date(1900, 1, 1), date(2100, 1, 1)).unwrap()
}

fn dump(store: &Store) -> Vec<String> {
    let sql = "SELECT 'rate ' || currency || record_date || nominal || value || answer || first_seen || coalesce(superseded_at, '') FROM rate
        UNION ALL SELECT 'coverage ' || currency || from_date || to_date FROM coverage
        UNION ALL SELECT 'answer ' || id || kind || url || fetched_at || sha256 || figures FROM answer";
    store
        .run(|c| c.prepare(sql)?.query_map([], |row| row.get(0))?.collect())
        .unwrap()
}

#[test]
fn the_archive_is_what_its_manifest_says() {
    let (rows, stretches) = (manifest().unwrap(), stretches().unwrap());
    assert_eq!(
        (rows.len(), rows.iter().map(|r| r.records).sum::<usize>()),
        (36, 79_544)
    );
    for (row, stretch) in rows.iter().zip(&stretches) {
        let (first, last) = (
            stretch.records[0],
            stretch.records[stretch.records.len() - 1],
        );
        assert_eq!(row.code, stretch.code);
        assert_eq!(
            row.span,
            Span::new(first.record_date(), last.record_date()).unwrap()
        );
        assert_eq!(
            row.sha256,
            sha256_hex(canonical_lines(&stretch.code, &stretch.records).as_bytes()),
            "{}",
            row.line
        );
    }
    assert_eq!((rows[0].code.as_str(), rows[0].records), ("USD", 7902));
    assert_eq!((rows[1].code.as_str(), rows[1].records), ("EUR", 6853));
}

#[test]
fn no_record_of_the_archive_is_taken_for_absurd() {
    for stretch in stretches().unwrap() {
        let currency = Currency::by_code(&stretch.code).unwrap();
        for pair in stretch.records.windows(2) {
            assert!(
                !crate::model::implausible_jump(currency, &pair[0], &pair[1]),
                "{} {:?}",
                stretch.code,
                pair[1]
            );
        }
    }
}

#[test]
fn schema_sql_is_the_schema() {
    let (_folder, store) = scratch(FirstUse::StayEmpty);
    let sql = "SELECT sql || ';' FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name";
    let found: Vec<String> = store
        .run(|c| c.prepare(sql)?.query_map([], |row| row.get(0))?.collect())
        .unwrap();
    let kept = include_str!("../../db/schema.sql");
    let found = format!(
        "-- The schema, as `PRAGMA user_version` = {SCHEMA_VERSION} has it; a test keeps this file true.\n\n{}\n",
        found.join("\n\n")
    );
    if found != kept {
        let path = std::env::temp_dir().join("rates-schema.sql");
        std::fs::write(&path, &found).unwrap();
        panic!(
            "db/schema.sql is not the schema; the present one is in {}",
            path.display()
        );
    }
}

/// The views are a second telling of `Series`; for each record and day of the archive both say the same.
#[test]
fn views_say_what_the_model_says() {
    let (_folder, store) = scratch(FirstUse::FillFromArchive);
    for extent in store.load_extents().unwrap() {
        let series = store.load_series(extent.currency, whole()).unwrap();
        assert_eq!(
            changes_of_view(&store, extent.currency),
            changes_of_model(&series),
            "{}",
            extent.currency
        );
    }
    for code in ["USD", "TRY", "CNY"] {
        let series = store
            .load_series(Currency::find(code).unwrap(), whole())
            .unwrap();
        assert_eq!(days_of_view(&store, code), days_of_model(&series), "{code}");
    }
}

/// Texts are compared with the model; each number beside them is its text in ten-thousandths, a redenomination's too.
#[test]
fn numbers_of_views_are_their_texts() {
    let (_folder, store) = scratch(FirstUse::FillFromArchive);
    insert_bare_headlines(&store, &published_on_edges().collect::<Vec<_>>());
    for (view, columns) in [
        ("published_rate", &["value"][..]),
        ("record_in_span", &["value", "change", "change_pct"]),
        ("daily_change", &["value", "change", "change_pct"]),
        ("rate_on_day", &["value", "change"]),
        (
            "headline_rate",
            &[
                "shown_value",
                "shown_change",
                "effect_value",
                "effect_change",
            ],
        ),
    ] {
        for column in columns {
            let sql = format!("SELECT {column}, {column}_e4 FROM {view}");
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let rows: Vec<(Option<String>, Option<f64>)> = store
                .run(|c| c.prepare(&sql)?.query_map([], read)?.collect())
                .unwrap();
            assert!(
                rows.iter().any(|(text, _)| text.is_some()),
                "{view} {column}"
            );
            for (text, number) in rows {
                let expected = text
                    .as_ref()
                    .map(|text| format!("{text}e4").parse::<f64>().unwrap());
                assert_eq!(number, expected, "{view} {column} {text:?}");
            }
        }
    }
}

type ChangeRow = (
    String,
    Option<String>,
    String,
    Option<String>,
    Option<String>,
);

fn changes_of_view(store: &Store, currency: &Currency) -> Vec<ChangeRow> {
    let sql =
        "SELECT record_date, previous_record_date, value, change, change_pct FROM daily_change
        WHERE source = 'cbr' AND currency = ?1 ORDER BY record_date, nominal DESC";
    let read = |row: &rusqlite::Row<'_>| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    };
    store
        .run(|c| c.prepare(sql)?.query_map([currency.code], read)?.collect())
        .unwrap()
}

fn changes_of_model(series: &Series) -> Vec<ChangeRow> {
    let text = |of: fn(&Change) -> String, change: &Option<Change>| change.as_ref().map(of);
    (series.records().iter().enumerate())
        .map(|(at, record)| {
            let change = series.change_of(at);
            (
                record.record_date().to_string(),
                text(|c| c.previous_record_date.to_string(), &change),
                record.value().to_string(),
                text(|c| c.amount.to_string(), &change),
                text(|c| c.percent.to_string(), &change),
            )
        })
        .collect()
}

fn days_of_view(store: &Store, code: &str) -> Vec<(String, String, String)> {
    let sql = "SELECT day, record_date, value FROM rate_on_day WHERE source = 'cbr' AND currency = ?1 ORDER BY day";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    store
        .run(|c| c.prepare(sql)?.query_map([code], read)?.collect())
        .unwrap()
}

fn days_of_model(series: &Series) -> Vec<(String, String, String)> {
    let covered = series
        .coverage()
        .as_slice()
        .iter()
        .flat_map(|span| span.iter());
    (covered.filter_map(|day| series.in_force(day).ok()))
        .map(|shown| {
            (
                shown.day.to_string(),
                shown.record.record_date().to_string(),
                shown.record.value().to_string(),
            )
        })
        .collect()
}

/// Nominals that flip, a redenomination, two records on one date: the views count as the model does.
#[test]
fn views_follow_nominals_and_redenominations() {
    let (_folder, mut store) = scratch(FirstUse::StayEmpty);
    let lira = Currency::find("TRY").unwrap();
    let figures = [
        (date(2004, 12, 29), 1_000_000, 205_741),
        (date(2005, 1, 1), 1, 206_925),
        (date(2005, 1, 12), 10, 2_072_001),
        (date(2005, 1, 13), 10, 2_072_001),
        (date(2005, 1, 13), 1, 207_307),
        (date(2005, 1, 14), 1_000, 207_000_001),
    ];
    let records: Vec<Record> = figures
        .iter()
        .map(|(day, nominal, value)| {
            Record::new(*day, Nominal::new(*nominal).unwrap(), *value).unwrap()
        })
        .collect();
    let covered = spans(&[(date(2004, 12, 29), date(2005, 1, 20))]);
    let brought = record_one(
        &mut store,
        "2026-11-23T10:00:00Z",
        "b",
        lira,
        &records,
        &covered,
    );
    assert_eq!(brought.new, 6);
    let series = store.load_series(lira, whole()).unwrap();
    assert_eq!(series.records(), records);
    assert_eq!(changes_of_view(&store, lira), changes_of_model(&series));
    assert_eq!(days_of_view(&store, "TRY"), days_of_model(&series));
}

#[test]
fn an_answer_that_says_nothing_new_writes_nothing() {
    let (_folder, mut store) = scratch(FirstUse::StayEmpty);
    let records = [
        record(date(2024, 5, 18), 909_873),
        record(date(2024, 5, 21), 906_537),
    ];
    let covered = spans(&[(date(2024, 5, 18), date(2024, 5, 21))]);
    let first = answer(
        &mut store,
        "2024-05-21T09:00:00Z",
        "body",
        &records,
        &covered,
    );
    assert_eq!((first.new, first.days_covered), (2, 4));
    let before = (dump(&store), std::fs::read(store.path()).unwrap());
    for body in ["body", "another body with the same figures"] {
        let again = answer(&mut store, "2024-05-22T09:00:00Z", body, &records, &covered);
        assert_eq!(again, Outcome::default());
    }
    assert_eq!((dump(&store), std::fs::read(store.path()).unwrap()), before);
}

#[test]
fn a_restated_figure_is_kept_beside_the_old_one() {
    let (_folder, mut store) = scratch(FirstUse::StayEmpty);
    let day = date(2024, 5, 21);
    let covered = spans(&[(day, day)]);
    answer(
        &mut store,
        "2024-05-21T09:00:00Z",
        "one",
        &[record(day, 906_537)],
        &covered,
    );
    let second = answer(
        &mut store,
        "2024-05-22T09:00:00Z",
        "two",
        &[record(day, 906_538)],
        &covered,
    );
    assert_eq!(
        second.restated,
        [Restated {
            before: Some(record(day, 906_537)),
            after: record(day, 906_538)
        }]
    );
    let known = |at: &str| {
        let at: Option<Timestamp> = Some(at.parse().unwrap());
        store
            .load_provenance(usd(), day, at)
            .unwrap()
            .map(|p| p.record.value_e4())
    };
    assert_eq!(known("2024-05-20T00:00:00Z"), None);
    assert_eq!(known("2024-05-21T12:00:00Z"), Some(906_537));
    assert_eq!(known("2024-05-23T00:00:00Z"), Some(906_538));
    let proof = store.load_provenance(usd(), day, None).unwrap().unwrap();
    assert_eq!(
        (proof.record.value_e4(), proof.body.as_deref()),
        (906_538, Some(&b"two"[..]))
    );
    assert_eq!(proof.superseded.len(), 1);
    assert_eq!(
        store.load_series(usd(), whole()).unwrap().records(),
        [record(day, 906_538)]
    );
    // Taken back, even within the same second: the old body is known, and the figure is in force again.
    let third = answer(
        &mut store,
        "2024-05-22T09:00:00Z",
        "one",
        &[record(day, 906_537)],
        &covered,
    );
    assert_eq!(third.restated.len(), 1);
    assert_eq!(
        store.load_series(usd(), whole()).unwrap().records(),
        [record(day, 906_537)]
    );
    assert_eq!(store.check().unwrap(), vec![]);
}

#[test]
fn a_fetch_confirms_the_archive_once() {
    let (_folder, mut store) = scratch(FirstUse::FillFromArchive);
    let day = date(2024, 5, 21);
    let origin = |store: &Store| {
        store
            .load_provenance(usd(), day, None)
            .unwrap()
            .unwrap()
            .origin
    };
    assert_eq!(origin(&store), Origin::Archive);
    let covered = spans(&[(day, day)]);
    let first = answer(
        &mut store,
        "2026-11-23T09:00:00Z",
        "one",
        &[record(day, 906_537)],
        &covered,
    );
    assert_eq!((first.confirmed, first.new, first.days_covered), (1, 0, 0));
    assert_eq!(origin(&store), Origin::Answer);
    let again = answer(
        &mut store,
        "2026-11-24T09:00:00Z",
        "two",
        &[record(day, 906_537)],
        &covered,
    );
    assert_eq!(again, Outcome::default());
}

#[test]
fn a_record_the_source_no_longer_lists_is_said_and_kept() {
    let (_folder, mut store) = scratch(FirstUse::StayEmpty);
    let (a, b) = (
        record(date(2024, 5, 18), 909_873),
        record(date(2024, 5, 21), 906_537),
    );
    let covered = spans(&[(date(2024, 5, 18), date(2024, 5, 21))]);
    answer(&mut store, "2024-05-21T09:00:00Z", "one", &[a, b], &covered);
    let second = answer(&mut store, "2024-05-22T09:00:00Z", "two", &[b], &covered);
    assert_eq!(second.missing, [a.record_date()]);
    assert_eq!(store.load_series(usd(), whole()).unwrap().records(), [a, b]);
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE note (text TEXT)")
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(
        Store::open(&path, FirstUse::FillFromArchive),
        Err(Error::Store { .. })
    ));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    std::fs::write(
        &path,
        "this is a text, long enough not to be an empty database file at all",
    )
    .unwrap();
    assert!(matches!(
        Store::open(&path, FirstUse::FillFromArchive),
        Err(Error::Store { .. })
    ));
}

#[test]
fn a_later_schema_is_refused() {
    let (folder, store) = scratch(FirstUse::StayEmpty);
    store
        .run(|c| c.pragma_update(None, "user_version", SCHEMA_VERSION + 1))
        .unwrap();
    drop(store);
    let opened = Store::open(&folder.path().join("rates.db"), FirstUse::StayEmpty);
    assert!(matches!(opened, Err(Error::StoreNewer { .. })));
}

#[test]
fn an_earlier_schema_that_cannot_be_written_is_refused() {
    let (folder, store) = scratch(FirstUse::StayEmpty);
    store
        .run(|c| c.pragma_update(None, "user_version", SCHEMA_VERSION - 1))
        .unwrap();
    drop(store);
    let path = folder.path().join("rates.db");
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = Connection::open_with_flags(&path, flags).unwrap();
    let mut store = Store { connection, path };
    let prepared = store.prepare(FirstUse::StayEmpty);
    assert!(matches!(prepared, Err(Error::StoreOlder { .. })));
}

#[test]
fn many_may_open_an_empty_store_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep").join("rates.db");
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                Store::open(&path, FirstUse::FillFromArchive)
                    .unwrap()
                    .load_coverage(usd())
                    .unwrap()
            });
        }
    });
    let store = Store::open(&path, FirstUse::FillFromArchive).unwrap();
    assert_eq!(
        store
            .run(|c| c.query_row("SELECT count(*) FROM rate", [], |row| row.get::<_, i64>(0)))
            .unwrap(),
        79_544
    );
}

#[test]
fn an_export_imported_elsewhere_is_the_same_store() {
    let (_folder, store) = scratch(FirstUse::FillFromArchive);
    let mut rows = Vec::new();
    for extent in store.load_extents().unwrap() {
        let series = store.load_series(extent.currency, whole()).unwrap();
        rows.extend(series.records().iter().map(|record| {
            let span = series.coverage().containing(record.record_date());
            ListedRecord {
                currency: extent.currency,
                record: *record,
                span,
                line: 1,
            }
        }));
    }
    let (_other_folder, mut other) = scratch(FirstUse::StayEmpty);
    let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    let rules = ImportRules {
        replace: false,
        today: date(2026, 11, 23),
    };
    let import = |other: &mut Store, bytes: &[u8]| {
        let file = ImportFile {
            name: "rates.csv",
            bytes,
            rows: rows.clone(),
            unread: &[],
        };
        other.import(file, rules, ImportMode::Write, now).unwrap()
    };
    let imported = import(&mut other, b"bytes");
    assert_eq!(
        (imported.new, imported.replaced.len(), imported.faults),
        (79_544, 0, Vec::new())
    );
    for extent in store.load_extents().unwrap() {
        let (a, b) = (
            store.load_series(extent.currency, whole()).unwrap(),
            other.load_series(extent.currency, whole()).unwrap(),
        );
        assert_eq!(
            (a.records(), a.coverage()),
            (b.records(), b.coverage()),
            "{}",
            extent.currency
        );
    }
    assert!(other.is_last_import(b"bytes").unwrap());
    let before = std::fs::read(other.path()).unwrap();
    let again = import(&mut other, b"the same figures in other bytes");
    assert_eq!((again.new, again.known), (0, 79_544));
    assert_eq!(std::fs::read(other.path()).unwrap(), before);
}

#[test]
fn a_damaged_answer_is_found() {
    let (_folder, mut store) = scratch(FirstUse::StayEmpty);
    let day = date(2024, 5, 21);
    answer(
        &mut store,
        "2024-05-21T09:00:00Z",
        "one",
        &[record(day, 906_537)],
        &spans(&[(day, day)]),
    );
    assert!(store.check().unwrap().is_empty());
    store
        .run(|c| c.execute("UPDATE answer SET body = ?1", params![b"x"]))
        .unwrap();
    assert_eq!(store.check().unwrap().len(), 1);
    store
        .run(|c| {
            c.execute(
                "INSERT INTO coverage VALUES ('cbr', 'USD', '2024-05-22', '2024-05-23')",
                [],
            )
        })
        .unwrap();
    assert_eq!(store.check().unwrap().len(), 2);
}

/// A factor of 5000 is no power of ten: the change keeps its digits all the same.
#[test]
fn views_follow_a_redenomination_by_5000() {
    let (_folder, mut store) = scratch(FirstUse::StayEmpty);
    let manat = Currency::find("AZN").unwrap();
    for (nominals, from) in [
        ([1_000, 1], 1),
        ([1, 10], 8),
        ([1, 1_000_000], 15),
        ([100_000, 1], 22),
    ] {
        let (before, after) = (date(2005, 12, 31), date(2006, 1, 1));
        let records: Vec<Record> = [
            (before, nominals[0], 62_345 + from),
            (after, nominals[1], 311_729),
        ]
        .map(|(day, nominal, value)| {
            Record::new(day, Nominal::new(nominal).unwrap(), value).unwrap()
        })
        .to_vec();
        let covered = spans(&[(before, after)]);
        let body = format!("{nominals:?}");
        record_one(
            &mut store,
            "2026-11-23T10:00:00Z",
            &body,
            manat,
            &records,
            &covered,
        );
        let series = store.load_series(manat, whole()).unwrap();
        assert_eq!(
            changes_of_view(&store, manat),
            changes_of_model(&series),
            "{nominals:?}"
        );
    }
}

/// `headline_rate` is a second telling of `links`: for headlines of every kind of day both say the same.
#[test]
fn headline_rate_says_what_links_says() {
    let (_folder, mut store) = scratch(FirstUse::FillFromArchive);
    let hole = spans(&[(date(2026, 9, 1), date(2026, 9, 3))]);
    answer(
        &mut store,
        "2026-09-01T12:00:00Z",
        "after a hole",
        &[record(date(2026, 9, 2), 830_000)],
        &hole,
    );
    let published: Vec<Published> = published_on_edges().collect();
    insert_bare_headlines(&store, &published);
    for code in ["USD", "EUR", "BGN", "INR"] {
        let series = store
            .load_series(Currency::find(code).unwrap(), whole())
            .unwrap();
        let said = rates_of_view(&store, code);
        for (at, one) in published.iter().enumerate() {
            assert_eq!(
                said[at],
                rates_of_links(&links(&series, &Cutoffs::default(), one)),
                "{code} {one}"
            );
        }
    }
}

/// Before, on and after each cut-off and border of the archive, with a time and without.
fn published_on_edges() -> impl Iterator<Item = Published> {
    let days = [
        "1914-09-16",
        "1992-06-29",
        "1992-06-30",
        "1992-07-01",
        "1992-07-02",
        "1997-12-31",
        "1998-12-31",
        "1999-06-30",
        "1999-07-01",
        "2003-04-14",
        "2010-07-06",
        "2014-10-26",
        "2022-03-10",
        "2022-03-11",
        "2022-04-22",
        "2022-04-25",
        "2023-05-08",
        "2024-05-18",
        "2024-05-20",
        "2024-05-21",
        "2026-08-20",
        "2026-08-21",
        "2026-08-22",
        "2026-08-31",
        "2026-09-01",
        "2026-09-02",
        "2026-09-03",
        "2026-09-10",
    ];
    let times = [
        "00:00:01", "11:30:00", "11:30:01", "15:30:00", "15:30:01", "16:30:00", "16:30:01",
        "23:59:59",
    ];
    days.into_iter().flat_map(move |day| {
        let timed = times
            .map(|time| Published::in_moscow(format!("{day}T{time}").parse().unwrap()).unwrap());
        timed.into_iter().chain([day.parse().unwrap()])
    })
}

fn insert_bare_headlines(store: &Store, published: &[Published]) {
    let sql = "INSERT INTO headline
        (id, title, source, published, date_evidence, moscow_time, time_known, zone_assumed, first_seen)
        VALUES (?1, 't', 's', ?2, 'feed', ?3, 1, 0, '')";
    for (at, one) in published.iter().enumerate() {
        let moscow = one.in_moscow_for_linking();
        let id = first_id(block_of(moscow.date())) + i64::try_from(at).unwrap();
        store
            .run(|c| c.execute(sql, params![id, one.to_string(), moscow.to_string()]))
            .unwrap();
    }
}

type LinkRow = [Option<String>; 7];

fn rates_of_view(store: &Store, code: &str) -> Vec<LinkRow> {
    let sql = "SELECT shown_record_date, shown_value, shown_change, effect_record_date, effect_value, effect_change,
        effect_reason FROM headline_rate WHERE currency = ?1 ORDER BY headline";
    let read = |row: &rusqlite::Row<'_>| {
        let columns = (0..7)
            .map(|at| row.get(at))
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(columns.try_into().unwrap())
    };
    store
        .run(|c| c.prepare(sql)?.query_map([code], read)?.collect())
        .unwrap()
}

fn rates_of_links(links: &Links) -> LinkRow {
    let shown = links.shown;
    let effect = links.effect.ok();
    [
        shown.map(|one| one.record.record_date().to_string()),
        shown.map(|one| one.record.value().to_string()),
        shown
            .and_then(|one| one.change)
            .map(|change| change.amount.to_string()),
        effect.map(|one| one.record.record_date().to_string()),
        effect.map(|one| one.record.value().to_string()),
        effect.map(|one| one.change.amount.to_string()),
        links.effect.err().map(|reason| reason.name().to_owned()),
    ]
}

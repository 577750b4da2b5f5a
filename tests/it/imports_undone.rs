//! Whatever is in a store and whatever is imported: taking the import back leaves the store as it was.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use ruble_rates::model::{CATALOGUE, Currency, ListedRecord, Nominal, Record, Span, Spans};
use ruble_rates::store::{FirstUse, ImportFile, ImportMode, ImportRules, Incoming, Listed, Store};
use rusqlite::Connection;

const TODAY: Date = date(2024, 6, 30);

fn day(offset: i8) -> Date {
    date(2024, 5, 1)
        .checked_add(jiff::Span::new().days(offset))
        .unwrap()
}

/// A figure of the dollar or the euro, its day counted from 1 May, its value by ten kopecks around 90.
type Figure = (bool, i8, i8);

/// Figures that list a span of days whole.
#[derive(Clone, Debug)]
enum Step {
    Fetch {
        figures: Vec<Figure>,
        from: i8,
        length: i8,
    },
    Import {
        figures: Vec<Figure>,
        from: i8,
        length: i8,
        replace: bool,
    },
}

fn figures() -> impl Strategy<Value = Vec<Figure>> {
    prop::collection::vec((any::<bool>(), 0i8..20, 0i8..3), 1..12)
}

fn step() -> impl Strategy<Value = Step> {
    (figures(), 0i8..20, -1i8..12, any::<bool>(), any::<bool>()).prop_map(
        |(figures, from, length, is_fetch, replace)| {
            if is_fetch {
                Step::Fetch {
                    figures,
                    from,
                    length: length.max(0),
                }
            } else {
                Step::Import {
                    figures,
                    from,
                    length,
                    replace,
                }
            }
        },
    )
}

fn currency(is_dollar: bool) -> &'static Currency {
    Currency::find(if is_dollar { "USD" } else { "EUR" }).unwrap()
}

fn record(figure: Figure) -> Record {
    Record::new(
        day(figure.1),
        Nominal::ONE,
        900_000 + i64::from(figure.2) * 1_000,
    )
    .unwrap()
}

fn span(from: i8, length: i8) -> Option<Span> {
    (length >= 0).then(|| Span::new(day(from), day(from + length)).unwrap())
}

fn fetch(store: &mut Store, number: usize, now: Timestamp, figures: &[Figure], covered: Span) {
    let listed = |is_dollar: bool| {
        let own = figures
            .iter()
            .filter(|figure| figure.0 == is_dollar)
            .copied()
            .map(record);
        let mut records: Vec<Record> = own
            .filter(|record| covered.contains(record.record_date()))
            .collect();
        records.sort_by_key(Record::record_date);
        records.dedup_by_key(|record| record.record_date());
        Listed {
            currency: currency(is_dollar),
            records,
            covered: [covered].into_iter().collect(),
        }
    };
    let (body, listed) = (format!("answer {number}"), [listed(true), listed(false)]);
    let body = body.as_bytes();
    let incoming = Incoming {
        url: "http://x/",
        fetched_at: now,
        status: 200,
        body,
        listed: &listed,
    };
    store.record_answer(&incoming).unwrap();
}

/// Imports; the number of the import, if it wrote anything.
fn import(store: &mut Store, number: usize, now: Timestamp, step: &Step) -> Option<i64> {
    let Step::Import {
        figures,
        from,
        length,
        replace,
    } = step
    else {
        return None;
    };
    let listed = span(*from, *length);
    let row = |figure: &Figure| {
        let record = record(*figure);
        let span = listed.filter(|span| span.contains(record.record_date()));
        ListedRecord {
            currency: currency(figure.0),
            record,
            span,
            line: 1,
        }
    };
    let (rows, bytes) = (figures.iter().map(row).collect(), format!("file {number}"));
    let file = ImportFile {
        name: "own.csv",
        bytes: bytes.as_bytes(),
        rows,
        unread: &[],
    };
    let rules = ImportRules {
        replace: *replace,
        today: TODAY,
    };
    let before = newest_import(store);
    store.import(file, rules, ImportMode::Write, now).unwrap();
    newest_import(store).filter(|id| Some(*id) != before)
}

fn newest_import(store: &Store) -> Option<i64> {
    store.load_imports().unwrap().last().map(|import| import.id)
}

/// All rows of rates, superseded ones too, and all coverage.
fn dump(store: &Store) -> Vec<String> {
    let db = Connection::open(store.path()).unwrap();
    let sql = "SELECT currency || ' ' || record_date || ' ' || value || ' ' || answer || ' ' || first_seen || ' '
                 || coalesce(superseded_at, '') || ' ' || coalesce(superseded_by, '') FROM rate
         UNION ALL SELECT currency || ' ' || from_date || '..' || to_date FROM coverage
         UNION ALL SELECT currency || ' ' || from_date || '..' || to_date || ' ' || answer FROM import_coverage
         ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// The figures in force and the covered days.
fn in_force(store: &Store) -> Vec<String> {
    let db = Connection::open(store.path()).unwrap();
    let sql = "SELECT currency || ' ' || record_date || ' ' || value FROM rate WHERE superseded_at IS NULL
         UNION ALL SELECT currency || ' ' || from_date || '..' || to_date FROM coverage ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// An export imported elsewhere gives the same figures on the same covered days.
fn check_round_trip(store: &Store) {
    let folder = tempfile::TempDir::new().unwrap();
    let mut other = Store::open(&folder.path().join("rates.db"), FirstUse::OnlyImports).unwrap();
    let whole = Span::new(day(0), TODAY).unwrap();
    let mut rows = Vec::new();
    for extent in store.load_extents().unwrap() {
        let series = store.load_series(extent.currency, whole).unwrap();
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
    let records = rows.len();
    let file = ImportFile {
        name: "all.csv",
        bytes: b"all",
        rows,
        unread: &[],
    };
    let rules = ImportRules {
        replace: false,
        today: TODAY,
    };
    let now = "2024-06-30T09:00:00Z".parse().unwrap();
    let imported = other.import(file, rules, ImportMode::Write, now).unwrap();
    assert_eq!((imported.new, imported.faults), (records, Vec::new()));
    for extent in store.load_extents().unwrap() {
        let [here, there] =
            [store, &other].map(|store| store.load_series(extent.currency, whole).unwrap());
        assert_eq!(here.records(), there.records());
        // A covered span without a record has no row that could name it.
        let has_record = |span: &&Span| {
            here.records()
                .iter()
                .any(|one| span.contains(one.record_date()))
        };
        let named: Spans = here
            .coverage()
            .as_slice()
            .iter()
            .filter(has_record)
            .copied()
            .collect();
        assert_eq!(named, *there.coverage());
    }
}

/// No date has two figures, each figure's day is covered, and whatever only an import covers is covered.
fn check_sound(store: &Store) {
    assert!(store.check().unwrap().is_empty());
    for currency in CATALOGUE
        .iter()
        .filter(|currency| ["USD", "EUR"].contains(&currency.code))
    {
        let series = store
            .load_series(currency, Span::new(day(0), TODAY).unwrap())
            .unwrap();
        for pair in series.records().windows(2) {
            assert!(pair[0].record_date() < pair[1].record_date());
        }
        for record in series.records() {
            assert!(
                series.coverage().containing(record.record_date()).is_some(),
                "{record:?}"
            );
        }
    }
    let db = Connection::open(store.path()).unwrap();
    let sql = "SELECT count(*) FROM import_coverage AS own WHERE NOT EXISTS (
        SELECT 1 FROM coverage WHERE coverage.currency = own.currency
          AND coverage.from_date <= own.from_date AND own.to_date <= coverage.to_date)";
    assert_eq!(
        db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(),
        0
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The clock stands still in half of the cases, so that seconds do not show the order.
    #[test]
    fn an_import_that_is_undone_leaves_no_trace(steps in prop::collection::vec(step(), 1..7), last in step(), moves in any::<bool>(), order in 0usize..64) {
        let folder = tempfile::TempDir::new().unwrap();
        let mut store = Store::open(&folder.path().join("rates.db"), FirstUse::StayEmpty).unwrap();
        let start: Timestamp = "2024-06-30T09:00:00Z".parse().unwrap();
        let now = |number: usize| start + jiff::SignedDuration::from_secs(i64::from(moves) * i64::try_from(number).unwrap() * 60);
        for (number, step) in steps.iter().enumerate() {
            match step {
                Step::Fetch { figures, from, length } => {
                    fetch(&mut store, number, now(number), figures, span(*from, *length).unwrap());
                }
                Step::Import { .. } => { import(&mut store, number, now(number), step); }
            }
            check_sound(&store);
        }
        check_round_trip(&store);
        let before = dump(&store);
        if let Some(id) = import(&mut store, steps.len(), now(steps.len()), &last) {
            check_sound(&store);
            let undone = store.undo_import(id).unwrap();
            prop_assert!(undone.is_ok(), "{undone:?}");
            prop_assert_eq!(dump(&store), before);
            check_sound(&store);
        }

        // In any order that is allowed, all imports can be taken back, and only fetched figures are left.
        let mut ids: Vec<i64> = store.load_imports().unwrap().iter().map(|import| import.id).collect();
        while !ids.is_empty() {
            let start = order % ids.len();
            let allowed = (0..ids.len()).map(|at| (start + at) % ids.len()).find(|at| {
                store.undo_import(ids[*at]).unwrap().is_ok()
            });
            ids.remove(allowed.expect("one of the imports can always be taken back"));
            check_sound(&store);
        }
        let other_folder = tempfile::TempDir::new().unwrap();
        let mut fetched = Store::open(&other_folder.path().join("rates.db"), FirstUse::StayEmpty).unwrap();
        for (number, step) in steps.iter().enumerate() {
            if let Step::Fetch { figures, from, length } = step {
                fetch(&mut fetched, number, now(number), figures, span(*from, *length).unwrap());
            }
        }
        prop_assert_eq!(in_force(&store), in_force(&fetched));
    }
}

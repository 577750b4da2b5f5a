//! Questions to `app` as a server or a watcher would ask them: values and notes come back, and nothing is printed.

use crate::cbr_server::CbrServer;
use crate::collected::{Collected, file, open_app};
use crate::command::{AFTER_ARCHIVE, archive_store};
use jiff::civil::{Date, date};
use ruble_rates::app::App;
use ruble_rates::app::charts::{ChartRequest, MarksRequest, make_chart};
use ruble_rates::app::convert::{ConversionRequest, convert, find_units};
use ruble_rates::app::convert_table::convert_table;
use ruble_rates::app::db::{ImportRequest, import_file, load_export, undo_import};
use ruble_rates::app::fetch::{Currencies, Fetch, FetchRequest, RatesRequest, RequestListener};
use ruble_rates::app::history::{HistoryRequest, Step, load_histories};
use ruble_rates::app::news::{FileAdder, HeadlinesRequest, load_headlines};
use ruble_rates::app::prove::{ProofRequest, check_citable, check_official, prove};
use ruble_rates::app::rates::{ShowRequest, load_shown};
use ruble_rates::app::status::load_status;
use ruble_rates::chart::{PictureStyle, View};
use ruble_rates::error::Error;
use ruble_rates::model::{Currency, Nominal, Pair, Record, Span, parse_amount};
use ruble_rates::net::{Client, Settings};
use ruble_rates::render::ProofFrom;
use ruble_rates::store::NewsFilter;
use ruble_rates::table::Mapping;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const TODAY: Date = date(2026, 8, 25);

/// The store of the archive, to be read alone.
fn archive() -> (App, Collected) {
    open_app(archive_store(), AFTER_ARCHIVE, "")
}

fn pairs(codes: &[&str]) -> Vec<Pair> {
    codes.iter().map(|code| Pair::find(code).unwrap()).collect()
}

fn show(codes: &[&str], day: Option<Date>) -> ShowRequest {
    ShowRequest {
        pairs: pairs(codes),
        day,
        with_ages: false,
    }
}

fn rate_of(app: &App, code: &str, day: Date) -> String {
    let shown = load_shown(app, &show(&[code], Some(day))).unwrap();
    shown.rates[0].rate.unwrap().record.value().to_string()
}

#[test]
fn without_a_day_the_last_covered_one_is_answered_and_its_age_noted() {
    let (app, notes) = archive();
    let shown = load_shown(&app, &show(&["USD"], None)).unwrap();
    assert_eq!(shown.day, date(2026, 8, 21));
    let noted = notes.take(TODAY);
    assert_eq!(noted.len(), 1, "{noted:?}");
    assert!(noted[0].contains("2026-08-21"), "{noted:?}");
}

#[test]
fn a_rate_that_one_of_several_lacks_is_a_note_and_of_all_an_error() {
    let (app, notes) = archive();
    let hole = date(2021, 2, 1);
    let shown = load_shown(&app, &show(&["USD", "GBP"], Some(hole))).unwrap();
    assert_eq!(
        shown
            .rates
            .iter()
            .map(|one| one.rate.is_ok())
            .collect::<Vec<_>>(),
        [true, false]
    );
    assert!(notes.take(TODAY).iter().any(|note| note.contains("GBP")));

    let error = load_shown(&app, &show(&["GBP"], Some(hole))).unwrap_err();
    assert_eq!((error.exit_code(), notes.take(TODAY)), (3, Vec::new()));
}

#[test]
fn a_history_says_which_of_its_pairs_have_no_records() {
    let (app, notes) = archive();
    let request = HistoryRequest {
        pairs: pairs(&["USD", "GBP"]),
        from: Some(date(2021, 2, 1)),
        to: Some(date(2021, 2, 5)),
        step: Step::WholeRange,
        aggregate: ruble_rates::rates::Aggregate::MeanDays,
        is_for_price_directives: false,
        is_per_unit: false,
    };
    let found = load_histories(&app, &request).unwrap();
    assert_eq!((found.histories.len(), found.ages.len()), (1, 1));
    assert!(notes.take(TODAY).iter().any(|note| note.contains("GBP")));
}

#[test]
fn rows_that_cannot_be_converted_are_noted_with_their_line_and_counted() {
    let (app, notes) = archive();
    let rows = file(
        "rows.csv",
        "date,amount,from,to\n2024-05-21,100,USD,RUB\n2024-05-21,x,USD,RUB\nnever,1,USD,RUB\n",
    );
    let table = convert_table(&app, &rows, &Mapping::default(), Some(2)).unwrap();
    assert_eq!((table.rows.len(), table.failed()), (3, 2));
    let noted = notes.take(TODAY);
    assert!(noted[0].starts_with("rows.csv:3: "), "{noted:?}");
    assert!(noted[1].starts_with("rows.csv:4: "), "{noted:?}");

    let (from, to) = find_units("USD/EUR", None).unwrap();
    let request = ConversionRequest {
        amount: parse_amount("100").unwrap(),
        from,
        to,
        day: Some(date(2024, 5, 21)),
        digits: Some(4),
    };
    let result = convert(&app, &request).unwrap().conversion.result;
    assert_eq!(result.to_string(), "91.9556");
}

#[test]
fn a_store_that_nobody_fetched_for_three_weeks_is_stale() {
    let (on_its_last_day, _) = open_app(archive_store(), "2026-08-21T12:00:00Z", "");
    assert!(!load_status(&on_its_last_day).unwrap().is_stale);
    let (later, _) = open_app(archive_store(), "2026-09-10T12:00:00Z", "");
    assert!(load_status(&later).unwrap().is_stale);
}

fn import(store: &Path, rows: &str, replaces: bool) -> ImportRequest {
    ImportRequest {
        store_path: store.to_owned(),
        file: file(
            "own.csv",
            &format!("date,char_code,nominal,value\n{rows}\n"),
        ),
        mapping: Mapping::default(),
        currency: None,
        nominal: None,
        is_of_the_bank: false,
        replaces,
        is_dry_run: false,
        today: TODAY,
        now: AFTER_ARCHIVE.parse().unwrap(),
    }
}

#[test]
fn a_figure_of_a_file_is_proved_as_one_and_taken_back_whole() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rates.db");
    std::fs::copy(archive_store(), &path).unwrap();
    let day = date(2024, 5, 21);

    let refused = import_file(&import(&path, "2024-05-21,USD,1,90.6", false))
        .unwrap()
        .unwrap();
    assert_eq!((refused.new, refused.rows_left_out().0), (0, 1));
    let replaced = import_file(&import(&path, "2024-05-21,USD,1,90.6", true))
        .unwrap()
        .unwrap();
    assert_eq!(
        (replaced.replaced.len(), replaced.rows_left_out().0),
        (1, 0)
    );

    let (mut app, _) = open_app(&path, AFTER_ARCHIVE, "");
    assert_eq!(rate_of(&app, "USD", day), "90.6000");
    let request = ProofRequest {
        currency: Currency::by_code("USD").unwrap(),
        day,
        known_on: None,
    };
    let proof = prove(&app, &request).unwrap();
    assert_eq!(proof.from, ProofFrom::Import);
    assert_eq!(check_official(&proof).unwrap_err().exit_code(), 1);
    assert_eq!(check_citable(&proof).unwrap_err().exit_code(), 1);

    let id = app.store.load_imports().unwrap()[0].id;
    undo_import(&mut app, id).unwrap();
    assert_eq!(rate_of(&app, "USD", day), "90.6537");
    assert_eq!(undo_import(&mut app, id).unwrap_err().exit_code(), 2);
    check_official(&prove(&app, &request).unwrap()).unwrap();
}

/// What a fetch tells while it runs.
#[derive(Default)]
struct Questions(RefCell<Vec<String>>);

impl RequestListener for Questions {
    fn start(&self, what: String) {
        self.0.borrow_mut().push(what);
    }

    fn step(&self) {}
}

#[tokio::test]
async fn a_fetch_is_planned_asked_and_finished_without_a_terminal() {
    let record = |day, value_e4| Record::new(date(2024, 5, day), Nominal::ONE, value_e4).unwrap();
    let records = vec![record(18, 909_873), record(21, 906_537)];
    let bank = CbrServer::start(BTreeMap::from([("R01235".to_owned(), records)]));
    let folder = TempDir::new().unwrap();
    let toml = format!("[sources.cbr]\nurl = \"{}\"\n", bank.server().base());
    let (mut app, notes) = open_app(
        &folder.path().join("rates.db"),
        "2024-05-21T12:00:00Z",
        &toml,
    );
    let today = app.today;

    let request = FetchRequest {
        rates: Some(RatesRequest {
            currencies: Currencies::These(vec![Currency::by_code("USD").unwrap()]),
            from: Some(date(2024, 5, 18)),
            to: Some(date(2024, 5, 21)),
        }),
        feeds: false,
    };
    let mut fetch = Fetch::plan(&app, request).unwrap();
    assert_eq!((fetch.count_requests(), fetch.urls(&app).len()), (1, 1));
    let settings = Settings {
        requests_per_s: 1000,
        ..Settings::default()
    };
    let client = Arc::new(Client::new(settings, Box::new(())).unwrap());
    let questions = Questions::default();
    fetch.run(&mut app, &client, &questions).await;

    assert_eq!(*questions.0.borrow(), ["USD 2024"]);
    let errors = fetch.finish(&mut app).unwrap();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(
        notes.take(today),
        ["USD: 2 new records; covered to 2024-05-21"]
    );
    assert_eq!(rate_of(&app, "USD", date(2024, 5, 20)), "90.9873");
}

#[test]
fn a_chart_notes_the_lines_that_stop_and_the_currencies_without_rates() {
    let (mut app, notes) = archive();
    let request = ChartRequest {
        pairs: pairs(&["USD", "DEM"]),
        from: Some(date(2024, 5, 1)),
        to: Some(date(2024, 5, 31)),
        view: View::default(),
        marks: MarksRequest::default(),
        news: NewsFilter::default(),
        style: PictureStyle::default(),
        title: None,
    };
    let chart = make_chart(&mut app, request).unwrap();
    assert_eq!(chart.series.len(), 1);
    assert_eq!(
        chart.spec.span,
        Span::new(date(2024, 5, 1), date(2024, 5, 31)).unwrap()
    );
    let noted = notes.take(TODAY);
    assert!(noted[0].contains("DEM"), "{noted:?}");
}

#[test]
fn headlines_of_a_file_come_back_with_their_rates() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rates.db");
    std::fs::copy(archive_store(), &path).unwrap();
    let (mut app, _) = open_app(&path, AFTER_ARCHIVE, "");
    let rows = "published,title,url\n2024-05-20T12:00:00+03:00,Нефть дорожает,https://x.ru/1\n";
    let name = Path::new("news.csv");
    let added = FileAdder::default()
        .add(&mut app, name, rows.as_bytes(), None)
        .unwrap();
    assert_eq!((added.intake.added, added.page.is_none()), (1, true));

    let request = HeadlinesRequest {
        currencies: vec![Currency::by_code("USD").unwrap()],
        ..HeadlinesRequest::default()
    };
    let found = load_headlines(&app, request).unwrap();
    assert_eq!((found.len(), found[0].links.len()), (1, 1));

    let mut of_another_source = HeadlinesRequest::default();
    of_another_source.filter.news.sources = vec!["none".to_owned()];
    let error = load_headlines(&app, of_another_source).unwrap_err();
    assert!(matches!(error, Error::UnknownNewsName { .. }));
    let mut of_another_day = HeadlinesRequest::default();
    of_another_day.filter.from = Some(date(2024, 5, 21));
    let error = load_headlines(&app, of_another_day).unwrap_err();
    assert!(matches!(
        error,
        Error::NoHeadlines {
            is_store_empty: false,
            ..
        }
    ));
}

#[test]
fn the_export_has_each_record_in_the_unit_of_its_day() {
    let (app, _) = archive();
    let rows = load_export(&app).unwrap();
    let units: Vec<&str> = rows
        .iter()
        .filter(|row| row.record.record_date() == date(2004, 12, 31))
        .map(|row| row.unit.code())
        .filter(|code| code.starts_with("TR"))
        .collect();
    assert_eq!(units, ["TRL"]);
}

//! A fetch that is broken off at any moment leaves whole answers or nothing, and the next one ends as if it
//! had never been.

use crate::cbr_server::CbrServer;
use crate::command::{Place, Ran};
use crate::server::Reply;
use jiff::civil::{Date, Weekday, date};
use ruble_rates::model::{Nominal, Record};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const NOW: &str = "2026-11-23T12:00:00Z";
const KILLS: u64 = 20;

/// Records of the dollar and the euro on each Tuesday to Saturday of the Bank's whole history.
pub fn whole_history() -> BTreeMap<String, Vec<Record>> {
    let records = |first: Date, id: &str| {
        let days = first
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= date(2026, 11, 24));
        let is_record_day =
            |day: &Date| !matches!(day.weekday(), Weekday::Sunday | Weekday::Monday);
        let value = |day: Date| 300_000 + i64::from(day.day_of_year()) * 37 + i64::from(day.year());
        let all = days
            .filter(is_record_day)
            .map(|day| Record::new(day, Nominal::ONE, value(day)).unwrap());
        (id.to_owned(), all.collect())
    };
    [
        records(date(1992, 7, 1), "R01235"),
        records(date(1999, 1, 1), "R01239"),
    ]
    .into_iter()
    .collect()
}

/// All rates and coverage of a store, as lines.
pub fn dump(place: &Place) -> Vec<String> {
    let db = rusqlite::Connection::open(place.db()).unwrap();
    let sql = "SELECT currency || ' ' || record_date || ' ' || nominal || ' ' || value || coalesce(superseded_at, '') FROM rate
         UNION ALL SELECT currency || ' ' || from_date || '..' || to_date FROM coverage ORDER BY 1";
    db.prepare(sql)
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// A bank that counts the questions it is asked, so that a kill can follow a certain one.
fn counting_bank(asked: &Arc<AtomicUsize>) -> CbrServer {
    let asked = Arc::clone(asked);
    CbrServer::start_with(
        whole_history(),
        Box::new(move |_| {
            asked.fetch_add(1, Ordering::SeqCst);
            None::<Reply>
        }),
    )
}

/// Waits until so many questions were asked, or the child has ended.
fn wait_for(asked: &AtomicUsize, questions: usize, child: &mut Child) {
    while asked.load(Ordering::SeqCst) < questions && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
}

/// A fixed sequence of numbers that look random (Knuth's multiplier), so that a failure can be had again.
pub fn scattered(index: u64) -> u64 {
    (index + 1)
        .wrapping_mul(6_364_136_223_846_793_005)
        .rotate_left(29)
}

#[test]
fn a_fetch_killed_at_any_moment_is_taken_up_again() {
    let asked = Arc::new(AtomicUsize::new(0));
    let bank = counting_bank(&asked);
    let undisturbed = Place::asking(NOW, &bank.server().base(), false);
    undisturbed.run(&["fetch", "-q"]).code(0);
    let (expected, questions) = (dump(&undisturbed), asked.load(Ordering::SeqCst) as u64);
    let mut still_running = 0;
    for kill in 0..KILLS {
        let place = Place::asking(NOW, &bank.server().base(), false);
        asked.store(0, Ordering::SeqCst);
        let (at, later) = (scattered(kill) % questions, scattered(kill + KILLS) % 4_000);
        let mut child = place.start(&["fetch", "-q"]);
        wait_for(&asked, usize::try_from(at).unwrap(), &mut child);
        std::thread::sleep(Duration::from_micros(later));
        still_running += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        let _ = child.wait();
        let moment = format!("killed {later} us after question {at} of {questions}");
        assert_eq!(place.run(&["db", "check"]).code, Some(0), "{moment}");
        assert_eq!(place.run(&["fetch", "-q"]).code, Some(0), "{moment}");
        assert_eq!(place.run(&["db", "check"]).code, Some(0), "{moment}");
        assert_eq!(dump(&place), expected, "{moment}");
    }
    assert!(
        still_running > KILLS / 2,
        "only {still_running} kills met a fetch under way"
    );
}

#[test]
fn a_first_use_killed_at_any_moment_is_made_good_by_the_next() {
    let whole = Place::new(NOW);
    whole.run(&["db", "check"]).code(0);
    let (expected, mut still_running) = (dump(&whole), 0);
    let started = std::time::Instant::now();
    Place::new(NOW).run(&["show", "-q"]).code(0);
    let longest = u64::try_from(started.elapsed().as_micros()).unwrap();
    for kill in 0..KILLS {
        let place = Place::new(NOW);
        let later = scattered(kill) % longest;
        let mut child = place.start(&["show", "-q"]);
        std::thread::sleep(Duration::from_micros(later));
        still_running += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        let _ = child.wait();
        assert_eq!(
            place.run(&["db", "check"]).code,
            Some(0),
            "killed after {later} us"
        );
        assert_eq!(dump(&place), expected, "killed after {later} us");
    }
    assert!(
        still_running > KILLS / 4,
        "only {still_running} kills met a first use under way"
    );
}

#[test]
fn an_interrupted_fetch_ends_with_130_and_whole_answers() {
    let asked = Arc::new(AtomicUsize::new(0));
    let bank = counting_bank(&asked);
    let place = Place::asking(NOW, &bank.server().base(), false);
    let mut child = place.start(&["fetch"]);
    wait_for(&asked, 5, &mut child);
    let interrupt = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupt.unwrap().success());
    Ran::of(child).code(130).err_has("прервано");
    place.run(&["db", "check"]).code(0);
    place.run(&["fetch", "-q"]).code(0);
    let whole = Place::asking(NOW, &bank.server().base(), false);
    whole.run(&["fetch", "-q"]).code(0);
    assert_eq!(dump(&place), dump(&whole));
}

/// Work that checks for Ctrl-C takes it over; input that is still being read never checks.
#[test]
fn an_interrupt_ends_a_command_that_waits_for_its_input() {
    use std::os::unix::process::ExitStatusExt as _;

    for arguments in [
        &[
            "chart", "USD", "--news", "--events", "-", "--format", "svg", "-o", "-",
        ][..],
        &["movers", "--events", "-"],
    ] {
        let place = Place::new(NOW);
        place.run(&["show", "-q"]);
        let mut child = place
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until it has taken its first bytes, which it does only when it reads.
        let mut input = child.stdin.take().unwrap();
        input.write_all("#".repeat(200_000).as_bytes()).unwrap();

        let interrupt = std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status();
        assert!(interrupt.unwrap().success());
        let ended = (0..2000).find_map(|_| {
            std::thread::sleep(Duration::from_millis(5));
            child.try_wait().unwrap()
        });
        let _ = child.kill();
        assert_eq!(
            ended.and_then(|status| status.signal()),
            Some(2),
            "{arguments:?}"
        );
    }
}

#[test]
fn two_fetch_and_a_third_reads_at_the_same_time() {
    let bank = counting_bank(&Arc::default());
    let place = Place::asking(NOW, &bank.server().base(), false);
    place.run(&["db", "check"]).code(0);
    let mut fetching = [place.start(&["fetch", "-q"]), place.start(&["fetch", "-q"])];
    let mut reads = 0;
    while fetching
        .iter_mut()
        .any(|child| child.try_wait().unwrap().is_none())
    {
        let read = place.run(&["show", "USD", "-q"]);
        // Before the first answer there is nothing to show, and that is what it says.
        assert!(matches!(read.code, Some(0 | 3)), "{read:?}");
        reads += 1;
    }
    for child in fetching {
        Ran::of(child).code(0);
    }
    assert!(reads > 0);
    place.run(&["db", "check"]).code(0);
    let whole = Place::asking(NOW, &bank.server().base(), false);
    whole.run(&["fetch", "-q"]).code(0);
    assert_eq!(dump(&place), dump(&whole));
}

/// A new file is there whole or not at all, and whatever was left behind, the import can simply be repeated.
#[test]
fn an_import_into_a_new_file_killed_at_any_moment_is_repeated() {
    let exported = crate::command::read(&["db", "export"]);
    let place = Place::new(NOW);
    let is_kept = |line: &&str| line.starts_with("date,") || line.contains(",EUR,");
    let kept: Vec<&str> = exported.stdout.lines().filter(is_kept).collect();
    place.write("own.csv", &(kept.join("\n") + "\n"));
    let import = ["-q", "db", "import", "own.csv"];
    let started = std::time::Instant::now();
    place.run(&import).code(0);
    let whole_us = u64::try_from(started.elapsed().as_micros()).unwrap();
    let expected = dump(&place);
    assert!(expected.iter().all(|line| line.starts_with("EUR")));

    let mut still_running = 0;
    for kill in 0..KILLS {
        std::fs::remove_file(place.db()).unwrap();
        let mut child = place.start(&import);
        std::thread::sleep(Duration::from_micros(scattered(kill) % whole_us));
        still_running += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        let _ = child.wait();
        if place.db().exists() {
            assert_eq!(
                dump(&place),
                expected,
                "kill {kill}: the file was there and not whole"
            );
        }
        place.run(&import).code(0);
        assert_eq!(place.run(&["db", "check"]).code, Some(0), "kill {kill}");
        assert_eq!(dump(&place), expected, "kill {kill}");
    }
    assert!(
        still_running > KILLS / 2,
        "only {still_running} kills met an import under way"
    );
}

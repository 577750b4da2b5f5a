//! What agencies and papers published of the official rates, beside what the program says of its archive.
//!
//! Only figures are taken over, each with who published it and when. A published figure is as good as its last digit:
//! some round, some cut off.

use crate::command::{AFTER_ARCHIVE, Place, archive_store, read};
use crate::shared::reference;
use jiff::civil::{Date, DateTime, date};
use ruble_rates::analysis::classical::t_test;
use ruble_rates::analysis::study::{AbnormalChanges, EventStudy, Offsets, StudyInput, event_study};
use ruble_rates::analysis::{FactorsFrom, Move, Moves, NormalCost, sample, segments, window};
use ruble_rates::model::{Currency, Cutoffs, Decimal, Span};
use ruble_rates::store::{FirstUse, Store};
use ruble_rates::timeline::KEY_RATE;
use serde_json::Value;

/// A figure about the record of a day, in the words of who published it.
struct Published {
    by: &'static str,
    code: &'static str,
    day: &'static str,
    rate: Option<&'static str>,
    change: Option<&'static str>,
    percent: Option<&'static str>,
}

const NOTHING: Published = Published {
    by: "",
    code: "USD",
    day: "",
    rate: None,
    change: None,
    percent: None,
};

/// TASS gave +11.53 % for 13 January 2015 and +23.86 % since 1 January for 3 February, the quotients of rates cut to
/// kopecks; the rates themselves give +11.56 and +23.87 %.
const PUBLISHED: [Published; 14] = [
    Published {
        by: "TASS, 15 December 2015, of the year",
        day: "2015-01-13",
        rate: Some("62.73"),
        ..NOTHING
    },
    Published {
        by: "TASS, 15 December 2015, of the year",
        day: "2015-01-24",
        percent: Some("-3.07"),
        ..NOTHING
    },
    Published {
        by: "TASS, 15 December 2015, of the year",
        day: "2015-02-03",
        rate: Some("69.66"),
        ..NOTHING
    },
    Published {
        by: "TASS, 22 December 2014",
        day: "2014-12-23",
        change: Some("-4.1885"),
        ..NOTHING
    },
    Published {
        by: "TASS, 22 December 2014",
        code: "EUR",
        day: "2014-12-23",
        change: Some("-5.3224"),
        ..NOTHING
    },
    Published {
        by: "Interfax, 15 February 2017",
        day: "2017-02-16",
        percent: Some("-1.67"),
        ..NOTHING
    },
    Published {
        by: "Interfax, 15 February 2017",
        code: "EUR",
        day: "2017-02-16",
        percent: Some("-2.07"),
        ..NOTHING
    },
    Published {
        by: "Interfax, 24 April 2013",
        day: "2013-04-25",
        percent: Some("-0.16"),
        ..NOTHING
    },
    Published {
        by: "Interfax, 24 April 2013",
        code: "EUR",
        day: "2013-04-25",
        percent: Some("-0.61"),
        ..NOTHING
    },
    Published {
        by: "BFM and others, of Black Tuesday, 11 October 1994",
        day: "1994-10-12",
        rate: Some("3926"),
        percent: Some("38.5"),
        ..NOTHING
    },
    Published {
        by: "BFM and others, of Black Tuesday: almost 39 per cent",
        day: "1994-10-12",
        percent: Some("39"),
        ..NOTHING
    },
    Published {
        by: "BFM and others, of the rate before Black Tuesday",
        day: "1994-10-07",
        rate: Some("2833"),
        ..NOTHING
    },
    Published {
        by: "dni.ru, 11 April 2018",
        day: "2018-04-11",
        change: Some("3.80"),
        ..NOTHING
    },
    Published {
        by: "dni.ru, 11 April 2018",
        code: "EUR",
        day: "2018-04-11",
        change: Some("4.97"),
        ..NOTHING
    },
];

/// The digits of a number in a JSON document.
fn digits<'a>(json: &'a str, key: &str) -> &'a str {
    let (_, rest) = json
        .split_once(&format!("\"{key}\":"))
        .unwrap_or_else(|| panic!("{json}"));
    rest.split([',', '}']).next().unwrap()
}

fn decimal(text: &str) -> Decimal {
    Decimal::parse(text).unwrap()
}

/// Equal to the last published digit, which was rounded or cut off.
fn check_digits(by: &str, found: &str, published: Option<&str>) {
    let Some(published) = published else { return };
    let digits = published
        .split_once('.')
        .map_or(0, |(_, after)| after.len());
    let rounded = decimal(found)
        .rounded(u32::try_from(digits).unwrap())
        .unwrap();
    assert!(
        rounded == decimal(published) || found.starts_with(published),
        "{by}: {published}, here {found}"
    );
}

fn shown(code: &str, day: &str) -> String {
    let ran = read(&["show", code, "--on", day, "--format", "json"]);
    ran.code(0).stdout.clone()
}

#[test]
fn agencies_published_the_same_rates_and_changes() {
    for one in &PUBLISHED {
        let json = shown(one.code, one.day);
        assert_eq!(digits(&json, "record_date").trim_matches('"'), one.day);
        check_digits(one.by, digits(&json, "value"), one.rate);
        check_digits(one.by, digits(&json, "change"), one.change);
        check_digits(one.by, digits(&json, "change_pct"), one.percent);
    }
}

/// The logarithm was printed as per cent: +10.94 instead of +11.56, +32.63 instead of +38.58.
#[test]
fn movers_and_explain_have_the_per_cent_of_show() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "news.csv",
        "published,title,url\n2015-01-05T14:00+03:00,Новость,https://a.example/1\n",
    );
    place.run(&["news", "add", "news.csv"]).code(0);
    for one in &PUBLISHED {
        let percent = digits(&shown(one.code, one.day), "change_pct").to_owned();
        let asked = ["--currency", one.code, "--format", "json"];
        let explained = place.run(&[&["explain", one.day], &asked[..]].concat());
        assert_eq!(digits(&explained.code(0).stdout, "change_pct"), percent);
        let day = ["movers", "--from", one.day, "--to", one.day];
        let moved = place.run(&[&day[..], &asked].concat());
        assert_eq!(digits(&moved.code(0).stdout, "change_pct"), percent);
    }
}

#[test]
fn the_day_of_the_sanctions_of_2018_comes_first() {
    let json = read(&["movers", "--top", "1", "--format", "json"]);
    let found: Value = serde_json::from_str(&json.code(0).stdout).unwrap();
    assert_eq!(found["movers"][0]["record_date"], "2018-04-11");
    let z = found["movers"][0]["z"].as_f64().unwrap();
    assert!((z - 10.3).abs() < 0.05, "{z}");
}

/// A fall of the ruble is what a ruble buys less: 1 − earlier ÷ later.
fn check_fall((earlier, before): (&str, &str), (later, after): (&str, &str), fall: Option<&str>) {
    let rates = [earlier, later].map(|day| {
        let json = shown("USD", day);
        assert_eq!(digits(&json, "record_date").trim_matches('"'), day);
        digits(&json, "value").to_owned()
    });
    check_digits(earlier, &rates[0], Some(before));
    check_digits(later, &rates[1], Some(after));
    let [before, after] = rates.map(|rate| decimal(&rate).to_f64());
    check_digits(
        later,
        &format!("{:.4}", 100.0 * (1.0 - before / after)),
        fall,
    );
}

/// A dossier of the ruble's falls (optimalog.ru) has them by the day of trade; the rates are of the day after. Its 20.3 %
/// of September 1993 is 20.2 % by its own rates.
#[test]
fn the_falls_of_the_nineties_are_those_of_a_dossier() {
    check_fall(("1992-08-26", "168.1"), ("1992-08-28", "205"), Some("18"));
    check_fall(("1992-09-18", "205.5"), ("1992-09-23", "241"), Some("14.7"));
    check_fall(("1992-09-30", "254"), ("1992-10-02", "309"), Some("17.8"));
    check_fall(("1993-09-22", "1036"), ("1993-09-24", "1299"), None);
    check_fall(("1994-10-07", "2833"), ("1994-10-12", "3926"), Some("27.8"));
}

/// bdm.ru, of the ruble in March 2020.
#[test]
fn the_ruble_lost_13_82_per_cent_in_march_2020() {
    check_fall(
        ("2020-02-29", "66.9909"),
        ("2020-03-28", "77.7325"),
        Some("13.82"),
    );
}

/// The dollar of the archive.
fn dollar() -> Moves {
    let store = Store::open(archive_store(), FirstUse::StayEmpty).unwrap();
    let series = store
        .load_series(Currency::find("USD").unwrap(), Span::ALL)
        .unwrap();
    Moves::from_series(&series, FactorsFrom::Whole).unwrap()
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap()
}

/// When the board's decision on a step was published, Moscow. It holds from the next working day, twice at once.
fn decided_at(moves: &Moves, step: Date) -> DateTime {
    let at_once = [date(2022, 2, 28), date(2023, 8, 15)];
    if at_once.contains(&step) {
        return step.at(10, 0, 0, 0);
    }
    let working_days = moves.records().iter().map(|one| one.set_date);
    let last = working_days.take_while(|day| *day < step).last().unwrap();
    last.at(13, 30, 0, 0)
}

/// The records that the 49 changes of the key rate from January 2015 to October 2024 could move.
fn key_rate_records(moves: &Moves) -> Vec<usize> {
    let from_2015 = Span::new(date(2015, 2, 1), date(2024, 10, 28)).unwrap();
    let steps = KEY_RATE.iter().filter(|step| from_2015.contains(step.from));
    let records = steps.map(|step| {
        let decided = decided_at(moves, step.from);
        let mut numbers = 0..moves.records().len();
        numbers.find(|at| {
            window(moves, &Cutoffs::default(), *at)
                .is_some_and(|clocks| clocks.opens < decided && decided <= clocks.closes)
        })
    });
    records.map(Option::unwrap).collect()
}

/// The study of one event for each of these records, over tested records with these numbers.
fn studied(moves: &Moves, events: &[usize], tested: &[u32]) -> EventStudy {
    let of = |figure: fn(&Move) -> Option<f64>| -> Vec<Option<f64>> {
        moves.records().iter().map(figure).collect()
    };
    let dates: Vec<Date> = moves.records().iter().map(|one| one.record_date).collect();
    let set_dates: Vec<Date> = moves.records().iter().map(|one| one.set_date).collect();
    let positions: Vec<u32> = events
        .iter()
        .map(|event| number(tested.binary_search(&number(*event)).unwrap()))
        .collect();
    let input = StudyInput {
        z: &of(|one| one.z),
        change_log_pct: &of(|one| one.change_log_pct),
        change_rubles: Some(&of(|one| one.change_rub)),
        sigma_pct: &of(|one| one.sigma_pct),
        record_dates: &dates,
        set_dates: &set_dates,
        tested,
        last_rate: None,
        events: &positions,
        is_time_known: true,
        k: 5,
        window: Offsets { first: 0, last: 1 },
        permutations: 1999,
        seed: 1,
    };
    event_study(&input).unwrap()
}

/// Numbers of the records of a period, without some at its ends.
fn within(moves: &Moves, from: Date, to: Date, (first, last): (usize, usize)) -> Vec<u32> {
    let period = Span::new(from, to).unwrap();
    let records = moves.records().iter().enumerate();
    let numbers: Vec<u32> = records
        .filter(|(_, one)| period.contains(one.record_date))
        .map(|(at, _)| number(at))
        .collect();
    numbers[first..numbers.len() - last].to_vec()
}

/// An event study of the key rate by a program of its own, and by `eventstudy` for Python with another mean: mean
/// abnormal change by record, 100 × ln of the ratio. News in the store begins with the period, so that its first 51
/// records have too little before them to be tested.
#[test]
fn the_key_rate_moved_the_dollar_as_others_computed() {
    let moves = dollar();
    let events = key_rate_records(&moves);
    let tested = within(&moves, date(2014, 11, 10), date(2024, 11, 10), (51, 1));
    let study = studied(&moves, &events, &tested);
    let curve = study.curve.unwrap();
    let expected = [
        -0.137, -0.083, -0.054, -0.143, -0.182, 0.455, 0.037, -0.147, 0.319, -0.192, -0.154,
    ];
    let python = [
        -0.151, -0.096, -0.067, -0.157, -0.196, 0.441, 0.024, -0.161, 0.305, -0.205, -0.167,
    ];
    assert_eq!(tested.len(), 2417);
    for ((found, expected), python) in curve.aar.iter().zip(expected).zip(python) {
        assert!((found - expected).abs() < 6e-4, "{found}, not {expected}");
        assert!(
            (found - 0.0136 - python).abs() < 1e-3,
            "{found}, not {python}"
        );
    }

    let effect = study.effect.unwrap();
    assert!((effect.log_pct - 0.492).abs() < 5e-4, "{effect:?}");
    assert!((effect.kop.unwrap() - 36.7).abs() < 0.05, "{effect:?}");
    assert!((effect.share_up - 27.0 / 49.0).abs() < 1e-12, "{effect:?}");
    // Other draws than theirs, because the number of tested records differs by a few.
    let p = study.p_values.unwrap().main;
    assert!((p - 0.527).abs() < 0.04, "{p}");

    let t_of = |figure: fn(&Move) -> Option<f64>, mean: f64| {
        let of = |at: usize| figure(&moves.records()[at]).unwrap() - mean;
        let over: Vec<f64> = events.iter().map(|at| of(*at) + of(at + 1)).collect();
        t_test(&over).unwrap().t
    };
    let t = t_of(|one| one.change_log_pct, (0.5234 - effect.log_pct) / 2.0);
    assert!((t - 1.108).abs() < 2e-3, "{t}");
    let bmp = t_of(|one| one.z, 0.0);
    assert!((bmp - 0.892).abs() < 2e-3, "{bmp}");

    // Over two records, of the rate before: as people read it.
    let mean_over = |records: &[usize]| {
        let over = records
            .iter()
            .map(|at| moves.over(*at..=at + 1).unwrap().simple_pct);
        over.sum::<f64>() / records.len() as f64
    };
    let simple = mean_over(&events);
    assert!((simple - 0.574).abs() < 5e-4, "{simple}");
    let tested: Vec<usize> = tested.iter().map(|at| *at as usize).collect();
    let usual = mean_over(&tested);
    assert!((effect.pct - (simple - usual)).abs() < 1e-6, "{effect:?}");
}

/// The same events with every record since November 2014, beside figures made by another program.
#[test]
fn reference_own_events_of_the_key_rate() {
    let Some(file) = reference("own_events_keyrate.json") else {
        return;
    };
    let (expected, moves) = (&file["expected"], dollar());
    let list = |key: &str| expected[key].as_array().unwrap().clone();
    let events = key_rate_records(&moves);
    let dates: Vec<String> = events
        .iter()
        .map(|at| moves.records()[*at].record_date.to_string())
        .collect();
    assert_eq!(dates, list("records"));

    let tested = within(&moves, date(2014, 11, 10), date(2026, 8, 21), (0, 5));
    assert_eq!(tested.len() as u64, expected["n_records"].as_u64().unwrap());
    let check = |mean: &str, aar: &str, change: fn(&Move) -> Option<f64>, tolerance: f64| {
        let changes: Vec<Option<f64>> = moves.records().iter().map(change).collect();
        let abnormal = AbnormalChanges::new(&changes, &tested, 5).unwrap();
        let positions = events
            .iter()
            .map(|event| tested.binary_search(&number(*event)).unwrap());
        let mut found = abnormal.curve(positions).unwrap().aar;
        let of_tested = tested.iter().filter_map(|record| changes[*record as usize]);
        found.push(sample::mean(&of_tested.collect::<Vec<f64>>()));
        let of_file = list(aar).into_iter().chain([expected[mean].clone()]);
        for (found, expected) in found.into_iter().zip(of_file) {
            let difference = (found - expected.as_f64().unwrap()).abs();
            assert!(difference <= tolerance, "{aar}: {found}, not {expected}");
        }
    };
    check(
        "mean_log_pct",
        "aar_log_pct",
        |one| one.change_log_pct,
        1e-9,
    );
    // A record's change is exact to four digits.
    check("mean_simple_pct", "aar_simple_pct", Move::simple_pct, 5e-5);
}

/// A course paper of St. Gallen (2020) on the Bank's daily dollar: breaks at the start of 2005 and of 2008, none in
/// April 2014; Polbin and Shumilov (2020): low volatility until November 2014. Cuts at twice the usual BIC.
#[test]
fn volatility_breaks_where_papers_found_it_to() {
    let moves = dollar();
    let period = Span::new(date(2000, 1, 7), date(2020, 5, 1)).unwrap();
    let (dates, changes): (Vec<Date>, Vec<f64>) = moves
        .records()
        .iter()
        .filter(|one| period.contains(one.record_date))
        .map(|one| (one.record_date, one.change_log_pct.unwrap()))
        .unzip();
    let penalty = 4.0 * (changes.len() as f64).ln();
    let cuts: Vec<Date> = segments(&NormalCost::new(&changes), penalty, 20)
        .iter()
        .skip(1)
        .map(|range| dates[range.start])
        .collect();
    for known in [date(2004, 10, 12), date(2007, 12, 15), date(2014, 10, 31)] {
        assert!(cuts.contains(&known), "{known}: {cuts:?}");
    }
    let spring = Span::new(date(2014, 3, 10), date(2014, 6, 30)).unwrap();
    assert!(!cuts.iter().any(|cut| spring.contains(*cut)), "{cuts:?}");
}

/// The same course paper, with a hundredth of the changes cut off at either end: a mean of 0.000117.
#[test]
fn the_mean_change_of_two_decades_is_the_published_one() {
    let moves = dollar();
    let period = Span::new(date(2000, 1, 7), date(2020, 5, 1)).unwrap();
    let records = moves.records().iter();
    let mut changes: Vec<f64> = records
        .filter(|one| period.contains(one.record_date))
        .map(|one| one.change_log_pct.unwrap() / 100.0)
        .collect();
    changes.sort_by(f64::total_cmp);
    let tail = changes.len() / 100;
    let kept = &changes[tail..changes.len() - tail];
    let mean = kept.iter().sum::<f64>() / kept.len() as f64;
    assert!((mean - 0.000_117).abs() < 2e-6, "{mean}");
}

//! Standardised moves, the largest of them, and regimes beside the reference values in `data/stats`.

use crate::shared::reference;
use crate::textbook::SquaresCost;
use jiff::civil::Date;
use ruble_rates::analysis::{
    Ewma, FactorsFrom, Move, MoversBy, MoversQuery, Moves, movers, segments, window,
};
use ruble_rates::model::{
    Currency, Cutoffs, Nominal, Published, Record, Series, Span, Spans, instant_in_moscow,
};
use serde_json::Value;

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    list(value)
        .iter()
        .map(|one| one.as_f64().unwrap())
        .collect()
}

fn date(value: &Value) -> Date {
    value.as_str().unwrap().parse().unwrap()
}

fn dates(value: &Value) -> Vec<Date> {
    list(value).iter().map(date).collect()
}

fn count(value: &Value) -> usize {
    value.as_u64().unwrap().try_into().unwrap()
}

/// Compares figures of which some do not exist.
fn check(name: &str, found: &[Option<f64>], expected: &Value, tolerance: &Value) {
    let (expected, tolerance) = (list(expected), tolerance.as_f64().unwrap());
    assert_eq!(found.len(), expected.len(), "{name}");
    for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
        let is_same = match (found, expected.as_f64()) {
            (Some(found), Some(expected)) => (found - expected).abs() <= tolerance,
            (found, expected) => found.is_none() && expected.is_none(),
        };
        assert!(is_same, "{name}[{at}]: {found:?}, not {expected}");
    }
}

fn spans(coverage: &Value, dates: &[Date]) -> Spans {
    let whole = || Span::new(dates[0], dates[dates.len() - 1]).unwrap();
    let span = |span: &Value| Span::new(date(&span[0]), date(&span[1])).unwrap();
    coverage.as_array().map_or_else(
        || std::iter::once(whole()).collect(),
        |all| all.iter().map(span).collect(),
    )
}

/// The moves of rates below 100 rubles, every day between them known. Per a million units a record holds ten digits
/// after the point, so that the rates of the files lose nothing that their tolerance would notice.
fn moves_of(dates: &[Date], rates: &[f64]) -> Moves {
    let nominal = Nominal::new(1_000_000).unwrap();
    let record = |(day, rate): (&Date, &f64)| {
        let value_e4 = format!("{:.0}", rate * 1e10).parse().unwrap();
        Record::new(*day, nominal, value_e4).unwrap()
    };
    let records = dates.iter().zip(rates).map(record).collect();
    let coverage = spans(&Value::Null, dates);
    let series = Series::new(Currency::find("USD").unwrap(), records, coverage);
    Moves::from_series(&series, FactorsFrom::Whole).unwrap()
}

fn check_kappa(moves: &Moves, expected: &Value, tolerance: &Value) {
    let of =
        |figure: fn(&Move) -> Option<f64>| moves.records().iter().map(figure).collect::<Vec<_>>();
    check(
        "kappa",
        &of(|one| one.kappa)[1..],
        &expected["kappa"],
        tolerance,
    );
    check(
        "sigma",
        &of(|one| one.sigma_pct),
        &expected["sigma"],
        tolerance,
    );
    check("z", &of(|one| one.z), &expected["z"], tolerance);
    assert_eq!(expected["classes"].as_object().unwrap().len(), 4);
    for (class, factor) in ["1", "2-4", "5-9", "10+"]
        .iter()
        .zip(moves.factors().as_slice())
    {
        let expected = &expected["classes"][class];
        assert_eq!(factor.records, count(&expected["n"]), "{class}");
        // The file has no factor for a class without records; here it is that of the class below.
        let own = (factor.records > 0).then_some(factor.kappa);
        check(
            class,
            &[own],
            &Value::from(vec![expected["kappa"].clone()]),
            tolerance,
        );
    }
}

/// As the Bank's records, of which the model restates those in old rubles.
#[test]
fn reference_kappa() {
    let Some(file) = reference("kappa.json") else {
        return;
    };
    for (case, expected) in list(&file["input"]["cases"])
        .iter()
        .zip(list(&file["expected"]["cases"]))
    {
        let (dates, rates) = (dates(&case["dates"]), numbers(&case["rates"]));
        let coverage = spans(&case["coverage"], &dates);
        let record = |(day, rate): (&Date, &f64)| {
            let value_e4 = format!("{:.0}", rate * 1e4).parse().unwrap();
            Record::new(*day, Nominal::ONE, value_e4).unwrap()
        };
        let records = dates.iter().zip(&rates).map(record).collect();
        let series = Series::new(Currency::find("USD").unwrap(), records, coverage.clone());
        check_kappa(
            &Moves::from_series(&series, FactorsFrom::Whole).unwrap(),
            expected,
            &file["tolerance_abs"],
        );
    }
}

/// Autocorrelations at lags from 1 on.
fn autocorrelations(values: &[f64], lags: usize) -> Vec<Option<f64>> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let product = |lag: usize| -> f64 {
        values
            .iter()
            .zip(&values[lag..])
            .map(|(a, b)| (a - mean) * (b - mean))
            .sum()
    };
    (1..=lags)
        .map(|lag| Some(product(lag) / product(0)))
        .collect()
}

#[test]
fn reference_ewma_standardise() {
    let Some(file) = reference("ewma_standardise.json") else {
        return;
    };
    let (input, expected, tolerance) = (&file["input"], &file["expected"], &file["tolerance_abs"]);
    let ewma = Ewma {
        decay: input["lambda"].as_f64().unwrap(),
        burn_in: count(&input["burn_in"]),
        floor: input["sigma_floor_pct"].as_f64().unwrap(),
    };
    let rates = numbers(&input["rate"]);
    let dates: Vec<Date> = Span::new(Date::constant(2020, 1, 1), Date::MAX)
        .unwrap()
        .iter()
        .take(rates.len())
        .collect();
    let moves = moves_of(&dates, &rates);
    let changes: Vec<f64> = moves.records()[1..]
        .iter()
        .map(|one| one.change_log_pct.unwrap())
        .collect();
    let sigmas = ewma.over_run(&changes);
    let z: Vec<f64> = changes
        .iter()
        .zip(&sigmas)
        .map(|(change, sigma)| change / sigma)
        .collect();
    let all = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
    check("r", &all(&changes), &expected["r"], tolerance);
    check("sigma", &all(&sigmas), &expected["sigma"], tolerance);
    check("z", &all(&z), &expected["z"], tolerance);
    let acf = &expected["acf_z_1_5"];
    check(
        "acf",
        &autocorrelations(&z, list(acf).len()),
        acf,
        tolerance,
    );
    // What is known before a change is the same, without the burn-in.
    let known = ewma.known_before(&all(&changes));
    let expected_known = list(&expected["sigma"]).iter().enumerate();
    let expected_known = expected_known.map(|(at, sigma)| {
        if at < ewma.burn_in {
            Value::Null
        } else {
            sigma.clone()
        }
    });
    check("known", &known, &expected_known.collect(), tolerance);
}

fn asked(query: &Value) -> (Span, MoversQuery) {
    let by = match query["by"].as_str().unwrap() {
        "z" => MoversBy::Z,
        "pct" => MoversBy::Percent,
        "abs" => MoversBy::Rubles,
        other => panic!("{other}"),
    };
    let day = |value: &Value, default| {
        if value.is_null() {
            default
        } else {
            date(value)
        }
    };
    let period = Span::new(day(&query["from"], Date::MIN), day(&query["to"], Date::MAX)).unwrap();
    let query = MoversQuery {
        by,
        direction: None,
        top: count(&query["top"]),
        min_gap_days: query["min_gap_days"].as_i64().unwrap(),
    };
    (period, query)
}

fn check_mover(moves: &Moves, at: usize, expected: &Value, tolerance: &Value) {
    let (found, window) = (
        &moves.records()[at],
        window(moves, &Cutoffs::default(), at).unwrap(),
    );
    let at_clock = |clock| {
        let (instant, offset) = instant_in_moscow(clock).unwrap();
        Published::at(instant, offset).to_string()
    };
    assert_eq!(found.record_date, date(&expected["record_date"]));
    assert_eq!(
        found.set_date,
        date(&expected["set_date"]),
        "{}",
        found.record_date
    );
    // The file calls the logarithm `change_pct`.
    let figures = [found.change_rub, found.change_log_pct, found.z];
    let expected_figures = ["change", "change_pct", "z"].map(|key| expected[key].clone());
    check(
        &found.record_date.to_string(),
        &figures,
        &Value::from(expected_figures.to_vec()),
        tolerance,
    );
    assert_eq!(at_clock(window.opens), expected["window"]["opens"]);
    assert_eq!(at_clock(window.closes), expected["window"]["closes"]);
}

#[test]
fn reference_movers() {
    let Some(file) = reference("movers.json") else {
        return;
    };
    let input = &file["input"];
    let (dates, rates) = (dates(&input["dates"]), numbers(&input["rates"]));
    let moves = moves_of(&dates, &rates);
    let expected = list(&file["expected"]["queries"]);
    assert_eq!(list(&input["queries"]).len(), expected.len());
    for (query, expected) in list(&input["queries"]).iter().zip(expected) {
        let (period, asked) = asked(query);
        let found = movers(&moves, period, asked);
        assert_eq!(found.len(), list(expected).len(), "{query}");
        for (at, expected) in found.into_iter().zip(list(expected)) {
            check_mover(&moves, at, expected, &file["tolerance_abs"]);
        }
    }
}

#[test]
fn reference_pelt_l2() {
    let Some(file) = reference("pelt_l2.json") else {
        return;
    };
    let input = &file["input"];
    let cost = SquaresCost::new(&numbers(&input["y"]));
    let found = segments(
        &cost,
        input["pen"].as_f64().unwrap(),
        count(&input["min_size"]),
    );
    let ends: Vec<usize> = found.iter().map(|range| range.end).collect();
    let expected: Vec<usize> = list(&file["expected"]["breakpoints"])
        .iter()
        .map(count)
        .collect();
    assert_eq!(ends, expected);
}

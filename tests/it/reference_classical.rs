//! The textbook statistics beside the reference values of the specification, read where they lie.

use crate::shared::reference;
use crate::textbook::kolari_pynnonen;
use ruble_rates::analysis::classical::{
    corrado_rank, generalised_sign, kendall, newey_west, pearson, spearman, t_test,
};
use serde::Deserialize;

fn check(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found} instead of {expected}"
    );
}

#[derive(Deserialize)]
struct EventFile {
    tolerance_abs: f64,
    input: EventInput,
    expected: EventExpected,
}

#[derive(Deserialize)]
struct EventInput {
    r: Vec<f64>,
    z: Vec<f64>,
    events: Vec<usize>,
    k: usize,
    first_test_index: usize,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the file's names")]
struct EventExpected {
    mu: f64,
    AAR: Vec<f64>,
    CAAR: Vec<f64>,
    t_cross_section: Vec<f64>,
    bmp_t: Vec<f64>,
    car01_mean: f64,
    car01_t: f64,
    car01_p: f64,
    scar01_t: f64,
    scar01_p: f64,
    rank_z: Vec<f64>,
    gen_sign_p0: f64,
    gen_sign_z: f64,
}

#[test]
fn reference_event_tests() {
    let Some(file) = reference("event_tests.json") else {
        return;
    };
    let file: EventFile = serde_json::from_value(file).unwrap();
    let (input, expected, tolerance) = (&file.input, &file.expected, file.tolerance_abs);
    let tested = &input.r[input.first_test_index..];
    let mu = tested.iter().sum::<f64>() / tested.len() as f64;
    check(mu, expected.mu, tolerance, "mu");
    let abnormal: Vec<f64> = input.r.iter().map(|change| change - mu).collect();
    let places = |shift: usize| -> Vec<usize> {
        input
            .events
            .iter()
            .map(|event| event + shift - input.k)
            .collect()
    };
    let at = |values: &[f64], places: &[usize]| -> Vec<f64> {
        places.iter().map(|at| values[*at]).collect()
    };
    let in_tested = |places: &[usize]| -> Vec<usize> {
        places
            .iter()
            .map(|at| at - input.first_test_index)
            .collect()
    };
    let abnormal_tested = &abnormal[input.first_test_index..];
    let lengths = [
        &expected.AAR,
        &expected.CAAR,
        &expected.t_cross_section,
        &expected.bmp_t,
        &expected.rank_z,
    ];
    assert!(lengths.iter().all(|values| values.len() == 2 * input.k + 1));
    let mut caar = 0.0;
    for shift in 0..=2 * input.k {
        let places = places(shift);
        let found = t_test(&at(&abnormal, &places)).unwrap();
        caar += found.mean;
        let what = format!("offset {shift}");
        check(found.mean, expected.AAR[shift], tolerance, &what);
        check(caar, expected.CAAR[shift], tolerance, &what);
        check(found.t, expected.t_cross_section[shift], tolerance, &what);
        check(
            t_test(&at(&input.z, &places)).unwrap().t,
            expected.bmp_t[shift],
            tolerance,
            &what,
        );
        let rank_z = corrado_rank(abnormal_tested, &in_tested(&places)).unwrap();
        check(rank_z, expected.rank_z[shift], tolerance, &what);
    }
    let two_days = |values: &[f64]| -> Vec<f64> {
        input
            .events
            .iter()
            .map(|event| values[*event] + values[event + 1])
            .collect()
    };
    let car = t_test(&two_days(&abnormal)).unwrap();
    let scaled: Vec<f64> = two_days(&input.z)
        .iter()
        .map(|sum| sum / 2.0f64.sqrt())
        .collect();
    let scar = t_test(&scaled).unwrap();
    check(car.mean, expected.car01_mean, tolerance, "CAR");
    check(car.t, expected.car01_t, tolerance, "t of CAR");
    check(car.p, expected.car01_p, tolerance, "p of CAR");
    check(scar.t, expected.scar01_t, tolerance, "t of SCAR");
    check(scar.p, expected.scar01_p, tolerance, "p of SCAR");
    let sign = generalised_sign(abnormal_tested, &in_tested(&input.events)).unwrap();
    check(
        sign.expected_share,
        expected.gen_sign_p0,
        tolerance,
        "share above 0",
    );
    check(sign.z, expected.gen_sign_z, tolerance, "generalised sign");
}

#[test]
fn reference_kolari_pynnonen() {
    let Some(file) = reference("kolari_pynnonen.json") else {
        return;
    };
    let floats =
        |value: &serde_json::Value| -> Vec<f64> { serde_json::from_value(value.clone()).unwrap() };
    let estimation: Vec<Vec<f64>> = file["input"]["estimation"]
        .as_array()
        .unwrap()
        .iter()
        .map(floats)
        .collect();
    let found = kolari_pynnonen(&estimation, &floats(&file["input"]["event_scaled_ar"])).unwrap();
    let found = [
        ("rbar", found.mean_correlation),
        ("bmp_t", found.bmp_t),
        ("kp_t", found.t),
    ];
    check_fields(&file, &found);
}

#[test]
fn reference_correlation() {
    let Some(file) = reference("correlation.json") else {
        return;
    };
    let series =
        |name: &str| -> Vec<f64> { serde_json::from_value(file["input"][name].clone()).unwrap() };
    let (x, y) = (series("x"), series("y"));
    let (r, rho) = (pearson(&x, &y).unwrap(), spearman(&x, &y).unwrap());
    check_fields(
        &file,
        &[
            ("pearson_r", r.coefficient),
            ("pearson_p", r.p),
            ("spearman_rho", rho.coefficient),
            ("spearman_p", rho.p),
            ("kendall_tau", kendall(&x, &y).unwrap().coefficient),
        ],
    );
}

/// Every expected field has a figure and is near it.
fn check_fields(file: &serde_json::Value, found: &[(&str, f64)]) {
    let expected = file["expected"].as_object().unwrap();
    assert_eq!(found.len(), expected.len());
    let tolerance = file["tolerance_abs"].as_f64().unwrap();
    for (name, figure) in found {
        check(*figure, expected[*name].as_f64().unwrap(), tolerance, name);
    }
}

#[derive(Deserialize)]
struct NeweyWestFile {
    tolerance_abs: f64,
    input: NeweyWestInput,
    expected: NeweyWestExpected,
}

#[derive(Deserialize)]
struct NeweyWestInput {
    x: Vec<f64>,
    y: Vec<f64>,
    maxlags: usize,
}

#[derive(Deserialize)]
struct NeweyWestExpected {
    coef: [f64; 2],
    se: [f64; 2],
    t: [f64; 2],
    p: [f64; 2],
}

#[test]
fn reference_newey_west() {
    let Some(file) = reference("newey_west.json") else {
        return;
    };
    let file: NeweyWestFile = serde_json::from_value(file).unwrap();
    let found = newey_west(&file.input.x, &file.input.y, file.input.maxlags).unwrap();
    for (at, found) in [found.constant, found.slope].iter().enumerate() {
        let expected = &file.expected;
        check(
            found.estimate,
            expected.coef[at],
            file.tolerance_abs,
            "coefficient",
        );
        check(found.error, expected.se[at], file.tolerance_abs, "error");
        check(found.t, expected.t[at], file.tolerance_abs, "t");
        check(found.p, expected.p[at], file.tolerance_abs, "p");
    }
}

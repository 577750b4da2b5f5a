//! Lead and lag beside the reference values of the specification, read where they lie.

use crate::shared::reference;
use ruble_rates::analysis::leadlag::{GrangerTest, Places, granger_test, lead_lag};
use ruble_rates::analysis::null::Draws;
use serde::Deserialize;
use statrs::distribution::{ContinuousCDF as _, FisherSnedecor};
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct LeadLagFile {
    tolerance_abs: f64,
    input: LeadLagInput,
    expected: LeadLagExpected,
}

#[derive(Deserialize)]
struct LeadLagInput {
    a: Vec<f64>,
    b: Vec<f64>,
}

#[derive(Deserialize)]
struct LeadLagExpected {
    ccf: BTreeMap<String, f64>,
    statsmodels_ccf_b_a_adjusted_false: Vec<f64>,
    granger: BTreeMap<String, GrangerExpected>,
}

#[derive(Deserialize)]
#[expect(non_snake_case, reason = "the file's names")]
struct GrangerExpected {
    F: f64,
    p: f64,
    df_denom: f64,
    df_num: f64,
}

fn check(found: f64, expected: f64, tolerance: f64, what: &str) {
    assert!(
        (found - expected).abs() <= tolerance,
        "{what}: {found} instead of {expected}"
    );
}

/// The p-value for independent normal errors; the product rearranges the series instead.
fn textbook_p(test: &GrangerTest) -> f64 {
    FisherSnedecor::new(test.df_num as f64, test.df_denom as f64)
        .unwrap()
        .sf(test.f)
}

#[test]
fn reference_leadlag_granger() {
    let Some(file) = reference("leadlag_granger.json") else {
        return;
    };
    let file: LeadLagFile = serde_json::from_value(file).unwrap();
    let (a, b, expected) = (&file.input.a, &file.input.b, &file.expected);
    let ccf: BTreeMap<i64, f64> = expected
        .ccf
        .iter()
        .map(|(lag, rho)| (lag.parse().unwrap(), *rho))
        .collect();
    let ahead = expected.statsmodels_ccf_b_a_adjusted_false.len() - 1;
    let most = ccf
        .keys()
        .map(|lag| lag.unsigned_abs())
        .max()
        .unwrap()
        .max(ahead as u64);
    let draws = Draws {
        n: a.len(),
        seed: 1,
        count: 1,
    };
    let found = lead_lag(
        a,
        b,
        &Places::unbroken(a.len()),
        usize::try_from(most).unwrap(),
        &draws,
    )
    .unwrap()
    .ccf;
    let at = |lag: i64| found[usize::try_from(lag + i64::try_from(most).unwrap()).unwrap()];
    for (lag, rho) in &ccf {
        check(at(*lag), *rho, file.tolerance_abs, &format!("lag {lag}"));
    }
    for (lag, rho) in (0..).zip(&expected.statsmodels_ccf_b_a_adjusted_false) {
        check(
            at(lag),
            *rho,
            file.tolerance_abs,
            &format!("statsmodels' lag {lag}"),
        );
    }
    for (name, expected) in &expected.granger {
        let (direction, lags) = name.split_once("_lag").unwrap();
        let (cause, effect) = if direction == "a_to_b" {
            (a, b)
        } else {
            (b, a)
        };
        let found = granger_test(
            effect,
            cause,
            &Places::unbroken(a.len()).runs(),
            lags.parse().unwrap(),
        )
        .unwrap();
        check(found.f, expected.F, file.tolerance_abs, name);
        check(textbook_p(&found), expected.p, file.tolerance_abs, name);
        check(found.df_num as f64, expected.df_num, 0.0, name);
        check(found.df_denom as f64, expected.df_denom, 0.0, name);
    }
}

//! The study of one term and its tests beside the reference values in `data/stats`.

use crate::shared::reference;
use crate::textbook::{besag_clifford, exact_permutation};
use ruble_rates::analysis::events::{Extent, clusters};
use ruble_rates::analysis::null::{
    ALPHA, BlockTest, Placement, Scores, Statistic, average_ranks, circular_shift, clopper_pearson,
    monte_carlo_p, normal_scores, rearranged,
};
use ruble_rates::analysis::study::{
    AbnormalChanges, Answer, Changes, Detectable, Direction, Effect, Evidence, Judgement, Offsets,
    PerQuestion, PerWindow, cluster_bands, outcomes, window_tests,
};
use serde_json::Value;

/// What a file expects, and by how much a figure may differ.
struct Expected<'a> {
    values: &'a Value,
    tolerance: f64,
}

impl<'a> Expected<'a> {
    fn of(file: &'a Value) -> Self {
        Self {
            values: &file["expected"],
            tolerance: file["tolerance_abs"].as_f64().unwrap(),
        }
    }

    fn below(&self, values: &'a Value) -> Self {
        Self {
            values,
            tolerance: self.tolerance,
        }
    }

    fn number(&self, key: &str, found: f64) {
        let expected = self.values[key]
            .as_f64()
            .unwrap_or_else(|| panic!("{key} is no number"));
        assert!(
            (found - expected).abs() <= self.tolerance,
            "{key}: {found} instead of {expected}"
        );
    }

    fn numbers(&self, key: &str, found: &[f64]) {
        let expected = numbers(&self.values[key]);
        assert_eq!(found.len(), expected.len(), "{key}");
        for (at, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!(
                (found - expected).abs() <= self.tolerance,
                "{key}[{at}]: {found} instead of {expected}"
            );
        }
    }

    fn count(&self, key: &str, found: usize) {
        assert_eq!(Some(found as u64), self.values[key].as_u64(), "{key}");
    }
}

fn array(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    array(value)
        .iter()
        .map(|number| number.as_f64().unwrap())
        .collect()
}

fn some_numbers(value: &Value) -> Vec<Option<f64>> {
    array(value).iter().map(Value::as_f64).collect()
}

fn whole(value: &Value) -> u32 {
    u32::try_from(value.as_u64().unwrap()).unwrap()
}

fn places(value: &Value) -> Vec<u32> {
    array(value).iter().map(whole).collect()
}

fn draws(value: &Value) -> Vec<Vec<u32>> {
    array(value).iter().map(places).collect()
}

fn window(value: &Value) -> Offsets {
    let place = |value: &Value| i32::try_from(value.as_i64().unwrap()).unwrap();
    Offsets {
        first: place(&value[0]),
        last: place(&value[1]),
    }
}

/// Positions among the tested of records given by number.
fn positions(tested: &[u32], events: &[u32]) -> Vec<u32> {
    let position = |event| u32::try_from(tested.binary_search(event).unwrap()).unwrap();
    events.iter().map(position).collect()
}

#[test]
fn reference_normal_scores() {
    let Some(file) = reference("normal_scores.json") else {
        return;
    };
    let outcomes = numbers(&file["input"]["y"]);
    let expected = Expected::of(&file);
    expected.numbers("rank", &average_ranks(&outcomes));
    expected.numbers("score", &normal_scores(&outcomes));
}

/// The test of one set of scores.
fn block_test(scores: &Scores, placement: &Placement, draws: &[Vec<u32>]) -> BlockTest {
    let statistic = Statistic::new(scores, placement);
    let drawn: Vec<i64> = draws.iter().map(|draw| statistic.drawn(draw)).collect();
    statistic.judged(&drawn)
}

#[test]
fn reference_block_test() {
    let Some(file) = reference("block_test.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let (outcomes, draws) = (numbers(&input["w"]), draws(&input["draws"]));
    let scores = Scores::new(&outcomes);
    let placement = Placement::new(outcomes.len(), &places(&input["events"]));
    expected.numbers("u", &scores.u);
    expected.numbers(
        "q",
        &scores.q.iter().map(|q| f64::from(*q)).collect::<Vec<_>>(),
    );
    for (recipe, draw) in array(&input["recipes"])
        .iter()
        .zip(array(&expected.values["recipe_draws"]))
    {
        let order: Vec<usize> = places(&recipe["order"])
            .into_iter()
            .map(|block| block as usize)
            .collect();
        assert_eq!(
            rearranged(outcomes.len(), whole(&recipe["offset"]) as usize, &order),
            places(draw)
        );
    }
    let statistic = Statistic::new(&scores, &placement);
    let drawn: Vec<Value> = draws
        .iter()
        .map(|draw| statistic.drawn(draw).into())
        .collect();
    assert_eq!(Value::Array(drawn), expected.values["Tb_int"]);
    let found = block_test(&scores, &placement, &draws);
    assert_eq!(Value::from(found.t_int), expected.values["T_int"]);
    expected.number("T", found.t);
    expected.number("tau", found.tau);
    expected.number("T_star", found.t_star.unwrap());
    expected.number("T_iid", found.t_iid.unwrap());
    expected.count("b", found.exceedances);
    expected.number("p", found.p);
    expected.numbers("p_ci", &[found.p_interval.0, found.p_interval.1]);
}

#[test]
fn reference_pre_post_strict_vol() {
    let Some(file) = reference("pre_post_strict_vol.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let (tested, draws) = (places(&input["tested"]), draws(&input["draws"]));
    let z = some_numbers(&input["z"]);
    let outcomes = outcomes(&z, &tested, window(&input["window"]), whole(&input["k"])).unwrap();
    let events = positions(&tested, &places(&input["events"]));
    let scores = outcomes.map(|outcomes| Scores::new(outcomes));
    // Of the changes nothing is asked here.
    let unchanged = AbnormalChanges::new(&vec![Some(0.0); z.len()], &tested, 0).unwrap();
    let tests = window_tests(&scores, &scores, &events, &unchanged, &draws, ALPHA).unwrap();
    let windows = ["main", "pre", "post", "strict", "vol"];
    assert_eq!(outcomes.iter().count(), windows.len());
    for ((name, outcomes), test) in windows
        .iter()
        .zip(outcomes.iter())
        .zip(tests.windows.iter())
    {
        let expected = expected.below(&expected.values[name]);
        expected.numbers("w", outcomes);
        expected.number("T_star", test.t_star.unwrap());
        expected.number("tau", test.tau);
        expected.count("b", test.exceedances);
        expected.number("p", test.p);
    }
}

#[test]
fn reference_bootstrap_bands() {
    let Some(file) = reference("bootstrap_bands.json") else {
        return;
    };
    let expected = Expected::of(&file);
    let paths: Vec<Vec<f64>> = array(&file["input"]["AR"]).iter().map(numbers).collect();
    check_bands(
        &expected,
        &paths,
        &vec![1; paths.len()],
        &draws(&file["input"]["indices"]),
    );
    // Every event is tested here, with changes that are abnormal as they stand: the curve is their mean.
    let sum = |at: usize| {
        paths
            .iter()
            .map(|path| path[..=at].iter().sum::<f64>())
            .sum::<f64>()
    };
    let estimate: Vec<f64> = (0..paths[0].len())
        .map(|at| sum(at) / paths.len() as f64)
        .collect();
    expected.numbers("est", &estimate);
}

fn check_bands(expected: &Expected, paths: &[Vec<f64>], clusters: &[usize], draws: &[Vec<u32>]) {
    let paths: Vec<&[f64]> = paths.iter().map(Vec::as_slice).collect();
    let found = cluster_bands(&paths, clusters, &draws.to_vec()).unwrap();
    expected.numbers("lo", &found.lo);
    expected.numbers("hi", &found.hi);
    expected.numbers("se", &found.se);
    expected.number("sup_t_crit", found.sup_t_crit);
    expected.numbers("sup_lo", &found.sup_lo);
    expected.numbers("sup_hi", &found.sup_hi);
}

#[test]
fn reference_clusters_bands() {
    let Some(file) = reference("clusters_bands.json") else {
        return;
    };
    let expected = Expected::of(&file);
    let (cases, results) = (
        array(&file["input"]["cases"]),
        array(&expected.values["cases"]),
    );
    assert_eq!(cases.len(), results.len());
    for (case, result) in cases.iter().zip(results) {
        check_clusters_bands(case, &expected.below(result));
    }
}

fn check_clusters_bands(case: &Value, expected: &Expected) {
    let (tested, events, k) = (
        places(&case["tested"]),
        places(&case["events"]),
        whole(&case["k"]),
    );
    let window = window(&case["window"]);
    let band_clusters = clusters(&events, 2 * k);
    let reach = u32::try_from(window.last - window.first).unwrap();
    assert_eq!(
        clusters(&events, reach),
        draws(&expected.values["clusters"])
    );
    assert_eq!(band_clusters, draws(&expected.values["band_clusters"]));

    let (change_pct, rubles) = (some_numbers(&case["r"]), some_numbers(&case["delta"]));
    let abnormal = AbnormalChanges::new(&change_pct, &tested, k).unwrap();
    let positions = positions(&tested, &events);
    let curve = abnormal
        .curve(positions.iter().map(|event| *event as usize))
        .unwrap();
    expected.numbers("aar", &curve.aar);
    expected.numbers("caar", &curve.caar);
    let changes = Changes {
        log_pct: &change_pct,
        rubles: Some(&rubles),
        tested: &tested,
    };
    let effect = Effect::new(changes, &events, window).unwrap().unwrap();
    // The file has 100 × ln of ratios; people are shown simple per cent (tests/fixtures/stats/effects.json).
    expected.number("effect_pct", effect.log_pct);
    expected.number("effect_kop", effect.kop.unwrap());
    expected.number("share_up", effect.share_up);

    let paths: Vec<Vec<f64>> = positions
        .iter()
        .map(|event| abnormal.around(*event as usize).to_vec())
        .collect();
    let sizes: Vec<usize> = band_clusters.iter().map(Vec::len).collect();
    if expected.values["bands"].is_null() {
        let paths: Vec<&[f64]> = paths.iter().map(Vec::as_slice).collect();
        let one_each: Vec<u32> = (0..).take(sizes.len()).collect();
        assert_eq!(cluster_bands(&paths, &sizes, &vec![one_each]), None);
    } else {
        check_bands(
            &expected.below(&expected.values["bands"]),
            &paths,
            &sizes,
            &draws(&case["draws"]),
        );
    }
}

#[test]
fn reference_null_band() {
    let Some(file) = reference("null_band.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let tested = places(&input["tested"]);
    let abnormal =
        AbnormalChanges::new(&some_numbers(&input["r"]), &tested, whole(&input["k"])).unwrap();
    let events = positions(&tested, &places(&input["events"]));
    let draws = draws(&input["draws"]);
    // Of the scores nothing is asked here, so any level will do.
    let same = vec![0.0; tested.len()];
    let scores = PerWindow {
        main: same.clone(),
        pre: None,
        post: None,
        strict: same.clone(),
        vol: same,
    }
    .map(|outcomes| Scores::new(outcomes));
    let tests = window_tests(&scores, &scores, &events, &abnormal, &draws, 1.0).unwrap();
    let found = tests.null_band.unwrap();
    expected.numbers("null_aar_lo", &found.aar_lo);
    expected.numbers("null_aar_hi", &found.aar_hi);
    expected.numbers("null_lo", &found.lo);
    expected.numbers("null_hi", &found.hi);
}

#[test]
fn reference_detectable_effect() {
    let Some(file) = reference("detectable_effect.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let (outcomes, sigma_pct) = (numbers(&input["w"]), numbers(&input["sigma"]));
    let scores = Scores::new(&outcomes);
    let placement = Placement::new(outcomes.len(), &places(&input["events"]));
    let test = block_test(&scores, &placement, &draws(&input["draws"]));
    let rate = input["rate_last"].as_f64();
    let least = |questions| {
        Detectable::new(
            &test, &outcomes, &scores, &placement, &sigma_pct, rate, questions,
        )
        .unwrap()
    };
    let found = least(1);
    expected.number("tau", test.tau);
    expected.number("sd_u", found.basis.sd_scores);
    expected.number("sd_w", found.basis.sd_outcomes);
    expected.number("tau_hat", found.basis.tau_hat);
    expected.number("mde_sigma", found.sigma);

    // The median of σ made less of the effect than a mean effect is: the file's per cent are not ours.
    let own = own_fixture("detectable_effect.json");
    let expected = Expected::of(&own);
    let found = least(3);
    expected.number("mean_sigma", found.basis.mean_sigma_pct.unwrap());
    expected.number("mde_sigma", found.sigma);
    expected.number("mde_pct", found.pct.unwrap());
    expected.number("mde_kop", found.kop.unwrap());
}

/// Values of definitions that differ from those of the shared files on purpose; each file has its reason.
fn own_fixture(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/stats");
    let text = std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Simple per cent, of the same cases as the logs of clusters_bands.json.
#[test]
fn effects_are_simple_per_cent() {
    let Some(file) = reference("clusters_bands.json") else {
        return;
    };
    let own = own_fixture("effects.json");
    let (cases, results) = (
        array(&file["input"]["cases"]),
        array(&own["expected"]["cases"]),
    );
    assert_eq!(cases.len(), results.len());
    for (case, result) in cases.iter().zip(results) {
        let log_pct = some_numbers(&case["r"]);
        let tested = places(&case["tested"]);
        let changes = Changes {
            log_pct: &log_pct,
            rubles: None,
            tested: &tested,
        };
        let found = Effect::new(changes, &places(&case["events"]), window(&case["window"]));
        let found = found.unwrap().unwrap();
        let expected = Expected::of(&own);
        let expected = expected.below(result);
        expected.number("effect_pct", found.pct);
        expected.count("rises", found.rises);
        expected.count("falls", found.falls);
    }
}

#[test]
fn reference_verdict() {
    let Some(file) = reference("verdict.json") else {
        return;
    };
    let columns: Vec<&str> = array(&file["input"]["columns"])
        .iter()
        .map(|name| name.as_str().unwrap())
        .collect();
    let (rows, cases) = (
        array(&file["input"]["rows"]),
        array(&file["expected"]["cases"]),
    );
    assert_eq!(rows.len(), cases.len());
    for (row, case) in rows.iter().zip(cases) {
        let of = |name: &str| &row[columns.iter().position(|column| *column == name).unwrap()];
        let (number, count) = (
            |name| of(name).as_f64().unwrap(),
            |name| whole(of(name)) as usize,
        );
        let extent = Extent {
            events: count("n_events"),
            months: count("n_months"),
            clusters: count("n_clusters"),
        };
        // The file knows one question, whose p is not corrected, and no signs of the other tests: here all go the
        // same way, and the day of the month explains nothing. The other rules are tested where they are
        // (`analysis::study::verdict`).
        let answer = |name| Answer {
            p: number(name),
            t: number("T"),
        };
        let asked = PerQuestion {
            direction: answer("p"),
            size: Answer { p: 1.0, t: 1.0 },
            later: None,
        };
        let sure = Answer {
            p: 0.0005,
            t: number("T"),
        };
        let judged = Judgement::new(&Evidence {
            n: count("n"),
            extent,
            asked,
            beyond_calendar: PerQuestion {
                direction: sure,
                ..asked
            },
            before: Some(answer("p_pre")),
            before_beyond_calendar: Some(sure),
            strict: answer("p_strict"),
            is_time_known: true,
            effect_pct: Some(number("effect_pct")),
        });
        assert_eq!(Value::from(judged.verdict.code()), case["code"], "{row}");
        assert_eq!(Value::from(judged.verdict.name()), case["name"], "{row}");
        assert_eq!(
            Value::from(judged.direction.map(Direction::name)),
            case["direction"],
            "{row}"
        );
        assert_eq!(
            Value::from(judged.sign_differs),
            case["sign_differs"],
            "{row}"
        );
    }
}

#[test]
fn reference_mc_pvalue() {
    let Some(file) = reference("mc_pvalue.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let counted: Vec<(usize, usize)> = places(&input["b"])
        .into_iter()
        .zip(places(&input["B"]))
        .map(|(exceedances, draws)| (exceedances as usize, draws as usize))
        .collect();
    let of = |p: fn(usize, usize) -> f64| {
        counted
            .iter()
            .map(|(b, draws)| p(*b, *draws))
            .collect::<Vec<_>>()
    };
    expected.numbers("p", &of(monte_carlo_p));
    expected.numbers("cp_lo", &of(|b, draws| clopper_pearson(b, draws).0));
    expected.numbers("cp_hi", &of(|b, draws| clopper_pearson(b, draws).1));
    // The last of h exceedances comes with draw L, the others come first.
    let stop_at = whole(&input["h"]) as usize;
    let stopped = |draws: u32| {
        let draws = draws as usize;
        let found = besag_clifford((1..).map(|draw| draw < stop_at || draw == draws), stop_at);
        assert_eq!((found.draws, found.exceedances), (draws, stop_at));
        found.p
    };
    expected.numbers(
        "bc_p",
        &places(&input["L"])
            .into_iter()
            .map(stopped)
            .collect::<Vec<_>>(),
    );
}

#[test]
fn reference_exact_permutation() {
    let Some(file) = reference("exact_permutation.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let events: Vec<usize> = places(&input["event_index"])
        .into_iter()
        .map(|event| event as usize)
        .collect();
    let found = exact_permutation(&numbers(&input["y"]), &events).unwrap();
    expected.number("diff", found.difference);
    expected.number("p_abs", found.p);
    expected.number("p_greater", found.p_greater);
    expected.number("p_less", found.p_less);
    expected.number(
        "scipy_p_twosided",
        (2.0 * found.p_greater.min(found.p_less)).min(1.0),
    );
}

#[test]
fn reference_circular_shift_exact() {
    let Some(file) = reference("circular_shift_exact.json") else {
        return;
    };
    let (input, expected) = (&file["input"], Expected::of(&file));
    let found = circular_shift(&numbers(&input["x"]), &numbers(&input["y"])).unwrap();
    expected.number("T0", found.totals[0]);
    let first = array(&expected.values["T_first10"]).len();
    expected.numbers("T_first10", &found.totals[..first]);
    expected.number("p_two_sided", found.p);
}

//! A study as a whole: planted effects are found; without an effect, the effect that would have been found is reported.

use super::*;
use jiff::{ToSpan, civil::date};

/// Noise without order: the same for everybody.
fn noise(i: u32) -> f64 {
    let mixed = (i + 1)
        .wrapping_mul(2_654_435_761)
        .rotate_left(13)
        .wrapping_mul(2_246_822_519);
    f64::from(mixed >> 12) / f64::from(1u32 << 20) - 0.5
}

struct Case {
    z: Vec<Option<f64>>,
    rubles: Vec<Option<f64>>,
    sigma: Vec<Option<f64>>,
    dates: Vec<Date>,
    tested: Vec<u32>,
    events: Vec<u32>,
}

/// `count` tested records in the middle of ten more; on each one in `rarity` or so an event, around which the rate moves by
/// `size`: at its record when `at` is 5, at the next one when it is 6.
fn case(count: u32, rarity: u32, at: u32, size: f64) -> Case {
    let mut z: Vec<f64> = (0..count + 10).map(noise).collect();
    let is_event = |i: &u32| (noise(i + 5_000) + 0.5) * f64::from(rarity) < 1.0;
    let events: Vec<u32> = (0..count).filter(is_event).collect();
    for event in &events {
        z[(event + at) as usize] += size;
    }
    let z: Vec<Option<f64>> = z.into_iter().map(Some).collect();
    Case {
        rubles: z.clone(),
        sigma: vec![Some(0.8); z.len()],
        dates: (0..z.len())
            .map(|day| date(2020, 1, 1) + i64::try_from(day).unwrap().days())
            .collect(),
        tested: (5..count + 5).collect(),
        z,
        events,
    }
}

impl Case {
    fn input(&self) -> StudyInput<'_> {
        StudyInput {
            z: &self.z,
            change_pct: &self.z,
            change_rubles: Some(&self.rubles),
            sigma_pct: &self.sigma,
            record_dates: &self.dates,
            tested: &self.tested,
            last_rate: Some(90.0),
            events: &self.events,
            k: 5,
            window: Offsets { first: 0, last: 1 },
            permutations: 499,
            seed: 1,
        }
    }

    fn verdict(&self) -> Verdict {
        event_study(&self.input()).unwrap().judgement.verdict
    }
}

#[test]
fn each_verdict_is_reached() {
    assert_eq!(case(110, 11, 5, 1.0).verdict(), Verdict::FewRecords);
    assert_eq!(case(300, 40, 5, 1.0).verdict(), Verdict::FewEvents);
    assert_eq!(case(300, 11, 5, 0.0).verdict(), Verdict::NotFound);
    assert_eq!(case(300, 11, 5, 1.0).verdict(), Verdict::FoundSameDay);
    assert_eq!(case(300, 11, 6, 1.0).verdict(), Verdict::Found);
}

#[test]
fn a_find_is_told_in_figures() {
    let case = case(400, 11, 6, 1.0);
    let found = event_study(&case.input()).unwrap();
    let (effect, p_values) = (found.effect.unwrap(), found.p_values.unwrap());
    assert!(
        effect.pct > 0.5 && effect.kop.unwrap() > 50.0 && effect.share_up > 0.7,
        "{effect:?}"
    );
    assert!(
        p_values.main > 0.0 && p_values.main < 0.01 && p_values.strict < 0.05,
        "{p_values:?}"
    );
    let (low, high) = found.p_interval.unwrap();
    assert!(low <= p_values.main && p_values.main <= high);
    assert_eq!(found.judgement.direction, Some(Direction::Weaker));
    assert_eq!(found.judgement.sign_differs, Some(false));
    let (curve, band) = (found.curve.unwrap(), found.null_band.unwrap());
    assert!(curve.aar[6] > band.aar_hi[6] && curve.caar.len() == found.offsets.len());
    assert_eq!(
        (found.top_events.len(), found.bands.unwrap().lo.len()),
        (TOP_EVENTS, 11)
    );
}

#[test]
fn what_was_not_tested_has_no_p_and_still_its_events() {
    let case = case(300, 40, 5, 1.0);
    let found = event_study(&case.input()).unwrap();
    assert_eq!(
        (
            found.p_values,
            found.judgement.direction,
            found.judgement.sign_differs
        ),
        (None, None, None)
    );
    assert_eq!(
        (found.extent.events, found.top_events.len(), found.bands),
        (3, 3, None)
    );
    assert!(found.curve.is_some() && found.effect.is_some() && found.detectable.is_some());
}

#[test]
fn without_events_or_records_there_are_no_figures() {
    for mut case in [case(300, 40, 5, 1.0), case(0, 1, 5, 0.0)] {
        case.events.clear();
        let found = event_study(&case.input()).unwrap();
        assert_eq!(
            (found.curve, found.null_band, found.effect, found.detectable),
            (None, None, None, None)
        );
        assert_eq!(
            (found.t_star, found.t_iid, found.p_values),
            (None, None, None)
        );
    }
}

#[test]
fn a_basket_has_no_kopecks() {
    let case = case(300, 11, 5, 1.0);
    let found = event_study(&StudyInput {
        change_rubles: None,
        last_rate: None,
        ..case.input()
    })
    .unwrap();
    let detectable = found.detectable.unwrap();
    assert_eq!((found.effect.unwrap().kop, detectable.kop), (None, None));
    assert!(detectable.pct.unwrap() > 0.0);
}

#[test]
fn a_study_follows_from_its_input_and_seed() {
    let case = case(300, 11, 5, 0.3);
    let study = |seed| {
        event_study(&StudyInput {
            seed,
            ..case.input()
        })
        .unwrap()
    };
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap()
        .install(|| study(4));
    assert_eq!(alone, study(4));
    assert_ne!(alone, study(5));
}

/// Doubled changes double the percentages and leave every p as it is.
#[test]
fn p_does_not_depend_on_the_measure() {
    let case = case(300, 11, 5, 0.3);
    let doubled: Vec<Option<f64>> = case.z.iter().map(|z| z.map(|z| 2.0 * z)).collect();
    let plain = event_study(&case.input()).unwrap();
    let other = event_study(&StudyInput {
        z: &doubled,
        change_pct: &doubled,
        ..case.input()
    })
    .unwrap();
    assert_eq!(
        (plain.p_values, plain.t_star),
        (other.p_values, other.t_star)
    );
    assert!((other.effect.unwrap().pct - 2.0 * plain.effect.unwrap().pct).abs() < 1e-12);
}

#[test]
fn what_cannot_be_studied_is_refused() {
    let mut case = case(300, 11, 5, 0.3);
    let few = event_study(&StudyInput {
        permutations: 18,
        ..case.input()
    });
    assert_eq!(
        few,
        Err(StudyError::TooFewDraws(TooFewDraws {
            count: 18,
            least: 19
        }))
    );
    case.z[100] = None;
    assert!(matches!(
        event_study(&case.input()),
        Err(StudyError::Missing { .. })
    ));
}

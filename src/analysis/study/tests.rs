//! A study as a whole: planted effects are found; without an effect, the effect that would have been found is reported.

use super::*;
use jiff::{
    ToSpan,
    civil::{Date, date},
};

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
    set_dates: Vec<Date>,
    tested: Vec<u32>,
    events: Vec<u32>,
}

/// `count` tested records in the middle of ten more; on each one in `rarity` or so an event, around which the rate moves by
/// `size`: at its record when `at` is 5, at the next one when it is 6.
fn case(count: u32, rarity: u32, at: u32, size: f64) -> Case {
    let is_event = |i: &u32| (noise(i + 5_000) + 0.5) * f64::from(rarity) < 1.0;
    let events = (0..count).filter(is_event).collect();
    moved(count, events, |_| vec![(at, size)])
}

/// Events so far apart that most records are around none of them, with moves by the number of the event.
fn apart(count: u32, moves: impl Fn(usize) -> Vec<(u32, f64)>) -> Case {
    let events = (0..count).step_by(31).collect();
    moved(count, events, moves)
}

fn moved(count: u32, events: Vec<u32>, moves: impl Fn(usize) -> Vec<(u32, f64)>) -> Case {
    let mut z: Vec<f64> = (0..count + 10).map(noise).collect();
    for (number, event) in events.iter().enumerate() {
        for (at, size) in moves(number) {
            z[(event + at) as usize] += size;
        }
    }

    case_of(count, z, events)
}

fn case_of(count: u32, z: Vec<f64>, events: Vec<u32>) -> Case {
    let dates = |first: Date| {
        (0..z.len())
            .map(|day| first + i64::try_from(day).unwrap().days())
            .collect()
    };
    let (dates, set_dates) = (dates(date(2020, 1, 1)), dates(date(2019, 12, 31)));
    let z: Vec<Option<f64>> = z.into_iter().map(Some).collect();
    Case {
        rubles: z.clone(),
        sigma: vec![Some(0.8); z.len()],
        dates,
        set_dates,
        tested: (5..count + 5).collect(),
        z,
        events,
    }
}

impl Case {
    fn input(&self) -> StudyInput<'_> {
        StudyInput {
            z: &self.z,
            change_log_pct: &self.z,
            change_rubles: Some(&self.rubles),
            sigma_pct: &self.sigma,
            record_dates: &self.dates,
            set_dates: &self.set_dates,
            tested: &self.tested,
            last_rate: Some(90.0),
            events: &self.events,
            is_time_known: true,
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
fn news_before_moves_of_either_sign_is_seen_by_their_size() {
    let case = apart(900, |event| {
        let size = if event % 2 == 0 { 1.2 } else { -1.2 };
        vec![(5, size), (6, size / 2.0)]
    });
    let found = event_study(&case.input()).unwrap();
    assert_eq!(found.judgement.verdict, Verdict::Size, "{found:?}");
    assert_eq!(found.judgement.question, Some(Question::Size));
    let size = found.grounds.size.unwrap();
    assert!(size.pct > 1.5 * size.usual_pct, "{size:?}");
    assert!(!found.grounds.is_calm);
}

#[test]
fn a_move_that_begins_days_later_is_seen_and_small_ones_at_once_are_no_find() {
    // At the news the rate is calmer than usual, as by choice; three and four records later it rises.
    let mut case = apart(900, |_| vec![(8, 1.0), (9, 1.0)]);
    for event in &case.events {
        for at in [5, 6] {
            let calm = &mut case.z[(event + at) as usize];
            *calm = calm.map(|z| z / 20.0);
        }
    }
    let found = event_study(&case.input()).unwrap();
    assert_eq!(found.judgement.verdict, Verdict::Later, "{found:?}");
    assert!(found.grounds.is_calm && found.p_values.unwrap().vol < 0.01);
    let later = found.grounds.later.unwrap();
    assert!(later.pct > 1.0 && later.rises * 10 > later.events * 8);
    assert_eq!(found.grounds.later_window, Offsets { first: 2, last: 5 });

    // Its cases are the largest of the moves that were found, not of those at once.
    let later = |event: &u32| -> f64 {
        let first = *event as usize + 7;
        case.z[first..first + 4].iter().flatten().sum()
    };
    let mut by_size = case.events.clone();
    by_size.sort_by(|a, b| later(b).abs().total_cmp(&later(a).abs()));
    assert_eq!(found.top_events, by_size[..TOP_EVENTS]);
}

#[test]
fn a_move_before_the_news_is_described_or_turned() {
    let before = |size| apart(900, move |_| vec![(3, 0.7), (4, 0.7), (6, size)]);
    assert_eq!(before(1.0).verdict(), Verdict::MovedBefore);
    assert_eq!(before(-1.0).verdict(), Verdict::Reversal);
    assert_eq!(before(0.0).verdict(), Verdict::NotFound);
    let found = event_study(&before(-1.0).input()).unwrap();
    let grounds = found.grounds;
    assert_eq!(grounds.before_direction, Some(Direction::Weaker));
    assert!(grounds.before.unwrap().pct > 1.0 && found.effect.unwrap().pct < -0.5);
}

/// The rate rises on days 26 to 28 of every month, and so do the headlines of some of these months.
#[test]
fn what_the_days_of_the_month_do_is_not_of_the_news() {
    let count = 900;
    let mut z: Vec<f64> = (0..count + 10).map(noise).collect();
    let mut events = Vec::new();
    let mut month = 0;
    for position in 0..count {
        // Set on 31 December 2019 and on every day from then on.
        let set_date = date(2019, 12, 31) + i64::from(position + 5).days();
        if !(26..=28).contains(&set_date.day()) {
            continue;
        }
        z[(position + 5) as usize] += 0.9;
        // On the first of these days: on the others the rate has risen before.
        if set_date.day() == 26 {
            month += 1;
            if month % 2 == 0 {
                events.push(position);
            }
        }
    }
    let case = case_of(count, z, events);
    let found = event_study(&case.input()).unwrap();
    assert_eq!(found.judgement.verdict, Verdict::Calendar, "{found:?}");
    let grounds = found.grounds;
    assert!(grounds.p_holm.unwrap().direction < 0.05);
    assert!(grounds.p_calendar.unwrap().direction > 0.05);
    assert_eq!(grounds.calendar.largest(), Some(((26, 28), 14)));
    assert!(grounds.calendar.window_pct.unwrap() > 0.5);
}

#[test]
fn without_the_hour_a_move_of_the_same_record_may_be_older() {
    let case = case(300, 11, 5, 1.0);
    let found = event_study(&StudyInput {
        is_time_known: false,
        ..case.input()
    });
    let verdict = found.unwrap().judgement.verdict;
    assert_eq!(verdict, Verdict::FoundDayUnknown);
}

#[test]
fn an_effect_of_one_half_of_the_time_is_named_as_such() {
    let events = apart(900, |_| Vec::new()).events.len();
    let first_half = apart(900, |event| {
        vec![(6, if event < events / 2 { 1.2 } else { 0.0 })]
    });
    let split = |case: &Case| {
        let halves = event_study(&case.input()).unwrap().grounds.halves;
        halves.unwrap().split
    };
    let uneven = split(&first_half);
    assert_eq!(uneven.bearer, Some(0), "{uneven:?}");
    let [first, second] = uneven.parts.map(|part| part.effect.unwrap().pct);
    assert!(first > 0.8 && second.abs() < 0.4);
    assert_eq!(split(&apart(900, |_| vec![(6, 1.0)])).bearer, None);
}

/// A window that reaches to the last record leaves two questions, and fewer draws will do.
#[test]
fn a_window_to_the_end_asks_nothing_of_later() {
    let case = case(300, 11, 6, 1.0);
    let to_the_end = |permutations| {
        event_study(&StudyInput {
            window: Offsets { first: 0, last: 5 },
            permutations,
            ..case.input()
        })
    };
    let found = to_the_end(39).unwrap();
    assert_eq!(found.grounds.p_holm.unwrap().later, None);
    assert_eq!(found.grounds.later, None);
    assert!(to_the_end(38).is_err());
}

#[test]
fn a_picture_counts_from_the_record_before_the_news() {
    let case = case(400, 11, 6, 1.0);
    let found = event_study(&case.input()).unwrap();
    let (since, caar) = (found.since_before.unwrap(), found.curve.unwrap().caar);
    let bands = since.bands.unwrap();
    assert_eq!(
        (since.curve[4], bands.lo[4], bands.sup_hi[4]),
        (0.0, 0.0, 0.0)
    );
    for at in 0..since.curve.len() {
        assert!((since.curve[at] - (caar[at] - caar[4])).abs() < 1e-12);
        assert!(bands.lo[at] <= since.curve[at] && since.curve[at] <= bands.hi[at]);
    }
    let null = found.null_band.unwrap();
    assert_eq!((null.since_lo[4], null.since_hi[4]), (0.0, 0.0));
    // Over the window of two records the curve is the effect.
    assert!((since.curve[6] - found.effect.unwrap().log_pct).abs() < 1e-9);
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
        change_log_pct: &doubled,
        ..case.input()
    })
    .unwrap();
    assert_eq!(
        (plain.p_values, plain.t_star),
        (other.p_values, other.t_star)
    );
    let log_pct = |study: EventStudy| study.effect.unwrap().log_pct;
    assert!((log_pct(other) - 2.0 * log_pct(plain)).abs() < 1e-12);
}

#[test]
fn what_cannot_be_studied_is_refused() {
    // A p of 1/(58 + 1) times three questions is above 0.05.
    let mut case = case(300, 11, 5, 0.3);
    let few = event_study(&StudyInput {
        permutations: 58,
        ..case.input()
    });
    assert_eq!(
        few,
        Err(StudyError::TooFewDraws(TooFewDraws {
            count: 58,
            least: 59
        }))
    );
    case.z[100] = None;
    assert!(matches!(
        event_study(&case.input()),
        Err(StudyError::Missing { .. })
    ));
}

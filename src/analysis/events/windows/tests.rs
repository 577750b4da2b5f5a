use super::*;
use crate::model::{Currency, Nominal, Published, RateReport, Record, Series, Span, links};
use jiff::{
    ToSpan,
    civil::{DateTime, date},
};
use proptest::prelude::*;

fn day(offset: i64) -> Date {
    date(2022, 2, 20) + offset.days()
}

fn story(moscow_time: DateTime, source: u32) -> Story {
    Story {
        headline: 0,
        moscow_time,
        time_known: true,
        source,
        rate_report: RateReport::default(),
    }
}

/// The dates of a series as the statistics have them: one record a date, the one in force.
fn dates_of(series: &Series) -> (Vec<Date>, Vec<bool>) {
    let records = series.records();
    let is_last_of_date = |at: &usize| {
        records.get(at + 1).map(Record::record_date) != Some(records[*at].record_date())
    };
    let kept: Vec<usize> = (0..records.len()).filter(is_last_of_date).collect();
    let dates = kept.iter().map(|at| records[*at].record_date()).collect();
    (
        dates,
        kept.iter()
            .map(|at| series.change_of(*at).is_some())
            .collect(),
    )
}

fn series(days: &[i64], coverage: &[(i64, i64)]) -> Series {
    let record = |at: &i64| Record::new(day(*at), Nominal::ONE, 900_000).unwrap();
    let span = |(from, to): &(i64, i64)| Span::new(day(*from), day(*to)).unwrap();
    let records = days.iter().map(record).collect();
    Series::new(
        Currency::find("USD").unwrap(),
        records,
        coverage.iter().map(span).collect(),
    )
}

fn place_in(series: &Series, stories: &[Story], link: Link) -> Vec<Option<u32>> {
    let (dates, joined) = dates_of(series);
    let cutoffs = Cutoffs::default();
    let records = RecordDates {
        dates: &dates,
        joined: &joined,
        coverage: series.coverage(),
        cutoffs: &cutoffs,
    };
    place(stories, link, &records)
}

/// Something published at Moscow's clock, or on a day.
fn check(published: &str, effect: Option<u32>, shown: Option<u32>) {
    let series = series(&[0, 1, 4, 20, 21], &[(0, 6), (19, 21)]);
    let published = if published.contains('T') {
        Published::in_moscow(published.parse().unwrap()).unwrap()
    } else {
        Published::On(published.parse().unwrap())
    };
    let stories = [story(published.in_moscow_for_linking(), 0)];
    assert_eq!(
        place_in(&series, &stories, Link::Effect),
        [effect],
        "{published:?}"
    );
    assert_eq!(
        place_in(&series, &stories, Link::Date),
        [shown],
        "{published:?}"
    );
}

#[test]
fn the_cut_off_belongs_to_its_window() {
    check("2022-02-20T11:30:00", Some(1), Some(0));
    check("2022-02-20T11:30:01", Some(2), Some(0));
}

#[test]
fn a_day_without_a_time_counts_at_its_end() {
    check("2022-02-20", Some(2), Some(0));
}

#[test]
fn neither_the_first_record_nor_one_after_a_hole_has_a_window() {
    check("2022-02-19T11:00:00", None, None);
    check("2022-02-26T11:00:00", None, Some(2));
    check("2022-03-01T11:00:00", None, None);
    check("2022-03-11T11:00:00", None, None);
    check("2022-03-12T12:00:00", Some(4), Some(3));
    check("2022-03-13T12:00:00", None, Some(4));
    check("2022-03-14T12:00:00", None, None);
}

#[test]
fn reports_of_the_rate_leave_their_records() {
    let told = |by_reference, by_clause| Story {
        rate_report: RateReport {
            by_reference,
            by_clause,
        },
        ..story(day(0).at(9, 0, 0, 0), 0)
    };
    let stories = [
        told(true, true),
        told(false, false),
        told(true, false),
        told(true, true),
    ];
    for (rule, expected) in [
        (RateReportRule::Reference, [None, Some(3), None, None]),
        (RateReportRule::Clause, [None, Some(3), Some(3), None]),
    ] {
        let mut placed = [Some(3), Some(3), Some(3), None];
        let left_out = leave_out_rate_reports(&stories, rule, &mut placed);
        assert_eq!(placed, expected);
        assert_eq!(
            left_out,
            expected[..3]
                .iter()
                .filter(|record| record.is_none())
                .count()
        );
    }
}

proptest! {
    /// One by one or all at once: a story has the same records.
    #[test]
    fn places_are_those_of_links(days in prop::collection::btree_set(0i64..90, 1..40), spans in prop::collection::vec((0i64..90, 0i64..40), 1..4), doubled in any::<bool>(), news in prop::collection::vec((-5i64..95, prop::option::of(0i64..86_400)), 0..40)) {
        let days: Vec<i64> = days.into_iter().collect();
        let coverage: Vec<(i64, i64)> = spans.iter().map(|(from, length)| (*from, from + length)).collect();
        let mut series = series(&days, &coverage);
        if doubled {
            let again = Record::new(day(days[days.len() / 2]), Nominal::new(1000).unwrap(), 900_000).unwrap();
            let records = series.records().iter().copied().chain([again]).collect();
            series = Series::new(series.currency(), records, series.coverage().clone());
        }
        let published: Vec<Published> = news.iter().map(|(on, second)| match second {
            Some(second) => Published::in_moscow(day(*on).at(0, 0, 0, 0) + second.seconds()).unwrap(),
            None => Published::On(day(*on)),
        }).collect();
        let stories: Vec<Story> = published.iter().map(|one| story(one.in_moscow_for_linking(), 0)).collect();
        let (dates, _) = dates_of(&series);
        let index = |record: Record| u32::try_from(dates.binary_search(&record.record_date()).unwrap()).unwrap();
        let found: Vec<_> = published.iter().map(|one| links(&series, &Cutoffs::default(), one)).collect();
        let effects: Vec<_> = found.iter().map(|one| one.effect.ok().map(|effect| index(effect.record))).collect();
        let shown: Vec<_> = found.iter().map(|one| one.shown.map(|shown| index(shown.record))).collect();
        prop_assert_eq!(place_in(&series, &stories, Link::Effect), effects);
        prop_assert_eq!(place_in(&series, &stories, Link::Date), shown);
    }

    /// The sums over trailing windows equal the sums of the windows themselves.
    #[test]
    fn trailing_sums(news in prop::collection::vec((0u32..150, 0u32..5), 0..600)) {
        let all: Vec<Mention> = news.into_iter().map(|(window, source)| Mention { window, source }).collect();
        let windows = Windows::new(all.iter().copied(), 150);
        let mut counts = vec![[0u32; 5]; 150];
        for one in &all {
            counts[one.window as usize][one.source as usize] += 1;
        }
        for (window, own) in counts.iter().enumerate() {
            let before = &counts[window.saturating_sub(TRAILING)..window];
            prop_assert_eq!(windows.totals()[window], own.iter().sum::<u32>());
            prop_assert_eq!(windows.stories_before(window), before.iter().flatten().map(|count| u64::from(*count)).sum::<u64>());
            let found: Vec<_> = windows.sources(window).iter().map(|one| (one.source as usize, one.stories, one.before)).collect();
            let of_source = |source: usize| before.iter().map(move |counts| counts[source]);
            let expected: Vec<_> = (0..5).filter(|source| own[*source] > 0).map(|source| (source, own[source], of_source(source).sum())).collect();
            prop_assert_eq!(found, expected);
            let has_entered = |source: &usize| {
                let without = of_source(*source).filter(|count| *count == 0).count();
                own[*source] * 5 > own.iter().sum() && without * 2 > before.len()
            };
            prop_assert_eq!(windows.is_entered(window), (0..5).any(|source| has_entered(&source)));
        }
    }
}

/// Clocks that are put forward for news and cut-offs alike change no place (correlate-spec.md §10.6).
#[test]
fn shifted_clocks_place_alike() {
    let series = series(&[0, 1, 2, 4], &[(0, 6)]);
    let (dates, joined) = dates_of(&series);
    let placed = |hours: i64| {
        let usual = Cutoffs::default();
        let rows = usual.as_slice().iter().map(|row| crate::model::Cutoff {
            clock: row.clock.wrapping_add(hours.hours()),
            ..*row
        });
        let cutoffs = Cutoffs::new(rows.collect()).unwrap();
        let records = RecordDates {
            dates: &dates,
            joined: &joined,
            coverage: series.coverage(),
            cutoffs: &cutoffs,
        };
        let stories: Vec<Story> = (0..300)
            .map(|number| {
                story(
                    day(0).at(6, 0, 0, 0) + (number * 20).minutes() + hours.hours(),
                    0,
                )
            })
            .filter(|story| (6..20).contains(&(i64::from(story.moscow_time.hour()) - hours)))
            .collect();
        place(&stories, Link::Effect, &records)
    };
    assert!(placed(0).iter().flatten().count() > 50);
    assert_eq!(placed(0), placed(2));
}

#[test]
fn windows_without_stories_are_windows() {
    let empty = Windows::new([], 3);
    assert_eq!(
        (empty.totals(), empty.stories_before(2), empty.sources(1)),
        (&[0, 0, 0][..], 0, &[][..])
    );
    assert!(Windows::new([], 0).totals().is_empty());
}

#[test]
fn mentions_stand_by_window_and_source() {
    let stories = [1, 0, 2].map(|source| story(day(0).at(9, 0, 0, 0), source));
    let found = mentions(&[0, 1, 2], &stories, &[Some(4), Some(4), None]);
    assert_eq!(found, [0, 1].map(|source| Mention { window: 4, source }));
}

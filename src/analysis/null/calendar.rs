//! What the day of the month explains of an outcome: taxes are due on fixed days, exporters sell before them and stop
//! after them, so the ruble moves with the calendar whatever is in the news.

use super::Scores;
use jiff::civil::Date;

/// Last day of each class of days of the month; the days of the tax period have classes of their own.
const LAST_DAYS: [i8; 8] = [5, 10, 15, 19, 22, 25, 28, 31];

/// Number of classes.
pub const CALENDAR_CLASSES: usize = LAST_DAYS.len();

/// The class of a set date by its day of the month, 0 to 7: 1–5, 6–10, 11–15, 16–19, 20–22, 23–25, 26–28, 29–31.
pub fn calendar_class(set_date: Date) -> usize {
    LAST_DAYS.partition_point(|last| *last < set_date.day())
}

/// The first and the last day of the month of a class.
///
/// # Panics
/// If there is no such class.
pub fn days_of_class(class: usize) -> (i8, i8) {
    let first = class
        .checked_sub(1)
        .map_or(1, |before| LAST_DAYS[before] + 1);
    (first, LAST_DAYS[class])
}

/// Scores less the mean of the other records of their class. `classes` has the class of each record; a record that is
/// alone in its class keeps its score.
///
/// # Panics
/// If a record has no class, or one that does not exist.
pub fn without_calendar(scores: &Scores, classes: &[usize]) -> Scores {
    let mut sums = [0.0; CALENDAR_CLASSES];
    let mut counts = [0_usize; CALENDAR_CLASSES];
    for (score, class) in scores.u.iter().zip(classes) {
        sums[*class] += score;
        counts[*class] += 1;
    }

    let rest = scores.u.iter().enumerate().map(|(record, score)| {
        let class = classes[record];
        let others = counts[class] - 1;
        if others == 0 {
            *score
        } else {
            score - (sums[class] - score) / others as f64
        }
    });
    Scores::of_values(rest.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_day_of_a_month_has_its_class() {
        let classes: Vec<usize> = (1..=31)
            .map(|day| calendar_class(date(2024, 5, day)))
            .collect();
        for class in 0..CALENDAR_CLASSES {
            let (first, last) = days_of_class(class);
            let days: Vec<i8> = (1..=31)
                .zip(&classes)
                .filter_map(|(day, of_day)| (*of_day == class).then_some(day))
                .collect();
            assert_eq!((days.first(), days.last()), (Some(&first), Some(&last)));
        }
        assert_eq!(days_of_class(6), (26, 28));
    }

    #[test]
    fn what_a_class_has_in_common_is_taken_off_its_records() {
        let outcomes: Vec<f64> = (0..160_u32)
            .map(|record| f64::from(record % 8) + f64::from(record % 5) / 10.0)
            .collect();
        let classes: Vec<usize> = (0..160).map(|record| record % 8).collect();
        let scores = Scores::new(&outcomes);
        let rest = without_calendar(&scores, &classes);
        for class in 0..CALENDAR_CLASSES {
            let of_class = rest.u.iter().skip(class).step_by(8);
            assert!(of_class.sum::<f64>().abs() < 1e-9, "{class}");
        }
        assert!(rest.u.iter().all(|score| score.abs() < 1.0));
    }

    #[test]
    fn a_record_alone_in_its_class_keeps_its_score() {
        let scores = Scores::new(&[1.0, 2.0, 3.0]);
        let rest = without_calendar(&scores, &[0, 1, 2]);
        assert_eq!(rest.u, scores.u);
    }
}

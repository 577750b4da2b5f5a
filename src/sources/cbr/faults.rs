//! Faults of single records, of which an answer may have thousands: a few are named, the rest are counted.

use crate::error::AnswerFault;
use jiff::civil::Date;

/// Faults of single records that are named one by one.
const MOST_NAMED: usize = 5;

/// The date of a fault of a single record.
pub(super) const fn record_date(fault: &AnswerFault) -> Option<Date> {
    match fault {
        AnswerFault::Absurd { record_date, .. } | AnswerFault::Unconfirmed { record_date, .. } => {
            Some(*record_date)
        }
        _ => None,
    }
}

/// The faults as they are reported: the first few about single records, then the number of the others.
pub fn first_faults(faults: Vec<AnswerFault>) -> Vec<AnswerFault> {
    let (single, mut shown): (Vec<_>, Vec<_>) = faults
        .into_iter()
        .partition(|fault| record_date(fault).is_some());
    let last = single.iter().filter_map(record_date).max();
    let more = single.len().saturating_sub(MOST_NAMED);
    shown.extend(single.into_iter().take(MOST_NAMED));
    shown.extend(
        last.filter(|_| more > 0)
            .map(|last| AnswerFault::More { count: more, last }),
    );

    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Bilingual;
    use jiff::civil::date;

    fn check(absurd: i8, expected: &[&str]) {
        let fault = |day| AnswerFault::Absurd {
            record_date: date(2024, 5, day),
            what: Bilingual::new("0", "0"),
        };
        let mut faults: Vec<_> = (1..=absurd).map(fault).collect();
        faults.insert(1, AnswerFault::ErrorInParameters);
        let said: Vec<_> = first_faults(faults)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(said[0], "the source says: Error in parameters");
        assert_eq!(
            said.len() - 1,
            usize::try_from(absurd.min(5)).unwrap() + expected.len()
        );
        assert!(
            said.ends_with(&expected.iter().map(ToString::to_string).collect::<Vec<_>>()),
            "{said:?}"
        );
    }

    #[test]
    fn a_few_faults_are_named_and_the_rest_counted() {
        check(5, &[]);
        check(6, &["1 more absurd figure, the last one for 2024-05-06"]);
        check(31, &["26 more absurd figures, the last one for 2024-05-31"]);
    }
}

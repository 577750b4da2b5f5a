//! Periods in which the rate had one mean and one size of moves.

use super::Sample;
use crate::analysis::{FEWEST_RECORDS_OF_REGIME, regime_penalty, regimes};
use crate::render::{RegimeRow, RegimesReport};

/// The periods of the days asked for.
pub fn find_regimes(sample: &Sample) -> RegimesReport {
    let found = regimes(&sample.moves, sample.period);
    let records = found.iter().map(|one| one.records).sum();
    let periods = found.iter().map(|one| RegimeRow {
        from: one.first,
        to: one.last,
        n: one.records,
        mean_pct: one.mean_pct,
        sd_pct: one.sd_pct,
    });

    RegimesReport {
        penalty: regime_penalty(records),
        min_records: FEWEST_RECORDS_OF_REGIME,
        periods: periods.collect(),
    }
}

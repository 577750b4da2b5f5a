//! One row for each share that was seen, with the intervals of its Monte-Carlo error and what it should be.

use ruble_rates::analysis::null::share_interval;
use std::{
    fmt::{Display, Formatter},
    process::ExitCode,
};

/// How far a share may be from what the formula of correlate-spec.md §10.4 says.
const NEAR: f64 = 0.10;

/// What a share should be.
#[derive(Clone, Copy)]
pub enum Expected {
    /// The level of a test: inside the 99.9 % interval.
    Nominal(f64),
    /// Not more, beyond doubt of the 99.9 % interval.
    AtMost(f64),
    /// From one share to another.
    Between(f64, f64),
    /// About what a formula says.
    Near(f64),
}

impl Expected {
    fn holds(self, share: f64, (low, high): (f64, f64)) -> bool {
        match self {
            Self::Nominal(level) => low <= level && level <= high,
            Self::AtMost(most) => low <= most,
            Self::Between(least, most) => least <= share && share <= most,
            Self::Near(formula) => (share - formula).abs() <= NEAR,
        }
    }
}

impl Display for Expected {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nominal(level) => write!(to, "{level:.2}"),
            Self::AtMost(most) => write!(to, "≤ {most:.2}"),
            Self::Between(least, most) => write!(to, "{least:.2}–{most:.2}"),
            Self::Near(formula) => write!(to, "{formula:.2} ± {NEAR:.2}"),
        }
    }
}

/// The rows as they are printed.
pub struct Table {
    wrong: usize,
}

impl Table {
    pub fn new() -> Self {
        println!("| simulation | seen | share | 95 % | 99.9 % | expected | |");
        println!("| --- | --- | --- | --- | --- | --- | --- |");
        Self { wrong: 0 }
    }

    /// Prints what was seen of a row in `seen` of `runs`.
    pub fn row(&mut self, name: &str, seen: usize, runs: usize, expected: Expected) {
        let share = seen as f64 / runs.max(1) as f64;
        let likely = share_interval(seen, runs, 0.95);
        let sure = share_interval(seen, runs, 0.999);
        let is_right = runs > 0 && expected.holds(share, sure);
        self.wrong += usize::from(!is_right);

        println!(
            "| {name} | {seen} of {runs} | {share:.3} | {:.3}–{:.3} | {:.3}–{:.3} | {expected} | {} |",
            likely.0,
            likely.1,
            sure.0,
            sure.1,
            if is_right { "" } else { "WRONG" }
        );
    }

    /// Fails if a row was not as expected.
    pub fn finish(self) -> ExitCode {
        if self.wrong == 0 {
            return ExitCode::SUCCESS;
        }
        println!("\nNot as expected: {} rows.", self.wrong);
        ExitCode::FAILURE
    }
}

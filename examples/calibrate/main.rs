//! How often the tests of `rates correlate` find something where there is nothing, and how often they see what is
//! there, as a table (correlate-spec.md §10.2–4).
//!
//!     cargo run --release --example calibrate [-- [SIMULATION…] [--runs N] [--seed N]]
//!
//! Without a simulation all are run, in some minutes. Rows come as they are done and follow from the seed alone, whatever
//! the number of threads. A row that is not as it should be is marked, and the program then ends with 1.

#![expect(clippy::print_stdout, reason = "it prints a table")]

mod calendar;
mod density;
mod market;
mod one_term;
mod screens;
mod simulate;
mod table;
mod verdicts;

use clap::{Parser, ValueEnum};
use std::process::ExitCode;
use table::Table;

/// Sizes and powers of the tests of `rates correlate`.
#[derive(Parser)]
struct Arguments {
    /// What is simulated [default: all].
    #[arg(value_enum)]
    simulations: Vec<Simulation>,
    /// Runs of each row [default: 400 for screens, 2000 for the rest]; screens of 1,999 draws have half of them.
    #[arg(long)]
    runs: Option<usize>,
    /// What all runs follow from.
    #[arg(long, default_value_t = 0)]
    seed: u64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Simulation {
    /// p of one term without a connection, by the number of draws.
    OneTerm,
    /// Verdicts on one term without a connection.
    Verdicts,
    /// Words of a part of the month, where the rate moves with the calendar.
    Calendar,
    /// p of one term without a connection, by the number of stories a record.
    Density,
    /// Screens of terms without a connection, by the number of draws.
    Screens,
    /// Effects of known size in one term, beside the formula, and those that its verdict says it would see.
    Power,
    /// Effects that a screen says it would see with a probability of 80 %.
    ScreenPower,
}

/// How many runs, and what they follow from.
#[derive(Clone, Copy)]
struct Runs {
    count: usize,
    seed: u64,
}

/// Runs of a row where nothing else is asked; a screen costs as much as a hundred terms.
const RUNS_OF_TERMS: usize = 2_000;
const RUNS_OF_SCREENS: usize = 400;

impl Runs {
    /// A number for each run, another for each seed.
    fn seeds(self) -> std::ops::Range<u64> {
        let first = self.seed * 1_000_000;
        first..first + self.count as u64
    }

    fn half(self) -> Self {
        Self {
            count: self.count.div_ceil(2),
            ..self
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let asked = match arguments.simulations.as_slice() {
        [] => Simulation::value_variants(),
        some => some,
    };

    let mut table = Table::new();
    for simulation in asked {
        let runs = Runs {
            count: arguments.runs.unwrap_or(simulation.usual_runs()),
            seed: arguments.seed,
        };
        simulation.run(runs, &mut table);
    }

    table.finish()
}

impl Simulation {
    const fn usual_runs(self) -> usize {
        match self {
            Self::Screens | Self::ScreenPower => RUNS_OF_SCREENS,
            _ => RUNS_OF_TERMS,
        }
    }

    fn run(self, runs: Runs, table: &mut Table) {
        match self {
            Self::OneTerm => one_term::size(runs, table),
            Self::Verdicts => verdicts::noise(runs, table),
            Self::Calendar => calendar::words(runs, table),
            Self::Density => density::size(runs, table),
            Self::Screens => screens::noise(runs, table),
            Self::Power => {
                one_term::power(runs, table);
                verdicts::power(runs, table);
            }
            Self::ScreenPower => screens::power(runs, table),
        }
    }
}

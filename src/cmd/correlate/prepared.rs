//! Records and news made ready for a question: each story on its record, the windows counted, the records judged.

use super::asked::Asked;
use crate::analysis::events::{
    Events, Required, Study, Tested, Windows, all_mentions, leave_out_rate_reports, place,
};
use crate::analysis::study::{Offsets, StudyInput, Unstudied, sums};
use crate::cmd::statistics::Sample;
use crate::error::Error;
use crate::model::Span;
use crate::text::Corpus;
use jiff::civil::Date;

/// Records and news.
#[derive(Debug)]
pub struct Prepared {
    /// The record of each story; none where it has none, or the story does not count.
    pub placed: Vec<Option<u32>>,
    /// Stories that report the rate itself and would have had a record.
    pub rate_reports_left_out: usize,
    /// Stories by window.
    pub windows: Windows,
    /// The records that take part.
    pub tested: Tested,
    /// Standardised changes by record.
    pub z: Vec<Option<f64>>,
    /// Volatilities by record, per cent.
    pub sigma_pct: Vec<Option<f64>>,
    /// Changes by record, 100 × ln of the ratio.
    pub change_pct: Vec<Option<f64>>,
    /// Changes by record, rubles; none for the basket.
    pub change_rub: Option<Vec<Option<f64>>>,
}

impl Prepared {
    /// Makes a sample and the news ready.
    pub fn new(sample: &Sample, corpus: &Corpus, asked: &Asked) -> Self {
        let mut placed = place(corpus.stories(), asked.link, &sample.record_dates());
        let rate_reports_left_out = if asked.counts_rate_reports {
            0
        } else {
            leave_out_rate_reports(corpus.stories(), asked.rate_report_rule, &mut placed)
        };
        let windows = Windows::new(all_mentions(corpus.stories(), &placed), sample.dates.len());
        let z = sample.figures(|one| one.z);
        let required = Required {
            from: Some(sample.period.from()),
            to: Some(sample.period.to()),
            k: asked.k,
            a: asked.window.first,
            b: asked.window.last,
        };
        let set_dates = sample.figures(|one| one.set_date);
        let tested = Tested::new(&sample.dates, &sample.joined, &z, &windows, &required)
            .without(|record| is_excluded(set_dates[record as usize], &asked.excluded));
        let change_rub = sample.figures(|one| one.change_rub);
        Self {
            placed,
            rate_reports_left_out,
            windows,
            tested,
            z,
            sigma_pct: sample.figures(|one| one.sigma_pct),
            change_pct: sample.figures(|one| one.change_log_pct),
            change_rub: change_rub.iter().any(Option::is_some).then_some(change_rub),
        }
    }

    /// What the search for events needs.
    pub fn study<'a>(&'a self, sample: &'a Sample, corpus: &'a Corpus, asked: &Asked) -> Study<'a> {
        Study {
            corpus,
            placed: &self.placed,
            record_dates: &sample.dates,
            windows: &self.windows,
            tested: &self.tested,
            rule: asked.rule,
            per_source: asked.per_source,
        }
    }

    /// What an event study needs.
    pub fn input<'a>(
        &'a self,
        sample: &'a Sample,
        events: &'a Events,
        asked: &Asked,
    ) -> StudyInput<'a> {
        StudyInput {
            z: &self.z,
            change_pct: &self.change_pct,
            change_rubles: self.change_rub.as_deref(),
            sigma_pct: &self.sigma_pct,
            record_dates: &sample.dates,
            tested: self.tested.records(),
            last_rate: self.last_rate(sample),
            events: &events.positions,
            k: asked.k,
            window: asked.window,
            permutations: asked.permutations,
            seed: asked.seed,
        }
    }

    /// Σ over the window of the changes less their mean over the tested records, per cent, of each of these.
    pub fn abnormal_sums(&self, window: Offsets) -> Vec<f64> {
        let tested = self.tested.records();
        let own: Vec<f64> = tested
            .iter()
            .filter_map(|at| self.change_pct[*at as usize])
            .collect();
        let mean = own.iter().sum::<f64>() / own.len().max(1) as f64;
        sums(&self.change_pct, tested, window, |change| change - mean).unwrap_or_default()
    }

    /// Σ over the window of the changes in kopecks; none for the basket.
    pub fn kopeck_sums(&self, window: Offsets) -> Option<Vec<f64>> {
        let changes = self.change_rub.as_ref()?;
        sums(changes, self.tested.records(), window, |change| {
            100.0 * change
        })
        .ok()
    }

    /// Kopecks are those of the last tested rate.
    pub fn last_rate(&self, sample: &Sample) -> Option<f64> {
        let last = self.tested.records().last()?;
        sample.moves.records()[*last as usize].unit_rate
    }

    /// Stories in the windows of the tested records.
    pub fn stories_tested(&self) -> usize {
        let totals = self.windows.totals();
        self.tested
            .records()
            .iter()
            .map(|at| totals[*at as usize] as usize)
            .sum()
    }

    /// Tested windows into which a large source had just entered; none for none.
    pub fn entered(&self) -> Option<usize> {
        let entered = self
            .tested
            .records()
            .iter()
            .filter(|at| self.windows.is_entered(**at as usize))
            .count();
        (entered > 0).then_some(entered)
    }

    /// Dates of the first and the last tested record.
    pub fn period(&self, sample: &Sample) -> Option<(Date, Date)> {
        let date = |record: &u32| sample.dates[*record as usize];
        Some((
            date(self.tested.records().first()?),
            date(self.tested.records().last()?),
        ))
    }
}

fn is_excluded(set_date: Date, excluded: &[Span]) -> bool {
    excluded.iter().any(|span| span.contains(set_date))
}

/// Why something cannot be studied, by the option that asks too much.
pub fn unstudied(error: Unstudied) -> Error {
    let (flag, ru) = match error {
        Unstudied::Missing { record, offset } => (
            "--window",
            format!("у записи № {record} нет изменения на месте {offset}, которое входит в окно"),
        ),
        Unstudied::TooFewDraws(_) => (
            "--permutations",
            "перестановок меньше, чем нужно для порога 0.05".to_owned(),
        ),
    };
    Error::usage(flag, error.to_string(), ru)
}

/// A window as JSON bears it.
pub fn window_of(offsets: Offsets) -> [i32; 2] {
    [offsets.first, offsets.last]
}

//! Records and news joined for a question: each story with its record, stories counted by window, records chosen.

use super::{
    news::load_title,
    read_windows::{DaysRead, windows_read_whole},
    request::CorrelateRequest,
    sample::{DayRange, Sample, Subject, load_sample},
};
use crate::{
    analysis::{
        FactorsFrom,
        events::{
            Events, Required, Study, Tested, Windows, all_mentions, leave_out_rate_reports, place,
        },
        sample::mean,
        simple_percent,
        study::{Offsets, StudyError, StudyInput, sums},
    },
    app::App,
    error::{Error, Result},
    render::EventExample,
    text::Corpus,
};
use jiff::civil::Date;
use std::{convert::identity, ops::RangeInclusive};

/// What an answer is made from.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    pub app: &'a App,
    pub corpus: &'a Corpus,
    pub request: &'a CorrelateRequest,
}

impl Question<'_> {
    /// The records asked for, with their news.
    pub fn load_data(self) -> Result<StudyData> {
        let CorrelateRequest { subject, range, .. } = self.request;
        StudyData::load(self, subject, *range, FactorsFrom::Whole)
    }

    /// The record of each story that has one and counts, and how many do not count because they report the move itself.
    fn place_stories(self, sample: &Sample) -> (Vec<Option<u32>>, usize) {
        let request = self.request;
        let stories = self.corpus.stories();
        let mut records = place(stories, request.link, &sample.record_dates());
        let left_out = self.leave_out(&mut records);
        (records, left_out)
    }

    /// Leaves out the stories that report the move itself, unless they are wanted; returns how many.
    fn leave_out(self, records: &mut [Option<u32>]) -> usize {
        if self.request.counts_rate_reports {
            return 0;
        }
        leave_out_rate_reports(
            self.corpus.stories(),
            self.request.rate_report_rule,
            records,
        )
    }

    /// How many of these stories report the move itself.
    pub fn count_rate_reports(self, stories: &[u32]) -> usize {
        let all = self.corpus.stories();

        stories
            .iter()
            .filter(|story| {
                all[**story as usize]
                    .rate_report
                    .by(self.request.rate_report_rule)
            })
            .count()
    }
}

/// A sample with the news of its records. Lists without another index are by record.
pub struct StudyData {
    pub sample: Sample,
    /// The record of each story; `None` for a story without a record, or one that does not count.
    pub story_records: Vec<Option<u32>>,
    /// Stories that report the move itself and would have had a record.
    pub rate_reports_left_out: usize,
    /// Stories by record.
    pub windows: Windows,
    /// The records that take part.
    pub tested: Tested,
    /// Standardised changes.
    pub z: Vec<Option<f64>>,
    /// Volatilities, per cent.
    pub sigma_pct: Vec<Option<f64>>,
    /// Changes, 100 × ln of the ratio.
    change_log_pct: Vec<Option<f64>>,
    /// Days on which the records were set.
    set_dates: Vec<Date>,
    /// Changes in rubles; the basket has none.
    change_rub: Option<Vec<Option<f64>>>,
}

impl StudyData {
    /// Loads the records of a subject in a range, with their news.
    pub fn load(
        question: Question<'_>,
        subject: &Subject,
        range: DayRange,
        factors: FactorsFrom,
    ) -> Result<Self> {
        let sample = load_sample(question.app, subject, range, factors)?;
        let (story_records, rate_reports_left_out) = question.place_stories(&sample);
        let mentions = all_mentions(question.corpus.stories(), &story_records);
        let mut windows = Windows::new(mentions, sample.dates.len());
        let days_read = DaysRead::load(&question.app.store, question.corpus)?;
        if let Some(read) = windows_read_whole(&days_read, &sample, &windows, question.request.link)
        {
            windows = windows.with_read_whole(read);
        }

        let z = sample.values(|one| one.z);
        let tested = choose_records(&sample, &z, &windows, question.request);

        // The basket has no rubles: its list would be of `None` alone.
        let change_rub = sample.values(|one| one.change_rub);
        Ok(Self {
            story_records,
            rate_reports_left_out,
            windows,
            tested,
            z,
            sigma_pct: sample.values(|one| one.sigma_pct),
            change_log_pct: sample.values(|one| one.change_log_pct),
            set_dates: sample.values(|one| one.set_date),
            change_rub: change_rub.iter().any(Option::is_some).then_some(change_rub),
            sample,
        })
    }

    /// The search for the events of terms.
    pub fn event_search<'a>(&'a self, corpus: &'a Corpus, request: &CorrelateRequest) -> Study<'a> {
        Study {
            corpus,
            placed: &self.story_records,
            record_dates: &self.sample.dates,
            windows: &self.windows,
            tested: &self.tested,
            rule: request.rule,
            per_source: request.per_source,
        }
    }

    /// The input of an event study. `is_time_known` is whether most of the events have a time of day.
    pub fn study_input<'a>(
        &'a self,
        events: &'a Events,
        is_time_known: bool,
        request: &CorrelateRequest,
    ) -> StudyInput<'a> {
        StudyInput {
            z: &self.z,
            change_log_pct: &self.change_log_pct,
            change_rubles: self.change_rub.as_deref(),
            sigma_pct: &self.sigma_pct,
            record_dates: &self.sample.dates,
            set_dates: &self.set_dates,
            tested: self.tested.records(),
            last_rate: self.last_rate(),
            events: &events.positions,
            is_time_known,
            k: request.k,
            window: request.window,
            permutations: request.permutations,
            seed: request.seed,
        }
    }

    /// Changes less their mean over the tested records, summed over the window of each of these, 100 × ln of the ratio.
    pub fn abnormal_sums(&self, window: Offsets) -> Vec<f64> {
        let changes = self.of_tested(&self.change_log_pct);
        let mean = mean(&changes);

        let tested = self.tested.records();
        sums(&self.change_log_pct, tested, window, |change| change - mean).unwrap_or_default()
    }

    /// The same in simple per cent: by how much the last rate of each window differs from the one before the window, less
    /// the mean of this over the tested records.
    pub fn abnormal_simple_sums(&self, window: Offsets) -> Vec<f64> {
        let tested = self.tested.records();
        let logs = sums(&self.change_log_pct, tested, window, identity).unwrap_or_default();
        let moves: Vec<f64> = logs.into_iter().map(simple_percent).collect();

        let mean = mean(&moves);
        moves.into_iter().map(|one| one - mean).collect()
    }

    /// The days on which the tested records were set.
    pub fn set_dates(&self) -> impl Iterator<Item = Date> {
        let records = self.sample.moves.records();
        self.tested_records().map(|record| records[record].set_date)
    }

    /// Changes in kopecks, summed over the window of each tested record; the basket has none.
    pub fn kopeck_sums(&self, window: Offsets) -> Option<Vec<f64>> {
        let changes = self.change_rub.as_ref()?;
        let tested = self.tested.records();
        sums(changes, tested, window, |change| 100.0 * change).ok()
    }

    pub fn tested_records(&self) -> impl Iterator<Item = usize> {
        let records = self.tested.records().iter();
        records.map(|record| *record as usize)
    }

    pub fn of_tested(&self, values: &[Option<f64>]) -> Vec<f64> {
        self.tested_records()
            .filter_map(|record| values[record])
            .collect()
    }

    /// The records at some positions among the tested ones.
    pub fn records_at(&self, positions: &[u32]) -> Vec<u32> {
        let tested = self.tested.records();
        positions.iter().map(|at| tested[*at as usize]).collect()
    }

    /// The records of some stories, in their order; stories without a record are left out.
    pub fn stories_of(&self, record: u32, stories: &[u32]) -> impl Iterator<Item = usize> {
        stories
            .iter()
            .map(|story| *story as usize)
            .filter(move |story| self.story_records[*story] == Some(record))
    }

    /// Share of some records of which no matching story has a time of day; `None` without records.
    pub fn date_only_share(
        &self,
        corpus: &Corpus,
        records: &[u32],
        stories: &[u32],
    ) -> Option<f64> {
        let all = corpus.stories();
        let without_time = records.iter().filter(|record| {
            let mut own = self.stories_of(**record, stories);
            own.all(|story| !all[story].time_known)
        });
        (!records.is_empty()).then(|| without_time.count() as f64 / records.len() as f64)
    }

    /// The records at some positions among the tested ones as examples of what a statistic is about, each with the title
    /// of the first of `stories` that belongs to it, and the change over the records of a window around it.
    pub fn load_examples(
        &self,
        question: Question<'_>,
        window: Offsets,
        positions: &[u32],
        stories: &[u32],
    ) -> Result<Vec<EventExample>> {
        self.records_at(positions)
            .into_iter()
            .map(|record| {
                let story = self.stories_of(record, stories).next();
                let title =
                    story.map(|story| load_title(&question.app.store, question.corpus, story));
                let window = window_of(record, window);
                let moved = window
                    .clone()
                    .and_then(|window| self.sample.moves.over(window));
                let date = |place: usize| self.sample.dates.get(place).copied();
                let record = &self.sample.moves.records()[record as usize];

                Ok(EventExample {
                    date: record.record_date,
                    change: record.change_rub,
                    z: record.z,
                    headline: title.transpose()?.flatten(),
                    window_from: window.as_ref().and_then(|window| date(*window.start())),
                    window_to: window.as_ref().and_then(|window| date(*window.end())),
                    window_change: moved.and_then(|moved| moved.rub),
                    window_pct: moved.map(|moved| moved.simple_pct),
                })
            })
            .collect()
    }

    /// The last tested rate, by which per cents are counted in kopecks.
    fn last_rate(&self) -> Option<f64> {
        let last = self.tested.records().last()?;
        self.sample.moves.records()[*last as usize].unit_rate
    }

    /// Dates of the first and the last tested record.
    pub fn tested_period(&self) -> Option<(Date, Date)> {
        let tested = self.tested.records();
        let dates = &self.sample.dates;
        Some((
            dates[*tested.first()? as usize],
            dates[*tested.last()? as usize],
        ))
    }
}

/// The records of the window of a record; `None` where they would begin before all others.
fn window_of(record: u32, window: Offsets) -> Option<RangeInclusive<usize>> {
    let place = |offset| Some(record.checked_add_signed(offset)? as usize);
    Some(place(window.first)?..=place(window.last)?)
}

/// The records with enough news and all changes of their window, without those that the request leaves out.
fn choose_records(
    sample: &Sample,
    z: &[Option<f64>],
    windows: &Windows,
    request: &CorrelateRequest,
) -> Tested {
    let required = Required {
        from: Some(sample.period.from()),
        to: Some(sample.period.to()),
        k: request.k,
        a: request.window.first,
        b: request.window.last,
    };

    Tested::new(&sample.dates, &sample.joined, z, windows, &required).without(|record| {
        let set_date = sample.moves.records()[record as usize].set_date;
        request.excluded.iter().any(|span| span.contains(set_date))
    })
}

/// Names the option that asks too much.
impl From<StudyError> for Error {
    fn from(error: StudyError) -> Self {
        let (flag, ru) = match error {
            StudyError::Missing { record, offset } => (
                "--window",
                format!(
                    "у записи № {record} нет изменения на месте {offset}, которое входит в окно"
                ),
            ),
            StudyError::TooFewDraws(few) => (
                "--permutations",
                format!(
                    "{} перестановок мало: чтобы p могло пройти порог, нужно не меньше {}",
                    few.count, few.least
                ),
            ),
        };
        Self::usage(flag, error.to_string(), ru)
    }
}

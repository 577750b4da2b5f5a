//! The part of one currency in a screen: its tested records as scores, and the terms with enough events on them.

use super::{
    data::{Question, StudyData},
    sample::{DayRange, Subject},
    term_words::TermNames,
};
use crate::{
    analysis::{
        FactorsFrom,
        events::{clusters, without_copies},
        null::{Draws, Scores, calendar_class},
        sample::mean,
        screen::{Moves, Panel, Terms},
        study::{RESAMPLES, Resamples, cluster_bands, outcomes},
    },
    error::Result,
    text::TermKey,
};

/// A term that is tested.
pub struct PanelTerm {
    pub key: TermKey,
    /// By its lemmas.
    pub name: String,
    /// Terms of nearly the same events, by their lemmas; they are not tested.
    pub copies: Vec<String>,
}

/// The records of one currency with the terms tested on them.
pub struct CurrencyPanel {
    pub data: StudyData,
    /// Those with most events first.
    pub terms: Vec<PanelTerm>,
    events: Terms,
    draws: Draws,
    scores: Scores,
    outcome: Vec<f64>,
    before: Option<Scores>,
    calendar: Vec<usize>,
    change_pct: Vec<f64>,
    change_log_pct: Vec<f64>,
    change_kop: Option<Vec<f64>>,
    mean_sigma_pct: f64,
    /// Records within which events are one group, for intervals.
    cluster_reach: u32,
}

impl CurrencyPanel {
    /// The records of a range with all terms that can be tested on them.
    ///
    /// # Errors
    /// As [`StudyData::load`]; [`crate::error::Error::Usage`] when a record lacks a figure of its window.
    pub fn with_all_terms(
        question: Question<'_>,
        subject: &Subject,
        range: DayRange,
        factors: FactorsFrom,
    ) -> Result<Self> {
        let request = question.request;
        let mut panel = Self::without_terms(question, subject, range, factors)?;
        let search = panel.data.event_search(question.corpus, request);
        let reach = u32::try_from(request.window.len() - 1).unwrap_or_default();

        let found = search.terms(request.numbers, reach);
        let names = TermNames::load(&question.app.store, found.iter().map(|term| term.key))?;

        let named: Vec<(String, &[u32])> = found
            .iter()
            .map(|term| (names.name(term.key), term.positions.as_slice()))
            .collect();
        for kept in without_copies(&named) {
            let copies = kept.copies.iter().map(|copy| named[*copy].0.clone());
            let (name, positions) = &named[kept.term];
            let term = PanelTerm {
                key: found[kept.term].key,
                name: name.clone(),
                copies: copies.collect(),
            };
            panel.push(term, positions);
        }
        Ok(panel)
    }

    /// The records of a range, to which terms are added by [`Self::push`].
    ///
    /// # Errors
    /// As [`Self::with_all_terms`].
    pub fn without_terms(
        question: Question<'_>,
        subject: &Subject,
        range: DayRange,
        factors: FactorsFrom,
    ) -> Result<Self> {
        let request = question.request;
        let data = StudyData::load(question, subject, range, factors)?;
        let tested = data.tested.records();
        let outcomes = outcomes(&data.z, tested, request.window, request.k)?;

        Ok(Self {
            terms: Vec::new(),
            events: Terms::default(),
            draws: request.draws(tested.len()),
            scores: Scores::new(&outcomes.main),
            before: outcomes.pre.as_deref().map(Scores::new),
            outcome: outcomes.main,
            calendar: data.set_dates().map(calendar_class).collect(),
            change_pct: data.abnormal_simple_sums(request.window),
            change_log_pct: data.abnormal_sums(request.window),
            change_kop: data.kopeck_sums(request.window),
            mean_sigma_pct: mean(&data.of_tested(&data.sigma_pct)),
            cluster_reach: 2 * request.k,
            data,
        })
    }

    /// Adds a term with its events by position among the tested records.
    pub fn push(&mut self, term: PanelTerm, positions: &[u32]) {
        self.events.push(positions);
        self.terms.push(term);
    }

    /// Number of tested records.
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// The 95 % interval of a term's mean change over the window, simple per cent, by resampling groups of
    /// events on neighbouring records; `None` with fewer than 8 groups.
    pub fn interval_pct(&self, term: usize) -> Option<(f64, f64)> {
        let events = self.events.events(term);
        let records = self.data.records_at(events);
        let sizes: Vec<usize> = clusters(&records, self.cluster_reach)
            .iter()
            .map(Vec::len)
            .collect();

        // A path of one step, the whole window: its band at that step is the interval.
        let paths: Vec<&[f64]> = events
            .iter()
            .map(|event| std::slice::from_ref(&self.change_pct[*event as usize]))
            .collect();
        let resamples = Resamples {
            clusters: sizes.len(),
            seed: self.draws.seed,
            count: RESAMPLES,
        };
        let bands = cluster_bands(&paths, &sizes, &resamples)?;
        Some((*bands.lo.first()?, *bands.hi.first()?))
    }

    /// The input of a screen.
    pub fn input(&self) -> (Panel<'_>, Moves<'_>) {
        let panel = Panel {
            scores: &self.scores,
            terms: &self.events,
            draws: &self.draws,
        };

        let moves = Moves {
            outcome: &self.outcome,
            before: self.before.as_ref(),
            calendar: Some(&self.calendar),
            change_pct: &self.change_pct,
            change_log_pct: &self.change_log_pct,
            change_kop: self.change_kop.as_deref(),
            mean_sigma_pct: self.mean_sigma_pct,
        };
        (panel, moves)
    }
}

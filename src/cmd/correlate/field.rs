//! One currency's part of a screen: its tested records as scores, and the terms that have enough events there.

use super::Question;
use super::prepared::{Prepared, unstudied};
use crate::analysis::FactorsFrom;
use crate::analysis::events::{TermEvents, clusters, without_copies};
use crate::analysis::null::{Draws, Scores};
use crate::analysis::sample::median;
use crate::analysis::screen::{Moves, Panel, Terms};
use crate::analysis::study::{Offsets, RESAMPLES, Resamples, cluster_bands, outcomes};
use crate::cmd::statistics::{Quoted, Sample, TermNames, load_sample};
use crate::error::Result;
use crate::text::TermKey;
use jiff::civil::Date;

/// A term that is tested, with those that have nearly the same events.
#[derive(Debug)]
pub struct FieldTerm {
    /// The term.
    pub key: TermKey,
    /// By its lemmas.
    pub name: String,
    /// Its copies, by their lemmas.
    pub copies: Vec<String>,
}

/// One currency's part.
#[derive(Debug)]
pub struct Field {
    /// Its records.
    pub sample: Sample,
    /// These and the news, made ready.
    pub prepared: Prepared,
    /// The terms tested, those with most events first.
    pub terms: Vec<FieldTerm>,
    events: Terms,
    draws: Draws,
    scores: Scores,
    outcome: Vec<f64>,
    before: Option<Scores>,
    change_pct: Vec<f64>,
    change_kop: Option<Vec<f64>>,
    median_sigma_pct: f64,
    /// Records within which events belong together, for intervals.
    cluster_reach: u32,
}

impl Field {
    /// The records of a range with all terms that can be tested on them.
    ///
    /// # Errors
    /// Those of [`load_sample`], and of the store.
    pub fn screened(
        question: &Question<'_>,
        quoted: Quoted<'_>,
        range: (Option<Date>, Option<Date>),
        factors: FactorsFrom,
    ) -> Result<Self> {
        let mut field = Self::empty(question, quoted, range, factors)?;
        let asked = question.asked;
        let reach = u32::try_from(asked.window.len() - 1).unwrap_or_default();
        let study = field.prepared.study(&field.sample, question.corpus, asked);
        let found = study.terms(asked.numbers, reach);
        let names = TermNames::load(question.store, found.iter().map(|term| term.key))?;
        let named: Vec<(String, &[u32])> = found
            .iter()
            .map(|term| (names.name(term.key), term.positions.as_slice()))
            .collect();
        for kept in without_copies(&named) {
            let TermEvents { key, positions, .. } = &found[kept.term];
            let copies = kept
                .copies
                .iter()
                .map(|copy| named[*copy].0.clone())
                .collect();
            field.push(
                FieldTerm {
                    key: *key,
                    name: named[kept.term].0.clone(),
                    copies,
                },
                positions,
            );
        }
        Ok(field)
    }

    /// The records of a range without terms.
    ///
    /// # Errors
    /// Those of [`load_sample`].
    pub fn empty(
        question: &Question<'_>,
        quoted: Quoted<'_>,
        range: (Option<Date>, Option<Date>),
        factors: FactorsFrom,
    ) -> Result<Self> {
        let asked = question.asked;
        let sample = load_sample(question.context, question.store, quoted, range, factors)?;
        let prepared = Prepared::new(&sample, question.corpus, asked);
        let tested = prepared.tested.records();
        let outcomes = outcomes(&prepared.z, tested, asked.window, asked.k).map_err(unstudied)?;
        let sigma: Vec<f64> = tested
            .iter()
            .filter_map(|at| prepared.sigma_pct[*at as usize])
            .collect();
        let window: Offsets = asked.window;
        Ok(Self {
            terms: Vec::new(),
            events: Terms::default(),
            draws: Draws {
                n: tested.len(),
                seed: asked.seed,
                count: asked.permutations,
            },
            scores: Scores::new(&outcomes.main),
            before: outcomes.pre.as_deref().map(Scores::new),
            outcome: outcomes.main,
            change_pct: prepared.abnormal_sums(window),
            change_kop: prepared.kopeck_sums(window),
            median_sigma_pct: median(&sigma).unwrap_or(f64::NAN),
            cluster_reach: 2 * asked.k,
            sample,
            prepared,
        })
    }

    /// Adds a term with its events by position among the tested records.
    pub fn push(&mut self, term: FieldTerm, positions: &[u32]) {
        self.events.push(positions);
        self.terms.push(term);
    }

    /// Tested records.
    pub fn len(&self) -> usize {
        self.scores.len()
    }

    /// The 95 % interval of a term's mean change over the window, per cent, by resampling groups of events whose
    /// records are near each other; none with fewer than 8 groups.
    pub fn interval_pct(&self, term: usize) -> Option<(f64, f64)> {
        let events = self.events.events(term);
        let tested = self.prepared.tested.records();
        let records: Vec<u32> = events.iter().map(|event| tested[*event as usize]).collect();
        let sizes: Vec<usize> = clusters(&records, self.cluster_reach)
            .iter()
            .map(Vec::len)
            .collect();
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

    /// As the screen takes it.
    pub fn panel(&self) -> (Panel<'_>, Moves<'_>) {
        let panel = Panel {
            scores: &self.scores,
            terms: &self.events,
            draws: &self.draws,
        };
        let moves = Moves {
            outcome: &self.outcome,
            before: self.before.as_ref(),
            change_pct: &self.change_pct,
            change_kop: self.change_kop.as_deref(),
            median_sigma_pct: self.median_sigma_pct,
        };
        (panel, moves)
    }
}

//! The rows of a screen in words: names, forms, examples, and how many of a term's stories report the rate itself.

use super::Question;
use super::field::Field;
use super::term::examples;
use crate::analysis::screen::{Row, Screen, TermAt};
use crate::analysis::study::Direction;
use crate::cmd::statistics::{forms_in_titles, phrase_of};
use crate::error::Result;
use crate::render::{EventExample, ScreenRow};
use crate::text::Lemmas;
use crate::text::{TermKey, collect_terms};
use std::collections::BTreeMap;

/// What is known of a term that is shown.
#[derive(Debug, Default)]
struct Shown {
    forms: Vec<String>,
    rate_report_share: f64,
    /// Places of its stories, earliest first.
    stories: Vec<u32>,
}

/// Makes rows.
pub struct RowMaker<'a> {
    fields: &'a [Field],
    shown: BTreeMap<TermKey, Shown>,
    examples: BTreeMap<(TermAt, Vec<u32>), Vec<EventExample>>,
}

impl<'a> RowMaker<'a> {
    /// Ready for the rows of a screen.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn new(
        question: &Question<'_>,
        fields: &'a [Field],
        found: Option<&Screen>,
    ) -> Result<Self> {
        let mut maker = Self {
            fields,
            shown: BTreeMap::new(),
            examples: BTreeMap::new(),
        };
        let Some(found) = found else { return Ok(maker) };
        let lists = [
            &found.found,
            &found.candidates,
            &found.echoes,
            &found.marginal,
            &found.closest,
        ];
        let rows: Vec<&Row> = lists.into_iter().flatten().collect();
        maker.shown = rows
            .iter()
            .map(|row| (maker.key(row.at), Shown::default()))
            .collect();
        maker.find_stories(question);
        maker.find_forms(question)?;
        for row in rows {
            let examples = maker.examples_of(question, row)?;
            maker
                .examples
                .insert((row.at, row.examples.clone()), examples);
        }
        Ok(maker)
    }

    fn key(&self, at: TermAt) -> TermKey {
        self.fields[at.panel].terms[at.term].key
    }

    fn name(&self, at: TermAt) -> String {
        self.fields[at.panel].terms[at.term].name.clone()
    }

    /// One pass over all stories for all terms that are shown.
    fn find_stories(&mut self, question: &Question<'_>) {
        let corpus = question.corpus;
        let mut terms = Vec::new();
        for at in 0..u32::try_from(corpus.stories().len()).unwrap_or(u32::MAX) {
            collect_terms(
                corpus.words(at as usize),
                question.asked.numbers,
                &mut terms,
            );
            for term in &terms {
                if let Some(shown) = self.shown.get_mut(term) {
                    shown.stories.push(at);
                }
            }
        }
        for shown in self.shown.values_mut() {
            let is_report = |at: &&u32| {
                corpus.stories()[**at as usize]
                    .rate_report
                    .by(question.asked.rate_report_rule)
            };
            let reports = shown.stories.iter().filter(is_report).count();
            shown.rate_report_share = reports as f64 / shown.stories.len().max(1) as f64;
        }
    }

    fn find_forms(&mut self, question: &Question<'_>) -> Result<()> {
        let mut lemmas = Lemmas::default();
        let names: BTreeMap<TermKey, String> = self
            .fields
            .iter()
            .flat_map(|field| &field.terms)
            .filter(|term| self.shown.contains_key(&term.key))
            .map(|term| (term.key, term.name.clone()))
            .collect();
        for (key, shown) in &mut self.shown {
            let phrases = [phrase_of(&names[key])];
            let (store, corpus) = (&*question.store, question.corpus);
            shown.forms = forms_in_titles(store, corpus, &phrases, &shown.stories, &mut lemmas)?;
        }
        Ok(())
    }

    fn examples_of(&self, question: &Question<'_>, row: &Row) -> Result<Vec<EventExample>> {
        let field = &self.fields[row.at.panel];
        let tested = field.prepared.tested.records();
        let records: Vec<u32> = row.examples.iter().map(|at| tested[*at as usize]).collect();
        let stories = &self.shown[&self.key(row.at)].stories;
        let placed = &field.prepared.placed;
        examples(question, &field.sample, &records, false, |record| {
            stories
                .iter()
                .map(|at| *at as usize)
                .find(|at| placed[*at] == Some(record))
        })
    }

    /// A row.
    pub fn row(&self, row: &Row) -> ScreenRow {
        let term = &self.fields[row.at.panel].terms[row.at.term];
        let shown = &self.shown[&term.key];
        ScreenRow {
            term: term.name.clone(),
            forms: shown.forms.clone(),
            currency: (self.fields.len() > 1)
                .then(|| self.fields[row.at.panel].sample.name.clone()),
            n: row.n_events,
            direction: Direction::of(row.test.t_star).map(Direction::name),
            effect_pct: row.effect_pct,
            interval_pct: self.fields[row.at.panel].interval_pct(row.at.term),
            effect_kop: row.effect_kop,
            t: row.test.t_star,
            p: row.test.p,
            q: row.test.q,
            p_adj: row.test.p_adj,
            step_p: row.step_p,
            first_half: row.first_half,
            second_half: row.second_half,
            halves_agree: row.halves_agree,
            p_pre: row.p_pre,
            rate_report_share: shown.rate_report_share,
            echo_of: row.echo_of.map(|at| self.name(at)),
            copies: term.copies.clone(),
            examples: self
                .examples
                .get(&(row.at, row.examples.clone()))
                .cloned()
                .unwrap_or_default(),
        }
    }
}

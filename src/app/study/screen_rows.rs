//! The rows of a screen in words: names, forms, examples, and how many of a term's stories report the rate itself.

use super::currency_panel::{CurrencyPanel, PanelTerm};
use super::data::Question;
use super::examples::load_examples;
use super::{forms_in_titles, lemmas_of_name};
use crate::analysis::screen::{Row, Screen, TermAt};
use crate::error::Result;
use crate::render::{EventExample, ScreenRow};
use crate::text::{Lemmas, TermKey, collect_terms};
use std::collections::BTreeMap;

/// A term that is shown.
#[derive(Debug, Default)]
struct ShownTerm {
    name: String,
    forms: Vec<String>,
    /// Places of its stories in the corpus, earliest first.
    stories: Vec<u32>,
}

/// Makes the rows of a screen.
pub struct RowMaker<'a> {
    question: Question<'a>,
    panels: &'a [CurrencyPanel],
    screen: Option<&'a Screen>,
    shown: BTreeMap<TermKey, ShownTerm>,
}

impl<'a> RowMaker<'a> {
    /// Without a screen, for which there were too few records, all lists are empty.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn new(
        question: Question<'a>,
        panels: &'a [CurrencyPanel],
        screen: Option<&'a Screen>,
    ) -> Result<Self> {
        let mut maker = Self {
            question,
            panels,
            screen,
            shown: BTreeMap::new(),
        };
        let Some(screen) = screen else {
            return Ok(maker);
        };

        let lists = [
            &screen.found,
            &screen.candidates,
            &screen.echoes,
            &screen.marginal,
            &screen.closest,
        ];
        for row in lists.into_iter().flatten() {
            let PanelTerm { key, name, .. } = maker.term(row.at);
            let name = name.clone();
            maker.shown.insert(
                *key,
                ShownTerm {
                    name,
                    ..ShownTerm::default()
                },
            );
        }
        maker.find_stories();
        maker.find_forms()?;
        Ok(maker)
    }

    fn term(&self, at: TermAt) -> &'a PanelTerm {
        &self.panels[at.panel].terms[at.term]
    }

    /// Finds the stories of all shown terms in one pass over the corpus.
    fn find_stories(&mut self) {
        let Question {
            corpus, request, ..
        } = self.question;
        let mut terms = Vec::new();
        for story in 0..u32::try_from(corpus.stories().len()).unwrap_or(u32::MAX) {
            collect_terms(corpus.words(story as usize), request.numbers, &mut terms);
            for term in &terms {
                if let Some(shown) = self.shown.get_mut(term) {
                    shown.stories.push(story);
                }
            }
        }
    }

    fn find_forms(&mut self) -> Result<()> {
        let Question { app, corpus, .. } = self.question;
        let mut lemmas = Lemmas::default();
        for shown in self.shown.values_mut() {
            let phrases = [lemmas_of_name(&shown.name)];
            let stories = &shown.stories;
            shown.forms = forms_in_titles(&app.store, corpus, &phrases, stories, &mut lemmas)?;
        }
        Ok(())
    }

    /// The rows of one of the lists.
    ///
    /// # Errors
    /// [`crate::error::Error::Store`].
    pub fn rows(&self, list: fn(&Screen) -> &Vec<Row>) -> Result<Vec<ScreenRow>> {
        let rows = self.screen.into_iter().flat_map(list);
        rows.map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &Row) -> Result<ScreenRow> {
        let panel = &self.panels[row.at.panel];
        let term = self.term(row.at);
        let shown = &self.shown[&term.key];
        Ok(ScreenRow {
            term: term.name.clone(),
            forms: shown.forms.clone(),
            currency: (self.panels.len() > 1).then(|| panel.data.sample.name.clone()),
            result: row.clone(),
            interval_pct: panel.interval_pct(row.at.term),
            rate_report_share: self.rate_report_share(&shown.stories),
            echo_of: row.echo_of.map(|found| self.term(found).name.clone()),
            copies: term.copies.clone(),
            examples: self.examples(panel, row, &shown.stories)?,
        })
    }

    fn rate_report_share(&self, stories: &[u32]) -> f64 {
        let Question {
            corpus, request, ..
        } = self.question;
        let reports = stories.iter().filter(|story| {
            let story = &corpus.stories()[**story as usize];
            story.rate_report.by(request.rate_report_rule)
        });
        reports.count() as f64 / stories.len().max(1) as f64
    }

    fn examples(
        &self,
        panel: &CurrencyPanel,
        row: &Row,
        stories: &[u32],
    ) -> Result<Vec<EventExample>> {
        let story_records = &panel.data.story_records;
        let first_story = |record: u32| {
            let mut stories = stories.iter().map(|story| *story as usize);
            stories.find(|story| story_records[*story] == Some(record))
        };
        let records: Vec<_> = panel
            .records_at(&row.examples)
            .into_iter()
            .map(|record| (record, first_story(record)))
            .collect();

        let Question { app, corpus, .. } = self.question;
        let mut examples = load_examples(&app.store, corpus, &panel.data.sample, &records)?;
        // Only the event study of one term has the key `z` in its examples.
        examples.iter_mut().for_each(|example| example.z = None);
        Ok(examples)
    }
}

//! The rows of a screen in words: names, forms, examples, and how many of a term's stories report the rate itself.

use super::{
    currency_panel::{CurrencyPanel, PanelTerm},
    data::Question,
    term_words::{forms_in_titles, words_of_name},
};
use crate::{
    analysis::{
        screen::{Row, Screen, TermAt},
        study::Direction,
    },
    error::Result,
    render::{ListsApart, RowFurther, ScreenLists, ScreenRow},
    text::{Lemmas, TermKey, collect_terms},
};
use std::collections::BTreeMap;

/// A term that is shown.
#[derive(Default)]
struct ShownTerm {
    name: String,
    forms: Vec<String>,
    /// Places of its stories in the corpus, earliest first.
    stories: Vec<u32>,
}

/// Makes the rows of a screen.
struct RowMaker<'a> {
    question: Question<'a>,
    panels: &'a [CurrencyPanel],
    shown: BTreeMap<TermKey, ShownTerm>,
}

/// The lists of a screen in words; that of all terms over the threshold only if it is wanted.
pub fn make_lists(
    question: Question<'_>,
    panels: &[CurrencyPanel],
    screen: &Screen,
    wants_marginal: bool,
) -> Result<(ScreenLists, ListsApart)> {
    let mut maker = RowMaker {
        question,
        panels,
        shown: BTreeMap::new(),
    };
    maker.collect_terms(screen);
    maker.find_stories();
    maker.find_forms()?;

    let lists = ScreenLists {
        found: maker.rows(&screen.found)?,
        candidates: maker.rows(&screen.candidates)?,
        echoes: maker.rows(&screen.echoes)?,
        marginal: wants_marginal
            .then(|| maker.rows(&screen.marginal))
            .transpose()?,
        nearest: maker.rows(&screen.closest)?,
    };
    let apart = ListsApart {
        calendar: maker.rows(&screen.calendar)?,
        passed_alone: maker.rows(&screen.passed_alone)?,
        conditional: maker.rows(&screen.conditional)?,
    };

    Ok((lists, apart))
}

impl<'a> RowMaker<'a> {
    fn term(&self, at: TermAt) -> &'a PanelTerm {
        &self.panels[at.panel].terms[at.term]
    }

    fn collect_terms(&mut self, screen: &Screen) {
        let lists = [
            &screen.found,
            &screen.candidates,
            &screen.echoes,
            &screen.marginal,
            &screen.closest,
            // What passed alone is marginal too, and so is most of the calendar.
            &screen.calendar,
            &screen.conditional,
        ];

        // A term may be in both lists, and in the lists of several currencies.
        for row in lists.into_iter().flatten() {
            let term = self.term(row.at);
            self.shown.entry(term.key).or_insert_with(|| ShownTerm {
                name: term.name.clone(),
                ..ShownTerm::default()
            });
        }
    }

    /// One pass over the corpus for all terms together: it may have a million stories.
    fn find_stories(&mut self) {
        let corpus = self.question.corpus;
        let numbers = self.question.request.numbers;

        let mut terms = Vec::new();
        for story in corpus.story_numbers() {
            collect_terms(corpus.words(story as usize), numbers, &mut terms);
            for term in &terms {
                if let Some(shown) = self.shown.get_mut(term) {
                    shown.stories.push(story);
                }
            }
        }
    }

    fn find_forms(&mut self) -> Result<()> {
        let Question { app, corpus, .. } = self.question;
        // One cache for all terms: their titles have many words in common.
        let mut lemmas = Lemmas::default();

        for shown in self.shown.values_mut() {
            let phrases = [words_of_name(&shown.name)];
            let stories = &shown.stories;
            shown.forms = forms_in_titles(&app.store, corpus, &phrases, stories, &mut lemmas)?;
        }
        Ok(())
    }

    fn rows(&self, rows: &[Row]) -> Result<Vec<ScreenRow>> {
        rows.iter().map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &Row) -> Result<ScreenRow> {
        let panel = &self.panels[row.at.panel];
        let term = self.term(row.at);
        let shown = &self.shown[&term.key];
        let stories = &shown.stories;
        let mut examples = panel.data.load_examples(
            self.question,
            self.question.request.window,
            &row.examples,
            stories,
        )?;
        // Only the event study of one term has the key `z` in its examples.
        for example in &mut examples {
            example.z = None;
        }

        Ok(ScreenRow {
            term: term.name.clone(),
            forms: shown.forms.clone(),
            currency: (self.panels.len() > 1).then_some(panel.data.sample.name),
            result: row.clone(),
            interval_pct: panel.interval_pct(row.at.term),
            rate_report_share: self.rate_report_share(stories),
            echo_of: row.echo_of.map(|found| self.term(found).name.clone()),
            copies: term.copies.clone(),
            examples,
            further: self.further(row),
        })
    }

    fn further(&self, row: &Row) -> RowFurther {
        let conditional = row.conditional.as_ref();
        let beside = conditional.and_then(|one| one.beside);

        RowFurther {
            effect_log_pct: row.effect_log_pct,
            pre_direction: row.pre_direction.map(Direction::name),
            p_calendar: row.p_calendar,
            calendar_pct: row.calendar_pct,
            beside: beside.map(|found| self.term(found).name.clone()),
            beside_t: conditional.map(|one| one.t_star),
            beside_effect_pct: conditional.and_then(|one| one.effect_pct),
        }
    }

    fn rate_report_share(&self, stories: &[u32]) -> f64 {
        let reports = self.question.count_rate_reports(stories);
        reports as f64 / stories.len().max(1) as f64
    }
}

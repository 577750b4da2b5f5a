//! Headlines of past days from the configured archives.
//!
//! A backfill is planned by what is stored, then asked for, then finished. Each archive is walked by itself, one request at
//! a time; archives of different servers side by side. A day is recorded when all of its headlines are stored, so that a run
//! that is broken off at any moment only has to be started again.

mod plan;
mod site_rules;
mod walking;

pub use plan::BackfillRequest;

use super::{App, fetch::RequestListener, news::intake::Intake};
use crate::{
    error::{Error, Result},
    net::{ArchiveQuestions, Client},
    render::{ArchivePlan, WorkNote},
};
use plan::plan_walks;
use site_rules::SiteRules;
use std::sync::Arc;
use walking::Walking;

/// A backfill: what is to be asked, and what came of it.
pub struct Backfill {
    walks: Vec<Walking>,
    errors: Vec<Error>,
}

impl Backfill {
    /// Decides which days of which archives are to be asked, by what is stored.
    ///
    /// # Errors
    /// [`Error::Usage`] without archives, for a source that is none of them, and for days to come; [`Error::Store`].
    pub fn plan(app: &App, request: &BackfillRequest) -> Result<Self> {
        Ok(Self {
            walks: plan_walks(app, request)?,
            errors: Vec::new(),
        })
    }

    /// What will be asked, an archive each.
    pub fn plans(&self) -> Vec<ArchivePlan> {
        self.walks.iter().map(Walking::plan).collect()
    }

    /// About how many requests it will be.
    pub fn count_requests(&self) -> usize {
        let counts = self.walks.iter().map(|walk| walk.plan().requests);
        usize::try_from(counts.sum::<u64>()).unwrap_or(usize::MAX)
    }

    /// Asks for all of it.
    pub async fn run(
        &mut self,
        app: &mut App,
        client: &Arc<Client>,
        listener: &dyn RequestListener,
    ) {
        let now = app.now;
        let mut rules = SiteRules::new(now);
        let mut intake = match Intake::new(&mut app.store, now) {
            Ok(intake) => intake,
            Err(error) => {
                self.errors.push(error);
                return;
            }
        };

        let mut questions = ArchiveQuestions::default();
        self.ask_next(client, &mut rules, &mut intake, &mut questions);
        while let Some((index, answered)) = questions.next().await {
            let walk = &mut self.walks[index];
            listener.start(walk.name().to_owned());
            if let Err(error) = walk.take(answered, &mut rules, &mut intake) {
                // What the store refused once it refuses for every archive.
                self.errors.push(error);
                return;
            }
            listener.step();
            self.ask_next(client, &mut rules, &mut intake, &mut questions);
        }

        // A walk may also end without an answer: where the next address may not be asked.
        let stored = self
            .walks
            .iter_mut()
            .map(|walk| walk.store_done(&mut intake));
        self.errors.extend(stored.filter_map(Result::err));
    }

    /// Asks each archive that has no question under way. An answer may be what several wait for: the rules of a site.
    fn ask_next(
        &mut self,
        client: &Arc<Client>,
        rules: &mut SiteRules,
        intake: &mut Intake<'_>,
        questions: &mut ArchiveQuestions,
    ) {
        for (index, walk) in self.walks.iter_mut().enumerate() {
            if let Some((url, manners)) = walk.next_question(rules, intake.store()) {
                questions.ask(client, index, url, manners);
            }
        }
    }

    /// Clusters what came, notes it, and returns what went wrong.
    ///
    /// # Errors
    /// [`Error::Store`] when SQLite refuses.
    pub fn finish(mut self, app: &mut App) -> Result<Vec<Error>> {
        Intake::new(&mut app.store, app.now)?.finish()?;

        let outcomes = self.walks.iter().map(Walking::outcome).collect();
        app.note(WorkNote::Backfilled(outcomes));
        for walk in self.walks {
            self.errors.extend(walk.into_errors());
        }
        Ok(self.errors)
    }
}

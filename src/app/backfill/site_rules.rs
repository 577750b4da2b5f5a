//! The robots.txt of each site that is asked: from the store for a day, else from the site.

use crate::{
    error::{AnswerFault, Error, Result},
    net::{Answer, RobotsRules},
    store::{Store, StoredRobots},
};
use jiff::{SignedDuration, Timestamp};
use std::{collections::HashMap, sync::Arc};

/// For how long a robots.txt is kept: RFC 9309 (2.4) allows a day.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What is known of a site.
pub(super) enum SiteState {
    /// Nothing: it has not been asked.
    Unknown,
    /// Its robots.txt is being asked for.
    Asked,
    Known(Arc<RobotsRules>),
    /// Its robots.txt cannot be had, so nothing is asked.
    Closed(Error),
}

pub(super) struct SiteRules {
    now: Timestamp,
    sites: HashMap<String, SiteState>,
}

impl SiteRules {
    pub fn new(now: Timestamp) -> Self {
        Self {
            now,
            sites: HashMap::new(),
        }
    }

    /// What is known of a site, from the store at the first question.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn state(&mut self, site: &str, store: &Store) -> Result<&mut SiteState> {
        if !self.sites.contains_key(site) {
            let stored = store
                .load_robots(site)?
                .filter(|robots| self.is_fresh(robots));
            let state = stored.map_or(SiteState::Unknown, |robots| {
                SiteState::Known(Arc::new(RobotsRules::parse(&robots.body)))
            });
            self.sites.insert(site.to_owned(), state);
        }
        Ok(self
            .sites
            .entry(site.to_owned())
            .or_insert(SiteState::Unknown))
    }

    fn is_fresh(&self, robots: &StoredRobots) -> bool {
        let age = self.now.duration_since(robots.asked_at);
        !age.is_negative() && age < KEPT
    }

    /// Takes what a site answered when it was asked for its robots.txt. One that has none allows everything; one that
    /// refuses to say, or cannot be reached, is not asked for anything else (RFC 9309, 2.3.1.4, and more careful than its
    /// 2.3.1.3 about 401 and 403).
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn take(
        &mut self,
        site: String,
        answered: Result<Answer>,
        store: &mut Store,
    ) -> Result<()> {
        let body = match answered {
            Ok(answer) => String::from_utf8_lossy(&answer.body).into_owned(),
            Err(error) if is_absent(&error) => String::new(),
            Err(error) => {
                self.sites.insert(site, SiteState::Closed(error));
                return Ok(());
            }
        };

        let rules = Arc::new(RobotsRules::parse(&body));
        store.record_robots(&StoredRobots {
            site: site.clone(),
            asked_at: self.now,
            body,
        })?;
        self.sites.insert(site, SiteState::Known(rules));
        Ok(())
    }
}

/// Whether a refusal says that there is no such file.
fn is_absent(error: &Error) -> bool {
    let Error::BadAnswer {
        fault: AnswerFault::Status { status, .. },
        ..
    } = error
    else {
        return false;
    };
    (400..500).contains(status) && !matches!(status, 401 | 403 | 429)
}

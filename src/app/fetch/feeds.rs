//! The news half of a fetch: the feeds of the configuration side by side, each answer stored as soon as it comes.

use super::request::RequestListener;
use crate::{
    app::{
        App,
        news::{FeedIntake, load_feed_statuses},
    },
    error::{AnswerFault, Error, Result},
    net::{Client, Conditional, LONGEST_WAIT, Validators},
    render::{FeedOutcome, FeedStatus, FetchedFeed, Note, WorkNote},
    store::{FeedAsked, FeedState, Store},
};
use jiff::{SignedDuration, Timestamp};
use std::{sync::Arc, time::Duration};

pub struct FeedsFetch {
    /// In the order of the configuration.
    feeds: Vec<PlannedFeed>,
}

struct PlannedFeed {
    state: FeedState,
    /// The address as it is asked, with passwords and tokens.
    address: String,
    /// What came of it; none while it is still to be asked.
    outcome: Option<FeedOutcome>,
    /// The address to which it has moved for good, if it said so.
    moved_to: Option<String>,
}

impl PlannedFeed {
    fn question(&self) -> (String, Validators) {
        (self.address.clone(), self.state.validators.clone())
    }

    /// An error says more about a feed that failed.
    fn into_fetched(self) -> Option<FetchedFeed> {
        let outcome = self.outcome.filter(|one| *one != FeedOutcome::Failed)?;
        Some(FetchedFeed {
            name: self.state.name,
            url: self.state.url,
            outcome,
            moved_to: self.moved_to,
        })
    }

    /// Stores what came, or that nothing did; returns what went wrong.
    fn take_answer(
        &mut self,
        intake: &mut FeedIntake<'_>,
        now: Timestamp,
        answered: Result<Conditional>,
    ) -> Vec<Error> {
        if let Ok(answered) = &answered {
            self.moved_to.clone_from(&answered.moved_to);
        }
        let taken = answered.and_then(|answered| store_answer(intake, &self.state, now, &answered));

        match taken {
            Ok(outcome) => {
                self.outcome = Some(outcome);
                Vec::new()
            }
            Err(error) => {
                self.outcome = Some(FeedOutcome::Failed);
                let stored = store_failure(intake.store(), &self.state, now, &error);
                let error = error.of_feed(&self.state.name);
                stored.err().into_iter().chain([error]).collect()
            }
        }
    }
}

impl FeedsFetch {
    /// Every configured feed is asked that does not want to be left alone.
    pub fn plan(app: &App) -> Result<Self> {
        let statuses = load_feed_statuses(app)?.into_iter();
        let feeds = statuses
            .zip(&app.config.feeds)
            .map(|(FeedStatus { state, now }, feed)| PlannedFeed {
                outcome: left_alone(&state, now),
                state,
                address: feed.url.clone(),
                moved_to: None,
            });

        Ok(Self {
            feeds: feeds.collect(),
        })
    }

    pub fn count_requests(&self) -> usize {
        self.to_ask().count()
    }

    pub fn urls(&self) -> Vec<String> {
        self.to_ask().map(|feed| feed.state.url.clone()).collect()
    }

    fn to_ask(&self) -> impl Iterator<Item = &PlannedFeed> {
        self.feeds.iter().filter(|feed| feed.outcome.is_none())
    }

    /// Asks them side by side; returns what went wrong.
    pub async fn run(
        &mut self,
        app: &mut App,
        client: &Arc<Client>,
        listener: &dyn RequestListener,
    ) -> Vec<Error> {
        let now = app.now;
        let configured: Vec<&str> = self
            .feeds
            .iter()
            .map(|feed| feed.state.url.as_str())
            .collect();
        if let Err(error) = app.store.forget_gone_feeds(&configured) {
            return vec![error];
        }
        let mut intake = match FeedIntake::new(&mut app.store, now) {
            Ok(intake) => intake,
            Err(error) => return vec![error],
        };

        let mut asked: Vec<_> = self
            .feeds
            .iter_mut()
            .filter(|feed| feed.outcome.is_none())
            .collect();
        let mut answers = client.start_conditional(asked.iter().map(|feed| feed.question()));
        let mut errors = Vec::new();
        while let Some((index, answered)) = answers.next().await {
            let feed = &mut *asked[index];
            listener.start(feed.state.name.clone());
            errors.extend(feed.take_answer(&mut intake, now, answered));
            listener.step();
        }

        errors.extend(intake.finish().err());
        errors
    }

    /// Notes what it has brought so far; that there is nothing to ask, only if nothing else was wanted.
    pub fn say_summary(self, app: &App, wants_feeds_alone: bool) {
        if self.feeds.is_empty() && wants_feeds_alone {
            app.note(Note::NoFeeds);
        }

        let fetched: Vec<_> = self
            .feeds
            .into_iter()
            .filter_map(PlannedFeed::into_fetched)
            .collect();
        if !fetched.is_empty() {
            app.note(WorkNote::FetchedFeeds(fetched));
        }
    }
}

/// Why a feed is not asked, if it is not.
fn left_alone(feed: &FeedState, now: Timestamp) -> Option<FeedOutcome> {
    if feed.is_gone() {
        return Some(FeedOutcome::Gone);
    }
    left_alone_until(feed, now).map(FeedOutcome::NotBefore)
}

/// Until when a feed wants to be left alone. No wish is longer than a day, so a later time was written by a clock
/// that was ahead, and counts for nothing.
fn left_alone_until(feed: &FeedState, now: Timestamp) -> Option<Timestamp> {
    let longest = after(now, LONGEST_WAIT)?;
    feed.not_before
        .filter(|until| *until > now && *until <= longest)
}

fn after(now: Timestamp, wait: Duration) -> Option<Timestamp> {
    now.checked_add(SignedDuration::try_from(wait).ok()?).ok()
}

fn store_answer(
    intake: &mut FeedIntake<'_>,
    feed: &FeedState,
    now: Timestamp,
    answered: &Conditional,
) -> Result<FeedOutcome> {
    let validators = &answered.validators;
    let outcome = match &answered.answer {
        None => FeedOutcome::NotModified,
        Some(answer) => FeedOutcome::Read(intake.take(&feed.name, &validators.of_url, answer)?),
    };

    // The validators say that the headlines will not be sent again, so they are stored after these: what is broken off
    // in between is asked for once more, and nothing is lost.
    let not_before = answered.fresh_for.and_then(|wait| after(now, wait));
    intake
        .store()
        .record_feed_success(asked_at(feed, now), validators, not_before)?;
    Ok(outcome)
}

/// Records that a feed failed. An error of the store is not the feed's.
fn store_failure(store: &mut Store, feed: &FeedState, now: Timestamp, error: &Error) -> Result<()> {
    let not_before = match error {
        Error::Unreachable { retry_after, .. } => retry_after.and_then(|wait| after(now, wait)),
        Error::BadAnswer {
            fault: AnswerFault::Status { status: 410, .. },
            ..
        } => Some(FeedState::GONE),
        Error::BadAnswer { .. } => None,
        _ => return Ok(()),
    };

    store.record_feed_failure(asked_at(feed, now), &error.to_string(), not_before)
}

fn asked_at(feed: &FeedState, at: Timestamp) -> FeedAsked<'_> {
    FeedAsked {
        url: &feed.url,
        name: &feed.name,
        at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(not_before: Option<&str>, expected: Option<&str>) {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        let feed = FeedState {
            not_before: not_before.map(moment),
            ..FeedState::default()
        };
        let until = left_alone_until(&feed, moment("2026-11-23T12:00:00Z"));
        assert_eq!(until, expected.map(moment), "{not_before:?}");
    }

    #[test]
    fn a_feed_that_is_gone_is_left_alone() {
        let gone = FeedState {
            not_before: Some(FeedState::GONE),
            ..FeedState::default()
        };
        let now = "2026-11-23T12:00:00Z".parse().unwrap();
        assert_eq!(left_alone(&gone, now), Some(FeedOutcome::Gone));
    }

    #[test]
    fn a_wish_is_kept_until_its_time_and_for_a_day_at_most() {
        check(None, None);
        check(Some("2026-11-23T12:00:00Z"), None);
        check(Some("2026-11-23T12:00:01Z"), Some("2026-11-23T12:00:01Z"));
        check(Some("2026-11-24T12:00:00Z"), Some("2026-11-24T12:00:00Z"));
        check(Some("2026-11-24T12:00:01Z"), None);
    }
}

//! The news half of a fetch: the feeds of the configuration side by side, each answer stored as soon as it comes.

use super::feed_intake::FeedIntake;
use super::load_feed_statuses;
use crate::cmd::context::Context;
use crate::cmd::network::Network;
use crate::error::{Error, Result};
use crate::net::{Conditional, LONGEST_WAIT};
use crate::render::{self, FeedOutcome, FetchedFeed, Note};
use crate::store::{FeedAsked, FeedState, Store};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;

/// What is to be asked of feeds, and what came of it.
pub struct NewsFetch {
    feeds: Vec<FeedState>,
    /// Their addresses as they are asked, with passwords and tokens.
    addresses: Vec<String>,
    /// By the place of their feed; none where nothing has come of it yet.
    outcomes: Vec<Option<FeedOutcome>>,
}

impl NewsFetch {
    /// Says what is to be asked: every configured feed that does not want to be left alone.
    ///
    /// # Errors
    /// Those of the store.
    pub fn new(context: &Context, store: &Store) -> Result<Self> {
        let feeds: Vec<_> = load_feed_statuses(context, store)?
            .into_iter()
            .map(|status| status.state)
            .collect();
        let outcomes = feeds
            .iter()
            .map(|feed| left_alone_until(feed, context.now).map(FeedOutcome::NotBefore));
        let addresses = context
            .config
            .feeds
            .iter()
            .map(|feed| feed.url.clone())
            .collect();
        Ok(Self {
            outcomes: outcomes.collect(),
            feeds,
            addresses,
        })
    }

    /// How many feeds will be asked.
    pub fn requests(&self) -> usize {
        self.to_ask().count()
    }

    /// The addresses that would be asked.
    pub fn urls(&self) -> Vec<String> {
        self.to_ask().map(|(_, feed)| feed.url.clone()).collect()
    }

    fn to_ask(&self) -> impl Iterator<Item = (usize, &FeedState)> {
        let feeds = self.feeds.iter().enumerate();
        feeds
            .zip(&self.outcomes)
            .filter(|(_, outcome)| outcome.is_none())
            .map(|(feed, _)| feed)
    }

    /// Asks them side by side; the client keeps each host's turns. What has come by the time this is dropped is
    /// stored and counted: between two waits an answer is stored whole.
    pub async fn run(
        &mut self,
        context: &Context,
        store: &mut Store,
        network: &Network,
    ) -> Vec<Error> {
        let mut errors = Vec::new();
        let taken = match FeedIntake::new(store, context.now) {
            Ok(mut intake) => {
                self.ask_all(context, &mut intake, network, &mut errors)
                    .await;
                intake.finish()
            }
            Err(error) => Err(error),
        };
        errors.extend(taken.err());
        errors
    }

    async fn ask_all(
        &mut self,
        context: &Context,
        intake: &mut FeedIntake<'_>,
        network: &Network,
        errors: &mut Vec<Error>,
    ) {
        let mut asking = JoinSet::new();
        for (at, feed) in self.to_ask() {
            let client = Arc::clone(&network.client);
            let address = self.addresses[at].clone();
            let validators = feed.validators.clone();
            asking.spawn(async move { (at, client.get_conditional(&address, &validators).await) });
        }
        while let Some(asked) = asking.join_next().await {
            // A task ends without an answer by a panic only, and holds up no others.
            let Ok((at, answered)) = asked else { continue };
            let feed = &self.feeds[at];
            network.progress.start(feed.name.clone());
            let taken =
                answered.and_then(|answered| store_answer(context, intake, feed, &answered));
            self.outcomes[at] = Some(taken.unwrap_or_else(|error| {
                errors.extend(store_failure(context, intake.store(), feed, &error).err());
                errors.push(error);
                FeedOutcome::Failed
            }));
            network.progress.step();
        }
    }

    /// What it has brought so far, in words; that there is nothing to ask only where news alone was wanted.
    pub fn say_summary(self, context: &Context, is_news_alone: bool) {
        if self.feeds.is_empty() && is_news_alone {
            context.say(&Note::NoFeeds);
        }
        let fetched = self
            .feeds
            .into_iter()
            .zip(self.outcomes)
            .filter_map(|(feed, outcome)| {
                Some(FetchedFeed {
                    name: feed.name,
                    url: feed.url,
                    outcome: outcome?,
                })
            });
        let said = render::render_fetched_feeds(&fetched.collect::<Vec<_>>(), context.lang);
        if !said.is_empty() {
            context.note(&said);
        }
    }
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

/// Stores headlines first and then, by the validators, that they will not be sent again: what is broken off in
/// between is asked for once more, and nothing is lost.
fn store_answer(
    context: &Context,
    intake: &mut FeedIntake<'_>,
    feed: &FeedState,
    answered: &Conditional,
) -> Result<FeedOutcome> {
    let (outcome, validators, fresh_for) = match answered {
        Conditional::Changed {
            answer,
            validators,
            fresh_for,
        } => {
            let counts = intake.take(&feed.name, &validators.of_url, answer)?;
            (FeedOutcome::Read(counts), validators, fresh_for)
        }
        Conditional::NotModified {
            validators,
            fresh_for,
        } => (FeedOutcome::NotModified, validators, fresh_for),
    };
    let not_before = fresh_for.and_then(|wait| after(context.now, wait));
    intake
        .store()
        .record_feed_success(asked(context, feed), validators, not_before)?;
    Ok(outcome)
}

/// Records a failure of the feed's; one of the store's is none.
fn store_failure(
    context: &Context,
    store: &mut Store,
    feed: &FeedState,
    error: &Error,
) -> Result<()> {
    let retry_after = match error {
        Error::Unreachable { retry_after, .. } => *retry_after,
        Error::BadAnswer { .. } => None,
        _ => return Ok(()),
    };
    let not_before = retry_after.and_then(|wait| after(context.now, wait));
    store.record_feed_failure(asked(context, feed), &error.to_string(), not_before)
}

fn asked<'a>(context: &Context, feed: &'a FeedState) -> FeedAsked<'a> {
    FeedAsked {
        url: &feed.url,
        name: &feed.name,
        at: context.now,
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
    fn a_wish_is_kept_until_its_time_and_for_a_day_at_most() {
        check(None, None);
        check(Some("2026-11-23T12:00:00Z"), None);
        check(Some("2026-11-23T12:00:01Z"), Some("2026-11-23T12:00:01Z"));
        check(Some("2026-11-24T12:00:00Z"), Some("2026-11-24T12:00:00Z"));
        check(Some("2026-11-24T12:00:01Z"), None);
    }
}

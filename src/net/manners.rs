//! Asking an archive of news: slowly, only where its robots.txt allows it, and without insisting.

use super::{
    Answer, Client, Validators,
    address::{host_and_port, is_loopback},
    redirect::Way,
    shown::shown_address,
    unasked_not_modified,
};
use crate::error::{AnswerFault, Error, RedirectFault, Result};
use reqwest::Url;
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;

/// Shortest time between the beginnings of two requests to an archive that is not on this machine.
pub const SHORTEST_PAUSE: Duration = Duration::from_secs(1);

/// Whether an address may be asked.
pub type Allows = Arc<dyn Fn(&str) -> bool + Send + Sync>;

/// How an archive is asked.
#[derive(Clone)]
pub struct Manners {
    /// Time between the beginnings of two requests, at least [`SHORTEST_PAUSE`] except to this machine.
    pub pause: Duration,
    /// Whether an address of its site may be asked; without it, as for its robots.txt, redirects are followed as usual.
    pub allows: Option<Allows>,
}

impl Manners {
    pub(super) fn pause_before_next(&self, address: &Url) -> Duration {
        if is_loopback(address) {
            self.pause
        } else {
            self.pause.max(SHORTEST_PAUSE)
        }
    }

    /// Refuses a redirect to another site, where robots.txt has not been read, and to an address that it does not allow.
    pub(super) fn check_redirect(&self, way: &Way) -> std::result::Result<(), AnswerFault> {
        let Some(allows) = &self.allows else {
            return Ok(());
        };
        let address = way.last();
        let why = if host_and_port(address) != host_and_port(way.first()) {
            RedirectFault::OtherSite
        } else if allows(address.as_str()) {
            return Ok(());
        } else {
            RedirectFault::NotAllowed
        };

        Err(AnswerFault::Redirect {
            to: shown_address(address.as_str()),
            why,
        })
    }
}

impl Client {
    /// Gets an address of an archive whole. The caller has made sure that its robots.txt allows the address.
    ///
    /// # Errors
    /// As [`Client::get`], but 429 is [`Error::BadAnswer`] at once, and so is a redirect to another site or to an address
    /// that is not allowed.
    pub async fn get_with_manners(&self, url: &str, manners: &Manners) -> Result<Answer> {
        let answered = self
            .get_by(url, &Validators::default(), Some(manners))
            .await?;
        answered
            .answer
            .ok_or_else(|| Error::bad_answer(shown_address(url), unasked_not_modified()))
    }
}

/// Requests under way to several archives, each by its number; they end when this is dropped.
#[derive(Default)]
pub struct ArchiveQuestions(JoinSet<(usize, Result<Answer>)>);

impl ArchiveQuestions {
    /// Asks for an address of the archive with this number.
    pub fn ask(&mut self, client: &Arc<Client>, archive: usize, url: String, manners: Manners) {
        let client = Arc::clone(client);
        self.0
            .spawn(async move { (archive, client.get_with_manners(&url, &manners).await) });
    }

    /// The next answer that comes, with the number of its archive; `None` when nothing is under way.
    pub async fn next(&mut self) -> Option<(usize, Result<Answer>)> {
        loop {
            // A task ends without an answer by a panic only, which must not hold up the others.
            if let Ok(answered) = self.0.join_next().await? {
                return Some(answered);
            }
        }
    }
}

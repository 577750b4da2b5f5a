//! One archive on its way: the next question, its answer into the store, and when to stop.

use super::site_rules::{SiteRules, SiteState};
use crate::{
    app::{
        config::Archive,
        news::{fault_of, intake::Intake},
    },
    error::{AnswerFault, Bilingual, Error, Result},
    model::{Headline, Span},
    net::{Answer, LONGEST_CRAWL_DELAY, Manners, RobotsRules, WebAddress, shown_address},
    news::{
        ArchiveKind,
        archive::{ArchiveQuestion, DoneDay, Walk, WalkFault, start_walk},
        feed::FeedItem,
    },
    render::{ArchiveOutcome, ArchivePlan, ArchiveStop, feed_fault},
    store::{CoveredDay, Store},
};
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};

/// Failures in a row after which an archive is left alone.
const MOST_FAILURES: u32 = 3;

/// Errors of an archive that are named; the rest is counted.
const MOST_ERRORS: usize = 5;

/// An archive that wants to be left alone for longer is.
const LONGEST_WISH: Duration = Duration::from_mins(1);

/// Headlines that wait for the end of their day at most.
const MOST_WAITING: usize = 4_096;

/// What was asked for.
enum What {
    /// The robots.txt of a site.
    Robots {
        site: String,
    },
    Page {
        url: String,
    },
}

pub(super) struct Walking {
    archive: Archive,
    /// By what its days are remembered.
    key: String,
    plan: ArchivePlan,
    walk: Box<dyn Walk>,
    /// The question under way.
    asked: Option<What>,
    stop: Option<ArchiveStop>,
    failures_in_a_row: u32,
    /// Headlines of days that are not done.
    waiting: Vec<Headline>,
    outcome: ArchiveOutcome,
    errors: Vec<Error>,
    more_errors: usize,
}

impl Walking {
    pub fn new(
        archive: Archive,
        key: String,
        question: &ArchiveQuestion,
        days: Span,
        requests: u64,
    ) -> Self {
        let missing = question.days.days();
        Self {
            plan: ArchivePlan {
                name: archive.name.clone(),
                days: missing,
                known_days: days.days() - missing,
                requests: if missing == 0 { 0 } else { requests },
                pause: archive.pause,
            },
            outcome: ArchiveOutcome {
                name: archive.name.clone(),
                ..ArchiveOutcome::default()
            },
            walk: start_walk(question),
            archive,
            key,
            asked: None,
            stop: None,
            failures_in_a_row: 0,
            waiting: Vec::new(),
            errors: Vec::new(),
            more_errors: 0,
        }
    }

    pub fn plan(&self) -> ArchivePlan {
        self.plan.clone()
    }

    pub fn name(&self) -> &str {
        &self.archive.name
    }

    pub fn outcome(&self) -> ArchiveOutcome {
        ArchiveOutcome {
            untitled: self.walk.untitled(),
            stop: self.stop.clone(),
            more_failures: self.more_errors,
            ..self.outcome.clone()
        }
    }

    pub fn into_errors(self) -> Vec<Error> {
        let name = self.archive.name;
        self.errors
            .into_iter()
            .map(|error| error.of_archive(&name))
            .collect()
    }

    /// What to ask next, unless a question is under way or there is nothing to ask. Addresses that the site's robots.txt
    /// forbids are passed over.
    pub fn next_question(
        &mut self,
        rules: &mut SiteRules,
        store: &Store,
    ) -> Option<(String, Manners)> {
        while self.asked.is_none() && self.stop.is_none() {
            let url = self.walk.next_url()?;
            let Some(site) = WebAddress::site_of(&url) else {
                self.give_up(Error::bad_answer(shown_address(&url), no_address()));
                continue;
            };

            match rules.state(&site, store) {
                Ok(SiteState::Asked) => return None,
                Ok(state @ SiteState::Unknown) => {
                    *state = SiteState::Asked;
                    return Some(self.question_of_robots(site));
                }
                Ok(SiteState::Closed(error)) => {
                    self.errors.push(error.clone());
                    self.stop = Some(ArchiveStop::RobotsUnknown);
                }
                Ok(SiteState::Known(rules)) if !rules.allows(&url) => {
                    if self.outcome.forbidden.is_none() {
                        self.errors.push(Error::bad_answer(
                            shown_address(&url),
                            AnswerFault::NotAllowed,
                        ));
                    }
                    self.outcome
                        .forbidden
                        .get_or_insert_with(|| shown_address(&url));
                    self.outcome.forbidden_count += 1;
                    self.walk.give_up();
                }
                Ok(SiteState::Known(rules)) => {
                    let rules = Arc::clone(rules);
                    return self.question_of_page(url, rules);
                }
                Err(error) => {
                    self.errors.push(error);
                    self.stop = Some(ArchiveStop::Store);
                }
            }
        }
        None
    }

    fn question_of_robots(&mut self, site: String) -> (String, Manners) {
        let manners = Manners {
            pause: self.archive.pause,
            allows: None,
        };
        let url = format!("{site}/robots.txt");
        self.asked = Some(What::Robots { site });
        (url, manners)
    }

    /// None where the site wants longer pauses than a run can wait.
    fn question_of_page(
        &mut self,
        url: String,
        rules: Arc<RobotsRules>,
    ) -> Option<(String, Manners)> {
        let delay = rules.crawl_delay().unwrap_or_default();
        if delay > LONGEST_CRAWL_DELAY {
            self.errors.push(Error::bad_answer(
                shown_address(&url),
                AnswerFault::NotAllowed,
            ));
            self.stop = Some(ArchiveStop::CrawlDelay(delay));
            return None;
        }

        self.asked = Some(What::Page { url: url.clone() });
        let manners = Manners {
            pause: self.archive.pause.max(delay),
            allows: Some(Arc::new(move |url: &str| rules.allows(url))),
        };
        Some((url, manners))
    }

    /// Takes an answer.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub fn take(
        &mut self,
        answered: Result<Answer>,
        rules: &mut SiteRules,
        intake: &mut Intake<'_>,
    ) -> Result<()> {
        self.outcome.requests += 1;
        let url = match self.asked.take() {
            Some(What::Robots { site }) => return rules.take(site, answered, intake.store()),
            Some(What::Page { url }) => url,
            None => return Ok(()),
        };

        let items = match answered {
            Ok(answer) => self
                .walk
                .take(&answer)
                .map_err(|fault| Error::bad_answer(shown_address(&url), answer_fault(fault))),
            Err(error) => match refusal(&error) {
                Some((status, words)) if self.walk.take_refusal(status, words) => Ok(Vec::new()),
                _ => Err(error),
            },
        };
        match items {
            Ok(items) => {
                self.failures_in_a_row = 0;
                self.keep(items);
            }
            Err(error) => self.give_up(error),
        }
        self.store_done(intake)
    }

    fn keep(&mut self, items: Vec<FeedItem>) {
        let headlines = items
            .into_iter()
            .filter_map(|item| item.into_headline(&self.archive.name));
        // GDELT lists other publishers, and a sitemap names its own in words of its own.
        let is_of_others = self.archive.kind == ArchiveKind::Gdelt;
        // Only headline, address, time, section and source are kept.
        let headlines = headlines.map(|headline| Headline {
            source: if is_of_others {
                headline.source
            } else {
                self.archive.name.clone()
            },
            summary: None,
            author: None,
            tags: Vec::new(),
            ..headline
        });
        self.waiting.extend(headlines);
    }

    /// Leaves out what failed; the archive is left alone after a refusal, or after several failures in a row.
    fn give_up(&mut self, error: Error) {
        self.walk.give_up();
        self.failures_in_a_row += 1;
        self.stop = match refusal(&error) {
            Some((status @ (401 | 403 | 429), _)) => Some(ArchiveStop::Refused(status)),
            _ if wish(&error) > LONGEST_WISH => Some(ArchiveStop::Wait(wish(&error))),
            _ if self.failures_in_a_row >= MOST_FAILURES => {
                Some(ArchiveStop::Failures(MOST_FAILURES))
            }
            _ => None,
        };

        if self.errors.len() < MOST_ERRORS {
            self.errors.push(error);
        } else {
            self.more_errors += 1;
        }
    }

    /// Stores the headlines that wait if a day is done, the walk has ended or there are many, and then the days.
    pub fn store_done(&mut self, intake: &mut Intake<'_>) -> Result<()> {
        let done = self.walk.take_done();
        let is_end = self.walk.next_url().is_none() || self.stop.is_some();
        if done.is_empty() && !is_end && self.waiting.len() < MOST_WAITING {
            return Ok(());
        }

        self.outcome.headlines += self.waiting.len();
        for headline in self.waiting.drain(..) {
            intake.add(headline)?;
        }
        let taken = intake.take_counts()?;
        self.outcome.new += taken.added;
        self.outcome.days += done.len();

        // The headlines of a day are stored before it counts as done: what is broken off in between is asked for again.
        let asked_at = intake.now();
        let days: Vec<CoveredDay> = done.iter().map(|day| covered(day, asked_at)).collect();
        if days.is_empty() {
            return Ok(());
        }

        intake
            .store()
            .record_covered_days(&self.key, &self.archive.name, &days)
    }
}

fn covered(day: &DoneDay, asked_at: Timestamp) -> CoveredDay {
    CoveredDay {
        date: day.date,
        headlines: day.headlines,
        requests: day.requests,
        asked_at,
    }
}

/// How long an archive that does not answer wants to be left alone.
fn wish(error: &Error) -> Duration {
    match error {
        Error::Unreachable { retry_after, .. } => retry_after.unwrap_or_default(),
        _ => Duration::ZERO,
    }
}

/// The status of a refusal, and its first words.
fn refusal(error: &Error) -> Option<(u16, &str)> {
    match error {
        Error::BadAnswer {
            fault:
                AnswerFault::Status {
                    status,
                    first_words,
                },
            ..
        } => Some((*status, first_words)),
        _ => None,
    }
}

/// What is wrong with an answer, as errors say it.
fn answer_fault(fault: WalkFault) -> AnswerFault {
    match fault {
        WalkFault::Unreadable(error) => fault_of(error),
        WalkFault::Cut(fault) => AnswerFault::Malformed {
            cause: feed_fault(&fault.kind),
        },
        WalkFault::Packed(cause) => AnswerFault::Malformed {
            cause: Bilingual::new(
                format!("cannot be unpacked ({cause})"),
                format!("не распаковывается ({cause})"),
            ),
        },
        WalkFault::OtherDocument(what) => AnswerFault::OtherDocument { what },
        WalkFault::Refused {
            status,
            first_words,
        } => AnswerFault::Status {
            status,
            first_words,
        },
    }
}

fn no_address() -> AnswerFault {
    AnswerFault::OtherDocument {
        what: Bilingual::new("not an address of the web", "не адрес в сети"),
    }
}

//! How often the words of a term are in the news, beside how often they are its events.

use super::data::{Question, StudyData};
use crate::{
    analysis::{
        events::{EventRule, Events, Extent, events_are_mentions},
        study::Verdict,
    },
    render::EventsAre,
};

/// Records with such news are too many to be events where they are more than one in this many.
const OFTEN_ONE_IN: usize = 2;

/// The tested records with news of a term, beside its events.
pub struct Occurrence<'a> {
    question: Question<'a>,
    data: &'a StudyData,
    events: &'a Events,
    mentions: Vec<u32>,
}

impl<'a> Occurrence<'a> {
    /// From the stories that match, at their places in the corpus.
    pub fn new(
        question: Question<'a>,
        data: &'a StudyData,
        events: &'a Events,
        stories: &[u32],
    ) -> Self {
        let search = data.event_search(question.corpus, question.request);
        let counted = search.counted(stories).into_iter();
        let mentions = counted
            .map(|one| one.window)
            .filter(|record| data.tested.position(*record).is_ok());

        Self {
            mentions: mentions.collect(),
            question,
            data,
            events,
        }
    }

    /// Tested records with such news, events or not.
    pub const fn mentions(&self) -> usize {
        self.mentions.len()
    }

    pub fn events_are(&self) -> EventsAre {
        let events = &self.events.events;
        if self.question.request.rule == EventRule::Any {
            EventsAre::Mentions
        } else if events_are_mentions(events, self.mentions.len(), &self.data.windows) {
            EventsAre::MentionsOfThinNews
        } else {
            EventsAre::Unusual
        }
    }

    /// Whether such news comes too regularly to be unusual, and seldom enough that each could be an event: of answers that
    /// found nothing alone.
    pub fn is_regular(&self, verdict: Verdict) -> bool {
        let request = self.question.request;
        let reach = u32::try_from(request.window.len() - 1).unwrap_or_default();
        let is_enough = Extent::new(&self.mentions, &self.data.sample.dates, reach).is_enough();
        let is_seldom = OFTEN_ONE_IN * self.mentions.len() <= self.data.tested.len();
        let is_mostly_usual = OFTEN_ONE_IN * self.events.events.len() <= self.mentions.len();

        matches!(verdict, Verdict::FewEvents | Verdict::NotFound)
            && request.rule == EventRule::Surprise
            && is_enough
            && is_seldom
            && is_mostly_usual
    }
}

//! How often the words of a term were in the news, and what that makes an event.

use super::words::times;
use crate::model::{Lang, counted, tr};

/// What the events of a term are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EventsAre {
    /// Days with more of such news than usual.
    #[default]
    Unusual,
    /// All days with such news, as was asked for.
    Mentions,
    /// Nearly all days with such news: there is too little of any to know what is usual.
    MentionsOfThinNews,
}

/// A sentence of how many events there are, by what they are.
pub fn occurrence_text(events: usize, events_are: EventsAre, lang: Lang) -> String {
    let happened = times(events, lang);
    match events_are {
        EventsAre::Unusual => tr!(
            lang,
            "News with these words was unusually frequent {happened}.",
            "Новостей с этими словами было необычно много {happened}."
        ),
        EventsAre::Mentions => tr!(
            lang,
            "Days on which these words were in the news: {events}.",
            "Дней, когда эти слова встретились в новостях: {events}."
        ),
        EventsAre::MentionsOfThinNews => tr!(
            lang,
            "Days on which these words were in the news: {events} (there is so little news that \
             nearly every mention is an event).",
            "Дней, когда эти слова встретились в новостях: {events} (новостей так мало, что почти \
             каждое упоминание — событие)."
        ),
    }
}

/// What helps where events are few because such news comes again and again.
pub fn regular_text(mentions: usize, lang: Lang) -> String {
    // After «у» the noun is in the genitive.
    let mentioned = counted(
        mentions,
        lang,
        ["record", "records"],
        ["записи", "записей", "записей"],
    );
    tr!(
        lang,
        "News with these words came with {mentioned}, but seldom more than usual: what comes regularly \
         (monthly statistics, meetings) is never unusual. `--event any` counts each of these as an \
         event.",
        "Новости с этими словами есть у {mentioned}, но редко больше обычного: что бывает регулярно \
         (ежемесячная статистика, заседания), необычным не бывает. С `--event any` каждая из них — \
         событие."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_events_of_dense_news_are_unusually_frequent() {
        let text = |events_are| occurrence_text(14, events_are, Lang::Ru);
        assert!(text(EventsAre::Unusual).contains("необычно много 14 раз"));
        for events_are in [EventsAre::Mentions, EventsAre::MentionsOfThinNews] {
            let text = text(events_are);
            assert!(
                text.starts_with("Дней, когда эти слова встретились в новостях: 14"),
                "{text}"
            );
            assert!(!text.contains("необычно"), "{text}");
        }
    }
}

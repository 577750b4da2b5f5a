//! Words around a date that tie it to the article, or to something else. Lists are parted by blanks.

/// Words that say that a date is that of publication.
pub(super) const PUBLISHED_WORDS: &str = "опубликовано опубликована опубликован публикации дата размещено добавлено создано \
     published posted";

/// Words that say that it is that of the last change.
pub(super) const MODIFIED_WORDS: &str =
    "обновлено обновлена обновления изменено изменения исправлено modified updated edited";

/// Words, one of which directly precedes a day without a weekday that a phrase ties to the article.
pub(super) const TURN_WORDS: &str = "на с сегодня вчера рано утром днем вечером ночью";

/// Beginnings of verbs behind a day that is still to come.
pub(super) const COMING_STEMS: &str = "состоит пройдет пройдут будет будут откроет начнет начнут ожида планиру вступ стартует \
     предстоит";

/// Beginnings of words with which a report names its day: `об этом в понедельник, 8 мая, сообщает`.
pub(super) const REPORT_STEMS: &str = "сообщ заяв рассказ переда этом объяви пишет пишут информир";

/// Beginnings of words with which a day is that of a rate.
pub(super) const RATE_STEMS: &str = "курс доллар евро юан валют рубл";

/// Agencies that follow their dateline.
pub(super) const AGENCIES: &str = "тасс риа прайм интерфакс interfax sputnik аги росбалт рбк";

/// Words behind a clock.
pub(super) const CLOCK_WORDS: &str = "мск ч час uhr klo";

/// Words that a colon follows where a date line names who wrote.
pub(super) const AUTHOR_WORDS: &str =
    "автор авторы текст редактор редакция источник author by text source autor redaktion quelle";

//! What a file of news holds beside news, in words.

use crate::{
    model::{Lang, counted},
    news::{PassedOver, PassedOverCounts},
};

/// `2 pictures, 1 home page`.
pub fn passed_over_words(counts: &PassedOverCounts, lang: Lang) -> String {
    let parts = counts.iter().map(|(kind, count)| {
        let (en, ru) = nouns(*kind);
        counted(usize::try_from(*count).unwrap_or(usize::MAX), lang, en, ru)
    });
    parts.collect::<Vec<_>>().join(", ")
}

const fn nouns(kind: PassedOver) -> ([&'static str; 2], [&'static str; 3]) {
    match kind {
        PassedOver::HomePage => (
            ["home page", "home pages"],
            ["главная страница", "главные страницы", "главных страниц"],
        ),
        PassedOver::Refusal => (
            ["answer other than 200", "answers other than 200"],
            ["ответ не 200", "ответа не 200", "ответов не 200"],
        ),
        PassedOver::Repetition => (
            [
                "reference to an earlier copy",
                "references to an earlier copy",
            ],
            [
                "ссылка на прежнюю копию",
                "ссылки на прежнюю копию",
                "ссылок на прежнюю копию",
            ],
        ),
        PassedOver::Picture => (
            ["picture", "pictures"],
            ["картинка", "картинки", "картинок"],
        ),
        PassedOver::Media => (
            ["audio or video file", "audio or video files"],
            [
                "аудио- или видеофайл",
                "аудио- или видеофайла",
                "аудио- или видеофайлов",
            ],
        ),
        PassedOver::Script => (
            ["script, style or font", "scripts, styles or fonts"],
            [
                "скрипт, стиль или шрифт",
                "скрипта, стиля или шрифта",
                "скриптов, стилей или шрифтов",
            ],
        ),
        PassedOver::Other => (
            ["other answer", "other answers"],
            ["прочий ответ", "прочих ответа", "прочих ответов"],
        ),
        PassedOver::PostWithoutText => (
            ["post without text", "posts without text"],
            ["пост без текста", "поста без текста", "постов без текста"],
        ),
        PassedOver::Notice => (
            ["service message", "service messages"],
            [
                "служебное сообщение",
                "служебных сообщения",
                "служебных сообщений",
            ],
        ),
        PassedOver::Chat => (
            ["chat that is no channel", "chats that are no channels"],
            ["чат, не канал", "чата, не канала", "чатов, не каналов"],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted_in_both_languages() {
        let counts = PassedOverCounts::from([
            (PassedOver::Picture, 2),
            (PassedOver::HomePage, 1),
            (PassedOver::Chat, 5),
        ]);
        assert_eq!(
            passed_over_words(&counts, Lang::En),
            "1 home page, 2 pictures, 5 chats that are no channels"
        );
        assert_eq!(
            passed_over_words(&counts, Lang::Ru),
            "1 главная страница, 2 картинки, 5 чатов, не каналов"
        );
    }
}

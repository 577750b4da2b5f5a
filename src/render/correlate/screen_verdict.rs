//! The verdict of the screen in one sentence.

use super::{
    verdict::{capitalised, changed_text},
    words::percent,
};
use crate::model::{Lang, counted, tr};

/// What the screen came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScreenOutcome {
    /// 0: fewer than 120 records with enough news.
    FewRecords,
    /// 2: no term; the number of events, and the smallest effect in per cent that would have been seen with about as many.
    NotFound(Option<(usize, f64)>),
    /// 5: the number of terms.
    Found(usize),
}

/// The sentence, with its full stop.
pub fn screen_verdict_text(
    outcome: ScreenOutcome,
    records: usize,
    defaults_changed: &[&str],
    lang: Lang,
) -> String {
    let mut sentence = match outcome {
        ScreenOutcome::FewRecords => tr!(
            lang,
            "too few records with news ({records}): a conclusion needs at least 120",
            "слишком мало записей с новостями ({records}): для вывода нужно не меньше 120"
        ),
        ScreenOutcome::NotFound(Some((events, pct))) => tr!(
            lang,
            "nothing found; this is what would have been seen: a mean move of {} or more of a \
             word with {events} events",
            "ничего не найдено; вот что было бы замечено: среднее движение от {} у слова с \
             {events} событиями",
            percent(pct)
        ),
        ScreenOutcome::NotFound(None) => tr!(
            lang,
            "nothing found: no word has 10 events in 8 groups and 3 months",
            "ничего не найдено: ни у одного слова нет 10 событий в 8 группах и 3 месяцах"
        ),
        ScreenOutcome::Found(count) => {
            let words = counted(count, lang, ["word", "words"], ["слово", "слова", "слов"]);
            tr!(
                lang,
                "{words} found: after such news the rate moved unlike usual; this is a link, not \
                 a proof of cause",
                "найдено {words}: после таких новостей курс двигался не так, как обычно; это \
                 связь, не доказательство причины"
            )
        }
    };

    sentence += &changed_text(defaults_changed, lang);
    capitalised(&sentence) + "."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(outcome: ScreenOutcome, ru: &str, en: &str) {
        assert_eq!(screen_verdict_text(outcome, 318, &[], Lang::Ru), ru);
        assert_eq!(screen_verdict_text(outcome, 318, &[], Lang::En), en);
    }

    #[test]
    fn nothing_found_is_a_result() {
        check(
            ScreenOutcome::NotFound(Some((10, 1.3))),
            "Ничего не найдено; вот что было бы замечено: среднее движение от 1.3 % у слова с 10 событиями.",
            "Nothing found; this is what would have been seen: a mean move of 1.3 % or more of a word with 10 events.",
        );
        check(
            ScreenOutcome::Found(1),
            "Найдено 1 слово: после таких новостей курс двигался не так, как обычно; это связь, не доказательство причины.",
            "1 word found: after such news the rate moved unlike usual; this is a link, not a proof of cause.",
        );
    }
}

//! The verdict of the screen in one sentence.

use super::verdict::{capitalised, changed_text};
use super::words::{number, percent_of_log};
use crate::model::Lang;

/// What the screen came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ScreenOutcome {
    /// 0: fewer than 120 records with enough news.
    FewRecords,
    /// 2: no term; the smallest effect, per cent, that would have been seen with about so many events.
    NotFound(Option<(usize, f64)>),
    /// 5: so many terms.
    Found(usize),
}

/// The sentence, with its full stop.
pub fn screen_verdict_text(
    outcome: ScreenOutcome,
    records: usize,
    defaults_changed: &[&str],
    lang: Lang,
) -> String {
    let mut sentence = match (outcome, lang) {
        (ScreenOutcome::FewRecords, Lang::Ru) => {
            format!("слишком мало записей с новостями ({records}): для вывода нужно не меньше 120")
        }
        (ScreenOutcome::FewRecords, Lang::En) => {
            format!("too few records with news ({records}): a conclusion needs at least 120")
        }
        (ScreenOutcome::NotFound(Some((events, pct))), Lang::Ru) => {
            format!(
                "ничего не найдено; вот что было бы замечено: среднее движение от {} у слова с {events} событиями",
                percent_of_log(pct)
            )
        }
        (ScreenOutcome::NotFound(Some((events, pct))), Lang::En) => {
            format!(
                "nothing found; this is what would have been seen: a mean move of {} or more of a word with {events} events",
                percent_of_log(pct)
            )
        }
        (ScreenOutcome::NotFound(None), Lang::Ru) => {
            "ничего не найдено: ни у одного слова нет 10 событий в 8 группах и 3 месяцах".to_owned()
        }
        (ScreenOutcome::NotFound(None), Lang::En) => {
            "nothing found: no word has 10 events in 8 groups and 3 months".to_owned()
        }
        (ScreenOutcome::Found(count), _) => {
            let words = number(count, lang, ["слово", "слова", "слов"], ["word", "words"]);
            match lang {
                Lang::Ru => format!(
                    "найдено {words}: после таких новостей курс двигался не так, как обычно; это связь, не доказательство причины"
                ),
                Lang::En => format!(
                    "{words} found: after such news the rate moved unlike usual; this is a link, not a proof of cause"
                ),
            }
        }
    };
    if !defaults_changed.is_empty() {
        sentence.push_str(&changed_text(defaults_changed, lang));
    }
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

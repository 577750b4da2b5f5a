//! The verdict of the screen in one sentence, and how often such a table is wrong.

use super::{
    report::{ScreenReport, TooFewRecords},
    too_few::lack_text,
    verdict::{capitalised, changed_text},
    words::percent,
};
use crate::{
    model::{Lang, counted, tr},
    render::words::joined,
};

/// What the screen came to.
#[derive(Clone, Debug, PartialEq)]
pub enum ScreenOutcome {
    /// 0: fewer than 120 records with enough news.
    FewRecords(TooFewRecords),
    /// 2: no term was tested.
    NoTerms,
    /// 2: no term; the number of events, and the smallest effect in per cent that would have been found with about as many.
    NotFound(usize, f64),
    /// 2: no term, and with so few draws none could be; the number of draws.
    Blind(usize),
    /// 5: the terms.
    Found(FoundWords),
    /// 9: the number of terms, all of them terms of the calendar.
    Calendar(usize),
    /// A hold-out without terms to ask for again.
    NoCandidates,
    /// A hold-out: what became of the terms.
    Confirmed(ConfirmedWords),
}

/// How many terms were found.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundWords {
    /// Each counted once.
    pub words: usize,
    /// By currency, where there are several.
    pub by_currency: Vec<(&'static str, usize)>,
}

/// What became of the terms of the first part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConfirmedWords {
    pub confirmed: usize,
    /// Those with enough events on new data.
    pub tested: usize,
    /// The others.
    pub untested: usize,
}

/// The sentence, with its full stop.
pub fn screen_verdict_text(
    outcome: &ScreenOutcome,
    defaults_changed: &[&str],
    lang: Lang,
) -> String {
    let mut sentence = match outcome {
        ScreenOutcome::FewRecords(few) => lack_text(few, lang),
        ScreenOutcome::NotFound(events, pct) => tr!(
            lang,
            "nothing found; this is what would have been seen: a mean move of {} or more of a \
             word with {events} events",
            "ничего не найдено; вот что было бы замечено: среднее движение от {} у слова с \
             {events} событиями",
            percent(*pct)
        ),
        ScreenOutcome::NoTerms => tr!(
            lang,
            "nothing found: no word has 10 events in 8 groups and 3 months",
            "ничего не найдено: ни у одного слова нет 10 событий в 8 группах и 3 месяцах"
        ),
        ScreenOutcome::Blind(draws) => tr!(
            lang,
            "nothing found, but {draws} rearrangements are too few to find anything among so many \
             words: take 1999 (--permutations)",
            "ничего не найдено, но {draws} перестановок мало, чтобы среди стольких слов что-то \
             найти: возьмите 1999 (--permutations)"
        ),
        ScreenOutcome::Found(found) => found_text(found, lang),
        ScreenOutcome::Calendar(count) => {
            let words = words_text(*count, lang);
            tr!(
                lang,
                "nothing found but the calendar: {words} passed the threshold, but cannot be told from \
                 the days of the month on which they fall",
                "кроме календаря, ничего не найдено: порог прошло {words}, но от чисел месяца, на \
                 которые они приходятся, их не отличить"
            )
        }
        ScreenOutcome::NoCandidates => tr!(
            lang,
            "nothing to confirm: the first part has neither a found word nor a candidate",
            "подтверждать нечего: в первой части нет ни найденных слов, ни кандидатов"
        ),
        ScreenOutcome::Confirmed(words) => confirmed_text(*words, lang),
    };

    sentence += &changed_text(defaults_changed, lang);
    capitalised(&sentence) + "."
}

fn words_text(count: usize, lang: Lang) -> String {
    counted(count, lang, ["word", "words"], ["слово", "слова", "слов"])
}

fn found_text(found: &FoundWords, lang: Lang) -> String {
    let words = words_text(found.words, lang);
    let by_currency = found.by_currency.iter();
    let by_currency = joined(
        by_currency.map(|(code, count)| format!("{code} {count}")),
        ", ",
    );
    let by_currency = match by_currency.as_str() {
        "" => String::new(),
        list => format!(" ({list})"),
    };

    tr!(
        lang,
        "{words} found{by_currency}: after such news the rate moved unlike usual; this is a link, \
         not a proof of cause",
        "найдено {words}{by_currency}: после таких новостей курс двигался не так, как обычно; это \
         связь, не доказательство причины"
    )
}

fn confirmed_text(words: ConfirmedWords, lang: Lang) -> String {
    let ConfirmedWords {
        confirmed,
        tested,
        untested,
    } = words;
    if tested == 0 {
        let words = words_text(untested, lang);
        return tr!(
            lang,
            "nothing can be confirmed: {words} of the first part, none with 5 events on new data",
            "проверить ничего нельзя: в первой части {words}, но ни у одного нет 5 событий на \
             новых данных"
        );
    }

    // After «из» the noun is in the genitive.
    let of_tested = counted(tested, lang, ["word", "words"], ["слова", "слов", "слов"]);
    let mut text = tr!(
        lang,
        "confirmed on new data: {confirmed} of {of_tested}",
        "на новых данных подтвердилось: {confirmed} из {of_tested}"
    );
    if untested > 0 {
        text += &tr!(
            lang,
            "; {untested} more could not be tested, with fewer than 5 events there",
            "; ещё {untested} проверить нельзя: событий там меньше 5"
        );
    }
    if confirmed > 0 {
        text += lang.pick(
            "; this is a link, not a proof of cause",
            "; это связь, не доказательство причины",
        );
    }
    text
}

/// How often such a table is wrong; empty where it has nothing to be wrong about.
pub fn noise_text(report: &ScreenReport, lang: Lang) -> &'static str {
    if let Some(holdout) = &report.holdout {
        // Where nothing is asked, nothing can be confirmed by chance.
        if holdout.terms.is_empty() {
            return "";
        }
        return lang.pick(
            "On pure noise some word would be confirmed by chance in 5 % of cases.",
            "На чистом шуме хоть одно слово подтвердилось бы случайно в 5 % случаев.",
        );
    }

    if report.lists.nearest.is_empty() {
        lang.pick(
            "On pure noise such a table would have something in it in 5 % of cases: some word \
             would be found by chance.",
            "На чистом шуме такая таблица была бы непустой в 5 % случаев: хоть одно слово нашлось \
             бы случайно.",
        )
    } else {
        lang.pick(
            "On pure noise some word would pass the threshold in 5 % of cases; words that come \
             near to it there are always.",
            "На чистом шуме порог прошло бы хоть одно слово в 5 % случаев, а близкие к порогу \
             слова есть всегда.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(outcome: &ScreenOutcome, ru: &str, en: &str) {
        assert_eq!(screen_verdict_text(outcome, &[], Lang::Ru), ru);
        assert_eq!(screen_verdict_text(outcome, &[], Lang::En), en);
    }

    #[test]
    fn nothing_found_is_a_result() {
        check(
            &ScreenOutcome::NotFound(10, 1.3),
            "Ничего не найдено; вот что было бы замечено: среднее движение от 1.3 % у слова с 10 событиями.",
            "Nothing found; this is what would have been seen: a mean move of 1.3 % or more of a word with 10 events.",
        );
        check(
            &ScreenOutcome::Calendar(2),
            "Кроме календаря, ничего не найдено: порог прошло 2 слова, но от чисел месяца, на которые они приходятся, их не отличить.",
            "Nothing found but the calendar: 2 words passed the threshold, but cannot be told from the days of the month on which they fall.",
        );
    }

    #[test]
    fn a_word_is_counted_once_however_many_currencies_it_goes_with() {
        let found = |by_currency| {
            ScreenOutcome::Found(FoundWords {
                words: 4,
                by_currency,
            })
        };
        check(
            &found(vec![]),
            "Найдено 4 слова: после таких новостей курс двигался не так, как обычно; это связь, не доказательство причины.",
            "4 words found: after such news the rate moved unlike usual; this is a link, not a proof of cause.",
        );
        check(
            &found(vec![("USD", 4), ("EUR", 4)]),
            "Найдено 4 слова (USD 4, EUR 4): после таких новостей курс двигался не так, как обычно; это связь, не доказательство причины.",
            "4 words found (USD 4, EUR 4): after such news the rate moved unlike usual; this is a link, not a proof of cause.",
        );
    }

    #[test]
    fn a_word_that_cannot_be_tested_is_not_one_that_was_not_confirmed() {
        let words = |confirmed, tested, untested| {
            ScreenOutcome::Confirmed(ConfirmedWords {
                confirmed,
                tested,
                untested,
            })
        };
        check(
            &words(1, 2, 3),
            "На новых данных подтвердилось: 1 из 2 слов; ещё 3 проверить нельзя: событий там меньше 5; это связь, не доказательство причины.",
            "Confirmed on new data: 1 of 2 words; 3 more could not be tested, with fewer than 5 events there; this is a link, not a proof of cause.",
        );
        check(
            &words(0, 1, 0),
            "На новых данных подтвердилось: 0 из 1 слова.",
            "Confirmed on new data: 0 of 1 word.",
        );
        check(
            &words(0, 0, 2),
            "Проверить ничего нельзя: в первой части 2 слова, но ни у одного нет 5 событий на новых данных.",
            "Nothing can be confirmed: 2 words of the first part, none with 5 events on new data.",
        );
    }
}

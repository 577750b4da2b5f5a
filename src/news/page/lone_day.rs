//! A line that is a date and nothing else, as headers show the day.

use super::{
    line_tokens::line_tokens,
    ru_date::{DatePhrase, date_phrases},
};

/// The date of a line that has nothing else, and no time.
pub(super) fn lone_day(line: &str) -> Option<DatePhrase> {
    if line.len() > 80 {
        return None;
    }

    let tokens = line_tokens(line);
    let phrases = date_phrases(&tokens);
    let [phrase] = phrases.as_slice() else {
        return None;
    };

    let is_alone = tokens
        .iter()
        .enumerate()
        .all(|(at, token)| (phrase.first..phrase.end).contains(&at) || token.is_one_of(".,|•·()"));

    (is_alone && phrase.time.is_none()).then_some(*phrase)
}

//! The arguments of `correlate` as a request in plain types.

use crate::analysis::study::Offsets;
use crate::app::study::{
    CorrelateRequest, LeadLagRequest, NewsAmount, ScreenRequest, Subject, TermRequest, check_term,
    parse_excluded_dates, usual_window,
};
use crate::cli::{CorrelateArgs, TestsArg};
use crate::cmd::context::Context;
use crate::cmd::input::read_input;
use crate::error::{Error, Result};
use crate::model::Span;
use std::path::Path;

/// Offsets that a window may have.
const FARTHEST_OFFSET: i32 = 30;

/// Which of its three questions the command asks.
pub enum Question {
    Term(TermRequest),
    Screen(ScreenRequest),
    LeadLag(LeadLagRequest),
}

/// What all three questions share.
///
/// # Errors
/// [`Error::Usage`] for a malformed window, [`Error::Date`], [`Error::FromAfterTo`], [`Error::NoFile`] and
/// [`Error::Content`] for the file of excluded dates.
pub fn correlate_request(context: &Context, typed: &CorrelateArgs) -> Result<CorrelateRequest> {
    let sample = &typed.sample;
    let link = sample.link.into();
    let window = match &typed.window {
        Some(text) => parse_window(text)?,
        None => usual_window(link),
    };
    let range = context.range(sample.from.as_deref(), sample.to.as_deref())?;
    let excluded = match &sample.exclude_dates {
        Some(path) => read_excluded_dates(context, path)?,
        None => Vec::new(),
    };

    Ok(CorrelateRequest {
        subject: if sample.basket {
            Subject::Basket
        } else {
            Subject::Currency(sample.currency.clone())
        },
        range,
        link,
        window,
        k: typed.k.into(),
        rule: typed.event.into(),
        per_source: typed.per_source.into(),
        numbers: sample.numbers.into(),
        counts_rate_reports: sample.include_rate_reports,
        rate_report_rule: sample.rate_report_rule.into(),
        excluded,
        permutations: typed.permutations as usize,
        seed: typed.seed,
        wants_regimes: typed.regimes,
    })
}

/// The question, checked as far as that needs no store.
///
/// # Errors
/// [`Error::Usage`] for a malformed term or `--of`, [`Error::Date`] for `--holdout`.
pub fn question(context: &Context, typed: &CorrelateArgs) -> Result<Question> {
    // Comes first: with it `--term` only says of what, as `--of` does.
    if typed.lead_lag {
        return Ok(Question::LeadLag(LeadLagRequest {
            amount: news_amount(typed)?,
            max_lag: typed.max_lag,
        }));
    }
    if let Some(term) = &typed.term {
        check_term(term, "--term")?;
        return Ok(Question::Term(TermRequest {
            term: term.clone(),
            wants_dose: typed.dose,
            wants_exact_shift: typed.exact,
            wants_classical: typed.tests == TestsArg::All,
        }));
    }

    let holdout = typed.holdout.as_deref().map(|day| context.day(day));
    Ok(Question::Screen(ScreenRequest {
        all_currencies: typed.sample.all_currencies,
        false_discovery: typed.fdr.into(),
        wants_marginal: typed.marginal,
        holdout: holdout.transpose()?,
        calibration_copies: typed.calibrate.map(usize::from),
    }))
}

/// `--of volume`, `--of term WORDS` or `--term WORDS`.
fn news_amount(typed: &CorrelateArgs) -> Result<NewsAmount> {
    let of: Vec<&str> = typed.of.iter().map(String::as_str).collect();
    let (words, flag) = match (of.as_slice(), &typed.term) {
        ([] | ["volume"], None) => return Ok(NewsAmount::Volume),
        ([], Some(term)) => (term.as_str(), "--term"),
        (["term", words], None) => (*words, "--of"),
        _ => {
            return Err(Error::usage(
                "--of",
                "write `--of volume` or `--of term WORDS`",
                "напишите `--of volume` или `--of term СЛОВА`",
            ));
        }
    };

    check_term(words, flag)?;
    Ok(NewsAmount::Term {
        words: words.to_owned(),
        flag,
    })
}

fn parse_window(text: &str) -> Result<Offsets> {
    text.split_once("..")
        .and_then(|(first, last)| {
            let first = parse_offset(first)?;
            let last = parse_offset(last)?;
            Some(Offsets { first, last })
        })
        .filter(|window| window.first <= window.last)
        .filter(|window| window.first.abs().max(window.last.abs()) <= FARTHEST_OFFSET)
        .ok_or_else(|| {
            Error::usage(
                "--window",
                format!("`{text}` is not a window: write 0..1, between -{FARTHEST_OFFSET} and {FARTHEST_OFFSET} records"),
                format!("«{text}» — не окно: напишите 0..1, от -{FARTHEST_OFFSET} до {FARTHEST_OFFSET} записей"),
            )
        })
}

fn parse_offset(text: &str) -> Option<i32> {
    // Our own output has the typographic minus, and may be pasted.
    text.trim().replace('−', "-").parse().ok()
}

fn read_excluded_dates(context: &Context, path: &Path) -> Result<Vec<Span>> {
    parse_excluded_dates(&read_input(path)?, context.today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows() {
        for (text, expected) in [
            ("0..1", Some((0, 1))),
            ("-5..-1", Some((-5, -1))),
            (" 1 .. 2 ", Some((1, 2))),
        ] {
            let found = parse_window(text)
                .ok()
                .map(|window| (window.first, window.last));
            assert_eq!(found, expected, "{text}");
        }
        for text in ["1..0", "0", "0..31", "a..b", "0...1"] {
            assert_eq!(parse_window(text).unwrap_err().exit_code(), 2, "{text}");
        }
    }
}

//! Which of its four questions `correlate` asks, in plain types.

use crate::{
    app::study::{
        CorrelateRequest, LeadLagRequest, NewsAmount, ScreenRequest, TermRequest, check_term,
    },
    cli::{CorrelateArgs, TestsArg},
    cmd::context::Context,
    error::{Error, Result},
};

/// Which of its four questions the command asks.
pub enum Question {
    Term(TermRequest),
    Screen(ScreenRequest),
    LeadLag(LeadLagRequest),
    /// The periods of different volatility, without news.
    Regimes,
}

/// The question, checked as far as that needs no store.
///
/// # Errors
/// [`Error::Usage`] for a malformed term or `--of`, [`Error::Date`] for `--holdout`.
pub fn question(
    context: &Context,
    typed: &CorrelateArgs,
    request: &CorrelateRequest,
) -> Result<Question> {
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

    let settings = request.changed_settings();
    let is_about_news = settings.iter().any(|name| !["from", "to"].contains(name));
    if typed.regimes && !is_about_news && !typed.asks_for_screen() {
        return Ok(Question::Regimes);
    }

    Ok(Question::Screen(ScreenRequest {
        all_currencies: typed.sample.all_currencies,
        false_discovery: typed.fdr.into(),
        wants_marginal: typed.marginal,
        holdout: context.optional_day(typed.holdout.as_deref())?,
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

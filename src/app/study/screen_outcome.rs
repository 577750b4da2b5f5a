//! The verdict of a screen: what it came to, and how many words that are.

use super::{
    currency_panel::{CurrencyPanel, PanelTerm},
    data::Question,
};
use crate::{
    analysis::{
        screen::{ConfirmationState, Detectable, Row, Screen},
        study::Verdict,
    },
    render::{
        ConfirmedWords, FoundWords, HoldoutReport, ScreenOutcome, TooFewRecords, VerdictReport,
        screen_verdict_text,
    },
};
use std::collections::BTreeSet;

/// What a screen came to.
pub fn screen_verdict(
    question: Question<'_>,
    panels: &[CurrencyPanel],
    too_few: Option<TooFewRecords>,
    screen: Option<&Screen>,
) -> VerdictReport {
    if let Some(few) = too_few {
        let text = verdict_text(question, &ScreenOutcome::FewRecords(few));
        return VerdictReport::new(Verdict::FewRecords, text);
    }
    let Some(screen) = screen else {
        let text = verdict_text(question, &ScreenOutcome::NoTerms);
        return VerdictReport::new(Verdict::NotFound, text);
    };

    let of_calendar = words_of(panels, &screen.calendar);
    let outcome = if !screen.found.is_empty() {
        ScreenOutcome::Found(found_words(panels, &screen.found))
    } else if of_calendar > 0 {
        ScreenOutcome::Calendar(of_calendar)
    } else if panels.iter().all(|panel| panel.terms.is_empty()) {
        ScreenOutcome::NoTerms
    } else {
        let seen = first_detectable(screen.detectable);
        seen.map_or(ScreenOutcome::Blind(screen.draws), |(events, pct)| {
            ScreenOutcome::NotFound(events, pct)
        })
    };

    let text = verdict_text(question, &outcome);
    match outcome {
        ScreenOutcome::Found(_) => VerdictReport::new(Verdict::Found, text),
        ScreenOutcome::Calendar(_) => VerdictReport::new(Verdict::Calendar, text),
        _ => VerdictReport::new(Verdict::NotFound, text),
    }
}

fn verdict_text(question: Question<'_>, outcome: &ScreenOutcome) -> String {
    let changed = question.request.changed_settings();
    screen_verdict_text(outcome, &changed, question.app.lang)
}

fn found_words(panels: &[CurrencyPanel], found: &[Row]) -> FoundWords {
    let of_panel = |number: usize| found.iter().filter(|row| row.at.panel == number).count();
    let counts = panels.iter().enumerate();
    let counts = counts.map(|(number, panel)| (panel.data.sample.name, of_panel(number)));

    FoundWords {
        words: words_of(panels, found),
        by_currency: counts.filter(|_| panels.len() > 1).collect(),
    }
}

/// The words of some rows, each counted once however many currencies it goes with.
fn words_of(panels: &[CurrencyPanel], rows: &[Row]) -> usize {
    distinct_words(
        rows.iter()
            .map(|row| &panels[row.at.panel].terms[row.at.term]),
    )
}

/// Words, each counted once.
pub fn distinct_words<'a>(terms: impl Iterator<Item = &'a PanelTerm>) -> usize {
    terms.map(|term| term.key).collect::<BTreeSet<_>>().len()
}

/// The verdict of a screen with a hold-out is that of the second part.
pub fn confirmation_verdict(question: Question<'_>, holdout: &HoldoutReport) -> VerdictReport {
    let confirmed = holdout.count(ConfirmationState::Confirmed);
    let untested = holdout.count(ConfirmationState::TooFewEvents);
    let tested = holdout.terms.len() - untested;
    let outcome = if holdout.terms.is_empty() {
        ScreenOutcome::NoCandidates
    } else {
        ScreenOutcome::Confirmed(ConfirmedWords {
            confirmed,
            tested,
            untested,
        })
    };

    let verdict = match (confirmed, tested, untested) {
        (1.., _, _) => Verdict::Found,
        (0, 0, 1..) => Verdict::FewEvents,
        _ => Verdict::NotFound,
    };
    VerdictReport::new(verdict, verdict_text(question, &outcome))
}

/// The number of events and the least effect of the smallest terms that were tested.
fn first_detectable(least: Detectable) -> Option<(usize, f64)> {
    let mut tested = least.by_events().into_iter();
    tested.find_map(|(events, pct)| Some((events, pct?)))
}

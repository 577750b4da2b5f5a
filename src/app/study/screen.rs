//! The screen of all terms: which words of the news go with moves of the rate.

use super::{
    currency_panel::{CurrencyPanel, PanelTerm},
    data::{Question, StudyData},
    news::load_news,
    request::{CorrelateRequest, ScreenRequest},
    sample::{DayRange, Subject},
    screen_outcome::{confirmation_verdict, distinct_words, screen_verdict},
    screen_rows::make_lists,
    too_few::too_few_records,
};
use crate::{
    analysis::{
        FactorsFrom,
        screen::{
            Confirmation, ConfirmationState, LEAST_RECORDS_TO_CALIBRATE, Screen, calibrate,
            candidates, confirm, screen,
        },
        study::{Direction, LEAST_RECORDS},
    },
    app::App,
    error::{Error, Result},
    render::{
        CalibrateReport, Caveat, FEW_EVENTS, HoldoutReport, HoldoutRow, ListsApart, ScreenLists,
        ScreenReport, ScreenRow, caveat_texts,
    },
};
use jiff::civil::Date;

/// Tests every term of the headlines at once.
///
/// # Errors
/// [`Error::NoHeadlines`], [`Error::NoRecords`], [`Error::Usage`] for a setting that the records cannot answer,
/// [`Error::Interrupted`], [`Error::Store`].
pub fn answer_screen(
    app: &mut App,
    request: &CorrelateRequest,
    asked: &ScreenRequest,
) -> Result<ScreenReport> {
    let request = &request.with_names(&app.store)?;
    let corpus = load_news(app, &request.news)?;
    let question = Question {
        app,
        corpus: &corpus,
        request,
    };
    let panels = load_panels(question, asked)?;
    let records = panels
        .iter()
        .map(CurrencyPanel::len)
        .min()
        .unwrap_or_default();
    // Too few records for a verdict are a result; too few for copies to differ are a wrong question.
    if asked.calibration_copies.is_some() && records < LEAST_RECORDS_TO_CALIBRATE {
        return Err(too_short_to_calibrate(records));
    }

    let screen = (records >= LEAST_RECORDS)
        .then(|| screen_terms(question, asked, &panels))
        .transpose()?;
    let mut report = screen_report(question, asked, &panels, records, screen.as_ref())?;
    if let Some(screen) = &screen {
        if let Some(day) = asked.holdout {
            let holdout = confirm_terms(question, &panels[0], screen, day)?;
            report.verdict = confirmation_verdict(question, &holdout);
            report.holdout = Some(holdout);
        }
        if let Some(copies) = asked.calibration_copies {
            report.calibrate = calibrate_screen(app, &panels, copies)?;
        }
    }
    Ok(report)
}

/// The records and terms of each currency; with a holdout, of the days before it.
fn load_panels(question: Question<'_>, asked: &ScreenRequest) -> Result<Vec<CurrencyPanel>> {
    let (range, factors) = first_part(question.request.range, asked.holdout);
    let subjects = if asked.all_currencies {
        question
            .app
            .config
            .currencies
            .iter()
            .map(|currency| Subject::Currency(currency.code.to_owned()))
            .collect()
    } else {
        vec![question.request.subject.clone()]
    };

    let subjects = subjects.iter();
    subjects
        .map(|subject| CurrencyPanel::with_all_terms(question, subject, range, factors))
        .collect()
}

/// The days before a holdout. What the second part looks like must not flow into the first.
fn first_part((from, to): DayRange, holdout: Option<Date>) -> (DayRange, FactorsFrom) {
    let Some(day) = holdout else {
        return ((from, to), FactorsFrom::Whole);
    };

    let before = day.yesterday().unwrap_or(day);
    let to = to.map_or(before, |to| to.min(before));
    ((from, Some(to)), FactorsFrom::Before(day))
}

fn screen_terms(
    question: Question<'_>,
    asked: &ScreenRequest,
    panels: &[CurrencyPanel],
) -> Result<Screen> {
    let inputs: Vec<_> = panels.iter().map(CurrencyPanel::input).collect();
    let watch = question.app.watch("rearrangements", "перестановки");
    screen(&inputs, asked.false_discovery, &|share| watch.at(share))
}

fn screen_report(
    question: Question<'_>,
    asked: &ScreenRequest,
    panels: &[CurrencyPanel],
    records: usize,
    screen: Option<&Screen>,
) -> Result<ScreenReport> {
    let request = question.request;
    let (lists, apart) = if let Some(screen) = screen {
        make_lists(question, panels, screen, asked.wants_marginal)?
    } else {
        let lists = ScreenLists {
            marginal: asked.wants_marginal.then(Vec::new),
            ..ScreenLists::default()
        };
        (lists, ListsApart::default())
    };
    let names: Vec<_> = panels.iter().map(|panel| panel.data.sample.name).collect();
    // The first panel speaks for all: they have the same news, and nearly the same records.
    let first = &panels[0].data;
    let too_few = panels
        .iter()
        .find_map(|panel| too_few_records(question, &panel.data));

    Ok(ScreenReport {
        sample: request.sample_report(names.join(",")),
        from: first.sample.period.from(),
        to: first.sample.period.to(),
        defaults_changed: request.changed_settings(),
        records,
        terms_tested: panels.iter().map(|panel| panel.terms.len()).sum(),
        words_tested: distinct_words(panels.iter().flat_map(|panel| &panel.terms)),
        stories: first
            .tested_records()
            .map(|record| first.windows.totals()[record] as usize)
            .sum(),
        rate_reports_left_out: first.rate_reports_left_out,
        seed: request.seed,
        permutations: request.permutations,
        threshold_t: screen.and_then(|found| found.threshold_t),
        fdr: asked.false_discovery.name(),
        is_full: screen.is_some_and(|found| found.is_full),
        verdict: screen_verdict(question, panels, too_few, screen),
        mde_pct: screen.map(|found| found.detectable).unwrap_or_default(),
        caveats: caveat_texts(&caveats(request, first, &lists.found), question.app.lang),
        lists,
        apart,
        holdout: None,
        calibrate: None,
        regimes: request.wants_regimes.then(|| first.sample.regimes()),
        news: request.news_choice(),
        too_few,
        period: first.tested_period(),
    })
}

fn caveats(request: &CorrelateRequest, data: &StudyData, found: &[ScreenRow]) -> Vec<Caveat> {
    let chosen = request.news_choice().map(Caveat::NewsChosen);
    let mut caveats: Vec<_> = chosen.into_iter().collect();
    caveats.extend([Caveat::PublicationIsLate, Caveat::Confounding]);
    if found.iter().any(|row| row.result.n_events < FEW_EVENTS) {
        caveats.push(Caveat::FewEvents);
    }

    let new_sources = data
        .tested_records()
        .filter(|record| data.windows.is_entered(*record))
        .count();
    caveats.extend((new_sources > 0).then_some(Caveat::SourcesChanged(new_sources)));
    caveats.extend(data.sample.caveats());
    caveats
}

/// Tests the terms of the first part on the records from `day` on.
fn confirm_terms(
    question: Question<'_>,
    first: &CurrencyPanel,
    screen: &Screen,
    day: Date,
) -> Result<HoldoutReport> {
    let from = first_day_of_second_part(question, first, day);
    let second = load_second_part(question, first, screen, (day, from))?;
    let watch = question.app.watch("confirmation", "проверка");
    let confirmations = confirm(screen, &[second.input()], &|share| watch.at(share))?;

    let rows = confirmations.into_iter();
    Ok(HoldoutReport {
        from,
        records_before: first.len(),
        records_after: second.len(),
        terms: rows.map(|one| holdout_row(first, &one)).collect(),
    })
}

fn holdout_row(first: &CurrencyPanel, one: &Confirmation) -> HoldoutRow {
    HoldoutRow {
        term: first.terms[one.at.term].name.clone(),
        direction: Direction::of(one.t_star_first).map(Direction::name),
        n: one.n_events,
        effect_pct: one.effect_pct,
        p: one.p,
        p_holm: one.p_holm,
        confirmed: one.state == ConfirmationState::Confirmed,
        state: one.state.name(),
        effect_log_pct: one.effect_log_pct,
    }
}

/// The date of a record from `day` on that is in no window that the first part has seen.
fn first_day_of_second_part(question: Question<'_>, first: &CurrencyPanel, day: Date) -> Date {
    let dates = &first.data.sample.dates;
    let ahead = usize::try_from(question.request.window.last.max(0)).unwrap_or_default();
    let begin = dates.partition_point(|date| *date < day) + ahead;
    dates.get(begin).copied().unwrap_or(day)
}

/// The records after the first part, with the terms that this one found or came near to finding.
fn load_second_part(
    question: Question<'_>,
    first: &CurrencyPanel,
    screen: &Screen,
    (holdout, from): (Date, Date),
) -> Result<CurrencyPanel> {
    let request = question.request;
    let range = (Some(from), request.range.1);
    let factors = FactorsFrom::Before(holdout);

    let mut second = CurrencyPanel::without_terms(question, &request.subject, range, factors)?;
    for at in candidates(screen) {
        let PanelTerm { key, ref name, .. } = first.terms[at.term];
        let search = second.data.event_search(question.corpus, request);
        let events = search.events_of(&search.stories_with(key, request.numbers));
        second.push(
            PanelTerm {
                key,
                name: name.clone(),
                copies: Vec::new(),
            },
            &events.positions,
        );
    }
    Ok(second)
}

/// Repeats the screen on copies with shifted rates.
fn calibrate_screen(
    app: &App,
    panels: &[CurrencyPanel],
    copies: usize,
) -> Result<Option<CalibrateReport>> {
    let panels: Vec<_> = panels.iter().map(|panel| panel.input().0).collect();
    let watch = app.watch("copies", "копии");
    let found = calibrate(&panels, copies, &|share| watch.at(share))?;

    Ok(found.map(|found| CalibrateReport {
        copies: found.copies,
        found: found.found,
        share: found.share,
        ci: found.ci,
        dependent: true,
    }))
}

fn too_short_to_calibrate(records: usize) -> Error {
    Error::usage(
        "--calibrate",
        format!("shifts need {LEAST_RECORDS_TO_CALIBRATE} records with news, there are {records}"),
        format!(
            "для сдвигов нужно {LEAST_RECORDS_TO_CALIBRATE} записей с новостями, а их {records}"
        ),
    )
}

//! `rates correlate` without a term: the screen of all terms.

use super::asked::quoted;
use super::field::{Field, FieldTerm};
use super::screen_rows::RowMaker;
use super::{Question, figure, regimes};
use crate::analysis::FactorsFrom;
use crate::analysis::screen::{
    BrokenOff, Calibration, FalseDiscovery, LEAST_RECORDS_TO_CALIBRATE, Screen, calibrate,
    candidates, confirm, screen,
};
use crate::analysis::study::{Direction, LEAST_RECORDS, Verdict};
use crate::cli::FdrArg;
use crate::cmd::statistics::Quoted;
use crate::cmd::support::detail;
use crate::error::{Error, Result};
use crate::render::{
    CalibrateReport, Caveat, HoldoutReport, HoldoutRow, MdeReport, SampleReport, ScreenOutcome,
    ScreenReport, VerdictReport, caveat_text, render_screen, screen_verdict_text,
};
use jiff::civil::Date;

pub fn run(question: &mut Question<'_>) -> Result<()> {
    let holdout = question.asked.holdout;
    let fields = load_fields(question, holdout)?;
    let records = fields.iter().map(Field::len).min().unwrap_or_default();
    if question.typed.calibrate.is_some() && records < LEAST_RECORDS_TO_CALIBRATE {
        return Err(too_short_to_calibrate(records));
    }
    let found = (records >= LEAST_RECORDS)
        .then(|| screened(question, &fields))
        .transpose()?;
    let mut report = report(question, &fields, records, found.as_ref())?;
    if let (Some(day), Some(found)) = (holdout, &found) {
        report.holdout = Some(confirmed(question, &fields[0], found, day)?);
    }
    if let (Some(copies), Some(_)) = (question.typed.calibrate, &found) {
        report.calibrate = calibrated(question, &fields, copies.into())?;
    }
    let (lang, frame) = (question.context.lang, question.context.frame());
    let caveats: Vec<String> = caveats(&fields, &report)
        .iter()
        .map(|caveat| caveat_text(caveat, lang))
        .collect();
    let detail = detail(question.typed.details);
    question.write(&report, || {
        render_screen(&report, &caveats, detail, lang, frame)
    })?;
    figure::draw_screen(question, &report)
}

/// The records and terms of each currency; with `--holdout` of the days before it.
fn load_fields(question: &Question<'_>, holdout: Option<Date>) -> Result<Vec<Field>> {
    let (from, to) = question.asked.range;
    let (range, factors) = match holdout {
        Some(day) => {
            let before = day.yesterday().unwrap_or(day);
            (
                (from, Some(to.map_or(before, |to| to.min(before)))),
                FactorsFrom::Before(day),
            )
        }
        None => ((from, to), FactorsFrom::Whole),
    };
    if !question.typed.sample.all_currencies {
        return Ok(vec![Field::screened(
            question,
            quoted(question.typed),
            range,
            factors,
        )?]);
    }
    let all = question.context.config.currencies.iter();
    all.map(|currency| Field::screened(question, Quoted::Currency(currency.code), range, factors))
        .collect()
}

fn screened(question: &Question<'_>, fields: &[Field]) -> Result<Screen> {
    let rate = match question.typed.fdr {
        FdrArg::Bh => FalseDiscovery::BenjaminiHochberg,
        FdrArg::By => FalseDiscovery::BenjaminiYekutieli,
    };
    let inputs: Vec<_> = fields.iter().map(Field::panel).collect();
    let watch = question
        .context
        .watch(question.interrupt, "rearrangements", "перестановки");
    screen(&inputs, rate, &|share| watch.at(share)).map_err(|BrokenOff| Error::Interrupted)
}

fn report(
    question: &Question<'_>,
    fields: &[Field],
    records: usize,
    found: Option<&Screen>,
) -> Result<ScreenReport> {
    let (asked, sample) = (question.asked, &fields[0].sample);
    let rows = RowMaker::new(question, fields, found)?;
    let list = |rows_of: fn(&Screen) -> &Vec<crate::analysis::screen::Row>| {
        found.map_or_else(Vec::new, |found| {
            rows_of(found).iter().map(|row| rows.row(row)).collect()
        })
    };
    let seen = found.map(|found| found.detectable).unwrap_or_default();
    let mde_pct = MdeReport {
        events_10: seen.events_10,
        events_30: seen.events_30,
        events_100: seen.events_100,
    };
    let names: Vec<&str> = fields
        .iter()
        .map(|field| field.sample.name.as_str())
        .collect();
    let in_windows = |field: &Field| field.prepared.stories_tested();
    Ok(ScreenReport {
        sample: SampleReport {
            currency: names.join(","),
            link: asked.link_name(),
            window: super::prepared::window_of(asked.window),
        },
        from: sample.period.from(),
        to: sample.period.to(),
        defaults_changed: asked.defaults_changed.clone(),
        records,
        terms_tested: fields.iter().map(|field| field.terms.len()).sum(),
        stories: in_windows(&fields[0]),
        rate_reports_left_out: fields[0].prepared.rate_reports_left_out,
        seed: asked.seed,
        permutations: asked.permutations,
        verdict: verdict(question, records, found),
        mde_pct,
        found: list(|found| &found.found),
        candidates: list(|found| &found.candidates),
        echoes: list(|found| &found.echoes),
        marginal: question
            .typed
            .marginal
            .then(|| list(|found| &found.marginal)),
        nearest: list(|found| &found.closest),
        holdout: None,
        calibrate: None,
        regimes: regimes::report(question, sample),
        period: fields[0].prepared.period(sample),
    })
}

fn verdict(question: &Question<'_>, records: usize, found: Option<&Screen>) -> VerdictReport {
    let (verdict, outcome) = match found {
        None => (Verdict::FewRecords, ScreenOutcome::FewRecords),
        Some(found) if found.found.is_empty() => {
            let seen = found.detectable;
            let seen = [
                (10, seen.events_10),
                (30, seen.events_30),
                (100, seen.events_100),
            ];
            let least = seen
                .into_iter()
                .find_map(|(events, pct)| Some((events, pct?)));
            (Verdict::NotFound, ScreenOutcome::NotFound(least))
        }
        Some(found) => (Verdict::Found, ScreenOutcome::Found(found.found.len())),
    };
    let changed = &question.asked.defaults_changed;
    let text = screen_verdict_text(outcome, records, changed, question.context.lang);
    VerdictReport {
        code: verdict.code(),
        name: verdict.name(),
        text,
    }
}

/// Asks the records from `day` on of what the first part found.
fn confirmed(
    question: &Question<'_>,
    first: &Field,
    found: &Screen,
    day: Date,
) -> Result<HoldoutReport> {
    // Not a record whose window the first part has seen.
    let dates = &first.sample.dates;
    let ahead = usize::try_from(question.asked.window.last.max(0)).unwrap_or_default();
    let begin = dates.partition_point(|date| *date < day) + ahead;
    let from = dates.get(begin).copied().unwrap_or(day);
    let range = (Some(from), question.asked.range.1);
    let factors = FactorsFrom::Before(day);
    let mut second = Field::empty(question, quoted(question.typed), range, factors)?;
    for at in candidates(found) {
        let term = &first.terms[at.term];
        let study = second
            .prepared
            .study(&second.sample, question.corpus, question.asked);
        let events = study.events_of(&study.stories_with(term.key, question.asked.numbers));
        let term = FieldTerm {
            key: term.key,
            name: term.name.clone(),
            copies: Vec::new(),
        };
        second.push(term, &events.positions);
    }
    let watch = question
        .context
        .watch(question.interrupt, "confirmation", "проверка");
    let confirmations = confirm(found, &[second.panel()], &|share| watch.at(share))
        .map_err(|BrokenOff| Error::Interrupted)?;
    let row = |one: &crate::analysis::screen::Confirmation| HoldoutRow {
        term: first.terms[one.at.term].name.clone(),
        direction: Direction::of(one.t_star_first).map(Direction::name),
        n: one.n_events,
        effect_pct: one.effect_pct,
        p: Some(one.p),
        p_holm: Some(one.p_holm),
        confirmed: one.is_confirmed,
    };
    Ok(HoldoutReport {
        from,
        records_before: first.len(),
        records_after: second.len(),
        terms: confirmations.iter().map(row).collect(),
    })
}

fn calibrated(
    question: &Question<'_>,
    fields: &[Field],
    copies: usize,
) -> Result<Option<CalibrateReport>> {
    let panels: Vec<_> = fields.iter().map(|field| field.panel().0).collect();
    let watch = question
        .context
        .watch(question.interrupt, "copies", "копии");
    let found = calibrate(&panels, copies, &|share| watch.at(share))
        .map_err(|BrokenOff| Error::Interrupted)?;
    Ok(found.map(
        |Calibration {
             copies,
             found,
             share,
             ci,
         }| CalibrateReport {
            copies,
            found,
            share,
            ci: ci.into(),
            dependent: true,
        },
    ))
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

fn caveats(fields: &[Field], report: &ScreenReport) -> Vec<Caveat> {
    let mut caveats = vec![Caveat::PublicationIsLate, Caveat::Confounding];
    if report
        .found
        .iter()
        .any(|row| row.n < crate::render::FEW_EVENTS)
    {
        caveats.push(Caveat::FewEvents);
    }
    caveats.extend(fields[0].prepared.entered().map(Caveat::SourcesChanged));
    caveats.extend(fields[0].sample.caveats());
    caveats
}

//! The picture beside an answer: the curve of an event study, the ranked terms of a screen, the bars of lags.
//!
//! Reports have 100 × ln of ratios; a picture shows simple per cent.

use super::Question;
use crate::analysis::simple_percent;
use crate::chart::{
    Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars, PKind,
    RankedDots,
};
use crate::cmd::statistics::draw_figure;
use crate::error::Result;
use crate::model::{Lang, spell_day};
use crate::render::{
    LeadLagReport, ScreenReport, ScreenRow, TermReport, lead_lag_verdict, noise_text,
};

/// Draws into the file that was named, if any.
fn draw(
    question: &Question<'_>,
    content: impl FnOnce() -> FigureContent,
    caption: Caption,
) -> Result<()> {
    let typed = &question.typed.figure;
    if typed.output.is_none() {
        return Ok(());
    }
    draw_figure(
        question.context,
        typed,
        Figure::new(content(), caption, question.context.lang),
    )
}

fn source(lang: Lang) -> String {
    match lang {
        Lang::Ru => "Официальные курсы Банка России; заголовки из хранилища rates".to_owned(),
        Lang::En => "Official rates of the Bank of Russia; headlines stored by rates".to_owned(),
    }
}

/// The curve of a term; none is drawn where there were no events.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_event_study(question: &Question<'_>, report: &TermReport) -> Result<()> {
    let lang = question.context.lang;
    let Some(caar) = report.caar.clone() else {
        nothing_to_draw(question);
        return Ok(());
    };
    let pairs = |low: &Option<Vec<f64>>, high: &Option<Vec<f64>>| {
        let side = |values: &[f64]| {
            values
                .iter()
                .copied()
                .map(simple_percent)
                .collect::<Vec<_>>()
        };
        Some(
            side(low.as_ref()?)
                .into_iter()
                .zip(side(high.as_ref()?))
                .collect(),
        )
    };
    let [first, last] = report.offsets;
    let [a, b] = report.sample.window;
    let (from, to) = report.period.unwrap_or((report.from, report.to));
    let (from, to) = (spell_day(from, lang), spell_day(to, lang));
    let caption = Caption {
        title: match lang {
            Lang::Ru => format!(
                "Курс {} вокруг новостей «{}»",
                report.sample.currency, report.term
            ),
            Lang::En => format!(
                "The {} rate around news of “{}”",
                report.sample.currency, report.term
            ),
        },
        verdict: report.verdict.text.clone(),
        note: match lang {
            Lang::Ru => {
                format!(
                    "Событий: {}; записей курса: {}, с {from} по {to}",
                    report.n_events, report.n
                )
            }
            Lang::En => {
                format!(
                    "Events: {}; records of the rate: {}, from {from} to {to}",
                    report.n_events, report.n
                )
            }
        },
        footnote: String::new(),
        source: source(lang),
    };
    let content = || {
        FigureContent::EventStudy(EventStudyFigure {
            offsets: (first, last),
            caar_pct: caar.into_iter().map(simple_percent).collect(),
            pointwise_pct: pairs(&report.band_lo, &report.band_hi),
            whole_pct: pairs(&report.sup_lo, &report.sup_hi),
            null_pct: pairs(&report.null_lo, &report.null_hi),
            window: (a, b),
        })
    };
    draw(question, content, caption)
}

/// The terms of a screen.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_screen(question: &Question<'_>, report: &ScreenReport) -> Result<()> {
    let lang = question.context.lang;
    let groups = [
        (&report.found, PKind::Adjusted, "Найдено", "Found"),
        (&report.candidates, PKind::Q, "Кандидаты", "Candidates"),
        (
            &report.nearest,
            PKind::Single,
            "Ближе всего к порогу; на чистом шуме было бы так же",
            "Nearest to the threshold; pure noise would look the same",
        ),
    ];
    let group = |(rows, p_kind, ru, en): &(&Vec<ScreenRow>, PKind, &str, &str)| DotGroup {
        heading: (match lang {
            Lang::Ru => *ru,
            Lang::En => *en,
        })
        .to_owned(),
        p_kind: *p_kind,
        rows: rows
            .iter()
            .filter_map(|row| dot_row(row, *p_kind))
            .collect(),
    };
    let (from, to) = report.period.unwrap_or((report.from, report.to));
    let (from, to) = (spell_day(from, lang), spell_day(to, lang));
    let caption = Caption {
        title: match lang {
            Lang::Ru => format!("Слова новостей и курс {}", report.sample.currency),
            Lang::En => format!("Words of the news and the {} rate", report.sample.currency),
        },
        verdict: report.verdict.text.clone(),
        note: match lang {
            Lang::Ru => format!(
                "Слов и пар слов: {}; записей курса: {}, с {from} по {to}",
                report.terms_tested, report.records
            ),
            Lang::En => format!(
                "Words and pairs of words: {}; records of the rate: {}, from {from} to {to}",
                report.terms_tested, report.records
            ),
        },
        footnote: noise_text(lang).to_owned(),
        source: source(lang),
    };
    let content = || {
        let groups = groups
            .iter()
            .filter(|(rows, ..)| !rows.is_empty())
            .map(group);
        FigureContent::Ranked(RankedDots {
            groups: groups.collect(),
        })
    };
    draw(question, content, caption)
}

fn dot_row(row: &ScreenRow, p_kind: PKind) -> Option<DotRow> {
    let direction = match row.direction? {
        "weaker" => Direction::Weaker,
        _ => Direction::Stronger,
    };
    Some(DotRow {
        term: row.form().to_owned(),
        effect_pct: simple_percent(row.effect_pct?),
        interval_pct: row
            .interval_pct
            .map(|(low, high)| (simple_percent(low), simple_percent(high))),
        direction,
        events: row.n,
        p: match p_kind {
            PKind::Single => row.p,
            PKind::Adjusted => row.step_p.unwrap_or(row.p_adj),
            PKind::Q => row.q,
        },
    })
}

/// The bars of lags; none where there was too little for a test.
///
/// # Errors
/// Those of drawing and of the file.
pub fn draw_lead_lag(question: &Question<'_>, report: &LeadLagReport) -> Result<()> {
    let lang = question.context.lang;
    let (Some(ccf), Some(low), Some(high)) = (&report.ccf, &report.null_lo, &report.null_hi) else {
        nothing_to_draw(question);
        return Ok(());
    };
    let caption = Caption {
        title: match lang {
            Lang::Ru => format!("Кто впереди: новости или курс {}", report.currency),
            Lang::En => format!("Who leads: the news or the {} rate", report.currency),
        },
        verdict: lead_lag_verdict(report, lang),
        note: report.period.map_or_else(String::new, |(from, to)| {
            let (from, to) = (spell_day(from, lang), spell_day(to, lang));
            match lang {
                Lang::Ru => format!("Записей курса: {}, с {from} по {to}", report.n),
                Lang::En => format!("Records of the rate: {}, from {from} to {to}", report.n),
            }
        }),
        footnote: String::new(),
        source: source(lang),
    };
    let bars = LagBars {
        lags: (report.lags[0], report.lags[1]),
        correlations: ccf.clone(),
        null: low.iter().copied().zip(high.iter().copied()).collect(),
        best_lag: report.best_lag,
    };
    draw(question, || FigureContent::Lags(bars), caption)
}

/// A picture was asked for, and there is nothing that it could show.
fn nothing_to_draw(question: &Question<'_>) {
    if question.typed.figure.output.is_some() {
        question.context.note(match question.context.lang {
            Lang::Ru => "рисовать нечего: событий или записей слишком мало",
            Lang::En => "there is nothing to draw: too few events or records",
        });
    }
}

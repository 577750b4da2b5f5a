//! The picture of an answer: the curve of an event study, the ranked terms of a screen, the bars of lags.
//!
//! Reports have 100 × ln of ratios; a picture shows simple per cent.

use crate::{
    analysis::{
        simple_percent,
        study::{self, Offsets, Question, Verdict},
    },
    chart::{
        Caption, Direction, DotGroup, DotRow, EventStudyFigure, Figure, FigureContent, LagBars,
        PKind, RankedDots,
    },
    model::{Lang, spell_day, tr},
    render::{LeadLagReport, ScreenReport, ScreenRow, TermReport, lead_lag_verdict, noise_text},
};
use jiff::civil::Date;

/// The curve around the news of a term; `None` without events.
pub fn event_study_figure(report: &TermReport, lang: Lang) -> Option<Figure> {
    let content = event_study_content(report)?;
    let currency = &report.sample.currency;
    let term = &report.term;
    let title = tr!(
        lang,
        "The {currency} rate around news of “{term}”",
        "Курс {currency} вокруг новостей «{term}»"
    );

    let events = report.n_events;
    // Without a tested record there are only the days asked for.
    let period = report.period.unwrap_or((report.from, report.to));
    let records = records_of_period(report.n, period, lang);
    let note = tr!(
        lang,
        "Events: {events}; records of the rate: {records}",
        "Событий: {events}; записей курса: {records}"
    );
    let mut caption = caption(title, &report.verdict.text, note, lang);
    if report.study.judgement.verdict == Verdict::NotFound && leaves_its_bands(&content) {
        caption.verdict += lang.pick(
            " The mean curve leaves the bands all the same: a few large moves carry it, and the test \
             counts ranks.",
            " Средняя кривая всё же выходит из полос: её ведут несколько больших движений, а проверка \
             считает ранги.",
        );
    }
    Some(Figure::new(content, caption, lang))
}

fn event_study_content(report: &TermReport) -> Option<FigureContent> {
    let study = &report.study;
    let since = study.since_before.as_ref()?;
    let bands = since.bands.as_ref();
    let null_band = study.null_band.as_ref();
    let (window, effect) = judged_window(report);

    Some(FigureContent::EventStudy(EventStudyFigure {
        offsets: (study.offsets.first, study.offsets.last),
        caar_pct: since.curve.iter().copied().map(simple_percent).collect(),
        pointwise_pct: bands.map(|bands| band_pct(&bands.lo, &bands.hi)),
        whole_pct: bands.map(|bands| band_pct(&bands.sup_lo, &bands.sup_hi)),
        null_pct: null_band.map(|band| band_pct(&band.since_lo, &band.since_hi)),
        window,
        effect_pct: effect.map(|effect| effect.pct),
    }))
}

/// The window that the verdict is about, and the mean change over it.
fn judged_window(report: &TermReport) -> ((i32, i32), Option<study::Effect>) {
    let study = &report.study;
    let grounds = &study.grounds;
    match study.judgement.question {
        Some(Question::Later) => {
            let Offsets { first, last } = grounds.later_window;
            ((first, last), grounds.later)
        }
        _ => (report.sample.window.into(), study.effect),
    }
}

/// Whether the curve leaves both its own band and that of chance at or after the news: by a few large moves, where the
/// tests, which rank moves, find nothing.
fn leaves_its_bands(content: &FigureContent) -> bool {
    let FigureContent::EventStudy(figure) = content else {
        return false;
    };
    let (Some(whole), Some(null)) = (&figure.whole_pct, &figure.null_pct) else {
        return false;
    };

    let places = (figure.offsets.0..)
        .zip(&figure.caar_pct)
        .zip(whole)
        .zip(null);
    let mut after = places.filter(|(((offset, _), _), _)| *offset >= 0);
    after.any(|(((_, mean), whole), null)| {
        let is_unlike_zero = whole.0 > 0.0 || whole.1 < 0.0;
        is_unlike_zero && (*mean < null.0 || *mean > null.1)
    })
}

/// Low and high ends as simple per cent.
fn band_pct(low: &[f64], high: &[f64]) -> Vec<(f64, f64)> {
    low.iter()
        .zip(high)
        .map(|(low, high)| ends_pct((*low, *high)))
        .collect()
}

fn ends_pct((low, high): (f64, f64)) -> (f64, f64) {
    (simple_percent(low), simple_percent(high))
}

/// The terms of a screen.
pub fn screen_figure(report: &ScreenReport, lang: Lang) -> Figure {
    let currencies = report.sample.currency.replace(',', ", ");
    let title = tr!(
        lang,
        "Words of the news and the {currencies} rate",
        "Слова новостей и курс {currencies}"
    );
    let terms = report.words_tested;
    let period = report.period.unwrap_or((report.from, report.to));
    let records = records_of_period(report.records, period, lang);
    let note = tr!(
        lang,
        "Words and pairs of words: {terms}; records of the rate: {records}",
        "Слов и пар слов: {terms}; записей курса: {records}"
    );

    let has_found = report.lists.nearest.is_empty();
    let content = FigureContent::Ranked(RankedDots {
        groups: dot_groups(report, lang),
        noise_of: report.threshold_t.filter(|_| !has_found).map(|_| terms),
    });
    let caption = Caption {
        footnote: footnote(report, lang),
        ..caption(title, &report.verdict.text, note, lang)
    };
    Figure::new(content, caption, lang)
}

fn footnote(report: &ScreenReport, lang: Lang) -> String {
    let bars = if report.lists.nearest.is_empty() {
        lang.pick(
            "Bars: 95 % for each word by itself.",
            "Отрезки: 95 % для каждого слова по отдельности.",
        )
    } else {
        lang.pick(
            "Bars: 95 % for all words at once.",
            "Отрезки: 95 % для всех слов сразу.",
        )
    };
    format!("{} {bars}", noise_text(report, lang))
        .trim_start()
        .to_owned()
}

fn dot_groups(report: &ScreenReport, lang: Lang) -> Vec<DotGroup> {
    let lists = &report.lists;
    let found = dot_group(&lists.found, PKind::Adjusted, lang.pick("Found", "Найдено"));
    let candidates = lang.pick("Candidates", "Кандидаты");
    let candidates = dot_group(&lists.candidates, PKind::Q, candidates);
    let nearest = lang.pick(
        "Nearest to the threshold; pure noise would look the same",
        "Ближе всего к порогу; на чистом шуме было бы так же",
    );
    let rows = lists.nearest.iter();
    let rows = rows.filter_map(|row| nearest_row(row, report.threshold_t?));
    let nearest = (!lists.nearest.is_empty()).then(|| DotGroup {
        heading: nearest.to_owned(),
        p_kind: PKind::Adjusted,
        rows: rows.collect(),
    });

    let calendar = lang.pick(
        "Words of the calendar: not to be told from the days of the month",
        "Слова календаря: от чисел месяца их не отличить",
    );
    let calendar = dot_group(&report.apart.calendar, PKind::Adjusted, calendar);

    let groups = [found, candidates, calendar, nearest];
    groups.into_iter().flatten().collect()
}

/// An empty list has no heading: nothing found must not be drawn as if it were a find.
fn dot_group(rows: &[ScreenRow], p_kind: PKind, heading: &str) -> Option<DotGroup> {
    (!rows.is_empty()).then(|| DotGroup {
        heading: heading.to_owned(),
        p_kind,
        rows: rows.iter().filter_map(|row| dot_row(row, p_kind)).collect(),
    })
}

fn dot_row(row: &ScreenRow, p_kind: PKind) -> Option<DotRow> {
    let result = &row.result;
    let direction = match study::Direction::of(result.test.t_star)? {
        study::Direction::Weaker => Direction::Weaker,
        study::Direction::Stronger => Direction::Stronger,
    };

    Some(DotRow {
        term: row.name(),
        effect_pct: result.effect_pct?,
        interval_pct: row.interval_pct,
        noise_pct: None,
        direction,
        events: result.n_events,
        p: match p_kind {
            PKind::Single => result.test.p,
            // What put a term on the list is the p of its step.
            PKind::Adjusted => result.step_p.unwrap_or(result.test.p_adj),
            PKind::Q => result.test.q,
        },
    })
}

/// A row that was not found, with the zone that the strongest of all words reaches on noise and the interval that belongs to
/// it: T of all words at once, in the per cent that the row has for its own T. It crosses zero because the row was not
/// found, as an interval of this row alone, which was chosen for its T, would not.
fn nearest_row(row: &ScreenRow, threshold_t: f64) -> Option<DotRow> {
    let dot = dot_row(row, PKind::Adjusted)?;
    let reach = threshold_t * (dot.effect_pct / row.result.test.t_star).abs();

    Some(DotRow {
        interval_pct: Some((dot.effect_pct - reach, dot.effect_pct + reach)),
        noise_pct: Some(reach),
        ..dot
    })
}

/// The bars of lags; `None` where there was too little for a test.
pub fn lead_lag_figure(report: &LeadLagReport, lang: Lang) -> Option<Figure> {
    let content = FigureContent::Lags(lag_bars(report)?);
    let currency = report.currency;
    let title = tr!(
        lang,
        "Who leads: the news or the {currency} rate",
        "Кто впереди: новости или курс {currency}"
    );
    let records = records_of_period(report.n, report.period?, lang);
    let note = tr!(
        lang,
        "Records of the rate: {records}",
        "Записей курса: {records}"
    );

    let caption = caption(title, &lead_lag_verdict(report, lang), note, lang);
    Some(Figure::new(content, caption, lang))
}

fn lag_bars(report: &LeadLagReport) -> Option<LagBars> {
    let found = report.found.as_ref()?;
    let lows = found.null_lo.iter().copied();

    Some(LagBars {
        lags: report.lags.into(),
        correlations: found.ccf.clone(),
        null: lows.zip(found.null_hi.iter().copied()).collect(),
        best_lag: found.best_lag.and_then(|lag| i32::try_from(lag).ok()),
    })
}

fn caption(title: String, verdict: &str, note: String, lang: Lang) -> Caption {
    let source = lang.pick(
        "Official rates of the Bank of Russia; headlines stored by rates",
        "Официальные курсы Банка России; заголовки из хранилища rates",
    );

    Caption {
        title,
        verdict: verdict.to_owned(),
        note,
        footnote: String::new(),
        source: source.to_owned(),
    }
}

/// `300, from 1 July 2022 to 3 May 2024`.
fn records_of_period(records: usize, (from, to): (Date, Date), lang: Lang) -> String {
    let from = spell_day(from, lang);
    let to = spell_day(to, lang);
    tr!(
        lang,
        "{records}, from {from} to {to}",
        "{records}, с {from} по {to}"
    )
}

//! The report of one term, and what options add to it.

use super::{
    DroppedEvent, EventExample, NewsChoice, RegimesReport, SampleReport, TooFewRecords,
    VerdictReport,
};
use crate::{
    analysis::{
        null::days_of_class,
        study::{
            CalendarShare, Direction, Effect, EventStudy, Grounds, Offsets, Question, SizeOfMoves,
            Split,
        },
    },
    model::Span,
    render::{correlate::occurrence::EventsAre, json_parts::serialize_keys},
};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// An event study of one term.
#[derive(Clone, Debug, Serialize)]
pub struct TermReport {
    /// As typed.
    pub term: String,
    /// Forms met in the matched titles, the most frequent first.
    pub forms: Vec<String>,
    /// What was studied.
    #[serde(flatten)]
    pub sample: SampleReport,
    /// Records shown before and after.
    pub k: u32,
    /// First day asked for.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Options that are not the usual ones.
    pub defaults_changed: Vec<&'static str>,
    /// Tested records.
    pub n: usize,
    /// Events among them.
    pub n_events: usize,
    /// Events on records that are not tested.
    pub n_dropped: usize,
    /// These, each with its reason.
    pub dropped: Vec<DroppedEvent>,
    /// Calendar months of the set dates of events.
    pub n_months: usize,
    /// Groups of events close in time, for the verdict.
    pub n_clusters: usize,
    /// Groups for the bands.
    pub n_band_clusters: usize,
    /// Record of the first event.
    pub first: Option<Date>,
    /// Record of the last event.
    pub last: Option<Date>,
    /// From `offsets` to `mde_kop`.
    #[serde(flatten, serialize_with = "study_figures")]
    pub study: EventStudy,
    /// The verdict.
    pub verdict: VerdictReport,
    /// Share of events known by their day alone.
    pub date_only_share: Option<f64>,
    /// Share of events with a cut-off that is not established.
    pub cutoff_uncertain_share: Option<f64>,
    /// Matched stories left out because they report the move itself.
    pub rate_reports_left_out: usize,
    /// Distinct tests on the same data in 24 hours, this one included.
    pub tests_in_24h: u32,
    /// Events of the largest moves.
    pub top_events: Vec<EventExample>,
    /// What to keep in mind, in sentences.
    pub caveats: Vec<String>,
    /// Seed.
    pub seed: u64,
    /// Draws.
    pub permutations: usize,
    #[serde(flatten)]
    pub options: TermOptionsReport,
    /// `--regimes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regimes: Option<RegimesReport>,
    /// The headlines that count, where they were chosen.
    #[serde(rename = "news_filter", skip_serializing_if = "Option::is_none")]
    pub news: Option<NewsChoice>,
    /// What the verdict rests on: from `effect_log_pct` to `turbulence`.
    #[serde(flatten, serialize_with = "ground_figures")]
    pub grounds: TermGrounds,
    /// Whether the effect is of all its events, in words; absent where no effect was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steadiness: Option<String>,
    /// Tested records with a matching story, events or not.
    pub n_mentioned: usize,
    /// Why there are too few records, where there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub too_few: Option<TooFewRecords>,
    /// What events are, for the text.
    #[serde(skip)]
    pub events_are: EventsAre,
    /// Whether such news comes too regularly to be unusual, for the text.
    #[serde(skip)]
    pub is_regular: bool,
    /// First and last tested record, for the text.
    #[serde(skip)]
    pub period: Option<(Date, Date)>,
}

/// What a verdict rests on.
#[derive(Clone, Debug)]
pub struct TermGrounds {
    pub question: Option<Question>,
    /// Over the window.
    pub effect: Option<Effect>,
    pub of_study: Grounds,
    /// `None` where no record of the period moved much more than usual, or there are no events.
    pub turbulence: Option<Turbulence>,
}

/// The events of turbulent times and the others.
#[derive(Clone, Debug)]
pub struct Turbulence {
    /// Stretches of record dates with an event.
    pub spans: Vec<Span>,
    /// The other events, and those of these stretches.
    pub split: Split,
}

/// What only options add.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TermOptionsReport {
    /// `--dose`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dose: Option<DoseReport>,
    /// `--exact`: p over every shift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_exact_shift: Option<f64>,
    /// `--tests all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classical: Option<ClassicalReport>,
}

/// Where there was too little news for a figure it is `null`, never absent.
fn study_figures<S: Serializer>(study: &EventStudy, serializer: S) -> Result<S::Ok, S::Error> {
    let curve = study.curve.as_ref();
    let bands = study.bands.as_ref();
    let null_band = study.null_band.as_ref();
    let effect = study.effect;
    let p_values = study.p_values;
    let least = study.detectable;

    serialize_keys!(serializer, {
        "offsets": [study.offsets.first, study.offsets.last],
        // By offset, 100 × ln of the ratio: the mean abnormal change, its sum, the 95 % bands of the sum by point and
        // as a whole, and where 95 % of random placings of the news have sum and mean.
        "aar": curve.map(|curve| &curve.aar),
        "caar": curve.map(|curve| &curve.caar),
        "band_lo": bands.map(|bands| &bands.lo),
        "band_hi": bands.map(|bands| &bands.hi),
        "sup_lo": bands.map(|bands| &bands.sup_lo),
        "sup_hi": bands.map(|bands| &bands.sup_hi),
        "null_lo": null_band.map(|band| &band.lo),
        "null_hi": null_band.map(|band| &band.hi),
        "null_aar_lo": null_band.map(|band| &band.aar_lo),
        "null_aar_hi": null_band.map(|band| &band.aar_hi),
        // Over the window; simple per cent, kopecks.
        "effect_pct": effect.map(|effect| effect.pct),
        "effect_kop": effect.and_then(|effect| effect.kop),
        "share_up": effect.map(|effect| effect.share_up),
        "direction": study.judgement.direction.map(Direction::name),
        "sign_differs": study.judgement.sign_differs,
        "T": study.t_star,
        "T_iid": study.t_iid,
        "p": p_values.map(|p| p.main),
        "p_ci": study.p_interval,
        "p_pre": p_values.and_then(|p| p.pre),
        "p_post": p_values.and_then(|p| p.post),
        "p_strict": p_values.map(|p| p.strict),
        "p_vol": p_values.map(|p| p.vol),
        // The least effect seen with a probability of 80 %; simple per cent, kopecks.
        "mde_sigma": least.map(|least| least.sigma),
        "mde_pct": least.and_then(|least| least.pct),
        "mde_kop": least.and_then(|least| least.kop),
    })
}

fn ground_figures<S: Serializer>(grounds: &TermGrounds, serializer: S) -> Result<S::Ok, S::Error> {
    let effect = grounds.effect;
    let study = &grounds.of_study;
    let p_calendar = study.p_calendar;

    serialize_keys!(serializer, {
        // Of the window: 100 × ln of the ratio, where `effect_pct` is simple per cent; events with a rise and a fall.
        "effect_log_pct": effect.map(|effect| effect.log_pct),
        "rises": effect.map(|effect| effect.rises),
        "falls": effect.map(|effect| effect.falls),
        // What the verdict answers, and the p of the three questions by Holm's method.
        "question": grounds.question.map(Question::name),
        "p_holm": study.p_holm.map(|p| QuestionFigures {
            direction: p.direction,
            size: p.size,
            later: p.later,
        }),
        // The same questions without what the day of the month explains; not corrected.
        "p_calendar": p_calendar.map(|p| p.direction),
        "p_calendar_size": p_calendar.map(|p| p.size),
        "p_calendar_later": p_calendar.and_then(|p| p.later),
        "p_calendar_before": study.p_calendar_before,
        "before": study.before.map(|effect| Around::new(effect, study.before_direction, None)),
        "later": study.later.map(|effect| {
            Around::new(effect, study.later_direction, Some(study.later_window))
        }),
        "size": study.size,
        "calendar": study.calendar,
        "halves": study.halves.map(|halves| {
            let [first, second] = halves.split.parts;
            let pct = |effect: Option<Effect>| effect.map(|effect| effect.pct);
            HalvesFigures {
                second_from: halves.second_from,
                n: [first.events, second.events],
                effect_pct: [pct(first.effect), pct(second.effect)],
                all_from: bearer(&halves.split, ["first", "second"]),
            }
        }),
        "turbulence": grounds.turbulence.as_ref().map(|turbulence| {
            let [calm, turbulent] = turbulence.split.parts;
            TurbulenceFigures {
                spans: &turbulence.spans,
                n: turbulent.events,
                effect_pct: turbulent.effect.map(|effect| effect.pct),
                n_calm: calm.events,
                effect_calm_pct: calm.effect.map(|effect| effect.pct),
                all_from: bearer(&turbulence.split, ["calm", "turbulent"]),
            }
        }),
    })
}

/// The name of the part that makes almost the whole effect.
fn bearer(split: &Split, names: [&'static str; 2]) -> Option<&'static str> {
    split.bearer.map(|part| names[part])
}

#[derive(Serialize)]
struct QuestionFigures {
    direction: f64,
    size: f64,
    later: Option<f64>,
}

/// A move before or after the window.
#[derive(Serialize)]
struct Around {
    #[serde(skip_serializing_if = "Option::is_none")]
    window: Option<[i32; 2]>,
    direction: Option<&'static str>,
    effect_pct: f64,
    effect_kop: Option<f64>,
    rises: usize,
    falls: usize,
}

impl Around {
    fn new(effect: Effect, direction: Option<Direction>, window: Option<Offsets>) -> Self {
        Self {
            window: window.map(|window| [window.first, window.last]),
            direction: direction.map(Direction::name),
            effect_pct: effect.pct,
            effect_kop: effect.kop,
            rises: effect.rises,
            falls: effect.falls,
        }
    }
}

#[derive(Serialize)]
struct HalvesFigures {
    second_from: Date,
    n: [usize; 2],
    effect_pct: [Option<f64>; 2],
    all_from: Option<&'static str>,
}

#[derive(Serialize)]
struct TurbulenceFigures<'a> {
    spans: &'a [Span],
    n: usize,
    effect_pct: Option<f64>,
    n_calm: usize,
    effect_calm_pct: Option<f64>,
    all_from: Option<&'static str>,
}

impl Serialize for SizeOfMoves {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "pct": self.pct,
            "usual_pct": self.usual_pct,
        })
    }
}

impl Serialize for CalendarShare {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let days: Vec<_> = self.events.iter().enumerate().collect();
        serialize_keys!(serializer, {
            // Events by days of the month, and how the rate moves on such days without them.
            "days": days.iter().map(|(class, events)| {
                let (from, to) = days_of_class(*class);
                DayFigures { from, to, n: **events }
            }).collect::<Vec<_>>(),
            "others_pct": self.window_pct,
            "others_later_pct": self.later_pct,
        })
    }
}

#[derive(Serialize)]
struct DayFigures {
    from: i8,
    to: i8,
    n: usize,
}

/// `--dose`: whether more surprise goes with larger moves.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DoseReport {
    /// Rank correlation.
    pub rho: f64,
    /// Its p.
    pub p: f64,
}

/// `--tests all`: what textbooks print; never the verdict.
#[derive(Clone, Debug, Serialize)]
pub struct ClassicalReport {
    /// Each statistic with its name, value and p.
    pub tests: Vec<ClassicalRow>,
}

/// A statistic of a textbook.
#[derive(Clone, Debug, Serialize)]
pub struct ClassicalRow {
    /// Its stable name.
    pub name: &'static str,
    /// Its value.
    pub value: Option<f64>,
    /// Its p, where it has one.
    pub p: Option<f64>,
}

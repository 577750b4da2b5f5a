//! The report of an event study: its verdict, what it rests on, and what to keep in mind.

use super::{
    data::{Question, StudyData},
    occurrence::Occurrence,
    too_few::too_few_records,
};
use crate::{
    analysis::{
        events::{Events, Link},
        null::ALPHA,
        study::{self, Direction, EventStudy, Offsets, Verdict},
    },
    error::Result,
    render::{
        Caveat, Circumstances, DroppedEvent, Effect, FEW_EVENTS, Find, MOST_DATE_ONLY, Outcome,
        TermGrounds, TermOptionsReport, TermReport, TooFewRecords, Turbulence, VerdictReport,
        caveat_texts, limit_text, steadiness_text, verdict_text,
    },
};
use jiff::civil::Date;

/// What the report of a term is made from.
pub struct TermAnswer<'a> {
    pub question: Question<'a>,
    pub data: &'a StudyData,
    pub events: &'a Events,
    /// The records of the events.
    pub records: Vec<u32>,
    /// Share of these with news known by its day alone.
    pub date_only_share: Option<f64>,
    /// Places of the stories that match, earliest first.
    pub stories: &'a [u32],
    pub study: &'a EventStudy,
    pub turbulence: Option<Turbulence>,
}

impl TermAnswer<'_> {
    /// The report; everything but `term` and `options` is computed here from the study.
    pub fn report(
        &self,
        term: &str,
        forms: Vec<String>,
        tests_in_24h: u32,
        options: TermOptionsReport,
    ) -> Result<TermReport> {
        let Question { app, request, .. } = self.question;
        let sample = &self.data.sample;
        let moves = sample.moves.records();
        let cutoff_uncertain_share = self.share_of_events(|record| {
            let set_date = moves[record as usize].set_date;
            sample.cutoffs.is_uncertain_on(set_date)
        });
        let dropped = self.events.dropped.iter();
        let too_few = too_few_records(self.question, self.data);
        let occurrence = Occurrence::new(self.question, self.data, self.events, self.stories);

        Ok(TermReport {
            term: term.to_owned(),
            forms,
            sample: request.sample_report(sample.name.to_owned()),
            k: request.k,
            from: sample.period.from(),
            to: sample.period.to(),
            defaults_changed: request.changed_settings(),
            n: self.study.n,
            n_events: self.study.extent.events,
            n_dropped: self.events.dropped.len(),
            dropped: dropped
                .map(|(record, why)| DroppedEvent {
                    record_date: self.date(*record),
                    reason: why.name(),
                })
                .collect(),
            n_months: self.study.extent.months,
            n_clusters: self.study.extent.clusters,
            n_band_clusters: self.study.n_band_clusters,
            first: self.records.first().map(|record| self.date(*record)),
            last: self.records.last().map(|record| self.date(*record)),
            study: self.study.clone(),
            verdict: self.verdict(too_few),
            date_only_share: self.date_only_share,
            cutoff_uncertain_share,
            rate_reports_left_out: if request.counts_rate_reports {
                0
            } else {
                self.question.count_rate_reports(self.stories)
            },
            tests_in_24h,
            top_events: self.data.load_examples(
                self.question,
                self.judged_window(),
                &self.study.top_events,
                self.stories,
            )?,
            caveats: caveat_texts(&self.caveats(cutoff_uncertain_share), app.lang),
            seed: request.seed,
            permutations: request.permutations,
            options,
            regimes: request.wants_regimes.then(|| sample.regimes()),
            news: request.news_choice(),
            grounds: TermGrounds {
                question: self.study.judgement.question,
                effect: self.study.effect,
                of_study: self.study.grounds.clone(),
                turbulence: self.turbulence.clone(),
            },
            steadiness: self.steadiness(),
            n_mentioned: occurrence.mentions(),
            too_few,
            events_are: occurrence.events_are(),
            is_regular: occurrence.is_regular(self.study.judgement.verdict),
            period: self.data.tested_period(),
        })
    }

    /// The records around an event that the verdict is about.
    fn judged_window(&self) -> Offsets {
        match self.study.judgement.question {
            Some(study::Question::Later) => self.study.grounds.later_window,
            _ => self.question.request.window,
        }
    }

    fn date(&self, record: u32) -> Date {
        self.data.sample.dates[record as usize]
    }

    fn verdict(&self, too_few: Option<TooFewRecords>) -> VerdictReport {
        let Question { app, request, .. } = self.question;
        let limit = self.limit();
        let circumstances = Circumstances {
            n_events: self.study.extent.events,
            is_linked_by_date: request.link == Link::Date,
            is_window_one_record: request.window == Offsets { first: 0, last: 0 },
            limit: limit.as_deref(),
            defaults_changed: &request.changed_settings(),
        };

        let text = verdict_text(&outcome(self.study, too_few), &circumstances, app.lang);
        VerdictReport::new(self.study.judgement.verdict, text)
    }

    /// Share of the events' records for which something is true; `None` without events.
    fn share_of_events(&self, is_true: impl Fn(u32) -> bool) -> Option<f64> {
        let count = self.records.iter().filter(|record| is_true(**record));
        (!self.records.is_empty()).then(|| count.count() as f64 / self.records.len() as f64)
    }

    /// Whether the effect is of all its events; of an effect alone.
    fn steadiness(&self) -> Option<String> {
        let halves = self.judged_halves()?;
        steadiness_text(
            Some(halves),
            self.turbulence.as_ref(),
            self.question.app.lang,
        )
    }

    /// The part of the time that makes the whole move.
    fn limit(&self) -> Option<String> {
        let halves = self.judged_halves()?;
        limit_text(
            Some(halves),
            self.turbulence.as_ref(),
            self.question.app.lang,
        )
    }

    /// The halves of the time, where an effect was found that may be of one of them.
    fn judged_halves(&self) -> Option<&study::Halves> {
        let verdict = self.study.judgement.verdict;
        let is_judged = verdict.is_found() || verdict == Verdict::Reversal;
        self.study.grounds.halves.as_ref().filter(|_| is_judged)
    }

    fn caveats(&self, cutoff_uncertain: Option<f64>) -> Vec<Caveat> {
        let is_found = self.study.judgement.question.is_some();
        let date_only = self.date_only_share.filter(|share| *share > MOST_DATE_ONLY);
        let cutoff_uncertain = cutoff_uncertain.filter(|share| *share > 0.0);

        let chosen = self.question.request.news_choice();
        let mut caveats: Vec<_> = chosen.map(Caveat::NewsChosen).into_iter().collect();
        caveats.extend([Caveat::PublicationIsLate, Caveat::Confounding]);
        if is_found && self.study.extent.events < FEW_EVENTS {
            caveats.push(Caveat::FewEvents);
        }
        caveats.extend(date_only.map(Caveat::DateOnly));
        caveats.extend(cutoff_uncertain.map(Caveat::CutoffUncertain));
        caveats.extend(self.data.sample.caveats());
        caveats
    }
}

/// The rule of the verdict, with the figures of its sentence.
fn outcome(study: &EventStudy, too_few: Option<TooFewRecords>) -> Outcome {
    if let Some(few) = too_few {
        return Outcome::FewRecords(few);
    }

    let detectable = study.detectable;
    match study.judgement.verdict {
        Verdict::FewRecords | Verdict::FewEvents => few_events(study),
        Verdict::MovedBefore => Outcome::MovedBefore,
        // The other verdicts have events and a direction; without them there would be nothing to say.
        Verdict::NotFound => Outcome::NotFound {
            mde_pct: detectable.and_then(|least| least.pct).unwrap_or(f64::NAN),
            mde_kop: detectable.and_then(|least| least.kop),
            later: study.grounds.later_window,
            is_calm: study.grounds.is_calm && study.p_values.is_some_and(|p| p.vol <= ALPHA),
            before: moved_before(study),
        },
        _ => outcome_of_find(study).unwrap_or_else(|| few_events(study)),
    }
}

const fn few_events(study: &EventStudy) -> Outcome {
    Outcome::FewEvents {
        clusters: study.extent.clusters,
        months: study.extent.months,
    }
}

/// None without events or where T is 0, with which nothing is found.
fn outcome_of_find(study: &EventStudy) -> Option<Outcome> {
    let judgement = study.judgement;
    let grounds = &study.grounds;
    let now = effect(judgement.direction, study.effect);
    let later = effect(grounds.later_direction, grounds.later);
    let find = now.map(|effect| Find {
        effect,
        then: moved_later(study),
    });

    Some(match judgement.verdict {
        Verdict::Size => Outcome::Size {
            size: grounds.size?,
            // Of a size the direction says nothing.
            find: Find {
                effect: effect(Some(Direction::Weaker), study.effect)?,
                then: moved_later(study),
            },
            before: moved_before(study),
        },
        Verdict::Later => Outcome::Later {
            effect: later?,
            window: grounds.later_window,
            before: moved_before(study),
        },
        Verdict::Reversal => Outcome::Reversal {
            before: effect(grounds.before_direction, grounds.before)?,
            after: now?,
        },
        Verdict::Calendar => {
            let question = judgement.question?;
            Outcome::Calendar {
                question,
                effect: match question {
                    study::Question::Direction => now?,
                    study::Question::Size => effect(Some(Direction::Weaker), study.effect)?,
                    study::Question::Later => later?,
                },
                window: grounds.later_window,
                days: grounds.calendar.clone(),
            }
        }
        Verdict::FoundSameDay => Outcome::FoundSameDay(find?),
        Verdict::FoundDayUnknown => Outcome::FoundDayUnknown(find?),
        _ => Outcome::Found(find?),
    })
}

fn effect(direction: Option<Direction>, figures: Option<study::Effect>) -> Option<Effect> {
    Some(Effect {
        direction: direction?,
        figures: figures?,
    })
}

/// The move before the news, if it is more than chance and than the days of the month.
fn moved_before(study: &EventStudy) -> Option<Effect> {
    let grounds = &study.grounds;
    let p = [study.p_values?.pre?, grounds.p_calendar_before?];
    let before = effect(grounds.before_direction, grounds.before)?;
    p.iter().all(|p| *p <= ALPHA).then_some(before)
}

/// The move after the window, if it is more than chance and than the days of the month.
fn moved_later(study: &EventStudy) -> Option<(Effect, Offsets)> {
    let grounds = &study.grounds;
    let p = [grounds.p_holm?.later?, grounds.p_calendar?.later?];
    let later = effect(grounds.later_direction, grounds.later)?;
    p.iter()
        .all(|p| *p <= ALPHA)
        .then_some((later, grounds.later_window))
}

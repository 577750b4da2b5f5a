//! The report of an event study: its verdict, what it rests on, and what to keep in mind.

use super::data::{Question, StudyData};
use crate::{
    analysis::{
        events::{Events, Link},
        study::{Direction, EventStudy, Offsets, Verdict},
    },
    error::Result,
    render::{
        Caveat, Circumstances, DroppedEvent, Effect, FEW_EVENTS, MOST_DATE_ONLY, Outcome,
        TermOptionsReport, TermReport, VerdictReport, caveat_texts, verdict_text,
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
    /// Places of the stories that match, earliest first.
    pub stories: &'a [u32],
    pub study: &'a EventStudy,
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
        let date_only_share = self.share_of_events(|record| self.is_date_only(record));
        let moves = sample.moves.records();
        let cutoff_uncertain_share = self.share_of_events(|record| {
            let set_date = moves[record as usize].set_date;
            sample.cutoffs.is_uncertain_on(set_date)
        });
        let dropped = self.events.dropped.iter();

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
            verdict: self.verdict(),
            date_only_share,
            cutoff_uncertain_share,
            rate_reports_left_out: if request.counts_rate_reports {
                0
            } else {
                self.question.count_rate_reports(self.stories)
            },
            tests_in_24h,
            top_events: self.data.load_examples(
                self.question,
                &self.study.top_events,
                self.stories,
            )?,
            caveats: caveat_texts(
                &self.caveats(date_only_share, cutoff_uncertain_share),
                app.lang,
            ),
            seed: request.seed,
            permutations: request.permutations,
            options,
            regimes: request.wants_regimes.then(|| sample.regimes()),
            news: request.news_choice(),
            period: self.data.tested_period(),
        })
    }

    fn date(&self, record: u32) -> Date {
        self.data.sample.dates[record as usize]
    }

    fn verdict(&self) -> VerdictReport {
        let Question { app, request, .. } = self.question;
        let circumstances = Circumstances {
            n: self.study.n,
            n_events: self.study.extent.events,
            is_linked_by_date: request.link == Link::Date,
            is_window_one_record: request.window == Offsets { first: 0, last: 0 },
            defaults_changed: &request.changed_settings(),
        };

        let text = verdict_text(&outcome(self.study), &circumstances, app.lang);
        VerdictReport::new(self.study.judgement.verdict, text)
    }

    /// Share of the events' records for which something is true; `None` without events.
    fn share_of_events(&self, is_true: impl Fn(u32) -> bool) -> Option<f64> {
        let count = self.records.iter().filter(|record| is_true(**record));
        (!self.records.is_empty()).then(|| count.count() as f64 / self.records.len() as f64)
    }

    /// Whether no matching story of a record has a time of day.
    fn is_date_only(&self, record: u32) -> bool {
        let stories = self.question.corpus.stories();
        let mut of_record = self.data.stories_of(record, self.stories);
        of_record.all(|story| !stories[story].time_known)
    }

    fn caveats(&self, date_only: Option<f64>, cutoff_uncertain: Option<f64>) -> Vec<Caveat> {
        let verdict = self.study.judgement.verdict;
        let is_found = matches!(verdict, Verdict::Found | Verdict::FoundSameDay);
        let date_only = date_only.filter(|share| *share > MOST_DATE_ONLY);
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
fn outcome(study: &EventStudy) -> Outcome {
    let judgement = study.judgement;
    // A verdict that names an effect has a direction and a size: the other values are never read.
    let effect = Effect {
        direction: judgement.direction.unwrap_or(Direction::Weaker),
        pct: study.effect.map_or(0.0, |effect| effect.pct),
        kop: study.effect.and_then(|effect| effect.kop),
        sign_differs: judgement.sign_differs.unwrap_or(false),
    };
    let detectable = study.detectable;

    match judgement.verdict {
        Verdict::FewRecords => Outcome::FewRecords,
        Verdict::FewEvents => Outcome::FewEvents {
            clusters: study.extent.clusters,
            months: study.extent.months,
        },
        Verdict::NotFound => Outcome::NotFound {
            mde_pct: detectable.and_then(|least| least.pct).unwrap_or(f64::NAN),
            mde_kop: detectable.and_then(|least| least.kop),
        },
        Verdict::MovedBefore => Outcome::MovedBefore,
        Verdict::FoundSameDay => Outcome::FoundSameDay(effect),
        Verdict::Found => Outcome::Found(effect),
    }
}

//! The event study of one term: how the rate moved around its news, and whether that is more than chance.

use super::data::{Question, StudyData};
use super::news::{load_example, load_news};
use super::request::{CorrelateRequest, TermRequest};
use super::term_matches::TermMatches;
use super::term_options::answer_options;
use crate::analysis::events::{Events, Link};
use crate::analysis::study::{Direction, EventStudy, Offsets, Verdict, event_study};
use crate::app::App;
use crate::error::Result;
use crate::render::{
    Caveat, Circumstances, DroppedEvent, Effect, EventExample, FEW_EVENTS, MOST_DATE_ONLY, Outcome,
    TermOptionsReport, TermReport, VerdictReport, caveat_text, verdict_text,
};
use crate::store::CorrelationTest;
use crate::text::Corpus;
use jiff::civil::Date;

/// Studies the moves around the news of one term.
///
/// # Errors
/// [`crate::error::Error`]: `NoHeadlines`, `TermNeverSeen`, `NoRecords`, `Usage` for a setting that the records cannot
/// answer, `Interrupted`, `Store`.
pub fn answer_term(
    app: &mut App,
    request: &CorrelateRequest,
    asked: &TermRequest,
) -> Result<TermReport> {
    let corpus = load_news(app)?;
    let mut matches = TermMatches::find(app, &corpus, &asked.term, "--term")?;
    let data = Question::new(app, &corpus, request).load_data()?;
    let search = data.event_search(&corpus, request);
    let events = search.events_of(&matches.stories);
    let study = event_study(&data.study_input(&events, request))?;
    app.interrupt.check()?;

    let forms = matches.forms(&app.store, &corpus)?;
    // A test that was interrupted or refused is none that could have found something.
    let tests_in_24h = count_test(app, request, &corpus, &asked.term, data.sample.name)?;
    let answer = TermAnswer {
        question: Question::new(app, &corpus, request),
        data: &data,
        events: &events,
        records: events.records(),
        stories: &matches.stories,
        study: &study,
    };
    let options = answer_options(asked, &answer, &search)?;
    answer.report(&asked.term, forms, tests_in_24h, options)
}

/// What the report of a term is made from.
pub struct TermAnswer<'a> {
    question: Question<'a>,
    pub data: &'a StudyData,
    pub events: &'a Events,
    /// The records of the events.
    records: Vec<u32>,
    /// Places of the stories that match, earliest first.
    pub stories: &'a [u32],
    pub study: &'a EventStudy,
}

impl TermAnswer<'_> {
    pub const fn request(&self) -> &CorrelateRequest {
        self.question.request
    }

    fn report(
        &self,
        term: &str,
        forms: Vec<String>,
        tests_in_24h: u32,
        options: TermOptionsReport,
    ) -> Result<TermReport> {
        let Question { app, request, .. } = self.question;
        let sample = &self.data.sample;
        let date_only_share = self.share_of_events(|record| self.is_date_only(record));
        let cutoff_uncertain_share =
            self.share_of_events(|record| self.is_cutoff_uncertain(record));

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
            dropped: self.dropped_events(),
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
            top_events: self.top_events()?,
            caveats: self
                .caveats(date_only_share, cutoff_uncertain_share)
                .iter()
                .map(|caveat| caveat_text(caveat, app.lang))
                .collect(),
            seed: request.seed,
            permutations: request.permutations,
            options,
            regimes: request.wants_regimes.then(|| sample.regimes()),
            period: self.data.tested_period(),
        })
    }

    fn date(&self, record: u32) -> Date {
        self.data.sample.dates[record as usize]
    }

    fn dropped_events(&self) -> Vec<DroppedEvent> {
        let dropped = self.events.dropped.iter();
        dropped
            .map(|(record, why)| DroppedEvent {
                record_date: self.date(*record),
                reason: why.name(),
            })
            .collect()
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

    fn is_cutoff_uncertain(&self, record: u32) -> bool {
        let sample = &self.data.sample;
        let set_date = sample.moves.records()[record as usize].set_date;
        sample.cutoffs.is_uncertain_on(set_date)
    }

    fn top_events(&self) -> Result<Vec<EventExample>> {
        let Question { app, corpus, .. } = self.question;
        let data = self.data;
        let records = data.records_at(&self.study.top_events).into_iter();
        records
            .map(|record| {
                let story = data.stories_of(record, self.stories).next();
                load_example(&app.store, corpus, &data.sample, record, story)
            })
            .collect()
    }

    fn caveats(&self, date_only: Option<f64>, cutoff_uncertain: Option<f64>) -> Vec<Caveat> {
        let verdict = self.study.judgement.verdict;
        let is_found = matches!(verdict, Verdict::Found | Verdict::FoundSameDay);
        let date_only = date_only.filter(|share| *share > MOST_DATE_ONLY);
        let cutoff_uncertain = cutoff_uncertain.filter(|share| *share > 0.0);

        let mut caveats = vec![Caveat::PublicationIsLate, Caveat::Confounding];
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

/// Remembers this test, and counts those of the last 24 hours on the same data: who tries ten terms by hand finds one
/// by chance.
fn count_test(
    app: &mut App,
    request: &CorrelateRequest,
    corpus: &Corpus,
    term: &str,
    sample: &str,
) -> Result<u32> {
    let rule = format!("{:?}, per source {:?}", request.rule, request.per_source);
    let data = app.store.data_fingerprint(corpus)?;
    let test = CorrelationTest {
        term: &crate::text::normal_form(term),
        link: request.link_name(),
        window: &format!("{}..{}", request.window.first, request.window.last),
        rule: &rule.to_lowercase(),
        filters: &filters(request, sample).to_lowercase(),
        data: &data,
    };
    app.store.note_test(&test, app.now)
}

/// All that chooses records and news, as a text that is the same for the same question.
fn filters(request: &CorrelateRequest, sample: &str) -> String {
    let (from, to) = request.range;
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let excluded: Vec<String> = request.excluded.iter().map(ToString::to_string).collect();
    format!(
        "{sample} {}..{} k={} numbers={:?} rate reports={} by={:?} excluded={}",
        day(from),
        day(to),
        request.k,
        request.numbers,
        request.counts_rate_reports,
        request.rate_report_rule,
        excluded.join(" ")
    )
}

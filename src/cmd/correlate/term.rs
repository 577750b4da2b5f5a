//! `rates correlate --term`: the event study of one term.

use super::asked::quoted;
use super::matched::Matched;
use super::prepared::{Prepared, unstudied, window_of};
use super::term_options::add_wanted;
use super::{Question, figure, regimes};
use crate::analysis::events::Events;
use crate::analysis::study::{EventStudy, Judgement, Offsets, Verdict, event_study};
use crate::analysis::{FactorsFrom, study};
use crate::cmd::statistics::{Sample, Titles, load_sample};
use crate::cmd::support::detail;
use crate::error::Result;
use crate::render::{
    Caveat, Circumstances, DroppedEvent, Effect, EventExample, FEW_EVENTS, MOST_DATE_ONLY, Outcome,
    SampleReport, TermReport, VerdictReport, caveat_text, render_term, verdict_text,
};
use crate::store::CorrelationTest;
use crate::text::Corpus;

pub fn run(question: &mut Question<'_>, term: &str) -> Result<()> {
    let mut matched = Matched::find(question, term, "--term")?;
    let factors = FactorsFrom::Whole;
    let sample = load_sample(
        question.context,
        question.store,
        quoted(question.typed),
        question.asked.range,
        factors,
    )?;
    let prepared = Prepared::new(&sample, question.corpus, question.asked);
    let study = prepared.study(&sample, question.corpus, question.asked);
    let events = study.events_of(&matched.stories);
    let input = prepared.input(&sample, &events, question.asked);
    let found = event_study(&input).map_err(unstudied)?;
    question.interrupt.check()?;
    let forms = matched.forms(question)?;
    let answered = Answered {
        sample: &sample,
        prepared: &prepared,
        events: &events,
        matched: &matched.stories,
        found: &found,
    };
    let mut report = answered.report(question, term)?;
    report.forms = forms;
    add_wanted(question, &answered, &study, &mut report)?;
    let lang = question.context.lang;
    let detail = detail(question.typed.details);
    question.write(&report, || {
        render_term(&report, detail, lang, question.context.frame())
    })?;
    figure::draw_event_study(question, &report)
}

/// What an answer is told from.
pub struct Answered<'a> {
    sample: &'a Sample,
    /// Records and news.
    pub prepared: &'a Prepared,
    /// The events.
    pub events: &'a Events,
    /// Places of the stories that match.
    pub matched: &'a [u32],
    /// The study.
    pub found: &'a EventStudy,
}

impl Answered<'_> {
    fn report(&self, question: &mut Question<'_>, term: &str) -> Result<TermReport> {
        let (asked, found, lang) = (question.asked, self.found, question.context.lang);
        let records = self.events.records();
        let date = |record: Option<&u32>| record.map(|at| self.sample.dates[*at as usize]);
        let tests_in_24h = note_test(question, term, &self.sample.name)?;
        let reports = self
            .matched
            .iter()
            .filter(|at| is_left_out(question, **at))
            .count();
        let (bands, null, p) = (
            found.bands.as_ref(),
            found.null_band.as_ref(),
            found.p_values,
        );
        let curve = |of: fn(&study::Curve) -> &Vec<f64>| {
            found.curve.as_ref().map(|curve| of(curve).clone())
        };
        let judgement = &found.judgement;
        Ok(TermReport {
            term: term.to_owned(),
            forms: Vec::new(),
            sample: SampleReport {
                currency: self.sample.name.clone(),
                link: asked.link_name(),
                window: window_of(asked.window),
            },
            k: i32::try_from(asked.k).unwrap_or_default(),
            from: self.sample.period.from(),
            to: self.sample.period.to(),
            defaults_changed: asked.defaults_changed.clone(),
            n: found.n,
            n_events: found.extent.events,
            n_dropped: self.events.dropped.len(),
            dropped: self.dropped(),
            n_months: found.extent.months,
            n_clusters: found.extent.clusters,
            n_band_clusters: found.n_band_clusters,
            first: date(records.first()),
            last: date(records.last()),
            offsets: window_of(found.offsets),
            aar: curve(|curve| &curve.aar),
            caar: curve(|curve| &curve.caar),
            band_lo: bands.map(|bands| bands.lo.clone()),
            band_hi: bands.map(|bands| bands.hi.clone()),
            sup_lo: bands.map(|bands| bands.sup_lo.clone()),
            sup_hi: bands.map(|bands| bands.sup_hi.clone()),
            null_lo: null.map(|null| null.lo.clone()),
            null_hi: null.map(|null| null.hi.clone()),
            null_aar_lo: null.map(|null| null.aar_lo.clone()),
            null_aar_hi: null.map(|null| null.aar_hi.clone()),
            effect_pct: found.effect.map(|effect| effect.pct),
            effect_kop: found.effect.and_then(|effect| effect.kop),
            share_up: found.effect.map(|effect| effect.share_up),
            direction: judgement.direction.map(study::Direction::name),
            sign_differs: judgement.sign_differs,
            t: found.t_star,
            t_iid: found.t_iid,
            p: p.map(|p| p.main),
            p_ci: p.map(|p| p.interval.into()),
            p_pre: p.and_then(|p| p.pre),
            p_post: p.and_then(|p| p.post),
            p_strict: p.map(|p| p.strict),
            p_vol: p.map(|p| p.vol),
            mde_sigma: found.detectable.map(|seen| seen.sigma),
            mde_pct: found.detectable.and_then(|seen| seen.pct),
            mde_kop: found.detectable.and_then(|seen| seen.kop),
            verdict: self.verdict(question),
            date_only_share: self.share(|at| self.is_date_only(question.corpus, at)),
            cutoff_uncertain_share: self.share(|at| self.is_cutoff_uncertain(at)),
            rate_reports_left_out: reports,
            tests_in_24h,
            top_events: self.top_events(question)?,
            caveats: self
                .caveats(question)
                .iter()
                .map(|caveat| caveat_text(caveat, lang))
                .collect(),
            seed: asked.seed,
            permutations: asked.permutations,
            dose: None,
            p_exact_shift: None,
            classical: None,
            regimes: regimes::report(question, self.sample),
            period: self.prepared.period(self.sample),
        })
    }

    fn dropped(&self) -> Vec<DroppedEvent> {
        let dropped = self
            .events
            .dropped
            .iter()
            .map(|(record, why)| DroppedEvent {
                record_date: self.sample.dates[*record as usize],
                reason: why.name(),
            });
        dropped.collect()
    }

    fn verdict(&self, question: &Question<'_>) -> VerdictReport {
        let (found, asked) = (self.found, question.asked);
        let around = Circumstances {
            n: found.n,
            n_events: found.extent.events,
            is_linked_by_date: asked.link == crate::analysis::events::Link::Date,
            is_window_one_record: asked.window == Offsets { first: 0, last: 0 },
            defaults_changed: &asked.defaults_changed,
        };
        let verdict = found.judgement.verdict;
        let text = verdict_text(&outcome(found), &around, question.context.lang);
        VerdictReport {
            code: verdict.code(),
            name: verdict.name(),
            text,
        }
    }

    /// Share of the events for which something holds; none without events.
    fn share(&self, holds: impl Fn(u32) -> bool) -> Option<f64> {
        let records = self.events.records();
        let count = records.iter().filter(|at| holds(**at)).count();
        (!records.is_empty()).then(|| count as f64 / records.len() as f64)
    }

    /// The matched stories of a record, earliest first.
    fn stories_of(&self, record: u32) -> impl Iterator<Item = usize> {
        let of_record = move |at: &usize| self.prepared.placed[*at] == Some(record);
        self.matched.iter().map(|at| *at as usize).filter(of_record)
    }

    fn is_date_only(&self, corpus: &Corpus, record: u32) -> bool {
        self.stories_of(record)
            .all(|at| !corpus.stories()[at].time_known)
    }

    fn is_cutoff_uncertain(&self, record: u32) -> bool {
        self.sample
            .cutoffs
            .is_uncertain_on(self.sample.moves.records()[record as usize].set_date)
    }

    fn top_events(&self, question: &Question<'_>) -> Result<Vec<EventExample>> {
        let tested = self.prepared.tested.records();
        let records: Vec<u32> = self
            .found
            .top_events
            .iter()
            .map(|at| tested[*at as usize])
            .collect();
        examples(question, self.sample, &records, true, |record| {
            self.stories_of(record).next()
        })
    }

    fn caveats(&self, question: &Question<'_>) -> Vec<Caveat> {
        let share = |share: Option<f64>, least: f64| share.filter(|share| *share > least);
        let is_found = matches!(
            self.found.judgement.verdict,
            Verdict::Found | Verdict::FoundSameDay
        );
        let mut caveats = vec![Caveat::PublicationIsLate, Caveat::Confounding];
        if is_found && self.found.extent.events < FEW_EVENTS {
            caveats.push(Caveat::FewEvents);
        }
        let date_only = self.share(|at| self.is_date_only(question.corpus, at));
        caveats.extend(share(date_only, MOST_DATE_ONLY).map(Caveat::DateOnly));
        let uncertain = self.share(|at| self.is_cutoff_uncertain(at));
        caveats.extend(share(uncertain, 0.0).map(Caveat::CutoffUncertain));
        caveats.extend(self.sample.caveats());
        caveats
    }
}

/// Records with their change and a headline each: the title of the story that `first_story` names.
pub fn examples(
    question: &Question<'_>,
    sample: &Sample,
    records: &[u32],
    has_z: bool,
    first_story: impl Fn(u32) -> Option<usize>,
) -> Result<Vec<EventExample>> {
    let headline =
        |record: &u32| first_story(*record).map(|at| question.corpus.stories()[at].headline);
    let headlines: Vec<Option<i64>> = records.iter().map(headline).collect();
    let titles = Titles::load(question.store, headlines.iter().copied().flatten())?;
    let example = |(record, headline): (&u32, &Option<i64>)| {
        let one = &sample.moves.records()[*record as usize];
        let headline = headline.and_then(|id| titles.title(id));
        EventExample {
            date: one.record_date,
            change: one.change_rub,
            z: one.z.filter(|_| has_z),
            headline,
        }
    };
    Ok(records.iter().zip(&headlines).map(example).collect())
}

fn is_left_out(question: &Question<'_>, at: u32) -> bool {
    let rule = question.asked.rate_report_rule;
    !question.asked.counts_rate_reports
        && question.corpus.stories()[at as usize].rate_report.by(rule)
}

/// The rule that holds, with what its sentence says.
fn outcome(found: &EventStudy) -> Outcome {
    let Judgement {
        verdict,
        direction,
        sign_differs,
    } = found.judgement;
    let effect = || Effect {
        direction: direction.unwrap_or(study::Direction::Weaker),
        pct: found.effect.map_or(0.0, |effect| effect.pct),
        kop: found.effect.and_then(|effect| effect.kop),
        sign_differs: sign_differs.unwrap_or(false),
    };
    match verdict {
        Verdict::FewRecords => Outcome::FewRecords,
        Verdict::FewEvents => Outcome::FewEvents {
            clusters: found.extent.clusters,
            months: found.extent.months,
        },
        Verdict::NotFound => Outcome::NotFound {
            mde_pct: found
                .detectable
                .and_then(|seen| seen.pct)
                .unwrap_or(f64::NAN),
            mde_kop: found.detectable.and_then(|seen| seen.kop),
        },
        Verdict::MovedBefore => Outcome::MovedBefore,
        Verdict::FoundSameDay => Outcome::FoundSameDay(effect()),
        Verdict::Found => Outcome::Found(effect()),
    }
}

/// Counts this test among those of the last day on the same data.
fn note_test(question: &mut Question<'_>, term: &str, currency: &str) -> Result<u32> {
    let asked = question.asked;
    let (from, to) = asked.range;
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
    let excluded: Vec<String> = asked.excluded.iter().map(ToString::to_string).collect();
    let filters = format!(
        "{currency} {}..{} k={} numbers={:?} rate reports={} by={:?} excluded={}",
        day(from),
        day(to),
        asked.k,
        asked.numbers,
        asked.counts_rate_reports,
        asked.rate_report_rule,
        excluded.join(" ")
    );
    let data = question.store.data_fingerprint(question.corpus)?;
    let test = CorrelationTest {
        term: &crate::text::normal_form(term),
        link: asked.link_name(),
        window: &format!("{}..{}", asked.window.first, asked.window.last),
        rule: &format!("{:?}, per source {:?}", asked.rule, asked.per_source).to_lowercase(),
        filters: &filters.to_lowercase(),
        data: &data,
    };
    question.store.note_test(&test, question.context.now)
}

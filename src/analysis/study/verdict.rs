//! The verdict on one term: the first rule that holds. The sentences are in `render`.

use super::questions::{Answer, PerQuestion, Question};
use crate::analysis::{events::Extent, null::ALPHA};

/// Tested records below which nothing is judged.
pub const LEAST_RECORDS: usize = 120;

/// What the tests of a term come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Too few records with enough news.
    FewRecords,
    /// Too few events, months or clusters.
    FewEvents,
    /// No link was seen: neither in the direction of moves nor in their size, at once or later.
    NotFound,
    /// The rate had gone the same way before the news.
    MovedBefore,
    /// The rate may have moved before the news of the same day.
    FoundSameDay,
    /// The rate moved after the news.
    Found,
    /// The rate moved more than usual, either way.
    Size,
    /// The rate moved after the window alone.
    Later,
    /// The rate had gone the other way before the news.
    Reversal,
    /// The rate moves like that on such days of the month without the news too.
    Calendar,
    /// As [`Self::FoundSameDay`], of news without a time of day.
    FoundDayUnknown,
}

impl Verdict {
    /// Its number, 0 to 10.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FewRecords => "few_records",
            Self::FewEvents => "few_events",
            Self::NotFound => "not_found",
            Self::MovedBefore => "moved_before",
            Self::FoundSameDay => "found_same_day",
            Self::Found => "found",
            Self::Size => "size",
            Self::Later => "later",
            Self::Reversal => "reversal",
            Self::Calendar => "calendar",
            Self::FoundDayUnknown => "found_day_unknown",
        }
    }

    /// Whether there was too little for a test, so that no p is reported.
    pub const fn is_untested(self) -> bool {
        matches!(self, Self::FewRecords | Self::FewEvents)
    }

    /// Whether the rate went one way in the window, and no more was found against it than that the move may be older
    /// than the news by hours.
    pub const fn is_found(self) -> bool {
        matches!(
            self,
            Self::Found | Self::FoundSameDay | Self::FoundDayUnknown
        )
    }
}

/// Where the ruble went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The rate rose.
    Weaker,
    /// The rate fell.
    Stronger,
}

impl Direction {
    /// By the sign of the statistic; None at 0.
    pub fn of(t: f64) -> Option<Self> {
        match t {
            t if t > 0.0 => Some(Self::Weaker),
            t if t < 0.0 => Some(Self::Stronger),
            _ => None,
        }
    }

    /// Its name for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weaker => "weaker",
            Self::Stronger => "stronger",
        }
    }
}

/// What a verdict is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// Tested records.
    pub n: usize,
    /// Events, months, clusters.
    pub extent: Extent,
    /// The T of each question, and its p corrected for their number.
    pub asked: PerQuestion<Answer>,
    /// The same questions of scores without what the day of the month explains; not corrected.
    pub beyond_calendar: PerQuestion<Answer>,
    /// Of the records before; `None` if the window leaves no such records.
    pub before: Option<Answer>,
    /// The same of scores without what the day of the month explains.
    pub before_beyond_calendar: Option<Answer>,
    /// Of the two records after the linked one.
    pub strict: Answer,
    /// Whether the time of day is known for most of the events.
    pub is_time_known: bool,
    /// Mean abnormal change over the window, in per cent; None without events.
    pub effect_pct: Option<f64>,
}

impl Evidence {
    fn sign_differs(&self) -> bool {
        let t = self.asked.direction.t;
        self.effect_pct.is_some_and(|effect| effect * t < 0.0)
    }

    fn is_answered(&self, question: Question) -> bool {
        let asked = self.asked.of(question);
        asked.is_some_and(|answer| answer.p <= ALPHA)
    }

    fn is_beyond_calendar(&self, question: Question) -> bool {
        let asked = self.asked.of(question);
        let beyond = self.beyond_calendar.of(question);
        asked
            .zip(beyond)
            .is_some_and(|(asked, beyond)| beyond.confirms(asked.t))
    }

    /// The move before the news, if it is more than chance and than what such days of the month do.
    fn moved_before(&self) -> Option<Answer> {
        let before = self.before.filter(|before| before.p <= ALPHA)?;
        let beyond = self.before_beyond_calendar?;
        beyond.confirms(before.t).then_some(before)
    }

    /// The question that the verdict answers. The direction comes first; of the others one that the calendar explains
    /// gives way to one that it does not.
    fn question(&self) -> Option<Question> {
        if self.is_answered(Question::Direction) {
            return Some(Question::Direction);
        }

        let others = [Question::Size, Question::Later];
        let answered = || others.into_iter().filter(|one| self.is_answered(*one));
        answered()
            .find(|one| self.is_beyond_calendar(*one))
            .or_else(|| answered().next())
    }
}

/// A verdict with its direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// The question that it answers; `None` if nothing was tested or found.
    pub question: Option<Question>,
    /// `None` if nothing was tested or T = 0.
    pub direction: Option<Direction>,
    /// Whether the mean change has the other sign; None without a direction.
    pub sign_differs: Option<bool>,
}

impl Judgement {
    /// By the evidence.
    pub fn new(evidence: &Evidence) -> Self {
        let verdict = verdict(evidence);
        let is_tested = !verdict.is_untested();
        let direction = Direction::of(evidence.asked.direction.t).filter(|_| is_tested);

        Self {
            verdict,
            question: evidence.question().filter(|_| is_tested),
            direction,
            sign_differs: direction.map(|_| evidence.sign_differs()),
        }
    }
}

fn verdict(evidence: &Evidence) -> Verdict {
    if evidence.n < LEAST_RECORDS {
        return Verdict::FewRecords;
    }
    if !evidence.extent.is_enough() {
        return Verdict::FewEvents;
    }

    match evidence.question() {
        None => Verdict::NotFound,
        Some(Question::Direction) => verdict_of_direction(evidence),
        Some(question) if !evidence.is_beyond_calendar(question) => Verdict::Calendar,
        Some(Question::Size) => Verdict::Size,
        Some(Question::Later) => Verdict::Later,
    }
}

fn verdict_of_direction(evidence: &Evidence) -> Verdict {
    let t = evidence.asked.direction.t;
    match evidence.moved_before() {
        Some(before) if before.confirms(t) => return Verdict::MovedBefore,
        Some(_) => return Verdict::Reversal,
        None => {}
    }

    if !evidence.is_beyond_calendar(Question::Direction) {
        Verdict::Calendar
    } else if evidence.strict.confirms(t) {
        Verdict::Found
    } else if evidence.is_time_known {
        Verdict::FoundSameDay
    } else {
        Verdict::FoundDayUnknown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plenty of events, every question with p = 0.5 and no sign of chance: what a case changes is what it is about.
    fn nothing() -> Evidence {
        let none = Answer { p: 0.5, t: 1.0 };
        let asked = PerQuestion {
            direction: none,
            size: none,
            later: Some(none),
        };
        Evidence {
            n: 500,
            extent: Extent {
                events: 40,
                months: 9,
                clusters: 30,
            },
            asked,
            beyond_calendar: asked,
            before: Some(none),
            before_beyond_calendar: Some(none),
            strict: none,
            is_time_known: true,
            effect_pct: Some(0.3),
        }
    }

    const SURE: Answer = Answer { p: 0.001, t: 3.0 };
    const SURE_DOWN: Answer = Answer { p: 0.001, t: -3.0 };

    /// The rate rose at once and the next day, on any day of the month.
    fn found() -> Evidence {
        let mut evidence = nothing();
        evidence.asked.direction = SURE;
        evidence.beyond_calendar.direction = SURE;
        evidence.strict = SURE;
        evidence
    }

    fn check(expected: Verdict, evidence: &Evidence, change: impl Fn(&mut Evidence)) {
        let mut evidence = *evidence;
        change(&mut evidence);
        assert_eq!(Judgement::new(&evidence).verdict, expected, "{evidence:?}");
    }

    #[test]
    fn too_little_comes_before_any_p() {
        check(Verdict::FewRecords, &found(), |one| one.n = 119);
        check(Verdict::FewEvents, &found(), |one| one.extent.clusters = 7);
        check(Verdict::Found, &found(), |_| {});
    }

    #[test]
    fn nothing_is_found_only_where_no_question_has_an_answer() {
        let sure = |p| Answer { p, t: 1.0 };
        check(Verdict::NotFound, &nothing(), |_| {});
        check(Verdict::NotFound, &nothing(), |one| {
            one.asked.direction = sure(0.0505);
            one.asked.size = sure(0.0505);
        });
        check(Verdict::NotFound, &nothing(), |one| one.before = Some(SURE));
        check(Verdict::Size, &nothing(), |one| {
            one.asked.size = sure(0.05);
            one.beyond_calendar.size = sure(0.05);
        });
        check(Verdict::Later, &nothing(), |one| {
            one.asked.later = Some(SURE_DOWN);
            one.beyond_calendar.later = Some(SURE_DOWN);
        });
    }

    #[test]
    fn a_move_before_the_news_counts_by_its_sign() {
        check(Verdict::MovedBefore, &found(), |one| {
            one.before = Some(SURE);
            one.before_beyond_calendar = Some(SURE);
        });
        check(Verdict::Reversal, &found(), |one| {
            one.before = Some(SURE_DOWN);
            one.before_beyond_calendar = Some(SURE_DOWN);
        });
        // Such days of the month explain the move before the news, whichever way it went.
        check(Verdict::Found, &found(), |one| one.before = Some(SURE));
        check(Verdict::Found, &found(), |one| one.before = Some(SURE_DOWN));
        check(Verdict::Calendar, &found(), |one| {
            one.before = Some(SURE_DOWN);
            one.beyond_calendar.direction.p = 0.3;
        });
        check(Verdict::Found, &found(), |one| one.before = None);
    }

    #[test]
    fn what_such_days_of_the_month_do_anyway_is_no_find() {
        let half = Answer { p: 0.0505, t: 3.0 };
        check(Verdict::Calendar, &found(), |one| {
            one.beyond_calendar.direction = half;
        });
        check(Verdict::Calendar, &found(), |one| {
            one.beyond_calendar.direction = SURE_DOWN;
        });
        check(Verdict::Calendar, &nothing(), |one| one.asked.size = SURE);
        check(Verdict::Calendar, &nothing(), |one| {
            one.asked.later = Some(SURE);
        });
        // The size is the calendar's, what comes later is not.
        check(Verdict::Later, &nothing(), |one| {
            one.asked.size = SURE;
            one.asked.later = Some(SURE);
            one.beyond_calendar.later = Some(SURE);
        });
    }

    #[test]
    fn a_move_of_the_same_record_alone_may_be_older_than_the_news() {
        let strict = |p, t| {
            move |one: &mut Evidence| {
                one.strict = Answer { p, t };
            }
        };
        check(Verdict::FoundSameDay, &found(), strict(0.0505, 1.0));
        // The next records go back: they confirm nothing.
        check(Verdict::FoundSameDay, &found(), strict(0.001, -3.0));
        check(Verdict::Found, &found(), strict(0.05, 1.0));
        check(Verdict::FoundDayUnknown, &found(), |one| {
            one.strict = Answer { p: 0.3, t: 1.0 };
            one.is_time_known = false;
        });
        check(Verdict::Found, &found(), |one| one.is_time_known = false);
    }

    #[test]
    fn the_direction_is_the_first_question() {
        let mut evidence = found();
        evidence.asked.size = SURE;
        evidence.beyond_calendar.size = SURE;
        assert_eq!(
            Judgement::new(&evidence).question,
            Some(Question::Direction)
        );
        assert_eq!(Judgement::new(&nothing()).question, None);
        evidence.n = 10;
        assert_eq!(Judgement::new(&evidence).question, None);
    }
}

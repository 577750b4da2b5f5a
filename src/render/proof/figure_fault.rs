//! Stored figures that their evidence does not contain, in both languages.

use crate::error::{AnswerFault, Bilingual};
use crate::model::{Currency, Lang, Record, Span};
use crate::render::errors::answer_fault;
use crate::render::errors::fetch_command;
use crate::render::words::spell_span;
use jiff::Timestamp;
use jiff::civil::Date;

/// The evidence that a figure was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceName {
    /// An answer that is kept.
    Answer {
        /// Its id in the store.
        answer: i64,
        fetched_at: Timestamp,
    },
    /// The archive within the program.
    Archive {
        /// The id of its stretch in the store.
        answer: i64,
    },
}

/// A stored figure, or a lack of one, that evidence contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureFault {
    /// The evidence of a figure says something else.
    NotHeld {
        currency: &'static Currency,
        record: Record,
        /// Whether another figure has taken its place since.
        superseded: bool,
        /// The evidence that its row names.
        evidence: EvidenceName,
        /// Its records of that date: none, one, or two on the day of a redenomination.
        says: Vec<Record>,
    },
    /// The evidence of a figure is gone.
    NoAnswer {
        currency: &'static Currency,
        record: Record,
        /// The id that the row names.
        answer: i64,
    },
    /// A later answer gave another figure, and the earlier one is still current.
    Outdated {
        currency: &'static Currency,
        record: Record,
        evidence: EvidenceName,
        /// The records that the evidence lists for the date.
        says: Vec<Record>,
    },
    /// A figure is out of force, and nothing took its place.
    WithoutSuccessor {
        currency: &'static Currency,
        record: Record,
    },
    /// A record that evidence lists is not stored.
    Missing {
        currency: &'static Currency,
        record: Record,
        /// The evidence that lists it.
        evidence: EvidenceName,
    },
    /// Days that count as known and that nothing lists.
    Unaccounted {
        currency: &'static Currency,
        span: Span,
    },
    /// A kept answer in which no rates can be found.
    Illegible {
        answer: i64,
        /// Why it could not be parsed.
        fault: AnswerFault,
    },
    /// A stretch of another program's archive that no longer has its hash.
    OtherArchive {
        currency: &'static Currency,
        span: Span,
        /// Its id in the store.
        answer: i64,
    },
}

impl FigureFault {
    /// The date of the record, or the first day.
    pub fn date(&self) -> Date {
        match self {
            Self::NotHeld { record, .. }
            | Self::NoAnswer { record, .. }
            | Self::Outdated { record, .. }
            | Self::WithoutSuccessor { record, .. }
            | Self::Missing { record, .. } => record.record_date(),
            Self::Unaccounted { span, .. } | Self::OtherArchive { span, .. } => span.from(),
            Self::Illegible { .. } => Date::MIN,
        }
    }

    /// The answer that a stored figure contradicts.
    pub const fn answer(&self) -> Option<i64> {
        match self {
            Self::NotHeld { evidence, .. } => Some(match evidence {
                EvidenceName::Answer { answer, .. } | EvidenceName::Archive { answer } => *answer,
            }),
            _ => None,
        }
    }

    /// Whether both report the same lost record, which several answers may list.
    pub fn says_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Missing { record: a, .. }, Self::Missing { record: b, .. }) => a == b,
            _ => self == other,
        }
    }

    /// One line: table, row and column, the value found and the value expected, and the command that helps, if any.
    pub fn words(&self) -> Bilingual {
        let Some(command) = self.command() else {
            return self.statement();
        };
        let Bilingual { en, ru } = self.statement();
        Bilingual::new(
            format!("{en}; `{command}` asks the Bank of Russia"),
            format!("{ru}; спросить Банк России: `{command}`"),
        )
    }

    /// The same without the command.
    pub fn statement(&self) -> Bilingual {
        Bilingual::new(self.line(Lang::En), self.line(Lang::Ru))
    }

    /// The command that brings the source's figure. No command removes a row that should not be there.
    fn command(&self) -> Option<String> {
        match self {
            Self::NotHeld {
                superseded: true, ..
            }
            | Self::Illegible { .. }
            | Self::OtherArchive { .. } => None,
            Self::NotHeld { says, .. } if says.is_empty() => None,
            Self::NotHeld {
                currency, record, ..
            }
            | Self::NoAnswer {
                currency, record, ..
            }
            | Self::Outdated {
                currency, record, ..
            }
            | Self::WithoutSuccessor { currency, record }
            | Self::Missing {
                currency, record, ..
            } => Some(fetch_command(&[*currency], Span::day(record.record_date()))),
            Self::Unaccounted { currency, span } => Some(fetch_command(&[*currency], *span)),
        }
    }

    fn line(&self, lang: Lang) -> String {
        match self {
            Self::NotHeld {
                currency,
                record,
                superseded,
                evidence,
                says,
            } => {
                let place = place(currency, record, says, lang);
                let stored = figure(record, lang);
                let said = said(*evidence, says, lang);
                match (superseded, lang) {
                    (false, Lang::Ru) => format!("{place}: в базе {stored}, {said}"),
                    (false, Lang::En) => format!("{place}: the store says {stored}, {said}"),
                    (true, Lang::Ru) => format!("{place}: прежний курс в базе {stored}, {said}"),
                    (true, Lang::En) => {
                        format!("{place}: the earlier figure in the store is {stored}, {said}")
                    }
                }
            }
            Self::NoAnswer {
                currency,
                record,
                answer,
            } => {
                let place = row(currency, record);
                match lang {
                    Lang::Ru => {
                        format!("{place}, столбец answer: ответа {answer} нет или он не читается")
                    }
                    Lang::En => {
                        format!(
                            "{place}, column answer: answer {answer} is missing or cannot be read"
                        )
                    }
                }
            }
            Self::Outdated {
                currency,
                record,
                evidence,
                says,
            } => {
                let place = row(currency, record);
                let stored = figure(record, lang);
                let said = said(*evidence, says, lang);
                match lang {
                    Lang::Ru => format!(
                        "{place}, столбец superseded_at: действует {stored}, а позже {said}"
                    ),
                    Lang::En => {
                        format!(
                            "{place}, column superseded_at: {stored} is current, but later {said}"
                        )
                    }
                }
            }
            Self::WithoutSuccessor { currency, record } => {
                without_successor(currency, record, lang)
            }
            Self::Missing {
                currency,
                record,
                evidence,
            } => {
                let place = row(currency, record);
                let said = said(*evidence, std::slice::from_ref(record), lang);
                match lang {
                    Lang::Ru => format!("{place}: строки нет, а {said}"),
                    Lang::En => format!("{place}: there is no row, but {said}"),
                }
            }
            Self::Unaccounted { currency, span } => unaccounted(currency, *span, lang),
            Self::Illegible { answer, fault } => illegible(*answer, fault, lang),
            Self::OtherArchive {
                currency,
                span,
                answer,
            } => other_archive(currency, *span, *answer, lang),
        }
    }
}

fn without_successor(currency: &Currency, record: &Record, lang: Lang) -> String {
    let place = row(currency, record);
    let stored = figure(record, lang);
    match lang {
        Lang::Ru => {
            format!("{place}, столбец superseded_at: {stored} не действует, хотя ничем не заменено")
        }
        Lang::En => {
            format!(
                "{place}, column superseded_at: {stored} is out of force, although nothing replaced it"
            )
        }
    }
}

fn unaccounted(currency: &Currency, span: Span, lang: Lang) -> String {
    let days = spell_span(span);
    match lang {
        Lang::Ru => {
            format!(
                "coverage {currency} {days}: этих дней нет ни в одном сохранённом ответе, ни в архиве"
            )
        }
        Lang::En => {
            format!(
                "coverage {currency} {days}: no kept answer and no stretch of the archive lists these days"
            )
        }
    }
}

fn illegible(answer: i64, fault: &AnswerFault, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!(
            "answer {answer}, столбец body: курсы не читаются: {}",
            answer_fault(fault)
        ),
        Lang::En => format!("answer {answer}, column body: no rates can be read in it: {fault}"),
    }
}

fn other_archive(currency: &Currency, span: Span, answer: i64, lang: Lang) -> String {
    let days = spell_span(span);
    match lang {
        Lang::Ru => format!(
            "rate {currency} {days}: строки не соответствуют SHA-256 архива (answer {answer}): какая-то изменена, удалена или перенесена"
        ),
        Lang::En => format!(
            "rate {currency} {days}: the rows do not have the archive's SHA-256 (answer {answer}): one was altered, deleted or moved"
        ),
    }
}

/// `rate USD 2024-05-21`: how the row is known.
fn row(currency: &Currency, record: &Record) -> String {
    format!("rate {currency} {}", record.record_date())
}

/// The row with the column that is not as it should be.
fn place(currency: &Currency, record: &Record, says: &[Record], lang: Lang) -> String {
    let is_nominal = says.iter().all(|other| other.nominal() != record.nominal());
    let column = match (says, is_nominal) {
        ([], _) => "record_date",
        (_, true) => "nominal",
        (_, false) => "value_e4",
    };
    match lang {
        Lang::Ru => format!("{}, столбец {column}", row(currency, record)),
        Lang::En => format!("{}, column {column}", row(currency, record)),
    }
}

/// `90.6537 per 1`.
fn figure(record: &Record, lang: Lang) -> String {
    let value = record.value();
    let nominal = record.nominal().units();
    match lang {
        Lang::Ru => format!("{value} за {nominal}"),
        Lang::En => format!("{value} per {nominal}"),
    }
}

/// The evidence of a date in words.
fn said(evidence: EvidenceName, says: &[Record], lang: Lang) -> String {
    let name = match (evidence, lang) {
        (EvidenceName::Archive { .. }, Lang::Ru) => "во встроенном архиве".to_owned(),
        (EvidenceName::Archive { .. }, Lang::En) => "the built-in archive".to_owned(),
        (EvidenceName::Answer { answer, fetched_at }, Lang::Ru) => {
            format!("в ответе {answer}, полученном {fetched_at},")
        }
        (EvidenceName::Answer { answer, fetched_at }, Lang::En) => {
            format!("answer {answer}, fetched {fetched_at},")
        }
    };
    let figures: Vec<String> = says.iter().map(|record| figure(record, lang)).collect();
    match (says, lang) {
        ([], Lang::Ru) => format!("{name} записи этой даты нет"),
        ([], Lang::En) => format!("{name} has no record of that date"),
        (_, Lang::Ru) => format!("{name} {}", figures.join(" и ")),
        (_, Lang::En) => format!("{name} says {}", figures.join(" and ")),
    }
}

#[cfg(test)]
#[path = "figure_fault_tests.rs"]
mod tests;

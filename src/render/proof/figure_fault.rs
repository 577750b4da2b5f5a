//! Stored figures that their evidence does not contain, in both languages.

use crate::{
    error::{AnswerFault, Bilingual},
    model::{Currency, Lang, Record, Span, tr},
    render::{
        errors::{answer_fault, fetch_command},
        words::{joined, spell_span},
    },
};
use jiff::{Timestamp, civil::Date};

/// The evidence that a figure was compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EvidenceName {
    /// The id of the answer, or of the archive's stretch, in the store.
    pub answer: i64,
    /// When the answer was fetched; the archive within the program has no such time.
    pub fetched_at: Option<Timestamp>,
}

/// A stored figure, or a lack of one, that evidence contradicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureFault {
    /// A figure of one record.
    Record {
        currency: &'static Currency,
        record: Record,
        what: RecordFault,
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

/// What is wrong with the figure of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordFault {
    /// The evidence of the figure says something else.
    NotHeld {
        /// Whether another figure has taken its place since.
        superseded: bool,
        /// The evidence that its row names.
        evidence: EvidenceName,
        /// Its records of that date: none, one, or two on the day of a redenomination.
        says: Vec<Record>,
    },
    /// The evidence of the figure, with the id that the row names, is gone.
    NoAnswer(i64),
    /// A later answer gave another figure, and the earlier one is still current.
    Outdated {
        evidence: EvidenceName,
        /// The records that the evidence lists for the date.
        says: Vec<Record>,
    },
    /// The figure is out of force, and nothing took its place.
    WithoutSuccessor,
    /// The record is listed by this evidence and not stored.
    Missing(EvidenceName),
}

impl FigureFault {
    /// The date of the record, or the first day.
    pub fn date(&self) -> Date {
        self.rates().map_or(Date::MIN, |(_, days)| days.from())
    }

    /// The rates that are in doubt; those of an answer that cannot be read are not known.
    fn rates(&self) -> Option<(&'static Currency, Span)> {
        match self {
            Self::Record {
                currency, record, ..
            } => Some((currency, Span::day(record.record_date()))),
            Self::Unaccounted { currency, span } | Self::OtherArchive { currency, span, .. } => {
                Some((currency, *span))
            }
            Self::Illegible { .. } => None,
        }
    }

    /// The answer that a stored figure contradicts.
    pub const fn answer(&self) -> Option<i64> {
        match self {
            Self::Record {
                what: RecordFault::NotHeld { evidence, .. },
                ..
            } => Some(evidence.answer),
            _ => None,
        }
    }

    /// Whether both report the same lost record, which several answers may list.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self == other
            || self
                .lost_record()
                .is_some_and(|lost| other.lost_record() == Some(lost))
    }

    const fn lost_record(&self) -> Option<&Record> {
        match self {
            Self::Record {
                record,
                what: RecordFault::Missing(_),
                ..
            } => Some(record),
            _ => None,
        }
    }

    /// One line: table, row and column, the value found and the value expected, and the command that helps, if any.
    pub fn words(&self) -> Bilingual {
        let Bilingual { en, ru } = self.statement();
        let Some(command) = self.command() else {
            return Bilingual { en, ru };
        };

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
            // What is out of force stays as it was, and for a date without records in the evidence a fetch brings nothing.
            Self::Record {
                what:
                    RecordFault::NotHeld {
                        superseded, says, ..
                    },
                ..
            } if *superseded || says.is_empty() => None,
            // A file or an answer cannot be fetched again.
            Self::Illegible { .. } | Self::OtherArchive { .. } => None,
            _ => self
                .rates()
                .map(|(currency, days)| fetch_command(&[currency], days)),
        }
    }

    fn line(&self, lang: Lang) -> String {
        match self {
            Self::Record {
                currency,
                record,
                what,
            } => record_line(currency, record, what, lang),
            Self::Unaccounted { currency, span } => unaccounted(currency, *span, lang),

            Self::Illegible { answer, fault } => {
                let why = lang.pick(fault.to_string(), answer_fault(fault));
                tr!(
                    lang,
                    "answer {answer}, column body: no rates can be read in it: {why}",
                    "answer {answer}, столбец body: курсы не читаются: {why}"
                )
            }
            Self::OtherArchive {
                currency,
                span,
                answer,
            } => other_archive(currency, *span, *answer, lang),
        }
    }
}

/// What is wrong with a row, which is named first: `rate USD 2024-05-21`.
fn record_line(currency: &Currency, record: &Record, what: &RecordFault, lang: Lang) -> String {
    let row = format!("rate {currency} {}", record.record_date());
    let stored = figure(record, lang);

    match what {
        RecordFault::NotHeld {
            superseded,
            evidence,
            says,
        } => {
            let column = wrong_column(record, says);
            let earlier = if *superseded {
                lang.pick("the earlier figure in the store is", "прежний курс в базе")
            } else {
                lang.pick("the store says", "в базе")
            };
            let said = said(*evidence, says, lang);
            tr!(
                lang,
                "{row}, column {column}: {earlier} {stored}, {said}",
                "{row}, столбец {column}: {earlier} {stored}, {said}"
            )
        }

        RecordFault::NoAnswer(answer) => tr!(
            lang,
            "{row}, column answer: answer {answer} is missing or cannot be read",
            "{row}, столбец answer: ответа {answer} нет или он не читается"
        ),

        RecordFault::Outdated { evidence, says } => {
            let said = said(*evidence, says, lang);
            tr!(
                lang,
                "{row}, column superseded_at: {stored} is current, but later {said}",
                "{row}, столбец superseded_at: действует {stored}, а позже {said}"
            )
        }

        RecordFault::WithoutSuccessor => tr!(
            lang,
            "{row}, column superseded_at: {stored} is out of force, although nothing replaced it",
            "{row}, столбец superseded_at: {stored} не действует, хотя ничем не заменено"
        ),

        RecordFault::Missing(evidence) => {
            let said = said(*evidence, &[*record], lang);
            tr!(
                lang,
                "{row}: there is no row, but {said}",
                "{row}: строки нет, а {said}"
            )
        }
    }
}

fn unaccounted(currency: &Currency, span: Span, lang: Lang) -> String {
    let days = spell_span(span);
    tr!(
        lang,
        "coverage {currency} {days}: no kept answer and no stretch of the archive lists these days",
        "coverage {currency} {days}: этих дней нет ни в одном сохранённом ответе, ни в архиве"
    )
}

fn other_archive(currency: &Currency, span: Span, answer: i64, lang: Lang) -> String {
    let days = spell_span(span);
    tr!(
        lang,
        "rate {currency} {days}: the rows do not have the archive's SHA-256 (answer {answer}): \
         one was altered, deleted or moved",
        "rate {currency} {days}: строки не соответствуют SHA-256 архива (answer {answer}): \
         какая-то изменена, удалена или перенесена"
    )
}

/// The column that is not as it should be.
fn wrong_column(record: &Record, says: &[Record]) -> &'static str {
    if says.is_empty() {
        "record_date"
    } else if says.iter().all(|other| other.nominal() != record.nominal()) {
        "nominal"
    } else {
        "value_e4"
    }
}

/// `90.6537 per 1`.
fn figure(record: &Record, lang: Lang) -> String {
    let value = record.value();
    let nominal = record.nominal().units();
    tr!(lang, "{value} per {nominal}", "{value} за {nominal}")
}

/// The evidence of a date in words.
fn said(evidence: EvidenceName, says: &[Record], lang: Lang) -> String {
    let answer = evidence.answer;
    let name = match evidence.fetched_at {
        None => tr!(lang, "the built-in archive", "во встроенном архиве"),
        Some(fetched_at) => tr!(
            lang,
            "answer {answer}, fetched {fetched_at},",
            "в ответе {answer}, полученном {fetched_at},"
        ),
    };
    if says.is_empty() {
        return tr!(
            lang,
            "{name} has no record of that date",
            "{name} записи этой даты нет"
        );
    }

    // Two figures on the day of a redenomination: one in the old unit, one in the new.
    let figures = joined(
        says.iter().map(|record| figure(record, lang)),
        lang.pick(" and ", " и "),
    );

    tr!(lang, "{name} says {figures}", "{name} {figures}")
}

#[cfg(test)]
#[path = "figure_fault_tests.rs"]
mod tests;

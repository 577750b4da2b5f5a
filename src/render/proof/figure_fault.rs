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
        self.rates().map_or(Date::MIN, |(_, days)| days.from())
    }

    /// The rates that are in doubt; those of an answer that cannot be read are not known.
    fn rates(&self) -> Option<(&'static Currency, Span)> {
        match self {
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
            // What is out of force stays as it was, and a file or an answer cannot be fetched again.
            Self::NotHeld {
                superseded: true, ..
            }
            | Self::Illegible { .. }
            | Self::OtherArchive { .. } => None,
            // Evidence that lists no record of the date: a fetch would bring nothing for it.
            Self::NotHeld { says, .. } if says.is_empty() => None,
            _ => self
                .rates()
                .map(|(currency, days)| fetch_command(&[currency], days)),
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
                let said = said(*evidence, says, lang);
                let place = place(currency, record, says, lang);
                not_held(&place, record, *superseded, &said, lang)
            }

            Self::NoAnswer {
                currency,
                record,
                answer,
            } => {
                let place = row(currency, record);
                tr!(
                    lang,
                    "{place}, column answer: answer {answer} is missing or cannot be read",
                    "{place}, столбец answer: ответа {answer} нет или он не читается"
                )
            }

            Self::Outdated {
                currency,
                record,
                evidence,
                says,
            } => outdated(currency, record, &said(*evidence, says, lang), lang),
            Self::WithoutSuccessor { currency, record } => {
                without_successor(currency, record, lang)
            }

            Self::Missing {
                currency,
                record,
                evidence,
            } => {
                let place = row(currency, record);
                let said = said(*evidence, &[*record], lang);
                tr!(
                    lang,
                    "{place}: there is no row, but {said}",
                    "{place}: строки нет, а {said}"
                )
            }
            Self::Unaccounted { currency, span } => unaccounted(currency, *span, lang),

            Self::Illegible { answer, fault } => {
                let why = match lang {
                    Lang::Ru => answer_fault(fault),
                    Lang::En => fault.to_string(),
                };
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

fn not_held(place: &str, record: &Record, superseded: bool, said: &str, lang: Lang) -> String {
    let stored = figure(record, lang);
    if superseded {
        tr!(
            lang,
            "{place}: the earlier figure in the store is {stored}, {said}",
            "{place}: прежний курс в базе {stored}, {said}"
        )
    } else {
        tr!(
            lang,
            "{place}: the store says {stored}, {said}",
            "{place}: в базе {stored}, {said}"
        )
    }
}

fn outdated(currency: &Currency, record: &Record, said: &str, lang: Lang) -> String {
    let place = row(currency, record);
    let stored = figure(record, lang);
    tr!(
        lang,
        "{place}, column superseded_at: {stored} is current, but later {said}",
        "{place}, столбец superseded_at: действует {stored}, а позже {said}"
    )
}

fn without_successor(currency: &Currency, record: &Record, lang: Lang) -> String {
    let place = row(currency, record);
    let stored = figure(record, lang);
    tr!(
        lang,
        "{place}, column superseded_at: {stored} is out of force, although nothing replaced it",
        "{place}, столбец superseded_at: {stored} не действует, хотя ничем не заменено"
    )
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

/// `rate USD 2024-05-21`: how the row is known.
fn row(currency: &Currency, record: &Record) -> String {
    format!("rate {currency} {}", record.record_date())
}

/// The row with the column that is not as it should be.
fn place(currency: &Currency, record: &Record, says: &[Record], lang: Lang) -> String {
    let row = row(currency, record);
    let column = if says.is_empty() {
        "record_date"
    } else if says.iter().all(|other| other.nominal() != record.nominal()) {
        "nominal"
    } else {
        "value_e4"
    };

    tr!(lang, "{row}, column {column}", "{row}, столбец {column}")
}

/// `90.6537 per 1`.
fn figure(record: &Record, lang: Lang) -> String {
    let value = record.value();
    let nominal = record.nominal().units();
    tr!(lang, "{value} per {nominal}", "{value} за {nominal}")
}

/// The evidence of a date in words.
fn said(evidence: EvidenceName, says: &[Record], lang: Lang) -> String {
    let name = match evidence {
        EvidenceName::Archive { .. } => tr!(lang, "the built-in archive", "во встроенном архиве"),
        EvidenceName::Answer { answer, fetched_at } => tr!(
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

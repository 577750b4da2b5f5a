//! Notes on stderr: what a reader of the figures should know about them.
//!
//! A note never repeats what the output says; each is one line in either language.

mod ages;
mod chart_days;
mod units;
mod work;

use crate::error::Error;
use crate::model::{Currency, Lang, NotInForce, Period, RUBLE_1998, Unit};
use crate::rates::{History, PeriodRow, Rows};
use crate::render::error_text;
use crate::render::view::{Converted, Leg, Shown};
use crate::render::words::counted;
use jiff::civil::Date;
use std::fmt::Write as _;

pub use ages::AgeNote;
pub use chart_days::DaysNote;
pub use units::{UnitNote, notes_on_lines, notes_on_units};
pub use work::WorkNote;

use ages::age_text;
use chart_days::days_text;
use units::unit_text;
use work::work_text;

/// Most periods named in one note.
const MOST_PERIODS: usize = 5;

/// Something to know about what was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The record in force is of an earlier day than the one asked for.
    EarlierRecord {
        /// The codes of the currencies or pairs with this record date.
        codes: Vec<String>,
        record_date: Date,
        day: Date,
    },
    /// The age of the rates.
    Age(AgeNote),
    /// The days that a chart lacks.
    Days(DaysNote),
    /// The units of the figures.
    Unit(UnitNote),
    /// A currency of several has no rate on the day.
    NoRate {
        currency: &'static Currency,
        day: Date,
        reason: NotInForce,
    },
    /// There is no headline of the day.
    NoHeadlines { day: Date },
    /// The day has more headlines than are shown.
    MoreHeadlines { shown: usize, day: Date },
    /// The words of the index were folded by another program; they have been folded anew.
    IndexMadeAnew {
        /// How many headlines are in it.
        headlines: usize,
    },
    /// A page of a chart has room for no more headlines.
    HeadlinesCut { shown: usize },
    /// Periods of which some days lie outside the range asked for.
    PeriodsCut(Vec<Period>),
    /// Periods of which some days have no known rate.
    PartialPeriods(Vec<Period>),
    /// A file that was imported before, with nothing recorded since.
    ImportKnown,
    /// Figures from imported files, which a check cannot compare with anything.
    RestOnImports {
        figures: usize,
        /// Code and date of those that differ from the archive within the program.
        unlike_archive: Vec<(&'static str, Date)>,
    },
    /// The result that follows is of a dry run.
    DryRun,
    /// No file was imported, or all imports were taken back.
    NoImports,
    /// The configuration has no feeds.
    NoFeeds,
    /// A part of some work that failed or is worth a line of its own, while the rest goes on.
    Work(WorkNote),
    /// What an import brought, in records.
    Imported {
        /// Of dates that had none.
        new: usize,
        restated: usize,
        known: usize,
        left_out: usize,
    },
}

impl From<AgeNote> for Note {
    fn from(note: AgeNote) -> Self {
        Self::Age(note)
    }
}

impl From<DaysNote> for Note {
    fn from(note: DaysNote) -> Self {
        Self::Days(note)
    }
}

impl From<UnitNote> for Note {
    fn from(note: UnitNote) -> Self {
        Self::Unit(note)
    }
}

impl From<WorkNote> for Note {
    fn from(note: WorkNote) -> Self {
        Self::Work(note)
    }
}

/// The note as one line, without its end; `today` is Moscow's.
pub fn note_text(note: &Note, lang: Lang, today: Date) -> String {
    let spell = |day: Date| day.to_string();
    match (note, lang) {
        (
            Note::EarlierRecord {
                codes,
                record_date,
                day,
            },
            Lang::Ru,
        ) => {
            format!(
                "{}: {day} действует запись от {record_date}",
                codes.join(", ")
            )
        }
        (
            Note::EarlierRecord {
                codes,
                record_date,
                day,
            },
            Lang::En,
        ) => {
            format!(
                "{}: record of {record_date} is in force on {day}",
                codes.join(", ")
            )
        }
        (Note::IndexMadeAnew { headlines }, Lang::Ru) => {
            format!(
                "слова заголовков ({headlines}) приведены заново: программа собрана с другим словарём"
            )
        }
        (Note::IndexMadeAnew { headlines }, Lang::En) => {
            format!(
                "the words of {headlines} headlines were folded anew: this program has another dictionary"
            )
        }
        (Note::NoHeadlines { day }, Lang::Ru) => format!("нет заголовков за {}", spell(*day)),
        (Note::NoHeadlines { day }, Lang::En) => format!("no headlines on {}", spell(*day)),
        (Note::MoreHeadlines { shown, day }, Lang::Ru) => {
            format!(
                "показаны последние {shown}; все: `rates news list --on {} --limit 0`",
                spell(*day)
            )
        }
        (Note::MoreHeadlines { shown, day }, Lang::En) => {
            format!(
                "the last {shown} are shown; all: `rates news list --on {} --limit 0`",
                spell(*day)
            )
        }
        (Note::HeadlinesCut { shown }, Lang::Ru) => {
            format!(
                "заголовков больше, чем вмещает страница: взяты {shown}, от каждого дня самые новые"
            )
        }
        (Note::HeadlinesCut { shown }, Lang::En) => {
            format!("more headlines than a page holds: {shown} are in it, the newest of each day")
        }
        (Note::Age(note), _) => age_text(note, lang),
        (Note::Days(note), _) => days_text(note, lang, today),
        (Note::Unit(note), _) => unit_text(note, lang),
        (Note::Work(note), _) => work_text(note, lang, today),
        (
            Note::NoRate {
                currency,
                day,
                reason,
            },
            _,
        ) => error_text(
            &Error::NoRate {
                currency,
                day: *day,
                reason: *reason,
            },
            lang,
            today,
        ),
        (Note::PeriodsCut(periods), Lang::Ru) => {
            format!(
                "лишь частью внутри --from и --to: {}",
                listed_periods(periods, lang)
            )
        }
        (Note::PeriodsCut(periods), Lang::En) => {
            format!(
                "only partly inside --from and --to: {}",
                listed_periods(periods, lang)
            )
        }
        (Note::PartialPeriods(periods), Lang::Ru) => {
            format!("не на все дни есть курс: {}", listed_periods(periods, lang))
        }
        (Note::PartialPeriods(periods), Lang::En) => {
            format!(
                "some days have no stored rate: {}",
                listed_periods(periods, lang)
            )
        }
        (Note::ImportKnown, Lang::Ru) => "этот файл уже загружен, нового в нём нет".into(),
        (Note::ImportKnown, Lang::En) => "this file is imported already; nothing new in it".into(),
        (
            Note::RestOnImports {
                figures,
                unlike_archive,
            },
            _,
        ) => rest_on_imports(*figures, unlike_archive, lang),
        (Note::DryRun, Lang::Ru) => "проба: ничего не записано; вышло бы так".into(),
        (Note::DryRun, Lang::En) => {
            "dry run, nothing was written; this is what would happen".into()
        }
        (Note::NoImports, Lang::Ru) => "загруженных файлов нет".into(),
        (Note::NoImports, Lang::En) => "no file was imported".into(),
        (Note::NoFeeds, Lang::Ru) => "в настройках нет лент; впишите их как [[feeds]]".into(),
        (Note::NoFeeds, Lang::En) => "no feeds are configured; write them as [[feeds]]".into(),
        (
            Note::Imported {
                new,
                restated,
                known,
                left_out,
            },
            Lang::Ru,
        ) => {
            format!(
                "записей: новых {new}, исправленных {restated}, известных {known}; строк пропущено: {left_out}"
            )
        }
        (
            Note::Imported {
                new,
                restated,
                known,
                left_out,
            },
            Lang::En,
        ) => {
            format!(
                "records: {new} new, {restated} restated, {known} known; {left_out} rows left out"
            )
        }
    }
}

fn rest_on_imports(figures: usize, unlike_archive: &[(&'static str, Date)], lang: Lang) -> String {
    let count =
        |count: usize, ru, en| counted(i64::try_from(count).unwrap_or(i64::MAX), lang, ru, en);
    let figures = count(
        figures,
        ["курс взят", "курса взяты", "курсов взяты"],
        ["figure comes", "figures come"],
    );
    let mut text = match lang {
        Lang::Ru => {
            format!("{figures} из загруженных файлов, и ни один ответ источника их не подтверждает")
        }
        Lang::En => {
            format!("{figures} from imported files, and no answer of the source confirms them")
        }
    };
    if let Some((code, date)) = unlike_archive.first() {
        let differ = count(
            unlike_archive.len(),
            ["отличается", "отличаются", "отличаются"],
            ["differs", "differ"],
        );
        let _ = match lang {
            Lang::Ru => write!(
                text,
                "; {differ} от встроенного архива, первый — {code} {date} (`rates prove {code} {date}`)"
            ),
            Lang::En => {
                write!(
                    text,
                    "; {differ} from the built-in archive, first {code} {date} (`rates prove {code} {date}`)"
                )
            }
        };
    }
    text
}

/// Notes on the rates of a day: which record is in force, what is missing, old rubles.
pub fn notes_on_shown(shown: &Shown) -> Vec<Note> {
    let mut notes = Vec::new();
    for rate in &shown.rates {
        match &rate.rate {
            Ok(in_force) => {
                let record_date = in_force.record.record_date();
                note_earlier(
                    &mut notes,
                    rate.quoted.label_on(record_date),
                    record_date,
                    shown.day,
                );
            }
            Err(reason) => {
                notes.push(Note::NoRate {
                    currency: rate.quoted.currency,
                    day: shown.day,
                    reason: *reason,
                });
            }
        }
    }
    for rate in &shown.rates {
        if let Ok(in_force) = &rate.rate {
            let record_date = in_force.record.record_date();
            add_missing(
                &mut notes,
                notes_on_units(rate.quoted, record_date, record_date),
            );
        }
    }
    notes
}

fn add_missing(notes: &mut Vec<Note>, more: impl IntoIterator<Item = UnitNote>) {
    for note in more.into_iter().map(Note::Unit) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// Notes on a conversion: which records are in force, and the units that are not present ones.
pub fn notes_on_conversion(converted: &Converted) -> Vec<Note> {
    let mut notes = Vec::new();
    for leg in converted.path() {
        let record_date = leg.rate.record.record_date();
        note_earlier(
            &mut notes,
            leg.currency.code.to_owned(),
            record_date,
            converted.day,
        );
    }

    for side in [converted.from, converted.to] {
        let published = side
            .unit
            .currency()
            .zip(side.rate)
            .map(|(currency, rate)| Unit::in_use(currency, rate.record.record_date()));
        let units = [Some(side.unit), published].into_iter().flatten();
        add_missing(&mut notes, units.filter_map(UnitNote::on));
    }

    let is_old = |leg: &Leg| leg.rate.record.record_date() < RUBLE_1998;
    let has_new_rubles = [converted.from, converted.to]
        .iter()
        .any(|side| side.unit == Unit::RUB);
    if has_new_rubles && converted.path().any(|leg| is_old(&leg)) {
        notes.push(Note::Unit(UnitNote::CountedInNewRubles));
    }
    notes
}

/// Notes on the units of many conversions, each once; the record in force is a matter of each row.
pub fn notes_on_conversions(rows: &[Converted]) -> Vec<Note> {
    let mut notes = Vec::new();
    for note in rows.iter().flat_map(notes_on_conversion) {
        if matches!(note, Note::Unit(_)) && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

/// Notes on histories: partial periods, and the units that are not present ones.
pub fn notes_on_histories(histories: &[History]) -> Vec<Note> {
    let mut cut = Vec::new();
    let mut partial = Vec::new();
    let mut counted_in_new_rubles = false;
    let mut units = Vec::new();
    for history in histories {
        let dates = match &history.rows {
            Rows::Records(rows) => ends(rows, |row| row.record.record_date()),
            Rows::Days(rows) => ends(rows, |row| row.record.record_date()),
            Rows::Periods(rows) => {
                counted_in_new_rubles |= rows.iter().any(|row| row.counted_in_new_rubles);
                add_periods(&mut cut, rows, |row| row.is_cut);
                add_periods(&mut partial, rows, |row| row.lacks_days);
                ends(rows, |row| row.last_record_date)
            }
        };
        if let Some((first, last)) = dates {
            add_missing(&mut units, notes_on_units(history.quoted, first, last));
        }
    }

    let mut notes = Vec::new();
    if !cut.is_empty() {
        notes.push(Note::PeriodsCut(cut));
    }
    if !partial.is_empty() {
        notes.push(Note::PartialPeriods(partial));
    }
    notes.extend(units);
    if counted_in_new_rubles {
        add_missing(&mut notes, [UnitNote::CountedInNewRubles]);
    }
    notes
}

/// The dates of the first and the last row.
fn ends<T>(rows: &[T], date: impl Fn(&T) -> Date) -> Option<(Date, Date)> {
    Some((date(rows.first()?), date(rows.last()?)))
}

/// Adds the code to the note on the same record date, if there is one.
fn note_earlier(notes: &mut Vec<Note>, code: String, of: Date, day: Date) {
    if of == day {
        return;
    }
    for note in notes.iter_mut() {
        if let Note::EarlierRecord {
            codes, record_date, ..
        } = note
            && *record_date == of
        {
            if !codes.contains(&code) {
                codes.push(code);
            }
            return;
        }
    }
    notes.push(Note::EarlierRecord {
        codes: vec![code],
        record_date: of,
        day,
    });
}

/// Adds the periods of the rows that match, each once.
fn add_periods(periods: &mut Vec<Period>, rows: &[PeriodRow], is_so: impl Fn(&PeriodRow) -> bool) {
    for row in rows.iter().filter(|row| is_so(row)) {
        if !periods.contains(&row.period) {
            periods.push(row.period);
        }
    }
}

/// The first of them by name, and how many more.
fn listed_periods(periods: &[Period], lang: Lang) -> String {
    let named: Vec<_> = periods
        .iter()
        .take(MOST_PERIODS)
        .map(ToString::to_string)
        .collect();
    let named = named.join(", ");
    let rest = periods.len().saturating_sub(MOST_PERIODS);
    match (rest, lang) {
        (0, _) => named,
        (rest, Lang::Ru) => format!("{named} и ещё {rest}"),
        (rest, Lang::En) => format!("{named} and {rest} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Every;
    use crate::rates::Aggregate;
    use crate::render::fixtures::{day, history_of, record, shown, usd_of_may};

    fn check(notes: &[Note], lang: Lang, expected: &[&str]) {
        let texts: Vec<_> = notes
            .iter()
            .map(|note| note_text(note, lang, day("2024-05-24")))
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn the_record_in_force_is_named_once_for_all_that_have_it() {
        let mut monday = shown(
            "2024-05-20",
            &[("USD", 1, "90.9873", ""), ("EUR", 1, "98.7776", "")],
        );
        monday.rates.extend(
            shown(
                "2024-05-20",
                &[("JPY", 100, "58.1234", ""), ("TRY", 1, "1", "")],
            )
            .rates,
        );
        for rate in monday.rates.iter_mut().take(2) {
            rate.rate.as_mut().unwrap().record = record("2024-05-18", 1, "90.9873");
        }
        monday.rates[3].rate = Err(NotInForce::NeverFetched);
        check(
            &notes_on_shown(&monday),
            Lang::Ru,
            &[
                "USD, EUR: 2024-05-20 действует запись от 2024-05-18",
                "нет курса TRY на 2024-05-20: эту валюту ещё не загружали",
            ],
        );
        check(
            &notes_on_shown(&monday)[..1],
            Lang::En,
            &["USD, EUR: record of 2024-05-18 is in force on 2024-05-20"],
        );
    }

    #[test]
    fn rubles_old_and_new() {
        let records = [("1997-12-30", 1, "5960.0000"), ("1998-01-01", 1, "5.9600")];
        let history =
            |every, aggregate| [history_of("USD", &records, "1998-01-04", every, aggregate)];
        check(
            &notes_on_histories(&history(Every::Record, Aggregate::Last)),
            Lang::Ru,
            &["курсы до 1998 года — в старых рублях (1000 старых = 1 новый)"],
        );
        check(
            &notes_on_histories(&history(Every::Week, Aggregate::MeanDays)),
            Lang::En,
            &[
                "only partly inside --from and --to: 1998-W01",
                "rates before 1998 are counted in new rubles (1000 : 1)",
            ],
        );
    }

    #[test]
    fn partial_periods_are_named_but_not_all_of_many() {
        check(
            &notes_on_histories(&[usd_of_may(Every::Month, Aggregate::Last)]),
            Lang::Ru,
            &["лишь частью внутри --from и --to: 2024-05"],
        );
        let months = (1..=7)
            .map(|month| Period::containing(Every::Month, jiff::civil::date(2024, month, 1)));
        check(
            &[Note::PartialPeriods(months.collect())],
            Lang::En,
            &[
                "some days have no stored rate: 2024-01, 2024-02, 2024-03, 2024-04, 2024-05 and 2 more",
            ],
        );
    }
}

//! Notes on stderr: what a reader of the figures should know about them.
//!
//! A note never repeats what the output says; each is one line in either language.

use super::error_text;
use super::view::{Converted, Shown};
use super::words::{codes, days};
use crate::analysis::{History, PeriodRow, Rows};
use crate::error::Error;
use crate::model::{Currency, Lang, NotInForce, Period, RUBLE_1998};
use jiff::civil::Date;

/// Most periods named in one note.
const MOST_PERIODS: usize = 5;

/// Something to know about what was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// The record in force is of an earlier day than the one asked for.
    EarlierRecord {
        /// Whose.
        currencies: Vec<&'static Currency>,
        /// Its date.
        record_date: Date,
        /// The day asked for.
        day: Date,
    },
    /// Today is not covered, and the last covered day is shown in its place.
    LastCoveredDay {
        /// That day.
        day: Date,
        /// Days since then.
        age_days: i64,
    },
    /// A currency of several has no rate on the day.
    NoRate {
        /// The currency.
        currency: &'static Currency,
        /// The day asked for.
        day: Date,
        /// Why.
        reason: NotInForce,
    },
    /// There is no headline of the day.
    NoHeadlines {
        /// The day asked for.
        day: Date,
    },
    /// The day has more headlines than are shown.
    MoreHeadlines {
        /// How many are.
        shown: usize,
        /// The day asked for.
        day: Date,
    },
    /// The words of the index were folded by another program; they have been folded anew.
    IndexMadeAnew {
        /// How many headlines are in it.
        headlines: usize,
    },
    /// A page of a chart has room for no more headlines.
    HeadlinesCut {
        /// How many it has.
        shown: usize,
    },
    /// Figures of 1992–1997 stand as published.
    OldRubles,
    /// Figures of 1992–1997 are counted in new rubles.
    CountedInNewRubles,
    /// Periods of which not all days count.
    PartialPeriods(Vec<Period>),
    /// A file that was imported before, with nothing recorded since.
    ImportKnown,
    /// The configuration has no feeds.
    NoFeeds,
    /// What an import brought, in records.
    Imported {
        /// Of dates that had none.
        new: usize,
        /// In place of others.
        restated: usize,
        /// Stored already.
        known: usize,
        /// Rows left out.
        left_out: usize,
    },
}

/// The note as one line, without its end; `today` is Moscow's.
pub fn note_text(note: &Note, lang: Lang, today: Date) -> String {
    let spell = |day: Date| day.to_string();
    match (note, lang) {
        (Note::EarlierRecord { currencies, record_date, day }, Lang::Ru) => {
            format!("{}: {} действует запись от {}", codes(currencies), spell(*day), spell(*record_date))
        }
        (Note::EarlierRecord { currencies, record_date, day }, Lang::En) => {
            format!("{}: record of {} is in force on {}", codes(currencies), spell(*record_date), spell(*day))
        }
        (Note::IndexMadeAnew { headlines }, Lang::Ru) => {
            format!("слова заголовков ({headlines}) приведены заново: программа собрана с другим словарём")
        }
        (Note::IndexMadeAnew { headlines }, Lang::En) => {
            format!(
                "the words of {headlines} headlines were folded anew: this program has another dictionary"
            )
        }
        (Note::NoHeadlines { day }, Lang::Ru) => format!("нет заголовков за {}", spell(*day)),
        (Note::NoHeadlines { day }, Lang::En) => format!("no headlines on {}", spell(*day)),
        (Note::MoreHeadlines { shown, day }, Lang::Ru) => {
            format!("показаны последние {shown}; все: `rates news list --on {} --limit 0`", spell(*day))
        }
        (Note::MoreHeadlines { shown, day }, Lang::En) => {
            format!("the last {shown} are shown; all: `rates news list --on {} --limit 0`", spell(*day))
        }
        (Note::HeadlinesCut { shown }, Lang::Ru) => {
            format!("заголовков больше, чем вмещает страница: взяты {shown}, от каждого дня самые новые")
        }
        (Note::HeadlinesCut { shown }, Lang::En) => {
            format!("more headlines than a page holds: {shown} are in it, the newest of each day")
        }
        (Note::LastCoveredDay { day, age_days }, Lang::Ru) => format!(
            "курсы на сегодня не загружены; показан последний загруженный день, {} ({} назад); обновить: `rates fetch`",
            spell(*day),
            days(*age_days, lang)
        ),
        (Note::LastCoveredDay { day, age_days }, Lang::En) => format!(
            "today is not covered; showing the last covered day, {}, {} old; `rates fetch` brings it up to date",
            spell(*day),
            days(*age_days, lang)
        ),
        (Note::NoRate { currency, day, reason }, _) => {
            error_text(&Error::NoRate { currency, day: *day, reason: *reason }, lang, today)
        }
        (Note::OldRubles, Lang::Ru) => "курсы до 1998 года — в старых рублях (1000 старых = 1 новый)".into(),
        (Note::OldRubles, Lang::En) => "rates before 1998 are in old rubles (1000 old = 1 new)".into(),
        (Note::CountedInNewRubles, Lang::Ru) => {
            "курсы до 1998 года пересчитаны в новые рубли (1000 : 1)".into()
        }
        (Note::CountedInNewRubles, Lang::En) => {
            "rates before 1998 are counted in new rubles (1000 : 1)".into()
        }
        (Note::PartialPeriods(periods), _) => partial_text(periods, lang),
        (Note::ImportKnown, Lang::Ru) => "этот файл уже загружен, нового в нём нет".into(),
        (Note::ImportKnown, Lang::En) => "this file is imported already; nothing new in it".into(),
        (Note::NoFeeds, Lang::Ru) => "в настройках нет лент; впишите их как [[feeds]]".into(),
        (Note::NoFeeds, Lang::En) => "no feeds are configured; write them as [[feeds]]".into(),
        (Note::Imported { new, restated, known, left_out }, Lang::Ru) => {
            format!(
                "записей: новых {new}, исправленных {restated}, известных {known}; строк пропущено: {left_out}"
            )
        }
        (Note::Imported { new, restated, known, left_out }, Lang::En) => {
            format!("records: {new} new, {restated} restated, {known} known; {left_out} rows left out")
        }
    }
}

/// Notes on the rates of a day: which record is in force, what is missing, old rubles.
pub fn notes_on_shown(shown: &Shown) -> Vec<Note> {
    let mut notes = Vec::new();
    for rate in &shown.rates {
        match &rate.rate {
            Ok(in_force) => note_earlier(&mut notes, rate.currency, in_force.record.record_date(), shown.day),
            Err(reason) => {
                notes.push(Note::NoRate { currency: rate.currency, day: shown.day, reason: *reason });
            }
        }
    }
    let mut in_force = shown.rates.iter().filter_map(|rate| rate.rate.as_ref().ok());
    if in_force.any(|rate| is_old(Some(rate.record.record_date()))) {
        notes.push(Note::OldRubles);
    }
    notes
}

/// Notes on a conversion: which records are in force, new rubles.
pub fn notes_on_conversion(converted: &Converted) -> Vec<Note> {
    let mut notes = Vec::new();
    for leg in converted.path() {
        note_earlier(&mut notes, leg.currency, leg.rate.record.record_date(), converted.day);
    }
    if converted.conversion.counted_in_new_rubles {
        notes.push(Note::CountedInNewRubles);
    }
    notes
}

/// Notes on histories: partial periods, new and old rubles.
pub fn notes_on_histories(histories: &[History]) -> Vec<Note> {
    let (mut partial, mut in_new, mut in_old) = (Vec::new(), false, false);
    for history in histories {
        match &history.rows {
            Rows::Records(rows) => in_old |= is_old(rows.first().map(|row| row.record.record_date())),
            Rows::Days(rows) => in_old |= is_old(rows.first().map(|row| row.record.record_date())),
            Rows::Periods(rows) => {
                in_old |= is_old(rows.first().map(|row| row.last_record_date));
                in_new |= rows.iter().any(|row| row.counted_in_new_rubles);
                note_partial(&mut partial, rows);
            }
        }
    }
    let partial = (!partial.is_empty()).then_some(Note::PartialPeriods(partial));
    let old = in_old.then_some(Note::OldRubles);
    let new = in_new.then_some(Note::CountedInNewRubles);
    [partial, old, new].into_iter().flatten().collect()
}

/// Whether a record is in old rubles; rows are in order, so the first one tells.
fn is_old(record_date: Option<Date>) -> bool {
    record_date.is_some_and(|date| date < RUBLE_1998)
}

/// Adds the currency to the note on the same record date, if there is one.
fn note_earlier(notes: &mut Vec<Note>, currency: &'static Currency, of: Date, day: Date) {
    if of == day {
        return;
    }
    for note in notes.iter_mut() {
        if let Note::EarlierRecord { currencies, record_date, .. } = note
            && *record_date == of
        {
            if !currencies.contains(&currency) {
                currencies.push(currency);
            }
            return;
        }
    }
    notes.push(Note::EarlierRecord { currencies: vec![currency], record_date: of, day });
}

fn note_partial(partial: &mut Vec<Period>, rows: &[PeriodRow]) {
    for row in rows.iter().filter(|row| row.partial) {
        if !partial.contains(&row.period) {
            partial.push(row.period);
        }
    }
}

fn partial_text(periods: &[Period], lang: Lang) -> String {
    let named: Vec<_> = periods.iter().take(MOST_PERIODS).map(ToString::to_string).collect();
    let named = named.join(", ");
    let rest = periods.len().saturating_sub(MOST_PERIODS);
    match (rest, lang) {
        (0, Lang::Ru) => format!("период не полон: {named}"),
        (0, Lang::En) => format!("not wholly covered: {named}"),
        (rest, Lang::Ru) => format!("период не полон: {named} и ещё {rest}"),
        (rest, Lang::En) => format!("not wholly covered: {named} and {rest} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Aggregate;
    use crate::model::Every;
    use crate::render::fixtures::{day, history_of, record, shown, usd_of_may};

    fn check(notes: &[Note], lang: Lang, expected: &[&str]) {
        let texts: Vec<_> = notes.iter().map(|note| note_text(note, lang, day("2024-05-24"))).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn the_record_in_force_is_named_once_for_all_that_have_it() {
        let mut monday = shown("2024-05-20", &[("USD", 1, "90.9873", ""), ("EUR", 1, "98.7776", "")]);
        monday.rates.extend(shown("2024-05-20", &[("JPY", 100, "58.1234", ""), ("TRY", 1, "1", "")]).rates);
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
    fn the_age_of_the_last_covered_day() {
        let note = [Note::LastCoveredDay { day: day("2024-05-21"), age_days: 3 }];
        check(
            &note,
            Lang::Ru,
            &[
                "курсы на сегодня не загружены; показан последний загруженный день, 2024-05-21 (3 дня назад); обновить: `rates fetch`",
            ],
        );
        check(
            &note,
            Lang::En,
            &[
                "today is not covered; showing the last covered day, 2024-05-21, 3 days old; `rates fetch` brings it up to date",
            ],
        );
    }

    #[test]
    fn rubles_old_and_new() {
        let records = [("1997-12-30", 1, "5960.0000"), ("1998-01-01", 1, "5.9600")];
        let history = |every, aggregate| [history_of("USD", &records, "1998-01-04", every, aggregate)];
        check(
            &notes_on_histories(&history(Every::Record, Aggregate::Last)),
            Lang::Ru,
            &["курсы до 1998 года — в старых рублях (1000 старых = 1 новый)"],
        );
        check(
            &notes_on_histories(&history(Every::Week, Aggregate::MeanDays)),
            Lang::En,
            &["not wholly covered: 1998-W01", "rates before 1998 are counted in new rubles (1000 : 1)"],
        );
    }

    #[test]
    fn partial_periods_are_named_but_not_all_of_many() {
        check(
            &notes_on_histories(&[usd_of_may(Every::Month, Aggregate::Last)]),
            Lang::Ru,
            &["период не полон: 2024-05"],
        );
        let months = (1..=7).map(|month| Period::containing(Every::Month, jiff::civil::date(2024, month, 1)));
        check(
            &[Note::PartialPeriods(months.collect())],
            Lang::En,
            &["not wholly covered: 2024-01, 2024-02, 2024-03, 2024-04, 2024-05 and 2 more"],
        );
    }
}

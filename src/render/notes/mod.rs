//! Notes on stderr: what a reader of the figures should know about them.
//!
//! A note never repeats what the output says; each is one line in either language.

mod ages;
mod chart_days;
mod prices;
mod units;
mod work;

use crate::{
    error::Error,
    model::{Currency, Lang, NotInForce, Period, Quoted, RUBLE_1998, Unit, counted, tr},
    rates::{History, PeriodRow, Rows},
    render::{
        error_text,
        view::{Converted, Shown},
        words::and_more,
    },
};
use jiff::civil::Date;

pub use ages::AgeNote;
pub use chart_days::DaysNote;
pub use prices::PriceNote;
pub use units::UnitNote;
pub use work::WorkNote;

use ages::age_text;
use chart_days::days_text;
use prices::price_note_text;
use units::{unit_text, units_of_lines, units_of_records};
use work::work_text;

/// Most periods named in one note.
const MOST_PERIODS: usize = 5;

/// Most letters named in one note.
const MOST_LETTERS: usize = 12;

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
    /// A file to which prices are appended.
    Price(PriceNote),
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
    /// The index was made by a program with other lemmas, and has been rebuilt.
    IndexRebuilt {
        /// How many headlines are in it.
        headlines: usize,
    },
    /// A page of a chart has room for no more headlines.
    HeadlinesCut { shown: usize },
    /// Letters for which a PNG has boxes.
    LettersMissing(Vec<char>),
    /// Periods with some days outside the requested range.
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
    /// A part of some work that failed or is worth a line of its own, while the rest goes on.
    Work(WorkNote),
    /// The result that follows is of a dry run.
    DryRun,
    /// No file was imported, or all imports were taken back.
    NoImports,
    /// The configuration has no feeds.
    NoFeeds,
    /// What an import brought, in records.
    Imported {
        /// Of dates that had none.
        new: usize,
        restated: usize,
        known: usize,
        left_out: usize,
    },
    /// A workbook has figures of more digits than its numbers can have.
    FiguresAsText { count: usize },
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

impl From<PriceNote> for Note {
    fn from(note: PriceNote) -> Self {
        Self::Price(note)
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
    match note {
        Note::EarlierRecord {
            codes,
            record_date,
            day,
        } => tr!(
            lang,
            "{}: record of {record_date} is in force on {day}",
            "{}: {day} действует запись от {record_date}",
            codes.join(", ")
        ),

        Note::FiguresAsText { count } => tr!(
            lang,
            "{} of more than 15 digits written as text, because a number in a cell would lose the rest",
            "{} длиннее 15 знаков: записано текстом, потому что число в ячейке потеряло бы остальные знаки",
            counted(
                *count,
                lang,
                ["figure", "figures"],
                ["число", "числа", "чисел"]
            )
        ),
        Note::IndexRebuilt { headlines } => tr!(
            lang,
            "the words of {headlines} headlines were indexed again: this program finds their \
             lemmas in another way",
            "слова заголовков ({headlines}) проиндексированы заново: программа иначе находит \
             их начальные формы"
        ),
        Note::NoHeadlines { day } => {
            tr!(lang, "no headlines on {day}", "нет заголовков за {day}")
        }
        Note::MoreHeadlines { shown, day } => tr!(
            lang,
            "the last {shown} are shown; all: `rates news list --on {day} --limit 0`",
            "показаны последние {shown}; все: `rates news list --on {day} --limit 0`"
        ),
        Note::HeadlinesCut { shown } => tr!(
            lang,
            "more headlines than a page holds: {shown} are in it, the newest of each day",
            "заголовков больше, чем вмещает страница: взяты {shown}, от каждого дня самые новые"
        ),

        Note::Age(note) => age_text(note, lang),
        Note::Days(note) => days_text(note, lang, today),
        Note::Unit(note) => unit_text(note, lang),
        Note::Price(note) => price_note_text(note, lang),
        &Note::NoRate {
            currency,
            day,
            reason,
        } => {
            let error = Error::NoRate {
                currency,
                day,
                reason,
            };
            error_text(&error, lang, today)
        }

        Note::LettersMissing(letters) => tr!(
            lang,
            "boxes in the picture: its typeface lacks {}; as SVG or HTML they are shown where the \
             viewer has them",
            "квадратики на картинке: в её шрифте нет {}; в SVG и HTML эти знаки видны, если они есть \
             у программы просмотра",
            and_more(letters, MOST_LETTERS, lang)
        ),

        Note::PeriodsCut(periods) => tr!(
            lang,
            "only partly inside --from and --to: {}",
            "лишь частью внутри --from и --to: {}",
            and_more(periods, MOST_PERIODS, lang)
        ),
        Note::PartialPeriods(periods) => tr!(
            lang,
            "some days have no stored rate: {}",
            "не на все дни есть курс: {}",
            and_more(periods, MOST_PERIODS, lang)
        ),

        Note::ImportKnown => tr!(
            lang,
            "this file is imported already; nothing new in it",
            "этот файл уже загружен, нового в нём нет"
        ),
        Note::RestOnImports {
            figures,
            unlike_archive,
        } => rest_on_imports(*figures, unlike_archive, lang),
        Note::Work(note) => work_text(note, lang, today),
        Note::DryRun => tr!(
            lang,
            "dry run, nothing was written; this is what would happen",
            "проба: ничего не записано; вышло бы так"
        ),
        Note::NoImports => tr!(lang, "no file was imported", "загруженных файлов нет"),
        Note::NoFeeds => tr!(
            lang,
            "no feeds are configured; `rates news sources` lists some, `rates news sources add NAME` adds one",
            "в настройках нет лент; `rates news sources` перечисляет известные, `rates news sources add ИМЯ` добавляет"
        ),

        Note::Imported {
            new,
            restated,
            known,
            left_out,
        } => tr!(
            lang,
            "records: {new} new, {restated} restated, {known} known; {} left out",
            "записей: новых {new}, исправленных {restated}, известных {known}; пропущено: {}",
            counted(
                *left_out,
                lang,
                ["row", "rows"],
                ["строка", "строки", "строк"]
            )
        ),
    }
}

fn rest_on_imports(figures: usize, unlike_archive: &[(&'static str, Date)], lang: Lang) -> String {
    let figures = counted(
        figures,
        lang,
        ["figure comes", "figures come"],
        ["курс взят", "курса взяты", "курсов взяты"],
    );
    let text = tr!(
        lang,
        "{figures} from imported files, and no answer of the source confirms them",
        "{figures} из загруженных файлов, и ни один ответ источника их не подтверждает"
    );
    // One of them is named as an example, with the command that shows what is known of it.
    let Some((code, date)) = unlike_archive.first() else {
        return text;
    };

    let differ = counted(
        unlike_archive.len(),
        lang,
        ["differs", "differ"],
        ["отличается", "отличаются", "отличаются"],
    );

    tr!(
        lang,
        "{text}; {differ} from the built-in archive, first {code} {date} (`rates prove {code} \
         {date}`)",
        "{text}; {differ} от встроенного архива, первый — {code} {date} (`rates prove {code} \
         {date}`)"
    )
}

/// Notes on the rates of a day: which record is in force, what is missing, old rubles.
pub fn notes_on_shown(shown: &Shown) -> Vec<Note> {
    let day = shown.day;
    let mut notes = Vec::new();
    let mut units = Vec::new();

    for rate in &shown.rates {
        match &rate.rate {
            Ok(in_force) => {
                let record_date = in_force.record.record_date();
                let code = rate.quoted.label_on(record_date);
                add_earlier_record(&mut notes, code, record_date, day);
                units.extend(units_of_records(rate.quoted, record_date, record_date));
            }
            Err(reason) => notes.push(Note::NoRate {
                currency: rate.quoted.currency,
                day,
                reason: *reason,
            }),
        }
    }

    // Units come last: they are about all rates, the notes before them each about some.
    add_units(&mut notes, units);
    notes
}

/// Notes on a conversion: which records are in force, and the units that are not present ones.
pub fn notes_on_conversion(converted: &Converted) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut is_any_record_old = false;
    for leg in converted.path() {
        let record_date = leg.rate.record.record_date();
        is_any_record_old |= record_date < RUBLE_1998;
        add_earlier_record(
            &mut notes,
            leg.currency.code.to_owned(),
            record_date,
            converted.day,
        );
    }

    let sides = [converted.from, converted.to];
    for side in sides {
        let published = side
            .unit
            .currency()
            .zip(side.rate)
            .map(|(currency, rate)| Unit::in_use(currency, rate.record.record_date()));
        let units = [Some(side.unit), published].into_iter().flatten();
        add_units(&mut notes, units.filter_map(UnitNote::on));
    }

    if is_any_record_old && sides.iter().any(|side| side.unit == Unit::RUB) {
        notes.push(Note::Unit(UnitNote::CountedInNewRubles));
    }
    notes
}

/// Notes on the units of many conversions, each once; which record is in force depends on the row.
pub fn notes_on_conversions<'c>(rows: impl IntoIterator<Item = &'c Converted>) -> Vec<Note> {
    let mut notes = Vec::new();
    for note in rows.into_iter().flat_map(notes_on_conversion) {
        if matches!(note, Note::Unit(_)) {
            add_once(&mut notes, note);
        }
    }

    notes
}

/// Notes on histories: partial periods, and the units that are not present ones.
pub fn notes_on_histories(histories: &[History]) -> Vec<Note> {
    let mut cut = Vec::new();
    let mut partial = Vec::new();
    let mut units = Vec::new();
    let mut counted_in_new_rubles = false;

    for history in histories {
        if let Rows::Periods(rows) = &history.rows {
            counted_in_new_rubles |= rows.iter().any(|row| row.counted_in_new_rubles);
            add_periods(&mut cut, rows, |row| row.is_cut);
            add_periods(&mut partial, rows, |row| row.lacks_days);
        }
        if let Some((first, last)) = first_and_last_record(&history.rows) {
            units.extend(units_of_records(history.quoted, first, last));
        }
    }
    // A mean over the border of 1998 is in new rubles although its last record need not be old.
    units.extend(counted_in_new_rubles.then_some(UnitNote::CountedInNewRubles));

    let mut notes = Vec::new();
    if !cut.is_empty() {
        notes.push(Note::PeriodsCut(cut));
    }
    if !partial.is_empty() {
        notes.push(Note::PartialPeriods(partial));
    }
    add_units(&mut notes, units);

    notes
}

/// Notes on the units of lines that are not in today's rubles. Restated figures are named on the picture itself.
pub fn notes_on_lines(lines: impl IntoIterator<Item = Quoted>) -> Vec<Note> {
    let units = units_of_lines(lines);
    units.into_iter().map(Note::Unit).collect()
}

/// The record dates of the first and the last row.
fn first_and_last_record(rows: &Rows) -> Option<(Date, Date)> {
    match rows {
        Rows::Records(rows) => first_and_last(rows, |row| row.record.record_date()),
        Rows::Days(rows) => first_and_last(rows, |row| row.record.record_date()),
        Rows::Periods(rows) => first_and_last(rows, |row| row.last_record_date),
    }
}

fn first_and_last<T>(rows: &[T], date: impl Fn(&T) -> Date) -> Option<(Date, Date)> {
    Some((date(rows.first()?), date(rows.last()?)))
}

fn add_once<T: PartialEq>(all: &mut Vec<T>, one: T) {
    if !all.contains(&one) {
        all.push(one);
    }
}

fn add_units(notes: &mut Vec<Note>, units: impl IntoIterator<Item = UnitNote>) {
    for unit in units {
        add_once(notes, Note::Unit(unit));
    }
}

/// Adds the code to the note on the same record date, if there is one.
fn add_earlier_record(notes: &mut Vec<Note>, code: String, of: Date, day: Date) {
    if of == day {
        return;
    }

    // Most currencies have records on the same days: one note names all that share one.
    for note in notes.iter_mut() {
        if let Note::EarlierRecord {
            codes, record_date, ..
        } = note
            && *record_date == of
        {
            return add_once(codes, code);
        }
    }

    notes.push(Note::EarlierRecord {
        codes: vec![code],
        record_date: of,
        day,
    });
}

fn add_periods(periods: &mut Vec<Period>, rows: &[PeriodRow], is_so: impl Fn(&PeriodRow) -> bool) {
    for row in rows.iter().filter(|row| is_so(row)) {
        add_once(periods, row.period);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Every,
        rates::Aggregate,
        render::fixtures::{day, history_of, record, shown, usd_of_may},
    };

    fn check(notes: &[Note], lang: Lang, expected: &[&str]) {
        let texts: Vec<_> = notes
            .iter()
            .map(|note| note_text(note, lang, day("2024-05-24")))
            .collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn letters_that_a_png_lacks_are_named_up_to_a_dozen() {
        let letters: Vec<char> = ('一'..).take(14).collect();
        let note = Note::LettersMissing(letters);
        check(
            std::slice::from_ref(&note),
            Lang::En,
            &[
                "boxes in the picture: its typeface lacks 一, 丁, 丂, 七, 丄, 丅, 丆, 万, 丈, 三, 上, 下 \
                 and 2 more; as SVG or HTML they are shown where the viewer has them",
            ],
        );
        check(
            &[note],
            Lang::Ru,
            &[
                "квадратики на картинке: в её шрифте нет 一, 丁, 丂, 七, 丄, 丅, 丆, 万, 丈, 三, 上, 下 и \
                 ещё 2; в SVG и HTML эти знаки видны, если они есть у программы просмотра",
            ],
        );
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

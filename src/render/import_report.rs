//! The result of an import, row by row where it matters, and of taking it back.

use crate::model::{Decimal, Lang, OfficialOrigin, Record, RowCause, RowFault, Unit};
use crate::render::errors::date_error;
use crate::render::words::{counted, days, records};
use crate::store::{DependentImport, Replaced, StoredImport, Undone};
use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

/// Faults of one kind, and replaced figures, that are named one by one; the rest are counted.
const MOST_NAMED: usize = 10;

/// Most letters of a cell that a message repeats.
const MOST_LETTERS: usize = 60;

/// One line for each row left out, `FILE:LINE: …`; after the first ten of a kind only how many more there are.
pub fn import_faults(file: &str, faults: &[RowFault], lang: Lang) -> Vec<String> {
    let mut counts: HashMap<Discriminant<RowCause>, usize> = HashMap::new();
    for fault in faults {
        *counts.entry(discriminant(&fault.cause)).or_default() += 1;
    }

    let mut named: HashMap<Discriminant<RowCause>, usize> = HashMap::new();
    let mut lines = Vec::new();
    for fault in faults {
        let kind = discriminant(&fault.cause);
        let so_far = named.entry(kind).or_default();
        *so_far += 1;
        if *so_far <= MOST_NAMED {
            lines.push(format!(
                "{file}:{}: {}{}",
                fault.line,
                place(fault),
                cause(&fault.cause, lang)
            ));
        }
        if *so_far == MOST_NAMED + 1 {
            lines.push(more_like_it(counts[&kind] - MOST_NAMED, lang));
        }
    }
    lines
}

/// One line for each replaced figure; after the first ten only how many more there are.
pub fn replaced_figures(replaced: &[Replaced], lang: Lang) -> Vec<String> {
    let line = |one: &Replaced| {
        let date = one.after.record_date();
        let code = Unit::in_use(one.currency, date).code();
        let origin = match (one.was_official, lang) {
            (true, Lang::Ru) => " (было у Банка)",
            (true, Lang::En) => " (the Bank's)",
            (false, _) => "",
        };
        format!(
            "{date} {code}: {}{origin} → {}",
            figure(&one.before, lang),
            figure(&one.after, lang)
        )
    };
    let mut lines: Vec<String> = replaced.iter().take(MOST_NAMED).map(line).collect();
    if replaced.len() > MOST_NAMED {
        lines.push(more_like_it(replaced.len() - MOST_NAMED, lang));
    }
    lines
}

/// A line for each import, the last without its end.
pub fn render_imports(imports: &[StoredImport], lang: Lang) -> String {
    imports
        .iter()
        .map(|import| import_line(import, lang))
        .collect::<Vec<_>>()
        .join("\n")
}

fn import_line(import: &StoredImport, lang: Lang) -> String {
    let mut parts = vec![
        counted(
            import.rows,
            lang,
            ["строка", "строки", "строк"],
            ["row", "rows"],
        ),
        counted(
            import.figures,
            lang,
            ["запись действует", "записи действуют", "записей действует"],
            ["record in force", "records in force"],
        ),
    ];
    if import.replaced > 0 {
        let ru = ["заменена", "заменены", "заменено"];
        let en = ["replaced", "replaced"];
        parts.push(counted(import.replaced, lang, ru, en));
    }
    parts.push(match (import.days, lang) {
        (Some(count), Lang::Ru) => format!("{} покрыто только им", days(count, lang)),
        (Some(count), Lang::En) => format!("{} covered by it alone", days(count, lang)),
        (None, Lang::Ru) => "загружен прежней версией: покрытые им дни не записаны".to_owned(),
        (None, Lang::En) => {
            "imported by an older version: the days it covered are not recorded".to_owned()
        }
    });
    format!(
        "{}  {}  {}  {}",
        import.id,
        import.at,
        printable(&import.file),
        parts.join(", ")
    )
}

/// The result of taking an import back, in one or two lines, the last without its end.
pub fn undone_text(id: i64, undone: &Undone, lang: Lang) -> String {
    let restored = undone.restored;
    let file = printable(&undone.file);
    let removed = records(i64::try_from(undone.removed).unwrap_or(i64::MAX), lang);
    let uncovered = days(undone.days_uncovered, lang);
    let mut text = match lang {
        Lang::Ru => format!(
            "загрузка {id} ({file}) отменена: убрано: {removed}, возвращено: {restored}; больше не покрыто: {uncovered}"
        ),
        Lang::En => format!(
            "import {id} ({file}) is undone: {removed} removed, {restored} restored; {uncovered} no longer \
             covered"
        ),
    };

    if undone.days_were_guessed && undone.days_uncovered > 0 {
        text.push_str(match lang {
            Lang::Ru => {
                "\nпрежняя версия не записала, какие дни покрывал файл: дни, известные только по его записям, больше не \
                 покрыты; `rates fetch` запросит их заново"
            }
            Lang::En => {
                "\nan older version did not record which days the file covered: the days known only from its records \
                 are no longer covered, and `rates fetch` asks for them again"
            }
        });
    }
    text
}

/// Why an import cannot be taken back: later ones have figures on its days.
pub fn rests_on_it(id: i64, dependents: &[DependentImport], lang: Lang) -> String {
    let name = |one: &DependentImport| {
        format!(
            "{} ({}, {} {})",
            one.id,
            printable(&one.file),
            one.date,
            one.code
        )
    };
    let names = dependents.iter().map(name).collect::<Vec<_>>().join(", ");
    match lang {
        Lang::Ru => format!(
            "загрузку {id} нельзя отменить: на днях, покрытых только ею, есть записи более поздних загрузок: {names}; сначала отмените их"
        ),
        Lang::En => format!(
            "import {id} cannot be undone: later imports have records on days that only it covers: {names}; undo these \
             first"
        ),
    }
}

fn place(fault: &RowFault) -> String {
    match (fault.place.date, fault.place.currency) {
        (Some(date), Some(currency)) => format!("{date} {}: ", currency.code),
        (Some(date), None) => format!("{date}: "),
        (None, Some(currency)) => format!("{}: ", currency.code),
        (None, None) => String::new(),
    }
}

fn cause(cause: &RowCause, lang: Lang) -> String {
    match lang {
        Lang::Ru => cause_ru(cause),
        Lang::En => cause_en(cause),
    }
}

fn cause_en(cause: &RowCause) -> String {
    use RowCause as C;
    let figure = |record: &Record| figure(record, Lang::En);
    match cause {
        C::FewerFields => "fewer fields than the first line has".to_owned(),
        C::NotUtf8 => "not UTF-8".to_owned(),
        C::UnknownCurrency(code) => format!("unknown currency `{}`", printable(code)),
        C::FormerCodeEnded { code, new_from } => {
            format!("the code {code} ended when the currency was redenominated on {new_from}; use the new code")
        }
        C::Date(error) => error.to_string(),
        C::NominalNotWhole(text) => format!("nominal `{}` is not a whole number", printable(text)),
        C::Nominal(units) => format!("nominal {units} is not a power of ten from 1 to 1000000000"),
        C::ValueUnread(text, error) => format!("value `{}`: {error}", printable(text)),
        C::ValueNotPositive(text) => format!("value `{}`: the value must be above 0", printable(text)),
        C::ValueTooLarge(text) => format!("value `{}`: the value must be at most 100000000", printable(text)),
        C::UnknownSource(name) => format!("unknown source `{}`; only `cbr` is known", printable(name)),
        C::NotASpan(text) => {
            format!("`{}` is not a span; write 2024-05-01..2024-05-31", printable(text))
        }
        C::SpanWithoutDate(text) => format!("the span `{}` does not include the date", printable(text)),
        C::LaterThanTomorrow { tomorrow } => {
            format!("the date is later than tomorrow ({tomorrow}), so the Bank cannot have set this rate yet")
        }
        C::BeforeFirstRecord { first } => format!("the Bank's first record is of {first}"),
        C::RepeatedOtherwise { line, taken } => {
            format!("line {line} gives {taken} for the same date and nominal; that value was taken")
        }
        C::BankDiffers { official, listed, origin, may_be_replaced } => format!(
            "the Bank's figure is {} ({}); the file says {}{}",
            figure(official),
            origin_text(*origin, Lang::En),
            figure(listed),
            if *may_be_replaced { "; use --replace to put the file's in its place" } else { ", too far from the records around it to be a rate" }
        ),
        C::NoRecordThatDay { may_be_replaced: false } => {
            "the Bank set no rate for this day: all records around it are known".to_owned()
        }
        C::NoRecordThatDay { may_be_replaced: true } => {
            "an earlier import lists all records around this day and none on it; use --replace to add this one"
                .to_owned()
        }
        C::Jump { listed, beside } => format!(
            "{} is too far from the record of {}, {}, to be a rate",
            figure(listed),
            beside.record_date(),
            figure(beside)
        ),
    }
}

fn cause_ru(cause: &RowCause) -> String {
    use RowCause as C;
    let figure = |record: &Record| figure(record, Lang::Ru);
    match cause {
        C::FewerFields => "полей меньше, чем в первой строке".to_owned(),
        C::NotUtf8 => "не UTF-8".to_owned(),
        C::UnknownCurrency(code) => format!("неизвестная валюта «{}»", printable(code)),
        C::FormerCodeEnded { code, new_from } => {
            format!("код {code} кончился с деноминацией {new_from}; напишите новый код")
        }
        C::Date(error) => date_error(error),
        C::NominalNotWhole(text) => format!("номинал «{}» — не целое число", printable(text)),
        C::Nominal(units) => format!("номинал {units} — не степень десяти от 1 до 1000000000"),
        C::ValueUnread(text, error) => format!("значение «{}»: {}", printable(text), decimal_ru(*error)),
        C::ValueNotPositive(text) => format!("значение «{}»: должно быть больше 0", printable(text)),
        C::ValueTooLarge(text) => format!("значение «{}»: должно быть не больше 100000000", printable(text)),
        C::UnknownSource(name) => format!("неизвестный источник «{}»; известен только cbr", printable(name)),
        C::NotASpan(text) => {
            format!("«{}» — не промежуток; напишите 2024-05-01..2024-05-31", printable(text))
        }
        C::SpanWithoutDate(text) => format!("в промежутке «{}» нет этой даты", printable(text)),
        C::LaterThanTomorrow { tomorrow } => {
            format!("дата позже завтрашней ({tomorrow}): такого курса Банк ещё не мог установить")
        }
        C::BeforeFirstRecord { first } => format!("первая запись Банка — от {first}"),
        C::RepeatedOtherwise { line, taken } => {
            format!("в строке {line} для той же даты и номинала — {taken}; взято оно")
        }
        C::BankDiffers { official, listed, origin, may_be_replaced } => format!(
            "у Банка {} ({}), в файле {}{}",
            figure(official),
            origin_text(*origin, Lang::Ru),
            figure(listed),
            if *may_be_replaced { "; чтобы взять из файла, добавьте --replace" } else { " — слишком далеко от соседних записей, чтобы быть курсом" }
        ),
        C::NoRecordThatDay { may_be_replaced: false } => {
            "на этот день Банк курса не устанавливал: все записи вокруг известны".to_owned()
        }
        C::NoRecordThatDay { may_be_replaced: true } => {
            "прежний файл даёт все записи вокруг этого дня, а на него — ни одной; чтобы добавить, укажите --replace"
                .to_owned()
        }
        C::Jump { listed, beside } => format!(
            "{} слишком далеко от записи от {}, {}, чтобы быть курсом",
            figure(listed),
            beside.record_date(),
            figure(beside)
        ),
    }
}

const fn decimal_ru(error: crate::model::DecimalError) -> &'static str {
    match error {
        crate::model::DecimalError::Malformed => "не десятичное число",
        crate::model::DecimalError::TooLarge => "цифр больше, чем можно хранить точно",
    }
}

fn origin_text(origin: OfficialOrigin, lang: Lang) -> String {
    match (origin, lang) {
        (OfficialOrigin::Archive, Lang::Ru) => "из архива".to_owned(),
        (OfficialOrigin::Archive, Lang::En) => "from the archive".to_owned(),
        (OfficialOrigin::Fetched(day), Lang::Ru) => format!("загружено {day}"),
        (OfficialOrigin::Fetched(day), Lang::En) => format!("fetched {day}"),
    }
}

/// `90.6537`, `12.8900 for 1000`.
fn figure(record: &Record, lang: Lang) -> String {
    let value: Decimal = record.value();
    match (record.nominal().units(), lang) {
        (1, _) => value.to_string(),
        (nominal, Lang::Ru) => format!("{value} за {nominal}"),
        (nominal, Lang::En) => format!("{value} for {nominal}"),
    }
}

fn more_like_it(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Ru => format!("и ещё {count} таких же"),
        Lang::En => format!("and {count} more like it"),
    }
}

/// A text of a file as it may be shown on a terminal: not too long, and without control characters.
fn printable(text: &str) -> String {
    let mut shown: String = text
        .chars()
        .take(MOST_LETTERS)
        .flat_map(char::escape_debug)
        .collect();
    if text.chars().nth(MOST_LETTERS).is_some() {
        shown.push('…');
    }
    shown
}

//! The result of an import, row by row where it matters, and of taking it back.

use crate::{
    model::{
        Lang, OfficialOrigin, Record, RowCause, RowFault, Unit, counted, counted_records, echoed,
        tr,
    },
    render::{
        errors::{amount_error, date_error, empty_field, field_count, unknown_currency},
        words::{days, joined},
    },
    store::{DependentImport, Replaced, StoredImport, Undone},
};
use std::{
    collections::HashMap,
    mem::{Discriminant, discriminant},
};

/// Faults of one kind, and replaced figures, that are named one by one; the rest are counted.
const MOST_NAMED: usize = 10;

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
            let place = place(fault);
            let cause = cause_text(&fault.cause, lang);
            lines.push(format!("{file}:{}: {place}{cause}", fault.line));
        }
        // Where the eleventh would be, so that the summary of a kind follows the last one that is named.
        if *so_far == MOST_NAMED + 1 {
            lines.push(more_like_it(counts[&kind] - MOST_NAMED, lang));
        }
    }

    lines
}

/// One line for each replaced figure; after the first ten only how many more there are.
pub fn replaced_figures(replaced: &[Replaced], lang: Lang) -> Vec<String> {
    let named = replaced.iter().take(MOST_NAMED);
    let mut lines: Vec<String> = named.map(|one| replaced_line(one, lang)).collect();
    if replaced.len() > MOST_NAMED {
        lines.push(more_like_it(replaced.len() - MOST_NAMED, lang));
    }

    lines
}

fn replaced_line(one: &Replaced, lang: Lang) -> String {
    let date = one.after.record_date();
    let code = Unit::in_use(one.currency, date).code();
    let before = figure(&one.before, lang);
    let after = figure(&one.after, lang);

    if one.was_official {
        tr!(
            lang,
            "{date} {code}: {before} (the Bank's) → {after}",
            "{date} {code}: {before} (было у Банка) → {after}"
        )
    } else {
        format!("{date} {code}: {before} → {after}")
    }
}

/// A line for each import, the last without its end.
pub fn render_imports(imports: &[StoredImport], lang: Lang) -> String {
    joined(imports.iter().map(|import| import_line(import, lang)), "\n")
}

fn import_line(import: &StoredImport, lang: Lang) -> String {
    let mut parts = vec![
        counted(
            import.rows,
            lang,
            ["row", "rows"],
            ["строка", "строки", "строк"],
        ),
        counted(
            import.figures,
            lang,
            ["record in force", "records in force"],
            ["запись действует", "записи действуют", "записей действует"],
        ),
    ];

    if import.replaced > 0 {
        let ru = ["заменена", "заменены", "заменено"];
        parts.push(counted(import.replaced, lang, ["replaced"; 2], ru));
    }
    parts.push(match import.days {
        Some(count) => {
            let days = days(count, lang);
            tr!(
                lang,
                "{days} covered by it alone",
                "{days} покрыто только им"
            )
        }
        None => tr!(
            lang,
            "imported by an older version: the days it covered are not recorded",
            "загружен прежней версией: покрытые им дни не записаны"
        ),
    });

    let parts = parts.join(", ");
    let StoredImport { id, at, file, .. } = import;
    format!("{id}  {at}  {}  {parts}", echoed(file))
}

/// The result of taking an import back, in one or two lines, the last without its end.
pub fn undone_text(id: i64, undone: &Undone, lang: Lang) -> String {
    let restored = undone.restored;
    let file = echoed(&undone.file);
    let removed = counted_records(undone.removed, lang);
    let uncovered = days(undone.days_uncovered, lang);
    let mut text = tr!(
        lang,
        "import {id} ({file}) is undone: {removed} removed, {restored} restored; {uncovered} no \
         longer covered",
        "загрузка {id} ({file}) отменена: убрано: {removed}, возвращено: {restored}; больше не \
         покрыто: {uncovered}"
    );

    // Imports from before schema 4: too many days are uncovered rather than too few, and a fetch asks for them again.
    if undone.days_were_guessed && undone.days_uncovered > 0 {
        text += lang.pick(
            "\nan older version did not record which days the file covered: the days known only \
             from its records are no longer covered, and `rates fetch` asks for them again",
            "\nпрежняя версия не записала, какие дни покрывал файл: дни, известные только по его \
             записям, больше не покрыты; `rates fetch` запросит их заново",
        );
    }

    text
}

/// Why an import cannot be taken back: later ones have figures on its days.
pub fn rests_on_it(id: i64, dependents: &[DependentImport], lang: Lang) -> String {
    let names = dependents.iter().map(|one| {
        let file = echoed(&one.file);
        format!("{} ({file}, {} {})", one.id, one.date, one.code)
    });
    let names = joined(names, ", ");

    tr!(
        lang,
        "import {id} cannot be undone: later imports have records on days that only it covers: \
         {names}; undo these first",
        "загрузку {id} нельзя отменить: на днях, покрытых только ею, есть записи более поздних \
         загрузок: {names}; сначала отмените их"
    )
}

fn place(fault: &RowFault) -> String {
    match (fault.place.date, fault.place.currency) {
        (Some(date), Some(currency)) => format!("{date} {currency}: "),
        (Some(date), None) => format!("{date}: "),
        (None, Some(currency)) => format!("{currency}: "),
        (None, None) => String::new(),
    }
}

fn cause_text(cause: &RowCause, lang: Lang) -> String {
    use RowCause as C;
    match cause {
        C::FewerFields => tr!(
            lang,
            "fewer fields than the first line has",
            "полей меньше, чем в первой строке"
        ),
        C::MoreFields { found, header } => field_count(*found, *header).text(lang).to_owned(),
        C::EmptyField(field) => empty_field(field).text(lang).to_owned(),
        C::NotUtf8 => tr!(lang, "not UTF-8", "не UTF-8"),
        C::UnknownCurrency(unknown) => lang.pick(unknown.to_string(), unknown_currency(unknown)),
        C::ValueUnread(error) => lang.pick(error.to_string(), amount_error(error)),
        C::Date(error) => lang.pick(error.to_string(), date_error(error)),

        C::FormerCodeEnded { code, new_from } => tr!(
            lang,
            "the code {code} ended when the currency was redenominated on {new_from}; use the new \
             code",
            "код {code} кончился с деноминацией {new_from}; напишите новый код"
        ),
        C::LaterThanTomorrow { tomorrow } => tr!(
            lang,
            "the date is later than tomorrow ({tomorrow}), so the Bank cannot have set this rate \
             yet",
            "дата позже завтрашней ({tomorrow}): такого курса Банк ещё не мог установить"
        ),
        C::BeforeFirstRecord { first } => tr!(
            lang,
            "the Bank's first record is of {first}",
            "первая запись Банка — от {first}"
        ),

        C::RepeatedOtherwise { line, taken } => tr!(
            lang,
            "line {line} gives {taken} for the same date and nominal; that value was taken",
            "в строке {line} для той же даты и номинала — {taken}; взято оно"
        ),
        C::Nominal(units) => tr!(
            lang,
            "nominal {units} is not a power of ten from 1 to 1000000000",
            "номинал {units} — не степень десяти от 1 до 1000000000"
        ),

        C::NoNominal(code) => tr!(
            lang,
            "how many {code} the value is for is not known; add a column `nominal`, or \
             --nominal 100 for all rows",
            "не известно, за сколько {code} это значение; добавьте столбец «номинал» или \
             --nominal 100 для всех строк"
        ),

        C::NominalNotWhole(text)
        | C::ValueDigits(text)
        | C::ValueNotPositive(text)
        | C::ValueTooLarge(text)
        | C::UnknownSource(text)
        | C::NotASpan(text)
        | C::SpanWithoutDate(text) => cell_text(cause, &echoed(text), lang),

        C::BankDiffers { .. } | C::NoRecordThatDay { .. } | C::Jump { .. } => {
            contradiction_text(cause, lang)
        }
    }
}

/// What is wrong with the text of one cell, shortened.
fn cell_text(cause: &RowCause, cell: &str, lang: Lang) -> String {
    use RowCause as C;
    match cause {
        C::NominalNotWhole(_) => tr!(
            lang,
            "nominal `{cell}` is not a whole number",
            "номинал «{cell}» — не целое число"
        ),
        C::ValueDigits(_) => tr!(
            lang,
            "value `{cell}`: the Bank's figures have at most four digits after the point",
            "значение «{cell}»: у курсов Банка не больше четырёх цифр после запятой"
        ),
        C::ValueNotPositive(_) => tr!(
            lang,
            "value `{cell}`: the value must be above 0",
            "значение «{cell}»: должно быть больше 0"
        ),
        C::ValueTooLarge(_) => tr!(
            lang,
            "value `{cell}`: the value must be at most 100000000",
            "значение «{cell}»: должно быть не больше 100000000"
        ),
        C::UnknownSource(_) => tr!(
            lang,
            "`{cell}` is not the Bank of Russia, whose rates alone are kept; if the figures are the \
             Bank's all the same, add --source cbr",
            "«{cell}» — не Банк России, а хранятся только его курсы; если это всё же курсы Банка, \
             добавьте --source cbr"
        ),
        C::NotASpan(_) => tr!(
            lang,
            "`{cell}` is not a span; write 2024-05-01..2024-05-31",
            "«{cell}» — не промежуток; напишите 2024-05-01..2024-05-31"
        ),
        _ => tr!(
            lang,
            "the span `{cell}` does not include the date",
            "в промежутке «{cell}» нет этой даты"
        ),
    }
}

/// What known records contradict.
fn contradiction_text(cause: &RowCause, lang: Lang) -> String {
    use RowCause as C;
    match cause {
        C::BankDiffers {
            official,
            listed,
            origin,
            may_be_replaced,
        } => {
            let official = figure(official, lang);
            let listed = figure(listed, lang);
            let origin = origin_text(*origin, lang);
            let advice = if *may_be_replaced {
                lang.pick(
                    "; use --replace to put the file's in its place",
                    "; чтобы взять из файла, добавьте --replace",
                )
            } else {
                lang.pick(
                    ", too far from the records around it to be a rate",
                    " — слишком далеко от соседних записей, чтобы быть курсом",
                )
            };
            tr!(
                lang,
                "the Bank's figure is {official} ({origin}); the file says {listed}{advice}",
                "у Банка {official} ({origin}), в файле {listed}{advice}"
            )
        }
        C::Jump { listed, beside } => {
            let listed = figure(listed, lang);
            let date = beside.record_date();
            let beside = figure(beside, lang);
            tr!(
                lang,
                "{listed} is too far from the record of {date}, {beside}, to be a rate",
                "{listed} слишком далеко от записи от {date}, {beside}, чтобы быть курсом"
            )
        }
        C::NoRecordThatDay {
            may_be_replaced: true,
        } => tr!(
            lang,
            "an earlier import lists all records around this day and none on it; use --replace to \
             add this one",
            "прежний файл даёт все записи вокруг этого дня, а на него — ни одной; чтобы добавить, \
             укажите --replace"
        ),
        _ => tr!(
            lang,
            "the Bank set no rate for this day: all records around it are known",
            "на этот день Банк курса не устанавливал: все записи вокруг известны"
        ),
    }
}

fn origin_text(origin: OfficialOrigin, lang: Lang) -> String {
    match origin {
        OfficialOrigin::Archive => tr!(lang, "from the archive", "из архива"),
        OfficialOrigin::Fetched(day) => tr!(lang, "fetched {day}", "загружено {day}"),
    }
}

/// `90.6537`, `12.8900 for 1000`.
fn figure(record: &Record, lang: Lang) -> String {
    let value = record.value();
    match record.nominal().units() {
        1 => value.to_string(),
        nominal => tr!(lang, "{value} for {nominal}", "{value} за {nominal}"),
    }
}

fn more_like_it(count: usize, lang: Lang) -> String {
    tr!(lang, "and {count} more like it", "и ещё {count} таких же")
}

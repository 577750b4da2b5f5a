//! The messages of errors in both languages; the next step is in `hint`.
//!
//! English is `Display` wherever that is enough. Why a rate is missing is explained in full in both languages: it is
//! the answer that people wait for. What the system or a library says has its Russian sentence in `error::Refusal`.

use crate::{
    error::{Bilingual, Error},
    model::{Lang, counted, plural_ru, tr},
    render::{
        errors::{
            answer_fault::answer_fault,
            input_russian::{amount_error, date_error, unknown_currency},
            reasons::{why_no_rate, why_no_records},
        },
        words::spell_span,
    },
};
use jiff::civil::Date;

/// The message of an error, without an end of line; `today` is Moscow's.
pub fn error_text(error: &Error, lang: Lang, today: Date) -> String {
    match error {
        Error::NoRate {
            currency,
            day,
            reason,
        } => {
            let why = why_no_rate(currency, *day, reason, lang, today);
            tr!(
                lang,
                "no {currency} rate for {day}: {why}",
                "нет курса {currency} на {day}: {why}"
            )
        }
        Error::NoRecords {
            currency,
            span,
            coverage,
        } => {
            let why = why_no_records(currency, *span, coverage, lang);
            let span = spell_span(*span);
            tr!(
                lang,
                "no {currency} records for {span}: {why}",
                "нет записей {currency} за {span}: {why}"
            )
        }
        Error::Damaged { path, faults } => {
            let store = path.display();
            let found = counted(
                faults.len(),
                lang,
                ["fault", "faults"],
                ["ошибка", "ошибки", "ошибок"],
            );
            let lines = fault_lines(faults, lang);
            tr!(
                lang,
                "store {store}: {found} found\n{lines}",
                "база {store}: {found}\n{lines}"
            )
        }
        error => match lang {
            Lang::Ru => russian(error),
            Lang::En => english(error),
        },
    }
}

/// `Display`, except for counts that may be one.
fn english(error: &Error) -> String {
    match error {
        Error::Unreachable {
            url,
            attempts: 1,
            cause,
            ..
        } => format!("no answer from {url}: {cause}"),
        Error::Feed { name, error }
        | Error::Archive { name, error }
        | Error::NotAdded { name, error } => {
            format!("{name}: {}", english(error))
        }
        Error::PartsLeftOut { count: 1 } => "1 part left out".to_owned(),
        Error::DatesUnread { count: 1 } => "1 date or time not read".to_owned(),
        Error::RowsLeftOut { count: 1 } => "1 row left out".to_owned(),
        Error::RowsNotConverted { count: 1 } => "1 row not converted".to_owned(),
        other => other.to_string(),
    }
}

/// Most faults of a store that are listed.
const MOST_FAULTS: usize = 1_000;

/// A line for each fault, of very many the first.
fn fault_lines(faults: &[Bilingual], lang: Lang) -> String {
    let mut lines: Vec<String> = faults
        .iter()
        .take(MOST_FAULTS)
        .map(|fault| fault.text(lang).to_owned())
        .collect();
    let rest = faults.len().saturating_sub(MOST_FAULTS);
    if rest > 0 {
        lines.push(tr!(lang, "and {rest} more", "и ещё {rest}"));
    }

    lines.join("\n")
}

/// The Russian messages of all errors that `Display` words in English.
fn russian(error: &Error) -> String {
    match error {
        // These are worded in both languages above.
        Error::NoRate { .. } | Error::NoRecords { .. } | Error::Damaged { .. } => error.to_string(),
        Error::Date(error) => date_error(error),
        Error::Amount(error) => amount_error(error),
        Error::UnknownCurrency(unknown) => unknown_currency(unknown),
        Error::UnknownWord { word, .. } => format!("нет ни команды, ни валюты «{word}»"),
        Error::FromAfterTo { from, to } => format!("--from {from} позже, чем --to {to}"),
        Error::Usage { flag, problem } => format!("{flag}: {}", problem.ru),
        Error::Config { path, message, .. } => {
            format!("настройки {}: {}", path.display(), message.ru)
        }

        Error::NotSet {
            currency,
            day,
            before,
        } => {
            format!("{day} курс {currency} не устанавливали; последний до того установлен {before}")
        }
        Error::NoHeadlines { asked, .. } => format!("нет заголовков{}", asked.text(Lang::Ru)),
        Error::UnknownNewsName { flag, name, .. } => {
            format!("{flag}: ни у одного заголовка нет «{name}»")
        }
        Error::TermNeverSeen {
            words,
            is_of_chosen,
            ..
        } => {
            let headlines = if *is_of_chosen {
                "ни в одном из выбранных заголовков"
            } else {
                "ни в одном заголовке"
            };
            format!("{headlines} нет «{}»", words.join("», «"))
        }
        Error::UnknownUnit {
            currency,
            earlier,
            later,
        } => {
            format!(
                "между записями {currency} от {earlier} и {later} курс меняется больше чем в \
                 двадцать раз"
            )
        }
        Error::NotKnownThen {
            currency,
            record_date,
            known_on,
        } => {
            format!("запись {currency} от {record_date} ещё не была известна {known_on}")
        }

        Error::Unreachable {
            url,
            attempts: 1,
            cause,
            ..
        } => format!("нет ответа от {url}: {}", cause.ru),
        Error::Unreachable {
            url,
            attempts,
            cause,
            ..
        } => {
            // After «после» a count is in the genitive: попытки for one, попыток for the rest.
            let noun = plural_ru(*attempts, ["попытки", "попыток", "попыток"]);
            format!("нет ответа от {url} после {attempts} {noun}: {}", cause.ru)
        }
        Error::BadAnswer { url, fault } => format!("{url}: {}", answer_fault(fault)),
        Error::Feed { name, error }
        | Error::Archive { name, error }
        | Error::NotAdded { name, error } => {
            format!("{name}: {}", russian(error))
        }
        Error::NamesFeeds { url, feeds } => {
            let named = counted(feeds.len(), Lang::Ru, ["", ""], ["ленту", "ленты", "лент"]);
            format!("{url}: это не лента, а страница со ссылками на {named}")
        }

        Error::NoFile { path } => format!("{}: нет такого файла", path.display()),
        Error::File { path, cause } => format!("{}: {}", path.display(), cause.cause.ru),
        Error::Content {
            path,
            line,
            message,
        } => {
            format!("{}, строка {line}: {}", path.display(), message.ru)
        }
        Error::UndoRefused { problem } | Error::BadRow { problem } => problem.ru.clone(),
        Error::NotNews { file, cause } => format!("{file}: {}", cause.ru),

        Error::Store { path, cause } => format!("база {}: {}", path.display(), cause.cause.ru),
        Error::StoreNewer { path, found, known } => {
            format!(
                "база {} имеет схему {found}, а эта программа знает {known}",
                path.display()
            )
        }
        Error::StoreOlder { path, found, known } => {
            format!(
                "база {} имеет схему {found}, этой программе нужна {known}, а файл нельзя изменить",
                path.display()
            )
        }
        Error::Unproved { fault, .. } => fault.ru.clone(),
        Error::RowsLeftOut { count } => {
            let rows = counted(*count, Lang::Ru, [""; 2], ["строка", "строки", "строк"]);
            let left_out = plural_ru(*count, ["пропущена", "пропущены", "пропущено"]);
            format!("{left_out} {rows}")
        }

        Error::PartsLeftOut { count } => {
            let parts = counted(*count, Lang::Ru, [""; 2], ["часть", "части", "частей"]);
            let left_out = plural_ru(*count, ["пропущена", "пропущены", "пропущено"]);
            format!("{left_out} {parts}")
        }

        Error::DatesUnread { count } => {
            let read = plural_ru(*count, ["прочитана", "прочитаны", "прочитано"]);
            let dates = counted(*count, Lang::Ru, [""; 2], ["дата", "даты", "дат"]);
            format!("не {read} {dates} (день или время)")
        }

        Error::RowsNotConverted { count } => {
            let rows = counted(*count, Lang::Ru, [""; 2], ["строка", "строки", "строк"]);
            let failed = plural_ru(*count, ["пересчитана", "пересчитаны", "пересчитано"]);
            format!("не {failed} {rows}")
        }

        Error::Draw { cause } => format!("не удалось нарисовать ({cause})"),
        Error::Stale => "курсы устарели".into(),
        Error::Interrupted => "прервано".into(),
        Error::OutputClosed => "вывод закрыт".into(),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

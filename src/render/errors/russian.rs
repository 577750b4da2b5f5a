//! The Russian messages of errors that `Display` words in English.

use crate::error::{AnswerFault, Error, HeadlinesAsked, RedirectFault, some_dates};
use crate::model::Lang;
use crate::render::errors::input_russian::{amount_error, date_error, unknown_currency};
use crate::render::errors::text::{as_count, fault_lines};
use crate::render::words::{counted, plural_ru, spell_span};

/// The message; of [`Error::NoRate`] and [`Error::NoRecords`] only what is missing, not why.
pub fn russian(error: &Error) -> String {
    match error {
        Error::Date(error) => date_error(error),
        Error::Amount(error) => amount_error(error),
        Error::UnknownCurrency(unknown) => unknown_currency(unknown),
        Error::UnknownWord { word, .. } => format!("нет ни команды, ни валюты «{word}»"),
        Error::FromAfterTo { from, to } => format!("--from {from} позже, чем --to {to}"),
        Error::Usage { flag, problem } => format!("{flag}: {}", problem.ru),
        Error::Config { path, message, .. } => format!("настройки {}: {message}", path.display()),
        Error::NoRate { currency, day, .. } => {
            format!("нет курса {} на {}", currency.code, day)
        }
        Error::NoRecords { currency, span, .. } => {
            format!("нет записей {} за {}", currency.code, spell_span(*span))
        }
        Error::NotSet {
            currency,
            day,
            before,
        } => {
            format!(
                "{day} курс {} не устанавливали; последний до того установлен {before}",
                currency.code
            )
        }
        Error::NoHeadlines { asked, .. } => format!("нет заголовков{}", headlines_asked(asked)),
        Error::TermNeverSeen { words, .. } => {
            let words: Vec<String> = words.iter().map(|word| format!("«{word}»")).collect();
            format!("ни в одном заголовке нет {}", words.join(", "))
        }
        Error::UnknownUnit {
            currency,
            earlier,
            later,
        } => {
            format!(
                "между записями {currency} от {earlier} и {later} курс меняется больше чем в двадцать раз"
            )
        }
        Error::NotKnownThen {
            currency,
            record_date,
            known_on,
        } => {
            format!(
                "запись {} от {record_date} ещё не была известна {known_on}",
                currency.code
            )
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
            // After «после» a count stands in the genitive: попытки for one, попыток for the rest.
            let noun = plural_ru(i64::from(*attempts), ["попытки", "попыток", "попыток"]);
            format!("нет ответа от {url} после {attempts} {noun}: {}", cause.ru)
        }
        Error::BadAnswer { url, fault } => format!("{url}: {}", answer_fault(fault)),
        Error::NoFile { path } => format!("{}: нет такого файла", path.display()),
        Error::File { path, cause } => format!("{}: {cause}", path.display()),
        Error::Content {
            path,
            line,
            message,
        } => {
            format!("{}, строка {line}: {}", path.display(), message.ru)
        }
        Error::UndoRefused { problem } => problem.ru.clone(),
        Error::NotNews { file, cause } => format!("{file}: {}", cause.ru),
        Error::Store { path, cause } => format!("база {}: {cause}", path.display()),
        Error::StoreNewer { path, found, known } => {
            format!(
                "база {} имеет схему {found}, а эта программа знает {known}",
                path.display()
            )
        }
        Error::Damaged { path, faults } => {
            let nouns = ["ошибка", "ошибки", "ошибок"];
            let found = counted(as_count(faults.len()), Lang::Ru, nouns, [""; 2]);
            format!(
                "база {}: {found}\n{}",
                path.display(),
                fault_lines(faults, Lang::Ru)
            )
        }
        Error::Unproved { fault, .. } => fault.ru.clone(),
        Error::RowsLeftOut { count } => {
            let rows = counted(
                as_count(*count),
                Lang::Ru,
                ["строка", "строки", "строк"],
                [""; 2],
            );
            let left_out = plural_ru(as_count(*count), ["пропущена", "пропущены", "пропущено"]);
            format!("{left_out} {rows}")
        }
        Error::Draw { cause } => format!("не удалось нарисовать: {cause}"),
        Error::Stale => "курсы устарели".into(),
        Error::Interrupted => "прервано".into(),
        Error::OutputClosed => "вывод закрыт".into(),
    }
}

/// As `Display` in English: which headlines were asked for.
fn headlines_asked(asked: &HeadlinesAsked) -> String {
    let part = |what: &str, value: &Option<String>| {
        value
            .as_ref()
            .map_or_else(String::new, |value| format!(" {what} {value}"))
    };
    let days = match (asked.from, asked.to) {
        (Some(from), Some(to)) if from == to => format!(" за {from}"),
        (Some(from), Some(to)) => format!(" с {from} по {to}"),
        (Some(from), None) => format!(" с {from}"),
        (None, Some(to)) => format!(" по {to}"),
        (None, None) => String::new(),
    };
    format!(
        "{}{}{days}",
        part("со словами", &asked.words),
        part("источника", &asked.source)
    )
}

pub fn answer_fault(fault: &AnswerFault) -> String {
    match fault {
        AnswerFault::Status {
            status,
            first_words,
        } => format!("ответ с кодом {status}: {first_words}"),
        AnswerFault::Html {
            bot_protection: true,
            first_words,
        } => {
            format!("вместо курсов веб-страница (защита от ботов): {first_words}")
        }
        AnswerFault::Html {
            bot_protection: false,
            first_words,
        } => {
            format!("вместо курсов веб-страница: {first_words}")
        }
        AnswerFault::Malformed { cause } => format!("испорченный XML: {cause}"),
        AnswerFault::ErrorInParameters => "источник отвечает «Error in parameters»".into(),
        AnswerFault::OtherDocument { what } => format!("не тот документ, что был запрошен: {what}"),
        AnswerFault::EmptyList(span) => format!("пустой список за {}", spell_span(*span)),
        AnswerFault::Absurd { record_date, what } => {
            format!("невозможный курс на {record_date}: {}", what.ru)
        }
        AnswerFault::Unconfirmed { record_date, what } => {
            format!(
                "курс на {record_date} не взят, пока его не подтвердит следующая запись: {}",
                what.ru
            )
        }
        AnswerFault::More { count, last } => {
            let noun = [
                "невозможный курс",
                "невозможных курса",
                "невозможных курсов",
            ];
            format!(
                "ещё {}, последний на {last}",
                counted(as_count(*count), Lang::Ru, noun, [""; 2])
            )
        }
        AnswerFault::OutsideAsked {
            asked,
            count,
            first,
        } => {
            let records = counted(
                as_count(*count),
                Lang::Ru,
                ["запись", "записи", "записей"],
                [""; 2],
            );
            let dates = some_dates(first, *count, "и ещё", "таких");
            format!(
                "{records} вне запрошенных дней {}: {dates}",
                spell_span(*asked)
            )
        }
        AnswerFault::ShortRange {
            asked,
            listed,
            begins_late,
            ends_early,
        } => {
            let from = format!(
                "запрошено с {}, источник даёт с {}",
                asked.from(),
                listed.from()
            );
            let to = format!(
                "запрошено по {}, источник даёт по {}",
                asked.to(),
                listed.to()
            );
            match (begins_late, ends_early) {
                (true, true) => format!("{from}; {to}"),
                (true, false) => from,
                (false, _) => to,
            }
        }
        AnswerFault::MissingDays {
            code,
            witness,
            count,
            first,
        } => {
            let dates = some_dates(first, *count, "и ещё", "таких");
            format!(
                "нет записей {code} на {dates}, хотя у {witness} они есть; эти дни считаются незагруженными"
            )
        }
        AnswerFault::LoneDays { code, count, first } => {
            let dates = some_dates(first, *count, "и ещё", "таких");
            format!("только у {code} есть запись на {dates}, у других ежедневных валют её нет")
        }
        AnswerFault::Unlisted { code, count, first } => {
            let dates = some_dates(first, *count, "и ещё", "таких");
            format!("источник больше не даёт записей {code}, которые остаются в силе: {dates}")
        }
        AnswerFault::Redirect { to, why } => {
            format!(
                "перенаправление на {to} не принято: {}",
                redirect_fault(*why)
            )
        }
        AnswerFault::TooLarge { limit_mib } => format!("больше {limit_mib} МиБ"),
    }
}

fn redirect_fault(fault: RedirectFault) -> String {
    match fault {
        RedirectFault::TooMany { most } => format!("перенаправлений больше {most}"),
        RedirectFault::Loop { most } => format!("перенаправлений больше {most}, они идут по кругу"),
        RedirectFault::NoAddress => "это не адрес".into(),
        RedirectFault::OtherScheme => "это не http и не https".into(),
        RedirectFault::Downgrade => "оно ведёт с https на http".into(),
        RedirectFault::PrivateAddress => "это частный адрес, и в настройках его нет".into(),
    }
}

//! The Russian messages about answers of a source; the English ones are `Display`.

use crate::{
    error::{AnswerFault, RedirectFault, after_colon, short_range, some_dates},
    model::{Lang, counted_records, plural_ru},
    render::words::spell_span,
};

pub fn answer_fault(fault: &AnswerFault) -> String {
    match fault {
        AnswerFault::Status {
            status,
            first_words,
        } => format!("ответ с кодом {status}{}", after_colon(first_words)),
        AnswerFault::Html {
            bot_protection: true,
            first_words,
        } => {
            format!(
                "вместо курсов веб-страница (защита от ботов){}",
                after_colon(first_words)
            )
        }
        AnswerFault::Html {
            bot_protection: false,
            first_words,
        } => {
            format!("вместо курсов веб-страница{}", after_colon(first_words))
        }
        AnswerFault::Malformed { cause } => format!("испорченный XML: {}", cause.ru),
        AnswerFault::NotAllowed => "этого не разрешает robots.txt".into(),
        AnswerFault::ErrorInParameters => "источник отвечает «Error in parameters»".into(),
        AnswerFault::OtherDocument { what } => {
            format!("не тот документ, что был запрошен: {}", what.ru)
        }

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
            let forms = [
                "невозможный курс",
                "невозможных курса",
                "невозможных курсов",
            ];
            format!(
                "ещё {count} {}, последний на {last}",
                plural_ru(*count, forms)
            )
        }

        AnswerFault::OutsideAsked {
            asked,
            count,
            first,
        } => {
            let records = counted_records(*count, Lang::Ru);
            let dates = some_dates(first, *count, Lang::Ru);
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
        } => short_range(*asked, *listed, *begins_late, *ends_early, Lang::Ru),

        AnswerFault::MissingDays {
            code,
            witness,
            count,
            first,
        } => {
            let dates = some_dates(first, *count, Lang::Ru);
            format!(
                "нет записей {code} на {dates}, хотя у {witness} они есть; эти дни считаются \
                 незагруженными"
            )
        }
        AnswerFault::LoneDays { code, count, first } => {
            let dates = some_dates(first, *count, Lang::Ru);
            format!("только у {code} есть запись на {dates}, у других ежедневных валют её нет")
        }
        AnswerFault::Unlisted { code, count, first } => {
            let dates = some_dates(first, *count, Lang::Ru);
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
        RedirectFault::OtherSite => "это другой сайт; укажите этот адрес в настройках".into(),
        RedirectFault::NotAllowed => "его не разрешает robots.txt".into(),
        RedirectFault::PrivateAddress => "это частный адрес, и в настройках его нет".into(),
    }
}

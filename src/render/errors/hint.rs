//! The next step after an error, where there is one.
//!
//! A command that would fetch what is missing starts 14 days before it: a record stays in force up to 13 days,
//! so the rate in force on the first day is then known too.

use crate::{
    error::{AnswerFault, Error},
    model::{
        Currency, FIRST_RECORD_DAY, Lang, NotInForce, NotOneCurrency, Span, Spans, UnknownCurrency,
        echoed, shell_word, tr,
    },
    render::words::{joined, name_of},
};
use jiff::{ToSpan, civil::Date};

/// Days asked for before the first one wanted.
const DAYS_BEFORE: i64 = 14;

/// What to do next, without an end of line; `today` is Moscow's.
pub fn hint(error: &Error, lang: Lang, today: Date) -> Option<String> {
    if let Some(command) = next_command(error, today) {
        return Some(tr!(lang, "run `{command}`", "выполните `{command}`"));
    }
    if let Some((en, ru)) = advice(error) {
        return Some(lang.pick(en, ru).to_owned());
    }

    match error {
        Error::NamesFeeds { feeds, .. } => Some(commands_that_add(feeds)),
        Error::UnknownCurrency(unknown) => Some(which_currency(unknown, lang)),
        Error::UnknownWord {
            commands, codes, ..
        } => Some(which_word(commands, codes, lang)),
        Error::Config {
            nearest: Some(key), ..
        } => Some(did_you_mean(&format!("`{key}`"), lang)),
        Error::TermNeverSeen { nearest, .. } | Error::UnknownNewsName { nearest, .. }
            if !nearest.is_empty() =>
        {
            Some(did_you_mean(&nearest.join(", "), lang))
        }
        Error::NoHeadlines {
            emptied_by: Some(flag),
            ..
        } => Some(tr!(
            lang,
            "without {flag} there are some",
            "без {flag} такие есть"
        )),
        Error::Unproved {
            currency,
            record_date,
            ..
        } => {
            let command = fetch_command(&[*currency], Span::day(*record_date));
            Some(tr!(
                lang,
                "check the store (`rates db check`); `{command}` asks the Bank for that day again",
                "проверьте базу (`rates db check`); спросить Банк России об этом дне заново: \
                 `{command}`"
            ))
        }
        _ => None,
    }
}

/// The one command that helps.
fn next_command(error: &Error, today: Date) -> Option<String> {
    match error {
        Error::NoRate {
            currency,
            day,
            reason,
        } => rate_command(currency, *day, reason, today),
        Error::NoRecords {
            currency,
            span,
            coverage,
        } => records_command(currency, *span, coverage, today),
        Error::NotSet {
            currency, before, ..
        } => Some(format!(
            "rates explain {before} --set --currency {currency}"
        )),
        Error::Stale => Some(update_command(&[])),
        _ => None,
    }
}

/// Advice that is the same for every error of a kind, in English and Russian.
fn advice(error: &Error) -> Option<(&'static str, &'static str)> {
    Some(match error {
        Error::Unreachable { .. }
        | Error::BadAnswer {
            fault:
                AnswerFault::Html {
                    bot_protection: true,
                    ..
                },
            ..
        } => (
            "stored rates can be used; try again later",
            "сохранённые курсы доступны; повторите позже",
        ),
        Error::BadAnswer {
            fault:
                AnswerFault::Status { .. }
                | AnswerFault::OtherDocument { .. }
                | AnswerFault::Redirect { .. },
            ..
        } => (
            "stored rates can be used; check sources.cbr.url in the configuration, or try again later",
            "сохранённые курсы доступны; проверьте sources.cbr.url в настройках или повторите позже",
        ),
        Error::Feed { error, .. } => return advice_on_feed(error),
        Error::Archive { error, .. } => return advice_on_archive(error),
        Error::File { cause, .. } | Error::Store { cause, .. } => cause.next,
        Error::Config { nearest: None, .. } => (
            "correct the file, or name another one with --config",
            "исправьте файл или укажите другой в --config",
        ),
        Error::NotAdded { error, .. } => return Some(advice_on_new_source(error)),
        Error::NoHeadlines {
            is_store_empty: true,
            ..
        } => (
            "there is no news yet: add a file (`rates news add FILE`), or name feeds ([[feeds]] \
             in the configuration) and run `rates news fetch`",
            "новостей в базе ещё нет: добавьте файл (`rates news add FILE`) или ленты ([[feeds]] \
             в настройках) и выполните `rates news fetch`",
        ),

        Error::UnknownUnit { .. } => (
            "check these records (`rates prove`); if the currency has a new unit, this program \
             does not know it yet",
            "проверьте эти записи (`rates prove`); если это новая единица валюты, программа о ней \
             ещё не знает",
        ),
        Error::StoreNewer { .. } => (
            "update rates, or name another file with --db",
            "обновите rates или укажите другой файл в --db",
        ),
        Error::StoreOlder { .. } => (
            "make the file writable for one command, or copy it and name the copy with --db",
            "сделайте файл доступным для записи на одну команду или скопируйте его и укажите копию в --db",
        ),
        Error::Damaged { .. } => (
            "keep this file; if you have a backup (`rates db backup` makes one), put it in its \
             place; if not, `rates db export` writes out the rates that can be read, and `rates \
             fetch --db NEW.db` starts a new file; the headlines are only in this one",
            "сохраните этот файл; если есть копия (`rates db backup`), положите её на его место; \
             если нет, `rates db export` выпишет курсы, какие читаются, а `rates fetch --db \
             NEW.db` начнёт новый файл; заголовки есть только в этом",
        ),

        Error::NoFile { .. } => (
            "check the name and the folder; `-` stands for standard input",
            "проверьте имя и папку; стандартный ввод читается по имени `-`",
        ),
        Error::FromAfterTo { .. } => ("swap the two dates", "поменяйте даты местами"),

        _ => return None,
    })
}

/// A command a line for each feed that a page names.
fn commands_that_add(feeds: &[(String, String)]) -> String {
    let lines = feeds.iter().map(|(url, title)| {
        let url = shell_word(url);
        let title = if title.is_empty() {
            String::new()
        } else {
            format!("   # {}", echoed(title))
        };
        format!("rates news sources add {url}{title}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Advice on a source of news that was not added.
const fn advice_on_new_source(error: &Error) -> (&'static str, &'static str) {
    match error {
        Error::Unreachable { .. } => (
            "nothing was written; try again later, or write it unasked with --unchecked",
            "ничего не записано; повторите позже или запишите без запроса: --unchecked",
        ),
        _ => (
            "nothing was written; name the address of a feed, a sitemap with titles, a site made with WordPress or a \
             channel (t.me/NAME), or write this one all the same with --unchecked",
            "ничего не записано; укажите адрес ленты, карты сайта с заголовками, сайта на WordPress или канала \
             (t.me/ИМЯ) или запишите этот всё равно: --unchecked",
        ),
    }
}

/// Advice on a feed that could not be read.
const fn advice_on_feed(error: &Error) -> Option<(&'static str, &'static str)> {
    match error {
        Error::Unreachable { .. } => Some((
            "stored headlines can be used; try again later",
            "сохранённые заголовки доступны; повторите позже",
        )),
        Error::BadAnswer {
            fault: AnswerFault::Status { status: 410, .. },
            ..
        } => Some((
            "it is closed for good and is not asked again; take it out of [[feeds]] in the \
             configuration",
            "она закрыта навсегда и больше не запрашивается; уберите её из [[feeds]] в настройках",
        )),
        Error::BadAnswer {
            fault:
                AnswerFault::Status { .. }
                | AnswerFault::OtherDocument { .. }
                | AnswerFault::Redirect { .. },
            ..
        } => Some((
            "check its address in [[feeds]] in the configuration, or try again later",
            "проверьте её адрес в [[feeds]] в настройках или повторите позже",
        )),
        _ => None,
    }
}

/// Advice on an archive that could not be read. What a redirect or robots.txt forbids has no other next step than its own.
const fn advice_on_archive(error: &Error) -> Option<(&'static str, &'static str)> {
    match error {
        Error::Unreachable { .. }
        | Error::BadAnswer {
            fault:
                AnswerFault::Status {
                    status: 401 | 403 | 429,
                    ..
                },
            ..
        } => Some((
            "what came is stored; the same command goes on where it ended",
            "полученное сохранено; та же команда продолжит с этого места",
        )),
        Error::BadAnswer {
            fault: AnswerFault::Status { .. } | AnswerFault::OtherDocument { .. },
            ..
        } => Some((
            "check its address and kind in [[archives]] in the configuration; the same command asks these days again",
            "проверьте адрес и вид архива в [[archives]] в настройках; та же команда запросит эти дни снова",
        )),
        _ => None,
    }
}

/// The command that would make the rate of `day` known.
fn rate_command(
    currency: &Currency,
    day: Date,
    reason: &NotInForce,
    today: Date,
) -> Option<String> {
    match *reason {
        NotInForce::BeforeFirstRecord { .. } => None,
        // Nothing is quoted on the day, so only all of its life is worth asking for.
        NotInForce::NeverFetched if currency.has_ended_by(day) => Some(update_command(&[currency])),
        NotInForce::NeverFetched | NotInForce::BeforeCoverage { .. } => {
            fetch_days(&[currency], Span::day(day.min(today)))
        }
        NotInForce::RecordUnknown { covered_from } => {
            fetch_days(&[currency], Span::day(covered_from))
        }
        NotInForce::Hole { gap } => Some(fetch_command(&[currency], gap)),
        NotInForce::AfterCoverage { covered_to, .. } => {
            // A rate is set the day before: tomorrow's may be known, that of a later day cannot.
            let may_be_set = covered_to < today || day <= today.saturating_add(1.day());
            (may_be_set && !currency.has_ended_by(covered_to)).then(|| update_command(&[currency]))
        }
    }
}

/// The command that would bring records of `span`, unless they are known not to exist.
fn records_command(
    currency: &Currency,
    span: Span,
    coverage: &Spans,
    today: Date,
) -> Option<String> {
    // Days that are known to have no record, and those before the first one, have nothing to fetch.
    let is_known = coverage.gaps_in(span).is_empty();
    let is_before = currency.first_day.is_some_and(|first| span.to() < first);
    if is_known || is_before {
        return None;
    }

    let asked = Span::new(span.from(), span.to().min(today))?;
    fetch_days(&[currency], asked)
}

/// A fetch of `days` and of those before, for the record then in force.
pub fn fetch_days(currencies: &[&Currency], days: Span) -> Option<String> {
    // The record in force on the first day may be up to 13 days older, but not older than the first of all.
    let first_days = currencies
        .iter()
        .map(|currency| currency.first_day.unwrap_or(FIRST_RECORD_DAY));
    let from = days
        .from()
        .saturating_sub(DAYS_BEFORE.days())
        .max(first_days.min()?);

    Some(fetch_command(currencies, Span::new(from, days.to())?))
}

/// The command that asks for just these days.
pub fn fetch_command(currencies: &[&Currency], days: Span) -> String {
    let fetch = update_command(currencies);
    format!("{fetch} --from {} --to {}", days.from(), days.to())
}

/// The command that brings the named currencies up to date or, if `named` is empty, the configured ones.
pub fn update_command(named: &[&Currency]) -> String {
    if named.is_empty() {
        return "rates fetch".to_owned();
    }
    let codes = joined(named.iter().map(|currency| currency.code), ",");
    format!("rates fetch --currency {codes}")
}

/// Which codes may be meant, and where all of them are listed.
fn which_currency(unknown: &UnknownCurrency, lang: Lang) -> String {
    let list = list_of_currencies(lang);
    match unknown.why {
        NotOneCurrency::Unknown if !unknown.nearest.is_empty() => {
            format!("{} {list}", did_you_mean(&unknown.nearest.join(", "), lang))
        }
        NotOneCurrency::Unknown => {
            tr!(
                lang,
                "{list}; commands: `rates --help`",
                "{list}; команды: `rates --help`"
            )
        }
        NotOneCurrency::SharedName | NotOneCurrency::Pair | NotOneCurrency::Hundredth => {
            let meant = unknown.nearest.iter().filter_map(|code| {
                let currency = Currency::by_code(code)?;
                Some(format!("{code} ({})", name_of(currency, lang)))
            });
            let meant = joined(meant, ", ");
            tr!(lang, "write the code: {meant}", "напишите код: {meant}")
        }
        NotOneCurrency::Ruble => list,
    }
}

/// Which command or code may be meant by a first word.
fn which_word(commands: &[String], codes: &[&str], lang: Lang) -> String {
    let commands = commands.iter().map(|command| format!("`{command}`"));
    let codes_meant = codes.iter().map(|code| (*code).to_owned());
    let all: Vec<String> = commands.chain(codes_meant).collect();
    if all.is_empty() {
        return tr!(
            lang,
            "commands: `rates --help`; currencies: `rates currencies`",
            "команды: `rates --help`; валюты: `rates currencies`",
        );
    }

    // Codes have a list of their own; commands are listed by `--help` with every error of usage.
    let meant = did_you_mean(&all.join(", "), lang);
    if codes.is_empty() {
        meant
    } else {
        format!("{meant} {}", list_of_currencies(lang))
    }
}

fn list_of_currencies(lang: Lang) -> String {
    tr!(
        lang,
        "all currencies: `rates currencies`",
        "все валюты: `rates currencies`"
    )
}

fn did_you_mean(what: &str, lang: Lang) -> String {
    tr!(lang, "did you mean {what}?", "возможно, {what}?")
}

//! What was wrong with files of news, in the words of both languages. English is `Display`.

use crate::error::Bilingual;
use crate::model::Lang;
use crate::news::corpus::{CorpusError, MappingError, RowFault, RowProblem, field_names};
use crate::news::feed::{FeedError, FeedFault, FeedFaultKind};
use crate::news::page::PageError;
use std::fmt::Display;

/// Something that was left out of a file: where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsFault {
    /// A row of a collection.
    Row(RowFault),
    Feed(FeedFault),
}

impl NewsFault {
    /// The file inside an archive.
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Row(fault) => fault.member.as_deref(),
            Self::Feed(_) => None,
        }
    }

    /// The line, from 1.
    pub const fn line(&self) -> u64 {
        match self {
            Self::Row(fault) => fault.line,
            Self::Feed(fault) => fault.line,
        }
    }

    pub fn what(&self, lang: Lang) -> String {
        match self {
            Self::Row(fault) => row_problem(&fault.what, lang),
            Self::Feed(fault) => feed_fault(&fault.kind, lang),
        }
    }
}

/// One line: `a.csv, line 7: no title`.
pub fn fault_line(file: &str, fault: &NewsFault, lang: Lang) -> String {
    let member = fault
        .member()
        .map_or_else(String::new, |member| format!(" ({member})"));
    let line = match lang {
        Lang::Ru => "строка",
        Lang::En => "line",
    };
    format!(
        "{file}{member}, {line} {}: {}",
        fault.line(),
        fault.what(lang)
    )
}

/// Why a page cannot be read.
pub fn page_error(error: &PageError) -> Bilingual {
    both(|lang| {
        in_russian(lang, error, || match error {
            PageError::TooLarge { .. } => "страница слишком велика".into(),
            PageError::NoText => "на странице нет текста".into(),
        })
    })
}

/// Why a mapping of columns cannot be understood.
pub fn mapping_error(error: &MappingError) -> Bilingual {
    both(|lang| {
        in_russian(lang, error, || match error {
            MappingError::NotAPair(text) => format!("«{text}» — не ПОЛЕ=СТОЛБЕЦ"),
            MappingError::UnknownField { field, column } => {
                format!(
                    "нет поля `{field}` для столбца `{column}`; поля: {}",
                    field_names()
                )
            }
            MappingError::Twice(name) => format!("`{name}` назван дважды"),
        })
    })
}

fn both(words: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual::new(words(Lang::En), words(Lang::Ru))
}

fn in_russian(lang: Lang, english: &impl Display, russian: impl FnOnce() -> String) -> String {
    match lang {
        Lang::En => english.to_string(),
        Lang::Ru => russian(),
    }
}

fn row_problem(problem: &RowProblem, lang: Lang) -> String {
    in_russian(lang, problem, || match problem {
        RowProblem::NoTitle => "нет заголовка".into(),
        RowProblem::FieldCount { found, header } => format!("полей {found}, а в шапке {header}"),
        RowProblem::Date { text } => format!("«{text}» — не дата"),
        RowProblem::NotUtf8 => "не UTF-8".into(),
        RowProblem::TooLong => "строка слишком длинная".into(),
        RowProblem::Json { cause } => format!("не объект JSON: {cause}"),
        RowProblem::Member(error) => corpus_words(error, lang),
        RowProblem::Cut { cause } => format!("дальше прочесть нельзя: {cause}"),
    })
}

/// Why nothing of a collection could be read.
pub fn corpus_error(error: &CorpusError) -> Bilingual {
    both(|lang| corpus_words(error, lang))
}

fn corpus_words(error: &CorpusError, lang: Lang) -> String {
    in_russian(lang, error, || match error {
        CorpusError::Empty => "файл пуст".into(),
        CorpusError::NotText => {
            "это не текст (CSV, TSV, строки JSON) и не gzip, bzip2, Zstandard или tar с ним".into()
        }
        CorpusError::JsonList => "один список JSON; нужно по объекту на строку".into(),
        CorpusError::NoTitles { found } => {
            format!(
                "нет столбца `title` (есть {}); назовите его: --map title=СТОЛБЕЦ",
                found.join(", ")
            )
        }
        CorpusError::NoColumn {
            field,
            column,
            found,
        } => {
            format!(
                "нет столбца `{column}` для поля `{field}` (есть {})",
                found.join(", ")
            )
        }
        CorpusError::NoTables { members } => {
            format!("среди файлов архива ({members}) нет ни CSV, ни TSV, ни JSON")
        }
        CorpusError::Unreadable { cause } => format!("прочесть нельзя: {cause}"),
    })
}

fn feed_fault(kind: &FeedFaultKind, lang: Lang) -> String {
    in_russian(lang, kind, || match kind {
        FeedFaultKind::Junk => "перед документом что-то лишнее".into(),
        FeedFaultKind::Cut(element) => format!("документ оборван внутри `{element}`"),
        FeedFaultKind::Unclosed(element) => format!("`{element}` не закрыт"),
        FeedFaultKind::BrokenTag(element) => format!("в теге `{element}` нет кавычки или `>`"),
        FeedFaultKind::UnreadableDate(text) => format!("«{text}» — не дата"),
        FeedFaultKind::UndecodableBytes => "байты, которых нет в его кодировке".into(),
        FeedFaultKind::OwnEntities => "собственные сущности не раскрываются".into(),
        FeedFaultKind::TooDeep => "слишком глубокая вложенность".into(),
        FeedFaultKind::TooManyItems => "слишком много записей".into(),
    })
}

/// Why nothing of a feed could be read.
pub fn feed_error(error: &FeedError) -> Bilingual {
    both(|lang| feed_words(error, lang))
}

fn feed_words(error: &FeedError, lang: Lang) -> String {
    in_russian(lang, error, || match error {
        FeedError::TooLarge { limit_mib } => format!("больше {limit_mib} МиБ"),
        FeedError::NotAFeed { first_words } => format!("это не лента: {first_words}"),
        FeedError::EntityBomb => "сущность из сущностей (бомба)".into(),
        FeedError::ExternalEntity => "сущность из другого документа".into(),
        FeedError::Broken(fault) => {
            format!(
                "до ошибки прочесть нечего: строка {}: {}",
                fault.line,
                feed_fault(&fault.kind, lang)
            )
        }
    })
}

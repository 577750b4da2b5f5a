//! Why the system or SQLite refused, in both languages, and what helps.
//!
//! The few kinds of system errors get a Russian sentence here and nowhere else. An error of another kind keeps the
//! words of the library in brackets.

use super::bilingual::Bilingual;
use std::{
    fmt,
    io::{self, ErrorKind},
};

/// A next step, in English and Russian.
pub type NextStep = (&'static str, &'static str);

/// Why something outside the program refused, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub cause: Bilingual,
    pub next: NextStep,
}

impl Refusal {
    pub fn new(en: impl Into<String>, ru: impl Into<String>, next: NextStep) -> Self {
        Self {
            cause: Bilingual::new(en, ru),
            next,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self {
            cause: system_cause(&error),
            next: next_step(error.kind()),
        }
    }
}

/// What the system says, in both languages.
pub fn system_cause(error: &io::Error) -> Bilingual {
    let russian = match russian_sentence(error.kind()) {
        Some(sentence) => sentence.to_owned(),
        None => format!("системная ошибка ({error})"),
    };
    Bilingual::new(error.to_string(), russian)
}

const fn russian_sentence(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "нет такого файла или папки",
        ErrorKind::PermissionDenied => "нет прав доступа",
        ErrorKind::AlreadyExists => "файл уже есть",
        ErrorKind::IsADirectory => "это папка, а нужен файл",
        ErrorKind::NotADirectory => "в пути вместо папки стоит файл",
        ErrorKind::ReadOnlyFilesystem => "диск доступен только для чтения",
        ErrorKind::StorageFull => "на диске нет места",
        ErrorKind::QuotaExceeded => "исчерпано место, отведённое на диске",
        ErrorKind::FileTooLarge => "файл слишком велик для этого диска",
        ErrorKind::InvalidFilename => "имя файла слишком длинное или недопустимое",
        ErrorKind::InvalidData => "содержимое испорчено или это не текст UTF-8",
        ErrorKind::UnexpectedEof => "файл обрывается",
        ErrorKind::BrokenPipe => "получатель закрыл канал",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "файл занят другой программой",
        ErrorKind::TimedOut => "время ожидания вышло",
        ErrorKind::OutOfMemory => "не хватает памяти",
        ErrorKind::ConnectionRefused => "в соединении отказано",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => "соединение оборвано",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "узел недоступен",
        ErrorKind::NetworkDown => "сеть не работает",
        _ => return None,
    })
}

const fn next_step(kind: ErrorKind) -> NextStep {
    match kind {
        ErrorKind::IsADirectory => ("name a file in it", "укажите файл в этой папке"),
        ErrorKind::PermissionDenied => (
            "make it accessible to you (`ls -ld` shows who may), or name another place",
            "откройте себе доступ (`ls -ld` покажет, у кого он есть) или укажите другое место",
        ),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (
            "make room on the disk, or name another place",
            "освободите место на диске или укажите другое место",
        ),
        ErrorKind::ReadOnlyFilesystem => (
            "name a place that can be written to",
            "укажите место, куда можно писать",
        ),
        ErrorKind::AlreadyExists => ("name another file", "укажите другой файл"),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => (
            "get the file again, whole",
            "получите файл заново и целиком",
        ),
        _ => (
            "check the path and who may read and write there",
            "проверьте путь и права на чтение и запись",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_system_error_has_a_russian_sentence_and_an_unknown_one_its_own_words_in_brackets() {
        let folder = Refusal::from(io::Error::from_raw_os_error(21));
        assert_eq!(folder.cause.en, "Is a directory (os error 21)");
        assert_eq!(folder.cause.ru, "это папка, а нужен файл");

        let other = Refusal::from(io::Error::other("strange"));
        assert_eq!(other.cause.ru, "системная ошибка (strange)");
    }
}

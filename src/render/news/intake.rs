//! What files of news brought: a line a file and their sum, or JSON.

use crate::{
    model::{Lang, counted, tr},
    render::{
        json_parts::{Keyed, serialize_keys, write_line},
        news::faults::{NewsFault, fault_line},
    },
};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Faults shown of one file; the rest are counted.
const MOST_SHOWN: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileIntake {
    pub file: String,
    pub read: usize,
    pub added: usize,
    pub known: usize,
    /// Those read that have no date.
    pub undated: usize,
    /// How many rows or parts were left out.
    #[serde(skip)]
    pub left_out: usize,
    pub faults: Vec<NewsFault>,
}

/// `{"files":[{"file","read","added","known","undated","faults":[…]}]}`.
pub fn render_intake_json(files: &[FileIntake], out: &mut dyn Write) -> io::Result<()> {
    write_line(&Keyed("files", files), out)
}

/// A fault with its place; the message is English in every language, for programs.
impl Serialize for NewsFault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "member": self.member(),
            "line": self.line(),
            "what": self.what(Lang::En),
        })
    }
}

/// The faults of a file, a line each, the last without its end.
pub fn render_faults(intake: &FileIntake, lang: Lang) -> Option<String> {
    let file = &intake.file;
    let shown = intake.faults.iter().take(MOST_SHOWN);
    let mut lines: Vec<String> = shown.map(|fault| fault_line(file, fault, lang)).collect();

    // More rows may have been left out than there are faults: these are cut off while a file is read.
    let more = intake.left_out.saturating_sub(lines.len());
    if more > 0 {
        lines.push(tr!(
            lang,
            "{file}: {more} more left out",
            "{file}: и ещё пропущено {more}"
        ));
    }

    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The sum of all files in one line, without its end.
pub fn render_intake(files: &[FileIntake], lang: Lang) -> String {
    let mut parts = Vec::new();
    for (part, is_always_named, en, ru) in INTAKE_PARTS {
        let sum: usize = files.iter().map(part).sum();
        if is_always_named || sum > 0 {
            parts.push(counted(sum, lang, en, ru));
        }
    }

    parts.join(", ")
}

type IntakePart = (
    fn(&FileIntake) -> usize,
    bool,
    [&'static str; 2],
    [&'static str; 3],
);

/// What is counted of all files, whether it is named even when there is none, and its nouns.
const INTAKE_PARTS: [IntakePart; 5] = [
    (
        |file| file.read,
        true,
        ["headline read", "headlines read"],
        [
            "заголовок прочитан",
            "заголовка прочитано",
            "заголовков прочитано",
        ],
    ),
    (
        |file| file.added,
        true,
        ["added"; 2],
        ["новый", "новых", "новых"],
    ),
    (
        |file| file.known,
        true,
        ["known"; 2],
        ["уже был", "уже было", "уже было"],
    ),
    (|file| file.undated, false, ["undated"; 2], ["без даты"; 3]),
    (
        |file| file.left_out,
        false,
        ["left out"; 2],
        ["пропущен", "пропущено", "пропущено"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        news::corpus::{RowFault, RowProblem},
        render::fixtures::written,
    };
    use expect_test::expect;

    fn intake() -> FileIntake {
        let fault = RowFault {
            member: Some("2014/a.csv".into()),
            line: 7,
            what: RowProblem::NoTitle,
        };
        FileIntake {
            file: "news.tar".into(),
            read: 21,
            added: 20,
            known: 1,
            undated: 2,
            left_out: 3,
            faults: vec![NewsFault::Row(fault)],
        }
    }

    #[test]
    fn the_sum_is_one_line() {
        let two = [
            intake(),
            FileIntake {
                read: 1,
                added: 1,
                ..FileIntake::default()
            },
        ];
        assert_eq!(
            render_intake(&two, Lang::Ru),
            "22 заголовка прочитано, 21 новый, 1 уже был, 2 без даты, 3 пропущено"
        );
        assert_eq!(
            render_intake(&two, Lang::En),
            "22 headlines read, 21 added, 1 known, 2 undated, 3 left out"
        );
    }

    #[test]
    fn faults_name_their_place_and_the_rest_is_counted() {
        let shown = render_faults(&intake(), Lang::Ru).unwrap();
        expect![[r"
            news.tar (2014/a.csv), строка 7: нет заголовка
            news.tar: и ещё пропущено 2"]]
        .assert_eq(&shown);
        assert_eq!(render_faults(&FileIntake::default(), Lang::En), None);
    }

    #[test]
    fn json_has_the_keys_of_the_design() {
        assert_eq!(
            written(|out| render_intake_json(&[intake()], out)),
            concat!(
                r#"{"files":[{"file":"news.tar","read":21,"added":20,"known":1,"undated":2,"faults":"#,
                r#"[{"member":"2014/a.csv","line":7,"what":"no title"}]}]}"#,
                "\n"
            )
        );
    }
}

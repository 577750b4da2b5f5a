//! What files of news brought: a line a file and their sum, or JSON.

use crate::model::Lang;
use crate::render::json_parts::write_line;
use crate::render::news::faults::{NewsFault, fault_line};
use crate::render::words::counted;
use serde::Serialize;
use std::io::{self, Write};

/// Faults shown of one file; the rest are counted.
const MOST_SHOWN: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileIntake {
    pub file: String,
    pub read: usize,
    pub added: usize,
    pub known: usize,
    /// Those read that have no date.
    pub undated: usize,
    /// How many rows or parts were left out.
    pub left_out: usize,
    pub faults: Vec<NewsFault>,
}

/// `{"files":[{"file","read","added","known","undated","faults":[…]}]}`.
///
/// # Errors
/// Those of the writer.
pub fn render_intake_json(files: &[FileIntake], out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a> {
        files: Vec<FileJson<'a>>,
    }
    #[derive(Serialize)]
    struct FileJson<'a> {
        file: &'a str,
        read: usize,
        added: usize,
        known: usize,
        undated: usize,
        faults: Vec<FaultJson<'a>>,
    }
    let files = files.iter().map(|one| FileJson {
        file: &one.file,
        read: one.read,
        added: one.added,
        known: one.known,
        undated: one.undated,
        faults: one.faults.iter().map(FaultJson::new).collect(),
    });
    write_line(
        &Document {
            files: files.collect(),
        },
        out,
    )
}

/// A fault with its place; words are English in every language, for programs.
#[derive(Serialize)]
pub struct FaultJson<'a> {
    member: Option<&'a str>,
    line: u64,
    what: String,
}

impl<'a> FaultJson<'a> {
    pub fn new(fault: &'a NewsFault) -> Self {
        Self {
            member: fault.member(),
            line: fault.line(),
            what: fault.what(Lang::En),
        }
    }
}

/// The faults of a file, a line each, the last without its end; none where there are none.
pub fn render_faults(intake: &FileIntake, lang: Lang) -> Option<String> {
    let shown = intake.faults.iter().take(MOST_SHOWN);
    let mut lines: Vec<String> = shown
        .map(|fault| fault_line(&intake.file, fault, lang))
        .collect();
    let more = intake.left_out.saturating_sub(lines.len());
    if more > 0 {
        lines.push(match lang {
            Lang::Ru => format!("{}: и ещё пропущено {more}", intake.file),
            Lang::En => format!("{}: {more} more left out", intake.file),
        });
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The sum of all files in one line, without its end.
pub fn render_intake(files: &[FileIntake], lang: Lang) -> String {
    let sum = |part: fn(&FileIntake) -> usize| files.iter().map(part).sum::<usize>();
    let number = |count: usize, ru: [&str; 3], en: [&str; 2]| {
        counted(i64::try_from(count).unwrap_or(i64::MAX), lang, ru, en)
    };
    let mut parts = vec![
        number(
            sum(|one| one.read),
            [
                "заголовок прочитан",
                "заголовка прочитано",
                "заголовков прочитано",
            ],
            ["headline read", "headlines read"],
        ),
        number(
            sum(|one| one.added),
            ["новый", "новых", "новых"],
            ["added", "added"],
        ),
        number(
            sum(|one| one.known),
            ["уже был", "уже было", "уже было"],
            ["known", "known"],
        ),
    ];
    let (undated, left_out) = (sum(|one| one.undated), sum(|one| one.left_out));
    if undated > 0 {
        parts.push(number(
            undated,
            ["без даты", "без даты", "без даты"],
            ["undated", "undated"],
        ));
    }
    if left_out > 0 {
        parts.push(number(
            left_out,
            ["пропущен", "пропущено", "пропущено"],
            ["left out", "left out"],
        ));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::corpus::{RowFault, RowProblem};
    use crate::render::fixtures::written;
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
        expect![[r#"
            news.tar (2014/a.csv), строка 7: нет заголовка
            news.tar: и ещё пропущено 2"#]]
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

//! What files of news brought: a line a file and their sum, or JSON.

use crate::{
    model::{Lang, counted, tr},
    news::PassedOverCounts,
    render::{
        json_parts::{Keyed, serialize_keys, write_line},
        news::{
            faults::{NewsFault, fault_line},
            passed_over::passed_over_words,
        },
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
    pub faults: Vec<NewsFault>,
    /// Those known by their titles, and not by their addresses.
    pub known_by_title: usize,
    /// Those undated because their date is still to come.
    pub in_future: usize,
    /// How many rows or parts were left out.
    pub left_out: usize,
    /// Dates and times that could not be read, of headlines that were taken without them.
    pub unread_dates: usize,
    /// What holds no news, by its kind.
    pub passed_over: PassedOverCounts,
    /// A column with dates that was not taken for one, where none was.
    #[serde(skip)]
    pub date_column: Option<String>,
}

impl FileIntake {
    /// Whether nothing but rows was left out of it.
    pub fn has_only_row_faults(&self) -> bool {
        self.faults
            .iter()
            .all(|fault| matches!(fault, NewsFault::Row(_)))
    }
}

/// `{"files":[{"file","read","added","known","undated","faults":[…],"known_by_title","in_future","left_out","unread_dates",
/// "passed_over":{…}}]}`.
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

/// The faults of a file, a line each, the last without its end, and what could be read better.
pub fn render_faults(intake: &FileIntake, lang: Lang) -> Option<String> {
    let file = &intake.file;
    let shown = intake.faults.iter().take(MOST_SHOWN);
    let mut lines: Vec<String> = shown.map(|fault| fault_line(file, fault, lang)).collect();

    // More rows may have faults than are kept: these are cut off while a file is read.
    let more = (intake.left_out + intake.unread_dates).saturating_sub(lines.len());
    if more > 0 {
        lines.push(if intake.unread_dates == 0 {
            tr!(
                lang,
                "{file}: {more} more left out",
                "{file}: и ещё пропущено {more}"
            )
        } else {
            tr!(
                lang,
                "{file}: {more} more left out or not dated",
                "{file}: ещё {more} пропущено или осталось без даты"
            )
        });
    }

    if !intake.passed_over.is_empty() {
        let words = passed_over_words(&intake.passed_over, lang);
        lines.push(tr!(
            lang,
            "{file}: passed over as no news: {words}",
            "{file}: не новости, пропущено: {words}"
        ));
    }

    if let Some(column) = &intake.date_column {
        lines.push(tr!(
            lang,
            "{file}: no column is known to have dates, but `{column}` has: --map published={column}",
            "{file}: столбца с датами по имени не видно, но они есть в `{column}`: --map published={column}"
        ));
    }

    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The sum of all files in one line, without its end.
pub fn render_intake(files: &[FileIntake], lang: Lang) -> String {
    let sum = |part: fn(&FileIntake) -> usize| files.iter().map(part).sum::<usize>();
    let known = sum(|file| file.known);
    let by_title = sum(|file| file.known_by_title);
    let undated = sum(|file| file.undated);
    let in_future = sum(|file| file.in_future);
    let left_out = sum(|file| file.left_out);
    let unread_dates = sum(|file| file.unread_dates);

    let mut parts = vec![
        counted(sum(|file| file.read), lang, READ.0, READ.1),
        counted(
            sum(|file| file.added),
            lang,
            ["added"; 2],
            ["новый", "новых", "новых"],
        ),
        counted(
            known,
            lang,
            ["known"; 2],
            ["уже был", "уже было", "уже было"],
        ) + &how_known(known, by_title, lang),
    ];
    if undated > 0 {
        let undated = counted(undated, lang, ["undated"; 2], ["без даты"; 3]);
        parts.push(undated + &dated_in_future(in_future, lang));
    }
    if unread_dates > 0 {
        let noun = ["date or time not read", "dates or times not read"];
        let ru = [
            "значение даты или времени не прочитано",
            "значения даты или времени не прочитаны",
            "значений даты или времени не прочитано",
        ];
        parts.push(counted(unread_dates, lang, noun, ru));
    }
    if left_out > 0 {
        let ru = ["пропущен", "пропущено", "пропущено"];
        parts.push(counted(left_out, lang, ["left out"; 2], ru));
    }

    parts.join(", ")
}

/// The nouns of headlines that were read.
const READ: ([&str; 2], [&str; 3]) = (
    ["headline read", "headlines read"],
    [
        "заголовок прочитан",
        "заголовка прочитано",
        "заголовков прочитано",
    ],
);

/// Behind the number of known headlines, whether their addresses or their titles are known: ` (by address)`.
pub fn how_known(known: usize, by_title: usize, lang: Lang) -> String {
    let by_address = known.saturating_sub(by_title);
    match (by_address, by_title) {
        (0, 0) => String::new(),
        (_, 0) => lang.pick(" (by address)", " (по адресу)").to_owned(),
        (0, _) => lang.pick(" (by title)", " (по заголовку)").to_owned(),
        _ => tr!(
            lang,
            " ({by_address} by address, {by_title} by title)",
            " (по адресу {by_address}, по заголовку {by_title})"
        ),
    }
}

/// Behind the number of undated headlines, how many of them have a date that is still to come.
pub fn dated_in_future(in_future: usize, lang: Lang) -> String {
    if in_future == 0 {
        return String::new();
    }
    tr!(
        lang,
        " ({in_future} dated in the future)",
        " (с датой в будущем {in_future})"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        news::{
            PassedOver,
            corpus::{RowFault, RowProblem},
        },
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
            read: 23,
            added: 20,
            known: 3,
            undated: 2,
            faults: vec![NewsFault::Row(fault)],
            known_by_title: 1,
            in_future: 1,
            left_out: 3,
            unread_dates: 0,
            passed_over: PassedOverCounts::from([
                (PassedOver::Picture, 2),
                (PassedOver::Refusal, 1),
            ]),
            date_column: None,
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
            "24 заголовка прочитано, 21 новый, 3 уже было (по адресу 2, по заголовку 1), 2 без даты \
             (с датой в будущем 1), 3 пропущено"
        );
        assert_eq!(
            render_intake(&two, Lang::En),
            "24 headlines read, 21 added, 3 known (2 by address, 1 by title), 2 undated (1 dated in \
             the future), 3 left out"
        );
        let again = FileIntake {
            read: 1,
            known: 1,
            ..FileIntake::default()
        };
        assert_eq!(
            render_intake(&[again], Lang::En),
            "1 headline read, 0 added, 1 known (by address)"
        );
    }

    #[test]
    fn faults_name_their_place_and_the_rest_is_counted() {
        let shown = render_faults(&intake(), Lang::Ru).unwrap();
        expect![[r"
            news.tar (2014/a.csv), строка 7: нет заголовка
            news.tar: и ещё пропущено 2
            news.tar: не новости, пропущено: 1 ответ не 200, 2 картинки"]]
        .assert_eq(&shown);
        assert_eq!(render_faults(&FileIntake::default(), Lang::En), None);
    }

    #[test]
    fn json_has_the_keys_of_the_design() {
        assert_eq!(
            written(|out| render_intake_json(&[intake()], out)),
            concat!(
                r#"{"files":[{"file":"news.tar","read":23,"added":20,"known":3,"undated":2,"faults":"#,
                r#"[{"member":"2014/a.csv","line":7,"what":"no title"}],"known_by_title":1,"in_future":1,"#,
                r#""left_out":3,"unread_dates":0,"passed_over":{"refusal":1,"picture":2}}]}"#,
                "\n"
            )
        );
    }
}

//! What programs note in a comment when they save a page: its address, and the day.
//!
//! Browsers write `saved from url=(0038)https://…`, SingleFile `url:` and `saved date:`, the Internet Archive
//! `FILE ARCHIVED ON 19:44:48 Mar 07, 2013 AND RETRIEVED FROM THE INTERNET ARCHIVE ON …`.

use crate::model::parse_instant;
use jiff::civil::Date;

/// Notes of a page.
#[derive(Debug, Default)]
pub(super) struct SaveNotes {
    /// The address.
    pub url: Option<String>,
    /// The day in Moscow on which it was saved.
    pub day: Option<Date>,
}

impl SaveNotes {
    /// Reads a comment; the first note counts.
    pub fn add(&mut self, comment: &str) {
        if let Some(url) = browser_address(comment) {
            self.url.get_or_insert_with(|| url.to_owned());
        } else if let Some(stamp) = archive_stamp(comment) {
            // The archive's clock is UTC.
            self.set_day(&format!("{stamp} UTC"));
        } else if comment.contains("SingleFile") {
            let note = |name: &str| {
                let mut lines = comment.lines().map(str::trim);
                lines.find_map(|line| Some(line.strip_prefix(name)?.trim()))
            };
            if let Some(url) = note("url:") {
                self.url.get_or_insert_with(|| url.to_owned());
            }
            if let Some(stamp) = note("saved date:") {
                self.set_day(stamp);
            }
        }
    }

    fn set_day(&mut self, stamp: &str) {
        let day = parse_instant(stamp).ok().map(|saved| saved.day());
        self.day = self.day.or(day);
    }
}

fn browser_address(comment: &str) -> Option<&str> {
    let (_, rest) = comment.strip_prefix("saved from url=(")?.split_once(')')?;
    Some(rest.trim())
}

fn archive_stamp(comment: &str) -> Option<&str> {
    let rest = comment.strip_prefix("FILE ARCHIVED ON ")?;
    let (stamp, _) = rest.split_once(" AND ")?;
    Some(stamp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(comment: &str, url: Option<&str>, day: &str) {
        let mut notes = SaveNotes::default();
        notes.add(comment);
        assert_eq!(notes.url.as_deref(), url, "{comment}");
        let found = notes.day.map_or(String::new(), |day| day.to_string());
        assert_eq!(found, day, "{comment}");
    }

    #[test]
    fn notes_of_browsers_and_archives() {
        check(
            "saved from url=(0020)https://example.ru/c",
            Some("https://example.ru/c"),
            "",
        );
        check(
            "Page saved with SingleFile \n url: https://example.ru/c \n \
             saved date: Tue May 21 2024 12:00:00 GMT+0300 (Moscow Standard Time)",
            Some("https://example.ru/c"),
            "2024-05-21",
        );
        check(
            "FILE ARCHIVED ON 19:44:48 Mar 07, 2013 AND RETRIEVED FROM THE\n INTERNET ARCHIVE ON 1:00:00 May 21, 2024.",
            None,
            "2013-03-07",
        );
        check("saved from url=(", None, "");
        check("SingleFile", None, "");
        check(" the end ", None, "");
    }
}

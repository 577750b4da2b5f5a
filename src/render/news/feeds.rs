//! Feeds: what a fetch of them brought, and how each has fared.

use crate::{
    model::{Lang, counted, shell_word, tr},
    render::{
        json_parts::serialize_keys,
        news::{
            faults::{NewsFault, fault_line},
            intake::{dated_in_future, how_known},
        },
        rates::{Column, draw},
        view::TableFrame,
        words::{days, or_unknown},
    },
    store::FeedState,
};
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// Faults of a feed named one by one; the rest are counted.
const MOST_NAMED: usize = 10;

const MINUTE_S: i64 = 60;
const HOUR_S: i64 = 60 * MINUTE_S;
const DAY_S: i64 = 24 * HOUR_S;

/// What asking a feed came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedFeed {
    pub name: String,
    pub url: String,
    pub outcome: FeedOutcome,
    /// The address to which it has moved for good.
    pub moved_to: Option<String>,
}

/// What can come of asking a feed; an error is reported by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedOutcome {
    Read(FeedCounts),
    NotModified,
    /// It was not asked: it wants to be left alone until then.
    NotBefore(Timestamp),
    /// It was not asked: it has answered that it is gone for good.
    Gone,
    Failed,
}

/// What a feed's document holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedCounts {
    pub read: usize,
    /// Headlines that were not known.
    pub new: usize,
    pub known: usize,
    /// Headlines without a date, of both.
    pub undated: usize,
    /// Those known by their titles, and not by their addresses.
    pub known_by_title: usize,
    /// Those undated because their date is still to come.
    pub in_future: usize,
    /// Items without a title, and without a text to take one from.
    pub left_out: usize,
    /// What could not be read.
    pub faults: Vec<NewsFault>,
}

/// How a configured feed has fared, seen at a moment.
#[derive(Clone, Debug)]
pub struct FeedStatus {
    /// What its row says; of a feed never asked just name and address.
    pub state: FeedState,
    pub now: Timestamp,
}

impl FeedStatus {
    /// Seconds since the last success; 0 for one later than now, which a wrong clock has left.
    fn age_s(&self) -> Option<i64> {
        let last = self.state.last_success_at?;
        Some((self.now.as_second() - last.as_second()).max(0))
    }

    /// Until when the feed asked not to be requested, if that is still to come.
    fn not_before(&self) -> Option<Timestamp> {
        let until = self.state.not_before.filter(|_| !self.state.is_gone());
        until.filter(|until| *until > self.now)
    }
}

/// A line or more for each feed that was asked or is left alone, the last without its end.
pub fn render_fetched_feeds(feeds: &[FetchedFeed], lang: Lang) -> String {
    let mut lines = Vec::new();
    for feed in feeds {
        let FetchedFeed { name, url, .. } = feed;
        match &feed.outcome {
            FeedOutcome::Read(counts) => {
                lines.push(format!("{name}: {}", counts_text(counts, lang)));
                push_faults(&mut lines, url, &counts.faults, lang);
            }
            FeedOutcome::NotModified => {
                lines.push(tr!(lang, "{name}: not modified", "{name}: без изменений"));
            }
            FeedOutcome::NotBefore(until) => lines.push(not_before_text(name, *until, lang)),
            FeedOutcome::Gone => lines.push(gone_text(name, lang)),
            // Its error is reported by itself.
            FeedOutcome::Failed => {}
        }
        if let Some(address) = &feed.moved_to {
            lines.push(moved_text(name, url, address, lang));
        }
    }

    lines.join("\n")
}

fn not_before_text(name: &str, until: Timestamp, lang: Lang) -> String {
    tr!(
        lang,
        "{name}: not before {until}, as it asked",
        "{name}: просит обращаться не раньше {until}"
    )
}

fn gone_text(name: &str, lang: Lang) -> String {
    tr!(
        lang,
        "{name}: closed for good (410), not asked again; take it out of [[feeds]] in the configuration \
         (`rates news sources remove`)",
        "{name}: закрыта навсегда (410) и больше не запрашивается; уберите её из [[feeds]] в настройках \
         (`rates news sources remove`)"
    )
}

/// That a feed has moved for good, and what to do.
fn moved_text(name: &str, url: &str, address: &str, lang: Lang) -> String {
    // Commands with a hidden secret in them would not work.
    if url.contains('…') || address.contains('…') {
        return tr!(
            lang,
            "{name}: moved for good to {address}; put the new address into the configuration",
            "{name}: навсегда переехала на {address}; впишите новый адрес в настройки"
        );
    }
    let [old, new, word] = [url, address, name].map(shell_word);
    tr!(
        lang,
        "{name}: moved for good to {address}; run `rates news sources remove {old}` and \
         `rates news sources add {new} --name {word}`",
        "{name}: навсегда переехала на {address}; выполните `rates news sources remove {old}` и \
         `rates news sources add {new} --name {word}`"
    )
}

fn counts_text(counts: &FeedCounts, lang: Lang) -> String {
    let FeedCounts {
        read,
        new,
        known,
        undated,
        known_by_title,
        in_future,
        left_out,
        faults,
    } = counts;
    let faults = faults.len();
    let how_known = how_known(*known, *known_by_title, lang);
    let in_future = dated_in_future(*in_future, lang);
    let left_out = match left_out {
        0 => String::new(),
        count => tr!(lang, ", {count} left out", ", пропущено {count}"),
    };

    tr!(
        lang,
        "{read} read: {new} new, {known} known{how_known}, {undated} undated{in_future}{left_out}; \
         {faults} faults",
        "прочитано {read}: новых {new}, известных {known}{how_known}, без даты \
         {undated}{in_future}{left_out}; ошибок {faults}"
    )
}

fn push_faults(lines: &mut Vec<String>, url: &str, faults: &[NewsFault], lang: Lang) {
    let named = faults.iter().take(MOST_NAMED);
    lines.extend(named.map(|fault| format!("  {}", fault_line(url, fault, lang))));

    let more = faults.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        lines.push(tr!(lang, "  and more: {more}", "  и ещё {more}"));
    }
}

/// The feeds with last success, age and errors in a row, then what went wrong and who is left alone; the last
/// line without its end.
pub fn render_feeds_table(feeds: &[FeedStatus], lang: Lang, frame: TableFrame) -> String {
    let columns = [
        Column::Feed,
        Column::LastSuccess,
        Column::Age,
        Column::Errors,
        Column::Address,
    ];
    // Faults and waiting times are sentences: they follow the table instead of stretching a column.
    let rows = feeds.iter().map(|feed| {
        let state = &feed.state;
        vec![
            state.name.clone(),
            or_unknown(state.last_success_at),
            or_unknown(feed.age_s().map(|age_s| age_text(age_s, lang))),
            state.errors_in_a_row.to_string(),
            state.url.clone(),
        ]
    });
    let mut text = draw(&columns, rows, lang, frame);
    push_notes(&mut text, feeds, lang);
    text
}

/// What went wrong with each feed and which are left alone, a line for each.
pub(super) fn push_notes(text: &mut String, feeds: &[FeedStatus], lang: Lang) {
    for feed in feeds {
        let name = &feed.state.name;
        if let Some(error) = &feed.state.last_error {
            let _ = write!(text, "\n{name}: {error}");
        }
        if let Some(until) = feed.not_before() {
            let _ = write!(text, "\n{}", not_before_text(name, until, lang));
        }
        if feed.state.is_gone() {
            let _ = write!(text, "\n{}", gone_text(name, lang));
        }
    }
}

/// `5 минут`, `3 часа`, `2 дня`: in the largest unit of which there are two.
fn age_text(age_s: i64, lang: Lang) -> String {
    if age_s >= 2 * DAY_S {
        days(age_s / DAY_S, lang)
    } else if age_s >= 2 * HOUR_S {
        counted(
            age_s / HOUR_S,
            lang,
            ["hour", "hours"],
            ["час", "часа", "часов"],
        )
    } else {
        counted(
            age_s / MINUTE_S,
            lang,
            ["minute", "minutes"],
            ["минута", "минуты", "минут"],
        )
    }
}

impl Serialize for FeedStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let state = &self.state;
        serialize_keys!(serializer, {
            "name": state.name,
            "url": state.url,
            "last_attempt": state.last_attempt_at,
            "last_success": state.last_success_at,
            "age_days": self.age_s().map(|age_s| age_s / DAY_S),
            "errors_in_a_row": state.errors_in_a_row,
            "last_error": state.last_error,
            "not_before": self.not_before(),
            "gone": state.is_gone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        news::feed::{FeedFault, FeedFaultKind},
        render::{fixtures::written, json},
    };
    use expect_test::expect;

    fn moment(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn fault(line: u64) -> NewsFault {
        NewsFault::Feed(FeedFault {
            line,
            kind: FeedFaultKind::Junk,
        })
    }

    fn fetched(outcome: FeedOutcome) -> FetchedFeed {
        FetchedFeed {
            name: "РБК".into(),
            url: "http://x/rss".into(),
            outcome,
            moved_to: None,
        }
    }

    #[test]
    fn each_outcome_has_its_line_and_an_error_is_said_elsewhere() {
        let faults = (1..=12).map(fault).collect();
        let counts = FeedCounts {
            read: 33,
            new: 5,
            known: 25,
            undated: 1,
            known_by_title: 2,
            in_future: 1,
            left_out: 3,
            faults,
        };
        let moved = FetchedFeed {
            moved_to: Some("http://y/rss".into()),
            ..fetched(FeedOutcome::NotModified)
        };
        let all = [
            moved,
            fetched(FeedOutcome::Failed),
            fetched(FeedOutcome::NotBefore(moment("2026-11-23T13:00:00Z"))),
            fetched(FeedOutcome::Read(FeedCounts {
                faults: vec![fault(7)],
                ..counts.clone()
            })),
        ];
        let shown = render_fetched_feeds(&all, Lang::Ru);
        expect![[r#"
            РБК: без изменений
            РБК: навсегда переехала на http://y/rss; выполните `rates news sources remove 'http://x/rss'` и `rates news sources add 'http://y/rss' --name РБК`
            РБК: просит обращаться не раньше 2026-11-23T13:00:00Z
            РБК: прочитано 33: новых 5, известных 25 (по адресу 23, по заголовку 2), без даты 1 (с датой в будущем 1), пропущено 3; ошибок 1
              http://x/rss, строка 7: перед началом документа есть лишнее"#]]
        .assert_eq(&shown);
        let many = render_fetched_feeds(&[fetched(FeedOutcome::Read(counts))], Lang::En);
        assert!(
            many.starts_with(
                "РБК: 33 read: 5 new, 25 known (23 by address, 2 by title), 1 undated (1 dated in the \
                 future), 3 left out; 12 faults\n"
            ),
            "{many}"
        );
        assert!(
            many.ends_with(
                "\n  http://x/rss, line 10: there is something before the document\n  and more: 2"
            ),
            "{many}"
        );
    }

    fn statuses() -> [FeedStatus; 2] {
        let now = moment("2026-11-23T12:00:00Z");
        let well = FeedState {
            url: "http://x/rss".into(),
            name: "РБК".into(),
            last_attempt_at: Some(moment("2026-11-23T09:00:00Z")),
            last_success_at: Some(moment("2026-11-21T08:00:00Z")),
            last_error: Some("status 500".into()),
            errors_in_a_row: 2,
            not_before: Some(moment("2026-11-23T13:00:00Z")),
            ..FeedState::default()
        };
        let never = FeedState {
            url: "http://y/".into(),
            name: "y".into(),
            ..FeedState::default()
        };
        [well, never].map(|state| FeedStatus { state, now })
    }

    #[test]
    fn the_table_says_how_each_has_fared() {
        let shown = render_feeds_table(&statuses(), Lang::En, TableFrame::Plain);
        expect![[r"
            Feed  Last success          Age     Errors in a row  Address
            РБК   2026-11-21T08:00:00Z  2 days                2  http://x/rss
            y     —                     —                     0  http://y/
            РБК: status 500
            РБК: not before 2026-11-23T13:00:00Z, as it asked"]]
        .assert_eq(&shown);
    }

    #[test]
    fn a_feed_that_is_gone_says_what_to_do() {
        let [well, _] = statuses();
        let gone = FeedStatus {
            state: FeedState {
                not_before: Some(FeedState::GONE),
                ..well.state
            },
            ..well
        };
        let text = render_feeds_table(std::slice::from_ref(&gone), Lang::En, TableFrame::Plain);
        assert!(
            text.ends_with("in the configuration (`rates news sources remove`)"),
            "{text}"
        );
        assert!(!text.contains("9999"), "{text}");
        let json = written(|out| json::render_feeds(&[gone], out));
        assert!(json.contains(r#""not_before":null,"gone":true"#), "{json}");
    }

    #[test]
    fn the_table_fits_60_columns_and_only_words_are_broken() {
        let text = render_feeds_table(&statuses(), Lang::Ru, TableFrame::Terminal { columns: 60 });
        let (table, _) = text.split_once("\nРБК: ").unwrap();
        assert!(
            table.lines().all(|line| line.chars().count() <= 60),
            "{text}"
        );
        assert!(table.contains("2026-11-21T08:00:00Z"), "{text}");
    }

    #[test]
    fn json_has_all_keys_and_null_for_what_never_was() {
        assert_eq!(
            written(|out| json::render_feeds(&statuses(), out)),
            concat!(
                r#"{"feeds":[{"name":"РБК","url":"http://x/rss","last_attempt":"2026-11-23T09:00:00Z","#,
                r#""last_success":"2026-11-21T08:00:00Z","age_days":2,"errors_in_a_row":2,"last_error":"status 500","#,
                r#""not_before":"2026-11-23T13:00:00Z","gone":false},{"name":"y","url":"http://y/","#,
                r#""last_attempt":null,"last_success":null,"age_days":null,"errors_in_a_row":0,"#,
                r#""last_error":null,"not_before":null,"gone":false}]}"#,
                "\n"
            )
        );
    }

    #[test]
    fn ages_are_said_in_the_largest_unit_of_which_there_are_two() {
        for (age_s, expected) in [
            (59, "0 минут"),
            (7199, "119 минут"),
            (7200, "2 часа"),
            (172_799, "47 часов"),
            (172_800, "2 дня"),
        ] {
            assert_eq!(age_text(age_s, Lang::Ru), expected);
        }
    }
}

//! Sources of news: what is built in, what is configured and how it has fared, and what was added or removed.

use crate::{
    model::{Lang, shell_word, tr},
    news::{ArchiveKind, KnownSource, Reach, known_sources},
    render::{
        json_parts::{Json, rows, serialize_keys, write_line},
        news::feeds::{FeedStatus, push_notes},
        rates::{Column, draw},
        view::TableFrame,
        words::or_unknown,
    },
};
use jiff::Timestamp;
use serde::{Serialize, Serializer};
use std::{
    io::{self, Write},
    path::Path,
};

/// Terminal width from which there is room for what the sources are called.
const WIDE: u16 = 110;

/// How a configured archive has fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveStatus {
    pub name: String,
    pub kind: ArchiveKind,
    /// Its address as it may be shown.
    pub url: String,
    /// When it last gave a good answer.
    pub last_success: Option<Timestamp>,
    /// Days of which all its headlines are stored.
    pub days: u64,
    /// When the robots.txt of its site was last read.
    pub robots_read_at: Option<Timestamp>,
}

/// What has changed in the configuration, or would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceChange {
    Added(ChangedRow),
    /// It was there before.
    Known(ChangedRow),
    Removed(ChangedRow),
    /// The address that was asked has moved for good.
    Moved {
        from: String,
        to: String,
        /// Whether the new address is the one that was written.
        is_written: bool,
    },
}

/// A row of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRow {
    pub name: String,
    /// The kind of an archive; none of a feed.
    pub kind: Option<&'static str>,
    /// Its address as it may be shown.
    pub url: String,
}

impl ChangedRow {
    fn text(&self, lang: Lang) -> String {
        let Self { name, kind, url } = self;
        match kind {
            Some(kind) => tr!(
                lang,
                "archive {name} ({kind}): {url}",
                "архив {name} ({kind}): {url}"
            ),
            None => tr!(lang, "feed {name}: {url}", "лента {name}: {url}"),
        }
    }
}

/// A line for each change, then where it was written and what comes next; the last without its end. `path` is the
/// configuration if it was written.
pub fn render_source_changes(changes: &[SourceChange], path: Option<&Path>, lang: Lang) -> String {
    let mut lines: Vec<_> = changes
        .iter()
        .map(|change| change_text(change, lang))
        .collect();
    if let Some(path) = path {
        let path = path.display();
        lines.push(tr!(lang, "written: {path}", "записано: {path}"));
        lines.extend(next_steps(changes, lang));
    }
    lines.join("\n")
}

fn change_text(change: &SourceChange, lang: Lang) -> String {
    match change {
        SourceChange::Added(row) => {
            let row = row.text(lang);
            tr!(lang, "added: {row}", "добавлено: {row}")
        }
        SourceChange::Known(row) => {
            let row = row.text(lang);
            tr!(
                lang,
                "in the configuration already: {row}",
                "уже есть в настройках: {row}"
            )
        }
        SourceChange::Removed(row) => {
            let row = row.text(lang);
            tr!(
                lang,
                "removed: {row}; its headlines stay stored",
                "удалено: {row}; заголовки остаются в базе"
            )
        }
        SourceChange::Moved {
            from,
            to,
            is_written: true,
        } => tr!(
            lang,
            "moved for good: {from} is now {to}, which is what is written",
            "переехал навсегда: вместо {from} теперь {to}, он и записан"
        ),
        SourceChange::Moved { from, to, .. } => tr!(
            lang,
            "moved for good: {from} is now {to}; put that address into the configuration yourself",
            "переехал навсегда: вместо {from} теперь {to}; впишите этот адрес в настройки сами"
        ),
    }
}

/// The commands that ask what was added.
fn next_steps(changes: &[SourceChange], lang: Lang) -> Vec<String> {
    let added = changes.iter().filter_map(|change| match change {
        SourceChange::Added(row) => Some(row),
        _ => None,
    });
    let (archives, feeds): (Vec<_>, Vec<_>) = added.partition(|row| row.kind.is_some());

    let mut steps = Vec::new();
    if !feeds.is_empty() {
        steps.push(tr!(
            lang,
            "next: `rates news fetch` asks the feeds",
            "дальше: `rates news fetch` запросит ленты"
        ));
    }
    if let Some(ChangedRow { name, .. }) = archives.first() {
        let source = shell_word(name);
        steps.push(tr!(
            lang,
            "next: `rates news backfill --from 2024-05-01 --to 2024-05-31 --source {source}` asks past days",
            "дальше: `rates news backfill --from 2024-05-01 --to 2024-05-31 --source {source}` запросит прошедшие дни"
        ));
    }
    steps
}

/// What is built in, then what is configured; the last line without its end.
pub fn render_sources(
    feeds: &[FeedStatus],
    archives: &[ArchiveStatus],
    lang: Lang,
    frame: TableFrame,
) -> String {
    let known = render_known(lang, frame);
    let configured = render_configured(feeds, archives, lang, frame);
    tr!(
        lang,
        "Built in; nothing of this is asked before `rates news sources add NAME`\n{known}\n\n{configured}",
        "Встроено; ничто из этого не запрашивается до `rates news sources add ИМЯ`\n{known}\n\n{configured}"
    )
}

fn render_known(lang: Lang, frame: TableFrame) -> String {
    use Column::{Kinds, Language, Name, Reach, Robots, Source};
    let is_narrow = matches!(frame, TableFrame::Terminal { columns } if columns < WIDE);
    let columns: &[Column] = if is_narrow {
        &[Source, Kinds, Language, Reach, Robots]
    } else {
        &[Source, Name, Kinds, Language, Reach, Robots]
    };

    let rows = known_sources().map(|source| {
        let cells = columns.iter().map(|column| match column {
            Source => source.name.to_owned(),
            Name => lang.pick(source.name_en, source.name_ru).to_owned(),
            Kinds => kinds_text(&source, lang),
            Language => or_unknown(Some(source.language).filter(|language| !language.is_empty())),
            Reach => reach_text(source.reach, lang),
            _ => robots_text(source.robots_allowed_on, lang),
        });
        cells.collect()
    });
    draw(columns, rows, lang, frame)
}

fn kinds_text(source: &KnownSource, lang: Lang) -> String {
    let feed = source.feed.map(|_| lang.pick("feed", "лента"));
    let archive = source.archive.map(|(kind, _)| kind.name());
    let kinds: Vec<_> = feed.into_iter().chain(archive).collect();
    kinds.join(", ")
}

fn reach_text(reach: Reach, lang: Lang) -> String {
    match reach {
        Reach::Newest => lang.pick("newest", "новейшее").to_owned(),
        Reach::Months => lang.pick("months", "месяцы").to_owned(),
        Reach::Years => lang.pick("years", "годы").to_owned(),
        Reach::From(year) => year.to_string(),
    }
}

fn robots_text(allowed_on: Option<&str>, lang: Lang) -> String {
    match allowed_on {
        Some(day) => tr!(lang, "allowed {day}", "разрешено {day}"),
        None => lang.pick("not checked", "не проверено").to_owned(),
    }
}

fn render_configured(
    feeds: &[FeedStatus],
    archives: &[ArchiveStatus],
    lang: Lang,
    frame: TableFrame,
) -> String {
    if feeds.is_empty() && archives.is_empty() {
        let text = lang.pick("Configured: none", "В настройках: ничего");
        return text.to_owned();
    }

    let columns = [
        Column::Name,
        Column::Kinds,
        Column::LastSuccess,
        Column::DaysDone,
        Column::Address,
    ];
    let feed_rows = feeds.iter().map(|feed| {
        vec![
            feed.state.name.clone(),
            lang.pick("feed", "лента").to_owned(),
            or_unknown(feed.state.last_success_at),
            String::new(),
            feed.state.url.clone(),
        ]
    });
    let archive_rows = archives.iter().map(|archive| {
        vec![
            archive.name.clone(),
            archive.kind.to_string(),
            or_unknown(archive.last_success),
            archive.days.to_string(),
            archive.url.clone(),
        ]
    });

    let table = draw(&columns, feed_rows.chain(archive_rows), lang, frame);
    let mut text = tr!(lang, "Configured\n{table}", "В настройках\n{table}");
    push_notes(&mut text, feeds, lang);
    text
}

/// `{"built_in":[…],"feeds":[…],"archives":[…]}`; the feeds as `news feeds` has them.
pub fn render_sources_json(
    feeds: &[FeedStatus],
    archives: &[ArchiveStatus],
    out: &mut dyn Write,
) -> io::Result<()> {
    write_line(&Json((feeds, archives)), out)
}

impl Serialize for Json<(&[FeedStatus], &[ArchiveStatus])> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let known: Vec<_> = known_sources().collect();
        serialize_keys!(serializer, {
            "built_in": known,
            "feeds": rows(self.0.0),
            "archives": self.0.1,
        })
    }
}

impl Serialize for KnownSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reach = match self.reach {
            Reach::Newest => "newest",
            Reach::Months => "months",
            Reach::Years | Reach::From(_) => "years",
        };
        let first_year = match self.reach {
            Reach::From(year) => Some(year),
            _ => None,
        };
        serialize_keys!(serializer, {
            "name": self.name,
            "name_en": self.name_en,
            "name_ru": self.name_ru,
            "language": Some(self.language).filter(|language| !language.is_empty()),
            "feed": self.feed,
            "archive": self.archive.map(|(kind, _)| kind.name()),
            "archive_url": self.archive.map(|(_, url)| url),
            "reach": reach,
            "first_year": first_year,
            "robots_allowed_on": self.robots_allowed_on,
        })
    }
}

impl Serialize for ArchiveStatus {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "name": self.name,
            "kind": self.kind.name(),
            "url": self.url,
            "last_success": self.last_success,
            "days": self.days,
            "robots_read_at": self.robots_read_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{render::fixtures::written, store::FeedState};

    fn feed(not_before: Option<Timestamp>) -> FeedStatus {
        FeedStatus {
            state: FeedState {
                name: "Лента".into(),
                url: "https://a.example/rss".into(),
                last_success_at: Some("2026-11-21T08:00:00Z".parse().unwrap()),
                not_before,
                ..FeedState::default()
            },
            now: "2026-11-23T12:00:00Z".parse().unwrap(),
        }
    }

    fn archive() -> ArchiveStatus {
        ArchiveStatus {
            name: "lenta.ru".into(),
            kind: ArchiveKind::Lenta,
            url: "https://lenta.ru".into(),
            last_success: None,
            days: 31,
            robots_read_at: None,
        }
    }

    #[test]
    fn what_is_built_in_and_what_is_configured_fit_60_columns() {
        for lang in [Lang::En, Lang::Ru] {
            let frame = TableFrame::Terminal { columns: 60 };
            let text = render_sources(&[feed(None)], &[archive()], lang, frame);
            let tables = text.lines().filter(|line| !line.contains('`'));
            for line in tables {
                assert!(line.chars().count() <= 60, "{line}");
            }
            assert!(text.contains("2026-11-21T08:00:00Z"), "{text}");
            assert!(text.contains("lenta.ru"), "{text}");
        }
    }

    #[test]
    fn a_feed_that_is_closed_for_good_says_so_among_the_sources() {
        let feeds = [feed(Some(FeedState::GONE))];
        let text = render_sources(&feeds, &[], Lang::En, TableFrame::Plain);
        assert!(text.contains("Лента: closed for good (410)"), "{text}");
        assert!(text.contains("rates news sources remove"), "{text}");

        let none = render_sources(&[], &[], Lang::Ru, TableFrame::Plain);
        assert!(none.ends_with("В настройках: ничего"), "{none}");
    }

    #[test]
    fn json_has_the_facts_of_what_is_built_in() {
        let json = written(|out| render_sources_json(&[], &[archive()], out));
        assert!(
            json.contains(concat!(
                r#""archive":"lenta","archive_url":"https://lenta.ru","reach":"years","first_year":1999,"#,
                r#""robots_allowed_on":"2024-07-14""#
            )),
            "{json}"
        );
        assert!(
            json.ends_with(concat!(
                r#""feeds":[],"archives":[{"name":"lenta.ru","kind":"lenta","url":"https://lenta.ru","#,
                r#""last_success":null,"days":31,"robots_read_at":null}]}"#,
                "\n"
            )),
            "{json}"
        );
    }

    #[test]
    fn what_was_changed_is_said_with_the_next_step() {
        let row = ChangedRow {
            name: "lenta.ru".into(),
            kind: Some("lenta"),
            url: "https://lenta.ru".into(),
        };
        let feed = ChangedRow {
            kind: None,
            url: "https://lenta.ru/rss/news".into(),
            ..row.clone()
        };
        let changes = [
            SourceChange::Known(feed.clone()),
            SourceChange::Added(row),
            SourceChange::Removed(feed),
        ];
        expect_test::expect![[r#"
            in the configuration already: feed lenta.ru: https://lenta.ru/rss/news
            added: archive lenta.ru (lenta): https://lenta.ru
            removed: feed lenta.ru: https://lenta.ru/rss/news; its headlines stay stored
            written: config.toml
            next: `rates news backfill --from 2024-05-01 --to 2024-05-31 --source lenta.ru` asks past days"#]]
        .assert_eq(&render_source_changes(&changes, Some(Path::new("config.toml")), Lang::En));
    }
}

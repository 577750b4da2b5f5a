//! What `news sources add` would write, and the one address that it asks before.

use crate::{
    app::config::NewRow,
    error::{Error, Result},
    model::{Span, Spans, echoed},
    net::WebAddress,
    news::{
        ArchiveKind, KnownSource,
        archive::{ArchiveQuestion, start_walk},
        known_sources,
    },
};
use jiff::{ToSpan as _, civil::Date};

/// Most letters in which a name may differ from one that is known.
const MOST_SLIPS: usize = 3;

/// Where the posts of channels are.
const CHANNELS: &str = "https://t.me/s/";

/// What is to be added.
#[derive(Clone, Copy, Debug)]
pub struct AddRequest<'r> {
    /// The name of a known source, or an address.
    pub typed: &'r str,
    /// The name to give it.
    pub name: Option<&'r str>,
    /// A server to use in place of a known source's own.
    pub base: Option<&'r str>,
    /// The words that GDELT is asked for.
    pub query: Option<&'r str>,
    pub parts: SourceParts,
}

/// Which parts of a source that has both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceParts {
    FeedAndArchive,
    Feed,
    Archive,
}

/// What would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSource {
    /// Of an address it is not known yet what it is: a feed unless its answer says otherwise.
    pub rows: Vec<NewRow>,
    /// The address to ask.
    pub asked: String,
    /// Whether its answer says what it is.
    pub is_unknown: bool,
}

/// Plans to add a source.
///
/// # Errors
/// [`Error::Usage`] for what is neither known nor an address, and for options that do not fit it.
pub fn plan_source(request: AddRequest<'_>, today: Date) -> Result<PlannedSource> {
    let typed = request.typed.trim();
    let is_address = typed.contains("://") || typed.starts_with("t.me/");
    if let Some(base) = request.base {
        check_base(base)?;
    }
    let known = (!is_address).then(|| find_known(typed)).flatten();

    match known {
        Some(source) => plan_known(&source, request, today),
        None if is_address => plan_address(typed, request),
        None => Err(neither(typed)),
    }
}

fn find_known(typed: &str) -> Option<KnownSource> {
    let typed = typed.to_lowercase();
    let typed = typed.strip_prefix("www.").unwrap_or(&typed);
    known_sources().find(|source| {
        let names = [source.name, source.name_en, source.name_ru];
        names.iter().any(|name| name.to_lowercase() == typed)
    })
}

fn plan_known(source: &KnownSource, request: AddRequest<'_>, today: Date) -> Result<PlannedSource> {
    let name = request.name.unwrap_or(source.name);
    let at = |url: &str| {
        request
            .base
            .map_or_else(|| url.to_owned(), |base| moved(url, base))
    };

    let feed = source
        .feed
        .filter(|_| request.parts != SourceParts::Archive);
    let feed = feed.map(|url| new_row(name, at(url), None, None));
    let archive = source
        .archive
        .filter(|_| request.parts != SourceParts::Feed);
    let query = archive.map_or(Ok(None), |(kind, _)| query_of(kind, request.query))?;
    let archive = archive.map(|(kind, url)| new_row(name, at(url), Some(kind), query));

    let asked = match (&feed, &archive) {
        (Some(feed), _) => feed.url.clone(),
        (None, Some(archive)) => first_page(archive, today),
        (None, None) => return Err(has_no_such_part(source, request.parts)),
    };
    if archive.as_ref().is_none_or(|row| row.query.is_none()) && request.query.is_some() {
        return Err(query_without_gdelt());
    }
    Ok(PlannedSource {
        rows: feed.into_iter().chain(archive).collect(),
        asked,
        is_unknown: false,
    })
}

fn plan_address(typed: &str, request: AddRequest<'_>) -> Result<PlannedSource> {
    if request.base.is_some() {
        let en = "only for a built-in source; type the address itself in place of the name";
        let ru = "только для встроенного источника; напишите сам адрес вместо имени";
        return Err(Error::usage("--url", en, ru));
    }
    if request.query.is_some() {
        return Err(query_without_gdelt());
    }
    if request.parts != SourceParts::FeedAndArchive {
        let en = "only for a built-in source; what an address is, its answer says";
        let ru = "только для встроенного источника; что за адрес, говорит его ответ";
        return Err(Error::usage(flag_of(request.parts), en, ru));
    }

    let url = address_of(typed);
    let address = WebAddress::parse(&url).map_err(|cause| {
        let ru = format!("«{}» — не адрес http или https", echoed(typed));
        Error::usage("SOURCE", format!("`{}`: {cause}", echoed(typed)), ru)
    })?;
    let host = address.host.strip_prefix("www.").unwrap_or(&address.host);
    // All channels have one host, which does not distinguish them.
    let channel = url.strip_prefix(CHANNELS);
    let usual = channel.map_or_else(|| host.to_owned(), |channel| format!("{host}/{channel}"));
    let name = request.name.unwrap_or(&usual);
    let kind = channel.map(|_| ArchiveKind::Telegram);

    Ok(PlannedSource {
        rows: vec![new_row(name, url.clone(), kind, None)],
        asked: url,
        is_unknown: true,
    })
}

/// The address that is meant: of a channel that of its posts, which is not the one that people pass on.
fn address_of(typed: &str) -> String {
    let rest = ["https://t.me/", "http://t.me/", "t.me/"];
    let rest = rest.iter().find_map(|start| typed.strip_prefix(start));
    match rest.map(|rest| rest.strip_prefix("s/").unwrap_or(rest)) {
        Some(rest) if !rest.is_empty() => {
            let channel = rest.split(['/', '?', '#']).next().unwrap_or(rest);
            format!("{CHANNELS}{channel}")
        }
        _ => typed.to_owned(),
    }
}

fn new_row(name: &str, url: String, archive: Option<ArchiveKind>, query: Option<String>) -> NewRow {
    NewRow {
        name: name.trim().to_owned(),
        url,
        archive,
        query,
    }
}

fn check_base(base: &str) -> Result<()> {
    let read = WebAddress::parse(base);
    read.map(drop).map_err(|cause| {
        let ru = format!("«{}» — не адрес http или https", echoed(base));
        Error::usage("--url", format!("`{}`: {cause}", echoed(base)), ru)
    })
}

/// An address at another server.
fn moved(url: &str, base: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    format!("{}{path}", base.trim_end_matches('/'))
}

/// The address of an archive that shows whether it answers as one: the first that a walk over today asks for; the Bank has
/// days without news.
pub(super) fn first_page(archive: &NewRow, today: Date) -> String {
    let Some(kind) = archive.archive else {
        return archive.url.clone();
    };
    let days = match kind {
        ArchiveKind::CbrNews => Span::starting(today.saturating_sub(6.days()), today),
        _ => Span::day(today),
    };
    let question = ArchiveQuestion {
        kind,
        url: archive.url.clone(),
        types: Vec::new(),
        query: archive.query.clone().unwrap_or_default(),
        days: Spans::from_iter([days]),
    };
    let url = start_walk(&question).next_url();
    let url = url.unwrap_or_else(|| archive.url.clone());
    match kind {
        // One article shows it as well as all do.
        ArchiveKind::Gdelt => url.replace("maxrecords=250", "maxrecords=1"),
        _ => url,
    }
}

fn query_of(kind: ArchiveKind, query: Option<&str>) -> Result<Option<String>> {
    let query = query.map(str::trim).filter(|query| !query.is_empty());
    match (kind, query) {
        (ArchiveKind::Gdelt, Some(query)) => Ok(Some(query.to_owned())),
        (ArchiveKind::Gdelt, None) => {
            let en = "gdelt is asked for words: --query \"(рубль OR доллар) sourcelang:russian\"";
            let ru = "gdelt нужны слова: --query \"(рубль OR доллар) sourcelang:russian\"";
            Err(Error::usage("--query", en, ru))
        }
        _ => Ok(None),
    }
}

fn query_without_gdelt() -> Error {
    let en = "only for gdelt; take it out";
    Error::usage("--query", en, "только для gdelt; уберите его")
}

fn has_no_such_part(source: &KnownSource, parts: SourceParts) -> Error {
    let name = source.name;
    let (en, ru) = match parts {
        SourceParts::Archive => (
            format!("{name} has no archive that is read here, only a feed"),
            format!("у {name} нет архива, который здесь читается, только лента"),
        ),
        _ => (
            format!("{name} has no feed, only an archive"),
            format!("у {name} нет ленты, только архив"),
        ),
    };
    Error::usage(flag_of(parts), en, ru)
}

const fn flag_of(parts: SourceParts) -> &'static str {
    match parts {
        SourceParts::Archive => "--archive",
        _ => "--feed",
    }
}

fn neither(typed: &str) -> Error {
    let lower = typed.to_lowercase();
    let near = known_sources()
        .map(|source| {
            (
                strsim::damerau_levenshtein(source.name, &lower),
                source.name,
            )
        })
        .min()
        .filter(|(slips, _)| *slips <= MOST_SLIPS);
    let typed = echoed(typed);
    let (en, ru) = match near {
        Some((_, name)) => (
            format!("`{typed}` is not built in; did you mean {name}?"),
            format!("«{typed}» не встроен; может быть, {name}?"),
        ),
        None => (
            format!(
                "`{typed}` is neither built in (`rates news sources` lists what is) nor an address, which begins with https://"
            ),
            format!(
                "«{typed}» — не встроенный источник (их список: `rates news sources`) и не адрес, который начинается с https://"
            ),
        ),
    };
    Error::usage("SOURCE", en, ru)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn plan(typed: &str, parts: SourceParts, base: Option<&str>) -> Result<PlannedSource> {
        let request = AddRequest {
            typed,
            name: None,
            base,
            query: None,
            parts,
        };
        plan_source(request, date(2026, 8, 21))
    }

    fn rows(planned: &PlannedSource) -> Vec<String> {
        let rows = planned.rows.iter().map(|row| {
            let kind = row.archive.map_or("feed", ArchiveKind::name);
            format!("{} {kind} {}", row.name, row.url)
        });
        rows.collect()
    }

    #[test]
    fn a_known_source_has_its_feed_and_its_archive() {
        let both = plan("www.Lenta.ru", SourceParts::FeedAndArchive, None).unwrap();
        assert_eq!(
            rows(&both),
            [
                "lenta.ru feed https://lenta.ru/rss/news",
                "lenta.ru lenta https://lenta.ru"
            ]
        );
        assert_eq!(both.asked, "https://lenta.ru/rss/news");

        let base = Some("http://127.0.0.1:1/");
        let archive = plan("Лента.ру", SourceParts::Archive, base).unwrap();
        assert_eq!(rows(&archive), ["lenta.ru lenta http://127.0.0.1:1"]);
        assert_eq!(archive.asked, "http://127.0.0.1:1/news/2026/08/21/");

        let feed = plan("interfax.ru", SourceParts::Feed, base).unwrap();
        assert_eq!(rows(&feed), ["interfax.ru feed http://127.0.0.1:1/rss.asp"]);
    }

    #[test]
    fn a_channel_is_asked_where_its_posts_are() {
        for typed in [
            "https://t.me/s/abc",
            "https://t.me/abc/17",
            "t.me/abc/",
            "https://t.me/s/abc?before=17",
            "http://t.me/s/abc",
        ] {
            let planned = plan(typed, SourceParts::FeedAndArchive, None).unwrap();
            assert_eq!(planned.asked, "https://t.me/s/abc");
            assert_eq!(rows(&planned), ["t.me/abc telegram https://t.me/s/abc"]);
        }
    }

    #[test]
    fn what_cannot_be_added_says_what_could() {
        let problem = |typed, parts| plan(typed, parts, None).unwrap_err().to_string();
        let both = SourceParts::FeedAndArchive;
        assert!(problem("lnta.ru", both).contains("did you mean lenta.ru?"));
        assert!(problem("nothing-like-it", both).contains("begins with https://"));
        assert!(problem("ftp://x", both).contains("neither http nor https"));
        assert!(problem("tass.ru", SourceParts::Archive).contains("only a feed"));
        assert!(problem("cbr.ru/key-rate", SourceParts::Feed).contains("only an archive"));
        assert!(problem("gdelt", both).contains("--query"));
        assert!(problem("https://a.example", SourceParts::Feed).contains("--feed: only for"));
        let base = plan("lenta.ru", both, Some("127.0.0.1:1"));
        assert!(
            base.unwrap_err()
                .to_string()
                .starts_with("--url: `127.0.0.1:1`")
        );
    }
}

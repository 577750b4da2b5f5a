//! The configuration's table of archives: lists of past headlines, which only `rates news backfill` asks.
//!
//! A problem of a row is named with the row's number, from 1.

use super::addresses::{Addresses, in_row, parse_name};
use crate::{
    error::Bilingual,
    model::echoed,
    net::{SHORTEST_PAUSE, WebAddress, shown_address},
    news::{ArchiveKind, UnknownArchiveKind},
};
use serde::Deserialize;
use std::{collections::BTreeMap, time::Duration};

/// Shortest and usual pause for GDELT, in seconds: its text says 5, but 6.5 was still refused and 8 was not.
const GDELT_PAUSE_S: f64 = 8.0;

/// The usual pause of every other kind, in seconds.
const USUAL_PAUSE_S: f64 = 2.0;

const LONGEST_PAUSE_S: f64 = 3600.0;

/// A configured archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// Its name, which is the source of its headlines. No two archives have the same, in capitals or not.
    pub name: String,
    pub kind: ArchiveKind,
    /// Its address as written; of a site, the base that paths are added to, without a slash at its end.
    pub url: String,
    /// Which of a WordPress site's types of posts are listed (`rest_base`); if empty, the site is asked.
    pub types: Vec<String>,
    /// The words that GDELT is asked for; none for other kinds.
    pub query: Option<String>,
    /// The pause between two requests; zero only to this machine.
    pub pause: Duration,
}

impl Archive {
    /// By what its days are remembered: its kind, its address without secrets, and the words or the types that it is asked
    /// for. One site may have several archives.
    pub fn key(&self) -> String {
        let address = shown_address(&self.url);
        let mut key = format!("{} {address}", self.kind);
        for asked in self.query.iter().chain(&self.types) {
            key.push(' ');
            key.push_str(asked);
        }
        key
    }
}

/// A row of `[[archives]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArchiveRow {
    name: Option<String>,
    kind: String,
    url: String,
    types: Option<Vec<String>>,
    query: Option<String>,
    pause_s: Option<f64>,
}

/// The archives in the order of the file, named by their hosts where they have no name.
pub fn parse_archives(rows: Vec<ArchiveRow>) -> Result<Vec<Archive>, Bilingual> {
    let mut addresses = Addresses::default();
    let mut first_names = BTreeMap::new();

    let numbered = (1..).zip(rows).map(|(number, row)| {
        parse_archive(row, number, &mut addresses, &mut first_names)
            .map_err(|problem| in_row("archives", number, &problem))
    });
    numbered.collect()
}

fn parse_archive(
    row: ArchiveRow,
    number: usize,
    addresses: &mut Addresses,
    first_names: &mut BTreeMap<String, usize>,
) -> Result<Archive, Bilingual> {
    let kind = parse_kind(&row.kind)?;
    let query = parse_query(kind, row.query)?;
    let types = parse_types(kind, row.types)?;

    // A site may have several archives at one address, and GDELT answers every query at the same one.
    let purpose = format!("{kind} {}", query.as_deref().unwrap_or_default());
    let url = parse_base(kind, &row.url)?;
    let address = addresses.add(&url, &purpose, number)?;
    let pause = parse_pause(kind, &address, row.pause_s)?;

    let name = parse_name(row.name, default_name(kind, &address))?;
    if let Some(first) = first_names.insert(name.to_lowercase(), number) {
        let name = echoed(&name);
        return Err(Bilingual::new(
            format!("name: the name of row {first} again, `{name}`; add a `name` of its own"),
            format!("name: снова имя строки {first}, «{name}»; добавьте другое имя (`name`)"),
        ));
    }

    Ok(Archive {
        name,
        kind,
        url,
        types,
        query,
        pause,
    })
}

fn parse_kind(kind: &str) -> Result<ArchiveKind, Bilingual> {
    kind.parse().map_err(|UnknownArchiveKind| {
        let known = ArchiveKind::ALL.map(ArchiveKind::name).join(", ");
        let kind = echoed(kind);
        Bilingual::new(
            format!("kind: `{kind}` is not one of {known}"),
            format!("kind: вида «{kind}» нет, есть {known}"),
        )
    })
}

fn parse_query(kind: ArchiveKind, query: Option<String>) -> Result<Option<String>, Bilingual> {
    let is_gdelt = kind == ArchiveKind::Gdelt;
    match query.map(|query| query.trim().to_owned()) {
        Some(_) if !is_gdelt => Err(key_of_another_kind("query", kind, ArchiveKind::Gdelt)),
        Some(query) if query.is_empty() || query.contains(char::is_control) => Err(Bilingual::new(
            "query: empty, or not on one line",
            "query: запрос пуст или не в одну строку",
        )),
        None if is_gdelt => Err(Bilingual::new(
            "query: needed for gdelt, such as query = \"(рубль OR доллар) sourcelang:russian\"",
            "query: для gdelt нужен запрос, например query = \"(рубль OR доллар) sourcelang:russian\"",
        )),
        query => Ok(query),
    }
}

fn parse_types(kind: ArchiveKind, types: Option<Vec<String>>) -> Result<Vec<String>, Bilingual> {
    let is_wordpress = kind == ArchiveKind::WordPress;
    let types = match types {
        Some(_) if !is_wordpress => {
            return Err(key_of_another_kind("types", kind, ArchiveKind::WordPress));
        }
        Some(types) => types,
        None => return Ok(Vec::new()),
    };

    let unusable = types.iter().find(|name| !is_rest_base(name));
    match unusable {
        Some(name) => {
            let name = echoed(name);
            Err(Bilingual::new(
                format!("types: `{name}` is not a name such as posts"),
                format!("types: «{name}» не похоже на название типа, например posts"),
            ))
        }
        None if types.is_empty() => Err(Bilingual::new(
            "types: name at least one, or leave it out and the site is asked",
            "types: укажите хотя бы один тип или уберите строку — тогда типы сообщит сам сайт",
        )),
        None => Ok(types),
    }
}

/// Whether it can be one part of a path as it is.
fn is_rest_base(name: &str) -> bool {
    let is_plain = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'_' | b'-');
    !name.is_empty() && name.bytes().all(is_plain)
}

fn key_of_another_kind(key: &str, kind: ArchiveKind, of: ArchiveKind) -> Bilingual {
    Bilingual::new(
        format!("{key}: only for kind = \"{of}\"; take it out, or change the kind `{kind}`"),
        format!("{key}: только для kind = \"{of}\"; уберите его или смените вид `{kind}`"),
    )
}

/// The address that paths are added to; a sitemap is asked at its own.
fn parse_base(kind: ArchiveKind, url: &str) -> Result<String, Bilingual> {
    if kind == ArchiveKind::Sitemap {
        return Ok(url.to_owned());
    }
    if url.contains(['?', '#']) {
        return Err(Bilingual::new(
            format!("url: the address of kind `{kind}` ends before any ? or #"),
            format!("url: адрес вида `{kind}` кончается до знаков ? и #"),
        ));
    }
    Ok(url.trim_end_matches('/').to_owned())
}

fn parse_pause(
    kind: ArchiveKind,
    address: &WebAddress,
    pause_s: Option<f64>,
) -> Result<Duration, Bilingual> {
    let (usual, least) = match kind {
        ArchiveKind::Gdelt => (GDELT_PAUSE_S, GDELT_PAUSE_S),
        _ => (USUAL_PAUSE_S, SHORTEST_PAUSE.as_secs_f64()),
    };
    let least = if address.is_loopback { 0.0 } else { least };
    let pause_s = pause_s.unwrap_or(usual);

    // NaN, which TOML can name, is in no range.
    if (least..=LONGEST_PAUSE_S).contains(&pause_s) {
        Ok(Duration::from_secs_f64(pause_s))
    } else {
        let host = &address.host;
        Err(Bilingual::new(
            format!("pause_s: from {least} to {LONGEST_PAUSE_S} seconds for `{kind}` at {host}"),
            format!("pause_s: от {least} до {LONGEST_PAUSE_S} секунд для `{kind}` на {host}"),
        ))
    }
}

/// The host; of a channel, which shares its host with all others, with the last part of the path.
fn default_name(kind: ArchiveKind, address: &WebAddress) -> String {
    let last = address.normal.trim_end_matches('/').rsplit('/').next();
    match last {
        Some(channel) if kind == ArchiveKind::Telegram => format!("{}/{channel}", address.host),
        _ => address.host.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    struct Tables {
        archives: Vec<ArchiveRow>,
    }

    fn read(rows: &[&str]) -> Result<Vec<Archive>, Bilingual> {
        let rows = rows.iter().map(|row| format!("[[archives]]\n{row}\n"));
        let tables: Tables = toml::from_str(&rows.collect::<String>()).unwrap();
        parse_archives(tables.archives)
    }

    fn check_error(rows: &[&str], expected: &str) {
        assert_eq!(read(rows).unwrap_err().en, expected);
    }

    #[test]
    fn archives_have_the_pauses_names_and_types_of_their_kinds() {
        let archives = read(&[
            "kind = \"lenta\"\nurl = \"https://lenta.ru/\"",
            "name = \"Банк России\"\nkind = \"cbr-news\"\nurl = \"https://www.cbr.ru\"",
            "kind = \"cbr-key-rate\"\nurl = \"https://www.cbr.ru\"\npause_s = 1.5",
            "kind = \"wordpress\"\nurl = \"https://site.example\"",
            "name = \"oil\"\nkind = \"gdelt\"\nurl = \"https://api.gdeltproject.org\"\nquery = \"oil price\"",
            "name = \"gas\"\nkind = \"gdelt\"\nurl = \"https://api.gdeltproject.org\"\nquery = \"gas price\"",
            "kind = \"telegram\"\nurl = \"https://t.me/s/centralbank_russia\"",
            "kind = \"sitemap\"\nurl = \"http://127.0.0.1:8080/sitemap.xml?x=/\"\npause_s = 0",
        ])
        .unwrap();

        let listed: Vec<_> = archives
            .iter()
            .map(|one| {
                let pause = one.pause.as_millis();
                format!(
                    "{} {} {} {:?} {pause}",
                    one.name, one.kind, one.url, one.types
                )
            })
            .collect();
        assert_eq!(
            listed,
            [
                "lenta.ru lenta https://lenta.ru [] 2000",
                "Банк России cbr-news https://www.cbr.ru [] 2000",
                "www.cbr.ru cbr-key-rate https://www.cbr.ru [] 1500",
                "site.example wordpress https://site.example [] 2000",
                "oil gdelt https://api.gdeltproject.org [] 8000",
                "gas gdelt https://api.gdeltproject.org [] 8000",
                "t.me/centralbank_russia telegram https://t.me/s/centralbank_russia [] 2000",
                "127.0.0.1 sitemap http://127.0.0.1:8080/sitemap.xml?x=/ [] 0",
            ]
        );
    }

    #[test]
    fn a_wrong_archive_is_named_by_its_row_with_what_would_be_right() {
        let lenta = "kind = \"lenta\"\nurl = \"https://lenta.ru\"";
        check_error(
            &[lenta, "kind = \"rss\"\nurl = \"https://x.example\""],
            "archives, row 2: kind: `rss` is not one of lenta, interfax, cbr-news, cbr-key-rate, wordpress, sitemap, \
             gdelt, telegram",
        );
        check_error(
            &[lenta, "kind = \"lenta\"\nurl = \"HTTPS://LENTA.RU:443/\""],
            "archives, row 2: the address of row 1 again, HTTPS://LENTA.RU:443",
        );
        check_error(
            &[
                lenta,
                "name = \"Lenta.RU\"\nkind = \"sitemap\"\nurl = \"https://lenta.ru/sitemap.xml.gz\"",
            ],
            "archives, row 2: name: the name of row 1 again, `Lenta.RU`; add a `name` of its own",
        );
        check_error(
            &["kind = \"lenta\"\nurl = \"ftp://lenta.ru\""],
            "archives, row 1: url: `ftp` is neither http nor https",
        );
        check_error(
            &["kind = \"lenta\"\nurl = \"https://lenta.ru?x\""],
            "archives, row 1: url: the address of kind `lenta` ends before any ? or #",
        );
    }

    #[test]
    fn keys_of_another_kind_are_refused() {
        check_error(
            &["kind = \"lenta\"\nurl = \"https://lenta.ru\"\ntypes = [\"posts\"]"],
            "archives, row 1: types: only for kind = \"wordpress\"; take it out, or change the kind `lenta`",
        );
        check_error(
            &["kind = \"lenta\"\nurl = \"https://lenta.ru\"\nquery = \"x\""],
            "archives, row 1: query: only for kind = \"gdelt\"; take it out, or change the kind `lenta`",
        );
        check_error(
            &["kind = \"gdelt\"\nurl = \"https://api.gdeltproject.org\""],
            "archives, row 1: query: needed for gdelt, such as query = \"(рубль OR доллар) sourcelang:russian\"",
        );
        check_error(
            &["kind = \"wordpress\"\nurl = \"https://x.example\"\ntypes = [\"../users\"]"],
            "archives, row 1: types: `../users` is not a name such as posts",
        );
        check_error(
            &["kind = \"wordpress\"\nurl = \"https://x.example\"\ntypes = []"],
            "archives, row 1: types: name at least one, or leave it out and the site is asked",
        );
    }

    #[test]
    fn only_this_machine_is_asked_without_a_pause() {
        for (kind, least) in [("lenta", 1), ("gdelt", 8)] {
            let row = |host: &str, pause: &str| {
                let query = if kind == "gdelt" {
                    "query = \"x\"\n"
                } else {
                    ""
                };
                format!("kind = \"{kind}\"\nurl = \"http://{host}\"\n{query}pause_s = {pause}")
            };
            for pause in ["0", "0.5", "nan", "-1", "inf"] {
                check_error(
                    &[&row("x.example", pause)],
                    &format!(
                        "archives, row 1: pause_s: from {least} to 3600 seconds for `{kind}` at x.example"
                    ),
                );
            }
            assert!(read(&[&row("127.0.0.1:1", "0")]).is_ok());
            assert!(read(&[&row("localhost", "0.25")]).is_ok());
            assert!(read(&[&row("127.0.0.1.example", "0")]).is_err());
        }
    }
}

//! The configuration file: TOML, every key known, every value checked.

mod addresses;
mod archives;
mod edit;
mod news;

pub use archives::Archive;
pub use edit::{NewRow, RowTable, add_rows, remove_rows};
pub use news::Feed;

use crate::{
    error::{Bilingual, Error, Result},
    model::{Currency, Cutoffs, NotOneCurrency, Unit, UnknownCurrency, each_once},
    net::{Settings, hide_secrets},
    render::unknown_currency,
};
use archives::{ArchiveRow, parse_archives};
use news::{CutoffRow, FeedRow, parse_cutoffs, parse_feeds};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The configuration, with its defaults.
#[derive(Clone, Debug)]
pub struct Config {
    /// Units of plain commands, each once, as the file names them.
    pub units: Vec<Unit>,
    /// The currencies of these units, each once.
    pub currencies: Vec<&'static Currency>,
    /// Whether an empty store is filled from the archive.
    pub archive: bool,
    /// Address of the Bank, without a slash at its end.
    pub cbr_url: String,
    pub http: Http,
    /// The feeds, in the order of the file.
    pub feeds: Vec<Feed>,
    /// The archives of headlines, in the order of the file.
    pub archives: Vec<Archive>,
    /// Until when on a day trade entered the rate set on it.
    pub cutoffs: Cutoffs,
}

/// How the network is used.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    /// Longest time to the headers of an answer, and again to the end of its body, in seconds; half of it to connect.
    pub timeout_s: f64,
    /// Further attempts after the first one.
    pub retries: u32,
    /// Pause before the first further attempt, milliseconds; it doubles each time.
    pub pause_ms: u64,
    /// Requests a second, at most; to other machines never above 5.
    pub requests_per_s: u32,
    /// A PEM file of certificates to trust in addition to the built-in ones.
    pub extra_ca: Option<PathBuf>,
}

impl Default for Http {
    fn default() -> Self {
        let usual = Settings::default();
        Self {
            timeout_s: usual.timeout.as_secs_f64(),
            retries: usual.retries,
            pause_ms: u64::try_from(usual.pause.as_millis()).unwrap_or(u64::MAX),
            requests_per_s: usual.requests_per_s,
            extra_ca: usual.extra_ca,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    currencies: Vec<String>,
    archive: bool,
    sources: Sources,
    http: Http,
    feeds: Vec<FeedRow>,
    archives: Vec<ArchiveRow>,
    cutoffs: Option<Vec<CutoffRow>>,
}

impl Default for File {
    fn default() -> Self {
        Self {
            currencies: vec!["USD".to_owned(), "EUR".to_owned()],
            archive: true,
            sources: Sources::default(),
            http: Http::default(),
            feeds: Vec::new(),
            archives: Vec::new(),
            cutoffs: None,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Sources {
    cbr: Cbr,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Cbr {
    url: String,
}

impl Default for Cbr {
    fn default() -> Self {
        Self {
            url: "https://www.cbr.ru".to_owned(),
        }
    }
}

/// Every key of the file, for "did you mean".
const KEYS: &str = "currencies archive sources cbr url http timeout_s retries pause_ms requests_per_s extra_ca feeds \
    name archives kind types query pause_s cutoffs from clock uncertain";

impl Config {
    /// Parses the text of a configuration file; `path` is for messages. An empty text gives the defaults.
    ///
    /// # Errors
    /// [`Error::Config`] with the line and the nearest key that is known.
    pub fn parse(text: &str, path: &Path) -> Result<Self> {
        let file: File = parse_toml(text, path)?;
        let units = parse_units(&file.currencies);
        let units = units.map_err(|unknown| unusable_currency(path, &unknown))?;

        let config = Self {
            currencies: each_once(units.iter().filter_map(|unit| unit.currency())),
            units,
            archive: file.archive,
            cbr_url: file.sources.cbr.url.trim_end_matches('/').to_owned(),
            http: file.http,
            feeds: parse_feeds(file.feeds).map_err(|problem| broken(path, problem))?,
            archives: parse_archives(file.archives).map_err(|problem| broken(path, problem))?,
            cutoffs: parse_cutoffs(file.cutoffs).map_err(|problem| broken(path, problem))?,
        };
        let problem = config.find_problem();
        problem.map_or(Ok(config), |problem| Err(broken(path, problem)))
    }

    /// The first value that is out of its range.
    fn find_problem(&self) -> Option<Bilingual> {
        let http = &self.http;
        let is_address =
            self.cbr_url.starts_with("https://") || self.cbr_url.starts_with("http://");
        // Written so that a time-out of NaN, which TOML can name, is one of them.
        let is_timeout = http.timeout_s > 0.0 && http.timeout_s <= 3600.0;

        let problems = [
            (
                self.currencies.is_empty(),
                "currencies: name at least one",
                "currencies: укажите хотя бы одну валюту",
            ),
            (
                !is_address,
                "sources.cbr.url: an address begins with https:// or http://",
                "sources.cbr.url: адрес начинается с https:// или http://",
            ),
            (
                !is_timeout,
                "http.timeout_s: more than 0 and at most 3600 seconds",
                "http.timeout_s: больше 0 и не больше 3600 секунд",
            ),
            (
                http.retries > 20,
                "http.retries: at most 20",
                "http.retries: не больше 20",
            ),
            (
                http.pause_ms > 60_000,
                "http.pause_ms: at most 60000",
                "http.pause_ms: не больше 60000",
            ),
            (
                !(1..=10_000).contains(&http.requests_per_s),
                "http.requests_per_s: from 1 to 10000",
                "http.requests_per_s: от 1 до 10000",
            ),
        ];
        problems
            .into_iter()
            .find(|(is_wrong, ..)| *is_wrong)
            .map(|(_, en, ru)| Bilingual::new(en, ru))
    }
}

fn parse_units(codes: &[String]) -> std::result::Result<Vec<Unit>, UnknownCurrency> {
    let units = codes.iter().map(|code| match Unit::find(code) {
        Ok(unit) if unit.currency().is_some() => Ok(unit),
        // The ruble is refused: the rates of all others are quoted in it.
        _ => Currency::find(code).map(Unit::present),
    });
    units
        .collect::<std::result::Result<Vec<_>, _>>()
        .map(each_once)
}

fn parse_toml(text: &str, path: &Path) -> Result<File> {
    toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
        // The message of a value of a wrong type repeats the value, which may be an address with a password.
        let cause = hide_secrets(error.message());
        let unknown = find_unknown_key(error.message());
        let russian = match unknown {
            Some(key) => {
                let known = cause
                    .split_once(", expected ")
                    .map_or("", |(_, known)| known);
                let known = known.trim_start_matches("one of ");
                format!("неизвестный ключ `{key}`; известны {known}")
            }
            None => format!("не читается ({cause})"),
        };

        let message = match line {
            Some(line) => Bilingual::new(
                format!("line {line}: {cause}"),
                format!("строка {line}: {russian}"),
            ),
            None => Bilingual::new(cause, russian),
        };
        broken_near(path, message, unknown.and_then(find_nearest_key))
    })
}

/// The key in serde's sentence "unknown field `x`, expected …".
fn find_unknown_key(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

fn find_nearest_key(key: &str) -> Option<&'static str> {
    let known = KEYS.split(' ');
    let nearest = known
        .map(|known| (strsim::damerau_levenshtein(known, key), known))
        .min_by_key(|(distance, _)| *distance);
    nearest
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, known)| known)
}

fn unusable_currency(path: &Path, unknown: &UnknownCurrency) -> Error {
    let nearest = match unknown.why {
        NotOneCurrency::Unknown => unknown.nearest.first().copied(),
        // The message of a name that several currencies have lists all of them.
        _ => None,
    };
    let message = Bilingual::new(
        format!("currencies: {unknown}"),
        format!("currencies: {}", unknown_currency(unknown)),
    );
    broken_near(path, message, nearest)
}

fn broken(path: &Path, message: Bilingual) -> Error {
    broken_near(path, message, None)
}

fn broken_near(path: &Path, message: Bilingual, nearest: Option<&'static str>) -> Error {
    Error::Config {
        path: path.to_owned(),
        message,
        nearest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_error(text: &str, words: &str) {
        let error = Config::parse(text, Path::new("config.toml")).unwrap_err();
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.exit_code(), 2);
    }

    #[test]
    fn an_empty_file_has_the_defaults() {
        let config = Config::parse("", Path::new("config.toml")).unwrap();
        assert_eq!(
            config.currencies.iter().map(|c| c.code).collect::<Vec<_>>(),
            ["USD", "EUR"]
        );
        assert_eq!(
            (config.archive, config.cbr_url.as_str()),
            (true, "https://www.cbr.ru")
        );
    }

    #[test]
    fn every_key_is_read() {
        let text = "currencies = [\"eur\", \"CNY\"]\narchive = false\n[sources.cbr]\nurl = \"http://127.0.0.1:8080/\"\n\
            [http]\ntimeout_s = 1.5\nretries = 1\npause_ms = 10\nrequests_per_s = 100\nextra_ca = \"root.pem\"\n";
        let config = Config::parse(text, Path::new("config.toml")).unwrap();
        assert_eq!(
            config.currencies.iter().map(|c| c.code).collect::<Vec<_>>(),
            ["EUR", "CNY"]
        );
        assert_eq!(
            (config.archive, config.cbr_url.as_str()),
            (false, "http://127.0.0.1:8080")
        );
        assert_eq!((config.http.retries, config.http.pause_ms), (1, 10));
    }

    #[test]
    fn what_is_wrong_is_named() {
        check_error("curencies = []\n", "line 1: unknown field `curencies`");
        check_error("\n[http]\ntimeout = 1\n", "line 3: unknown field `timeout`");
        check_error("archive = \"no\"\n", "line 1");
        check_error("currencies = [\"UDS\"]\n", "unknown currency `UDS`");
        check_error(
            "currencies = [\"крона\"]\n",
            "the name of several currencies: CZK, DKK, NOK",
        );
        check_error("currencies = []\n", "name at least one");
        check_error("[http]\nrequests_per_s = 0\n", "from 1 to");
        check_error("[sources.cbr]\nurl = \"cbr.ru\"\n", "https://");
        check_error(
            "[[feeds]]\nurl = \"http://x/\"\ntitle = \"x\"\n",
            "line 3: unknown field `title`",
        );
        check_error(
            "[[feeds]]\nurl = \"file:///x\"\n",
            "feeds, row 1: url: `file` is neither",
        );
        check_error(
            "[[cutoffs]]\nfrom = \"x\"\nclock = \"11:30\"\n",
            "cutoffs, row 1: from: `x`",
        );
        assert_eq!(find_nearest_key("curencies"), Some("currencies"));
        assert_eq!(find_nearest_key("timeout"), Some("timeout_s"));
        assert_eq!(find_nearest_key("feed"), Some("feeds"));
        assert_eq!(find_nearest_key("feeds_and_more"), None);
    }

    /// The README says "these are the defaults", and the feed there is an example.
    #[test]
    fn the_defaults_are_those_of_the_readme() {
        let readme = include_str!("../../../README.md");
        let toml = readme
            .split("```toml\n")
            .nth(1)
            .unwrap()
            .split("```")
            .next()
            .unwrap();
        let read = Config::parse(toml, Path::new("README.md")).unwrap();
        let default = Config::parse("", Path::new("")).unwrap();
        assert_eq!(read.cutoffs, default.cutoffs);
        assert_eq!(
            (read.cbr_url, read.archive),
            (default.cbr_url, default.archive)
        );
        assert_eq!(
            (read.http.timeout_s, read.http.retries),
            (default.http.timeout_s, default.http.retries)
        );
        assert_eq!((read.feeds.len(), default.feeds.len()), (1, 0));
    }
}

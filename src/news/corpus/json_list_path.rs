//! Where in an object a list of objects is, when it is none of the places in which records are looked for: what a user may
//! take out by `jq`.

use crate::model::{echoed, shell_word};
use serde_json::{Map, Value};
use std::fmt;

/// Objects in each other that are looked into.
const MOST_DEPTH: usize = 6;

/// Keys that are named.
const MOST_KEYS: usize = 12;

/// A list of objects inside an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPath {
    /// As `jq` writes it: `.feed.entry`.
    path: String,
    /// The keys of its first object.
    keys: Vec<String>,
}

impl ListPath {
    /// The first list of objects, those less deep before others.
    pub(super) fn find(object: &Map<String, Value>) -> Option<Self> {
        let mut level: Vec<_> = members("", object).collect();
        for _ in 0..MOST_DEPTH {
            let mut lists = level.iter().filter_map(|(path, value)| {
                let first = value.as_array()?.first()?.as_object()?;
                Some((path, first))
            });
            if let Some((path, first)) = lists.next() {
                let keys = first.keys().take(MOST_KEYS);
                return Some(Self {
                    path: echoed(path),
                    keys: keys.map(|key| echoed(key)).collect(),
                });
            }

            let objects = level
                .iter()
                .filter_map(|(path, value)| Some((path, value.as_object()?)));
            let below = objects.flat_map(|(path, object)| members(path, object));
            level = below.collect();
        }

        None
    }

    /// The command that writes the objects of the list, one a line.
    pub fn command(&self) -> String {
        let list = shell_word(&format!("{}[]", self.path));
        format!("jq -c {list} FILE > records.jsonl")
    }

    /// The keys of its objects, with a comma between them.
    pub fn keys(&self) -> String {
        let quoted: Vec<String> = self.keys.iter().map(|key| format!("`{key}`")).collect();
        quoted.join(", ")
    }
}

impl fmt::Display for ListPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)
    }
}

fn members<'o>(
    path: &str,
    object: &'o Map<String, Value>,
) -> impl Iterator<Item = (String, &'o Value)> {
    object
        .iter()
        .map(move |(key, value)| (behind(path, key), value))
}

/// A path that goes on with a key.
fn behind(path: &str, key: &str) -> String {
    let is_word = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_word && !key.starts_with(|c: char| c.is_ascii_digit()) && !key.is_empty() {
        format!("{path}.{key}")
    } else {
        let dot = if path.is_empty() { "." } else { "" };
        format!("{path}{dot}[{}]", Value::from(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, path: Option<&str>) {
        let object: Map<String, Value> = serde_json::from_str(json).unwrap();
        let found = ListPath::find(&object);
        assert_eq!(
            found.map(|list| list.to_string()).as_deref(),
            path,
            "{json}"
        );
    }

    #[test]
    fn the_list_that_is_less_deep_is_named() {
        check(
            r#"{"a":{"b":{"c":[{}]}},"d":{"e":[{"x":1}]}}"#,
            Some(".d.e"),
        );
        check(r#"{"a-b":{"1":[{}]}}"#, Some(r#".["a-b"]["1"]"#));
        check(r#"{"a":[1,2],"b":[],"c":{"d":"x"}}"#, None);
    }
}

//! Rows of feeds and archives put into the text of a configuration, or taken out of it; comments and order stay.

use super::broken;
use crate::{
    error::{Bilingual, Error, Result},
    net::hide_secrets,
    news::ArchiveKind,
};
use std::path::Path;
use toml_edit::{
    Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TomlError, Value, value,
};

/// A table of rows of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowTable {
    Feeds,
    Archives,
}

impl RowTable {
    const fn key(self) -> &'static str {
        match self {
            Self::Feeds => "feeds",
            Self::Archives => "archives",
        }
    }
}

/// A row to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRow {
    pub name: String,
    pub url: String,
    /// The kind of an archive; none for a feed.
    pub archive: Option<ArchiveKind>,
    /// The words that GDELT is asked for.
    pub query: Option<String>,
}

impl NewRow {
    /// The table that it belongs to.
    pub const fn table(&self) -> RowTable {
        match self.archive {
            Some(_) => RowTable::Archives,
            None => RowTable::Feeds,
        }
    }

    /// Its keys with their values, in the order in which they are written.
    fn fields(&self) -> impl Iterator<Item = (&'static str, String)> {
        let kind = self.archive.map(|kind| kind.to_string());
        let fields = [
            ("name", Some(self.name.clone())),
            ("kind", kind),
            ("url", Some(self.url.clone())),
            ("query", self.query.clone()),
        ];
        fields
            .into_iter()
            .filter_map(|(key, text)| Some((key, text?)))
    }
}

/// The text with these rows behind those that it has; `path` is for messages.
///
/// # Errors
/// [`Error::Config`] for a text that is not a configuration.
pub fn add_rows(text: &str, rows: &[NewRow], path: &Path) -> Result<String> {
    let mut document = parse_document(text, path)?;
    for row in rows {
        let key = row.table().key();
        let table = document
            .entry(key)
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        match table {
            Item::ArrayOfTables(tables) => tables.push(table_of(row)),
            Item::Value(Value::Array(array)) => push_inline(array, row),
            _ => return Err(not_a_list(key, path)),
        }
    }
    Ok(document.to_string())
}

/// The text without the rows of these numbers, from 1; comments above them stay.
///
/// # Errors
/// As [`add_rows`].
pub fn remove_rows(text: &str, rows: &[(RowTable, usize)], path: &Path) -> Result<String> {
    let mut document = parse_document(text, path)?;
    for table in [RowTable::Feeds, RowTable::Archives] {
        let numbers = rows.iter().filter(|row| row.0 == table);
        let mut numbers: Vec<_> = numbers.map(|row| row.1).collect();
        // From the last one on, so that the numbers of the others stay what they are.
        numbers.sort_unstable_by(|a, b| b.cmp(a));
        for number in numbers {
            remove_row(&mut document, table.key(), number - 1);
        }
    }
    Ok(document.to_string())
}

fn parse_document(text: &str, path: &Path) -> Result<DocumentMut> {
    text.parse().map_err(|error: TomlError| {
        let cause = hide_secrets(error.message());
        let russian = format!("не читается ({cause})");
        broken(path, Bilingual::new(cause, russian))
    })
}

fn not_a_list(key: &str, path: &Path) -> Error {
    broken(
        path,
        Bilingual::new(
            format!("{key}: not a list of tables"),
            format!("{key}: это не список таблиц"),
        ),
    )
}

fn table_of(row: &NewRow) -> Table {
    let mut table = Table::new();
    for (key, text) in row.fields() {
        table.insert(key, value(text));
    }
    table
}

/// Behind the rows of a list in brackets, as it is laid out: on a line of its own where these are.
fn push_inline(array: &mut Array, row: &NewRow) {
    let mut table = InlineTable::new();
    for (key, text) in row.fields() {
        table.insert(key, text.into());
    }

    let before = array.iter().last().and_then(|last| last.decor().prefix());
    let before = before
        .and_then(|prefix| prefix.as_str())
        .unwrap_or_default();
    let is_apart = before.contains('\n');
    let blanks = before.rsplit('\n').next().unwrap_or_default();
    let prefix = match (is_apart, array.is_empty()) {
        (true, _) => format!(
            "\n{}",
            blanks.trim_end_matches(|c: char| !c.is_whitespace())
        ),
        (false, true) => String::new(),
        (false, false) => " ".to_owned(),
    };
    array.push_formatted(Value::InlineTable(table).decorated(prefix, ""));
}

fn remove_row(document: &mut DocumentMut, key: &str, at: usize) {
    match document.get_mut(key) {
        Some(Item::ArrayOfTables(tables)) if at < tables.len() => {
            let comments = tables.get(at).map(comments_above).unwrap_or_default();
            tables.remove(at);
            if let Some(next) = tables.get_mut(at) {
                let kept = comments + &text_above(next);
                next.decor_mut().set_prefix(kept);
            } else {
                let kept = comments + document.trailing().as_str().unwrap_or_default();
                document.set_trailing(kept);
            }
        }
        Some(Item::Value(Value::Array(array))) if at < array.len() => {
            array.remove(at);
        }
        _ => {}
    }
}

fn text_above(table: &Table) -> String {
    let prefix = table.decor().prefix();
    prefix
        .and_then(|prefix| prefix.as_str())
        .unwrap_or("\n")
        .to_owned()
}

/// What is above a row, if it is more than blank lines.
fn comments_above(table: &Table) -> String {
    let above = text_above(table);
    if above.contains('#') {
        above
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Config;

    const PATH: &str = "config.toml";

    fn feed(name: &str) -> NewRow {
        NewRow {
            name: name.to_owned(),
            url: format!("https://{name}.example/rss"),
            archive: None,
            query: None,
        }
    }

    fn gdelt() -> NewRow {
        NewRow {
            name: "gdelt".to_owned(),
            url: "https://api.gdeltproject.org".to_owned(),
            archive: Some(ArchiveKind::Gdelt),
            query: Some("\"oil\" price".to_owned()),
        }
    }

    fn added(text: &str, rows: &[NewRow]) -> String {
        let text = add_rows(text, rows, Path::new(PATH)).unwrap();
        Config::parse(&text, Path::new(PATH)).unwrap();
        text
    }

    fn removed(text: &str, rows: &[(RowTable, usize)]) -> String {
        let text = remove_rows(text, rows, Path::new(PATH)).unwrap();
        Config::parse(&text, Path::new(PATH)).unwrap();
        text
    }

    #[test]
    fn an_empty_configuration_gets_its_first_rows() {
        expect_test::expect![[r#"
            [[feeds]]
            name = "a"
            url = "https://a.example/rss"

            [[archives]]
            name = "gdelt"
            kind = "gdelt"
            url = "https://api.gdeltproject.org"
            query = '"oil" price'
        "#]]
        .assert_eq(&added("", &[feed("a"), gdelt()]));
    }

    const COMMENTED: &str = "# Mine.\ncurrencies = [\"USD\"] # dollars\n\n# The first one.\n[[feeds]]\nname = \"a\"\n\
        url = \"https://a.example/rss\" # here\n\n# Of the network.\n[http]\nretries = 1\n# The end.\n";

    #[test]
    fn comments_and_order_stay_where_rows_are_added() {
        let text = added(COMMENTED, &[feed("b")]);
        expect_test::expect![[r#"
            # Mine.
            currencies = ["USD"] # dollars

            # The first one.
            [[feeds]]
            name = "a"
            url = "https://a.example/rss" # here

            [[feeds]]
            name = "b"
            url = "https://b.example/rss"

            # Of the network.
            [http]
            retries = 1
            # The end.
        "#]]
        .assert_eq(&text);
        assert_eq!(removed(&text, &[(RowTable::Feeds, 2)]), COMMENTED);
    }

    #[test]
    fn comments_above_a_row_stay_when_it_goes() {
        let two = added(COMMENTED, &[feed("b")]);
        let text = removed(&two, &[(RowTable::Feeds, 1)]);
        assert!(text.contains("# The first one."), "{text}");
        assert!(!text.contains("a.example"), "{text}");

        let text = removed(&two, &[(RowTable::Feeds, 1), (RowTable::Feeds, 2)]);
        for comment in [
            "# Mine.",
            "# dollars",
            "# The first one.",
            "# Of the network.",
            "# The end.",
        ] {
            assert!(text.contains(comment), "{text}");
        }
        assert!(!text.contains("feeds"), "{text}");
    }

    #[test]
    fn rows_in_brackets_are_added_to_in_their_layout() {
        let one = "feeds = [{ url = \"https://a.example/rss\" }]\n";
        assert_eq!(
            added(one, &[feed("b")]),
            "feeds = [{ url = \"https://a.example/rss\" }, { name = \"b\", url = \"https://b.example/rss\" }]\n"
        );
        let many = "feeds = [\n  { url = \"https://a.example/rss\" },\n]\n";
        let text = added(many, &[feed("b")]);
        assert_eq!(
            text,
            "feeds = [\n  { url = \"https://a.example/rss\" },\n  { name = \"b\", url = \"https://b.example/rss\" },\n]\n"
        );
        assert_eq!(removed(&text, &[(RowTable::Feeds, 2)]), many);
    }

    #[test]
    fn what_is_no_configuration_is_not_written_to() {
        for text in ["feeds = 1\n", "feeds = \"x\"\n", "[feeds]\n"] {
            let error = add_rows(text, &[feed("b")], Path::new(PATH)).unwrap_err();
            assert!(
                error.to_string().contains("not a list of tables"),
                "{error}"
            );
        }
        let error = add_rows("x = \n", &[feed("b")], Path::new(PATH)).unwrap_err();
        assert_eq!(error.exit_code(), 2);
    }
}

//! The layers of ARCHITECTURE.md, proved on the source: a module names only those below it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Rows from the top; modules of one row do not know each other. `lib` is the crate's root.
const ROWS: &[&[&str]] = &[
    &["main"],
    &["lib"],
    &["cmd"],
    &["app"],
    &["render"],
    &[
        "cli", "sources", "news", "store", "rates", "analysis", "chart",
    ],
    &["text"],
    &["net"],
    &["timeline"],
    &["table"],
    &["encoding"],
    &["error"],
    &["model"],
];

/// What only some modules may name.
const RESERVED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("reqwest", &["net"]),
    ("rustls", &["net"]),
    ("clap", &["cli", "cmd", "lib"]),
    ("plotters", &["chart"]),
    ("plotters_backend", &["chart"]),
    ("resvg", &["chart"]),
    ("quick_xml", &["sources", "news"]),
    ("tokio", &["cmd", "net"]),
    ("std::fs", &["cmd", "store", "net"]),
    ("std::env", &["main"]),
    ("std::process", &["main"]),
    ("io::stdout", &["main", "cmd"]),
    ("io::stderr", &["main", "cmd"]),
    ("Timestamp::now", &["main"]),
];

/// What `module` names in `text` and may not.
fn violations(module: &str, text: &str) -> Vec<String> {
    let row = |name: &str| ROWS.iter().position(|row| row.contains(&name));
    let mut found = Vec::new();
    for line in text
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("//"))
    {
        for name in ROWS.iter().flat_map(|row| row.iter()) {
            let names_it = line.contains(&format!("crate::{name}"))
                || (module == "main" && line.contains(&format!("ruble_rates::{name}")));
            if names_it && *name != module && row(name) <= row(module) {
                found.push(format!("{module} names {name}: {line}"));
            }
        }
        for (what, who) in RESERVED {
            let names_it = line.match_indices(what).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + what.len()..].chars().next();
                let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
                !is_part(before) && !is_part(after) && before != Some('"')
            });
            if names_it && !who.contains(&module) {
                found.push(format!("{module} names {what}: {line}"));
            }
        }
    }
    found
}

/// The text, and each name that it imports in a line of its own: a group of imports hides its names from a search.
fn with_imports_apart(text: &str) -> String {
    let mut lines = vec![text.to_owned()];
    let imported = crate::loops::imported_names(text);
    lines.extend(imported.iter().map(|name| format!("use {name};")));
    lines.join("\n")
}

#[test]
fn no_name_hides_from_the_search() {
    for (path, text) in sources() {
        let up = text.matches("super::super::").count();
        assert!(
            up == 0,
            "{}: reach other modules through crate::",
            path.display()
        );
    }

    let grouped = with_imports_apart("use crate::{chart::{self, Spec}, model::Date};");
    assert_eq!(violations("store", &grouped).len(), 2, "{grouped}");
    let grouped = with_imports_apart("use std::{fs, io};");
    assert_eq!(violations("render", &grouped).len(), 1, "{grouped}");
    let grouped = with_imports_apart("use super::{context::Context, history::{whole_span}};");
    let borrowed = borrowed_commands(Path::new("cmd/show.rs"), &grouped, &["history".to_owned()]);
    assert_eq!(borrowed, ["history"]);
}

/// The source by file, without what is compiled for tests alone.
fn sources() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![root.clone()], BTreeMap::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if is_product(&path) {
                let text = std::fs::read_to_string(&path).unwrap();
                let end = text
                    .find("\n#[cfg(test)]\nmod tests {")
                    .unwrap_or(text.len());
                files.insert(
                    path.strip_prefix(&root).unwrap().to_owned(),
                    text[..end].to_owned(),
                );
            }
        }
    }
    files
}

/// Whether it is Rust, and not of the tests; tables of data are in `src` too.
fn is_product(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_str().unwrap();
    path.extension().is_some_and(|ending| ending == "rs") && !name.ends_with("tests")
}

fn module_of(path: &Path) -> String {
    let first = path
        .components()
        .next()
        .unwrap()
        .as_os_str()
        .to_str()
        .unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// What commands share: the files of `cmd` that are no commands.
const SHARED_BY_COMMANDS: &[&str] = &[
    "bars",
    "clap_values",
    "context",
    "environment",
    "events_file",
    "failure",
    "fetching",
    "first_word",
    "grown_file",
    "input",
    "interrupt",
    "log",
    "network",
    "news_filter",
    "output_file",
    "picture",
    "picture_style",
    "progress",
    "study_options",
    "suggestions",
    "table_format",
    "table_output",
    "terminal",
];

/// Files of `cmd` with more than [`MOST_LINES_OF_A_COMMAND`], and why.
const LONG_COMMANDS: &[(&str, &str)] = &[(
    "cmd/context.rs",
    "the methods of one type stay in one file: what was typed for every command, opening the store, and stdout",
)];

/// A command is a recipe: what is longer does something that `app` should do.
const MOST_LINES_OF_A_COMMAND: usize = 120;

#[test]
fn commands_are_short() {
    for (path, text) in sources() {
        let is_long = LONG_COMMANDS
            .iter()
            .any(|(long, _)| Path::new(long) == path);
        if path.starts_with("cmd") {
            let has_more = text.lines().count() > MOST_LINES_OF_A_COMMAND;
            assert_eq!(has_more, is_long, "{}", path.display());
        }
    }
}

/// The module of `cmd` that a file belongs to; `None` for `cmd/mod.rs`, which dispatches.
fn command_of(path: &Path) -> Option<String> {
    let below = path.strip_prefix("cmd").ok()?;
    let name = module_of(below);
    (name != "mod").then_some(name)
}

/// The commands other than its own that a file of `cmd` names.
fn borrowed_commands(path: &Path, text: &str, commands: &[String]) -> Vec<String> {
    let own = command_of(path);
    // In a file of a command's folder, `super` is that command.
    let is_top = path.components().count() == 2 || path.ends_with("mod.rs");
    let names = |line: &str, command: &str| {
        line.contains(&format!("crate::cmd::{command}::"))
            || (is_top && line.contains(&format!("super::{command}::")))
    };
    commands
        .iter()
        .filter(|command| own.as_ref() != Some(command))
        .filter(|command| text.lines().any(|line| names(line, command)))
        .cloned()
        .collect()
}

#[test]
fn no_command_borrows_from_another() {
    let sources = sources();
    let mut commands: Vec<String> = sources
        .keys()
        .filter_map(|path| command_of(path))
        .filter(|name| !SHARED_BY_COMMANDS.contains(&name.as_str()))
        .collect();
    commands.dedup();
    assert!(commands.len() > 10, "{commands:?}");
    for shared in SHARED_BY_COMMANDS {
        let path = PathBuf::from(format!("cmd/{shared}.rs"));
        assert!(sources.contains_key(&path), "{shared} is no file of cmd");
    }

    for (path, text) in &sources {
        if command_of(path).is_some() {
            let borrowed = borrowed_commands(path, &with_imports_apart(text), &commands);
            assert!(borrowed.is_empty(), "{}: {borrowed:?}", path.display());
        }
    }
}

#[test]
fn a_planted_loan_is_found() {
    let commands = ["show".to_owned(), "history".to_owned()];
    let show = Path::new("cmd/show.rs");
    assert_eq!(
        borrowed_commands(show, "use super::history::whole_span;", &commands),
        ["history"]
    );
    let part = Path::new("cmd/show/part.rs");
    assert_eq!(
        borrowed_commands(part, "use crate::cmd::history::x;", &commands),
        ["history"]
    );
    assert!(borrowed_commands(part, "use super::history::x;", &commands).is_empty());
    assert!(borrowed_commands(show, "use super::context::Context;", &commands).is_empty());
}

#[test]
fn every_module_looks_down_only() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|(path, text)| violations(&module_of(path), &with_imports_apart(text)))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_module_has_its_row() {
    for path in sources().keys() {
        let module = module_of(path);
        assert!(
            ROWS.iter().any(|row| row.contains(&module.as_str())),
            "{module} has no row"
        );
    }
}

#[test]
fn a_planted_violation_is_found() {
    for (module, line) in [
        ("model", "use crate::error::Error;"),
        ("store", "use crate::chart::Spec;"),
        ("chart", "use crate::render;"),
        ("net", "    let x = crate::store::SOURCE;"),
        ("render", "let c = rusqlite::Connection::open(path);"),
        ("analysis", "std::env::var(\"X\")"),
        ("sources", "writeln!(std::io::stderr(), \"x\")"),
    ] {
        assert_eq!(violations(module, line).len(), 1, "{module}: {line}");
    }
    assert_eq!(
        violations("render", "// use crate::cmd::x\nuse crate::store::Outcome;"),
        Vec::<String>::new()
    );
}

#[test]
fn modules_start_with_their_purpose() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} has no header", path.display());
    }
}

/// Whether `neighbour`, a file of the same folder, includes the file of tests named `file`: a `mod.rs` by the name of
/// the module, any other by its path.
fn includes(file: &str, neighbour: &str, text: &str) -> bool {
    let by_name = format!("mod {};", file.trim_end_matches(".rs"));
    let by_path = format!("#[path = \"{file}\"]");
    let mut lines = text.lines().map(str::trim);

    lines.any(|line| {
        let declares = line == by_name || line.ends_with(&format!(" {by_name}"));
        line == by_path
            || matches!(neighbour, "mod.rs" | "lib.rs") && declares && !line.starts_with("//")
    })
}

/// A property test finds the inputs that once failed by the name of its source file.
#[test]
fn recorded_failures_belong_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("proptest-regressions")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }

            count += 1;
            let place = path
                .strip_prefix(root.join("proptest-regressions"))
                .unwrap();
            let source = root.join("src").join(place).with_extension("rs");
            assert!(source.exists(), "{} is of no file", place.display());
        }
    }
    assert!(count >= 5, "{count} files of recorded failures");
}

#[test]
fn every_file_of_tests_is_compiled() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut count = 0;
    while let Some(folder) = folders.pop() {
        let mut texts = BTreeMap::new();
        for entry in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                texts.insert(
                    name,
                    std::fs::read_to_string(entry.path()).unwrap_or_default(),
                );
            }
        }

        // Files of four hundred lines were once in no module: their tests never ran.
        for file in texts.keys().filter(|name| name.ends_with("tests.rs")) {
            count += 1;
            let is_included = texts.iter().any(|(name, text)| includes(file, name, text));
            assert!(is_included, "{}/{file} is in no module", folder.display());
        }
    }
    assert!(count > 20, "{count} files of tests");
}

#[test]
fn a_planted_file_of_tests_without_a_module_is_found() {
    assert!(includes("tests.rs", "mod.rs", "#[cfg(test)]\nmod tests;"));
    assert!(includes("tests.rs", "mod.rs", "pub(super) mod tests;"));
    assert!(includes(
        "tests.rs",
        "text.rs",
        "#[path = \"tests.rs\"]\nmod tests;"
    ));
    assert!(!includes("tests.rs", "text.rs", "mod tests;"));
    assert!(!includes(
        "tests.rs",
        "mod.rs",
        "mod odd_tests;\n// mod tests;"
    ));
}

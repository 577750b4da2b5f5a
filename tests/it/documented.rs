//! What can be typed or configured stands in the README; what stands in a transcript is what comes out.

use crate::command::{AFTER_ARCHIVE, Place};
use clap::CommandFactory as _;
use expect_test::expect_file;
use ruble_rates::cli::Cli;
use std::path::{Path, PathBuf};

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(repository().join("README.md")).unwrap()
}

#[test]
fn every_command_and_option_is_in_the_readme() {
    let (readme, mut lacking) = (readme(), Vec::new());
    // The arguments of a command are built late.
    let mut command = Cli::command();
    command.build();
    let mut left = vec![("rates".to_owned(), command)];
    while let Some((name, command)) = left.pop() {
        for option in command
            .get_arguments()
            .filter_map(|argument| argument.get_long())
        {
            if !["help", "version"].contains(&option) && !readme.contains(&format!("--{option}")) {
                lacking.push(format!("{name} --{option}"));
            }
        }
        for one in command
            .get_subcommands()
            .filter(|one| one.get_name() != "help")
        {
            let name = format!("{name} {}", one.get_name());
            if !readme.contains(&name) {
                lacking.push(name.clone());
            }
            left.push((name, one.clone()));
        }
    }
    assert!(lacking.is_empty(), "README.md lacks {lacking:?}");
}

/// The configuration of the README is read as it stands, and has every key.
#[test]
fn the_configuration_of_the_readme_is_whole() {
    let readme = readme();
    let toml = readme
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let place = Place::configured(AFTER_ARCHIVE, toml);
    place.run(&["db", "path"]).code(0);
    let toml = toml.replace("# extra_ca", "extra_ca");
    for table in [
        "",
        "[sources]",
        "[sources.cbr]",
        "[http]",
        "[[feeds]]",
        "[[archives]]",
        "[[cutoffs]]",
    ] {
        let unknown = Place::configured(AFTER_ARCHIVE, &format!("{table}\nx = 1\n"))
            .run(&["db", "path", "--lang", "en"]);
        unknown
            .code(2)
            .err_has("unknown field `x`")
            .err_has("line 2");
        let list = unknown.stderr.split("expected ").nth(1).unwrap();
        let is_key =
            |word: &&str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || c == '_');
        for key in list.split('`').skip(1).step_by(2).filter(is_key) {
            let is_there = toml.contains(&format!("{key} = ")) || toml.contains(&format!("{key}]"));
            assert!(
                is_there || toml.contains(&format!("[{key}.")),
                "the README lacks `{key}` of `{table}`"
            );
        }
    }
}

/// A document with each `$ command` of its console blocks run anew and followed by what came out.
///
/// Behind the word `console` a block may name programs that it needs beside ours; where `has_programs` denies one, the
/// block stays as it is.
pub fn replay(document: &str, place: &Place, has_programs: impl Fn(&str) -> bool) -> String {
    let mut replayed = String::new();
    let mut is_console = false;
    for line in document.lines() {
        let command = line.strip_prefix("$ ").filter(|_| is_console);
        if line.starts_with("```") {
            let programs = line.strip_prefix("```console");
            is_console =
                programs.is_some_and(|programs| programs.split_whitespace().all(&has_programs));
        } else if is_console && command.is_none() {
            continue;
        }

        replayed.push_str(line);
        replayed.push('\n');
        if let Some(command) = command {
            replayed.push_str(&run_in_shell(place, command));
        }
    }
    replayed
}

/// Runs `RATES_NOW=… rates … 2>&1` as a shell would, with the real command first on the path.
#[allow(
    clippy::disallowed_methods,
    reason = "programs of PyPI are where the tests were started to find them"
)]
fn run_in_shell(place: &Place, command: &str) -> String {
    let rates = place.command(&[""; 0]);
    let folder = Path::new(rates.get_program()).parent().unwrap().to_owned();
    let mut shell = std::process::Command::new("sh");
    shell
        .arg("-c")
        .arg(command)
        .env_clear()
        .current_dir(place.path(""));
    shell.envs(
        rates
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let path = std::env::var("PATH").unwrap_or_default();
    shell.env("PATH", format!("{}:/usr/bin:/bin:{path}", folder.display()));
    String::from_utf8(shell.output().unwrap().stdout).unwrap()
}

#[test]
fn transcripts_are_what_comes_out() {
    let mut documents: Vec<PathBuf> = std::fs::read_dir(repository().join("tests/cmd"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .chain(["README.md", "docs/spreadsheets.md"].map(|name| repository().join(name)))
        .collect();
    documents.sort();
    let mut commands = 0;
    for path in documents {
        let document = std::fs::read_to_string(&path).unwrap();
        commands += document.matches("\n$ ").count();

        let replayed = replay(&document, &Place::new(AFTER_ARCHIVE), |_| false);
        expect_file![path].assert_eq(&replayed);
    }
    assert!(
        commands >= 20,
        "only {commands} commands in the transcripts"
    );
}

/// A run that judges a change must not rewrite what it is judged by.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "a test may ask how it was started"
)]
fn nothing_is_blessed_where_changes_are_judged() {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    assert!(
        !(is_set("CI") && is_set("UPDATE_EXPECT")),
        "UPDATE_EXPECT is set with CI: expected texts would be rewritten instead of compared"
    );
}

/// How-tos that name files which have moved send their reader astray.
#[test]
fn files_named_in_how_to_documents_exist() {
    let mut lacking = Vec::new();
    for document in ["CONTRIBUTING.md", "README.md", "ARCHITECTURE.md"] {
        let text = std::fs::read_to_string(repository().join(document)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2);
        let is_in_tree = |path: &&str| {
            let folders = [
                "src/",
                "tests/",
                "db/",
                "charts/",
                "examples/",
                "fuzz/",
                "benches/",
                ".ci/",
            ];
            folders.iter().any(|folder| path.starts_with(folder)) && !path.contains(['*', ' ', '{'])
        };
        for path in quoted.filter(is_in_tree) {
            if !repository().join(path).exists() {
                lacking.push(format!("{document}: {path}"));
            }
        }
    }
    for script in ["axes", "draw"] {
        let text =
            std::fs::read_to_string(repository().join(format!("charts/page/{script}.js"))).unwrap();
        let words = text
            .split_whitespace()
            .map(|word| word.trim_end_matches([',', '.']));
        let named: Vec<_> = words.filter(|word| word.starts_with("src/")).collect();
        assert!(!named.is_empty(), "{script}.js follows a file of src");
        for path in named {
            if !repository().join(path).exists() {
                lacking.push(format!("{script}.js: {path}"));
            }
        }
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

/// The gallery's README shows every picture beside it, and each command in it can be typed.
#[test]
fn the_gallery_shows_every_picture() {
    let folder = repository().join("charts/gallery");
    let sheet = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let files = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for picture in files.filter(|path| path.extension().is_some_and(|ending| ending == "png")) {
        let name = picture.file_name().unwrap().to_str().unwrap();
        assert!(sheet.contains(&format!("]({name})")), "{name} is not shown");
    }
    for command in sheet.lines().filter_map(|line| line.strip_prefix("rates ")) {
        let typed = std::iter::once("rates").chain(command.split(' '));
        assert!(
            <Cli as clap::Parser>::try_parse_from(typed).is_ok(),
            "{command}"
        );
    }
}

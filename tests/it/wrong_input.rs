//! Wrong input of every kind: in Russian not a word of English but names and what a library says in brackets, in English
//! the next step.

use crate::command::{AFTER_ARCHIVE, Place};
use crate::server::{Reply, Server};
use rusqlite::Connection;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;

/// What is typed, the exit code, and what the Russian and the English message have.
type Case = (&'static [&'static str], i32, &'static str, &'static str);

/// What the system, SQLite and the readers of files refuse.
const FILES: &[Case] = &[
    (
        &["--db", "folder"],
        1,
        "файл базы не открывается",
        "--db names a file, not a folder",
    ),
    (
        &["--db", "plain.txt/rates.db"],
        1,
        "plain.txt",
        "check the path and who may read and write there",
    ),
    (
        &["--db", "plain.txt"],
        1,
        "это не база SQLite",
        "name another file with --db",
    ),
    (
        &["--db", "other.db"],
        1,
        "это база другой программы",
        "name another file with --db",
    ),
    (
        &["--db", "newer.db"],
        1,
        "имеет схему 9999",
        "update rates, or name another file with --db",
    ),
    (
        &["db", "backup", "plain.txt"],
        1,
        "файл уже есть",
        "name another file",
    ),
    (
        &["db", "import", "none.csv"],
        1,
        "нет такого файла",
        "check the name and the folder",
    ),
    (
        &["db", "import", "folder"],
        1,
        "это папка, а нужен файл",
        "name a file in it",
    ),
    (
        &["convert", "--csv", "folder"],
        1,
        "это папка, а нужен файл",
        "name a file in it",
    ),
    (
        &["news", "add", "folder"],
        1,
        "это папка, а нужен файл",
        "name a file in it",
    ),
    (
        &["news", "check", "none.html"],
        1,
        "нет такого файла",
        "check the name and the folder",
    ),
    (
        &["chart", "USD", "-o", "folder"],
        2,
        "добавьте --format",
        "add --format",
    ),
    (
        &["db", "backup", "plain.txt/copy.db"],
        1,
        "в пути вместо папки стоит файл",
        "check the path",
    ),
    (
        &["news", "add", "archive.zip"],
        5,
        "это файл ZIP",
        "a ZIP file: unpack it first",
    ),
    (
        &["news", "add", "packed.xz"],
        5,
        "файл сжат в xz, 7-Zip или RAR",
        "unpack it",
    ),
    (
        &["news", "add", "broken.jsonl"],
        1,
        "JSON обрывается",
        "the rest cannot be read",
    ),
    (
        &["news", "parse", "page.html"],
        5,
        "это не лента",
        "pages and tables are read by `rates news add`",
    ),
    (
        &["news", "parse", "index.xml"],
        5,
        "это указатель карт сайта",
        "add the Google News sitemap",
    ),
    (
        &["--config", "none.toml"],
        2,
        "нет такого файла или папки",
        "name another one with --config",
    ),
    (
        &["--config", "folder"],
        2,
        "это папка, а нужен файл",
        "name another one with --config",
    ),
    (
        &["--config", "unknown_key.toml"],
        2,
        "строка 1: неизвестный ключ `curencies`",
        "did you mean `currencies`?",
    ),
    (
        &["--config", "not.toml"],
        2,
        "строка 1: не читается",
        "correct the file",
    ),
    (
        &["--config", "retries.toml"],
        2,
        "http.retries: не больше 20",
        "http.retries: at most 20",
    ),
    (
        &["--config", "currency.toml"],
        2,
        "неизвестная валюта «UDS»",
        "did you mean `USD`?",
    ),
    (
        &["--config", "feed.toml"],
        2,
        "это не адрес",
        "correct the file",
    ),
    (
        &["--config", "clock.toml"],
        2,
        "«25:00» — не время суток",
        "write 15:30",
    ),
    (
        &["--config", "authority.toml", "fetch", "--rates"],
        1,
        "в файле нет сертификата",
        "http.extra_ca in the configuration names a PEM file",
    ),
];

/// What clap refuses.
const USAGE: &[Case] = &[
    (
        &["chart", "--form", "2024"],
        2,
        "неизвестный аргумент «--form»",
        "--help",
    ),
    (
        &["show", "--digit", "3"],
        2,
        "возможно, «--digits»?",
        "a similar argument exists: '--digits'",
    ),
    (
        &["show", "--digits", "99"],
        2,
        "для «--digits <N>»; нужно число от 0 до 8",
        "--help",
    ),
    (
        &["show", "--digits", "x"],
        2,
        "«--digits <N>»; нужно целое число",
        "--help",
    ),
    (
        &["show", "--digits"],
        2,
        "после «--digits <N>» нужно значение",
        "--help",
    ),
    (
        &["show", "--format", "jsn"],
        2,
        "возможно, «json»?",
        "a similar value exists: 'json'",
    ),
    (
        &["history", "USD", "--every", "hour"],
        2,
        "возможные значения: record, day",
        "possible values",
    ),
    (
        &["history"],
        2,
        "не хватает аргументов: <CODE>...",
        "<CODE>",
    ),
    (
        &["convert", "1"],
        2,
        "не хватает аргументов: <FROM>",
        "<FROM>",
    ),
    (
        &["fetch", "--all", "--currency", "USD"],
        2,
        "«--all» нельзя указывать вместе с «--currency <CODE>»",
        "cannot be used with",
    ),
    (
        &["show", "--on", "2024", "--on", "2025"],
        2,
        "можно указать только один раз",
        "cannot be used multiple times",
    ),
    (
        &["-q", "-v"],
        2,
        "нельзя указывать вместе",
        "cannot be used with",
    ),
    (
        &["db", "chek"],
        2,
        "неизвестная подкоманда «chek»",
        "a similar subcommand exists: 'check'",
    ),
    (
        &["db", "undo", "first"],
        2,
        "значение «first» не подходит для «<IMPORT>»",
        "--help",
    ),
    (
        &["prove", "USD"],
        2,
        "не хватает аргументов: <DATE>",
        "<DATE>",
    ),
    (
        &["prove", "USD", "2024-05-21", "more"],
        2,
        "неизвестный аргумент «more»",
        "--help",
    ),
];

/// A folder with a wrong file of each kind.
fn place() -> Place {
    let place = Place::configured(AFTER_ARCHIVE, "archive = false\n");
    std::fs::create_dir(place.path("folder")).unwrap();
    for (name, text) in [
        (
            "plain.txt",
            "a plain text that is long enough to be read as the header of a file, and is none of it",
        ),
        ("archive.zip", "PK\u{3}\u{4}"),
        ("packed.xz", "\u{fd}"),
        ("broken.jsonl", "{\"title\": \"a\", \n"),
        ("page.html", "<html><body><p>Курс доллара</p></body></html>"),
        (
            "index.xml",
            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>http://x/a.xml</loc></sitemap></sitemapindex>",
        ),
        ("unknown_key.toml", "curencies = []\n"),
        ("not.toml", "currencies\n"),
        ("retries.toml", "[http]\nretries = 99\n"),
        ("currency.toml", "currencies = [\"UDS\"]\n"),
        ("feed.toml", "[[feeds]]\nurl = \"x\"\n"),
        (
            "clock.toml",
            "[[cutoffs]]\nfrom = \"2024-01-01\"\nclock = \"25:00\"\n",
        ),
        (
            "authority.toml",
            "archive = false\n[http]\nextra_ca = \"plain.txt\"\n",
        ),
    ] {
        place.write(name, text);
    }
    std::fs::write(place.path("packed.xz"), b"\xfd7zXZ\0\0\x04").unwrap();

    let database = |name, sql| {
        let connection = Connection::open(place.path(name)).unwrap();
        connection.execute_batch(sql).unwrap();
    };
    database("other.db", "CREATE TABLE theirs (a)");
    database("newer.db", "PRAGMA user_version = 9999");
    place
}

/// Words of English in a Russian message. Names of files, flags, addresses, formats and commands are none, nor is what a
/// library says in brackets.
fn english_words(text: &str) -> Vec<String> {
    let sentences: String = text
        .lines()
        .filter(|line| !line.starts_with("Как вызвать:"))
        .map(|line| line.split("возможные значения:").next().unwrap_or_default())
        .flat_map(|line| [line, "\n"])
        .collect();
    let mut plain = String::new();
    let mut depth = 0;
    let mut is_code = false;
    for letter in sentences.chars() {
        match letter {
            '`' => is_code = !is_code,
            '(' | '«' => depth += 1,
            ')' | '»' => depth -= 1,
            _ if depth == 0 && !is_code => plain.push(letter),
            _ => {}
        }
    }
    assert!(
        depth == 0 && !is_code,
        "brackets and quotes are closed: {text}"
    );

    // Programs, formats and keys of the configuration.
    let names = [
        "rates",
        "SQLite",
        "xz",
        "gzip",
        "bzip2",
        "Zstandard",
        "Excel",
        "Word",
        "Google",
        "News",
        "currencies",
        "feeds",
        "url",
        "cutoffs",
        "clock",
        "folder",
    ];
    plain
        .split_whitespace()
        // A name with a point or a slash in it is a file's, an address or a key.
        .map(|word| word.trim_end_matches([',', ':', ';', '.']))
        .filter(|word| !word.contains(['.', '/', '-', '_', '<']) && !names.contains(word))
        .filter(|word| word.matches(|c: char| c.is_ascii_lowercase()).count() > 1)
        .map(str::to_owned)
        .collect()
}

fn check(cases: &[Case]) {
    let place = place();
    let mut wrong = Vec::new();

    for (words, code, russian, english) in cases {
        for (lang, expected) in [("ru", russian), ("en", english)] {
            let ran = place.run_with(
                "LANG",
                "de_DE.UTF-8",
                &[words, &["--lang", lang][..]].concat(),
            );
            let foreign = if lang == "ru" {
                english_words(&ran.stderr)
            } else {
                Vec::new()
            };
            if ran.code != Some(*code) || !ran.stderr.contains(expected) || !foreign.is_empty() {
                wrong.push(format!(
                    "{foreign:?} or not `{expected}` with {code}: {ran:#?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_file_that_is_refused_is_refused_in_the_language_of_the_user_and_with_a_next_step() {
    check(FILES);
}

#[test]
fn a_command_line_that_is_refused_is_refused_in_the_language_of_the_user() {
    check(USAGE);
}

#[test]
fn the_locale_decides_the_language_of_a_refused_command_line() {
    let place = place();
    let words = ["show", "--digits", "99"];
    place
        .run_with("LANG", "ru_RU.UTF-8", &words)
        .err_has("не подходит")
        .code(2);
    place
        .run_with("LANG", "en_GB.UTF-8", &words)
        .err_has("invalid value '99'")
        .code(2);
}

#[test]
fn a_store_that_another_program_holds_is_named_as_busy() {
    let place = place();
    place.run(&["db", "check"]);
    let holder = Connection::open(place.db()).unwrap();
    holder
        .execute_batch("PRAGMA journal_mode = delete; BEGIN EXCLUSIVE")
        .unwrap();
    place
        .run(&["--lang", "ru", "status"])
        .err_has("база занята другой программой")
        .err_has("дождитесь, пока другая программа закончит")
        .code(1);
}

/// Fetches rates from `base` in both languages; the Russian message has this cause and no English.
#[track_caller]
fn check_fetch(base: &str, code: i32, russian: &str, [next_ru, next_en]: [&str; 2]) {
    let place = Place::asking(AFTER_ARCHIVE, base, false);
    let toml = std::fs::read_to_string(place.path("config/rates/config.toml")).unwrap();
    let toml = toml.replace("timeout_s = 10", "timeout_s = 0.3");
    place.write("config/rates/config.toml", &toml);

    let fetch = [
        "fetch",
        "--from",
        "2024-05-18",
        "--to",
        "2024-05-25",
        "--currency",
        "USD",
        "--lang",
    ];
    let ran = place.run(&[&fetch[..], &["ru"]].concat());
    ran.err_has(russian).err_has(next_ru).code(code);
    assert_eq!(english_words(&ran.stderr), Vec::<String>::new(), "{ran:?}");
    place
        .run(&[&fetch[..], &["en"]].concat())
        .err_has(next_en)
        .code(code);
}

#[test]
fn a_source_that_does_not_answer_is_named_in_russian_with_the_next_step() {
    let later = ["повторите позже", "try again later"];
    check_fetch("http://127.0.0.1:1", 4, "нет соединения (отказано)", later);

    let plain = Server::start(|_| Reply::status(404, "Нет"));
    let address = [
        "проверьте sources.cbr.url в настройках",
        "check sources.cbr.url in the configuration",
    ];
    check_fetch(&plain.base(), 5, "ответ с кодом 404", address);

    let junk = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("https://{}", junk.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in junk.incoming().flatten() {
            let _ = stream.write_all(b"HTTP/1.0 400 Bad Request\r\n\r\n");
            let _ = stream.read(&mut [0; 4096]);
        }
    });
    check_fetch(&base, 4, "нет защищённого соединения (", later);

    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", silent.local_addr().unwrap());
    check_fetch(&base, 4, "ответ не начался за 0.3 с", later);
}

#[test]
fn english_in_a_russian_message_is_found() {
    let found =
        english_words("rates: a.csv: Is a directory (os error 21)\nпроверьте `rates db check`");
    assert_eq!(found, ["directory"]);
    assert!(english_words("rates: «x»: это SQLite (database is locked)").is_empty());
}

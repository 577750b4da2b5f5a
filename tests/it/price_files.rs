//! Files to which `history --append` adds prices, files for 1C, and figures of one unit.

use crate::command::{AFTER_ARCHIVE, Place, Ran, read};
use expect_test::expect;
use std::fs;
use std::process::Command;
use std::time::{Duration, SystemTime};

fn append(place: &Place, codes: &[&str], to: &str, file: &str) -> Ran {
    let range = ["--from", "2024-05-18", "--to", to];
    let options = ["--format", "hledger", "--append", file, "--lang", "en"];
    place.run(&[&["history"], codes, &range[..], &options[..]].concat())
}

fn text(place: &Place, file: &str) -> String {
    fs::read_to_string(place.path(file)).unwrap()
}

const TWO: &str = "decimal-mark .\nP 2024-05-18 USD 90.9873 RUB\nP 2024-05-21 USD 90.6537 RUB\n";

#[test]
fn a_second_run_adds_nothing_and_does_not_touch_the_file() {
    let place = Place::new(AFTER_ARCHIVE);
    append(&place, &["USD"], "2024-05-21", "books/prices")
        .no_out()
        .err_has("books/prices: 2 prices added, 0 were there")
        .code(0);
    assert_eq!(text(&place, "books/prices"), TWO);

    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = fs::File::open(place.path("books/prices")).unwrap();
    file.set_modified(long_ago).unwrap();
    append(&place, &["USD"], "2024-05-21", "books/prices")
        .err_has("0 prices added, 2 were there")
        .code(0);
    let after = fs::metadata(place.path("books/prices")).unwrap();
    assert_eq!(after.modified().unwrap(), long_ago);
    assert_eq!(text(&place, "books/prices"), TWO);
}

#[test]
fn only_what_the_file_lacks_is_added_and_what_it_has_stays_byte_for_byte() {
    let place = Place::new(AFTER_ARCHIVE);
    // Out of order, a figure of one's own, an old encoding in a comment, and no end of the last line.
    let mine: &[u8] =
        b"; \xd0\xfb\xed\xee\xea\nP 2024-05-22 USD 90.4082 RUB\nP 2024/05/21 USD RUB 91.00 ; paid";
    fs::write(place.path("prices"), mine).unwrap();
    let ran = append(&place, &["USD"], "2024-05-23", "prices");
    ran.code(0).err_has(
        "prices:3: USD on 2024-05-21 is 91.00 RUB there and 90.6537 RUB here; the line stays as it is\n\
         prices: 2 prices added, 2 were there",
    );
    let added = b"\ndecimal-mark .\nP 2024-05-18 USD 90.9873 RUB\nP 2024-05-23 USD 90.1887 RUB\n";
    assert_eq!(
        fs::read(place.path("prices")).unwrap(),
        [mine, added].concat()
    );
}

#[test]
fn a_range_that_moves_on_opens_with_no_price_that_the_file_has() {
    let place = Place::new(AFTER_ARCHIVE);
    append(&place, &["USD"], "2024-05-21", "prices");
    // The 20th is a Monday on which the record of the 18th, which is there, is in force.
    let arguments =
        "history USD --from 2024-05-20 --to 2024-05-22 --format hledger --append prices";
    let ran = place.run(&arguments.split(' ').collect::<Vec<_>>());
    ran.err_has("prices: добавлено 1 цена, уже было 2").code(0);
    assert_eq!(
        text(&place, "prices"),
        format!("{TWO}P 2024-05-22 USD 90.4082 RUB\n")
    );
}

#[test]
fn the_price_of_today_and_that_of_tomorrow_are_added() {
    let place = Place::new("2024-05-20T15:00:00Z");
    append(&place, &["USD"], "tomorrow", "prices");
    assert_eq!(text(&place, "prices"), TWO);
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_mode_its_place_on_the_disk_and_the_links_that_lead_to_it() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    let place = Place::new(AFTER_ARCHIVE);
    place.write("books/prices", "; mine\n");
    let mode = fs::Permissions::from_mode(0o640);
    fs::set_permissions(place.path("books/prices"), mode).unwrap();
    symlink("books/prices", place.path("link")).unwrap();
    fs::hard_link(place.path("books/prices"), place.path("hard")).unwrap();
    let before = fs::metadata(place.path("books/prices")).unwrap();

    append(&place, &["USD"], "2024-05-21", "link").code(0);
    let link = fs::symlink_metadata(place.path("link")).unwrap();
    assert!(link.is_symlink());
    assert_eq!(text(&place, "hard"), format!("; mine\n{TWO}"));
    let after = fs::metadata(place.path("books/prices")).unwrap();
    assert_eq!((after.ino(), after.nlink()), (before.ino(), 2));
    assert_eq!(after.permissions().mode() & 0o777, 0o640);
    let left = fs::read_dir(place.path("books")).unwrap().count();
    assert_eq!(left, 1, "a temporary file is left");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_named_and_one_in_a_locked_folder_grows() {
    use std::os::unix::fs::PermissionsExt as _;
    let place = Place::new(AFTER_ARCHIVE);
    place.write("books/fixed", "; mine\n");
    place.write("books/prices", "; mine\n");
    let set_mode = |path: &str, mode| {
        fs::set_permissions(place.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    set_mode("books/fixed", 0o444);
    set_mode("books", 0o555);
    append(&place, &["USD"], "2024-05-21", "books/prices").code(0);

    let is_root = fs::OpenOptions::new()
        .append(true)
        .open(place.path("books/fixed"))
        .is_ok();
    if !is_root {
        append(&place, &["USD"], "2024-05-21", "books/fixed")
            .code(1)
            .err_has("books/fixed: ");
        assert_eq!(text(&place, "books/fixed"), "; mine\n");
    }
    set_mode("books", 0o755);
}

#[test]
fn runs_at_the_same_moment_lose_none_of_their_prices() {
    let place = Place::new(AFTER_ARCHIVE);
    append(&place, &["USD"], "2024-05-21", "first").code(0);
    let codes = ["USD", "EUR", "JPY", "CNY"];
    for round in ["a", "b", "c"] {
        std::thread::scope(|scope| {
            for code in codes {
                let place = &place;
                scope.spawn(move || {
                    append(place, &[code], "2024-05-21", round).code(0);
                });
            }
        });
        append(&place, &codes, "2024-05-21", round)
            .code(0)
            .err_has("0 prices added, 8 were there");
        assert_eq!(text(&place, round).lines().count(), 9);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_file_as_it_was() {
    let place = Place::new(AFTER_ARCHIVE);
    append(&place, &["USD"], "2024-05-21", "first").code(0);
    // A limit of a mebibyte, ten bytes behind the end of the file, cuts the addition.
    let mine = format!("; {}\n", "m".repeat((1 << 20) - 13));
    place.write("prices", &mine);
    let range = "history USD --from 2024-05-18 --to 2024-05-21 --format ledger --append prices";
    let script = format!("trap '' XFSZ; ulimit -f 1024; exec \"$0\" --lang en {range}");
    let ran = Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_rates")])
        .env("HOME", place.path(""))
        .env("XDG_DATA_HOME", place.path("data"))
        .env("XDG_CONFIG_HOME", place.path("config"))
        .env("RATES_NOW", AFTER_ARCHIVE)
        .current_dir(place.path(""))
        .output()
        .unwrap();
    let message = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{message}");
    assert!(message.contains("prices: "), "{message}");
    assert_eq!(text(&place, "prices"), mine);
}

#[test]
fn what_cannot_be_appended_to_is_refused_and_stays_as_it_was() {
    let place = Place::new(AFTER_ARCHIVE);
    for foreign in [
        "2024-05-18 price USD 90.9873 RUB\n",
        "currency,date,nominal,value\n",
        "20240518\t1\t90.9873\n",
        "\u{0}\u{1}\u{2}",
    ] {
        place.write("prices", foreign);
        append(&place, &["USD"], "2024-05-21", "prices")
            .code(1)
            .no_out()
            .err_has(
                "prices, line 1: this does not look like a line of hledger; choose the format of the file by --format",
            );
        assert_eq!(text(&place, "prices"), foreign);
    }
    append(&place, &["USD"], "2024-05-21", "/dev/null")
        .code(2)
        .err_has("--append: /dev/null is no regular file");
    append(&place, &["USD"], "2024-05-21", "config").code(1);
    append(&place, &["USD"], "2024-05-21", "-")
        .code(2)
        .err_has("--append: wants a file; without --append the prices go to stdout");
    assert!(!place.path("-").exists());

    for format in ["csv", "1c", "table"] {
        place
            .run(&["history", "USD", "--format", format, "--append", "new"])
            .code(2)
            .err_has(
                "--append: дописывает только цены; выберите --format ledger, hledger или beancount",
            );
    }
    assert!(!place.path("new").exists());
}

#[test]
fn a_journal_in_which_prices_would_be_misread_is_refused_by_its_line() {
    let place = Place::new(AFTER_ARCHIVE);
    for (journal, message) in [
        (
            "; mine\ncommodity 1 000,00 RUB\n",
            "prices, line 2: after this decimal comma hledger misreads prices such as 90.6537; append to a file of \
             prices alone, and include it",
        ),
        (
            "include other.journal\n",
            "prices, line 1: the included file may declare a decimal comma, with which hledger misreads prices",
        ),
        (
            "2024-05-21 x\n    a  1 RUB\n    b\ncomment\nmine\n",
            "prices, line 4: hledger would not read prices at the end of the file, because what begins here is never closed",
        ),
    ] {
        place.write("prices", journal);
        append(&place, &["USD"], "2024-05-21", "prices")
            .code(1)
            .no_out()
            .err_has(message);
        assert_eq!(text(&place, "prices"), journal);
    }

    place.write(
        "prices",
        "decimal-mark .\ncommodity 1 000,00 RUB\ninclude other\n",
    );
    append(&place, &["USD"], "2024-05-21", "prices").code(0);
}

#[test]
fn a_price_that_cannot_be_read_is_named_and_counts_as_absent() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("prices", "P 2024-05-18 USD 1/3 RUB\nP 05-18 USD 90 RUB\n");
    append(&place, &["USD"], "2024-05-18", "prices")
        .code(0)
        .err_has(
            "prices:1: 2 prices could not be read, here is the first; such lines count as absent\n\
         prices: 1 price added, 0 were there",
        );
}

#[test]
fn former_units_are_appended_once_with_their_successors() {
    let place = Place::new(AFTER_ARCHIVE);
    let run = |to: &str| {
        let arguments =
            format!("history TRY --from 2004-12-31 --to {to} --format beancount --append p");
        place.run(&arguments.split(' ').collect::<Vec<_>>()).code(0);
        text(&place, "p")
    };
    let first = run("2004-12-31");
    assert_eq!(
        first,
        "2004-12-31 price TRL 0.0000204652 RUB\n2005-01-01 price TRL 0.000001 TRY\n"
    );
    assert_eq!(
        run("2005-01-01"),
        format!("{first}2005-01-01 price TRY 20.6925 RUB\n2005-01-01 price TRL 0.0000206925 RUB\n")
    );
}

#[test]
fn a_file_for_1c_has_one_currency_in_todays_rubles() {
    let one_c = |codes: &[&str], from: &str, to: &str| {
        read(
            &[
                &["history"],
                codes,
                &["--from", from, "--to", to, "--format", "1c"],
            ]
            .concat(),
        )
    };
    let yen = one_c(&["JPY"], "2024-05-19", "2024-05-22");
    assert_eq!(
        yen.stdout,
        "20240521\t100\t58.1673\n20240522\t100\t57.7873\n"
    );
    let old = one_c(&["USD"], "1997-12-30", "1998-01-01");
    assert_eq!(old.stdout, "19971230\t1\t5.9600\n19980101\t1\t5.9600\n");
    old.err_has("пересчитаны в новые рубли");

    for refused in [&["USD", "EUR"][..], &["USD/EUR"], &["USD/RUR"]] {
        one_c(refused, "2024", "2024")
            .code(2)
            .no_out()
            .err_has("--format 1c: в файле для 1С рублёвые курсы одной валюты");
    }
    read(&["history", "USD", "--format", "1c", "--per-unit"])
        .code(2)
        .err_has("--per-unit: в файле для 1С рядом с курсом стоит номинал");
}

#[test]
fn figures_of_one_unit_have_all_their_digits_in_every_format() {
    let yen = |options: &[&str]| {
        let range = ["--from", "2024-05-21", "--to", "2024-05-21", "--per-unit"];
        read(&[&["history", "JPY"], &range[..], options].concat())
    };
    yen(&["--format", "csv"]).out(&expect![[r#"
        currency,date,nominal,value,change,change_pct,quote
        JPY,2024-05-21,1,0.581673,-0.003567,-0.6095,RUB"#]]);
    yen(&["--format", "ndjson"]).out(&expect![[r#"{"currency":"JPY","date":"2024-05-21","nominal":1,"value":0.581673,"change":-0.003567,"change_pct":-0.6095}"#]]);
    yen(&["--format", "csv", "--agg", "mean-days"]).out(&expect![[r#"
        currency,period,nominal,value,n,quote,agg
        JPY,2024-05-21..2024-05-21,1,0.581673,1,RUB,mean-days"#]]);
    yen(&["--format", "hledger"]).out_is("decimal-mark .\nP 2024-05-21 JPY 0.581673 RUB");
    yen(&["--format", "table"]).out_has("1  0.581673");
}

#[test]
fn only_price_directives_open_with_the_rate_in_force() {
    let of = |format: &str| {
        let range = ["--from", "2023", "--to", "2023-01-10", "--format", format];
        read(&[&["history", "USD"], &range[..]].concat())
    };
    of("beancount").out_is(
        "; USD: in force since 2022-12-31\n2023-01-01 price USD 70.3375 RUB\n2023-01-10 price USD 70.3002 RUB",
    );
    for format in ["csv", "json", "ndjson", "1c", "table"] {
        assert!(!of(format).stdout.contains("70.3375"), "{format}");
    }
    // A range of Sunday and Monday alone has a price too, where it had none.
    read(&[
        "history",
        "USD",
        "--from",
        "2024-05-19",
        "--to",
        "2024-05-20",
        "--format",
        "hledger",
    ])
    .code(0)
    .out_is("decimal-mark .\n; USD: in force since 2024-05-18\nP 2024-05-19 USD 90.9873 RUB");
}

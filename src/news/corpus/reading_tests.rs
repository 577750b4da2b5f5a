//! Collections small enough to be seen whole, one for each oddity met or feared.

use super::*;
use crate::table::LONGEST_ROW_BYTES;
use std::io::{Cursor, Write};

/// Reads a collection named `stem` into lines: `published|source|url|title` of headlines, the words of faults.
fn lines(input: impl Read) -> Vec<String> {
    lines_mapped(input, "").unwrap()
}

fn lines_mapped(input: impl Read, mapping: &str) -> Result<Vec<String>, CorpusError> {
    let mut lines = Vec::new();
    let mapping = Mapping::parse(mapping, &HEADLINE_FIELDS).unwrap();
    let summary = read_corpus(input, "stem", &mapping, &mut |row| {
        lines.push(match row {
            Row::Fault(fault) => fault.to_string(),
            Row::Headline(headline) => {
                let published = headline.dated.map(|dated| dated.published.to_string());
                let url = headline.url.unwrap_or_default();
                [
                    published.unwrap_or_default(),
                    headline.source,
                    url,
                    headline.title,
                ]
                .join("|")
            }
        });
        ControlFlow::Continue(())
    })?;
    assert_eq!(summary.headlines + summary.faults, lines.len() as u64);
    Ok(lines)
}

fn headlines(input: &str) -> Vec<Headline> {
    let mut found = Vec::new();
    read_corpus(input.as_bytes(), "stem", &Mapping::default(), &mut |row| {
        if let Row::Headline(headline) = row {
            found.push(headline);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    found
}

fn check(input: &str, expected: &[&str]) {
    assert_eq!(lines(input.as_bytes()), expected, "{input}");
}

fn check_error(input: &[u8], expected: &str) {
    assert_eq!(lines_mapped(input, "").unwrap_err().to_string(), expected);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packer = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        // Not by `set_path`, which refuses `..`.
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        archive.append(&header, *bytes).unwrap();
    }
    archive.into_inner().unwrap()
}

const TWO: &str = "date,title,url\n2024-05-20,Один,https://www.ria.ru/1\n2024-05-21,Два,\n";
const TWO_LINES: [&str; 2] = [
    "2024-05-20|ria.ru|https://www.ria.ru/1|Один",
    "2024-05-21|stem||Два",
];

#[test]
fn every_delimiter_is_found_out() {
    for delimiter in [",", ";", "\t", "|"] {
        check(&TWO.replace(',', delimiter), &TWO_LINES);
        check(
            &format!(
                "\u{feff}\r\n{}",
                TWO.replace(',', delimiter).replace('\n', "\r\n")
            ),
            &TWO_LINES,
        );
    }
}

#[test]
fn a_line_that_names_the_separator_is_obeyed() {
    check(
        "sep=;\r\ntitle;date\r\nКурс, евро;2024-05-20\r\n",
        &["2024-05-20|stem||Курс, евро"],
    );
    check(
        "sep=^\ntitle^date\nКурс; евро^2024-05-20\n",
        &["2024-05-20|stem||Курс; евро"],
    );
}

#[test]
fn rows_may_end_with_carriage_returns_alone() {
    check(&TWO.replace('\n', "\r"), &TWO_LINES);
    let long = format!("title\r{}", "слово\r".repeat(50_000));
    assert_eq!(lines(long.as_bytes()).len(), 50_000);
}

#[test]
fn utf_16_is_read_with_a_mark_and_without() {
    let table = TWO.replace(',', "\t");
    let little: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = table.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let russian = "Заголовок\tДата\nКурс\t20.05.2024\n";
    let russian: Vec<u8> = russian.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (mark, bytes) in [(&[0xff, 0xfe], &little), (&[0xfe, 0xff], &big)] {
        assert_eq!(lines([&mark[..], bytes].concat().as_slice()), TWO_LINES);
        assert_eq!(lines(bytes.as_slice()), TWO_LINES);
    }
    assert_eq!(lines(russian.as_slice()), ["2024-05-20|stem||Курс"]);
}

#[test]
fn day_numbers_of_spreadsheets_are_dates_whatever_else_a_column_has() {
    check(
        "title;date\nКурс;45432\nНефть;45433,4375\nГаз;\n",
        &[
            "2024-05-20|stem||Курс",
            "2024-05-21T10:30:00+03:00|stem||Нефть",
            "|stem||Газ",
        ],
    );
    check(
        "title,date,time\nКурс,45432,0.4375\n",
        &["2024-05-20T10:30:00+03:00|stem||Курс"],
    );
    let mapped = lines_mapped(
        "Тема;Когда\nКурс;45432\n".as_bytes(),
        "title=Тема,published=Когда",
    );
    assert_eq!(mapped.unwrap(), ["2024-05-20|stem||Курс"]);
    check(
        "title,date\nКурс,45432\nНефть,2024-05-21\nГаз,скоро\nЗолото,45434\n",
        &[
            "2024-05-20|stem||Курс",
            "2024-05-21|stem||Нефть",
            "line 4: `скоро` is not a date",
            "2024-05-22|stem||Золото",
        ],
    );
}

#[test]
fn whole_instants_in_a_column_of_times_date_the_rows() {
    check(
        "title,time\nКурс,2024-05-02T10:15:00+03:00\nНефть,\nГаз,10:15\n",
        &[
            "2024-05-02T10:15:00+03:00|stem||Курс",
            "|stem||Нефть",
            "|stem||Газ",
        ],
    );
    check(
        "title,date,time\nКурс,2024-05-02,2024-05-02T10:15:00+03:00\n",
        &["2024-05-02T10:15:00+03:00|stem||Курс"],
    );
}

#[test]
fn a_date_that_can_be_two_days_is_read_by_others_of_its_column() {
    check(
        "title,date\nКурс,05/06/2024\nНефть,21/06/2024 10:00\n",
        &[
            "2024-06-05|stem||Курс",
            "2024-06-21T10:00:00+03:00|stem||Нефть",
        ],
    );
    check(
        "title,date\nКурс,05/06/2024\nНефть,6/21/2024\n",
        &["2024-05-06|stem||Курс", "2024-06-21|stem||Нефть"],
    );
    for other in ["2024-06-21", "07/07/2024"] {
        let read = lines(format!("title,date\nКурс,05/06/2024\nНефть,{other}\n").as_bytes());
        assert_eq!(
            read[0],
            "line 2: `05/06/2024` can be two days, and no date of its column shows whether the day or the month is \
             first: write YYYY-MM-DD"
        );
    }
}

#[test]
fn a_bad_time_beside_a_good_date_costs_the_time_alone() {
    check(
        "title,date,time\nКурс,2024-05-20,25:77\nНефть,2024-05-21,10:00\nГаз,,10:00\n",
        &[
            "2024-05-20|stem||Курс",
            "line 2: `25:77` is not a time; the headline has its day alone",
            "2024-05-21T10:00:00+03:00|stem||Нефть",
            "|stem||Газ",
            "line 4: `10:00` is not a time; the headline has its day alone",
        ],
    );
    check(
        "title,published\nКурс,2024-05-20 25:77\n",
        &[
            "2024-05-20|stem||Курс",
            "line 2: `25:77` is not a time; the headline has its day alone",
        ],
    );
}

#[test]
fn quoted_fields_hold_what_parts_others() {
    check(
        "title,date,text\n\"Курс \"\"доллара\"\", евро\",2024-05-20,\"первая\r\nвторая,\n\"\n\nБез,2024-05-21,x\nx\n",
        &[
            "2024-05-20|stem||Курс \"доллара\", евро",
            "2024-05-21|stem||Без",
            "line 7: 1 fields where the header has 3",
        ],
    );
    check(
        "title,date\nНет,2024-05-20\n\"Нет\nконца\",2024-05-21",
        &["2024-05-20|stem||Нет", "2024-05-21|stem||Нет конца"],
    );
}

#[test]
fn a_lost_quote_costs_its_row_at_most() {
    check(
        "date\ttitle\turl\n2024-05-20\t\"Байер\" выиграл\t\n2024-05-20\t\"Байер вышел\t\n2024-05-21\tДва\t\n",
        &[
            "2024-05-20|stem||\"Байер\" выиграл",
            "2024-05-20|stem||\"Байер вышел",
            "2024-05-21|stem||Два",
        ],
    );
    check(
        "date,title\n2024-05-20,\"Нет, конца\n2024-05-21,Два\n2024-05-22,\"Три\nстроки\"\n",
        &[
            "line 2: 3 fields where the header has 2",
            "2024-05-21|stem||Два",
            "2024-05-22|stem||Три строки",
        ],
    );
}

#[test]
fn a_sample_cut_off_in_its_last_field_keeps_the_row() {
    check(
        "date,title,text\n2024-05-20,Один,\"Текст, который\nоборван",
        &["2024-05-20|stem||Один"],
    );
}

#[test]
fn bad_rows_are_named_and_the_rest_goes_on() {
    check(
        "title,date,url\nОдин,2024-13-20,\n ,2024-05-20,\nДва,2024-05-20,,,\nТри,2024-05-20,,4\nЧетыре,,\n",
        &[
            "line 2: `2024-13-20` is not a date",
            "line 3: no title",
            "2024-05-20|stem||Два",
            "line 5: 4 fields where the header has 3",
            "|stem||Четыре",
        ],
    );
}

#[test]
fn a_zero_of_the_clock_is_no_date() {
    for date in [
        "",
        "-",
        "NaT",
        "1970-01-01",
        "1970-01-01T00:00:00+00:00",
        "0000-00-00 00:00:00",
    ] {
        check(&format!("title,date\nОдин,{date}\n"), &["|stem||Один"]);
    }
}

#[test]
fn the_header_again_is_no_row() {
    check(&format!("{TWO}{TWO}"), &[TWO_LINES, TWO_LINES].concat());
}

#[test]
fn packers_are_told_by_their_first_bytes() {
    let (first, second) = TWO.as_bytes().split_at(40);
    for pack in [gzip, bzip2, zstd] {
        assert_eq!(lines(&*pack(TWO.as_bytes())), TWO_LINES);
        assert_eq!(
            lines(&*[pack(first), pack(second)].concat()),
            TWO_LINES,
            "two streams"
        );
        let member = format!("2024/lenta.csv, line 4: {}", RowProblem::NoTitle);
        let archive = tar(&[("2024/lenta.csv", format!("{TWO}2024-05-20,,\n").as_bytes())]);
        assert_eq!(
            lines(&*pack(&archive)),
            [TWO_LINES[0], TWO_LINES[1], &member]
        );
    }
    let skipped = [
        b"\x50\x2a\x4d\x18\x03\0\0\0abc".as_slice(),
        &zstd(TWO.as_bytes()),
    ]
    .concat();
    assert_eq!(lines(&*skipped), TWO_LINES);
    assert_eq!(lines(&*gzip(&zstd(TWO.as_bytes()))), TWO_LINES);
    check_error(
        &gzip(&gzip(&gzip(b"title\n"))),
        "cannot be read: packed more than 2 times over",
    );
}

#[test]
fn what_stood_before_a_cut_is_kept() {
    let rows = (0..30_000).map(|n| format!("Заголовок {n},2024-05-20,{:x}\n", n * 7919));
    let table = String::from("title,date,key\n") + &rows.collect::<Vec<_>>().concat();
    for pack in [gzip, bzip2, zstd] {
        let packed = pack(table.as_bytes());
        let read = lines(&packed[..packed.len() * 3 / 4]);
        let (fault, sound) = read.split_last().unwrap();
        assert!(sound.len() > 5_000, "{} rows", sound.len());
        assert_eq!(sound[4_999], "2024-05-20|stem||Заголовок 4999");
        let start = format!("line {}: the rest cannot be read: ", sound.len() + 2);
        assert!(fault.starts_with(&start), "{fault}");
    }
}

#[test]
fn a_cut_inside_a_tar_is_said_once() {
    let archive = tar(&[("a.csv", TWO.as_bytes()), ("b.csv", TWO.as_bytes())]);
    let read = lines(&archive[..512 + 512 + 512 + 60]);
    assert_eq!(read[..2], TWO_LINES);
    assert_eq!(read[2], TWO_LINES[0]);
    assert_eq!(
        read[3..],
        ["b.csv, line 3: the rest cannot be read: the archive ends inside this member"]
    );
}

#[test]
fn only_tables_of_a_tar_are_read() {
    let long = format!("{}/lenta.csv", "очень-длинное-имя".repeat(10));
    let mut archive = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(6);
    archive
        .append_data(&mut header.clone(), &long, b"title\n".as_slice())
        .unwrap();
    header.set_size(0);
    header.set_entry_type(tar::EntryType::Symlink);
    archive
        .append_link(&mut header, "passwd.csv", "/etc/passwd")
        .unwrap();
    let mut bytes = archive.into_inner().unwrap();
    bytes.truncate(bytes.len() - 1024);
    bytes.extend(tar(&[
        ("../../evil.csv", b"\0\x01"),
        ("texts/metadata.csv", TWO.as_bytes()),
        ("readme.txt", TWO.as_bytes()),
        ("inner.json.gz", &gzip(b"{\"title\":\"\xd0\x90\"}\n")),
        ("other.csv", b"a,b\n1,2\n"),
    ]));
    assert_eq!(
        lines(&*bytes),
        [
            &format!("../../evil.csv, line 1: {}", CorpusError::NotText),
            "|stem||А",
            "other.csv, line 1: no column for the field `title` among `a`, `b`; name it with --map \"title=COLUMN\"",
        ]
    );
    check_error(
        &tar(&[("a.txt", b"x")]),
        "no CSV, TSV or JSON file among the 1 of the archive",
    );
}

#[test]
fn json_lines_go_by_their_keys() {
    let url = "https://tass.ru/1";
    check(
        "{\"Headline\": \"Курс &laquo;доллара&raquo;\", \"datetime_utc\": \"2024-05-20 10:00:00\", \"link\": \"https:\\/\\/tass.ru\\/1\"}\n\
         {\"headline\": null, \"link\": \"x\"}\n\
         {\"headline\": \"Два\", \"datetime_utc\": null, \"date\": \"2024-05-21\", \"extra\": {\"title\": [1]}}\n\
         {\"headline\": \n\n\
         [1]\n\
         {\"headline\": \"Три\", \"title\": \"Лучше\"}",
        &[
            &format!("2024-05-20T10:00:00+00:00|tass.ru|{url}|Курс «доллара»"),
            "line 2: no title",
            "2024-05-21|stem||Два",
            "line 4: not a JSON object: EOF while parsing a value at line 1 column 12",
            "line 6: not a JSON object: invalid type: sequence, expected an object at line 1 column 0",
            "|stem||Лучше",
        ],
    );
    let found = headlines(
        "{\"title\":\"А\",\"tags\":[\"x, y\",\"z\"],\"authors\":[\"Иванов\",\"Петров\"],\"topic\":5}",
    );
    assert_eq!(found[0].tags, ["x, y", "z"]);
    assert_eq!(found[0].author.as_deref(), Some("Иванов, Петров"));
    assert_eq!(found[0].section.as_deref(), Some("5"));
}

#[test]
fn a_mapping_names_columns_by_hand() {
    let table = "first_line,title,when_utc\nЗаголовок,Канал,2024-05-20 10:00\n";
    let mapped = lines_mapped(
        table.as_bytes(),
        "title=first_line, published=when_utc,source=title",
    );
    assert_eq!(
        mapped.unwrap(),
        ["2024-05-20T10:00:00+00:00|Канал||Заголовок"]
    );
    let missing = "no column `headline_ru` for the field `title`; there are `a`, `b`";
    for input in ["a,b\n1,2\n", "{\"b\":1,\"a\":2}\n"] {
        let error = lines_mapped(input.as_bytes(), "title=headline_ru").unwrap_err();
        assert_eq!(error.to_string(), missing);
    }
}

#[test]
fn files_that_are_no_collection_are_refused() {
    check_error(b"", "the file is empty");
    check_error(b" \n\n", "the file is empty");
    check_error(&gzip(b""), "the file is empty");
    check_error(
        b"a;b\n1;2\n",
        "no column for the field `title` among `a`, `b`; name it with --map \"title=COLUMN\"",
    );
    check_error(
        b"{\"b\": 1}\n",
        "no column for the field `title` among `b`; name it with --map \"title=COLUMN\"",
    );
    check_error(b"[\n[1]]", &CorpusError::NoRecords.to_string());
    for binary in [
        b"PK\x03\x04\x14\0title,date\n".as_slice(),
        &[0; 4096],
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    ] {
        assert!(lines_mapped(binary, "").is_err(), "{binary:?}");
    }
    for torn in [b"\x1f\x8b\x08".as_slice(), b"BZh9", b"\x28\xb5\x2f\xfd"] {
        let error = lines_mapped(torn, "").unwrap_err();
        assert!(
            matches!(
                error,
                CorpusError::Unreadable { .. } | CorpusError::Table(TableError::Empty)
            ),
            "{torn:?}: {error}"
        );
    }
    check("title,date\n", &[]);
}

#[test]
fn windows_1251_is_told_from_a_torn_row() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(TWO);
    assert_eq!(lines(&*bytes), TWO_LINES);
    let torn = [
        TWO.as_bytes(),
        b"2024-05-22,\xcf\xf0\xe8,\n",
        "2024-05-23,Три,\n".as_bytes(),
    ]
    .concat();
    assert_eq!(
        lines(&*torn),
        [
            TWO_LINES[0],
            TWO_LINES[1],
            "line 4: not UTF-8",
            "2024-05-23|stem||Три"
        ]
    );
}

#[test]
fn a_row_of_windows_1251_in_a_small_table_of_utf_8_costs_itself_alone() {
    let title = "Центральный банк сохранил ключевую ставку на прежнем уровне";
    let (row, ..) = encoding_rs::WINDOWS_1251.encode(title);
    let torn = [TWO.as_bytes(), b"2024-05-22,", &row, b",\n"].concat();
    assert_eq!(
        lines(&*torn),
        [TWO_LINES[0], TWO_LINES[1], "line 4: not UTF-8"]
    );
}

#[test]
fn a_table_of_an_old_mac_is_not_garbled() {
    let rows =
        "title,date\nЦентробанк повысил ставку,2024-05-20\nРубль вырос на рынке,2024-05-21\n";
    let (bytes, ..) = encoding_rs::X_MAC_CYRILLIC.encode(rows);
    assert_eq!(
        lines(&*bytes),
        [
            "2024-05-20|stem||Центробанк повысил ставку",
            "2024-05-21|stem||Рубль вырос на рынке"
        ]
    );
}

#[test]
fn nothing_moves_the_cursor_of_a_terminal() {
    check(
        "title,date,url\n\u{1b}[2JОдин,,https://a\u{1b}.ru/\nДва,\u{1b}[2J,\n",
        &[
            "|a.ru|https://a.ru/|[2JОдин",
            "line 3: `\\u{1b}[2J` is not a date",
        ],
    );
}

#[test]
fn a_row_without_a_title_has_the_first_sentence_of_its_text() {
    check(
        "date,title,text\n2024-05-21,,Рубль вырос к доллару. Евро упал.\n2024-05-22,,\n",
        &[
            "2024-05-21|stem||Рубль вырос к доллару.",
            "line 3: no title",
        ],
    );
    check(
        "{\"date\":\"2024-05-21\",\"text\":\"Рубль вырос\\nПодробности\"}\n",
        &["2024-05-21|stem||Рубль вырос"],
    );
}

#[test]
fn endless_lines_end() {
    let endless = |start: &str| Cursor::new(start.to_owned()).chain(std::io::repeat(b'a'));
    assert_eq!(
        lines(endless("title,date\nОдин,\n")),
        ["|stem||Один", "line 3: longer than 4 MiB"]
    );
    assert_eq!(
        lines(endless("{\"title\":\"Один\"}\n")),
        ["|stem||Один", "line 2: longer than 4 MiB"]
    );
    assert_eq!(
        lines_mapped(endless("title"), "").unwrap_err(),
        CorpusError::NotText
    );
}

#[test]
fn a_gigabyte_of_zeros_ends() {
    let zeros = gzip(&vec![0; 16 * 1024 * 1024]).repeat(64);
    assert_eq!(lines_mapped(&*zeros, "").unwrap_err(), CorpusError::NotText);
    let behind = [gzip(TWO.as_bytes()), zeros].concat();
    assert_eq!(lines(&*behind)[2..], ["line 4: longer than 4 MiB"]);
}

#[test]
fn a_row_too_long_is_left_out() {
    let long = "x".repeat(LONGEST_ROW_BYTES);
    check(
        &format!("title,date\n{long},\nОдин,\n\"{long}\",\nДва,\n"),
        &[
            "line 2: longer than 4 MiB",
            "|stem||Один",
            "line 4: longer than 4 MiB",
            "|stem||Два",
        ],
    );
}

#[test]
fn the_caller_can_stop() {
    let mut count = 0;
    let summary = read_corpus(TWO.as_bytes(), "stem", &Mapping::default(), &mut |_| {
        count += 1;
        ControlFlow::Break(())
    });
    let summary = summary.unwrap();
    assert_eq!((count, summary.headlines), (1, 1));
}

#[test]
fn the_old_lenta_is_dated_by_its_addresses() {
    let table = "url,title,text,topic,tags\nhttps://lenta.ru/news/2018/12/14/cancer/,Названы\u{a0}регионы,\"Текст. Ещё\",Россия,Общество\n";
    let found = &headlines(table)[0];
    assert_eq!(found.title, "Названы регионы");
    assert_eq!(found.dated.map(|dated| dated.evidence.name()), Some("url"));
    assert_eq!(
        found.dated.map(|dated| dated.published.to_string()),
        Some("2018-12-14".into())
    );
    assert_eq!(
        (found.section.as_deref(), found.tags.as_slice()),
        (Some("Россия"), ["Общество".into()].as_slice())
    );
    // Where dates have a column, an empty one is no date.
    check(
        &table
            .replace("tags\n", "tags,date\n")
            .replace("Общество\n", "Общество,\n"),
        &["|lenta.ru|https://lenta.ru/news/2018/12/14/cancer/|Названы регионы"],
    );
}

#[test]
fn ria_tells_no_year() {
    let line = r#"{"text":"<p><strong><\/strong><\/p>\n<p><strong>москва, 31 янв - риа новости.<\/strong> большая часть <a href=\"http:\/\/rian.ru\/society\/20100131\/1.html\">из 33<\/a> детей<\/p>","title":"не сироты    "}"#;
    let found = &headlines(line)[0];
    assert_eq!((found.title.as_str(), found.dated), ("не сироты", None));
    assert_eq!(
        found.summary.as_deref(),
        Some("москва, 31 янв - риа новости. большая часть из 33 детей")
    );
}

#[test]
fn ods_writes_hyphens_for_nothing() {
    let found = &headlines(
        "date,url,edition,topics,authors,title,text,views\n2019-04-30 13:26:00,https://iz.ru/1,-,Мир,-,Чтобы помнили,\"Конец.nНачало\",-\n",
    )[0];
    assert_eq!(
        (found.author.as_deref(), found.section.as_deref()),
        (None, Some("Мир"))
    );
    assert_eq!(found.summary.as_deref(), Some("Конец. Начало"));
}

#[test]
fn taiga_keeps_addresses_as_sources_and_dates_apart() {
    let header = "segment\ttextname\ttextrubric\tdate\ttime\ttags\tsource\n";
    let row = |date: &str, time: &str, end: &str| {
        format!("Lenta\tВ &quot;Дагестане&quot;\tРоссия\t{date}\t{time}\t{end}\n")
    };
    let url = "http://www.kp.ru/1/";
    let rows = [
        row("1 января 2010", "02:43", &format!("\t{url}")),
        row(
            "01.01.2007",
            "12:04",
            &format!("спорт, работаhttp{}", &url[4..]),
        ),
        row("2016-12-13", "10:50:00+03:00", &format!("\t{url}")),
        row("", "2011-09-12", &format!("\t{url}")),
    ];
    let times = [
        "2010-01-01T02:43:00+03:00",
        "2007-01-01T12:04:00+03:00",
        "2016-12-13T10:50:00+03:00",
        "2011-09-12",
    ];
    let expected = times.map(|time| format!("{time}|kp.ru|{url}|В \"Дагестане\""));
    let table = header.to_owned() + &rows.concat();
    check(&table, &expected.each_ref().map(String::as_str));
    assert_eq!(headlines(&table)[1].tags, ["спорт", "работа"]);
}

mod random {
    use super::*;
    use crate::encoding::guarded;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_a_writer_of_csv_wrote_is_read_back(
            titles in prop::collection::vec("[a-zа-я \",;\t\n\r\\\\'|]{0,12}[а-я][\",; \n]{0,4}", 1..40),
            delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
            writer.write_record(["date", "title", "url"]).unwrap();
            for title in &titles {
                writer.write_record(["2024-05-20", &guarded(title), ""]).unwrap();
            }
            let folded = |title: &String| title.split_whitespace().collect::<Vec<_>>().join(" ");
            let expected: Vec<String> =
                titles.iter().map(|title| format!("2024-05-20|stem||{}", folded(title))).collect();
            prop_assert_eq!(lines(&*writer.into_inner().unwrap()), expected);
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            let _ = lines_mapped(&*bytes, "");
        }

        #[test]
        fn no_near_table_panics_or_loses_its_end(rows in "([a\",\n\r\\-2024]|\"\"|\n\"|\",){0,200}") {
            let read = lines(format!("title,date\n{rows}\n\nКонец,2024-05-20\n").as_bytes());
            prop_assert!(read.len() <= rows.len() + 1);
        }

        #[test]
        fn no_near_object_panics(rows in "(\\{|\\}|\"title\"|:|,|\\[|\\]|1|null|\n|\"a\"){0,100}") {
            let _ = lines_mapped(format!("{{\"title\":1}}\n{rows}").as_bytes(), "");
        }
    }
}

//! Tables as people have them, through the real command: spreadsheets of Russia, statements of banks, exports of other
//! tools.

use crate::command::{AFTER_ARCHIVE, Place, Ran, read};
use expect_test::expect;
use ruble_rates::sources::rate_table::ALWAYS_PER_ONE;

fn place() -> Place {
    Place::new(AFTER_ARCHIVE)
}

fn run(place: &Place, words: &[&str]) -> Ran {
    place.run(&[&["--lang", "en"], words].concat())
}

fn run_ru(place: &Place, words: &[&str]) -> Ran {
    place.run(&[&["--lang", "ru"], words].concat())
}

fn write_bytes(place: &Place, name: &str, bytes: &[u8]) {
    std::fs::write(place.path(name), bytes).unwrap();
}

/// A text in the encodings in which Excel and its kin save it.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |mark: [u8; 2], to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        let units = text.encode_utf16().flat_map(to_bytes);
        mark.into_iter().chain(units).collect()
    };
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", format!("\u{feff}{text}").into_bytes()),
        (
            "windows-1251",
            encoding_rs::WINDOWS_1251.encode(text).0.into_owned(),
        ),
        ("UTF-16 LE", utf16([0xff, 0xfe], u16::to_le_bytes)),
        ("UTF-16 BE", utf16([0xfe, 0xff], u16::to_be_bytes)),
    ]
}

/// It wrote five columns of its own, dropped those of the file, and left bad rows out.
#[test]
fn a_batch_keeps_its_columns_and_rows_and_shows_the_rates_used() {
    let place = place();
    place.write(
        "trades.csv",
        "trade_id,date,ticker,amount,from,to,comment\n\
         T1,2024-05-20,AAPL,100,USD,RUB,\"first, lot\"\n\
         T2,2024-05-20,BAD,100,UDS,RUB,typo\n\
         T3,2024-05-20,SONY,10000,JPY,USD,\n",
    );
    run(&place, &["convert", "--csv", "trades.csv"])
        .out(&expect![[r#"
            trade_id,date,ticker,amount,from,to,comment,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            T1,2024-05-20,AAPL,100,USD,RUB,"first, lot",9098.7300,2024-05-18,1,90.9873,,,,,USD,RUB,,
            T2,2024-05-20,BAD,100,UDS,RUB,typo,,,,,,,,unknown currency `UDS`,,,,
            T3,2024-05-20,SONY,10000,JPY,USD,,64.3211,2024-05-18,100,58.5240,2024-05-18,1,90.9873,,JPY,RUB,USD,RUB"#]])
        .err_has("trades.csv:3: unknown currency `UDS`")
        .err_has("1 row not converted")
        .code(1);
    run(
        &place,
        &["convert", "--csv", "trades.csv", "--format", "json"],
    )
    .out(&expect![[r#"
        {"amount":100,"from":"USD","to":"RUB","date":"2024-05-20","result":9098.7300,"result_exact":"9098.73","age_days":2,"stale":false,"path":[{"currency":"USD","record_date":"2024-05-18","nominal":1,"value":90.9873}],"row":{"trade_id":"T1","date":"2024-05-20","ticker":"AAPL","amount":"100","from":"USD","to":"RUB","comment":"first, lot"},"error":null}
        {"amount":null,"from":null,"to":null,"date":null,"result":null,"result_exact":null,"age_days":null,"stale":null,"path":[],"row":{"trade_id":"T2","date":"2024-05-20","ticker":"BAD","amount":"100","from":"UDS","to":"RUB","comment":"typo"},"error":"unknown currency `UDS`"}
        {"amount":10000,"from":"JPY","to":"USD","date":"2024-05-20","result":64.3211,"result_exact":"19508000/303291","age_days":2,"stale":false,"path":[{"currency":"JPY","record_date":"2024-05-18","nominal":100,"value":58.5240},{"currency":"USD","record_date":"2024-05-18","nominal":1,"value":90.9873}],"row":{"trade_id":"T3","date":"2024-05-20","ticker":"SONY","amount":"10000","from":"JPY","to":"USD","comment":""},"error":null}"#]])
    .code(1);
}

/// `;`, a decimal comma, Russian headers, no column `to`: each encoding gave another error.
#[test]
fn a_table_saved_by_a_russian_spreadsheet_is_converted() {
    let text = "№ счёта;Дата;Сумма;Валюта;Примечание\r\n\
                17;20.05.2024;1 250,50;EUR;поставка\r\n\
                18;20.05.24;-100;доллар США;возврат\r\n";
    for (encoding, bytes) in encodings(text) {
        let place = place();
        write_bytes(&place, "счета.csv", &bytes);
        let ran = run_ru(&place, &["convert", "--csv", "счета.csv"]);
        ran.no_err().code(0);
        assert_eq!(
            ran.stdout,
            "№ счёта,Дата,Сумма,Валюта,Примечание,result,from_record_date,from_nominal,from_value,\
             to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote\n\
             17,20.05.2024,\"1 250,50\",EUR,поставка,123521.3888,2024-05-18,1,98.7776,,,,,EUR,RUB,,\n\
             18,20.05.24,-100,доллар США,возврат,-9098.7300,2024-05-18,1,90.9873,,,,,USD,RUB,,\n",
            "{encoding}"
        );
    }
}

#[test]
fn an_amount_may_name_the_currency_of_its_row() {
    let place = place();
    place.write(
        "bank.csv",
        "date,amount,currency\n2024-05-21,$100,USD\n2024-05-21,\"1 000,50 ₽\",RUB\n2024-05-21,$100,CAD\n\
         2024-05-21,\"($1,234.50)\",USD\n",
    );
    run(&place, &["convert", "--csv", "bank.csv"])
        .out_has("$100,USD,9065.3700")
        .out_has("\"1 000,50 ₽\",RUB,1000.5000")
        .out_has("\"($1,234.50)\",USD,-111911.9927")
        .out_has("$100,CAD,,,,,,,,\"`$100` does not name CAD, the currency given beside it\"")
        .code(1);
    run_ru(&place, &["convert", "--csv", "bank.csv"])
        .err_has("bank.csv:4: «$100»: это не CAD, хотя рядом указана эта валюта");
}

/// 1,234 between semicolons is a little more than one unless the column says otherwise; it is never guessed.
#[test]
fn one_comma_before_three_digits_is_read_by_its_column() {
    let place = place();
    let result = |text: &str| {
        place.write("x.csv", text);
        let ran = run(&place, &["convert", "--csv", "x.csv", "--digits", "2"]);
        ran.stdout.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(
        result("date;amount;from\n2024-05-21;1,234;USD\n"),
        "2024-05-21,\"1,234\",USD,111.87,2024-05-21,1,90.6537,,,,,USD,RUB,,"
    );
    assert_eq!(
        result("date;amount;from\n2024-05-21;1,234;USD\n2024-05-21;2,000.50;USD\n"),
        "2024-05-21,\"1,234\",USD,111866.67,2024-05-21,1,90.6537,,,,,USD,RUB,,"
    );
    assert_eq!(
        result("date;amount;from\n2024-05-21;1.234;USD\n2024-05-21;1.000,50;USD\n"),
        "2024-05-21,1.234,USD,111866.67,2024-05-21,1,90.6537,,,,,USD,RUB,,"
    );
    assert!(
        result("date,amount,from\n2024-05-21,\"1,234\",USD\n").contains("can be 1234 or 1.234")
    );
}

/// Read by the comma of another row, 1.234 dollars became 1234 without a word.
#[test]
fn a_point_before_three_digits_beside_a_decimal_comma_is_refused_by_line_and_decimal_decides() {
    let place = place();
    place.write(
        "x.csv",
        "date;amount;from\n2024-05-21;1.234;USD\n2024-05-21;2,5;USD\n",
    );
    let convert = ["convert", "--csv", "x.csv", "--digits", "2"];
    run(&place, &convert)
        .code(1)
        .out_has("2024-05-21,\"2,5\",USD,226.63")
        .err_has("x.csv:2: `1.234` can be 1234 or 1.234, and its column does not show which: give --decimal comma");
    for (mark, result) in [("comma", "111866.67"), ("point", "111.87")] {
        run(&place, &[&convert[..], &["--decimal", mark]].concat())
            .code(0)
            .out_has(&format!("2024-05-21,1.234,USD,{result}"));
    }

    place.write(
        "r.csv",
        "date,code,nominal,value\n2031-05-21,VND,10000,\"2,5\"\n2031-05-22,VND,10000,1.234\n",
    );
    run(&place, &["db", "import", "r.csv", "--dry-run"])
        .code(1)
        .err_has("`1.234` can be 1234 or 1.234");
    run(&place, &["convert", "1", "USD", "--decimal", "comma"])
        .code(2)
        .err_has("--csv");
}

/// An unquoted decimal comma between commas: 100 would be taken for the amount.
#[test]
fn a_row_with_more_fields_than_the_header_has_its_error() {
    let place = place();
    place.write(
        "x.csv",
        "date,from,amount\n2024-05-21,USD,100,50\n2024-05-21,USD\n2024-05-21,USD,100,\n",
    );
    run(&place, &["convert", "--csv", "x.csv"])
        .out(&expect![[r#"
            date,from,amount,,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            2024-05-21,USD,100,50,,,,,,,,"4 fields where the header has 3; put a figure with a decimal comma in quotes, or `;` between the fields",,,,
            2024-05-21,USD,,,,,,,,,,2 fields where the header has 3: `amount` is missing; complete the row,,,,
            2024-05-21,USD,100,,9065.3700,2024-05-21,1,90.6537,,,,,USD,RUB,,"#]])
        .code(1);
}

#[test]
fn added_columns_get_other_names_where_the_file_has_theirs() {
    let place = place();
    place.write(
        "x.csv",
        "date,amount,from,Result,error,rates_error\n2024-05-21,1,USD,old,,\n",
    );
    run(&place, &["convert", "--csv", "x.csv"]).out_has(
        "date,amount,from,Result,error,rates_error,rates_result,from_record_date,from_nominal,\
         from_value,to_record_date,to_nominal,to_value,rates_rates_error,\
         from_published_in,from_quote,to_published_in,to_quote\n\
         2024-05-21,1,USD,old,,,90.6537,2024-05-21,1,90.6537,,,,,USD,RUB,,\n",
    );
}

#[test]
fn columns_of_any_name_are_mapped() {
    let place = place();
    place.write(
        "x.csv",
        "День недели;Когда;Сколько, всего;Чего\nвторник;21.05.2024;100;USD\n",
    );
    run(&place, &["convert", "--csv", "x.csv"])
        .no_out()
        .err_has("x.csv, line 1: no column for the field `date` among `День недели`, `Когда`, `Сколько, всего`, `Чего`; name it with --map \"date=COLUMN\"")
        .code(1);
    run_ru(&place, &["convert", "--csv", "x.csv"])
        .err_has("среди столбцов «День недели», «Когда», «Сколько, всего», «Чего» нет столбца для поля `date`; назовите его: --map \"date=СТОЛБЕЦ\"");
    let map = "date=Когда,amount=Сколько, всего,from=чего";
    run(&place, &["convert", "--csv", "x.csv", "--map", map])
        .out_has("вторник,21.05.2024,100,USD,9065.3700")
        .code(0);
    run(
        &place,
        &["convert", "--csv", "x.csv", "--map", "date=Никогда"],
    )
    .err_has("no column `Никогда` for the field `date`; there are `День недели`, `Когда`")
    .code(1);
    run(&place, &["convert", "--csv", "x.csv", "--map", "day=Когда"])
        .err_has("--map: no field `day` for the column `Когда`: there are date, amount, from, to")
        .code(2);
}

#[test]
fn two_columns_that_could_both_be_a_field_are_refused() {
    let place = place();
    place.write("x.csv", "date,amount,amount,from\n2024-05-21,1,2,USD\n");
    run(&place, &["convert", "--csv", "x.csv"])
        .err_has("two columns for the field `amount`: `amount` and `amount`")
        .code(1);
}

#[test]
fn an_empty_table_and_one_without_rows_are_said() {
    let place = place();
    place.write("empty.csv", " \n");
    place.write("head.csv", "date,amount,from\n");
    place.write("rates.csv", "date,code,value\n");
    place.write("events.csv", "date,label\n");
    run(&place, &["convert", "--csv", "empty.csv"])
        .err_has("empty.csv, line 1: the file is empty")
        .code(1);
    run(&place, &["convert", "--csv", "head.csv"])
        .out_has("date,amount,from,result,")
        .err_has("head.csv: no rows below the header")
        .code(0);
    run(&place, &["db", "import", "empty.csv"])
        .err_has("the file is empty")
        .code(1);
    run(&place, &["db", "import", "rates.csv"])
        .err_has("rates.csv: no rows below the header")
        .code(0);
    for (file, words, code) in [
        ("empty.csv", "empty.csv, line 1: the file is empty", 1),
        ("events.csv", "events.csv: no rows below the header", 0),
    ] {
        let chart = [
            "chart", "USD", "--from", "2024-05", "--to", "2024-05", "-o", "x.svg",
        ];
        run(&place, &[&chart[..], &["--events", file]].concat())
            .err_has(words)
            .code(code);
    }
    run_ru(&place, &["convert", "--csv", "empty.csv"]).err_has("файл пуст");
    run_ru(&place, &["convert", "--csv", "head.csv"]).err_has("под шапкой нет ни одной строки");
}

/// The ruble was asked for by name.
#[test]
fn one_amount_is_converted_into_rubles_unless_told() {
    let place = place();
    let line = "1250 EUR = 125688.2500 RUB";
    for words in [
        &["1250", "EUR"][..],
        &["1250", "EUR", "to", "RUB"],
        &["1250", "евро", "в", "рубли"],
        &["1'250", "EUR", "in", "RUB"],
    ] {
        let day = ["--on", "2023-12-29"];
        run(&place, &[&["convert"], words, &day[..]].concat())
            .out_has(line)
            .code(0);
    }
    run(&place, &["convert", "1250", "EUR", "USD", "RUB"])
        .err_has("one currency is wanted")
        .code(2);
}

/// The tables that the Bank's site exports and that spreadsheets of Russia save.
#[test]
fn rates_of_a_russian_spreadsheet_are_imported() {
    let text = "nominal;data;curs;cdx\r\n1;21.05.2024;90,6537;Доллар США\r\n100;21.05.2024;58,1234;Японская иена\r\n";
    for (encoding, bytes) in encodings(text) {
        let place = place();
        write_bytes(&place, "bank.csv", &bytes);
        run(&place, &["--db", "new.db", "db", "import", "bank.csv"])
            .err_has("2 new")
            .code(0);
        let ran = run(&place, &["--db", "new.db", "db", "export"]);
        assert_eq!(
            ran.stdout,
            "date,char_code,nominal,value,source,span,quote\n\
             2024-05-21,USD,1,90.6537,cbr,2024-05-21..2024-05-21,RUB\n\
             2024-05-21,JPY,100,58.1234,cbr,2024-05-21..2024-05-21,RUB\n",
            "{encoding}"
        );
    }
}

#[test]
fn rates_of_one_currency_and_a_column_for_each_are_imported() {
    let place = place();
    place.write(
        "one.csv",
        "Date;Rate\n20.05.2024;90,9873\n21.05.2024;90,6537\n",
    );
    place.write("wide.csv", "date,usd,eur\n2024-05-21,90.6537,98.5842\n");
    place.write("yen.csv", "date,jpy\n2024-05-21,58.1234\n");
    run(&place, &["--db", "a.db", "db", "import", "one.csv"])
        .err_has("no column for the field `char_code` among `Date`, `Rate`; name it with --map \"char_code=COLUMN\", or give the currency of all rows with --currency CODE")
        .code(1);
    run(
        &place,
        &[
            "--db",
            "a.db",
            "db",
            "import",
            "one.csv",
            "--currency",
            "USD",
        ],
    )
    .err_has("2 new")
    .code(0);
    run(&place, &["--db", "b.db", "db", "import", "wide.csv"])
        .err_has("2 new")
        .code(0);
    run(&place, &["--db", "c.db", "db", "import", "yen.csv"])
        .err_has("yen.csv:2: 2024-05-21 JPY: how many JPY the value is for is not known; add a column `nominal`, or --nominal 100 for all rows")
        .code(1);
    run(
        &place,
        &[
            "--db",
            "c.db",
            "db",
            "import",
            "yen.csv",
            "--nominal",
            "100",
        ],
    )
    .err_has("1 new")
    .code(0);
    run(
        &place,
        &["--db", "c.db", "db", "import", "yen.csv", "--nominal", "3"],
    )
    .err_has("--nominal: the Bank's nominals are powers of ten")
    .code(2);
}

#[test]
fn the_messages_of_an_import_are_in_the_language_asked_for() {
    let place = place();
    place.write(
        "bad.csv",
        "Дата;Валюта;Номинал;Курс\n21.05.2024;USD;1;девяносто\n45.05.2024;USD;1;90,6537\n\
         21.05.2024;UDS;1;90,65\n21.05.2024;USD;1;90,65371\n",
    );
    let ran = run_ru(&place, &["--db", "new.db", "db", "import", "bad.csv"]);
    assert_eq!(ran.code, Some(1));
    expect![[r#"
        bad.csv:2: 2024-05-21 USD: «девяносто» — не сумма; напишите цифры, а перед дробной частью точку или запятую
        bad.csv:3: USD: «45.05.2024»: такого дня в календаре нет: в мае 2024 года 31 день
        bad.csv:4: 2024-05-21: неизвестная валюта «UDS»
        bad.csv:5: 2024-05-21 USD: значение «90,65371»: у курсов Банка не больше четырёх цифр после запятой
        записей: новых 0, исправленных 0, известных 0; пропущено: 4 строки
        rates: пропущены 4 строки
    "#]].assert_eq(&ran.stderr);
}

/// 342 rows with one wrong column made 342 lines.
#[test]
fn rows_with_the_same_fault_are_named_to_ten() {
    let place = place();
    let rows: Vec<_> = (1..=40)
        .map(|day| format!("2024-01-01,USD,1,wrong {day}\n"))
        .collect();
    let rows = rows.concat();
    place.write("x.csv", &format!("date,code,nominal,value\n{rows}"));
    let ran = run(&place, &["db", "import", "x.csv"]);
    let lines = ran.stderr.lines().filter(|line| line.starts_with("x.csv:"));
    assert_eq!(lines.count(), 10, "{ran:?}");
    ran.err_has("and 30 more like it").code(1);

    place.write(
        "amounts.csv",
        &format!("date,from,amount\n{}", "soon,USD,1\n".repeat(40)),
    );
    let ran = run(&place, &["convert", "--csv", "amounts.csv"]);
    let lines = ran
        .stderr
        .lines()
        .filter(|line| line.starts_with("amounts.csv:"));
    assert_eq!(lines.count(), 10, "{ran:?}");
    ran.err_has("and 30 more like it")
        .err_has("40 rows not converted");

    place.write(
        "events.csv",
        &format!("date,label\n{}", "soon,x\n".repeat(40)),
    );
    let chart = [
        "chart", "USD", "--from", "2024-05", "--to", "2024-05", "-o", "x.svg",
    ];
    run(&place, &[&chart[..], &["--events", "events.csv"]].concat()).err_has("and 30 more like it");
}

#[test]
fn an_equal_row_is_known_and_zero_is_refused_with_its_reason() {
    let place = place();
    place.write(
        "x.csv",
        "date,code,nominal,value\n2024-05-21,USD,1,90.6537\n2024-05-21,USD,1,90.6537\n2024-05-21,USD,1,90.6000\n\
         2024-05-22,USD,1,0\n",
    );
    run(&place, &["--db", "new.db", "db", "import", "x.csv"])
        .err_has("x.csv:4: 2024-05-21 USD: line 2 gives 90.6537 for the same date and nominal")
        .err_has("value `0`: the value must be above 0")
        .err_has("records: 1 new, 0 restated, 1 known; 2 rows left out")
        .code(1);
}

/// Its own source was "unknown", with no way out.
#[test]
fn figures_of_another_source_are_refused_unless_they_are_the_banks() {
    let place = place();
    place.write(
        "x.csv",
        "date,code,value,source\n2024-05-21,USD,90.6537,1C\n2024-05-22,USD,90.4082,ЦБ РФ\n",
    );
    run(&place, &["--db", "a.db", "db", "import", "x.csv"])
        .err_has("x.csv:2: 2024-05-21 USD: `1C` is not the Bank of Russia, whose rates alone are kept; if the figures are the Bank's all the same, add --source cbr")
        .err_has("1 new")
        .code(1);
    run(
        &place,
        &["--db", "a.db", "db", "import", "x.csv", "--source", "cbr"],
    )
    .err_has("1 new, 0 restated, 1 known")
    .code(0);
}

/// windows-1251 was "not UTF-8" for each row, UTF-16 gave messages with NUL bytes.
#[test]
fn events_saved_by_a_russian_spreadsheet_are_drawn() {
    let text = "Дата;Событие;Вид\r\n21.05.2024;Ставка 16 %;ЦБ\r\n";
    for (encoding, bytes) in encodings(text) {
        let place = place();
        write_bytes(&place, "events.csv", &bytes);
        let words = [
            "chart",
            "USD",
            "--from",
            "2024-05",
            "--to",
            "2024-05",
            "--events",
            "events.csv",
            "-o",
            "x.svg",
        ];
        run_ru(&place, &words).no_err().code(0);
        let svg = std::fs::read_to_string(place.path("x.svg")).unwrap();
        assert!(svg.contains("Ставка"), "{encoding}");
    }
}

/// The label of the first was 2024-05-26.
#[test]
fn events_of_other_tools_keep_their_ends_and_titles() {
    let place = place();
    place.write(
        "grafana.csv",
        "start,end,title,category\n2024-05-24,2024-05-26,Период,ЦБ\n",
    );
    let window = [
        "movers", "--from", "2024-05", "--to", "2024-05", "--format", "json",
    ];
    run(
        &place,
        &[&window[..], &["--events", "grafana.csv"]].concat(),
    )
    .out_has(r#""from":"2024-05-24","to":"2024-05-26","label":"Период""#)
    .code(0);
    place.write("own.csv", "Что;Когда\nСаммит;24.05.2024\n");
    run(&place, &[&window[..], &["--events", "own.csv"]].concat())
        .err_has("own.csv, line 1: no column for the field `date` among `Что`, `Когда`")
        .code(1);
    let mapped = ["--events", "own.csv", "--map", "date=Когда,label=Что"];
    run(&place, &[&window[..], &mapped].concat())
        .out_has("Саммит")
        .code(0);
}

/// A field of 200 KB was repeated whole.
#[test]
fn a_message_repeats_no_more_of_a_text_than_a_line_has_room_for() {
    let place = place();
    let long = "я".repeat(100_000);
    place.write("events.csv", &format!("date,label\n{long},x\n"));
    place.write(
        "rows.csv",
        &format!("date,amount,from\n{long},{long},{long}\n"),
    );
    place.write(
        "rates.csv",
        &format!("date,code,nominal,value\n{long},USD,1,1\n2024-05-21,{long},1,1\n"),
    );
    let chart = [
        "chart", "USD", "--from", "2024-05", "--to", "2024-05", "-o", "x.svg",
    ];
    for words in [
        &[&chart[..], &["--events", "events.csv"]].concat()[..],
        &["convert", "--csv", "rows.csv"],
        &["db", "import", "rates.csv"],
        &["show", &long[..60_000]],
        &["show", "--on", &long[..60_000]],
        &["convert", &long[..60_000], "USD"],
        &["chart", "--size", &long[..60_000]],
        &["correlate", "--window", &long[..60_000]],
        &["convert", "--csv", "rows.csv", "--map", &long[..60_000]],
    ] {
        let ran = run(&place, words);
        assert!(ran.stderr.len() < 2_000, "{} bytes", ran.stderr.len());
        assert!(ran.stderr.contains("яяя…"), "{}", ran.stderr);
    }
}

#[test]
fn headlines_of_a_russian_spreadsheet_are_taken_in() {
    let text = "Заголовок новости;Дата и время;Адрес\r\nБанк России сохранил ставку;26.04.2024 13:30;https://example.ru/1\r\n";
    for (encoding, bytes) in encodings(text) {
        let place = place();
        write_bytes(&place, "news.csv", &bytes);
        let ran = run(
            &place,
            &["news", "add", "news.csv", "--source", "Ведомости"],
        );
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (Some(0), "1 headline read, 1 added, 0 known\n"),
            "{encoding}"
        );
        run(
            &place,
            &["news", "list", "--format", "csv", "--on", "2024-04-26"],
        )
        .out_has("2024-04-26T13:30:00")
        .out_has("Ведомости,Банк России сохранил ставку,https://example.ru/1");
    }
}

#[test]
fn a_collection_without_titles_names_the_option_that_helps() {
    let place = place();
    place.write("news.csv", "Что;Дата\nx;26.04.2024\n");
    run(&place, &["news", "add", "news.csv"])
        .err_has("no column for the field `title` among `Что`, `Дата`; name it with --map \"title=COLUMN\"")
        .code(5);
    run(
        &place,
        &["-q", "news", "add", "news.csv", "--map", "title=Что"],
    )
    .no_out()
    .no_err()
    .code(0);
    run(&place, &["news", "add", "news.csv", "--source", " "])
        .err_has("--source: a name is needed")
        .code(2);
}

/// Rows of a file came with 05/06 or a month 13 and no next step.
#[test]
fn dates_that_cannot_be_read_say_what_to_write() {
    let place = place();
    for (typed, words) in [
        (
            "2024-13-05",
            "there is no month 13; with day and month exchanged it is 2024-05-13",
        ),
        ("45.45.2024", "there is no month 45; write YYYY-MM-DD"),
        ("05/06/2024", "write 2024-06-05 or 2024-05-06"),
        ("45433", "if a spreadsheet counts days so, it is 2024-05-21"),
        ("soon", "write YYYY-MM-DD"),
    ] {
        place.write("x.csv", &format!("date,code,value\n{typed},USD,1\n"));
        run(&place, &["--db", "new.db", "db", "import", "x.csv"]).err_has(words);
    }
}

/// Dates of letters and of other programs, which every reader of dates takes.
#[test]
fn dates_of_people_are_read_in_every_table() {
    let place = place();
    for typed in [
        "1-го июня 2024",
        "1 июня 2024 года",
        "1\u{202f}июня\u{a0}2024",
        "суббота, 1 июня 2024 г.",
        "2024-06-01T10:00:00+03:00[Europe/Moscow]",
        "2024-06-01 10:00",
        "01.06.24",
        "2024/06/01",
    ] {
        place.write("x.csv", &format!("date;code;value\n{typed};USD;90,1915\n"));
        run(
            &place,
            &["--db", "new.db", "db", "import", "x.csv", "--dry-run"],
        )
        .err_has("1 new")
        .code(0);
        place.write("a.csv", &format!("date;amount;from\n{typed};1;USD\n"));
        run(&place, &["convert", "--csv", "a.csv"])
            .out_has(",1,USD,90.1915,2024-06-01")
            .code(0);
    }
}

/// A file without nominals is read for these currencies alone.
#[test]
fn some_currencies_were_always_quoted_for_one_unit() {
    for code in ALWAYS_PER_ONE {
        let ran = read(&["history", code, "--format", "csv"]);
        let nominals = ran.stdout.lines().skip(1).map(|row| row.split(',').nth(2));
        for nominal in nominals {
            assert_eq!(nominal, Some("1"), "{code}");
        }
    }
}

/// A bank's statement has its title and account above the names of the columns.
#[test]
fn a_title_above_the_header_is_passed_over_and_said() {
    let place = place();
    place.write(
        "bank.csv",
        "Выписка за май 2024\nСчёт;40702810\n\n\"Дата\";\"Сумма\";Валюта\n21.05.2024;1;USD\nx;1;USD\n",
    );
    run(&place, &["convert", "--csv", "bank.csv"])
        .out_has("Дата,Сумма,Валюта,result,")
        .out_has("21.05.2024,1,USD,90.6537")
        .err_has("bank.csv: 3 lines above the names of the columns passed over")
        .err_has("bank.csv:6: `x` is not a date")
        .code(1);
    place.write(
        "rates.csv",
        "Курсы\n\ndate,code,value\n2024-05-21,USD,90.6537\n",
    );
    run(&place, &["--db", "new.db", "db", "import", "rates.csv"])
        .err_has("1 new")
        .code(0);
}

#[test]
fn data_without_a_header_and_empty_fields_are_said_to_be_that() {
    let place = place();
    place.write("x.csv", "21.05.2024;1;USD\n22.05.2024;2;USD\n");
    run(&place, &["convert", "--csv", "x.csv"])
        .err_has("x.csv, line 1: data (`21.05.2024`, `1`, `USD`) in the place of the names of columns; put a line with the names above it, `date` among them")
        .code(1);
    run_ru(&place, &["db", "import", "x.csv"])
        .err_has("на месте названий столбцов — данные («21.05.2024», «1», «USD»)");
    place.write(
        "y.csv",
        "date,amount,from\n2024-05-21,,USD\n,1,USD\n2024-05-21,1,\n",
    );
    run(&place, &["convert", "--csv", "y.csv"])
        .err_has("y.csv:2: the field `amount` is empty")
        .err_has("y.csv:3: the field `date` is empty")
        .err_has("y.csv:4: the field `from` is empty")
        .code(1);
    place.write("z.csv", "date,code,value\n2024-05-21,USD,\n,USD,1\n");
    run_ru(&place, &["--db", "new.db", "db", "import", "z.csv"])
        .err_has("z.csv:2: 2024-05-21 USD: поле `value` пусто")
        .err_has("z.csv:3: USD: поле `date` пусто")
        .code(1);
}

/// It vanished without a word.
#[test]
fn a_row_too_long_to_be_read_is_an_error_with_its_line() {
    let place = place();
    let long = "z".repeat(4 * 1024 * 1024);
    for (command, header, row) in [
        (
            &["convert", "--csv", "x.csv"][..],
            "date,amount,from,note",
            "2024-05-21,1,USD",
        ),
        (
            &["db", "import", "x.csv"],
            "date,code,value,note",
            "2024-05-21,USD,90.6537",
        ),
        (
            &[
                "chart", "USD", "--from", "2024-05", "--to", "2024-05", "--events", "x.csv",
            ],
            "date,label,kind,note",
            "2024-05-21,a,b",
        ),
        (
            &["correlate", "--exclude-dates", "x.csv"],
            "date,label,kind,note",
            "2024-05-21,a,b",
        ),
    ] {
        place.write(
            "x.csv",
            &format!("{header}\n{row},ok\n{row},\"{long}\"\n{row},ok\n"),
        );
        run(&place, command)
            .err_has("x.csv, line 3: a row of more than 4 MiB")
            .code(1);
    }
}

/// 20.4889 beside a nominal of 1 and a value of 20.4889 was the result of a million.
#[test]
fn the_units_of_the_records_taken_are_named() {
    let place = place();
    place.write(
        "t.csv",
        "date,amount,from,to\n2005-01-15,1000000,TRL,\n1997-05-21,100,USD,\n2024-05-21,100,GBp,USD\n\
         2024-05-21,1,UXX,\n",
    );
    run(&place, &["convert", "--csv", "t.csv"])
        .out(&expect![[r#"
            date,amount,from,to,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            2005-01-15,1000000,TRL,,20.4889,2005-01-15,1,20.4889,,,,,TRY,RUB,,
            1997-05-21,100,USD,,577.1000,1997-05-21,1,5771.0000,,,,,USD,RUR,,
            2024-05-21,100,GBp,USD,1.2698004,2024-05-21,1,115.1121,2024-05-21,1,90.6537,,GBP,RUB,USD,RUB
            2024-05-21,1,UXX,,,,,,,,,unknown currency `UXX`,,,,"#]])
        .code(1);
    run(
        &place,
        &[
            "convert",
            "100",
            "USD",
            "--on",
            "1997-05-21",
            "--format",
            "csv",
        ],
    )
    .out(&expect![[r#"
        date,amount,from,to,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,from_published_in,from_quote,to_published_in,to_quote
        1997-05-21,100,USD,RUB,577.1000,1997-05-21,1,5771.0000,,,,USD,RUR,,"#]]);
}

/// `;;;` and a row of sums are what spreadsheets and statements have behind the last row.
#[test]
fn rows_of_separators_are_blank_and_a_row_of_totals_is_named() {
    let place = place();
    place.write(
        "t.csv",
        "Дата;Сумма;Валюта;Примечание\n21.05.2024;100;USD;a\n;;;\n; ;;\n;300,50;USD;\n\
         Итого:;300,50;;\n",
    );
    run(&place, &["convert", "--csv", "t.csv"])
        .out(&expect![[r#"
            Дата,Сумма,Валюта,Примечание,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            21.05.2024,100,USD,a,9065.3700,2024-05-21,1,90.6537,,,,,USD,RUB,,
            ,"300,50",USD,,,,,,,,,the field `date` is empty,,,,
            Итого:,"300,50",,,,,,,,,,`Итого:` without a date looks like a row of totals; delete it from the table,,,,"#]])
        .err_has("t.csv:6: `Итого:` without a date looks like a row of totals; delete it")
        .code(1);
    run_ru(&place, &["convert", "--csv", "t.csv"])
        .err_has("t.csv:6: «Итого:» без даты похоже на строку итогов; удалите её из таблицы");
}

#[test]
fn a_row_may_lack_remarks_at_its_end_but_no_field_that_is_read() {
    let place = place();
    place.write(
        "t.csv",
        "date,from,amount,to,note\n2024-05-21,USD,1,EUR\n2024-05-21,USD,1\n2024-05-21\n",
    );
    run(&place, &["convert", "--csv", "t.csv"])
        .out(&expect![[r#"
            date,from,amount,to,note,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            2024-05-21,USD,1,EUR,,0.91955607,2024-05-21,1,90.6537,2024-05-21,1,98.5842,,USD,RUB,EUR,RUB
            2024-05-21,USD,1,,,,,,,,,,3 fields where the header has 5: `to` is missing; complete the row,,,,
            2024-05-21,,,,,,,,,,,,1 field where the header has 5: `amount` is missing; complete the row,,,,"#]])
        .code(1);
    run_ru(&place, &["convert", "--csv", "t.csv"])
        .err_has("t.csv:4: 1 поле, а в первой строке 5: нет поля `amount`; дополните строку");
}

#[test]
fn currencies_may_be_given_by_number_in_a_column_and_not_as_a_word() {
    let place = place();
    place.write(
        "t.csv",
        "Дата;Сумма;Код валюты\n21.05.2024;1;840\n21.05.2024;1;643\n21.05.2024;1;978\n",
    );
    run(&place, &["convert", "--csv", "t.csv"])
        .out(&expect![[r#"
            Дата,Сумма,Код валюты,result,from_record_date,from_nominal,from_value,to_record_date,to_nominal,to_value,error,from_published_in,from_quote,to_published_in,to_quote
            21.05.2024,1,840,90.6537,2024-05-21,1,90.6537,,,,,USD,RUB,,
            21.05.2024,1,643,1.0000,,,,,,,,,,,
            21.05.2024,1,978,98.5842,2024-05-21,1,98.5842,,,,,EUR,RUB,,"#]])
        .code(0);
    let refused = run(&place, &["convert", "1", "840"]);
    refused
        .code(2)
        .err_has("unknown currency `840`")
        .err_has("USD");
}

#[test]
fn a_mapping_without_a_table_or_without_words_is_refused() {
    let place = place();
    run(&place, &["convert", "1", "USD", "--map", "date=x"])
        .err_has("--map: it says how a table is read; give the table with --csv FILE")
        .code(2);
    place.write("t.csv", "date,amount,from\n2024-05-21,1,USD\n");
    run(&place, &["convert", "--csv", "t.csv", "--map", ""])
        .err_has("is not FIELD=COLUMN")
        .code(2);
}

#[test]
fn words_behind_an_excluded_date_are_a_remark() {
    let place = place();
    place.write(
        "days.txt",
        "2024-05-06 remark\n6 мая 2024 г.\n2024-05-07, remark\n",
    );
    let ran = run(&place, &["correlate", "--exclude-dates", "days.txt"]);
    assert!(!ran.stderr.contains("days.txt"), "{ran:?}");
    place.write("days.txt", "2024-05-06 07 remark\n");
    run(&place, &["correlate", "--exclude-dates", "days.txt"])
        .err_has("days.txt, line 1")
        .code(1);
}

#[test]
fn one_row_left_out_is_one_row() {
    let place = place();
    place.write(
        "r.csv",
        "date,code,value\n2024-05-21,USD,90.6537\n2024-05-22,USD,x\n",
    );
    run(&place, &["db", "import", "r.csv"]).err_has("; 1 row left out");
    run_ru(&place, &["db", "import", "r.csv", "--dry-run"]).err_has("пропущено: 1 строка");
}

#[test]
fn a_row_whose_text_is_lost_is_not_converted_in_silence() {
    let place = place();
    let mut table = "date,amount,from,note\n".to_owned();
    table += &"2024-05-21,1,USD,строка примечания\n".repeat(21);
    let mut table = table.into_bytes();
    table.extend(
        encoding_rs::WINDOWS_1251
            .encode("2024-05-21,1,USD,другая\n")
            .0
            .iter(),
    );
    write_bytes(&place, "t.csv", &table);
    run(&place, &["convert", "--csv", "t.csv"])
        .err_has("t.csv:23: not UTF-8")
        .err_has("1 row not converted")
        .code(1);
}

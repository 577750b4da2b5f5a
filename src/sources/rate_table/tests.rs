//! Tables of rates small enough to be seen whole.

use super::*;
use crate::model::AmountError;
use expect_test::expect;

fn options(mapping: &Mapping) -> RateTableOptions<'_> {
    RateTableOptions {
        source: "cbr",
        is_source_given: false,
        mapping,
        currency: None,
        nominal: None,
    }
}

fn read(file: &str) -> RateTable {
    parse_rate_table(file.as_bytes(), options(&Mapping::default())).unwrap()
}

fn refused(file: &str) -> String {
    let refused = parse_rate_table(file.as_bytes(), options(&Mapping::default()));
    let (line, error) = refused.unwrap_err();
    format!("{line}: {error}")
}

/// The records of a file, a word each.
fn records(table: &RateTable) -> Vec<String> {
    let rows = table.rows.iter().map(|row| {
        let (date, nominal) = (row.record.record_date(), row.record.nominal().units());
        format!(
            "{date} {nominal} {} {}",
            row.currency.code,
            row.record.value()
        )
    });
    rows.collect()
}

fn check_fault(row: &str, cause: &RowCause) {
    let file =
        format!("date,char_code,nominal,value,source,span\n{row}\n2024-05-21,USD,1,90.6537,cbr,\n");
    let table = read(&file);
    assert_eq!((table.rows.len(), table.faults[0].line), (1, 2), "{row}");
    assert_eq!(table.faults[0].cause, *cause, "{row}");
}

#[test]
fn columns_go_by_name_in_any_order() {
    let table = read("\u{feff}value,kind,CODE,nominal,date\r\n58.1234,p,JPY,100,2024-05-21\r\n");
    assert_eq!(records(&table), ["2024-05-21 100 JPY 58.1234"]);
    assert_eq!(table.rows[0].line, 2);
}

/// The table that the Bank's site exports, and the one on its page of a day.
#[test]
fn tables_of_the_bank_are_read_as_they_are() {
    let exported =
        "nominal;data;curs;cdx\n1;21.05.2024;90,6537;Доллар США\n100;21.05.2024;58,1234;Иена\n";
    let of_a_day = "Дата;Цифр. код;Букв. код;Единиц;Валюта;Курс\n\
                    21.05.2024;840;USD;1;Доллар США;90,6537\n\
                    21.05.2024;392;JPY;100;Иен;58,1234\n";
    for file in [exported, of_a_day] {
        assert_eq!(
            records(&read(file)),
            ["2024-05-21 1 USD 90.6537", "2024-05-21 100 JPY 58.1234"]
        );
    }
}

#[test]
fn every_encoding_and_separator_of_a_spreadsheet_is_read() {
    let text = "Дата\tВалюта\tНоминал\tКурс\n21.05.2024\tдоллар США\t1\t90,6537\n";
    let utf16 = |to_bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| -> Vec<u8> {
        mark.into_iter()
            .chain(text.encode_utf16().flat_map(to_bytes))
            .collect()
    };
    let windows_1251 = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
    let files = [
        text.as_bytes().to_vec(),
        text.replace('\t', ";").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
        format!("sep=;\n{}", text.replace('\t', ";")).into_bytes(),
        windows_1251,
        utf16(u16::to_le_bytes, [0xff, 0xfe]),
        utf16(u16::to_be_bytes, [0xfe, 0xff]),
    ];
    for file in files {
        let mapping = Mapping::default();
        let table = parse_rate_table(&file, options(&mapping)).unwrap();
        assert_eq!(records(&table), ["2024-05-21 1 USD 90.6537"], "{file:?}");
    }
}

/// A spreadsheet of Russia writes 21.05.2024, other programs a clock behind the date.
#[test]
fn dates_are_read_as_everywhere() {
    for typed in [
        "2024-05-21",
        "21.05.2024",
        "5/21/2024",
        "2024-05-21T00:00:00",
        "2024/05/21",
        "21.05.24",
        "21\u{a0}мая\u{a0}2024 г.",
        "вторник, 21 мая 2024 года",
        "21-May-24",
    ] {
        let table = read(&format!(
            "date;char_code;nominal;value\n{typed};USD;1;90.6537\n"
        ));
        assert_eq!(records(&table), ["2024-05-21 1 USD 90.6537"], "{typed}");
    }
}

#[test]
fn a_missing_column_is_named_with_the_way_out() {
    expect![[r#"1: no column for the field `date` among `Когда`, `code`, `nominal`, `value`; name it with --map "date=COLUMN""#]].assert_eq(&refused("Когда;code;nominal;value\n"));
    expect![[r#"1: no column for the field `char_code` among `date`, `nominal`, `value`; name it with --map "char_code=COLUMN""#]].assert_eq(&refused("date,nominal,value\n"));
    expect![[r#"1: no column for the field `value` among `date`, `code`, `nominal`; name it with --map "value=COLUMN""#]].assert_eq(&refused("date,code,nominal\n"));
    expect!["1: the file is empty"].assert_eq(&refused(" \n"));
    expect!["1: not a table of text, but a workbook perhaps, or UTF-16 without a byte order mark; save it as CSV in UTF-8"]
        .assert_eq(&refused("PK\u{3}\u{4}\u{14}\0xl/workbook.xml"));
    expect!["1: two columns for the field `value`: `value` and `value`; rename the one that is not meant"].assert_eq(&refused("date,code,value,value\n"));
}

/// `Date;Rate` and the like: what no column has is given for the whole file.
#[test]
fn a_currency_and_a_nominal_may_be_given_for_the_file() {
    let given = |code: &str, nominal: Option<i64>| {
        let file = "Date;Rate\n21.05.2024;58,1234\n";
        let mapping = Mapping::default();
        let options = RateTableOptions {
            currency: Currency::by_code(code),
            nominal: nominal.map(|units| Nominal::new(units).unwrap()),
            ..options(&mapping)
        };
        parse_rate_table(file.as_bytes(), options).unwrap()
    };
    assert_eq!(
        records(&given("JPY", Some(100))),
        ["2024-05-21 100 JPY 58.1234"]
    );
    assert_eq!(records(&given("USD", None)), ["2024-05-21 1 USD 58.1234"]);
    assert_eq!(
        given("JPY", None).faults[0].cause,
        RowCause::NoNominal("JPY")
    );
}

#[test]
fn a_column_for_each_currency_is_read_where_nothing_is_guessed() {
    let table =
        read("date,usd,Евро,100 JPY\n2024-05-21,90.6537,98.5842,58.1234\n2024-05-22,90.4082,,\n");
    assert_eq!(
        records(&table),
        [
            "2024-05-21 1 USD 90.6537",
            "2024-05-21 1 EUR 98.5842",
            "2024-05-21 100 JPY 58.1234",
            "2024-05-22 1 USD 90.4082",
        ]
    );
    assert!(table.faults.is_empty(), "{:?}", table.faults);
    let yen = read("date,jpy\n2024-05-21,58.1234\n");
    assert_eq!(yen.faults[0].cause, RowCause::NoNominal("JPY"));
    expect![[r#"1: no column for the field `char_code` among `date`, `usd`, `weather`; name it with --map "char_code=COLUMN""#]].assert_eq(&refused("date,usd,weather\n"));
}

#[test]
fn codes_in_small_letters_numbers_and_names_are_currencies() {
    for typed in ["usd", "840", "Доллар США", "US Dollar", "USD/RUB"] {
        let table = read(&format!("date,code,value\n2024-05-21,{typed},90.6537\n"));
        assert_eq!(records(&table), ["2024-05-21 1 USD 90.6537"], "{typed}");
    }
    // A penny is no pound.
    let penny = read("date,code,value\n2024-05-21,GBp,115.1121\n");
    assert!(matches!(
        penny.faults[0].cause,
        RowCause::UnknownCurrency(_)
    ));
    let shared = read("date,code,nominal,value\n2024-05-21,крона,1,90\n");
    assert!(matches!(
        shared.faults[0].cause,
        RowCause::UnknownCurrency(_)
    ));
}

#[test]
fn bad_rows_are_named_and_the_rest_goes_on() {
    let text = |text: &str| text.to_owned();
    for date in ["2024-02-30", "05/06/2024"] {
        let fault = RowCause::Date(parse_written_day(date).unwrap_err());
        check_fault(&format!("{date},USD,1,90.0000,cbr,"), &fault);
    }
    check_fault(
        "2024-05-21,UDS,1,90.0000,cbr,",
        &RowCause::UnknownCurrency(Currency::find("UDS").unwrap_err()),
    );
    check_fault("2024-05-21,USD,3,90.0000,cbr,", &RowCause::Nominal(3));
    check_fault(
        "2024-05-21,USD,one,90.0000,cbr,",
        &RowCause::NominalNotWhole(text("one")),
    );
    check_fault(
        "2024-05-21,USD,1,ninety,cbr,",
        &RowCause::ValueUnread(AmountError::Unreadable(text("ninety"))),
    );
    check_fault(
        "2024-05-21,USD,1,90.65371,cbr,",
        &RowCause::ValueDigits(text("90.65371")),
    );
    check_fault(
        "2024-05-21,USD,1,100000001,cbr,",
        &RowCause::ValueTooLarge(text("100000001")),
    );
    check_fault(
        "2024-05-21,USD,1,90,ecb,",
        &RowCause::UnknownSource(text("ecb")),
    );
    let other_span = "2024-06-01..2024-06-02";
    let row = format!("2024-05-21,USD,1,90,cbr,{other_span}");
    check_fault(&row, &RowCause::SpanWithoutDate(text(other_span)));
    check_fault(
        "2024-05-21,USD,1,90,cbr,all",
        &RowCause::NotASpan(text("all")),
    );
    check_fault("2024-05-21,USD", &RowCause::FewerFields);
}

/// An unquoted decimal comma between commas: 90 would be taken for the value.
#[test]
fn a_row_with_more_fields_than_the_header_is_left_out() {
    let cause = RowCause::MoreFields {
        found: 7,
        header: 6,
    };
    check_fault("2024-05-21,USD,1,90,6537,cbr,x", &cause);
    assert!(
        read("date,code,value\n2024-05-21,USD,90.6537,,\n")
            .faults
            .is_empty()
    );
}

#[test]
fn other_names_of_the_bank_are_its_source() {
    for name in ["cbr", "CBR", "ЦБ РФ", "Банк России", "cbr.ru"] {
        let table = read(&format!(
            "date,code,value,source\n2024-05-21,USD,90.6537,{name}\n"
        ));
        assert_eq!(table.rows.len(), 1, "{name}");
    }
}

#[test]
fn a_value_of_zero_must_be_above_it() {
    for value in ["0", "0.0000", "-1", "−1"] {
        check_fault(
            &format!("2024-05-21,USD,1,{value},cbr,"),
            &RowCause::ValueNotPositive(value.to_owned()),
        );
    }
}

/// The days of a row that is left out are known as far as it could be read: they must not count as covered.
#[test]
fn a_faulty_row_says_what_it_is_about() {
    let file = "date,char_code,nominal,value,span\n2024-05-21,USD,1,x,2024-05-21..2024-05-31\n?,EUR,1,x,\n";
    let faults = read(file).faults;
    let may = Span::new("2024-05-21".parse().unwrap(), "2024-05-31".parse().unwrap());
    let code = |place: &RowPlace| place.currency.map(|currency| currency.code);
    assert_eq!(
        (code(&faults[0].place), faults[0].place.span),
        (Some("USD"), may)
    );
    assert_eq!(faults[0].place.date, may.map(Span::from));
    assert_eq!(
        (code(&faults[1].place), faults[1].place.date),
        (Some("EUR"), None)
    );
}

#[test]
fn a_former_code_means_its_own_unit_and_ends_with_it() {
    let of = |date: &str| {
        read(&format!(
            "date,char_code,nominal,value\n{date},TRL,1000000,20.5741\n"
        ))
    };
    assert_eq!(of("2004-12-29").rows[0].currency.code, "TRY");
    let new_from = "2005-01-01".parse().unwrap();
    let ended = RowCause::FormerCodeEnded {
        code: "TRL".to_owned(),
        new_from,
    };
    assert_eq!(of("2005-01-05").faults[0].cause, ended);
}

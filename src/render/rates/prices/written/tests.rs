//! What a file of prices can have, and what it cannot.

use super::*;
use jiff::civil::date;

fn check(format: PriceFormat, line: &str, expected: Option<(&str, &str, &str)>) {
    let found = parse_prices(line, format).unwrap();
    let read = found.prices.first().map(|one| {
        assert_eq!(one.day, date(2024, 5, 21), "{line}");
        (one.commodity, one.per_unit.to_string(), one.quote)
    });
    let expected = expected.map(|(commodity, value, quote)| (commodity, value.to_owned(), quote));
    assert_eq!(read, expected, "{line}");
    assert_eq!(
        found.unread.len(),
        usize::from(expected.is_none()),
        "{line}"
    );
}

#[test]
fn prices_are_read_as_their_programs_allow_them_to_be_written() {
    let usd = Some(("USD", "90.6537", "RUB"));
    for line in [
        "P 2024-05-21 00:00:00 USD 90.6537 RUB",
        "P 2024-05-21 USD 90.6537 RUB",
        "P 2024/05/21 USD RUB 90.6537",
        "P 2024.5.21  \"USD\"  RUB90.6537 ; from a bank",
        "\u{feff}P\t2024-05-21\tUSD\t90,6537 \"RUB\"\r",
    ] {
        check(PriceFormat::Hledger, line, usd);
        check(PriceFormat::Ledger, line, usd);
    }
    check(
        PriceFormat::Hledger,
        "P 2024-05-21 $ ₽90.6537",
        Some(("$", "90.6537", "₽")),
    );
    check(
        PriceFormat::Beancount,
        "2024-05-21 price USD   90.6537 RUB ; noon",
        usd,
    );
    check(PriceFormat::Beancount, "2024-05-21 price USD 1/3 RUB", None);
    check(PriceFormat::Hledger, "P 05-21 USD 90.6537 RUB", None);
    check(PriceFormat::Hledger, "P 2024-05-21 USD", None);
}

#[test]
fn other_lines_of_a_journal_are_passed_over() {
    let journal = "; prices\n\ncommodity 1.00 RUB\nD 1.00 RUB\n2024-05-21 * shop\n    food  1 USD\n    cash\n\
                   2024/05/21=2024/05/22 open price of a thing\ncomment\nany,thing\nend comment\n~ monthly\n";
    for format in [PriceFormat::Ledger, PriceFormat::Hledger] {
        check_passed(format, journal);
    }
    let book = "* Prices\noption \"title\" \"x\"\n2024-01-01 open Assets:Cash\n2024-05-21 ! \"shop\"\n  Assets:Cash  1 USD\n";
    check_passed(PriceFormat::Beancount, book);
}

fn check_passed(format: PriceFormat, text: &str) {
    let found = parse_prices(text, format).unwrap();
    assert_eq!((found.prices, found.unread), (vec![], vec![]), "{text}");
}

#[test]
fn dates_without_a_year_have_that_of_the_directive_above() {
    for directive in ["Y2024", "Y 2024", "year 2024", "apply year 2024"] {
        for date in ["05/21", "5.21", "05-21", "2024/05/21"] {
            let text = format!(
                "{directive}\n{date} * shop\n    food  1 USD\n    cash\nP {date} USD 90.6537 RUB\n"
            );
            check(PriceFormat::Ledger, &text, Some(("USD", "90.6537", "RUB")));
        }
    }
    let no_year = "02/29 shop\n    food  1 USD\n    cash\nP 05/21 USD 1 RUB";
    check(PriceFormat::Hledger, no_year, None);
    let ended = "apply year 2024\nend apply year\nP 05/21 USD 1 RUB";
    check(PriceFormat::Ledger, ended, None);
    let joined = "P2024-05-21 USD 90.6537 RUB";
    check(
        PriceFormat::Hledger,
        joined,
        Some(("USD", "90.6537", "RUB")),
    );
    let other = parse_prices("13/45 x", PriceFormat::Hledger);
    assert_eq!(other, Err(PriceFault::Foreign(1)));
}

#[test]
fn a_text_of_several_lines_is_one_text() {
    let text = "2024-01-02 * \"a \\\" b\nany,thing; 2\n\" ; it's \"\n  note: \"c\n2024-05-21 price X 1 Y\nd\"\n\
                2024-05-21 price USD 90.6537 RUB\n";
    check(
        PriceFormat::Beancount,
        text,
        Some(("USD", "90.6537", "RUB")),
    );
}

#[test]
fn nothing_can_follow_what_has_no_end() {
    for format in [PriceFormat::Ledger, PriceFormat::Hledger] {
        let open = parse_prices("; mine\ncomment\nP 2024-05-21 USD 1 RUB\n", format);
        assert_eq!(open, Err(PriceFault::Open(2)));
    }
    let text = "\n2024-01-02 * \"a\n2024-05-21 price USD 1 RUB\n";
    let open = parse_prices(text, PriceFormat::Beancount);
    assert_eq!(open, Err(PriceFault::Open(2)));
}

#[test]
fn a_file_of_another_format_is_known_by_its_first_line_that_cannot_be() {
    let cases = [
        (
            PriceFormat::Hledger,
            "; ok\n2024-05-21 price USD 90.6537 RUB\n",
            2,
        ),
        (
            PriceFormat::Beancount,
            "\nP 2024-05-21 USD 90.6537 RUB\n",
            2,
        ),
        (PriceFormat::Ledger, "currency,date,nominal\n", 1),
        (PriceFormat::Beancount, "currency,date,nominal\n", 1),
        (PriceFormat::Hledger, "20240521\t1\t90.6537\n", 1),
        (PriceFormat::Beancount, "20240521\t1\t90.6537\n", 1),
        (PriceFormat::Hledger, "2024-05-21,90.6537\n", 1),
        (PriceFormat::Hledger, "{\"series\":[]}\n", 1),
        (PriceFormat::Beancount, "2024-05-21 shop\n", 1),
        (PriceFormat::Ledger, "\u{fffd}PNG\n", 1),
        (PriceFormat::Ledger, "Дорогой дневник\n", 1),
    ];
    for (format, text, line) in cases {
        assert_eq!(
            parse_prices(text, format),
            Err(PriceFault::Foreign(line)),
            "{text}"
        );
    }
}

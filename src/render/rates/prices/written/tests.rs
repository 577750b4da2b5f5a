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
        assert_eq!(
            parse_prices(journal, format).unwrap(),
            WrittenPrices::default()
        );
    }
    let book = "* Prices\noption \"title\" \"x\"\n2024-01-01 open Assets:Cash\n2024-05-21 ! \"shop\"\n  Assets:Cash  1 USD\n";
    assert_eq!(
        parse_prices(book, PriceFormat::Beancount).unwrap(),
        WrittenPrices::default()
    );
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
        assert_eq!(parse_prices(text, format), Err(ForeignLine(line)), "{text}");
    }
}

//! Faults of figures in both languages.

use super::*;
use crate::render::fixtures::{currency, record};
use expect_test::{Expect, expect};

const ARCHIVE: EvidenceName = EvidenceName {
    answer: 1,
    fetched_at: None,
};

fn fault(code: &str, record: Record, what: RecordFault) -> FigureFault {
    let currency = currency(code);
    FigureFault::Record {
        currency,
        record,
        what,
    }
}

fn check(fault: &FigureFault, expected: &Expect) {
    let words = fault.words();
    expected.assert_eq(&format!("{}\n{}", words.ru, words.en));
}

#[test]
fn an_altered_figure_is_said_with_the_right_one_and_the_command() {
    let altered = RecordFault::NotHeld {
        superseded: false,
        evidence: ARCHIVE,
        says: vec![record("2024-05-21", 1, "90.6537")],
    };
    check(
        &fault("USD", record("2024-05-21", 1, "80.6537"), altered),
        &expect![[r"
        rate USD 2024-05-21, столбец value_e4: в базе 80.6537 за 1, во встроенном архиве 90.6537 за 1; спросить Банк России: `rates fetch --currency USD --from 2024-05-21 --to 2024-05-21`
        rate USD 2024-05-21, column value_e4: the store says 80.6537 per 1, the built-in archive says 90.6537 per 1; `rates fetch --currency USD --from 2024-05-21 --to 2024-05-21` asks the Bank of Russia"]],
    );
}

#[test]
fn a_record_that_evidence_does_not_have_and_one_that_the_store_has_lost() {
    let fetched_at = "2026-08-25T09:00:00Z".parse().unwrap();
    let evidence = EvidenceName {
        answer: 40,
        fetched_at: Some(fetched_at),
    };
    let moved = RecordFault::NotHeld {
        superseded: true,
        evidence,
        says: vec![],
    };
    check(
        &fault("USD", record("2024-05-20", 1, "90.9873"), moved),
        &expect![[r"
        rate USD 2024-05-20, столбец record_date: прежний курс в базе 90.9873 за 1, в ответе 40, полученном 2026-08-25T09:00:00Z, записи этой даты нет
        rate USD 2024-05-20, column record_date: the earlier figure in the store is 90.9873 per 1, answer 40, fetched 2026-08-25T09:00:00Z, has no record of that date"]],
    );
    let missing = RecordFault::Missing(ARCHIVE);
    check(
        &fault("USD", record("2024-05-18", 1, "90.9873"), missing),
        &expect![[r"
        rate USD 2024-05-18: строки нет, а во встроенном архиве 90.9873 за 1; спросить Банк России: `rates fetch --currency USD --from 2024-05-18 --to 2024-05-18`
        rate USD 2024-05-18: there is no row, but the built-in archive says 90.9873 per 1; `rates fetch --currency USD --from 2024-05-18 --to 2024-05-18` asks the Bank of Russia"]],
    );
}

#[test]
fn a_nominal_that_was_changed_is_named_as_such() {
    let changed = RecordFault::NotHeld {
        superseded: false,
        evidence: ARCHIVE,
        says: vec![record("2024-05-21", 100, "58.1234")],
    };
    let changed = fault("JPY", record("2024-05-21", 10, "58.1234"), changed);
    assert!(
        changed
            .words()
            .en
            .starts_with("rate JPY 2024-05-21, column nominal: the store says 58.1234 per 10")
    );
}

#[test]
fn a_figure_out_of_force_without_another_is_said_with_the_command() {
    check(
        &fault(
            "USD",
            record("2024-05-21", 1, "90.6537"),
            RecordFault::WithoutSuccessor,
        ),
        &expect![[r"
            rate USD 2024-05-21, столбец superseded_at: 90.6537 за 1 не действует, хотя ничем не заменено; спросить Банк России: `rates fetch --currency USD --from 2024-05-21 --to 2024-05-21`
            rate USD 2024-05-21, column superseded_at: 90.6537 per 1 is out of force, although nothing replaced it; `rates fetch --currency USD --from 2024-05-21 --to 2024-05-21` asks the Bank of Russia"]],
    );
}

//! Proofs in both languages.

use super::*;
use crate::{
    model::{Quoted, UnitScale, change_between},
    render::fixtures::{currency, day, record},
};
use expect_test::expect;

/// A figure of the archive with one restated before.
pub(in crate::render) fn proof() -> Proof {
    let at = |text: &str| text.parse().unwrap();
    let (previous, record) = (
        record("2024-05-18", 1, "90.9873"),
        record("2024-05-21", 1, "90.6537"),
    );
    let line = "2024-05-21,USD,1,90.6537".to_owned();
    Proof {
        currency: currency("USD"),
        day: day("2024-05-21"),
        record,
        change: Some((
            change_between(UnitScale::SAME, &previous, &record),
            previous,
        )),
        source: "cbr".into(),
        from: ProofFrom::Archive,
        url: "archive:USD_1992-07-01_2026-08-21".into(),
        fetched_at: at("2026-08-21T09:00:00Z"),
        sha256: "ab12".into(),
        line: line.clone(),
        confirmed: false,
        archived: Some(Archived {
            record,
            line,
            span: Span::new(day("1992-07-01"), day("2026-08-21")).unwrap(),
            lines: 7902,
            sha256: "ab12".into(),
            sources: vec![ArchiveSource {
                letter: 'A',
                repository: "someone/rates@1",
                en: "an export",
                ru: "выгрузка",
            }],
        }),
        bank_url: "https://example.test/xml".into(),
        bank_page: "https://example.test/page".into(),
        confirm_command: "rates fetch".into(),
        superseded: vec![Superseded {
            nominal: Nominal::ONE,
            value: Decimal::parse("90.6500").unwrap(),
            from: ProofFrom::Answer,
            first_seen: at("2024-05-20T13:00:00Z"),
            superseded_at: at("2024-05-20T14:00:00Z"),
        }],
    }
}

#[test]
fn a_proof_in_both_languages() {
    let shown = render_proof(&proof(), Lang::Ru);
    expect![[r"
        1 USD = 90.6537 RUB, запись от 2024-05-21
          изменение    −0.3336 к 90.9873 от 2024-05-18
          источник     cbr
          откуда       встроенный архив; ответом источника ещё не подтверждено
          адрес        archive:USD_1992-07-01_2026-08-21
          получено     2026-08-21T09:00:00Z
          SHA-256      ab12
          строка       2024-05-21,USD,1,90.6537
          отрезок      1992-07-01..2026-08-21, строк в нём 7902; SHA-256 взят от них всех
          списано      A  someone/rates@1: выгрузка
          смотреть     https://example.test/xml (не запрашивался)
                       https://example.test/page (по-английски)
          подтвердить  `rates fetch`
        раньше: 90.6500 за 1, с 2024-05-20T13:00:00Z до 2024-05-20T14:00:00Z, ответ источника"]]
    .assert_eq(&shown);
    let answered = Proof {
        day: day("2024-05-22"),
        from: ProofFrom::Answer,
        confirmed: true,
        change: None,
        line: "<Record/>".into(),
        superseded: vec![],
        ..proof()
    };
    let shown = render_proof(&answered, Lang::En);
    expect![[r"
        1 USD = 90.6537 RUB, record of 2024-05-21, in force on 2024-05-22
          change     —
          source     cbr
          from       the source's answer, kept
          address    archive:USD_1992-07-01_2026-08-21
          fetched    2026-08-21T09:00:00Z
          SHA-256    ab12
          line       <Record/>
          archive    2024-05-21,USD,1,90.6537 (the same figure)
          look at    https://example.test/xml (not asked now)
                     https://example.test/page
          ask again  `rates fetch`"]]
    .assert_eq(&shown);
}

#[test]
fn an_imported_figure_rests_on_its_file_and_the_archive_may_differ() {
    let imported = Proof {
        from: ProofFrom::Import,
        record: record("2024-05-21", 1, "89.0000"),
        ..proof()
    };
    let text = render_proof(&imported, Lang::En);
    assert!(
        text.contains("an imported file alone: no answer of the source has confirmed the figure"),
        "{text}"
    );
    assert!(
        text.contains("2024-05-21,USD,1,90.6537 (the built-in archive has another figure)"),
        "{text}"
    );
}

/// From one published record to a later one.
fn scale(code: &str, earlier: &Record, later: &Record) -> UnitScale {
    Quoted::published(currency(code)).scale(earlier.record_date(), later.record_date())
}

#[test]
fn the_change_names_another_nominal_and_old_rubles() {
    let text = |code: &str, previous: Record, now: Record| {
        let change = change_between(scale(code, &previous, &now), &previous, &now);
        let proof = Proof {
            currency: currency(code),
            record: now,
            change: Some((change, previous)),
            ..proof()
        };
        change_text(&proof, Lang::En)
    };
    assert_eq!(
        text(
            "TRY",
            record("2021-01-05", 10, "97.5432"),
            record("2021-01-06", 1, "9.7600")
        ),
        "+0.00568 against 97.5432 per 10 of 2021-01-05"
    );
    assert_eq!(
        text(
            "USD",
            record("1997-12-30", 1, "5960.0000"),
            record("1998-01-01", 1, "5.9600")
        ),
        "0.0000 against 5960.0000 in old rubles of 1997-12-30"
    );
}

#[test]
fn before_1998_the_ruble_is_rur() {
    let old = Proof {
        day: day("1997-12-31"),
        record: record("1997-12-30", 1, "5960.0000"),
        ..proof()
    };
    assert!(
        render_proof(&old, Lang::Ru)
            .starts_with("1 USD = 5960.0000 RUR, запись от 1997-12-30, действует 1997-12-31\n")
    );
}

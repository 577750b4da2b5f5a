//! `prove` as JSON: the keys and their order are a contract; new ones come last.

use crate::model::Unit;
use crate::render::json_parts::write_line;
use crate::render::json_parts::{Day, Number, Shown};
use crate::render::proof::text::{Archived, Proof, ProofFrom, Superseded};
use jiff::Timestamp;
use serde::Serialize;
use std::io::{self, Write};

/// `prove`.
///
/// # Errors
/// Those of the writer.
pub fn render_proof(proof: &Proof, out: &mut dyn Write) -> io::Result<()> {
    write_line(&ProofJson::new(proof), out)
}

#[derive(Serialize)]
struct ProofJson<'a> {
    currency: &'static str,
    record_date: Day,
    nominal: i64,
    value: Number,
    source: &'a str,
    from: &'static str,
    url: &'a str,
    fetched_at: Shown<Timestamp>,
    sha256: &'a str,
    line: &'a str,
    confirmed: bool,
    superseded: Vec<SupersededJson>,
    date: Day,
    change: Option<Number>,
    change_pct: Option<Number>,
    previous_record_date: Option<Day>,
    previous_nominal: Option<i64>,
    previous_value: Option<Number>,
    archive_line: Option<&'a str>,
    archive_stretch: Option<StretchJson<'a>>,
    bank_url: &'a str,
    bank_page: &'a str,
    confirm_command: &'a str,
}

#[derive(Serialize)]
struct SupersededJson {
    nominal: i64,
    value: Number,
    first_seen: Shown<Timestamp>,
    superseded_at: Shown<Timestamp>,
    from: &'static str,
}

/// The stretch of the archive that `archive_line` is in.
#[derive(Serialize)]
struct StretchJson<'a> {
    from: Day,
    to: Day,
    lines: usize,
    sha256: &'a str,
    sources: Vec<SourceJson>,
}

#[derive(Serialize)]
struct SourceJson {
    letter: char,
    repository: &'static str,
    what: &'static str,
}

impl<'a> ProofJson<'a> {
    fn new(proof: &'a Proof) -> Self {
        let change = proof.change.as_ref();
        Self {
            currency: Unit::in_use(proof.currency, proof.record.record_date()).code(),
            record_date: Day(proof.record.record_date()),
            nominal: proof.record.nominal().units(),
            value: Number(proof.record.value()),
            source: &proof.source,
            from: from_key(proof.from),
            url: &proof.url,
            fetched_at: Shown(proof.fetched_at),
            sha256: &proof.sha256,
            line: &proof.line,
            confirmed: proof.confirmed,
            superseded: proof.superseded.iter().map(SupersededJson::new).collect(),
            date: Day(proof.day),
            change: change.map(|(change, _)| Number(change.amount)),
            change_pct: change.map(|(change, _)| Number(change.percent)),
            previous_record_date: change.map(|(_, previous)| Day(previous.record_date())),
            previous_nominal: change.map(|(_, previous)| previous.nominal().units()),
            previous_value: change.map(|(_, previous)| Number(previous.value())),
            archive_line: proof.archived.as_ref().map(|archived| &*archived.line),
            archive_stretch: proof.archived.as_ref().map(StretchJson::new),
            bank_url: &proof.bank_url,
            bank_page: &proof.bank_page,
            confirm_command: &proof.confirm_command,
        }
    }
}

impl SupersededJson {
    fn new(old: &Superseded) -> Self {
        Self {
            nominal: old.nominal.units(),
            value: Number(old.value),
            first_seen: Shown(old.first_seen),
            superseded_at: Shown(old.superseded_at),
            from: from_key(old.from),
        }
    }
}

impl<'a> StretchJson<'a> {
    fn new(archived: &'a Archived) -> Self {
        let sources = archived.sources.iter().map(|source| SourceJson {
            letter: source.letter,
            repository: source.repository,
            what: source.en,
        });
        Self {
            from: Day(archived.span.from()),
            to: Day(archived.span.to()),
            lines: archived.lines,
            sha256: &archived.sha256,
            sources: sources.collect(),
        }
    }
}

const fn from_key(from: ProofFrom) -> &'static str {
    match from {
        ProofFrom::Answer => "answer",
        ProofFrom::Archive | ProofFrom::OtherArchive => "archive",
        ProofFrom::Import => "import",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::proof::text::tests::proof;

    #[test]
    fn the_keys_of_old_come_first_and_the_new_ones_after_them() {
        let mut out = Vec::new();
        render_proof(&proof(), &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            concat!(
                r#"{"currency":"USD","record_date":"2024-05-21","nominal":1,"value":90.6537,"source":"cbr","from":"archive","#,
                r#""url":"archive:USD_1992-07-01_2026-08-21","fetched_at":"2026-08-21T09:00:00Z","sha256":"ab12","#,
                r#""line":"2024-05-21,USD,1,90.6537","confirmed":false,"#,
                r#""superseded":[{"nominal":1,"value":90.6500,"first_seen":"2024-05-20T13:00:00Z","superseded_at":"2024-05-20T14:00:00Z","from":"answer"}],"#,
                r#""date":"2024-05-21","change":-0.3336,"change_pct":-0.3666,"previous_record_date":"2024-05-18","#,
                r#""previous_nominal":1,"previous_value":90.9873,"archive_line":"2024-05-21,USD,1,90.6537","#,
                r#""archive_stretch":{"from":"1992-07-01","to":"2026-08-21","lines":7902,"sha256":"ab12","#,
                r#""sources":[{"letter":"A","repository":"someone/rates@1","what":"an export"}]},"#,
                r#""bank_url":"https://example.test/xml","bank_page":"https://example.test/page","#,
                r#""confirm_command":"rates fetch"}"#,
                "\n"
            )
        );
    }
}

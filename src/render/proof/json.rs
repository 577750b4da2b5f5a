//! `prove` as JSON: the keys and their order are a contract; new ones come last.

use crate::{
    model::Unit,
    render::{
        json_parts::{Day, Json, Number, Shown, rows, serialize_keys, write_line},
        proof::text::{Archived, Proof, ProofFrom, Superseded},
    },
    store::ArchiveSource,
};
use serde::{Serialize, Serializer};
use std::io::{self, Write};

pub fn render_proof(proof: &Proof, out: &mut dyn Write) -> io::Result<()> {
    write_line(&Json(proof), out)
}

impl Serialize for Json<&Proof> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let proof = self.0;
        let record = &proof.record;
        let record_date = record.record_date();
        let change = proof.change.as_ref().map(|(change, _)| change);
        let previous = proof.change.as_ref().map(|(_, previous)| previous);
        let archived = proof.archived.as_ref();

        serialize_keys!(serializer, {
            "currency": Unit::in_use(proof.currency, record_date).code(),
            "record_date": Day(record_date),
            "nominal": record.nominal().units(),
            "value": Number(record.value()),
            "source": proof.source,
            "from": from_key(proof.from),
            "url": proof.url,
            "fetched_at": Shown(proof.fetched_at),
            "sha256": proof.sha256,
            "line": proof.line,
            "confirmed": proof.confirmed,
            "superseded": rows(&proof.superseded),
            "date": Day(proof.day),
            "change": change.map(|change| Number(change.amount)),
            "change_pct": change.map(|change| Number(change.percent)),
            "previous_record_date": previous.map(|record| Day(record.record_date())),
            "previous_nominal": previous.map(|record| record.nominal().units()),
            "previous_value": previous.map(|record| Number(record.value())),
            "archive_line": archived.map(|archived| &archived.line),
            "archive_stretch": archived.map(Json),
            "bank_url": proof.bank_url,
            "bank_page": proof.bank_page,
            "confirm_command": proof.confirm_command,
        })
    }
}

impl Serialize for Json<&Superseded> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let old = self.0;
        serialize_keys!(serializer, {
            "nominal": old.nominal.units(),
            "value": Number(old.value),
            "first_seen": Shown(old.first_seen),
            "superseded_at": Shown(old.superseded_at),
            "from": from_key(old.from),
        })
    }
}

/// The stretch of the archive that `archive_line` is in.
impl Serialize for Json<&Archived> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let archived = self.0;
        serialize_keys!(serializer, {
            "from": Day(archived.span.from()),
            "to": Day(archived.span.to()),
            "lines": archived.lines,
            "sha256": archived.sha256,
            "sources": rows(&archived.sources),
        })
    }
}

impl Serialize for Json<&ArchiveSource> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "letter": self.0.letter,
            "repository": self.0.repository,
            "what": self.0.en,
        })
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

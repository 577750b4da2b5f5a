//! `prove` as JSON: the keys and their order are a contract; new ones come last.

use crate::{
    model::Unit,
    render::{
        json_parts::serialize_keys,
        proof::text::{Proof, Superseded},
    },
    store::ArchiveSource,
};
use serde::{Serialize, Serializer};

impl Serialize for Proof {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record_date = self.record.record_date();
        let (change, previous) = self.change.unzip();
        let archived = self.archived.as_ref();

        serialize_keys!(serializer, {
            "currency": Unit::in_use(self.currency, record_date).code(),
            "record_date": record_date,
            "nominal": self.record.nominal().units(),
            "value": self.record.value(),
            "source": self.source,
            "from": self.from,
            "url": self.url,
            "fetched_at": self.fetched_at,
            "sha256": self.sha256,
            "line": self.line,
            "confirmed": self.confirmed,
            "superseded": self.superseded,
            "date": self.day,
            "change": change.map(|change| change.amount),
            "change_pct": change.map(|change| change.percent),
            "previous_record_date": previous.map(|record| record.record_date()),
            "previous_nominal": previous.map(|record| record.nominal().units()),
            "previous_value": previous.map(|record| record.value()),
            "archive_line": archived.map(|archived| &archived.line),
            "archive_stretch": archived,
            "bank_url": self.bank_url,
            "bank_page": self.bank_page,
            "confirm_command": self.confirm_command,
        })
    }
}

impl Serialize for ArchiveSource {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "letter": self.letter,
            "repository": self.repository,
            "what": self.en,
        })
    }
}

impl Serialize for Superseded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_keys!(serializer, {
            "nominal": self.nominal.units(),
            "value": self.value,
            "first_seen": self.first_seen,
            "superseded_at": self.superseded_at,
            "from": self.from,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::render::{proof::text::tests::proof, write_line};

    #[test]
    fn the_keys_of_old_come_first_and_the_new_ones_after_them() {
        let mut out = Vec::new();
        write_line(&proof(), &mut out).unwrap();
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

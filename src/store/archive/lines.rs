//! Looks up single days in the embedded archive: the stretch, the line, and who copied it.

use super::{ManifestRow, manifest, stretches};
use crate::model::Record;
use jiff::civil::Date;

/// A stretch of the archive with its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its row of the manifest.
    pub row: ManifestRow,
    /// Its records, one a date, earliest first.
    pub records: Vec<Record>,
}

impl Stretch {
    /// The record of a date.
    pub fn record_on(&self, day: Date) -> Option<Record> {
        let found = self.records.binary_search_by_key(&day, Record::record_date);
        found.ok().map(|at| self.records[at])
    }
}

/// A collection from which figures of the archive were copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArchiveSource {
    /// Its letter in the manifest.
    pub letter: char,
    /// The repository and commit.
    pub repository: &'static str,
    /// Its description in English.
    pub en: &'static str,
    /// Its description in Russian.
    pub ru: &'static str,
}

/// The sources behind the letters of the manifest; the same table as in db/README.md.
const SOURCES: [ArchiveSource; 5] = [
    ArchiveSource {
        letter: 'A',
        repository: "VadimRastvorov/CurrencyRate@0417bfa",
        en: "the Bank's own export to 2022-07-02",
        ru: "выгрузка самого Банка России до 2022-07-02",
    },
    ArchiveSource {
        letter: 'B',
        repository: "Kirill-Murashev/sberindex@3d9c4a6",
        en: "the Bank's own export of the dollar to 2023-11-30",
        ru: "выгрузка самого Банка России по доллару до 2023-11-30",
    },
    ArchiveSource {
        letter: 'C',
        repository: "link-assistant/calculator@bc7380d2",
        en: "answers of XML_dynamic.asp, 2021-03-23 to 2026-08-21",
        ru: "ответы XML_dynamic.asp с 2021-03-23 по 2026-08-21",
    },
    ArchiveSource {
        letter: 'D',
        repository: "titov-vv/jal@95571dc5",
        en: "the tax service's copy, 2019-01-10 to 2021-01-22",
        ru: "копия налоговой службы с 2019-01-10 по 2021-01-22",
    },
    ArchiveSource {
        letter: 'E',
        repository: "BaskovKonstantin/SovCom@75afe3a",
        en: "quotes to 2022-11-19",
        ru: "котировки до 2022-11-19",
    },
];

/// The stretch that a store names by this address and hash, if this program's archive has it.
pub fn archived_stretch(url: &str, sha256: &str) -> Option<Stretch> {
    find_stretches(|row| row.url() == url && row.sha256 == sha256).pop()
}

/// The stretches of a currency.
pub fn archived_stretches_of(code: &str) -> Vec<Stretch> {
    find_stretches(|row| row.code == code)
}

/// The sources of a stretch.
pub fn stretch_sources(row: &ManifestRow) -> Vec<ArchiveSource> {
    let letters = row.line.rsplit('\t').next().unwrap_or_default();
    SOURCES
        .iter()
        .filter(|source| letters.contains(source.letter))
        .copied()
        .collect()
}

fn find_stretches(is_wanted: impl Fn(&ManifestRow) -> bool) -> Vec<Stretch> {
    let rows = manifest().unwrap_or_default();
    // Reading the records takes far longer than looking through the manifest.
    if !rows.iter().any(&is_wanted) {
        return Vec::new();
    }

    rows.into_iter()
        .zip(stretches().unwrap_or_default())
        .filter(|(row, _)| is_wanted(row))
        .map(|(row, archived)| Stretch {
            row,
            records: archived.records,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_found_in_its_stretch() {
        let dollar = archived_stretches_of("USD").remove(0);
        assert_eq!(
            dollar
                .record_on(date(2024, 5, 21))
                .map(|record| record.value_e4()),
            Some(906_537)
        );
        assert_eq!(dollar.record_on(date(2024, 5, 20)), None);
        assert_eq!(
            archived_stretch(&dollar.row.url(), &dollar.row.sha256),
            Some(dollar.clone())
        );
        assert_eq!(archived_stretch(&dollar.row.url(), "another"), None);
        let letters: String = stretch_sources(&dollar.row)
            .iter()
            .map(|source| source.letter)
            .collect();
        assert_eq!(letters, "ABC");
    }

    #[test]
    fn every_letter_of_the_manifest_is_explained_as_in_the_readme() {
        let readme = include_str!("../../../db/README.md");
        for source in SOURCES {
            let row = format!(
                "| {} | `{}`, {} |",
                source.letter, source.repository, source.en
            );
            assert!(readme.contains(&row), "{row}");
        }
        for row in manifest().unwrap() {
            let letters = row.line.rsplit('\t').next().unwrap();
            assert_eq!(
                stretch_sources(&row).len(),
                letters.split(' ').count(),
                "{}",
                row.line
            );
        }
    }
}

//! Where a figure came from, for a reader who means to check it.

use crate::model::{Change, Currency, Decimal, Lang, Nominal, RUBLE_1998, Record, Span};
use crate::render::view::{Colour, Minus, Style};
use crate::render::words::{UNKNOWN, priced_record, signed, spell_span};
use crate::store::ArchiveSource;
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::Write as _;

/// A figure with everything needed to check it.
#[derive(Clone, Debug)]
pub struct Proof {
    pub currency: &'static Currency,
    /// The day asked for, on which the figure is in force.
    pub day: Date,
    pub record: Record,
    /// Its change, and the record it is against; `None` for the first record of a span of coverage.
    pub change: Option<(Change, Record)>,
    /// Short name of the source: `cbr`.
    pub source: String,
    pub from: ProofFrom,
    /// Address asked, stretch of the archive, or file imported.
    pub url: String,
    /// When it was fetched, filled or imported.
    pub fetched_at: Timestamp,
    /// SHA-256 of the answer, of the stretch's lines, or of the file, in hexadecimal.
    pub sha256: String,
    /// The piece of the answer that holds the figure, or its line in the archive or in the file.
    pub line: String,
    /// Whether an answer of the source, read again, has this figure.
    pub confirmed: bool,
    /// The record of that date in the archive within the program, if it has one.
    pub archived: Option<Archived>,
    /// Address of the source with the rates of that date. It was not asked.
    pub bank_url: String,
    /// The source's page of that date, for people. It was not asked.
    pub bank_page: String,
    /// The command that asks the source for this record.
    pub confirm_command: String,
    /// Earlier figures for the same date, earliest first.
    pub superseded: Vec<Superseded>,
}

/// Kind of origin of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofFrom {
    /// An answer fetched and kept.
    Answer,
    /// The archive within the program.
    Archive,
    /// The archive of another version of the program; its lines still have their hash.
    OtherArchive,
    /// A file brought in by `rates db import`.
    Import,
}

/// A line of the archive within the program, read from there and not from the store.
#[derive(Clone, Debug)]
pub struct Archived {
    pub record: Record,
    /// `2024-05-21,USD,1,90.6537`
    pub line: String,
    /// Days of the stretch that it is in.
    pub span: Span,
    /// How many lines the stretch has.
    pub lines: usize,
    /// SHA-256 of all of them.
    pub sha256: String,
    /// From where the stretch was copied.
    pub sources: Vec<ArchiveSource>,
}

/// A figure that another one has replaced.
#[derive(Clone, Copy, Debug)]
pub struct Superseded {
    /// Units to which the value belongs.
    pub nominal: Nominal,
    pub value: Decimal,
    /// The kind of evidence that gave it.
    pub from: ProofFrom,
    /// When it was first met.
    pub first_seen: Timestamp,
    /// When another figure replaced it.
    pub superseded_at: Timestamp,
}

/// Where a figure came from, one fact per line; the last line without its end.
pub fn render_proof(proof: &Proof, lang: Lang) -> String {
    let rows = rows(proof, lang);
    let width = rows
        .iter()
        .map(|(label, _)| label.chars().count())
        .max()
        .unwrap_or(0);
    let mut text = heading(proof, lang);
    for (label, value) in &rows {
        let _ = write!(text, "\n  {label:width$}  {value}");
    }

    for old in &proof.superseded {
        let nominal = old.nominal.units();
        let value = old.value;
        let from = old.first_seen;
        let to = old.superseded_at;
        let origin = superseded_origin(old.from, lang);
        let _ = match lang {
            Lang::Ru => write!(
                text,
                "\nраньше: {value} за {nominal}, с {from} до {to}{origin}"
            ),
            Lang::En => write!(
                text,
                "\nbefore: {value} per {nominal}, from {from} to {to}{origin}"
            ),
        };
    }
    text
}

/// `1 USD = 90.9873 RUB, record of 2024-05-18, in force on 2024-05-20`.
fn heading(proof: &Proof, lang: Lang) -> String {
    let record = priced_record(proof.currency, &proof.record, lang);
    let day = proof.day;
    match (proof.record.record_date() == day, lang) {
        (true, _) => record,
        (false, Lang::Ru) => format!("{record}, действует {day}"),
        (false, Lang::En) => format!("{record}, in force on {day}"),
    }
}

/// Labels and values; a value without a label of its own goes on with the one before.
fn rows(proof: &Proof, lang: Lang) -> Vec<(&'static str, String)> {
    let label = |ru: &'static str, en: &'static str| match lang {
        Lang::Ru => ru,
        Lang::En => en,
    };
    let line = if proof.line.is_empty() {
        UNKNOWN
    } else {
        &proof.line
    };
    let mut rows = vec![
        (label("изменение", "change"), change_text(proof, lang)),
        (label("источник", "source"), proof.source.clone()),
        (label("откуда", "from"), origin(proof.from, lang).to_owned()),
        (label("адрес", "address"), proof.url.clone()),
        (label("получено", "fetched"), proof.fetched_at.to_string()),
        ("SHA-256", proof.sha256.clone()),
        (label("строка", "line"), line.to_owned()),
    ];
    match &proof.archived {
        Some(archived) if proof.from == ProofFrom::Archive => {
            rows.push((label("отрезок", "stretch"), stretch_text(archived, lang)));
            let copied = archived
                .sources
                .iter()
                .map(|source| source_text(source, lang));
            rows.extend(continued(label("списано", "copied"), copied));
        }
        Some(archived) => rows.push((
            label("архив", "archive"),
            archive_text(proof, archived, lang),
        )),
        None => {}
    }

    let page = match lang {
        Lang::Ru => format!("{} (по-английски)", proof.bank_page),
        Lang::En => proof.bank_page.clone(),
    };
    let not_asked = label("не запрашивался", "not asked now");
    let looked_at = [format!("{} ({not_asked})", proof.bank_url), page];
    rows.extend(continued(
        label("смотреть", "look at"),
        looked_at.into_iter(),
    ));
    let again = if proof.confirmed {
        label("запросить", "ask again")
    } else {
        label("подтвердить", "confirm")
    };
    rows.push((again, format!("`{}`", proof.confirm_command)));
    rows
}

/// Several values of one label.
fn continued(
    label: &'static str,
    values: impl Iterator<Item = String>,
) -> impl Iterator<Item = (&'static str, String)> {
    values
        .enumerate()
        .map(move |(at, value)| (if at == 0 { label } else { "" }, value))
}

/// `−0.3336 against 90.9873 of 2024-05-18`.
fn change_text(proof: &Proof, lang: Lang) -> String {
    let Some((change, previous)) = &proof.change else {
        return UNKNOWN.to_owned();
    };
    let style = Style {
        lang,
        minus: Minus::Typographic,
        colour: Colour::Plain,
    };
    let amount = signed(change.amount, style);
    let value = previous.value();
    let date = previous.record_date();
    let mut text = match lang {
        Lang::Ru => format!("{amount} к {value}"),
        Lang::En => format!("{amount} against {value}"),
    };
    if previous.nominal() != proof.record.nominal() {
        let units = previous.nominal().units();
        let _ = match lang {
            Lang::Ru => write!(text, " за {units}"),
            Lang::En => write!(text, " per {units}"),
        };
    }
    if date < RUBLE_1998 && proof.record.record_date() >= RUBLE_1998 {
        text += match lang {
            Lang::Ru => " в старых рублях",
            Lang::En => " in old rubles",
        };
    }
    text + &match lang {
        Lang::Ru => format!(" от {date}"),
        Lang::En => format!(" of {date}"),
    }
}

const fn origin(from: ProofFrom, lang: Lang) -> &'static str {
    match (from, lang) {
        (ProofFrom::Answer, Lang::Ru) => "сохранённый ответ источника",
        (ProofFrom::Answer, Lang::En) => "the source's answer, kept",
        (ProofFrom::Archive, Lang::Ru) => "встроенный архив; ответом источника ещё не подтверждено",
        (ProofFrom::Archive, Lang::En) => {
            "the built-in archive; not yet confirmed by an answer of the source"
        }
        (ProofFrom::OtherArchive, Lang::Ru) => {
            "встроенный архив другой версии программы; все его строки целы; ответом источника ещё не подтверждено"
        }
        (ProofFrom::OtherArchive, Lang::En) => {
            "the built-in archive of another version of the program, all of its lines intact; not yet confirmed by an answer of the source"
        }
        (ProofFrom::Import, Lang::Ru) => {
            "загруженный файл, и только он: ни один ответ источника этого курса не подтверждает"
        }
        (ProofFrom::Import, Lang::En) => {
            "an imported file alone: no answer of the source has confirmed the figure"
        }
    }
}

const fn superseded_origin(from: ProofFrom, lang: Lang) -> &'static str {
    match (from, lang) {
        (ProofFrom::Answer, Lang::Ru) => ", ответ источника",
        (ProofFrom::Answer, Lang::En) => ", an answer of the source",
        (ProofFrom::Archive | ProofFrom::OtherArchive, Lang::Ru) => ", встроенный архив",
        (ProofFrom::Archive | ProofFrom::OtherArchive, Lang::En) => ", the built-in archive",
        (ProofFrom::Import, Lang::Ru) => ", загруженный файл",
        (ProofFrom::Import, Lang::En) => ", an imported file",
    }
}

/// The stretch that the hash covers.
fn stretch_text(archived: &Archived, lang: Lang) -> String {
    let lines = archived.lines;
    let span = spell_span(archived.span);
    match lang {
        Lang::Ru => format!("{span}, строк в нём {lines}; SHA-256 взят от них всех"),
        Lang::En => format!("{span}, {lines} lines; the SHA-256 is that of all of them"),
    }
}

/// `A  VadimRastvorov/CurrencyRate@0417bfa: the Bank's own export to 2022-07-02`.
fn source_text(source: &ArchiveSource, lang: Lang) -> String {
    let what = match lang {
        Lang::Ru => source.ru,
        Lang::En => source.en,
    };
    format!("{}  {}: {what}", source.letter, source.repository)
}

/// The archive's line of the date, for comparison with a figure from elsewhere.
fn archive_text(proof: &Proof, archived: &Archived, lang: Lang) -> String {
    let verdict = match (archived.record == proof.record, lang) {
        (true, Lang::Ru) => "тот же курс",
        (true, Lang::En) => "the same figure",
        (false, Lang::Ru) => "во встроенном архиве курс другой",
        (false, Lang::En) => "the built-in archive has another figure",
    };
    format!("{} ({verdict})", archived.line)
}

#[cfg(test)]
#[path = "tests.rs"]
pub mod tests;

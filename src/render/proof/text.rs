//! Where a figure came from, for a reader who means to check it.

use crate::{
    model::{Change, Currency, Decimal, Lang, Nominal, RUBLE_1998, Record, Span, tr},
    render::{
        view::{Colour, Minus, Style},
        words::{UNKNOWN, priced_record, signed, spell_span},
    },
    store::ArchiveSource,
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofFrom {
    /// An answer fetched and kept.
    Answer,
    /// The archive within the program.
    Archive,
    /// The archive of another version of the program; its lines still have their hash.
    #[serde(rename = "archive")]
    OtherArchive,
    /// A file brought in by `rates db import`.
    Import,
}

/// A line of the archive within the program, read from there and not from the store.
#[derive(Clone, Debug, Serialize)]
pub struct Archived {
    #[serde(skip)]
    pub record: Record,
    /// `2024-05-21,USD,1,90.6537`
    #[serde(skip)]
    pub line: String,
    /// Days of the stretch that it is in.
    #[serde(flatten)]
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
    /// When it was first met.
    pub first_seen: Timestamp,
    /// When another figure replaced it.
    pub superseded_at: Timestamp,
    /// The kind of evidence that gave it.
    pub from: ProofFrom,
}

/// Where a figure came from, one fact per line; the last line without its end.
pub fn render_proof(proof: &Proof, lang: Lang) -> String {
    let rows = labelled_values(proof, lang);
    let widths = rows.iter().map(|(label, _)| label.chars().count());
    let width = widths.max().unwrap_or_default();

    let mut text = heading(proof, lang);
    for (label, value) in &rows {
        let _ = write!(text, "\n  {label:width$}  {value}");
    }
    for old in &proof.superseded {
        text.push('\n');
        text += &superseded_text(old, lang);
    }

    text
}

fn superseded_text(old: &Superseded, lang: Lang) -> String {
    let nominal = old.nominal.units();
    let value = old.value;
    let from = old.first_seen;
    let to = old.superseded_at;
    let origin = match old.from {
        ProofFrom::Answer => lang.pick("an answer of the source", "ответ источника"),
        ProofFrom::Archive | ProofFrom::OtherArchive => {
            lang.pick("the built-in archive", "встроенный архив")
        }
        ProofFrom::Import => lang.pick("an imported file", "загруженный файл"),
    };

    tr!(
        lang,
        "before: {value} per {nominal}, from {from} to {to}, {origin}",
        "раньше: {value} за {nominal}, с {from} до {to}, {origin}"
    )
}

/// `1 USD = 90.9873 RUB, record of 2024-05-18, in force on 2024-05-20`.
fn heading(proof: &Proof, lang: Lang) -> String {
    let record = priced_record(proof.currency, &proof.record, lang);
    let day = proof.day;
    if proof.record.record_date() == day {
        return record;
    }

    tr!(
        lang,
        "{record}, in force on {day}",
        "{record}, действует {day}"
    )
}

/// Labels and values; a value with an empty label goes on with the one before.
fn labelled_values(proof: &Proof, lang: Lang) -> Vec<(&'static str, String)> {
    let line = match proof.line.as_str() {
        "" => UNKNOWN,
        line => line,
    };
    let mut rows = vec![
        (lang.pick("change", "изменение"), change_text(proof, lang)),
        (lang.pick("source", "источник"), proof.source.clone()),
        (
            lang.pick("from", "откуда"),
            origin(proof.from, lang).to_owned(),
        ),
        (lang.pick("address", "адрес"), proof.url.clone()),
        (
            lang.pick("fetched", "получено"),
            proof.fetched_at.to_string(),
        ),
        ("SHA-256", proof.sha256.clone()),
        (lang.pick("line", "строка"), line.to_owned()),
    ];
    if let Some(archived) = &proof.archived {
        rows.extend(archive_rows(proof, archived, lang));
    }

    rows.extend(confirmation_rows(proof, lang));
    rows
}

/// Where the Bank has the figure, and the command that asks it.
fn confirmation_rows(proof: &Proof, lang: Lang) -> [(&'static str, String); 3] {
    let bank_url = &proof.bank_url;
    let bank_page = &proof.bank_page;
    let url = tr!(
        lang,
        "{bank_url} (not asked now)",
        "{bank_url} (не запрашивался)"
    );
    let page = tr!(lang, "{bank_page}", "{bank_page} (по-английски)");
    let again = if proof.confirmed {
        lang.pick("ask again", "запросить")
    } else {
        lang.pick("confirm", "подтвердить")
    };

    [
        (lang.pick("look at", "смотреть"), url),
        ("", page),
        (again, format!("`{}`", proof.confirm_command)),
    ]
}

/// The stretch and its sources if the figure is the archive's; else the archive's line of the date, for comparison.
fn archive_rows(proof: &Proof, archived: &Archived, lang: Lang) -> Vec<(&'static str, String)> {
    if proof.from != ProofFrom::Archive {
        return vec![(
            lang.pick("archive", "архив"),
            archive_text(proof, archived, lang),
        )];
    }

    let mut rows = vec![(
        lang.pick("stretch", "отрезок"),
        stretch_text(archived, lang),
    )];

    let mut label = lang.pick("copied", "списано");
    for source in &archived.sources {
        // Only the first source has the label.
        rows.push((std::mem::take(&mut label), source_text(source, lang)));
    }

    rows
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

    let mut text = tr!(lang, "{amount} against {value}", "{amount} к {value}");
    if previous.nominal() != proof.record.nominal() {
        let units = previous.nominal().units();
        text += &tr!(lang, " per {units}", " за {units}");
    }

    // The change over the border of 1998 is in new rubles, the earlier figure as it was published.
    if date < RUBLE_1998 && proof.record.record_date() >= RUBLE_1998 {
        text += lang.pick(" in old rubles", " в старых рублях");
    }

    text + &tr!(lang, " of {date}", " от {date}")
}

fn origin(from: ProofFrom, lang: Lang) -> &'static str {
    match from {
        ProofFrom::Answer => lang.pick("the source's answer, kept", "сохранённый ответ источника"),
        ProofFrom::Archive => lang.pick(
            "the built-in archive; not yet confirmed by an answer of the source",
            "встроенный архив; ответом источника ещё не подтверждено",
        ),
        ProofFrom::OtherArchive => lang.pick(
            "the built-in archive of another version of the program, all of its lines intact; \
             not yet confirmed by an answer of the source",
            "встроенный архив другой версии программы; все его строки целы; ответом источника \
             ещё не подтверждено",
        ),
        ProofFrom::Import => lang.pick(
            "an imported file alone: no answer of the source has confirmed the figure",
            "загруженный файл, и только он: ни один ответ источника этого курса не подтверждает",
        ),
    }
}

/// The stretch that the hash covers.
fn stretch_text(archived: &Archived, lang: Lang) -> String {
    let lines = archived.lines;
    let span = spell_span(archived.span);
    tr!(
        lang,
        "{span}, {lines} lines; the SHA-256 is that of all of them",
        "{span}, строк в нём {lines}; SHA-256 взят от них всех"
    )
}

/// `A  VadimRastvorov/CurrencyRate@0417bfa: the Bank's own export to 2022-07-02`.
fn source_text(source: &ArchiveSource, lang: Lang) -> String {
    let what = lang.pick(source.en, source.ru);
    format!("{}  {}: {what}", source.letter, source.repository)
}

/// The archive's line of the date, for comparison with a figure from elsewhere.
fn archive_text(proof: &Proof, archived: &Archived, lang: Lang) -> String {
    let verdict = if archived.record == proof.record {
        lang.pick("the same figure", "тот же курс")
    } else {
        lang.pick(
            "the built-in archive has another figure",
            "во встроенном архиве курс другой",
        )
    };

    format!("{} ({verdict})", archived.line)
}

#[cfg(test)]
#[path = "tests.rs"]
pub mod tests;

//! `rates prove`: where a figure came from.

use super::context::Context;
use crate::cli::{ProveArgs, ReportFormat};
use crate::error::{Error, Result};
use crate::model::{Currency, Span, end_of_day_in_moscow};
use crate::render::{self, Proof, ProofFrom, Superseded};
use crate::sources::cbr::find_record_line;
use crate::store::archive::{canonical_lines, manifest};
use crate::store::{Origin, Provenance, SOURCE};

pub fn run(context: &Context, arguments: &ProveArgs) -> Result<()> {
    let currency = Currency::find(&arguments.code)?;
    let day = context.day(&arguments.date)?;
    let known_on = arguments.as_known.as_deref().map(|text| context.day(text)).transpose()?;
    let store = context.open_store()?;
    let shown = store
        .load_series(currency, Span::day(day))?
        .in_force(day)
        .map_err(|reason| Error::NoRate { currency, day, reason })?;
    let record_date = shown.record.record_date();
    let as_known = known_on.and_then(end_of_day_in_moscow);
    let Some(provenance) = store.load_provenance(currency, record_date, as_known)? else {
        let known_on = known_on.unwrap_or(context.today);
        return Err(Error::NotKnownThen { currency, record_date, known_on });
    };
    let proof = proof(currency, provenance);
    context.write(|out| match arguments.format {
        ReportFormat::Text => writeln!(out, "{}", render::render_proof(&proof, context.lang)),
        ReportFormat::Json => render::json::render_proof(&proof, out),
    })
}

fn proof(currency: &'static Currency, found: Provenance) -> Proof {
    let record = found.record;
    let line = match (found.origin, &found.body) {
        (Origin::Answer, Some(body)) => find_record_line(body, currency, &record),
        (Origin::Archive, _) => {
            let rows = manifest().unwrap_or_default();
            rows.iter().find(|row| row.url() == found.url).map(|row| row.line.to_owned())
        }
        _ => Some(canonical_lines(currency.code, &[record]).trim_end().to_owned()),
    };
    let superseded = found.superseded.iter().map(|old| Superseded {
        nominal: old.record.nominal(),
        value: old.record.value(),
        first_seen: old.first_seen,
        superseded_at: old.superseded_at,
    });
    Proof {
        currency,
        record,
        source: SOURCE.to_owned(),
        from: match found.origin {
            Origin::Answer => ProofFrom::Answer,
            Origin::Archive => ProofFrom::Archive,
            Origin::Import => ProofFrom::Import,
        },
        confirmed: found.origin == Origin::Answer,
        line: line.unwrap_or_default(),
        superseded: superseded.collect(),
        url: found.url,
        fetched_at: found.fetched_at,
        sha256: found.sha256,
    }
}

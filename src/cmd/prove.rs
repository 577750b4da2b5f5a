//! `rates prove`: where a figure came from, read again from there.

use super::context::Context;
use crate::{
    app::{
        prove::{ProofRequest, check_citable, check_official, prove},
        rates::say_other_unit,
    },
    cli::{ProveArgs, ReportFormat},
    error::Result,
    model::{Currency, RUBLE_1998},
    render::{Note, UnitNote, render_citation, render_proof, write_line},
};

pub fn run(context: &Context, arguments: &ProveArgs) -> Result<()> {
    let request = ProofRequest {
        currency: Currency::find(&arguments.code)?,
        day: context.day(&arguments.date)?,
        known_on: context.optional_day(arguments.as_known.as_deref())?,
    };
    let app = context.open()?;
    let proof = prove(&app, &request)?;

    // A proof is of the figure as published, whatever unit the code typed means.
    say_other_unit(&app, &arguments.code);
    if arguments.cite {
        check_citable(&proof)?;
        return context.print_line(render_citation(&proof, context.lang));
    }
    if proof.record.record_date() < RUBLE_1998 {
        context.say(&Note::Unit(UnitNote::OldRubles));
    }
    match arguments.format {
        ReportFormat::Text => context.print_line(render_proof(&proof, context.lang))?,
        ReportFormat::Json => context.write(|out| write_line(&proof, out))?,
    }
    // The proof is printed first: it shows both figures.
    check_official(&proof)
}

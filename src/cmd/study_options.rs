//! What the commands of statistics share: options, and how a report is written.

use super::context::Context;
use crate::{
    cli::ReportFormat,
    error::Result,
    render::{Detail, write_line},
};
use serde::Serialize;

/// How much a report says.
pub const fn detail(wants_figures: bool) -> Detail {
    if wants_figures {
        Detail::Figures
    } else {
        Detail::Words
    }
}

/// Writes a report in the format asked for.
pub fn write_report<R: Serialize>(
    context: &Context,
    format: ReportFormat,
    report: &R,
    text: impl FnOnce(&R) -> String,
) -> Result<()> {
    match format {
        ReportFormat::Json => context.write(|out| write_line(report, out)),
        ReportFormat::Text => context.print(&text(report)),
    }
}

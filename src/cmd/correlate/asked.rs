//! What was asked of `correlate`, made typed, and which of the usual settings were changed.

use crate::analysis::events::{EventRule, Link, PerSource};
use crate::analysis::study::Offsets;
use crate::cli::{CorrelateArgs, EventArg, LinkArg, NumbersArg, PerSourceArg, RateReportRuleArg};
use crate::cmd::context::Context;
use crate::cmd::statistics::{FLOAT_SINCE, Quoted};
use crate::error::{Bilingual, Error, Result};
use crate::model::{DateError, Lang, RateReportRule, Span, parse_span};
use crate::render;
use crate::text::Numbers;
use jiff::civil::Date;
use std::path::Path;

/// Offsets that a window may have.
const FARTHEST_OFFSET: i32 = 30;

/// What was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// First and last day of the records, as typed.
    pub range: (Option<Date>, Option<Date>),
    /// To which record news belongs.
    pub link: Link,
    /// Records in which the effect is looked for.
    pub window: Offsets,
    /// Records shown before and after.
    pub k: u32,
    /// When news is an event.
    pub rule: EventRule,
    /// Whether the usual amount is counted by source.
    pub per_source: PerSource,
    /// Whether numbers are words.
    pub numbers: Numbers,
    /// Whether reports of the rate itself count.
    pub counts_rate_reports: bool,
    /// Which rule says what is one.
    pub rate_report_rule: RateReportRule,
    /// Set dates that are left out.
    pub excluded: Vec<Span>,
    /// Draws.
    pub permutations: usize,
    /// Seed.
    pub seed: u64,
    /// `--holdout`: the first day of the confirming part.
    pub holdout: Option<Date>,
    /// Names of options that are not the usual ones.
    pub defaults_changed: Vec<String>,
}

impl Asked {
    /// Makes the options typed.
    ///
    /// # Errors
    /// [`Error::Usage`] for a window that is none, [`Error::Date`], [`Error::FromAfterTo`], [`Error::NoFile`] and
    /// [`Error::Content`] for the file of excluded dates.
    pub fn new(context: &Context, typed: &CorrelateArgs) -> Result<Self> {
        let link = match typed.sample.link {
            LinkArg::Effect => Link::Effect,
            LinkArg::Date => Link::Date,
        };
        let usual = usual_window(link);
        let window = typed.window.as_deref().map_or(Ok(usual), parse_window)?;
        let excluded = typed.sample.exclude_dates.as_deref();
        let asked = Self {
            range: context.range(typed.sample.from.as_deref(), typed.sample.to.as_deref())?,
            link,
            window,
            k: typed.k.into(),
            rule: match typed.event {
                EventArg::Surprise => EventRule::Surprise,
                EventArg::Any => EventRule::Any,
            },
            per_source: match typed.per_source {
                PerSourceArg::Auto => PerSource::Auto,
                PerSourceArg::On => PerSource::On,
                PerSourceArg::Off => PerSource::Off,
            },
            numbers: match typed.sample.numbers {
                NumbersArg::Drop => Numbers::Drop,
                NumbersArg::Keep => Numbers::Keep,
            },
            counts_rate_reports: typed.sample.include_rate_reports,
            rate_report_rule: match typed.sample.rate_report_rule {
                RateReportRuleArg::Reference => RateReportRule::Reference,
                RateReportRuleArg::Clause => RateReportRule::Clause,
            },
            excluded: excluded.map_or_else(|| Ok(Vec::new()), |file| read_dates(context, file))?,
            permutations: typed.permutations as usize,
            seed: typed.seed,
            holdout: typed
                .holdout
                .as_deref()
                .map(|day| context.day(day))
                .transpose()?,
            defaults_changed: Vec::new(),
        };
        Ok(Self {
            defaults_changed: asked.changed(usual),
            ..asked
        })
    }

    /// The options that make this another question than the usual one; how many draws there are does not.
    fn changed(&self, usual: Offsets) -> Vec<String> {
        let changes = [
            (self.link != Link::default(), "link"),
            (self.window != usual, "window"),
            (self.k != crate::analysis::events::DEFAULT_K, "k"),
            (self.range.0.is_some_and(|from| from != FLOAT_SINCE), "from"),
            (self.range.1.is_some(), "to"),
            (self.rule != EventRule::default(), "event"),
            (self.per_source != PerSource::default(), "per-source"),
            (self.numbers != Numbers::default(), "numbers"),
            (self.counts_rate_reports, "include-rate-reports"),
            (
                self.rate_report_rule != RateReportRule::default(),
                "rate-report-rule",
            ),
            (!self.excluded.is_empty(), "exclude-dates"),
        ];
        changes
            .into_iter()
            .filter(|(is_changed, _)| *is_changed)
            .map(|(_, name)| name.to_owned())
            .collect()
    }

    /// `effect` or `date`.
    pub const fn link_name(&self) -> &'static str {
        match self.link {
            Link::Effect => "effect",
            Link::Date => "date",
        }
    }
}

/// Whose records were asked for.
pub fn quoted(typed: &CorrelateArgs) -> Quoted<'_> {
    if typed.sample.basket {
        Quoted::Basket
    } else {
        Quoted::Currency(&typed.sample.currency)
    }
}

/// The record that news could move and the next one; with `--link date` the one shown (correlate-spec.md §3.4).
const fn usual_window(link: Link) -> Offsets {
    match link {
        Link::Effect => Offsets { first: 0, last: 1 },
        Link::Date => Offsets { first: 0, last: 0 },
    }
}

fn parse_window(text: &str) -> Result<Offsets> {
    let number = |text: &str| text.trim().replace('−', "-").parse::<i32>().ok();
    let ends = text
        .split_once("..")
        .and_then(|(first, last)| Some((number(first)?, number(last)?)));
    let fits = |(first, last): &(i32, i32)| {
        first <= last && first.abs().max(last.abs()) <= FARTHEST_OFFSET
    };
    let (first, last) = ends.filter(fits).ok_or_else(|| {
        Error::usage(
            "--window",
            format!("`{text}` is not a window: write 0..1, between -{FARTHEST_OFFSET} and {FARTHEST_OFFSET} records"),
            format!("«{text}» — не окно: напишите 0..1, от -{FARTHEST_OFFSET} до {FARTHEST_OFFSET} записей"),
        )
    })?;
    Ok(Offsets { first, last })
}

/// Dates and periods, one a line; what follows a comma, semicolon or `#` is a note.
fn read_dates(context: &Context, file: &Path) -> Result<Vec<Span>> {
    let bytes = crate::cmd::support::read_input(file)?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut spans = Vec::new();
    for (line, row) in (1..).zip(text.lines()) {
        let dates = row
            .split([',', ';', '#', '\t'])
            .next()
            .unwrap_or_default()
            .trim();
        let is_heading = line == 1 && dates.eq_ignore_ascii_case("date");
        if dates.is_empty() || is_heading {
            continue;
        }
        let parse = |text: &str| parse_span(text.trim(), context.today);
        let span = match dates.split_once("..") {
            Some((from, to)) => parse(from).and_then(|from| Ok((from, parse(to)?))),
            None => parse(dates).map(|days| (days, days)),
        };
        let in_words = |error: DateError| {
            let error = Error::Date(error);
            let text = |lang| render::error_text(&error, lang, context.today);
            Bilingual::new(text(Lang::En), text(Lang::Ru))
        };
        let span = span.map_err(in_words).and_then(|(from, to)| {
            let problem = format!("{} > {}", from.from(), to.to());
            Span::new(from.from(), to.to()).ok_or_else(|| Bilingual::new(problem.clone(), problem))
        });
        match span {
            Ok(span) => spans.push(span),
            Err(message) => {
                return Err(Error::content(file, line, message));
            }
        }
    }
    Ok(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows() {
        for (text, expected) in [
            ("0..1", Some((0, 1))),
            ("-5..-1", Some((-5, -1))),
            (" 1 .. 2 ", Some((1, 2))),
        ] {
            let found = parse_window(text)
                .ok()
                .map(|window| (window.first, window.last));
            assert_eq!(found, expected, "{text}");
        }
        for text in ["1..0", "0", "0..31", "a..b", "0...1"] {
            assert_eq!(parse_window(text).unwrap_err().exit_code(), 2, "{text}");
        }
    }
}

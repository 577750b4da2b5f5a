//! The arguments that all three questions of `correlate` share, as a request in plain types.

use crate::{
    analysis::study::Offsets,
    app::study::{CorrelateRequest, Subject, parse_excluded_dates, usual_window},
    cli::CorrelateArgs,
    cmd::{
        context::Context,
        input::{parse_mapping, read_input},
        news_filter::news_filter,
    },
    error::{Error, Result},
    model::echoed,
    timeline::EVENT_FIELDS,
};

/// Offsets that a window may have.
const FARTHEST_OFFSET: i32 = 30;

/// # Errors
/// [`Error::Usage`] for a malformed window, [`Error::Date`], [`Error::FromAfterTo`], [`Error::NoFile`] and
/// [`Error::Content`] for the file of excluded dates.
pub fn correlate_request(context: &Context, typed: &CorrelateArgs) -> Result<CorrelateRequest> {
    let sample = &typed.sample;
    let link = sample.link.into();
    let window = match &typed.window {
        Some(text) => parse_window(text)?,
        None => usual_window(link),
    };
    let range = context.range(sample.from.as_deref(), sample.to.as_deref())?;
    let excluded = match &sample.exclude_dates {
        Some(path) => {
            let mapping = parse_mapping(sample.map.as_deref(), &EVENT_FIELDS)?;
            parse_excluded_dates(&read_input(path)?, &mapping, context.today)?
        }
        None => Vec::new(),
    };

    Ok(CorrelateRequest {
        subject: if sample.basket {
            Subject::Basket
        } else {
            Subject::Currency(sample.currency.clone())
        },
        range,
        link,
        window,
        k: typed.k.into(),
        rule: typed.event.into(),
        per_source: typed.per_source.into(),
        numbers: sample.numbers.into(),
        counts_rate_reports: sample.include_rate_reports,
        rate_report_rule: sample.rate_report_rule.into(),
        news: news_filter(&typed.news),
        excluded,
        permutations: typed.permutations as usize,
        seed: typed.seed,
        wants_regimes: typed.regimes,
    })
}

fn parse_window(text: &str) -> Result<Offsets> {
    let offsets = -FARTHEST_OFFSET..=FARTHEST_OFFSET;
    text.split_once("..")
        .and_then(|(first, last)| {
            let first = parse_offset(first)?;
            let last = parse_offset(last)?;
            Some(Offsets { first, last })
        })
        .filter(|window| window.first <= window.last)
        .filter(|window| offsets.contains(&window.first) && offsets.contains(&window.last))
        .ok_or_else(|| {
            let text = echoed(text);
            Error::usage(
                "--window",
                format!("`{text}` is not a window: write 0..1, between -{FARTHEST_OFFSET} and {FARTHEST_OFFSET} records"),
                format!("«{text}» — не окно: напишите 0..1, от -{FARTHEST_OFFSET} до {FARTHEST_OFFSET} записей"),
            )
        })
}

fn parse_offset(text: &str) -> Option<i32> {
    // Our own output has the typographic minus, and may be pasted.
    text.trim().replace('−', "-").parse().ok()
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

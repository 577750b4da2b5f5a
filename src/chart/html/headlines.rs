//! Headlines in a page.

use crate::{
    chart::data::{Spec, day_number},
    model::{Headline, Published},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Time in Moscow or nothing, title, source, address or nothing.
pub type HeadlineRow<'a> = (String, &'a str, &'a str, &'a str);

/// The headlines of the days in view, by number of the day.
pub fn headlines_by_day<'a>(
    spec: &Spec,
    headlines: &'a [Headline],
) -> BTreeMap<i32, Vec<HeadlineRow<'a>>> {
    let mut by_day: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for headline in headlines {
        // Without a date there is no day to show it on.
        let Some(dated) = &headline.dated else {
            continue;
        };
        let day = dated.published.day();
        if spec.span.contains(day) {
            let rows = by_day.entry(day_number(day)).or_default();
            rows.push(row(headline, &dated.published));
        }
    }

    by_day
}

fn row<'a>(headline: &'a Headline, published: &Published) -> HeadlineRow<'a> {
    let time = published.is_time_known().then(|| {
        let time = published.in_moscow_for_linking();
        time.strftime("%H:%M").to_string()
    });
    let address = web_address(headline).unwrap_or_default();

    (
        time.unwrap_or_default(),
        &headline.title,
        &headline.source,
        address,
    )
}

/// Bytes that a headline takes in a page; zero without a date.
pub fn headline_size_bytes(headline: &Headline) -> usize {
    let dated = headline.dated.as_ref();
    dated.map_or(0, |dated| {
        as_json(&row(headline, &dated.published)).len() + 1
    })
}

/// JSON that can be embedded in a page: it has no `<`, so it cannot end the element that contains it.
pub fn as_json(value: &impl Serialize) -> String {
    // Values of our types cannot fail to be written.
    let json = serde_json::to_string(value).unwrap_or_default();
    json.replace('<', "\\u003c")
}

/// The address, if a browser may be sent there: feeds are strangers, and `javascript:` is an address too.
fn web_address(headline: &Headline) -> Option<&str> {
    let url = headline.url.as_deref()?;
    let (scheme, _) = url.split_once("://")?;
    ["https", "http"]
        .iter()
        .any(|web| scheme.eq_ignore_ascii_case(web))
        .then_some(url)
}

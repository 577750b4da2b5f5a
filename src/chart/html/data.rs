//! What the page's script knows: lines with their figures as published, panels with their places, headlines.
//!
//! Figures of records are columns with a comma between: a tenth of the size of objects. What the script can tell
//! itself without rounding is left empty.

use super::Page;
use crate::chart::font::Weight;
use crate::chart::labels::{Ink, Label};
use crate::chart::layout::{Panel, Plan, Shows};
use crate::chart::spec::{Line, Point, Run, Spec, day_number, day_of};
use crate::chart::words::{self, PageWords};
use crate::model::{Decimal, Headline, InForce, Lang, Published, Quoted, Series};
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything; days count from 1970-01-01.
#[derive(Serialize)]
pub(super) struct PageData<'a> {
    lang: &'static str,
    from: i32,
    to: i32,
    /// Whether other days can be drawn.
    zooms: bool,
    words: PageWords,
    pictures: Vec<PictureData>,
    lines: Vec<LineData>,
    /// By day.
    headlines: BTreeMap<i32, Vec<HeadlineRow<'a>>>,
}

/// Time in Moscow or nothing, title, source, address or nothing.
type HeadlineRow<'a> = (String, &'a str, &'a str, &'a str);

/// A picture of one size.
#[derive(Serialize)]
pub(super) struct PictureData {
    size: (u32, u32),
    base: f64,
    axis: f64,
    panels: Vec<PanelData>,
}

#[derive(Serialize)]
struct PanelData {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    shows: &'static str,
    lines: Vec<usize>,
    lowest: bool,
    heading: Option<HeadingData>,
    /// Sizes of the two lines of the labels at the ends; zero where there is none.
    ends: (f64, f64),
}

#[derive(Serialize)]
struct HeadingData {
    text: String,
    size: f64,
    baseline: f64,
    bold: bool,
    ink: Option<usize>,
}

#[derive(Serialize)]
struct LineData {
    code: String,
    label: String,
    name: String,
    nominal: i64,
    runs: Vec<RunData>,
}

/// The records of a run by columns.
#[derive(Serialize)]
struct RunData {
    /// The last day on which they are in force.
    to: i32,
    /// Date of the first record where that is before its day here.
    since: Option<i32>,
    /// The bar of the first day, where there is one.
    bar: Option<f64>,
    /// Days from the one before; the first from 1970-01-01.
    days: String,
    /// As published.
    values: String,
    /// Exact; empty where it is the value less the one before, `-` where it is not known.
    changes: String,
    /// Per cent; empty where it is not known.
    percents: String,
    /// What is drawn, where that is not the value as published.
    drawn: String,
    /// Units, where these are not those of the line.
    nominals: String,
}

impl<'a> PageData<'a> {
    pub(super) fn new(spec: &Spec, page: &Page<'a>, pictures: Vec<PictureData>) -> Self {
        let of_line = |line: &Line| {
            let series = page
                .series
                .iter()
                .find(|series| series.quoted() == line.quoted);
            LineData::new(line, series, spec.lang)
        };
        Self {
            lang: match spec.lang {
                Lang::Ru => "ru",
                Lang::En => "en",
            },
            from: day_number(spec.span.from()),
            to: day_number(spec.span.to()),
            zooms: spec.can_be_zoomed(),
            words: words::page(spec.lang),
            pictures,
            lines: spec.lines.iter().map(of_line).collect(),
            headlines: headlines_by_day(spec, page.headlines),
        }
    }

    pub(super) fn to_json(&self) -> String {
        as_json(self)
    }
}

fn headlines_by_day<'a>(
    spec: &Spec,
    headlines: &'a [Headline],
) -> BTreeMap<i32, Vec<HeadlineRow<'a>>> {
    let mut by_day: BTreeMap<i32, Vec<_>> = BTreeMap::new();
    for headline in headlines {
        let Some(published) = headline.dated.map(|dated| dated.published) else {
            continue;
        };
        if !spec.span.contains(published.day()) {
            continue;
        }
        by_day
            .entry(day_number(published.day()))
            .or_default()
            .push(row(headline, &published));
    }
    by_day
}

fn row<'a>(headline: &'a Headline, published: &Published) -> HeadlineRow<'a> {
    let time = if published.is_time_known() {
        published
            .in_moscow_for_linking()
            .strftime("%H:%M")
            .to_string()
    } else {
        String::new()
    };
    (
        time,
        &headline.title,
        &headline.source,
        web_address(headline).unwrap_or_default(),
    )
}

/// Bytes that a headline takes in a page; none of one without a date.
pub fn headline_size_bytes(headline: &Headline) -> usize {
    let Some(dated) = headline.dated else {
        return 0;
    };
    as_json(&row(headline, &dated.published)).len() + 1
}

/// JSON that can stand in a page: no letter of it can end the element it stands in.
fn as_json(value: &impl Serialize) -> String {
    // Values of our types cannot fail to be written.
    serde_json::to_string(value)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

/// The address, where a browser may be sent there: feeds are strangers, and `javascript:` is an address too.
fn web_address(headline: &Headline) -> Option<&str> {
    let url = headline.url.as_deref()?;
    let has_scheme = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (has_scheme("https://") || has_scheme("http://")).then_some(url)
}

impl PictureData {
    pub(super) fn new(plan: &Plan, size: (u32, u32)) -> Self {
        let panels = plan
            .panels
            .iter()
            .filter_map(|panel| PanelData::new(panel, &plan.labels))
            .collect();
        Self {
            size,
            base: plan.base,
            axis: plan.axis,
            panels,
        }
    }
}

impl PanelData {
    /// None for a panel that a page cannot draw anew for other days.
    fn new(panel: &Panel, labels: &[Label]) -> Option<Self> {
        let (shows, lines) = match &panel.shows {
            Shows::Rates(lines) => ("rates", lines.clone()),
            Shows::Changes(line) => ("changes", vec![*line]),
            Shows::KeyRate => return None,
        };
        let heading = labels
            .iter()
            .find(|label| panel.is_heading(label))
            .map(HeadingData::new);
        let frame = panel.frame;
        let at_end = |weight| {
            let is_of_line =
                |label: &&Label| matches!(label.ink, Ink::Line(line) if lines.contains(&line));
            let mut ends = labels
                .iter()
                .filter(is_of_line)
                .filter(|l| l.x > frame.right && l.weight == weight);
            ends.next().map_or(0.0, |label| label.size)
        };
        let ends = if shows == "rates" {
            (at_end(Weight::Bold), at_end(Weight::Regular))
        } else {
            (0.0, 0.0)
        };
        Some(Self {
            left: frame.left,
            top: frame.top,
            right: frame.right,
            bottom: frame.bottom,
            shows,
            lines,
            lowest: panel.is_lowest,
            heading,
            ends,
        })
    }
}

impl HeadingData {
    fn new(label: &Label) -> Self {
        let ink = if let Ink::Line(line) = label.ink {
            Some(line)
        } else {
            None
        };
        let bold = label.weight == Weight::Bold;
        Self {
            text: label.text.clone(),
            size: label.size,
            baseline: label.baseline,
            bold,
            ink,
        }
    }
}

impl LineData {
    fn new(line: &Line, series: Option<&Series>, lang: Lang) -> Self {
        let currency = line.quoted.currency;
        let code = line.quoted.to_string();
        let name = match lang {
            _ if code != currency.code => code.clone(),
            Lang::Ru => currency.name_ru.to_owned(),
            Lang::En => currency.name_en.to_owned(),
        };
        let nominal = line.nominal.units();
        let runs = series.into_iter().flat_map(|series| {
            line.runs
                .iter()
                .map(move |run| RunData::new(run, series, nominal))
        });
        Self {
            code,
            label: line.label(),
            name,
            nominal,
            runs: runs.collect(),
        }
    }
}

impl RunData {
    fn new(run: &Run, series: &Series, nominal: i64) -> Self {
        let known: Vec<(&Point, InForce)> = run
            .points
            .iter()
            .filter_map(|point| Some((point, series.in_force(day_of(point.day)).ok()?)))
            .collect();
        let mut before: Option<&InForce> = None;
        let mut columns = Columns::default();
        let mut last_day = 0;
        for (point, shown) in &known {
            columns.days.push((point.day - last_day).to_string());
            columns.push(series.quoted(), point, shown, before, nominal);
            (last_day, before) = (point.day, Some(shown));
        }
        let since = known
            .first()
            .map(|(point, shown)| (point.day, day_number(shown.record.record_date())));
        Self {
            to: run.to,
            since: since
                .filter(|(day, since)| day != since)
                .map(|(_, since)| since),
            bar: run.points.first().and_then(|point| point.change),
            days: columns.days.join(","),
            values: columns.values.join(","),
            changes: columns.changes.join(","),
            percents: columns.percents.join(","),
            drawn: columns.drawn.join(","),
            nominals: columns.nominals.join(","),
        }
    }
}

#[derive(Default)]
struct Columns {
    days: Vec<String>,
    values: Vec<String>,
    changes: Vec<String>,
    percents: Vec<String>,
    drawn: Vec<String>,
    nominals: Vec<String>,
}

impl Columns {
    fn push(
        &mut self,
        quoted: Quoted,
        point: &Point,
        shown: &InForce,
        before: Option<&InForce>,
        nominal: i64,
    ) {
        let value = quoted.figure(&shown.record).value;
        let change = shown
            .change
            .map(|change| quoted.change(&shown.record, &change));
        let earlier = before.map(|before| quoted.figure(&before.record).value);
        self.values.push(value.to_string());
        self.changes.push(match change {
            None => "-".to_owned(),
            Some(change)
                if earlier.is_some_and(|earlier| is_difference(change, value, earlier)) =>
            {
                String::new()
            }
            Some(change) => change.to_string(),
        });
        self.percents.push(
            shown
                .change
                .map_or_else(String::new, |change| change.percent.to_string()),
        );
        let is_as_published = (point.value - value.to_f64()).abs() <= 1e-9 * point.value.abs();
        self.drawn.push(if is_as_published {
            String::new()
        } else {
            short(point.value)
        });
        let units = quoted.figure(&shown.record).nominal.units();
        self.nominals.push(if units == nominal {
            String::new()
        } else {
            units.to_string()
        });
    }
}

fn is_difference(change: Decimal, value: Decimal, before: Decimal) -> bool {
    value
        .minus(before)
        .is_ok_and(|difference| difference == change)
}

/// Ten digits are finer than any screen.
fn short(value: f64) -> String {
    let text = format!("{value:.10}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

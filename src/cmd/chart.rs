//! `rates chart`: a picture of rates and their daily changes.

use super::chart_view::{looks_back, typed_view, with_volatilities};
use super::context::Context;
use super::history::no_records;
use super::support::write_file;
use crate::chart::{self, Spec, Theme};
use crate::cli::{ChartArgs, PictureFormat, ThemeArg};
use crate::error::{Bilingual, Error, Result};
use crate::model::{Currency, Series, Span};
use crate::store::Store;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

pub fn run(context: &Context, arguments: &ChartArgs) -> Result<()> {
    let currencies = context.currencies(&arguments.codes)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let size = parse_size(&arguments.size)?;
    let format = picture_format(arguments)?;
    let view = typed_view(&arguments.view)?;
    let store = context.open_store()?;
    let span = drawn_span(context, &store, &currencies, from, to)?;
    let earliest = if looks_back(&view) { Date::MIN } else { span.from() };
    let series = load_all(context, &store, &currencies, (earliest, span))?;
    let mut spec = Spec::with_view(&series, span, context.lang, with_volatilities(view, &series))?;
    spec.size = size;
    spec.scale = f32::from(arguments.scale);
    spec.title.clone_from(&arguments.title);
    spec.theme = match arguments.theme {
        ThemeArg::Light => Theme::Light,
        ThemeArg::Dark => Theme::Dark,
        ThemeArg::Print => Theme::Print,
    };
    let picture = match format {
        PictureFormat::Png => chart::draw_png(&spec)?,
        PictureFormat::Svg => chart::draw_svg(&spec)?.into_bytes(),
    };
    match &arguments.output {
        Some(path) if path == Path::new("-") => context.write(|out| out.write_all(&picture)),
        named => {
            let path = named.clone().unwrap_or_else(|| usual_path(&series, span, format));
            write_file(&path, &picture)?;
            context.print(&format!("{}\n", path.display()))
        }
    }
}

/// From `--from`, or a year back, to the last day covered for all currencies that have records in the range.
fn drawn_span(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    from: Option<Date>,
    to: Option<Date>,
) -> Result<Span> {
    let mut covered_to: Option<Date> = None;
    for currency in currencies {
        let coverage = store.load_coverage(currency)?;
        let last = coverage.as_slice().iter().rev().find(|span| to.is_none_or(|to| span.from() <= to));
        if let Some(last) = last.map(|span| to.map_or(span.to(), |to| span.to().min(to))) {
            covered_to = Some(covered_to.map_or(last, |all| all.min(last)));
        }
    }
    let last = covered_to.unwrap_or(context.today);
    let first = from.unwrap_or_else(|| last.saturating_sub(1.year()));
    let wanted = Span::new(first, to.unwrap_or(last.max(first))).unwrap_or(Span::day(first));
    Span::new(first, last).ok_or_else(|| {
        store
            .load_series(currencies[0], wanted)
            .map_or_else(|error| error, |series| no_records(currencies[0], &series, wanted, context.today))
    })
}

/// The series, from the earliest day on, that have records in the span; those without are said, and none at all is an error.
fn load_all(
    context: &Context,
    store: &Store,
    currencies: &[&'static Currency],
    (earliest, span): (Date, Span),
) -> Result<Vec<Series>> {
    let loaded = Span::new(earliest, span.to()).unwrap_or(span);
    let (mut drawn, mut lacking) = (Vec::new(), Vec::new());
    for currency in currencies {
        let series = store.load_series(currency, loaded)?;
        if span.iter().any(|day| series.in_force(day).is_ok()) {
            drawn.push(series);
        } else {
            lacking.push(no_records(currency, &series, span, context.today));
        }
    }
    if drawn.is_empty() {
        return Err(lacking.remove(0));
    }
    for error in &lacking {
        context.note(&crate::render::error_text(error, context.lang, context.today));
    }
    Ok(drawn)
}

/// `charts/usd-eur_2024-05-01_2026-08-21.png` under the current folder.
fn usual_path(series: &[Series], span: Span, format: PictureFormat) -> PathBuf {
    let codes: Vec<String> = series.iter().map(|one| one.currency().code.to_lowercase()).collect();
    let ending = match format {
        PictureFormat::Png => "png",
        PictureFormat::Svg => "svg",
    };
    Path::new("charts").join(format!("{}_{}_{}.{ending}", codes.join("-"), span.from(), span.to()))
}

/// By `--format`, else by the name's ending, else SVG on standard output and PNG in a file.
fn picture_format(arguments: &ChartArgs) -> Result<PictureFormat> {
    if let Some(format) = arguments.format {
        return Ok(format);
    }
    let Some(path) = &arguments.output else { return Ok(PictureFormat::Png) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("png") => Ok(PictureFormat::Png),
        Some("svg") => Ok(PictureFormat::Svg),
        _ if path == Path::new("-") => Ok(PictureFormat::Svg),
        _ => Err(Error::Usage {
            flag: "--output",
            problem: Bilingual::new(
                "the name ends in neither .png nor .svg; add --format",
                "имя не кончается ни на .png, ни на .svg; добавьте --format",
            ),
        }),
    }
}

/// Width and height in pixels within what a picture may have.
fn parse_size(text: &str) -> Result<(u32, u32)> {
    let sides = text.split_once(['x', 'X', '×', 'х']);
    let number = |side: &str| side.trim().parse::<u32>().ok();
    let size = sides.and_then(|(width, height)| Some((number(width)?, number(height)?)));
    let fits = |size: &(u32, u32)| (320..=3840).contains(&size.0) && (200..=2160).contains(&size.1);
    size.filter(fits).ok_or_else(|| Error::Usage {
        flag: "--size",
        problem: Bilingual::new(
            format!("`{text}` is not a size: write 1600x900, from 320x200 to 3840x2160"),
            format!("«{text}» — не размер: напишите 1600x900, от 320x200 до 3840x2160"),
        ),
    })
}

//! `rates chart`: a picture of rates and their daily changes.

use super::chart_marks::add_marks;
use super::chart_page;
use super::chart_view::{looks_back, typed_view, undrawn_option, with_volatilities};
use super::context::{Context, Screen};
use super::history::no_records;
use super::news;
use super::support::write_file;
use crate::chart::{self, Spec, TextColour, Theme};
use crate::cli::{ChartArgs, PictureFormat, ThemeArg};
use crate::error::{Bilingual, Error, Result};
use crate::model::{Currency, Series, Span};
use crate::render::{Colour, Minus};
use crate::store::Store;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

pub fn run(context: &Context, arguments: &ChartArgs) -> Result<()> {
    let currencies = context.currencies(&arguments.codes)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let size = parse_size(&arguments.size)?;
    let format = picture_format(arguments)?;
    let view = typed_view(&arguments.view, format)?;
    refuse_what_has_no_room(arguments, format)?;
    let needs_news = arguments.marks.news || arguments.marks.mark.is_some();
    let mut store = if needs_news { news::open(context)? } else { context.open_store()? };
    let span = drawn_span(context, &store, &currencies, from, to)?;
    let earliest = if looks_back(&view) { Date::MIN } else { span.from() };
    let series = load_all(context, &store, &currencies, (earliest, span))?;
    let mut spec = Spec::with_view(&series, span, context.lang, with_volatilities(view, &series))?;
    spec.size = size;
    spec.scale = f32::from(arguments.scale);
    spec.title.clone_from(&arguments.title);
    spec.theme = theme(arguments.theme);
    let marked = add_marks(context, &mut store, &arguments.marks, &series, &mut spec)?;
    match format {
        PictureFormat::Png => write(context, arguments, &spec, &series, format, &chart::draw_png(&spec)?),
        PictureFormat::Svg => {
            write(context, arguments, &spec, &series, format, chart::draw_svg(&spec)?.as_bytes())
        }
        PictureFormat::Html => {
            let page = chart_page::draw(context, &store, arguments, &spec, &series)?;
            write(context, arguments, &spec, &series, format, page.as_bytes())
        }
        PictureFormat::Text => write_text(context, arguments, &spec),
    }?;
    marked.result()
}

/// Headlines have their place in a page, marks in a picture; elsewhere they would be asked for in vain.
fn refuse_what_has_no_room(arguments: &ChartArgs, format: PictureFormat) -> Result<()> {
    let refused = |flag, en: &str, ru: &str| Err(Error::Usage { flag, problem: Bilingual::new(en, ru) });
    if arguments.headlines && format != PictureFormat::Html {
        let (en, ru) =
            ("only a page, .html, has room for headlines", "заголовкам есть место только на странице, .html");
        return refused("--headlines", en, ru);
    }
    match arguments.marks.first_typed() {
        Some(flag) if format == PictureFormat::Text => refused(
            flag,
            "text has no place for marks; choose .png, .svg or .html",
            "в тексте отметкам нет места; выберите .png, .svg или .html",
        ),
        _ => Ok(()),
    }
}

/// Writes a picture where it was wanted; a file's name is said, and on a terminal the chart is drawn there too.
fn write(
    context: &Context,
    arguments: &ChartArgs,
    spec: &Spec,
    series: &[Series],
    format: PictureFormat,
    picture: &[u8],
) -> Result<()> {
    if arguments.output.as_deref() == Some(Path::new("-")) {
        return context.write(|out| out.write_all(picture));
    }
    let path = arguments.output.clone().unwrap_or_else(|| usual_path(series, spec.span, format));
    write_file(&path, picture)?;
    context.print(&format!("{}\n", path.display()))?;
    // What text cannot show is in the picture alone.
    let is_seen =
        context.stdout != Screen::Pipe && undrawn_option(&arguments.view, PictureFormat::Text).is_none();
    if !is_seen {
        return Ok(());
    }
    context.print(&chart::draw_text(spec, columns(context, arguments), text_colour(context)))
}

/// A text chart: on standard output unless a file is named, which never has colours.
fn write_text(context: &Context, arguments: &ChartArgs, spec: &Spec) -> Result<()> {
    let columns = columns(context, arguments);
    match &arguments.output {
        Some(path) if path != Path::new("-") => {
            write_file(path, chart::draw_text(spec, columns, TextColour::Plain).as_bytes())?;
            context.print(&format!("{}\n", path.display()))
        }
        _ => context.print(&chart::draw_text(spec, columns, text_colour(context))),
    }
}

/// `--columns`, else those of the terminal.
fn columns(context: &Context, arguments: &ChartArgs) -> usize {
    const OF_A_PIPE: u16 = 80;
    let of_screen = match context.stdout {
        Screen::Terminal(columns) => columns.filter(|columns| *columns > 0),
        Screen::Pipe => None,
    };
    usize::from(arguments.columns.or(of_screen).unwrap_or(OF_A_PIPE))
}

/// As of all that goes to stdout.
fn text_colour(context: &Context) -> TextColour {
    match context.style(Minus::Typographic).colour {
        Colour::Plain => TextColour::Plain,
        Colour::RiseAndFall => TextColour::Coloured,
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
        PictureFormat::Html => "html",
        PictureFormat::Text => "txt",
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
        Some("html" | "htm") => Ok(PictureFormat::Html),
        Some("txt") => Ok(PictureFormat::Text),
        _ if path == Path::new("-") => Ok(PictureFormat::Svg),
        _ => Err(Error::Usage {
            flag: "--output",
            problem: Bilingual::new(
                "the name ends in none of .png, .svg, .html, .txt; add --format",
                "имя не кончается ни на .png, ни на .svg, ни на .html, ни на .txt; добавьте --format",
            ),
        }),
    }
}

/// The theme of a picture.
pub const fn theme(typed: Option<ThemeArg>) -> Theme {
    match typed {
        None | Some(ThemeArg::Light) => Theme::Light,
        Some(ThemeArg::Dark) => Theme::Dark,
        Some(ThemeArg::Print) => Theme::Print,
    }
}

/// Width and height in pixels within what a picture may have.
///
/// # Errors
/// [`Error::Usage`].
pub fn parse_size(text: &str) -> Result<(u32, u32)> {
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

//! `rates chart`: a picture of rates and their daily changes.

use super::chart_days::{drawn_span, load_drawn, say_days};
use super::chart_marks::add_marks;
use super::chart_page;
use super::chart_view::{earliest_day, typed_view, undrawn_option, with_volatilities};
use super::context::{Context, Screen};
use super::output_file::{Written, write_output};
use super::picture::picture_style;
use crate::chart::{self, Spec, TextColour};
use crate::cli::{ChartArgs, PictureFormat};
use crate::error::{Error, Result};
use crate::model::{Series, Span};
use crate::render::{Colour, Minus};
use std::path::{Path, PathBuf};

pub fn run(context: &Context, arguments: &ChartArgs) -> Result<()> {
    let pairs = context.pairs(&arguments.codes)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let style = picture_style(arguments.theme, &arguments.size, arguments.scale)?;
    let format = picture_format(arguments)?;
    let view = typed_view(&arguments.view, format)?;
    refuse_what_has_no_room(arguments, format)?;
    let mut app = if arguments.marks.news {
        context.open_for_study()?
    } else if arguments.marks.mark.is_some() {
        context.open_for_news()?
    } else {
        context.open()?
    };
    let span = drawn_span(context, &app.store, &pairs, (from, to))?;
    let series = load_drawn(
        context,
        &app.store,
        &pairs,
        (earliest_day(&view, span.from()), span),
    )?;
    let view = with_volatilities(view, &series);
    let mut spec =
        Spec::with_view(&series, span, context.lang, view)?.styled(style, arguments.title.clone());
    say_days(context, &app.store, &spec, to)?;
    let marked = add_marks(context, &mut app, &arguments.marks, &series, &mut spec)?;
    match format {
        PictureFormat::Png => write(
            context,
            arguments,
            &spec,
            &series,
            format,
            &chart::draw_png(&spec)?,
        ),
        PictureFormat::Svg => write(
            context,
            arguments,
            &spec,
            &series,
            format,
            chart::draw_svg(&spec)?.as_bytes(),
        ),
        PictureFormat::Html => {
            let page = chart_page::draw(context, &app.store, arguments, &spec, &series)?;
            write(context, arguments, &spec, &series, format, page.as_bytes())
        }
        PictureFormat::Text => write_text(context, arguments, &spec),
    }?;
    marked.result()
}

/// Headlines have their place in a page, marks in a picture; elsewhere they would be asked for in vain.
fn refuse_what_has_no_room(arguments: &ChartArgs, format: PictureFormat) -> Result<()> {
    let refused = |flag, en: &str, ru: &str| Err(Error::usage(flag, en, ru));
    if arguments.headlines && format != PictureFormat::Html {
        let (en, ru) = (
            "only a page, .html, has room for headlines",
            "заголовкам есть место только на странице, .html",
        );
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
    let path = arguments
        .output
        .clone()
        .unwrap_or_else(|| usual_path(series, spec.span, format));
    if write_output(&path, picture)? == Written::Through {
        return Ok(());
    }
    context.print(&format!("{}\n", path.display()))?;
    // What text cannot show is in the picture alone.
    let is_seen = context.stdout != Screen::Pipe
        && undrawn_option(&arguments.view, PictureFormat::Text).is_none();
    if !is_seen {
        return Ok(());
    }
    context.print(&chart::draw_text(
        spec,
        columns(context, arguments),
        text_colour(context),
    ))
}

/// A text chart: on standard output unless a file is named, which never has colours.
fn write_text(context: &Context, arguments: &ChartArgs, spec: &Spec) -> Result<()> {
    let columns = columns(context, arguments);
    match &arguments.output {
        Some(path) if path != Path::new("-") => {
            let text = chart::draw_text(spec, columns, TextColour::Plain);
            match write_output(path, text.as_bytes())? {
                Written::File => context.print(&format!("{}\n", path.display())),
                Written::Through => Ok(()),
            }
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

/// `charts/usd-eur_2024-05-01_2026-08-21.png` under the current folder.
fn usual_path(series: &[Series], span: Span, format: PictureFormat) -> PathBuf {
    let codes: Vec<String> = series
        .iter()
        .map(|one| one.quoted().to_string().to_lowercase().replace('/', ""))
        .collect();
    let codes = codes.join("-");
    let ending = ending(format);
    Path::new("charts").join(format!("{codes}_{}_{}.{ending}", span.from(), span.to()))
}

/// By `--format`, else by the name's ending, else SVG on standard output and PNG in a file. A name that promises another
/// format than the one typed is refused.
fn picture_format(arguments: &ChartArgs) -> Result<PictureFormat> {
    let path = arguments.output.as_deref();
    let of_name = path.and_then(format_of_name);
    match (arguments.format, of_name) {
        (Some(typed), Some(named)) if typed != named => {
            let typed = ending(typed);
            let named = ending(named);
            Err(Error::usage(
                "--format",
                format!(
                    "it says {typed}, but the file's name ends in .{named}; change one of them"
                ),
                format!("указан {typed}, а имя файла кончается на .{named}; измените одно из двух"),
            ))
        }
        (Some(typed), _) => Ok(typed),
        (None, Some(named)) => Ok(named),
        (None, None) => match path {
            None => Ok(PictureFormat::Png),
            Some(path) if path == Path::new("-") => Ok(PictureFormat::Svg),
            Some(_) => Err(Error::usage(
                "--output",
                "the name does not end in .png, .svg, .html or .txt; add --format",
                "имя файла не оканчивается на .png, .svg, .html или .txt; добавьте --format",
            )),
        },
    }
}

fn format_of_name(path: &Path) -> Option<PictureFormat> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "png" => Some(PictureFormat::Png),
        "svg" => Some(PictureFormat::Svg),
        "html" | "htm" => Some(PictureFormat::Html),
        "txt" => Some(PictureFormat::Text),
        _ => None,
    }
}

/// How the name of a file in a format ends.
const fn ending(format: PictureFormat) -> &'static str {
    match format {
        PictureFormat::Png => "png",
        PictureFormat::Svg => "svg",
        PictureFormat::Html => "html",
        PictureFormat::Text => "txt",
    }
}

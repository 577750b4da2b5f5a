//! `rates chart`: a picture of rates and their daily changes.

mod destination;
mod request;
mod text;
mod view;

use super::{
    context::Context,
    environment::Screen,
    events_file::EventsFile,
    output_file::{Written, write_output},
};
use crate::{
    app::{
        App,
        charts::{Chart, load_page_headlines, make_chart},
    },
    chart::{self, Page, PageColours},
    cli::{ChartArgs, PictureFormat},
    error::Result,
};
use destination::{Destination, default_path};
use request::{DrawingOptions, read_request};
use text::{print_text, write_text};

pub fn run(context: &Context, arguments: &ChartArgs) -> Result<()> {
    let (mut request, options) = read_request(context, arguments)?;
    // Before the store is opened for study: from then on Ctrl-C only asks for an end, and reading never checks.
    let known = EventsFile::read(context, &arguments.marks.events)?;
    request.marks.events = known.events;
    let mut app = if request.marks.largest_moves {
        context.open_for_study()?
    } else {
        context.open_with(request.marks.term.is_some())?
    };

    let chart = make_chart(&mut app, request)?;

    let picture = match options.format {
        PictureFormat::Png => context.png_bytes(chart::draw_png(&chart.spec)?),
        PictureFormat::Svg => chart::draw_svg(&chart.spec)?.into_bytes(),
        PictureFormat::Html => draw_page(&app, &chart, &options)?.into_bytes(),
        PictureFormat::Text => {
            write_text(context, &chart.spec, &options)?;
            return known.rows_left_out.result();
        }
    };

    write_picture(context, &chart, &options, &picture)?;
    // Rows that are no events end the command with 1, but the picture is drawn all the same.
    known.rows_left_out.result()
}

fn draw_page(app: &App, chart: &Chart, options: &DrawingOptions) -> Result<String> {
    let headlines = if options.has_headlines {
        load_page_headlines(app, chart.spec.span, &chart.news)?
    } else {
        Vec::new()
    };

    // Marks and views are coloured by the theme alone.
    let is_of_spec = options.has_typed_theme || !chart.spec.can_be_zoomed();
    let page = Page {
        series: &chart.series,
        headlines: &headlines,
        colours: if is_of_spec {
            PageColours::OfSpec
        } else {
            PageColours::OfReader
        },
    };
    chart::draw_html(&chart.spec, &page)
}

/// Writes a picture where it was wanted; a file's name is printed, and on a terminal the chart is drawn there too.
fn write_picture(
    context: &Context,
    chart: &Chart,
    options: &DrawingOptions,
    picture: &[u8],
) -> Result<()> {
    let path = match &options.destination {
        Destination::Stdout => return context.write(|out| out.write_all(picture)),
        Destination::File(path) => path.clone(),
        Destination::Default => default_path(&chart.series, chart.spec.span, options.format),
    };
    if write_output(&path, picture)? == Written::Through {
        return Ok(());
    }

    context.print_line(path.display())?;
    // What text cannot show is in the picture alone.
    if context.stdout == Screen::Pipe || !options.can_be_text {
        return Ok(());
    }
    print_text(context, &chart.spec, options)
}

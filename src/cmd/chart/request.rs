//! The arguments of `chart` as a request in plain types, and as options of the drawing.

use super::{
    destination::{Destination, choose_format},
    view::{read_view, undrawn_option},
};
use crate::{
    app::{
        charts::{ChartRequest, MarksRequest},
        news::check_words,
    },
    chart::TextLetters,
    cli::{ChartArgs, PictureFormat},
    cmd::{
        context::Context,
        environment::Screen,
        news_filter::{news_filter, refuse_news_filter},
        picture_style::picture_style,
    },
    error::{Error, Result},
};

/// Columns of a text chart that goes to no terminal.
const COLUMNS_OF_A_PIPE: u16 = 80;

/// How and where a chart is drawn.
pub struct DrawingOptions {
    pub format: PictureFormat,
    pub destination: Destination,
    /// Columns of a text chart.
    pub columns: usize,
    /// Its letters, if they were chosen.
    pub letters: Option<TextLetters>,
    /// Whether a chart of text shows all that was asked for.
    pub can_be_text: bool,
    /// Whether a page has the headlines of its days.
    pub has_headlines: bool,
    pub has_typed_theme: bool,
}

/// # Errors
/// [`Error::Usage`] for options that exclude each other, [`Error::UnknownCurrency`], [`Error::Date`].
pub fn read_request(
    context: &Context,
    arguments: &ChartArgs,
) -> Result<(ChartRequest, DrawingOptions)> {
    let pairs = context.pairs(&arguments.codes)?;
    let (from, to) = context.range(arguments.from.as_deref(), arguments.to.as_deref())?;
    let style = picture_style(arguments.theme, &arguments.size, arguments.scale)?;
    let destination = Destination::new(arguments.output.as_deref());
    let format = choose_format(arguments.format, &destination)?;
    let view = read_view(&arguments.view, format)?;
    refuse_what_has_no_room(arguments, format)?;
    if let Some(words) = &arguments.marks.mark {
        check_words(words, "--mark")?;
    }

    let request = ChartRequest {
        pairs,
        from,
        to,
        view,
        marks: MarksRequest {
            // Filled from the file that `--events` names.
            events: Vec::new(),
            term: arguments.marks.mark.clone(),
            largest_moves: arguments.marks.news,
            methods: arguments.marks.methods,
            key_rate: arguments.marks.key_rate,
        },
        news: news_filter(&arguments.news),
        style,
        title: arguments.title.clone(),
    };

    let options = DrawingOptions {
        format,
        destination,
        columns: choose_columns(context.stdout, arguments.columns),
        letters: arguments.ascii.then_some(TextLetters::Ascii),
        can_be_text: undrawn_option(&arguments.view, PictureFormat::Text).is_none(),
        has_headlines: !arguments.no_headlines,
        has_typed_theme: arguments.theme.is_some(),
    };
    Ok((request, options))
}

/// Headlines have their place in a page, marks in a picture; elsewhere they would be asked for in vain.
fn refuse_what_has_no_room(arguments: &ChartArgs, format: PictureFormat) -> Result<()> {
    if arguments.headlines && format != PictureFormat::Html {
        return Err(Error::usage(
            "--headlines",
            "only a page, .html, has room for headlines",
            "заголовкам есть место только на странице, .html",
        ));
    }

    let is_page = format == PictureFormat::Html && !arguments.no_headlines;
    let marks = &arguments.marks;
    if !is_page && !marks.news && marks.mark.is_none() {
        refuse_news_filter(&arguments.news)?;
    }
    match arguments.marks.first_typed() {
        Some(flag) if format == PictureFormat::Text => Err(Error::usage(
            flag,
            "text has no place for marks; choose .png, .svg or .html",
            "в тексте отметкам нет места; выберите .png, .svg или .html",
        )),
        _ => Ok(()),
    }
}

/// `--columns`, else the width of the terminal.
fn choose_columns(stdout: Screen, typed: Option<u16>) -> usize {
    let of_screen = match stdout {
        Screen::Terminal(columns) => columns.filter(|columns| *columns > 0),
        Screen::Pipe => None,
    };
    typed.or(of_screen).unwrap_or(COLUMNS_OF_A_PIPE).into()
}

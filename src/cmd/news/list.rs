//! `rates news list` and `rates news search`: headlines, each with its rates.

use crate::{
    app::news::{HeadlinesRequest, SearchRequest, check_words, load_headlines},
    cli::{HeadlineArgs, HeadlineFormat, NewsSearchArgs},
    cmd::{context::Context, news_filter::news_filter, table_format::format_of_output},
    error::Result,
    render::{render_headlines, render_headlines_json},
    store::{HeadlineFilter, SearchOrder},
};

pub fn run(context: &Context, arguments: &HeadlineArgs) -> Result<()> {
    list(context, arguments, None)
}

pub fn run_search(context: &Context, arguments: &NewsSearchArgs) -> Result<()> {
    let order = if arguments.ranked {
        SearchOrder::Ranked
    } else {
        SearchOrder::Newest
    };
    let words = arguments.words.join(" ");
    check_words(&words, "WORDS")?;
    let search = SearchRequest { words, order };
    list(context, &arguments.headlines, Some(search))
}

fn read_filter(context: &Context, arguments: &HeadlineArgs) -> Result<HeadlineFilter> {
    let (from, to) = match context.optional_span(arguments.on.as_deref())? {
        Some(days) => (Some(days.from()), Some(days.to())),
        None => context.range(arguments.from.as_deref(), arguments.to.as_deref())?,
    };

    Ok(HeadlineFilter {
        from,
        to,
        news: news_filter(&arguments.filter),
        // `--limit 0` lists them all.
        limit: (arguments.limit > 0).then_some(arguments.limit),
    })
}

fn list(context: &Context, arguments: &HeadlineArgs, search: Option<SearchRequest>) -> Result<()> {
    let output = &arguments.output;
    let format = format_of_output(arguments.format, output, HeadlineFormat::Table)?;
    let request = HeadlinesRequest {
        filter: read_filter(context, arguments)?,
        search,
        currencies: context.currencies(&arguments.currency)?,
    };

    let headlines = load_headlines(&context.open_for_news()?, request)?;
    match format {
        HeadlineFormat::Json => {
            context.write_to(output, |out| render_headlines_json(&headlines, out))
        }
        HeadlineFormat::Csv => context.write_csv(output, &headlines[..]),
        HeadlineFormat::Xlsx => context.write_xlsx(output, &headlines[..]),
        HeadlineFormat::Table => {
            let text = render_headlines(&headlines, context.style(), context.frame_in(output));
            context.write_to(output, |out| out.write_all(text.as_bytes()))
        }
    }
}

//! Which headlines count, in plain types.

use crate::{
    cli::NewsFilterArgs,
    error::{Error, Result},
    store::NewsFilter,
};

/// The names as they were typed; the store knows how they are spelled.
pub fn news_filter(typed: &NewsFilterArgs) -> NewsFilter {
    let languages = typed.language.iter().copied();
    NewsFilter {
        sources: typed.source.clone(),
        sections: typed.section.clone(),
        languages: languages.map(Into::into).collect(),
    }
}

/// # Errors
/// [`Error::Usage`] for a filter of headlines where a chart reads none.
pub fn refuse_news_filter(typed: &NewsFilterArgs) -> Result<()> {
    typed.first_typed().map_or(Ok(()), |flag| {
        Err(Error::usage(
            flag,
            "this chart reads no headlines; add --news, --mark TERM, or choose .html",
            "этот график не читает заголовков; добавьте --news, --mark СЛОВО или выберите .html",
        ))
    })
}

//! A choice of news as it was typed: its names as the store spells them, and which option left nothing.

use crate::{
    error::{Error, HeadlinesAsked, Result},
    model::{each_once, echoed},
    store::{HeadlineFilter, NewsFilter, Store},
};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Names that are suggested for one that is not known.
const MOST_SUGGESTED: usize = 3;

/// From this likeness on (Jaro and Winkler's measure) a name is suggested for another.
const LEAST_LIKENESS: f64 = 0.75;

/// The filter with the names that the store has, whatever case they were typed in.
///
/// # Errors
/// [`Error::UnknownNewsName`] with the nearest names, [`Error::NoHeadlines`] where there is no news at all.
pub fn find_names(store: &Store, typed: &NewsFilter) -> Result<NewsFilter> {
    if typed.sources.is_empty() && typed.sections.is_empty() {
        return Ok(typed.clone());
    }
    let known = store.load_news_names()?;
    if known.sources.is_empty() {
        return Err(Error::NoHeadlines {
            asked: asked_of(typed).into(),
            is_store_empty: true,
            emptied_by: None,
        });
    }

    Ok(NewsFilter {
        sources: find_each("--source", &typed.sources, &known.sources)?,
        sections: find_each("--section", &typed.sections, &known.sections)?,
        languages: typed.languages.clone(),
    })
}

fn find_each(
    flag: &'static str,
    typed: &[String],
    known: &BTreeSet<String>,
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for text in typed {
        let whole = spellings(text, known);
        if !whole.is_empty() {
            found.extend(whole);
            continue;
        }

        // A section may have a comma in its name, so a list is what is no name as a whole.
        for name in text.split(',') {
            let spelled = spellings(name, known);
            if spelled.is_empty() {
                return Err(Error::UnknownNewsName {
                    flag,
                    name: echoed(name.trim()),
                    nearest: nearest(name, known),
                });
            }
            found.extend(spelled);
        }
    }
    Ok(each_once(found))
}

/// The known names that are this one but for the case of letters.
fn spellings(name: &str, known: &BTreeSet<String>) -> Vec<String> {
    let name = name.trim().to_lowercase();
    let alike = known.iter().filter(|one| one.to_lowercase() == name);
    alike.cloned().collect()
}

/// The likest first, equally like ones in alphabetical order.
fn nearest(name: &str, known: &BTreeSet<String>) -> Vec<String> {
    let name = name.trim().to_lowercase();
    let mut alike: Vec<_> = known
        .iter()
        .map(|one| (strsim::jaro_winkler(&name, &one.to_lowercase()), one))
        .filter(|(likeness, _)| *likeness >= LEAST_LIKENESS)
        .collect();

    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let nearest = alike.into_iter().take(MOST_SUGGESTED);
    nearest.map(|(_, name)| echoed(name)).collect()
}

/// What a filter asks for, in words.
pub fn asked_of(filter: &NewsFilter) -> HeadlinesAsked {
    HeadlinesAsked {
        sources: filter.sources.iter().map(|name| echoed(name)).collect(),
        sections: filter.sections.iter().map(|name| echoed(name)).collect(),
        languages: filter.languages.iter().map(|one| one.name()).collect(),
        ..HeadlinesAsked::default()
    }
}

/// The first option of a filter with which nothing is left; `None` if nothing is left without any of them too.
pub fn emptied_by(
    filter: &NewsFilter,
    has_any: impl Fn(&NewsFilter) -> Result<bool>,
) -> Result<Option<&'static str>> {
    let mut applied = NewsFilter::default();
    if filter.is_empty() || !has_any(&applied)? {
        return Ok(None);
    }

    applied.sources.clone_from(&filter.sources);
    if !has_any(&applied)? {
        return Ok(Some("--source"));
    }
    applied.sections.clone_from(&filter.sections);
    if !has_any(&applied)? {
        return Ok(Some("--section"));
    }
    Ok(Some("--language"))
}

/// The error where no headline with a date is chosen.
pub fn nothing_chosen(store: &Store, filter: &NewsFilter) -> Result<Error> {
    let emptied_by = emptied_by(filter, |news| {
        let dated = HeadlineFilter {
            from: Some(Date::MIN),
            news: news.clone(),
            limit: Some(1),
            ..HeadlineFilter::default()
        };
        Ok(!store.load_headlines(&dated)?.is_empty())
    })?;

    Ok(Error::NoHeadlines {
        asked: asked_of(filter).into(),
        is_store_empty: filter.is_empty(),
        emptied_by,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn check(typed: &[&str], expected: &[&str]) {
        let known = known(&["Lenta.ru", "lenta.ru", "ria.ru", "Наука, техника", "Наука"]);
        let typed: Vec<_> = typed.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(find_each("--source", &typed, &known).unwrap(), expected);
    }

    #[test]
    fn names_are_found_in_any_case_and_in_lists() {
        check(&["LENTA.RU"], &["Lenta.ru", "lenta.ru"]);
        check(&["ria.ru, наука"], &["ria.ru", "Наука"]);
        check(&["ria.ru", "Ria.ru"], &["ria.ru"]);
        check(&[], &[]);
    }

    #[test]
    fn a_name_with_a_comma_is_found_whole() {
        check(&["наука, техника"], &["Наука, техника"]);
    }

    #[test]
    fn an_unknown_name_is_refused_with_the_nearest() {
        let known = known(&["lenta.ru", "ria.ru", "Спорт"]);
        let error = find_each("--source", &["lenta".to_owned()], &known).unwrap_err();
        assert_eq!(
            error,
            Error::UnknownNewsName {
                flag: "--source",
                name: "lenta".into(),
                nearest: vec!["lenta.ru".into()],
            }
        );
    }
}

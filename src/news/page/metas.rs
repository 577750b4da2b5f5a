//! What the meta elements of a page say besides its date, with what JSON-LD and links say of the same.

use super::{html::HtmlPage, json_ld::JsonLd, lines::non_empty};
use std::collections::HashSet;

/// Tags of one article.
const MOST_TAGS: usize = 25;

impl HtmlPage {
    /// The content of the first meta element of that name.
    pub fn meta(&self, name: &'static str) -> Option<&str> {
        self.metas_named(name).next()
    }

    pub fn metas_named(&self, name: &'static str) -> impl Iterator<Item = &str> {
        self.metas
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }

    pub fn tags(&self, json_ld: &JsonLd) -> Vec<String> {
        // More links to tags than an article has are a cloud of all that the site has.
        let linked = Some(&self.tags).filter(|tags| tags.len() <= MOST_TAGS);
        // Plain `keywords` are for search engines and say everything; `news_keywords` are tags.
        let keywords = self.meta("news_keywords").unwrap_or_default();
        let lists = [
            self.metas_named("article:tag")
                .filter_map(non_empty)
                .collect(),
            json_ld.keywords.clone(),
            linked.cloned().unwrap_or_default(),
            keywords.split(',').filter_map(non_empty).collect(),
        ];

        let mut tags: Vec<String> = lists
            .into_iter()
            .find(|list| !list.is_empty())
            .unwrap_or_default();
        let mut seen = HashSet::new();
        tags.retain(|tag| seen.insert(tag.clone()));

        tags
    }

    pub fn author(&self, json_ld: &JsonLd) -> Option<String> {
        let metas = ["article:author", "author", "dc.creator"];
        json_ld.author.clone().or_else(|| {
            metas
                .iter()
                .filter_map(|name| non_empty(self.meta(name)?))
                // `article:author` is often the address of a profile.
                .find(|name| !name.contains("://") && !name.starts_with('/'))
        })
    }
}

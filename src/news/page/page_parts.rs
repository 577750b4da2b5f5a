//! Parts of a page by the names that their authors gave them: classes and ids.
//!
//! A name is cut at hyphens and underscores. Only whole words count, and of comments and cards only the first or the
//! last of a name, because others say what an article has: `post-comments-open`, `no-related-content`.

use super::lines::Place;
use crate::news::word_list::is_listed;

/// What the start tag of an element says of its part.
pub(super) struct PartNames<'a> {
    pub element: PartElement,
    /// Whether a `main` or an `article` is open around it.
    pub is_inside_content: bool,
    /// Classes and ids, parted by blanks.
    pub names: &'a str,
}

/// What the element itself says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PartElement {
    /// `header`.
    Header,
    /// `blockquote`.
    Quote,
    /// One for parts of a page: `div`.
    Container,
    /// Any other, as a heading or a paragraph.
    Other,
}

/// First or last words of parts with what others wrote.
const OTHERS: &str = "comment comments commentlist kommentar kommentare commentaire commentaires disqus respond \
     replies related recommended recommendations recommend similar breaking trending popular promo \
     newsfeed";

/// First words of such parts, if others follow: `widget_recent_comments`. Alone or at the end they are of anything.
const OTHERS_IN_FRONT: &str = "widget widgets ticker";

/// Last words with which a name of comments is a link to them or their number.
const ABOUT_OTHERS: &str = "count counter number link open closed icon toggle button area-toggle";

/// Words of posts of networks that are embedded in an article.
const EMBEDDED: &str = "tweet instagram telegram tiktok facebook embedded embed media vk";

/// Words of a page's header, and those that make it the header of an article.
const HEADERS: &str = "header masthead topbar topline toolbar";
const OF_ARTICLE: &str = "article post entry news content story material publication title";

/// Names of what is below a heading: author and date.
const BYLINES: &str = "meta byline dateline";

/// Where the inside of an element is, as far as its names say.
pub(super) fn place_by_names(part: &PartNames<'_>) -> Place {
    let classes = || part.names.split_ascii_whitespace();
    if classes().any(is_of_others)
        || part.element == PartElement::Quote && classes().any(is_embedded)
    {
        return Place::Others;
    }

    let is_named_header =
        part.element == PartElement::Container && classes().any(|class| has_word(class, HEADERS));
    let is_of_article = classes().any(|class| has_word(class, OF_ARTICLE));
    let is_header =
        (part.element == PartElement::Header || is_named_header) && !part.is_inside_content;

    if is_header && !is_of_article {
        Place::Header
    } else {
        Place::Page
    }
}

/// Whether an element is named as that of the author and the date of an article, which some put into an `aside`.
pub(super) fn has_byline_name(names: &str) -> bool {
    names.split_ascii_whitespace().any(|class| {
        is_listed(BYLINES, class)
            || has_word(class, OF_ARTICLE) && words_of(class).next_back() == Some("meta")
    })
}

fn is_of_others(class: &str) -> bool {
    // The bar of the Internet Archive has dates of its own.
    if class.starts_with("wm-ipp") {
        return true;
    }

    let mut words = words_of(class);
    let first = words.next().unwrap_or_default();
    let last = words.next_back();
    let is_named_so = is_listed(OTHERS, first)
        || last.is_some() && is_listed(OTHERS_IN_FRONT, first)
        || last.is_some_and(|last| is_listed(OTHERS, last));

    is_named_so && !last.is_some_and(|last| is_listed(ABOUT_OTHERS, last))
}

fn is_embedded(class: &str) -> bool {
    has_word(class, EMBEDDED)
}

fn has_word(class: &str, list: &str) -> bool {
    words_of(class).any(|word| is_listed(list, word))
}

fn words_of(class: &str) -> impl DoubleEndedIterator<Item = &str> {
    class.split(['-', '_']).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &str, expected: Place) {
        let part = PartNames {
            element: PartElement::Container,
            is_inside_content: false,
            names,
        };
        assert_eq!(place_by_names(&part), expected, "{names}");
    }

    #[test]
    fn comments_cards_and_headers_by_their_names() {
        for names in [
            "comments",
            "kb-comment ",
            "comment-list",
            "post__related",
            "related-inner",
            "widget widget_recent",
        ] {
            check(names, Place::Others);
        }
        for names in ["header", "site-header", "b-topline", "masthead sticky"] {
            check(names, Place::Header);
        }
        for names in [
            "",
            "article-header",
            "entry-header",
            "comments-count",
            "post comments-open",
            "no-related-content",
            "commentary",
            "elementor-widget",
            "widget Blog",
        ] {
            check(names, Place::Page);
        }
    }

    #[test]
    fn a_header_inside_the_article_is_the_articles() {
        let part = |is_inside_content| PartNames {
            element: PartElement::Header,
            is_inside_content,
            names: "",
        };
        assert_eq!(place_by_names(&part(false)), Place::Header);
        assert_eq!(place_by_names(&part(true)), Place::Page);
    }
}

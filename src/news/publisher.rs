//! The publisher behind a title: `Рубль вырос - Ведомости`, as aggregators write it.

/// The part of a title before a dash and its publisher.
pub(super) fn title_before<'t>(title: &'t str, publisher: &str) -> Option<&'t str> {
    let bare = title.strip_suffix(publisher)?.strip_suffix(' ')?;
    let bare = bare.strip_suffix(['-', '–', '—'])?.strip_suffix(' ')?;
    Some(bare.trim_end()).filter(|bare| !bare.is_empty())
}

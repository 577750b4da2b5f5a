//! Character references of HTML that titles still have after their source decoded them once.
//!
//! Only those met in headlines; an unknown reference stays as it is. The store keeps hashes of titles in this form, so
//! a longer list, such as the whole table of HTML5, would make stored headlines look new when they come again.

/// The longest name or number worth looking at, in bytes.
const LONGEST_REFERENCE: usize = 10;

/// Appends `text` to `out` with its references decoded.
pub fn decode_entities(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // An ampersand may be on its own, with the next semicolon far after it.
        let end = after
            .bytes()
            .take(LONGEST_REFERENCE + 1)
            .position(|byte| byte == b';');
        let decoded = end.and_then(|end| Some((character(&after[..end])?, &after[end + 1..])));

        let (character, following) = decoded.unwrap_or(('&', after));
        out.push(character);
        rest = following;
    }

    out.push_str(rest);
}

/// The character of a reference without its ampersand and semicolon.
fn character(reference: &str) -> Option<char> {
    if let Some(number) = reference.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }

    Some(match reference {
        "amp" => '&',
        "apos" => '\'',
        "bdquo" => '„',
        "bull" => '•',
        "copy" => '©',
        "deg" => '°',
        "euro" => '€',
        "gt" => '>',
        "hellip" => '…',
        "laquo" => '«',
        "ldquo" => '“',
        "lsquo" => '‘',
        "lt" => '<',
        "mdash" => '—',
        "minus" => '−',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "quot" => '"',
        "raquo" => '»',
        "rdquo" => '”',
        "rsquo" => '’',
        "sbquo" => '‚',
        "shy" => '\u{ad}',
        "thinsp" => '\u{2009}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    fn check(text: &str, expected: &str) {
        let mut decoded = String::new();
        super::decode_entities(text, &mut decoded);
        assert_eq!(decoded, expected);
    }

    #[test]
    fn references_are_decoded_once_and_others_stay() {
        check("Курс&nbsp;доллара", "Курс\u{a0}доллара");
        check("&laquo;Газпром&raquo; &#8212; &#x20BD;", "«Газпром» — ₽");
        check("AT&T &amp;amp; K&", "AT&T &amp; K&");
        check(
            "&неизвестно; &#xD800; &#99999999999999; &;",
            "&неизвестно; &#xD800; &#99999999999999; &;",
        );
    }
}

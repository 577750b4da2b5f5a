//! Character references of HTML that titles still bear after their source decoded them once.
//!
//! Only those met in headlines; a reference that is not known stays as it stands.

/// Named references, without their ampersand and semicolon.
const NAMED: [(&str, char); 24] = [
    ("amp", '&'),
    ("apos", '\''),
    ("bdquo", '„'),
    ("bull", '•'),
    ("copy", '©'),
    ("deg", '°'),
    ("euro", '€'),
    ("gt", '>'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("ldquo", '“'),
    ("lsquo", '‘'),
    ("lt", '<'),
    ("mdash", '—'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("quot", '"'),
    ("raquo", '»'),
    ("rdquo", '”'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("shy", '\u{ad}'),
    ("thinsp", '\u{2009}'),
];

/// The longest name or number worth looking at, in bytes.
const LONGEST_REFERENCE: usize = 10;

/// Appends `text` to `out` with its references decoded.
pub(super) fn decode_entities(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let reference = &rest[at + 1..];
        let end = reference
            .bytes()
            .take(LONGEST_REFERENCE + 1)
            .position(|byte| byte == b';');
        if let Some((end, decoded)) = end.and_then(|end| Some((end, character(&reference[..end])?)))
        {
            out.push(decoded);
            rest = &reference[end + 1..];
        } else {
            out.push('&');
            rest = reference;
        }
    }
    out.push_str(rest);
}

fn character(reference: &str) -> Option<char> {
    let Some(number) = reference.strip_prefix('#') else {
        return NAMED
            .iter()
            .find(|(name, _)| *name == reference)
            .map(|(_, character)| *character);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
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

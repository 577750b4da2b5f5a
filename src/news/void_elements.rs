//! The elements of HTML that have no content and no end tag.

const VOID: [&[u8]; 14] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"track", b"wbr",
];

/// Whether an element, by its name in small letters, has no end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    VOID.contains(&name)
}

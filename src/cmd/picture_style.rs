//! Colours and size of a picture, as they are typed.

use crate::{
    chart::{PictureStyle, Theme},
    cli::ThemeArg,
    error::{Error, Result},
    model::echoed,
};

/// Half of the 1200 × 630 that social networks ask for: a card is read in the width of a telephone, where the type of a
/// picture planned for 1200 pixels would be too small.
const CARD_SIZE: (u32, u32) = (600, 315);
const CARD_SCALE: u8 = 2;

/// Colours and size of a picture, within what can be drawn.
///
/// # Errors
/// [`Error::Usage`]; [`Error::Draw`] for a scale that cannot be drawn.
pub fn picture_style(
    theme: Option<ThemeArg>,
    size: &str,
    scale: Option<u8>,
) -> Result<PictureStyle> {
    let theme = theme.map_or(Theme::Light, Into::into);
    let (size, usual_scale) = if size.trim().eq_ignore_ascii_case("card") {
        (CARD_SIZE, CARD_SCALE)
    } else {
        (parse_size(size)?, 1)
    };

    PictureStyle::new(theme, size, scale.unwrap_or(usual_scale).into())
}

fn parse_size(text: &str) -> Result<(u32, u32)> {
    // The last one is the Cyrillic letter, which looks the same.
    text.split_once(['x', 'X', '×', 'х'])
        .and_then(|(width, height)| {
            let width = width.trim().parse().ok()?;
            Some((width, height.trim().parse().ok()?))
        })
        .filter(|size| PictureStyle::can_have(*size))
        .ok_or_else(|| wrong_size(text))
}

fn wrong_size(text: &str) -> Error {
    let text = echoed(text);
    let [least, most] = PictureStyle::SIZES.map(|(width, height)| format!("{width}x{height}"));
    Error::usage(
        "--size",
        format!("`{text}` is not a size: write card, or 1600x900, from {least} to {most}"),
        format!("«{text}» — не размер: напишите card или 1600x900, от {least} до {most}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_1200_by_630_with_type_that_can_be_read() {
        for text in ["card", " Card "] {
            let card = picture_style(None, text, None).unwrap();
            assert_eq!((card.size(), card.scale()), ((600, 315), 2.0));
        }
        for (size, typed) in [("card", Some(1)), ("1600x900", None)] {
            let style = picture_style(None, size, typed).unwrap();
            assert!((style.scale() - 1.0).abs() < f32::EPSILON);
        }
        let error = picture_style(None, "postcard", None).unwrap_err();
        assert!(error.to_string().contains("write card"), "{error}");
    }
}

//! Colours and size of a picture, as they are typed.

use crate::{
    chart::{PictureStyle, Theme},
    cli::ThemeArg,
    error::{Error, Result},
    model::echoed,
};

/// Colours and size of a picture, within what can be drawn.
///
/// # Errors
/// [`Error::Usage`]; [`Error::Draw`] for a scale that cannot be drawn.
pub fn picture_style(theme: Option<ThemeArg>, size: &str, scale: u8) -> Result<PictureStyle> {
    let theme = theme.map_or(Theme::Light, Into::into);
    PictureStyle::new(theme, parse_size(size)?, scale.into())
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
        format!("`{text}` is not a size: write 1600x900, from {least} to {most}"),
        format!("«{text}» — не размер: напишите 1600x900, от {least} до {most}"),
    )
}

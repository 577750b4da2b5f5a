//! A chart of text, on standard output or in a file.

use super::{super::context::Context, destination::Destination, request::DrawingOptions};
use crate::{
    chart::{Spec, TextColour, TextLetters, TextLook, draw_text},
    error::Result,
    render::Colour,
};

/// On standard output unless a file is named, which never has colours and is read elsewhere than on this terminal.
pub fn write_text(context: &Context, spec: &Spec, options: &DrawingOptions) -> Result<()> {
    let Destination::File(path) = &options.destination else {
        return print_text(context, spec, options);
    };

    let look = TextLook {
        colour: TextColour::Plain,
        letters: options.letters.unwrap_or(TextLetters::Unicode),
    };
    let text = draw_text(spec, options.columns, look);
    context.write_file(path, text.as_bytes())
}

pub fn print_text(context: &Context, spec: &Spec, options: &DrawingOptions) -> Result<()> {
    let look = TextLook {
        colour: text_colour(context.style().colour),
        letters: context.letters(options.letters),
    };
    context.print(&draw_text(spec, options.columns, look))
}

const fn text_colour(colour: Colour) -> TextColour {
    match colour {
        Colour::Plain => TextColour::Plain,
        Colour::RiseAndFall => TextColour::Coloured,
    }
}

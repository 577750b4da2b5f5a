//! A text as the character data of an SVG, in which runs of the other typeface are marked.
//!
//! What runs from right to left is one run with the blanks and figures in it: several programs put words of separate
//! elements in the wrong order or lose the blank between them.

use crate::chart::words::{OTHER_FAMILY, is_of_other_family};
use std::fmt::Write as _;
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript as _};

/// Who makes pixels of a document.
#[derive(Clone, Copy, PartialEq)]
pub enum Renderer {
    /// Whatever shows it.
    Any,
    /// The one that draws our PNG.
    Own,
}

/// Begins a part of a text that runs from right to left whatever is around it, and ends it.
const LEFTWARD: char = '\u{202b}';
const END: char = '\u{202c}';

/// The first letter of any script that runs from right to left, a Hebrew one.
const FIRST_LEFTWARD: char = '\u{590}';

/// How a letter is written.
#[derive(Clone, Copy, PartialEq)]
struct Manner {
    is_of_other_family: bool,
    is_leftward: bool,
}

/// `text` as character data, with runs of the other typeface marked.
pub fn marked(text: &str, renderer: Renderer) -> String {
    let letters = letters(text);
    let mut out = String::new();
    for run in letters.chunk_by(|a, b| a.1 == b.1) {
        let manner = run[0].1;
        let plain: String = run.iter().map(|(letter, _)| letter).collect();
        let plain = if manner.is_leftward && renderer == Renderer::Own {
            with_scripts_apart(&plain)
        } else {
            plain
        };

        let plain = escaped(&plain);
        if manner.is_of_other_family {
            // Writing into a string cannot fail.
            let _ = write!(
                out,
                "<tspan font-family=\"{OTHER_FAMILY}, sans-serif\">{plain}</tspan>"
            );
        } else {
            out.push_str(&plain);
        }
    }

    out
}

/// `text` as character data or the value of an attribute; what XML 1.0 forbids is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            // Not allowed even as references.
            '\u{fffe}' | '\u{ffff}' => {}
            other if other.is_control() => {}
            other => out.push(other),
        }
    }

    out
}

fn letters(text: &str) -> Vec<(char, Manner)> {
    // Most texts need no levels, which take longer than all the rest.
    let has_leftward = text.chars().any(|letter| letter >= FIRST_LEFTWARD);
    let bidi = has_leftward.then(|| BidiInfo::new(text, Some(Level::ltr())));
    let level = |index: usize| {
        bidi.as_ref()
            .map_or(Level::ltr(), |bidi| bidi.levels[index])
    };
    let mut letters: Vec<(char, Manner)> = text
        .char_indices()
        .map(|(index, letter)| {
            let manner = Manner {
                is_of_other_family: is_of_other_family(letter),
                is_leftward: level(index) > Level::ltr(),
            };
            (letter, manner)
        })
        .collect();

    for run in letters.chunk_by_mut(|a, b| a.1.is_leftward == b.1.is_leftward) {
        if run[0].1.is_leftward {
            let is_other = run.iter().any(|(_, manner)| manner.is_of_other_family);
            for (_, manner) in run {
                manner.is_of_other_family = is_other;
            }
        } else {
            mark_blanks(run);
        }
    }
    letters
}

/// A blank between two letters of the other typeface belongs to them.
fn mark_blanks(run: &mut [(char, Manner)]) {
    for at in 1..run.len().saturating_sub(1) {
        let is_between = run[at - 1].1.is_of_other_family && run[at + 1].1.is_of_other_family;
        if run[at].0 == ' ' && is_between {
            run[at].1.is_of_other_family = true;
        }
    }
}

/// `text`, which runs from right to left, with every second script on a level of its own: usvg shapes all that is on one
/// level by the rules of its first script, so that Arabic letters after Hebrew ones are not joined.
fn with_scripts_apart(text: &str) -> String {
    let mut out = String::new();
    let mut current = Script::Common;
    let mut is_deeper = false;
    for letter in text.chars() {
        let script = letter.script();
        let is_of_any = matches!(script, Script::Common | Script::Inherited);
        if !is_of_any && script != current {
            if current != Script::Common {
                out.push(if is_deeper { END } else { LEFTWARD });
                is_deeper = !is_deeper;
            }
            current = script;
        }
        out.push(letter);
    }

    if is_deeper {
        out.push(END);
    }
    // Blanks between the scripts belong to neither, but to a level below both.
    if out.len() == text.len() {
        out
    } else {
        format!("{LEFTWARD}{out}{END}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let tspan = "<tspan font-family=\"DejaVu Sans, sans-serif\">";
        let expected = expected.replace('[', tspan).replace(']', "</tspan>");
        assert_eq!(marked(text, Renderer::Any), expected);
    }

    #[test]
    fn letters_of_the_other_typeface_are_marked() {
        check("Курс < 90", "Курс &lt; 90");
        check("1 ₽.", "1 [₽].");
        check("ა ბ, გ 1", "[ა ბ], [გ] 1");
        check("", "");
    }

    #[test]
    fn words_that_run_leftward_are_one_run_with_their_blanks_and_figures() {
        check("שלום עולם", "[שלום עולם]");
        check(
            "Курс: مرحبا بالعالم 2024 г.",
            "Курс: [مرحبا بالعالم 2024] г.",
        );
        check("שלום 5 مرحبا", "[שלום 5 مرحبا]");
    }

    #[test]
    fn scripts_side_by_side_are_embedded_for_our_renderer_alone() {
        let run = |text| {
            let marked = marked(text, Renderer::Own);
            marked.replace('\u{202b}', "{").replace('\u{202c}', "}")
        };
        assert!(run("שלום مرحبا שלום").contains(">{שלום {مرحبا }שלום}<"));
        assert!(run("مرحبا بالعالم").contains(">مرحبا بالعالم<"));
        assert!(run("a שלום مرحبا b").contains(">{שלום {مرحبا}}</tspan> b"));
    }

    #[test]
    fn what_comes_from_outside_is_escaped() {
        assert_eq!(
            escaped("a<b> & \"c\" 'd'\u{0}\u{b}\n"),
            "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; "
        );
    }
}

//! Colours: light and dark for screens, print for paper.
//!
//! Every ink of a line is also the ink of its label, so it keeps the contrast of text (4.5 : 1) against the
//! ground; the first four of a palette stay apart for eyes that lack red or green. Tests compute both.

use crate::chart::data::Theme;
use anstyle::Ansi256Color;
use plotters::style::RGBColor;

/// The colours of a theme.
pub struct Palette {
    /// Behind everything.
    pub ground: RGBColor,
    /// Title.
    pub text: RGBColor,
    /// Subtitle, axis labels, source.
    pub muted: RGBColor,
    /// Lines of the grid.
    pub grid: RGBColor,
    /// Zero line and foot of the axis.
    pub axis: RGBColor,
    inks: [RGBColor; INKS],
}

/// How a line is drawn: there are fewer inks than lines, so the lines of a second and third round are broken.
#[derive(Clone, Copy, PartialEq)]
pub enum Stroke {
    Whole,
    Dashed,
    Dotted,
}

/// Inks of each theme.
const INKS: usize = 8;

impl Stroke {
    /// The stroke of a line by its place among the lines.
    pub const fn of(line: usize) -> Self {
        match line / INKS {
            0 => Self::Whole,
            1 => Self::Dashed,
            _ => Self::Dotted,
        }
    }
}

/// Names of the colours in a page that changes its theme.
const ROLES: [&str; 13] = [
    "ground", "text", "muted", "grid", "axis", "ink0", "ink1", "ink2", "ink3", "ink4", "ink5",
    "ink6", "ink7",
];

impl Palette {
    pub const fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
            Theme::Print => &PRINT,
        }
    }

    /// The name of a colour, `None` for a mixed one.
    pub fn role(&self, colour: (u8, u8, u8)) -> Option<&'static str> {
        self.roles()
            .find(|(_, own)| (own.0, own.1, own.2) == colour)
            .map(|(name, _)| name)
    }

    /// Every colour with its name.
    pub fn roles(&self) -> impl Iterator<Item = (&'static str, RGBColor)> {
        let parts = [self.ground, self.text, self.muted, self.grid, self.axis];
        ROLES.into_iter().zip(parts.into_iter().chain(self.inks))
    }

    /// A line over the lines of the grid that stays behind what is drawn: halfway from them to the axis.
    pub fn stem(&self) -> RGBColor {
        by_channels(self.grid, self.axis, u8::midpoint)
    }

    /// The ink of a line by its place among the lines.
    pub const fn ink(&self, line: usize) -> RGBColor {
        self.inks[line % self.inks.len()]
    }
}

/// An ink of which the ground shows through, as one colour: what is behind it must not show.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between two channels"
)]
pub fn mixed(ink: RGBColor, ground: RGBColor, part: f64) -> RGBColor {
    by_channels(ink, ground, |ink, ground| {
        (f64::from(ink) * part + f64::from(ground) * (1.0 - part)).round() as u8
    })
}

fn by_channels(one: RGBColor, other: RGBColor, mix: impl Fn(u8, u8) -> u8) -> RGBColor {
    RGBColor(
        mix(one.0, other.0),
        mix(one.1, other.1),
        mix(one.2, other.2),
    )
}

/// `#0a5ca8`.
pub fn hex((red, green, blue): (u8, u8, u8)) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

const fn rgb(hex: u32) -> RGBColor {
    let [_, red, green, blue] = hex.to_be_bytes();
    RGBColor(red, green, blue)
}

/// Inks of lines on a terminal of unknown ground: each can be seen on white and on black.
pub const TERMINAL_INKS: [Ansi256Color; 8] = [
    Ansi256Color(33),
    Ansi256Color(166),
    Ansi256Color(29),
    Ansi256Color(169),
    Ansi256Color(244),
    Ansi256Color(136),
    Ansi256Color(31),
    Ansi256Color(161),
];

static LIGHT: Palette = Palette {
    ground: rgb(0xff_ff_ff),
    text: rgb(0x1a_1d_21),
    muted: rgb(0x5f_66_6e),
    grid: rgb(0xe6_e8_eb),
    axis: rgb(0x8a_91_99),
    inks: [
        rgb(0x0a_5c_a8),
        rgb(0xc2_4a_00),
        rgb(0x00_7a_5e),
        rgb(0xa0_30_7a),
        rgb(0x4b_4b_4b),
        rgb(0x8a_65_00),
        rgb(0x0b_7f_9c),
        rgb(0xb2_1e_3c),
    ],
};

static DARK: Palette = Palette {
    ground: rgb(0x13_17_1c),
    text: rgb(0xf1_f3_f5),
    muted: rgb(0x9f_a8_b2),
    grid: rgb(0x29_2f_37),
    axis: rgb(0x66_70_7b),
    inks: [
        rgb(0x62_b0_ff),
        rgb(0xff_a0_4d),
        rgb(0x4f_d1_a5),
        rgb(0xd8_78_b8),
        rgb(0xd5_d9_de),
        rgb(0xe3_c5_4a),
        rgb(0x6f_d6_ea),
        rgb(0xff_8a_93),
    ],
};

static PRINT: Palette = Palette {
    ground: rgb(0xff_ff_ff),
    text: rgb(0x00_00_00),
    muted: rgb(0x4a_4a_4a),
    grid: rgb(0xdf_df_df),
    axis: rgb(0x6e_6e_6e),
    inks: [
        rgb(0x10_10_10),
        rgb(0xc8_4b_00),
        rgb(0x00_4f_9e),
        rgb(0x6a_6a_6a),
        rgb(0x00_6b_50),
        rgb(0xa8_3a_96),
        rgb(0x5e_3a_00),
        rgb(0x9c_10_30),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

    /// sRGB to linear light, IEC 61966-2-1.
    fn linear(colour: RGBColor) -> [f64; 3] {
        [colour.0, colour.1, colour.2].map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// Contrast as WCAG 2.2 defines it.
    fn contrast(a: RGBColor, b: RGBColor) -> f64 {
        let luminance = |[r, g, b]: [f64; 3]| 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let (a, b) = (luminance(linear(a)), luminance(linear(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Lightness (CIE L*) and the two opponents, from linear sRGB (D65); distance is ΔE 1976.
    fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
        let root = |part: f64| {
            if part > 0.008_856 {
                part.cbrt()
            } else {
                7.787 * part + 16.0 / 116.0
            }
        };
        let x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
        let y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        let z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// Without red cones, without green cones: the projections of Viénot, Brettel and Mollon (1999).
    fn as_dichromats_see([r, g, b]: [f64; 3]) -> [[f64; 3]; 2] {
        let protan = 0.11238 * r + 0.88762 * g;
        let deutan = 0.29275 * r + 0.70725 * g;
        [
            [protan, protan, (0.00401 * r - 0.00401 * g + b).max(0.0)],
            [deutan, deutan, (-0.02234 * r + 0.02234 * g + b).max(0.0)],
        ]
    }

    #[test]
    fn text_can_be_read() {
        for theme in THEMES {
            let palette = Palette::of(theme);
            assert!(contrast(palette.text, palette.ground) >= 12.0, "{theme:?}");
            assert!(contrast(palette.muted, palette.ground) >= 4.5, "{theme:?}");
            for line in 0..8 {
                let got = contrast(palette.ink(line), palette.ground);
                assert!(got >= 4.5, "{theme:?} {line}: {got}");
            }
        }
    }

    /// The colour cube of xterm, which terminals of 256 colours share.
    fn xterm(Ansi256Color(number): Ansi256Color) -> RGBColor {
        let level = |digit: u8| if digit == 0 { 0 } else { 55 + 40 * digit };
        match number.checked_sub(16) {
            Some(at @ 0..216) => RGBColor(level(at / 36), level(at / 6 % 6), level(at % 6)),
            Some(at) => {
                let grey = 8 + 10 * (at - 216);
                RGBColor(grey, grey, grey)
            }
            None => panic!("{number} is of no fixed colour"),
        }
    }

    #[test]
    fn lines_of_a_terminal_can_be_seen_on_any_ground() {
        let inks = TERMINAL_INKS.map(xterm);
        for ground in [rgb(0x00_00_00), rgb(0x1e_1e_1e), rgb(0xff_ff_ff)] {
            for (at, ink) in inks.into_iter().enumerate() {
                let got = contrast(ink, ground);
                assert!(got >= 3.0, "{at} on {ground:?}: {got}");
            }
        }
        check_apart("terminal", |line| inks[line]);
    }

    #[test]
    fn lines_stay_apart_for_every_eye() {
        for theme in THEMES {
            check_apart(&format!("{theme:?}"), |line| Palette::of(theme).ink(line));
        }
    }

    fn check_apart(name: &str, ink: impl Fn(usize) -> RGBColor) {
        for a in 0..4 {
            for b in a + 1..4 {
                let (one, other) = (linear(ink(a)), linear(ink(b)));
                let seen = as_dichromats_see(one)
                    .into_iter()
                    .zip(as_dichromats_see(other));
                for (one, other) in seen.chain([(one, other)]) {
                    let apart: f64 = lab(one)
                        .iter()
                        .zip(lab(other))
                        .map(|(p, q)| (p - q).powi(2))
                        .sum::<f64>()
                        .sqrt();
                    assert!(apart >= 14.0, "{name} {a} {b}: {apart}");
                }
            }
        }
    }
}

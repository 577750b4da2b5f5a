//! The document around the pictures: head with its content policy, caption, table, script.

use super::{
    page::{Page, PageColours},
    table::table,
};
use crate::chart::{
    data::{Spec, Theme},
    draw::{Palette, escaped, hex},
    words,
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

/// Its header says what it may do.
pub const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("../../../charts/page/data.js"),
    include_str!("../../../charts/page/axes.js"),
    include_str!("../../../charts/page/draw.js"),
    include_str!("../../../charts/page/chart.js"),
    include_str!("../../../charts/page/hand.js"),
    "})();\n"
);

const STYLE: &str = include_str!("../../../charts/page/chart.css");

/// The page of `pictures`, widest first, with its `data`, which are safe in a script element.
pub fn document(spec: &Spec, page: &Page, pictures: &[String], data: &str) -> String {
    let words = words::page(spec.lang);
    let lang = spec.lang.pick("en", "ru");
    let title = match &spec.title {
        Some(title) => escaped(title),
        None => escaped(&words::title(&spec.lines, spec.lang)[0]),
    };
    let widest = spec.style.size().0 + 32;
    let style = format!(
        "{}{STYLE}main{{max-width:{widest}px}}\n",
        colours(spec.style.theme, page.colours)
    );

    let subtitle = escaped(&words::figures_of_days(spec));
    let mut description = vec![words::description(spec)];
    description.extend(words::gaps(spec).into_iter().next());
    let description = escaped(&description.join(". "));

    // A page that cannot zoom must not explain how.
    let keys = if spec.can_be_zoomed() {
        words.keys
    } else {
        words.keys_without_zoom
    };

    let last_records = escaped(words.last_records);
    let table = table(spec, page.series, &words);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"{}\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <main class=\"has{}\">\n<h1 class=\"unseen\">{title}</h1>\n<div id=\"bar\" hidden></div>\n\
         <figure>\n<div id=\"chart\">\n{}</div>\n<div id=\"day\" hidden></div>\n\
         <figcaption>{subtitle}. {description}.</figcaption>\n</figure>\n\
         <p id=\"keys\" hidden>{}</p>\n<details>\n<summary>{last_records}</summary>\n\
         <div class=\"scrolls\" tabindex=\"0\" role=\"region\" aria-label=\"{last_records}\">\n{table}</div>\n</details>\n\
         <p id=\"said\" class=\"unseen\" aria-live=\"polite\"></p>\n</main>\n\
         <script type=\"application/json\" id=\"data\">{data}</script>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        policy(&style),
        colour_scheme(spec.style.theme, page.colours),
        pictures.len(),
        pictures.concat(),
        escaped(keys),
    )
}

/// Nothing from anywhere; one style and one script, by their hashes.
fn policy(style: &str) -> String {
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'",
        BASE64_STANDARD.encode(Sha256::digest(style)),
        BASE64_STANDARD.encode(Sha256::digest(SCRIPT))
    )
}

const fn colour_scheme(theme: Theme, colours: PageColours) -> &'static str {
    match (colours, theme) {
        (PageColours::OfReader, _) => "light dark",
        (PageColours::OfSpec, Theme::Dark) => "dark",
        (PageColours::OfSpec, Theme::Light | Theme::Print) => "light",
    }
}

/// The variables of the colours.
fn colours(theme: Theme, colours: PageColours) -> String {
    let own = variables(theme);
    match colours {
        PageColours::OfSpec => format!(":root{{{own}}}\n"),
        PageColours::OfReader => format!(
            ":root{{{own}}}\n@media (prefers-color-scheme: dark){{:root{{{}}}}}\n@media print{{:root{{{}}}}}\n",
            variables(Theme::Dark),
            variables(Theme::Print)
        ),
    }
}

fn variables(theme: Theme) -> String {
    let variables = Palette::of(theme).roles().map(|(name, colour)| {
        let colour = hex((colour.0, colour.1, colour.2));
        format!("--{name}:{colour};")
    });

    variables.collect()
}

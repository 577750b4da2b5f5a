#!/usr/bin/env bash
# usvg 0.49.0 (of resvg) leaves out text whose `font-family` differs from the font's name in capitals, without an error.
#
# CSS, whose names SVG uses, matches families "case-insensitively" (CSS Fonts 4, 5.1), and browsers do. The font database
# compares them as bytes: with the font DejaVu Sans loaded, text in `dejavu sans` is gone from the tree, and the picture
# is as good as empty. Expected: the text.
# Instead: the name is written as in the font, and a test looks for ink where text has to be.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cargo init --quiet --name finding --vcs none
cargo add --quiet usvg@=0.49.0 --no-default-features --features text
cargo add --quiet dejavu@=2.37.0
cat >src/main.rs <<'RUST'
fn main() {
    let mut options = usvg::Options::default();
    options.fontdb_mut().load_font_data(dejavu::sans::regular().to_vec());
    for family in ["DejaVu Sans", "dejavu sans"] {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='40'>\
             <text x='5' y='30' font-family='{family}'>rate</text></svg>"
        );
        let tree = usvg::Tree::from_str(&svg, &options).unwrap();
        println!("{family}: {} drawn", tree.root().children().len());
    }
}
RUST
seen=$(cargo run --quiet)
echo "$seen"
[ "$seen" = "DejaVu Sans: 1 drawn
dejavu sans: 0 drawn" ]

#!/usr/bin/env bash
# @resvg/resvg-js 2.6.2 does not find a family whose name is in quotes unless it is the first of its list, without an error.
#
# CSS Fonts 4, 3.1: a family name is a string in quotes or a sequence of identifiers, and the next of a list is taken where
# one is not there. `'Noto Sans', 'DejaVu Sans'` without Noto Sans is drawn in the default family (here DejaVu Serif), while
# the same list without quotes is drawn in DejaVu Sans. The widths of the drawn text show it.
# Instead: an SVG names its families without quotes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @resvg/resvg-js@2.6.2 dejavu-fonts-ttf@2.37.3
cat >seen.mjs <<'JS'
import { Resvg } from '@resvg/resvg-js';
const fonts = 'node_modules/dejavu-fonts-ttf/ttf';
const font = { loadSystemFonts: false, fontFiles: [`${fonts}/DejaVuSans.ttf`, `${fonts}/DejaVuSerif.ttf`], defaultFontFamily: 'DejaVu Serif' };
for (const families of ["'DejaVu Sans'", 'Noto Sans, DejaVu Sans', "'Noto Sans', 'DejaVu Sans'", 'DejaVu Serif']) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30" font-size="20" font-family="${families}">rate 90.65</text></svg>`;
  console.log(`${families}: ${new Resvg(svg, { font }).getBBox().width.toFixed(1)}`);
}
JS
seen=$(node seen.mjs)
echo "$seen"
[ "$seen" = "'DejaVu Sans': 100.7
Noto Sans, DejaVu Sans: 100.7
'Noto Sans', 'DejaVu Sans': 102.7
DejaVu Serif: 102.7" ]

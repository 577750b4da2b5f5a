#!/usr/bin/env bash
# librsvg 2.63.2 (in sharp 0.35.5) puts two Hebrew words in tspans of their own from left to right, so that they read in the
# wrong order.
#
# SVG 2, 11.3 lays out all characters of a text chunk by the Unicode bidirectional algorithm; a tspan with nothing but a
# style does not interrupt it. Two words of one sentence are to be in the same places with tspans around them and without:
# the second word is on the left. librsvg lays out each tspan by itself, one after the other. Shown by columns of pixels:
# which word the picture begins with.
# Instead: what runs from right to left is one tspan, with the blanks in it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 dejavu-fonts-ttf@2.37.3
cat >fonts.conf <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$folder/node_modules/dejavu-fonts-ttf/ttf</dir><cachedir>$folder/cache</cachedir></fontconfig>
XML
cat >seen.mjs <<'JS'
import sharp from 'sharp';
console.log(`librsvg ${sharp.versions.rsvg}`);
const [first, second] = ['שלום', 'עולם'];
async function columns(words, count) {
  const text = `<text x="5" y="30" font-size="20" font-family="DejaVu Sans">${words}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">${text}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).flatten({ background: 'white' }).greyscale().raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: count }, (_, x) => Array.from({ length: info.height }, (_, y) => data[y * info.width + x])).join();
}
const starts = { [await columns(first, 30)]: 'the first word', [await columns(second, 30)]: 'the second word' };
for (const [name, words] of [['one run', `${first} ${second}`], ['two tspans', `<tspan>${first}</tspan> <tspan>${second}</tspan>`]]) {
  console.log(`${name}: on the left is ${starts[await columns(words, 30)]}`);
}
JS
seen=$(FONTCONFIG_FILE=$folder/fonts.conf node seen.mjs)
echo "$seen"
[ "$seen" = "librsvg 2.63.2
one run: on the left is the second word
two tspans: on the left is the first word" ]

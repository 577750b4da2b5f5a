#!/usr/bin/env bash
# Forty pictures (pictures/draw.sh) and two pages as librsvg, Inkscape and chromium show them where DejaVu Sans is the only
# typeface: where each puts its words, no word leaves the picture or touches another. Usage: pictures.sh RATES FOLDER, where
# RATES_DB is a store with the rates of the archive and FOLDER gets the pictures. What it needs: chromium, inkscape,
# rsvg-convert, Debian's python3 with gir1.2-rsvg-2.0 and python3-gi, DejaVu Sans (`.ci/more` installs them). Without them it
# says so and passes; with CI=true it fails.
set -euo pipefail
rates=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
fonts=/usr/share/fonts/truetype/dejavu
missing=()
for program in chromium inkscape rsvg-convert; do command -v "$program" >/dev/null || missing+=("$program"); done
/usr/bin/python3 -c "import gi; gi.require_version('Rsvg', '2.0')" 2>/dev/null || missing+=("gir1.2-rsvg-2.0 python3-gi")
[ -f "$fonts/DejaVuSans.ttf" ] || missing+=("fonts-dejavu-core")
if [ ${#missing[@]} -gt 0 ]; then
  echo "skipped: not installed: ${missing[*]}"
  [ "${CI:-}" != true ]
  exit
fi

# The programs see these two fonts and no others, not even of the condensed width.
mkdir -p "$folder/fonts"
folder=$(cd "$folder" && pwd)
ln -sf "$fonts/DejaVuSans.ttf" "$fonts/DejaVuSans-Bold.ttf" "$folder/fonts"
cat >"$folder/fonts.conf" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>$folder/fonts</dir><cachedir>$folder/cache</cachedir></fontconfig>
XML
export FONTCONFIG_FILE=$folder/fonts.conf HOME=$folder/home
mkdir -p "$HOME"
"$here/pictures/draw.sh" "$rates" "$folder"
exec /usr/bin/python3 "$here/pictures/boxes.py" "$folder"

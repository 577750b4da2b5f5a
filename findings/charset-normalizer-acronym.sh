#!/usr/bin/env bash
# charset-normalizer 3.5.3 takes a short Russian text in windows-1251 for Japanese, and is sure of it.
#
# «США» (the USA) is three letters, a whole title in the news. In windows-1251 they are three bytes that no
# Japanese encoding needs. `detect` answers CP932 (Shift JIS) with a confidence of 0.8, as high as that for a sentence it
# gets right, so that its confidence does not tell the two apart. Expected: windows-1251, or no answer.
# Instead: a declared encoding that yields Cyrillic letters is believed, and only without one a detector is asked.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check charset-normalizer==3.5.3
seen=$("$folder/venv/bin/python" - <<'PYTHON'
from charset_normalizer import detect

for text in ("США", "Курс доллара"):
    found = detect(text.encode("windows-1251"))
    print(text, found["encoding"], found["confidence"])
PYTHON
)
echo "$seen"
[ "$seen" = "США CP932 0.8
Курс доллара windows-1251 0.8" ]

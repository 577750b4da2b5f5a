#!/usr/bin/env bash
# DuckDB 1.5.5, reading an SQLite file, cannot count the rows of a table WITHOUT ROWID.
#
# SELECT count(*) asks SQLite for the column rowid, which such a table does not have, and fails; count(currency) and
# SELECT * are right. Expected: the count, for the table is an ordinary one in SQLite since 3.8.2.
# Instead: db/README.md counts a column, and the view published_rate has a condition that is always true, after which
# DuckDB reads columns instead of rowid.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==1.5.5 duckdb-extension-sqlite-scanner==1.5.5
cd "$folder"
seen=$(venv/bin/python - <<'PYTHON'
import glob
import os
import sqlite3

import duckdb
import duckdb_extension_sqlite_scanner as package

with sqlite3.connect("rates.db") as file:
    file.execute("CREATE TABLE rate (currency TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    file.execute("INSERT INTO rate VALUES ('USD', '90.6537'), ('EUR', '98.5833')")

duck = duckdb.connect()
duck.execute(f"LOAD '{glob.glob(os.path.dirname(package.__file__) + '/extensions/*/*')[0]}'")
duck.execute("ATTACH 'rates.db' AS rates (TYPE sqlite, READ_ONLY)")
for query in ("SELECT count(currency) FROM rates.rate", "SELECT count(*) FROM rates.rate"):
    try:
        print(query, "=", duck.execute(query).fetchone()[0])
    except duckdb.Error as error:
        print(query, "=", error)
PYTHON
)
echo "$seen"
[ "$seen" = 'SELECT count(currency) FROM rates.rate = 2
SELECT count(*) FROM rates.rate = Failed to prepare query "SELECT ROWID FROM "rate"": no such column: ROWID' ]

#!/usr/bin/env python3
"""The open store as other programs read it: every table and view that db/README.md names, the sums of `history` with all
digits, and the lines of README.md. Each view opens without a condition in under a second.

Usage: readers.py RATES [--all]. A program that is not installed is named and passed over; with --all each must be there.
"""

import asyncio
import csv
import glob
import importlib.util
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

RATES = str(Path(sys.argv[1]).resolve())
HERE = Path(__file__).resolve().parent.parent
VIEWS = {"daily_change": [], "rate_on_day": ["--every", "day"]}
# `history` counts records from before a redenomination in today's unit, but records from before 1998 in old rubles.
CODES = ["USD", "EUR", "CNY", "AMD", "UZS"]
NUMBERS = {"daily_change": ["value", "change", "change_pct"], "rate_on_day": ["value", "change"],
           "headline_rate": ["shown_value", "shown_change", "effect_value", "effect_change"]}


def fail(words):
    sys.exit(f"readers.py: {words}")


def same(what, found, expected):
    if found != expected:
        fail(f"{what}: {found} instead of {expected}")


def rates(*arguments):
    done = subprocess.run([RATES, "-q", *arguments], capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        fail(f"{arguments}: {done.stderr}")
    return done.stdout


def make_store():
    """rates.db in the present folder: the archive, and headlines of mornings and evenings."""
    os.environ |= {"HOME": os.getcwd(), "RATES_DB": "rates.db", "RATES_NOW": "2026-08-21T12:00:00+03:00"}
    rates("show")
    days = [f"{year}-{month:02}-{1 + year % 28:02}" for year in range(1991, 2027) for month in range(1, 13, 2)]
    lines = [f"{day}T{clock}:00+03:00,Курс в день {day} к {clock},example" for day in days for clock in ("09:00", "19:00")]
    Path("news.csv").write_text("published,title,source\n" + "\n".join(lines) + "\n", encoding="utf-8")
    rates("news", "add", "news.csv", "--as", "collection")


def documented():
    """The names in the first column of the table of db/README.md, which are all that the file has."""
    page = (HERE / "db/README.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    found = {row[0] for row in connect().execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
    same("names of db/README.md", named ^ {name for name in found if not name.startswith("headline_fts_")}, set())
    views = {row[0] for row in connect().execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    # The index is for SQLite's own MATCH.
    return sorted(named - {"headline_fts"}), views


def connect():
    return sqlite3.connect("file:rates.db?mode=ro", uri=True)


def totals_of_history(view):
    """Of each currency: rows, the sum of the values in ten-thousandths, and that of the changes."""
    totals = {}
    for row in csv.DictReader(rates("history", *CODES, "--from", "1992", "--format", "csv", *VIEWS[view]).splitlines()):
        count, values, changes = totals.get(row["currency"], (0, 0, Decimal(0)))
        value, change = int(Decimal(row["value"]).scaleb(4)), Decimal(row["change"] or 0)
        totals[row["currency"]] = (count + 1, values + value, changes + change)
    return totals


def lines_of_readme():
    page = (HERE / "README.md").read_text(encoding="utf-8")
    section = page.split("## The store in other programs")[1].split("\n## ")[0]
    rows = [line.split("|") for line in section.splitlines() if line.startswith("| ") and "`" in line]
    return {row[1].strip(): re.findall(r"`([^`]+)`", row[2]) for row in rows}


class Sqlite:
    """SQLite in Python; the programs after it differ in how they read, and in what adds up the changes exactly."""

    name, module = "sqlite3", "sqlite3"

    def read(self, name):
        return len(connect().execute(f"SELECT * FROM {name}").fetchall())

    def opened(self, name):
        connect().execute(f"SELECT * FROM {name} LIMIT 101").fetchall()

    def totals(self, view, code):
        query = f"SELECT value_e4, change, change_e4 FROM {view} WHERE currency = '{code}'"
        rows = connect().execute(query).fetchall()
        changes = [(Decimal(text), number) for _, text, number in rows if text is not None]
        return len(rows), sum(row[0] for row in rows), sum(text for text, _ in changes), sum(number for _, number in changes)


class SqliteUtils(Sqlite):
    name, module = "sqlite-utils", "sqlite_utils"

    def read(self, name):
        import sqlite_utils

        return len(list(sqlite_utils.Database(connect())[name].rows))

    totals = None

    def line(self, line):
        command = [sys.executable, "-m", *line.replace("sqlite-utils", "sqlite_utils", 1).split(" ", 4)[:4]]
        where = re.search(r'--where "(.*)"', line)[1]
        return subprocess.run([*command, "--where", where, "--csv"], capture_output=True, text=True, check=True).stdout.count("\n") - 1


class Datasette(Sqlite):
    name, module = "Datasette", "datasette"

    def __init__(self):
        from datasette.app import Datasette

        self.app = Datasette(["rates.db"], settings={"suggest_facets": False})
        self.get("/rates")

    def get(self, address):
        answer = asyncio.run(self.app.client.get(address))
        if answer.status_code != 200 or "Interrupted" in answer.text:
            fail(f"Datasette, {address}: {answer.status_code} {answer.text[:200]}")
        return answer

    def read(self, name):
        return None

    def opened(self, name):
        self.get(f"/rates/{name}")

    def totals(self, view, code):
        query = f"select count(*), sum(value_e4), sum(change_e4) from {view} where currency = '{code}'"
        count, values, changes = self.get("/rates.json?_shape=arrays&sql=" + query.replace(" ", "+")).json()["rows"][0]
        return count, values, None, changes

    def line(self, line, address):
        same("Datasette's line", line, "datasette rates.db --setting suggest_facets off")
        return self.get(address.replace("/rates/daily_change", "/rates/daily_change.json")).json()["filtered_table_rows_count"]


class Duckdb(Sqlite):
    name, module = "DuckDB", "duckdb"

    def __init__(self):
        import duckdb

        self.connection = duckdb.connect()
        # Otherwise DuckDB fetches it by itself.
        import duckdb_extension_sqlite_scanner as package

        self.connection.execute(f"LOAD '{glob.glob(os.path.dirname(package.__file__) + '/extensions/*/*')[0]}'")
        self.connection.execute("ATTACH 'rates.db' (TYPE sqlite, READ_ONLY)")
        self.connection.execute("SHOW ALL TABLES").fetchall()

    def read(self, name):
        return len(self.connection.execute(f"SELECT * FROM rates.{name}").fetchall())

    def opened(self, name):
        self.connection.execute(f"SELECT count(COLUMNS(*)) FROM rates.{name} WHERE false").fetchall()

    def totals(self, view, code):
        sums = "count(*), sum(value_e4)::BIGINT, sum(change::DECIMAL(38, 12)), sum(change_e4)"
        return self.connection.execute(f"SELECT {sums} FROM rates.{view} WHERE currency = '{code}'").fetchone()

    def line(self, line):
        return len(self.connection.execute(line.split("; ")[1]).fetchall())


class Pandas(Sqlite):
    name, module = "pandas", "pandas"

    def frame(self, query):
        import pandas

        return pandas.read_sql(query, connect())

    def read(self, name):
        return len(self.frame(f"SELECT * FROM {name}"))

    def totals(self, view, code):
        frame = self.frame(f"SELECT * FROM {view} WHERE currency = '{code}'")
        same(f"{self.name}, types of {view}", (frame.value_e4.dtype.kind, frame.change_e4.dtype.kind), ("i", "f"))
        return len(frame), int(frame.value_e4.sum()), sum(map(Decimal, frame.change.dropna())), float(frame.change_e4.sum())

    def line(self, line):
        return len(eval(line, {"sqlite3": sqlite3, self.module: importlib.import_module(self.module)}))


class Polars(Pandas):
    name, module = "polars", "polars"

    def frame(self, query):
        import polars

        return polars.read_database(query, connect(), infer_schema_length=None)

    def totals(self, view, code):
        import polars

        frame = self.frame(f"SELECT * FROM {view} WHERE currency = '{code}'")
        changes = frame["change"].cast(polars.Decimal(38, 12)).sum()
        return len(frame), frame["value_e4"].sum(), changes, frame["change_e4"].sum()


def seconds(work, *arguments):
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started


def judge(reader, names, views, counts, lines):
    slowest = (0, "")
    for name in names:
        rows = reader.read(name)
        if rows is not None:
            same(f"{reader.name}, rows of {name}", rows, counts[name])
        if name in views:
            # The machine may be busy with other things.
            slowest = max(slowest, (min(seconds(reader.opened, name) for _ in range(3)), name))
    if slowest[0] >= 1:
        fail(f"{reader.name}: {slowest[1]} takes {slowest[0]:.2f} s to open")

    for view, expected in TOTALS.items() if reader.totals else ():
        for code, (count, values, changes) in expected.items():
            *found, text, number = reader.totals(view, code)
            same(f"{reader.name}, {view}, {code}", found, [count, values])
            if text is not None:
                same(f"{reader.name}, changes of {view}, {code}", text, changes)
            if abs(number - float(changes.scaleb(4))) > 1e-6 * count:
                fail(f"{reader.name}, change_e4 of {view}, {code}: {number} instead of {changes}e4")
    if reader.name in lines:
        same(f"{reader.name}, its line in README.md", reader.line(*lines[reader.name]), TOTALS["daily_change"]["USD"][0])
    return slowest


def numbers_are_their_texts():
    for view, columns in NUMBERS.items():
        for text, number in ((c, f"{c}_e4") for c in columns):
            query = f"SELECT {text}, {number} FROM {view} WHERE {text} IS NOT NULL OR {number} IS NOT NULL"
            for written, counted in connect().execute(query):
                same(f"{view}, {number} of {written}", counted, float(written + "e4"))


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    make_store()
    names, views = documented()
    TOTALS = {view: totals_of_history(view) for view in VIEWS}
    numbers_are_their_texts()
    counts = {name: connect().execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    lines = lines_of_readme()
    readers = [Sqlite, SqliteUtils, Datasette, Duckdb, Pandas, Polars]
    same("programs of README.md", set(lines), {reader.name for reader in readers[1:]})

    missing = []
    for reader in readers:
        needed = [reader.module] + (["duckdb_extension_sqlite_scanner"] if reader is Duckdb else [])
        if not all(map(importlib.util.find_spec, needed)):
            missing.append(reader.name)
            continue
        started = time.perf_counter()
        slowest = judge(reader(), names, views, counts, lines)
        used = time.perf_counter() - started
        print(f"{reader.name}: {len(names)} tables and views in {used:.1f} s; slowest to open: {slowest[1]}, {slowest[0]:.2f} s")
    print(f"not installed: {', '.join(missing) or 'none'}")
    os.chdir("/")
    if missing and "--all" in sys.argv:
        fail("these must be there")

#!/usr/bin/env python3
"""Measures `rates` beside the other programs found on this machine: W1 to W5, CPU seconds (user + system).

Usage: cargo build --release && python3 benches/peers.py [ROUNDS]
RATES names another binary, RATES_LIMIT_PROBE a bare program that does only the core of the work (it understands
`latest`, `import`, `mergediff`, `range` and `chart`). Nothing is installed; what is not found is said.
"""

import random
import shutil
import sys
from datetime import date, timedelta

from contest import FOLDER, PROBE, RATES, SQLITE, compare, head, instructions, missing, python_has, run

CODES = (
    "USD EUR GBP JPY CNY CHF KZT BYN UAH TRY AED INR KRW SEK NOK DKK PLN CZK HUF RON BGN RSD AMD AZN GEL KGS TJS TMT "
    "UZS MDL BRL CAD AUD NZD SGD HKD THB VND IDR EGP QAR ZAR XDR SAR OMR BHD IRR MMK MNT CUP NGN DZD ETB BDT"
).split()


def write_rates(path):
    """432,000 rows of a random walk: 54 currencies on 8,000 days from Tuesday to Saturday."""
    chance = random.Random(1992)
    days, day = [], date(2026, 8, 21)
    while len(days) < 8000:
        if day.weekday() in (1, 2, 3, 4, 5):
            days.append(day.isoformat())
        day -= timedelta(1)
    values = {code: chance.uniform(5, 90) for code in CODES}
    with open(path, "w") as out:
        out.write("date,code,nominal,value\n")
        for day in reversed(days):
            for code in CODES:
                values[code] *= 1 + chance.gauss(0, 0.005)
                out.write(f"{day},{code},{100 if code in ('JPY', 'KZT') else 1},{values[code]:.4f}\n")


def w1():
    query = (
        "SELECT record_date, value_e4 FROM rate WHERE source = 'cbr' AND currency = '%s' AND superseded_at IS NULL"
        " ORDER BY record_date DESC LIMIT 2"
    )
    both = ";".join(query % code for code in ("USD", "EUR"))
    script = f"import sqlite3\nc = sqlite3.connect('store.db')\nfor q in {both!r}.split(';'): print(c.execute(q).fetchall())"
    contenders = [("rates", [RATES, "-q", "--db", "store.db", "show"])]
    if SQLITE:
        contenders.append(("sqlite3", [SQLITE, "store.db", both]))
    contenders.append(("python", [sys.executable, "-c", script]))
    if PROBE:
        contenders.append(("limit", [PROBE, "latest", "probe.db"]))
    compare("W1 header line from a store", contenders, "≤ 1.2 × sqlite3, ≤ 8 MiB")
    counts = [(name, instructions(command)) for name, command in contenders if name != "python"]
    words = " · ".join(f"{name} {count / 1e6:.2f} M" for name, count in counts if count)
    print(f"| W1 instructions (callgrind) | {words or 'no valgrind'} | | | ≤ 2.5 M |", flush=True)


def w2_w3():
    table = "CREATE TABLE rates(date TEXT, code TEXT, nominal INT, value TEXT, PRIMARY KEY(code, date)) WITHOUT ROWID"
    new = {"rates": "new.db", "sqlite3": "cli.db", "limit": "limit.db", "duckdb": "duck.db", "pandas": "pandas.db"}

    def forget(name):
        for path in FOLDER.glob(new[name] + "*"):
            path.unlink()

    contenders = [("rates", [RATES, "-q", "--db", "new.db", "db", "import", "rates.csv"])]
    again = [("rates", [RATES, "-q", "--db", "new.db", "db", "import", "again.csv"])]
    if SQLITE:
        load = [".mode csv", "PRAGMA journal_mode=wal"]
        contenders.append(("sqlite3", [SQLITE, "cli.db", table, *load, ".import --skip 1 rates.csv rates"]))
        upsert = "INSERT INTO rates SELECT * FROM fresh WHERE true ON CONFLICT DO UPDATE SET value = excluded.value"
        fresh = [*load, "CREATE TEMP TABLE fresh AS SELECT * FROM rates WHERE false"]
        load_again = ".import --schema temp --skip 1 rates.csv fresh"
        again.append(("sqlite3", [SQLITE, "cli.db", *fresh, load_again, upsert + " WHERE value <> excluded.value"]))
    if PROBE:
        contenders.append(("limit", [PROBE, "import", "rates.csv", "limit.db"]))
        again.append(("limit", [PROBE, "mergediff", "rates.csv", "limit.db"]))
    if python_has("duckdb"):
        script = "import duckdb; duckdb.connect('duck.db').execute(\"CREATE TABLE r AS FROM 'rates.csv'\")"
        contenders.append(("duckdb", [sys.executable, "-c", script]))
    if python_has("pandas"):
        script = "import pandas, sqlite3; pandas.read_csv('rates.csv').to_sql('r', sqlite3.connect('pandas.db'))"
        contenders.append(("pandas", [sys.executable, "-c", script]))
    compare("W2 import 432,000 rates", contenders, "≤ 1.0 × limit", forget)

    touched = [0]

    def touch(name):
        """Other bytes, the same figures, so that the hash does not tell."""
        if name == "rates":
            text = (FOLDER / "rates.csv").read_text()
            touched.append(touched[-1] + 1)
            (FOLDER / "again.csv").write_text(text.replace("nominal,value", f"nominal,value,x{touched[-1]}", 1))

    shutil.copy(FOLDER / "rates.csv", FOLDER / "again.csv")
    compare("W3 the same again, other bytes", again, "≤ 1.0 × limit", touch)
    last = [("rates", [RATES, "-q", "--db", "new.db", "db", "import", "rates.csv"])]
    run(last[0][1])
    before = (FOLDER / "new.db").read_bytes()
    compare("W3 the same file again", last, "≤ 50 ms, no page written")
    assert (FOLDER / "new.db").read_bytes() == before, "a page was written"


def w4():
    for form in ("csv", "json"):
        command = [RATES, "-q", "--db", "store.db", "history", "USD", "--format", form]
        contenders = [("rates", command)]
        if SQLITE:
            query = "SELECT record_date, nominal, value FROM rate WHERE source = 'cbr' AND currency = 'USD'"
            contenders.append(("sqlite3", [SQLITE, f"-{form}", "store.db", query]))
        if PROBE:
            contenders.append(("limit", [PROBE, "range", "probe.db", "USD", form]))
        compare(f"W4 7,902 records to {form.upper()}", contenders, "≤ 1.05 × limit")


def w5():
    plot = "set terminal {0} size 1600,900; set output '{1}'; set datafile separator ','; set xdata time; set timefmt '%Y-%m-%d'; set xrange ['{2}':]; plot 'usd.csv' using 2:4 with lines, 'eur.csv' using 2:4 with lines"
    matplotlib = (
        "import csv, matplotlib; matplotlib.use('agg'); from datetime import date; from matplotlib import pyplot as p\n"
        "p.figure(figsize=(16, 9), dpi=100)\n"
        "for f in 'usd.csv', 'eur.csv':\n"
        " r = [x for x in csv.DictReader(open(f)) if x['date'] >= '{2}']\n"
        " p.plot([date.fromisoformat(x['date']) for x in r], [float(x['value']) for x in r])\n"
        "p.savefig('{1}')"
    )
    for code in ("USD", "EUR"):
        with open(FOLDER / f"{code.lower()}.csv", "w") as out:
            run([RATES, "-q", "--db", "store.db", "history", code, "--from", "1998", "--format", "csv"], out)
    for form, first, goal in (("png", "1998-01-01", 60), ("svg", "1998-01-01", 30), ("png", "2026-07-23", 40)):
        name = f"out.{form}"
        contenders = [("rates", [RATES, "-q", "--db", "store.db", "chart", "--from", first, "-o", name])]
        if shutil.which("gnuplot"):
            terminal = "pngcairo" if form == "png" else "svg"
            contenders.append(("gnuplot", ["gnuplot", "-e", plot.format(terminal, "gnuplot." + form, first)]))
        if python_has("matplotlib"):
            contenders.append(("matplotlib", [sys.executable, "-c", matplotlib.format("", "mpl." + form, first)]))
        if PROBE:
            contenders.append(("limit", [PROBE, "chart", "probe.db", first, "limit." + form]))
        what = "30 days" if first > "2026" else "1998–2026"
        compare(f"W5 USD+EUR {what}, 1600×900 {form.upper()}", contenders, f"≤ {goal} ms")
        print(f"| W5 size of that {form.upper()} | {(FOLDER / name).stat().st_size / 1000:.0f} kB | | | |", flush=True)


def main():
    head()
    fill = [("rates", [RATES, "-q", "--db", "fill.db", "show"])]
    compare("first use: the archive fills an empty store", fill, "≤ 500 ms", lambda _: [p.unlink() for p in FOLDER.glob("fill.db*")])
    run([RATES, "-q", "--db", "store.db", "show"])
    write_rates(FOLDER / "rates.csv")
    if PROBE:
        with open(FOLDER / "export.csv", "w") as out:
            run([RATES, "-q", "--db", "store.db", "db", "export"], out)
        rows = (FOLDER / "export.csv").read_text().splitlines()
        (FOLDER / "probe.csv").write_text("\n".join(",".join(row.split(",")[:4]) for row in rows) + "\n")
        run([PROBE, "import", "probe.csv", "probe.db"])
    w1()
    w2_w3()
    w4()
    w5()
    missing(["sqlite3", "gnuplot", "valgrind"], ["duckdb", "pandas", "matplotlib"])


if __name__ == "__main__":
    main()

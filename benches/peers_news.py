#!/usr/bin/env python3
"""Measures news in `rates` beside the other programs found on this machine: W6, W7 and W10, CPU seconds (user + system).

Usage: cargo build --release && python3 benches/peers_news.py [ROUNDS] INPUTS
INPUTS is a folder as ../shared/tools/perf_inputs.py makes it: headlines.tsv (1,000,000 rows of ts, source, url, title),
feeds/ and pages/ (1,000 documents each). RATES names another binary, RATES_LIMIT_PROBE a bare program that does only the
core of the work (it understands `news`, `search`, `feeds` and `lol`). What is not found is said. The peers are installed by
`pip install feedparser beautifulsoup4 selectolax trafilatura lxml_html_clean`; without the last, trafilatura cannot be imported.
"""

import sys
from pathlib import Path

from contest import FOLDER, PROBE, RATES, SQLITE, compare, head, missing, python_has, run

INPUTS = Path(sys.argv[-1]).resolve()
TSV = INPUTS / "headlines.tsv"
WORD, YEAR = "ставка", ("2014-01-01", "2014-12-31")


FILES = {"rates": "news.db", "sqlite3": "peer.db", "limit": "probe.db", "limit without index": "bare.db"}


def forget(name):
    for one in FOLDER.glob(FILES[name] + "*"):
        one.unlink()


def w6():
    add = [RATES, "-q", "--db", "news.db", "news", "add", str(TSV), "--as", "collection", "--map", "published=ts"]
    contenders = [("rates", add)]
    if SQLITE:
        table = "CREATE TABLE h(ts TEXT, source TEXT, url TEXT UNIQUE, title TEXT)"
        index = "CREATE VIRTUAL TABLE f USING fts5(title, content='h')"
        load = [".mode tabs", f".import --skip 1 {TSV} raw", "INSERT OR IGNORE INTO h SELECT * FROM raw"]
        raw = "CREATE TEMP TABLE raw(ts TEXT, source TEXT, url TEXT, title TEXT)"
        load[1] = f".import --schema temp --skip 1 {TSV} raw"
        fill = "INSERT INTO f(f) VALUES('rebuild')"
        contenders.append(("sqlite3", [SQLITE, "peer.db", table, index, raw, *load, fill]))
    if PROBE:
        contenders.append(("limit", [PROBE, "news", str(TSV), "probe.db"]))
        contenders.append(("limit without index", [PROBE, "news", str(TSV), "bare.db", "nofts"]))
    compare("W6 1,000,000 headlines", contenders, "≤ 0.75 × limit, ≤ 300 MiB", forget)
    print(f"| W6 size of the file | {(FOLDER / 'news.db').stat().st_size / 1e6:.0f} MB | | | |", flush=True)
    compare("W6 the same again", [("rates", add)], "no page written")


def w7():
    """A whole process each: starting it takes most of the time. `cargo bench` has the queries alone."""
    search = [RATES, "-q", "--db", "news.db", "news", "search", WORD, "--from", YEAR[0], "--to", YEAR[1], "--format", "csv"]
    for what, more, order in (("newest 50", [], "h.rowid DESC"), ("ranked", ["--ranked"], "rank")):
        contenders = [("rates", [*search, *more])]
        if SQLITE:
            query = (
                f"SELECT h.ts, h.title FROM f JOIN h ON h.rowid = f.rowid WHERE f MATCH '{WORD}'"
                f" AND h.ts BETWEEN '{YEAR[0]}' AND '{YEAR[1]}' ORDER BY {order} LIMIT 50"
            )
            contenders.append(("sqlite3", [SQLITE, "peer.db", query]))
        if PROBE:
            contenders.append(("limit", [PROBE, "search", "probe.db", WORD, *(["rank"] if more else [])]))
        compare(f"W7 a word in a year, {what}", contenders, "see cargo bench")


def w10():
    feeds, pages = sorted((INPUTS / "feeds").iterdir()), sorted((INPUTS / "pages").iterdir())
    contenders = [("rates", [RATES, "-q", "news", "parse", "--format", "json", *map(str, feeds)])]
    if python_has("feedparser"):
        contenders.append(("feedparser", python(f"import feedparser\nfor f in files(r'{INPUTS}/feeds'): feedparser.parse(f)")))
    script = "import xml.etree.ElementTree as e\nfor f in files(r'{0}/feeds'): [i.findtext('title') for i in e.fromstring(f).iter('item')]"
    contenders.append(("ElementTree", python(script.format(INPUTS))))
    if PROBE:
        contenders.append(("limit", [PROBE, "feeds", str(INPUTS / "feeds"), "1"]))
    compare(f"W10 {len(feeds)} feeds of 30 items", contenders, "≤ 250 ms")
    contenders = [("rates", [RATES, "-q", "--db", "news.db", "news", "check", "--format", "json", *map(str, pages)])]
    for name, module, call in (
        ("bs4", "bs4", "bs4.BeautifulSoup(f, 'html.parser').find('time')"),
        ("selectolax", "selectolax.lexbor", "selectolax.lexbor.LexborHTMLParser(f).css('article p, h1, time')"),
        ("trafilatura", "trafilatura", "trafilatura.bare_extraction(f)"),
    ):
        if python_has(module):
            contenders.append((name, python(f"import {module}\nfor f in files(r'{INPUTS}/pages'): {call}")))
    if PROBE:
        contenders.append(("lol_html", [PROBE, "lol", str(INPUTS / "pages")]))
    compare(f"W10 {len(pages)} pages of 100 kB", contenders, "≤ 800 ms")


def python(script):
    files = "from pathlib import Path\nfiles = lambda folder: (p.read_bytes() for p in sorted(Path(folder).iterdir()))\n"
    return [sys.executable, "-c", files + script]


if __name__ == "__main__":
    head()
    run([RATES, "-q", "--db", "news.db", "show"])
    w6()
    w7()
    w10()
    missing(["sqlite3"], ["feedparser", "bs4", "selectolax.lexbor", "trafilatura"])

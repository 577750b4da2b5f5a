#!/usr/bin/env python3
"""Measures the statistics of `rates` beside the Python libraries that are found: W8 and W9, CPU seconds (user + system).

Usage: cargo build --release && python3 benches/peers_correlate.py [ROUNDS] INPUTS
INPUTS is a folder as ../shared/tools/perf_inputs.py makes it; its headlines.tsv (1,000,000 rows) is imported first. The
peers get the same titles (polars, scikit-learn) or as many terms and events as the screen of `rates` had (scipy). RATES
names another binary, RATES_LIMIT_PROBE the bare program. What is not found is said.
"""

import json
import subprocess
import sys
from pathlib import Path

from contest import FOLDER, PROBE, RATES, compare, head, missing, python_has, run

INPUTS = Path(sys.argv[-1]).resolve()
TSV = INPUTS / "headlines.tsv"
PYTHON = sys.executable
DRAWS = 10_000

POLARS = f"""
import polars as pl
titles = pl.read_csv({str(TSV)!r}, separator='\\t', quote_char=None).unique('url', keep='first')
words = titles.select(pl.col('ts').str.slice(0, 10).alias('day'),
                      pl.col('title').str.to_lowercase().str.extract_all(r'[\\p{{L}}\\p{{N}}]+').list.unique().alias('word'))
print(words.explode('word').group_by('word', 'day').len().height)
"""
SKLEARN = f"""
import csv
from sklearn.feature_extraction.text import CountVectorizer
rows = list(csv.reader(open({str(TSV)!r}, encoding='utf8'), delimiter='\\t', quoting=csv.QUOTE_NONE))[1:]
counts = CountVectorizer(binary=True, token_pattern=r'(?u)\\w+').fit_transform(row[3] for row in rows)
import numpy as np, scipy.sparse as sp
day = {{d: i for i, d in enumerate(sorted({{row[0][:10] for row in rows}}))}}
which = np.array([day[row[0][:10]] for row in rows])
by_day = sp.csr_matrix((np.ones(len(rows), np.int32), (which, np.arange(len(rows))))) @ counts
print(by_day.shape, by_day.nnz)
"""
SCIPY = """
import sys, numpy as np, scipy.sparse as sp
terms, events, n, draws = map(int, sys.argv[1:])
rng = np.random.default_rng(1)
rows = np.repeat(np.arange(terms), events)
m = sp.csr_matrix((np.ones(terms * events, np.float32), (rows, rng.integers(0, n, terms * events))), shape=(terms, n))
y = rng.normal(size=n).astype(np.float32)
observed, largest, squares = np.abs(m @ y), [], np.zeros(terms)
for start in range(0, draws, 64):
    block = np.stack([rng.permutation(y) for _ in range(min(64, draws - start))], axis=1)
    t = m @ block
    squares += (t * t).sum(1)
    largest.append(np.abs(t).max(0))
print(len(largest))
"""


def fresh(name):
    if name != "rates":
        return
    for one in FOLDER.glob("asked.db*"):
        one.unlink()
    run([RATES, "-q", "--db", "news.db", "db", "backup", "asked.db"])


def w8():
    first = [RATES, "-q", "--db", "asked.db", "correlate", "--term", "нефть", "--format", "json"]
    contenders = [("rates", first)]
    if python_has("polars"):
        contenders.append(("polars", [PYTHON, "-c", POLARS]))
    if python_has("sklearn"):
        contenders.append(("scikit-learn", [PYTHON, "-c", SKLEARN]))
    if PROBE:
        contenders.append(("limit", [PROBE, "count", str(TSV)]))
    compare("W8 words of 1,000,000 headlines made ready, and a term studied", contenders, "≤ 4 s", fresh)
    compare("W8 from the store: a second term", [("rates", [*first[:6], "санкции"])], "≤ 300 ms")


def w9():
    screen = [RATES, "-q", "--db", "asked.db", "correlate", "--from", "1999-09-01", "--format", "json"]
    report = json.loads(subprocess.run(screen, capture_output=True, cwd=FOLDER, check=True).stdout)
    terms, n = report["terms_tested"], report["records"]
    print(f"| (the screen has {terms} terms, {n} records) | | | | |", flush=True)
    for draws, goal in ((1999, "≤ 3 s"), (DRAWS, "≤ 12 s")):
        contenders = [("rates", [*screen, "--permutations", str(draws)])]
        if python_has("scipy"):
            contenders.append(("scipy", [PYTHON, "-c", SCIPY, str(terms), "54", str(n), str(draws)]))
        compare(f"W9 screen × {draws} permutations, whole process", contenders, goal)


if __name__ == "__main__":
    run([RATES, "-q", "--db", "news.db", "news", "add", str(TSV), "--as", "collection", "--map", "published=ts"])
    head()
    w8()
    w9()
    missing(["time"], ["polars", "sklearn", "scipy"])

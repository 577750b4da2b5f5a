#!/usr/bin/env python3
"""Measures what every command pays at its start, beside another build of `rates`: instructions and peak memory of `show`
on a full store, and the CPU seconds (user + system) in which an empty store is filled from the archive.

Usage: cargo build --release && python3 benches/start.py [ROUNDS] [OTHER]
OTHER is the other binary, for example one of an earlier commit. The two take turns; medians count. Peak memory depends
on how much of a binary the system holds in memory, so both are read through first.
"""

import statistics
import sys
from pathlib import Path

from contest import FOLDER, RATES, instructions, run

ARGUMENTS = sys.argv[1:]
ROUNDS = int(ARGUMENTS.pop(0)) if ARGUMENTS and ARGUMENTS[0].isdigit() else 15
BINARIES = {"rates": RATES, **({"other": str(Path(ARGUMENTS[0]).resolve())} if ARGUMENTS else {})}


def show(binary, store):
    return [binary, "-q", "--db", store, "show"]


def fill(binary):
    for path in FOLDER.glob("empty.db*"):
        path.unlink()
    return run(show(binary, "empty.db"))


def main():
    for name, binary in BINARIES.items():
        Path(binary).read_bytes()
        run(show(binary, f"{name}.db"))
    peaks, seconds, fill_peaks = ({name: [] for name in BINARIES} for _ in range(3))
    for _ in range(ROUNDS):
        for name, binary in BINARIES.items():
            peaks[name].append(run(show(binary, f"{name}.db"))[1])
            used, peak = fill(binary)
            seconds[name].append(used)
            fill_peaks[name].append(peak)

    print(f"{ROUNDS} rounds, medians\n")
    print("| binary | show, M instructions | show, MiB | fill, CPU ms | fill, MiB |\n| --- | --- | --- | --- | --- |")
    for name, binary in BINARIES.items():
        count = instructions(show(binary, f"{name}.db"))
        words = f"{count / 1e6:.2f}" if count else "no valgrind"
        show_peak, fill_peak = statistics.median(peaks[name]), statistics.median(fill_peaks[name])
        fill_ms = statistics.median(seconds[name]) * 1e3
        print(f"| {name} | {words} | {show_peak:.2f} | {fill_ms:.0f} | {fill_peak:.1f} |")
    if "other" in BINARIES:
        ratio = statistics.median(seconds["rates"]) / statistics.median(seconds["other"])
        print(f"\nfill: {ratio:.2f} of the other's CPU")


if __name__ == "__main__":
    main()

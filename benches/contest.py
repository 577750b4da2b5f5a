"""What the comparisons of `peers.py` and `peers_news.py` share: contenders of one work take turns, and the median of the
rounds counts, so that a noisy machine disturbs all alike. CPU seconds are user + system, with all children."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 5
HERE = Path(__file__).resolve().parent.parent
RATES = os.environ.get("RATES", str(HERE / "target/release/rates"))
PROBE = os.environ.get("RATES_LIMIT_PROBE")
SQLITE = shutil.which("sqlite3")
TIME = shutil.which("time")
KEPT = tempfile.TemporaryDirectory()
FOLDER = Path(KEPT.name)


def run(command, stdout=subprocess.DEVNULL):
    """CPU seconds and peak MiB of a command with all it starts."""
    timed = [TIME, "-f", "%M", "-o", "mib.txt", *command] if TIME else command
    child = subprocess.Popen(timed, stdout=stdout, stderr=subprocess.PIPE, cwd=FOLDER)
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"{command}: {status}: {error.decode()[:400]}")
    # Our own size counts for a child before its exec, so GNU time, which is small, starts it where it is found.
    peak = int((FOLDER / "mib.txt").read_text().split()[-1]) if TIME else usage.ru_maxrss
    return usage.ru_utime + usage.ru_stime, peak / 1024


def python_has(module):
    return subprocess.run([sys.executable, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0


def compare(work, contenders, goal, prepare=lambda name: None):
    """Lets the contenders (name, command) take turns and prints their row."""
    seconds = {name: [] for name, _ in contenders}
    memory = {}
    for _ in range(ROUNDS):
        for name, command in contenders:
            prepare(name)
            used, memory[name] = run(command)
            seconds[name].append(used)
    median = {name: statistics.median(used) for name, used in seconds.items()}
    ours = median["rates"]
    others = [f"{name} {used * 1e3:.1f} ({ours / used:.2f})" for name, used in median.items() if name != "rates"]
    print(f"| {work} | {ours * 1e3:.1f} | {memory['rates']:.0f} | {' · '.join(others) or '—'} | {goal} |", flush=True)


def instructions(command):
    if not shutil.which("valgrind"):
        return None
    callgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    said = subprocess.run(callgrind, capture_output=True, text=True, cwd=FOLDER).stderr
    line = next((line for line in said.splitlines() if "refs:" in line), None)
    return int(line.split("refs:")[1].replace(",", "")) if line else None


def head():
    print(f"{ROUNDS} rounds; median CPU milliseconds; in brackets ours ÷ theirs\n")
    print("| work | rates, ms | MiB | others, ms | goal |\n| --- | --- | --- | --- | --- |")


def missing(programs, modules):
    lacking = [name for name in programs if not shutil.which(name)] + [name for name in modules if not python_has(name)]
    print("\nnot found: " + (", ".join(lacking + ([] if PROBE else ["RATES_LIMIT_PROBE"])) or "nothing"))

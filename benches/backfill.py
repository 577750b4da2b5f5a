#!/usr/bin/env python3
"""CPU and memory of a backfill from this machine, beside the import of the same headlines from one CSV file.

    python3 benches/backfill.py [PROGRAM] [ROUNDS]

A server in this process plays 31 days of Lenta with 500 headlines each, 20 on a page, so the program makes 775 requests and one
for robots.txt. Both ways are run in turns, each into an empty store without the archive of rates. CPU is user and system time of
the program alone, memory its largest resident size (Linux).
"""

import datetime
import http.server
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "target/release/rates"
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
FIRST = datetime.date(2024, 5, 1)
DAYS, PER_DAY, PAGE = 31, 500, 20

NOUNS = "рубль доллар банк ставка нефть газ бюджет экспорт завод рынок суд театр матч дорога город школа".split()
VERBS = "вырос упал сохранил объявил продал купил открыл закрыл выиграл проиграл назвал отменил".split()


def title(day, number):
    seed = day * PER_DAY + number
    words = [NOUNS[seed % 16], VERBS[seed // 16 % 12], NOUNS[seed // 7 % 16], NOUNS[seed // 113 % 16]]
    return f"{' '.join(words).capitalize()} {seed}"


def headlines(day):
    """Path, title and clock of each headline of a day, the latest first."""
    path = (FIRST + datetime.timedelta(day)).strftime("/news/%Y/%m/%d/")
    return [
        (f"{path}n{number}/", title(day, number), f"{number * 2 // 60:02}:{number * 2 % 60:02}")
        for number in reversed(range(PER_DAY))
    ]


def page(day, number):
    path = (FIRST + datetime.timedelta(day)).strftime("/news/%Y/%m/%d/")
    items = headlines(day)[(number - 1) * PAGE : number * PAGE]
    cards = "".join(
        f'<li class="archive-page__item _news"><a class="card-full-news _archive" href="{href}">'
        f'<h3 class="card-full-news__title">{text}</h3><div class="card-full-news__info">'
        f'<time class="card-full-news__info-item card-full-news__date">{clock}</time>'
        f'<span class="card-full-news__info-item card-full-news__rubric">Экономика</span></div></a></li>'
        for href, text, clock in items
    )
    more = f'<a class="loadmore__button" href="{path}page/{number + 1}/">Дальше</a>' if number * PAGE < PER_DAY else ""
    return (
        '<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"></head><body><ul class="archive-page__container">'
        f'{cards}</ul><div class="loadmore">{more}</div></body></html>'
    ).encode()


class Archive(http.server.BaseHTTPRequestHandler):
    pages = {}
    asked = 0

    def do_GET(self):
        Archive.asked += 1
        body = Archive.pages.get(self.path, b"")
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def measure(arguments, folder):
    environment = {
        "HOME": folder,
        "XDG_DATA_HOME": folder + "/data",
        "XDG_CONFIG_HOME": folder,
        "RATES_NOW": "2024-06-12T09:00:00Z",
        "PATH": os.environ["PATH"],
    }
    child = subprocess.Popen([os.path.abspath(PROGRAM), *arguments], env=environment, cwd=folder,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # The largest size that wait4 reports begins with that of this process.
    peak = 0
    while True:
        peak = max(peak, largest_size(child.pid))
        pid, status, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            break
        time.sleep(0.002)
    if status:
        sys.exit(f"{arguments}: {status}")
    return used.ru_utime + used.ru_stime, peak / 1024


def largest_size(pid):
    """KiB, the mapped pages of the program itself counted."""
    try:
        with open(f"/proc/{pid}/status") as file:
            return next((int(line.split()[1]) for line in file if line.startswith("VmHWM")), 0)
    except OSError:
        return 0


def stored(folder):
    import sqlite3

    with sqlite3.connect(folder + "/data/rates/rates.db") as db:
        return db.execute("SELECT url, title, published FROM headline ORDER BY url").fetchall()


def main():
    for day in range(DAYS):
        path = (FIRST + datetime.timedelta(day)).strftime("/news/%Y/%m/%d/")
        for number in range(1, PER_DAY // PAGE + 1):
            Archive.pages[path if number == 1 else f"{path}page/{number}/"] = page(day, number)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Archive)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    figures = {"backfill": [], "CSV": []}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            for folder in (first, second):
                os.mkdir(folder + "/rates")
                with open(folder + "/rates/config.toml", "w") as file:
                    file.write(f'archive = false\n[[archives]]\nname = "lenta.ru"\nkind = "lenta"\npause_s = 0\n'
                               f'url = "http://127.0.0.1:{server.server_port}"\n[http]\nrequests_per_s = 10000\n')
            with open(second + "/headlines.csv", "w") as file:
                file.write("published,source,url,title,section\n")
                for day in range(DAYS):
                    date = FIRST + datetime.timedelta(day)
                    for href, text, clock in headlines(day):
                        file.write(f"{date}T{clock}:00+03:00,lenta.ru,https://lenta.ru{href},{text},Экономика\n")

            figures["backfill"].append(measure(["news", "backfill", "--from", "2024-05-01", "--to", "2024-05-31"], first))
            figures["CSV"].append(measure(["news", "add", "headlines.csv"], second))
            both = stored(first), stored(second)
            if both[0] != both[1] or len(both[0]) != DAYS * PER_DAY:
                sys.exit(f"not the same headlines: {len(both[0])} and {len(both[1])}")

    for name, runs in figures.items():
        cpu = statistics.median(cpu for cpu, _ in runs)
        memory = max(memory for _, memory in runs)
        print(f"{name:9} {cpu:6.3f} s CPU  {memory:5.1f} MiB")
    backfill, csv = (statistics.median(cpu for cpu, _ in figures[name]) for name in ("backfill", "CSV"))
    print(f"{DAYS * PER_DAY} headlines, {Archive.asked // ROUNDS} requests: {backfill / csv:.2f} times the CPU of the CSV")


main()

#!/usr/bin/env python3
"""Planted worlds: invented words put on chosen records of the real rates, and what `rates correlate` says of them.

    python3 benches/planted.py PROGRAM OUT [--kinds A,C,…] [--variants N]

PROGRAM is a release build with its own archive; OUT is a folder for the stores and the answers (made if missing, a store
that is there is used again). Each variant is one store: a currency, its years, sizes and words. Every record has twelve
headlines of everyday words on its set day before 11:00, and each kind has one invented noun, in three more headlines of the
records that its rule chooses. So it is known what goes with what, and which verdict is right:

    A         the largest rises and as many of the largest falls      size
    C         nothing at once, a rise three and four records later    later
    D         rises when volatility is high, chance when it is low    found, and the periods are named
    G         a rise before, a fall after                             reversal
    H         a few large rises, more small falls                     found, not said to rise "more often"
    I         rises in the first half, chance in the second           found, and the halves are said to differ
    K         a rise on the record before, nothing after              not_found
    L         a rise on the record itself, nothing after              found_same_day
    M         a rise on the next record                               found
    calendar  the first record set on 26–28 in 60 % of the months     calendar
    proxy     a word that shares 36 of 48 events with a true one      echo, in the screen

In a mirrored variant rises and falls change places. z is the log change over a volatility of exponential weights (0.94,
from 2008), w = z + z of the next record, quiet means that the five z before sum to less than 1.5 in size; events of a word
are at least eight records apart. The rules choose by z and w alone, so a few things are left to chance, and the table says
which: where a rise of two records is planted (D, H, I) found_same_day is right too, because the rule does not say which of
the two moved; a calendar word whose days did not move enough to be noticed is rightly not_found. Everything else that
differs is counted as wrong, also where chance did it. Needs Python alone; some ten seconds a variant.
"""

import argparse
import csv
import datetime
import io
import json
import math
import os
import random
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FILLERS = 12
PER_EVENT = 3
SPACING = 8
# The years of the rule's own figures: counts of events are theirs in proportion to the records.
USUAL_RECORDS = 2469

WORDS = """
    абажур аист альбом аптека арбуз бабочка балкон барабан барсук беседка билет блокнот бочка брусника бульвар бутерброд валенок
    варенье василек ведро велосипед веник веранда веревка верблюд ветеринар виноград водопад воробей ворона ворота восход
    гармонь гвоздь гербарий глобус голубь горшок грабли гребень гриб грузовик гусь дельфин деревня дирижер дневник дракон
    дрозд дудочка ежевика жираф журавль забор завтрак закат заноза зеркало зонт иволга изба калитка камыш капуста карандаш карась
    карусель катер качели кенгуру кисель кисточка клоун клубника ключ колодец колокол компас конверт коньки корзина косточка костер
    кот кофейник крапива кресло кролик крот крючок кувшин кузнец кукушка купол куст лагерь ладонь ландыш ласточка лебедь
    леденец лестница лимон листва лопата лошадь лужайка лыжи лягушка малина марка маскарад маяк мельница метель мешок молоток морковь
    муравей мыло мышь мяч наперсток незабудка носорог обезьяна облако обруч овраг огурец одуванчик окунь олень орех орган оркестр
    осина остров пасека паук паутина перо персик петух пианист пингвин пион пирамида пластилин плот подкова подсолнух подушка поляна
    портрет почтальон пруд пуговица пузырь пчела рассвет ребус резинка репка рисунок родник ромашка роса рояль рубашка рукав
    ручей самовар сапог свеча свисток сирень сказка скамейка скворечник скрипка слива слон снегирь снежинка сова соловей
    солонка сорока спичка стадион стакан стрекоза суслик сурок сучок табурет тарелка телега тетрадь тигр топор тростник
    труба тыква тюлень тюльпан утка утюг фазан фартук фиалка филин фонарь фонтан хвоя хижина хомяк хоровод цапля циркуль
    чайник черника чеснок чиж шалаш шарф шашки шишка шмель шнурок щегол щенок щука эскимо юла яблоко якорь ящерица
""".split()

# Invented, so that no lemma of a dictionary is theirs: a variant takes its words from another place of the list.
NOUNS = """
    арбузник туманщик эмбаргист танкерщик ветрогон дынеход лодкарист чайкист рогозник клюквист баобабник кефирщик сиренист
    мухоморщик фонарист пингвинщик самоварист тюленист желудист печкарист вафлист бубенист кактусист лимонист гнездист
    ромашист одуванист сугробщик капелист муравист кувшинист халвист компотист ковылист бурьянист крыжист лапотист вербист
""".split()
# Blockade runners of the report's proxy: the second and third word of a true one.
PROXIES = ("эмбаргист", "танкерщик", "блокадник")


@dataclass
class Variant:
    name: str
    currency: str
    first: str
    last: str
    seed: int = 2
    size: float = 1.0
    mirrored: bool = False
    volatile: tuple = (1.3, 0.7)


VARIANTS = [
    Variant("as in the report", "USD", "2014-11-10", "2024-11-10"),
    Variant("euro", "EUR", "2014-11-10", "2024-11-10"),
    Variant("later years", "USD", "2016-02-01", "2026-08-01", seed=3),
    Variant("five years", "USD", "2014-11-10", "2020-03-01", seed=4),
    Variant("fewer events", "USD", "2014-11-10", "2024-11-10", seed=5, size=0.6),
    Variant("more events", "EUR", "2014-11-10", "2026-08-01", seed=6, size=1.2),
    Variant("mirrored", "USD", "2014-11-10", "2024-11-10", seed=7, mirrored=True),
    Variant("corridor", "EUR", "2009-03-01", "2016-01-01", seed=8, volatile=(0.9, 0.6)),
    Variant("yuan", "CNY", "2017-01-01", "2026-08-01", seed=9, volatile=(1.2, 0.7)),
    Variant("euro, mirrored, other years", "EUR", "2016-06-01", "2026-08-01", seed=10, size=0.8, mirrored=True),
]

# What the verdict may be; the first is the right one, the others are right too where chance decides.
EXPECTED = {
    "A": ["size"],
    "C": ["later"],
    "D": ["found", "found_same_day"],
    "G": ["reversal"],
    "H": ["found", "found_same_day"],
    "I": ["found", "found_same_day"],
    "K": ["not_found"],
    "L": ["found_same_day"],
    "M": ["found"],
    "calendar": ["calendar", "not_found"],
    "proxy": ["echo"],
}


@dataclass
class Record:
    set_day: datetime.date
    z: float
    sigma_pct: float


@dataclass
class Program:
    path: str
    home: Path
    database: Path

    def run(self, *arguments, language="en"):
        environment = {
            **os.environ,
            "HOME": str(self.home),
            "RATES_DB": str(self.database),
            "RATES_NOW": "2026-08-21T12:00:00+03:00",
            "NO_COLOR": "1",
            "COLUMNS": "200",
        }
        command = [self.path, "--offline", "--lang", language, *map(str, arguments)]
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if ran.returncode != 0:
            sys.exit(f"{' '.join(command)}\nended with {ran.returncode}: {ran.stderr}")
        return ran.stdout


def standardised(program, currency):
    """The records from 2008 on, each with z and the volatility known before it."""
    table = program.run("history", currency, "--from", "2008-01-01", "--per-unit", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table)))
    rates = [float(row["value"]) for row in rows]
    changes = [100 * math.log(later / earlier) for earlier, later in zip(rates, rates[1:])]
    variance = statistics.fmean(change**2 for change in changes[:60])
    records = []
    for row, change in zip(rows[1:], changes):
        set_day = datetime.date.fromisoformat(row["date"]) - datetime.timedelta(1)
        sigma = max(math.sqrt(variance), 0.01)
        records.append(Record(set_day, change / sigma, sigma))
        variance = 0.94 * variance + 0.06 * change**2
    return records


class World:
    """The records of a variant, and the rules that choose among them."""

    def __init__(self, variant, records):
        self.variant = variant
        self.records = [one for one in records if variant.first <= str(one.set_day) < variant.last]
        mirror = -1 if variant.mirrored else 1
        self.z = [mirror * one.z for one in self.records]
        self.w = [a + b for a, b in zip(self.z, self.z[1:] + [0.0])]
        # Sixty windows before the first tested record, five records after the last one.
        self.places = range(66, len(self.records) - 8)
        self.random = random.Random(variant.seed)

    def count(self, usual):
        return round(usual * self.variant.size * min(1.25, len(self.records) / USUAL_RECORDS))

    def before(self, at):
        return sum(self.z[at - 5 : at])

    def is_quiet(self, at):
        return abs(self.before(at)) < 1.5

    def take(self, usual, places, figure=None, taken=()):
        """The places with the largest figure, or by lot, that keep their distance from one another and from `taken`."""
        places = list(places)
        if figure is None:
            self.random.shuffle(places)
        else:
            places.sort(key=figure, reverse=True)
        chosen = []
        for at in places:
            if len(chosen) == self.count(usual):
                break
            if all(abs(at - other) >= SPACING for other in [*taken, *chosen]):
                chosen.append(at)
        return chosen

    def quiet(self):
        return filter(self.is_quiet, self.places)

    def rises(self):
        quiet = list(self.quiet())
        rises = self.take(35, quiet, lambda at: self.w[at])
        return rises + self.take(35, quiet, lambda at: -self.w[at], rises)

    def later(self):
        still = (at for at in self.quiet() if abs(self.w[at]) < 0.8)
        return self.take(70, still, lambda at: self.z[at + 3] + self.z[at + 4])

    def regimes(self):
        high, low = self.variant.volatile
        volatile = (at for at in self.places if self.records[at].sigma_pct > high)
        rises = self.take(25, volatile, lambda at: self.w[at])
        calm = (at for at in self.places if self.records[at].sigma_pct <= low)
        return rises + self.take(60, calm, None, rises)

    def turn(self):
        return self.take(50, (at for at in self.places if self.before(at) > 2), lambda at: -self.w[at])

    def few_large(self):
        large = self.take(16, self.quiet(), lambda at: self.w[at])
        small = (at for at in self.quiet() if -0.55 < self.w[at] < -0.05)
        return large + self.take(26, small, None, large)

    def first_half(self):
        middle = (self.places.start + self.places.stop) // 2
        rises = self.take(25, (at for at in self.quiet() if at < middle), lambda at: self.w[at])
        return rises + self.take(25, (at for at in self.places if at >= middle), None, rises)

    def record_before(self):
        return self.take(60, (at for at in self.places if abs(self.w[at]) < 0.7), lambda at: self.z[at - 1])

    def same_record(self):
        return self.take(40, (at for at in self.quiet() if abs(self.z[at + 1]) < 0.5), lambda at: self.z[at])

    def next_record(self):
        return self.take(40, (at for at in self.quiet() if self.z[at] > 0.4), lambda at: self.z[at + 1])

    def calendar(self):
        first = {}
        for at in self.places:
            day = self.records[at].set_day
            if 26 <= day.day <= 28:
                first.setdefault((day.year, day.month), at)
        return self.random.sample(sorted(first.values()), round(0.6 * len(first)))

    def proxies(self):
        """The true word's events, and those of two words that share most of them."""
        true = self.take(45, self.quiet(), lambda at: self.w[at])
        shared = round(0.8 * len(true))
        others = self.take(16, self.places, None, true)
        own = len(true) - shared + round(len(true) / 15)
        # So that nine in ten are shared, by which two words count as one.
        changed = len(true) // 22
        return true, true[:shared] + others[:own], true[: len(true) - changed] + others[-changed:]


RULES = {
    "A": World.rises,
    "C": World.later,
    "D": World.regimes,
    "G": World.turn,
    "H": World.few_large,
    "I": World.first_half,
    "K": World.record_before,
    "L": World.same_record,
    "M": World.next_record,
    "calendar": World.calendar,
}


class Planter:
    """Headlines of a world: fillers, and three of a word on each of its records."""

    def __init__(self, world):
        self.world = world
        self.random = random.Random(world.variant.seed)
        self.rows = []
        for at in range(len(world.records)):
            for _ in range(FILLERS):
                self.add(at, self.random.sample(WORDS, self.random.randint(5, 7)))

    def add(self, at, words):
        minute = self.random.randrange(180)
        when = f"{self.world.records[at].set_day}T{8 + minute // 60:02}:{minute % 60:02}:10"
        source = self.random.choice(["север", "юг", "запад"])
        number = len(self.rows)
        self.rows.append((when, " ".join(words).capitalize(), f"https://{source}.example/{number}", source))

    def plant(self, word, places):
        for at in places:
            for _ in range(PER_EVENT):
                title = self.random.sample(WORDS, 5)
                title.insert(self.random.randint(0, 5), word)
                self.add(at, title)

    def write(self, path):
        with open(path, "w", encoding="utf8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["published", "title", "url", "source"])
            rows.writerows(sorted(self.rows))


def planted_words(world, words):
    """The places of each word."""
    planted = {words[kind]: rule(world) for kind, rule in RULES.items()}
    return planted | dict(zip(words["proxy"], world.proxies()))


def fill_store(program, world, planted, folder):
    headlines = folder / "headlines.csv"
    if headlines.exists():
        return
    planter = Planter(world)
    for word, places in planted.items():
        planter.plant(word, places)
    planter.write(folder / "new.csv")
    program.run("-q", "news", "add", folder / "new.csv")
    (folder / "new.csv").rename(headlines)


def words_of(number):
    """The word of each kind; the first variant has those of the report for a true word and its proxies."""
    pool = [word for word in NOUNS if word not in PROXIES]
    turned = pool[number * 7 % len(pool) :] + pool[: number * 7 % len(pool)]
    words = dict(zip(RULES, turned))
    words["proxy"] = PROXIES if number == 0 else (turned[10], turned[11], turned[12])
    return words


@dataclass
class Answer:
    found: str
    texts: dict
    remark: str = ""


def more_often(variant):
    """What is not to be said of H: that the ruble went the way of the mean more often."""
    en, ru = ("strengthened", "укреплялся") if variant.mirrored else ("weakened", "слабел")
    return {"en": f"more often {en}", "ru": f"чаще {ru}"}


# Which part of the events makes the effect, in the JSON and in the words of each language.
BEARERS = {
    "D": ("turbulence", "turbulent", {"en": "turbulent times", "ru": "бурные времена"}),
    "I": ("halves", "first", {"en": "first half", "ru": "на первую половину"}),
}


def ask_term(program, variant, kind, word, folder):
    range_ = ["--from", variant.first, "--to", variant.last, "--currency", variant.currency]
    ask = ["correlate", "--term", word, *range_]
    json_of = {}
    for language in ("en", "ru"):
        answer = program.run(*ask, "--format", "json", language=language)
        json_of[language] = json.loads(answer)
        (folder / f"{kind}.{language}.json").write_text(answer, encoding="utf8")
        (folder / f"{kind}.{language}.txt").write_text(program.run(*ask, language=language), encoding="utf8")
    if json_of["en"]["forms"] != [word]:
        sys.exit(f"{word}: the program counts {json_of['en']['forms']} as its forms")

    answer = Answer(json_of["en"]["verdict"]["name"], {lang: one["verdict"]["text"] for lang, one in json_of.items()})
    printed = {lang: shown((folder / f"{kind}.{lang}.txt").read_text(encoding="utf8")).lower() for lang in json_of}
    if kind == "H" and any(phrase in printed[lang] for lang, phrase in more_often(variant).items()):
        answer.remark = "says that it did so more often"
    if kind in BEARERS:
        key, part, phrases = BEARERS[kind]
        is_said = (json_of["en"].get(key) or {}).get("all_from") == part
        if not is_said or not all(phrase in printed[lang] for lang, phrase in phrases.items()):
            answer.remark = "does not say where the effect is from"
    return answer


def is_shared(one, other, records):
    """Whether half of the events of a word are another's, or their correlation over the records is a half."""
    both = len(set(one) & set(other))
    a, b = len(one), len(other)
    phi = (records * both - a * b) / math.sqrt(a * (records - a) * b * (records - b))
    return 2 * both >= a or phi >= 0.5


def ask_screen(program, world, words, planted, folder):
    variant = world.variant
    ask = ["correlate", "--from", variant.first, "--to", variant.last, "--currency", variant.currency]
    texts = {}
    for language in ("en", "ru"):
        answer = program.run(*ask, "--format", "json", language=language)
        texts[language] = json.loads(answer)["verdict"]["text"]
        (folder / f"screen.{language}.json").write_text(answer, encoding="utf8")
        (folder / f"screen.{language}.txt").write_text(program.run(*ask, language=language), encoding="utf8")
    screen = json.loads((folder / "screen.en.json").read_text(encoding="utf8"))
    true, echo, copy = words
    found, echoes = ({row["term"]: row for row in screen[name]} for name in ("found", "echoes"))
    copies = {name for row in [*screen["found"], *screen["echoes"]] for name in row["copies"]}
    kept = {true, copy} & set(found)

    lists = [name for name, rows in screen.items() if isinstance(rows, list)
             and any(isinstance(row, dict) and row.get("term") == echo for row in rows)]
    is_echo = echo in echoes and echoes[echo]["echo_of"] in kept
    remarks = []
    if not ({true, copy} - kept) <= copies:
        remarks.append("no copies: " + " ".join(sorted({true, copy} - kept)))
    remarks += [f"“{term}” found with p_adj {row['p_adj']}" for term, row in found.items() if row["p_adj"] > 0.05]
    remarks += [f"“{term}” called an echo of “{row['echo_of']}”" for term, row in echoes.items()
                if {term, row["echo_of"]} <= set(planted)
                and not is_shared(planted[term], planted[row["echo_of"]], len(world.records))]
    return Answer("echo" if is_echo else " ".join(lists) or "in no list", texts, ", ".join(remarks))


def shown(text):
    return " ".join(text.split()).replace("|", "\\|")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("out", type=Path)
    parser.add_argument("--kinds", default=",".join(EXPECTED))
    parser.add_argument("--variants", type=int, default=len(VARIANTS))
    asked = parser.parse_args()
    kinds = asked.kinds.split(",")
    unknown = set(kinds) - set(EXPECTED)
    if unknown:
        parser.error(f"no such kind: {', '.join(sorted(unknown))}")

    outcomes = {kind: [] for kind in kinds}
    print("| kind | variant | events | expected | found | | sentence |\n| --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for number, variant in enumerate(VARIANTS[: asked.variants]):
        folder = (asked.out / str(number)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        program = Program(str(Path(asked.program).resolve()), folder, folder / "rates.db")
        world = World(variant, standardised(program, variant.currency))
        words = words_of(number)
        planted = planted_words(world, words)
        fill_store(program, world, planted, folder)
        for kind in kinds:
            if kind == "proxy":
                answer = ask_screen(program, world, words[kind], planted, folder)
                events = "/".join(str(len(planted[word])) for word in words[kind])
            else:
                answer = ask_term(program, variant, kind, words[kind], folder)
                events = len(planted[words[kind]])
            right = EXPECTED[kind]
            mark = "wrong" if answer.found not in right or answer.remark else "right" if answer.found == right[0] else "right too"
            outcomes[kind].append(mark)
            remark = answer.remark and f"{answer.remark}: "
            print(f"| {kind} | {number} {variant.name} | {events} | {right[0]} | {answer.found} | {mark} | "
                  f"{remark}{shown(answer.texts['en'])} / {shown(answer.texts['ru'])} |", flush=True)

    print("\n| kind | right | right too | wrong |\n| --- | --- | --- | --- |")
    for kind, marks in outcomes.items():
        print(f"| {kind} | {marks.count('right')} | {marks.count('right too')} | {marks.count('wrong')} |")


if __name__ == "__main__":
    main()

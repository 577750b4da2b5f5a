"""Compares the cells that a spreadsheet made of our table with our JSON: check.py KIND JSON FILE, FILE being .fods or .ods.

KIND is `history`, `news` or `convert`, with `-csv` behind it where texts went out guarded.
"""

import json
import sys
import zipfile
from xml.etree import ElementTree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def rows_of(path):
    """Rows of (type, value): what the spreadsheet takes each cell for."""
    if path.endswith(".ods"):
        root = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    else:
        root = ElementTree.parse(path).getroot()
    for row in next(root.iter(TABLE + "table")).iter(TABLE + "table-row"):
        cells = []
        for cell in row:
            if not cell.tag.endswith("table-cell"):
                continue
            if cell.get(TABLE + "formula"):
                sys.exit(f"{path}: a live formula {cell.get(TABLE + 'formula')}")
            if cell.find(f".//{TEXT}a") is not None:
                sys.exit(f"{path}: a link in {''.join(cell.itertext())}")
            kind = cell.get(OFFICE + "value-type")
            # A line end inside a text is a paragraph in one program and an element in the other.
            for line_end in cell.iter(TEXT + "line-break"):
                line_end.text = "\n"
            text = "\n".join("".join(line.itertext()) for line in cell.iter(TEXT + "p"))
            value = {
                "float": cell.get(OFFICE + "value"),
                "date": cell.get(OFFICE + "date-value"),
                None: None,
            }.get(kind, text)
            repeated = int(cell.get(TABLE + "number-columns-repeated", "1"))
            cells += [(kind, value)] * min(repeated, 20)
        if any(kind for kind, _ in cells):
            yield cells


def number(value):
    return (None, None) if value is None else ("float", value)


def day(value):
    return (None, None) if value is None else ("date", value)


def expected_history(document):
    for series in document["series"]:
        for one in series["records"]:
            yield [
                ("string", series["currency"]),
                day(one["date"]),
                *(number(one[key]) for key in ("nominal", "value", "change", "change_pct")),
            ]


def expected_news(document, guard):
    def text(value):
        return ("string", guard + value if value[0] in "=+-@" else value)

    def linked(rate):
        rate = rate or {"record_date": None, "value": None, "change": None}
        return [day(rate["record_date"]), number(rate["value"]), number(rate["change"])]

    for one in document["headlines"]:
        for rate in one["rates"]:
            # Of the instant only the Moscow clock is a date for a spreadsheet; in CSV for programs it is a text.
            published = one["published"][:19]
            yield [
                day(one["date"]),
                ("date", published),
                *(text(one[key]) for key in ("source", "title", "url")),
                ("string", rate["currency"]),
                *linked(rate["shown"]),
                *linked(rate["effect"]),
            ]


def expected_convert(rows, guard):
    for one in rows:
        own, record = one["row"], one["path"][0]
        note = own["Примечание"]
        yield [
            ("string", own["Счёт"]),
            day(one["date"]),
            number(one["amount"]),
            ("string", own["Валюта"]),
            ("string", guard + note if note[0] in "=+-@" else note),
            number(one["result"]),
            day(record["record_date"]),
            number(record["nominal"]),
            number(record["value"]),
            # Every amount is turned into rubles, which have no record, and no row is faulty.
            *[(None, None)] * 4,
            ("string", record["currency"]),
            ("string", record.get("quote", "RUB")),
        ]


def same(found, expected, programs):
    kind, value = found
    wanted_kind, wanted = expected
    if kind == "string" and wanted_kind == "date" and programs:
        return value[:19] == wanted
    if kind != wanted_kind:
        return False
    if kind is None:
        return True
    if kind == "float":
        return float(value) == float(wanted)
    if kind == "date":
        # A program may write midnight, and parts of a second that are zero.
        return value.removesuffix("T00:00:00").split(".")[0] == wanted
    # gnumeric takes an apostrophe in front for its own mark of a text, and does not show it.
    return value in (wanted, wanted.removeprefix("'"))


def main():
    kind, json_path, path = sys.argv[1:]
    documents = [json.loads(line, parse_float=str, parse_int=str) for line in open(json_path)]
    guard = "'" if kind.endswith("-csv") else ""
    if kind.startswith("history"):
        expected = list(expected_history(documents[0]))
    elif kind.startswith("news"):
        expected = list(expected_news(documents[0], guard))
    else:
        expected = list(expected_convert(documents, guard))

    found = list(rows_of(path))[1:]
    if not expected or len(found) != len(expected):
        sys.exit(f"{path}: {len(found)} rows instead of {len(expected)}")
    programs = "-programs" in path
    for number_of_row, (cells, wanted) in enumerate(zip(found, expected), 2):
        for column, (cell, one) in enumerate(zip(cells, wanted), 1):
            if not same(cell, one, programs):
                sys.exit(f"{path}, row {number_of_row}, column {column}: {cell} instead of {one}")
    print(f"{path}: {len(found)} rows, {sum(len(row) for row in expected)} cells as they should be")


main()

#!/usr/bin/env python3
"""GnuCash's own importer of prices reads `history --format csv --per-unit`, and keeps its digits.

Usage: import_into_gnucash.py RATES, by the python of the system (packages gnucash and python3-gnucash). The importer has neither a
command line nor a binding: its methods are called in libgnc-csv-import as its assistant calls them, and the prices
are read from the price database of the book. GNUCASH_LIBRARIES names the folder of the libraries, if it is another.
"""

import ctypes
import datetime
import fractions
import glob
import os
import subprocess
import sys
import tempfile

FOLDER = os.environ.get("GNUCASH_LIBRARIES") or glob.glob("/usr/lib/*/gnucash")[0]
# The engine is set up by the import.
import gnucash  # noqa: E402,F401

importer = ctypes.CDLL(FOLDER + "/gnucash/libgnc-csv-import.so")
engine = ctypes.CDLL(FOLDER + "/libgnc-engine.so")

STRING = "NSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"
# Kinds of columns, in the order of GncPricePropType.
DATE, AMOUNT, FROM_SYMBOL, FROM_NAMESPACE, TO_CURRENCY = 1, 2, 3, 4, 5
CSV, YEAR_MONTH_DAY, DECIMAL_POINT = 1, 0, 1


class String(ctypes.Structure):
    """A std::string of libstdc++: where its text is, how long it is, and room for a short one."""

    _fields_ = [("text", ctypes.c_void_p), ("length", ctypes.c_size_t), ("room", ctypes.c_char * 16)]

    def __init__(self, text):
        encoded = text.encode()
        if len(encoded) < 16:
            super().__init__(None, len(encoded), encoded)
            # A short text is inside the string, and one that is passed by value is moved from there.
            self.text = ctypes.addressof(self) + String.room.offset
        else:
            self.long = ctypes.create_string_buffer(encoded)
            super().__init__(ctypes.addressof(self.long), len(encoded), b"")


class Numeric(ctypes.Structure):
    _fields_ = [("num", ctypes.c_int64), ("denom", ctypes.c_int64)]


class Item(ctypes.Structure):
    """An item of a GList."""


Item._fields_ = [("data", ctypes.c_void_p), ("next", ctypes.POINTER(Item)), ("previous", ctypes.c_void_p)]


def c_function(name, result, *arguments):
    function = engine[name]
    function.restype, function.argtypes = result, arguments
    return function


pointer = ctypes.c_void_p
book = c_function("qof_session_get_book", pointer, pointer)(c_function("gnc_get_current_session", pointer)())
prices = c_function("gnc_pricedb_get_db", pointer, pointer)(book)
table = c_function("gnc_commodity_table_get_table", pointer, pointer)(book)
commodity = c_function("gnc_commodity_table_lookup", pointer, pointer, ctypes.c_char_p, ctypes.c_char_p)
prices_of = c_function("gnc_pricedb_get_prices", ctypes.POINTER(Item), pointer, pointer, pointer)
value_of = c_function("gnc_price_get_value", Numeric, pointer)
time_of = c_function("gnc_price_get_time64", ctypes.c_int64, pointer)


def import_prices(path, columns):
    """Imports a CSV file without a header into the book, as the assistant does."""
    assistant = ctypes.create_string_buffer(1 << 14)
    kept = []

    def string(text):
        kept.append(String(text))
        return ctypes.byref(kept[-1])

    def call(method, *arguments):
        function = importer["_ZN14GncPriceImport" + method]
        function.restype = None
        function(assistant, *arguments)

    call("C1E16GncImpFileFormat", ctypes.c_int(CSV))
    call("9load_fileERK" + STRING, string(path))
    call("10separatorsE" + STRING, string(","))
    call("11date_formatEi", ctypes.c_int(YEAR_MONTH_DAY))
    call("15currency_formatEi", ctypes.c_int(DECIMAL_POINT))
    call("8tokenizeEb", ctypes.c_bool(True))
    for position, kind in enumerate(columns):
        if kind:
            call("21set_column_type_priceEj16GncPricePropTypeb", ctypes.c_uint(position), ctypes.c_int(kind), ctypes.c_bool(False))
    # An error ends the process: nothing catches the exception.
    call("13create_pricesEv")


def stored(code):
    """The prices of a currency in rubles that the book has, by day."""
    found, item = {}, prices_of(prices, commodity(table, b"CURRENCY", code.encode()), commodity(table, b"CURRENCY", b"RUB"))
    while item:
        value, moment = value_of(item.contents.data), time_of(item.contents.data)
        day = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).date().isoformat()
        found[day] = fractions.Fraction(value.num, value.denom)
        item = item.contents.next
    return found


def history(rates, code, first, last, *options):
    """The rows of `rates history` with the namespace that GnuCash wants, written to a file; and day by value."""
    arguments = [rates, "-q", "history", code, "--from", first, "--to", last, "--format", "csv", *options]
    rows = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.splitlines()[1:]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", delete=False) as file:
        file.writelines(row + ",CURRENCY\n" for row in rows)
    cells = [row.split(",") for row in rows]
    return file.name, {row[1]: fractions.Fraction(row[3]) for row in cells}


def check(what, got, expected):
    if got != expected or not expected:
        sys.exit(f"{what}: {got} instead of {expected}")
    print(f"{what}: {len(got)} prices", flush=True)


COLUMNS = [FROM_SYMBOL, DATE, None, AMOUNT, None, None, TO_CURRENCY, FROM_NAMESPACE]


def main():
    rates = sys.argv[1]
    for code, first, last in [("JPY", "2024-05-01", "2024-05-31"), ("USD", "2024-01-01", "2024-12-31")]:
        path, ours = history(rates, code, first, last, "--per-unit")
        import_prices(path, COLUMNS)
        os.remove(path)
        check(f"{code}, every digit", stored(code), ours)

    # Six decimals of a ruble are what the importer keeps.
    path, ours = history(rates, "KRW", "2021-11-01", "2021-11-17", "--per-unit")
    import_prices(path, COLUMNS)
    os.remove(path)
    million = 1_000_000
    rounded = {day: fractions.Fraction(int(value * million + fractions.Fraction(1, 2)), million) for day, value in ours.items()}
    check("KRW, six decimals", stored("KRW"), rounded)
    if rounded == ours:
        sys.exit("KRW: no figure has more than six decimals, so nothing was shown")

    # Without --per-unit the price of a hundred yen becomes that of one: there is no column for the nominal.
    path, ours = history(rates, "JPY", "2024-06-01", "2024-06-11")
    import_prices(path, COLUMNS)
    os.remove(path)
    june = {day: value for day, value in stored("JPY").items() if day > "2024-05-31"}
    check("JPY per nominal, which is wrong by a factor of 100", june, ours)


main()

-- Imports that can be taken back: what superseded a figure, and which days only an imported file covers.

-- The answer whose figure took a superseded one's place, or that showed there was no record on that day.
ALTER TABLE rate ADD COLUMN superseded_by INTEGER REFERENCES answer (id);

-- In stores of before, a figure was superseded at the second in which its successor was first seen.
UPDATE rate SET superseded_by = (
  SELECT next.answer FROM rate AS next
  WHERE next.source = rate.source AND next.currency = rate.currency AND next.record_date = rate.record_date
    AND next.first_seen = rate.superseded_at
  ORDER BY next.superseded_at IS NOT NULL, next.nominal = rate.nominal DESC
  LIMIT 1
)
WHERE superseded_at IS NOT NULL;

-- What each import did, added up where a file came twice. Imports of before schema 4 have no row here: which days they
-- covered was not recorded.
CREATE TABLE import (
  answer INTEGER PRIMARY KEY REFERENCES answer (id),
  new INTEGER NOT NULL CHECK (new >= 0),
  replaced INTEGER NOT NULL CHECK (replaced >= 0),
  known INTEGER NOT NULL CHECK (known >= 0),
  left_out INTEGER NOT NULL CHECK (left_out >= 0)
) STRICT;

-- Days that are covered because an imported file says so. A fetch that covers them takes them out of here.
CREATE TABLE import_coverage (
  source TEXT NOT NULL REFERENCES source (code),
  currency TEXT NOT NULL REFERENCES currency (code),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (from_date <= to_date),
  answer INTEGER NOT NULL REFERENCES answer (id),
  PRIMARY KEY (source, currency, from_date)
) STRICT, WITHOUT ROWID;

-- What the program must remember of the file itself: `archive` is `unwanted` in a file that an import made.
CREATE TABLE store_state (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

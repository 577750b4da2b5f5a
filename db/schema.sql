-- The schema, as `PRAGMA user_version` = 1 has it; a test keeps this file true.

CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL REFERENCES source (code),
  kind TEXT NOT NULL CHECK (kind IN ('fetch', 'archive', 'import')),
  url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  status INTEGER,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  body BLOB,
  figures INTEGER NOT NULL CHECK (figures >= 0),
  UNIQUE (source, sha256)
) STRICT;

CREATE TABLE calendar_day (
  day TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (
  source TEXT NOT NULL REFERENCES source (code),
  currency TEXT NOT NULL REFERENCES currency (code),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (from_date <= to_date),
  PRIMARY KEY (source, currency, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE currency (
  code TEXT PRIMARY KEY NOT NULL CHECK (length(code) = 3),
  number TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  former_code TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE currency_id (
  source TEXT NOT NULL REFERENCES source (code),
  id TEXT NOT NULL,
  currency TEXT NOT NULL REFERENCES currency (code),
  from_date TEXT,
  to_date TEXT,
  PRIMARY KEY (source, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rate (
  source TEXT NOT NULL REFERENCES source (code),
  currency TEXT NOT NULL REFERENCES currency (code),
  record_date TEXT NOT NULL CHECK (record_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  nominal INTEGER NOT NULL
    CHECK (nominal IN (1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000)),
  value_e4 INTEGER NOT NULL CHECK (value_e4 > 0),
  value TEXT NOT NULL GENERATED ALWAYS AS (printf('%d.%04d', value_e4 / 10000, value_e4 % 10000)) VIRTUAL,
  answer INTEGER NOT NULL REFERENCES answer (id),
  first_seen TEXT NOT NULL,
  superseded_at TEXT,
  PRIMARY KEY (source, currency, record_date, nominal, first_seen, value_e4)
) STRICT, WITHOUT ROWID;

CREATE TABLE redenomination (
  currency TEXT NOT NULL,
  date TEXT NOT NULL,
  factor INTEGER NOT NULL CHECK (factor > 1),
  PRIMARY KEY (currency, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  code TEXT PRIMARY KEY NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  home TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIEW daily_change (
  source, currency, record_date, previous_record_date, nominal, value, change, change_pct
) AS
WITH pair AS (
  SELECT
    later.source, later.currency, later.record_date, later.nominal, later.value, later.value_e4,
    earlier.record_date AS previous_record_date,
    earlier.value_e4 AS previous_e4,
    later.nominal * coalesce((
      SELECT max(factor) FROM redenomination
      WHERE currency = later.currency AND date > earlier.record_date AND date <= later.record_date
    ), 1) AS multiplier,
    earlier.nominal * coalesce((
      SELECT max(factor) FROM redenomination
      WHERE currency = 'RUB' AND date > earlier.record_date AND date <= later.record_date
    ), 1) AS divisor
  FROM rate AS later
  LEFT JOIN coverage ON coverage.source = later.source
    AND coverage.currency = later.currency
    AND coverage.from_date = (
      SELECT max(from_date) FROM coverage
      WHERE source = later.source AND currency = later.currency AND from_date <= later.record_date
    )
    AND coverage.to_date >= later.record_date
  LEFT JOIN rate AS earlier ON earlier.source = later.source
    AND earlier.currency = later.currency
    AND earlier.superseded_at IS NULL
    AND earlier.record_date = (
      SELECT max(record_date) FROM rate
      WHERE source = later.source AND currency = later.currency AND superseded_at IS NULL
        AND record_date < later.record_date AND record_date >= coverage.from_date
    )
    AND earlier.nominal = (
      SELECT min(nominal) FROM rate
      WHERE source = later.source AND currency = later.currency AND superseded_at IS NULL
        AND record_date = earlier.record_date
    )
    AND later.nominal = (
      SELECT min(nominal) FROM rate
      WHERE source = later.source AND currency = later.currency AND superseded_at IS NULL
        AND record_date = later.record_date
    )
  WHERE later.superseded_at IS NULL
),
reduced AS (
  SELECT *, CASE
    WHEN multiplier % divisor = 0 THEN divisor
    WHEN multiplier % 1000000 = 0 THEN 1000000
    WHEN multiplier % 100000 = 0 THEN 100000
    WHEN multiplier % 10000 = 0 THEN 10000
    WHEN multiplier % 1000 = 0 THEN 1000
    WHEN multiplier % 100 = 0 THEN 100
    WHEN multiplier % 10 = 0 THEN 10
    ELSE 1
  END AS shared
  FROM pair
),
difference AS (
  SELECT *,
    divisor / shared AS part,
    previous_e4 * (multiplier / shared) AS previous_parts,
    value_e4 * (divisor / shared) - previous_e4 * (multiplier / shared) AS change_parts
  FROM reduced
),
spelled AS (
  SELECT *,
    CASE WHEN change_parts < 0 THEN '-' ELSE '' END AS sign,
    abs(change_parts) / (10000 * part) AS whole,
    printf('%0*d', 3 + length(part), abs(change_parts) % (10000 * part)) AS fraction,
    (2000000 * abs(change_parts) + previous_parts) / (2 * previous_parts) AS pct_e4
  FROM difference
)
SELECT
  source, currency, record_date, previous_record_date, nominal, value,
  CASE WHEN previous_record_date IS NOT NULL
    THEN sign || whole || '.' || substr(fraction, 1, 4) || rtrim(substr(fraction, 5), '0') END,
  CASE WHEN previous_record_date IS NOT NULL
    THEN CASE WHEN pct_e4 = 0 THEN '' ELSE sign END || printf('%d.%04d', pct_e4 / 10000, pct_e4 % 10000) END
FROM spelled;

CREATE VIEW rate_on_day (source, currency, day, record_date, nominal, value, change) AS
SELECT
  coverage.source, coverage.currency, calendar_day.day,
  daily_change.record_date, daily_change.nominal, daily_change.value, daily_change.change
FROM coverage
JOIN calendar_day ON calendar_day.day BETWEEN coverage.from_date AND coverage.to_date
JOIN daily_change ON daily_change.source = coverage.source
  AND daily_change.currency = coverage.currency
  AND daily_change.record_date = (
    SELECT max(record_date) FROM rate
    WHERE source = coverage.source AND currency = coverage.currency AND superseded_at IS NULL
      AND record_date BETWEEN coverage.from_date AND calendar_day.day
  )
  AND daily_change.nominal = (
    SELECT min(nominal) FROM rate
    WHERE source = coverage.source AND currency = coverage.currency AND superseded_at IS NULL
      AND record_date = daily_change.record_date
  );

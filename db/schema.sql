-- The schema, as `PRAGMA user_version` = 7 has it; a test keeps this file true.

CREATE INDEX story_member_story ON story_member (story);

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

CREATE TABLE correlation_test (
  term TEXT NOT NULL,
  link TEXT NOT NULL,
  window TEXT NOT NULL,
  rule TEXT NOT NULL,
  filters TEXT NOT NULL,
  data TEXT NOT NULL,
  tested_at TEXT NOT NULL,
  PRIMARY KEY (term, link, window, rule, filters, data)
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

CREATE TABLE cutoff (
  set_date_from TEXT PRIMARY KEY NOT NULL,
  clock TEXT NOT NULL CHECK (clock GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]'),
  uncertain INTEGER NOT NULL CHECK (uncertain IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  etag TEXT,
  last_modified TEXT,
  validator_url TEXT,
  not_before TEXT,
  last_attempt_at TEXT,
  last_success_at TEXT,
  last_error TEXT,
  errors_in_a_row INTEGER NOT NULL DEFAULT 0 CHECK (errors_in_a_row >= 0)
) STRICT;

CREATE TABLE headline (
  id INTEGER PRIMARY KEY,
  url TEXT,
  title TEXT NOT NULL CHECK (title <> ''),
  summary TEXT,
  author TEXT,
  section TEXT,
  tags TEXT CHECK (tags IS NULL OR json_type(tags) = 'array'),
  source TEXT NOT NULL,
  published TEXT,
  date TEXT GENERATED ALWAYS AS (substr(moscow_time, 1, 10)) VIRTUAL,
  date_evidence TEXT,
  moscow_time TEXT,
  time_known INTEGER NOT NULL CHECK (time_known IN (0, 1)),
  zone_assumed INTEGER NOT NULL CHECK (zone_assumed IN (0, 1)),
  header_date TEXT,
  first_seen TEXT NOT NULL,
  CHECK ((moscow_time IS NULL) = (published IS NULL) AND (moscow_time IS NULL) = (date_evidence IS NULL))
) STRICT;

CREATE TABLE headline_by_title (
  hash INTEGER PRIMARY KEY,
  headline INTEGER NOT NULL
) STRICT;

CREATE TABLE headline_by_url (
  hash INTEGER PRIMARY KEY,
  headline INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE headline_fts USING fts5 (
  title, summary, content = '', tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE 'headline_fts_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'headline_fts_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'headline_fts_docsize'(id INTEGER PRIMARY KEY, sz BLOB);

CREATE TABLE 'headline_fts_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE import (
  answer INTEGER PRIMARY KEY REFERENCES answer (id),
  new INTEGER NOT NULL CHECK (new >= 0),
  replaced INTEGER NOT NULL CHECK (replaced >= 0),
  known INTEGER NOT NULL CHECK (known >= 0),
  left_out INTEGER NOT NULL CHECK (left_out >= 0)
) STRICT;

CREATE TABLE import_coverage (
  source TEXT NOT NULL REFERENCES source (code),
  currency TEXT NOT NULL REFERENCES currency (code),
  from_date TEXT NOT NULL,
  to_date TEXT NOT NULL CHECK (from_date <= to_date),
  answer INTEGER NOT NULL REFERENCES answer (id),
  PRIMARY KEY (source, currency, from_date)
) STRICT, WITHOUT ROWID;

CREATE TABLE lemma (
  form TEXT PRIMARY KEY NOT NULL,
  lemma TEXT NOT NULL,
  as_name TEXT,
  at_start TEXT,
  in_capitals TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE news_coverage (
  archive TEXT NOT NULL,
  date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source TEXT NOT NULL,
  headlines INTEGER NOT NULL CHECK (headlines >= 0),
  requests INTEGER NOT NULL CHECK (requests >= 0),
  asked_at TEXT NOT NULL,
  PRIMARY KEY (archive, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE news_state (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE possible_lemma (
  lemma TEXT NOT NULL,
  form TEXT NOT NULL,
  writings INTEGER NOT NULL CHECK (writings BETWEEN 1 AND 15),
  PRIMARY KEY (lemma, form)
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
  superseded_at TEXT, superseded_by INTEGER REFERENCES answer (id),
  PRIMARY KEY (source, currency, record_date, nominal, first_seen, value_e4)
) STRICT, WITHOUT ROWID;

CREATE TABLE redenomination (
  currency TEXT NOT NULL,
  date TEXT NOT NULL,
  factor INTEGER NOT NULL CHECK (factor > 1), until_date TEXT, units INTEGER,
  PRIMARY KEY (currency, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE robots (
  site TEXT PRIMARY KEY NOT NULL,
  asked_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  code TEXT PRIMARY KEY NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  home TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE store_state (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story_due (
  date TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE story_member (
  headline INTEGER PRIMARY KEY REFERENCES headline (id),
  story INTEGER NOT NULL REFERENCES headline (id)
) STRICT;

CREATE TABLE story_source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE story_words (
  date TEXT PRIMARY KEY NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  stories BLOB NOT NULL
) STRICT;

CREATE TABLE term_lemma (
  id INTEGER PRIMARY KEY,
  lemma TEXT NOT NULL UNIQUE
) STRICT;

CREATE VIEW current_record AS
SELECT *, NOT EXISTS (
    SELECT 1 FROM rate AS other
    WHERE other.source = rate.source AND other.currency = rate.currency AND other.record_date = rate.record_date
      AND other.nominal < rate.nominal AND other.superseded_at IS NULL
  ) AS is_in_force
FROM rate
WHERE superseded_at IS NULL;

CREATE VIEW daily_change AS
SELECT source, currency, record_date, previous_record_date, nominal, value, change, change_pct,
  value_e4, change_e4, change_pct_e4
FROM record_in_span;

CREATE VIEW day_in_span AS
SELECT source, currency, day, (
    SELECT max(record_date) FROM current_record AS rate
    WHERE rate.source = coverage.source AND rate.currency = coverage.currency
      AND record_date >= from_date AND record_date <= day
  ) AS record_date
FROM coverage
CROSS JOIN calendar_day
WHERE day >= from_date AND day <= strftime('%Y-%m-%d', to_date);

CREATE VIEW half_day_rate AS
WITH quoted AS (
  SELECT currency AS code, min(record_date) AS first_date, max(record_date) AS last_date
  FROM rate
  WHERE source = 'cbr' AND superseded_at IS NULL
  GROUP BY currency
),
known AS NOT MATERIALIZED (
  SELECT * FROM rate_on_day WHERE source = 'cbr'
),
linked AS (
  SELECT *, (SELECT next_record_date FROM known WHERE currency = code AND day = set_date) AS effect_date
  FROM headline_half_day
  CROSS JOIN quoted
)
SELECT CAST(number AS BIGINT) AS number, CAST(is_late AS BIGINT) AS is_late, clock, code AS currency,
  (SELECT record_date FROM known WHERE currency = code AND day = date) AS shown_record_date,
  (SELECT value FROM known WHERE currency = code AND day = date) AS shown_value,
  (SELECT change FROM known WHERE currency = code AND day = date) AS shown_change,
  effect_date AS effect_record_date,
  (SELECT value FROM known WHERE currency = code AND day = effect_date) AS effect_value,
  (SELECT change FROM known WHERE currency = code AND day = effect_date) AS effect_change,
  CASE
    WHEN effect_date IS NOT NULL THEN NULL
    WHEN set_date >= last_date THEN 'pending'
    WHEN set_date < first_date THEN 'first_record'
    ELSE 'coverage_hole'
  END AS effect_reason
FROM linked
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE false;

CREATE VIEW headline_day AS
WITH RECURSIVE found AS (
  SELECT min(id) >> 24 AS number FROM headline
  UNION ALL
  SELECT (SELECT min(id) FROM headline WHERE id >= (number + 1) << 24) >> 24
  FROM found
  WHERE number IS NOT NULL
)
SELECT number, is_late
FROM found
CROSS JOIN (SELECT 0 AS is_late UNION ALL SELECT 1) AS half
WHERE number <> 0;

CREATE VIEW headline_half_day AS
SELECT number, is_late, date, strftime('%Y-%m-%d', date, is_late || ' days') AS set_date, coalesce(
    (SELECT clock FROM cutoff WHERE set_date_from <= date ORDER BY set_date_from DESC LIMIT 1),
    (SELECT clock FROM cutoff ORDER BY set_date_from LIMIT 1)
  ) AS clock
FROM (
  SELECT number, is_late, strftime('%Y-%m-%d', (number + (number < 0)) * 86400, 'unixepoch') AS date FROM headline_day
);

CREATE VIEW headline_rate AS
SELECT id AS headline, currency, shown_record_date, shown_value, shown_change,
  effect_record_date, effect_value, effect_change, effect_reason,
  CAST(replace(shown_value, '.', '') AS BIGINT) AS shown_value_e4,
  CAST(shown_change || 'e4' AS DOUBLE) AS shown_change_e4,
  CAST(replace(effect_value, '.', '') AS BIGINT) AS effect_value_e4,
  CAST(effect_change || 'e4' AS DOUBLE) AS effect_change_e4
FROM half_day_rate
CROSS JOIN headline
WHERE id >= number << 24 AND id < (number + 1) << 24 AND (substr(moscow_time, 12) > clock) = (is_late = 1);

CREATE VIEW published_rate AS
SELECT source, currency, record_date, nominal,
  CAST((value_e4 - value_e4 % 10000) / 10000 AS BIGINT) || '.' || substr(CAST(10000 + value_e4 % 10000 AS TEXT), 2)
    AS value,
  value_e4, answer, first_seen, superseded_at, superseded_by
FROM rate
WHERE value_e4 > 0;

CREATE VIEW rate_on_day AS
SELECT record.source, record.currency, day, record.record_date, nominal, value, change,
  value_e4, change_e4, next_record_date
FROM day_in_span AS known
CROSS JOIN record_in_span AS record
WHERE record.source = known.source AND record.currency = known.currency
  AND record.record_date = known.record_date AND is_in_force = 1;

CREATE VIEW record_in_span AS
SELECT source, currency, record_date, CAST(nominal AS BIGINT) AS nominal, value,
  CAST(is_in_force AS BIGINT) AS is_in_force, span_from, span_to, previous_record_date, next_record_date,
  change, change_pct, CAST(value_e4 AS BIGINT) AS value_e4, CAST(change_e4 AS DOUBLE) AS change_e4,
  CAST(change_pct_e4 AS BIGINT) AS change_pct_e4
FROM spelled_record;

CREATE VIEW spelled_record AS
WITH placed AS (
  SELECT rate.*, from_date, to_date, (
      SELECT max(record_date) FROM current_record AS earlier
      WHERE earlier.source = rate.source AND earlier.currency = rate.currency
        AND record_date >= from_date AND record_date < rate.record_date AND rate.is_in_force
    ) AS date_before, (
      SELECT min(record_date) FROM current_record AS later
      WHERE later.source = rate.source AND later.currency = rate.currency
        AND record_date > rate.record_date AND record_date <= to_date
    ) AS next_record_date
  FROM current_record AS rate
  LEFT JOIN coverage ON coverage.source = rate.source AND coverage.currency = rate.currency
    AND record_date BETWEEN from_date AND to_date
),
beside AS (
  SELECT placed.*, previous.record_date AS previous_record_date, previous.value_e4 AS previous_e4,
    placed.nominal * (coalesce(era.units, 1) / coalesce(previous_era.units, 1)) AS multiplier,
    previous.nominal * coalesce(ruble.factor, 1) AS divisor
  FROM placed
  LEFT JOIN current_record AS previous ON previous.source = placed.source AND previous.currency = placed.currency
    AND previous.record_date = date_before AND previous.is_in_force
  LEFT JOIN redenomination AS era ON era.currency = placed.currency
    AND placed.record_date >= era.date AND placed.record_date < era.until_date
  LEFT JOIN redenomination AS previous_era ON previous_era.currency = placed.currency
    AND previous.record_date >= previous_era.date AND previous.record_date < previous_era.until_date
  LEFT JOIN redenomination AS ruble ON ruble.currency = 'RUB'
    AND ruble.date > previous.record_date AND ruble.date <= placed.record_date
),
reduced AS (
  SELECT *, iif(multiplier % divisor, divisor / (multiplier / iif(multiplier % 3 = 2, 5, 1)), 1) AS part
  FROM beside
),
counted AS (
  SELECT *, previous_e4 * (multiplier * part / divisor) AS previous_parts
  FROM reduced
),
difference AS (
  SELECT *, value_e4 * part - previous_parts AS parts
  FROM counted
),
rounded AS (
  SELECT *, substr('-', 1 + (parts >= 0)) AS sign, (2000000 * abs(parts) + previous_parts) / (2 * previous_parts) AS pct
  FROM difference
)
SELECT source, currency, record_date, nominal, value, is_in_force, from_date AS span_from, to_date AS span_to,
  previous_record_date, next_record_date,
  printf('%s%d.%04d', sign, abs(parts / part / 10000), abs(parts / part % 10000))
    || rtrim(substr(part + abs(parts) % part, 2), '0') AS change,
  iif(pct = 0, '', sign) || printf('%d.%04d', pct / 10000, pct % 10000) AS change_pct,
  value_e4, CAST(parts AS REAL) / part AS change_e4, iif(parts < 0, -pct, pct) AS change_pct_e4
FROM rounded;

CREATE VIEW story (id, headline) AS
SELECT coalesce(story_member.story, headline.id), headline.id
FROM headline LEFT JOIN story_member ON story_member.headline = headline.id
WHERE headline.moscow_time IS NOT NULL;

-- The schema, as `PRAGMA user_version` = 4 has it; a test keeps this file true.

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
  lemma TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE news_state (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
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
  factor INTEGER NOT NULL CHECK (factor > 1),
  PRIMARY KEY (currency, date)
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

CREATE VIEW daily_change (
  source, currency, record_date, previous_record_date, nominal, value, change, change_pct
) AS
SELECT source, currency, record_date, previous_record_date, nominal, value, change, change_pct
FROM record_in_span;

CREATE VIEW first_set_on_day (currency, day, record_date, value, change, reason) AS
WITH standing AS (
  SELECT currency, record_date, value, change, lag(record_date) OVER before AS record_before
  FROM record_in_span
  WHERE source = 'cbr' AND is_in_force
  WINDOW before AS (PARTITION BY source, currency ORDER BY record_date)
)
SELECT currency, calendar_day.day, record_date, value, change, CASE
    WHEN record_before IS NULL THEN 'first_record'
    WHEN change IS NULL THEN 'coverage_hole'
  END
FROM standing
CROSS JOIN calendar_day
WHERE calendar_day.day >= coalesce(record_before, '0000') AND calendar_day.day < record_date
UNION ALL
SELECT currency.code, calendar_day.day, NULL, NULL, NULL, 'pending'
FROM currency CROSS JOIN calendar_day
WHERE calendar_day.day >= (
  SELECT max(record_date) FROM rate
  WHERE rate.source = 'cbr' AND rate.currency = currency.code AND rate.superseded_at IS NULL
);

CREATE VIEW headline_rate (
  headline, currency, shown_record_date, shown_value, shown_change,
  effect_record_date, effect_value, effect_change, effect_reason
) AS
WITH timed AS (
  SELECT id, date, CASE
    WHEN substr(moscow_time, 12) <= coalesce(
      (SELECT clock FROM cutoff WHERE set_date_from <= date ORDER BY set_date_from DESC LIMIT 1),
      (SELECT clock FROM cutoff ORDER BY set_date_from LIMIT 1)
    ) THEN date
    ELSE date(date, '+1 day')
  END AS first_set_date
  FROM headline
  WHERE date >= '1992-06-30'
)
SELECT
  timed.id, shown.currency, shown.record_date, shown.value, shown.change,
  CASE WHEN effect.reason IS NULL THEN effect.record_date END,
  CASE WHEN effect.reason IS NULL THEN effect.value END,
  effect.change, effect.reason
FROM timed
CROSS JOIN shown_on_day AS shown ON shown.day = timed.date
CROSS JOIN first_set_on_day AS effect ON effect.currency = shown.currency AND effect.day = timed.first_set_date
UNION ALL
SELECT headline.id, currency.code, NULL, NULL, NULL, NULL, NULL, NULL, 'first_record'
FROM headline CROSS JOIN currency
WHERE headline.date < '1992-06-30'
  AND EXISTS (SELECT 1 FROM rate WHERE rate.source = 'cbr' AND rate.currency = currency.code);

CREATE VIEW rate_on_day (source, currency, day, record_date, nominal, value, change) AS
SELECT source, currency, calendar_day.day, record_date, nominal, value, change
FROM record_in_span
CROSS JOIN calendar_day
WHERE is_in_force AND span_from IS NOT NULL
  AND calendar_day.day BETWEEN record_date AND coalesce(date(next_record_date, '-1 day'), span_to);

CREATE VIEW record_in_span (
  source, currency, record_date, nominal, value, is_in_force, span_from, span_to,
  previous_record_date, next_record_date, change, change_pct
) AS
WITH counted AS (
  SELECT
    rate.source, rate.currency, rate.record_date, rate.nominal, rate.value_e4, rate.value,
    coverage.from_date AS span_from, coverage.to_date AS span_to,
    NOT EXISTS (
      SELECT 1 FROM rate AS other
      WHERE other.source = rate.source AND other.currency = rate.currency
        AND other.record_date = rate.record_date AND other.nominal < rate.nominal
        AND other.superseded_at IS NULL
    ) AS is_in_force,
    coalesce((
      SELECT factor FROM redenomination
      WHERE redenomination.currency = rate.currency AND date <= rate.record_date
      ORDER BY date DESC LIMIT 1
    ), 1) * coalesce((
      SELECT factor FROM redenomination
      WHERE redenomination.currency = rate.currency AND date <= rate.record_date
      ORDER BY date DESC LIMIT 1 OFFSET 1
    ), 1) AS units,
    coalesce((
      SELECT factor FROM redenomination WHERE currency = 'RUB' AND date <= rate.record_date
    ), 1) AS rubles
  FROM rate
  LEFT JOIN coverage ON coverage.source = rate.source
    AND coverage.currency = rate.currency
    AND rate.record_date BETWEEN coverage.from_date AND coverage.to_date
  WHERE rate.superseded_at IS NULL
),
beside AS (
  SELECT *,
    lag(record_date) OVER span AS previous_date,
    lag(value_e4) OVER span AS previous_e4,
    nominal * (units / lag(units) OVER span) AS multiplier,
    lag(nominal) OVER span * (rubles / lag(rubles) OVER span) AS divisor,
    lead(record_date) OVER span AS next_date
  FROM counted
  WINDOW span AS (PARTITION BY source, currency, span_from, is_in_force ORDER BY record_date)
),
reduced AS (
  SELECT *, CASE
    WHEN multiplier % divisor = 0 THEN divisor
    WHEN multiplier LIKE '5%' THEN multiplier / 5
    ELSE multiplier
  END AS shared
  FROM beside
),
difference AS (
  SELECT *,
    span_from IS NOT NULL AND is_in_force AND previous_date IS NOT NULL AS has_change,
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
  source, currency, record_date, nominal, value, is_in_force, span_from, span_to,
  CASE WHEN has_change THEN previous_date END,
  next_date,
  CASE WHEN has_change THEN sign || whole || '.' || substr(fraction, 1, 4) || rtrim(substr(fraction, 5), '0') END,
  CASE WHEN has_change
    THEN CASE WHEN pct_e4 = 0 THEN '' ELSE sign END || printf('%d.%04d', pct_e4 / 10000, pct_e4 % 10000) END
FROM spelled;

CREATE VIEW shown_on_day (currency, day, record_date, value, change) AS
SELECT currency, day, record_date, value, change FROM rate_on_day WHERE source = 'cbr'
UNION ALL
SELECT currency.code, calendar_day.day, NULL, NULL, NULL
FROM currency CROSS JOIN calendar_day
WHERE EXISTS (SELECT 1 FROM rate WHERE rate.source = 'cbr' AND rate.currency = currency.code)
  AND NOT EXISTS (
    SELECT 1
    FROM coverage
    CROSS JOIN rate ON rate.source = coverage.source AND rate.currency = coverage.currency
      AND rate.record_date BETWEEN coverage.from_date AND calendar_day.day AND rate.superseded_at IS NULL
    WHERE coverage.source = 'cbr' AND coverage.currency = currency.code
      AND calendar_day.day BETWEEN coverage.from_date AND coverage.to_date
  );

CREATE VIEW story (id, headline) AS
SELECT coalesce(story_member.story, headline.id), headline.id
FROM headline LEFT JOIN story_member ON story_member.headline = headline.id
WHERE headline.moscow_time IS NOT NULL;

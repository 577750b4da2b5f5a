-- News: feeds, headlines with the evidence for their dates, near-duplicates, and the links to rates.

-- A configured feed and what is known from asking it; validators are only ever sent to the address that gave them.
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

-- One piece of news. id grows with the time of publication: the day in Moscow << 24 (days since 1970-01-01, that
-- day and those before it one less), then 128 for each second of the day, then those without a time of day; 1 to
-- 16777215 are the undated ones. published is RFC 3339 with the source's offset or a day; moscow_time is Moscow's
-- clock, 23:59:59 where no time is known.
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

-- Headlines by their url, and by normalised title, source and day: what is known already is found by a hash of it,
-- and decided by the headline itself. A hash that is taken by another moves on to the next number.
CREATE TABLE headline_by_url (
  hash INTEGER PRIMARY KEY,
  headline INTEGER NOT NULL
) STRICT;
CREATE TABLE headline_by_title (
  hash INTEGER PRIMARY KEY,
  headline INTEGER NOT NULL
) STRICT;

-- Titles and summaries as lower-case lemmas (ё as е), every word of them: MATCH '"ключевой ставка"'.
CREATE VIRTUAL TABLE headline_fts USING fts5 (
  title, summary, content = '', tokenize = 'unicode61 remove_diacritics 0'
);
-- Whoever adds much merges once, at the end.
INSERT INTO headline_fts (headline_fts, rank) VALUES ('automerge', 0), ('crisismerge', 1000), ('hashsize', 67108864);

-- A headline that tells an earlier one's story again; story is the id of the first headline.
CREATE TABLE story_member (
  headline INTEGER PRIMARY KEY REFERENCES headline (id),
  story INTEGER NOT NULL REFERENCES headline (id)
) STRICT;
CREATE INDEX story_member_story ON story_member (story);

-- Each dated headline with its story, named by the story's first headline.
CREATE VIEW story (id, headline) AS
SELECT coalesce(story_member.story, headline.id), headline.id
FROM headline LEFT JOIN story_member ON story_member.headline = headline.id
WHERE headline.moscow_time IS NOT NULL;

-- Days whose headlines are not told in stories yet.
CREATE TABLE story_due (
  date TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

-- The lemma of each form of a word met so far.
CREATE TABLE lemma (
  form TEXT PRIMARY KEY NOT NULL,
  lemma TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the program must remember of its own work: by which lemmas the index was made.
CREATE TABLE news_state (
  name TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Until when on a set date trade entered the rate, by Moscow's clock; uncertain where that is not established.
CREATE TABLE cutoff (
  set_date_from TEXT PRIMARY KEY NOT NULL,
  clock TEXT NOT NULL CHECK (clock GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]'),
  uncertain INTEGER NOT NULL CHECK (uncertain IN (0, 1))
) STRICT, WITHOUT ROWID;

-- One day more, so that the news of the day before the first record has its place.
INSERT INTO calendar_day (day) VALUES ('1992-06-30');

-- For each quoted currency and each day of the calendar the record in force; empty where nothing is.
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

-- For each quoted currency and each day of the calendar the first record set on it or later: a record is set on the
-- day before its date, so it is the first one dated after the day. The reason says why there is no change.
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

-- A dated headline beside a quoted currency: the rate shown on its date, and the first rate set after it, the one it
-- could have moved; effect_reason says why there is none: pending, first_record, coverage_hole. The joins are in this
-- order because SQLite then indexes the two views by day; a condition on the currency reaches the table.
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

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

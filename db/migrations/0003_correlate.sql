-- What statistics ask of the news: the words of each day's stories, and which tests were made.

-- The lemmas and numbers of titles, numbered as they were met; no result may depend on the numbers.
CREATE TABLE term_lemma (
  id INTEGER PRIMARY KEY,
  lemma TEXT NOT NULL UNIQUE
) STRICT;

-- The sources of headlines, numbered as they were met.
CREATE TABLE story_source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- For a day of Moscow the stories whose first headline is of that day, packed as db/README.md says. A day without a
-- row is packed when statistics are next asked for; one whose headlines or stories change loses its row.
CREATE TABLE story_words (
  date TEXT PRIMARY KEY NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  stories BLOB NOT NULL
) STRICT;

-- Tests of single terms; data names the state of news and rates in which a test was made. Those of more than a day
-- ago are forgotten.
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

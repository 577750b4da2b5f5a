-- What has been asked of archives of news, and what their sites allow.

-- A day of which every headline that an archive lists has been read. archive is its kind and address (also the
-- words or types asked for), source the name of its headlines then; requests is 0 where several days came with one answer.
CREATE TABLE news_coverage (
  archive TEXT NOT NULL,
  date TEXT NOT NULL CHECK (date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source TEXT NOT NULL,
  headlines INTEGER NOT NULL CHECK (headlines >= 0),
  requests INTEGER NOT NULL CHECK (requests >= 0),
  asked_at TEXT NOT NULL,
  PRIMARY KEY (archive, date)
) STRICT, WITHOUT ROWID;

-- The robots.txt of a site, as it was last read; empty where the site has none.
CREATE TABLE robots (
  site TEXT PRIMARY KEY NOT NULL,
  asked_at TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

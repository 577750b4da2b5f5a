-- Words are looked up as they are written, and a form may be of several words: the index and all that is made of lemmas
-- is made again by the program, which finds that another method made them (news_state).

DROP TABLE lemma;

-- The lemma of each form of a word met so far: of the form in small letters, and where the form is written otherwise and has
-- another lemma then: with a capital within a sentence, where a capital says nothing (at the start of a sentence, in a
-- title in capitals), and in capitals among other words.
CREATE TABLE lemma (
  form TEXT PRIMARY KEY NOT NULL,
  lemma TEXT NOT NULL,
  as_name TEXT,
  at_start TEXT,
  in_capitals TEXT
) STRICT, WITHOUT ROWID;

-- A form that may be meant as a form of lemma, though the index has it under another one, and where: 1 in small
-- letters, 2 as a name, 4 at the start, 8 in capitals, or a sum of these.
CREATE TABLE possible_lemma (
  lemma TEXT NOT NULL,
  form TEXT NOT NULL,
  writings INTEGER NOT NULL CHECK (writings BETWEEN 1 AND 15),
  PRIMARY KEY (lemma, form)
) STRICT, WITHOUT ROWID;

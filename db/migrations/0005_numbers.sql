-- Numbers beside the exact texts, in views that answer at once without a condition and that other programs can read.
--
-- Every start of the program parses all views, so they are spelled with few words.
--
-- DuckDB's reader of SQLite binds a view as its own SQL. Where it cannot (it does not see rate.value, which is generated,
-- and its strftime has its arguments the other way round), it has SQLite answer, drops the list of names behind CREATE
-- VIEW, and takes all columns for text. Hence AS instead of that list, and casts in the views above such a one: current
-- records with their changes and the records of days come from SQLite, and what DuckDB joins, it joins by equality.
--
-- It also counts the rows of a table by rowid, which tables WITHOUT ROWID do not have. A generated column of that name
-- would let it count, and would let its DELETE of one row delete all of them. So these tables keep their form, in which
-- count(currency) works and writing fails.

DROP VIEW headline_rate;
DROP VIEW first_set_on_day;
DROP VIEW shown_on_day;
DROP VIEW rate_on_day;
DROP VIEW daily_change;
DROP VIEW record_in_span;

-- Until when a unit is in use, and how many units of before all of a currency's redenominations it is worth.
ALTER TABLE redenomination ADD COLUMN until_date TEXT;
ALTER TABLE redenomination ADD COLUMN units INTEGER;

-- Every row of rate, with its value for programs that do not see generated columns; the condition is always true, and
-- lets DuckDB count the rows.
CREATE VIEW published_rate AS
SELECT source, currency, record_date, nominal,
  CAST((value_e4 - value_e4 % 10000) / 10000 AS BIGINT) || '.' || substr(CAST(10000 + value_e4 % 10000 AS TEXT), 2)
    AS value,
  value_e4, answer, first_seen, superseded_at, superseded_by
FROM rate
WHERE value_e4 > 0;

CREATE VIEW current_record AS
SELECT *, NOT EXISTS (
    SELECT 1 FROM rate AS other
    WHERE other.source = rate.source AND other.currency = rate.currency AND other.record_date = rate.record_date
      AND other.nominal < rate.nominal AND other.superseded_at IS NULL
  ) AS is_in_force
FROM rate
WHERE superseded_at IS NULL;

-- Lookups instead of windows, so that one row costs one row. The divisor is 10^n, the multiplier 10^n or 5 × 10^n: a
-- change is in parts of a ten-thousandth, of which there are 10^n.
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

CREATE VIEW record_in_span AS
SELECT source, currency, record_date, CAST(nominal AS BIGINT) AS nominal, value,
  CAST(is_in_force AS BIGINT) AS is_in_force, span_from, span_to, previous_record_date, next_record_date,
  change, change_pct, CAST(value_e4 AS BIGINT) AS value_e4, CAST(change_e4 AS DOUBLE) AS change_e4,
  CAST(change_pct_e4 AS BIGINT) AS change_pct_e4
FROM spelled_record;

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

CREATE VIEW rate_on_day AS
SELECT record.source, record.currency, day, record.record_date, nominal, value, change,
  value_e4, change_e4, next_record_date
FROM day_in_span AS known
CROSS JOIN record_in_span AS record
WHERE record.source = known.source AND record.currency = known.currency
  AND record.record_date = known.record_date AND is_in_force = 1;

-- The days of headlines by the upper bits of their ids, each in two halves: before its cut-off and after it.
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

-- The number 0 is that of undated headlines, so days up to 1970-01-01 have one less than their distance from that day.
CREATE VIEW headline_half_day AS
SELECT number, is_late, date, strftime('%Y-%m-%d', date, is_late || ' days') AS set_date, coalesce(
    (SELECT clock FROM cutoff WHERE set_date_from <= date ORDER BY set_date_from DESC LIMIT 1),
    (SELECT clock FROM cutoff ORDER BY set_date_from LIMIT 1)
  ) AS clock
FROM (
  SELECT number, is_late, strftime('%Y-%m-%d', (number + (number < 0)) * 86400, 'unixepoch') AS date FROM headline_day
);

-- What all headlines of half a day have in common. The last SELECT, which has no rows, keeps SQLite from computing the
-- columns again for each headline: it would, if it could make one query of this view and the next.
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

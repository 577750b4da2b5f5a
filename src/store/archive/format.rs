//! The archive's own format: stretches of records on one shared calendar, small and quick to read.
//!
//! A stretch has a record on each day of the calendar between its first and its last, so it needs no dates of
//! its own. All numbers are LEB128; signed ones zigzag. In order: magic, number of calendar days, first day as
//! days since 1970-01-01, gaps between days; number of stretches; and for each its code (three letters), index of
//! its first day, number of records, runs of equal nominals (length, power of ten), differences of `value_e4`.

use crate::{
    model::{Nominal, Record},
    store::varint::{put, put_signed, take, take_signed},
};
use jiff::civil::{Date, date};

const MAGIC: &[u8] = b"RUBLRAT1";
const EPOCH: Date = date(1970, 1, 1);

/// One whole stretch: the records of a currency, one on each day of the calendar between the first and the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// Currency code.
    pub code: String,
    /// Records, earliest first.
    pub records: Vec<Record>,
}

/// Writes the format; `None` when a stretch has a date that the calendar lacks or skips one that it has.
pub fn encode(calendar: &[Date], stretches: &[Archived]) -> Option<Vec<u8>> {
    let mut out = MAGIC.to_vec();
    encode_calendar(calendar, &mut out)?;

    put(&mut out, stretches.len() as u64);
    for stretch in stretches {
        encode_stretch(calendar, stretch, &mut out)?;
    }

    Some(out)
}

fn encode_calendar(calendar: &[Date], out: &mut Vec<u8>) -> Option<()> {
    put(out, calendar.len() as u64);
    let mut before = EPOCH;
    for day in calendar {
        put(out, u64::try_from((*day - before).get_days()).ok()?);
        before = *day;
    }

    Some(())
}

fn encode_stretch(calendar: &[Date], stretch: &Archived, out: &mut Vec<u8>) -> Option<()> {
    let records = &stretch.records;
    let first_day = records.first()?.record_date();
    let first = calendar.binary_search(&first_day).ok()?;
    let days = calendar.get(first..first + records.len())?;
    if !records
        .iter()
        .map(Record::record_date)
        .eq(days.iter().copied())
    {
        return None;
    }

    out.extend_from_slice(stretch.code.as_bytes());
    put(out, first as u64);
    put(out, records.len() as u64);
    for run in records.chunk_by(|a, b| a.nominal() == b.nominal()) {
        put(out, run.len() as u64);
        put(out, u64::from(run[0].nominal().units().ilog10()));
    }
    let mut before = 0;
    for record in records {
        put_signed(out, record.value_e4() - before);
        before = record.value_e4();
    }

    Some(())
}

/// Reads the format; `None` when the bytes are not of it.
pub fn decode(bytes: &[u8]) -> Option<Vec<Archived>> {
    let mut input = bytes.strip_prefix(MAGIC)?;
    let calendar = decode_calendar(&mut input)?;

    let stretches = (0..take_count(&mut input)?)
        .map(|_| decode_stretch(&mut input, &calendar))
        .collect::<Option<Vec<_>>>()?;
    input.is_empty().then_some(stretches)
}

fn decode_calendar(input: &mut &[u8]) -> Option<Vec<Date>> {
    let mut day = EPOCH;
    (0..take_count(input)?)
        .map(|_| {
            let gap = i64::try_from(take(input)?).ok()?;
            day = day
                .checked_add(jiff::Span::new().try_days(gap).ok()?)
                .ok()?;
            Some(day)
        })
        .collect()
}

fn decode_stretch(input: &mut &[u8], calendar: &[Date]) -> Option<Archived> {
    let (code, rest) = input.split_at_checked(3)?;
    *input = rest;
    let first = usize::try_from(take(input)?).ok()?;
    let count = take_count(input)?;
    let days = calendar.get(first..first.checked_add(count)?)?;
    let nominals = decode_nominals(input, count)?;

    let mut value_e4 = 0i64;
    let mut records = Vec::with_capacity(count);
    for (day, nominal) in days.iter().zip(nominals) {
        value_e4 = value_e4.checked_add(take_signed(input)?)?;
        records.push(Record::new(*day, nominal, value_e4).ok()?);
    }

    Some(Archived {
        code: String::from_utf8(code.to_vec()).ok()?,
        records,
    })
}

fn decode_nominals(input: &mut &[u8], count: usize) -> Option<Vec<Nominal>> {
    let mut nominals = Vec::with_capacity(count);
    while nominals.len() < count {
        let run = take_count(input)?;
        let power = u32::try_from(take(input)?).ok()?;
        let nominal = Nominal::new(10i64.checked_pow(power)?).ok()?;
        // An empty run would never end the loop.
        if run == 0 || run > count - nominals.len() {
            return None;
        }
        nominals.resize(nominals.len() + run, nominal);
    }

    Some(nominals)
}

/// A count of things that take at least a byte each: one beyond the input is refused before it is reserved.
fn take_count(input: &mut &[u8]) -> Option<usize> {
    let count = usize::try_from(take(input)?).ok()?;
    (count <= 1_000_000).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded(gaps in prop::collection::vec(1i64..14, 1..80), values in prop::collection::vec((1i64..10_000_000, 0u32..7), 80)) {
            let mut day = date(1992, 7, 1);
            let calendar: Vec<Date> = gaps.iter().map(|gap| { day += jiff::Span::new().days(*gap); day }).collect();
            let records = calendar.iter().zip(&values).map(|(d, (value, power))| Record::new(*d, Nominal::new(10i64.pow(*power)).unwrap(), *value).unwrap());
            let stretches = vec![Archived { code: "USD".into(), records: records.collect() }];
            prop_assert_eq!(decode(&encode(&calendar, &stretches).unwrap()).unwrap(), stretches);
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
            let _ = decode(&[MAGIC, &bytes].concat());
        }
    }

    #[test]
    fn a_skipped_day_is_refused() {
        let calendar = [date(2024, 1, 10), date(2024, 1, 11), date(2024, 1, 12)];
        let on = |day| Record::new(day, Nominal::ONE, 1).unwrap();
        let records = vec![on(calendar[0]), on(calendar[2])];
        assert_eq!(
            encode(
                &calendar,
                &[Archived {
                    code: "USD".into(),
                    records
                }]
            ),
            None
        );
    }
}

//! The packed stories of a day (db/README.md, "Stories of a day"): about thirty bytes each.
//!
//! A version, the number of stories and of their words; for each story its source with three bits, then the differences
//! of its id and its second from the story before, the number of its words, and for each word its lemma with its role
//! and whether it follows the word before directly.

use crate::{
    model::RateReport,
    store::varint::{put, put_signed, take, take_signed},
    text::{CorpusPart, PartSize, Story, StoryWord},
};
use jiff::civil::{Date, Time};

/// The first byte; a day of another version is not read.
const VERSION: u8 = 2;

/// Bits below the number of a source.
const SOURCE_BITS: u32 = 3;

const TIME_KNOWN: u64 = 1 << 2;
const BY_CLAUSE: u64 = 1 << 1;
const BY_REFERENCE: u64 = 1;

/// A story without its words, as it is packed.
#[derive(Clone, Copy, Debug)]
pub struct PackedStory {
    /// The id of its first headline.
    pub headline: i64,
    /// The number of its source.
    pub source: u32,
    /// Seconds of Moscow's clock; the end of the day if no time is known.
    pub second: i64,
    pub time_known: bool,
    pub rate_report: RateReport,
}

/// Packs a day's stories.
#[derive(Debug)]
pub struct StoryPacker {
    bytes: Vec<u8>,
    stories: u64,
    words: u64,
    id_before: i64,
    second_before: i64,
}

impl StoryPacker {
    /// A day with ids that begin at `first_id`.
    pub fn new(first_id: i64) -> Self {
        Self {
            bytes: Vec::new(),
            stories: 0,
            words: 0,
            id_before: first_id,
            second_before: 0,
        }
    }

    /// Adds the next story.
    pub fn push(&mut self, story: &PackedStory, words: &[StoryWord]) {
        let flags = (u64::from(story.time_known) * TIME_KNOWN)
            | (u64::from(story.rate_report.by_clause) * BY_CLAUSE)
            | (u64::from(story.rate_report.by_reference) * BY_REFERENCE);
        let source = u64::from(story.source) << SOURCE_BITS;
        put(&mut self.bytes, source | flags);
        put_signed(&mut self.bytes, story.headline - self.id_before);
        put_signed(&mut self.bytes, story.second - self.second_before);
        put(&mut self.bytes, words.len() as u64);
        for word in words {
            put(&mut self.bytes, u64::from(word.bits()));
        }

        self.id_before = story.headline;
        self.second_before = story.second;
        self.stories += 1;
        self.words += words.len() as u64;
    }

    /// The packed day.
    pub fn finish(self) -> Vec<u8> {
        let mut packed = vec![VERSION];
        put(&mut packed, self.stories);
        put(&mut packed, self.words);
        packed.extend_from_slice(&self.bytes);
        packed
    }
}

/// How many stories and words a packed day says to have, and the rest of its bytes; `None` when it cannot have them.
fn header(packed: &[u8]) -> Option<(PartSize, &[u8])> {
    let (version, mut input) = packed.split_first()?;
    let stories = take(&mut input)?;
    let words = take(&mut input)?;

    // Memory is reserved by these numbers, so damaged ones must not be believed: each story and each word takes a byte
    // at least.
    let is_possible = *version == VERSION && stories.checked_add(words)? <= input.len() as u64;
    let size = PartSize {
        stories: usize::try_from(stories).ok()?,
        words: usize::try_from(words).ok()?,
    };
    is_possible.then_some((size, input))
}

/// How many stories and words a packed day has; `None` when the bytes are no packed day.
pub fn packed_size(packed: &[u8]) -> Option<PartSize> {
    header(packed).map(|(size, _)| size)
}

/// Fills a packed day's stories in; `None` when the bytes are no packed day. `source` gives the place of a numbered
/// source.
pub fn unpack(
    packed: &[u8],
    day: Date,
    first_id: i64,
    source: impl Fn(u32) -> Option<u32>,
    part: &mut CorpusPart<'_>,
) -> Option<()> {
    let (size, mut input) = header(packed)?;
    let mut id = first_id;
    let mut second = 0_i64;
    for _ in 0..size.stories {
        let flags = take(&mut input)?;
        id = take_signed(&mut input)?.checked_add(id)?;
        second = take_signed(&mut input)?.checked_add(second)?;
        for _ in 0..take(&mut input)? {
            let bits = u32::try_from(take(&mut input)?).ok()?;
            part.push_word(StoryWord::from_bits(bits)?)?;
        }

        part.push_story(Story {
            headline: id,
            moscow_time: day.to_datetime(clock(second)?),
            time_known: flags & TIME_KNOWN != 0,
            source: source(u32::try_from(flags >> SOURCE_BITS).ok()?)?,
            rate_report: RateReport {
                by_reference: flags & BY_REFERENCE != 0,
                by_clause: flags & BY_CLAUSE != 0,
            },
        })?;
    }

    (input.is_empty() && part.is_full()).then_some(())
}

fn clock(second: i64) -> Option<Time> {
    let hour = i8::try_from(second / 3600).ok()?;
    let minute = i8::try_from(second / 60 % 60).ok()?;
    let second = i8::try_from(second % 60).ok()?;
    Time::new(hour, minute, second, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Corpus, WordRole};
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: Date = date(2024, 5, 21);

    fn unpacked(packed: &[u8], first_id: i64) -> Option<Corpus> {
        let size = packed_size(packed)?;
        let mut corpus = Corpus::blank(Vec::new(), &[size]);
        unpack(packed, DAY, first_id, Some, &mut corpus.parts(&[size])[0]).map(|()| corpus)
    }

    proptest! {
        #[test]
        fn what_was_packed_is_unpacked(
            first_id in -(1_i64 << 44)..1 << 44,
            stories in prop::collection::vec(
                (0..1_i64 << 24, any::<u32>(), 0..86_400_i64, any::<bool>(), any::<(bool, bool)>(),
                 prop::collection::vec((0..1_u32 << 28, 0..6_u32, any::<bool>()), 0..20)),
                0..20,
            ),
        ) {
            let mut packer = StoryPacker::new(first_id);
            let mut expected = Corpus::default();
            for (within, source, second, time_known, reports, words) in &stories {
                let source = source >> SOURCE_BITS;
                let headline = first_id + within;
                let (second, time_known) = (*second, *time_known);
                let rate_report = RateReport { by_reference: reports.0, by_clause: reports.1 };
                let words: Vec<StoryWord> = words.iter()
                    .map(|(lemma, role, follows)| StoryWord::from_bits(lemma << 4 | role << 1 | u32::from(*follows)).unwrap())
                    .collect();
                packer.push(&PackedStory { headline, source, second, time_known, rate_report }, &words);
                let moscow_time = DAY.to_datetime(clock(second).unwrap());
                expected.push(Story { headline, moscow_time, time_known, source, rate_report }, words);
            }
            let packed = packer.finish();
            let found = unpacked(&packed, first_id).unwrap();
            prop_assert_eq!(found.stories(), expected.stories());
            for at in 0..stories.len() {
                prop_assert_eq!(found.words(at), expected.words(at));
            }
            prop_assert!(unpacked(&packed[..packed.len() - 1], first_id).is_none());
        }

        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let _ = unpacked(&bytes, 0);
            let _ = unpacked(&[&[VERSION], &*bytes].concat(), 0);
        }
    }

    /// The example of db/README.md.
    #[test]
    fn the_format_is_as_documented() {
        let mut packer = StoryPacker::new(19_864 << 24);
        let headline = 333_269_761_024;
        let story = PackedStory {
            headline,
            source: 1,
            second: 55_800,
            time_known: true,
            rate_report: RateReport::default(),
        };
        let words = [
            (1, WordRole::Plain, false),
            (2, WordRole::StopStarter, true),
            (3, WordRole::Number, true),
        ];
        let words =
            words.map(|(lemma, role, follows)| StoryWord::new(lemma, role, follows).unwrap());
        packer.push(&story, &words);
        assert_eq!(headline >> 24, 19_864);
        let hexadecimal: Vec<String> = packer
            .finish()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let readme = include_str!("../../../db/README.md");
        assert!(
            readme.contains(&hexadecimal.join(" ")),
            "{}",
            hexadecimal.join(" ")
        );
    }

    #[test]
    fn another_version_is_not_read() {
        let packed = StoryPacker::new(0).finish();
        assert_eq!(packed, [VERSION, 0, 0]);
        assert!(unpacked(&packed, 0).is_some());
        assert!(unpacked(&[VERSION + 1, 0, 0], 0).is_none());
    }
}

//! How a word is written: a capital in the middle of a sentence marks a name, elsewhere it marks nothing.

/// How a word is written, as far as that says what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Writing {
    /// `киев`.
    #[default]
    Small,
    /// `Киев` within a sentence.
    Name,
    /// `Киев` where every word has a capital: at the start of a sentence or a quotation, and in a title in capitals.
    Start,
    /// `ВСУ` among other words.
    Capitals,
}

impl Writing {
    pub const ALL: [Self; 4] = [Self::Small, Self::Name, Self::Start, Self::Capitals];
}

/// Some ways of writing: the bits of 1, 2, 4 and 8 in the order of [`Writing::ALL`], as the store has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Writings(u8);

impl Writings {
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    pub const fn bits(self) -> u8 {
        self.0
    }

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub const fn has(self, writing: Writing) -> bool {
        self.0 >> writing as u8 & 1 == 1
    }
}

impl FromIterator<Writing> for Writings {
    fn from_iter<T: IntoIterator<Item = Writing>>(writings: T) -> Self {
        let bits = |bits, writing| bits | 1 << writing as u8;
        Self(writings.into_iter().fold(0, bits))
    }
}

/// A word of a text in its normal form, and how the text wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrittenWord<'a> {
    pub text: &'a str,
    pub writing: Writing,
    /// Whether a part after a hyphen begins with a capital: `Нью-Йорк`.
    pub has_inner_capital: bool,
    /// Whether it is the first part of a compound and is no form by itself: `денежно` of `денежно-кредитный`.
    pub is_linking: bool,
}

impl<'a> WrittenWord<'a> {
    /// A word in small letters.
    pub const fn small(text: &'a str) -> Self {
        Self {
            text,
            writing: Writing::Small,
            has_inner_capital: false,
            is_linking: false,
        }
    }

    /// The parts of a hyphenated word; empty for any other.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        let most = if self.text.contains('-') {
            usize::MAX
        } else {
            0
        };
        let parts = self.text.split('-').take(most).enumerate();
        parts.map(move |(at, text)| Self {
            text,
            writing: match self.writing {
                Writing::Capitals | Writing::Start => self.writing,
                _ if at == 0 => self.writing,
                _ if self.has_inner_capital => Writing::Name,
                _ => Writing::Small,
            },
            has_inner_capital: false,
            is_linking: false,
        })
    }
}

/// The place of a Russian capital in a normal form, and whether a capital there says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capital(u32);

impl Capital {
    /// `None` beyond two gigabytes.
    pub fn new(at: usize, says_nothing: bool) -> Option<Self> {
        let at = u32::try_from(at).ok().filter(|at| at >> 31 == 0)?;
        Some(Self(at << 1 | u32::from(says_nothing)))
    }

    const fn at(self) -> usize {
        (self.0 >> 1) as usize
    }

    const fn says_nothing(self) -> bool {
        self.0 & 1 == 1
    }
}

/// The capitals of a text that are not passed yet.
#[derive(Clone, Copy, Debug, Default)]
pub struct CapitalsAhead<'a> {
    pub ahead: &'a [Capital],
    /// Whether the whole text is in capitals, which then say nothing.
    pub are_mute: bool,
}

impl CapitalsAhead<'_> {
    /// How the word at byte `start` is written; words come in their order.
    pub fn written<'a>(&mut self, start: usize, text: &'a str) -> WrittenWord<'a> {
        while let Some((first, rest)) = self.ahead.split_first() {
            if first.at() >= start + text.len() {
                break;
            }
            if first.at() >= start {
                return self.written_with(*first, start, text);
            }
            self.ahead = rest;
        }

        WrittenWord::small(text)
    }

    fn written_with<'a>(&self, first: Capital, start: usize, text: &'a str) -> WrittenWord<'a> {
        let end = start + text.len();
        let capitals = self.ahead.iter().take_while(|capital| capital.at() < end);
        let count = capitals.clone().count();
        let letters = text.chars().filter(|letter| *letter != '-').count();
        let writing = match first {
            _ if first.at() > start || letters == 1 => Writing::Small,
            _ if self.are_mute => Writing::Start,
            _ if count == letters => Writing::Capitals,
            _ if first.says_nothing() => Writing::Start,
            _ => Writing::Name,
        };

        let is_after_hyphen = |capital: &Capital| {
            text.as_bytes()
                .get((capital.at() - start).wrapping_sub(1))
                .is_some_and(|before| *before == b'-')
        };
        WrittenWord {
            text,
            writing,
            has_inner_capital: capitals.clone().any(is_after_hyphen),
            is_linking: false,
        }
    }
}

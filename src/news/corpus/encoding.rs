//! The encoding of a collection: UTF-8, or windows-1251 where its beginning is not that.

use super::RowProblem;
use encoding_rs::WINDOWS_1251;
use std::borrow::Cow;

/// How bytes become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextEncoding {
    /// UTF-8; a row that is not is a bad row.
    Utf8,
    /// windows-1251, in which nearly every byte means something.
    Windows1251,
}

impl TextEncoding {
    /// What a sample is in. One torn character among many sound ones does not make a text windows-1251.
    pub fn of(sample: &[u8]) -> Self {
        let (mut sound, mut torn) = (0, 0);
        // The sample may end inside a character.
        let end = sample.iter().rposition(u8::is_ascii).map_or(0, |at| at + 1);
        for chunk in sample[..end].utf8_chunks() {
            sound += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
            torn += chunk.invalid().len();
        }
        if torn > sound {
            Self::Windows1251
        } else {
            Self::Utf8
        }
    }

    /// The text of bytes.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, RowProblem> {
        match self {
            Self::Utf8 => std::str::from_utf8(bytes)
                .map(Cow::Borrowed)
                .map_err(|_| RowProblem::NotUtf8),
            Self::Windows1251 => Ok(WINDOWS_1251.decode_without_bom_handling(bytes).0),
        }
    }

    /// The text of bytes, with U+FFFD for what means nothing.
    pub fn decode_lossy(self, bytes: &[u8]) -> String {
        self.decode(bytes).map_or_else(
            |_| String::from_utf8_lossy(bytes).into_owned(),
            |text| text.trim_start_matches('\u{feff}').to_owned(),
        )
    }
}

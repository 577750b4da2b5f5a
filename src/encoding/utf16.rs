//! Streams of UTF-16 as UTF-8: the form in which Excel saves "Unicode text".

use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{Cursor, Error, Read, Result};

/// Bytes decoded at once.
const STEP_BYTES: usize = 64 * 1024;

/// Bytes looked at to recognise UTF-16 without a byte order mark.
const JUDGED_BYTES: usize = 64;

/// The fewest bytes that suffice for that.
const LEAST_BYTES: usize = 8;

/// UTF-16 by its mark, else by its high bytes: each is 0 (ASCII), 4 (Cyrillic), or 0x20 or 0x21 (dashes, №), and most are 0
/// or 4. No other text has the bytes 0 and 4.
pub(super) fn utf16_of(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }

    let start = &bytes[..bytes.len().min(JUDGED_BYTES) / 2 * 2];
    let is_text_by = |high: usize| {
        let units = start.chunks_exact(2);
        let mut highs = units.clone().map(|unit| unit[high]);
        let sure = highs.clone().filter(|byte| matches!(byte, 0 | 4)).count();
        let has_none = units.clone().all(|unit| unit != [0, 0]);
        has_none && highs.all(|byte| matches!(byte, 0 | 4 | 0x20 | 0x21)) && sure * 2 > units.len()
    };

    if start.len() < LEAST_BYTES {
        None
    } else if is_text_by(1) {
        Some(UTF_16LE)
    } else {
        is_text_by(0).then_some(UTF_16BE)
    }
}

/// A stream as it is, or decoded where it is UTF-16.
///
/// # Errors
/// When its first bytes cannot be read.
pub fn utf16_as_utf8<'r>(mut input: impl Read + 'r) -> Result<Box<dyn Read + 'r>> {
    let mut start = Vec::with_capacity(JUDGED_BYTES);
    let read = (&mut input)
        .take(JUDGED_BYTES as u64)
        .read_to_end(&mut start);
    let input: Box<dyn Read + 'r> = match read {
        Ok(_) => Box::new(input),
        Err(error) if start.is_empty() => return Err(error),
        Err(error) => Box::new(BrokenOff::new(error)),
    };
    let utf16 = utf16_of(&start);
    let whole = Cursor::new(start).chain(input);

    Ok(match utf16 {
        Some(encoding) => Box::new(Decoded {
            input: whole,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; STEP_BYTES],
            text: Vec::new(),
            read: 0,
            is_ended: false,
        }),
        None => Box::new(whole),
    })
}

/// What is left of a stream that broke off in bytes that were looked at: the error, once.
pub struct BrokenOff(Option<Error>);

impl BrokenOff {
    pub const fn new(error: Error) -> Self {
        Self(Some(error))
    }
}

impl Read for BrokenOff {
    fn read(&mut self, _: &mut [u8]) -> Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

struct Decoded<R> {
    input: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    /// Bytes of `text` that have been handed on.
    read: usize,
    is_ended: bool,
}

impl<R: Read> Decoded<R> {
    fn decode_more(&mut self) -> Result<()> {
        let count = self.input.read(&mut self.raw)?;
        self.is_ended = count == 0;
        let room = self.decoder.max_utf8_buffer_length(count);
        self.text.resize(room.unwrap_or(3 * STEP_BYTES), 0);

        let (_, _, written, _) =
            self.decoder
                .decode_to_utf8(&self.raw[..count], &mut self.text, self.is_ended);
        self.text.truncate(written);
        self.read = 0;
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        while self.read == self.text.len() && !self.is_ended {
            self.decode_more()?;
        }

        let count = (&self.text[self.read..]).read(buffer)?;
        self.read += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> String {
        let mut text = String::new();
        utf16_as_utf8(bytes)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn both_orders_of_bytes_are_decoded_and_other_text_is_left() {
        let text = "Заголовок;😀\n".repeat(20_000);
        let little = text.encode_utf16().flat_map(u16::to_le_bytes);
        let big = text.encode_utf16().flat_map(u16::to_be_bytes);
        let marked = |mark: [u8; 2], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        assert_eq!(decoded(&marked([0xff, 0xfe], little.collect())), text);
        assert_eq!(decoded(&marked([0xfe, 0xff], big.collect())), text);
        assert_eq!(decoded(text.as_bytes()), text);
        assert_eq!(decoded(b"\xef\xbb\xbfx"), "\u{feff}x");
        assert_eq!(decoded(b""), "");
    }

    #[test]
    fn half_a_character_at_the_end_is_no_end_without_it() {
        assert_eq!(decoded(&[0xff, 0xfe, b'a', 0, b'b']), "a\u{fffd}");
    }
}

//! The packing of a document, detected by its first bytes and never by its name: gzip (of several members), bzip2 (of
//! several streams), Zstandard (of several frames), and tar inside any of them.
//!
//! Everything is streamed; nothing here holds more than one window of a packer. Names inside a tar are words for
//! messages: no file is ever made, so `..`, links and devices in it are harmless.

use crate::encoding::BrokenOff;
use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;
use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};
use std::{
    io::{BufRead, BufReader, Chain, Cursor, Error, ErrorKind, Read, Result},
    ops::ControlFlow,
};

/// Packers one inside the other that are undone; more is a bomb rather than a corpus.
const LAYERS: usize = 2;

/// Largest window of a Zstandard frame, which is also that of `zstd` without `--long`; the most memory that
/// unpacking takes is a little more than this.
const ZSTD_WINDOW_BYTES: u64 = 128 * 1024 * 1024;

/// The first bytes that are looked at: a tar's first header.
const HEAD_BYTES: usize = 512;

/// Longest name of a tar's member that is read from an entry of its own, in bytes.
const NAME_BYTES: u64 = 16 * 1024;

/// A reader after its first bytes have been examined.
pub struct Unpacked<'r> {
    /// Everything, the first bytes included.
    pub input: Chain<Cursor<Vec<u8>>, Box<dyn Read + 'r>>,
    /// Whether it is a tar.
    pub is_tar: bool,
}

/// Undoes up to two packers. What it gives is never packed by one that is known here.
///
/// # Errors
/// When its first bytes cannot be read, or are packed too many times over.
pub fn unpacked<'r>(input: impl Read + 'r) -> Result<Unpacked<'r>> {
    let mut input: Box<dyn Read + 'r> = Box::new(input);
    for layer in 0..=LAYERS {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        match (&mut input).take(HEAD_BYTES as u64).read_to_end(&mut head) {
            Ok(_) => {}
            Err(error) if head.is_empty() => return Err(error),
            // What came before the break is read, and the break reported behind it.
            Err(error) => input = Box::new(BrokenOff::new(error)),
        }
        let packer = Packer::of(&head);
        // The magic of POSIX and GNU tars; older ones have none.
        let is_tar = head.get(257..262) == Some(b"ustar");
        let whole = Cursor::new(head).chain(input);

        match packer {
            None => {
                return Ok(Unpacked {
                    input: whole,
                    is_tar,
                });
            }
            Some(_) if layer == LAYERS => break,
            Some(Packer::Gzip) => input = Box::new(MultiGzDecoder::new(whole)),
            Some(Packer::Bzip2) => input = Box::new(MultiBzDecoder::new(whole)),
            Some(Packer::Zstd) => input = Box::new(ZstdFrames::new(whole)),
        }
    }

    Err(Error::new(
        ErrorKind::InvalidData,
        format!("packed more than {LAYERS} times over"),
    ))
}

#[derive(Clone, Copy)]
enum Packer {
    Gzip,
    Bzip2,
    Zstd,
}

impl Packer {
    fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, ..] => Some(Self::Gzip),
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Some(Self::Bzip2),
            // A frame, or one to be skipped, which may come first.
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }
}

/// The frames of a Zstandard stream one after the other; the decoder itself ends with the first.
struct ZstdFrames<R> {
    source: BufReader<R>,
    decoder: FrameDecoder,
}

impl<R: Read> ZstdFrames<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(ZSTD_WINDOW_BYTES);
        Self {
            source: BufReader::new(source),
            decoder,
        }
    }

    /// Reads the header of the next frame, passing over those that are to be skipped. False at the end.
    fn next_frame(&mut self) -> Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            let length = match self.decoder.init(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => u64::from(length),
                Err(error) => return Err(Error::other(error)),
            };
            let skipped =
                std::io::copy(&mut (&mut self.source).take(length), &mut std::io::sink())?;

            if skipped < length {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }

        Ok(false)
    }
}

impl<R: Read> Read for ZstdFrames<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.decoder.can_collect() == 0 {
            if !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder
                    .decode_blocks(&mut self.source, one)
                    .map_err(Error::other)?;
            } else if !self.next_frame()? {
                return Ok(0);
            }
        }

        self.decoder.read(into)
    }
}

/// Hands each file of a tar to `visit`, with its name. Links, folders and devices are passed over.
pub(super) fn walk_tar(
    input: impl Read,
    visit: &mut dyn FnMut(&str, &mut dyn Read) -> ControlFlow<()>,
) -> Result<ControlFlow<()>> {
    let mut archive = tar::Archive::new(input);
    // Raw: the crate itself would read a long name whole into memory, however long it says it is.
    let mut long_name = None;
    for entry in archive.entries()?.raw(true) {
        let mut entry = entry?;
        let kind = entry.header().entry_type();
        if kind.is_gnu_longname() || kind.is_pax_local_extensions() {
            let mut bytes = Vec::new();
            (&mut entry).take(NAME_BYTES).read_to_end(&mut bytes)?;
            long_name = if kind.is_gnu_longname() {
                Some(bytes)
            } else {
                pax_path(&bytes).or(long_name)
            };
        } else if kind.is_file() {
            let name = long_name
                .take()
                .unwrap_or_else(|| entry.path_bytes().into_owned());
            let left = entry.header().entry_size()?;
            let name = printable_name(&name);

            if visit(&name, &mut Whole { left, inner: entry }).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        } else {
            long_name = None;
        }
    }

    Ok(ControlFlow::Continue(()))
}

fn pax_path(records: &[u8]) -> Option<Vec<u8>> {
    tar::PaxExtensions::new(records)
        .filter_map(Result::ok)
        .find(|record| record.key_bytes() == b"path")
        .map(|record| record.value_bytes().to_vec())
}

/// A member of known length. Where the archive ends inside it the crate says that the member ends; this does not.
struct Whole<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.inner.read(into)?;
        self.left = self.left.saturating_sub(count as u64);
        if count == 0 && self.left > 0 && !into.is_empty() {
            return Err(Error::new(
                ErrorKind::UnexpectedEof,
                "the archive ends inside this member",
            ));
        }

        Ok(count)
    }
}

/// A member's name without what would move the cursor of a terminal.
fn printable_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    name.trim_end_matches('\0')
        .replace(char::is_control, "\u{fffd}")
}

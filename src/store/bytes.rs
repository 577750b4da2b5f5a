//! The bytes of answers: their hash, and how they are packed.

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    fmt::Write as _,
    io::{Read as _, Write as _},
};

/// SHA-256 in hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hexadecimal = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(hexadecimal, "{byte:02x}");
    }

    hexadecimal
}

pub fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

pub fn gunzip(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut body = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut body)?;
    Ok(body)
}

/// The bytes that were packed, where they still have their hash.
pub fn unpack(packed: &[u8], sha256: &[u8]) -> Option<Vec<u8>> {
    let body = gunzip(packed).ok()?;
    (sha256_hex(&body).as_bytes() == sha256).then_some(body)
}

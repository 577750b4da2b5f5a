//! Reading and unpacking bodies, never more than the limit of either.

use super::{
    LIMIT_MIB,
    failure::{Failure, chain},
};
use crate::error::{AnswerFault, Bilingual};
use flate2::read::MultiGzDecoder;
use reqwest::Response;
use std::io::Read;

/// Largest body in bytes.
const LIMIT_BYTES: u64 = LIMIT_MIB * 1024 * 1024;

const TOO_LARGE: AnswerFault = AnswerFault::TooLarge {
    limit_mib: LIMIT_MIB,
};

/// The first bytes of gzip.
const GZIP: &[u8] = b"\x1f\x8b";

/// As much of a refusal as is worth reading for its first words.
const START_BYTES: usize = 64 * 1024;

/// The whole body as sent. That its length is the one announced is checked by hyper.
pub(super) async fn read_body(response: &mut Response) -> Result<Vec<u8>, Failure> {
    let announced = response.content_length().unwrap_or_default();
    if announced > LIMIT_BYTES {
        return Err(Failure::Lasting(TOO_LARGE));
    }

    let mut body = Vec::new();
    // A body may grow beyond what was announced, or have no length at all.
    while body.len() as u64 <= LIMIT_BYTES {
        match response.chunk().await {
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok(body),
            Err(error) => {
                let length = body.len();
                return Err(Failure::passing(
                    format!("body cut off after {length} bytes"),
                    format!("ответ оборвался после {length} байт"),
                    chain(&error.without_url()),
                ));
            }
        }
    }

    Err(Failure::Lasting(TOO_LARGE))
}

/// The start of the body, or less when it fails.
pub(super) async fn read_start(response: &mut Response) -> Vec<u8> {
    let mut start = Vec::new();
    while start.len() < START_BYTES
        && let Ok(Some(chunk)) = response.chunk().await
    {
        start.extend_from_slice(&chunk);
    }

    start
}

/// Undoes `Content-Encoding`.
pub(super) fn unpack(encoding: Option<&str>, packed: Vec<u8>) -> Result<Vec<u8>, AnswerFault> {
    match encoding
        .map(|name| name.trim().to_ascii_lowercase())
        .as_deref()
    {
        // Some servers send what they store packed, and do not say so.
        None | Some("" | "identity") if packed.starts_with(GZIP) => gunzip(&packed),
        None | Some("" | "identity") => Ok(packed),
        Some("gzip" | "x-gzip") => gunzip(&packed),
        Some(other) => Err(AnswerFault::OtherDocument {
            what: Bilingual::new(
                format!("packed as `{other}`"),
                format!("сжато способом «{other}»"),
            ),
        }),
    }
}

fn gunzip(packed: &[u8]) -> Result<Vec<u8>, AnswerFault> {
    let mut body = Vec::new();
    // One byte more than the limit, so that a bomb is noticed without unpacking it.
    let mut unpacking = MultiGzDecoder::new(packed).take(LIMIT_BYTES + 1);
    unpacking
        .read_to_end(&mut body)
        .map_err(|error| AnswerFault::Malformed {
            cause: Bilingual::new(
                format!("gzip: {error}"),
                format!("gzip не распаковывается ({error})"),
            ),
        })?;
    if body.len() as u64 > LIMIT_BYTES {
        return Err(TOO_LARGE);
    }

    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_was_packed_comes_out() {
        assert_eq!(unpack(Some("GZIP"), gzip(b"rates")).unwrap(), b"rates");
        assert_eq!(unpack(None, b"rates".to_vec()).unwrap(), b"rates");
        assert_eq!(unpack(None, gzip(b"rates")).unwrap(), b"rates");
        assert!(matches!(
            unpack(Some("br"), vec![]),
            Err(AnswerFault::OtherDocument { .. })
        ));
    }

    #[test]
    fn a_cut_package_is_broken() {
        let whole = gzip(b"rates rates rates");
        for cut in 1..whole.len() {
            assert!(
                matches!(gunzip(&whole[..cut]), Err(AnswerFault::Malformed { .. })),
                "{cut}"
            );
        }
    }

    #[test]
    fn a_small_package_of_a_large_body_is_refused() {
        let bomb = gzip(&vec![0; usize::try_from(LIMIT_BYTES).unwrap() + 1]);
        assert!(bomb.len() < 1024 * 1024);
        assert_eq!(
            gunzip(&bomb),
            Err(AnswerFault::TooLarge {
                limit_mib: LIMIT_MIB
            })
        );
    }
}

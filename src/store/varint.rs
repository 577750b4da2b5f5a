//! Numbers of few bytes in the formats of the store: LEB128, and zigzag for signed ones.

/// Bytes of the longest number that is read: 63 bits.
const LONGEST: usize = 9;

pub(super) fn put(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

pub(super) fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// Takes a number from the front; None when there is none, or one that is too long.
#[inline]
pub(super) fn take(input: &mut &[u8]) -> Option<u64> {
    // Nearly all numbers have three bytes or fewer, and a million headlines have ten million of them.
    let (number, rest) = match *input {
        [a @ ..0x80, rest @ ..] => (u64::from(*a), rest),
        [a, b @ ..0x80, rest @ ..] => (u64::from(a & 0x7f) | u64::from(*b) << 7, rest),
        [a, b, c @ ..0x80, rest @ ..] => {
            (u64::from(a & 0x7f) | u64::from(b & 0x7f) << 7 | u64::from(*c) << 14, rest)
        }
        _ => return take_long(input),
    };
    *input = rest;
    Some(number)
}

/// The same for any number.
fn take_long(input: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for (at, byte) in input.iter().enumerate().take(LONGEST) {
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            *input = &input[at + 1..];
            return Some(number);
        }
    }
    None
}

pub(super) fn take_signed(input: &mut &[u8]) -> Option<i64> {
    let number = take(input)?;
    Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
}

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
    let (first, rest) = input.split_first()?;
    if *first < 0x80 {
        *input = rest;
        return Some(u64::from(*first));
    }
    let mut number = u64::from(first & 0x7f);
    for (at, byte) in input.iter().enumerate().take(LONGEST).skip(1) {
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

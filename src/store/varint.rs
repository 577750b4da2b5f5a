//! Numbers of few bytes in the formats of the store: LEB128, and zigzag for signed ones.

/// Bytes of the longest number that is read: 63 bits.
const LONGEST: usize = 9;

pub fn put(out: &mut Vec<u8>, mut number: u64) {
    loop {
        let [low, ..] = number.to_le_bytes();
        number >>= 7;
        if number == 0 {
            return out.push(low);
        }
        out.push(low | 0x80);
    }
}

pub fn put_signed(out: &mut Vec<u8>, number: i64) {
    put(out, ((number << 1) ^ (number >> 63)).cast_unsigned());
}

/// Takes a number from the front; `None` when there is none, or one that is too long.
#[inline]
pub fn take(input: &mut &[u8]) -> Option<u64> {
    // Nearly all numbers have four bytes or fewer, and a million headlines have ten million of them: no branch asks for
    // their length. A byte with 0 as its top bit is the last.
    let bytes = u32::from_le_bytes(*input.first_chunk().unwrap_or(&[0x80; 4]));
    let ends = !bytes & 0x8080_8080;
    if ends == 0 {
        return take_long(input);
    }

    let own = bytes & (ends ^ (ends - 1));
    *input = &input[ends.trailing_zeros() as usize / 8 + 1..];
    let sevens = own & 0x7f | own >> 1 & 0x3f80 | own >> 2 & 0x1f_c000 | own >> 3 & 0xfe0_0000;
    Some(u64::from(sevens))
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

pub fn take_signed(input: &mut &[u8]) -> Option<i64> {
    let number = take(input)?;
    Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Numbers of every length, with other bytes behind them and with none.
        #[test]
        fn what_was_put_is_taken(numbers in prop::collection::vec((any::<u64>(), 1_u32..64), 1..20), behind in any::<[u8; 3]>()) {
            let numbers: Vec<u64> = numbers.into_iter().map(|(number, bits)| number >> (64 - bits)).collect();
            let mut bytes = Vec::new();
            for number in &numbers {
                put(&mut bytes, *number);
            }
            for end in [0, behind.len()] {
                let bytes = [&*bytes, &behind[..end]].concat();
                let mut input = &*bytes;
                for number in &numbers {
                    prop_assert_eq!(take(&mut input), Some(*number));
                }
                prop_assert_eq!(input, &behind[..end]);
            }
        }

        #[test]
        fn no_number_is_cut_off(number in any::<u64>(), bits in 8_u32..64) {
            let mut bytes = Vec::new();
            put(&mut bytes, number >> (64 - bits) | 1 << 7);
            bytes.pop();
            prop_assert_eq!(take(&mut &*bytes), None);
        }
    }
}

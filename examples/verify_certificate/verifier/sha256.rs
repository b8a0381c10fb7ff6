// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! SHA-256 (FIPS 180-4). Its constants are the first bits of roots of primes, so they are computed and not typed.

const PRIMES: [u128; 64] = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137,
    139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197, 199, 211, 223, 227, 229, 233, 239, 241, 251, 257, 263, 269, 271, 277, 281,
    283, 293, 307, 311,
];

/// The first 32 bits behind the point of the root of this degree.
fn root_bits(prime: u128, degree: u32) -> u32 {
    let shifted = prime << (32 * degree);
    let (mut low, mut high) = (0_u128, 1_u128 << 42);
    while high - low > 1 {
        let middle = low.midpoint(high);
        if middle.checked_pow(degree).is_some_and(|power| power <= shifted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    u32::try_from(low & 0xffff_ffff).unwrap_or_default()
}

fn block(state: &mut [u32; 8], keys: &[u32; 64], bytes: &[u8]) {
    let mut words = [0_u32; 64];
    for (word, four) in words.iter_mut().zip(bytes.chunks_exact(4)) {
        *word = four.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
    }
    for at in 16..64 {
        let (early, late) = (words[at - 15], words[at - 2]);
        let early = early.rotate_right(7) ^ early.rotate_right(18) ^ early >> 3;
        let late = late.rotate_right(17) ^ late.rotate_right(19) ^ late >> 10;
        words[at] = words[at - 16].wrapping_add(early).wrapping_add(words[at - 7]).wrapping_add(late);
    }
    let mut s = *state;
    for (key, word) in keys.iter().zip(words) {
        let mixed = s[4].rotate_right(6) ^ s[4].rotate_right(11) ^ s[4].rotate_right(25);
        let chosen = s[4] & s[5] ^ !s[4] & s[6];
        let first = s[7].wrapping_add(mixed).wrapping_add(chosen).wrapping_add(*key).wrapping_add(word);
        let mixed = s[0].rotate_right(2) ^ s[0].rotate_right(13) ^ s[0].rotate_right(22);
        let second = mixed.wrapping_add(s[0] & s[1] ^ s[0] & s[2] ^ s[1] & s[2]);
        s = [first.wrapping_add(second), s[0], s[1], s[2], s[3].wrapping_add(first), s[4], s[5], s[6]];
    }
    for (kept, new) in state.iter_mut().zip(s) {
        *kept = kept.wrapping_add(new);
    }
}

/// The digest as 64 hex digits.
pub fn hex(bytes: &[u8]) -> String {
    let keys = PRIMES.map(|prime| root_bits(prime, 3));
    let mut state = [0; 8];
    for (word, prime) in state.iter_mut().zip(PRIMES) {
        *word = root_bits(prime, 2);
    }
    let mut padded = bytes.to_vec();
    padded.push(0x80);
    padded.resize(padded.len().next_multiple_of(64), 0);
    if padded.len() - bytes.len() < 9 {
        padded.resize(padded.len() + 64, 0);
    }
    let length = padded.len();
    padded[length - 8..].copy_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    padded.chunks_exact(64).for_each(|chunk| block(&mut state, &keys, chunk));
    state.map(|word| format!("{word:08x}")).concat()
}

#[cfg(test)]
mod tests {
    use super::hex;

    #[test]
    fn the_published_vectors() {
        assert_eq!(hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let two_blocks = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        assert_eq!(hex(two_blocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        assert_eq!(hex(&vec![b'a'; 1_000_000]), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    #[test]
    fn lengths_around_the_edge_of_a_block_differ_from_each_other() {
        let digests: std::collections::BTreeSet<String> = (50..70).map(|length| hex(&vec![0; length])).collect();
        assert_eq!(digests.len(), 20);
    }
}

// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Which encoding a text has: by its mark, or by its bytes where they leave no doubt.

use crate::lang::Text;
use crate::text;

/// How bytes are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// The one byte a character of a Western European Windows.
    Windows1252,
}

/// Marks at the start of a text.
const MARKS: [(&[u8], Encoding); 3] =
    [(b"\xef\xbb\xbf", Encoding::Utf8), (b"\xff\xfe", Encoding::Utf16Le), (b"\xfe\xff", Encoding::Utf16Be)];
/// Bytes that no character of Windows-1252 has.
const UNASSIGNED: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

impl Encoding {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "Windows-1252",
        }
    }

    /// The encoding whose mark stands at the start of a text, and how long the mark is.
    pub(super) fn of_mark(head: &[u8]) -> Option<(Self, usize)> {
        MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(mark, encoding)| (*encoding, mark.len()))
    }

    /// UTF-16 without a mark, where the zero bytes say so: none on one side, and most bytes of the other side, its first two among them.
    pub(super) fn of_zeros(head: &[u8]) -> Option<Self> {
        let (pairs, _) = head.as_chunks::<2>();
        let zeros = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
        let (first, second) = (zeros(0), zeros(1));
        let starts = |side: usize| pairs.len() > 1 && pairs[..2].iter().all(|pair| pair[side] == 0);
        match (first, second) {
            (0, zeros) if starts(1) && zeros * 2 > pairs.len() => Some(Self::Utf16Le),
            (zeros, 0) if starts(0) && zeros * 2 > pairs.len() => Some(Self::Utf16Be),
            _ => None,
        }
    }
}

/// The place of the first byte that no character of Windows-1252 has.
pub(super) fn unassigned(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| UNASSIGNED.contains(byte))
}

/// The place of a character that is surely UTF-8: an accented letter or a sign of Western Europe. In Windows-1252 its bytes are two or
/// three signs that stand together in no word (Ã©).
pub(super) fn surely_utf8(bytes: &[u8]) -> Option<usize> {
    let starts = |at: &usize| matches!(bytes[*at..], [0xc2 | 0xc3, 0x80..=0xbf, ..] | [0xe2, 0x80 | 0x82, 0x80..=0xbf, ..]);
    (0..bytes.len()).find(starts)
}

/// How the user says which encoding it is.
pub(super) fn say() -> Text {
    text!(
        "bewaar het als ‘CSV UTF-8’, of zeg --encoding utf-8, utf-16le, utf-16be of windows-1252",
        "save it as ‘CSV UTF-8’, or say --encoding utf-8, utf-16le, utf-16be or windows-1252"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_tell_utf16_only_where_they_leave_no_doubt() {
        let le: Vec<u8> = "case_id;ë€\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = "case_id;ë€\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(Encoding::of_zeros(&le), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::of_zeros(&be), Some(Encoding::Utf16Be));
        for unclear in [&b"case_id"[..], b"", b"a\0", b"a\0b\0\0\0", b"ab\0\0cd", b"a\0bcdefg", b"\0\0\0\0"] {
            assert_eq!(Encoding::of_zeros(unclear), None, "{unclear:?}");
        }
    }

    #[test]
    fn words_of_windows_1252_are_not_taken_for_utf8() {
        for word in [&b"caf\xe9"[..], b"CAF\xc9\x92S", b"\x80 5", b"co\xf6rdinatie", b"\xe2ge"] {
            assert_eq!(surely_utf8(word), None, "{word:?}");
        }
        for word in ["café", "€", "‘ja’"] {
            assert!(surely_utf8(word.as_bytes()).is_some(), "{word}");
        }
    }
}

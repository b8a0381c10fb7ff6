// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! The characters of an input, a stretch at a time, whatever their encoding. UTF-8 is checked and not copied. What is not UTF-8 from the
//! start and has only plain letters before its first other byte is Windows-1252; a text that looks like both is a question.

use std::io::Read;

use encoding_rs::{DecoderResult, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::RunError;
use super::encoding::{self, Encoding};
use crate::diagnostic::Code;
use crate::lang::Text;
use crate::text;

/// Bytes that are read at a time; also what separator and header are judged by.
pub(super) const STRETCH: usize = 256 << 10;

/// An input whose characters are being read.
pub(super) struct Characters<R> {
    input: R,
    /// Characters that are ready; those before `taken` were taken.
    ready: String,
    taken: usize,
    /// Bytes that were read and are not characters yet.
    rest: Vec<u8>,
    /// Bytes of the input before `rest`.
    offset: u64,
    encoding: Encoding,
    how: How,
    decoder: Option<encoding_rs::Decoder>,
    /// Whether a character that is not ASCII has been seen.
    has_wide: bool,
    ended: bool,
}

/// Why the encoding is what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Said,
    Mark,
    Bytes,
}

impl<R: Read> Characters<R> {
    /// Finds the encoding and makes the first stretch ready.
    pub fn open(input: R, said: Option<Encoding>) -> Result<Self, RunError> {
        let mut characters = Self {
            input,
            ready: String::new(),
            taken: 0,
            rest: Vec::new(),
            offset: 0,
            encoding: said.unwrap_or(Encoding::Utf8),
            how: if said.is_some() { How::Said } else { How::Bytes },
            decoder: None,
            has_wide: false,
            ended: false,
        };
        let mut head = Vec::with_capacity(STRETCH);
        characters.read_on(&mut head)?;
        let mark = Encoding::of_mark(&head);
        let mark = mark.filter(|(encoding, _)| said.is_none_or(|said| said == *encoding));
        if let Some((encoding, length)) = mark {
            head.drain(..length);
            characters.offset = length as u64;
            characters.encoding = encoding;
            characters.how = if said.is_some() { How::Said } else { How::Mark };
        } else if let (None, Some(encoding)) = (said, Encoding::of_zeros(&head)) {
            characters.encoding = encoding;
        }
        characters.decoder = match characters.encoding {
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
            Encoding::Utf8 | Encoding::Windows1252 => None,
        };
        characters.decode(head, 1)?;
        Ok(characters)
    }

    /// The encoding, as far as it is known now.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether no more characters will come than are ready.
    pub fn ended(&self) -> bool {
        self.ended && self.rest.is_empty()
    }

    /// The characters that are ready.
    pub fn ready(&self) -> &str {
        &self.ready[self.taken..]
    }

    /// Takes so many bytes of what is ready.
    pub fn take(&mut self, bytes: usize) {
        self.taken += bytes;
    }

    /// Makes the next stretch ready, once all of the last one was taken; it starts on `line`.
    pub fn fill(&mut self, line: u64) -> Result<(), RunError> {
        let mut bytes = std::mem::take(&mut self.ready).into_bytes();
        bytes.clear();
        bytes.append(&mut self.rest);
        self.taken = 0;
        self.read_on(&mut bytes)?;
        self.decode(bytes, line)
    }

    fn read_on(&mut self, bytes: &mut Vec<u8>) -> Result<(), RunError> {
        let wanted = STRETCH.saturating_sub(bytes.len());
        let read = self.input.by_ref().take(wanted as u64).read_to_end(bytes);
        let read = read.map_err(|cause| RunError::Machine { what: text!("lezen van de invoer", "reading the input"), cause })?;
        self.ended |= read < wanted;
        Ok(())
    }

    fn decode(&mut self, bytes: Vec<u8>, line: u64) -> Result<(), RunError> {
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, line),
            Encoding::Windows1252 => self.windows_1252(&bytes, line),
            Encoding::Utf16Le | Encoding::Utf16Be => self.utf16(&bytes, line),
        }?;
        if memchr::memchr(0, self.ready.as_bytes()).is_none() {
            return Ok(());
        }
        let before = self.ready.split('\0').next().unwrap_or_default();
        Err(self.unreadable(line + breaks(before), None))
    }

    fn utf8(&mut self, bytes: Vec<u8>, line: u64) -> Result<(), RunError> {
        let length = bytes.len();
        match String::from_utf8(bytes) {
            Ok(text) => {
                self.offset += length as u64;
                self.ready = text;
            }
            Err(error) => {
                let (valid, is_cut) = (error.utf8_error().valid_up_to(), error.utf8_error().error_len().is_none() && !self.ended);
                let mut bytes = error.into_bytes();
                let before = String::from_utf8_lossy(&bytes[..valid]).into_owned();
                if !is_cut && self.how == How::Bytes && !self.has_wide && before.is_ascii() {
                    self.encoding = Encoding::Windows1252;
                    return self.windows_1252(&bytes, line);
                }
                if !is_cut {
                    let line = line + breaks(&before);
                    let is_mixed = self.how == How::Bytes;
                    self.offset += valid as u64;
                    return Err(if is_mixed { self.mixed(line) } else { self.unreadable(line, Some(0)) });
                }
                self.rest = bytes.split_off(valid);
                self.offset += valid as u64;
                self.ready = before;
            }
        }
        self.has_wide = self.has_wide || !self.ready.is_ascii();
        Ok(())
    }

    fn windows_1252(&mut self, bytes: &[u8], line: u64) -> Result<(), RunError> {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        let line_of = |at: usize| line + breaks(&WINDOWS_1252.decode_without_bom_handling(&bytes[..at]).0);
        if let Some(at) = encoding::unassigned(bytes) {
            return Err(self.unreadable(line_of(at), Some(at)));
        }
        if let Some(at) = encoding::surely_utf8(bytes).filter(|_| self.how == How::Bytes) {
            self.offset += at as u64;
            return Err(self.mixed(line_of(at)));
        }
        self.ready = text.into_owned();
        self.offset += bytes.len() as u64;
        Ok(())
    }

    fn utf16(&mut self, bytes: &[u8], line: u64) -> Result<(), RunError> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3);
        self.ready = String::with_capacity(room);
        let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut self.ready, self.ended);
        if let DecoderResult::Malformed(..) = result {
            let line = line + breaks(&self.ready);
            return Err(self.unreadable(line, Some(read.saturating_sub(1))));
        }
        self.offset += read as u64;
        Ok(())
    }

    /// A byte that is no character; where it stands, when that is known.
    fn unreadable(&self, line: u64, at: Option<usize>) -> RunError {
        let (name, place) = (self.encoding.name(), at.map(|at| self.offset + at as u64 + 1));
        let found: Text = match place {
            Some(byte) => {
                text!("regel {line}: byte {byte} van de invoer is geen {name}", "line {line}: byte {byte} of the input is not {name}")
            }
            None => text!("regel {line}: een nulbyte, die in geen tekst hoort", "line {line}: a zero byte, which belongs in no text"),
        };
        RunError::refused(Code::NotUtf8, found, encoding::say())
    }

    fn mixed(&self, line: u64) -> RunError {
        let byte = self.offset + 1;
        RunError::refused(
            Code::EncodingUnclear,
            text!(
                "regel {line}, byte {byte}: de invoer is deels UTF-8 en deels een andere codering",
                "line {line}, byte {byte}: the input is partly UTF-8 and partly another encoding"
            ),
            encoding::say(),
        )
    }
}

/// Line ends in a text.
pub(super) fn breaks(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|&(at, &byte)| byte == b'\r' || (byte == b'\n' && (at == 0 || bytes[at - 1] != b'\r')));
    ends.count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8], said: Option<Encoding>) -> Result<(String, Encoding), String> {
        let told = |error| match error {
            RunError::Input(refusals) => format!("{} {}", refusals[0].code.id(), refusals[0].found.en),
            other => other.to_string(),
        };
        let mut characters = Characters::open(bytes, said).map_err(told)?;
        let mut text = String::new();
        loop {
            text.push_str(characters.ready());
            if characters.ended() {
                return Ok((text, characters.encoding()));
            }
            characters.take(characters.ready().len());
            characters.fill(1 + breaks(&text)).map_err(told)?;
        }
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_characters_across_stretches() {
        for shift in 0..4 {
            let text = format!("{}{}", "x".repeat(shift), "naam;€ ëé–’\r\nja;nee\n".repeat(20_000));
            let (one_byte, _, _) = WINDOWS_1252.encode(&text);
            for (bytes, encoding) in [
                (text.clone().into_bytes(), Encoding::Utf8),
                (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
                (utf16(&text, u16::to_le_bytes), Encoding::Utf16Le),
                (utf16(&text, u16::to_be_bytes), Encoding::Utf16Be),
                (utf16(&format!("\u{feff}{text}"), u16::to_le_bytes), Encoding::Utf16Le),
                (utf16(&format!("\u{feff}{text}"), u16::to_be_bytes), Encoding::Utf16Be),
                (one_byte.into_owned(), Encoding::Windows1252),
            ] {
                for said in [None, Some(encoding)] {
                    assert_eq!(all(&bytes, said), Ok((text.clone(), encoding)), "{encoding:?}");
                }
            }
        }
    }

    #[test]
    fn other_bytes_late_in_a_plain_text_are_windows_1252() {
        let mut bytes = b"a,b\n".repeat(STRETCH);
        bytes.extend(b"x,\xe9\n");
        let (text, encoding) = all(&bytes, None).unwrap();
        assert!(encoding == Encoding::Windows1252 && text.ends_with("x,é\n") && text.len() == bytes.len() + 1);
    }

    #[test]
    fn what_is_no_text_or_two_encodings_is_refused_at_its_place() {
        let surrogate = [&utf16("ab\nc", u16::to_le_bytes)[..], &[0x00, 0xd8, b'x', 0]].concat();
        for (bytes, said, told) in [
            (&b"a,b\n1,\x81\n"[..], None, "R0107 line 2: byte 7 of the input is not Windows-1252"),
            (b"a,b\n\xc3\xab,\xe9\n", None, "R0116 line 2, byte 8: the input is partly UTF-8 and partly another encoding"),
            (b"a,b\n\xe9,\xc3\xab\n", None, "R0116 line 2, byte 7: the input is partly UTF-8 and partly another encoding"),
            (b"\xef\xbb\xbfa,b\n\xe9,1\n", None, "R0107 line 2: byte 8 of the input is not UTF-8"),
            (b"a,b\n1,\xe9", Some(Encoding::Utf8), "R0107 line 2: byte 7 of the input is not UTF-8"),
            (b"a,b\n1,\0\n", None, "R0107 line 2: a zero byte, which belongs in no text"),
            (b"\xff\xfea\0\0", None, "R0107 line 1: byte 5 of the input is not UTF-16LE"),
            (&surrogate, Some(Encoding::Utf16Le), "R0107 line 2: byte 10 of the input is not UTF-16LE"),
            (b"\xff\xfe\0\0a\0\0\0", None, "R0107 line 1: a zero byte, which belongs in no text"),
        ] {
            assert_eq!(all(bytes, said), Err(told.to_owned()), "{bytes:?}");
        }
        assert_eq!(all(b"\xe9,\xc3\xab", Some(Encoding::Windows1252)).unwrap().0, "é,Ã«");
    }
}

// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! SHA-256 of texts and files, as sixty-four hex digits.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// The digest of bytes.
#[must_use]
pub fn of(bytes: &[u8]) -> String {
    hex(Sha256::digest(bytes).as_slice())
}

/// The digest of a file.
///
/// # Errors
/// When it cannot be read.
pub fn of_file(path: &Path) -> io::Result<String> {
    of_read(File::open(path)?)
}

/// The digest of all that can be read.
///
/// # Errors
/// When it cannot be read on.
pub fn of_read(mut source: impl Read) -> io::Result<String> {
    let (mut sum, mut buffer) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match source.read(&mut buffer)? {
            0 => return Ok(hex(sum.finalize().as_slice())),
            read => sum.update(&buffer[..read]),
        }
    }
}

/// Writes on, and digests what it wrote.
pub struct Digesting<W> {
    inner: W,
    sum: Sha256,
}

impl<W: Write> Digesting<W> {
    /// Nothing written yet.
    pub fn new(inner: W) -> Self {
        Self { inner, sum: Sha256::new() }
    }

    /// What was written to, and the digest of what was.
    pub fn end(self) -> (W, String) {
        (self.inner, hex(self.sum.finalize().as_slice()))
    }
}

impl<W: Write> Write for Digesting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

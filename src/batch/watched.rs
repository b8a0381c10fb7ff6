// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! Rows that tell how far they have been read, and end the run when it is to stop: asked once a block, so that it costs nothing.

use std::fs::File;
use std::io::{self, Read, Seek as _};
use std::path::Path;

use super::format::Format;
use super::{failed, opened};
use crate::digest;
use crate::lang::Text;
use crate::progress::Watch;
use crate::record::decimal::Mark;
use crate::record::lines::Noted;
use crate::record::{Block, Expected, Lines, RunError, rows::Rows};
use crate::text;

/// Rows of a file under watch.
pub struct Watched<'w> {
    rows: Box<dyn Rows>,
    watch: &'w dyn Watch,
    /// The file once more: it shares its place with the one that is read. Nothing where the system cannot do that.
    file: Option<File>,
    /// Bytes of the file; zero where it has no such number, as a pipe.
    bytes: u64,
    /// Rows that were handed out in blocks.
    handed: u64,
}

/// Starts to read a file as [`open`](super::open) does, under watch.
///
/// # Errors
/// As that does.
pub fn open_watched<'w>(input: &Path, formats: &[Format], expected: &Expected<'_>, watch: &'w dyn Watch) -> Result<Watched<'w>, RunError> {
    let open = Format::to_read(input, formats)?;
    let file = opened(input)?;
    let (again, bytes) = (file.try_clone().ok(), file.metadata().map_or(0, |about| about.len()));
    let rows = open(file, expected)?;
    Ok(Watched { rows, watch, file: again, bytes, handed: 0 })
}

impl Watched<'_> {
    /// So many rows are worked out: for work that takes longer than reading does.
    ///
    /// # Errors
    /// When the run is to stop.
    pub fn worked(&self, rows: u64) -> Result<(), RunError> {
        go_on(self.watch)?;
        let of = self.rows.total().unwrap_or_else(|| match self.place() {
            // As many rows to a byte as so far.
            Some(place @ 1..) => u64::try_from(u128::from(self.handed) * u128::from(self.bytes) / u128::from(place)).unwrap_or(u64::MAX),
            _ => 0,
        });
        self.watch.step(rows, of);
        Ok(())
    }

    /// How many bytes of the file were read.
    fn place(&self) -> Option<u64> {
        let mut file = self.file.as_ref()?;
        file.stream_position().ok().map(|place| place.min(self.bytes)).filter(|_| self.bytes > 0)
    }

    fn tell(&self) -> Result<(), RunError> {
        go_on(self.watch)?;
        match (self.rows.total(), self.place()) {
            (Some(total), _) => self.watch.step(self.handed, total),
            (None, Some(place)) => self.watch.step(place, self.bytes),
            (None, None) => self.watch.step(self.handed, 0),
        }
        Ok(())
    }
}

/// Refuses to go on where the run is to stop.
///
/// # Errors
/// When it is.
pub fn go_on(watch: &dyn Watch) -> Result<(), RunError> {
    if watch.stopped() { Err(RunError::Stopped) } else { Ok(()) }
}

impl Rows for Watched<'_> {
    fn header(&self) -> &[String] {
        self.rows.header()
    }

    fn mark(&self) -> Mark {
        self.rows.mark()
    }

    fn has_lines(&self) -> bool {
        self.rows.has_lines()
    }

    fn notes(&self) -> Vec<Text> {
        self.rows.notes()
    }

    fn total(&self) -> Option<u64> {
        self.rows.total()
    }

    fn read(&mut self, block: &mut Block, rows: usize) -> Result<bool, RunError> {
        self.tell()?;
        let more = self.rows.read(block, rows)?;
        self.handed += block.len() as u64;
        Ok(more)
    }

    fn read_lines(&mut self, lines: &mut Lines, rows: usize) -> Result<bool, RunError> {
        self.tell()?;
        self.rows.read_lines(lines, rows)
    }

    fn note(&mut self, noted: Noted) {
        self.rows.note(noted);
    }
}

/// The digest of a file, unless the run is to stop first.
pub(super) fn digest_of(input: &Path, watch: &dyn Watch) -> Result<String, RunError> {
    let told = |cause| match go_on(watch) {
        Ok(()) => failed(&text!("lezen van", "reading"), input, cause),
        Err(stopped) => stopped,
    };
    let file = File::open(input).map_err(told)?;
    digest::of_read(Ending { file, watch }).map_err(told)
}

/// A file that cannot be read on once the run is to stop.
struct Ending<'w> {
    file: File,
    watch: &'w dyn Watch,
}

impl Read for Ending<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.stopped() {
            // Not `Interrupted`: readers try again on that.
            return Err(io::ErrorKind::Other.into());
        }
        self.file.read(buffer)
    }
}

// SPDX-FileCopyrightText: 2026 taxeer contributors
// SPDX-License-Identifier: EUPL-1.2

//! A file that stands whole or not at all: written beside its place, and renamed when it is complete.

use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

use tempfile::NamedTempFile;

/// After so many bytes what was written is put on the disk beside the work, so that little is left to wait for at the end.
const AT_ONCE: usize = 16 << 20;

/// A file in the making. Dropped before [`Draft::place`] it leaves nothing behind.
#[derive(Debug)]
pub struct Draft {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
    /// Bytes since a part was last put on the disk.
    unsynced: usize,
    syncing: Option<JoinHandle<io::Result<()>>>,
}

impl Draft {
    /// Begins a file that is to stand at `path`.
    ///
    /// # Errors
    /// When its folder cannot be written to.
    pub fn of(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        // The permissions that the user's other new files have.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        Ok(Self { file: BufWriter::new(builder.tempfile_in(folder)?), path: path.to_owned(), unsynced: 0, syncing: None })
    }

    /// Puts the complete file in its place; one that stood there is replaced.
    ///
    /// # Errors
    /// When it cannot be written or renamed.
    pub fn place(self) -> io::Result<()> {
        let path = self.path.clone();
        self.whole()?.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Puts the complete file in its place, where none may be.
    ///
    /// # Errors
    /// When a file is there, or it cannot be written or renamed.
    pub fn place_new(self) -> io::Result<()> {
        let path = self.path.clone();
        self.whole()?.persist_noclobber(path).map(drop).map_err(|error| error.error)
    }

    /// Begins to put on the disk what was written so far, unless that is being done.
    fn sync_beside(&mut self) -> io::Result<()> {
        if self.syncing.as_ref().is_some_and(|syncing| !syncing.is_finished()) {
            return Ok(());
        }
        self.synced()?;
        let file = self.file.get_ref().as_file().try_clone()?;
        // Where no thread can be had, all is put there at the end.
        self.syncing = std::thread::Builder::new().spawn(move || file.sync_data()).ok();
        self.unsynced = 0;
        Ok(())
    }

    /// Waits for what is being put on the disk.
    fn synced(&mut self) -> io::Result<()> {
        self.syncing.take().map_or(Ok(()), |syncing| syncing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    }

    fn whole(mut self) -> io::Result<NamedTempFile> {
        self.file.flush()?;
        self.synced()?;
        let file = self.file.into_inner().map_err(IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        Ok(file)
    }
}

/// Writes a text to a file, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut draft = Draft::of(path)?;
    draft.write_all(text.as_bytes())?;
    draft.place()
}

/// Writes a text to a file that is not there yet.
///
/// # Errors
/// When a file is there, or it cannot be written.
pub fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if path.try_exists()? {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut draft = Draft::of(path)?;
    draft.write_all(text.as_bytes())?;
    draft.place_new()
}

impl Write for Draft {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.unsynced += written;
        if self.unsynced >= AT_ONCE {
            self.sync_beside()?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether two paths lead to one file that is there.
#[must_use]
pub fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
